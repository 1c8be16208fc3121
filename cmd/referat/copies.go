package main

import (
	"fmt"
	"slices"
	"strings"

	"referat/ingest"
	"referat/pkg/agenda"
	"referat/pkg/archive"
)

// A copyOf is another copy of a meeting: its agenda, minutes that are a bilag
// of a later meeting, an older version of the file.
type copyOf struct {
	ID       string      `json:"id"` // of the meeting there
	Kind     agenda.Kind `json:"kind"`
	Document string      `json:"document"`
	Nested   bool        `json:"nested"`   // it is part of a bilag
	Replaced bool        `json:"replaced"` // an older version
}

// copiesOf lists the other copies of the meeting that t belongs to, best first.
func copiesOf(a *archive.Reader, t agenda.Thing) ([]copyOf, error) {
	others := []copyOf{}
	if t.Meeting == nil || t.Meeting.Date == "" {
		return others, nil
	}
	cards, err := a.Cards(t.Meeting.Date)
	if err != nil {
		return nil, err
	}
	own := meetingOf(t.ID)
	for _, group := range agenda.Group(cards) {
		if !slices.ContainsFunc(group, func(c agenda.Card) bool { return c.ID == own }) {
			continue
		}
		for _, c := range group {
			if c.ID == own {
				continue
			}
			sha, err := a.Resolve(c.ID.Doc())
			if err != nil {
				return nil, err
			}
			src, err := a.Source(sha)
			if err != nil {
				return nil, err
			}
			others = append(others, copyOf{c.ID.String(), c.Kind, src.Name, c.ID.Nested(), c.Replaced})
		}
	}
	return others, nil
}

// copyNames names copies for people.
func copyNames(copies []copyOf) string {
	var names []string
	for _, c := range copies {
		what := string(c.Kind)
		switch {
		case c.Replaced:
			what = "ældre udgave"
		case c.Nested:
			what = "som bilag"
		}
		names = append(names, printable(c.Document)+" ("+what+")")
	}
	return strings.Join(names, ", ")
}

// bestCopies is the best copy of each meeting of the archive.
func bestCopies(a *archive.Reader) (map[agenda.ID]bool, error) {
	cards, err := a.AllCards()
	if err != nil {
		return nil, err
	}
	best := map[agenda.ID]bool{}
	for _, group := range agenda.Group(cards) {
		if !group[0].Replaced {
			best[group[0].ID] = true
		}
	}
	return best, nil
}

// mostOlder is how many older versions an import names.
const mostOlder = 10

// older names the meetings that an import made older versions of: a file that
// another meeting was saved over is one, too, and its meeting is no longer found.
func (e *env) older(dir string, s *ingest.Stats) error {
	var replaced []ingest.FileResult
	for _, r := range slices.Concat(s.Imported, s.Unchanged) {
		if r.Replaced != (agenda.ID{}) {
			replaced = append(replaced, r)
		}
	}
	if len(replaced) == 0 {
		return nil
	}
	a, err := archive.Open(dir)
	if err != nil {
		return err
	}
	defer a.Close()
	fmt.Fprintf(e.stdout, "%d har taget en ældre udgaves plads; den kan stadig vises, men findes ikke ved søgning:\n", len(replaced))
	for i, r := range replaced {
		if i == mostOlder {
			fmt.Fprintf(e.stdout, "  og %d til; --json viser dem alle\n", len(replaced)-i)
			break
		}
		_, d, err := a.Find(r.Replaced)
		if err != nil {
			return err
		}
		what := "uden møder"
		if len(d.Meetings) > 0 {
			m := &d.Meetings[0]
			what = orDash(m.Date) + "  " + meetingName(m.Series, m.Title)
		}
		fmt.Fprintf(e.stdout, "  %s  %s  (nu i %s: %s)\n", r.Replaced, printable(what), printable(r.Path), r.ID)
	}
	return nil
}
