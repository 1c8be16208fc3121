package ingest

import (
	"bytes"
	"context"
	"encoding/xml"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"referat/ingest/ocr"
	"referat/ingest/pdftext"
	"referat/ingest/pdftext/pdftest"
	"referat/pkg/archive"
)

// readerFor reads PDFs without OCR.
func readerFor(t testing.TB) *pdftext.Reader {
	r := pdftext.NewReader(sharedCache(), func() (*ocr.Program, error) { return nil, ocr.ErrMissing })
	t.Cleanup(func() { r.Close() })
	return r
}

// A witnessed word is one that pdftotext found, with its box in fractions of
// the page.
type witnessed struct {
	text                     string
	left, top, right, bottom float64
}

// witnesses are the words of a PDF by pdftotext -bbox, page by page.
func witnesses(t *testing.T, path string) [][]witnessed {
	t.Helper()
	program, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("pdftotext is not installed: where the words stand cannot be compared with what another program says")
	}
	out, err := exec.Command(program, "-bbox", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Pages []struct {
			Width  float64 `xml:"width,attr"`
			Height float64 `xml:"height,attr"`
			Words  []struct {
				XMin float64 `xml:"xMin,attr"`
				XMax float64 `xml:"xMax,attr"`
				YMin float64 `xml:"yMin,attr"`
				YMax float64 `xml:"yMax,attr"`
				Text string  `xml:",chardata"`
			} `xml:"word"`
		} `xml:"body>doc>page"`
	}
	d := xml.NewDecoder(bytes.NewReader(out))
	d.Strict = false
	d.Entity = xml.HTMLEntity
	if err := d.Decode(&got); err != nil {
		t.Fatal(err)
	}
	var pages [][]witnessed
	for _, p := range got.Pages {
		var words []witnessed
		for _, w := range p.Words {
			words = append(words, witnessed{strings.ReplaceAll(w.Text, "\u00ad", ""), w.XMin / p.Width, w.YMin / p.Height, w.XMax / p.Width, w.YMax / p.Height})
		}
		pages = append(pages, words)
	}
	return pages
}

// core is a word without the marks around it, and its place in the text.
func core(s string) (string, int) {
	mark := func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }
	trimmed := strings.TrimLeftFunc(s, mark)
	return strings.TrimRightFunc(trimmed, mark), len(s) - len(trimmed)
}

// hits reports whether one of the words of that text is where the box is: its
// middle in the box, and half of the box at least over it.
func (b Box) hits(text string, words []witnessed) bool {
	for _, w := range words {
		if !strings.Contains(w.text, text) {
			continue
		}
		shared := math.Min(b.Right, w.right) - math.Max(b.Left, w.left)
		x, y := (w.left+w.right)/2, (b.Top+b.Bottom)/2
		if y > w.top && y < w.bottom && shared > 0.5*(b.Right-b.Left) && (shared > 0.5*(w.right-w.left)*float64(len(text))/float64(len(w.text)) || x > b.Left && x < b.Right) {
			return true
		}
	}
	return false
}

// Of every word of every typeset page, the box lies where pdftotext says that
// the word stands: with pdfium's words, and as estimated without them.
func TestBoxesLieOnTheWords(t *testing.T) {
	files, err := filepath.Glob("../testdata/exports/*.pdf")
	if err != nil || len(files) < 12 {
		t.Fatalf("%d exports: %v", len(files), err)
	}
	if real, err := filepath.Glob("../../shared/real/*.pdf"); err == nil {
		files = append(files, real...)
	}
	reader := readerFor(t)
	all, snapped, estimated := 0, 0, 0
	for _, path := range files {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		pages := witnesses(t, path)
		doc, err := reader.Read(context.Background(), bytes.NewReader(data), int64(len(data)), pdftext.Options{OCR: pdftext.OCROff})
		if err != nil {
			t.Fatal(err)
		}
		for i := range doc.Pages {
			kept := encodePage(&doc.Pages[i])
			drawing, err := reader.Draw(bytes.NewReader(data), int64(len(data)), nil, i+1, 100)
			if err != nil {
				t.Fatal(err)
			}
			spans, texts := wordSpans(kept.Text)
			for k, words := range [][]pdftext.Word{drawing.Words, nil} {
				boxes, err := Boxes(kept, words, spans[:min(len(spans), maxBoxes)])
				if err != nil {
					t.Fatal(err)
				}
				if k == 0 && len(boxes) != len(spans) {
					t.Errorf("%s, page %d: %d boxes for %d words", filepath.Base(path), i+1, len(boxes), len(spans))
				}
				for _, b := range boxes {
					hit := b.hits(texts[b.Span], pages[i])
					switch {
					case k == 0:
						all++
						if hit {
							snapped++
						} else if testing.Verbose() {
							t.Logf("%s, page %d: %q at %+v", filepath.Base(path), i+1, texts[b.Span], b)
						}
					case hit:
						estimated++
					}
				}
			}
		}
	}
	t.Logf("of %d words %d lie where pdftotext has them, %d without pdfium's words", all, snapped, estimated)
	if all < 5000 || float64(snapped) < 0.999*float64(all) || float64(estimated) < 0.99*float64(all) {
		t.Errorf("of %d words %d lie where they should, %d without pdfium's words", all, snapped, estimated)
	}
}

// wordSpans are the words of a text that have three letters or more.
func wordSpans(text string) (spans []Span, texts []string) {
	at := 0
	for _, line := range strings.SplitAfter(text, "\n") {
		in := at
		for _, word := range strings.SplitAfter(line, " ") {
			if c, skip := core(word); len(c) >= 3 {
				spans, texts = append(spans, Span{in + skip, in + skip + len(c)}), append(texts, c)
			}
			in += len(word)
		}
		at += len(line)
	}
	return spans, texts
}

// helveticaPage is a PDF of one A4 page with Helvetica as F.
func helveticaPage(dict, content string) []byte {
	objects := []string{
		"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> " + dict + " >>",
		fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(content), content),
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
	}
	return pdftest.File("", objects...)
}

// However a page is turned or cropped, and whichever way its text runs, the box
// of a word is where that word is.
func TestBoxesOfTurnedText(t *testing.T) {
	reader := readerFor(t)
	text := func(way string) string { return "BT /F 14 Tf " + way + " Tm (Budget 2028, budgettet og budget) Tj ET" }
	ways := map[string]string{"right": "1 0 0 1 200 500", "up": "0 1 -1 0 300 400", "down": "0 -1 1 0 300 690", "left": "-1 0 0 -1 440 500"}
	for _, dict := range []string{"", "/Rotate 90", "/Rotate 180", "/Rotate 270", "/CropBox [150 350 450 700]", "/CropBox [150 350 450 700] /Rotate 270"} {
		for name, way := range ways {
			data := helveticaPage(dict, text(way)+" BT /F 14 Tf 1 0 0 1 20 20 Tm (budget budget) Tj ET")
			doc, err := reader.Read(t.Context(), bytes.NewReader(data), int64(len(data)), pdftext.Options{})
			if err != nil {
				t.Fatal(err)
			}
			kept := encodePage(&doc.Pages[0])
			d, err := reader.Draw(bytes.NewReader(data), int64(len(data)), nil, 1, 100)
			if err != nil {
				t.Fatal(err)
			}
			line := strings.Index(kept.Text, "Budget 2028")
			var want []pdftext.Word
			for _, w := range d.Words {
				if strings.HasPrefix(w.Text, "budget") {
					want = append(want, w)
				}
			}
			at := line + strings.Index(kept.Text[line:], "og budget") + 3
			boxes, err := Boxes(kept, d.Words, []Span{{line, line + 6}, {at, at + 6}})
			if err != nil || len(boxes) != 2 || len(want) < 2 {
				t.Errorf("%s, text that runs %s: %v, %v in %q", dict, name, boxes, err, kept.Text)
				continue
			}
			if !near(boxes[0], d.Words[0]) || d.Words[0].Text != "Budget" || !near(boxes[1], want[1]) || want[1].Text != "budget" {
				t.Errorf("%s, text that runs %s: %+v in %+v", dict, name, boxes, d.Words)
			}
		}
	}
}

// near reports whether a box is around a word, to some points.
func near(b Box, w pdftext.Word) bool {
	const slack = 0.008
	return math.Abs(b.Left-float64(w.Left)) < slack && math.Abs(b.Right-float64(w.Right)) < slack &&
		math.Abs(b.Top-float64(w.Top)) < slack && math.Abs(b.Bottom-float64(w.Bottom)) < slack
}

// A scan has no words of pdfium's: the estimate stands, a box for each line
// that a span is on.
func TestBoxesOfAScan(t *testing.T) {
	page := pdftext.Page{Number: 1, Width: 600, Height: 800, OCR: true, Lines: []pdftext.Line{
		{Text: "Svømmehallens åbnings-", X: 60, Y: 100, W: 240, Size: 12},
		{Text: "tider udvides", X: 60, Y: 116, W: 120, Size: 12},
	}}
	kept := encodePage(&page)
	from := strings.Index(kept.Text, "åbnings")
	boxes, err := Boxes(kept, nil, []Span{{from, strings.Index(kept.Text, " udvides")}, {0, 3}, {len(kept.Text), len(kept.Text) + 9}, {-5, 0}, {9, 4}})
	if err != nil || len(boxes) != 3 {
		t.Fatalf("%+v, %v", boxes, err)
	}
	for i, want := range []Box{ // by the widths of Helvetica: åbnings begins after 7446 of 11281
		{0, 218.4 / 600, 89.8 / 800, 300.0 / 600, 103.0 / 800},
		{0, 60.0 / 600, 105.8 / 800, 103.0 / 600, 119.0 / 800},
		{1, 60.0 / 600, 89.8 / 800, 86.0 / 600, 103.0 / 800},
	} {
		got := boxes[i]
		if got.Span != want.Span || max(math.Abs(got.Left-want.Left), math.Abs(got.Right-want.Right)) > 0.02 || max(math.Abs(got.Top-want.Top), math.Abs(got.Bottom-want.Bottom)) > 0.001 {
			t.Errorf("%+v, want %+v", got, want)
		}
	}

	// Where the page was turned for OCR, nobody knows which way.
	page.Lines = append(page.Lines, pdftext.Line{Text: "Oversigt", X: 500, Y: 300, W: 240, Size: 12})
	if boxes, err := Boxes(encodePage(&page), nil, []Span{{0, 3}}); err != nil || len(boxes) != 0 {
		t.Errorf("a turned scan: %+v, %v", boxes, err)
	}
}

// A page that was taken down has no boxes, and a layout that is damaged is an
// error.
func TestBoxesWithoutALayout(t *testing.T) {
	if boxes, err := Boxes(archive.Page{Number: 3, Text: "Notat\n"}, nil, []Span{{0, 5}}); err != nil || len(boxes) != 0 {
		t.Errorf("%v, %v", boxes, err)
	}
	if _, err := Boxes(archive.Page{Number: 3, Text: "Notat\n", Layout: []byte{layoutVersion, 1}}, nil, nil); err == nil {
		t.Error("a damaged layout is none")
	}
}

// Whatever the lines, the words and the spans are, boxes lie on the page.
func FuzzBoxes(f *testing.F) {
	f.Add("Budget 2028\nBørn", "budget\n2028\nBørn", 10.0, 20.0, 100.0, 12.0, 0, 6, true)
	f.Add("\xff\xc3 a-\u00ad\n\n", "a\n-", math.Inf(1), math.NaN(), -1.0, 0.0, -3, 99, false)
	f.Add("ﬁl ǅ İ", "fil\nǆ i̇", 595.0, 842.0, 1e300, 1e-300, 1, 2, false)
	f.Fuzz(func(t *testing.T, text, found string, x, y, w, size float64, from, to int, scan bool) {
		page := pdftext.Page{Number: 1, Width: 595, Height: 842, OCR: scan}
		for line := range strings.SplitSeq(text, "\n") {
			page.Lines = append(page.Lines, pdftext.Line{Text: line, X: x, Y: y, W: w, Size: size, Font: text})
			y += size
		}
		var words []pdftext.Word
		for i, word := range strings.Split(found, "\n") {
			left := float32(i%10) / 11
			words = append(words, pdftext.Word{Text: word, Left: left, Top: 0.01, Right: left + 0.05, Bottom: 0.04})
		}
		boxes, err := Boxes(encodePage(&page), words, []Span{{from, to}, {0, len(text)}, {to, from}})
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range boxes {
			if b.Span < 0 || b.Span > 2 || !(0 <= b.Left && b.Left < b.Right && b.Right <= 1 && 0 <= b.Top && b.Top < b.Bottom && b.Bottom <= 1) {
				t.Fatalf("%+v", b)
			}
		}
	})
}
