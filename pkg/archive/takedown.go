package archive

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"go.etcd.io/bbolt"

	"referat/pkg/agenda"
)

// A Takedown is what is to be taken down, and why.
type Takedown struct {
	ID     agenda.ID // of a document, or of a bilag or a page, whose pages go
	Pages  []int     // that go, as Erasable gave them when the user agreed
	Reason string

	// Cut is the Importer's: what it keeps beside a document's pages, without
	// what is said there of pages that are gone, or with a word that hit finds.
	Cut func(layout []byte, gone func(page int) bool, hit func(text string) bool) ([]byte, error)
}

// erasedEngine is the reader that a page is said to come from that was taken down.
const erasedEngine = "fjernet"

// ErrNoPages is a bilag that is only named: there are no pages to take down.
var ErrNoPages = errors.New("har ingen sider i dokumentet")

// Erasable lists the pages of d that go with the thing id; all of them where it
// is d itself. The error is ErrNoPages, or that id is no document, bilag or page.
func Erasable(d *agenda.Document, id agenda.ID) (pages []int, whole bool, err error) {
	t, ok := d.Find(id)
	if !ok {
		return nil, false, fmt.Errorf("%s %w: %s har ikke noget på den plads", id, ErrNotFound, d.Source.Name)
	}
	r := agenda.PageRange{1, d.Source.Pages}
	switch t.Kind {
	case agenda.ThingDocument:
		whole = true
	case agenda.ThingPage:
		r = t.Pages()
	case agenda.ThingBilag:
		if t.Bilag.Pages == nil {
			return nil, false, fmt.Errorf("bilaget %s %w: det er kun nævnt; fjern den side, hvor det står, fx %s",
				t.ID, ErrNoPages, agenda.NewID(d.Source.SHA256).Page(max(t.Punkt.Pages[0], 1)))
		}
		r = *t.Bilag.Pages
	default:
		return nil, false, fmt.Errorf("%s er et %s; kun dokumenter, bilag og sider kan fjernes: giv siderne, fx %s",
			t.ID, t.Kind, agenda.NewID(d.Source.SHA256).Page(max(t.FirstPage(), 1)))
	}
	for p := r[0]; p <= r[1]; p++ {
		pages = append(pages, p)
	}
	return pages, whole, nil
}

// TakeDown erases something from the working generation, and leaves a
// tombstone. What was taken is remembered in the Removal alone, to prove
// that it is gone. Then the search index is built anew, with nothing of the
// old one, and CommitPurged ends. Unlike other working generations, this one is
// never taken over: a takedown that is killed before CURRENT has swung has not
// happened.
func (w *Writer) TakeDown(ctx context.Context, t Takedown) (*Removal, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := w.flush(); err != nil {
		return nil, err
	}
	if w.store == nil || w.base == 0 {
		return nil, fmt.Errorf("%w i %s", ErrMissing, w.dir)
	}
	sha, err := w.store.resolve(t.ID.Doc())
	if err != nil {
		return nil, err
	}
	d, err := w.store.document(sha)
	if err != nil {
		return nil, err
	}
	layout, kept, err := w.store.kept(sha)
	if err != nil {
		return nil, err
	}
	pages, whole, err := Erasable(d, t.ID)
	if err != nil {
		return nil, err
	}
	if !slices.Equal(pages, t.Pages) {
		return nil, fmt.Errorf("%s er blevet delt op på ny imens; se efter med «referat show %s», og kør igen", d.Source.Name, t.ID)
	}
	if err := w.begin(); err != nil {
		return nil, err
	}
	// A working generation that does not say what it was made from is removed
	// by the next writer; and there is none to go back to afterwards.
	if err := os.WriteFile(filepath.Join(w.workDir(), baseName), []byte("\n"), fileMode); err != nil {
		return nil, w.fail(err)
	}
	stone := Tombstone{SHA256: sha, ID: t.ID.Of(sha), Pages: pages, Whole: whole, Reason: t.Reason, Time: time.Now().UTC().Truncate(time.Second)}
	if whole {
		stone.Pages = []int{}
	}
	r := newRemoval(stone, d, kept, pages)
	if whole {
		if stone.Former, err = w.formerOf(sha, d); err != nil {
			return nil, err
		}
		err = w.eraseWhole(sha, d)
	} else {
		err = w.erasePages(sha, d, layout, kept, pages, t.Cut)
	}
	if err != nil {
		return nil, err
	}
	key, err := shaKey(sha)
	if err != nil {
		return nil, err
	}
	if err := w.addTombstone(key, stone); err != nil {
		return nil, err
	}
	w.add(bucketMeta, []byte(keyFloor), binary.BigEndian.AppendUint64(nil, uint64(w.work)))
	w.compact = true
	if err := w.flush(); err != nil {
		return nil, err
	}
	return r, r.compare(ctx, w.dir, w.store)
}

// eraseWhole queues the removal of all that is kept of a document, and of what
// is known of files with its bytes.
func (w *Writer) eraseWhole(sha string, d *agenda.Document) error {
	key, err := shaKey(sha)
	if err != nil {
		return err
	}
	for _, bucket := range []string{bucketSources, bucketDocuments, bucketReplaced} {
		w.add(bucket, key, nil)
	}
	if err := w.forgetOld(key); err != nil {
		return err
	}
	keys, _ := cardsOf(d, key)
	for _, k := range keys {
		w.add(bucketMeetings, k, nil)
	}
	w.logChange(key, nil, meetingDates(d, key))
	delete(w.fresh, sha)
	return w.forgetFiles(sha)
}

// formerOf is what a document that goes has and had.
func (w *Writer) formerOf(sha string, d *agenda.Document) ([]Former, error) {
	row, err := w.store.sourceRow(sha)
	if err != nil {
		return nil, err
	}
	traces, files := tracesOf(d)
	return append(row.Former, vanished(traces, files, nil, row)...), nil
}

// forgetFiles queues the removal of the rows of files with these bytes: the
// paths say what they were.
func (w *Writer) forgetFiles(sha string) error {
	paths := map[string]bool{}
	for path, f := range w.seen {
		if f.SHA256 == sha {
			delete(w.seen, path)
			paths[path] = true
		}
	}
	w.owners = nil
	err := w.store.eachFile(func(path string, f File) error {
		if f.SHA256 == sha {
			w.add(bucketFiles, []byte(path), nil)
			paths[path] = true
		}
		return nil
	})
	if err != nil {
		return err
	}
	return w.forgetFailures(func(path []byte, f Failure) bool { return f.SHA256 == sha || paths[string(path)] })
}

// forgetFailures queues the removal of failures.
func (w *Writer) forgetFailures(goes func(path []byte, f Failure) bool) error {
	return w.store.eachFailure(func(path []byte, f Failure) error {
		if goes(path, f) {
			w.add(bucketFailures, slices.Clone(path), nil)
		}
		return nil
	})
}

// erasePages queues what is left of a document when pages are gone. Its PDF
// goes, too, so pages that needed OCR and had none will not be read again.
func (w *Writer) erasePages(sha string, d *agenda.Document, layout []byte, kept []Page, pages []int,
	cut func([]byte, func(int) bool, func(string) bool) ([]byte, error)) error {
	key, err := shaKey(sha)
	if err != nil {
		return err
	}
	had := meetingDates(d, key)
	traces, files := tracesOf(d)
	keys, _ := cardsOf(d, key)
	for _, k := range keys {
		w.add(bucketMeetings, k, nil)
	}
	texts := textsOf(kept)
	only := agenda.OnlyOn(pages, texts)
	gone := func(page int) bool { return slices.Contains(pages, page) }
	hit := func(text string) bool {
		for word := range agenda.Words(text) {
			if only[word] {
				return true
			}
		}
		return false
	}
	if layout, err = cut(layout, gone, hit); err != nil {
		return err
	}
	d.Erase(pages, texts)
	d.UnreadScans = nil
	for i := range kept {
		if gone(kept[i].Number) {
			kept[i] = Page{Number: kept[i].Number, Engine: erasedEngine}
		}
	}
	row, err := w.store.sourceRow(sha)
	if err != nil {
		return err
	}
	row.Changed = time.Now().Unix()
	row.Former = append(row.Former, vanished(traces, files, d, row)...)
	w.add(bucketSources, key, row.encode())
	w.putTexts(key, &Record{Document: *d, Layout: layout, Pages: kept})
	if err := w.forgetOld(key); err != nil {
		return err
	}
	var dates []string
	keys, list := cardsOf(d, key)
	for i, e := range list {
		e.Modified = row.Modified
		dates = append(dates, e.Date)
		w.add(bucketMeetings, keys[i], w.store.encodeCard(e))
	}
	w.logChange(key, dates, had)
	return w.forgetFailures(func(_ []byte, f Failure) bool { return f.SHA256 == sha })
}

// textsOf is the texts of a document's pages, that of page 1 first.
func textsOf(pages []Page) []string {
	var texts []string
	for _, p := range pages {
		for len(texts) < p.Number {
			texts = append(texts, "")
		}
		if p.Number > 0 {
			texts[p.Number-1] = p.Text
		}
	}
	return texts
}

// CommitPurged ends a takedown: as Commit, and then every generation that still
// has what was taken down is removed, with the PDF and what the quarantine has
// of it. Where that fails the takedown is in force, and the next writer of
// whatever kind goes on removing.
func (w *Writer) CommitPurged() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.lock == nil {
		return errClosed
	}
	err := w.flush()
	if err == nil && w.work == 0 {
		err = errors.New("der er ikke fjernet noget")
	}
	work := w.work
	if err == nil {
		err = w.swing()
	}
	if err != nil {
		return errors.Join(err, w.abort())
	}
	w.dropReleased()
	if err := w.purgeAll(work); err != nil {
		return errors.Join(fmt.Errorf("det er fjernet af den generation, der gælder, men ikke alt andet kunne slettes (%w); den næste kørsel, der skriver i arkivet, gør det færdigt", err), w.release())
	}
	return w.release()
}

func (w *Writer) purgeAll(inForce int) error {
	if _, err := sweep(w.dir, inForce); err != nil {
		return err
	}
	s, err := openStore(filepath.Join(w.dir, generationName(inForce)), true)
	if err != nil {
		return err
	}
	return errors.Join(purge(w.dir, s, inForce), s.close())
}

// eachFailure calls visit for every failure, by path, in the bytes it has.
func (s *store) eachFailure(visit func(path []byte, f Failure) error) error {
	return s.view(func(tx *bbolt.Tx) error {
		return tx.Bucket([]byte(bucketFailures)).ForEach(func(k, v []byte) error {
			f, err := decodeFailure(k, v)
			if err != nil {
				return err
			}
			return visit(k, f)
		})
	})
}
