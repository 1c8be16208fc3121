package main

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"referat/pkg/agenda"
	"referat/pkg/archive"
)

func caseCommand() command {
	c := command{
		name:  "case",
		brief: "vis en sags forløb gennem møderne",
		usage: "[--json] SAGSNUMMER | TITEL | ID",
		help: `Viser de punkter, hvor sagen var på, efter dato, hvert mødes punkt én gang: dato,
møde, titel, udfald og beslutningens første ord, side og id. Efter id'et står, hvad
der viser, at punktet hører til sagen: «sagsnummer», eller «samme titel» som et
punkt med sagsnummeret. Titler, som går igen på hvert møde, knytter intet sammen.

Sagsnummeret kan skrives med eller uden bindestreger og i store eller små
bogstaver. Uden et sagsnummer: giv et punkts hele titel eller dets id.

Eksempler:
  referat case EMN-2025-003383
  referat case "Anlægsbevilling til sti under Klitvejen"
  referat case --json 8f14e45fceea.m1.p3`,
	}
	c.run = func(e *env, ctx context.Context, args []string) error {
		fs := e.flags(c)
		dir := e.archiveFlag(fs)
		asJSON := fs.Bool("json", false, "skriv JSON")
		rest, err := e.parse(c, fs, args)
		if err != nil {
			return err
		}
		start := strings.TrimSpace(strings.Join(rest, " "))
		if start == "" {
			return usagef("giv et sagsnummer, et punkts titel eller dets id")
		}
		a, err := archive.Open(*dir)
		if err != nil {
			return err
		}
		defer a.Close()
		course, err := caseCourse(ctx, a, start)
		if err != nil {
			return err
		}
		if *asJSON {
			return writeJSON(e.stdout, course)
		}
		for _, s := range course.Punkter {
			e.showStep(s)
		}
		if len(course.Punkter) == 0 {
			fmt.Fprintf(e.stderr, "Ingen punkter med sagsnummeret eller titlen «%s».\n", printable(course.Start))
			e.hint("«referat search» finder punkter, hvis titel man kun ved noget af")
		}
		return nil
	}
	return c
}

// A course is a case's course as the command shows it.
type course struct {
	Start   string `json:"start"` // the case number or title that it was looked for by
	Punkter []step `json:"punkter"`
}

// A step is one punkt of a course.
type step struct {
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
}

// decisionWidth is how many characters of a decision a step shows.
const decisionWidth = 160

// caseCourse finds the course of the case that start names, as the command
// line has it.
func caseCourse(ctx context.Context, a *archive.Reader, start string) (*course, error) {
	if id, err := agenda.ParseID(start); err == nil && id.Path() != "" {
		t, _, err := a.Find(id)
		if err != nil {
			return nil, err
		}
		if t.Punkt == nil {
			return nil, usagef("%s er ikke et punkt eller noget i et", start)
		}
		if start = t.Punkt.CaseNumber; start == "" {
			start = t.Punkt.Title
		}
	}
	cards, err := a.AllCards()
	if err != nil {
		return nil, err
	}
	out := &course{Start: start, Punkter: []step{}}
	for _, link := range agenda.CaseTimeline(cards, start) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		s, err := makeStep(a, link)
		if err != nil {
			return nil, err
		}
		out.Punkter = append(out.Punkter, s)
	}
	return out, nil
}

// makeStep fetches what the link stands for.
func makeStep(a *archive.Reader, link agenda.CaseLink) (step, error) {
	t, doc, err := a.Find(link.ID)
	if err != nil {
		return step{}, fmt.Errorf("arkivets mødeliste og dokumenter passer ikke sammen (%s): %w", link.ID, err)
	}
	s := step{
		ID: t.ID, Date: link.Date, Series: link.Series, Meeting: link.Meeting, Kind: link.Kind,
		Number: t.Punkt.Number, Punkt: t.Punkt.Title, Closed: t.Punkt.Closed, CaseNumber: t.Punkt.CaseNumber,
		Page: t.FirstPage(), Document: doc.Source.Name, Witness: link.Witness, Sources: link.Sources,
	}
	if s.CaseNumber == "" {
		s.CaseNumber = link.Case
	}
	if link.Decision == (agenda.ID{}) {
		return s, nil
	}
	d, _, err := a.Find(link.Decision)
	if err != nil {
		return step{}, fmt.Errorf("arkivets mødeliste og dokumenter passer ikke sammen (%s): %w", link.Decision, err)
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

func (e *env) showStep(s step) {
	fmt.Fprintf(e.stdout, "%s  %s  (%s)\n", orDash(s.Date), printable(meetingName(s.Series, s.Meeting)), s.Kind)
	closed := ""
	if s.Closed {
		closed = " (lukket)"
	}
	number := ""
	if s.CaseNumber != "" {
		number = "  " + s.CaseNumber
	}
	fmt.Fprintf(e.stdout, "   Punkt %s: %s%s%s\n", printable(s.Number), printable(s.Punkt), closed, printable(number))
	switch {
	case s.DecisionID == agenda.ID{}:
		fmt.Fprintln(e.stdout, "   ingen beslutning")
	case s.Decision == "":
		fmt.Fprintf(e.stdout, "   %s\n", s.Outcome.Danish())
	default:
		fmt.Fprintf(e.stdout, "   %s: %s\n", s.Outcome.Danish(), printable(s.Decision))
	}
	page := ""
	if s.Page > 0 {
		page = fmt.Sprintf(", side %d", s.Page)
	}
	fmt.Fprintf(e.stdout, "   %s%s\n", printable(s.Document), page)
	fmt.Fprintf(e.stdout, "   %s  %s\n", s.ID, s.Witness)
	if len(s.Sources) > 0 {
		var ids []string
		for _, id := range s.Sources {
			ids = append(ids, id.String())
		}
		fmt.Fprintf(e.stdout, "   også i %s\n", strings.Join(ids, ", "))
	}
	fmt.Fprintln(e.stdout)
}
