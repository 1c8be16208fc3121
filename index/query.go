package index

import (
	"fmt"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search/query"

	"referat/pkg/agenda"
)

// A Query is what to search for. Empty fields do not limit.
type Query struct {
	Text    string // as typed; parse's comment says how it is read
	From    string // yyyy-mm-dd, the first day
	To      string // yyyy-mm-dd, the last day
	Year    int    // a calendar year; narrows From and To
	Kind    agenda.Kind
	Outcome agenda.Outcome   // of the punkt that the thing is or belongs to
	Thing   agenda.ThingKind // punkt, beslutning or bilag
	Series  string           // the whole name; case does not count
	Limit   int              // the most hits to give; 0 is DefaultLimit
}

// DefaultLimit is how many hits a search gives that does not say.
const DefaultLimit = 20

// Weights of the fields, by which hits are ordered: a word in the title says
// more of what a text is about than one in it; one in the context says little.
const (
	weightTitle   = 3
	weightBody    = 1
	weightContext = 0.2
)

// build is q for bleve: every clause in any field, one of them in a field of
// the thing's own, and the filters, which do not count in the score. Must and
// Filter are conjunctions even of one: a BooleanQuery takes a lone part that
// finds nothing for one that is not there.
func (q Query) build(clauses []clause) query.Query {
	var must, mustNot, own []query.Query
	for _, c := range clauses {
		if c.not {
			mustNot = append(mustNot, anyOf(c.any, ownFields))
			continue
		}
		must = append(must, anyOf(c.any, allFields))
		own = append(own, anyOf(c.any, ownFields))
	}
	switch {
	case len(own) == 1:
		must = own
	case len(own) > 1:
		must = append(must, bleve.NewDisjunctionQuery(own...))
	}
	if must == nil {
		must = []query.Query{bleve.NewMatchAllQuery()}
	}
	b := query.NewBooleanQuery(must, nil, mustNot)
	if filters := q.filters(); filters != nil {
		b.AddFilter(bleve.NewConjunctionQuery(filters...))
	}
	return b
}

func (q Query) filters() []query.Query {
	var list []query.Query
	equal := func(field, value string) {
		if value != "" {
			t := bleve.NewTermQuery(value)
			t.SetField(field)
			list = append(list, t)
		}
	}
	equal(fieldKind, string(q.Kind))
	equal(fieldOutcome, string(q.Outcome))
	equal(fieldThing, string(q.Thing))
	equal(fieldSeries, seriesKey(q.Series))
	dates := func(from, to string) {
		if from != "" || to != "" {
			yes := true
			r := bleve.NewTermRangeInclusiveQuery(from, to, &yes, &yes)
			r.SetField(fieldDate)
			list = append(list, r)
		}
	}
	dates(q.From, q.To)
	if q.Year != 0 {
		dates(fmt.Sprintf("%04d-01-01", q.Year), fmt.Sprintf("%04d-12-31", q.Year))
	}
	return list
}

// A weighted field.
type field struct {
	name   string
	weight float64
}

// ownFields are the thing's own; allFields also say where it stands.
func ownFields() []field {
	return []field{{fieldTitle, weightTitle}, {fieldBody, weightBody}, {fieldHistory, weightBody}, {fieldCase, weightTitle}}
}

func allFields() []field { return append(ownFields(), field{fieldContext, weightContext}) }

// anyOf finds any of the phrases in any of the fields.
func anyOf(phrases []phrase, in func() []field) query.Query {
	var list []query.Query
	for _, p := range phrases {
		for _, f := range in() {
			list = append(list, p.in(f)...)
		}
	}
	return bleve.NewDisjunctionQuery(list...)
}

// in finds p in one field: one query of those given has to hold.
func (p phrase) in(f field) []query.Query {
	stems := make([]string, len(p.words))
	for i, w := range p.words {
		stems[i] = w.stem
	}
	if !p.prefix {
		return []query.Query{row(stems, f)}
	}
	// The index has stems, which are shorter than words: what "planer*" means
	// also has the stem "plan".
	last := len(stems) - 1
	begins := bleve.NewPrefixQuery(p.words[last].folded)
	begins.SetField(f.name)
	begins.SetBoost(f.weight)
	if last == 0 {
		return []query.Query{begins, row(stems, f)}
	}
	// bleve has no phrase that ends in a prefix; the words before it have to
	// stand in a row, and the beginning anywhere in the field.
	return []query.Query{bleve.NewConjunctionQuery(row(stems[:last], f), bleve.NewDisjunctionQuery(begins, row(stems[last:], f)))}
}

// row finds the stems in a row.
func row(stems []string, f field) query.Query {
	if len(stems) == 1 {
		t := bleve.NewTermQuery(stems[0])
		t.SetField(f.name)
		t.SetBoost(f.weight)
		return t
	}
	t := bleve.NewPhraseQuery(stems, f.name)
	t.SetBoost(f.weight)
	return t
}
