package segment

// stampMap is what the stamps of a file say together.
type stampMap struct {
	groups []stampGroup
	last   bool // stamps stand on a bilag's last page, not its first
}

// A stampGroup is the pages that carry one bilag's stamp.
type stampGroup struct {
	punkt string
	bilag int
	title string
	pages []int // from 0, in order
}

// mapStamps gathers the stamps, and learns from the pages beside them whether
// they stand on first or last pages: beside a bilag is a page of the shell.
// shell reports whether a page opens with a heading.
func (s *source) mapStamps(shell func(page int) bool) stampMap {
	var m stampMap
	for i := range s.pages {
		for _, st := range s.pages[i].stamps {
			n := len(m.groups)
			if n > 0 && m.groups[n-1].punkt == st.punkt && m.groups[n-1].bilag == st.bilag && key(m.groups[n-1].title) == key(st.title) {
				m.groups[n-1].pages = append(m.groups[n-1].pages, i)
				continue
			}
			m.groups = append(m.groups, stampGroup{st.punkt, st.bilag, st.title, []int{i}})
		}
	}
	first, last := 0, 0
	for _, g := range m.groups {
		if len(g.pages) > 1 {
			continue
		}
		p := g.pages[0]
		before := p == 0 || shell(p-1) || len(s.pages[p-1].stamps) > 0 && m.multi(p-1)
		after := p+1 == len(s.pages) || shell(p+1)
		switch {
		case before && !after:
			first++
		case after && !before:
			last++
		}
	}
	m.last = last > first
	return m
}

// multi reports whether the stamp on a page stands on others, too.
func (m stampMap) multi(page int) bool {
	for _, g := range m.groups {
		for _, p := range g.pages {
			if p == page {
				return len(g.pages) > 1
			}
		}
	}
	return false
}

// end is the last page of the bilag of a punkt that holds page, where the
// stamps say it.
func (m stampMap) end(punkt ordinal, page int) (int, bool) {
	for i, g := range m.groups {
		if readOrdinal(g.punkt) != punkt {
			continue
		}
		lo, hi := g.pages[0], g.pages[len(g.pages)-1]
		switch {
		case len(g.pages) > 1 && page >= lo && page <= hi:
			return hi, true
		case len(g.pages) == 1 && m.last && page <= hi:
			return hi, true
		case len(g.pages) == 1 && !m.last && page == lo && i+1 < len(m.groups) && m.groups[i+1].punkt == g.punkt && m.groups[i+1].pages[0] > lo:
			return m.groups[i+1].pages[0] - 1, true
		}
	}
	return 0, false
}
