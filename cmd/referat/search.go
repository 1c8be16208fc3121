package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"referat/index"
	"referat/pkg/agenda"
	"referat/pkg/library"
)

func searchCommand() command {
	c := command{
		name:  "search",
		brief: "søg i punkter, beslutninger og bilag",
		usage: "[flag] ORD…",
		help: `Finder de punkter, hvor alle ordene står: i titlen, teksten, beslutningen eller
bilagene. De bedste kommer først. Et ord findes i alle sine former og som led i andre
ord: «tilsyn» finder også «tilsynet» og «socialtilsynet».

  "ny bro"          ordret, som det er skrevet
  -bro              uden ordet
  bro OR tunnel     et af ordene; også ELLER
  bro*              alle ord, der begynder med bro
  titel:bro         i punktets titel; også beslutning: bilag: ansvarlig: udvalg: sag:
  år:2019..2023     kun møder i de år; også år:2023, år:2019.. og år:..2020
  udfald:godkendt   kun punkter med det udfald
  § 85   23-03-2026   1,25 mio. kr.   10 %   EMN-2025-001027
                    findes, hvordan det end er skrevet

Sæt '…' om en søgning med anførselstegn, * eller |, så skallen lader dem være.

Et fund viser møde, punkt, hvad ordene står i, siden i PDF'en og ordene i deres
sammenhæng; id'et nederst kan gives til «referat show». Finder søgningen intet, prøves
ord, der staves næsten sådan. --explain viser, hvordan hvert ord er forstået.

Egne synonymer skrives i filen synonymer.txt i arkivets mappe, en gruppe på hver linje:
  ØKS = Økonomisk Sekretariat

Eksempler:
  referat search klimahandleplan
  referat search 'år:2023.. udfald:godkendt "ny bro" -tunnel'
  referat search --kind referat --from 2019 --to 2023 --json tilsyn`,
	}
	c.run = func(e *env, ctx context.Context, args []string) error {
		fs := e.flags(c)
		dir := e.archiveFlag(fs)
		f := e.filterFlags(fs)
		outcome := fs.String("outcome", "", "kun punkter med `UDFALD`: "+strings.Join(outcomeNames(), ", "))
		thing := fs.String("thing", "", "kun `TING`: punkt, beslutning eller bilag")
		limit := fs.Int("limit", index.DefaultLimit, "højst `ANTAL` fund")
		series := fs.String("series", "", "kun møderækken eller udvalget `NAVN`, skrevet helt ud")
		category := fs.String("category", "", "kun punkter i `KATEGORI`, skrevet helt ud")
		unit := fs.String("unit", "", "kun punkter, hvis beslutning `ENHED` skal følge op på")
		byDate := fs.Bool("by-date", false, "de nyeste først, i stedet for de bedste")
		facets := fs.Bool("facets", false, "tæl alle fund efter år, møderække, art, kategori, udfald og ansvarlig")
		explain := fs.Bool("explain", false, "vis, hvordan hvert ord er forstået, og hvad det finder")
		asJSON := fs.Bool("json", false, "skriv JSON")
		stdin := fs.Bool("stdin", false, "læs søgninger fra standard input, én på hver linje, og skriv et JSON-svar på hver")
		words, err := e.parse(c, fs, args)
		if err != nil {
			return err
		}
		if err := f.check(); err != nil {
			return err
		}
		q := index.Query{
			Text: strings.Join(words, " "), From: f.from, To: f.to, Year: f.year,
			Kind: agenda.Kind(f.kind), Thing: agenda.ThingKind(*thing), Limit: *limit,
			Series: *series, Category: *category, Unit: *unit, ByDate: *byDate,
		}
		if *facets {
			q.Facets = index.Facets()
		}
		q.Explain = *explain
		if *limit < 1 || *limit > 10_000 {
			return usagef("--limit kan ikke være %d: giv et tal fra 1 til 10000", *limit)
		}
		if q.Outcome, err = readOutcome(*outcome); err != nil {
			return err
		}
		switch q.Thing {
		case "", agenda.ThingPunkt, agenda.ThingDecision, agenda.ThingBilag:
		default:
			return usagef("--thing kan ikke være «%s»: det er punkt, beslutning eller bilag", *thing)
		}
		if *stdin {
			if len(words) > 0 {
				return usagef("med --stdin kommer ordene fra standard input")
			}
			l, err := library.Open(*dir, library.Options{})
			if err != nil {
				return err
			}
			defer l.Close()
			return await(ctx, func() error { return e.searchLines(ctx, l, q) })
		}
		if len(words) == 0 && *outcome == "" && f.from == "" && f.to == "" && f.year == 0 && f.kind == "" && *thing == "" &&
			*series == "" && *category == "" && *unit == "" && !*facets {
			return usagef("giv mindst ét ord at søge efter")
		}
		v, err := library.OpenVolume(*dir, library.Options{})
		if err != nil {
			return err
		}
		defer v.Close()
		res, err := v.Search(ctx, q)
		if err != nil {
			return err
		}
		if *asJSON {
			return writeJSON(e.stdout, res)
		}
		e.showFound(res, *explain, *facets)
		if res.Total == 0 && *series+*category+*unit != "" {
			e.hint("møderækker, kategorier og enheder skal skrives helt ud; «referat search --facets» viser dem")
		}
		return nil
	}
	return c
}

// showFound shows an answer: first what there is to say of how the words were
// read, then the hits.
func (e *env) showFound(res *library.Found, explain, facets bool) {
	for _, note := range res.Notes {
		fmt.Fprintln(e.stderr, printable(note))
	}
	if res.Fuzzy && res.Total > 0 {
		fmt.Fprintf(e.stderr, "Intet fund på det, der er skrevet. %s\n", printable(res.Instead()))
	}
	if explain {
		e.explain(res)
	}
	for i, h := range res.Hits {
		e.showHit(i+1, h)
	}
	if facets {
		e.showFacets(res)
	}
	switch total, shown := int(res.Total), res.Shown(); {
	case total == 0:
		fmt.Fprintln(e.stderr, "Ingen fund.")
		for _, r := range res.Read {
			if r.Missing && len(res.Read) > 1 {
				fmt.Fprintf(e.stderr, "«%s» står ikke i arkivet.\n", printable(r.Typed))
			}
		}
	case total > shown:
		fmt.Fprintf(e.stderr, "%d fund, de første %d vist; --limit viser flere.\n", total, shown)
	default:
		fmt.Fprintf(e.stderr, "%d fund.\n", total)
	}
	if same := res.Shown() - len(res.Hits); same > 0 {
		fmt.Fprintf(e.stderr, "%s med den samme tekst er vist under et andet.\n", counted(same, "fund", "fund"))
	}
	if res.DidYouMean != "" {
		fmt.Fprintf(e.stderr, "Mente du «%s»?\n", printable(res.DidYouMean))
	}
}

// outcomeNames are the outcomes as people type them.
func outcomeNames() []string {
	var out []string
	for _, o := range agenda.Outcomes() {
		out = append(out, fmt.Sprintf("%s (%s)", o.Danish(), o))
	}
	return out
}

// readOutcome reads an outcome in Danish or as programs write it.
func readOutcome(s string) (agenda.Outcome, error) {
	if s == "" {
		return "", nil
	}
	for _, o := range agenda.Outcomes() {
		if strings.EqualFold(s, string(o)) || strings.EqualFold(s, o.Danish()) {
			return o, nil
		}
	}
	return "", usagef("--outcome kan ikke være «%s»: det er et af %s", s, strings.Join(outcomeNames(), ", "))
}

// searchLines answers the queries of standard input, one a line, each with a
// line of JSON: for programs that ask much, and for long. The archive may change
// meanwhile; each answer is of one generation.
func (e *env) searchLines(ctx context.Context, l *library.Library, q index.Query) error {
	lines := bufio.NewScanner(e.stdin)
	lines.Buffer(nil, longestQuery)
	out := json.NewEncoder(e.stdout)
	for lines.Scan() {
		q.Text = lines.Text()
		err := l.Use(func(v *library.Volume) error {
			res, err := v.Search(ctx, q)
			if err != nil {
				return err
			}
			return out.Encode(res)
		})
		if err != nil {
			return err
		}
	}
	if errors.Is(lines.Err(), bufio.ErrTooLong) {
		return fmt.Errorf("en linje i standard input er længere end %d byte", longestQuery)
	}
	return lines.Err()
}

// longestQuery is how long a line of --stdin may be, in bytes.
const longestQuery = 1 << 20
