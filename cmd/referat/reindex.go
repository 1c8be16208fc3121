package main

import (
	"context"
	"fmt"

	"referat/index"
	"referat/ingest"
	"referat/pkg/archive"
)

func reindexCommand() command {
	c := command{
		name:  "reindex",
		brief: "byg søgeindekset op på ny ud fra arkivet",
		usage: "[--archive MAPPE]",
		help: `Bygger søgeindekset op på ny af det, arkivet har; ingen PDF læses igen. Går det
galt, er arkivet og det gamle indeks, som de var.

Eksempel:
  referat reindex --archive /srv/arkiv`,
	}
	c.run = func(e *env, ctx context.Context, args []string) error {
		fs := e.flags(c)
		dir := e.archiveFlag(fs)
		rest, err := e.parse(c, fs, args)
		if err != nil {
			return err
		}
		if len(rest) > 0 {
			return usagef("«%s» er for meget", rest[0])
		}
		if !archive.IsArchive(*dir) {
			return fmt.Errorf("%w i %s", archive.ErrMissing, *dir) // Begin would make one
		}
		w, err := archive.Begin(*dir)
		if err != nil {
			return err
		}
		defer w.Abort()
		ix := index.NewWriter(w.IndexDir)
		defer ix.Discard()
		n, err := ingest.Reindex(ctx, w, ix.Put)
		if err != nil {
			return err
		}
		if err := ix.Close(); err != nil {
			return ingest.Fatal(err)
		}
		if err := w.Commit(); err != nil {
			return ingest.Fatal(err)
		}
		fmt.Fprintf(e.stdout, "%s indekseret\n", counted(n, "dokument", "dokumenter"))
		return nil
	}
	return c
}
