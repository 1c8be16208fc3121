package ingest

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"referat/ingest/pdftext/pdftest"
)

// stream is a stream object.
func stream(dict, data string) string {
	return fmt.Sprintf("<< %s /Length %d >>\nstream\n%s\nendstream", dict, len(data), data)
}

// deflated is data as /FlateDecode has it, deflated times over.
func deflated(data string, times int) string {
	for range times {
		var b bytes.Buffer
		w := zlib.NewWriter(&b)
		w.Write([]byte(data))
		w.Close()
		data = b.String()
	}
	return data
}

const helvetica = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"

// page is a page with object 4 as its content and object 5 as its font.
func page(more string) string {
	return "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> " + more + " >> >>"
}

const (
	catalog = "<< /Type /Catalog /Pages 2 0 R >>"
	pages   = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
	hello   = "BT /F1 11 Tf 70 780 Td (Teksten er her) Tj ET"
)

// hostile are PDFs made to take a reader down, by what is wrong with them.
func hostile() map[string][]byte {
	files := map[string][]byte{
		"sidetrae-naevner-sig-selv": pdftest.File("", catalog, "<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 >>", page(""), stream("", hello), helvetica),
		"sidetrae-deler-boern": pdftest.File("", append([]string{catalog}, func() (nodes []string) {
			for i := range 40 { // 2^40 pages
				kid := i + 3
				nodes = append(nodes, fmt.Sprintf("<< /Type /Pages /Kids [%d 0 R %d 0 R] /Count 2 >>", kid, kid))
			}
			return append(nodes, "<< /Type /Page /MediaBox [0 0 595 842] >>")
		}()...)...),
		"count-to-milliarder": pdftest.File("", catalog, "<< /Type /Pages /Kids [3 0 R] /Count 2000000000 >>", page(""), stream("", hello), helvetica),
		"bogmaerke-naevner-sig-selv": pdftest.File("", "<< /Type /Catalog /Pages 2 0 R /Outlines 6 0 R >>", pages, page(""), stream("", hello), helvetica,
			"<< /Type /Outlines /First 7 0 R /Last 7 0 R /Count 1 >>", "<< /Title (Rundt) /Parent 6 0 R /First 7 0 R /Next 7 0 R /Dest [3 0 R /Fit] >>"),
		"formular-i-sig-selv": pdftest.File("", catalog, pages, page("/XObject << /X 6 0 R >>"), stream("", hello+" /X Do"), helvetica,
			stream("/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X 6 0 R >> >>", "/X Do /X Do")),
		"formularer-i-formularer": pdftest.File("", append([]string{catalog, pages, page("/XObject << /X 6 0 R >>"), stream("", hello+" /X Do"), helvetica}, func() (forms []string) {
			for i := range 60 { // each shows the next twice: 2^60
				forms = append(forms, stream(fmt.Sprintf("/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X %d 0 R >> >>", i+7), "/X Do /X Do"))
			}
			return append(forms, stream("/Type /XObject /Subtype /Form /BBox [0 0 595 842]", "0 0 m"))
		}()...)...),
		"bombe-indhold":    pdftest.File("", catalog, pages, page(""), stream("/Filter /FlateDecode", deflated(hello+strings.Repeat(" ", 300<<20), 1)), helvetica),
		"bombe-i-bombe":    pdftest.File("", catalog, pages, page(""), stream("/Filter [/FlateDecode /FlateDecode]", deflated(strings.Repeat("0 0 m ", 60<<20), 2)), helvetica),
		"bombe-tekst":      pdftest.File("", catalog, pages, page(""), stream("/Filter /FlateDecode", deflated("BT /F1 11 Tf 70 780 Td "+strings.Repeat("(ord ord ord ord ord ord ord ord ) Tj ", 2<<20)+"ET", 1)), helvetica),
		"dyb-parentes":     pdftest.File("", catalog, pages, page(""), stream("", strings.Repeat("[", 1<<20)), helvetica),
		"dyb-ordbog":       pdftest.File("/X "+strings.Repeat("<< /X ", 1<<20), catalog, pages, page(""), stream("", hello), helvetica),
		"reference-i-ring": pdftest.File("", "<< /Type /Catalog /Pages 2 0 R >>", "3 0 R", "2 0 R"),
		"laengde-i-ring":   pdftest.File("", catalog, pages, page(""), "<< /Length 4 0 R >>\nstream\n"+hello+"\nendstream", helvetica),
		"skrift-i-ring":    pdftest.File("", catalog, pages, page(""), stream("", hello), "<< /Type /Font /Subtype /Type0 /BaseFont /F /Encoding 6 0 R /DescendantFonts [5 0 R] >>", stream("/Type /CMap /UseCMap 6 0 R", "")),
		"kaempe-side":      pdftest.File("", catalog, pages, strings.Replace(page("/XObject << /X 6 0 R >>"), "595 842", "14400000 14400000", 1), stream("", "14400000 0 0 14400000 0 0 cm /X Do"), helvetica, picture()),
		"xref-i-ring":      loopingXref(),
		"mange-stempler": pdftest.File("", catalog, pages, strings.TrimSuffix(page(""), ">>")+"/Annots ["+strings.Repeat("6 0 R ", 100_000)+"] >>", stream("", hello), helvetica,
			"<< /Type /Annot /Subtype /Stamp /Rect [70 100 300 200] /AP << /N 7 0 R >> >>", stream("/Type /XObject /Subtype /Form /BBox [0 0 9 9]", "0 0 m")),
		"bogstaver-paa-en-linje": pdftest.File("", catalog, pages, page(""), stream("", "BT /F1 2 Tf "+scattered(150_000)+" ET"), helvetica),
		"objektstroem-i-sig": pdftest.File("", catalog, pages, page(""), stream("", hello), helvetica,
			stream("/Type /ObjStm /N 1 /First 4 /Extends 6 0 R", "6 0 << >>")),
	}
	return files
}

// picture is a small grey picture.
func picture() string {
	return stream("/Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceGray /BitsPerComponent 8", "\x00\xff\xff\x00")
}

// scattered is n letters on one baseline, in no order.
func scattered(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "1 0 0 1 %d 400 Tm (a) Tj ", i*7919%100_000)
	}
	return b.String()
}

// loopingXref is a PDF whose cross-reference table has itself as the one before.
func loopingXref() []byte {
	b := pdftest.File("/Prev 0000000000", catalog, pages, page(""), stream("", hello), helvetica)
	at := bytes.Index(b, []byte("xref\n0 "))
	return bytes.Replace(b, []byte("/Prev 0000000000"), fmt.Appendf(nil, "/Prev %010d", at), 1)
}

// Files made to take the reader down cost themselves, at most; those whose
// text can be read all the same are read.
func TestHostile(t *testing.T) {
	dir, in := filepath.Join(t.TempDir(), "arkiv"), t.TempDir()
	files := hostile()
	for name, data := range files {
		write(t, filepath.Join(in, name+".pdf"), data)
	}
	write(t, filepath.Join(in, "zz-god.pdf"), onePage("Den gode fil"))
	x := isolated(t, 2)
	stats, err := run(t, t.Context(), dir, func(imp *Importer) { imp.Read, imp.Workers = x.Read, 2 }, in)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(stats.Imported) + len(stats.Failed); n != len(files)+1 {
		t.Errorf("%d files accounted for, want %d", n, len(files)+1)
	}
	if !strings.Contains(names(stats.Imported), "zz-god.pdf") {
		t.Errorf("the good file was not imported: %s", names(stats.Imported))
	}
	for _, f := range stats.Failed {
		t.Logf("%s: %s (%s)", filepath.Base(f.Path), f.Reason, f.Code)
		if f.Reason == "" || f.Code == "" || f.Code == "other" {
			t.Errorf("%s failed with %q (%s)", f.Path, f.Reason, f.Code)
		}
	}
	t.Logf("imported: %s", names(stats.Imported))
	t.Logf("%+v", x.Stats())
	// Two of them and the program, which takes 200 MB, are to stay under 1.2 GiB.
	if peak := x.Stats().Peak; peak > 514<<20 {
		t.Errorf("a worker held %d MB", peak>>20)
	}
}
