package archive

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

func TestNoArchive(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "arkiv")
	_, err := Open(dir)
	if !errors.Is(err, ErrMissing) || !strings.Contains(err.Error(), "referat import") {
		t.Errorf("no folder: %v", err)
	}
	w := begin(t, dir)
	if _, err := Open(dir); !errors.Is(err, ErrMissing) {
		t.Errorf("while the first import runs: %v", err)
	}
	if err := w.Commit(); err != nil {
		t.Fatal(err)
	}
	if got := folders(t, dir); len(got) != 0 {
		t.Errorf("a commit without changes made %v", got)
	}
	if _, err := Open(dir); !errors.Is(err, ErrMissing) {
		t.Errorf("after an import of nothing: %v", err)
	}
}

func TestCurrentPointsAtNothing(t *testing.T) {
	for _, text := range []string{"", "gen-000007\n", "../../etc\n", "gen-000001/..", "gen-1"} {
		dir := filepath.Join(t.TempDir(), "arkiv")
		put(t, dir, record(1, 1))
		if err := os.WriteFile(filepath.Join(dir, currentName), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		_, err := Open(dir)
		if !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), "gen-000001") {
			t.Errorf("CURRENT %q: Open: %v; want ErrDamaged naming gen-000001", text, err)
		}
		if _, err := Begin(dir); !errors.Is(err, ErrDamaged) {
			t.Errorf("CURRENT %q: Begin: %v, want ErrDamaged", text, err)
		}
	}
}

// An archive whose CURRENT was removed is not begun anew: three imports later
// all that it had would be gone.
func TestCurrentIsGone(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "arkiv")
	put(t, dir, record(1, 1))
	if err := os.Remove(filepath.Join(dir, currentName)); err != nil {
		t.Fatal(err)
	}
	for name, open := range map[string]func() error{
		"Open":  func() error { _, err := Open(dir); return err },
		"Begin": func() error { _, err := Begin(dir); return err },
	} {
		if err := open(); !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), "gen-000001") {
			t.Errorf("%s: %v; want ErrDamaged naming gen-000001", name, err)
		}
	}
}

func TestOneWriter(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "arkiv")
	w := begin(t, dir)
	_, err := Begin(dir)
	if !errors.Is(err, ErrLocked) || !strings.Contains(err.Error(), "proces ") {
		t.Errorf("second writer: %v, want ErrLocked naming the process", err)
	}
	if err := w.Abort(); err != nil {
		t.Fatal(err)
	}
	if err := w.Put(record(1, 1)); err == nil {
		t.Error("Put after Abort gave no error")
	}
	if err := begin(t, dir).Abort(); err != nil {
		t.Errorf("after the first was done: %v", err)
	}
}

func TestForeignFolderIsRefused(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "brev.odt"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Begin(dir); !errors.Is(err, ErrForeign) {
		t.Errorf("Begin in a folder of documents: %v, want ErrForeign", err)
	}
	if _, err := os.Stat(filepath.Join(dir, lockName)); err == nil {
		t.Error("LOCK was made all the same")
	}
}

func TestGenerations(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "arkiv")
	for seed := range uint64(4) {
		put(t, dir, record(seed, 2))
	}
	if got, want := folders(t, dir), []string{"gen-000002", "gen-000003", "gen-000004"}; !slices.Equal(got, want) {
		t.Errorf("generations %v, want %v", got, want)
	}
	// Abort leaves nothing.
	w := begin(t, dir)
	if err := w.Put(record(9, 2)); err != nil {
		t.Fatal(err)
	}
	if err := w.Abort(); err != nil {
		t.Fatal(err)
	}
	if got := folders(t, dir); len(got) != KeptGenerations {
		t.Errorf("after Abort: %v", got)
	}
	// Going back: the next generation comes after all, and starts from CURRENT.
	if err := setCurrent(dir, 3); err != nil {
		t.Fatal(err)
	}
	put(t, dir, record(10, 1))
	r := open(t, dir)
	if r.Generation() != "gen-000005" {
		t.Errorf("after going back: %s, want gen-000005", r.Generation())
	}
	shas, err := r.store.shas()
	if err != nil || len(shas) != 4 { // 0, 1, 2 of generation 3, and 10
		t.Errorf("after going back: %d documents, %v; want 4", len(shas), err)
	}
}

// What a crash leaves behind is swept away, and the old generation holds.
func TestLeftoversAreSwept(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "arkiv")
	put(t, dir, record(1, 1))
	for _, name := range []string{"gen-000002.work", "gen-000000.old"} {
		if err := os.MkdirAll(filepath.Join(dir, name, "index"), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, ".CURRENT123"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	// A whole generation that CURRENT was never swung to.
	if err := os.Mkdir(filepath.Join(dir, "gen-000005"), 0o755); err != nil {
		t.Fatal(err)
	}
	if r := open(t, dir); r.Generation() != "gen-000001" {
		t.Errorf("reading %s, want gen-000001", r.Generation())
	}
	put(t, dir, record(2, 1))
	if got, want := folders(t, dir), []string{"gen-000001", "gen-000005", "gen-000006"}; !slices.Equal(got, want) {
		t.Errorf("generations %v, want %v", got, want)
	}
	if _, err := os.Stat(filepath.Join(dir, ".CURRENT123")); err == nil {
		t.Error("half a CURRENT is left")
	}
}

// The index is carried over by links, and what is done to the new one does not
// reach the old.
func TestIndexIsCloned(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "arkiv")
	w := begin(t, dir)
	if err := w.Put(record(1, 1)); err != nil {
		t.Fatal(err)
	}
	index, err := w.IndexDir()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(index, "store"), 0o700); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"store/1.zap": "segment", "store/root.bolt": "rod"} {
		if err := os.WriteFile(filepath.Join(index, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Commit(); err != nil {
		t.Fatal(err)
	}

	w = begin(t, dir)
	index, err = w.IndexDir()
	if err != nil {
		t.Fatal(err)
	}
	old := open(t, dir).IndexDir()
	for name, linked := range map[string]bool{"store/1.zap": true, "store/root.bolt": false} {
		a, aerr := os.Stat(filepath.Join(old, name))
		b, berr := os.Stat(filepath.Join(index, name))
		if aerr != nil || berr != nil {
			t.Fatal(aerr, berr)
		}
		if os.SameFile(a, b) != linked {
			t.Errorf("%s: linked %v, want %v", name, !linked, linked)
		}
		if a.Mode().Perm()&0o044 == 0 {
			t.Errorf("%s: mode %v: others may not read it", name, a.Mode())
		}
	}
	if err := os.RemoveAll(index); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(old, "store/1.zap")); err != nil {
		t.Errorf("removing the new index reached the old: %v", err)
	}
}

func TestKeepOriginal(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "arkiv")
	pdf := filepath.Join(t.TempDir(), "a.pdf")
	if err := os.WriteFile(pdf, []byte("%PDF-1.4 indhold"), 0o600); err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256([]byte("%PDF-1.4 indhold"))
	sha := hex.EncodeToString(sum[:])
	w := begin(t, dir)
	for range 2 {
		if err := w.KeepOriginal(pdf, sha); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Put(record(1, 1)); err != nil {
		t.Fatal(err)
	}
	if err := w.KeepOriginal(pdf, strings.Repeat("0", 64)); !errors.Is(err, ErrChanged) {
		t.Errorf("other bytes than hashed: %v, want ErrChanged", err)
	}
	if err := w.KeepOriginal(pdf+"x", strings.Repeat("0", 64)); !errors.Is(err, ErrSource) {
		t.Errorf("a file that went away: %v, want ErrSource", err)
	}
	if err := w.Commit(); err != nil {
		t.Fatal(err)
	}
	path, err := open(t, dir).Original(sha)
	if err != nil {
		t.Fatal(err)
	}
	if want := filepath.Join(dir, "originals", sha[:2], sha+".pdf"); path != want {
		t.Errorf("kept at %s, want %s", path, want)
	}
	if got, err := os.ReadFile(path); err != nil || string(got) != "%PDF-1.4 indhold" {
		t.Errorf("kept %q, %v", got, err)
	}
	rest, err := filepath.Glob(filepath.Join(dir, "originals", "*", "*"))
	if err != nil || len(rest) != 1 {
		t.Errorf("originals hold %v, %v; want one file", rest, err)
	}
}

// Readers go on while a writer works and commits again and again.
func TestReadWhileWriting(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "arkiv")
	put(t, dir, record(0, 3))
	ctx, stop := context.WithCancel(t.Context())
	var readers sync.WaitGroup
	reads := make([]int, 2)
	for i := range reads {
		readers.Go(func() {
			last := 0
			for ctx.Err() == nil {
				r, err := Open(dir)
				if err != nil {
					t.Error(err)
					return
				}
				n := 0
				for d, err := range r.Documents() {
					if err != nil {
						t.Error(err)
					} else if pages, err := r.Pages(d.Source.SHA256); err != nil || len(pages) != d.Source.Pages {
						t.Errorf("%s: %d of %d pages, %v", d.Source.Name, len(pages), d.Source.Pages, err)
					}
					n++
				}
				if n < last {
					t.Errorf("%d documents after %d", n, last)
				}
				last = n
				if err := r.Close(); err != nil {
					t.Error(err)
				}
				reads[i]++
			}
		})
	}
	for seed := uint64(1); seed < 12; seed++ {
		put(t, dir, record(seed, 40))
	}
	stop()
	readers.Wait()
	for i, n := range reads {
		if n == 0 {
			t.Errorf("reader %d read nothing", i)
		}
	}
}

// A writer killed in the middle leaves the old generation in force, and the
// next one goes on with what it had finished. The child is this test, run again.
func TestKilledWriter(t *testing.T) {
	if dir := os.Getenv("REFERAT_TEST_KILLED_WRITER"); dir != "" {
		w, err := Begin(dir)
		if err != nil {
			t.Fatal(err)
		}
		for seed := uint64(100); ; seed++ {
			if err := w.Put(record(seed, 20)); err != nil {
				t.Fatal(err)
			}
		}
	}
	dir := filepath.Join(t.TempDir(), "arkiv")
	put(t, dir, record(1, 2))
	child := exec.Command(os.Args[0], "-test.run=^TestKilledWriter$")
	child.Env = append(os.Environ(), "REFERAT_TEST_KILLED_WRITER="+dir)
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	deadline := time.Now().Add(30 * time.Second)
	for {
		if info, err := os.Stat(filepath.Join(dir, "gen-000002.work", storeName)); err == nil && info.Size() > 300_000 { // bbolt takes the first 128 KiB ahead
			break
		}
		if time.Now().After(deadline) {
			t.Fatal("the child wrote nothing")
		}
		time.Sleep(5 * time.Millisecond)
	}
	if _, err := Begin(dir); !errors.Is(err, ErrLocked) {
		t.Errorf("while the child lives: %v, want ErrLocked", err)
	}
	if err := child.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	child.Wait() // its error says that it was killed, as it was
	if got := folders(t, dir); !slices.Contains(got, "gen-000002.work") {
		t.Fatalf("the child left %v, so nothing is shown", got)
	}
	if r := open(t, dir); r.Generation() != "gen-000001" {
		t.Errorf("after the kill: %s, want gen-000001", r.Generation())
	}
	put(t, dir, record(2, 2))
	if got, want := folders(t, dir), []string{"gen-000001", "gen-000002"}; !slices.Equal(got, want) {
		t.Errorf("generations %v, want %v", got, want)
	}
	r := open(t, dir)
	shas, err := r.store.shas()
	if err != nil || len(shas) < 3 {
		t.Errorf("%d documents, %v; want the two put here and some of the child's", len(shas), err)
	}
	for _, sha := range shas { // each is whole
		d, err := r.Document(sha)
		if err != nil {
			t.Fatal(err)
		}
		if pages, err := r.Pages(sha); err != nil || len(pages) != d.Source.Pages {
			t.Errorf("%s: %d of %d pages, %v", sha, len(pages), d.Source.Pages, err)
		}
	}
}
