package danish

import (
	"strings"
	"unicode/utf8"
)

// number makes the digits that next found the number that they begin: its
// thousands and its decimals are no words of their own.
func (s *scanner) number() {
	n := &s.numeral
	if s.isNumeral = n.read(s.text, s.start); !s.isNumeral || n.end <= s.end {
		return
	}
	if letterAt(s.text, n.end) {
		return // 1.250m2: where letters follow, they make a word with the last digits
	}
	if len(n.whole)+len(n.decimals) > longestWord {
		return
	}
	s.term = n.append(s.buf[:0], 0)
	s.end, s.pos = n.end, n.end
}

// A decimal is a number as it is written.
type decimal struct {
	whole    string // with its separators
	decimals string // what follows the comma
	end      int    // the byte after it
}

// read reads the number that begins at the digit text[start]: 85, 1.250.000
// (also with fixed spaces between the thousands), 1,5, 1.250,50. It is none
// where the digits are one of a row: 3.2.1, 1,2,3.
func (n *decimal) read(text string, start int) bool {
	if start > 1 && (text[start-1] == '.' || text[start-1] == ',') && isDigit(text[start-2]) {
		return false
	}
	end := digits(text, start)
	*n = decimal{whole: text[start:end], end: end}
	if end == len(text) || text[end] == ' ' {
		return true
	}
	if end-start <= 3 && text[start] != '0' {
		after, separator := end, thousandsSeparator(text[end:])
		for separator != "" && strings.HasPrefix(text[after:], separator) && digits(text, after+len(separator)) == after+len(separator)+3 {
			after += len(separator) + 3
		}
		if after > end && strings.HasPrefix(text[after:], separator) && digits(text, after+len(separator)) > after+len(separator) {
			return true // 1.250.00
		}
		n.whole, n.end = text[start:after], after
	}
	if rowGoesOn(text, n.end, ',') {
		after := digits(text, n.end+1)
		if !rowGoesOn(text, after, ',') && !rowGoesOn(text, after, '.') {
			n.decimals, n.end = text[n.end+1:after], after
		}
	}
	return true
}

// digits is the byte after the digits that begin at text[i], i where there are
// none.
func digits(text string, i int) int {
	for i < len(text) && isDigit(text[i]) {
		i++
	}
	return i
}

// rowGoesOn says whether a separator and a digit stand at text[i].
func rowGoesOn(text string, i int, separator byte) bool {
	return i+1 < len(text) && text[i] == separator && isDigit(text[i+1])
}

// thousandsSeparator is the one that text, which is not empty, begins with: a point, or a space
// that keeps a number together (no-break, figure, thin, narrow no-break).
func thousandsSeparator(text string) string {
	if text[0] == '.' {
		return text[:1]
	}
	if text[0] < utf8.RuneSelf {
		return ""
	}
	return text[:fixedSpace(text)]
}

// fixedSpace is how many bytes the fixed space has that text begins with, 0
// where there is none.
func fixedSpace(text string) int {
	switch r, size := utf8.DecodeRuneInString(text); r {
	case '\u00A0', '\u2007', '\u2009', '\u202F':
		return size
	}
	return 0
}

// append appends n times ten to the power of zeros, as Each gives numbers:
// without separators, "1,5" with a comma, and nothing after it that is 0.
func (n *decimal) append(term []byte, zeros int) []byte {
	for i := range len(n.whole) {
		if isDigit(n.whole[i]) {
			term = append(term, n.whole[i])
		}
	}
	decimals := n.decimals
	for ; zeros > 0; zeros-- {
		if decimals == "" {
			term = append(term, '0')
			continue
		}
		term, decimals = append(term, decimals[0]), decimals[1:]
	}
	for len(term) > 1 && term[0] == '0' && n.decimals != "" {
		term = append(term[:0], term[1:]...)
	}
	if decimals = strings.TrimRight(decimals, "0"); decimals != "" {
		term = append(append(term, ','), decimals...)
	}
	return term
}
