package archive

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"go.etcd.io/bbolt"
)

// batchSize is how many records go into one transaction, about: a document's
// are never parted. DESIGN.md: batches of about 100 keep the file from growing,
// one big transaction grows it by half.
const batchSize = 100

// batchTime is how old an unwritten change gets, at most, while more come.
const batchTime = 5 * time.Second

// A change is one record to be written, or deleted where value is nil.
type change struct {
	bucket string
	key    []byte
	value  []byte
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

// ResetIndex makes the working generation's index that of the generation that
// it was made from, or none where that has none. The index must not be open.
func (w *Writer) ResetIndex() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := w.begin(); err != nil {
		return err
	}
	to := filepath.Join(w.workDir(), indexName)
	if err := os.RemoveAll(to); err != nil {
		return w.fail(err)
	}
	from := filepath.Join(w.dir, generationName(w.base), indexName)
	if _, err := os.Stat(from); w.base == 0 || os.IsNotExist(err) {
		return nil
	}
	return w.fail(cloneIndex(from, to))
}

// NewIndexDir is where a search index is built beside the one of the working
// generation; there is nothing there. SwapIndex puts it in that one's place.
// Calling it counts as a change.
func (w *Writer) NewIndexDir() (string, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := w.begin(); err != nil {
		return "", err
	}
	dir := filepath.Join(w.workDir(), newIndexName)
	return dir, os.RemoveAll(dir)
}

// SwapIndex makes the index in NewIndexDir the working generation's. Neither
// may be open.
func (w *Writer) SwapIndex() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := w.begin(); err != nil {
		return err
	}
	// The old one goes aside first: half of one would be taken for damaged, none
	// is made anew.
	dir := filepath.Join(w.workDir(), indexName)
	if err := os.Rename(dir, dir+trashSuffix); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return w.fail(err)
	}
	if err := os.Rename(filepath.Join(w.workDir(), newIndexName), dir); err != nil {
		return w.fail(err)
	}
	return w.fail(os.RemoveAll(dir + trashSuffix))
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

// clone makes the working generation from the one in force: aside first, so
// that half of one is never taken over. Where it fails, as on a full disk, it
// leaves nothing.
func (w *Writer) clone() (err error) {
	all, err := generations(w.dir)
	if err != nil {
		return err
	}
	n := w.base + 1
	if len(all) > 0 { // after going back, newer ones than base can be there
		n = max(n, all[len(all)-1]+1)
	}
	made := filepath.Join(w.dir, generationName(n)+newSuffix)
	if err := os.Mkdir(made, dirMode); err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.RemoveAll(made) // the next writer tries again
		}
	}()
	from := ""
	if w.base != 0 {
		from = generationName(w.base)
		err := w.store.view(func(tx *bbolt.Tx) error {
			return diskError(tx.CopyFile(filepath.Join(made, storeName), fileMode))
		})
		if err != nil {
			return err
		}
		index := filepath.Join(w.dir, from, indexName)
		if _, err := os.Stat(index); err == nil {
			if err := cloneIndex(index, filepath.Join(made, indexName)); err != nil {
				return err
			}
		}
		if err := w.store.close(); err != nil {
			return err
		}
		w.store = nil
	}
	if err := os.WriteFile(filepath.Join(made, baseName), []byte(from+"\n"), fileMode); err != nil {
		return err
	}
	if err := settle(made, w.dir); err != nil {
		return err
	}
	if err := os.Rename(made, filepath.Join(w.dir, generationName(n)+workSuffix)); err != nil {
		return err
	}
	w.work, w.flushed = n, time.Now()
	w.store, err = openStore(w.workDir(), false)
	if err == nil {
		err = w.upgrade()
	}
	return err
}

// diskError finds the system's error again that bbolt has made into text, so
// that errors.Is knows a full disk.
func diskError(err error) error {
	for _, system := range []error{syscall.ENOSPC, syscall.EDQUOT, syscall.EROFS} {
		if err != nil && !errors.Is(err, system) && strings.Contains(err.Error(), system.Error()) {
			return fmt.Errorf("%w (%w)", err, system)
		}
	}
	return err
}

// adopt goes on with the working generation n that a killed writer left. One
// that cannot be read is removed, and the one in force opened instead: what was
// in it can be imported again.
func (w *Writer) adopt(n int) error {
	w.work = n
	store, err := openStore(w.workDir(), false)
	if err == nil {
		w.store, w.resumed = store, true
		if w.sequence, err = store.sequence(); err != nil {
			return err
		}
		if err := w.fail(w.upgrade()); err != nil {
			return err
		}
		return w.sweepWork()
	}
	dir := w.workDir()
	w.work = 0
	if err := os.RemoveAll(dir); err != nil {
		return err
	}
	if w.base != 0 {
		w.store, err = openStore(filepath.Join(w.dir, generationName(w.base)), true)
		return err
	}
	return nil
}

// sweepWork removes from an adopted working generation what its writer was
// making when it was killed: an index, a compact store, SUMS.
func (w *Writer) sweepWork() error {
	entries, err := os.ReadDir(w.workDir())
	if err != nil {
		return err
	}
	for _, e := range entries {
		switch e.Name() {
		case storeName, indexName, baseName:
		default:
			if err := os.RemoveAll(filepath.Join(w.workDir(), e.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}

// upgrade brings a store of an older format to this one: the meetings' rows
// and the change log are made of the documents.
func (w *Writer) upgrade() error {
	format, err := w.store.format()
	if err != nil || format == Format {
		return err
	}
	shas, err := w.store.shas()
	if err != nil {
		return err
	}
	for _, sha := range shas {
		d, err := w.store.document(sha)
		if err != nil {
			return err
		}
		key, err := shaKey(sha)
		if err != nil {
			return err
		}
		keys, list := cardsOf(d, key)
		var dates []string
		for i, e := range list {
			dates = append(dates, e.Date)
			w.add(bucketMeetings, keys[i], w.store.encodeCard(e))
		}
		w.logChange(key, dates, nil)
		if err := w.flushFull(); err != nil {
			return err
		}
	}
	w.add(bucketMeta, []byte(keyFormat), binary.BigEndian.AppendUint32(nil, Format))
	return w.flush()
}

// add queues a change; flushFull or flush writes it.
func (w *Writer) add(bucket string, key, value []byte) {
	w.pending = append(w.pending, change{bucket, key, value})
}

// flushFull writes the queued changes if there are many, or if they are old.
// It is called where a document is whole: one transaction has all of it.
func (w *Writer) flushFull() error {
	if len(w.pending) < batchSize && time.Since(w.flushed) < batchTime {
		return nil
	}
	return w.flush()
}

// flush writes the queued changes in one transaction.
func (w *Writer) flush() error {
	if w.failed != nil || len(w.pending) == 0 {
		return w.failed
	}
	w.rememberSeen()
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
		return tx.Bucket([]byte(bucketMeta)).Put([]byte(keySequence), binary.BigEndian.AppendUint64(nil, w.sequence))
	})
	w.pending = w.pending[:0]
	w.flushed = time.Now()
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

// CurrentIndexDir is the folder of the search index in force, "" for a new
// archive. Calling it is no change.
func (w *Writer) CurrentIndexDir() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.base == 0 {
		return ""
	}
	return filepath.Join(w.dir, generationName(w.base), indexName)
}
