package archive

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// A file whose bytes changed makes an older version of what it was, unless
// another file still has them.
func TestFoundReplaces(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "arkiv")
	a, b := record(1, 1), record(2, 1)
	shaA, shaB := a.Document.Source.SHA256, b.Document.Source.SHA256
	now := time.Now().UTC().Truncate(time.Second)
	folder := t.TempDir()
	x, twin := filepath.Join(folder, "x.pdf"), filepath.Join(folder, "kopi.pdf")
	file := func(path, sha string, age time.Duration) File {
		t.Helper()
		if err := errors.Join(os.WriteFile(path, []byte("7 bytes"), 0o644), os.Chtimes(path, now, now.Add(-age))); err != nil {
			t.Fatal(err)
		}
		return File{SHA256: sha, Size: 7, Modified: now.Add(-age), Seen: now}
	}
	found := func(w *Writer, path string, f File, want string) {
		t.Helper()
		if got, err := w.Found(path, f); err != nil || got != want {
			t.Fatalf("Found %s: replaced %q, %v; want %q", path, got, err, want)
		}
	}
	replacedBy := func(sha, want string) {
		t.Helper()
		r, is, err := open(t, dir).Replaced(sha)
		if err != nil || is != (want != "") || r.By != want {
			t.Errorf("%.8s replaced %v by %.8s, %v; want %.8s", sha, is, r.By, err, want)
		}
	}
	commit := func(w *Writer) {
		t.Helper()
		if err := w.Commit(); err != nil {
			t.Fatal(err)
		}
	}
	w := begin(t, dir)
	if err := w.Put(a); err != nil {
		t.Fatal(err)
	}
	found(w, x, file(x, shaA, time.Hour), "")
	found(w, twin, file(twin, shaA, time.Hour), "")
	commit(w)

	w = begin(t, dir)
	if f, known, err := w.File(x); !known || err != nil || !f.Same(7, now.Add(-time.Hour)) || f.Same(8, now.Add(-time.Hour)) || f.Same(7, now) {
		t.Errorf("%s: %+v, %v, %v", x, f, known, err)
	}
	if err := w.Put(b); err != nil {
		t.Fatal(err)
	}
	found(w, x, file(x, shaB, time.Minute), "") // the copy still has the old bytes
	found(w, twin, file(twin, shaB, time.Minute), shaA)
	commit(w)
	replacedBy(shaA, shaB)
	if d, err := open(t, dir).Document(shaA); err != nil || d.Source.Name != a.Document.Source.Name {
		t.Errorf("the older version: %v", err)
	}

	w = begin(t, dir)
	found(w, x, file(x, shaA, 30*time.Second), "") // the old bytes are back, beside the new
	commit(w)
	replacedBy(shaA, "")
	replacedBy(shaB, "")

	// The copy is removed, or was written to, or the folder has another name.
	w = begin(t, dir)
	found(w, twin, file(twin, shaA, time.Hour), shaB)
	if err := os.Remove(twin); err != nil {
		t.Fatal(err)
	}
	found(w, x, file(x, shaB, 20*time.Second), shaA)
	commit(w)
	replacedBy(shaA, shaB)
	replacedBy(shaB, "")

	// A file written within the last seconds may be written again without its
	// time showing it.
	if file(x, shaA, time.Second).Same(7, now.Add(-time.Second)) {
		t.Error("a file hashed a second after it was written is taken for known")
	}
}

// A file whose time says nothing, since it is to come, is not remembered anew by
// every run: with many of them, each would make a generation.
func TestUnsettledFilesAreRememberedOnce(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "arkiv")
	put(t, dir, record(1, 1))
	sha := record(1, 1).Document.Source.SHA256
	later := time.Now().Add(24 * time.Hour)
	for _, want := range []string{"gen-000002", "gen-000002"} {
		w := begin(t, dir)
		for i := range mostSeen {
			if _, err := w.Found(fmt.Sprintf("/%d.pdf", i), File{SHA256: sha, Size: 1, Modified: later, Seen: time.Now()}); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Commit(); err != nil {
			t.Fatal(err)
		}
		if got := open(t, dir).Generation(); got != want {
			t.Errorf("in force: %s, want %s", got, want)
		}
	}
}

// That a file has another time than it had makes no generation of its own; that
// there is a file at another path does, since it may change one day.
func TestSeenFilesAreNoChange(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "arkiv")
	put(t, dir, record(1, 1))
	sha := record(1, 1).Document.Source.SHA256
	now := time.Now()
	for age, want := range []string{"gen-000002", "gen-000002", "gen-000002"} {
		w := begin(t, dir)
		if _, err := w.Found("/a.pdf", File{SHA256: sha, Size: 1, Modified: now.Add(-time.Duration(age+1) * time.Hour), Seen: now}); err != nil {
			t.Fatal(err)
		}
		if err := w.Commit(); err != nil {
			t.Fatal(err)
		}
		if got := open(t, dir).Generation(); got != want {
			t.Errorf("in force: %s, want %s", got, want)
		}
	}
}
