package ocr

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The sections of a law or a contract begin lines: "§ 4. Ansøgningen …". The
// sign is read as 8 or S there as elsewhere (see mend), and no word before it
// proves it; the sections before and after it do, or a "Stk. 2." under it.

// signRead is as what the sign is read; 5 and 3 begin numbered lines themselves,
// and need a Stk.
var (
	signRead   = regexp.MustCompile(`^["(']?([8S$&£]'?\.?|[§53])$`)
	sectionNo  = regexp.MustCompile(`^(\d{1,3}) ?([a-z]?)[.:]$`)
	subsection = regexp.MustCompile(`^[Ss]tk[.,]$`)
)

// A section is a line that may be a section's first.
type section struct {
	line   int
	number int
	letter byte // 0 for none
	known  bool // the sign was read as it is
	weak   bool // the sign was read as a digit that numbers begin with, too
	sub    bool // a "Stk." begins a line between it and the next
}

// mendSections gives the lines that begin a section their sign.
func mendSections(lines []Line) {
	var found []section
	for i, l := range lines {
		if s, ok := sectionOf(l); ok {
			s.line = i
			found = append(found, s)
		} else if len(found) > 0 && len(l.Words) > 1 && subsection.MatchString(l.Words[0].Text) {
			found[len(found)-1].sub = true
		}
	}
	for k, s := range found {
		if s.known {
			continue
		}
		chained := slices.ContainsFunc(found[max(0, k-1):min(len(found), k+2)], func(n section) bool {
			return n.line < s.line && n.before(s) || n.line > s.line && s.before(n)
		})
		if s.sub || chained && !s.weak {
			lines[s.line].Words[0].Text = "§"
		}
	}
}

// before reports whether t is the section next after s, by its number: § 4 a
// or § 5 after § 4.
func (s section) before(t section) bool {
	return t.number == s.number+1 || t.number == s.number && (t.letter == s.letter+1 || s.letter == 0 && t.letter == 'a')
}

// sectionOf reads a line as a section's first: the sign, a number with a full
// stop, a capital.
func sectionOf(l Line) (section, bool) {
	if len(l.Words) < 3 {
		return section{}, false
	}
	sign, rest := l.Words[0].Text, l.Words[1:]
	if !signRead.MatchString(sign) {
		return section{}, false
	}
	m, next := sectionNo.FindStringSubmatch(rest[0].Text), rest[1].Text
	if m == nil && len(rest) > 2 { // § 4 a.
		m, next = sectionNo.FindStringSubmatch(rest[0].Text+" "+rest[1].Text), rest[2].Text
	}
	if first, _ := utf8.DecodeRuneInString(next); m == nil || !unicode.IsUpper(first) {
		return section{}, false
	}
	n, err := strconv.Atoi(m[1])
	if err != nil {
		return section{}, false
	}
	bare := strings.Trim(sign, `"('`)
	s := section{number: n, known: bare == "§", weak: bare == "5" || bare == "3"}
	if m[2] != "" {
		s.letter = m[2][0]
	}
	return s, true
}
