package segment

import (
	"math"
	"regexp"
	"slices"
	"strings"

	"referat/ingest/decision"
	"referat/ingest/pdftext"
	"referat/pkg/agenda"
)

// councilTitle is the head of a meeting in the Byråd layout:
// "REFERAT Aarhus Byråd d. 27-08-2025".
var (
	councilTitle = regexp.MustCompile(`(?i)^(referat|dagsorden|beslutningsprotokol|protokol|åben dagsorden|åbent referat|udskrift)\s*[:-]?\s+(.+?),?\s+(?:d\.|den|dato)\s*(\d{1,2}[-./]\d{1,2}[-./]\d{4}|\d{1,2}\.?\s+\pL+\s+\d{4})\.?$`)
	caseLine     = regexp.MustCompile(`^(?i:sags(?:nummer|nr\.?|id)\s*:?\s*)?([A-ZÆØÅ]{2,6}-\d{4}-\d{3,8}|\d{2}/\d{3,7})$`)
	historyBody  = regexp.MustCompile(`(?i)^(?:udvalg|organ|instans)\s*:\s*(.+)$`)
	historyDate  = regexp.MustCompile(`(?i)^(?:møde)?dato\s*:\s*(.+)$`)
	historyItem  = regexp.MustCompile(`(?i)^punkt(?:nummer|nr\.?)?\s*:\s*(\d+\S*)$`)
)

// A field is a row of the front: its name, and where it goes.
type field struct {
	name string
	set  func(*front, string)
}

func councilFields() []field {
	return []field{
		{"mødedato", func(f *front, v string) {
			if d := readDate(v); d != "" {
				f.when.date = d
			}
			setHours(f, v)
		}},
		{"mødetidspunkt", setHours},
		{"mødetid", setHours},
		{"tidspunkt", setHours},
		{"mødested", func(f *front, v string) { f.location = v }},
		{"sted", func(f *front, v string) { f.location = v }},
		{"mødelokale", func(f *front, v string) { f.location = v }},
		{"information", func(f *front, v string) { f.information = v }},
		{"bemærkninger", func(f *front, v string) { f.information = v }},
	}
}

// setHours reads "kl. 16:00", "16:00 - 18:30".
func setHours(f *front, v string) {
	times := clock.FindAllString(numericDate.ReplaceAllString(v, ""), 2)
	if len(times) > 0 {
		f.when.start = readClock(times[0])
	}
	if len(times) > 1 {
		f.when.end = readClock(times[1])
	}
}

// A section is a part of a punkt in the Byråd layout, opened by a subheading.
type section int

const (
	sectionText section = iota
	sectionDecision
	sectionHistory
	sectionBilag
)

// sectionNames is the subheadings that do not belong to the presented matter.
func sectionNames() map[string]section {
	return map[string]section{
		"beslutning": sectionDecision, "beslutninger": sectionDecision, "udvalgets beslutning": sectionDecision, "byrådets beslutning": sectionDecision,
		"sagsforløb": sectionHistory, "tidligere beslutninger": sectionHistory, "tidligere behandling": sectionHistory,
		"bilag": sectionBilag, "bilagsliste": sectionBilag, "bilagsoversigt": sectionBilag, "bilagsfortegnelse": sectionBilag,
	}
}

// readByraad reads the Byråd layout.
func readByraad(s *source, fronts []front) ([]agenda.Meeting, bool) {
	for _, f := range fronts {
		s.accept(f)
	}
	cs := s.candidates()
	var kept []front
	for i, f := range fronts {
		last := lastBefore(fronts, i, len(s.pages))
		if len(s.councilHeads(f, cs, last)) > 0 {
			kept = append(kept, f)
		} else {
			s.reject(f)
		}
	}
	var out []agenda.Meeting
	for i, f := range kept {
		last := lastBefore(kept, i, len(s.pages))
		out = append(out, s.council(f, s.councilHeads(f, cs, last), last))
	}
	return out, len(out) > 0
}

// lastBefore is the last page before the front after the i-th.
func lastBefore(fronts []front, i, pages int) int {
	if i+1 < len(fronts) {
		return fronts[i+1].page - 1
	}
	return pages - 1
}

// councilFront reads the front at the head of a page, where there is one: a
// title with a day in it on an unstamped page, with rows or a table of
// contents after it. Bilag are called "Referat fra møde i … den …", too.
func (s *source) councilFront(page int) (front, bool) {
	p := &s.pages[page]
	if len(p.stamps) > 0 {
		return front{}, false
	}
	for n := 0; n < min(len(p.body), 3); n++ {
		first := p.Lines[p.body[n]]
		text := ""
		for k := n; k < min(len(p.body), n+4) && styleOf(p.Lines[p.body[k]]).like(styleOf(first)); k++ {
			if text == "" {
				text = first.Text
			} else {
				text = s.words.join(styleOf(first), text, p.Lines[p.body[k]].Text)
			}
			m := councilTitle.FindStringSubmatch(text)
			if m == nil {
				continue
			}
			f := front{page: page, title: m[2], when: when{date: readDate(m[3])}, margin: first.X}
			for _, i := range p.body[n : k+1] {
				f.lines = append(f.lines, at{page, i})
			}
			titled := len(f.lines)
			f.next = s.councilRows(&f, k+1)
			if f.when.date != "" && (len(f.lines) > titled || s.contents(page)) {
				return f, true
			}
		}
	}
	return front{}, false
}

// contents reports whether a page, or the next, has the title of a table of
// contents.
func (s *source) contents(page int) bool {
	for _, p := range s.pages[page:min(page+2, len(s.pages))] {
		if slices.ContainsFunc(p.Lines, func(l pdftext.Line) bool { return indholdLine.MatchString(l.Text) }) {
			return true
		}
	}
	return false
}

// councilRows reads the rows of a front: name and value, on one line or two.
func (s *source) councilRows(f *front, n int) at {
	p := &s.pages[f.page]
	for ; n < len(p.body); n++ {
		a := at{f.page, p.body[n]}
		row, value, ok := fieldOf(p.Lines[a.line].Text)
		if !ok {
			break
		}
		f.lines = append(f.lines, a)
		if value == "" && n+1 < len(p.body) {
			if l := p.Lines[p.body[n+1]]; math.Abs(l.Y-p.Lines[a.line].Y) < 4 {
				n++
				value = l.Text
				f.lines = append(f.lines, at{f.page, p.body[n]})
			}
		}
		for n+1 < len(p.body) { // a value that goes on over lines
			l := p.Lines[p.body[n+1]]
			if _, _, other := fieldOf(l.Text); other || l.X < p.Lines[a.line].X+20 || indholdLine.MatchString(l.Text) {
				break
			}
			n++
			value = s.words.join(styleOf(l), value, l.Text)
			f.lines = append(f.lines, at{f.page, p.body[n]})
		}
		row.set(f, strings.TrimSpace(value))
	}
	if n < len(p.body) {
		return at{f.page, p.body[n]}
	}
	return at{f.page, len(p.Lines)}
}

func fieldOf(text string) (field, string, bool) {
	for _, f := range councilFields() {
		if len(text) >= len(f.name) && strings.EqualFold(text[:len(f.name)], f.name) {
			rest := text[len(f.name):]
			if rest == "" || rest[0] == ' ' || rest[0] == ':' || rest[0] == '\t' {
				return f, strings.TrimLeft(rest, " :\t"), true
			}
		}
	}
	return field{}, "", false
}

// council makes the meeting whose front is f and whose last page is last.
func (s *source) council(f front, heads []head, last int) agenda.Meeting {
	m := agenda.Meeting{
		Title: f.title, Date: f.when.date, Start: f.when.start, End: f.when.end,
		Location: f.location, Information: f.information, Pages: agenda.PageRange{f.page + 1, last + 1},
	}
	r := s.runner(f.page, last)
	end := at{last + 1, 0}
	if len(heads) > 0 {
		end = heads[0].at
	}
	promised := s.councilContents(f, end, r)
	for i, h := range heads {
		next := at{last + 1, 0}
		if i+1 < len(heads) {
			next = heads[i+1].at
		}
		m.Punkter = append(m.Punkter, s.councilPunkt(h, next, r))
	}
	m.Kind = kindOf(m.Punkter)
	s.councilMissing(promised, m, f.page)
	return m
}

// councilHeads is the headings of the meeting: set alike, and numbered on.
func (s *source) councilHeads(f front, cs []candidate, last int) []head {
	sign := signatureOf(f, cs, last+1)
	var heads []head
	for _, c := range cs {
		if c.page < f.page || c.page > last || c.decision || !sign.fits(c) {
			continue
		}
		if n := len(heads); n > 0 && !readOrdinal(c.number).after(readOrdinal(heads[n-1].number)) {
			continue
		}
		heads = append(heads, head{candidate: c})
	}
	return heads
}

// councilPunkt makes the punkt of h, whose lines go up to next.
func (s *source) councilPunkt(h head, next at, r runner) agenda.Punkt {
	s.place(h.at)
	s.place(h.wrapped...)
	p := agenda.Punkt{Number: h.number, Title: h.title, Minutes: h.minutes, Closed: h.closed, Pages: agenda.PageRange{h.page + 1, max(h.page, next.page-1) + 1}}
	if next.page < len(s.pages) && next.line > s.pages[next.page].body[0] {
		p.Pages[1] = next.page + 1
	}
	b := builder{s: s, run: r}
	lines := b.text(h.at, next, nil)
	parts := s.sections(h, lines, &p)
	if p.Closed && len(parts[sectionDecision]) == 0 {
		// Of a closed punkt nothing but the decision is published.
		parts[sectionDecision], parts[sectionText] = parts[sectionText], nil
	}
	p.Text, p.Marks = s.compose(parts[sectionText])
	if t, marks := s.compose(parts[sectionDecision]); strings.Trim(t, ". ") != "" {
		p.Decision = decision.Read(t)
		p.Decision.Marks = marks
	}
	p.History = s.history(parts[sectionHistory])
	p.Bilag = s.bilagNames(parts[sectionBilag])
	s.place(lines...)
	return p
}

// sections divides a punkt's lines by its subheadings. The case number under
// the heading is read on the way.
func (s *source) sections(h head, lines []at, p *agenda.Punkt) map[section][]at {
	parts := map[section][]at{}
	t := tally{}
	for _, a := range lines {
		t.add(s.line(a))
	}
	body := t.most()
	now := sectionText
	for i, a := range lines {
		l := s.line(a)
		if m := caseLine.FindStringSubmatch(l.Text); m != nil && p.CaseNumber == "" && i < 3 {
			p.CaseNumber = m[1]
			continue
		}
		sub := l.Bold && !styleOf(l).like(body) || l.Size > body.size+1
		if sec, ok := sectionNames()[key(l.Text)]; ok && (sub || len(lines) < 4 && l.Size > 0 && styleOf(l) != styleOf(s.line(lines[len(lines)-1]))) {
			now = sec
			continue
		}
		switch {
		case now == sectionDecision && len(parts[sectionDecision]) > 0 && s.decisionEnds(parts[sectionDecision], a, sub):
			now = sectionText
		case (now == sectionHistory || now == sectionBilag) && sub:
			now = sectionText
		}
		parts[now] = append(parts[now], a)
	}
	return parts
}

// decisionEnds reports whether line a no longer belongs to the decision: it
// is a subheading, or the step down to it is larger than the decision's line
// distance, which is all that the layout has to mark it. Across a page turn
// there is no step: a line in capitals opens the presented matter there.
func (s *source) decisionEnds(decided []at, a at, sub bool) bool {
	last := decided[len(decided)-1]
	l, p := s.line(a), s.line(last)
	if sub || strings.Trim(l.Text, ". ") == "" {
		return true
	}
	if last.page != a.page {
		return capitals(l.Text)
	}
	return l.Y-p.Y > 1.25*s.pitch(a.page, styleOf(l))
}

// capitals reports whether a line is all in capitals, as "INDSTILLING FRA
// MAGISTRATSAFDELINGEN".
func capitals(t string) bool { return len(t) > 6 && t == strings.ToUpper(t) && t != strings.ToLower(t) }

// A pageStyle is a style on a page; page -1 is all of them.
type pageStyle struct {
	page int
	style
}

// pitch is the usual distance of lines of a style, on a page or, where it has
// too few, on all.
func (s *source) pitch(page int, st style) float64 {
	for _, p := range []int{page, -1} {
		k := pageStyle{p, st}
		v, ok := s.pitches[k]
		if !ok {
			v = s.measurePitch(k)
			s.pitches[k] = v
		}
		if v > 0 {
			return v
		}
	}
	return 1.2 * st.size
}

// measurePitch is the distance; 0 where there are too few lines to tell.
func (s *source) measurePitch(k pageStyle) float64 {
	const enough = 5
	pages := s.pages
	if k.page >= 0 {
		pages = s.pages[k.page : k.page+1]
	}
	var steps []float64
	for _, p := range pages {
		for i := 1; i < len(p.body); i++ {
			a, b := p.Lines[p.body[i-1]], p.Lines[p.body[i]]
			if d := b.Y - a.Y; styleOf(a).like(k.style) && styleOf(b).like(k.style) && d > 0.8*k.size && d < 1.9*k.size {
				steps = append(steps, d)
			}
		}
	}
	if len(steps) < enough {
		return 0
	}
	return lowerQuartile(steps)
}

// history reads Sagsforløb: rows of body, day and number, then a text.
func (s *source) history(lines []at) []agenda.History {
	var out []agenda.History
	var text []at
	flush := func() {
		if n := len(out); n > 0 {
			out[n-1].Text, _ = s.compose(text)
		}
		text = nil
	}
	for _, a := range lines {
		t := s.line(a).Text
		n := len(out)
		if m := historyBody.FindStringSubmatch(t); m != nil {
			flush()
			out = append(out, agenda.History{Body: strings.TrimSpace(m[1])})
		} else if m := historyDate.FindStringSubmatch(t); m != nil && n > 0 && out[n-1].Date == "" && len(text) == 0 {
			out[n-1].Date = readDate(m[1])
		} else if m := historyItem.FindStringSubmatch(t); m != nil && n > 0 && out[n-1].Number == "" && len(text) == 0 {
			out[n-1].Number = m[1]
		} else if n > 0 && len(text) == 0 && out[n-1].Date == "" && out[n-1].Number == "" {
			out[n-1].Body = s.words.join(styleOf(s.line(a)), out[n-1].Body, t) // a body's name over two lines
		} else {
			text = append(text, a)
			if n == 0 {
				out = append(out, agenda.History{})
			}
		}
	}
	flush()
	return out
}

// bilagNames reads the list of bilag: a name each, parted by larger steps.
func (s *source) bilagNames(lines []at) []agenda.Bilag {
	var out []agenda.Bilag
	for i, a := range lines {
		l := s.line(a)
		if i > 0 && lines[i-1].page == a.page && l.Y-s.line(lines[i-1]).Y < 1.25*s.pitch(a.page, styleOf(l)) {
			n := len(out) - 1
			out[n].Title = s.words.join(styleOf(l), out[n].Title, l.Text)
			continue
		}
		_, title := bullet(l.Text)
		out = append(out, agenda.Bilag{Number: len(out) + 1, Title: title})
	}
	for i := range out {
		out[i].Title = fileTitle(out[i].Title)
	}
	return out
}
