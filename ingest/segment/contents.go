package segment

import (
	"slices"
	"strings"

	"referat/pkg/agenda"
)

// A contentsLine is a line of a table of contents, without its page number.
type contentsLine struct {
	text  string
	style style
	ends  bool // a page number stands at its end
}

// councilContents places the table of contents, and gives its lines, which
// are cut off and have no numbers. The headings themselves say more.
func (s *source) councilContents(f front, end at, r runner) []contentsLine {
	var lines []contentsLine
	b := builder{s: s}
	within := false
	for _, a := range b.between(f.next, end) {
		l := s.line(a)
		switch {
		case indholdLine.MatchString(l.Text):
			within = true
		case r.is(a):
			s.leaveOut(a)
			continue
		case !within:
			continue // left over: a warning
		case digits(l.Text): // the page number of the line before it, or a stray one
			if n := len(lines); n > 0 {
				lines[n-1].ends = true
			}
		default:
			t := trailingNumber.ReplaceAllString(l.Text, "")
			title, _, _ := readTitle(strings.TrimRight(t, " .…"))
			lines = append(lines, contentsLine{title, styleOf(l), t != l.Text})
		}
		s.place(a)
	}
	return lines
}

// councilMissing warns of titles in the table of contents that no punkt has.
// A title can go on over several lines: a line that begins no punkt's title
// goes on in the one before it where the two together do.
func (s *source) councilMissing(lines []contentsLine, m agenda.Meeting, page int) {
	within := func(text string) bool { // a punkt's title begins so
		k := key(text)
		return slices.ContainsFunc(m.Punkter, func(p agenda.Punkt) bool { return strings.HasPrefix(key(p.Title), k) })
	}
	begins := func(text string) bool {
		k := key(text)
		return within(text) || k == "" || slices.ContainsFunc(m.Punkter, func(p agenda.Punkt) bool {
			pk := key(p.Title)
			return pk != "" && strings.HasPrefix(k, pk)
		})
	}
	var lost []string
	before, open := "", false // the title so far; whether it is lost and may go on
	for _, l := range lines {
		joined := s.words.join(l.style, before, l.text)
		switch {
		case begins(l.text):
			before, open = l.text, false
		case before != "" && !open && within(joined):
			before = joined
		case open:
			lost[len(lost)-1], open = joined, !l.ends
			before = joined
		default:
			lost, before, open = append(lost, l.text), l.text, !l.ends
		}
	}
	for _, t := range lost {
		s.warn(agenda.WarnHeadingMissing, []int{page + 1}, "Indholdsfortegnelsen lover «%s», som ikke blev fundet.", t)
	}
	s.councilFewer(lines, m, page)
}

// councilFewer warns of a title that the table of contents has more often than
// punkter begin with it: "Anlægsbevilling" can stand twice. Only a line that
// holds a whole entry is counted: the one before it ends, and so does it.
func (s *source) councilFewer(lines []contentsLine, m agenda.Meeting, page int) {
	promised := map[string]int{}
	var twice []string
	for i, l := range lines {
		if k := key(l.text); k != "" && l.ends && (i == 0 || lines[i-1].ends) {
			promised[k]++
			if promised[k] == 2 {
				twice = append(twice, l.text)
			}
		}
	}
	for _, t := range twice {
		k, found := key(t), 0
		for i := range m.Punkter {
			if strings.HasPrefix(key(m.Punkter[i].Title), k) {
				found++
			}
		}
		if 0 < found && found < promised[k] {
			s.warn(agenda.WarnHeadingMissing, []int{page + 1}, "Indholdsfortegnelsen lover «%s» %d gange, og der blev fundet %d.", t, promised[k], found)
		}
	}
}
