package agenda

import (
	"cmp"
	"slices"
)

// A Witness says why a punkt is taken to be of a case, as people read it.
type Witness string

const (
	ByNumber Witness = "sagsnummer"  // it has the case number
	ByTitle  Witness = "samme titel" // it is called the same as one that has
)

// A CaseLink is one punkt in a case's course (sagsforløb): when which meeting
// dealt with it. Titles and texts are the store's to give.
type CaseLink struct {
	ID       ID      `json:"id"`       // the punkt, in the best copy of its meeting that has it
	Decision ID      `json:"decision"` // the decision, of the best copy that has one; "" for none
	Date     string  `json:"date"`     // yyyy-mm-dd
	Series   string  `json:"series"`
	Meeting  string  `json:"meeting"` // the meeting's title
	Kind     Kind    `json:"kind"`
	Number   string  `json:"number"`      // the punkt's
	Case     string  `json:"case_number"` // as CaseKey writes it, "" where the punkt has none
	Witness  Witness `json:"witness"`
	Sources  []ID    `json:"sources"` // the same punkt in the meeting's other copies
}

// CaseTimeline is the course of a case through the meetings of cards, by date,
// each meeting's punkter once. start is a case number as people write it, or
// where no punkt has that, a punkt's title.
//
// Punkter with the case number come of it, and those with the title of one of
// these, unless the title says nothing (a routine one, or a standing item by what cards show). Beginning with a
// title, those of that title come first, and if it says something, those with
// their case numbers. An older version of a document says nothing where another
// copy of the meeting stands.
func CaseTimeline(cards []Card, start string) []CaseLink {
	w := witnesses{numbers: numbersMeant(cards, start), titles: map[uint32]bool{}}
	if len(w.numbers) > 0 {
		for h := range heads(cards) {
			if w.numbers[h.Case] {
				w.titles[h.Title] = true
			}
		}
		w.titles = tellingTitles(cards, w.titles)
	} else {
		asked := map[uint32]bool{TitleKey(start): true}
		telling := tellingTitles(cards, asked)
		for h := range heads(cards) {
			if telling[h.Title] && h.Case != "" {
				w.numbers[h.Case] = true
			}
		}
		w.titles = asked
	}
	delete(w.titles, 0)

	dates := map[string]bool{}
	for i := range cards {
		dates[cards[i].Date] = dates[cards[i].Date] || w.any(&cards[i])
	}
	near := slices.DeleteFunc(slices.Clone(cards), func(c Card) bool { return !dates[c.Date] })
	links := []CaseLink{}
	for _, copies := range Group(near) {
		links = append(links, w.links(copies)...)
	}
	return links
}

// heads goes through the punkter of all cards.
func heads(cards []Card) func(yield func(*Head) bool) {
	return func(yield func(*Head) bool) {
		for i := range cards {
			for j := range cards[i].Heads {
				if !yield(&cards[i].Heads[j]) {
					return
				}
			}
		}
	}
}

// numbersMeant are the case numbers of cards that someone who writes s means:
// the same one, else those that differ by signs only, else by zeros only.
func numbersMeant(cards []Card, s string) map[string]bool {
	meant := map[string]bool{}
	key := CaseKey(s)
	if key == "" {
		return meant
	}
	known := map[string]bool{}
	for h := range heads(cards) {
		if h.Case != "" {
			known[h.Case] = true
		}
	}
	if known[key] {
		meant[key] = true
		return meant
	}
	forms := looseCaseKeys(key)
	for way := range forms {
		for number := range known {
			if looseCaseKeys(number)[way] == forms[way] {
				meant[number] = true
			}
		}
		if len(meant) > 0 {
			break
		}
	}
	return meant
}

// Bounds on what a title of a case can be, by meetings of cards that have it. A
// case comes before a body a few times, seldom more than once a month for a
// year; what comes more often, or at every third meeting of a series and at four
// or more, or under three case numbers, is a standing item: "Eventuelt",
// "Budgetopfølgning", "Status på anlæg".
const (
	mostMeetings = 12
	mostNumbers  = 2
	standingFrom = 4 // meetings of the series
	standingPart = 3 // of its meetings: one in so many
)

// tellingTitles are those titles that say which case a punkt is of: no routine
// title, and none that these cards show to be a standing item.
func tellingTitles(cards []Card, titles map[uint32]bool) map[uint32]bool {
	type meeting struct{ series, date string }
	held := map[meeting]bool{}
	type seen struct {
		meetings map[meeting]bool
		numbers  map[string]bool
		series   map[string]int // meetings that have it
	}
	of := map[uint32]*seen{}
	for t := range titles {
		if t != 0 && !routine(t) {
			of[t] = &seen{map[meeting]bool{}, map[string]bool{}, map[string]int{}}
		}
	}
	for i := range cards {
		c := &cards[i]
		m := meeting{cmp.Or(c.Series, c.Title), c.Date}
		held[m] = true
		for j := range c.Heads {
			s := of[c.Heads[j].Title]
			if s == nil {
				continue
			}
			if c.Heads[j].Case != "" {
				s.numbers[c.Heads[j].Case] = true
			}
			if !s.meetings[m] {
				s.meetings[m] = true
				s.series[m.series]++
			}
		}
	}
	heldIn := map[string]int{}
	for m := range held {
		heldIn[m.series]++
	}
	telling := map[uint32]bool{}
	for t, s := range of {
		standing := len(s.meetings) > mostMeetings || len(s.numbers) > mostNumbers
		for series, n := range s.series {
			standing = standing || n >= standingFrom && standingPart*n >= heldIn[series]
		}
		if !standing {
			telling[t] = true
		}
	}
	return telling
}

// witnesses are what makes a punkt one of a case.
type witnesses struct {
	numbers map[string]bool
	titles  map[uint32]bool
}

// of is the best witness for h, "" for none.
func (w witnesses) of(h *Head) Witness {
	switch {
	case w.numbers[h.Case]:
		return ByNumber
	case w.titles[h.Title]:
		return ByTitle
	}
	return ""
}

func (w witnesses) any(c *Card) bool {
	return slices.ContainsFunc(c.Heads, func(h Head) bool { return w.of(&h) != "" })
}

// links are the punkter of a meeting that are of the case. copies stand best
// first.
func (w witnesses) links(copies []Card) []CaseLink {
	var links []CaseLink
	places := map[ID]int{} // in links, of each punkt of each copy
	for k := range copies {
		c := &copies[k]
		if c.Replaced && !copies[0].Replaced {
			break // so are the rest
		}
		for j := range k {
			for i, m := range matchHeads(copies[j].Heads, c.Heads) {
				id := c.ID.Punkt(i + 1)
				at, ok := places[copies[j].ID.Punkt(m+1)]
				if _, placed := places[id]; m < 0 || !ok || placed {
					continue
				}
				places[id] = at
				links[at].add(id, &c.Heads[i], w.of(&c.Heads[i]))
			}
		}
		for i := range c.Heads {
			h, id := &c.Heads[i], c.ID.Punkt(i+1)
			witness := w.of(h)
			if _, placed := places[id]; placed || witness == "" {
				continue
			}
			places[id] = len(links)
			link := CaseLink{
				ID: id, Date: c.Date, Series: c.Series, Meeting: c.Title, Kind: c.Kind,
				Number: h.Number, Case: h.Case, Witness: witness, Sources: []ID{},
			}
			if h.Decided {
				link.Decision = id.Decision()
			}
			links = append(links, link)
		}
	}
	return links
}

// add takes the same punkt in a lesser copy as a source.
func (l *CaseLink) add(id ID, h *Head, witness Witness) {
	l.Sources = append(l.Sources, id)
	if l.Decision == (ID{}) && h.Decided {
		l.Decision = id.Decision()
	}
	if l.Case == "" {
		l.Case = h.Case
	}
	if witness == ByNumber {
		l.Witness = ByNumber
	}
}
