package ingest

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"referat/ingest/pdftext"
	"referat/ingest/segment"
	"referat/pkg/agenda"
	"referat/pkg/archive"
)

// samePage reports whether a is b, bit for bit.
func samePage(a, b *pdftext.Page) bool {
	same := func(x, y float64) bool { return math.Float64bits(x) == math.Float64bits(y) }
	if a.Number != b.Number || !same(a.Width, b.Width) || !same(a.Height, b.Height) || a.Images != b.Images || a.Engine != b.Engine ||
		a.OCR != b.OCR || a.NoOCR != b.NoOCR || a.Err != b.Err || len(a.Lines) != len(b.Lines) {
		return false
	}
	for i := range a.Lines {
		l, m := a.Lines[i], b.Lines[i]
		if l.Text != m.Text || !same(l.X, m.X) || !same(l.Y, m.Y) || !same(l.W, m.W) || !same(l.Size, m.Size) || l.Font != m.Font ||
			l.Bold != m.Bold || l.Artifact != m.Artifact {
			return false
		}
	}
	return true
}

// What is kept of the pages of every export is what was read, and the segmenter
// divides it the same.
func TestLayoutKeepsExports(t *testing.T) {
	const corpus = "../../shared/corpus"
	if _, err := os.Stat(corpus); err != nil {
		t.Logf("%s is not there: only %s is looked at", corpus, exports)
	}
	var files []string
	for _, dir := range []string{exports, corpus} {
		found, err := filepath.Glob(filepath.Join(dir, "*.pdf"))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, found...)
	}
	if len(files) == 0 {
		t.Fatal("no exports")
	}
	pages, bits := 0, 0
	for _, file := range files {
		read, err := reader(t).extract(file)
		if err != nil {
			t.Fatal(err)
		}
		src := agenda.Source{Name: filepath.Base(file), SHA256: strings.Repeat("0", 64), Pages: len(read.Pages)}
		want := segment.Segment(read, src)
		record, err := newRecord(read, want, src)
		if err != nil {
			t.Fatal(err)
		}
		kept, err := decodeDocument(record.Layout, record.Pages)
		if err != nil {
			t.Fatal(err)
		}
		for i := range read.Pages {
			pages++
			if !samePage(&kept.Pages[i], &read.Pages[i]) {
				t.Errorf("%s: page %d came back as something else", file, i+1)
			}
			for _, l := range read.Pages[i].Lines {
				if _, exact := hundredths(l.X); !exact {
					bits++
				}
			}
		}
		if diff := cmp.Diff(want, segment.Segment(kept, src)); diff != "" {
			t.Errorf("%s is divided otherwise:\n%s", file, diff)
		}
	}
	if bits > 0 {
		t.Errorf("%d lines of %d pages do not stand at a hundredth: they are kept, but at eight bytes a number", bits, pages)
	}
}

// Any page comes back bit for bit: numbers that are no hundredths, texts with
// newlines, bytes that are no UTF-8.
func TestLayoutKeepsAnything(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 1))
	pick := func(list ...float64) float64 { return list[r.IntN(len(list))] }
	number := func() float64 {
		return pick(float64(r.IntN(1e6))/100, float64(r.IntN(1e6))/100, -float64(r.IntN(1e4))/100, 0, math.Copysign(0, -1),
			r.Float64()*800, 1e300, -1e18, math.MaxFloat64, math.SmallestNonzeroFloat64, math.NaN(), math.Inf(1), math.Inf(-1), 0.1+0.2)
	}
	text := func() string {
		return []string{"", "Punkt 1: Budget 2028", "æøå", "to\nlinjer", "\n", "\xff\x00", "{"}[r.IntN(7)]
	}
	for range 20_000 {
		p := pdftext.Page{Number: r.IntN(500) - 2, Images: r.IntN(3) - 1, Engine: text(), OCR: r.IntN(2) == 0, NoOCR: text(), Err: text(), Width: number(), Height: number()}
		odd := r.IntN(3) == 0 // else the columns are hundredths, and shorter
		for range r.IntN(8) {
			l := pdftext.Line{Text: text(), Font: text(), Bold: r.IntN(2) == 0, Artifact: r.IntN(3) == 0}
			for _, v := range []*float64{&l.X, &l.Y, &l.W, &l.Size} {
				if *v = float64(r.IntN(100_000)) / 100; odd {
					*v = number()
				}
			}
			p.Lines = append(p.Lines, l)
		}
		kept := encodePage(&p)
		got, err := decodePage(kept)
		if err != nil || !samePage(&got, &p) {
			t.Fatalf("%+v came back as %+v, %v", p, got, err)
		}
	}
}

// The layouts of store format 1 were JSON, with the texts.
func TestLayoutOfFormat1(t *testing.T) {
	p := pdftext.Page{Number: 3, Width: 595.2, Engine: "pdftext", Lines: []pdftext.Line{{Text: "Punkt 1", X: 70.25, Bold: true}}}
	layout, err := json.Marshal(&p)
	if err != nil {
		t.Fatal(err)
	}
	got, err := decodePage(archive.Page{Number: 3, Text: p.Text(), Layout: layout, Engine: "pdftext"})
	if err != nil || !samePage(&got, &p) {
		t.Errorf("came back as %+v, %v", got, err)
	}
}

// A page that was taken down has no text and no layout.
func TestLayoutTakenDown(t *testing.T) {
	got, err := decodePage(archive.Page{Number: 3, Engine: "pdfium"})
	if err != nil || !samePage(&got, &pdftext.Page{Number: 3, Engine: "pdfium"}) {
		t.Errorf("came back as %+v, %v", got, err)
	}
}

// A text that is not the layout's is an error, and not lines that have slid.
func TestLayoutOfOtherText(t *testing.T) {
	p := pdftext.Page{Number: 1, Lines: []pdftext.Line{{Text: "et"}, {Text: "to"}}}
	kept := encodePage(&p)
	for _, text := range []string{"", "et\n", "et\nto", "et\nto\ntre\n"} {
		kept.Text = text
		if got, err := decodePage(kept); err == nil {
			t.Errorf("%q gave %+v", text, got)
		}
	}
}

func FuzzDecodePage(f *testing.F) {
	for _, p := range []pdftext.Page{
		{Number: 1, Width: 595.2, Height: 841.68, Engine: "pdftext", Lines: []pdftext.Line{{Text: "Punkt 1", X: 70.25, Y: 90, W: 100, Size: 11, Font: "Arial", Bold: true}, {Text: "a"}}},
		{Number: 2, OCR: true, Lines: []pdftext.Line{{Text: "to\nlinjer", X: 1. / 3}}},
	} {
		kept := encodePage(&p)
		f.Add(kept.Layout, kept.Text)
	}
	f.Add([]byte(`{"number":1,"lines":[{"t":"a"}]}`), "a\n")
	f.Add([]byte{layoutVersion, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01}, "")
	f.Fuzz(func(t *testing.T, layout []byte, text string) {
		p, err := decodePage(archive.Page{Number: 1, Text: text, Layout: layout})
		if err != nil {
			return
		}
		again, err := decodePage(encodePage(&p))
		if err != nil || !samePage(&again, &p) {
			t.Fatalf("%+v came back as %+v, %v", p, again, err)
		}
	})
}

// A page of forty lines of prose, as exports have them.
func BenchmarkLayout(b *testing.B) {
	p := pdftext.Page{Number: 12, Width: 595.28, Height: 841.89, Engine: pdftext.EnginePDFText}
	for i := range 40 {
		p.Lines = append(p.Lines, pdftext.Line{
			Text: "Byrådet drøftede sagen og godkendte indstillingen med de ændringer, der fremgår.",
			X:    70.9, Y: 90 + 14.5*float64(i), W: 380.5 + float64(i*i%97), Size: 11, Font: "Arial-BoldMT", Bold: i%13 == 0,
		})
	}
	for i := range p.Lines {
		p.Lines[i].Y = math.Round(p.Lines[i].Y*100) / 100
	}
	kept := encodePage(&p)
	b.Run("encode", func(b *testing.B) {
		for b.Loop() {
			kept = encodePage(&p)
		}
		b.ReportMetric(float64(len(kept.Layout)), "layout-B")
	})
	b.Run("decode", func(b *testing.B) {
		for b.Loop() {
			if _, err := decodePage(kept); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("json", func(b *testing.B) { // what format 1 did
		for b.Loop() {
			if _, err := json.Marshal(&p); err != nil {
				b.Fatal(err)
			}
		}
	})
}
