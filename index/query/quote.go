package query

import (
	"strings"
	"unicode/utf8"
)

func isQuote(r rune) bool       { return strings.ContainsRune(`"“”„‟»«`, r) }
func isSingleQuote(r rune) bool { return strings.ContainsRune(`'‘’‚`, r) }

// quoted reads what is in quotes. Typographic quotes end with one of their
// kind, if there is one. One that is never closed reaches to the end.
func (s *scanner) quoted(lex lexeme) {
	quote, size := utf8.DecodeRuneInString(s.text[s.at:])
	lex.kind, lex.start = lexQuoted, s.at+size
	rest := s.text[lex.start:]
	n := -1
	if isSingleQuote(quote) {
		n = s.singleEnd() - lex.start
	} else {
		n = closing(rest, quote)
	}
	if n < 0 {
		lex.end, s.at = len(s.text), len(s.text)
		if len(words(rest)) == 0 {
			s.notes.loneQuote()
			return
		}
		s.notes.openQuote(rest)
	} else {
		_, size := utf8.DecodeRuneInString(rest[n:])
		lex.end = lex.start + n
		s.at = lex.end + size
		if len(words(rest[:n])) == 0 {
			s.notes.emptyQuotes()
			return
		}
	}
	s.value(&lex, strings.TrimSpace(s.text[lex.start:lex.end]), true)
	s.list = append(s.list, lex)
}

// closing is where in rest the quote ends that quote began, -1 where it does
// not.
func closing(rest string, quote rune) int {
	kin := `"`
	for _, kinds := range []string{`“”„‟`, `»«`} {
		if strings.ContainsRune(kinds, quote) {
			kin = kinds
		}
	}
	if n := strings.IndexAny(rest, kin); n >= 0 {
		return n
	}
	return strings.IndexFunc(rest, isQuote)
}

// singleEnd is where 'this' ends, which begins at s.at: at a quote with a
// space, or nothing, after it. It is 0 where it does not.
func (s *scanner) singleEnd() int {
	_, size := utf8.DecodeRuneInString(s.text[s.at:])
	start := s.at + size
	if startsWithSpace(s.text[start:]) {
		return 0
	}
	for i, r := range s.text[start:] {
		after := s.text[start+i+utf8.RuneLen(r):]
		if isSingleQuote(r) && i > 0 && (after == "" || startsWithSpace(after) || strings.ContainsRune(")|", firstRune(after))) {
			return start + i
		}
	}
	return 0
}
