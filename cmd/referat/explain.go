package main

import (
	"fmt"
	"strings"

	"referat/index"
	"referat/pkg/agenda"
	"referat/pkg/library"
)

// mostForms is how many words an explanation names in a line; --json has all.
const mostForms = 12

// explain tells how each word was read. Years and outcomes are only what the
// first line says of them.
func (e *env) explain(f *library.Found) {
	if f.ReadAs != "" {
		fmt.Fprintf(e.stdout, "læst som: %s\n", printable(f.ReadAs))
	}
	for _, r := range f.Read {
		said := r.Said()
		if said == "" {
			continue
		}
		fmt.Fprintf(e.stdout, "«%s» %s\n", printable(r.Typed), printable(said))
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
func (e *env) showFacets(f *library.Found) {
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
