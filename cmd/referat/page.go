package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"referat/index"
	"referat/index/query"
	"referat/ingest"
	"referat/pkg/agenda"
	"referat/pkg/archive"
)

// A found is the answer to a search.
type found struct {
	Query      string                        `json:"query"`
	ReadAs     string                        `json:"read_as"` // the same, written out as it was read
	Generation string                        `json:"generation"`
	Total      uint64                        `json:"total"` // punkter
	Hits       []hit                         `json:"hits"`
	Notes      []string                      `json:"notes"` // how the query was read, where that may surprise
	Fuzzy      bool                          `json:"fuzzy"` // nothing had the words; these are spelt nearly so
	DidYouMean string                        `json:"did_you_mean"`
	Read       []termRead                    `json:"read"`             // how each word was read
	Facets     map[index.Facet][]index.Count `json:"facets,omitempty"` // with --facets
}

// A hit is a punkt found, with what a person wants to know of it: what of it
// fits best, and where else in it the words stand.
type hit struct {
	ID       string           `json:"id"` // of the thing that fits best: the punkt, its decision or a bilag
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
	Also     []also           `json:"also"`   // other things of the punkt in which the words stand
	Same     []string         `json:"same"`   // punkter that were found by the same bilag
	Copies   []copyOf         `json:"copies"` // of its meeting, in other documents

	passage bool // Fragment is of a text, rather than a title
}

// An also is a thing of a punkt in which words stand, beside the one shown.
type also struct {
	ID    string           `json:"id"`
	Thing agenda.ThingKind `json:"thing"`
	Title string           `json:"title"` // of a bilag
	Page  int              `json:"page"`
}

// A span is a piece of a hit's text; Hit marks the words looked for.
type span struct {
	Text string `json:"text"`
	Hit  bool   `json:"hit"`
}

// fragmentWidth is how many bytes of text a hit shows.
const fragmentWidth = 220

// mostRounds is how often more hits are fetched where many were the same bilag
// again: a page may stay short, but does not take for ever.
const mostRounds = 3

// search asks the index, and fetches what the hits stand for from the store
// of the same generation.
func search(ctx context.Context, v *volume, q index.Query) (*found, error) {
	out := &found{Query: q.Text, ReadAs: query.Parse(q.Text).String(), Generation: v.archive.Generation(), Hits: []hit{}, Notes: []string{}, Read: []termRead{}}
	if v.index == nil {
		return out, nil // nothing was imported that could be found
	}
	limit := q.Limit
	shelf := newShelf(v.archive)
	for round := range mostRounds {
		q.Skip = round * limit
		res, err := v.index.Search(ctx, q)
		if err != nil {
			return nil, err
		}
		if round == 0 {
			out.Total, out.Fuzzy, out.Facets = res.Total, res.Fuzzy, res.Facets
			out.Notes = append(out.Notes, res.Notes...)
			out.Read = readings(res, q.Text, v.index)
		}
		for _, h := range res.Hits {
			if len(out.Hits) == limit {
				break
			}
			punkt, from, err := shelf.find(h.ID)
			if err != nil {
				return nil, err
			}
			hit := makeHit(h, places(h, res, q.Thing, punkt, from.leftOut), from.doc)
			if out.fold(hit) {
				continue
			}
			if hit.Copies, err = copiesOf(v.archive, punkt); err != nil {
				return nil, err
			}
			out.Hits = append(out.Hits, hit)
		}
		if len(out.Hits) == limit || len(res.Hits) < limit {
			break
		}
		q.Facets = nil
	}
	if out.Total == 0 || out.Fuzzy {
		var err error
		if out.DidYouMean, err = v.index.DidYouMean(ctx, q.Text); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// A shelf has the documents at hand that the hits of a search are of: hits are
// often of one document.
type shelf struct {
	archive *archive.Reader
	shown   *ingest.Shown
	docs    map[string]*shelved
}

// A shelved document, with what of it search leaves out since a better copy has
// it.
type shelved struct {
	doc     *agenda.Document
	leftOut func(agenda.ID) bool // nil for nothing
}

// mostShelved is how many documents are kept at hand.
const mostShelved = 32

func newShelf(a *archive.Reader) *shelf {
	return &shelf{a, ingest.NewShownOn(a.Cards), map[string]*shelved{}}
}

// find is the punkt of a hit, and the document that it is in.
func (s *shelf) find(id agenda.ID) (agenda.Thing, *shelved, error) {
	from := s.docs[id.Doc()]
	if from == nil {
		_, doc, err := s.archive.Find(id)
		if err != nil {
			return agenda.Thing{}, nil, fmt.Errorf("søgeindeks og arkiv passer ikke sammen (%s): %w", id, err)
		}
		from = &shelved{doc: doc}
		if from.leftOut, err = s.shown.LeftOut(doc); err != nil {
			return agenda.Thing{}, nil, err
		}
		if len(s.docs) == mostShelved {
			clear(s.docs)
		}
		s.docs[id.Doc()] = from
	}
	t, ok := from.doc.Find(id)
	if !ok {
		return agenda.Thing{}, nil, fmt.Errorf("søgeindeks og arkiv passer ikke sammen (%s); kør: referat reindex", id)
	}
	return t, from, nil
}

// fold reports whether a hit shows what one before it shows already: the same
// passage of a bilag that was sent twice, or that all bilag of a kind have. It
// is named there. Two bilag of the same name, which is all that is known of them,
// are two.
func (f *found) fold(h hit) bool {
	if h.Thing != agenda.ThingBilag || !h.passage {
		return false
	}
	for i := range f.Hits {
		if before := &f.Hits[i]; before.Thing == agenda.ThingBilag && before.passage && slices.Equal(before.Fragment, h.Fragment) {
			before.Same = append(before.Same, h.ID)
			return true
		}
	}
	return false
}

// shown is how many punkter the hits stand for: those that were found by the
// same bilag are shown as one.
func (f *found) shown() int {
	n := len(f.Hits)
	for _, h := range f.Hits {
		n += len(h.Same)
	}
	return n
}

// A place is a thing of a punkt with where the words stand in it.
type place struct {
	thing agenda.Thing
	at    index.Locations
}

// terms is how many of the query's clauses stand in the place.
func (p place) terms() int {
	seen := map[string]bool{}
	for _, list := range [][]index.Location{p.at.Title, p.at.Body, p.at.History} {
		for _, l := range list {
			seen[l.Term] = true
		}
	}
	return len(seen)
}

// places are the things of a punkt in which words stand, the best first: with
// the most of the words, then in the title, the decision, the text, a bilag.
// Where only one kind of thing is looked for, only those. There is one at least,
// also where no word stands in a text. What leftOut, which may be nil, names is
// left out.
func places(h index.Hit, res *index.Result, only agenda.ThingKind, punkt agenda.Thing, leftOut func(agenda.ID) bool) []place {
	var list []place
	add := func(t agenda.Thing) {
		if (only == "" || only == t.Kind) && (leftOut == nil || !leftOut(t.ID)) {
			if p := (place{t, res.Locate(t)}); p.terms() > 0 {
				list = append(list, p)
			}
		}
	}
	add(punkt)
	if d := punkt.DecisionThing(); d.Decision != nil {
		add(d)
	}
	for _, b := range punkt.BilagThings() {
		add(b)
	}
	rank := func(p place) int {
		switch {
		case len(p.at.Title) > 0 && p.thing.Kind == agenda.ThingPunkt:
			return 0
		case p.thing.Kind == agenda.ThingDecision:
			return 1
		case p.thing.Kind == agenda.ThingPunkt:
			return 2
		case len(p.at.Title) > 0:
			return 3
		}
		return 4
	}
	if len(list) == 0 {
		return []place{unworded(h, only, punkt)}
	}
	slices.SortStableFunc(list, func(a, b place) int {
		if n := b.terms() - a.terms(); n != 0 {
			return n
		}
		return rank(a) - rank(b)
	})
	return list
}

// unworded is what a hit shows in whose texts no word stands: the punkt, or what
// of it is looked for; of who is to follow up, the decision.
func unworded(h index.Hit, only agenda.ThingKind, punkt agenda.Thing) place {
	switch {
	case only == agenda.ThingDecision, only == "" && h.In == index.Parts{Decision: true}:
		if d := punkt.DecisionThing(); d.Decision != nil {
			return place{thing: d}
		}
	case only == agenda.ThingBilag:
		if list := punkt.BilagThings(); len(list) > 0 {
			return place{thing: list[0]}
		}
	}
	return place{thing: punkt}
}

func makeHit(h index.Hit, list []place, doc *agenda.Document) hit {
	t, at := list[0].thing, list[0].at
	out := hit{
		ID: t.ID.String(), Thing: t.Kind, Date: t.Meeting.Date, Series: t.Meeting.Series, Meeting: t.Meeting.Title, Kind: t.Meeting.Kind,
		Number: t.Punkt.Number, Punkt: t.Punkt.Title, Closed: t.Punkt.Closed, Outcome: t.Outcome(),
		Document: doc.Source.Name, Score: h.Score, Fragment: []span{}, Also: []also{}, Same: []string{},
	}
	if t.Kind == agenda.ThingBilag {
		out.Bilag = t.Bilag.Title
	}
	out.Fragment, out.Page = fragment(t, at)
	out.passage = len(at.Body) > 0
	out.OCR = slices.Contains(doc.Scans, out.Page)
	for _, p := range list[1:] {
		a := also{ID: p.thing.ID.String(), Thing: p.thing.Kind}
		if p.thing.Kind == agenda.ThingBilag {
			a.Title = p.thing.Bilag.Title
		}
		if a.Page = p.thing.FirstPage(); len(p.at.Body) > 0 {
			a.Page = p.thing.PageAt(p.at.Body[0].Start)
		}
		out.Also = append(out.Also, a)
	}
	return out
}

// fragment is what a hit shows of a thing's text, and the page of it.
func fragment(t agenda.Thing, at index.Locations) (spans []span, page int) {
	text, where := t.Text(), at.Body
	page = t.FirstPage()
	switch {
	case len(at.Body) > 0:
		page = t.PageAt(at.Body[0].Start)
	case len(at.History) > 0:
		text, where = index.HistoryText(t.Punkt.History), at.History
	case len(at.Title) > 0:
		text, where = t.Title(), at.Title
	}
	spans = []span{}
	for i, s := range index.Fragment(text, where, fragmentWidth) {
		if i == 0 && len(at.Body) > 0 {
			page = t.PageAt(firstShown(at.Body, s.Offset))
		}
		spans = append(spans, span{s.Text, s.Hit})
	}
	return spans, page
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

// mostAlso is how many other texts of a punkt, and other bilag with the same
// text, are named on screen.
const mostAlso = 5

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
	for i, a := range h.Also {
		if i == mostAlso {
			fmt.Fprintf(e.stdout, "   og i %s; --json viser dem alle\n", counted(len(h.Also)-i, "tekst til", "tekster til"))
			break
		}
		what := string(a.Thing)
		if a.Title != "" {
			what += " «" + a.Title + "»"
		}
		if a.Page > 0 {
			what += fmt.Sprintf(", side %d", a.Page)
		}
		fmt.Fprintf(e.stdout, "   også i %s  %s\n", what, a.ID)
	}
	if n := len(h.Same); n > 0 {
		line := strings.Join(h.Same[:min(n, mostAlso)], " ")
		if n > mostAlso {
			line += " …"
		}
		fmt.Fprintf(e.stdout, "   det samme står i %s: %s\n", counted(n, "bilag til", "bilag til"), line)
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
