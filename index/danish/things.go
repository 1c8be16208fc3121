package danish

import "unicode/utf8"

// A finder finds the words of a text and the things that they make up.
type finder struct {
	scanner
	place int         // of the scanner's word
	f     func(Token) // to call
	every bool        // also things that have the term of their first word: 500 kr.

	thing     []byte // the term of the thing that is being read
	paragraph int    // the byte of a number that is of a paragraph for one before it: 87 of §§ 85-87
	list      bool   // the paragraphs are many: §§
	part      int    // the byte where a further part of a hyphenated word begins
	letter    int    // the byte where a further part of an abbreviation begins

	room  [longestWord]byte // thing's, as long as it is no longer
	ahead scanner           // lookAt's
}

// numberRules read the things that begin with a number.
var numberRules = [...]struct {
	example string
	read    func(*finder)
}{
	{"§ 83, stk. 2", (*finder).paragraphs},
	{"23. marts 2026", (*finder).dayOfMonth},
	{"23-03-2026; 23/3 2026", (*finder).dayInDigits},
	{"2026-03-23", (*finder).dayISO},
	{"1,25 mio. kr.", (*finder).amount},
	{"10 %; 10 pct.", (*finder).percent},
	{"27/04418; 2025-0123456", (*finder).caseInDigits},
	{"27.00.00-G01-7-19", (*finder).caseByPlan},
}

// things emits what begins with the scanner's word. Prose must be through it
// after a few looks at the bytes that follow the word.
func (f *finder) things() {
	text, end := f.text, f.end
	if text[f.start:end] == "KL" { // Kommunernes Landsforening, and not the kl. before a time of day
		f.thing = append(f.thing[:0], "KL"...)
		f.emit(Thing, end)
	}
	if isDigit(text[f.start]) {
		for _, rule := range numberRules {
			rule.read(f)
		}
	}
	if end >= len(text) {
		return
	}
	switch c := text[end]; {
	case c == ' ' && end+1 < len(text) && (text[end+1] >= utf8.RuneSelf || lower[text[end+1]] > '9'):
		// A letter, as nearly always.
	case c == '-' || c == '/' || c >= utf8.RuneSelf:
		f.caseWithLetters()
		if !f.company() {
			f.joined()
		}
		f.month()
	case c == '.':
		f.abbreviation()
		f.month()
	case c == '&':
		f.ampersand()
	case c <= ' ':
		f.ampersand()
		f.month()
	}
}

// emit emits f.thing, which the text from the scanner's word to end makes up.
func (f *finder) emit(kind Kind, end int) { f.emitFrom(kind, f.start, end) }

// emitFrom is emit where signs before the word belong to the thing. Nothing is
// emitted where end stands within a word.
func (f *finder) emitFrom(kind Kind, start, end int) {
	if len(f.thing) > longestWord || !f.every && string(f.thing) == string(f.term) {
		return
	}
	words := 0
	for c := f.lookAt(f.start); c.next() && c.start < end; words++ {
		if c.end > end {
			return
		}
	}
	f.f(Token{Term: f.thing, Kind: kind, Place: f.place, Words: words, Start: start, End: end})
}

// lookAt is a scanner of the words from text[i] on. There is one only.
func (f *finder) lookAt(i int) *scanner {
	f.ahead.text, f.ahead.pos = f.text, i
	return &f.ahead
}

// spaces is the byte after the spaces at text[i]: of one paragraph, so at most
// one line end.
func spaces(text string, i int) int {
	lines, at := 0, i
	for at < len(text) {
		size := 1
		switch c := text[at]; {
		case c == ' ' || c == '\t' || c == '\r':
		case c == '\n':
			if lines++; lines > 1 {
				return i
			}
		case c >= utf8.RuneSelf:
			size = fixedSpace(text[at:])
		default:
			return at
		}
		if size == 0 {
			return at
		}
		at += size
	}
	return at
}

// dash is how many bytes the dash or hyphen at text[i] has, 0 where there is
// none.
func dash(text string, i int) int {
	if i >= len(text) {
		return 0
	}
	if text[i] == '-' {
		return 1
	}
	switch r, size := utf8.DecodeRuneInString(text[i:]); r {
	case '\u2010', '\u2011', '–', '−':
		return size
	}
	return 0
}

// unit reads a word of a list, however its letters are set, and a point after
// it. It gives the word's place in the list, and the byte after it; -1 where
// none stands at text[i].
func unit(text string, i int, list []string) (which, end int) {
	for n, word := range list {
		end := i + len(word)
		if end > len(text) || !equalFold(text[i:end], word) {
			continue
		}
		if letterAt(text, end) {
			continue
		}
		if end < len(text) && text[end] == '.' {
			end++
		}
		return n, end
	}
	return -1, i
}

// equalFold says whether s is word, which is lower case ASCII.
func equalFold(s, word string) bool {
	for i := range len(word) {
		c := s[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		if c != word[i] {
			return false
		}
	}
	return true
}

// letterAt says whether text[i:] begins with a letter or a digit.
func letterAt(text string, i int) bool {
	if i >= len(text) {
		return false
	}
	if c := text[i]; c < utf8.RuneSelf {
		return lower[c] != 0
	}
	r, _ := utf8.DecodeRuneInString(text[i:])
	return isWordRune(r)
}

// value is what digits give as a number, of at most nine.
func value(digits string) int {
	n := 0
	for i := range len(digits) {
		n = n*10 + int(digits[i]-'0')
	}
	return n
}
