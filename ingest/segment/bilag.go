package segment

import (
	"regexp"
	"slices"
	"strconv"

	"referat/pkg/agenda"
)

var bilagTitle = regexp.MustCompile(`^(?i:(?:punkt\s+` + punktNumber + `\s*[,:]?\s*)?bilag\s+(\d+)\s*[:.\-–]\s*)(.*)$`)

// A label is what a stamp or a bookmark says of a bilag.
type label struct {
	number int
	title  string
}

// bilagMark is the bilag that the outline says begins on a page.
func (s *source) bilagMark(page int) (label, bool) {
	for _, b := range s.marks[page] {
		if m := bilagTitle.FindStringSubmatch(b.Title); m != nil {
			n, _ := strconv.Atoi(m[2])
			return label{n, fileTitle(m[3])}, true
		}
	}
	return label{}, false
}

// A part is the pages of one bilag, from 0, and who says so.
type part struct {
	first, last int
	label       label
	known       bool // a stamp or a bookmark names it
	nested      *node
}

// bilag makes the bilag on pages from to to of punkt p, after heading h.
func (b *builder) bilag(p agenda.Punkt, h head, from, to int) []agenda.Bilag {
	var parts []part
	for at := from; at <= to; {
		end := to
		var nested *node
		for _, m := range h.nested {
			switch {
			case m.page == at:
				nested, end = m, min(m.last, to)
			case m.page > at:
				end = min(end, m.page-1)
			}
		}
		if nested != nil {
			pt := part{first: at, last: end, nested: nested}
			b.name(&pt, p)
			parts = append(parts, pt)
		} else {
			parts = append(parts, b.divide(p, at, end)...)
		}
		at = end + 1
	}
	var out []agenda.Bilag
	for _, pt := range parts {
		out = append(out, b.makeBilag(p.Number, pt))
	}
	return out
}

// name gives a part the label of a stamp on one of its pages, or of a
// bookmark at its first.
func (b *builder) name(pt *part, p agenda.Punkt) {
	for page := pt.first; page <= pt.last; page++ {
		for _, st := range b.s.pages[page].stamps {
			if st.punkt == p.Number && b.n.own(st) {
				pt.label, pt.known = label{st.bilag, st.title}, true
				return
			}
		}
	}
	if l, ok := b.s.bilagMark(pt.first); ok && b.n.level == 0 {
		pt.label, pt.known = l, true
	}
}

// divide finds the borders of bilag on pages first to last, that hold no
// front: by stamps, then by bookmarks, then by sight.
func (b *builder) divide(p agenda.Punkt, first, last int) []part {
	if parts := b.byStamps(p, first, last); parts != nil {
		return b.atBookmarks(parts)
	}
	if b.n.level == 0 { // the outline names the outermost meeting's bilag
		if parts := b.byBookmarks(first, last); parts != nil {
			return parts
		}
	}
	return b.bySight(first, last)
}

func (b *builder) bySight(first, last int) []part {
	starts := b.s.bySight(first, last)
	var parts []part
	for i, st := range starts {
		end := last
		if i+1 < len(starts) {
			end = starts[i+1] - 1
		}
		parts = append(parts, part{first: st, last: end})
	}
	return parts
}

// byStamps divides by the stamps of punkt p; nil where there are none. Pages
// that no stamp covers are divided by sight.
func (b *builder) byStamps(p agenda.Punkt, first, last int) []part {
	m := b.stampsOf(p.Number, first, last)
	if len(m) == 0 {
		return nil
	}
	var parts []part
	next := first // the first page that has no bilag yet
	for i, g := range m {
		lo, hi := g.pages[0], g.pages[len(g.pages)-1]
		l := label{g.bilag, g.title}
		switch {
		case len(g.pages) == 1 && g.last:
			// The bilag begins after the one before it.
			starts := []int{next}
			if i == 0 || g.bilag > m[i-1].bilag+1 {
				starts = b.s.bySight(next, hi) // stamps are missing before it
			}
			if missing := max(g.bilag-1, 0); i == 0 && len(starts) > missing+1 {
				starts = starts[len(starts)-missing-1:]
				starts[0] = next
			}
			for k, st := range starts {
				end := hi
				if k+1 < len(starts) {
					end = starts[k+1] - 1
				}
				pt := part{first: st, last: end}
				if k+1 == len(starts) {
					pt.label, pt.known = l, true
				}
				parts = append(parts, pt)
			}
			next = hi + 1
		default:
			if lo > next && (i == 0 || len(m[i-1].pages) > 1) {
				parts = append(parts, b.bySight(next, lo-1)...)
			}
			end := hi
			if len(g.pages) == 1 {
				end = last
				if i+1 < len(m) {
					end = m[i+1].pages[0] - 1
				}
			}
			parts = append(parts, b.gaps(part{first: lo, last: end, label: l, known: true}, m, i)...)
			next = end + 1
		}
	}
	if next <= last {
		parts = append(parts, b.bySight(next, last)...)
	}
	return parts
}

// gaps divides a stamped part by sight where the row of stamps has gaps: the
// missing bilag, no more of them than there are numbers missing, stand behind
// the one that has a stamp. Behind the last stamp of such a row only a plain
// border counts.
func (b *builder) gaps(pt part, row []stampGroup, i int) []part {
	const plain = 2 * borderAt
	missing, least := 0, borderAt
	switch {
	case len(row[i].pages) > 1:
	case i+1 < len(row):
		missing = row[i+1].bilag - row[i].bilag - 1
	case row[i].bilag > len(row):
		missing, least = pt.last-pt.first, plain
	}
	if missing <= 0 {
		return []part{pt}
	}
	starts := b.s.bySightAt(pt.first, pt.last, least)
	starts = starts[:min(len(starts), missing+1)]
	parts := make([]part, len(starts))
	for k, st := range starts {
		parts[k] = part{first: st, last: pt.last}
		if k > 0 {
			parts[k-1].last = st - 1
		}
	}
	parts[0].label, parts[0].known = pt.label, pt.known
	return parts
}

// atBookmarks divides stamped parts where the outline says that another bilag
// begins within them.
func (b *builder) atBookmarks(parts []part) []part {
	var out []part
	for _, pt := range parts {
		for page := pt.first + 1; page <= pt.last; page++ {
			if l, ok := b.s.bilagMark(page); ok && b.n.level == 0 && l.number != pt.label.number {
				out = append(out, part{first: pt.first, last: page - 1, label: pt.label, known: pt.known})
				pt = part{first: page, last: pt.last, label: l, known: true}
			}
		}
		out = append(out, pt)
	}
	return out
}

// byBookmarks divides by the outline; nil where it names no bilag here.
func (b *builder) byBookmarks(first, last int) []part {
	var parts []part
	for page := first; page <= last; page++ {
		l, ok := b.s.bilagMark(page)
		if !ok {
			continue
		}
		if n := len(parts); n > 0 {
			parts[n-1].last = page - 1
		} else if page > first {
			parts = append(parts, b.bySight(first, page-1)...)
		}
		parts = append(parts, part{first: page, last: last, label: l, known: true})
	}
	return parts
}

// stampsOf is the stamp groups of a punkt of n within pages.
func (b *builder) stampsOf(punkt string, first, last int) []stampGroup {
	var out []stampGroup
	for _, g := range b.s.stamps.groups {
		g.pages = slices.DeleteFunc(slices.Clone(g.pages), func(p int) bool { return p < first || p > last })
		if g.punkt == punkt && len(g.pages) > 0 && b.n.own(stamp{punkt: g.punkt, bilag: g.bilag}) {
			out = append(out, g)
		}
	}
	return out
}

// makeBilag gives a part's text.
func (b *builder) makeBilag(punkt string, pt part) agenda.Bilag {
	s := b.s
	pages := agenda.PageRange{pt.first + 1, pt.last + 1}
	out := agenda.Bilag{Pages: &pages, Title: pt.label.title}
	if pt.known {
		out.Number = pt.label.number
	}
	r := s.runner(pt.first, pt.last)
	if out.Title == "" {
		out.Title = s.pageTitle(pt.first, pt.last, r)
	}
	if pt.nested != nil {
		if out.Title == "" || !pt.known {
			out.Title = pt.nested.title
		}
		pt.nested.hosts = append(slices.Clone(b.n.hosts), host{punkt, pt.label.number})
		out.Meetings = []agenda.Meeting{s.meeting(pt.nested)}
		return out
	}
	var text, running []at
	seen := map[string]bool{}
	for page := pt.first; page <= pt.last; page++ {
		sh := &s.pages[page]
		out.OCR = out.OCR || sh.OCR || len(sh.body) == 0 && sh.Images > 0
		for _, i := range sh.body {
			a := at{page, i}
			if sh.placed[i] > 0 {
				continue
			}
			switch {
			case !r.is(a):
				text = append(text, a)
				s.place(a)
			case !seen[mask(sh.Lines[i].Text)]:
				seen[mask(sh.Lines[i].Text)] = true
				running = append(running, a)
				s.place(a)
			default:
				s.leaveOut(a)
			}
		}
	}
	// Running heads would stand in the middle of sentences: each comes once, a
	// line, at the end.
	out.Text, out.Marks = s.compose(text)
	for _, a := range running {
		if out.Text == "" {
			out.Marks = []agenda.Mark{{Page: a.page + 1}}
		} else {
			out.Text += "\n"
		}
		out.Text += s.line(a).Text
	}
	return out
}

// number gives bilag that nothing numbers their place, and warns of numbers
// that the stamps leave out.
func (b *builder) number(p *agenda.Punkt) {
	used := map[int]bool{}
	for _, x := range p.Bilag {
		used[x.Number] = true
	}
	for i := range p.Bilag {
		if p.Bilag[i].Number == 0 {
			p.Bilag[i].Number = i + 1
		}
	}
	var stamped []int
	for n := range used {
		if n > 0 {
			stamped = append(stamped, n)
		}
	}
	slices.Sort(stamped)
	if len(stamped) == 0 {
		return
	}
	for n := 1; n < stamped[len(stamped)-1]; n++ {
		if !used[n] && (n > len(p.Bilag) || p.Bilag[n-1].Number != n) {
			b.s.warn(agenda.WarnBilagMissing, []int{p.Pages[0]}, "Punkt %s har et bilag %d, men intet bilag %d.", p.Number, stamped[len(stamped)-1], n)
		}
	}
}
