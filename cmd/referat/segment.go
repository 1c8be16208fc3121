package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"referat/ingest"
)

func segmentCommand() command {
	c := command{
		name:  "segment",
		brief: "vis, hvad programmet finder i én PDF (JSON), uden at røre arkivet",
		usage: "[flag] FIL.pdf",
		help: `Skriver ét JSON-objekt: filens møder, punkter, beslutninger og bilag, og de
advarsler, der er om den. Felterne er beskrevet i docs/document.md.

Eksempel:
  referat segment 2026-03-23.pdf | jq '.meetings[].punkter[].title'`,
	}
	c.run = func(e *env, ctx context.Context, args []string) error {
		fs := e.flags(c)
		r := e.readingFlags(fs)
		paths, err := e.parse(c, fs, args)
		if err != nil {
			return err
		}
		if len(paths) != 1 {
			return usagef("giv navnet på én PDF")
		}
		options, err := r.options()
		if err != nil {
			return err
		}
		readers, err := r.isolated(1)
		if err != nil {
			return err
		}
		defer readers.Close()
		return await(ctx, func() error {
			doc, err := ingest.ReadFile(ctx, paths[0], options, readers.Read)
			if err != nil {
				if ctx.Err() != nil {
					return ctx.Err()
				}
				var refusal *ingest.Refusal // with the engines' own words
				if errors.As(err, &refusal) {
					for line := range strings.SplitSeq(strings.Join(refusal.Messages, "\n"), "\n") {
						fmt.Fprintf(e.stderr, "| %s\n", printable(line))
					}
				}
				return fmt.Errorf("%s: %s", paths[0], ingest.Reason(err))
			}
			doc.Portable()
			return writeJSON(e.stdout, doc)
		})
	}
	return c
}
