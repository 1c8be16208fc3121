package index

import (
	"context"
	"fmt"
	"iter"

	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/query"
	bleveindex "github.com/blevesearch/bleve_index_api"
)

// Bleve keeps five numbers for every word of a text, of which phrases need
// one, the word's place: 5-6 bytes a word, as much as the text itself. Here the
// places of a stem in a text are packed into the number that bleve keeps for
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

// places are where a stem stands in a text, in order, from 1.
type places struct {
	count  int
	last   int
	packed uint64
	used   int      // bits of packed
	gaps   []uint64 // all gaps, once they do not fit in packed
}

func (p *places) add(place int) {
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

// A placedQuery is a query that knows how places are kept.
type placedQuery struct{ query.Query }

// Searcher is what bleve calls.
func (q placedQuery) Searcher(ctx context.Context, r bleveindex.IndexReader, m mapping.IndexMapping, o search.SearcherOptions) (search.Searcher, error) {
	snapshot, ok := r.(*scorch.IndexSnapshot)
	if !ok {
		return nil, fmt.Errorf("the index is a %T, not scorch's", r)
	}
	return q.Query.Searcher(ctx, placedReader{snapshot}, m, o)
}

// A placedReader reads the words of text fields with their true frequencies
// and places.
type placedReader struct{ *scorch.IndexSnapshot }

// TermFieldReader is what bleve's searchers call.
func (r placedReader) TermFieldReader(ctx context.Context, term []byte, field string, freq, norm, vectors bool) (bleveindex.TermFieldReader, error) {
	inner, err := r.IndexSnapshot.TermFieldReader(ctx, term, field, freq || vectors, norm, vectors)
	if err != nil || !isTextField(field) {
		return inner, err
	}
	postings, ok := inner.(*scorch.IndexSnapshotTermFieldReader)
	if !ok {
		return nil, fmt.Errorf("postings are a %T, not scorch's", inner)
	}
	return &placedPostings{postings, field, vectors}, nil
}

// placedPostings are the entries that a stem stands in.
type placedPostings struct {
	*scorch.IndexSnapshotTermFieldReader // whose Optimize bleve looks for
	field                                string
	vectors                              bool
}

// Next is what bleve's searchers call.
func (p *placedPostings) Next(d *bleveindex.TermFieldDoc) (*bleveindex.TermFieldDoc, error) {
	return p.unpacked(p.IndexSnapshotTermFieldReader.Next(d))
}

// Advance is what bleve's searchers call.
func (p *placedPostings) Advance(id bleveindex.IndexInternalID, d *bleveindex.TermFieldDoc) (*bleveindex.TermFieldDoc, error) {
	return p.unpacked(p.IndexSnapshotTermFieldReader.Advance(id, d))
}

func (p *placedPostings) unpacked(d *bleveindex.TermFieldDoc, err error) (*bleveindex.TermFieldDoc, error) {
	if d == nil || err != nil {
		return d, err
	}
	if d.Freq&1 == 0 {
		d.Freq >>= 1
		if p.vectors && len(d.Vectors) == 1 {
			first := *d.Vectors[0]
			d.Vectors = d.Vectors[:0]
			place := first.Pos
			p.vector(d, place)
			for _, gap := range first.ArrayPositions {
				place += gap
				p.vector(d, place)
			}
		}
		return d, nil
	}
	packed := d.Freq >> 1
	d.Freq, d.Vectors = 0, d.Vectors[:0]
	place := uint64(0)
	for gap := range unpack(packed) {
		d.Freq++
		if place += gap; p.vectors {
			p.vector(d, place)
		}
	}
	return d, nil
}

// vector appends a place to d.Vectors, in memory that is there already if it
// can.
func (p *placedPostings) vector(d *bleveindex.TermFieldDoc, place uint64) {
	n := len(d.Vectors)
	if n < cap(d.Vectors) {
		d.Vectors = d.Vectors[:n+1]
	} else {
		d.Vectors = append(d.Vectors, nil)
	}
	if d.Vectors[n] == nil {
		d.Vectors[n] = &bleveindex.TermFieldVector{}
	}
	*d.Vectors[n] = bleveindex.TermFieldVector{Field: p.field, Pos: place}
}
