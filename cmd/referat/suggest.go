package main

import (
	"context"
	"fmt"
	"strings"

	"referat/pkg/library"
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
		v, err := library.OpenVolume(*dir, library.Options{})
		if err != nil {
			return err
		}
		defer v.Close()
		s, err := v.Suggest(ctx, strings.Join(words, " "), *limit)
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
