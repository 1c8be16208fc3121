package pdftext

import (
	"math"
	"unicode"
)

// Gaps between glyphs, in font sizes. A space in running text is at least a
// sixth of an em, in narrow faces a trifle less; letters of one word stand closer than that also when they
// are placed one by one, as wkhtmltopdf does. Two ems and more is another
// column, cell or tab stop.
const (
	wordGap   = 0.155
	columnGap = 2.0
	backGap   = -0.4 // further back than any kerning: a new beginning
)

// A run is glyphs of one font on one baseline, in the order they were shown,
// that follow each other without a gap but for spaces.
type run struct {
	from, to   int     // its bytes in the collector's text
	x0, x1     float64 // along the direction of writing
	y          float64 // across it, where the run begins
	slope      float64 // as a pen's
	size       float64
	font       *font
	dir        int8 // quarter turns counter-clockwise of the writing direction
	before     bool // a space was shown before it
	after      bool // a space was shown after it
	artifact   bool
	invisible  bool
	characters int // letters and digits
}

// A collector gathers the runs of one page.
type collector struct {
	text  []byte
	runs  []run
	space bool    // a space was shown since the last glyph
	spEnd float64 // where that space ended: along, across
	spY   float64
	over  bool // text was left out: there is more than a page may have
}

// A pen is where and how a glyph is shown.
type pen struct {
	x, y      float64 // on the page as shown
	advance   float64 // along the direction of writing, with character and word spacing
	size      float64
	dir       int8
	slope     float64 // how far the baseline goes across for each point along: 0 but for slanted text
	font      *font
	artifact  bool
	invisible bool
}

// axes gives a point's place along and across a direction of writing.
func axes(dir int8, x, y float64) (along, across float64) {
	switch dir {
	case 1:
		return -y, x
	case 2:
		return -x, -y
	case 3:
		return y, -x
	}
	return x, y
}

// point is the opposite of axes.
func point(dir int8, along, across float64) (x, y float64) {
	switch dir {
	case 1:
		return across, -along
	case 2:
		return -along, -across
	case 3:
		return -across, along
	}
	return along, across
}

// direction is the quarter turn nearest to a vector on the page.
func direction(dx, dy float64) int8 {
	switch {
	case math.Abs(dx) >= math.Abs(dy) && dx >= 0:
		return 0
	case math.Abs(dx) >= math.Abs(dy):
		return 2
	case dy < 0:
		return 1
	}
	return 3
}

// toward sets the pen's direction of writing by a vector on the page: the
// nearest quarter turn, and how far the writing leans from it, as a watermark
// across the page does.
func (p *pen) toward(dx, dy float64) {
	p.dir, p.slope = direction(dx, dy), 0
	if along, across := axes(p.dir, dx, dy); along != 0 {
		p.slope = across / along
	}
}

// level is how much of a length of writing lies along the quarter turn.
func (p *pen) level() float64 { return 1 / math.Hypot(1, p.slope) }

// blank notes that a space was shown.
func (c *collector) blank(p pen) {
	if n := len(c.runs); n > 0 {
		c.runs[n-1].after = true
	}
	along, across := axes(p.dir, p.x, p.y)
	c.space, c.spEnd, c.spY = true, along+p.advance, across+p.slope*p.advance
}

// spaced reports whether the space shown last stands right before a place.
func (c *collector) spaced(along, across, size float64) bool {
	return c.space && math.Abs(across-c.spY) < 0.5*size && math.Abs(along-c.spEnd) < columnGap*size
}

// add takes one glyph's text.
func (c *collector) add(text string, p pen) {
	if len(c.text) > maxPageText {
		c.over = c.over || text != ""
		return
	}
	along, across := axes(p.dir, p.x, p.y)
	if n := len(c.runs); n > 0 {
		r := &c.runs[n-1]
		gap := along - r.x1
		em := p.size * p.level()
		if r.font == p.font && r.dir == p.dir && r.artifact == p.artifact && math.Abs(r.size-p.size) < 0.05*p.size &&
			math.Abs(r.slope-p.slope) < 0.01 && math.Abs(across-r.y-r.slope*(along-r.x0)) < 0.05*p.size && gap > backGap*em && gap < wordGap*em {
			if text != "" {
				if c.spaced(along, across, p.size) {
					c.text = append(c.text, ' ')
				}
				c.text = append(c.text, text...)
				r.to = len(c.text)
				r.characters += letters(text)
				r.after, c.space = false, false
			}
			r.x1 = math.Max(r.x1, along+p.advance)
			return
		}
	}
	if text == "" {
		return
	}
	from := len(c.text)
	c.text = append(c.text, text...)
	c.runs = append(c.runs, run{
		from: from, to: len(c.text), x0: along, x1: along + p.advance, y: across, slope: p.slope, size: p.size, font: p.font, dir: p.dir,
		before: c.spaced(along, across, p.size), artifact: p.artifact, invisible: p.invisible, characters: letters(text),
	})
	c.space = false
}

// hidden reports whether most of the text is invisible, as that which a
// scanner lays under its picture.
func (c *collector) hidden() bool {
	hidden, all := 0, 0
	for _, r := range c.runs {
		all += r.characters
		if r.invisible {
			hidden += r.characters
		}
	}
	return 2*hidden > all
}

// letters counts the letters and digits of a text: dots that lead to a page
// number do not say how a line is set.
func letters(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			n++
		}
	}
	return n
}
