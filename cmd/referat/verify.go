package main

import (
	"context"
	"fmt"
	"strings"

	"referat/index"
	"referat/ingest"
	"referat/pkg/agenda"
	"referat/pkg/archive"
)

func verifyCommand() command {
	c := command{
		name:  "verify",
		brief: "se efter, at intet i arkivet er beskadiget",
		usage: "[flag]",
		help: `Læser alt, hvad arkivet har, og holder det op mod dets kontrolsummer og mod sig selv:
generationernes filer, hver post, de originale PDF'er og karantænen, og søgeindekset
mod arkivet. Hver fejl er en linje med, hvad der retter den. Søgning og import kan
køre imens. Om noget mangler i det, PDF'erne lover, viser «referat check».

Eksempler:
  referat verify
  referat verify --no-originals --json

Slutkoder: 0 alt er helt, 1 arkivet kunne ikke ses efter, 4 noget er ikke helt,
130 afbrudt.`,
	}
	c.run = func(e *env, ctx context.Context, args []string) error {
		fs := e.flags(c)
		dir := e.archiveFlag(fs)
		skip := fs.Bool("no-originals", false, "læs ikke PDF'erne, se kun, at de er der: det går hurtigere")
		asJSON := fs.Bool("json", false, "skriv JSON")
		rest, err := e.parse(c, fs, args)
		if err != nil {
			return err
		}
		if len(rest) > 0 {
			return usagef("«%s» er for meget", rest[0])
		}
		v := archive.Verifier{Originals: !*skip, Check: ingest.CheckKept}
		r := &verifyReport{}
		if r.Verification, err = v.Verify(ctx, *dir); err != nil {
			return err
		}
		if err := r.index(ctx, *dir); err != nil {
			return err
		}
		r.Whole = len(r.Problems) == 0
		if *asJSON {
			err = writeJSON(e.stdout, r)
		} else {
			e.verified(r)
		}
		if err == nil && !r.Whole {
			err = exitError{exitGaps}
		}
		return err
	}
	return c
}

// A verifyReport is what a verify looked at, and what it found.
type verifyReport struct {
	Whole bool `json:"whole"`
	*archive.Verification
	Entries int `json:"entries"` // of the search index
}

// index compares the search index with the store. What keeps it from that are
// problems, too.
func (r *verifyReport) index(ctx context.Context, dir string) error {
	bad := func(format string, args ...any) {
		const do = "kør: referat reindex"
		message := strings.TrimSuffix(fmt.Sprintf(format, args...), "; "+do) // an error can end in the same advice
		r.Problems = append(r.Problems, archive.Problem{Code: archive.ProblemIndex, Where: r.Generation, Message: message, Do: do})
	}
	a, err := archive.Open(dir)
	if err != nil {
		return r.unlessTold(err)
	}
	defer a.Close()
	expected, err := expectedEntries(ctx, a)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		return r.unlessTold(err)
	}
	ix, err := index.Open(a.IndexDir(), nil)
	if err != nil {
		if len(expected) > 0 {
			bad("%v", err)
		}
		return nil
	}
	defer ix.Close()
	at, err := ix.Sequence()
	if err != nil {
		bad("%v", err)
		return nil
	}
	if now, err := a.Sequence(); err == nil && now != at {
		bad("søgeindekset er ved ændring %d og arkivet ved %d", at, now)
	}
	more, twice := 0, 0
	for id, err := range ix.IDs(ctx) {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			bad("%v", err)
			return nil
		}
		r.Entries++
		switch seen, wanted := expected[id]; {
		case !wanted:
			more++
		case seen:
			twice++
		}
		expected[id] = true
	}
	missing := 0
	for _, seen := range expected {
		if !seen {
			missing++
		}
	}
	if missing > 0 {
		bad("søgeindekset mangler %s", counted(missing, "opslag", "opslag"))
	}
	if more > 0 {
		bad("søgeindekset har %s, som arkivet ikke har", counted(more, "opslag", "opslag"))
	}
	if twice > 0 {
		bad("søgeindekset har %s to gange", counted(twice, "opslag", "opslag"))
	}
	return nil
}

// unlessTold is err where none of the problems can be its cause.
func (r *verifyReport) unlessTold(err error) error {
	if len(r.Problems) > 0 {
		return nil
	}
	return err
}

// expectedEntries is the set of the entries that the index of the archive is to
// have, none of them seen yet.
func expectedEntries(ctx context.Context, a *archive.Reader) (map[agenda.ID]bool, error) {
	cards, err := a.AllCards()
	if err != nil {
		return nil, err
	}
	shown := agenda.NewShown(cards)
	entries := map[agenda.ID]bool{}
	for d, err := range a.Documents() {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return nil, err
		}
		_, replaced, err := a.Replaced(d.Source.SHA256)
		if err != nil {
			return nil, err
		}
		if replaced {
			continue
		}
		for id := range index.Expected(d, shown.LeaveOut(d)) {
			entries[id] = false
		}
	}
	return entries, nil
}

// verified tells what was found.
func (e *env) verified(r *verifyReport) {
	for _, p := range r.Problems {
		fmt.Fprintf(e.stdout, "%s: %s; %s\n", printable(p.Where), printable(p.Message), p.Do)
	}
	fmt.Fprintf(e.stdout, "%s: %s, %s, %s, %s i søgeindekset; %s og %s læst\n", r.Generation,
		counted(r.Documents, "dokument", "dokumenter"), counted(r.Pages, "side", "sider"), counted(r.Meetings, "møde", "møder"), counted(r.Entries, "opslag", "opslag"),
		counted(r.Originals, "PDF", "PDF'er"), counted(r.Files, "arkivfil", "arkivfiler"))
	if r.Whole {
		fmt.Fprintln(e.stdout, "alt er helt")
	} else {
		fmt.Fprintf(e.stdout, "%s\n", counted(len(r.Problems), "fejl", "fejl"))
	}
}
