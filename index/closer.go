package index

import (
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
)

// Words that follow each other in a query mean most where they stand close in a
// text: "udsatte borgere". Only the best hits are looked at for that, since
// reading places takes long.
const (
	mostCloser  = 100
	closerShare = 0.8 // of what both words are worth in a field
	closerField = 1.5 // the least weight of a field for that: close together they mean more in a bilag, too
)

// closerMost is how many entries a word may be in for that: its places are read
// one entry after another, and of a word that is in more they say little.
const closerMost = 20_000

// closer puts those of the best hits first in which words that follow each other
// in the query stand close.
func (s *searching) closer(top *ranking) error {
	best := top.list[:min(len(top.list), mostCloser)]
	last := -1
	moved := false
	for i, w := range s.wishes {
		if !w.asks() || s.often[i].found > closerMost {
			continue
		}
		if last >= 0 {
			some, err := s.closerPair(best, last, i)
			if err != nil {
				return err
			}
			moved = moved || some
		}
		last = i
	}
	if !moved {
		return nil
	}
	for i := range best {
		best[i].class = class(best[i].score)
	}
	slices.SortFunc(best, func(a, b candidate) int { return top.compare(&a, &b) })
	return top.fault
}

// closerPair raises the scores of the hits in which the i-th and the j-th wish
// are met close to each other, and reports whether there are any.
func (s *searching) closerPair(best []candidate, i, j int) (some bool, err error) {
	for _, f := range s.found {
		entries := roaring.New()
		for _, c := range best {
			if c.found == f {
				entries.Add(c.entry)
			}
		}
		if entries.IsEmpty() {
			continue
		}
		more := map[uint32]float32{}
		for field := range textFields {
			one, err := placesOf(f.mets[i].words(field), entries)
			if err != nil {
				return false, err
			}
			if len(one) == 0 {
				continue
			}
			other, err := placesOf(f.mets[j].words(field), entries)
			if err != nil {
				return false, err
			}
			close := roaring.New()
			nearEachOther([][]place{one, other}, close)
			each(close, func(entry uint32) {
				more[entry] = max(more[entry], closerShare*max(field.weight(), closerField)*(s.often[i].rarity+s.often[j].rarity))
			})
		}
		for k := range best {
			if c := &best[k]; c.found == f && more[c.entry] > 0 {
				c.score += more[c.entry]
				some = true
			}
		}
	}
	return some, nil
}

// words are the postings of the forms that meet a wish in a field; not those of
// compounds.
func (m *met) words(f field) (list []postings) {
	for _, x := range m.fields {
		if x.field == f {
			for _, c := range x.counted {
				list = append(list, c.of)
			}
		}
	}
	return list
}
