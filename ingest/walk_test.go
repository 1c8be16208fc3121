package ingest

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"referat/pkg/archive"
)

func walked(t *testing.T, root string, paths ...string) string {
	t.Helper()
	var list []string
	found, _ := walk(paths)
	for _, c := range found {
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
		{[]string{in("z.pdf/inde.pdf"), in("z.pdf")}, "z.pdf/inde.pdf"}, // not an empty folder
	} {
		if got := walked(t, root, c.paths...); got != c.want {
			t.Errorf("%v:\n got %s\nwant %s", c.paths, got, c.want)
		}
	}
}

func TestWalkEmptyFolder(t *testing.T) {
	root := t.TempDir()
	found, _ := walk([]string{root})
	if len(found) != 1 || !errors.Is(found[0].err, errNoPDF) || !found[0].lost {
		t.Errorf("an empty folder: %+v", found)
	}
}

// A PDF that is called something else is found, and all that is left out is
// counted.
func TestWalkBeginnings(t *testing.T) {
	root := t.TempDir()
	for name, text := range map[string]string{
		"uden-endelse":            "%PDF-1.7\n",
		"a.PDF_":                  "%PDF-1.4",
		"b.tmp":                   "\xef\xbb\xbf%PDF-1.4",                                   // a byte order mark
		"c.dat":                   "\x1b%-12345X@PJL\r\n%PDF-1.4",                           // on its way to a printer
		"d.bin":                   strings.Repeat("\x00", sniffed-len("%PDF-1")) + "%PDF-1", // the last that counts
		"e.bin":                   strings.Repeat("\x00", sniffed-len("%PDF-")) + "%PDF-1",  // one byte too far
		"f.txt":                   "En PDF begynder med %PDF-1.7 og slutter med %%EOF",
		"g.md":                    "%PDF-versioner",
		"h.zip":                   "PK\x03\x04\x14\x00\x00\x00\x00\x00\x00a.pdf\x00%PDF-1.4",
		"i.tar":                   "a.pdf" + strings.Repeat("\x00", 252) + "ustar\x0000" + strings.Repeat("\x00", 248) + "%PDF-1.4",
		"j.docx":                  "x",
		"k.DOCX":                  "x",
		"l":                       "",
		"Referat nr. 3 om skoler": "x",
		"m.\x1b[31m":              "x",
		".DS_Store":               "%PDF-1.4",
		".git/a.pdf":              "%PDF-1.4",
		"n.pdf":                   "",
	} {
		write(t, filepath.Join(root, filepath.FromSlash(name)), []byte(text))
	}
	if err := os.Symlink("intet", filepath.Join(root, "o.txt")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("uden-endelse", filepath.Join(root, "p")); err != nil {
		t.Fatal(err)
	}
	if got, want := walked(t, root, root), "a.PDF_ b.tmp c.dat d.bin n.pdf p uden-endelse"; got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
	_, others := walk([]string{root})
	want := map[string]int{".bin": 1, ".txt": 2, ".md": 1, ".zip": 1, ".tar": 1, ".docx": 2, "": 3, hidden: 2}
	if diff := cmp.Diff(want, others); diff != "" {
		t.Errorf("others (-want +got):\n%s", diff)
	}
	found, others := walk([]string{filepath.Join(root, "j.docx")})
	if len(found) != 1 || found[0].err != nil || len(others) != 0 {
		t.Errorf("a file that is named: %+v, others %v", found, others)
	}
}

// Names in a folder that take the walk as far as paths go.
func TestWalkDeep(t *testing.T) {
	for _, name := range []string{"d", strings.Repeat("d", 200)} {
		root := t.TempDir()
		write(t, filepath.Join(root, "a.pdf"), []byte("x"))
		at, err := os.OpenRoot(root)
		if err != nil {
			t.Fatal(err)
		}
		for range 1000 {
			if err := at.Mkdir(name, 0o755); err != nil {
				t.Fatal(err)
			}
			down, err := at.OpenRoot(name)
			if err != nil {
				t.Fatal(err)
			}
			at.Close()
			at = down
		}
		if f, err := at.Create("bund.pdf"); err != nil {
			t.Fatal(err)
		} else if err := f.Close(); err != nil {
			t.Fatal(err)
		}
		at.Close()
		found, _ := walk([]string{root})
		if len(found) != 2 || found[0].err != nil {
			t.Fatalf("%d found, the first with %v", len(found), found[0].err)
		}
		if deep := found[1]; len(name) == 1 {
			if deep.err != nil || filepath.Base(deep.path) != "bund.pdf" {
				t.Errorf("%.20s: %v", name, deep.err)
			}
		} else if !errors.Is(deep.err, syscall.ENAMETOOLONG) || Reason(deep.err) != "navnet er for langt" || deep.lost {
			t.Errorf("%.20s: %v", name, deep.err)
		}
	}
}

func TestWalkManyFiles(t *testing.T) {
	root := t.TempDir()
	for i := range 10_000 {
		name := fmt.Sprintf("%05d.pdf", i)
		if i%2 == 1 {
			name = fmt.Sprintf("%05d.txt", i)
		}
		write(t, filepath.Join(root, name), []byte(name))
	}
	found, others := walk([]string{root, root})
	if len(found) != 5000 || others[".txt"] != 5000 {
		t.Fatalf("%d found, others %v", len(found), others)
	}
	for i, c := range found {
		if want := fmt.Sprintf("%05d.pdf", 2*i); filepath.Base(c.path) != want {
			t.Fatalf("%s stands where %s should", c.path, want)
		}
	}
}

func TestDisplayName(t *testing.T) {
	for path, want := range map[string]string{
		"/a/Møde på Ærø.pdf":                      "/a/Møde på Ærø.pdf",
		"/a/Mode pa\u030a A\u030aboulevarden.pdf": "/a/Mode på Åboulevarden.pdf", // macOS
		"m\xf8de/p\xe5 \xc6r\xf8.pdf":             "møde/på Ærø.pdf",
		"bla\u030a/m\xf8de.pdf":                   "blå/møde.pdf", // each part has its own way
		"\xff":                                    "ÿ",
		"":                                        "",
	} {
		if got := displayName(path); got != want {
			t.Errorf("%q is shown as %q, want %q", path, got, want)
		}
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
