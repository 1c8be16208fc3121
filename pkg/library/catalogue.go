package library

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"referat/pkg/agenda"
)

// A Catalogue is the meetings of an archive, each once, by body and date.
type Catalogue struct {
	meetings []*Meeting
	bodies   []*Body
	of       map[agenda.ID]*Meeting // by each copy's ID
	slugs    map[string]*Body       // those of other copies' names, too
	cases    *agenda.Cases
	kin      map[string][]*Body // by agenda.BodyKin
}

// A Body (udvalg, råd) is who holds meetings, or a series of them (møderække).
type Body struct {
	Slug     string
	Name     string     // as its latest meeting has it
	Meetings []*Meeting // by date, the earliest first
}

// A Meeting is one meeting with all its copies.
type Meeting struct {
	Body   *Body
	Day    string        // as an Address has it
	Copies []agenda.Card // best first, as agenda.Group puts them; one at least

	place int // in Body.Meetings
}

// Best is the copy that search shows.
func (m *Meeting) Best() *agenda.Card { return &m.Copies[0] }

// Catalogue is the catalogue of the volume. It is made when it is first asked for.
func (v *Volume) Catalogue() (*Catalogue, error) {
	v.catalogue.Do(func() {
		var all [][]agenda.Card
		if all, v.catalogue.err = v.groups(); v.catalogue.err == nil {
			v.catalogue.made = newCatalogue(v.kept.from(all))
		}
	})
	return v.catalogue.made, v.catalogue.err
}

// groups are all meetings as agenda.Group puts them, with what is kept back. They
// are put together when they are first asked for.
func (v *Volume) groups() ([][]agenda.Card, error) {
	v.grouped.Do(func() {
		var cards []agenda.Card
		if cards, v.grouped.err = v.archive.AllCards(); v.grouped.err == nil {
			v.grouped.all = agenda.Group(cards)
		}
	})
	return v.grouped.all, v.grouped.err
}

// newCatalogue makes a catalogue of meetings that agenda.Group has put together.
func newCatalogue(groups [][]agenda.Card) *Catalogue {
	c := &Catalogue{cases: agenda.NewCases(groups), of: map[agenda.ID]*Meeting{}, slugs: map[string]*Body{}}
	for _, copies := range groups {
		m := &Meeting{Copies: copies}
		c.meetings = append(c.meetings, m)
		for i := range copies {
			c.of[copies[i].ID] = m
		}
		best := m.Best()
		name := agenda.BodyName(best.Series, best.Title)
		slug := agenda.Slug(name)
		b := c.slugs[slug]
		if b == nil {
			b = &Body{Slug: slug}
			c.slugs[slug] = b
			c.bodies = append(c.bodies, b)
		}
		b.Name = name
		m.Body, m.place = b, len(b.Meetings)
		b.Meetings = append(b.Meetings, m)
	}
	for _, m := range c.meetings {
		for i := range m.Copies {
			other := agenda.Slug(agenda.BodyName(m.Copies[i].Series, m.Copies[i].Title))
			if c.slugs[other] == nil {
				c.slugs[other] = m.Body
			}
		}
	}
	for _, b := range c.bodies {
		nameDays(b.Meetings)
	}
	c.kin = map[string][]*Body{}
	slices.SortFunc(c.bodies, func(a, b *Body) int {
		return cmp.Or(strings.Compare(collated(a.Name), collated(b.Name)), strings.Compare(a.Slug, b.Slug))
	})
	for _, b := range c.bodies {
		if kin := kinOf(b); kin != "" {
			c.kin[kin] = append(c.kin[kin], b)
		}
	}
	return c
}

// nameDays gives each meeting of a body its Day. They stand by date and start.
func nameDays(list []*Meeting) {
	on := map[string][]*Meeting{}
	for _, m := range list {
		on[m.Best().Date] = append(on[m.Best().Date], m)
	}
	for date, same := range on {
		starts := map[string]int{}
		for _, m := range same {
			starts[m.Best().Start]++
		}
		for i, m := range same {
			best := m.Best()
			switch {
			case date == "":
				m.Day = undated + strings.ReplaceAll(best.ID.String(), ".", "-")
			case len(same) == 1:
				m.Day = date
			case best.Start != "" && starts[best.Start] == 1:
				m.Day = date + "-kl-" + strings.ReplaceAll(best.Start, ":", "")
			default:
				m.Day = date + "-nr-" + strconv.Itoa(i+1)
			}
		}
	}
}

// undated begins the Day of a meeting whose date is not known; its ID follows.
const undated = "uden-dato-"

// collated is a name as Danish sorts it: æ, ø, å after z, and no regard to case.
func collated(name string) string {
	return strings.NewReplacer("æ", "{", "ø", "|", "å", "}", "aa", "}").Replace(strings.ToLower(name))
}

// kinOf is what a body has in common with those of its name in other years.
func kinOf(b *Body) string {
	last := b.Meetings[len(b.Meetings)-1].Best()
	return agenda.BodyKin(last.Series, last.Title)
}

// Kin are the bodies that have the same name as b but for the years in it
// (Kulturudvalget 2018-2021, Kulturudvalget 2022-2025), by name; b is not among
// them.
func (c *Catalogue) Kin(b *Body) []*Body {
	return slices.DeleteFunc(slices.Clone(c.kin[kinOf(b)]), func(x *Body) bool { return x == b })
}

// Meetings are all meetings by date, the earliest first; those without a date
// come before them.
func (c *Catalogue) Meetings() []*Meeting { return c.meetings }

// Bodies are all bodies by name.
func (c *Catalogue) Bodies() []*Body { return c.bodies }

// Body is the body of this slug, also where only another copy of one of its
// meetings calls it so; nil for none.
func (c *Catalogue) Body(slug string) *Body { return c.slugs[slug] }

// Of is the meeting that id is a copy of, or stands in; nil for none.
func (c *Catalogue) Of(id agenda.ID) *Meeting { return c.of[id.MeetingID()] }

// At are the meetings of a body on a day, as an Address has them: none, one, or
// where only the date is given, all of that date.
func (c *Catalogue) At(body, day string) []*Meeting {
	b := c.slugs[body]
	if b == nil {
		return nil
	}
	date := day[:min(len(day), len("yyyy-mm-dd"))]
	start, timed := strings.CutPrefix(day, date+"-kl-")
	var found []*Meeting
	from, _ := slices.BinarySearchFunc(b.Meetings, date, func(m *Meeting, date string) int { return strings.Compare(m.Best().Date, date) })
	if strings.HasPrefix(day, undated) {
		from = 0
	}
	for _, m := range b.Meetings[from:] {
		best := m.Best()
		switch {
		case m.Day == day:
			return []*Meeting{m}
		case best.Date > date:
			return found
		case day == best.Date, timed && best.Date == date && strings.ReplaceAll(best.Start, ":", "") == start:
			found = append(found, m)
		}
	}
	return found
}

// Neighbours are the body's meetings before and after m; nil where there is none.
func (c *Catalogue) Neighbours(m *Meeting) (before, after *Meeting) {
	if m.place > 0 {
		before = m.Body.Meetings[m.place-1]
	}
	if m.place+1 < len(m.Body.Meetings) {
		after = m.Body.Meetings[m.place+1]
	}
	return before, after
}

// Named is the body of this name, however its letters and signs are written; nil
// for none.
func (c *Catalogue) Named(name string) *Body {
	if strings.TrimSpace(name) == "" {
		return nil
	}
	return c.slugs[agenda.Slug(name)]
}

// On are the meetings of a date (yyyy-mm-dd).
func (c *Catalogue) On(date string) []*Meeting {
	by := func(m *Meeting, date string) int { return strings.Compare(m.Best().Date, date) }
	from, _ := slices.BinarySearchFunc(c.meetings, date, by)
	to := from
	for to < len(c.meetings) && c.meetings[to].Best().Date == date {
		to++
	}
	return c.meetings[from:to]
}
