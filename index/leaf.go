package index

import (
	"fmt"
	"sync"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// A leaf is one of the segments that an index is made of, for reading. Entries
// have numbers in it, from 0.
//
// Search reads segments itself, rather than by bleve's searchers: those know
// neither packed places nor that a word is any of some hundred forms, and score
// every field of every form by itself.
type leaf struct {
	segment segment.Segment
	number  uint64          // which of the index's segments it is
	noted   int             // its place among the segments that the lexicon was made of, -1 for none
	deleted *roaring.Bitmap // entries that are gone; may be nil
	entries int             // those that are gone, too

	alsoClosed *roaring.Bitmap // entries of punkter that are closed in another copy; may be nil

	values values

	once  sync.Once
	days  []uint32 // of each entry's meeting: 20260323, 0 for none
	fault error
}

// leavesOf are the segments of an index as they are now. close releases them.
func leavesOf(index bleve.Index) (list []*leaf, close func() error, err error) {
	inner, err := index.Advanced()
	if err != nil {
		return nil, nil, err
	}
	reader, err := inner.Reader()
	if err != nil {
		return nil, nil, err
	}
	snapshot, ok := reader.(*scorch.IndexSnapshot)
	if !ok {
		reader.Close()
		return nil, nil, fmt.Errorf("the index is a %T, not scorch's", reader)
	}
	for _, s := range snapshot.Segments() {
		list = append(list, &leaf{segment: s.Segment(), number: s.Id(), deleted: s.Deleted(), entries: int(s.Segment().Count())})
	}
	return list, reader.Close, nil
}

// live is how many entries of the leaf are there.
func (l *leaf) live() int {
	if l.deleted == nil {
		return l.entries
	}
	return l.entries - int(l.deleted.GetCardinality())
}

// alive is how many of the entries are there: an index with some that are gone
// ranks as one that never had them.
func (l *leaf) alive(entries *roaring.Bitmap) uint64 {
	n := entries.GetCardinality()
	if l.deleted != nil {
		n -= entries.AndCardinality(l.deleted)
	}
	return n
}

// id is the ID of an entry, as written.
func (l *leaf) id(entry uint32) (string, error) {
	id, err := l.segment.DocID(uint64(entry))
	return string(id), err
}

// A dictionary finds the postings of a field's terms in one leaf. It is for one
// goroutine.
type dictionary struct {
	terms    segment.TermDictionary
	iterator segment.PostingsIterator // kept for its memory
}

func (l *leaf) dictionary(field string) (*dictionary, error) {
	terms, err := l.segment.Dictionary(field)
	return &dictionary{terms: terms}, err
}

// Postings are the entries of a leaf that a term stands in.
type postings struct {
	list    segment.PostingsList
	entries *roaring.Bitmap // not to be changed; those that are gone, too
}

// postings are those of a term; entries is nil where it stands nowhere.
func (d *dictionary) postings(term []byte) (postings, error) {
	list, err := d.terms.PostingsList(term, nil, nil)
	if err != nil || list == nil || list.Count() == 0 {
		return postings{}, err
	}
	d.iterator = list.Iterator(false, false, false, d.iterator)
	it, ok := d.iterator.(segment.OptimizablePostingsIterator)
	if !ok {
		return postings{}, fmt.Errorf("postings are read by a %T", d.iterator)
	}
	p := postings{list: list, entries: it.ActualBitmap()}
	if p.entries == nil {
		if one, is := it.DocNum1Hit(); is {
			p.entries = roaring.BitmapOf(uint32(one))
		}
	}
	return p, nil
}

// all are the terms of the field from start up to end, which may be nil, in
// order, until f returns false. A term may be one of entries that are gone.
func (d *dictionary) all(start, end []byte, f func(term string, entries uint64) bool) error {
	it := d.terms.AutomatonIterator(nil, start, end)
	for {
		e, err := it.Next()
		if err != nil || e == nil || !f(e.Term, e.Count) {
			return err
		}
	}
}

// A place is an entry in the upper half, and where in its field a term stands in
// the lower, so that places are in order and the next one is one more.
type place = uint64

// visit calls f for the entries of p that are among those given, which must
// all be of p, with how often the term stands there and how many words the
// field has.
func (p postings) visit(among *roaring.Bitmap, f func(entry uint32, count, words int)) error {
	return p.iterate(among, false, func(entry uint32, posting segment.Posting, packed uint64) error {
		n := int(packed >> 1)
		if packed&1 != 0 {
			n = count(packed >> 1)
		}
		f(entry, n, words(posting))
		return nil
	})
}

// places appends where the term stands in the entries among those given, which
// must all be of p, in order.
func (p postings) places(among *roaring.Bitmap, list []place) ([]place, error) {
	err := p.iterate(among, true, func(entry uint32, posting segment.Posting, packed uint64) error {
		at := uint64(entry) << 32
		if packed&1 != 0 {
			for gap := range unpack(packed >> 1) {
				at += gap
				list = append(list, at)
			}
			return nil
		}
		locations := posting.Locations()
		if len(locations) != 1 {
			return fmt.Errorf("a term has %d lists of places", len(locations))
		}
		at += locations[0].Pos()
		list = append(list, at)
		for _, gap := range locations[0].ArrayPositions() {
			at += gap
			list = append(list, at)
		}
		return nil
	})
	return list, err
}

func (p postings) iterate(among *roaring.Bitmap, places bool, f func(entry uint32, posting segment.Posting, packed uint64) error) error {
	it := p.list.Iterator(true, true, places, nil)
	if among != p.entries {
		narrow, ok := it.(segment.OptimizablePostingsIterator)
		if !ok {
			return fmt.Errorf("postings are read by a %T", it)
		}
		narrow.ReplaceActual(among)
	}
	for {
		posting, err := it.Next()
		if err != nil || posting == nil {
			return err
		}
		if err := f(uint32(posting.Number()), posting, posting.Frequency()); err != nil {
			return err
		}
	}
}

// words is how many words the field of a posting has. bleve keeps that number,
// and calls what it makes of it the norm.
func words(p segment.Posting) int {
	if n, ok := p.(interface{ NormUint64() uint64 }); ok {
		return int(n.NormUint64())
	}
	norm := p.Norm()
	return int(1/(norm*norm) + 0.5)
}
