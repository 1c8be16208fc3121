package pdftext

import "golang.org/x/text/encoding/charmap"

// Along estimates where the characters of a line stand, which is not kept: for
// each byte of its text, and for its end, the share of the line's width that
// stands before it, from 0 to 1. The widths are those of the standard font that
// looks most like the line's. A byte within a character has that character's.
func (l *Line) Along() []float64 {
	widths := standardWidths(l.Font)
	along := make([]float64, len(l.Text)+1)
	sum := 0.0
	at := 0
	for i, r := range l.Text {
		for ; at < i; at++ { // the bytes within the character before
			along[at+1] = along[at]
		}
		along[i] = sum
		sum += widthOf(&widths, r)
	}
	for ; at < len(l.Text)-1; at++ {
		along[at+1] = along[at]
	}
	if sum == 0 {
		return along
	}
	for i := range along {
		along[i] /= sum
	}
	along[len(l.Text)] = 1
	return along
}

// widthOf is a character's width in thousandths of the font size. One that the
// table has not is taken for a digit, which is near the middle of all.
func widthOf(widths *[224]uint16, r rune) float64 {
	if code, ok := charmap.Windows1252.EncodeRune(r); ok && code >= 32 {
		return float64(widths[code-32])
	}
	return float64(widths['0'-32])
}
