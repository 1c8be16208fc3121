package library

import (
	"maps"
	"slices"
	"strings"

	"referat/pkg/agenda"
	"referat/pkg/archive"
)

// kept is what the cards of meetings tell of closed punkter, where these are kept
// back: case numbers and titles, and meetings whose minutes are a bilag of one.
type kept struct {
	punkter  map[agenda.ID]bool     // that are closed
	meetings map[agenda.ID]bool     // that stand in one
	also     map[string][]agenda.ID // of the punkter, those that only a better copy says are closed, by document
}

// keptBack finds what is kept back in the documents of the closed punkter that
// search knows of, and in those that have other copies of their meetings, whose
// closed punkter it may have left out.
func (v *Volume) keptBack(some []agenda.ID) (k kept, err error) {
	k = kept{map[agenda.ID]bool{}, map[agenda.ID]bool{}, map[string][]agenda.ID{}}
	if len(some) == 0 {
		return k, nil
	}
	all, err := v.groups()
	if err != nil {
		return k, err
	}
	first := map[string]bool{} // documents
	for _, id := range some {
		first[id.Doc()] = true
	}
	docs := maps.Clone(first)
	var groups [][]agenda.Card
	for _, group := range all {
		if len(group) > 1 && slices.ContainsFunc(group, func(c agenda.Card) bool { return first[c.ID.Doc()] }) {
			groups = append(groups, group)
			for i := range group {
				docs[group[i].ID.Doc()] = true
			}
		}
	}
	for doc := range docs {
		if _, err := k.add(v.archive, doc, nil); err != nil {
			return k, err
		}
	}
	var list []agenda.ID // that the index does not know to be closed
	for _, group := range groups {
		for _, id := range agenda.ClosedAlso(group, func(id agenda.ID) bool { return k.punkter[id] }) {
			list, k.also[id.Doc()] = append(list, id), append(k.also[id.Doc()], id)
		}
	}
	for doc, also := range k.also { // with what stands in them
		within, err := k.add(v.archive, doc, also)
		if err != nil {
			return k, err
		}
		list = append(list, within...)
	}
	return k, v.index.AlsoClosed(list)
}

// add takes what is closed in a document; also are punkter that are, though it
// does not say so. It gives the punkter that stand in closed ones.
func (k *kept) add(a *archive.Reader, doc string, also []agenda.ID) (list []agenda.ID, err error) {
	sha, err := a.Resolve(doc)
	if err != nil {
		return nil, err
	}
	d, err := a.Document(sha)
	if err != nil {
		return nil, err
	}
	in := "" // how the paths begin of what stands in the closed punkt at hand
	for t := range d.Things() {
		switch path := t.ID.Path(); {
		case in != "" && strings.HasPrefix(path, in):
			switch t.Kind {
			case agenda.ThingMeeting:
				k.meetings[t.ID] = true
			case agenda.ThingPunkt:
				list = append(list, t.ID)
			}
		case t.Kind == agenda.ThingPunkt && (t.Punkt.Closed || slices.Contains(also, t.ID)):
			in, k.punkter[t.ID] = path+".", true
		}
	}
	return list, nil
}

// from are meetings with their copies, without what is kept back.
func (k kept) from(groups [][]agenda.Card) [][]agenda.Card {
	if len(k.punkter) == 0 {
		return groups
	}
	list := make([][]agenda.Card, 0, len(groups))
	for _, group := range groups {
		if group = k.fromCopies(group); len(group) > 0 {
			list = append(list, group)
		}
	}
	return list
}

// fromCopies are the copies of a meeting without what is kept back: their own
// slice where there is something.
func (k kept) fromCopies(group []agenda.Card) []agenda.Card {
	own := false
	for i := len(group) - 1; i >= 0; i-- {
		if k.meetings[group[i].ID] {
			if !own {
				group, own = slices.Clone(group), true
			}
			group = slices.Delete(group, i, i+1)
			continue
		}
		for j := range group[i].Heads {
			if !k.punkter[group[i].ID.Punkt(j+1)] {
				continue
			}
			if !own {
				group, own = slices.Clone(group), true
			}
			group[i].Heads = slices.Clone(group[i].Heads)
			group[i].Heads[j] = agenda.Head{Number: group[i].Heads[j].Number}
		}
	}
	return group
}
