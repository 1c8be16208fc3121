package index

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"referat/index/danish"
	"referat/pkg/agenda"
)

// Locations are where the words of a query stand in a thing's texts, in
// order; empty where none stands there.
type Locations struct {
	Title   []Location // in the thing's Title; a decision, whose title is its punkt's, has none
	Body    []Location // in its Text
	History []Location // in the HistoryText of a punkt
}

// A Location is a word that was found, the whole word also where only a part of
// it was looked for: the bytes [Start, End) of its text.
type Location struct {
	Term       string // the same for all that meet one clause of the query
	Start, End int
	Weight     float32 // how well it meets it: 1 for the word as it was typed
}

// Locate finds what was searched for in the texts of a punkt, decision or bilag;
// the index keeps no offsets. Of a phrase, only words that stand in it are found.
func (r *Result) Locate(t agenda.Thing) (found Locations) {
	switch t.Kind {
	case agenda.ThingPunkt:
		found.Title = r.marks.locate(fieldsOf(fieldTitle), t.Punkt.Title)
		found.Body = r.marks.locate(fieldsOf(fieldBody), t.Punkt.Text)
		found.History = r.marks.locate(fieldsOf(fieldBody), HistoryText(t.Punkt.History))
	case agenda.ThingDecision:
		found.Body = r.marks.locate(fieldsOf(fieldDecision), t.Decision.Text)
		if len(found.Body) == 0 { // ansvarlig:, whose unit stands in the text
			found.Body = r.marks.locate(fieldsOf(fieldUnit), t.Decision.Text)
		}
	case agenda.ThingBilag:
		found.Title = r.marks.locate(fieldsOf(fieldAttached), t.Bilag.Title)
		found.Body = r.marks.locate(fieldsOf(fieldBilag), t.Bilag.Text)
	}
	return found
}

// LocateText finds what was searched for in a text that is no thing's, such as a
// page's: words of any part of a punkt.
func (r *Result) LocateText(text string) []Location { return r.marks.locate(^fields(0), text) }

// marks are what a search looks for, to find it in a text.
type marks struct {
	lexicon *lexicon
	tokens  *tokenizer
	wishes  []wish
	ways    [][]way           // of each wish, those within others, too
	known   map[string][]role // made when the first text is looked at, as ways
}

// flat are the ways with those that they are made of.
func flat(ways []way) (list []way) {
	for _, w := range ways {
		if w.how != asAll {
			list = append(list, w)
			continue
		}
		for _, wish := range w.all {
			list = append(list, flat(wish.any)...)
		}
	}
	return list
}

// A role is what a term is to a way of a wish.
type role struct {
	wish, way, slot int
	weight          float32
}

// know finds the words to look for.
func (m *marks) know() {
	m.known = map[string][]role{}
	m.ways = make([][]way, len(m.wishes))
	for i, w := range m.wishes {
		if w.not {
			continue
		}
		m.ways[i] = flat(w.any)
		for j, way := range m.ways[i] {
			for k, slot := range way.slots {
				for _, c := range slot {
					weight := c.level
					if way.weight != 0 {
						weight = way.weight
					}
					m.known[c.Text] = append(m.known[c.Text], role{i, j, k, weight})
				}
			}
			for _, f := range m.lexicon.compoundsOf(way.part) {
				m.known[f.Text] = append(m.known[f.Text], role{i, j, 0, levelCompound})
			}
		}
	}
}

// A spot is a term of a query in a text.
type spot struct {
	role
	place, start, end int
}

// locate finds what is looked for in a text that stands in one of the fields.
func (m *marks) locate(in fields, text string) []Location {
	if m.tokens == nil {
		return nil // the query has no words
	}
	if m.known == nil {
		m.know()
	}
	var list []Location
	mark := func(s spot) { list = append(list, Location{strconv.Itoa(s.wish), s.start, s.end, s.weight}) }
	var rows []spot // of ways that need more than one word
	m.tokens.each(text, func(t danish.Token) {
		for _, role := range m.known[string(t.Term)] {
			way := m.ways[role.wish][role.way]
			if way.fields&in == 0 {
				continue
			}
			s := spot{role, t.Place, t.Start, t.End}
			if len(way.slots) == 1 {
				mark(s)
			} else {
				rows = append(rows, s)
			}
		}
		for i, ways := range m.ways {
			for j, way := range ways {
				if way.how == asBeginning && way.fields&in != 0 && strings.HasPrefix(string(t.Term), way.prefix) {
					mark(spot{role{i, j, 0, way.weight}, t.Place, t.Start, t.End})
				}
			}
		}
	})
	for i, ways := range m.ways {
		for j, way := range ways {
			if len(way.slots) > 1 {
				m.together(way, slices.DeleteFunc(slices.Clone(rows), func(s spot) bool { return s.wish != i || s.way != j }), mark)
			}
		}
	}
	slices.SortFunc(list, func(a, b Location) int { // the larger of two first: § 85 before 85
		return cmp.Or(a.Start-b.Start, b.End-a.End, strings.Compare(a.Term, b.Term), cmp.Compare(b.Weight, a.Weight))
	})
	return slices.CompactFunc(list, func(a, b Location) bool { return a.Start == b.Start && a.End == b.End && a.Term == b.Term })
}

// together marks the spots of a way that stand as it wants them.
func (m *marks) together(w way, spots []spot, mark func(spot)) {
	slices.SortStableFunc(spots, func(a, b spot) int { return a.place - b.place })
	for i, first := range spots {
		if w.how == asRow && first.slot != 0 {
			continue
		}
		had := map[int]spot{first.slot: first}
		for _, s := range spots[i+1:] {
			if s.place-first.place >= max(nearWords, len(w.slots)) {
				break
			}
			if _, has := had[s.slot]; !has && (w.how == asNear || s.place == first.place+s.slot) {
				had[s.slot] = s
			}
		}
		if len(had) == len(w.slots) {
			for _, s := range had {
				mark(s)
			}
		}
	}
}
