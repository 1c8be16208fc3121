package library

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"referat/index"
	"referat/pkg/agenda"
)

// A Task (opfølgning) is what a decision gives to someone to do. Whether it was
// done, minutes do not say.
type Task struct {
	agenda.Followup
	Number  int          // its place among the decision's, from 1
	Of      agenda.Thing // the decision
	Page    int          // of the PDF, from 1; 0 where not known
	Holding *Holding     // the document that it stands in
}

// TasksOf are the tasks of a decision.
func TasksOf(d agenda.Thing, h *Holding) []Task {
	if d.Decision == nil {
		return nil
	}
	var list []Task
	for i, f := range d.Decision.Followups {
		list = append(list, Task{Followup: f, Number: i + 1, Of: d, Page: d.PageAt(max(0, strings.Index(d.Decision.Text, f.Text))), Holding: h})
	}
	return list
}

// Tasks are the tasks of a meeting, in the order of its punkter: those of all its
// copies, but for what a better copy has.
func (v *Volume) Tasks(ctx context.Context, m *Meeting) ([]Task, error) {
	var list []Task
	for i := range m.Copies {
		card := &m.Copies[i]
		if !m.decides(card) {
			continue
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		t, h, err := v.Find(card.ID)
		if err != nil {
			return nil, err
		}
		for j := range t.Meeting.Punkter {
			p := agenda.Thing{ID: t.ID.Punkt(j + 1), Kind: agenda.ThingPunkt, Meeting: t.Meeting, Punkt: &t.Meeting.Punkter[j]}
			if d := p.DecisionThing(); d.Decision != nil && !h.LeftOut(d.ID) {
				list = append(list, TasksOf(d, h)...)
			}
		}
	}
	return list, nil
}

// Decisive is how many copies of the meeting have decisions to look at: what
// Tasks costs, in documents.
func (m *Meeting) Decisive() (n int) {
	for i := range m.Copies {
		if m.decides(&m.Copies[i]) {
			n++
		}
	}
	return n
}

// decides reports whether a copy of the meeting has a decision, and is not an
// older version beside another copy.
func (m *Meeting) decides(card *agenda.Card) bool {
	if card.Replaced && !m.Best().Replaced {
		return false
	}
	return slices.ContainsFunc(card.Heads, func(h agenda.Head) bool { return h.Decided })
}

// UnitAsked reports whether a unit's name has the words asked for, in a row,
// without regard to case, space and a closing sign. No words are in every name.
func UnitAsked(unit, words string) bool {
	words = UnitKey(words)
	return words == "" || strings.Contains(" "+UnitKey(unit)+" ", " "+words+" ")
}

// UnitKey is a unit's name as two spellings of it are compared: without regard to
// case, space and a closing sign.
func UnitKey(name string) string {
	return strings.ToLower(strings.Join(strings.Fields(strings.TrimRight(name, " .,:;")), " "))
}

// Units are the units (enheder) that tasks are given to in the punkter that fit a
// query, with how many of these each has, the most first.
func (v *Volume) Units(ctx context.Context, q index.Query) ([]index.Count, error) {
	q.Facets = []index.Facet{index.FacetUnit}
	c, err := v.Count(ctx, q)
	if err != nil {
		return nil, err
	}
	return c.Facets[index.FacetUnit], nil
}

// PunkterOf are the punkter that fit a query and have tasks of one of these units,
// as Units has them: the newest first, those of a meeting in their order.
func (v *Volume) PunkterOf(ctx context.Context, q index.Query, units []index.Count) ([]agenda.ID, error) {
	if v.index == nil {
		return nil, nil
	}
	q.NoClosed = q.NoClosed || v.options.NoClosed
	q.ByDate, q.Skip, q.Facets = true, 0, nil
	c, err := v.Catalogue()
	if err != nil {
		return nil, err
	}
	type punkt struct {
		id   agenda.ID
		date string
	}
	var list []punkt
	seen := map[agenda.ID]bool{}
	for _, u := range units {
		q.Unit, q.Limit = u.Value, int(max(u.Hits, 1))
		res, err := v.index.Search(ctx, q)
		if err != nil {
			return nil, err
		}
		for _, h := range res.Hits {
			if seen[h.ID] {
				continue
			}
			seen[h.ID] = true
			p := punkt{id: h.ID}
			if m := c.Of(h.ID); m != nil {
				p.date = m.Best().Date
			}
			list = append(list, p)
		}
	}
	slices.SortFunc(list, func(a, b punkt) int {
		return cmp.Or(cmp.Compare(b.date, a.date), byPlace(a.id, b.id))
	})
	ids := make([]agenda.ID, len(list))
	for i := range list {
		ids[i] = list[i].id
	}
	return ids, nil
}

// byPlace compares IDs by document, and in that by place: the second punkt stands
// before the tenth.
func byPlace(a, b agenda.ID) int {
	return cmp.Or(strings.Compare(a.Doc(), b.Doc()), slices.CompareFunc(strings.Split(a.Path(), "."), strings.Split(b.Path(), "."), func(a, b string) int {
		return cmp.Or(cmp.Compare(len(a), len(b)), strings.Compare(a, b))
	}))
}
