package segment

import (
	"math"
	"slices"
	"strings"

	"referat/ingest/decision"
	"referat/pkg/agenda"
)

// meeting makes n a meeting.
func (s *source) meeting(n *node) agenda.Meeting {
	m := agenda.Meeting{
		Series: n.series, Title: n.title, Date: n.when.date, Start: n.when.start, End: n.when.end,
		Location: n.location, Information: n.information, Pages: agenda.PageRange{n.page + 1, n.last + 1},
	}
	r := s.runner(n.page, n.last)
	b := builder{s: s, n: n, run: r}
	if len(n.heads) > 0 {
		b.takeBefore(n.heads[0])
	} else {
		b.text(n.next, at{n.last + 1, 0}, nil) // nothing is promised: leftovers warn
	}
	for i := 0; i < len(n.heads); {
		j := i + 1
		for j < len(n.heads) && samePunkt(n.heads[i], n.heads[j]) {
			j++
		}
		m.Punkter = append(m.Punkter, b.punkt(i, j))
		i = j
	}
	m.Kind = kindOf(m.Punkter)
	b.missing(m)
	b.unpromised(m)
	return m
}

// samePunkt: a heading that stands twice, and the heading of its decision,
// are of one punkt.
func samePunkt(a, b head) bool {
	if a.number != b.number {
		return false
	}
	return b.decision || sameTitle(key(a.title), key(b.title))
}

// A builder makes a node's punkter.
type builder struct {
	s        *source
	n        *node
	run      runner
	category string // of the last category line between punkter
}

// takeBefore places what stands between the front and the first heading: a
// category line, or lines that belong to no punkt.
func (b *builder) takeBefore(h head) {
	for _, a := range b.between(b.n.next, h.at) {
		if name := categoryName(b.s.line(a).Text); name != "" {
			b.category = name
			b.s.place(a)
		}
	}
}

// between is the unplaced lines from a up to, not including, b.
func (b *builder) between(from, to at) []at {
	var out []at
	for p := from.page; p <= to.page && p < len(b.s.pages); p++ {
		sh := &b.s.pages[p]
		for _, i := range sh.body {
			a := at{p, i}
			if a.after(from) && !a.after(to) && sh.placed[i] == 0 {
				out = append(out, a)
			}
		}
	}
	return out
}

// text is the lines of n's own from one place to another, without running
// heads, which find their place here, and without the pages in skip.
func (b *builder) text(from, to at, skip func(page int) bool) []at {
	var out []at
	for _, a := range b.between(from, to) {
		switch {
		case skip != nil && skip(a.page):
		case b.run.is(a):
			b.s.leaveOut(a)
		default:
			out = append(out, a)
		}
	}
	return out
}

// punkt makes the punkt of headings i to j.
func (b *builder) punkt(i, j int) agenda.Punkt {
	n, s := b.n, b.s
	h := n.heads[i]
	p := agenda.Punkt{Number: h.number, Title: h.title, Minutes: h.minutes, Closed: h.closed, Category: b.category}
	b.promised(&p)
	var text, decided []at
	isDecided := false
	for k := i; k < j; k++ {
		h := n.heads[k]
		s.place(h.at)
		s.place(h.wrapped...)
		next := at{n.last + 1, 0}
		if k+1 < len(n.heads) {
			next = n.heads[k+1].at
		}
		from, to := b.bilagPages(h, next)
		own := b.text(h.at, next, func(page int) bool { return page >= from && page <= to })
		own = b.takeCategory(own)
		if h.decision {
			decided, isDecided = append(decided, own...), true
		} else {
			text = append(text, own...)
		}
		s.place(own...)
		if from <= to {
			p.Bilag = append(p.Bilag, b.bilag(p, h, from, to)...)
		}
		p.Pages = agenda.PageRange{n.heads[i].page + 1, max(to, lastPage(own, h.page)) + 1}
	}
	p.Text, p.Marks = b.compose(text)
	if isDecided {
		if t, marks := b.compose(decided); t != "" {
			p.Decision = decision.Read(t)
			p.Decision.Marks = marks
		}
	}
	p.Closed = p.Closed || strings.Contains(strings.ToLower(p.Category), "lukke")
	b.number(&p)
	return p
}

func lastPage(lines []at, page int) int {
	for _, a := range lines {
		page = max(page, a.page)
	}
	return page
}

// compose makes text of the shell's lines. A lone "." is what the system
// wants where there is nothing to say.
func (b *builder) compose(lines []at) (string, []agenda.Mark) {
	kept := slices.DeleteFunc(slices.Clone(lines), func(a at) bool { return strings.Trim(b.s.line(a).Text, ". ") == "" })
	return b.s.compose(kept, b.margin())
}

func (b *builder) margin() float64 {
	x := b.n.front.margin
	if len(b.n.heads) > 0 {
		x = math.Min(x, b.n.heads[0].x)
	}
	return x
}

// takeCategory takes a category line off the end of a punkt's lines: it is
// the next punkt's.
func (b *builder) takeCategory(lines []at) []at {
	return slices.DeleteFunc(lines, func(a at) bool {
		name := categoryName(b.s.line(a).Text)
		if name == "" || styleOf(b.s.line(a)).like(b.n.body) {
			return false
		}
		b.category = name
		b.s.place(a)
		return true
	})
}

// promised fills in what Indhold says of a punkt: its category, and what the
// heading leaves out.
func (b *builder) promised(p *agenda.Punkt) {
	for pass := 0; pass < 2; pass++ {
		for _, e := range b.n.toc {
			if e.number != p.Number || pass == 0 && !sameTitle(key(e.title), key(p.Title)) {
				continue
			}
			if e.category != "" {
				p.Category = e.category
			}
			if p.Minutes == 0 {
				p.Minutes = e.minutes
			}
			p.Closed = p.Closed || e.closed
			return
		}
	}
}

// missing warns of headings that Indhold promises and that were not found: a
// punkt's, or that of its decision. Of a punkt that is missing, its decision is
// not named, too.
func (b *builder) missing(m agenda.Meeting) {
	type promised struct {
		number   string
		decision bool
	}
	found := map[promised]bool{}
	for _, p := range m.Punkter {
		found[promised{p.Number, false}] = true
	}
	for _, h := range b.n.heads {
		found[promised{h.number, h.decision}] = true
	}
	lost := map[string]bool{}
	for _, decision := range []bool{false, true} {
		for _, e := range b.n.toc {
			if e.decision != decision || lost[e.number] || found[promised{e.number, decision}] {
				continue
			}
			lost[e.number] = true
			what := "punkt"
			if decision {
				what = "en beslutning for punkt"
			}
			b.s.warn(agenda.WarnHeadingMissing, []int{b.n.page + 1}, "Indhold lover %s %s: %s, som ikke blev fundet.", what, e.number, e.title)
		}
	}
}

// unpromised warns of numbers that are missing in the row of punkter of a
// meeting without an Indhold, which would tell whether they were left out.
func (b *builder) unpromised(m agenda.Meeting) {
	if len(b.n.toc) > 0 || b.n.level > 0 {
		return
	}
	for _, h := range m.Holes() {
		b.s.warn(agenda.WarnPunktMissing, []int{b.n.page + 1}, "Der er ikke noget punkt %s før punkt %s, og mødet har intet Indhold, der siger hvorfor.", h.Number, m.Punkter[h.Before].Number)
	}
}

// bilagPages is the pages between a heading and the next that belong to no
// text of the shell. The range is empty where to is less than from.
func (b *builder) bilagPages(h head, next at) (from, to int) {
	page := h.page
	to = next.page - 1
	if next.page > b.n.last {
		to = b.n.last
	}
	from = h.page + 1
	for from <= to && b.continues(page, from, h) {
		page = from
		from++
	}
	return from, to
}

// continues reports whether the shell's text goes on from page a, which is
// the shell's, to page p: set alike, on like paper, after a full page, under
// no title, stamp, bookmark or front.
func (b *builder) continues(a, p int, h head) bool {
	s := b.s
	for _, m := range h.nested {
		if m.page == p {
			return false
		}
	}
	pa, pp := &s.pages[a], &s.pages[p]
	if slices.ContainsFunc(pp.stamps, b.n.own) || math.Abs(pa.Width-pp.Width) > 6 || math.Abs(pa.Height-pp.Height) > 6 {
		return false
	}
	if _, ok := s.bilagMark(p); ok {
		return false
	}
	last, first := b.edge(a, true), b.edge(p, false)
	if last < 0 || first < 0 {
		return false
	}
	l, f := pa.Lines[last], pp.Lines[first]
	if l.Y < math.Max(0.75*pa.Height, b.n.bottom-60) {
		return false
	}
	t := tally{}
	for _, i := range pp.body {
		t.add(pp.Lines[i])
	}
	return styleOf(f).like(b.n.body) && t.most().like(b.n.body) && f.X > b.margin()-3 && f.X < b.margin()+80
}

// edge is a page's last or first line that is no running head; -1 for none.
func (b *builder) edge(page int, last bool) int {
	found := -1
	for _, i := range b.s.pages[page].body {
		if b.run.is(at{page, i}) {
			continue
		}
		if found < 0 || last {
			found = i
		}
		if !last {
			break
		}
	}
	return found
}
