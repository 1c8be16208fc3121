package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"golang.org/x/term"

	"referat/index"
	"referat/ingest"
	"referat/pkg/agenda"
	"referat/pkg/archive"
)

func takedownCommand() command {
	c := command{
		name:  "takedown",
		brief: "fjern et dokument, et bilag eller en side fra arkivet for altid",
		usage: "--reason «…» [flag] ID",
		help: `Fjerner et dokument, et bilag eller en side for altid: af arkivet og søgeindekset, af
tidligere generationer og af karantænen. Den originale PDF slettes, også når det kun
er en del af den, der fjernes. Tilbage står, at noget er fjernet, hvornår og hvorfor
(--reason; skriv intet dér, som skal fjernes), så en ny import ikke bringer det
tilbage. Andre id'er ændrer sig ikke. Det kan ikke gøres om.

Til sidst bevises det: de ord, der kun stod i det fjernede, søges i det nye indeks og
i hver fil i arkivet. Står samme tekst også andre steder (et bilag kan være med i både
dagsorden og referat), vises de steder, så de kan fjernes på samme måde. Filer, som er
skrevet ud af arkivet (export, sikkerhedskopier), må laves om af den, der har dem.

Eksempler:
  referat takedown 8f14e45fceea.m1.p3.b2 --reason «personoplysninger, anmodning 12/2026»
  referat takedown 8f14e45fceea.s14 --reason «fejl i offentliggørelse» --yes --json
  referat takedown --list

Slutkoder: 0 det er fjernet, 1 det blev ikke fjernet eller ikke bevist, 3 fjernet, men
samme tekst står også andre steder i arkivet.`,
	}
	c.run = func(e *env, ctx context.Context, args []string) error {
		fs := e.flags(c)
		dir := e.archiveFlag(fs)
		writing := e.writingFlags(fs)
		reason := fs.String("reason", "", "hvorfor det fjernes; `TEKST`en bliver stående")
		yes := fs.Bool("yes", false, "spørg ikke")
		list := fs.Bool("list", false, "vis, hvad der er fjernet")
		asJSON := fs.Bool("json", false, "skriv JSON")
		rest, err := e.parse(c, fs, args)
		if err != nil {
			return err
		}
		if *list {
			if len(rest) > 0 {
				return usagef("--list viser alt; «%s» er for meget", rest[0])
			}
			return e.listErased(*dir, *asJSON)
		}
		if len(rest) != 1 {
			return usagef("giv ét id, som search og list viser dem")
		}
		id, err := agenda.ParseID(rest[0])
		if err != nil {
			return usagef("%s", err)
		}
		if strings.TrimSpace(*reason) == "" {
			return usagef("--reason mangler: skriv, hvorfor det fjernes")
		}
		t := archive.Takedown{ID: id, Reason: strings.TrimSpace(*reason), Cut: ingest.CutFrame}
		done, err := e.plan(*dir, &t)
		if err != nil {
			return err
		}
		claim := writing.claim(c.name)
		if done != nil {
			return e.finishTakedown(ctx, *dir, claim, *done, *asJSON)
		}
		if !*yes {
			if err := e.agree(ctx); err != nil {
				return err
			}
		}
		r, err := takeDown(ctx, *dir, claim, t)
		if r == nil {
			return err
		}
		if *asJSON {
			if werr := writeJSON(e.stdout, r); werr != nil {
				return werr
			}
		} else {
			e.takenDown(r)
		}
		if err == nil && len(r.Copies) > 0 {
			err = exitError{exitSomeFailed}
		}
		return err
	}
	return c
}

// A takedownReport is what a takedown did.
type takedownReport struct {
	Removed archive.Tombstone `json:"removed"`
	Before  bool              `json:"before"` // an earlier run did it
	Proof   *takedownProof    `json:"proof"`  // null where an earlier run did it
	Copies  []archive.Copy    `json:"copies"` // other places with the same text
}

// A takedownProof is what a search for the removed words came to.
type takedownProof struct {
	*archive.Proof
	Searches    int         `json:"searches"`    // in the new index
	Hits        []agenda.ID `json:"hits"`        // that nothing left accounts for; none, if all is well
	OtherForms  int         `json:"other_forms"` // searches that found other forms of a word, which stand elsewhere
	Generations []string    `json:"generations"` // that there are: one, if all is well
}

// plan finds what is to be removed, and says what it is. done is what an
// earlier run has left of it, if that was all.
func (e *env) plan(dir string, t *archive.Takedown) (done *archive.Tombstone, err error) {
	a, err := archive.Open(dir)
	if err != nil {
		return nil, err
	}
	defer a.Close()
	erased, err := a.ErasedOf(t.ID.Doc())
	if err != nil {
		return nil, err
	}
	sha, err := a.Resolve(t.ID.Doc())
	if errors.Is(err, archive.ErrNotFound) {
		if i := slices.IndexFunc(erased, func(s archive.Tombstone) bool { return s.Whole }); i >= 0 {
			return &erased[i], nil
		}
	}
	if err != nil {
		return nil, err
	}
	d, err := a.Document(sha)
	if err != nil {
		return nil, err
	}
	var whole bool
	if t.Pages, whole, err = archive.Erasable(d, t.ID); err != nil {
		return nil, err
	}
	for _, s := range erased {
		if s.SHA256 == sha && !whole && !slices.ContainsFunc(t.Pages, func(p int) bool { return !slices.Contains(s.Pages, p) }) {
			return &s, nil
		}
	}
	thing, _ := d.Find(t.ID)
	fmt.Fprintf(e.stderr, "Det fjernes for altid:\n")
	switch {
	case whole:
		fmt.Fprintf(e.stderr, "  hele dokumentet %s, %s\n", printable(d.Source.Name), counted(d.Source.Pages, "side", "sider"))
		for _, m := range d.Meetings {
			fmt.Fprintf(e.stderr, "    %s\n", printable(meetingLine(&m)))
		}
	case thing.Kind == agenda.ThingBilag:
		fmt.Fprintf(e.stderr, "  bilaget «%s» til punkt %s%s i %s\n", printable(thing.Title()), thing.Punkt.Number, pagesOf(thing.Pages()), printable(d.Source.Name))
	default:
		fmt.Fprintf(e.stderr, "  side %d af %s, med hvad der er delt ud af den:\n", thing.Page, printable(d.Source.Name))
		for _, line := range thingsOn(d, thing.Page) {
			fmt.Fprintf(e.stderr, "    %s\n", printable(line))
		}
	}
	fmt.Fprintf(e.stderr, "  den originale PDF (%s) og tidligere generationer af arkivet\n", megabytes(d.Source.Bytes))
	return nil, nil
}

// thingsOn names the meetings, punkter and bilag that begin on a page.
func thingsOn(d *agenda.Document, page int) (lines []string) {
	for t := range d.Things() {
		if t.FirstPage() == page && t.Kind != agenda.ThingDecision {
			lines = append(lines, fmt.Sprintf("%s: %s", t.Kind, t.Title()))
		}
	}
	return lines
}

// agree asks whether to go on; without somebody to ask it does not.
func (e *env) agree(ctx context.Context) error {
	in, ok := e.stdin.(*os.File)
	if !ok || !term.IsTerminal(int(in.Fd())) || !e.terminal {
		return usagef("der er ingen at spørge; giv --yes, hvis det skal fjernes")
	}
	fmt.Fprint(e.stderr, "Det kan ikke gøres om. Skriv «ja» for at fjerne det: ")
	var answer string
	err := await(ctx, func() (err error) {
		answer, err = bufio.NewReader(in).ReadString('\n')
		return err
	})
	if err != nil {
		return err
	}
	if strings.ToLower(strings.TrimSpace(answer)) != "ja" {
		return errors.New("intet er fjernet")
	}
	return nil
}

// takeDown removes what t names, and proves it. With an error, the report is
// nil unless it is removed.
func takeDown(ctx context.Context, dir string, claim archive.Claim, t archive.Takedown) (*takedownReport, error) {
	w, err := claim.Begin(ctx, dir)
	if err != nil {
		return nil, err
	}
	defer w.Abort()
	removal, err := w.TakeDown(ctx, t)
	if err != nil {
		return nil, ingest.OfDisk(err)
	}
	to, err := w.NewIndexDir()
	if err != nil {
		return nil, ingest.OfDisk(err)
	}
	if err := buildIndex(ctx, w, to, &reindexReport{}); err != nil {
		return nil, err
	}
	if err := w.SwapIndex(); err != nil {
		return nil, ingest.Fatal(err)
	}
	if err := w.CommitPurged(); err != nil {
		return nil, ingest.Fatal(err)
	}
	r := &takedownReport{Removed: removal.Tombstone, Copies: append([]archive.Copy{}, removal.Copies...)}
	if r.Proof, err = prove(ctx, dir, removal); err != nil {
		return r, fmt.Errorf("det er fjernet, men det kunne ikke bevises: %w", err)
	}
	if p := r.Proof; len(p.Found) > 0 || len(p.Hits) > 0 || len(p.PDFs) > 0 || len(p.Generations) > 1 {
		return r, errors.New("det er fjernet, men beviset fejler: der er stadig spor af det, som vist; kør «referat verify»")
	}
	return r, nil
}

// prove looks for the words that were removed, in the index and in every file.
func prove(ctx context.Context, dir string, removal *archive.Removal) (*takedownProof, error) {
	p := &takedownProof{Hits: []agenda.ID{}}
	a, err := archive.Open(dir)
	if err != nil {
		return nil, err
	}
	defer a.Close()
	if p.Proof, err = removal.Prove(ctx, dir, filepath.Join(a.IndexDir(), index.LexiconName)); err != nil {
		return nil, err
	}
	all, err := archive.Generations(dir)
	if err != nil {
		return nil, err
	}
	for _, g := range all {
		p.Generations = append(p.Generations, g.Name)
	}
	ix, err := index.Open(a.IndexDir(), nil)
	if err != nil {
		return nil, err
	}
	defer ix.Close()
	words, prefix := removal.Words()
	for _, word := range words {
		for _, begins := range []bool{false, true} {
			if begins && !prefix(word) {
				continue // a word that is left begins so
			}
			hits, n, err := ix.Trace(ctx, word, begins, func(id agenda.ID) (agenda.Thing, bool) {
				thing, _, err := a.Find(id)
				return thing, err == nil
			})
			if err != nil {
				return nil, err
			}
			p.Searches++
			p.Hits = append(p.Hits, hits...)
			if !begins && n == 0 && ix.Knows(word) {
				p.Found = append(p.Found, archive.Found{File: a.Generation() + "/index", Place: "i søgeindeksets ordliste", Words: 1})
			}
			if n > 0 && len(hits) == 0 {
				p.OtherForms++
			}
		}
	}
	return p, nil
}

// finishTakedown ends what an earlier run may have left, and says that it was
// done.
func (e *env) finishTakedown(ctx context.Context, dir string, claim archive.Claim, t archive.Tombstone, asJSON bool) error {
	w, err := claim.Begin(ctx, dir) // which removes what was left
	if err != nil {
		return err
	}
	if err := w.Leave(); err != nil {
		return err
	}
	r := &takedownReport{Removed: t, Before: true, Copies: []archive.Copy{}}
	if asJSON {
		return writeJSON(e.stdout, r)
	}
	e.takenDown(r)
	return nil
}

func (e *env) takenDown(r *takedownReport) {
	if r.Before {
		fmt.Fprintf(e.stdout, "%s er fjernet i forvejen: %s\n", r.Removed.ID, erasedLine(r.Removed))
		return
	}
	fmt.Fprintf(e.stdout, "fjernet: %s\n", r.Removed.ID)
	if p := r.Proof; p != nil {
		fmt.Fprintf(e.stdout, "%s stod kun dér. De er søgt i indekset (%s) og i hver fil i arkivet (%s, %s, %s pakket ud):\n",
			counted(p.Words, "ord", "ord"), counted(p.Searches, "søgning", "søgninger"), counted(p.Files, "fil", "filer"), megabytes(p.Bytes), counted(p.Packed, "post", "poster"))
		if p.Words == 0 {
			fmt.Fprintln(e.stdout, "intet ord stod kun dér, så ordene kan ikke bevise noget; se stederne nedenfor")
		} else if len(p.Found) == 0 && len(p.Hits) == 0 && len(p.PDFs) == 0 {
			fmt.Fprintln(e.stdout, "intet fundet")
		}
		for _, f := range p.Found {
			fmt.Fprintf(e.stdout, "  STÅR STADIG: %s i %s (%s)\n", counted(f.Words, "ord", "ord"), printable(f.File), printable(f.Place))
		}
		for _, id := range p.Hits {
			fmt.Fprintf(e.stdout, "  FINDES STADIG ved søgning: %s\n", id)
		}
		for _, name := range p.PDFs {
			fmt.Fprintf(e.stdout, "  DER ER STADIG: %s\n", name)
		}
		if p.OtherForms > 0 {
			fmt.Fprintf(e.stdout, "%s finder andre former af ordet, som står i andre tekster\n", counted(p.OtherForms, "søgning", "søgninger"))
		}
	}
	if len(r.Copies) > 0 {
		fmt.Fprintln(e.stdout, "\nNoget af teksten står også her, mest først. Skal det også fjernes, så kør «referat takedown ID --reason …» med id'erne:")
	}
	for i, c := range r.Copies {
		if i == mostCopiesShown {
			fmt.Fprintf(e.stdout, "  og i %s til; --json viser dem alle\n", counted(len(r.Copies)-i, "dokument", "dokumenter"))
			break
		}
		fmt.Fprintf(e.stdout, "  %s, side %s (%.0f %% af det fjernede)\n   ", printable(c.Name), numbers(c.Pages), 100*c.Share)
		for _, id := range c.Parts {
			fmt.Fprintf(e.stdout, " %s", id)
		}
		fmt.Fprintln(e.stdout)
	}
	if len(r.Copies) == 0 {
		fmt.Fprintln(e.stdout, "samme tekst er ikke fundet andre steder i arkivet")
	}
}

// mostCopiesShown is how many documents with the same text are named: after the
// first few it is what letters and minutes always say.
const mostCopiesShown = 10

// numbers lists page numbers, with a dash for those in a row.
func numbers(pages []int) string {
	var parts []string
	for i := 0; i < len(pages); {
		j := i
		for j+1 < len(pages) && pages[j+1] == pages[j]+1 {
			j++
		}
		if i == j {
			parts = append(parts, fmt.Sprint(pages[i]))
		} else {
			parts = append(parts, fmt.Sprintf("%d-%d", pages[i], pages[j]))
		}
		i = j + 1
	}
	return strings.Join(parts, ", ")
}

func erasedLine(t archive.Tombstone) string {
	what := "hele dokumentet"
	if !t.Whole {
		what = "side " + numbers(t.Pages)
	}
	return fmt.Sprintf("%s, %s: %s", what, t.Time.Local().Format(time.DateOnly), printable(t.Reason))
}

// listErased shows all that was taken down.
func (e *env) listErased(dir string, asJSON bool) error {
	a, err := archive.Open(dir)
	if err != nil {
		return err
	}
	defer a.Close()
	all, err := a.Tombstones()
	if err != nil {
		return err
	}
	if asJSON {
		return writeJSON(e.stdout, map[string]any{"removed": append([]archive.Tombstone{}, all...)})
	}
	for _, t := range all {
		fmt.Fprintf(e.stdout, "%s  %s\n", t.ID, erasedLine(t))
	}
	return nil
}
