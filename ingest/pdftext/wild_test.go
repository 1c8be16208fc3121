package pdftext

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What stands slanted on the page, as a watermark does, keeps its words.
func TestSlantedTextKeepsItsWords(t *testing.T) {
	for _, tm := range []string{"0.707 0.707 -0.707 0.707 100 300 Tm", "0.9 -0.43 0.43 0.9 100 600 Tm", "-0.5 0.866 -0.866 -0.5 400 300 Tm", "1 0.01 -0.01 1 50 600 Tm"} {
		got := linesOf(t, "BT /F1 10 Tf 50 780 Td (Notat) Tj /F1 40 Tf "+tm+" (UDKAST til referat) Tj ET")
		if diff := cmp.Diff([]string{"Notat", "UDKAST til referat"}, got); diff != "" {
			t.Errorf("%s: %s", tm, diff)
		}
		got = linesOf(t, "BT /F1 20 Tf "+tm+" [(F) -20 (ortroligt) -300 (til kl.) -400 (12)] TJ ET")
		if diff := cmp.Diff([]string{"Fortroligt til kl. 12"}, got); diff != "" {
			t.Errorf("%s: %s", tm, diff)
		}
	}
}

// pageIn gives the lines of a page of content in the font F9.
func pageIn(t *testing.T, content string, font func(f *pdfFile) string) []string {
	t.Helper()
	var f pdfFile
	f9 := font(&f)
	form := f.stream("/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F9 "+f9+" >> >>", content)
	return texts(read(t, f.pages(testPage{content: "/X Do", resources: "/XObject << /X " + form + " >>"})).Pages[0])
}

func TestEncodings(t *testing.T) {
	tests := []struct {
		name, font, codes, want string
	}{
		{"no encoding, a font that the file lacks", "/Subtype /TrueType /BaseFont /ArialMT", "<6165 f1 2c 6f f9 2c e6 e5>", "aeæ,oø,æå"},
		{"standard encoding", "/Subtype /Type1 /BaseFont /Times-Roman /Encoding /StandardEncoding", "<e9 e1 27 60 d0>", "ØÆ’‘—"},
		{"symbol", "/Subtype /Type1 /BaseFont /Symbol", "<71 20 a3 20 b7>", "θ ≤ •"},
		{"dingbats", "/Subtype /Type1 /BaseFont /ZapfDingbats", "<34 20 48 ac d6>", "✔ ★①↔"},
		{"names with a suffix", "/Subtype /Type1 /BaseFont /OpenSans /Encoding << /Differences [128 /zero.os /two.os /eight.os /A.sc /aring.sc /f_i /f_f_i.liga] >>", "<82 80 82 82 20 83 84 85 86>", "8088 Aåfiffi"},
	}
	for _, tt := range tests {
		got := pageIn(t, "BT /F9 10 Tf 50 700 Td "+tt.codes+" Tj ET", func(f *pdfFile) string { return f.add("<< /Type /Font " + tt.font + " >>") })
		if diff := cmp.Diff([]string{tt.want}, got); diff != "" {
			t.Errorf("%s: %s", tt.name, diff)
		}
	}
}

// A Type 1 font file says what its codes mean, where the PDF does not.
func TestEncodingOfAFontFile(t *testing.T) {
	got := pageIn(t, "BT /F9 10 Tf 50 700 Td <0102030405 f9> Tj ET", func(f *pdfFile) string {
		file := f.stream("", "%!PS-AdobeFont-1.0: Utopia\n/FontName /Utopia def\n/Encoding 256 array\n0 1 255 {1 index exch /.notdef put} for\n"+
			"dup 1 /Aring put\ndup 2 /b put\ndup 3 /one.lf put\ndup 8#4 /zz put\ndup 5 /oslash put\nreadonly def\ncurrentfile eexec dup 1 /x put")
		desc := f.add("<< /Type /FontDescriptor /FontName /Utopia /Flags 4 /FontFile " + file + " >>")
		return f.add("<< /Type /Font /Subtype /Type1 /BaseFont /ABCDEF+Utopia /FontDescriptor " + desc + " >>")
	})
	if diff := cmp.Diff([]string{"Åb1øø"}, got); diff != "" {
		t.Error(diff)
	}
}

// Fonts have one glyph for the hyphen and the soft hyphen, and some producers
// name the second: a case number keeps its hyphens.
func TestASoftHyphenThatIsShownIsAHyphen(t *testing.T) {
	got := pageIn(t, "BT /F9 10 Tf 50 700 Td <0001000200030004> Tj 0 -12 Td <000100020001> Tj 0 -12 Td <00010002> Tj ET", func(f *pdfFile) string {
		cmap := f.stream("", "3 beginbfchar <0001> <0037> <0002> <00AD> <0003> <00380039> <0004> <00AD> endbfchar")
		cid := f.add("<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Arial /DW 500 /W [4 [0]] >>")
		return f.add(fmt.Sprintf("<< /Type /Font /Subtype /Type0 /BaseFont /Arial /Encoding /Identity-H /DescendantFonts [%s] /ToUnicode %s >>", cid, cmap))
	})
	if diff := cmp.Diff([]string{"7-89\u00ad", "7-7", "7\u00ad"}, got); diff != "" {
		t.Error(diff)
	}
}

// The glyphs of a Type 3 font can be of any size: spaces are told by how large
// they are shown.
func TestType3FontsOfAnySize(t *testing.T) {
	for _, tt := range []struct{ matrix, box, width, size string }{
		{"0.01 0 0 0.01 0 0", "0 0 60 116", "50", "10"},
		{"1 0 0 1 0 0", "0 -10 30 30", "20", "0.24"},
		{"1 0 0 1 0 0", "0 0 0 0", "20", "0.24"},
		{"0.001 0 0 0.001 0 0", "0 0 0 0", "500", "10"},
	} {
		got := pageIn(t, "BT /F9 "+tt.size+" Tf 50 700 Td (aa) Tj ET BT /F9 "+tt.size+" Tf 62 700 Td (ab) Tj ET", func(f *pdfFile) string {
			return f.add(fmt.Sprintf("<< /Type /Font /Subtype /Type3 /FontMatrix [%s] /FontBBox [%s] /FirstChar 97 /LastChar 98 /Widths [%s %[3]s] /Encoding << /Differences [97 /a /b] >> /CharProcs << >> >>", tt.matrix, tt.box, tt.width))
		})
		if diff := cmp.Diff([]string{"aa ab"}, got); diff != "" {
			t.Errorf("%+v: %s", tt, diff)
		}
	}
}

// Programs that fill in forms leave it to the viewer to draw what they wrote.
func TestFieldsWithoutAppearance(t *testing.T) {
	var f pdfFile
	parent := f.add("<< /FT /Tx /V (Sagsnr. 25/1027) /DA (/Helv 9 Tf 0 g) >>")
	loop := f.add("")
	f.set(loop, "<< /Parent "+loop+" >>")
	annots := []string{
		f.add("<< /Type /Annot /Subtype /Widget /Rect [100 600 300 615] /Parent " + parent + " >>"),
		f.add("<< /Type /Annot /Subtype /Widget /Rect [100 500 300 540] /FT /Tx /V (Venlig\\rhilsen) >>"),
		f.add("<< /Type /Annot /Subtype /FreeText /Rect [100 400 300 440] /Contents (Se bilag 2) /DA (/Helv 0 Tf) >>"),
		f.add("<< /Type /Annot /Subtype /Widget /Rect [100 300 300 340] /FT /Tx /Ff 8192 /V (hemmelig) >>"),
		f.add("<< /Type /Annot /Subtype /Widget /Rect [100 300 300 340] /FT /Btn /V /Ja >>"),
		f.add("<< /Type /Annot /Subtype /Widget /Rect [100 300 300 340] /Parent " + loop + " >>"),
		f.add("<< /Type /Annot /Subtype /Text /Rect [100 200 120 220] /Contents (en note, der er lukket) >>"),
	}
	p := read(t, f.pages(testPage{content: `BT /F1 10 Tf 50 700 Td (Skema) Tj ET`, dict: "/Annots [" + strings.Join(annots, " ") + "]"})).Pages[0]
	if diff := cmp.Diff([]string{"Skema", "Sagsnr. 25/1027", "Venlig", "hilsen", "Se bilag 2"}, texts(p)); diff != "" {
		t.Error(diff)
	}
	if p.Err != "" {
		t.Error(p.Err)
	}
}

// In narrow faces the spaces, which some producers set as kerning, are less
// than a sixth of an em.
func TestNarrowSpaces(t *testing.T) {
	got := linesOf(t, "BT /F1 18 Tf 50 700 Td [(T) -10 (w) 10 (o) -157.7 (y) 19 (ears) -157.7 (after)] TJ ET")
	if diff := cmp.Diff([]string{"Two years after"}, got); diff != "" {
		t.Error(diff)
	}
}

// damagedExport is a PDF of three pages with its table of contents, as bytes
// that a test can damage.
func damagedExport() []byte {
	var f pdfFile
	return f.pages(testPage{content: "BT /F1 10 Tf 50 700 Td (Punkt 1: Budget 2028) Tj ET"},
		testPage{content: "BT /F1 10 Tf 50 700 Td (Udvalget vedtog indstillingen) Tj ET"},
		testPage{content: "BT /F1 10 Tf 50 700 Td (Bilag 1: Notat om drift) Tj ET"})
}

// packedExport is such a PDF whose catalogue, pages and font lie in an object
// stream, and whose cross-reference stream says that they lie elsewhere.
func packedExport(packing func(string) string) []byte {
	inside := []string{"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 6 0 R /Resources << /Font << /F1 4 0 R >> >> >>",
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"}
	var numbers, body strings.Builder
	for i, o := range inside {
		fmt.Fprintf(&numbers, "%d %d ", i+1, body.Len())
		body.WriteString(o + "\n")
	}
	packed := packing(numbers.String() + body.String())
	var b strings.Builder
	b.WriteString("%PDF-1.5\n")
	fmt.Fprintf(&b, "5 0 obj\n<< /Type /ObjStm /N %d /First %d /Filter /FlateDecode /Length %d >>\nstream\r\n%s\nendstream\nendobj\n", len(inside), numbers.Len(), len(packed), packed)
	text := "BT /F1 10 Tf 50 700 Td (Pakket ned) Tj ET"
	fmt.Fprintf(&b, "6 0 obj\n<< /Length %d >>\nstream\n%s\nendstream\nendobj\n7 0 obj\n<< /Type /XRef /Size 8 /W [1 2 1] /Root 1 0 R /Length 4 >>\nstream\n\x00\x00\x00\x00\nendstream\nendobj\nstartxref\n7\n%%%%EOF\n", len(text), text)
	return []byte(b.String())
}

// Files whose cross-reference table is lost or wrong are read by looking for
// the objects.
func TestDamagedTablesAreMade(t *testing.T) {
	whole := damagedExport()
	at := bytes.Index(whole, []byte("xref\n"))
	all := []string{"Punkt 1: Budget 2028", "Udvalget vedtog indstillingen", "Bilag 1: Notat om drift"}
	tests := []struct {
		name string
		data []byte
		want []string
	}{
		{"no object has an end, and the table is off", bytes.ReplaceAll(whole, []byte("endobj"), nil), all},
		{"every place is wrong", regexp.MustCompile(`(?m)^\d{10} 00000 n`).ReplaceAll(whole, []byte("0000000099 00000 n")), all},
		{"the places of the content are swapped", swapped(whole), all},
		{"cut off before the table", append(whole[:at:at], "trailer\n<< /Root 10 0 R >>\n"...), all},
		{"cut off, without a trailer", whole[:at:at], all},
		{"objects in streams", packedExport(func(s string) string {
			var b bytes.Buffer
			w := zlib.NewWriter(&b)
			w.Write([]byte(s))
			w.Close()
			return b.String()
		}), []string{"Pakket ned"}},
	}
	r := newTestReader(t)
	for _, tt := range tests {
		doc, err := r.Read(t.Context(), bytes.NewReader(tt.data), int64(len(tt.data)), Options{OCR: OCROff})
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		var got []string
		for _, p := range doc.Pages {
			got = append(got, texts(p)...)
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s: %s", tt.name, diff)
		}
	}
}

// swapped gives the objects of the pages' contents each other's places.
func swapped(data []byte) []byte {
	lines := regexp.MustCompile(`(?m)^\d{10} 00000 n`).FindAllIndex(data, -1)
	out := bytes.Clone(data)
	a, b := lines[3], lines[5]
	copy(out[a[0]:a[1]], data[b[0]:b[1]])
	copy(out[b[0]:b[1]], data[a[0]:a[1]])
	return out
}

func TestARepairEnds(t *testing.T) {
	for _, data := range []string{
		"%PDF-1.4\n", "%PDF-1.4\ntrailer\ntrailer << /Root 1 0 R >> 1 0 obj", "%PDF-1.4\n" + strings.Repeat("1 0 obj ", 100_000),
		"%PDF-1.4\n99999999999999999999 0 obj 5 0 obj << /Type /ObjStm /N 999999999 /First 999999999 /Filter /FlateDecode >> stream\n",
		"%PDF-1.4\n1 0 obj << /Type /Catalog /Pages 1 0 R >> endobj 5 0 obj << /Type /ObjStm /N -1 /First 0 /Filter /FlateDecode >> stream",
	} {
		in, size, err := rebuilt(strings.NewReader(data), int64(len(data)))
		if err != nil {
			continue
		}
		if all, err := io.ReadAll(io.NewSectionReader(in, 0, size)); err != nil || int64(len(all)) != size || !strings.HasPrefix(string(all), data) {
			t.Errorf("%.40q: %d bytes of %d, %v", data, len(all), size, err)
		}
		_, _ = Read(t.Context(), in, size)
	}
}
