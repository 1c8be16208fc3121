package main

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"referat/pkg/agenda"
	"referat/pkg/archive"
)

func listCommand() command {
	c := command{
		name:  "list",
		brief: "vis arkivets møder efter dato",
		usage: "[--from DATO] [--to DATO] [--year ÅR] [--kind referat|dagsorden] [--nested] [--copies] [--json]",
		help: `Viser møderne, ét pr. linje: dato, art, titel, antal punkter og id, og hvor to
hedder det samme på samme dag, også hvornår de begynder, eller filens navn. Står et
møde i flere filer (dagsorden og referat, en ældre udgave), vises det bedste
eksemplar, og med --copies dem alle. Møder, der kun er et bilag i andre, vises med --nested.

Eksempler:
  referat list --year 2026
  referat list --kind dagsorden --json`,
	}
	c.run = func(e *env, ctx context.Context, args []string) error {
		fs := e.flags(c)
		dir := e.archiveFlag(fs)
		f := e.filterFlags(fs)
		nested := fs.Bool("nested", false, "også møder, der ligger som bilag i andre")
		copies := fs.Bool("copies", false, "alle eksemplarer af hvert møde")
		asJSON := fs.Bool("json", false, "skriv JSON")
		rest, err := e.parse(c, fs, args)
		if err != nil {
			return err
		}
		if len(rest) > 0 {
			return usagef("«%s» er for meget", rest[0])
		}
		if err := f.check(); err != nil {
			return err
		}
		a, err := archive.Open(*dir)
		if err != nil {
			return err
		}
		defer a.Close()
		all, err := a.Meetings()
		if err != nil {
			return err
		}
		entries := []archive.Entry{}
		best, err := bestCopies(a)
		if err != nil {
			return err
		}
		onlyNested := 0
		for _, m := range all {
			switch {
			case !f.admits(m.Date, m.Kind):
			case *nested || !m.ID.Nested():
				if *copies || best[m.ID] {
					entries = append(entries, m)
				}
			case best[m.ID]:
				onlyNested++
			}
		}
		slices.SortStableFunc(entries, func(x, y archive.Entry) int {
			return cmp.Or(cmp.Compare(x.Date, y.Date), cmp.Compare(x.Start, y.Start))
		})
		if *asJSON {
			return writeJSON(e.stdout, entries)
		}
		alike := map[string]int{} // meetings of one day and name; and of one start, too
		key := func(m archive.Entry) (day, start string) {
			day = m.Date + "\n" + meetingName(m.Series, m.Title)
			return day, day + "\n" + m.Start
		}
		for _, m := range entries {
			day, start := key(m)
			alike[day]++
			alike[start]++
		}
		for _, m := range entries {
			name := meetingName(m.Series, m.Title)
			switch day, start := key(m); {
			case alike[start] > 1:
				name += " (" + m.SourceName + ")"
			case alike[day] > 1 && m.Start != "":
				name += ", kl. " + m.Start
			}
			fmt.Fprintf(e.stdout, "%-10s  %-9s  %-60s  %10s  %s\n", orDash(m.Date), m.Kind, printable(name), counted(m.Punkter, "punkt  ", "punkter"), m.ID)
		}
		if len(entries) == 0 {
			fmt.Fprintln(e.stderr, "Ingen møder.")
		}
		if onlyNested > 0 {
			fmt.Fprintf(e.stderr, "Dertil %s, der kun er et bilag i andre; --nested viser dem.\n", counted(onlyNested, "møde", "møder"))
		}
		return nil
	}
	return c
}

// meetingName is a meeting's name as one line.
func meetingName(series, title string) string {
	switch {
	case series == "":
		return title
	case title == "":
		return series
	}
	return series + ": " + title
}

func orDash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}

// meetingLine is a meeting as a heading.
func meetingLine(m *agenda.Meeting) string {
	return fmt.Sprintf("%s  %s  (%s)", orDash(m.Date), meetingName(m.Series, m.Title), m.Kind)
}
