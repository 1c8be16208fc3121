package pdftext

import (
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
