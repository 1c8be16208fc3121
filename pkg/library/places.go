package library

import (
	"slices"
	"strings"

	"referat/index"
	"referat/pkg/agenda"
)

// A place is a thing of a punkt with where the words stand in it.
type place struct {
	thing agenda.Thing
	at    index.Locations
}

// terms is how many of the query's clauses stand in the place.
func (p place) terms() int {
	seen := map[string]bool{}
	for _, list := range [][]index.Location{p.at.Title, p.at.Body, p.at.History} {
		for _, l := range list {
			seen[l.Term] = true
		}
	}
	return len(seen)
}

// places are the things of a punkt in which words stand, the best first: with
// the most of the words, then in the title, the decision, the text, a bilag.
// Where only one kind of thing is looked for, only those. There is one at least,
// also where no word stands in a text. What leftOut, which may be nil, names is
// left out.
func places(h index.Hit, res *index.Result, q index.Query, punkt agenda.Thing, leftOut func(agenda.ID) bool) []place {
	only := q.Thing
	var list []place
	add := func(t agenda.Thing) {
		if (only == "" || only == t.Kind) && (leftOut == nil || !leftOut(t.ID)) {
			if p := (place{t, res.Locate(t)}); p.terms() > 0 {
				list = append(list, p)
			}
		}
	}
	add(punkt)
	if d := punkt.DecisionThing(); d.Decision != nil {
		add(d)
	}
	for _, b := range punkt.BilagThings() {
		add(b)
	}
	rank := func(p place) int {
		switch {
		case len(p.at.Title) > 0 && p.thing.Kind == agenda.ThingPunkt:
			return 0
		case p.thing.Kind == agenda.ThingDecision:
			return 1
		case p.thing.Kind == agenda.ThingPunkt:
			return 2
		case len(p.at.Title) > 0:
			return 3
		}
		return 4
	}
	if len(list) == 0 {
		return []place{unworded(h, q, punkt)}
	}
	slices.SortStableFunc(list, func(a, b place) int {
		if n := b.terms() - a.terms(); n != 0 {
			return n
		}
		return rank(a) - rank(b)
	})
	return list
}

// unworded is what a hit shows in whose texts no word stands: the punkt, or what
// of it is looked for; of who is to follow up, the decision, at the task.
func unworded(h index.Hit, q index.Query, punkt agenda.Thing) place {
	only := q.Thing
	switch {
	case only == "" && q.Unit != "":
		if d := punkt.DecisionThing(); d.Decision != nil {
			return place{d, index.Locations{Body: tasksOf(d.Decision, q.Unit)}}
		}
	case only == agenda.ThingDecision, only == "" && h.In == index.Parts{Decision: true}:
		if d := punkt.DecisionThing(); d.Decision != nil {
			return place{thing: d}
		}
	case only == agenda.ThingBilag:
		if list := punkt.BilagThings(); len(list) > 0 {
			return place{thing: list[0]}
		}
	}
	return place{thing: punkt}
}

// tasksOf are the places in a decision's text where a unit is named that is to
// follow it up; where it is not named there, its tasks' first words.
func tasksOf(d *agenda.Decision, unit string) []index.Location {
	var list []index.Location
	for _, f := range d.Followups {
		if !strings.EqualFold(strings.TrimSpace(f.Responsible), strings.TrimSpace(unit)) {
			continue
		}
		at := strings.Index(d.Text, f.Text)
		if at < 0 || f.Text == "" {
			continue
		}
		start, end := 0, len(f.Text)
		if i := strings.Index(strings.ToLower(f.Text), strings.ToLower(f.Responsible)); i >= 0 && f.Responsible != "" && i+len(f.Responsible) <= len(f.Text) {
			start, end = i, i+len(f.Responsible)
		} else if i := strings.IndexByte(f.Text, ' '); i > 0 {
			end = i
		}
		list = append(list, index.Location{Term: "0", Start: at + start, End: at + end, Weight: 1})
	}
	slices.SortFunc(list, func(a, b index.Location) int { return a.Start - b.Start })
	return list
}

func makeHit(h index.Hit, list []place, from *Holding) Hit {
	t, at := list[0].thing, list[0].at
	doc := from.Document
	out := Hit{
		ID: t.ID.String(), Thing: t.Kind, Date: t.Meeting.Date, Series: t.Meeting.Series, Meeting: t.Meeting.Title, Kind: t.Meeting.Kind,
		Number: t.Punkt.Number, Punkt: t.Punkt.Title, Closed: t.Punkt.Closed, Outcome: t.Outcome(),
		Document: doc.Source.Name, Score: h.Score, Fragment: []Span{}, Also: []Also{}, Same: []string{}, Of: t, Holding: from, places: list,
	}
	if t.Kind == agenda.ThingBilag {
		out.Bilag = t.Bilag.Title
	}
	out.Fragment, out.Page = fragment(t, at)
	out.passage = len(at.Body) > 0
	out.OCR = slices.Contains(doc.Scans, out.Page)
	for _, p := range list[1:] {
		a := Also{ID: p.thing.ID.String(), Thing: p.thing.Kind}
		if p.thing.Kind == agenda.ThingBilag {
			a.Title = p.thing.Bilag.Title
		}
		if a.Page = p.thing.FirstPage(); len(p.at.Body) > 0 {
			a.Page = p.thing.PageAt(p.at.Body[0].Start)
		}
		out.Also = append(out.Also, a)
	}
	return out
}

// fragment is what a hit shows of a thing's text, and the page of it.
func fragment(t agenda.Thing, at index.Locations) (spans []Span, page int) {
	text, where := t.Text(), at.Body
	page = t.FirstPage()
	switch {
	case len(at.Body) > 0:
		page = t.PageAt(at.Body[0].Start)
	case len(at.History) > 0:
		text, where = index.HistoryText(t.Punkt.History), at.History
	case len(at.Title) > 0:
		text, where = t.Title(), at.Title
	}
	spans = []Span{}
	for i, s := range index.Fragment(text, where, fragmentWidth) {
		if i == 0 && len(at.Body) > 0 {
			page = t.PageAt(firstShown(at.Body, s.Offset))
		}
		spans = append(spans, Span{s.Text, s.Hit})
	}
	return spans, page
}

// firstShown is the first place at or after offset: the page named is that of
// the first word that the fragment shows.
func firstShown(where []index.Location, offset int) int {
	for _, l := range where {
		if l.Start >= offset {
			return l.Start
		}
	}
	return where[0].Start
}

// A Passage is where words of a query stand in a thing.
type Passage struct {
	Of    agenda.Thing
	Page  int    // of the PDF, from 1; 0 where not known
	Title []Span // the thing's own title with the words marked; none where no word stands there
	Text  []Span // what stands around the words in its text or its Sagsforløb; none where no word stands there
}

// Passages are where the words stand in what was found, the best first, at most
// so many.
func (h *Hit) Passages(most int) []Passage {
	var list []Passage
	for _, p := range h.places[:min(most, len(h.places))] {
		out := Passage{Of: p.thing, Page: p.thing.FirstPage()}
		if len(p.at.Title) > 0 {
			out.Title = marked(p.thing.Title(), p.at.Title)
		}
		if len(p.at.Body)+len(p.at.History) > 0 {
			out.Text, out.Page = fragment(p.thing, p.at)
		}
		list = append(list, out)
	}
	return list
}

// marked is a whole text with what was found marked.
func marked(text string, where []index.Location) (spans []Span) {
	at := 0
	for _, l := range where { // in order, the larger of two first
		if l.Start < at || l.End > len(text) {
			continue
		}
		if l.Start > at {
			spans = append(spans, Span{text[at:l.Start], false})
		}
		spans = append(spans, Span{text[l.Start:l.End], true})
		at = l.End
	}
	if at < len(text) {
		spans = append(spans, Span{text[at:], false})
	}
	return spans
}
