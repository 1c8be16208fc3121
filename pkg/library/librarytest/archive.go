package librarytest

import (
	"path/filepath"
	"testing"

	"referat/index"
	"referat/ingest"
	"referat/pkg/agenda"
	"referat/pkg/archive"
	"referat/pkg/library"
)

// Write changes the archive in folder dir, or makes it, and builds its index
// anew.
func Write(t testing.TB, dir string, change func(*archive.Writer) error) {
	t.Helper()
	w, err := archive.Begin(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Abort()
	if err := change(w); err != nil {
		t.Fatal(err)
	}
	indexAnew(t, w)
	if err := w.Commit(); err != nil {
		t.Fatal(err)
	}
}

// Reindex builds the index of the archive in folder dir anew.
func Reindex(t testing.TB, dir string) {
	t.Helper()
	Write(t, dir, func(*archive.Writer) error { return nil })
}

// TakeDown takes a document or a bilag out of the archive in folder dir, as
// referat takedown does. What it gives can prove that it is gone.
func TakeDown(t testing.TB, dir string, id agenda.ID) *archive.Removal {
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
	removal, err := w.TakeDown(t.Context(), archive.Takedown{ID: id, Pages: pages, Reason: "prøve", Cut: ingest.CutFrame})
	if err != nil {
		t.Fatal(err)
	}
	indexAnew(t, w)
	if err := w.CommitPurged(); err != nil {
		t.Fatal(err)
	}
	return removal
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

// Open is the generation in force of the archive in folder dir, until the test
// ends.
func Open(t testing.TB, dir string, o library.Options) *library.Volume {
	t.Helper()
	v, err := library.OpenVolume(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { v.Close() })
	return v
}
