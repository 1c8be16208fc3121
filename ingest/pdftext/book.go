package pdftext

// Names of the engines, as a Page has them.
const (
	EnginePDFText = "pdftext" // the program's own interpreter
	EnginePDFium  = "pdfium"  // pdfium in a WebAssembly guest
)

// A book is one open PDF, as either engine shows it: page by page, so that a
// page that one of them cannot read can be asked of the other.
type book interface {
	pages() int
	page(number int) sheet // from 1
	info() Info
	outline() []Bookmark
	close()
}

// A sheet is a page with what is known of it beside its text.
type sheet struct {
	Page
	covered  float64 // the share of it that pictures cover, at most 1; those that overlap count twice
	mute     int     // glyphs shown, other than spaces, that gave no text
	segments int     // lines and curves of the paths drawn
}

// cover counts a picture: m maps the unit square to where it is shown.
func (s *sheet) cover(m matrix) {
	page := s.Width * s.Height
	if !m.finite() || page <= 0 {
		return
	}
	if m.area() > page/20 {
		s.Images++
	}
	box := m.bounds([4]float64{0, 0, 1, 1})
	w := min(box[2], s.Width) - max(box[0], 0)
	h := min(box[3], s.Height) - max(box[1], 0)
	if w > 0 && h > 0 {
		s.covered = min(1, s.covered+w*h/page)
	}
}
