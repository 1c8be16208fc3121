package archive

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"go.etcd.io/bbolt"

	"referat/pkg/agenda"
)

// A Page is one page of a document as it was read.
type Page struct {
	Number int    // from 1
	Text   string // plain text, a line a line
	Layout []byte // what else is known of the lines, as the Importer writes it; opaque here
	Engine string // which reader the text came from
}

// A documents row is two frames: the words and the layouts, since most who read
// it want its words only. A document's words are its pages' words once more,
// and zstd finds them where both are in one frame: over real minutes the two
// take 0.3 of the text, apart 0.5. The price is that reading one page unpacks
// the whole document; but it is parsed in ten times the time that it is
// unpacked in.

// rowVersion begins the documents row of store format 2. The rows of format 1
// are one frame, which begins with zstd's 0x28.
const rowVersion = 2

// errRow is a row that this program did not write.
var errRow = errors.New("posten er ikke skrevet af dette program")

// encodeRow joins the two frames of a documents row.
func encodeRow(texts, layouts []byte) []byte {
	return append(appendBytes([]byte{rowVersion}, texts), layouts...)
}

// cutRow divides a documents row into its two frames.
func cutRow(row []byte) (texts, layouts []byte, err error) {
	if len(row) == 0 || row[0] != rowVersion {
		return nil, nil, errRow
	}
	return cutBytes(row[1:])
}

// encodeTexts writes what the first frame holds: a document as JSON, what the
// Importer keeps of it beside the pages, and the texts of the pages.
func encodeTexts(document, layout []byte, pages []Page) []byte {
	var engines []string
	b := appendBytes(nil, document)
	b = appendBytes(b, layout)
	b = binary.AppendUvarint(b, uint64(len(pages)))
	before := 0
	for _, p := range pages {
		b = binary.AppendVarint(b, int64(p.Number-before))
		before = p.Number
		engine := slices.Index(engines, p.Engine)
		if engine < 0 {
			engine = len(engines)
			engines = append(engines, p.Engine)
		}
		b = binary.AppendUvarint(b, uint64(engine))
		b = binary.AppendUvarint(b, uint64(len(p.Text)))
	}
	b = binary.AppendUvarint(b, uint64(len(engines)))
	for _, engine := range engines {
		b = appendBytes(b, []byte(engine))
	}
	for _, p := range pages {
		b = append(b, p.Text...)
	}
	return b
}

// decodeTexts is what encodeTexts wrote after the document. The pages have no
// layouts yet.
func decodeTexts(b []byte) (layout []byte, pages []Page, err error) {
	if layout, b, err = cutBytes(b); err != nil {
		return nil, nil, err
	}
	n, b, err := cutNumber(b)
	if err != nil || n > uint64(len(b)) { // a page takes three bytes
		return nil, nil, errRow
	}
	pages = make([]Page, n)
	engine, size := make([]uint64, n), make([]uint64, n)
	before := int64(0)
	for i := range pages {
		step, used := binary.Varint(b)
		if used <= 0 {
			return nil, nil, errRow
		}
		b = b[used:]
		before += step
		pages[i].Number = int(before)
		if engine[i], b, err = cutNumber(b); err != nil {
			return nil, nil, err
		}
		if size[i], b, err = cutNumber(b); err != nil {
			return nil, nil, err
		}
	}
	if n, b, err = cutNumber(b); err != nil || n > uint64(len(b)) {
		return nil, nil, errRow
	}
	engines := make([]string, n)
	for i := range engines {
		var name []byte
		if name, b, err = cutBytes(b); err != nil {
			return nil, nil, err
		}
		engines[i] = string(name)
	}
	for i := range pages {
		if engine[i] >= n || size[i] > uint64(len(b)) {
			return nil, nil, errRow
		}
		pages[i].Engine, pages[i].Text = engines[engine[i]], string(b[:size[i]])
		b = b[size[i]:]
	}
	if len(b) > 0 {
		return nil, nil, errRow
	}
	return layout, pages, nil
}

// encodeLayouts writes what the second frame holds: the layouts of the pages.
func encodeLayouts(pages []Page) []byte {
	b := binary.AppendUvarint(nil, uint64(len(pages)))
	for _, p := range pages {
		b = appendBytes(b, p.Layout)
	}
	return b
}

// decodeLayouts gives the pages of decodeTexts their layouts.
func decodeLayouts(b []byte, pages []Page) error {
	n, b, err := cutNumber(b)
	if err != nil || n != uint64(len(pages)) {
		return errRow
	}
	for i := range pages {
		if pages[i].Layout, b, err = cutBytes(b); err != nil {
			return err
		}
	}
	if len(b) > 0 {
		return errRow
	}
	return nil
}

func appendBytes(b, part []byte) []byte {
	return append(binary.AppendUvarint(b, uint64(len(part))), part...)
}

// cutBytes reads a length and as many bytes from the front of b.
func cutBytes(b []byte) (front, rest []byte, err error) {
	n, b, err := cutNumber(b)
	if err != nil || n > uint64(len(b)) {
		return nil, nil, errRow
	}
	return b[:n:n], b[n:], nil
}

func cutNumber(b []byte) (n uint64, rest []byte, err error) {
	n, used := binary.Uvarint(b)
	if used <= 0 {
		return 0, nil, errRow
	}
	return n, b[used:], nil
}

// A row is a documents row, unpacked.
type row struct {
	document []byte // JSON
	texts    []byte // what stands after it in the first frame
	layouts  []byte // the second frame
	old      bool   // it is format 1's, and has the document alone
}

// row reads the documents row of a document, without its second frame unless
// that is wanted; ErrNotFound where there is none.
func (s *store) row(sha string, wantLayouts bool) (r row, err error) {
	key, err := shaKey(sha)
	if err != nil {
		return r, err
	}
	err = s.view(func(tx *bbolt.Tx) error {
		packed := tx.Bucket([]byte(bucketDocuments)).Get(key)
		if packed == nil {
			return fmt.Errorf("dokumentet %s %w", sha, ErrNotFound)
		}
		r, err = s.unpackRow(packed, wantLayouts)
		if err != nil {
			return fmt.Errorf("%w: dokumentet %s (%v)", ErrDamaged, sha, err)
		}
		return nil
	})
	return r, err
}

func (s *store) unpackRow(packed []byte, wantLayouts bool) (r row, err error) {
	if len(packed) > 0 && packed[0] != rowVersion {
		r.old = true
		r.document, err = s.codec.unpack(packed)
		return r, err
	}
	first, second, err := cutRow(packed)
	if err != nil {
		return r, err
	}
	if first, err = s.codec.unpack(first); err != nil {
		return r, err
	}
	if r.document, r.texts, err = cutBytes(first); err != nil {
		return r, err
	}
	if wantLayouts {
		r.layouts, err = s.codec.unpack(second)
	}
	return r, err
}

// document reads one document; ErrNotFound where there is none.
func (s *store) document(sha string) (*agenda.Document, error) {
	r, err := s.row(sha, false)
	if err != nil {
		return nil, err
	}
	var d agenda.Document
	if err := json.Unmarshal(r.document, &d); err != nil {
		return nil, fmt.Errorf("%w: dokumentet %s (%v)", ErrDamaged, sha, err)
	}
	return &d, nil
}

// kept reads what is kept of a document beside its meetings: its layout, and
// its pages in order. ErrNotFound where there is no such document.
func (s *store) kept(sha string) (layout []byte, pages []Page, err error) {
	r, err := s.row(sha, true)
	if err != nil {
		return nil, nil, err
	}
	if r.old {
		return s.oldKept(sha)
	}
	layout, pages, err = decodeTexts(r.texts)
	if err == nil {
		err = decodeLayouts(r.layouts, pages)
	}
	if err != nil {
		return nil, nil, fmt.Errorf("%w: siderne af %s (%v)", ErrDamaged, sha, err)
	}
	return layout, pages, nil
}

// pages reads the pages of a document from first to last, both included: none
// where there is no such document.
func (s *store) pages(sha string, first, last int) ([]Page, error) {
	_, all, err := s.kept(sha)
	if isNotFound(err) {
		return nil, nil
	}
	return slices.DeleteFunc(all, func(p Page) bool { return p.Number < first || p.Number > last }), err
}

// putTexts queues what is kept of r under its document's key.
func (w *Writer) putTexts(key []byte, r *Record) {
	pages := r.Pages
	if byNumber := func(a, b Page) int { return a.Number - b.Number }; !slices.IsSortedFunc(pages, byNumber) {
		pages = slices.Clone(pages)
		slices.SortStableFunc(pages, byNumber)
	}
	codec := w.store.codec
	texts := codec.pack(encodeTexts(mustJSON(&r.Document), r.Layout, pages))
	w.add(bucketDocuments, key, encodeRow(texts, codec.pack(encodeLayouts(pages))))
}

// oldKept is kept of a document that format 1 kept: its layout in a row, and
// each page in one, under the document's key and the page's number, with the
// engine, the text, and the rest layout.
func (s *store) oldKept(sha string) (layout []byte, pages []Page, err error) {
	key, err := shaKey(sha)
	if err != nil {
		return nil, nil, err
	}
	err = s.view(func(tx *bbolt.Tx) error {
		if layout, err = s.codec.unpack(tx.Bucket([]byte(bucketLayouts)).Get(key)); err != nil {
			return err
		}
		c := tx.Bucket([]byte(bucketPages)).Cursor()
		for k, v := c.Seek(key); k != nil && bytes.HasPrefix(k, key); k, v = c.Next() {
			value, err := s.codec.unpack(v)
			if err != nil {
				return err
			}
			page, err := decodeOldPage(k[len(key):], value)
			if err != nil {
				return fmt.Errorf("%w: en side af %s (%v)", ErrDamaged, sha, err)
			}
			pages = append(pages, page)
		}
		return nil
	})
	return layout, pages, err
}

func decodeOldPage(number, value []byte) (Page, error) {
	if len(number) != 4 {
		return Page{}, errRow
	}
	engine, rest, err := cutBytes(value)
	if err != nil {
		return Page{}, err
	}
	text, layout, err := cutBytes(rest)
	if err != nil {
		return Page{}, err
	}
	return Page{Number: int(binary.BigEndian.Uint32(number)), Text: string(text), Layout: layout, Engine: string(engine)}, nil
}

// forgetOld queues the removal of what format 1 kept of the document with this
// key beside its documents row.
func (w *Writer) forgetOld(key []byte) error {
	return w.store.view(func(tx *bbolt.Tx) error {
		if tx.Bucket([]byte(bucketLayouts)).Get(key) != nil {
			w.add(bucketLayouts, key, nil)
		}
		c := tx.Bucket([]byte(bucketPages)).Cursor()
		for k, _ := c.Seek(key); k != nil && bytes.HasPrefix(k, key); k, _ = c.Next() {
			w.add(bucketPages, bytes.Clone(k), nil)
		}
		return nil
	})
}
