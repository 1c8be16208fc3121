package archive

import (
	"encoding/binary"
	"errors"
	"fmt"
	"iter"
	"math"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/gofrs/flock"
	"go.etcd.io/bbolt"

	"referat/pkg/agenda"
)

// batchSize is how many records go into one transaction. DESIGN.md: batches of
// about 100 keep the file from growing, one big transaction grows it by half.
const batchSize = 100

// A Writer changes an archive: it holds LOCK, and writes a generation that
// counts for nothing until Commit. The working generation is made at the first
// change, so a run that changes nothing costs nothing and makes none. It may
// be used by several goroutines.
type Writer struct {
	dir  string
	lock *flock.Flock

	mu      sync.Mutex
	base    int                      // the generation in force at Begin, 0 for none
	work    int                      // the working generation's number, 0 while there is none
	store   *store                   // base's, read-only, or work's; nil for a new archive without changes
	pending []change                 // changes not yet in the store
	fresh   map[string]agenda.Source // documents put by this writer, by SHA-256
	failed  error                    // a write that failed: nothing more may be committed

	released []string // SHA-256s that leave the quarantine at Commit
}

// A change is one record to be written, or deleted where value is nil.
type change struct {
	bucket string
	key    []byte
	value  []byte
}

var errClosed = errors.New("arkivet er lukket for skrivning")

// Begin makes this process the writer of the archive in folder dir, which is
// made if it is not there, and removes what a crashed writer left. The error
// is ErrLocked where another run writes, ErrForeign where the folder has other
// things in it, ErrDamaged or ErrNewer as for Open. End with Commit or Abort.
func Begin(dir string) (_ *Writer, err error) {
	if err := os.MkdirAll(dir, dirMode); err != nil {
		return nil, fmt.Errorf("arkivet %s kan ikke oprettes: %w", dir, err)
	}
	if err := checkForeign(dir); err != nil {
		return nil, err
	}
	lock, err := takeLock(dir)
	if err != nil {
		return nil, err
	}
	w := &Writer{dir: dir, lock: lock, fresh: map[string]agenda.Source{}}
	defer func() {
		if err != nil {
			w.release()
		}
	}()
	if err := sweep(dir); err != nil {
		return nil, fmt.Errorf("arkivet %s kan ikke ryddes op: %w", dir, err)
	}
	for _, name := range []string{originalsName, quarantineName} {
		if err := os.MkdirAll(filepath.Join(dir, name), dirMode); err != nil {
			return nil, fmt.Errorf("arkivet %s kan ikke oprettes: %w", dir, err)
		}
	}
	w.base, err = current(dir)
	if err == nil {
		w.store, err = openStore(filepath.Join(dir, generationName(w.base)), true)
	}
	if err != nil && !errors.Is(err, ErrMissing) {
		return nil, err
	}
	if err := w.sweepQuarantine(); err != nil {
		return nil, fmt.Errorf("karantænen i %s kan ikke ryddes op: %w", dir, err)
	}
	return w, nil
}

// Source is the Source of the document with this SHA-256 (hex), if the archive
// holds one, counting what this writer has put.
func (w *Writer) Source(sha string) (src agenda.Source, found bool, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if src, ok := w.fresh[sha]; ok {
		return src, true, nil
	}
	if w.store == nil {
		return src, false, nil
	}
	src, err = w.store.source(sha)
	if isNotFound(err) {
		return src, false, nil
	}
	return src, err == nil, err
}

// Documents goes through all documents, by SHA-256, counting what this writer
// has put. It stops at the first error. The caller may change the archive
// meanwhile; documents put after the start are not among them.
func (w *Writer) Documents() iter.Seq2[*agenda.Document, error] {
	return func(yield func(*agenda.Document, error) bool) {
		shas, err := w.shas()
		if err != nil {
			yield(nil, err)
			return
		}
		for _, sha := range shas {
			d, err := w.document(sha)
			if !yield(d, err) || err != nil {
				return
			}
		}
	}
}

func (w *Writer) shas() ([]string, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := w.flush(); err != nil || w.store == nil {
		return nil, err
	}
	return w.store.shas()
}

// Document reads the document with this SHA-256 (hex), counting what this
// writer has put; ErrNotFound where there is none.
func (w *Writer) Document(sha string) (*agenda.Document, error) { return w.document(sha) }

// Kept is what was kept of the document with this SHA-256 (hex) beside its
// meetings: the layout, and the pages in order. ErrNotFound where there is none.
func (w *Writer) Kept(sha string) (layout []byte, pages []Page, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := w.flush(); err != nil {
		return nil, nil, err
	}
	if w.store == nil {
		return nil, nil, fmt.Errorf("dokumentet %s %w", sha, ErrNotFound)
	}
	if layout, err = w.store.packed(bucketLayouts, sha); err != nil {
		return nil, nil, err
	}
	pages, err = w.store.pages(sha, 0, math.MaxInt32)
	return layout, pages, err
}

// OriginalPath is where the PDF with this SHA-256 (hex) is kept.
func (w *Writer) OriginalPath(sha string) string { return originalPath(w.dir, sha) }

func (w *Writer) document(sha string) (*agenda.Document, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := w.flush(); err != nil {
		return nil, err
	}
	if w.store == nil {
		return nil, errClosed
	}
	return w.store.document(sha)
}

// KeepOriginal copies the PDF at path into the archive, by its SHA-256 (hex).
// ErrSource and ErrChanged are the file's fault; other errors are the
// archive's, and the run should end.
func (w *Writer) KeepOriginal(path, sha string) error {
	if _, err := shaKey(sha); err != nil {
		return err
	}
	return keepOriginal(w.dir, path, sha)
}

// Put keeps a record under its document's SHA-256, in the place of one that is
// there.
func (w *Writer) Put(r *Record) error {
	d := &r.Document
	key, err := shaKey(d.Source.SHA256)
	if err != nil {
		return err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := w.begin(); err != nil {
		return err
	}
	if err := w.forget(d.Source.SHA256, key); err != nil {
		return err
	}
	codec := w.store.codec
	w.add(bucketDocuments, key, codec.pack(mustJSON(d)))
	w.add(bucketLayouts, key, codec.pack(r.Layout))
	for _, p := range r.Pages {
		w.add(bucketPages, pageKey(key, p.Number), codec.pack(encodePage(p)))
		if err := w.flushFull(); err != nil {
			return err
		}
	}
	for _, p := range r.Packed {
		w.add(bucketPages, pageKey(key, p.Number), p.Value)
		if err := w.flushFull(); err != nil {
			return err
		}
	}
	keys, list := entries(d, key)
	for i, e := range list {
		w.add(bucketMeetings, keys[i], mustJSON(e))
	}
	w.add(bucketSources, key, mustJSON(d.Source)) // last: a document with a source is whole
	w.fresh[d.Source.SHA256] = d.Source
	return w.flushFull()
}

// forget deletes the records of a document that is to be put anew.
func (w *Writer) forget(sha string, key []byte) error {
	if _, fresh := w.fresh[sha]; fresh {
		if err := w.flush(); err != nil {
			return err
		}
	}
	old, err := w.store.document(sha)
	if isNotFound(err) {
		return nil
	}
	if err != nil {
		return err
	}
	keys, _ := entries(old, key)
	for _, k := range keys {
		w.add(bucketMeetings, k, nil)
	}
	numbers, err := w.store.pageNumbers(key)
	if err != nil {
		return err
	}
	for _, n := range numbers {
		w.add(bucketPages, pageKey(key, n), nil)
	}
	return nil
}

// PutFailure records that the file at path could not be imported. It changes
// nothing where the same is recorded already, and sets the time itself.
func (w *Writer) PutFailure(path, sha, reason string) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.store != nil {
		had, found, err := w.store.failure(path)
		if err != nil {
			return err
		}
		if found && had.SHA256 == sha && had.Reason == reason {
			return nil
		}
	}
	if err := w.begin(); err != nil {
		return err
	}
	f := Failure{Path: strings.ToValidUTF8(path, "\uFFFD"), SHA256: sha, Reason: reason, Time: time.Now().UTC().Truncate(time.Second)}
	w.add(bucketFailures, []byte(path), mustJSON(f))
	return w.flushFull()
}

// ClearFailure forgets the failure recorded for path, if there is one.
func (w *Writer) ClearFailure(path string) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.store == nil {
		return nil
	}
	_, found, err := w.store.failure(path)
	if err != nil || !found {
		return err
	}
	if err := w.begin(); err != nil {
		return err
	}
	w.add(bucketFailures, []byte(path), nil)
	return w.flushFull()
}

// IndexDir is the folder of the working generation's search index: a copy of
// the index in force, or not there where there is none. Calling it counts as a
// change. Close the index before Commit.
func (w *Writer) IndexDir() (string, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := w.begin(); err != nil {
		return "", err
	}
	return filepath.Join(w.workDir(), indexName), nil
}

// DropIndex removes the working generation's index, to build it anew. The
// index must not be open.
func (w *Writer) DropIndex() error {
	dir, err := w.IndexDir()
	if err != nil {
		return err
	}
	return os.RemoveAll(dir)
}

func (w *Writer) workDir() string {
	return filepath.Join(w.dir, generationName(w.work)+workSuffix)
}

// begin makes the working generation, unless it is there.
func (w *Writer) begin() error {
	switch {
	case w.lock == nil:
		return errClosed
	case w.failed != nil:
		return w.failed
	case w.work != 0:
		return nil
	}
	return w.fail(w.clone())
}

func (w *Writer) clone() error {
	all, err := generations(w.dir)
	if err != nil {
		return err
	}
	w.work = w.base + 1
	if len(all) > 0 { // after going back, newer ones than base can be there
		w.work = max(w.work, all[len(all)-1]+1)
	}
	if err := os.Mkdir(w.workDir(), dirMode); err != nil {
		return err
	}
	if w.store != nil {
		err := w.store.view(func(tx *bbolt.Tx) error {
			return tx.CopyFile(filepath.Join(w.workDir(), storeName), fileMode)
		})
		if err != nil {
			return err
		}
		index := filepath.Join(w.dir, generationName(w.base), indexName)
		if _, err := os.Stat(index); err == nil {
			if err := cloneIndex(index, filepath.Join(w.workDir(), indexName)); err != nil {
				return err
			}
		}
		if err := w.store.close(); err != nil {
			return err
		}
		w.store = nil
	}
	w.store, err = openStore(w.workDir(), false)
	return err
}

// add queues a change; flushFull or flush writes it.
func (w *Writer) add(bucket string, key, value []byte) {
	w.pending = append(w.pending, change{bucket, key, value})
}

func (w *Writer) flushFull() error {
	if len(w.pending) < batchSize {
		return nil
	}
	return w.flush()
}

// flush writes the queued changes in one transaction.
func (w *Writer) flush() error {
	if w.failed != nil || len(w.pending) == 0 {
		return w.failed
	}
	err := w.store.db.Update(func(tx *bbolt.Tx) error {
		for _, c := range w.pending {
			bucket := tx.Bucket([]byte(c.bucket))
			if c.value == nil {
				if err := bucket.Delete(c.key); err != nil {
					return err
				}
			} else if err := bucket.Put(c.key, c.value); err != nil {
				return err
			}
		}
		meta := tx.Bucket([]byte(bucketMeta))
		n := uint64(len(w.pending))
		if had := meta.Get([]byte(keySequence)); len(had) == 8 {
			n += binary.BigEndian.Uint64(had)
		}
		return meta.Put([]byte(keySequence), binary.BigEndian.AppendUint64(nil, n))
	})
	w.pending = w.pending[:0]
	return w.fail(err)
}

// fail remembers a write that went wrong, so that a half-written generation is
// never committed.
func (w *Writer) fail(err error) error {
	if err != nil && w.failed == nil {
		w.failed = fmt.Errorf("arkivet %s kan ikke skrives: %w", w.dir, err)
	}
	return w.failed
}
