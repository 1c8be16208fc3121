package index

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/RoaringBitmap/roaring/v2"
)

// A Count is how many hits have a value.
type Count struct {
	Value string `json:"value"` // as written; spellings that differ only in case are one
	Hits  uint64 `json:"hits"`
}

// A value is one of a facet in a leaf, with the entries that have it.
type value struct {
	text    string
	entries *roaring.Bitmap
}

// values are a leaf's values of each facet, read when they are first asked for.
type values struct {
	mu    sync.Mutex
	known map[Facet][]value
}

func (l *leaf) facet(f Facet) ([]value, error) {
	l.values.mu.Lock()
	defer l.values.mu.Unlock()
	if list, ok := l.values.known[f]; ok {
		return list, nil
	}
	d, err := l.dictionary(string(f))
	if err != nil {
		return nil, err
	}
	var terms []string
	if err := d.all(nil, nil, func(term string, _ uint64) bool {
		terms = append(terms, term)
		return true
	}); err != nil {
		return nil, err
	}
	list := make([]value, 0, len(terms))
	for _, t := range terms {
		p, err := d.postings([]byte(t))
		if err != nil {
			return nil, err
		}
		if p.entries != nil {
			list = append(list, value{t, p.entries})
		}
	}
	if l.values.known == nil {
		l.values.known = map[Facet][]value{}
	}
	l.values.known[f] = list
	return list, nil
}

// valued are the entries of which a value of the facet fits.
func (l *leaf) valued(f Facet, fits func(value string) bool) (*roaring.Bitmap, error) {
	list, err := l.facet(f)
	if err != nil {
		return nil, err
	}
	var found []*roaring.Bitmap
	for _, v := range list {
		if fits(v.text) {
			found = append(found, v.entries)
		}
	}
	if len(found) == 0 {
		return roaring.New(), nil
	}
	return union(found), nil
}

// dates are the days of all entries.
func (l *leaf) dates() ([]uint32, error) {
	l.once.Do(func() {
		list, err := l.facet(facetDate)
		if err != nil {
			l.fault = err
			return
		}
		l.days = make([]uint32, l.entries)
		for _, v := range list {
			day, err := strconv.ParseUint(strings.ReplaceAll(v.text, "-", ""), 10, 32)
			if err != nil {
				continue // no date; sorts last
			}
			each(v.entries, func(entry uint32) { l.days[entry] = uint32(day) })
		}
	})
	return l.days, l.fault
}

// A tally counts the values of a facet over leaves.
type tally map[string]*Count

func (t tally) add(l *leaf, f Facet, hits *roaring.Bitmap) error {
	list, err := l.facet(f)
	if err != nil {
		return err
	}
	for _, v := range list {
		n := v.entries.AndCardinality(hits)
		if n == 0 {
			continue
		}
		key := strings.ToLower(v.text)
		if t[key] == nil {
			t[key] = &Count{Value: v.text}
		}
		t[key].Hits += n
		t[key].Value = min(t[key].Value, v.text) // the same spelling, whichever segment comes first
	}
	return nil
}

// counts are those of the tally, years the newest first, else the most first.
func (t tally) counts(f Facet) []Count {
	list := make([]Count, 0, len(t))
	for _, c := range t {
		list = append(list, *c)
	}
	slices.SortFunc(list, func(a, b Count) int {
		if f == FacetYear {
			return cmp.Compare(b.Value, a.Value)
		}
		return cmp.Or(cmp.Compare(b.Hits, a.Hits), cmp.Compare(a.Value, b.Value))
	})
	return list
}
