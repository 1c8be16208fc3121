package web

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"referat/index"
	"referat/ingest"
	"referat/ingest/ocr"
	"referat/ingest/pdftext"
	"referat/pkg/agenda"
	"referat/pkg/archive"
	"referat/pkg/library"
)

// exports is the folder of the fictional exports.
const exports = "../../testdata/exports"

// importPDFs takes exports into the archive in folder dir, as the program does,
// but in this process and without OCR.
func importPDFs(t testing.TB, dir string, names ...string) *ingest.Stats {
	t.Helper()
	cache, err := os.UserCacheDir()
	if err != nil {
		cache = t.TempDir()
	}
	w, err := archive.Begin(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Abort()
	ix := index.NewWriter(w.IndexDir)
	defer ix.Discard()
	follower := ingest.NewFollower(w, ingest.Index{Put: ix.Add, Remove: ix.Take, Sequence: ix.Sequence, Stand: ix.Stand})
	imp := ingest.NewImporter(w, func(ctx context.Context, job ingest.Job) (*archive.Record, error) {
		r := pdftext.NewReader(filepath.Join(cache, "referat"), func() (*ocr.Program, error) { return nil, ocr.ErrMissing })
		defer r.Close()
		return ingest.NewExtractor(r).Read(ctx, job, nil)
	})
	imp.Workers, imp.Checkpoint = 2, follower.CatchUp
	var paths []string
	for _, name := range names {
		paths = append(paths, filepath.Join(exports, name+".pdf"))
	}
	stats, err := imp.Run(t.Context(), paths)
	if err != nil {
		t.Fatal(err)
	}
	if err := follower.CatchUp(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := ix.Close(); err != nil {
		t.Fatal(err)
	}
	if err := w.Commit(); err != nil {
		t.Fatal(err)
	}
	return stats
}

// reindexed builds the index of the archive in folder dir anew.
func reindexed(t testing.TB, dir string) {
	t.Helper()
	w, err := archive.Begin(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Abort()
	indexAnew(t, w)
	if err := w.Commit(); err != nil {
		t.Fatal(err)
	}
}

// takenDown removes a document from the archive in folder dir.
func takenDown(t testing.TB, dir string, id agenda.ID) {
	t.Helper()
	w, err := archive.Begin(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Abort()
	sha, err := w.Resolve(id.Doc())
	if err != nil {
		t.Fatal(err)
	}
	d, err := w.Document(sha)
	if err != nil {
		t.Fatal(err)
	}
	pages, _, err := archive.Erasable(d, id)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.TakeDown(t.Context(), archive.Takedown{ID: id, Pages: pages, Reason: "prøve", Cut: ingest.CutFrame}); err != nil {
		t.Fatal(err)
	}
	indexAnew(t, w)
	if err := w.CommitPurged(); err != nil {
		t.Fatal(err)
	}
}

// indexAnew gives a working generation an index built from nothing.
func indexAnew(t testing.TB, w *archive.Writer) {
	t.Helper()
	to, err := w.NewIndexDir()
	if err != nil {
		t.Fatal(err)
	}
	b, err := index.NewBuilder(to, filepath.Join(t.TempDir(), "segments"))
	if err != nil {
		t.Fatal(err)
	}
	defer b.Discard()
	if _, err := ingest.Reindex(t.Context(), w, b.Put); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Close(w.Sequence()); err != nil {
		t.Fatal(err)
	}
	if err := w.SwapIndex(); err != nil {
		t.Fatal(err)
	}
}

// volumeIn is the generation in force of the archive in folder dir.
func volumeIn(t testing.TB, dir string, o library.Options) *library.Volume {
	t.Helper()
	v, err := library.OpenVolume(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { v.Close() })
	return v
}
