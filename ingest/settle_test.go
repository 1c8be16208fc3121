package ingest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// With Settle a new file that was written lately fails for now, and nothing is
// remembered of it; one that the archive has is unchanged whenever it was
// touched.
func TestSettle(t *testing.T) {
	dir, in := filepath.Join(t.TempDir(), "arkiv"), t.TempDir()
	old := func(name string) {
		then := time.Now().Add(-time.Hour)
		if err := os.Chtimes(filepath.Join(in, name), then, then); err != nil {
			t.Fatal(err)
		}
	}
	write(t, filepath.Join(in, "gammel.pdf"), onePage("gammel"))
	old("gammel.pdf")
	write(t, filepath.Join(in, "ny.pdf"), onePage("ny"))
	write(t, filepath.Join(in, "tom.pdf"), nil)
	ahead := time.Now().Add(30 * time.Second) // by another machine's clock
	write(t, filepath.Join(in, "forud.pdf"), onePage("forud"))
	if err := os.Chtimes(filepath.Join(in, "forud.pdf"), ahead, ahead); err != nil {
		t.Fatal(err)
	}
	settle := func(imp *Importer) { imp.Settle = time.Minute }
	stats, err := run(t, t.Context(), dir, settle, in)
	if err != nil {
		t.Fatal(err)
	}
	if got := names(stats.Imported); got != "gammel.pdf" {
		t.Errorf("imported %s", got)
	}
	if got := names(stats.Failed); got != "forud.pdf ny.pdf tom.pdf" {
		t.Errorf("failed: %s", got)
	}
	for _, f := range stats.Failed {
		if f.Code != CodeBusy || f.Quarantined || !strings.Contains(f.Reason, "ved at blive skrevet") {
			t.Errorf("%+v", f)
		}
	}
	a, ix := opened(t, dir)
	failures, err := a.Failures()
	if err != nil || len(failures) > 0 {
		t.Errorf("remembered: %v %v", failures, err)
	}
	if held, err := a.Quarantine(); err != nil || len(held) > 0 {
		t.Errorf("in quarantine: %v %v", held, err)
	}
	a.Close()
	ix.Close()

	for _, name := range []string{"ny.pdf", "tom.pdf", "forud.pdf"} {
		old(name)
	}
	stats, err = run(t, t.Context(), dir, settle, in)
	if err != nil || names(stats.Imported) != "forud.pdf ny.pdf" || names(stats.Unchanged) != "gammel.pdf" {
		t.Errorf("later: imported %s, unchanged %s: %v", names(stats.Imported), names(stats.Unchanged), err)
	}
	if len(stats.Failed) != 1 || stats.Failed[0].Code != "empty" {
		t.Errorf("later: failed %+v", stats.Failed)
	}
	stats, err = run(t, t.Context(), dir, settle, in)
	if err != nil || names(stats.Unchanged) != "forud.pdf gammel.pdf ny.pdf" {
		t.Errorf("unchanged: %s: %v", names(stats.Unchanged), err)
	}
}

// A run tells which folders it looked through: those that a watcher has to
// watch.
func TestFolders(t *testing.T) {
	in := t.TempDir()
	write(t, filepath.Join(in, "a.pdf"), onePage("a"))
	write(t, filepath.Join(in, "under", "dyb", "b.pdf"), onePage("b"))
	write(t, filepath.Join(in, "tom", "c.txt"), nil)
	write(t, filepath.Join(in, ".skjult", "d.pdf"), onePage("d"))
	other := t.TempDir()
	if err := os.Symlink(other, filepath.Join(in, "link")); err != nil {
		t.Fatal(err)
	}
	stats, err := run(t, t.Context(), filepath.Join(in, "arkiv"), func(*Importer) {}, in)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range stats.Folders {
		rel, err := filepath.Rel(in, f)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, rel)
	}
	if s := strings.Join(got, " "); s != ". link tom under under/dyb" {
		t.Errorf("folders %s", s)
	}
}

func TestLooksLikePDF(t *testing.T) {
	dir := t.TempDir()
	for name, want := range map[string]bool{
		"a.pdf": true, "b.PDF": true, "c": true, "d.tmp": true, "e.txt": false, "f": false,
	} {
		data := []byte("Kære rådmand")
		if name == "c" || name == "d.tmp" {
			data = onePage("c")
		}
		if got := LooksLikePDF(write(t, filepath.Join(dir, name), data)); got != want {
			t.Errorf("%s: %v", name, got)
		}
	}
	if LooksLikePDF(filepath.Join(dir, "findes-ikke")) || LooksLikePDF(dir) {
		t.Error("what is no file looks like a PDF")
	}
}
