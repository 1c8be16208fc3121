package segment

// stampMap is what the stamps of a file say together.
type stampMap struct{ groups []stampGroup }

// A stampGroup is the pages that carry one bilag's stamp.
type stampGroup struct {
	punkt string
	bilag int
	title string
	pages []int // from 0, in order
	last  bool  // the one page that is stamped is the bilag's last, not its first
}

// same reports whether a stamp on a page is the group's, come again: on the
// bilag's next page, or on its last, which is not far.
func (g stampGroup) same(st stamp, page int) bool {
	const far = 80 // pages; another meeting of the file may have the like
	return g.punkt == st.punkt && g.bilag == st.bilag && key(g.title) == key(st.title) && page-g.pages[len(g.pages)-1] < far
}

// habitWindow is how many stamps before and after one tell on which page the
// system that set it puts them: an export has one habit, but a file may be
// several exports.
const habitWindow = 6

// mapStamps gathers the stamps, and learns from the pages beside them whether
// they stand on first or last pages: a border lies before the one and after
// the other. shell reports whether a page opens with a heading or a front.
func (s *source) mapStamps(shell func(page int) bool) stampMap {
	var m stampMap
	for i := range s.pages {
		for _, st := range s.pages[i].stamps {
			if n := len(m.groups); n > 0 && m.groups[n-1].same(st, i) {
				m.groups[n-1].pages = append(m.groups[n-1].pages, i)
				continue
			}
			m.groups = append(m.groups, stampGroup{punkt: st.punkt, bilag: st.bilag, title: st.title, pages: []int{i}})
		}
	}
	unlike := func(p int) bool { // whether pages p-1 and p look as if a border lay between them
		a := s.profile(p-1, s.edges)
		return border(a, a, s.profile(p, s.edges)) >= borderAt
	}
	apart := func(p int) bool { // whether one does
		return p == 0 || p == len(s.pages) || shell(p) || shell(p-1) || unlike(p)
	}
	votes := m.rowVotes(len(s.pages), shell, unlike) // above 0 for a last page, below for a first
	for i, g := range m.groups {
		if len(g.pages) > 1 || votes[i] != 0 {
			continue
		}
		before, after := apart(g.pages[0]), apart(g.pages[0]+1)
		switch {
		case before && !after:
			votes[i] = -1
		case after && !before:
			votes[i] = 1
		}
	}
	for i := range m.groups {
		sum := 0
		for _, v := range votes[max(0, i-habitWindow):min(len(votes), i+habitWindow+1)] {
			sum += v
		}
		m.groups[i].last = sum > 0
	}
	return m
}

// rowVote is what the ends of a row of pages between two of the shell weigh
// against what a page looks like: a stamp is there or it is not, while two
// pages of one scanned bilag may be as unlike as two letters are.
const rowVote = 2

// rowVotes gives each group what the row that it stands in tells of the habit:
// where stamps are on first pages, the row's last page may have none; where
// they are on last pages, its first may, if it is no page of the shell that
// goes on, nor one of a bilag whose stamp is missing.
func (m stampMap) rowVotes(pages int, shell, unlike func(page int) bool) []int {
	votes := make([]int, len(m.groups))
	group := map[int]int{} // by stamped page
	for i, g := range m.groups {
		for _, p := range g.pages {
			group[p] = i
		}
	}
	for p := 0; p < pages; p++ {
		if shell(p) {
			continue
		}
		start, first, last := p, -1, -1
		for ; p < pages && !shell(p); p++ {
			if i, ok := group[p]; ok {
				if last = i; first < 0 {
					first = i
				}
			}
		}
		if first < 0 {
			continue
		}
		_, begins := group[start]
		_, ends := group[p-1]
		switch {
		case begins && !ends && len(m.groups[last].pages) == 1:
			votes[last] = -rowVote
		case ends && !begins && len(m.groups[first].pages) == 1 && m.groups[first].bilag <= 1 && start > 0 && unlike(start):
			votes[first] = rowVote
		}
	}
	return votes
}

// end is the last page of the bilag of a punkt that holds page, where the
// stamps say it: the next stamp on does, if it is of that punkt.
func (m stampMap) end(punkt ordinal, page int) (int, bool) {
	for i, g := range m.groups {
		lo, hi := g.pages[0], g.pages[len(g.pages)-1]
		if hi < page {
			continue
		}
		if readOrdinal(g.punkt) != punkt {
			return 0, false
		}
		switch {
		case len(g.pages) > 1 && lo <= page, len(g.pages) == 1 && g.last:
			return hi, true
		case len(g.pages) == 1 && lo == page && i+1 < len(m.groups) && m.groups[i+1].punkt == g.punkt && m.groups[i+1].bilag > g.bilag:
			return m.groups[i+1].pages[0] - 1, true
		}
		return 0, false
	}
	return 0, false
}
