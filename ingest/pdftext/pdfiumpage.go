package pdftext

import (
	"math"
)

// Kinds of page objects (fpdf_edit.h, FPDF_PAGEOBJ_…).
const (
	guestShown = 1 // text
	guestPath  = 2
	guestImage = 3
	guestForm  = 5
)

// maxGuestObjects is how many objects of a page are looked at.
const maxGuestObjects = 500_000

// page reads one page.
func (b *pdfiumBook) page(number int) sheet {
	s := sheet{Page: Page{Number: number, Engine: EnginePDFium}}
	out := &collector{}
	err := b.load(number, func(g *guest, page uint64) {
		m := g.shown(page, &s)
		walk := guestObjects{g: g, sheet: &s, order: map[uint64]int{}}
		walk.all("FPDFPage_CountObjects", "FPDFPage_GetObject", page, m, 0)
		chars := guestText{g: g, out: out, page: m, fonts: map[uint64]*font{}, glyphs: map[rune]glyph{}, order: walk.order}
		chars.read(page)
		s.mute = chars.mute
	})
	s.Lines = out.lines()
	s.OCR = s.Images > 0 && out.hidden()
	switch {
	case err != nil:
		s.Err = err.Error()
	case out.over:
		s.Err = errBudget.Error()
	case garbled(s.Lines):
		s.Err = errGarbled.Error()
	}
	return s
}

// shown sets the page's size and gives the matrix that maps its user space to
// the page as it is shown.
func (g *guest) shown(page uint64, s *sheet) matrix {
	g.call("FPDF_GetPageBoundingBox", page, uint64(g.scratch))
	var r [4]float32 // left, top, right, bottom
	g.float32s(r[:])
	box := [4]float64{float64(r[0]), float64(r[3]), float64(r[2]), float64(r[1])}
	var m matrix
	m, s.Width, s.Height = shown(box, int64(int32(g.call("FPDFPage_GetRotation", page)))*90)
	s.Width, s.Height = round(s.Width), round(s.Height)
	return m
}

// flatten makes what the page's annotations show part of the page, and
// reports whether it did: the page must be loaded anew. Most pages have none
// but links, and stay as they are.
func (g *guest) flatten(page uint64) bool {
	const link, popup, normal = 2, 16, 0 // FPDF_ANNOT_…, fpdf_annot.h; FLAT_NORMALDISPLAY, fpdf_flatten.h
	n := int(int32(g.call("FPDFPage_GetAnnotCount", page)))
	if n > maxAnnotations { // a hundred thousand take minutes, and the page's own text is lost with them
		return false
	}
	for i := range n {
		a := g.call("FPDFPage_GetAnnot", page, uint64(i))
		if a == 0 {
			continue
		}
		kind := g.call("FPDFAnnot_GetSubtype", a)
		g.call("FPDFPage_CloseAnnot", a)
		if kind != link && kind != popup {
			g.call("FPDFPage_Flatten", page, normal)
			return true
		}
	}
	return false
}

// guestObjects looks at what a page draws other than text.
type guestObjects struct {
	g     *guest
	sheet *sheet
	n     int
	order map[uint64]int // of the text objects, by their places in the guest's memory
}

// all looks at the objects of a page or a form. m maps their space to the
// page as shown.
func (w *guestObjects) all(count, get string, of uint64, m matrix, depth int) {
	n := int(int32(w.g.call(count, of)))
	object, kind := w.g.function(get), w.g.function("FPDFPageObj_GetType")
	for i := 0; i < n && w.n < maxGuestObjects && w.g.err == nil; i++ {
		w.n++
		o := object.call(of, uint64(i))
		if o == 0 {
			continue
		}
		switch kind.call(o) {
		case guestShown:
			w.order[o] = w.n
		case guestPath:
			w.sheet.segments += max(0, int(int32(w.g.call("FPDFPath_CountSegments", o))))
		case guestImage:
			w.sheet.cover(w.matrix(o).mul(m))
		case guestForm:
			if depth < maxFormDepth {
				w.all("FPDFFormObj_CountObjects", "FPDFFormObj_GetObject", o, w.matrix(o).mul(m), depth+1)
			}
		}
	}
}

func (w *guestObjects) matrix(object uint64) matrix {
	if w.g.call("FPDFPageObj_GetMatrix", object, uint64(w.g.scratch)) == 0 {
		return identity()
	}
	return w.g.matrix()
}

// matrix is the FS_MATRIX in the scratch.
func (g *guest) matrix() matrix {
	var f [6]float32
	g.float32s(f[:])
	var m matrix
	for i := range m {
		m[i] = float64(f[i])
		if math.IsNaN(m[i]) || math.IsInf(m[i], 0) {
			m[i] = 0
		}
	}
	return m
}
