package web

import (
	"context"
	"slices"
	"strings"

	"referat/index"
	"referat/pkg/agenda"
	"referat/pkg/library"
)

// A facetView is one way to narrow a search, or to widen it again.
type facetView struct {
	Name   string
	Values []facetValue
	More   []facetValue // those that are shown when asked for
	Rest   string       // the words for that
	To     *link        // a page that shows more of it; nil for none
}

// A facetValue is a value that hits have.
type facetValue struct {
	link
	Count  string
	Chosen bool // the search is narrowed to it; the link takes that away
}

// mostValues is how many values of a facet are shown at once, and mostMore how
// many more where they are asked for: units and categories can be thousands.
const (
	mostValues = 7
	mostMore   = 25
	mostBodies = 100 // of the bodies, which people look for by name
)

// makeFacets are the facets beside a search's hits but for the year, which is the
// chart's.
func makeFacets(ctx context.Context, v *library.Volume, asked search, q index.Query, f *library.Found) ([]facetView, error) {
	things, err := countThings(ctx, v, q, f)
	if err != nil {
		return nil, err
	}
	var out []facetView
	for _, x := range []struct {
		name   string
		param  param
		counts []index.Count
	}{
		{"Udvalg eller møderække", paramBody, f.Facets[index.FacetSeries]},
		{"Hvor ordene står", paramThing, things},
		{"Udfald", paramOutcome, f.Facets[index.FacetOutcome]},
		{"Kategori", paramCategory, f.Facets[index.FacetCategory]},
		{"Ansvarlig enhed", paramUnit, f.Facets[index.FacetUnit]},
		{"Art", paramKind, f.Facets[index.FacetKind]},
	} {
		if len(x.counts) == 1 && x.counts[0].Hits == f.Total && asked[x.param] == "" {
			continue // all have it: that narrows nothing
		}
		if facet := asked.facet(x.name, x.param, x.counts); len(facet.Values) > 0 {
			if unit := asked[paramUnit]; unit != "" && x.param == paramUnit {
				facet.To = &link{"Opgaverne selv: Opfølgning for " + unit, followups{unit: unit, since: asked[paramFrom], to: asked[paramTo]}.address()}
			}
			out = append(out, facet)
		}
	}
	return out, nil
}

// facet is a facet with the links that narrow the search to a value, or widen it
// where it is so narrowed.
func (s search) facet(name string, p param, counts []index.Count) facetView {
	out := facetView{Name: name}
	is := func(c index.Count) bool { return strings.EqualFold(c.Value, s[p]) }
	if slices.ContainsFunc(counts, is) { // a punkt has several units; others than the chosen one are not chosen
		counts = slices.DeleteFunc(slices.Clone(counts), func(c index.Count) bool { return !is(c) })
	}
	for i, c := range counts {
		if c.Value == "" || c.Hits == 0 {
			continue
		}
		text, value := c.Value, c.Value
		if p == paramOutcome {
			text = agenda.Outcome(c.Value).Danish()
			value = text
		}
		x := facetValue{link{capital(text), s.with(p, value).address("/soeg")}, number(int(c.Hits)), false}
		if s[p] != "" {
			x.Chosen, x.Href = true, s.with(p, "").address("/soeg")
		}
		switch {
		case len(out.Values) < mostValues:
			out.Values = append(out.Values, x)
		case len(out.More) < mostMore || p == paramBody && len(out.More) < mostBodies:
			out.More = append(out.More, x)
		default:
			out.Rest = "De næste " + number(len(out.More)) + " af " + number(len(counts))
			return out
		}
		if i == len(counts)-1 && len(out.More) > 0 {
			out.Rest = "Vis " + number(len(out.More)) + " til"
		}
	}
	return out
}

// countThings counts in how many punkter the words stand in the punkt's text, in
// its decision, and in its bilag.
func countThings(ctx context.Context, v *library.Volume, q index.Query, f *library.Found) ([]index.Count, error) {
	if f.Fuzzy || q.Text == "" {
		return nil, nil
	}
	if q.Thing != "" {
		return []index.Count{{Value: string(q.Thing), Hits: f.Total}}, nil
	}
	var out []index.Count
	for _, t := range []agenda.ThingKind{agenda.ThingPunkt, agenda.ThingDecision, agenda.ThingBilag} {
		narrow := q
		narrow.Thing, narrow.Facets = t, nil
		c, err := v.Count(ctx, narrow)
		if err != nil {
			return nil, err
		}
		out = append(out, index.Count{Value: string(t), Hits: c.Total})
	}
	return out, nil
}
