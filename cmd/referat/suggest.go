package main

import (
	"context"
	"fmt"
	"strings"

	"referat/index"
)

func suggestCommand() command {
	c := command{
		name:  "suggest",
		brief: "fuldfør et ord eller en titel",
		usage: "[flag] TEKST…",
		help: `Foreslår, hvad der er ved at blive skrevet i et søgefelt: ord fra arkivet, der begynder
som det sidste ord, de hyppigste først, med hvor mange punkter de mindst står i; og
titler på punkter med alle ordene.

Eksempler:
  referat suggest svøm
  referat suggest --json --limit 5 ny sv`,
	}
	c.run = func(e *env, ctx context.Context, args []string) error {
		fs := e.flags(c)
		dir := e.archiveFlag(fs)
		limit := fs.Int("limit", 8, "højst `ANTAL` ord og lige så mange titler")
		asJSON := fs.Bool("json", false, "skriv JSON")
		words, err := e.parse(c, fs, args)
		if err != nil {
			return err
		}
		if len(words) == 0 {
			return usagef("giv begyndelsen af et ord")
		}
		if *limit < 1 || *limit > 1000 {
			return usagef("--limit kan ikke være %d: giv et tal fra 1 til 1000", *limit)
		}
		v, err := openVolume(*dir)
		if err != nil {
			return err
		}
		defer v.close()
		s, err := suggest(ctx, v, strings.Join(words, " "), *limit)
		if err != nil {
			return err
		}
		if *asJSON {
			return writeJSON(e.stdout, s)
		}
		for _, w := range s.Words {
			fmt.Fprintf(e.stdout, "%s (%d)\n", w.Shown, w.Entries)
		}
		if len(s.Words) > 0 && len(s.Titles) > 0 {
			fmt.Fprintln(e.stdout)
		}
		for _, t := range s.Titles {
			fmt.Fprintf(e.stdout, "%s  %s  %s\n", orDash(t.Date), t.Title, t.ID)
		}
		if len(s.Words)+len(s.Titles) == 0 {
			fmt.Fprintln(e.stderr, "Ingen forslag.")
		}
		return nil
	}
	return c
}

// A suggestion is what may be about to be typed.
type suggestion struct {
	Words  []index.Form   `json:"words"`
	Titles []titleOfPunkt `json:"titles"`
}

type titleOfPunkt struct {
	ID    string `json:"id"`
	Date  string `json:"date"`
	Title string `json:"title"`
}

func suggest(ctx context.Context, v *volume, text string, limit int) (*suggestion, error) {
	out := &suggestion{Words: []index.Form{}, Titles: []titleOfPunkt{}}
	if v.index == nil {
		return out, nil
	}
	s, err := v.index.Suggest(ctx, text, limit)
	if err != nil {
		return nil, err
	}
	out.Words = append(out.Words, s.Words...)
	for _, id := range s.Titles {
		t, _, err := v.archive.Find(id)
		if err != nil {
			return nil, err
		}
		out.Titles = append(out.Titles, titleOfPunkt{id.String(), t.Meeting.Date, t.Title()})
	}
	return out, nil
}
