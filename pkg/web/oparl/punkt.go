package oparl

import (
	"cmp"
	"slices"
	"strings"

	"referat/pkg/agenda"
	"referat/pkg/archive"
)

// addPunkter lists the agenda items of the meetings, with their papers.
func (x *register) addPunkter(times map[string]archive.Times) {
	items, consultations := x.lists[kindItem], x.lists[kindConsultation]
	for i := range x.meetings {
		m := &x.meetings[i]
		since := named(m, times)
		m.attach()
		heads := m.Best().Heads
		for j := range heads {
			e := entry{created: since[j], modified: m.modified, key: m.key + "-" + m.names[j], at: i, head: j}
			m.items = append(m.items, e)
			items.live = append(items.live, e)
			key := m.paperKey(j)
			if key == "" {
				continue
			}
			consultations.live = append(consultations.live, e)
			p := x.papers[key]
			if p == nil {
				p = &paper{entry: entry{created: e.created, key: key}, number: heads[j].Case}
				x.papers[key] = p
			}
			p.created, p.modified = min(p.created, e.created), max(p.modified, e.modified)
			p.punkter = append(p.punkter, place{i, j})
		}
	}
	for _, p := range x.papers {
		slices.SortFunc(p.punkter, func(a, b place) int {
			return cmp.Or(strings.Compare(x.meetings[a.meeting].Best().Date, x.meetings[b.meeting].Best().Date), cmp.Compare(a.meeting, b.meeting), cmp.Compare(a.head, b.head))
		})
	}
}

// named is when a copy first had each of the punkter of the best, by name.
func named(m *meeting, times map[string]archive.Times) []int64 {
	since := make([]int64, len(m.names))
	for j, name := range m.names {
		since[j] = times[m.Best().ID.Doc()].Added.Unix()
		if had, ok := m.since[name]; ok {
			since[j] = min(since[j], had)
		}
	}
	for k := 1; k < len(m.Copies); k++ {
		added := times[m.Copies[k].ID.Doc()].Added.Unix()
		for _, name := range m.namesOf(k) {
			if j := slices.Index(m.names, name); j >= 0 {
				since[j] = min(since[j], added)
			}
		}
	}
	return since
}

// namesOf are the names of the punkter of a copy.
func (m *meeting) namesOf(k int) []string {
	if k == 0 {
		return m.names
	}
	return archive.PunktNames(&m.Copies[k])
}

// paperKey is the key of the paper that a punkt of the best copy deals with, ""
// for none.
func (m *meeting) paperKey(head int) string {
	h := &m.Best().Heads[head]
	switch {
	case h.Case != "":
		return archive.CaseHash(h.Case)
	case len(h.Bilag) > 0 || len(m.attached[head]) > 0:
		return m.key + "-" + m.names[head]
	}
	return ""
}

// attach finds the bilag that other copies have, as the agenda has the pages of
// bilag that its minutes only name.
func (m *meeting) attach() {
	if len(m.Copies) == 1 {
		return
	}
	best := m.Best()
	covered := agenda.CoveredBy(m.Copies)
	for k := 1; k < len(m.Copies); k++ {
		c := &m.Copies[k]
		if c.Replaced {
			continue
		}
		for j := range c.Heads {
			by := covered[c.ID.Punkt(j+1)]
			head := slices.IndexFunc(best.Heads, func(h agenda.Head) bool { return sameHead(&h, &c.Heads[j]) })
			for n := range best.Heads {
				if by == best.ID.Punkt(n+1) {
					head = n
				}
			}
			if head < 0 {
				continue
			}
			for n := range c.Heads[j].Bilag {
				a := attachment{id: c.ID.Punkt(j + 1).Bilag(n + 1)}
				if with, shown := covered[a.id]; shown {
					if a.like = placeOf(best, head, with); a.like == 0 || best.Heads[head].Bilag[a.like-1].Size > 0 {
						continue
					}
				}
				if m.attached == nil {
					m.attached = map[int][]attachment{}
				}
				m.attached[head] = append(m.attached[head], a)
			}
		}
	}
}

// placeOf is the place of a bilag, from 1, among those of a punkt of c; 0 where it
// is none of them.
func placeOf(c *agenda.Card, head int, id agenda.ID) int {
	for n := range c.Heads[head].Bilag {
		if c.ID.Punkt(head+1).Bilag(n+1) == id {
			return n + 1
		}
	}
	return 0
}

// sameHead reports whether two copies' punkter are of the same case or title: the
// agenda's text of a case may be longer than what covers it in the minutes.
func sameHead(a, b *agenda.Head) bool {
	return a.Case != "" && a.Case == b.Case || a.Title != 0 && a.Title == b.Title
}
