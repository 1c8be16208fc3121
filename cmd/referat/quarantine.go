package main

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"referat/ingest"
	"referat/pkg/archive"
)

func quarantineCommand() command {
	c := command{
		name:  "quarantine",
		brief: "vis de filer, der ikke kunne importeres; prøv dem igen, eller glem dem",
		usage: "[flag] [SHA256…]",
		help: `Viser filerne i arkivets karantæne: dem, der ikke kunne læses, med grunden. En fil
nævnes ved de første cifre af sin sha256; uden nogen er det dem alle.

Eksempler:
  referat quarantine
  referat quarantine --retry --password-file koder.txt
  referat quarantine --drop 8f14e45fceea

Slutkoder: 0 alt gik godt, 1 intet kunne gøres, 3 nogle filer fejlede igen, 130 afbrudt.`,
	}
	c.run = func(e *env, ctx context.Context, args []string) error {
		fs := e.flags(c)
		dir := e.archiveFlag(fs)
		r := e.readingFlags(fs)
		r.workersFlag(fs)
		writing := e.writingFlags(fs)
		retry := fs.Bool("retry", false, "prøv at importere filerne igen")
		drop := fs.Bool("drop", false, "glem filerne, og slet karantænens kopier af dem")
		asJSON := fs.Bool("json", false, "skriv JSON")
		prefixes, err := e.parse(c, fs, args)
		if err != nil {
			return err
		}
		if *retry && *drop {
			return usagef("--retry og --drop kan ikke bruges sammen")
		}
		if *drop && len(prefixes) == 0 {
			return usagef("giv de første cifre af sha256 for de filer, der skal glemmes")
		}
		all, err := archive.ReadQuarantine(*dir)
		if err != nil {
			return err
		}
		chosen, err := choose(all, prefixes)
		if err != nil {
			return err
		}
		switch {
		case *retry:
			shas := []string{}
			for _, q := range chosen {
				shas = append(shas, q.SHA256)
			}
			stats, err := e.importInto(ctx, *dir, writing.claim(c.name), r, nil, func(imp *ingest.Importer) { imp.Retry, imp.Only = true, shas })
			return e.imported(*dir, stats, err, *asJSON)
		case *drop:
			return e.drop(ctx, *dir, writing.claim(c.name), chosen)
		case *asJSON:
			for i := range chosen {
				for j, p := range chosen[i].Paths {
					chosen[i].Paths[j] = ingest.WithoutCPR(p)
				}
			}
			return writeJSON(e.stdout, map[string]any{"files": chosen})
		}
		for _, q := range chosen {
			e.showQuarantined(q)
		}
		fmt.Fprintf(e.stderr, "%s i karantæne.\n", counted(len(chosen), "fil", "filer"))
		return nil
	}
	return c
}

// choose takes the files that prefixes of SHA-256s name, each once; all
// without any.
func choose(all []archive.Quarantined, prefixes []string) ([]archive.Quarantined, error) {
	if len(prefixes) == 0 {
		return append([]archive.Quarantined{}, all...), nil
	}
	var chosen []archive.Quarantined
	for _, p := range prefixes {
		q, err := archive.ResolveQuarantined(all, p)
		if err != nil {
			return nil, err
		}
		if !slices.ContainsFunc(chosen, func(c archive.Quarantined) bool { return c.SHA256 == q.SHA256 }) {
			chosen = append(chosen, q)
		}
	}
	return chosen, nil
}

func (e *env) drop(ctx context.Context, dir string, claim archive.Claim, chosen []archive.Quarantined) error {
	w, err := claim.Begin(ctx, dir)
	if err != nil {
		return err
	}
	defer w.Leave()
	for _, q := range chosen {
		if err := w.Drop(q.SHA256); err != nil {
			return err
		}
		fmt.Fprintf(e.stdout, "glemt: %s  %s\n", q.SHA256[:12], printable(ingest.WithoutCPR(q.Name())))
	}
	return nil
}

func (e *env) showQuarantined(q archive.Quarantined) {
	fmt.Fprintf(e.stdout, "%s  %s\n", q.SHA256[:12], printable(ingest.WithoutCPR(cmp.Or(strings.Join(q.Paths, ", "), q.Name()))))
	fmt.Fprintf(e.stdout, "   %s\n", printable(q.Reason))
	for _, m := range q.Messages {
		m, _, _ = strings.Cut(strings.TrimSpace(m), "\n") // below can be the stacks of a crash; --json has them
		fmt.Fprintf(e.stdout, "   | %s\n", printable(m))
	}
	if q.Err == nil {
		fmt.Fprintf(e.stdout, "   prøvet %s, sidst %s\n", counted(q.Tries, "gang", "gange"), q.Last.Local().Format("2006-01-02 15:04"))
	}
	fmt.Fprintln(e.stdout)
}
