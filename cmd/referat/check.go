package main

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"
	"text/tabwriter"

	"referat/pkg/agenda"
	"referat/pkg/archive"
)

func checkCommand() command {
	c := command{
		name:  "check",
		brief: "se efter, om der mangler noget i arkivet",
		usage: "[--json] [--all] [--quiet] [MAPPE…]",
		help: `Ser efter, om alt er der: det, Indhold lover, numre i rækkerne af punkter og bilag,
sider uden tekst, tekst uden plads, filer, der ikke kunne importeres, og møder, der
mangler i en møderækkes rytme (ferier læres af rækkens andre år; helligdage tæller
ikke). Med mapper også, om deres PDF'er alle er i arkivet.

Det, der mangler, står først, det alvorligste øverst, hver slags med hvad man kan
gøre. Derefter bemærkninger: det, der som regel har en god grund. Af hver slags
vises 20; alle med --all. Ældre udgaver, som en nyere har afløst, ses der ikke på.

Eksempler:
  referat check
  referat check ~/Referater
  referat check --quiet ~/Referater || echo "der mangler noget"

Slutkoder: 0 intet mangler (bemærkninger tæller ikke), 1 arkivet kan ikke læses,
4 der mangler noget.`,
	}
	c.run = func(e *env, ctx context.Context, args []string) error {
		fs := e.flags(c)
		dir := e.archiveFlag(fs)
		asJSON := fs.Bool("json", false, "skriv JSON")
		all := fs.Bool("all", false, "vis alt, også hvor der er mere end 20 af en slags")
		quiet := fs.Bool("quiet", false, "skriv intet; slutkoden siger det hele")
		paths, err := e.parse(c, fs, args)
		if err != nil {
			return err
		}
		if i := slices.IndexFunc(paths, func(p string) bool { return !exists(p) }); i >= 0 {
			return fmt.Errorf("%s findes ikke", paths[i])
		}
		a, err := archive.Open(*dir)
		if err != nil {
			return err
		}
		defer a.Close()
		found, err := inspect(ctx, a, paths)
		if err != nil {
			return err
		}
		switch {
		case *quiet:
		case *asJSON:
			if err := writeJSON(e.stdout, found); err != nil {
				return err
			}
		default:
			e.showInspection(found, *all)
		}
		if !found.Whole {
			return exitError{exitGaps}
		}
		return nil
	}
	return c
}

// showInspection shows the findings as tables, one a kind.
func (e *env) showInspection(in *inspection, all bool) {
	for _, severity := range []string{severityGap, severityNote} {
		for _, k := range checkKinds() {
			var of []finding
			for _, f := range in.Findings {
				if f.Kind == k.kind && f.Severity == severity {
					of = append(of, f)
				}
			}
			e.showFindings(k, severity == severityNote, of, all)
		}
	}
	held := fmt.Sprintf("%s med %s", counted(in.Documents-in.Replaced, "dokument", "dokumenter"), counted(in.Meetings, "møde", "møder"))
	if in.Whole {
		fmt.Fprintf(e.stdout, "Intet mangler i %s", held)
	} else {
		fmt.Fprintf(e.stdout, "%s i %s", counted(in.Gaps, "mangel", "mangler"), held)
	}
	if in.Notes > 0 {
		fmt.Fprintf(e.stdout, "; %s", counted(in.Notes, "bemærkning", "bemærkninger"))
	}
	fmt.Fprintln(e.stdout, ".")
}

// mostShown is how many findings of a kind are shown where not all are asked for.
const mostShown = 20

func (e *env) showFindings(k checkKind, note bool, of []finding, all bool) {
	if len(of) == 0 {
		return
	}
	if note {
		fmt.Fprint(e.stdout, "Bemærkning. ")
	}
	fmt.Fprintf(e.stdout, "%s: %d\n", k.title, len(of))
	shown := of
	if !all && len(of) > mostShown {
		shown = of[:mostShown]
	}
	tw := tabwriter.NewWriter(e.stdout, 0, 0, 2, ' ', 0)
	for _, f := range shown {
		switch {
		case f.Document != "":
			fmt.Fprintf(tw, "  %s\tside %s\t%s\t%s\n", printable(f.Document), orDash(pageList(f.Pages)), f.ID, printable(f.Message))
		case f.Path != "":
			fmt.Fprintf(tw, "  %s\t%s\n", printable(f.Path), printable(f.Message))
		default:
			fmt.Fprintf(tw, "  %s\n", printable(f.Message))
		}
	}
	tw.Flush()
	if more := len(of) - len(shown); more > 0 {
		fmt.Fprintf(e.stdout, "  … og %d til, som --all viser\n", more)
	}
	fmt.Fprintf(e.stdout, "  → %s\n\n", k.todo)
}

// pageList is page numbers as people write them: "1-3, 7".
func pageList(pages []int) string {
	var parts []string
	for i := 0; i < len(pages); {
		j := i
		for j+1 < len(pages) && pages[j+1] == pages[j]+1 {
			j++
		}
		if j > i {
			parts = append(parts, fmt.Sprintf("%d-%d", pages[i], pages[j]))
		} else {
			parts = append(parts, fmt.Sprint(pages[i]))
		}
		i = j + 1
	}
	return strings.Join(parts, ", ")
}

// completeness says in two lines what is missing in documents that were
// imported just now; nothing where nothing is.
func (e *env) completeness(docs iter.Seq2[*agenda.Document, error]) error {
	in := &inspection{}
	for d, err := range docs {
		if err != nil {
			return err
		}
		in.document(d)
	}
	in.settle()
	if in.Whole {
		return nil
	}
	var parts []string
	for _, k := range checkKinds() {
		n := 0
		for _, f := range in.Findings {
			if f.Kind == k.kind && f.Severity == severityGap {
				n++
			}
		}
		if n > 0 {
			parts = append(parts, fmt.Sprintf("%s: %d", strings.ToLower(k.title[:1])+k.title[1:], n))
		}
	}
	fmt.Fprintf(e.stdout, "%s i det importerede: %s\n", counted(in.Gaps, "mangel", "mangler"), strings.Join(parts, "; "))
	fmt.Fprintln(e.stdout, "hvor: kør referat check")
	return nil
}
