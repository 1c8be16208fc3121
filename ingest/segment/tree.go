package segment

import (
	"slices"
	"sort"

	"referat/pkg/agenda"
)

// A node is a meeting found in the pages: its front, its headings, and for
// each heading the meetings nested after it.
type node struct {
	front
	heads  []head
	level  int
	last   int   // its last page, from 0
	body   style // how its text is set
	bottom float64
	hosts  []host // the bilag that it is nested in, outermost first
}

// A host is a bilag that holds a nested meeting, as its stamp names it.
type host struct {
	punkt string
	bilag int
}

// own reports whether a stamp on a page of n can be of one of n's bilag: it
// is not that of a bilag that n is nested in.
func (n *node) own(st stamp) bool { return !slices.Contains(n.hosts, host{st.punkt, st.bilag}) }

// A head is a heading that belongs to a meeting.
type head struct {
	candidate
	nested []*node
}

// readRaadmand reads the Rådmandsmøde layout. Fronts that turn out to head no
// meeting, as an invitation with a title and a day, are given back to the
// pages, and the others weighed anew.
func readRaadmand(s *source, fronts []front) ([]agenda.Meeting, bool) {
	var roots []*node
	for {
		if len(fronts) == 0 {
			return nil, false
		}
		for _, f := range fronts {
			s.accept(f)
		}
		var no map[int]bool
		if roots, no = s.tree(fronts); len(no) == 0 {
			break
		}
		var kept []front
		for _, f := range fronts {
			s.reject(f)
			if !no[f.page] {
				kept = append(kept, f)
			}
		}
		fronts = kept
	}
	var out []agenda.Meeting
	for _, n := range roots {
		s.finish(n, s.stamps)
	}
	for _, n := range roots {
		out = append(out, s.meeting(n))
	}
	return out, true
}

// tree gives the file's own meetings, with those nested in them, and the
// pages of the fronts that head none: they are taken as quoted, or promise
// nothing and have no heading.
func (s *source) tree(fronts []front) (roots []*node, no map[int]bool) {
	cs := s.candidates()
	w := weigher{s: s, fronts: fronts, candidates: cs, marked: s.markedHeadings()}
	for i, f := range fronts {
		until := len(s.pages)
		if i+1 < len(fronts) {
			until = fronts[i+1].page
		}
		w.signatures = append(w.signatures, signatureOf(f, cs, until))
		w.toc = append(w.toc, promises(f.toc))
	}
	shell := map[int]bool{} // pages that open with a front or a heading
	for _, f := range fronts {
		shell[f.page] = true
	}
	for _, c := range cs {
		shell[c.page] = shell[c.page] || c.opens && slices.ContainsFunc(w.signatures, func(g signature) bool { return g.fits(c) })
	}
	w.stamps = s.mapStamps(func(page int) bool { return shell[page] })
	s.stamps = w.stamps
	events := order(fronts, cs)
	levels := w.weigh(events)

	no = map[int]bool{}
	var open, all []*node
	for i, e := range events {
		l := levels[i]
		switch {
		case e.front >= 0 && l < 0:
			no[e.page] = true
		case e.front >= 0:
			n := &node{front: fronts[e.front], level: l, last: len(s.pages) - 1}
			all = append(all, n)
			open = append(open[:min(l, len(open))], n)
			if l == 0 || len(open) < 2 {
				if len(roots) > 0 {
					roots[len(roots)-1].last = n.page - 1
				}
				roots = append(roots, n)
				continue
			}
			host := open[len(open)-2]
			h := &host.heads[len(host.heads)-1]
			h.nested = append(h.nested, n)
		case l >= 0 && l < len(open):
			open = open[:l+1]
			n := open[l]
			n.heads = append(n.heads, head{candidate: s.fitTitle(cs[e.candidate], promises(n.toc))})
		}
	}
	for _, n := range all {
		if len(n.heads) == 0 && len(n.toc) == 0 {
			no[n.page] = true
		}
	}
	return roots, no
}

// order puts fronts and candidates in the order of the pages. Candidates
// before the first front have no meeting to go to.
func order(fronts []front, cs []candidate) []event {
	var events []event
	for i, f := range fronts {
		events = append(events, event{at{f.page, -1}, i, -1})
	}
	for i, c := range cs {
		if c.at.after(at{fronts[0].page, 0}) {
			events = append(events, event{c.at, -1, i})
		}
	}
	sort.SliceStable(events, func(i, j int) bool { return !events[i].after(events[j].at) })
	return events
}

// markedHeadings is the headings that the outline names, by page from 0. One
// alone is no table of punkter.
func (s *source) markedHeadings() map[int][]heading {
	marked := map[int][]heading{}
	n := 0
	for _, b := range s.outline {
		if h, ok := readHeading(b.Title); ok && b.Page > 0 {
			marked[b.Page-1] = append(marked[b.Page-1], h)
			n++
		}
	}
	if n < 2 {
		return nil
	}
	return marked
}

// finish settles the last pages of the meetings nested in n, and learns how
// n's text is set.
func (s *source) finish(n *node, stamps stampMap) {
	t := tally{}
	r := s.runner(n.page, n.last)
	for i, h := range n.heads {
		for _, li := range s.pages[h.page].body {
			a := at{h.page, li}
			if !h.at.after(a) && s.pages[a.page].placed[li] == 0 && !n.owns(a) && !r.is(a) {
				if i+1 < len(n.heads) && n.heads[i+1].page == h.page && a.after(n.heads[i+1].at) {
					continue
				}
				t.add(s.line(a))
				n.bottom = max(n.bottom, s.line(a).Y)
			}
		}
	}
	n.body = t.most()
	for i, h := range n.heads {
		last := n.last
		if i+1 < len(n.heads) {
			last = n.heads[i+1].page - 1
		}
		for j, m := range h.nested {
			m.last = last
			if j+1 < len(h.nested) {
				m.last = h.nested[j+1].page - 1
			}
			m.last = max(m.page, min(m.last, s.nestEnd(h, m, last, stamps, n.level)))
			s.finish(m, stamps)
		}
	}
}

// nestEnd is the last page of a meeting nested in the bilag of a punkt, where
// a stamp or a bookmark says it.
func (s *source) nestEnd(h head, m *node, last int, stamps stampMap, level int) int {
	if level > 0 {
		return last // stamps and bookmarks name the outermost meeting's bilag
	}
	if end, ok := stamps.end(readOrdinal(h.number), m.page); ok && end >= m.lastHead() {
		return end
	}
	for p := m.lastHead() + 1; p <= last; p++ {
		if _, ok := s.bilagMark(p); ok {
			return p - 1
		}
	}
	return last
}

// lastHead is the page of the last heading of a meeting or of one nested in it.
func (n *node) lastHead() int {
	p := n.page
	for _, h := range n.heads {
		p = max(p, h.page)
		for _, m := range h.nested {
			p = max(p, m.lastHead())
		}
	}
	return p
}

// owns reports whether a line is part of one of n's headings.
func (n *node) owns(a at) bool {
	for _, h := range n.heads {
		if h.at == a {
			return true
		}
		for _, w := range h.wrapped {
			if w == a {
				return true
			}
		}
	}
	return false
}
