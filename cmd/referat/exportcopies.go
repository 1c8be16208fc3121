package main

import (
	"strconv"
	"strings"

	"referat/pkg/agenda"
	"referat/pkg/archive"
)

// copyGroups knows which meetings of an archive are one meeting in several copies.
// It is for one goroutine.
type copyGroups struct {
	meetings [][]agenda.Card         // as agenda.Group has them: by date, the best copy first
	places   map[agenda.ID]copyPlace // of every copy

	last int                             // the meeting that by was found for; -1 for none
	by   map[agenda.ID]agenda.ID         // the things of its copies, by what shows them instead
	many map[int]map[agenda.ID]agenda.ID // by of the meetings of manyCopies
}

// manyCopies is from how many copies on what is covered is kept: such a meeting
// is met in one document after another, and takes long to compare.
const manyCopies = 5

// A copyPlace is a copy's place in copyGroups.meetings.
type copyPlace struct{ meeting, copy int }

func readCopies(a *archive.Reader) (*copyGroups, error) {
	cards, err := a.AllCards()
	if err != nil {
		return nil, err
	}
	c := &copyGroups{meetings: agenda.Group(cards), places: map[agenda.ID]copyPlace{}, last: -1, many: map[int]map[agenda.ID]agenda.ID{}}
	for i, m := range c.meetings {
		for k := range m {
			c.places[m[k].ID] = copyPlace{i, k}
		}
	}
	return c, nil
}

// card is what is known of a copy; nil where nothing is.
func (c *copyGroups) card(meeting agenda.ID) *agenda.Card {
	p, ok := c.places[meeting]
	if !ok {
		return nil
	}
	return &c.meetings[p.meeting][p.copy]
}

// best is the best copy of the meeting.
func (c *copyGroups) best(meeting agenda.ID) agenda.ID {
	p, ok := c.places[meeting]
	if !ok {
		return meeting
	}
	return c.meetings[p.meeting][0].ID
}

// replaced reports whether a newer file has taken the place of the meeting's
// document.
func (c *copyGroups) replaced(meeting agenda.ID) bool {
	card := c.card(meeting)
	return card != nil && card.Replaced
}

// coveredBy is what better copies of the meeting show in the place of its copies'
// things; nil for the things of the best copy.
func (c *copyGroups) coveredBy(id agenda.ID) map[agenda.ID]agenda.ID {
	p, ok := c.places[id.MeetingID()]
	if !ok || p.copy == 0 {
		return nil
	}
	if c.last != p.meeting {
		group := c.meetings[p.meeting]
		by, ok := c.many[p.meeting]
		if !ok {
			by = agenda.CoveredBy(group)
		}
		if len(group) >= manyCopies {
			c.many[p.meeting] = by
		}
		c.last, c.by = p.meeting, by
	}
	return c.by
}

// covers reports whether a better copy of the meeting has the thing too.
func (c *copyGroups) covers(id agenda.ID) bool {
	_, covered := c.coveredBy(id)[id]
	return covered
}

// punkt is the punkt that tables are joined by: id itself, or, where a better
// copy has the punkt too, that one.
func (c *copyGroups) punkt(id agenda.ID) agenda.ID {
	if by := c.coveredBy(id)[id]; by != (agenda.ID{}) {
		return by
	}
	return id
}

// head is what is known of a punkt; nil where nothing is.
func (c *copyGroups) head(punkt agenda.ID) *agenda.Head {
	card := c.card(punkt.Parent())
	path := punkt.Path()
	n, err := strconv.Atoi(path[strings.LastIndexByte(path, '.')+2:])
	if card == nil || err != nil || n < 1 || n > len(card.Heads) {
		return nil
	}
	return &card.Heads[n-1]
}
