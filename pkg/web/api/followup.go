package api

import (
	"fmt"
	"strings"

	"referat/pkg/agenda"
	"referat/pkg/library"
)

// A followupList is the tasks of some meetings.
type followupList struct {
	Meetings  int        `json:"meetings"` // that were looked at
	Followups []followup `json:"followups"`
	Links     listLinks  `json:"links"`
}

// A followup is a task that a decision gives to someone.
type followup struct {
	ID          string         `json:"id"`
	DecisionID  agenda.ID      `json:"decision_id"`
	PunktID     agenda.ID      `json:"punkt_id"`
	MeetingID   agenda.ID      `json:"meeting_id"`
	Responsible string         `json:"responsible"`
	Text        string         `json:"text"`
	Date        string         `json:"date"`
	Series      string         `json:"series"`
	Meeting     string         `json:"meeting"`
	Number      string         `json:"punkt_number"`
	Punkt       string         `json:"punkt_title"`
	CaseNumber  string         `json:"case_number"`
	Closed      bool           `json:"closed"`
	Outcome     agenda.Outcome `json:"outcome"`
	Page        int            `json:"page"`
	Document    string         `json:"document"`
	Links       links          `json:"links"`
}

func (c *call) followups() (any, error) {
	place, err := c.place(3)
	if err != nil {
		return nil, err
	}
	_, rest, err := c.selected(place)
	if err != nil {
		return nil, err
	}
	rest, more := cut(rest, c.values.number["limit"])
	if more {
		c.goesOn(keyOf(rest[len(rest)-1])...)
	}
	out := followupList{len(rest), []followup{}, c.listLinks("")}
	for _, m := range rest {
		for i := range m.Copies {
			if err := c.r.Context().Err(); err != nil {
				return nil, err
			}
			list, err := c.tasksOf(m, &m.Copies[i])
			if err != nil {
				return nil, err
			}
			out.Followups = append(out.Followups, list...)
		}
	}
	return out, nil
}

// tasksOf are the tasks of a copy of a meeting that no better copy has.
func (c *call) tasksOf(m *library.Meeting, card *agenda.Card) ([]followup, error) {
	if !decided(card) || card.Replaced && !m.Best().Replaced {
		return nil, nil
	}
	t, h, err := c.v.Find(card.ID)
	if err != nil {
		return nil, err
	}
	var list []followup
	for i := range t.Meeting.Punkter {
		p := agenda.Thing{ID: t.ID.Punkt(i + 1), Kind: agenda.ThingPunkt, Meeting: t.Meeting, Punkt: &t.Meeting.Punkter[i]}
		d := p.DecisionThing()
		if d.Decision == nil || h.LeftOut(d.ID) {
			continue
		}
		for n, f := range d.Decision.Followups {
			if !asked(f.Responsible, c.values.text["unit"]) {
				continue
			}
			page := d.PageAt(max(0, strings.Index(d.Decision.Text, f.Text)))
			task := followup{
				ID: fmt.Sprintf("%s.f%d", d.ID, n+1), DecisionID: d.ID, PunktID: p.ID, MeetingID: m.Best().ID, Responsible: f.Responsible, Text: f.Text,
				Date: t.Meeting.Date, Series: t.Meeting.Series, Meeting: t.Meeting.Title, Number: p.Punkt.Number, Punkt: p.Punkt.Title,
				CaseNumber: p.Punkt.CaseNumber, Closed: p.Punkt.Closed, Outcome: d.Decision.Outcome, Page: page, Document: h.Document.Source.Name,
				Links: c.linksOf(d, h),
			}
			if page > 0 {
				task.Links.Page, task.Links.Original = address(c.absolute(pagePath(d.ID, page))), c.original(h, page)
			}
			list = append(list, task)
		}
	}
	return list, nil
}

// decided reports whether a copy of a meeting has a decision.
func decided(card *agenda.Card) bool {
	for i := range card.Heads {
		if card.Heads[i].Decided {
			return true
		}
	}
	return false
}

// asked reports whether a unit's name has the words asked for, in a row, without
// regard to case.
func asked(unit, words string) bool {
	in := func(s string) string {
		return " " + strings.ToLower(strings.Join(strings.Fields(strings.TrimRight(s, " .,:;")), " ")) + " "
	}
	return words == "" || strings.Contains(in(unit), in(words))
}
