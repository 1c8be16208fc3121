package pdftext

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"
)

// A pdfFile is a PDF made for a test, object by object.
type pdfFile struct {
	objects []string
	trailer string
}

// add gives an object's reference.
func (f *pdfFile) add(object string) string {
	f.objects = append(f.objects, object)
	return fmt.Sprintf("%d 0 R", len(f.objects))
}

// set replaces an object that add has numbered.
func (f *pdfFile) set(ref, object string) {
	var n int
	fmt.Sscan(ref, &n)
	f.objects[n-1] = object
}

func (f *pdfFile) stream(dict, data string) string {
	return f.add(fmt.Sprintf("<< %s /Length %d >>\nstream\n%s\nendstream", dict, len(data), data))
}

func (f *pdfFile) bytes(root string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	var at []int
	for i, o := range f.objects {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, o := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root %s %s >>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, root, f.trailer, xref)
	return b.Bytes()
}

// A testPage is a page's content, and what of its dictionary differs from an
// upright A4 page with Helvetica as F1 and Helvetica-Bold as F2.
type testPage struct {
	content   string
	dict      string // further entries, as "/Rotate 90"
	resources string // further resources, as "/XObject << /S 9 0 R >>"
}

// pdfOf makes a PDF of pages.
func (f *pdfFile) pages(pages ...testPage) []byte {
	f1 := f.add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
	f2 := f.add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>")
	tree := f.add("")
	var kids []string
	for _, p := range pages {
		c := f.stream("", p.content)
		kids = append(kids, f.add(fmt.Sprintf("<< /Type /Page /Parent %s /MediaBox [0 0 595 842] /Contents %s /Resources << /Font << /F1 %s /F2 %s >> %s >> %s >>", tree, c, f1, f2, p.resources, p.dict)))
	}
	f.set(tree, fmt.Sprintf("<< /Type /Pages /Count %d /Kids [%s] >>", len(kids), strings.Join(kids, " ")))
	return f.bytes(f.add(fmt.Sprintf("<< /Type /Catalog /Pages %s >>", tree)))
}

func read(t testing.TB, data []byte) *Document {
	t.Helper()
	doc, err := Read(context.Background(), bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// linesOf reads one page of content and gives its lines' texts.
func linesOf(t testing.TB, content string) []string {
	t.Helper()
	var f pdfFile
	p := read(t, f.pages(testPage{content: content})).Pages[0]
	if p.Err != "" {
		t.Errorf("page error: %s", p.Err)
	}
	return texts(p)
}

func texts(p Page) []string {
	var out []string
	for _, l := range p.Lines {
		out = append(out, l.Text)
	}
	return out
}
