package index

import (
	"cmp"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"referat/pkg/agenda"
)

// countsOf are the counts of a facet, as "value hits" in order.
func countsOf(list []Count) (out []string) {
	for _, c := range list {
		out = append(out, c.Value+" "+utoa(c.Hits))
	}
	return out
}

func TestFacets(t *testing.T) {
	r := offline(t, 1, testDocument(), other("a"))
	result := search(t, r, Query{Facets: Facets(), Limit: 1})
	for facet, want := range map[Facet]string{
		FacetYear:     "2026 6, 2025 2", // the newest first
		FacetSeries:   "Rådmandsmøder 2026-2029 6, Byrådet 2",
		FacetKind:     "dagsorden 4, referat 4",
		FacetCategory: "Til godkendelse 2",
		FacetOutcome:  "approved_with_remarks 2, none 2",
		FacetUnit:     "Teknik og Miljø 2",
	} {
		if got := strings.Join(countsOf(result.Facets[facet]), ", "); got != want {
			t.Errorf("%s: %s, want %s", facet, got, want)
		}
	}
	result = search(t, r, Query{Text: "omstilling", Year: 2025, Facets: []Facet{FacetYear, FacetUnit}})
	if got := strings.Join(countsOf(result.Facets[FacetYear]), ", "); got != "2025 2" || len(result.Facets[FacetUnit]) != 0 || len(result.Facets) != 2 {
		t.Errorf("under a filter: %v", result.Facets)
	}
	if result := search(t, r, Query{Text: "findesikke", Facets: Facets()}); len(result.Facets[FacetYear]) != 0 {
		t.Errorf("of nothing: %v", result.Facets)
	}
}

// Under whatever filters, hits and counts are those that one gets by looking
// at all documents.
func TestFacetsAgainstDocuments(t *testing.T) {
	rnd := rand.New(rand.NewPCG(20, 26))
	docs := randomDocuments(rnd, 40)
	r := offline(t, 1, docs...)
	for range 150 {
		q := Query{Facets: Facets(), Limit: 10_000}
		pick := func(list ...string) string {
			if rnd.IntN(3) > 0 {
				return ""
			}
			return list[rnd.IntN(len(list))]
		}
		q.Series = pick("Byrådet", "byrådet", "Rådmandsmøder 2026-2029")
		q.Kind = agenda.Kind(pick("referat", "dagsorden"))
		q.Category = pick("Til godkendelse", "til orientering")
		q.Outcome = agenda.Outcome(pick("approved", "noted", "postponed"))
		q.Unit = pick("Teknik og Miljø", "TEKNIK OG MILJØ", "Børn og Unge")
		q.Thing = agenda.ThingKind(pick("punkt", "beslutning", "bilag"))
		q.From, q.To = pick("2024-06-01", "2025-01-01"), pick("2025-06-30", "2026-12-31")
		q.NoClosed = rnd.IntN(3) == 0
		if rnd.IntN(4) == 0 {
			q.Year = 2024 + rnd.IntN(3)
		}
		want := map[agenda.ID]bool{}
		counts := map[Facet]map[string]uint64{}
		for _, f := range Facets() {
			counts[f] = map[string]uint64{}
		}
		for _, d := range docs {
			for e := range entries(d, nil) {
				if !fits(q, e) {
					continue
				}
				want[e.punkt.ID] = true
				e.keywords(func(f Facet, value string) {
					if counts[f] != nil && value != "" {
						counts[f][strings.ToLower(value)]++
					}
				})
			}
		}
		result := search(t, r, q)
		got := map[agenda.ID]bool{}
		for _, h := range result.Hits {
			got[h.ID] = true
		}
		if !maps.Equal(got, want) || result.Total != uint64(len(want)) {
			t.Fatalf("%+v: %d hits (%d), want %d", q, len(got), result.Total, len(want))
		}
		for f, list := range result.Facets {
			of := map[string]uint64{}
			for _, c := range list {
				of[strings.ToLower(c.Value)] = c.Hits
			}
			if !maps.Equal(of, counts[f]) || len(of) != len(list) {
				t.Fatalf("%+v: %s %v, want %v", q, f, list, counts[f])
			}
			if f != FacetYear && !slices.IsSortedFunc(list, func(a, b Count) int { return cmp.Compare(b.Hits, a.Hits) }) {
				t.Fatalf("%s is not in order: %v", f, list)
			}
		}
	}
}

// fits reports whether an entry passes the filters of q.
func fits(q Query, e entry) bool {
	has := func(f Facet, want string) bool {
		if want == "" {
			return true
		}
		found := false
		e.keywords(func(g Facet, value string) { found = found || g == f && strings.EqualFold(value, want) })
		return found
	}
	m, year := e.punkt.Meeting, ""
	if q.Year != 0 {
		year = yearText(q.Year)
	}
	return has(FacetSeries, q.Series) && has(FacetKind, string(q.Kind)) && has(FacetCategory, q.Category) && has(FacetOutcome, string(q.Outcome)) &&
		has(FacetUnit, q.Unit) && has(FacetThing, string(q.Thing)) && strings.HasPrefix(m.Date, year) &&
		(q.From == "" && q.To == "" || m.Date != "" && m.Date >= q.From && (q.To == "" || m.Date <= q.To)) && !(q.NoClosed && e.punkt.Punkt.Closed)
}
