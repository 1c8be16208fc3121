package librarytest

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"referat/index"
	"referat/ingest"
	"referat/ingest/ocr"
	"referat/ingest/pdftext"
	"referat/pkg/archive"
)

// exportFolder is the folder of the fictional exports, seen from the test's own:
// it stands beside go.mod.
func exportFolder(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return filepath.Join(dir, "testdata", "exports")
		}
		above := filepath.Dir(dir)
		if above == dir {
			t.Fatal("no folder above the test has a go.mod, so there are no exports")
		}
		dir = above
	}
}

// Exports are the names of all fictional exports, without ".pdf".
func Exports(t testing.TB) []string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(exportFolder(t), "*.pdf"))
	if err != nil || len(paths) < 10 {
		t.Fatalf("%d exports, %v", len(paths), err)
	}
	names := make([]string, len(paths))
	for i, path := range paths {
		names[i] = strings.TrimSuffix(filepath.Base(path), ".pdf")
	}
	return names
}

// ExportPath is the PDF of an export.
func ExportPath(t testing.TB, name string) string {
	t.Helper()
	return filepath.Join(exportFolder(t), name+".pdf")
}

// ImportExports takes exports into the archive in folder dir, as Import does: from
// copies beside it that are all of the same time, since of two copies of a meeting
// the newer file is the better, and a checkout's files have any time.
func ImportExports(t testing.TB, dir string, names ...string) {
	t.Helper()
	folder := filepath.Clean(dir) + "-pdf"
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	at := time.Date(2027, 12, 1, 12, 0, 0, 0, time.UTC)
	paths := make([]string, len(names))
	for i, name := range names {
		b, err := os.ReadFile(ExportPath(t, name))
		if err != nil {
			t.Fatal(err)
		}
		paths[i] = filepath.Join(folder, name+".pdf")
		if err := os.WriteFile(paths[i], b, 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(paths[i], at, at); err != nil {
			t.Fatal(err)
		}
	}
	Import(t, dir, paths...)
}

// Import takes PDFs into the archive in folder dir, as the program does, but in
// this process and without OCR.
func Import(t testing.TB, dir string, paths ...string) {
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
	stats, err := imp.Run(t.Context(), paths)
	if err != nil {
		t.Fatal(err)
	}
	if len(stats.Failed) > 0 {
		t.Fatalf("could not be imported: %+v", stats.Failed)
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
}
