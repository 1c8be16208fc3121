package api

import (
	"fmt"

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
		tasks, err := c.v.Tasks(c.r.Context(), m)
		if err != nil {
			return nil, err
		}
		for _, t := range tasks {
			if library.UnitAsked(t.Responsible, c.values.text["unit"]) {
				out.Followups = append(out.Followups, c.followupOf(t, m))
			}
		}
	}
	return out, nil
}

// followupOf is a task of the meeting m.
func (c *call) followupOf(t library.Task, m *library.Meeting) followup {
	d, p := t.Of, t.Of.Punkt
	f := followup{
		ID: fmt.Sprintf("%s.f%d", d.ID, t.Number), DecisionID: d.ID, PunktID: d.ID.PunktID(), MeetingID: m.Best().ID, Responsible: t.Responsible, Text: t.Text,
		Date: d.Meeting.Date, Series: d.Meeting.Series, Meeting: d.Meeting.Title, Number: p.Number, Punkt: p.Title,
		CaseNumber: p.CaseNumber, Closed: p.Closed, Outcome: d.Decision.Outcome, Page: t.Page, Document: t.Holding.Document.Source.Name,
		Links: c.linksOf(d, t.Holding),
	}
	if t.Page > 0 {
		c.opened(&f.Links, t.Holding, t.Page)
	}
	return f
}
