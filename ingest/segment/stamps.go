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
// they stand on first or last pages: a border lies before the one and after
// the other. shell reports whether a page opens with a heading.
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
	r := s.runner(0, len(s.pages)-1)
	apart := func(p int) bool { // whether a border lies between pages p-1 and p
		if p == 0 || p == len(s.pages) || shell(p) || shell(p-1) {
			return true
		}
		a := s.profile(p-1, r)
		return border(a, a, s.profile(p, r)) >= borderAt
	}
	first, last := 0, 0
	for _, g := range m.groups {
		if len(g.pages) > 1 {
			continue
		}
		before, after := apart(g.pages[0]), apart(g.pages[0]+1)
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
