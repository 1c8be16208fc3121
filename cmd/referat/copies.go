package main

import (
	"fmt"
	"slices"
	"strings"

	"referat/ingest"
	"referat/pkg/agenda"
	"referat/pkg/archive"
	"referat/pkg/library"
)

// copyNames names copies for people.
func copyNames(copies []library.CopyOf) string {
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
