package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"referat/pkg/agenda"
	"referat/pkg/library"
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
		v, err := library.OpenVolume(*dir, library.Options{})
		if err != nil {
			return err
		}
		defer v.Close()
		course, err := v.Case(ctx, start)
		if errors.Is(err, library.ErrNoPunkt) {
			return usagef("%s", err)
		}
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

func (e *env) showStep(s library.Step) {
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
