package query

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A lexeme is a piece of what was typed, as the scanner divides it.
type lexeme struct {
	kind       lexKind
	start, end int    // the bytes of the text; of quoted what is between the quotes
	marked     bool   // a minus, NOT or a field stands right before it
	not        bool   // minus or NOT
	field      *field // its own, or that of the group it stands in; nil for none
	term       Term   // of lexTerm
}

type lexKind uint8

const (
	lexText   lexKind = iota // signs between spaces
	lexStar                  // with a star among them
	lexQuoted                // in quotes
	lexTerm                  // read already: what follows år: and udfald:
	lexOpen                  // (
	lexClose                 // )
	lexOr                    // OR, ELLER, |
	lexAnd                   // AND, OG: asks for what holds anyway, and divides
)

// deepest is how many groups stand in each other; what is deeper is read as
// part of the last.
const deepest = 20

// A scanner divides a text into lexemes.
type scanner struct {
	text  string
	at    int
	notes *notes
	list  []lexeme
	open  []*field // the fields of the groups that are open, nil for none
	flat  int      // groups too deep to be one
	last  *field   // of the last lexeme
	bar   bool     // a bar without spaces stands after it: titel:klima|natur
}

// scan divides text.
func scan(text string, n *notes) []lexeme {
	s := scanner{text: text, notes: n}
	for s.skipSpace(); s.at < len(text); s.skipSpace() {
		s.item()
	}
	if len(s.open) > 0 {
		n.openGroup()
	}
	return s.list
}

// item reads the next lexeme with the marks before it.
func (s *scanner) item() {
	m := s.marks()
	if m.loose {
		if kind, n := s.operator(); n > 0 || s.at == len(s.text) || s.closes() {
			if m.what != "" {
				s.notes.nothingAfter(m.what)
			}
			switch {
			case n > 0:
				s.bar = s.text[s.at] == '|' && !s.afterSpace() && !startsWithSpace(s.text[s.at+n:])
				s.list = append(s.list, lexeme{kind: kind, start: s.at, end: s.at + n})
				s.at += n
			case s.closes():
				s.close()
			}
			return
		}
	}
	lex := lexeme{start: s.at, marked: m.not || m.field != nil, not: m.not, field: m.field}
	switch {
	case lex.field != nil:
	case s.bar:
		lex.field = s.last
	case len(s.open) > 0:
		lex.field = s.open[len(s.open)-1]
	}
	s.last, s.bar = lex.field, false
	r, size := utf8.DecodeRuneInString(s.text[s.at:])
	switch {
	case r == '(':
		s.at += size
		if len(s.open) == deepest {
			s.flat++
			s.notes.tooDeep()
			return
		}
		lex.kind, lex.end = lexOpen, s.at
		s.open = append(s.open, lex.field)
		s.list = append(s.list, lex)
	case isQuote(r) || isSingleQuote(r) && s.singleEnd() > 0:
		s.quoted(lex)
	case s.value(&lex, s.text[s.at:], false):
		s.at = lex.end
		s.list = append(s.list, lex)
	default:
		s.unquoted(&lex)
		switch {
		case lex.end == lex.start: // -| titel:)
			s.notes.nothingAfter(m.what)
		case m.spaced && lex.field == m.field && lex.field.scope != Case:
			s.notes.spacedField(*m.field, s.text[lex.start:lex.end])
		}
	}
}

// marks of an item are what stands before it and says how it is meant.
type marks struct {
	not    bool
	field  *field
	what   string // the last of them, for Notes
	loose  bool   // a space stands after the last, or there is none
	spaced bool   // a space stands after the field
}

func (s *scanner) marks() marks {
	m := marks{loose: true}
	glued := s.at > 0 && !s.afterSpace() && strings.ContainsRune(`"“”„‟»«)*`, lastRune(s.text[:s.at])) // "a"-b
	for {
		rest := s.text[s.at:]
		r, size := utf8.DecodeRuneInString(rest)
		word := keyword(rest, "NOT", "IKKE")
		name, n := fieldName(rest)
		f := fieldNamed(name)
		switch {
		case isMinus(r) && !glued && rest[size:] != "" && !startsWithSpace(rest[size:]):
			m.not, m.what, m.loose = true, rest[:size], false
			s.at += size
			if r != '-' {
				s.notes.otherMinus(rest)
			}
		case m.loose && word > 0:
			m.not, m.what = true, rest[:word]
			s.at += word
			s.skipSpace()
			if m.what == "IKKE" && strings.ToUpper(s.text) == s.text {
				s.notes.capitals()
			}
		case m.field == nil && f != nil:
			m.field, m.what = f, rest[:n]
			s.at += n
			s.skipSpace()
			m.loose = len(rest) == n || startsWithSpace(rest[n:])
			m.spaced = m.loose && s.at < len(s.text)
			if f.kind == Years {
				return m // år:-2020
			}
		default:
			return m
		}
	}
}

// fieldName cuts a name and its colon off rest: n is how many bytes they are,
// 0 where there are none. https:// is none.
func fieldName(rest string) (name string, n int) {
	for i, r := range rest {
		switch {
		case unicode.IsLetter(r) || unicode.Is(unicode.Mn, r):
		case r == '.' && i > 0 && strings.HasPrefix(rest[i:], ".:"): // Sagsnr.: …
		case r == ':' && i > 0 && !strings.HasPrefix(rest[i:], "://"):
			return rest[:i], i + 1
		default:
			return "", 0
		}
	}
	return "", 0
}

// keyword is how many bytes the word of words is that rest begins with, 0 for
// none.
func keyword(rest string, words ...string) int {
	for _, w := range words {
		if after, ok := strings.CutPrefix(rest, w); ok && (after == "" || startsWithSpace(after) || strings.ContainsRune(`()|"“”„»«`, firstRune(after))) {
			return len(w)
		}
	}
	return 0
}

// operator is the operator that stands next; n is 0 for none.
func (s *scanner) operator() (kind lexKind, n int) {
	rest := s.text[s.at:]
	if bars := len(rest) - len(strings.TrimLeft(rest, "|")); bars > 0 {
		return lexOr, bars
	}
	if n := keyword(rest, "OR", "ELLER"); n > 0 {
		return lexOr, n
	}
	return lexAnd, keyword(rest, "AND", "OG")
}

// closes says whether a ) stands next that ends a group.
func (s *scanner) closes() bool {
	return len(s.open) > 0 && strings.HasPrefix(s.text[s.at:], ")")
}

func (s *scanner) close() {
	s.at++
	if s.flat > 0 {
		s.flat--
		return
	}
	s.open = s.open[:len(s.open)-1]
	s.list = append(s.list, lexeme{kind: lexClose, start: s.at - 1, end: s.at})
}

// value reads what rest, or the beginning of it, says after år: or udfald:. It
// reports false where that field has no such value; then the lexeme is words.
func (s *scanner) value(lex *lexeme, rest string, whole bool) bool {
	if lex.field == nil || lex.field.kind == Word || rest == "" {
		return false
	}
	f := *lex.field
	var t Term
	n, plainly := 0, true
	if f.kind == Years {
		t, n, plainly = readYears(rest)
		lex.field = nil
	} else {
		t, n = readOutcome(rest, whole)
		lex.field = fieldNamed("beslutning")
	}
	if n == 0 || whole && n < len(rest) {
		if end := strings.IndexFunc(rest, endsPiece); end >= 0 && !whole {
			rest = rest[:end]
		}
		if hasWord(rest) {
			s.notes.noValue(f, rest)
		}
		return false
	}
	if !plainly {
		s.notes.yearsRead(t)
	}
	lex.kind, lex.field, lex.end, lex.term = lexTerm, nil, lex.start+n, t
	return true
}

// unquoted reads what stands up to the next space, quote, bar or parenthesis.
func (s *scanner) unquoted(lex *lexeme) {
	if rest := s.text[s.at:]; !lex.marked && unknownField(rest) {
		name, _ := fieldName(rest)
		s.notes.unknownField(name)
	}
	inner := 0 // parentheses within the word: plan(er)
	i := s.at
	for i < len(s.text) {
		r, size := utf8.DecodeRuneInString(s.text[i:])
		rest := s.text[i+size:]
		stray := isQuote(r) && i > s.at && closing(rest, r) < 0 && (startsWithSpace(rest) || !hasWord(rest)) // plan", 19"
		if unicode.IsSpace(r) || r == '|' || isQuote(r) && !stray || r == ')' && inner == 0 && len(s.open) > 0 {
			break
		}
		i += size
		if trimmed := strings.TrimLeftFunc(rest, unicode.IsSpace); r == '§' && trimmed != "" && unicode.IsDigit(firstRune(trimmed)) { // § 85*
			i = len(s.text) - len(trimmed)
		}
		switch {
		case stray:
			s.notes.loneQuote()
		case r == '(':
			inner++
		case r == ')' && inner == 0:
			s.notes.loneClose()
		case r == ')':
			inner--
		case r == '*':
			lex.kind = lexStar
		}
		if r == '*' && strings.ContainsRune(",;/", firstRune(rest)) { // klima*,natur*
			i++
			break
		}
	}
	lex.end, s.at = i, i
	if i > lex.start {
		s.list = append(s.list, *lex)
	}
}

// unknownField says whether what is typed looks as if its writer thought of a
// field: forfatter:hansen. a:b and 10:30 do not.
func unknownField(rest string) bool {
	const shortest = 3 // letters
	name, n := fieldName(rest)
	after := firstRune(rest[n:])
	return n > 0 && utf8.RuneCountInString(name) >= shortest && fieldNamed(name) == nil &&
		(unicode.IsLetter(after) || unicode.IsDigit(after) || isQuote(after))
}

func (s *scanner) afterSpace() bool { return s.at == 0 || unicode.IsSpace(lastRune(s.text[:s.at])) }

func (s *scanner) skipSpace() {
	s.at = len(s.text) - len(strings.TrimLeftFunc(s.text[s.at:], unicode.IsSpace))
}

func isMinus(r rune) bool { return r == '-' || r == '–' || r == '−' }

// firstRune is that of text; utf8.RuneError for none.
func firstRune(text string) rune {
	r, _ := utf8.DecodeRuneInString(text)
	return r
}

func lastRune(text string) rune {
	r, _ := utf8.DecodeLastRuneInString(text)
	return r
}

func startsWithSpace(text string) bool { return unicode.IsSpace(firstRune(text)) }

func hasWord(text string) bool { return len(words(text)) > 0 }
