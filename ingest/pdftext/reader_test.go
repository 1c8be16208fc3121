package pdftext

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"referat/ingest/ocr"
)

// newTestReader makes a Reader that finds no OCR program.
func newTestReader(t testing.TB) *Reader {
	t.Helper()
	r := NewReader(sharedCache(), func() (*ocr.Program, error) { return nil, ocr.ErrMissing })
	t.Cleanup(func() {
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	})
	return r
}

func readWith(t testing.TB, r *Reader, data []byte, o Options) *Document {
	t.Helper()
	doc, err := r.Read(context.Background(), bytes.NewReader(data), int64(len(data)), o)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func file1(t testing.TB, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

const shortExport = "../../testdata/exports/2027-01-04-kort.pdf"

// The first engine reads every export: pdfium is started for none but those
// with scans.
func TestExportsNeedNoSecondEngine(t *testing.T) {
	files, err := filepath.Glob("../../testdata/exports/*.pdf")
	if err != nil || len(files) < 12 {
		t.Fatalf("%d exports: %v", len(files), err)
	}
	for _, path := range files {
		r := newTestReader(t)
		doc := readWith(t, r, file1(t, path), Options{OCR: OCROff})
		scans := slices.ContainsFunc(doc.Pages, func(p Page) bool { return p.NoOCR != "" })
		if started := r.sandbox != nil; started != scans {
			t.Errorf("%s: pdfium started: %v, scans: %v", filepath.Base(path), started, scans)
		}
		for _, p := range doc.Pages {
			if p.Engine != EnginePDFText {
				t.Errorf("%s: page %d was read by %s", filepath.Base(path), p.Number, p.Engine)
			}
		}
	}
}

// A page with nothing on it costs no start of pdfium.
func TestBlankPageNeedsNoSecondEngine(t *testing.T) {
	var f pdfFile
	r := newTestReader(t)
	doc := readWith(t, r, f.pages(
		testPage{},
		testPage{content: "q 0.9 g 0 0 595 842 re f Q BT /F1 10 Tf 50 700 Td ( ) Tj ET 50 100 m 545 100 l S"},
	), Options{})
	if r.sandbox != nil {
		t.Error("pdfium was started")
	}
	for _, p := range doc.Pages {
		if p.Err != "" || p.NoOCR != "" || len(p.Lines) > 0 {
			t.Errorf("page %+v", p)
		}
	}
}

// Files that the first engine refuses come out of the second as they would
// out of the first.
func TestSecondEngineOpensWhatTheFirstRefuses(t *testing.T) {
	whole := file1(t, shortExport)
	want := read(t, whole)
	var junk bytes.Buffer
	fmt.Fprintf(&junk, "HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n%s", whole)
	at := bytes.LastIndex(whole, []byte("startxref"))
	tests := []struct {
		name      string
		data      []byte
		engine    string
		passwords []string
	}{
		{"AES-256, empty password", file1(t, "testdata/aes256-open.pdf"), EnginePDFText, nil},
		{"AES-256, password", file1(t, "testdata/aes256-password.pdf"), EnginePDFText, []string{"forkert", "havnebad"}},
		{"AES-256, the owner's password", file1(t, "testdata/aes256-password.pdf"), EnginePDFText, []string{"havnefoged"}},
		// The first engine opens these, and makes nonsense of them.
		{"RC4 of 40 bits, empty password", file1(t, "testdata/rc4-open.pdf"), EnginePDFium, nil},
		{"RC4 of 40 bits, password", file1(t, "testdata/rc4-password.pdf"), EnginePDFium, []string{"forkert", "", "havnebad"}},
		{"junk before the header", junk.Bytes(), EnginePDFText, nil},
		{"junk after the end", append(slices.Clone(whole), "\n<!-- cached -->\n"...), EnginePDFText, nil},
		{"PDF 2.0", bytes.Replace(whole, []byte("%PDF-1."), []byte("%PDF-2."), 1), EnginePDFium, nil},
		{"no cross-reference table where it should be", append(slices.Clone(whole[:at]), "startxref\n7\n%%EOF\n"...), EnginePDFium, nil},
		{"cut off before the cross-reference table", whole[:at], EnginePDFium, nil},
	}
	r := newTestReader(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := readWith(t, r, tt.data, Options{Passwords: tt.passwords})
			if got.Pages[0].Engine != tt.engine {
				t.Errorf("read by %s, want %s", got.Pages[0].Engine, tt.engine)
			}
			if len(got.Pages) != len(want.Pages) {
				t.Fatalf("%d pages, want %d", len(got.Pages), len(want.Pages))
			}
			agree(t, sheet{Page: want.Pages[0]}, sheet{Page: got.Pages[0]})
			if diff := cmp.Diff(want.Info, got.Info); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestReaderErrors(t *testing.T) {
	tests := []struct {
		name string
		data []byte
		o    Options
		want error
	}{
		{"a letter", []byte("Kære rådmand\n"), Options{}, ErrNotPDF},
		{"a letter, without the first engine", []byte("Kære rådmand\n"), Options{SkipFirst: true}, ErrNotPDF},
		{"cut off", []byte("%PDF-1.4\n1 0 obj\n<< /Type /Cat"), Options{}, ErrBroken},
		{"AES-256, no password", file1(t, "testdata/aes256-password.pdf"), Options{}, ErrPassword},
		{"AES-256, a wrong password", file1(t, "testdata/aes256-password.pdf"), Options{Passwords: []string{"forkert"}}, ErrPassword},
		{"RC4, no password", file1(t, "testdata/rc4-password.pdf"), Options{}, ErrPassword},
		{"RC4, no password, without the first engine", file1(t, "testdata/rc4-password.pdf"), Options{SkipFirst: true}, ErrPassword},
	}
	r := newTestReader(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := r.Read(context.Background(), bytes.NewReader(tt.data), int64(len(tt.data)), tt.o)
			if !errors.Is(err, tt.want) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
		})
	}
}

// A page that the first engine cannot read well is pdfium's; the others stay.
func TestBadPagesGoToTheSecondEngine(t *testing.T) {
	var f pdfFile
	lost := f.add("<< >>\nstream\nBT /F1 10 Tf 50 700 Td (en side uden sin l\\346ngde) Tj ET\nendstream")
	f.pages(
		testPage{content: `BT /F1 10 Tf 50 700 Td (side 1) Tj ET`},
		testPage{content: `BT ET`},
	)
	// The second page's content becomes the stream without a length.
	for i, o := range f.objects {
		if strings.Contains(o, "/Type /Page ") && strings.Contains(o, "/Contents 7 0 R") {
			f.objects[i] = strings.Replace(o, "/Contents 7 0 R", "/Contents "+lost, 1)
		}
	}
	doc := readWith(t, newTestReader(t), f.bytes(fmt.Sprintf("%d 0 R", len(f.objects))), Options{})
	var got []string
	for _, p := range doc.Pages {
		got = append(got, p.Engine+": "+strings.TrimSpace(p.Text())+p.Err)
	}
	if diff := cmp.Diff([]string{"pdftext: side 1", "pdfium: en side uden sin længde"}, got); diff != "" {
		t.Error(diff)
	}
}

// Where the page tree promises more than it has, the engine that reads more
// is believed; here it is the first.
func TestPageTreeThatPromisesMore(t *testing.T) {
	var f pdfFile
	f.pages(testPage{content: `BT /F1 10 Tf 50 700 Td (side 1) Tj ET`}, testPage{content: `BT /F1 10 Tf 50 700 Td (side 2) Tj ET`})
	for i, o := range f.objects {
		f.objects[i] = strings.Replace(o, "/Count 2", "/Count 3", 1)
	}
	doc := readWith(t, newTestReader(t), f.bytes(fmt.Sprintf("%d 0 R", len(f.objects))), Options{})
	if len(doc.Pages) != 2 || doc.Pages[1].Text() != "side 2\n" {
		t.Errorf("got %d pages: %+v", len(doc.Pages), doc.Pages)
	}
}

func TestReaderOptions(t *testing.T) {
	var f pdfFile
	var pages []testPage
	for n := range 5 {
		pages = append(pages, testPage{content: fmt.Sprintf(`BT /F1 10 Tf 50 700 Td (side %d) Tj ET`, n+1)})
	}
	data := f.pages(pages...)
	r := newTestReader(t)
	t.Run("SkipFirst", func(t *testing.T) {
		for _, p := range readWith(t, r, data, Options{SkipFirst: true}).Pages {
			if p.Engine != EnginePDFium || p.Text() != fmt.Sprintf("side %d\n", p.Number) {
				t.Errorf("page %+v", p)
			}
		}
	})
	t.Run("Only", func(t *testing.T) {
		var got []int
		for _, p := range readWith(t, r, data, Options{Only: []int{4, 2, 4, 9, 0}}).Pages {
			got = append(got, p.Number)
		}
		if diff := cmp.Diff([]int{2, 4}, got); diff != "" {
			t.Error(diff)
		}
	})
	t.Run("Progress", func(t *testing.T) {
		var got []Progress
		readWith(t, r, data, Options{Progress: func(p Progress) { got = append(got, p) }})
		if diff := cmp.Diff(slices.Repeat([]Progress{{Pages: 5}}, 6), got); diff != "" { // opened, and five pages
			t.Error(diff)
		}
	})
	t.Run("context", func(t *testing.T) {
		ctx, cancel := context.WithCancel(context.Background())
		n := 0
		_, err := r.Read(ctx, bytes.NewReader(data), int64(len(data)), Options{Progress: func(Progress) {
			if n++; n == 3 {
				cancel()
			}
		}})
		if !errors.Is(err, context.Canceled) || n > 3 {
			t.Errorf("got %v after %d steps, want context.Canceled after 3", err, n)
		}
	})
}
