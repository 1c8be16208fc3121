package archive

import (
	"bytes"
	"encoding/binary"
	"errors"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.etcd.io/bbolt"
)

func TestRows(t *testing.T) {
	for _, pages := range [][]Page{
		nil,
		{{Number: 1}},
		{{Number: 3, Text: "a\n", Engine: "pdftext", Layout: []byte{1}}, {Number: 4, Engine: "pdfium+ocr"}, {Number: 400, Text: "ø\xff\n", Engine: "pdftext"}},
		record(3, 40).Pages,
	} {
		document, rest, err := cutBytes(encodeTexts([]byte(`{"a":1}`), []byte("ramme"), pages))
		if err != nil || string(document) != `{"a":1}` {
			t.Fatalf("document %q, %v", document, err)
		}
		layout, got, err := decodeTexts(rest)
		if err != nil || string(layout) != "ramme" {
			t.Fatalf("layout %q, %v", layout, err)
		}
		if err := decodeLayouts(encodeLayouts(pages), got); err != nil {
			t.Fatal(err)
		}
		texts, layouts, err := cutRow(encodeRow([]byte("en"), []byte("to")))
		if err != nil || string(texts) != "en" || string(layouts) != "to" {
			t.Fatalf("row %q, %q, %v", texts, layouts, err)
		}
		if len(got) != len(pages) {
			t.Fatalf("%d pages of %d", len(got), len(pages))
		}
		for i := range got {
			if a, b := got[i], pages[i]; a.Number != b.Number || a.Text != b.Text || a.Engine != b.Engine || !bytes.Equal(a.Layout, b.Layout) {
				t.Errorf("%+v came back as %+v", b, a)
			}
		}
	}
}

// Pages are given in order, whatever order they were put in, and those asked
// for alone.
func TestPageOrder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "arkiv")
	w := begin(t, dir)
	r := record(1, 0)
	r.Pages = []Page{{Number: 12, Text: "tolv\n"}, {Number: 2, Text: "to\n"}, {Number: 7, Text: "syv\n"}}
	if err := w.Put(r); err != nil {
		t.Fatal(err)
	}
	if err := w.Commit(); err != nil {
		t.Fatal(err)
	}
	a := open(t, dir)
	sha := r.Document.Source.SHA256
	pages, err := a.Pages(sha)
	if err != nil || len(pages) != 3 || pages[0].Number != 2 || pages[1].Number != 7 || pages[2].Number != 12 {
		t.Fatalf("%+v, %v", pages, err)
	}
	if p, err := a.Page(sha, 7); err != nil || p.Text != "syv\n" {
		t.Errorf("page 7 is %+v, %v", p, err)
	}
	if _, err := a.Page(sha, 3); !errors.Is(err, ErrNotFound) {
		t.Errorf("page 3: %v", err)
	}
	if _, err := a.Page(record(2, 0).Document.Source.SHA256, 1); !errors.Is(err, ErrNotFound) {
		t.Errorf("a page of another document: %v", err)
	}
}

// asFormat1 makes a put document's rows what format 1 had.
func asFormat1(t *testing.T, s *store, r *Record) {
	t.Helper()
	key, err := shaKey(r.Document.Source.SHA256)
	if err != nil {
		t.Fatal(err)
	}
	err = s.db.Update(func(tx *bbolt.Tx) error {
		for _, p := range r.Pages {
			value := appendBytes(appendBytes(nil, []byte(p.Engine)), []byte(p.Text))
			number := binary.BigEndian.AppendUint32(bytes.Clone(key), uint32(p.Number))
			if err := tx.Bucket([]byte(bucketPages)).Put(number, s.codec.pack(append(value, p.Layout...))); err != nil {
				return err
			}
		}
		if err := tx.Bucket([]byte(bucketLayouts)).Put(key, s.codec.pack(r.Layout)); err != nil {
			return err
		}
		return tx.Bucket([]byte(bucketDocuments)).Put(key, s.codec.pack(mustJSON(&r.Document)))
	})
	if err != nil {
		t.Fatal(err)
	}
}

// What format 1 kept of a document is read, and nothing of it stays when the
// document is put anew.
func TestFormat1Rows(t *testing.T) {
	w := begin(t, filepath.Join(t.TempDir(), "arkiv"))
	defer w.Abort()
	r := record(5, 12)
	sha := r.Document.Source.SHA256
	if err := w.Put(r); err != nil {
		t.Fatal(err)
	}
	if err := w.Put(record(6, 3)); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Document(sha); err != nil { // writes what is pending
		t.Fatal(err)
	}
	asFormat1(t, w.store, r)
	check := func(when string) {
		t.Helper()
		d, err := w.Document(sha)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(&r.Document, d); diff != "" {
			t.Errorf("%s: the document differs:\n%s", when, diff)
		}
		layout, pages, err := w.Kept(sha)
		if err != nil || string(layout) != string(r.Layout) || len(pages) != 12 {
			t.Fatalf("%s: layout %q, %d pages, %v", when, layout, len(pages), err)
		}
		for i, p := range pages {
			if want := r.Pages[i]; p.Number != want.Number || p.Text != want.Text || p.Engine != want.Engine || !bytes.Equal(p.Layout, want.Layout) {
				t.Errorf("%s: page %d came back as %+v", when, i+1, p)
			}
		}
	}
	check("as format 1")
	if err := w.Put(r); err != nil {
		t.Fatal(err)
	}
	check("put anew")
	left := -1
	err := w.store.view(func(tx *bbolt.Tx) error {
		left = tx.Bucket([]byte(bucketPages)).Stats().KeyN
		return nil
	})
	if err != nil || left != 0 {
		t.Errorf("%d rows of format 1 left, %v", left, err)
	}
}

func FuzzDecodeRow(f *testing.F) {
	pages := record(1, 3).Pages
	texts := encodeTexts([]byte("{}"), []byte("ramme"), pages)
	f.Add(texts, encodeLayouts(pages))
	f.Add(texts, []byte{})
	f.Add(encodeRow(texts, nil), []byte{})
	f.Add([]byte{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01}, []byte{})
	f.Fuzz(func(t *testing.T, texts, layouts []byte) {
		if first, second, err := cutRow(texts); err == nil && !bytes.HasSuffix(encodeRow(first, second), second) {
			t.Fatalf("%q gave %q and %q", texts, first, second)
		}
		document, rest, err := cutBytes(texts)
		if err != nil {
			return
		}
		layout, pages, err := decodeTexts(rest)
		if err != nil {
			return
		}
		if err := decodeLayouts(layouts, pages); err != nil {
			pages = dropLayouts(pages)
		}
		gotDocument, rest, err := cutBytes(encodeTexts(document, layout, pages))
		if err != nil || !bytes.Equal(gotDocument, document) {
			t.Fatalf("document %q came back as %q, %v", document, gotDocument, err)
		}
		gotLayout, again, err := decodeTexts(rest)
		if err == nil {
			err = decodeLayouts(encodeLayouts(pages), again)
		}
		if err != nil || !bytes.Equal(gotLayout, layout) || len(again) != len(pages) {
			t.Fatalf("layout %q came back as %q, %v", layout, gotLayout, err)
		}
		for i := range pages {
			if a, b := again[i], pages[i]; a.Number != b.Number || a.Text != b.Text || a.Engine != b.Engine || !bytes.Equal(a.Layout, b.Layout) {
				t.Fatalf("%+v came back as %+v", b, a)
			}
		}
	})
}

func dropLayouts(pages []Page) []Page {
	for i := range pages {
		pages[i].Layout = nil
	}
	return pages
}

func FuzzDecodeOldPage(f *testing.F) {
	f.Add([]byte{0, 0, 0, 1}, []byte("\x07pdftext\x06tekst\n{}"))
	f.Add([]byte{1}, []byte{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01})
	f.Fuzz(func(t *testing.T, number, value []byte) {
		p, err := decodeOldPage(number, value)
		if err != nil {
			return
		}
		if len(p.Engine)+len(p.Text)+len(p.Layout) > len(value) || !bytes.HasSuffix(value, p.Layout) {
			t.Fatalf("%q gave %+v", value, p)
		}
	})
}

func BenchmarkRows(b *testing.B) {
	c, err := newCodec()
	if err != nil {
		b.Fatal(err)
	}
	defer c.close()
	r := record(1, 40)
	document := mustJSON(&r.Document)
	row := encodeTexts(document, r.Layout, r.Pages)
	packed := c.pack(row)
	b.Run("pack", func(b *testing.B) {
		b.SetBytes(int64(len(row)))
		for b.Loop() {
			packed = c.pack(encodeTexts(document, r.Layout, r.Pages))
		}
	})
	b.Run("unpack", func(b *testing.B) {
		b.SetBytes(int64(len(row)))
		for b.Loop() {
			row, err := c.unpack(packed)
			if err != nil {
				b.Fatal(err)
			}
			_, texts, err := cutBytes(row)
			if err != nil {
				b.Fatal(err)
			}
			if _, _, err := decodeTexts(texts); err != nil {
				b.Fatal(err)
			}
		}
	})
}
