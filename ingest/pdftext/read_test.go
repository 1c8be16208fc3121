package pdftext

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A lineTest is what a producer writes, and the lines that come of it. Its
// name is the producer or the rule that it is for.
type lineTest struct {
	name, content string
	want          []string
}

func lineTests() []lineTest {
	return []lineTest{
		{"words with shown spaces", `BT /F1 10 Tf 50 700 Td (Punkt 3: Havnebad) Tj ET`, []string{"Punkt 3: Havnebad"}},
		{"words with a TJ gap for the space (Word)", `BT /F1 10 Tf 50 700 Td [(Punkt)-280(3:)-280(Havnebad)] TJ ET`, []string{"Punkt 3: Havnebad"}},
		{"kerning is no space", `BT /F1 10 Tf 50 700 Td [(H)60(a)-40(vnebad)] TJ ET`, []string{"Havnebad"}},
		{"a glyph at a time (wkhtmltopdf)", `BT /F1 10 Tf 50 700 Td (H) Tj 7.22 0 Td (a) Tj 5.56 0 Td (v) Tj 5 0 Td (n) Tj ET`, []string{"Havn"}},
		{"letters spread by Tc are one word", `BT /F1 10 Tf 4 Tc 50 700 Td (HAVN) Tj ET`, []string{"HAVN"}},
		{"quote operators move a line down", `BT /F1 10 Tf 12 TL 50 700 Td (en) Tj (to) ' 0 0 (tre) " ET`, []string{"en", "to", "tre"}},
		{"T* and TD", `BT /F1 10 Tf 50 700 Td (en) Tj 0 -14 TD (to) Tj T* (tre) Tj ET`, []string{"en", "to", "tre"}},
		{"octal and escaped parentheses", `BT /F1 10 Tf 50 700 Td (R\345dmand \(V\)) Tj ET`, []string{"Rådmand (V)"}},
		{"a raised digit of another size", `BT /F1 10 Tf 50 700 Td (120 m) Tj /F1 6 Tf 3 Ts (2) Tj 0 Ts /F1 10 Tf ( i alt) Tj ET`, []string{"120 m2 i alt"}},
		{"bold within a line", `BT /F1 10 Tf 50 700 Td (Det er ) Tj /F2 10 Tf (besluttet) Tj /F1 10 Tf ( i dag) Tj ET`, []string{"Det er besluttet i dag"}},
		{"bold made by showing twice", `BT /F1 10 Tf 50 700 Td (Indhold) Tj ET BT /F1 10 Tf 50.3 700 Td (Indhold) Tj ET`, []string{"Indhold"}},
		{"two columns are not mixed", `BT /F1 10 Tf 50 700 Td (venstre en) Tj 0 -12 Td (venstre to) Tj ET BT /F1 10 Tf 300 700 Td (h\370jre en) Tj 0 -12 Td (h\370jre to) Tj ET`,
			[]string{"venstre en", "venstre to", "højre en", "højre to"}},
		{"a page number far right is a line of its own", `BT /F1 10 Tf 50 700 Td (Punkt 1: Dagsorden) Tj 400 0 Td (4) Tj ET`, []string{"Punkt 1: Dagsorden", "4"}},
		{"a list item shown late goes to its gap (weasyprint)", `BT /F1 10 Tf 50 700 Td (Udvalget indstiller,) Tj 0 -42 Td (Videre proces) Tj ET BT /F1 10 Tf 60 686 Td (1. at sagen sendes videre,) Tj 0 -14 Td (2. at der holdes m\370de.) Tj ET`,
			[]string{"Udvalget indstiller,", "1. at sagen sendes videre,", "2. at der holdes møde.", "Videre proces"}},
		{"an inline image is passed over", "BT /F1 10 Tf 50 700 Td (f\370r) Tj ET BI /W 2 /H 1 /CS /G /BPC 8 ID \x80\x01EI\xff EI BT /F1 10 Tf 50 680 Td (efter) Tj ET", []string{"før", "efter"}},
		{"a blank shown elsewhere does not part a word", `BT /F1 10 Tf 1 0 0 1 100 500 Tm (Hel) Tj 1 0 0 1 300 100 Tm ( ) Tj 1 0 0 1 115 500 Tm (lo) Tj ET`, []string{"Hello"}},
		{"ActualText stands for its glyphs (Word's hyphen)", `BT /F1 10 Tf 50 700 Td (princip) Tj /Span << /ActualText <FEFF00AD> >> BDC (-) Tj EMC ET`, []string{"princip\u00ad"}},
		{"operators and operands that mean nothing are passed over", `BT /F1 10 Tf 50 700 Td (en) Tj 7 /x foo ] >> 1 2 3 cm2 0 -20 Td (to) Tj ET`, []string{"en", "to"}},
	}
}

func TestLines(t *testing.T) {
	for _, tt := range lineTests() {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, linesOf(t, tt.content)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestLineIsPlacedFromTheTopLeft(t *testing.T) {
	var f pdfFile
	l := read(t, f.pages(testPage{content: `BT /F2 12 Tf 50 700 Td (Punkt 1: Dagsorden) Tj ET`})).Pages[0].Lines[0]
	want := Line{Text: "Punkt 1: Dagsorden", X: 50, Y: 142, W: 113.35, Size: 12, Font: "Helvetica-Bold", Bold: true}
	if diff := cmp.Diff(want, l); diff != "" {
		t.Error(diff)
	}
}

func TestTurnedPageReadsUpright(t *testing.T) {
	var f pdfFile
	p := read(t, f.pages(testPage{content: `BT /F1 12 Tf 0 1 -1 0 100 50 Tm (Budget 2028) Tj ET`, dict: "/Rotate 90"})).Pages[0]
	if p.Width != 842 || p.Height != 595 {
		t.Errorf("page is %v x %v, want 842 x 595", p.Width, p.Height)
	}
	if diff := cmp.Diff([]string{"Budget 2028"}, texts(p)); diff != "" {
		t.Fatal(diff)
	}
	if l := p.Lines[0]; math.Abs(l.X-50) > 0.1 || math.Abs(l.Y-100) > 0.1 {
		t.Errorf("line at %v, %v, want 50, 100", l.X, l.Y)
	}
}

func TestStampInAForm(t *testing.T) {
	var f pdfFile
	font := f.add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
	form := f.stream(fmt.Sprintf("/Type /XObject /Subtype /Form /BBox [0 0 200 50] /Matrix [1 0 0 1 400 790] /Resources << /Font << /F9 %s >> >>", font),
		`BT /F9 8 Tf 0 20 Td (Punkt 3, Bilag 1: Notat) Tj 0 -10 Td (om havnebad.docx) Tj ET`)
	p := read(t, f.pages(testPage{content: `BT /F1 10 Tf 50 700 Td (Notat) Tj ET q /S Do Q BT /F1 10 Tf 50 680 Td (slut) Tj ET`, resources: "/XObject << /S " + form + " >>"})).Pages[0]
	if diff := cmp.Diff([]string{"Notat", "Punkt 3, Bilag 1: Notat", "om havnebad.docx", "slut"}, texts(p)); diff != "" {
		t.Fatal(diff)
	}
	if l := p.Lines[1]; l.X != 400 || l.Y != 32 || l.Size != 8 {
		t.Errorf("stamp at %v, %v size %v, want 400, 32, 8", l.X, l.Y, l.Size)
	}
}

func TestFormThatCallsItselfEnds(t *testing.T) {
	var f pdfFile
	form := f.add("")
	f.set(form, fmt.Sprintf("<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /S %s >> >> /Length 11 >>\nstream\n/S Do /S Do\nendstream", form))
	p := read(t, f.pages(testPage{content: `BT /F1 10 Tf 50 700 Td (tekst) Tj ET /S Do`, resources: "/XObject << /S " + form + " >>"})).Pages[0]
	if p.Err == "" || len(p.Lines) != 1 {
		t.Errorf("err %q, lines %v; want an error and the page's text", p.Err, texts(p))
	}
}

// A composite font as ABCpdf and Chromium write it: two-byte codes, widths in
// W, text by ToUnicode, where one code may be a ligature.
func TestCompositeFont(t *testing.T) {
	var f pdfFile
	cmap := f.stream("", "1 begincodespacerange <0000> <ffff> endcodespacerange\n2 beginbfchar <0003> <0020> <0010> <FB01> endbfchar\n1 beginbfrange <0041> <005A> <0061> endbfrange")
	cid := f.add("<< /Type /Font /Subtype /CIDFontType2 /BaseFont /ABCDEF+Carlito-Bold /DW 1000 /W [3 [250] 16 [500] 65 90 600] >>")
	font := f.add(fmt.Sprintf("<< /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+Carlito-Bold /Encoding /Identity-H /DescendantFonts [%s] /ToUnicode %s >>", cid, cmap))
	form := f.stream(fmt.Sprintf("/Type /XObject /Subtype /Form /BBox [0 0 600 900] /Resources << /Font << /C %s >> >>", font),
		`BT /C 10 Tf 50 700 Td <00410010004C004D0003005A> Tj ET`)
	l := read(t, f.pages(testPage{content: `/S Do`, resources: "/XObject << /S " + form + " >>"})).Pages[0].Lines
	if len(l) != 1 || l[0].Text != "afilm z" || l[0].Font != "Carlito-Bold" || !l[0].Bold || l[0].W != 6*4+5+2.5 {
		t.Errorf("got %+v", l)
	}
}

func TestFontsOfTheSameNameOnOtherPages(t *testing.T) {
	var f pdfFile
	sym := f.add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /Differences [65 /ae /oslash /aring] >> >>")
	own := "<< /Font << /F1 " + sym + " >> >>"
	form := f.stream("/Type /XObject /Subtype /Form /BBox [0 0 600 900] /Resources "+own, `BT /F1 10 Tf 50 700 Td (ABC) Tj ET`)
	doc := read(t, f.pages(testPage{content: `BT /F1 10 Tf 50 700 Td (ABC) Tj ET`}, testPage{content: `/S Do`, resources: "/XObject << /S " + form + " >>"}))
	if a, b := texts(doc.Pages[0])[0], texts(doc.Pages[1])[0]; a != "ABC" || b != "æøå" {
		t.Errorf("got %q and %q, want ABC and æøå", a, b)
	}
}

func TestOutline(t *testing.T) {
	var f pdfFile
	data := f.pages(testPage{content: "BT ET"}, testPage{content: "BT ET"})
	// The catalogue is the last object, the pages those whose text says so.
	var pages []string
	for i, o := range f.objects {
		if strings.Contains(o, "/Type /Page ") {
			pages = append(pages, fmt.Sprintf("%d 0 R", i+1))
		}
	}
	root := fmt.Sprintf("%d 0 R", len(f.objects))
	outline, first, second := f.add(""), f.add(""), f.add("")
	f.set(outline, fmt.Sprintf("<< /First %s /Last %s /Count 2 >>", first, second))
	f.set(first, fmt.Sprintf("<< /Title (Punkt 1: Dagsorden) /Parent %s /Next %s /Dest [%s /XYZ 0 800 0] >>", outline, second, pages[0]))
	f.set(second, fmt.Sprintf("<< /Title <FEFF00420069006C006100670020003A> /Parent %s /Next %s /A << /S /GoTo /D [%s /Fit] >> >>", outline, first, pages[1]))
	f.set(root, strings.Replace(f.objects[len(f.objects)-4], "/Type /Catalog", "/Type /Catalog /Outlines "+outline, 1))
	_ = data
	got := read(t, f.bytes(root)).Outline
	want := []Bookmark{{"Punkt 1: Dagsorden", 0, 1}, {"Bilag :", 0, 2}}
	if diff := cmp.Diff(want, got); diff != "" { // the second names the first as its next: it ends there
		t.Error(diff)
	}
}

func TestAnnotationsAreRead(t *testing.T) {
	var f pdfFile
	font := f.add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
	look := f.stream(fmt.Sprintf("/Type /XObject /Subtype /Form /BBox [0 0 100 20] /Resources << /Font << /F %s >> >>", font), `BT /F 8 Tf 2 5 Td (Punkt 3, Bilag 1: a.docx) Tj ET`)
	shown := f.add(fmt.Sprintf("<< /Type /Annot /Subtype /FreeText /Rect [400 800 500 820] /AP << /N %s >> >>", look))
	hidden := f.add(fmt.Sprintf("<< /Type /Annot /Subtype /FreeText /F 2 /Rect [100 100 200 120] /AP << /N %s >> >>", look))
	p := read(t, f.pages(testPage{content: `BT /F1 10 Tf 50 700 Td (Notat) Tj ET`, dict: fmt.Sprintf("/Annots [%s %s]", shown, hidden)})).Pages[0]
	if diff := cmp.Diff([]string{"Notat", "Punkt 3, Bilag 1: a.docx"}, texts(p)); diff != "" {
		t.Fatal(diff)
	}
	if l := p.Lines[1]; l.X != 402 || l.Y != 37 {
		t.Errorf("annotation at %v, %v, want 402, 37", l.X, l.Y)
	}
}

func TestAFontWithoutTextIsSaid(t *testing.T) {
	var f pdfFile
	cid := f.add("<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Carlito /DW 500 >>")
	font := f.add(fmt.Sprintf("<< /Type /Font /Subtype /Type0 /BaseFont /Carlito /Encoding /Identity-H /DescendantFonts [%s] >>", cid))
	form := f.stream(fmt.Sprintf("/Type /XObject /Subtype /Form /BBox [0 0 600 900] /Resources << /Font << /C %s >> >>", font), `BT /C 10 Tf 50 700 Td <0041004200430044> Tj ET`)
	p := read(t, f.pages(testPage{content: `BT /F1 10 Tf 50 720 Td (Notat) Tj ET /S Do`, resources: "/XObject << /S " + form + " >>"})).Pages[0]
	if p.Err == "" {
		t.Errorf("no error for a page with the lines %q", texts(p))
	}
}

// What would take the process with it, or never end, ends with an error or
// with the rest of the page read.
// Mail programs and web servers leave things after the end mark.
func TestWhatStandsAfterTheEndIsLeftOut(t *testing.T) {
	for _, tail := range []string{"", "\r\n\r\n", "% note 1\n", strings.Repeat("\x00", 3000), "\n--boundary--\n</html>"} {
		var f pdfFile
		data := append(f.pages(testPage{content: "BT /F1 10 Tf 50 700 Td (Referat) Tj ET"}), tail...)
		doc, err := Read(context.Background(), bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Errorf("with %.20q after the end: %v", tail, err)
		} else if got := doc.Pages[0].Text(); got != "Referat\n" {
			t.Errorf("with %.20q after the end: %q", tail, got)
		}
	}
}

func TestHostileFiles(t *testing.T) {
	t.Run("a million stray parentheses", func(t *testing.T) {
		got := linesOf(t, strings.Repeat(")", 1_000_000)+` BT /F1 10 Tf 50 700 Td (efter) Tj ET`)
		if diff := cmp.Diff([]string{"efter"}, got); diff != "" {
			t.Error(diff)
		}
	})
	t.Run("pages that share their kids fifty levels down", func(t *testing.T) {
		var f pdfFile
		kid := f.add("<< /Type /Pages /Kids [] /Count 0 >>")
		for range 50 {
			kid = f.add(fmt.Sprintf("<< /Type /Pages /Count 1 /Kids [%s %s] >>", kid, kid))
		}
		data := f.bytes(f.add(fmt.Sprintf("<< /Type /Catalog /Pages %s >>", kid)))
		if _, err := Read(context.Background(), bytes.NewReader(data), int64(len(data))); !errors.Is(err, ErrBroken) {
			t.Errorf("got %v, want %v", err, ErrBroken)
		}
	})
	t.Run("no page tree", func(t *testing.T) {
		var f pdfFile
		data := f.bytes(f.add("<< /Type /Catalog >>"))
		if _, err := Read(context.Background(), bytes.NewReader(data), int64(len(data))); !errors.Is(err, ErrBroken) {
			t.Errorf("got %v, want %v", err, ErrBroken)
		}
	})
	t.Run("more operands than an operator has", func(t *testing.T) {
		var f pdfFile
		p := read(t, f.pages(testPage{content: "BT /F1 1 Tf [" + strings.Repeat("(a)", 200_000) + "] TJ ET"})).Pages[0]
		if p.Err == "" {
			t.Error("operands were left out, and nothing was said")
		}
	})
	t.Run("an inline image without an end", func(t *testing.T) {
		var f pdfFile
		p := read(t, f.pages(testPage{content: "BT /F1 10 Tf 50 700 Td (a) Tj ET BI ID abc BT (b) Tj ET"})).Pages[0]
		if p.Err == "" {
			t.Error("the rest of the page was left out, and nothing was said")
		}
	})
}

func TestErrors(t *testing.T) {
	var loop pdfFile
	tree := loop.add("")
	loop.set(tree, fmt.Sprintf("<< /Type /Pages /Count 1 /Kids [%s] >>", tree))
	tests := []struct {
		name string
		data []byte
		want error
	}{
		{"empty", nil, ErrNotPDF},
		{"a letter", []byte("Kære rådmand\n"), ErrNotPDF},
		{"cut off", []byte("%PDF-1.4\n1 0 obj\n<< /Type /Cat"), ErrBroken},
		{"a page tree that names itself", loop.bytes(loop.add(fmt.Sprintf("<< /Type /Catalog /Pages %s >>", tree))), ErrBroken},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Read(context.Background(), bytes.NewReader(tt.data), int64(len(tt.data)))
			if !errors.Is(err, tt.want) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
		})
	}
}

func TestReadStopsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	var f pdfFile
	data := f.pages(testPage{content: "BT ET"})
	if _, err := Read(ctx, bytes.NewReader(data), int64(len(data))); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want context.Canceled", err)
	}
}
