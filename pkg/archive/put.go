package archive

import (
	"bytes"
	"slices"
	"time"

	"go.etcd.io/bbolt"

	"referat/pkg/agenda"
)

// Put keeps a record under its document's SHA-256, in the place of one that is
// there, and logs the change.
func (w *Writer) Put(r *Record) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.put(r, nil)
}

// PutFile is Put and Found in one: a writer that is killed leaves both done, or
// neither.
func (w *Writer) PutFile(r *Record, path string, f File) (replaced string, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	err = w.put(r, func() error {
		replaced, err = w.take(path, f)
		return err
	})
	return replaced, err
}

// put queues r's records, and, right before them, what take queues.
func (w *Writer) put(r *Record, take func() error) error {
	d := &r.Document
	key, err := shaKey(d.Source.SHA256)
	if err != nil {
		return err
	}
	if err := w.begin(); err != nil {
		return err
	}
	if _, fresh := w.fresh[d.Source.SHA256]; fresh {
		if err := w.flush(); err != nil {
			return err
		}
	}
	if take != nil {
		if err := take(); err != nil {
			return err
		}
	}
	row := sourceRow{Source: d.Source, Added: time.Now().Unix(), Segmenter: r.Segmenter}
	if !r.Modified.IsZero() {
		row.Modified = r.Modified.Unix()
	}
	had, err := w.forget(r, key, &row)
	if err != nil {
		return err
	}
	w.add(bucketSources, key, row.encode())
	w.putTexts(key, r)
	keys, list := cardsOf(d, key)
	var dates []string
	for i, e := range list {
		e.Modified = row.Modified
		dates = append(dates, e.Date)
		w.add(bucketMeetings, keys[i], w.store.encodeCard(e))
	}
	w.logChange(key, dates, had)
	w.fresh[d.Source.SHA256] = d.Source
	return w.flushFull()
}

// forget deletes the records of a document that is to be put anew, and gives
// the dates of its meetings. What row cannot know it takes over.
func (w *Writer) forget(r *Record, key []byte, row *sourceRow) (dates []string, err error) {
	sha := r.Document.Source.SHA256
	old, err := w.store.document(sha)
	if isNotFound(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	had, err := w.store.sourceRow(sha)
	if err != nil {
		return nil, err
	}
	row.Added, row.Changed, row.Former = had.Added, had.Changed, had.Former
	if row.Modified == 0 {
		row.Modified = had.Modified
	}
	if changes, err := w.changes(old, r); err != nil {
		return nil, err
	} else if changes {
		row.Changed = time.Now().Unix()
		traces, files := tracesOf(old)
		row.Former = append(row.Former, vanished(traces, files, &r.Document, *row)...)
	}
	keys, list := cardsOf(old, key)
	for i, e := range list {
		dates = append(dates, e.Date)
		w.add(bucketMeetings, keys[i], nil)
	}
	return dates, w.forgetOld(key)
}

// changes reports whether people and programs see something else with r in the
// place of old: the document, the text of a page, or that it is no older version.
func (w *Writer) changes(old *agenda.Document, r *Record) (bool, error) {
	if !bytes.Equal(mustJSON(old), mustJSON(&r.Document)) {
		return true, nil
	}
	if _, was, err := w.store.replacement(old.Source.SHA256); was || err != nil {
		return was, err
	}
	_, pages, err := w.store.kept(old.Source.SHA256)
	same := slices.EqualFunc(pages, r.Pages, func(a, b Page) bool {
		return a.Number == b.Number && a.Engine == b.Engine && a.Text == b.Text
	})
	return !same, err
}

// Redivide puts a document in the place of what was made of the same pages
// before, by a segmenter of this version. Where nothing else is changed but the
// version, the change log does not tell of it.
func (w *Writer) Redivide(d *agenda.Document, segmenter int) error {
	sha := d.Source.SHA256
	key, err := shaKey(sha)
	if err != nil {
		return err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := w.begin(); err != nil {
		return err
	}
	if _, fresh := w.fresh[sha]; fresh {
		if err := w.flush(); err != nil {
			return err
		}
	}
	old, err := w.store.document(sha)
	if err != nil {
		return err
	}
	row, err := w.store.sourceRow(sha)
	if err != nil {
		return err
	}
	row.Source, row.Segmenter = d.Source, segmenter
	changed := !bytes.Equal(mustJSON(d), mustJSON(old))
	if changed {
		row.Changed = time.Now().Unix()
		traces, files := tracesOf(old)
		row.Former = append(row.Former, vanished(traces, files, d, row)...)
	}
	w.add(bucketSources, key, row.encode())
	if changed {
		layout, pages, err := w.store.kept(sha)
		if err != nil {
			return err
		}
		w.putTexts(key, &Record{Document: *d, Layout: layout, Pages: pages})
		if err := w.forgetOld(key); err != nil {
			return err
		}
		var had, dates []string
		keys, list := cardsOf(old, key)
		for i, e := range list {
			had = append(had, e.Date)
			w.add(bucketMeetings, keys[i], nil)
		}
		keys, list = cardsOf(d, key)
		for i, e := range list {
			e.Modified = row.Modified
			dates = append(dates, e.Date)
			w.add(bucketMeetings, keys[i], w.store.encodeCard(e))
		}
		w.logChange(key, dates, had)
	}
	return w.flushFull()
}

// Segmenter is the version of the segmenter that divided the document with this
// SHA-256 (hex); 0 where the archive does not know.
func (w *Writer) Segmenter(sha string) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := w.flush(); err != nil || w.store == nil {
		return 0, err
	}
	row, err := w.store.sourceRow(sha)
	return row.Segmenter, err
}

// CountSegmented counts the documents that a segmenter of such a version divided.
func (w *Writer) CountSegmented(such func(version int) bool) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := w.flush(); err != nil || w.store == nil {
		return 0, err
	}
	n := 0
	err := w.store.eachSource(func(row sourceRow) {
		if such(row.Segmenter) {
			n++
		}
	})
	return n, err
}

// CountShown counts the documents that are no older versions of others.
func (w *Writer) CountShown() (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := w.flush(); err != nil || w.store == nil {
		return 0, err
	}
	n := 0
	err := w.store.view(func(tx *bbolt.Tx) error {
		n = tx.Bucket([]byte(bucketSources)).Stats().KeyN
		if replaced := tx.Bucket([]byte(bucketReplaced)); replaced != nil {
			n -= replaced.Stats().KeyN
		}
		return nil
	})
	return n, err
}

// eachSource calls visit for the row of every document.
func (s *store) eachSource(visit func(sourceRow)) error {
	return s.view(func(tx *bbolt.Tx) error {
		return tx.Bucket([]byte(bucketSources)).ForEach(func(k, v []byte) error {
			row, err := decodeSource(k, v)
			if err != nil {
				return err
			}
			visit(row)
			return nil
		})
	})
}
