package ocr

import (
	"cmp"
	"math"
	"slices"
)

// sizeNoise is how far the sizes that the program gives for lines of one font
// lie apart: a line without high letters, or a short one, is measured up to a
// sixth too small, and one with a speck or a rule too large. Headings that are
// larger by less are not told from text.
const sizeNoise = 0.18

// steady gives lines that differ in size no more than the measuring does one
// size: that of most of the letters first, then of most of those left over.
func steady(lines []Line) {
	left := make([]*Line, len(lines))
	for i := range lines {
		left[i] = &lines[i]
	}
	for len(left) > 0 {
		size := middleSize(left)
		left = slices.DeleteFunc(left, func(l *Line) bool {
			if math.Abs(l.Size-size) > sizeNoise*size {
				return false
			}
			l.Size = size
			return true
		})
	}
}

// middleSize is the size that half of the letters are smaller than.
func middleSize(lines []*Line) float64 {
	slices.SortStableFunc(lines, func(a, b *Line) int { return cmp.Compare(a.Size, b.Size) })
	all := 0
	for _, l := range lines {
		all += l.letters()
	}
	n := 0
	for _, l := range lines {
		if n += l.letters(); 2*n >= all {
			return l.Size
		}
	}
	return lines[len(lines)-1].Size
}

// letters counts the letters and digits of a line.
func (l Line) letters() int {
	n := 0
	for _, w := range l.Words {
		n += w.letters()
	}
	return n
}
