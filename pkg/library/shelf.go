package library

import (
	"container/list"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"referat/pkg/agenda"
	"referat/pkg/archive"
)

// A Holding is a document that the archive holds, as it may be shown. Nobody may
// change it.
type Holding struct {
	Document *agenda.Document
	Added    time.Time // when it was first imported
	Changed  time.Time // when what the archive has of it last changed
	Newer    agenda.ID // the document that has taken its place; the zero ID for none

	volume  *Volume
	leftOut func(agenda.ID) bool // what search does not show, since a better copy has it; nil for nothing
	closed  agenda.Hidden        // what was kept back

	reading sync.Once
	hidden  map[int]bool // pages, from 1
	err     error        // of finding them
}

// A shelf has the documents at hand that were asked for last: hits are often of
// one document, and a person reads on in it.
type shelf struct {
	volume *Volume

	mu    sync.Mutex
	size  int                      // of what is kept, in bytes of text
	order list.List                // of *shelved, the one used last first
	docs  map[string]*list.Element // by agenda.ID.Doc
}

type shelved struct {
	doc     string
	holding *Holding
	size    int
}

// mostShelved is how much text is kept at hand, in bytes. A document is about
// twice as large in memory.
const mostShelved = 48 << 20

// get is the holding of the document that doc names, as agenda.ID.Doc has it.
func (s *shelf) get(doc string) (*Holding, error) {
	s.mu.Lock()
	if e := s.docs[doc]; e != nil {
		s.order.MoveToFront(e)
		h := e.Value.(*shelved).holding
		s.mu.Unlock()
		return h, nil
	}
	s.mu.Unlock()
	h, err := s.volume.load(doc)
	if err != nil {
		return nil, err
	}
	s.put(doc, h)
	return h, nil
}

func (s *shelf) put(doc string, h *Holding) {
	size := textSize(h.Document)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.docs == nil {
		s.docs = map[string]*list.Element{}
	}
	if s.docs[doc] != nil || size > mostShelved/2 {
		return
	}
	s.docs[doc] = s.order.PushFront(&shelved{doc, h, size})
	s.size += size
	for s.size > mostShelved {
		e := s.order.Back()
		x := e.Value.(*shelved)
		s.order.Remove(e)
		delete(s.docs, x.doc)
		s.size -= x.size
	}
}

// textSize is about how many bytes a document has.
func textSize(d *agenda.Document) int {
	const thing = 500 // what a thing has beside its texts
	n := 1000
	for t := range d.Things() {
		n += thing + len(t.Text()) + len(t.Title())
		if t.Kind == agenda.ThingPunkt {
			for _, h := range t.Punkt.History {
				n += len(h.Text)
			}
		}
	}
	return n
}

// load reads a document from the archive.
func (v *Volume) load(doc string) (*Holding, error) {
	sha, err := v.archive.Resolve(doc)
	if err != nil {
		return nil, v.gone(doc, err)
	}
	d, err := v.archive.Document(sha)
	if err != nil {
		return nil, err
	}
	h := &Holding{Document: d, volume: v}
	if h.leftOut, err = v.leftOut(d); err != nil {
		return nil, err
	}
	if h.Added, h.Changed, err = v.archive.Times(sha); err != nil {
		return nil, err
	}
	by, replaced, err := v.archive.Replaced(sha)
	if err != nil {
		return nil, err
	}
	if replaced {
		h.Newer = agenda.NewID(by.By)
	}
	if v.options.Mask != nil && len(d.Masked) > 0 {
		d.EachText(func(text *string) { *text = v.options.Mask(*text) })
	}
	if v.options.NoClosed {
		for _, id := range v.kept.also[agenda.NewID(sha).Doc()] {
			if t, ok := d.Find(id); ok && t.Kind == agenda.ThingPunkt {
				t.Punkt.Closed = true
			}
		}
		h.closed = d.HideClosed()
	}
	return h, nil
}

// ErrGone says that a document was taken down (fjernet). It is an
// archive.ErrNotFound, too.
var ErrGone = fmt.Errorf("er fjernet fra arkivet; det %w mere", archive.ErrNotFound)

// gone is err, or ErrGone where the document was taken down whole.
func (v *Volume) gone(doc string, err error) error {
	if !errors.Is(err, archive.ErrNotFound) {
		return err
	}
	list, terr := v.archive.ErasedOf(doc)
	if terr != nil {
		return errors.Join(err, terr)
	}
	for _, t := range list {
		if t.Whole {
			return fmt.Errorf("%s %w", doc, ErrGone)
		}
	}
	return err
}

// Document is the document whose SHA-256 begins with doc (hex), as agenda.ID.Doc
// has it. The error is archive.ErrNotFound or an *archive.AmbiguousError.
func (v *Volume) Document(doc string) (*Holding, error) {
	if !isDoc(doc) {
		return nil, fmt.Errorf("dokumentet %.20q %w", doc, archive.ErrNotFound)
	}
	return v.shelf.get(doc)
}

// isDoc reports whether s can be the beginning of a SHA-256 in hex.
func isDoc(s string) bool {
	return len(s) >= 4 && len(s) <= 64 && strings.Trim(s, "0123456789abcdef") == ""
}

// Find is the thing that id names, with the document it stands in. The error is
// archive.ErrNotFound or an *archive.AmbiguousError.
func (v *Volume) Find(id agenda.ID) (agenda.Thing, *Holding, error) {
	h, err := v.shelf.get(id.Doc())
	if err != nil {
		return agenda.Thing{}, nil, err
	}
	t, ok := h.Document.Find(id)
	if !ok {
		return agenda.Thing{}, nil, fmt.Errorf("%s %w: %s har ikke noget på den plads", id, archive.ErrNotFound, h.Document.Source.Name)
	}
	return t, h, nil
}

// LeftOut reports whether search leaves the thing out, since a better copy of the
// meeting has it.
func (h *Holding) LeftOut(id agenda.ID) bool { return h.leftOut != nil && h.leftOut(id) }
