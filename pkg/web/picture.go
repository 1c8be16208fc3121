package web

import "errors"

// A Picture is a page of a PDF as it looks.
type Picture struct {
	Type          string // image/png or image/jpeg
	Data          []byte
	Width, Height int    // pixels
	Words         []Word // of the page's text layer; none on a scan without one
	Pages         int    // that the PDF has for who drew it
}

// A Word is a word of a page's text layer, in fractions of the page as it is
// shown: from the left and from the top, 0 to 1.
type Word struct {
	Text                     string
	Left, Top, Right, Bottom float32
}

// A Box is where a span of a page's text stands, or a line's part of it, as a
// Word has it.
type Box struct {
	Span                     int // its place among the spans that were asked for
	Left, Top, Right, Bottom float64
}

// ErrNotDrawn says that a page cannot be drawn, and that asking again does not
// help: Config.Draw wraps it. Its other errors may pass.
var ErrNotDrawn = errors.New("siden kan ikke tegnes")
