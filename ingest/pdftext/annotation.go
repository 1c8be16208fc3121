package pdftext

import (
	"strings"

	"github.com/ledongthuc/pdf"
)

// maxAnnotations is how many annotations of a page are looked at.
const maxAnnotations = 2000

// annotations runs what a page's annotations show: free text, stamps, filled
// form fields. Hidden ones and pop-ups are not on the page that people read.
// page maps default user space to the page as shown.
func (in *interp) annotations(list pdf.Value, page matrix) {
	const hidden, noView = 1 << 1, 1 << 5 // ISO 32000-1, table 165
	if list.Len() > maxAnnotations {
		in.fail(errBudget)
	}
	for i := 0; i < min(list.Len(), maxAnnotations); i++ {
		a := list.Index(i)
		if a.Key("Subtype").Name() == "Popup" || a.Key("F").Int64()&(hidden|noView) != 0 {
			continue
		}
		look := a.Key("AP").Key("N")
		if look.IsNull() {
			in.plain(a, page)
			continue
		}
		if look.Kind() == pdf.Dict { // one for each state
			look = look.Key(a.Key("AS").Name())
		}
		if look.Kind() != pdf.Stream {
			continue
		}
		m := appearance(look, rect(a.Key("Rect"))).mul(page)
		if !m.finite() {
			continue
		}
		in.gs = graphics{ctm: m, hscale: 1}
		in.marked = nil
		in.form(look, pdf.Value{}, 1)
	}
}

// appearance maps a form's box, turned by its matrix, to an annotation's
// rectangle (ISO 32000-1, 12.5.5).
func appearance(form pdf.Value, to [4]float64) matrix {
	from := formMatrix(form).bounds(rect(form.Key("BBox")))
	sx, sy := (to[2]-to[0])/(from[2]-from[0]), (to[3]-to[1])/(from[3]-from[1])
	return matrix{sx, 0, 0, sy, to[0] - from[0]*sx, to[1] - from[1]*sy}
}

// maxFieldDepth is how far up the form's tree a field's entries are looked for.
const maxFieldDepth = 16

// plain reads an annotation without an appearance, which viewers draw by
// themselves: free text, and the text of a form field that was filled in by a
// program that leaves the drawing to them (NeedAppearances).
func (in *interp) plain(a pdf.Value, page matrix) {
	text, look := "", a.Key("DA").RawString()
	switch a.Key("Subtype").Name() {
	case "FreeText":
		text = a.Key("Contents").Text()
	case "Widget":
		const password = 1 << 13 // ISO 32000-1, table 228
		kind, value := inherited(a, "FT").Name(), inherited(a, "V")
		if kind != "Tx" && kind != "Ch" || inherited(a, "Ff").Int64()&password != 0 {
			return
		}
		text = value.Text()
		look = inherited(a, "DA").RawString()
	}
	r := rect(a.Key("Rect"))
	size := lookSize(look)
	if size <= 0 {
		size = min(max(0.7*(r[3]-r[1]), 1), 12) // as large as there is room for
	}
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
	y := r[3] - size
	for line := range strings.SplitSeq(text, "\n") {
		g := newGlyph(line, 0)
		p := pen{size: size, font: &font{name: "Helvetica"}, advance: 0.5 * size * float64(len(line))}
		p.x, p.y = page.apply(r[0], y)
		in.out.add(g.text, p)
		y -= 1.2 * size
	}
}

// inherited is an entry of a form field, its own or that of a field above it.
func inherited(field pdf.Value, key string) pdf.Value {
	for range maxFieldDepth {
		if v := field.Key(key); !v.IsNull() {
			return v
		}
		if field = field.Key("Parent"); field.Kind() != pdf.Dict {
			break
		}
	}
	return pdf.Value{}
}

// lookSize is the font size in a default appearance, as "/Helv 12 Tf 0 g"; 0
// where it leaves the size to the viewer.
func lookSize(look string) float64 {
	words := strings.Fields(look)
	for i, w := range words {
		if w == "Tf" && i > 0 {
			n, _ := number([]byte(words[i-1]))
			return n
		}
	}
	return 0
}
