package main

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"referat/index"
	"referat/index/danish"
	"referat/index/query"
	"referat/pkg/agenda"
)

// A termRead is how a term of a query was read, and what of the archive fits.
type termRead struct {
	Typed       string       `json:"typed"`
	As          string       `json:"as"`      // word, phrase, prefix, thing, years, outcome
	Things      []string     `json:"things"`  // of a thing, as it is looked for however it is written
	Stem        string       `json:"stem"`    // "" where it is not looked for by one
	Known       bool         `json:"known"`   // the archive has the word as it was typed
	Missing     bool         `json:"missing"` // it has nothing that the word could mean
	Left        bool         `json:"left"`    // a small word that was left out beside the others
	Spelt       []string     `json:"spelt"`
	Parts       []string     `json:"parts"` // stems of a compound's parts
	Inflections []index.Form `json:"inflections"`
	Compounds   []index.Form `json:"compounds"` // the commonest first; with --explain
	Synonyms    []string     `json:"synonyms"`
	Near        []index.Form `json:"near"`  // spelt nearly so
	Begin       int          `json:"begin"` // words that begin so
}

// readings tell how the terms of a text were read. ix has the words.
func readings(res *index.Result, text string, ix *index.Reader) []termRead {
	things := map[string][]string{}
	for _, c := range query.Parse(text).Clauses {
		for _, t := range c.Any {
			if t.Kind == query.Thing && !slices.Contains(things[t.Typed], t.Words[0]) {
				things[t.Typed] = append(things[t.Typed], t.Words[0])
			}
		}
	}
	list := []termRead{}
	for _, r := range res.Read {
		t := termRead{
			Typed: r.Typed, As: termKind(r.Kind), Things: []string{}, Stem: r.Stem, Known: ix.Knows(r.Typed), Missing: r.Missing, Left: r.Filler, Begin: r.Begin,
			Spelt: orEmpty(r.Spelt), Parts: orEmpty(r.Parts), Synonyms: orEmpty(r.Synonyms), Near: orEmpty(r.Near),
			Inflections: orEmpty(r.Inflections), Compounds: orEmpty(index.Commonest(r.Compounds, len(r.Compounds))),
		}
		if r.Kind == query.Thing {
			t.Things = orEmpty(things[r.Typed])
		}
		list = append(list, t)
	}
	return list
}

func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

func termKind(k query.TermKind) string {
	switch k {
	case query.Phrase:
		return "phrase"
	case query.Prefix:
		return "prefix"
	case query.Thing:
		return "thing"
	case query.Years:
		return "years"
	case query.Outcome:
		return "outcome"
	}
	return "word"
}

// mostForms is how many words an explanation names in a line; --json has all.
const mostForms = 12

// explain tells how each word was read. Years and outcomes are only what the
// first line says of them.
func (e *env) explain(f *found) {
	if f.ReadAs != "" {
		fmt.Fprintf(e.stdout, "læst som: %s\n", printable(f.ReadAs))
	}
	for _, r := range f.Read {
		said := ""
		switch r.As {
		case "years", "outcome":
			continue
		case "phrase":
			said = "findes ordret, som det er skrevet"
		case "prefix":
			said = fmt.Sprintf("er begyndelsen af %d ord i arkivet", r.Begin)
		case "thing":
			said = "findes som " + strings.Join(r.Things, ", ") + ", hvordan det end er skrevet"
		default:
			said = r.form()
		}
		fmt.Fprintf(e.stdout, "«%s» %s\n", printable(r.Typed), said)
		line := func(what string, words []string) {
			if more := len(words) - mostForms; more > 0 {
				words = append(words[:mostForms:mostForms], fmt.Sprintf("og %d til", more))
			}
			if len(words) > 0 {
				fmt.Fprintf(e.stdout, "    %-14s %s\n", what+":", strings.Join(words, ", "))
			}
		}
		line("andre former", formNames(r.Inflections))
		line("led i", formNames(r.Compounds))
		if len(r.Parts) > 1 {
			line("sat sammen af", []string{strings.Join(r.Parts, "- + ") + "-; findes også, hvor de står nær hinanden"})
		}
		line("også stavet", r.Spelt)
		line("synonymer", r.Synonyms)
		line("ligner", formNames(r.Near))
	}
	if len(f.Read) > 0 {
		fmt.Fprintln(e.stdout)
	}
}

// form tells of a word how it is looked for, and whether it is there.
func (r *termRead) form() string {
	switch {
	case r.Left:
		return "er udeladt: et småord behøver ikke at stå der"
	case r.Stem == "" && !strings.ContainsFunc(r.Typed, unicode.IsLetter):
		return "findes som tallet, det er"
	}
	said := "findes i alle former"
	if r.Stem != "" {
		said += fmt.Sprintf(" af «%s-»", printable(r.stemAsTyped()))
	}
	switch {
	case r.Known || strings.ContainsAny(r.Typed, " -/&."):
	case len(r.Inflections)+len(r.Compounds) == 0:
		said += "; ingen af dem står i arkivet"
	default:
		said += "; selve ordet står ikke i arkivet"
	}
	return said
}

// stemAsTyped is the stem as it stands in what was typed, where it does: with aa,
// of which the index makes å.
func (r *termRead) stemAsTyped() string {
	typed := strings.ToLower(r.Typed)
	for i := range typed {
		if danish.Fold(typed[:i]) == r.Stem {
			return typed[:i]
		}
	}
	if danish.Fold(typed) == r.Stem {
		return typed
	}
	return r.Stem
}

// formNames names words with how many punkter they stand in at least.
func formNames(list []index.Form) []string {
	names := make([]string, len(list))
	for i, f := range list {
		names[i] = fmt.Sprintf("%s (%d)", f.Shown, f.Entries)
	}
	return names
}

// facetNames are the facets in the order that they are shown, as people call
// them.
func facetNames() []struct {
	facet index.Facet
	name  string
} {
	return []struct {
		facet index.Facet
		name  string
	}{
		{index.FacetYear, "år"}, {index.FacetSeries, "møderække"}, {index.FacetKind, "art"},
		{index.FacetCategory, "kategori"}, {index.FacetOutcome, "udfald"}, {index.FacetUnit, "ansvarlig"},
	}
}

// mostCounts is how many values of a facet are shown; --json has all.
const mostCounts = 10

// showFacets shows how many hits have which values.
func (e *env) showFacets(f *found) {
	for _, x := range facetNames() {
		counts := f.Facets[x.facet]
		if len(counts) == 0 {
			continue
		}
		var names []string
		for _, c := range counts[:min(len(counts), mostCounts)] {
			value := c.Value
			if x.facet == index.FacetOutcome {
				value = agenda.Outcome(value).Danish()
			}
			names = append(names, fmt.Sprintf("%s (%d)", printable(value), c.Hits))
		}
		if more := len(counts) - mostCounts; more > 0 {
			names = append(names, fmt.Sprintf("og %d til", more))
		}
		fmt.Fprintf(e.stdout, "%-10s %s\n", x.name+":", strings.Join(names, ", "))
	}
}
