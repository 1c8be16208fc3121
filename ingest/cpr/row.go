package cpr

import (
	"unicode"
	"unicode/utf8"
)

// A row is ten digits that stand together as a CPR number's might.
type row struct {
	start, end int // bytes
	digits     [10]byte
	spelling   spelling
	guessed    int // digits that are letters in the text, as OCR confuses them
}

// A spelling is how the digits are held together, the surest first.
type spelling int

const (
	dashed  spelling = iota // 010203-1234, with spaces or a line end beside the dash
	dotted                  // 01.02.03-1234, 01 02 03-1234, 01-02-03-1234
	plain                   // 0102031234
	spaced                  // 010203 1234
	odd                     // cut elsewhere, 010203/1234, 01 02 03 12 34, a digit a box
	nowhere                 // none that a CPR number has
)

// A gap is what stands between two digits.
type gap struct{ space, line, dash, mark bool }

func (g gap) none() bool { return g == gap{} }

// blank: nothing but spaces.
func (g gap) blank() bool { return g.space && !g.line && !g.dash && !g.mark }

// longestGap is the most characters between two digits of one number.
const longestGap = 6

// longRow is how many digits rowAt looks for: with the century written out a
// number has twelve.
const longRow = 12

// rowAt reads the row of digits that begins at byte i.
func rowAt(text string, i int) (row, bool) {
	r := row{start: i}
	var digits [longRow]byte
	var gaps [longRow]gap // after each digit
	var ends, letters [longRow]int
	n, guessed := 0, 0
	for n < longRow {
		c, size := utf8.DecodeRuneInString(text[i:])
		d, sure, ok := digit(c)
		if !ok {
			break
		}
		if !sure {
			guessed++
		}
		i += size
		digits[n], ends[n], letters[n] = d, i, guessed
		g, next, ok := gapAt(text, i)
		n++
		if !ok {
			break
		}
		gaps[n-1] = g
		i = next
	}
	if n >= 12 && r.withCentury(digits, gaps) {
		r.end, r.guessed = ends[11], letters[11]
		return r, !digitAt(text, r.end)
	}
	if n < 10 {
		return r, false
	}
	copy(r.digits[:], digits[:])
	r.end, r.guessed = ends[9], letters[9]
	r.spelling = spell([9]gap(gaps[:9]))
	return r, r.spelling != nowhere && !digitAt(text, r.end)
}

// withCentury reads 01022003-1234 and 01.02.2003-1234.
func (r *row) withCentury(d [longRow]byte, gaps [longRow]gap) bool {
	if century := pair([10]byte{0: d[4], 1: d[5]}, 0); century < 18 || century > 20 {
		return false
	}
	for i, g := range gaps[:11] {
		switch {
		case i == 7 && (g.dash || g.blank()), (i == 1 || i == 3) && gaps[1] == gaps[3] && !g.line, g.none():
		default:
			return false
		}
	}
	if gaps[7].none() {
		return false
	}
	r.digits = [10]byte{d[0], d[1], d[2], d[3], d[6], d[7], d[8], d[9], d[10], d[11]}
	r.spelling = odd
	return true
}

// spell names the spelling that has these gaps.
func spell(gaps [9]gap) spelling {
	at := func(i int) gap { return gaps[i-1] } // after the i-th digit
	filled, lines, spaces := 0, 0, 0
	for _, g := range gaps {
		if !g.none() {
			filled++
		}
		if g.line {
			lines++
		}
		if g.blank() {
			spaces++
		}
	}
	six := at(6)
	pairs := !at(2).none() && at(2) == at(4) && !at(2).line
	switch {
	case filled == 0:
		return plain
	case filled == 1 && six.dash && !six.mark:
		return dashed
	case filled == 1 && six.blank():
		return spaced
	case filled == 1 && lines == 0 && six.mark, filled == 1 && lines == 1:
		return odd
	case filled == 2 && lines == 1 && six.dash: // and a line end among the digits
		return odd
	case filled == 3 && pairs && six.dash:
		return dotted
	case filled == 3 && pairs && at(2).blank() && six.blank(), filled == 4 && pairs && at(2).blank() && at(8) == at(2) && !six.none():
		return odd
	case filled == 9 && spaces >= 8 && (six.blank() || six.dash): // a digit a box
		return odd
	}
	return nowhere
}

// gapAt reads what stands between two digits, from byte i on; next is where the
// following digit is. ok is false where none follows.
func gapAt(text string, i int) (g gap, next int, ok bool) {
	for range longestGap + 1 {
		c, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case size == 0:
			return g, i, false
		case c == '\n' || c == '\r' || c == '\f' || c == '\v' || c == 0x2028 || c == 0x2029 || c == 0x85:
			if c == '\n' && g.line {
				return g, i, false // an empty line ends what came before
			}
			g.line = g.line || c != '\r'
		case invisible(c):
		case unicode.IsSpace(c):
			g.space = true
		case isDash(c):
			if g.mark {
				return g, i, false
			}
			g.dash = true
		case c == '.' || c == '/' || c == ',' || c == '_' || c == '=' || c == '·':
			if g.mark || g.dash {
				return g, i, false
			}
			g.mark = true
		default:
			_, _, ok := digit(c)
			return g, i, ok
		}
		i += size
	}
	return g, i, false
}

// invisible are characters that show nothing.
func invisible(c rune) bool {
	return c >= 0x200B && c <= 0x200F || c == 0x2060 || c == 0xFEFF
}

// isDash: all that stands for a hyphen in PDFs, the soft one at a line end too,
// and the tilde that OCR makes of it.
func isDash(c rune) bool {
	return unicode.Is(unicode.Pd, c) || c == 0x2212 || c == 0xAD || c == 0x2043 || c == 0x02D7 || c == '~' || c == 0xAF
}

// digit is the value of a digit, a full-width or mathematical one, too; sure is
// false for a letter that OCR confuses with one.
func digit(c rune) (value byte, sure, ok bool) {
	switch {
	case c >= '0' && c <= '9':
		return byte(c - '0'), true, true
	case c >= 0xFF10 && c <= 0xFF19:
		return byte(c - 0xFF10), true, true
	case c >= 0x1D7CE && c <= 0x1D7FF:
		return byte((c - 0x1D7CE) % 10), true, true
	}
	switch c {
	case 'O', 'o':
		return 0, false, true
	case 'I', 'l', '|', 'i', '!':
		return 1, false, true
	case 'Z':
		return 2, false, true
	case 'S':
		return 5, false, true
	case 'B':
		return 8, false, true
	}
	return 0, false, false
}

// surely reports whether c is a digit and no letter.
func surely(c rune) bool {
	_, sure, _ := digit(c)
	return sure
}

// digitAt reports whether a digit stands at byte i.
func digitAt(text string, i int) bool {
	c, _ := utf8.DecodeRuneInString(text[i:])
	return surely(c)
}
