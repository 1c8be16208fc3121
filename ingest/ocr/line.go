package ocr

import (
	"math"
	"slices"
	"strings"
	"unicode"
)

// A Line is a run of words that stand beside each other in one column.
// Measures are pixels of the picture, from the top left.
type Line struct {
	Text  string // the words with spaces between them, systematic errors mended
	Words []Word

	X0, Y0, X1, Y1 float64 // X0 and X1 with the page's slant taken out
	Shift          float64 // how far that moved them to the right; Words are where they stand
	Baseline       float64 // at the left edge, with the page's slant taken out
	Size           float64 // of the letters, near the font's size; one for lines that differ little
	Confidence     float64 // 0-100, of the words, by their letters
	Block, Par     int     // from 1: a block is a column or a part of one, a paragraph's number is within its block

	// Skew is by how many degrees the lines of the picture fell to the right:
	// it was turned back about its middle by as much before all else. The
	// measures are those of the picture set straight.
	Skew float64

	// Turned is how far the picture was turned clockwise to stand upright: 0,
	// 90, 180 or 270 degrees. The measures are those of the turned picture,
	// whose width at 90 and 270 is the height of the one that was given.
	Turned int
}

// A Word is a word with the marks around it.
type Word struct {
	Text           string
	X0, Y0, X1, Y1 float64
	Confidence     float64 // 0-100, as the program gives it
}

// letters counts the letters and digits of a word.
func (w Word) letters() int {
	n := 0
	for _, r := range w.Text {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			n++
		}
	}
	return n
}

// lines makes Lines of what the program read. What it gives follows the slant
// of the paper; what stands beside each other in two columns is to have one
// baseline, and what stands under each other one left edge, so the slant of the
// page is taken out, about its middle.
func lines(raw []rawLine, turned int) []Line {
	slant := slantOf(raw)
	top, bottom := math.Inf(1), math.Inf(-1)
	for _, r := range raw {
		top, bottom = math.Min(top, r.y0), math.Max(bottom, r.y1)
	}
	made := make([]Line, 0, len(raw))
	for _, r := range raw {
		l := Line{
			X0: r.x0, Y0: r.y0, X1: r.x1, Y1: r.y1, Baseline: r.y1 - r.descender, Size: r.size,
			Block: r.block, Par: r.par, Words: r.words, Turned: turned,
		}
		if math.Abs(r.slope) <= maxSlant {
			l.Baseline = r.y1 + r.offset
		}
		l.Shift = slant * (l.Baseline - (top+bottom)/2)
		l.X0, l.X1 = l.X0+l.Shift, l.X1+l.Shift
		l.Baseline -= slant * r.x0
		if l.Size <= 0 || l.Size > 2*r.height() {
			l.Size = r.height()
		}
		l.Confidence = confidence(r.words)
		made = append(made, l)
	}
	return made
}

// maxSlant is the steepest baseline that is one: 11 degrees. The program gives
// nonsense for lines that stand upright and for single letters.
const maxSlant = 0.2

// slantOf is the slope of the page: the median of its longer lines', a line of
// ten letter heights or more.
func slantOf(raw []rawLine) float64 {
	var slopes []float64
	for _, r := range raw {
		if r.width() > 10*r.size && math.Abs(r.slope) <= maxSlant {
			slopes = append(slopes, r.slope)
		}
	}
	if len(slopes) == 0 {
		return 0
	}
	slices.Sort(slopes)
	return slopes[len(slopes)/2]
}

// confidence is the mean of the words', by their letters; 0 where there are
// none.
func confidence(words []Word) float64 {
	sum, n := 0.0, 0
	for _, w := range words {
		sum += w.Confidence * float64(w.letters())
		n += w.letters()
	}
	if n == 0 {
		return 0
	}
	return sum / float64(n)
}

// join sets the line's text anew from its words.
func (l *Line) join() {
	texts := make([]string, len(l.Words))
	for i, w := range l.Words {
		texts[i] = w.Text
	}
	l.Text = strings.Join(texts, " ")
}
