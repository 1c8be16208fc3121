package ingest

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"referat/pkg/archive"
)

func walked(t *testing.T, root string, paths ...string) string {
	t.Helper()
	var list []string
	for _, c := range walk(paths) {
		rel, err := filepath.Rel(root, c.path)
		if err != nil {
			t.Fatal(err)
		}
		if c.err != nil {
			rel += "!"
		}
		list = append(list, rel)
	}
	return strings.Join(list, " ")
}

func TestWalk(t *testing.T) {
	root := t.TempDir()
	for _, name := range []string{
		"b.pdf", "a.PDF", "læs.txt", ".skjult.pdf", ".skjult/x.pdf", "._a.pdf", "z/y.pdf", "z/q/p.Pdf", "z.pdf/inde.pdf", "noter",
	} {
		write(t, filepath.Join(root, filepath.FromSlash(name)), []byte("x"))
	}
	for from, to := range map[string]string{
		"løkke":     ".",         // the folder itself
		"z/op":      "..",        // and from within
		"andre":     "z",         // a folder that is there anyway
		"link.pdf":  "b.pdf",     // another name for a file
		"død.pdf":   "intet.pdf", // a link to nothing
		"dødt-link": "intet",
	} {
		if err := os.Symlink(to, filepath.Join(root, filepath.FromSlash(from))); err != nil {
			t.Fatal(err)
		}
	}
	if got, want := walked(t, root, root), "a.PDF andre/q/p.Pdf andre/y.pdf b.pdf død.pdf! link.pdf z.pdf/inde.pdf"; got != want {
		t.Errorf("the folder:\n got %s\nwant %s", got, want)
	}
	in := func(name string) string { return filepath.Join(root, filepath.FromSlash(name)) }
	for _, c := range []struct {
		paths []string
		want  string
	}{
		{[]string{in("b.pdf"), in("noter"), in("b.pdf")}, "b.pdf noter"}, // a file that is named is tried, once
		{[]string{in(".skjult")}, ".skjult/x.pdf"},                       // so is a hidden one
		{[]string{in("z/q/../q"), in("z/q")}, "z/q/p.Pdf"},
		{[]string{in("ingen"), in("b.pdf")}, "ingen! b.pdf"},
	} {
		if got := walked(t, root, c.paths...); got != c.want {
			t.Errorf("%v:\n got %s\nwant %s", c.paths, got, c.want)
		}
	}
}

func TestWalkEmptyFolder(t *testing.T) {
	root := t.TempDir()
	found := walk([]string{root})
	if len(found) != 1 || !errors.Is(found[0].err, errNoPDF) || !found[0].lost {
		t.Errorf("an empty folder: %+v", found)
	}
}

// The originals of an archive that lies among the PDFs are not imported.
func TestWalkKeepsOutOfArchives(t *testing.T) {
	root := t.TempDir()
	write(t, filepath.Join(root, "a.pdf"), onePage("a"))
	dir := filepath.Join(root, "arkiv")
	if stats := mustRun(t, dir, root); len(stats.Imported) != 1 {
		t.Fatalf("imported %d", len(stats.Imported))
	}
	if got := walked(t, root, root); got != "a.pdf" {
		t.Errorf("walked %s, want a.pdf alone", got)
	}
	if !archive.IsArchive(dir) || archive.IsArchive(root) {
		t.Error("IsArchive does not know an archive")
	}
}

// File names of another encoding are read as Latin-1, and found again.
func TestNamesInLatin1(t *testing.T) {
	root := t.TempDir()
	path := filepath.Join(root, "m\xf8de p\xe5 \xc6r\xf8.pdf")
	if err := os.WriteFile(path, onePage("Latin-1"), 0o644); err != nil {
		t.Skip("this file system takes only UTF-8 names:", err)
	}
	dir := filepath.Join(t.TempDir(), "arkiv")
	stats := mustRun(t, dir, root)
	if len(stats.Imported) != 1 || filepath.Base(stats.Imported[0].Path) != "møde på Ærø.pdf" {
		t.Fatalf("imported %+v", stats.Imported)
	}
	r, err := archive.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	_, d, err := r.Find(stats.Imported[0].ID)
	if err != nil || d.Source.Name != "møde på Ærø.pdf" {
		t.Errorf("kept as %q, %v", d.Source.Name, err)
	}
	if stats = mustRun(t, dir, root); len(stats.Unchanged) != 1 || stats.Unchanged[0].SameAs != "" {
		t.Errorf("again: %+v", stats)
	}
}
