package index

import (
	"iter"
	"math/bits"

	bleveindex "github.com/blevesearch/bleve_index_api"
)

// Bleve keeps five numbers for every word of a text, of which phrases need
// one, the word's place: 5-6 bytes a word, as much as the text itself. Here the
// places of a term in a text are packed into the number that bleve keeps for
// how often it stands there, 1-2 bytes each, and that number is made of them
// again when it is read. What does not fit goes where bleve has places.
//
//	frequency = packed<<1 | 1   the gaps between the places, from 0, in groups of 5 bits, the low ones first
//	frequency = count<<1        one bleve location: its position is the first place, its array positions the gaps
//
// A group has 4 bits of the gap and, as its lowest bit, whether more follow.

const (
	groupBits  = 5
	packedBits = 62 // bleve's frequency is an int, and loses a bit on disk
)

// places are where a term stands in a text, in order, from 1.
type places struct {
	count  int
	last   int
	packed uint64
	used   int      // bits of packed
	gaps   []uint64 // all gaps, once they do not fit in packed
}

// add adds a place. One that is not after the last is none: 1.250.000 is both a
// word and an amount.
func (p *places) add(place int) {
	if place <= p.last {
		return
	}
	gap := uint64(place - p.last)
	p.last = place
	p.count++
	if p.gaps == nil {
		if p.pack(gap) {
			return
		}
		for g := range unpack(p.packed) {
			p.gaps = append(p.gaps, g)
		}
	}
	p.gaps = append(p.gaps, gap)
}

// pack reports whether gap, which is not 0, still fits.
func (p *places) pack(gap uint64) bool {
	code, bits := uint64(0), 0
	for ; gap != 0; gap >>= groupBits - 1 {
		group := gap & (1<<(groupBits-1) - 1) << 1
		if gap>>(groupBits-1) != 0 {
			group |= 1
		}
		code |= group << bits
		if bits += groupBits; p.used+bits > packedBits {
			return false
		}
	}
	p.packed |= code << p.used
	p.used += bits
	return true
}

// unpack gives the gaps again.
func unpack(packed uint64) iter.Seq[uint64] {
	return func(yield func(uint64) bool) {
		for packed != 0 {
			gap, bits := uint64(0), 0
			for more := true; more; packed >>= groupBits {
				more = packed&1 != 0
				gap |= packed >> 1 & (1<<(groupBits-1) - 1) << bits
				bits += groupBits - 1
			}
			if !yield(gap) {
				return
			}
		}
	}
}

// put makes f of the places.
func (p *places) put(f *bleveindex.TokenFreq) {
	if p.gaps == nil {
		f.SetFrequency(int(p.packed<<1 | 1))
		return
	}
	f.SetFrequency(p.count << 1)
	f.Locations = []*bleveindex.TokenLocation{{Position: int(p.gaps[0]), ArrayPositions: p.gaps[1:]}}
}

// count is how many places packed has: as many groups as there are, less those
// that go on.
func count(packed uint64) int {
	const more = 0x1084210842108421 // the lowest bit of each group of 5
	groups := (bits.Len64(packed) + groupBits - 1) / groupBits
	return groups - bits.OnesCount64(packed&more)
}
