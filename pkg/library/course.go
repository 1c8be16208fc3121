package library

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"referat/pkg/agenda"
	"referat/pkg/archive"
)

// ErrNoPunkt says that an id which a case was to be looked for by is no punkt,
// nor anything in one.
var ErrNoPunkt = errors.New("er ikke et punkt eller noget i et")

// A Course is a case's course (sagsforløb) through the meetings.
type Course struct {
	Start   string `json:"start"` // the case number or title that it was looked for by
	Punkter []Step `json:"punkter"`
}

// A Step is one punkt of a course.
type Step struct {
	ID         agenda.ID      `json:"id"`
	DecisionID agenda.ID      `json:"decision_id"` // "" where there is no decision
	Date       string         `json:"date"`
	Series     string         `json:"series"`
	Meeting    string         `json:"meeting"`
	Kind       agenda.Kind    `json:"kind"`
	Number     string         `json:"punkt_number"`
	Punkt      string         `json:"punkt_title"`
	Closed     bool           `json:"closed"`
	CaseNumber string         `json:"case_number"`
	Outcome    agenda.Outcome `json:"outcome"`  // "" where there is no decision
	Decision   string         `json:"decision"` // its first words
	Page       int            `json:"page"`     // of the PDF, where the decision begins, else the punkt; 0 where not known
	Document   string         `json:"document"`
	Witness    agenda.Witness `json:"witness"`
	Sources    []agenda.ID    `json:"sources"` // the same punkt in other copies of the meeting

	Of      agenda.Thing `json:"-"` // the punkt
	Holding *Holding     `json:"-"` // the document that it stands in
}

// decisionWidth is how many characters of a decision a step shows.
const decisionWidth = 160

// CaseNear is Case of a punkt, with no more of it than the most punkter nearest in
// time to that, and how many there are in all: of a case that never ends.
func (v *Volume) CaseNear(ctx context.Context, id agenda.ID, most int) (*Course, int, error) {
	c, err := v.Catalogue()
	if err != nil {
		return nil, 0, err
	}
	start, err := v.caseStart(id.String())
	if err != nil {
		return nil, 0, err
	}
	links := c.cases.Timeline(start)
	at := max(0, slices.IndexFunc(links, func(l agenda.CaseLink) bool { return l.ID == id || slices.Contains(l.Sources, id) }))
	from := min(max(0, at-most/2), max(0, len(links)-most))
	course, err := v.course(ctx, start, links[from:min(len(links), from+most)])
	return course, len(links), err
}

// Case finds the course of a case by what people know of it: its number, a
// punkt's whole title, or the id of a punkt or of something in one. It has no
// punkter where the archive knows of none.
func (v *Volume) Case(ctx context.Context, start string) (*Course, error) {
	start, err := v.caseStart(start)
	if err != nil {
		return nil, err
	}
	c, err := v.Catalogue()
	if err != nil {
		return nil, err
	}
	return v.course(ctx, start, c.cases.Timeline(start))
}

// caseStart is what a case is looked for by: of an id, the case number of its
// punkt, else that's title.
func (v *Volume) caseStart(start string) (string, error) {
	id, err := agenda.ParseID(start)
	if err != nil || id.Path() == "" {
		return start, nil
	}
	t, _, err := v.Find(id)
	if err != nil {
		return "", err
	}
	if t.Punkt == nil {
		return "", fmt.Errorf("%s %w", start, ErrNoPunkt)
	}
	if t.Punkt.CaseNumber != "" {
		return t.Punkt.CaseNumber, nil
	}
	return t.Punkt.Title, nil
}

// course fetches what the links of a course stand for.
func (v *Volume) course(ctx context.Context, start string, links []agenda.CaseLink) (*Course, error) {
	out := &Course{Start: start, Punkter: []Step{}}
	for _, link := range links {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		s, err := v.step(link)
		if err != nil {
			return nil, err
		}
		if !s.Closed || !v.options.NoClosed {
			out.Punkter = append(out.Punkter, s)
		}
	}
	return out, nil
}

// step fetches what the link stands for.
func (v *Volume) step(link agenda.CaseLink) (Step, error) {
	t, h, err := v.Find(link.ID)
	if err != nil {
		return Step{}, fmt.Errorf("arkivets mødeliste og dokumenter passer ikke sammen (%s): %w", link.ID, err)
	}
	s := Step{
		ID: t.ID, Date: link.Date, Series: link.Series, Meeting: link.Meeting, Kind: link.Kind,
		Number: t.Punkt.Number, Punkt: t.Punkt.Title, Closed: t.Punkt.Closed, CaseNumber: t.Punkt.CaseNumber,
		Page: t.FirstPage(), Document: h.Document.Source.Name, Witness: link.Witness, Sources: link.Sources, Of: t, Holding: h,
	}
	if s.CaseNumber == "" {
		s.CaseNumber = link.Case
	}
	if link.Decision == (agenda.ID{}) {
		return s, nil
	}
	d, _, err := v.Find(link.Decision)
	if v.options.NoClosed && errors.Is(err, archive.ErrNotFound) {
		return s, nil // closed in the copy that has the decision
	}
	if err != nil {
		return Step{}, fmt.Errorf("arkivets mødeliste og dokumenter passer ikke sammen (%s): %w", link.Decision, err)
	}
	s.DecisionID, s.Outcome, s.Decision = d.ID, d.Outcome(), firstWords(d.Decision.Text, decisionWidth)
	if d.ID.Parent() == s.ID {
		s.Page = d.FirstPage()
	}
	return s, nil
}

// firstWords is the beginning of a text in one line, at most width characters and
// whole words, with "…" where more follows.
func firstWords(text string, width int) string {
	var out strings.Builder
	length := 0
	for word := range strings.FieldsSeq(text) {
		n := utf8.RuneCountInString(word)
		if length > 0 {
			n++
		}
		if length+n > width && length > 0 {
			return out.String() + " …"
		}
		if length > 0 {
			out.WriteByte(' ')
		}
		out.WriteString(word)
		length += n
	}
	return out.String()
}
