package api

import (
	"slices"

	"referat/pkg/agenda"
	"referat/pkg/library"
)

// A punkt is a punkt with its decision. Of a closed one that is kept back there is
// its number and that it is closed.
type punkt struct {
	Thing      agenda.ThingKind  `json:"thing"`
	ID         agenda.ID         `json:"id"`
	Number     string            `json:"number"`
	Title      string            `json:"title"`
	Minutes    int               `json:"minutes"`
	Category   string            `json:"category"`
	Closed     bool              `json:"closed"`
	CaseNumber string            `json:"case_number"`
	Text       string            `json:"text"`
	Pages      *agenda.PageRange `json:"pages"`
	Decision   *decision         `json:"decision"`
	History    []agenda.History  `json:"history"`
	Bilag      []bilagHead       `json:"bilag"`
	Links      links             `json:"links"`
}

// A decision is what the meeting decided on a punkt.
type decision struct {
	Thing       agenda.ThingKind    `json:"thing"`
	ID          agenda.ID           `json:"id"`
	Text        string              `json:"text"`
	Outcome     agenda.Outcome      `json:"outcome"`
	Resolutions []agenda.Resolution `json:"resolutions"`
	Followups   []agenda.Followup   `json:"followups"`
	Dissent     []string            `json:"dissent"`
	Absent      []string            `json:"absent"`
	Page        int                 `json:"page"`
	Links       links               `json:"links"`
}

// A bilagHead is a bilag without its text.
type bilagHead struct {
	Thing    agenda.ThingKind  `json:"thing"`
	ID       agenda.ID         `json:"id"`
	Number   int               `json:"number"`
	Title    string            `json:"title"`
	Pages    *agenda.PageRange `json:"pages"`
	OCR      bool              `json:"ocr"`
	Gone     bool              `json:"gone"`
	Meetings []meetingHead     `json:"meetings"`
	Links    links             `json:"links"`
}

// A punktRef is a punkt by name.
type punktRef struct {
	ID         agenda.ID  `json:"id"`
	Number     string     `json:"number"`
	Title      string     `json:"title"`
	Closed     bool       `json:"closed"`
	CaseNumber string     `json:"case_number"`
	Links      titleLinks `json:"links"`
}

// A punktAnswer is a punkt with what it stands in.
type punktAnswer struct {
	punkt
	Meeting  meetingHead `json:"meeting"`
	Document documentRef `json:"document"`
}

// A decisionAnswer is a decision with what it stands in.
type decisionAnswer struct {
	decision
	Punkt    punktRef    `json:"punkt"`
	Meeting  meetingHead `json:"meeting"`
	Document documentRef `json:"document"`
}

// A bilag is a bilag with its text and what it stands in.
type bilag struct {
	bilagHead
	Text     string      `json:"text"`
	Punkt    punktRef    `json:"punkt"`
	Meeting  meetingHead `json:"meeting"`
	Document documentRef `json:"document"`
}

func (c *call) punktOf(t agenda.Thing, h *library.Holding) punkt {
	p := punkt{
		Thing: t.Kind, ID: t.ID, Number: t.Punkt.Number, Title: t.Punkt.Title, Minutes: t.Punkt.Minutes, Category: t.Punkt.Category,
		Closed: t.Punkt.Closed, CaseNumber: t.Punkt.CaseNumber, Text: t.Punkt.Text, Pages: pagesOf(t.Punkt.Pages),
		History: listed(t.Punkt.History), Bilag: []bilagHead{}, Links: c.linksOf(t, h),
	}
	if d := t.DecisionThing(); d.Decision != nil {
		made := c.decisionOf(d, h)
		p.Decision = &made
	}
	for _, b := range t.BilagThings() {
		p.Bilag = append(p.Bilag, c.bilagOf(b, h))
	}
	return p
}

func (c *call) decisionOf(t agenda.Thing, h *library.Holding) decision {
	d := t.Decision
	return decision{
		Thing: t.Kind, ID: t.ID, Text: d.Text, Outcome: d.Outcome, Resolutions: listed(d.Resolutions), Followups: listed(d.Followups),
		Dissent: listed(d.Dissent), Absent: listed(d.Absent), Page: t.FirstPage(), Links: c.linksOf(t, h),
	}
}

func (c *call) bilagOf(t agenda.Thing, h *library.Holding) bilagHead {
	b := bilagHead{
		Thing: t.Kind, ID: t.ID, Number: t.Bilag.Number, Title: t.Bilag.Title, OCR: t.Bilag.OCR, Gone: bilagGone(t.Bilag, h),
		Meetings: c.headsOf(t.Bilag.Meetings, t.ID), Links: c.linksOf(t, h),
	}
	if t.Bilag.Pages != nil {
		b.Pages = pagesOf(*t.Bilag.Pages)
	}
	return b
}

func (c *call) refOf(t agenda.Thing) punktRef {
	p := punktThing(t)
	return punktRef{p.ID, p.Punkt.Number, p.Punkt.Title, p.Punkt.Closed, p.Punkt.CaseNumber, titleLinks{c.self(p), address(c.absolute(c.pathOf(p)))}}
}

// listed is a list of its own, and one where there is none.
func listed[T any](list []T) []T {
	if len(list) == 0 {
		return []T{}
	}
	return slices.Clone(list)
}
