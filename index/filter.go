package index

import (
	"fmt"
	"strings"

	"github.com/RoaringBitmap/roaring/v2"
)

// filtered are the entries that the filters admit; nil where there are none.
func (s *searching) filtered(l *leaf) (*roaring.Bitmap, error) {
	var hits *roaring.Bitmap
	filter := func(f Facet, fits func(string) bool) error {
		entries, err := l.valued(f, fits)
		if err != nil {
			return err
		}
		if hits == nil {
			hits = entries.Clone()
		} else {
			hits.And(entries)
		}
		return nil
	}
	equal := func(want string) func(string) bool {
		want = strings.TrimSpace(want)
		return func(v string) bool { return strings.EqualFold(v, want) }
	}
	q := s.q
	for _, x := range []struct {
		facet Facet
		want  string
	}{
		{FacetKind, string(q.Kind)}, {FacetOutcome, string(q.Outcome)}, {FacetThing, string(q.Thing)},
		{FacetSeries, q.Series}, {FacetCategory, q.Category}, {FacetUnit, q.Unit},
	} {
		if x.want != "" {
			if err := filter(x.facet, equal(x.want)); err != nil {
				return nil, err
			}
		}
	}
	if q.Year != 0 {
		if err := filter(FacetYear, equal(yearText(q.Year))); err != nil {
			return nil, err
		}
	}
	if q.From != "" || q.To != "" {
		if err := filter(facetDate, func(day string) bool { return day >= q.From && (q.To == "" || day <= q.To) }); err != nil {
			return nil, err
		}
	}
	if q.NoClosed {
		closed, err := l.closedEntries()
		if err != nil {
			return nil, err
		}
		if hits == nil {
			hits = l.everything()
		}
		hits.AndNot(closed)
	}
	return hits, nil
}

func yearText(year int) string { return fmt.Sprintf("%04d", year) }
