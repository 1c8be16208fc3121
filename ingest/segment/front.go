package segment

import (
	"math"
	"regexp"
	"slices"
	"strings"

	"referat/pkg/agenda"
)

// A front is the head of a meeting in the Rådmandsmøde layout: title, day,
// place, information, and what Indhold promises.
type front struct {
	page        int // from 0
	series      string
	title       string
	when        when
	location    string
	information string
	toc         []entry
	next        at // the first line after the front
	margin      float64
	informed    bool // it has an "Information:" line
	lines       []at // its lines
	left        []at // running heads among them
}

var (
	indholdLine = regexp.MustCompile(`(?i)^indhold(?:sfortegnelse)?\s*:?$`)
	infoLine    = regexp.MustCompile(`(?i)^information(?:er)?\s*:\s*(.*)$`)
)

// How far down a page a meeting's day may stand under its title, and how many
// lines the title may have.
const (
	frontDepth     = 0.45
	maxTitleLines  = 6
	maxPlaceLines  = 3
	maxInfoLines   = 25
	headLinesAbove = 2 // running heads that may stand over a title
)

// accept places the lines of a front.
func (s *source) accept(f front) {
	s.place(f.lines...)
	for _, a := range f.left {
		s.leaveOut(a)
	}
}

// reject takes back what accept did: the lines are no front's.
func (s *source) reject(f front) {
	for _, a := range append(slices.Clone(f.lines), f.left...) {
		s.pages[a.page].placed[a.line]--
	}
	s.running = slices.DeleteFunc(s.running, func(a at) bool { return slices.Contains(f.left, a) })
}

// readFront reads the front at the head of a page, where there is one: a
// title, then a line that is a day and hours and nothing else.
func (s *source) readFront(page int) (front, bool) {
	p := &s.pages[page]
	day := -1
	f := front{page: page}
	for n, i := range p.body {
		if n > maxTitleLines+headLinesAbove || p.Lines[i].Y > frontDepth*p.Height {
			break
		}
		if w, ok := readDateLine(p.Lines[i].Text); ok {
			day, f.when = n, w
			break
		}
	}
	if day < 1 {
		return front{}, false
	}
	// The title is the lines over the day that are set as the one nearest it.
	titleAt := p.body[day-1]
	set := styleOf(p.Lines[titleAt])
	if set.size < p.Lines[p.body[day]].Size-0.3 {
		return front{}, false
	}
	first := day - 1
	for first > 0 && styleOf(p.Lines[p.body[first-1]]).like(set) {
		first--
	}
	if first > headLinesAbove {
		return front{}, false
	}
	f.margin = p.Lines[titleAt].X
	for n := first; n < day; n++ {
		if _, ok := readHeading(p.Lines[p.body[n]].Text); ok {
			return front{}, false
		}
	}
	title := ""
	for n := first; n < day; n++ {
		if title == "" {
			title = p.Lines[p.body[n]].Text
		} else {
			title = s.words.join(set, title, p.Lines[p.body[n]].Text)
		}
		f.lines = append(f.lines, at{page, p.body[n]})
	}
	f.series, f.title = splitTitle(title)
	f.lines = append(f.lines, at{page, p.body[day]})
	n := s.readPlace(&f, day+1)
	s.readIndhold(&f, n)
	return f, true
}

// splitTitle divides "SERIES (TITLE)". The last parenthesis counts, and what
// it holds may have parentheses of its own; without one all is title.
func splitTitle(s string) (series, title string) {
	s = strings.TrimSpace(s)
	if !strings.HasSuffix(s, ")") {
		return "", s
	}
	depth := 0
	for i := len(s) - 1; i >= 0; i-- {
		switch s[i] {
		case ')':
			depth++
		case '(':
			depth--
		}
		if depth == 0 {
			series, title = strings.TrimSpace(s[:i]), strings.TrimSpace(s[i+1:len(s)-1])
			break
		}
	}
	if series == "" || title == "" {
		return "", s
	}
	return series, title
}

// readPlace reads location and information: the lines from body line n up to
// Indhold, a category or a heading. It returns the first line after them.
func (s *source) readPlace(f *front, n int) int {
	p := &s.pages[f.page]
	var info []at
	places := 0
	for ; n < len(p.body); n++ {
		a := at{f.page, p.body[n]}
		l := s.line(a)
		_, heading := readHeading(l.Text)
		if heading || indholdLine.MatchString(l.Text) || categoryName(l.Text) != "" {
			break
		}
		f.informed = f.informed || infoLine.MatchString(l.Text)
		if f.informed && len(info) == maxInfoLines || !f.informed && places == maxPlaceLines {
			break
		}
		switch {
		case f.informed:
			info = append(info, a)
			continue
		case places == 0:
			f.location = l.Text
		default:
			f.location = s.words.join(styleOf(l), f.location, l.Text)
		}
		places++
		f.lines = append(f.lines, a)
	}
	text, _ := s.compose(info)
	if m := infoLine.FindStringSubmatch(firstLine(text)); m != nil {
		text = strings.TrimSpace(m[1] + strings.TrimPrefix(text, firstLine(text)))
	}
	f.information = text
	f.lines = append(f.lines, info...)
	f.next = at{f.page, len(p.Lines)}
	if n < len(p.body) {
		f.next = at{f.page, p.body[n]}
	}
	return n
}

func firstLine(s string) string {
	l, _, _ := strings.Cut(s, "\n")
	return l
}

// An entry is a line of Indhold: a heading that the meeting promises.
type entry struct {
	heading
	category string
}

var categoryLine = regexp.MustCompile(`(?i)^kategori\s*(?:-|–|—|:)\s*(.+)$`)

// categoryName is the name in a "Kategori - NAME" line, "" for other lines.
func categoryName(text string) string {
	m := categoryLine.FindStringSubmatch(text)
	if m == nil {
		return ""
	}
	return strings.TrimSpace(m[1])
}

// readIndhold reads the table of contents that begins at body line n of the
// front's page, where there is one, and goes on over pages that are set alike.
func (s *source) readIndhold(f *front, n int) {
	p := &s.pages[f.page]
	if n >= len(p.body) {
		return
	}
	titled := indholdLine.MatchString(p.Lines[p.body[n]].Text)
	if titled {
		f.lines = append(f.lines, at{f.page, p.body[n]})
		n++
	}
	t := indhold{s: s, f: f}
	if !titled && !t.promises(f.page, n) {
		f.next = at{f.page, len(p.Lines)}
		if n < len(p.body) {
			f.next = at{f.page, p.body[n]}
		}
		return
	}
	page := f.page
	for {
		n = t.readPage(page, n)
		if n < len(s.pages[page].body) || page+1 >= len(s.pages) || !t.goesOn(page+1) {
			break
		}
		page++
		n = 0
	}
	t.flush()
	f.next = at{page, len(s.pages[page].Lines)}
	if n < len(s.pages[page].body) {
		f.next = at{page, s.pages[page].body[n]}
	}
}

// An indhold reads a table of contents.
type indhold struct {
	s        *source
	f        *front
	set      style // of its entries
	known    bool
	category string
	entry    string // the entry being read, wrapped lines joined
	catWrap  bool   // the last line was a category
	catStyle style
	edge     float64 // right edge of the page numbers; 0 until one is met
}

// pageNumber reports whether a line is a page number alone at the right.
func (t *indhold) pageNumber(a at) bool {
	l := t.s.line(a)
	return digits(l.Text) && len(l.Text) <= 4 && l.X > 0.6*t.s.pages[a.page].Width
}

func digits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// promises reports whether headings from body line n on have page numbers
// beside them: a table of contents without a title.
func (t *indhold) promises(page, n int) bool {
	body := t.s.pages[page].body
	for ; n+1 < len(body); n++ {
		a, b := at{page, body[n]}, at{page, body[n+1]}
		if _, ok := readHeading(t.s.line(a).Text); ok {
			return t.pageNumber(b) && math.Abs(t.s.line(a).Y-t.s.line(b).Y) < 4
		}
		if categoryName(t.s.line(a).Text) == "" {
			return false
		}
	}
	return false
}

// goesOn reports whether the table goes on at the head of a page.
func (t *indhold) goesOn(page int) bool {
	p := &t.s.pages[page]
	if len(p.body) == 0 || !t.known {
		return false
	}
	for _, i := range p.body[:min(4, len(p.body))] {
		l := p.Lines[i]
		if t.s.edges.is(at{page, i}) {
			continue
		}
		if categoryName(l.Text) != "" || styleOf(l).like(t.set) {
			return t.hasNumbers(page)
		}
	}
	return false
}

func (t *indhold) hasNumbers(page int) bool {
	p := &t.s.pages[page]
	for _, i := range p.body[:min(9, len(p.body))] {
		if t.pageNumber(at{page, i}) {
			return true
		}
	}
	return false
}

// readPage reads entries from body line n of a page on, and returns the first
// line that is no part of the table.
func (t *indhold) readPage(page, n int) int {
	body := t.s.pages[page].body
	for ; n < len(body); n++ {
		a := at{page, body[n]}
		l := t.s.line(a)
		_, isHeading := readHeading(l.Text)
		switch name := categoryName(l.Text); {
		case t.known && t.s.edges.is(a):
			t.f.left = append(t.f.left, a)
			continue
		case t.pageNumber(a):
			t.edge = l.Right()
		case name != "":
			t.flush()
			t.category, t.catWrap, t.catStyle = name, true, styleOf(l)
		case t.catWrap && styleOf(l).like(t.catStyle) && !isHeading:
			t.category = t.s.words.join(styleOf(l), t.category, l.Text)
		case isHeading && !t.known:
			t.set, t.known, t.catWrap = styleOf(l), true, false
			t.entry = t.cutNumber(a)
		case t.known && isHeading && styleOf(l).like(t.set) && t.numbered(page, n):
			t.flush()
			t.catWrap = false
			t.entry = t.cutNumber(a)
		case t.known && !isHeading && t.entry != "" && styleOf(l).like(t.set):
			t.entry = t.s.words.join(styleOf(l), t.entry, t.cutNumber(a))
		default:
			return n
		}
		t.f.lines = append(t.f.lines, a)
	}
	return n
}

// numbered guards against headings of the text that are set as the table is:
// where entries have had page numbers, one without is no entry.
func (t *indhold) numbered(page, n int) bool {
	if t.edge == 0 {
		return true
	}
	body := t.s.pages[page].body
	for k := n; k < min(n+5, len(body)); k++ {
		a := at{page, body[k]}
		if t.pageNumber(a) || t.cutNumber(a) != t.s.line(a).Text {
			return true
		}
		if k > n {
			if _, ok := readHeading(t.s.line(a).Text); ok {
				return false
			}
		}
	}
	return false
}

// trailingNumber is a page number at the end of a line of Indhold, with the dots
// that lead to it.
var trailingNumber = regexp.MustCompile(`(?:[ .…]*\s|[.…]{3,})(\d{1,4})$`)

// cutNumber is a line without the page number at its end, which is known by
// the edge that the others end at, or by the dots that lead to it.
func (t *indhold) cutNumber(a at) string {
	l := t.s.line(a)
	m := trailingNumber.FindString(l.Text)
	if m == "" {
		return l.Text
	}
	if strings.Contains(m, "..") || t.edge > 0 && math.Abs(l.Right()-t.edge) < 1.5 && l.Right() > 0.7*t.s.pages[a.page].Width {
		return strings.TrimRight(strings.TrimSuffix(l.Text, m), " .…")
	}
	return l.Text
}

func (t *indhold) flush() {
	if h, ok := readHeading(t.entry); ok {
		t.f.toc = append(t.f.toc, entry{h, t.category})
	}
	t.entry = ""
}

// kindOf: a meeting with any decision is minutes.
func kindOf(punkter []agenda.Punkt) agenda.Kind {
	for _, p := range punkter {
		if p.Decision != nil {
			return agenda.Referat
		}
	}
	return agenda.Dagsorden
}
