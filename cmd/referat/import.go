package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"text/tabwriter"

	"referat/index"
	"referat/ingest"
	"referat/pkg/archive"
)

func importCommand() command {
	c := command{
		name:  "import",
		brief: "læs PDF'er ind i arkivet",
		usage: "[--archive MAPPE] [--json] STI…",
		help: `Læser PDF'er og mapper med PDF'er ind i arkivet. Det, arkivet har i forvejen,
springes over. En fil, der ikke kan læses, stopper ikke de andre: til sidst står,
hvad der blev importeret, hvad der var uændret, og hvad der fejlede og hvorfor.

Eksempler:
  referat import ~/Referater
  referat import --archive /srv/arkiv 2026-03-23.pdf

Slutkoder: 0 alt gik godt, 1 intet kunne gøres, 3 nogle filer fejlede, 130 afbrudt
(det, der nåede at blive importeret, er i arkivet).`,
	}
	c.run = func(e *env, ctx context.Context, args []string) error {
		fs := e.flags(c)
		dir := e.archiveFlag(fs)
		asJSON := fs.Bool("json", false, "skriv resultatet som JSON")
		paths, err := e.parse(c, fs, args)
		if err != nil {
			return err
		}
		if len(paths) == 0 {
			return usagef("giv mindst én PDF eller mappe")
		}
		if !slices.ContainsFunc(paths, exists) {
			return fmt.Errorf("%s findes ikke", strings.Join(paths, ", "))
		}
		stats, err := e.importInto(ctx, *dir, paths)
		if stats == nil {
			return err
		}
		if *asJSON {
			if werr := writeJSON(e.stdout, report(stats)); werr != nil {
				return werr
			}
		} else {
			e.table(stats)
		}
		switch {
		case err != nil:
			return err
		case len(stats.Failed) > 0:
			return exitError{exitSomeFailed}
		}
		return nil
	}
	return c
}

// exists reports whether there is something at path, readable or not.
func exists(path string) bool {
	_, err := os.Lstat(path)
	return !errors.Is(err, fs.ErrNotExist)
}

// importInto imports paths. Stats are nil where nothing is kept: when the
// archive cannot be written. An interrupted run keeps what it finished.
func (e *env) importInto(ctx context.Context, dir string, paths []string) (*ingest.Stats, error) {
	w, err := archive.Begin(dir)
	if err != nil {
		return nil, err
	}
	defer w.Abort()
	ix := index.NewWriter(w.IndexDir)
	defer ix.Discard()
	imp := ingest.NewImporter(w, ix.Put)
	p := e.progress()
	imp.Progress = p.event
	stats, runErr := imp.Run(ctx, paths)
	p.clear()
	if runErr != nil && (ctx.Err() == nil || !errors.Is(runErr, ctx.Err())) {
		return nil, runErr
	}
	if err := ix.Close(); err != nil {
		return nil, ingest.Fatal(err)
	}
	if err := w.Commit(); err != nil {
		return nil, ingest.Fatal(err)
	}
	return stats, runErr
}

// table shows what became of the files: words for people, on stdout since it
// is what they asked for.
func (e *env) table(s *ingest.Stats) {
	if len(s.Failed) > 0 {
		fmt.Fprintln(e.stdout, "Fejlede:")
		tw := tabwriter.NewWriter(e.stdout, 0, 0, 2, ' ', 0)
		for _, f := range s.Failed {
			fmt.Fprintf(tw, "  %s\t%s\n", printable(f.Path), printable(f.Reason))
		}
		tw.Flush()
		fmt.Fprintln(e.stdout)
	}
	tw := tabwriter.NewWriter(e.stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(tw, "importeret\t%d\t\n", len(s.Imported))
	fmt.Fprintf(tw, "uændret\t%d\t\n", len(s.Unchanged))
	fmt.Fprintf(tw, "fejlet\t%d\t\n", len(s.Failed))
	tw.Flush()
	if len(s.Imported) > 0 {
		fmt.Fprintf(e.stdout, "\n%d sider, %d møder, %d punkter, %d bilag", s.Pages, s.Meetings, s.Punkter, s.Bilag)
		if s.Nested > 0 {
			fmt.Fprintf(e.stdout, " (og %d møder, punkter og bilag inde i bilag)", s.Nested)
		}
		if s.Warnings > 0 {
			fmt.Fprintf(e.stdout, "; %d advarsler", s.Warnings)
		}
		fmt.Fprintln(e.stdout)
	}
}

// report is Stats for programs.
func report(s *ingest.Stats) any {
	type file struct {
		Path     string `json:"path"`
		ID       string `json:"id,omitempty"`
		Pages    int    `json:"pages,omitempty"`
		Warnings int    `json:"warnings,omitempty"`
		SameAs   string `json:"same_as,omitempty"`
		Reason   string `json:"reason,omitempty"`
	}
	files := func(rs []ingest.FileResult) []file {
		out := []file{}
		for _, r := range rs {
			out = append(out, file{r.Path, r.ID.String(), r.Pages, r.Warnings, r.SameAs, r.Reason})
		}
		return out
	}
	return struct {
		Imported  []file `json:"imported"`
		Unchanged []file `json:"unchanged"`
		Failed    []file `json:"failed"`
		Pages     int    `json:"pages"`
		Meetings  int    `json:"meetings"`
		Punkter   int    `json:"punkter"`
		Bilag     int    `json:"bilag"`
		Warnings  int    `json:"warnings"`
	}{files(s.Imported), files(s.Unchanged), files(s.Failed), s.Pages, s.Meetings, s.Punkter, s.Bilag, s.Warnings}
}
