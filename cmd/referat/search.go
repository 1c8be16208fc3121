package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"referat/index"
	"referat/pkg/agenda"
)

func searchCommand() command {
	c := command{
		name:  "search",
		brief: "søg i punkter, beslutninger og bilag",
		usage: "[flag] ORD…",
		help: `Finder de punkter, beslutninger og bilag, hvor alle ordene står, de bedste først.
  "ny bro"      ordene lige efter hinanden (sæt '…' om, så skallen lader dem være)
  -bro          uden ordet
  bro OR tunnel et af ordene
  bro*          ord, der begynder sådan
Et fund viser dato, møde, punkt, hvad det er, PDF'ens side og ordene i deres
sammenhæng. Id'et kan gives til «referat show».

Eksempler:
  referat search klimahandleplan
  referat search --year 2026 --outcome godkendt '"ny bro" -tunnel'
  referat search --kind referat --from 2019 --to 2023 --json tilsyn`,
	}
	c.run = func(e *env, ctx context.Context, args []string) error {
		fs := e.flags(c)
		dir := e.archiveFlag(fs)
		f := e.filterFlags(fs)
		outcome := fs.String("outcome", "", "kun punkter med `UDFALD`: "+strings.Join(outcomeNames(), ", "))
		thing := fs.String("thing", "", "kun `TING`: punkt, beslutning eller bilag")
		limit := fs.Int("limit", index.DefaultLimit, "højst `ANTAL` fund")
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
		}
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
			l, err := openLibrary(*dir)
			if err != nil {
				return err
			}
			defer l.close()
			return await(ctx, func() error { return e.searchLines(ctx, l, q) })
		}
		if len(words) == 0 && *outcome == "" && f.from == "" && f.to == "" && f.year == 0 && f.kind == "" && *thing == "" {
			return usagef("giv mindst ét ord at søge efter")
		}
		v, err := openVolume(*dir)
		if err != nil {
			return err
		}
		defer v.close()
		res, err := search(ctx, v, q)
		if err != nil {
			return err
		}
		if *asJSON {
			return writeJSON(e.stdout, res)
		}
		for i, h := range res.Hits {
			e.showHit(i+1, h)
		}
		switch {
		case res.Total == 0:
			fmt.Fprintln(e.stderr, "Ingen fund.")
		case res.Total > uint64(len(res.Hits)):
			fmt.Fprintf(e.stderr, "%d fund, de første %d vist; --limit viser flere.\n", res.Total, len(res.Hits))
		default:
			fmt.Fprintf(e.stderr, "%d fund.\n", res.Total)
		}
		return nil
	}
	return c
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

// A found is the answer to a search.
type found struct {
	Query      string `json:"query"`
	Generation string `json:"generation"`
	Total      uint64 `json:"total"`
	Hits       []hit  `json:"hits"`
}

// A hit is one thing found, with what a person wants to know of it.
type hit struct {
	ID       string           `json:"id"`
	Thing    agenda.ThingKind `json:"thing"`
	Date     string           `json:"date"`
	Series   string           `json:"series"`
	Meeting  string           `json:"meeting"`
	Kind     agenda.Kind      `json:"kind"`
	Number   string           `json:"punkt_number"`
	Punkt    string           `json:"punkt_title"`
	Bilag    string           `json:"bilag_title,omitempty"`
	Closed   bool             `json:"closed"`
	Outcome  agenda.Outcome   `json:"outcome"` // "" where there is no decision
	Page     int              `json:"page"`    // of the PDF, from 1; 0 where not known
	OCR      bool             `json:"ocr"`     // the page was read from a picture: spelling may be off
	Document string           `json:"document"`
	Score    float64          `json:"score"`
	Fragment []span           `json:"fragment"`
	Copies   []copyOf         `json:"copies"` // of its meeting, in other documents
}

// A span is a piece of a hit's text; Hit marks the words looked for.
type span struct {
	Text string `json:"text"`
	Hit  bool   `json:"hit"`
}

// fragmentWidth is how many bytes of text a hit shows.
const fragmentWidth = 220

// search asks the index, and fetches what the hits stand for from the store
// of the same generation.
func search(ctx context.Context, v *volume, q index.Query) (*found, error) {
	out := &found{Query: q.Text, Generation: v.archive.Generation(), Hits: []hit{}}
	if v.index == nil {
		return out, nil // nothing was imported that could be found
	}
	res, err := v.index.Search(ctx, q)
	if err != nil {
		return nil, err
	}
	out.Total = res.Total
	for _, h := range res.Hits {
		t, doc, err := v.archive.Find(h.ID)
		if err != nil {
			return nil, fmt.Errorf("søgeindeks og arkiv passer ikke sammen (%s): %w", h.ID, err)
		}
		hit := makeHit(h, v.index.Locate(q, t), t, doc)
		if hit.Copies, err = copiesOf(v.archive, t); err != nil {
			return nil, err
		}
		out.Hits = append(out.Hits, hit)
	}
	return out, nil
}

// searchLines answers the queries of standard input, one a line, each with a
// line of JSON: for programs that ask much, and for long. The archive may change
// meanwhile; each answer is of one generation.
func (e *env) searchLines(ctx context.Context, l *library, q index.Query) error {
	lines := bufio.NewScanner(e.stdin)
	lines.Buffer(nil, longestQuery)
	out := json.NewEncoder(e.stdout)
	for lines.Scan() {
		q.Text = lines.Text()
		err := l.use(func(v *volume) error {
			res, err := search(ctx, v, q)
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

func makeHit(h index.Hit, at index.Locations, t agenda.Thing, doc *agenda.Document) hit {
	out := hit{
		ID: t.ID.String(), Thing: t.Kind, Date: t.Meeting.Date, Series: t.Meeting.Series, Meeting: t.Meeting.Title, Kind: t.Meeting.Kind,
		Number: t.Punkt.Number, Punkt: t.Punkt.Title, Closed: t.Punkt.Closed, Outcome: t.Outcome(),
		Page: t.FirstPage(), Document: doc.Source.Name, Score: h.Score, Fragment: []span{},
	}
	if t.Kind == agenda.ThingBilag {
		out.Bilag = t.Bilag.Title
	}
	text, where := t.Text(), at.Body
	switch {
	case len(where) > 0:
		out.Page = t.PageAt(where[0].Start)
	case len(at.History) > 0:
		text, where = index.HistoryText(t.Punkt.History), at.History
	case len(at.Title) > 0:
		text, where = t.Title(), at.Title
	}
	for i, s := range index.Fragment(text, where, fragmentWidth) {
		if i == 0 && len(at.Body) > 0 {
			out.Page = t.PageAt(firstShown(at.Body, s.Offset))
		}
		out.Fragment = append(out.Fragment, span{s.Text, s.Hit})
	}
	out.OCR = slices.Contains(doc.Scans, out.Page)
	return out
}

// firstShown is the first place at or after offset: the page named is that of
// the first word that the fragment shows.
func firstShown(where []index.Location, offset int) int {
	for _, l := range where {
		if l.Start >= offset {
			return l.Start
		}
	}
	return where[0].Start
}

func (e *env) showHit(n int, h hit) {
	fmt.Fprintf(e.stdout, "%d. %s  %s  (%s)\n", n, orDash(h.Date), meetingName(h.Series, h.Meeting), h.Kind)
	fmt.Fprintf(e.stdout, "   Punkt %s: %s\n", h.Number, h.Punkt)
	what := string(h.Thing)
	if h.Bilag != "" {
		what += " «" + h.Bilag + "»"
	}
	if h.Page > 0 {
		what += fmt.Sprintf(", side %d", h.Page)
	}
	if h.OCR {
		what += " (OCR: læst som billede)"
	}
	if h.Outcome != "" {
		what += ", udfald: " + h.Outcome.Danish()
	}
	if h.Closed {
		what += ", lukket"
	}
	fmt.Fprintf(e.stdout, "   %s — %s\n", what, printable(h.Document))
	if len(h.Fragment) > 0 {
		io.WriteString(e.stdout, "   ")
		for _, s := range h.Fragment {
			io.WriteString(e.stdout, e.mark(s))
		}
		io.WriteString(e.stdout, "\n")
	}
	if len(h.Copies) > 0 {
		fmt.Fprintf(e.stdout, "   mødet står også i %s\n", copyNames(h.Copies))
	}
	fmt.Fprintf(e.stdout, "   %s\n\n", h.ID)
}

// mark shows a word that was found: bold on a terminal, else between stars.
func (e *env) mark(s span) string {
	switch {
	case !s.Hit:
		return s.Text
	case e.color:
		return "\x1b[1m" + s.Text + "\x1b[0m"
	}
	return "*" + s.Text + "*"
}
