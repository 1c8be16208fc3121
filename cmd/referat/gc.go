package main

import (
	"context"
	"fmt"
	"strings"

	"referat/pkg/archive"
)

func gcCommand() command {
	c := command{
		name:  "gc",
		brief: "slet gamle generationer og efterladenskaber",
		usage: "[flag]",
		help: `Sletter alle generationer af arkivet undtagen de nyeste (den i kraft bliver altid,
og den, den er lavet af, til sidst), det, afbrudte kørsler har efterladt, og PDF'er,
som ingen generation kender. En afbrudt import, der kan gå videre, bliver.

Eksempel:
  referat gc --keep 1`,
	}
	c.run = func(e *env, ctx context.Context, args []string) error {
		fs := e.flags(c)
		dir := e.archiveFlag(fs)
		writing := e.writingFlags(fs)
		keep := fs.Int("keep", archive.KeptGenerations, "behold `ANTAL` generationer")
		asJSON := fs.Bool("json", false, "skriv JSON")
		rest, err := e.parse(c, fs, args)
		if err != nil {
			return err
		}
		if len(rest) > 0 {
			return usagef("«%s» er for meget", rest[0])
		}
		if *keep < 1 {
			return usagef("--keep kan ikke være %d: mindst én generation bliver", *keep)
		}
		r, err := writing.claim("gc").GC(ctx, *dir, *keep)
		if err != nil {
			return err
		}
		if *asJSON {
			return writeJSON(e.stdout, r)
		}
		if len(r.Generations) > 0 {
			fmt.Fprintf(e.stdout, "slettet: %s\n", strings.Join(r.Generations, ", "))
		}
		if len(r.Leftovers) > 0 {
			fmt.Fprintf(e.stdout, "slettet: %s\n", counted(len(r.Leftovers), "efterladt fil", "efterladte filer"))
		}
		if r.Originals > 0 {
			fmt.Fprintf(e.stdout, "slettet: %s, som ingen generation kender\n", counted(r.Originals, "PDF", "PDF'er"))
		}
		fmt.Fprintf(e.stdout, "%s frigjort\n", megabytes(r.Bytes))
		return nil
	}
	return c
}
