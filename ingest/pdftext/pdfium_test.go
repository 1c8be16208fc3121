package pdftext

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// sharedCache is the folder for pdfium's compiled code that the program itself
// uses: compiling takes 4 s.
func sharedCache() string {
	dir, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "referat")
}

// inPDFium opens a PDF in the second engine.
func inPDFium(t testing.TB, data []byte) *pdfiumBook {
	t.Helper()
	s, err := newSandbox(sharedCache())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.close)
	b, err := s.open(bytes.NewReader(data), int64(len(data)), nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(b.close)
	return b
}

// Both engines give the same lines of every page, in the same order, and the
// same outline and information.
func TestEnginesAgree(t *testing.T) {
	files, err := filepath.Glob("../../testdata/exports/*.pdf")
	if err != nil || len(files) < 12 {
		t.Fatalf("%d exports: %v", len(files), err)
	}
	for _, path := range files {
		t.Run(filepath.Base(path), func(t *testing.T) {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			first, err := open(bytes.NewReader(data), int64(len(data)), nil)
			if err != nil {
				t.Fatal(err)
			}
			second := inPDFium(t, data)
			if first.pages() != second.pages() {
				t.Fatalf("%d pages and %d", first.pages(), second.pages())
			}
			for n := 1; n <= first.pages(); n++ {
				agree(t, first.page(n), second.page(n))
			}
			if diff := cmp.Diff(first.outline(), second.outline()); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(first.info(), second.info()); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func agree(t *testing.T, a, b sheet) {
	t.Helper()
	if a.Images != b.Images || a.OCR != b.OCR || a.Err != b.Err || math.Abs(a.covered-b.covered) > 0.01 ||
		math.Abs(a.Width-b.Width) > 0.1 || math.Abs(a.Height-b.Height) > 0.1 {
		t.Errorf("page %d:\n%+v\n%+v", a.Number, a, b)
	}
	if diff := cmp.Diff(texts(a.Page), texts(b.Page)); diff != "" {
		t.Errorf("page %d: %s", a.Number, diff)
		return
	}
	for i, l := range a.Lines {
		m := b.Lines[i]
		far := max(math.Abs(l.X-m.X), math.Abs(l.Y-m.Y), math.Abs(l.Size-m.Size), math.Abs(l.W-m.W)/3)
		if far > 0.5 || l.Bold != m.Bold || l.Font != m.Font || l.Artifact != m.Artifact {
			t.Errorf("page %d:\n%+v\n%+v", a.Number, l, m)
		}
	}
}

// What producers write gives the same lines in both engines.
func TestPDFiumLines(t *testing.T) {
	var f pdfFile
	var pages []testPage
	for _, tt := range lineTests() {
		pages = append(pages, testPage{content: tt.content})
	}
	pages = append(pages, testPage{content: `BT /F1 12 Tf 0 1 -1 0 100 50 Tm (Budget 2028) Tj ET`, dict: "/Rotate 90"},
		testPage{content: `BT /F1 12 Tf 200 500 Td (Budget 2028) Tj ET`, dict: "/CropBox [100 100 400 700]"})
	data := f.pages(pages...)
	first, second := read(t, data), inPDFium(t, data)
	for n := 1; n <= second.pages(); n++ {
		agree(t, sheet{Page: first.Pages[n-1]}, second.page(n))
	}
}

func TestPDFiumReadsAnnotations(t *testing.T) {
	var f pdfFile
	font := f.add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
	look := f.stream(fmt.Sprintf("/Type /XObject /Subtype /Form /BBox [0 0 100 20] /Resources << /Font << /F %s >> >>", font), `BT /F 8 Tf 2 5 Td (Punkt 3, Bilag 1: a.docx) Tj ET`)
	shown := f.add(fmt.Sprintf("<< /Type /Annot /Subtype /FreeText /Rect [400 800 500 820] /AP << /N %s >> >>", look))
	hidden := f.add(fmt.Sprintf("<< /Type /Annot /Subtype /FreeText /F 2 /Rect [100 100 200 120] /AP << /N %s >> >>", look))
	data := f.pages(testPage{content: `BT /F1 10 Tf 50 700 Td (Notat) Tj ET`, dict: fmt.Sprintf("/Annots [%s %s]", shown, hidden)})
	agree(t, sheet{Page: read(t, data).Pages[0]}, inPDFium(t, data).page(1))
}

// An outline that names itself ends, in pdfium, too.
func TestPDFiumOutlineWithoutEnd(t *testing.T) {
	var f pdfFile
	f.pages(testPage{content: "BT ET"})
	root := fmt.Sprintf("%d 0 R", len(f.objects))
	outline, one, two := f.add(""), f.add(""), f.add("")
	f.set(outline, fmt.Sprintf("<< /First %s /Last %s /Count 2 >>", one, two))
	f.set(one, fmt.Sprintf("<< /Title (en) /Parent %s /Next %s /First %s >>", outline, two, one))
	f.set(two, fmt.Sprintf("<< /Title (to) /Parent %s /Next %s >>", outline, one))
	f.set(root, strings.Replace(f.objects[len(f.objects)-4], "/Type /Catalog", "/Type /Catalog /Outlines "+outline, 1))
	want := []Bookmark{{Title: "en"}, {Title: "to"}}
	if diff := cmp.Diff(want, inPDFium(t, f.bytes(root)).outline()); diff != "" {
		t.Error(diff)
	}
}

// A page that takes all of the guest's memory costs that page: the guest is
// started anew for the next.
func TestPDFiumSurvivesABomb(t *testing.T) {
	var bomb bytes.Buffer
	w := zlib.NewWriter(&bomb)
	blank := bytes.Repeat([]byte("q "), 1<<20)
	for range 20 {
		if _, err := w.Write(blank); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	var f pdfFile
	form := f.stream("/Type /XObject /Subtype /Form /BBox [0 0 600 900] /Filter /FlateDecode", bomb.String())
	b := inPDFium(t, f.pages(
		testPage{content: `BT /F1 10 Tf 50 700 Td (side 1) Tj ET`},
		testPage{content: strings.Repeat("/S Do ", 50), resources: "/XObject << /S " + form + " >>"},
		testPage{content: `BT /F1 10 Tf 50 700 Td (side 3) Tj ET`},
	))
	var pages []sheet
	for n := 1; n <= 3; n++ {
		pages = append(pages, b.page(n))
	}
	if p := pages[1]; !strings.Contains(p.Err, "pdfium") {
		t.Errorf("page 2: error %q", p.Err)
	}
	for _, n := range []int{1, 3} {
		if diff := cmp.Diff([]string{fmt.Sprintf("side %d", n)}, texts(pages[n-1].Page)); diff != "" || pages[n-1].Err != "" {
			t.Errorf("page %d: %s %s", n, diff, pages[n-1].Err)
		}
	}
}

// A guest is replaced after a number of pages, in the middle of a file.
func TestPDFiumIsReopened(t *testing.T) {
	var pages []testPage
	for n := range reopenAfter + 5 {
		pages = append(pages, testPage{content: fmt.Sprintf(`BT /F1 10 Tf 50 700 Td (side %d) Tj ET`, n+1)})
	}
	var f pdfFile
	b := inPDFium(t, f.pages(pages...))
	for n := 1; n <= b.pages(); n++ {
		p := b.page(n)
		if diff := cmp.Diff([]string{fmt.Sprintf("side %d", n)}, texts(p.Page)); diff != "" || p.Err != "" {
			t.Fatalf("page %d: %s %s", n, diff, p.Err)
		}
	}
	if b.read > reopenAfter {
		t.Errorf("one guest has read %d pages", b.read)
	}
}

// A cache whose file is damaged is made anew.
func TestDamagedCache(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles pdfium: 4 s or more")
	}
	inPDFium(t, new(pdfFile).pages(testPage{}))
	files, err := filepath.Glob(filepath.Join(sharedCache(), "wazero-*", "*"))
	if err != nil || len(files) == 0 {
		t.Skipf("this machine keeps no cache: %v", err)
	}
	dir := t.TempDir()
	var sizes []int64
	for _, path := range files {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		sizes = append(sizes, int64(len(data)))
		to := filepath.Join(dir, filepath.Base(filepath.Dir(path)), filepath.Base(path))
		if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(to, data[:len(data)/2], 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s, err := newSandbox(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer s.close()
	made, err := filepath.Glob(filepath.Join(dir, "wazero-*", "*"))
	if err != nil || len(made) != 1 {
		t.Fatalf("the cache holds %q: %v", made, err)
	}
	if now, err := os.Stat(made[0]); err != nil || !slices.Contains(sizes, now.Size()) {
		t.Errorf("the cache is not whole again: %v", err)
	}
}
