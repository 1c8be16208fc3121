package index

import (
	"maps"
	"math"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
)

// How the count of a word in a field weighs: less with each more, and less in a
// longer field (Robertson and Zaragoza, "The Probabilistic Relevance Framework:
// BM25 and Beyond", 2009, whose k1 is saturation and b is lengthShare).
const (
	saturation  = 1.2
	lengthShare = 0.5
)

// A scratch is a leaf's numbers while it is scored, by entry; all 0 in between.
type scratch struct {
	scores  []float32
	amounts []float32 // of a word in the field at hand, weighted by how it was found
	lengths []uint32  // of that field, 0 where not known
}

func (r *Reader) takeScratch(entries int) *scratch {
	s, _ := r.scratch.Get().(*scratch)
	if s == nil || len(s.scores) < entries {
		s = &scratch{make([]float32, entries), make([]float32, entries), make([]uint32, entries)}
	}
	return s
}

// A frequency is how often what meets a wish is in an archive.
type frequency struct {
	found  uint64 // entries
	rarity float32
	typed  float32 // of the word as it was typed
	often  bool
}

// muchRarer is by how much the word as it was typed is rarer than all that meets
// the wish, where it counts by its own rarity.
const muchRarer = 0.2

// score adds to s.scores what a wish is worth in the entries of hits. A form that
// was typed and is rarer than the others counts by its own rarity: of "haven"
// and "haver", or of a name that looks like a form of a common word.
func (s *scratch) score(m *met, hits *roaring.Bitmap, how frequency) error {
	more := float32(0) // of the rarity, for the word as it was typed
	if m.typed != nil && how.typed-how.rarity >= muchRarer {
		more = how.typed - how.rarity
	}
	for _, f := range m.fields {
		here := roaring.And(f.entries, hits)
		if here.IsEmpty() {
			continue
		}
		weight, typical := how.rarity*f.field.weight(), f.field.typical()
		typed := more * f.field.weight()
		if how.often && f.field.typical() > shortField {
			s.flat(f, here, weight, typed)
			continue
		}
		if len(f.counted) == 1 && len(f.flat) == 0 { // the most usual: one form, and nothing to add up
			c := f.counted[0]
			exactly := float32(0)
			if c.weight == levelExact {
				exactly = typed
			}
			err := c.of.visit(whole(here, c.of.entries), func(entry uint32, count, words int) {
				s.scores[entry] += exactly * worth(float32(count), float32(words)/typical) // as below, so that sums are the same
				s.scores[entry] += weight * worth(c.weight*float32(count), float32(words)/typical)
			})
			if err != nil {
				return err
			}
			continue
		}
		for _, c := range f.counted {
			among := roaring.And(c.of.entries, hits)
			if among.IsEmpty() {
				continue
			}
			exactly := float32(0)
			if c.weight == levelExact {
				exactly = typed
			}
			err := c.of.visit(whole(among, c.of.entries), func(entry uint32, count, words int) {
				s.amounts[entry] += c.weight * float32(count)
				s.lengths[entry] = uint32(words)
				if exactly > 0 {
					s.scores[entry] += exactly * worth(float32(count), float32(words)/typical)
				}
			})
			if err != nil {
				return err
			}
		}
		for _, c := range f.flat {
			among := here
			if c.of != f.entries {
				among = roaring.And(c.of, hits)
			}
			each(among, func(entry uint32) { s.amounts[entry] += c.weight })
		}
		each(here, func(entry uint32) {
			length := float32(1)
			if s.lengths[entry] != 0 {
				length = float32(s.lengths[entry]) / typical
			}
			s.scores[entry] += weight * worth(s.amounts[entry], length)
			s.amounts[entry], s.lengths[entry] = 0, 0
		})
	}
	return nil
}

// A word that is in one of oftenShare entries, or in more, and in oftenLeast, only
// counts as there or not in the longer fields, those of which an ordinary one has more than
// shortField words: how often it stands in them says little, and reading it of
// half an archive takes long.
const (
	oftenShare = 10
	oftenLeast = 2000
	shortField = 12
)

// flat scores a field by the best of its words that stands there; typed is what
// the word as it was typed weighs beyond the others.
func (s *scratch) flat(f metField, here *roaring.Bitmap, weight, typed float32) {
	byLevel := map[float32][]*roaring.Bitmap{}
	for _, c := range f.counted {
		byLevel[c.weight] = append(byLevel[c.weight], c.of.entries)
	}
	for _, c := range f.flat {
		byLevel[c.weight] = append(byLevel[c.weight], c.of)
	}
	left := here
	for _, level := range slices.Backward(slices.Sorted(maps.Keys(byLevel))) {
		entries := roaring.And(union(byLevel[level]), left)
		one := weight * worth(level, 1)
		if level == levelExact {
			one += typed * worth(1, 1)
		}
		each(entries, func(entry uint32) { s.scores[entry] += one })
		left = roaring.AndNot(left, entries)
	}
}

// worth is what an amount of a word weighs in a field of this length, as a share
// of the typical.
func worth(amount, length float32) float32 {
	return amount * (saturation + 1) / (amount + saturation*(1-lengthShare+lengthShare*length))
}

// whole is all where some are all of them, which bleve reads faster.
func whole(some, all *roaring.Bitmap) *roaring.Bitmap {
	if some.GetCardinality() == all.GetCardinality() {
		return all
	}
	return some
}

// each calls f for all entries of b.
func each(b *roaring.Bitmap, f func(entry uint32)) {
	var buf [256]uint32
	it := b.ManyIterator()
	for n := it.NextMany(buf[:]); n > 0; n = it.NextMany(buf[:]) {
		for _, e := range buf[:n] {
			f(e)
		}
	}
}

// isOften reports whether a word that found of all entries have is in very many.
func isOften(found, all uint64) bool { return found >= oftenLeast && found*oftenShare >= all }

// rarity is what a wish counts that found of all entries meet.
func rarity(found, all uint64) float32 {
	return float32(math.Log(1 + (float64(all)-float64(found)+0.5)/(float64(found)+0.5)))
}
