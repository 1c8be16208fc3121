package segment

import (
	"math"

	"referat/ingest/pdftext"
)

// A style is how a line is set, as far as it tells kinds of lines apart.
type style struct {
	font string
	size float64 // points
	bold bool
}

func styleOf(l pdftext.Line) style { return style{l.Font, l.Size, l.Bold} }

// like reports whether two styles are one. Sizes are compared with a little
// slack: producers round.
func (s style) like(t style) bool {
	return s.font == t.font && s.bold == t.bold && math.Abs(s.size-t.size) <= 0.3
}

// tally counts styles, weighed by characters.
type tally map[style]int

func (t tally) add(l pdftext.Line) {
	k := styleOf(l)
	k.size = math.Round(k.size*2) / 2
	t[k] += len(l.Text)
}

// most is the style of most characters; ties go to the larger, then to the
// first by name, so that the answer is always the same.
func (t tally) most() style {
	var best style
	n := 0
	for s, c := range t {
		if c > n || c == n && (s.size > best.size || s.size == best.size && s.font < best.font) {
			best, n = s, c
		}
	}
	return best
}
