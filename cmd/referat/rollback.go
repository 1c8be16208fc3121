package main

import (
	"context"
	"fmt"
	"strings"
	"text/tabwriter"

	"referat/pkg/archive"
)

func rollbackCommand() command {
	c := command{
		name:  "rollback",
		brief: "gå tilbage til arkivet, som det var før sidste ændring",
		usage: "[flag] [GENERATION]",
		help: `Sætter en tidligere generation af arkivet i kraft: den, den nuværende blev lavet
af, eller den, der nævnes. Intet slettes, så man kan gå frem igen. De PDF'er, der
blev importeret siden, importeres igen næste gang. Det er også vejen tilbage, når
den nuværende generation er beskadiget.

Eksempler:
  referat rollback --list
  referat rollback
  referat rollback gen-000041`,
	}
	c.run = func(e *env, ctx context.Context, args []string) error {
		fs := e.flags(c)
		dir := e.archiveFlag(fs)
		writing := e.writingFlags(fs)
		list := fs.Bool("list", false, "vis generationerne, den nyeste sidst")
		asJSON := fs.Bool("json", false, "skriv JSON")
		rest, err := e.parse(c, fs, args)
		if err != nil {
			return err
		}
		if len(rest) > 1 {
			return usagef("«%s» er for meget", rest[1])
		}
		if *list {
			return e.listGenerations(*dir, *asJSON)
		}
		to := ""
		if len(rest) == 1 {
			to = rest[0]
		}
		name, err := writing.claim("rollback").Rollback(ctx, *dir, to)
		if err != nil {
			return err
		}
		if *asJSON {
			return writeJSON(e.stdout, map[string]string{"generation": name})
		}
		fmt.Fprintf(e.stdout, "%s er nu i kraft\n", name)
		return nil
	}
	return c
}

func (e *env) listGenerations(dir string, asJSON bool) error {
	all, err := archive.Generations(dir)
	if err != nil {
		return err
	}
	if asJSON {
		return writeJSON(e.stdout, map[string]any{"generations": all})
	}
	tw := tabwriter.NewWriter(e.stdout, 0, 0, 2, ' ', 0)
	for _, g := range all {
		var marks []string
		if g.InForce {
			marks = append(marks, "i kraft")
		}
		if g.Damaged != "" {
			marks = append(marks, "kan ikke læses")
		}
		fmt.Fprintf(tw, "%s\t%s\t%s\t%s\t%s\n", g.Name, g.Made.Local().Format("2006-01-02 15:04"),
			counted(g.Documents, "dokument", "dokumenter"), megabytes(g.Bytes), strings.Join(marks, ", "))
	}
	return tw.Flush()
}

// megabytes is a size for people, in units of a million bytes, as disks have it.
func megabytes(n int64) string { return fmt.Sprintf("%.1f MB", float64(n)/1e6) }
