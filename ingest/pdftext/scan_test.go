package pdftext

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"referat/ingest/ocr"
)

const scannedExport = "../../testdata/exports/2027-08-16-skannede-bilag.pdf"

// Which pages are read as pictures. A picture is one of two pixels, as large
// as the matrix before it says.
func TestNeeds(t *testing.T) {
	const picture = " cm BI /W 2 /H 1 /CS /G /BPC 8 ID \x80\x01 EI Q "
	full, half, small := "q 595 0 0 842 0 0"+picture, "q 595 0 0 300 0 0"+picture, "q 100 0 0 100 50 50"+picture
	stamp := `BT /F1 8 Tf 9 TL 400 820 Td (Punkt 3, Bilag 1: Underskrevet) Tj (aftale om slæbestedet ved) ' (Lodsgade.pdf) ' ET `
	prose := "BT /F1 10 Tf 12 TL 50 600 Td " + strings.Repeat("(Foreningen rydder op efter sig, og bommen er l\\345st.) ' ", 5) + "ET "
	tests := []struct {
		name, content, want string
	}{
		{"nothing", "", ""},
		{"prose", prose, ""},
		{"a scan", full, "scan"},
		{"a scan with a stamp", full + stamp, "scan"},
		{"a scan in strips", strings.Repeat("q 595 0 0 20 0 0"+picture, 40), "scan"},
		{"a scan with a text layer", full + "3 Tr " + prose, ""},
		{"a slide with a picture behind its text", full + prose, ""},
		{"a page with a picture under a third of it", half + stamp, ""},
		{"a logo", small, ""},
		{"text as outlines", strings.Repeat("50 700 m 51 701 52 702 53 703 c f ", 1200), "outlines"},
		{"a table without text", strings.Repeat("50 700 m 500 700 l S ", 60), ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var f pdfFile
			data := f.pages(testPage{content: tt.content})
			first, err := open(bytes.NewReader(data), int64(len(data)), nil)
			if err != nil {
				t.Fatal(err)
			}
			for _, b := range []book{first, inPDFium(t, data)} {
				s, got := b.page(1), ""
				if n := s.scanned(OCRAuto); n != nil {
					got = n.name
				}
				if got != tt.want {
					t.Errorf("%s: %q, want %q: covered %.2f, segments %d, lines %q", s.Engine, got, tt.want, s.covered, s.segments, texts(s.Page))
				}
			}
		})
	}
}

// Why there was no OCR is said on the pages that needed it, and on no others.
func TestPagesWithoutOCR(t *testing.T) {
	data := file1(t, scannedExport)
	tests := []struct {
		mode OCRMode
		err  error
		want string
	}{
		{OCROff, nil, NoOCROff},
		{OCRAuto, ocr.ErrMissing, NoOCRMissing},
		{"", fmt.Errorf("%w: dan", ocr.ErrLanguage), NoOCRLanguage},
	}
	for _, tt := range tests {
		r := NewReader(sharedCache(), func() (*ocr.Program, error) { return nil, tt.err })
		doc := readWith(t, r, data, Options{OCR: tt.mode})
		for _, p := range doc.Pages {
			want := ""
			if p.Number == 3 || p.Number == 6 {
				want = tt.want
			}
			if p.NoOCR != want || p.OCR {
				t.Errorf("%s: page %d: %q and %v, want %q", tt.mode, p.Number, p.NoOCR, p.OCR, want)
			}
		}
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	}
}

// tesseract gives a Reader with the OCR program.
func tesseract(t *testing.T) *Reader {
	t.Helper()
	if _, err := ocr.Find([]string{"dan"}); err != nil {
		t.Skipf("no OCR on this machine: %v", err)
	}
	r := NewReader(sharedCache(), func() (*ocr.Program, error) { return ocr.Find([]string{"dan"}) })
	t.Cleanup(func() { r.Close() })
	return r
}

// A scan is read, upright and sideways; its stamp stays as the text layer has
// it, comes first, and is not read twice.
func TestScansAreRead(t *testing.T) {
	r := tesseract(t)
	var steps []Progress
	doc := readWith(t, r, file1(t, scannedExport), Options{Only: []int{3, 4, 6}, Progress: func(p Progress) { steps = append(steps, p) }})
	three, four, six := doc.Pages[0], doc.Pages[1], doc.Pages[2]
	if !three.OCR || four.OCR || !six.OCR || three.NoOCR != "" || six.NoOCR != "" {
		t.Errorf("OCR on pages 3, 4, 6: %v, %v, %v", three.OCR, four.OCR, six.OCR)
	}
	if diff := cmp.Diff(Progress{Pages: 7, OCR: 2}, steps[len(steps)-1]); diff != "" {
		t.Error(diff)
	}
	got := texts(three)
	if len(got) < 3 || !strings.HasPrefix(got[0], "Punkt 2, Bilag 1: Underskrevet aftale") {
		t.Fatalf("page 3: %q", got)
	}
	all := strings.Join(got, " ")
	if strings.Count(all, "Bilag 1") != 1 || !strings.Contains(all, "Mellem Strandby Kommune og Foreningen Havkajakken er der indgået denne aftale.") {
		t.Errorf("page 3: %q", got)
	}
	if !strings.Contains(six.Text(), "Hvert fag er to meter og kan løftes af fire personer.") {
		t.Errorf("page 6: %q", texts(six))
	}
	last := three.Lines[len(three.Lines)-1]
	if last.X < 0 || last.Right() > three.Width || last.Y < 0 || last.Y > three.Height || last.Size < 5 || last.Size > 30 {
		t.Errorf("page 3 of %v by %v has the line %+v", three.Width, three.Height, last)
	}
}

// With force, what OCR reads takes the place of the text layer, at the same
// places in the same sizes.
func TestForcedOCR(t *testing.T) {
	r := tesseract(t)
	data := file1(t, shortExport)
	layer := read(t, data).Pages[0]
	page := readWith(t, r, data, Options{OCR: OCRForce}).Pages[0]
	if !page.OCR {
		t.Fatal("the page was not read by OCR")
	}
	found := 0
	for _, l := range layer.Lines {
		for _, o := range page.Lines {
			if o.Text == l.Text && max(o.X-l.X, l.X-o.X, o.Y-l.Y, l.Y-o.Y) < 2 && o.Size > 0.7*l.Size && o.Size < 1.4*l.Size {
				found++
				break
			}
		}
	}
	if 10*found < 8*len(layer.Lines) {
		t.Errorf("%d of %d lines are where the text layer has them:\n%+v\n%+v", found, len(layer.Lines), layer.Lines, page.Lines)
	}
}

// Words of OCR that stand where the text layer has a line are left out, also
// from the middle of a line, and on a page that was turned.
func TestOCRLinesBesideATextLayer(t *testing.T) {
	layer := []Line{{Text: "Punkt 3, Bilag 1: Notat", X: 400, Y: 30, W: 120, Size: 8}}
	word := func(s string, x float64) ocr.Word {
		return ocr.Word{Text: s, X0: x, Y0: 90, X1: x + 100, Y1: 125}
	}
	read := []ocr.Line{
		{Text: "Notat Punkt 3,", Words: []ocr.Word{word("Notat", 200), word("Punkt", 1700), word("3,", 1850)}, X0: 200, X1: 1950, Baseline: 120, Size: 40},
		{Text: "om havnebad", Words: []ocr.Word{{Text: "om", X0: 200, Y0: 400, X1: 260, Y1: 440}, {Text: "havnebad", X0: 280, Y0: 400, X1: 500, Y1: 440}}, X0: 200, X1: 500, Baseline: 440, Size: 40},
	}
	got := ocrLines(read, image.Pt(2479, 3508), 300, layer)
	want := []Line{
		{Text: "Notat", X: 48, Y: 28.8, W: 24, Size: 9.6},
		{Text: "om havnebad", X: 48, Y: 105.6, W: 72, Size: 9.6},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	// The picture was turned a quarter clockwise: what is at its upper right was
	// at the upper left of the page. The line stands as it does when turned.
	side := []ocr.Line{{Words: []ocr.Word{{Text: "Skitse", X0: 300, Y0: 160, X1: 600, Y1: 200}, {Text: "Notat", X0: 3200, Y0: 160, X1: 3400, Y1: 200}}, X0: 300, X1: 3400, Baseline: 200, Size: 40, Turned: 90}}
	corner := []Line{{Text: "Notat", X: 36, Y: 60, W: 20, Size: 36}}
	if diff := cmp.Diff([]Line{{Text: "Skitse", X: 72, Y: 48, W: 72, Size: 9.6}}, ocrLines(side, image.Pt(2480, 3508), 300, corner)); diff != "" {
		t.Error(diff)
	}
}

// A page that lay askew was set straight: its lines stand straight, but the
// words of a stamp that was set on it later are found where it stands. When the
// picture was turned back by 2 degrees, what is in its upper right corner went
// up by 7 points.
func TestOCRLinesOfASkewedPage(t *testing.T) {
	stamp := []Line{{Text: "Notat", X: 480, Y: 30, W: 40, Size: 8}}
	x, y := askew(-2, 595.2, 841.92).apply(500, 27)
	at := func(s string, x, y float64) ocr.Line {
		x, y = x*300/72, y*300/72
		return ocr.Line{Words: []ocr.Word{{Text: s, X0: x - 60, X1: x + 60, Y0: y - 15, Y1: y + 15}}, X0: x - 60, X1: x + 60, Baseline: y + 15, Size: 33, Skew: 2}
	}
	if y > 22 {
		t.Fatalf("the stamp is at %.1f, %.1f of the straight picture, as if it had not been turned", x, y)
	}
	got := ocrLines([]ocr.Line{at("Notat", x, y), at("Havnebad", 500, 27)}, image.Pt(2480, 3508), 300, stamp)
	want := []Line{{Text: "Havnebad", X: 485.6, Y: 30.6, W: 28.8, Size: 7.92}}
	if diff := cmp.Diff(want, got, cmp.Comparer(func(a, b float64) bool { return a-b < 0.1 && b-a < 0.1 })); diff != "" {
		t.Error(diff)
	}
}

// The row of a table is a line for each cell; a slanted page's lines stand where
// they do on a straight one.
func TestOCRLinesOfATable(t *testing.T) {
	read := []ocr.Line{{
		Text: "Varme og vand 3.900 42.000", X0: 200, X1: 1700, Baseline: 440, Size: 40, Shift: 25,
		Words: []ocr.Word{{Text: "Varme", X0: 200, X1: 300}, {Text: "og", X0: 350, X1: 400}, {Text: "vand", X0: 475, X1: 575}, {Text: "3.900", X0: 900, X1: 1000}, {Text: "42.000", X0: 1500, X1: 1650}},
	}}
	want := []Line{
		{Text: "Varme og vand", X: 54, Y: 105.6, W: 90, Size: 9.6},
		{Text: "3.900", X: 222, Y: 105.6, W: 24, Size: 9.6},
		{Text: "42.000", X: 366, Y: 105.6, W: 36, Size: 9.6},
	}
	// Another row has a gap there, too; a line of text has not.
	row := ocr.Line{X0: 200, X1: 1000, Baseline: 500, Size: 40, Words: []ocr.Word{{Text: "Husleje", X0: 200, X1: 400}, {Text: "41.200", X0: 900, X1: 1000}}}
	text := ocr.Line{X0: 200, X1: 1700, Baseline: 380, Size: 40, Words: []ocr.Word{{Text: "Regnskabet", X0: 200, X1: 900}, {Text: "er", X0: 920, X1: 980}, {Text: "revideret.", X0: 1000, X1: 1700}}}
	head := ocr.Line{X0: 1500, X1: 1700, Baseline: 380, Size: 40, Words: []ocr.Word{{Text: "Budget", X0: 1510, X1: 1700}}}
	all := func(lines ...ocr.Line) []Line { return ocrLines(lines, image.Pt(2479, 3508), 300, nil) }
	if diff := cmp.Diff(want, all(read[0], row, head)[:3]); diff != "" {
		t.Error(diff)
	}
	for name, lines := range map[string][]ocr.Line{"alone": read, "in text": {text, read[0]}} {
		got := all(lines...)
		if last := got[len(got)-1]; last.Text != "Varme og vand 3.900 42.000" {
			t.Errorf("%s: %q", name, last.Text)
		}
	}
}

// The back of a scanned leaf was looked at: it is no page whose text is missing.
func TestBlankBacks(t *testing.T) {
	r := tesseract(t)
	picture := func(light string) testPage {
		return testPage{content: "q 595 0 0 842 0 0 cm BI /W 2 /H 1 /CS /G /BPC 8 ID " + light + " EI Q"}
	}
	var f pdfFile
	doc := readWith(t, r, f.pages(picture("\xf4\xf2"), picture("\xf4\x10")), Options{})
	if back, ink := doc.Pages[0], doc.Pages[1]; !back.OCR || back.NoOCR != "" || len(back.Lines) > 0 || ink.OCR {
		t.Errorf("OCR of a blank page: %v (%q, %q), of one half black: %v", back.OCR, back.NoOCR, texts(back), ink.OCR)
	}
}

func TestOCRStopsWithItsContext(t *testing.T) {
	r := tesseract(t)
	ctx, cancel := context.WithCancel(context.Background())
	data := file1(t, scannedExport)
	_, err := r.Read(ctx, bytes.NewReader(data), int64(len(data)), Options{Only: []int{3, 6}, Progress: func(p Progress) {
		if p.OCR > 0 {
			cancel()
		}
	}})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want context.Canceled", err)
	}
}
