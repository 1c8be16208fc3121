package archive

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"go.etcd.io/bbolt"
)

// KeptGenerations is how many generations stay after a Commit, the one in force
// counted. DESIGN.md: going back is pointing CURRENT at an earlier one.
const KeptGenerations = 3

// Commit puts the working generation in force, durably, and releases LOCK.
// KeptGenerations are kept, older ones are removed. Where nothing was changed,
// the archive stays as it is. On an error the old generation stays in force,
// and the working one is removed.
func (w *Writer) Commit() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.lock == nil {
		return errClosed
	}
	if w.work != 0 {
		w.rememberSeen()
	}
	err := w.flush()
	if err == nil && w.work != 0 {
		err = w.swing()
	}
	if err != nil {
		return errors.Join(err, w.abort())
	}
	w.dropReleased()
	return w.release()
}

// swing makes the working generation the one in force.
func (w *Writer) swing() error {
	if err := w.fail(w.finishStore()); err != nil {
		return err
	}
	if err := w.fail(writeSums(w.workDir(), filepath.Join(w.dir, generationName(w.base)))); err != nil {
		return err
	}
	mark := filepath.Join(w.workDir(), unswungName)
	if err := w.fail(os.WriteFile(mark, nil, fileMode)); err != nil {
		return err
	}
	if err := w.fail(settle(w.workDir(), w.dir)); err != nil {
		return err
	}
	if err := w.fail(os.Rename(w.workDir(), filepath.Join(w.dir, generationName(w.work)))); err != nil {
		return err
	}
	if err := w.fail(syncPath(w.dir)); err != nil {
		return err
	}
	if err := w.fail(setCurrent(w.dir, w.work)); err != nil {
		return err
	}
	// Left there, it would be taken away by the next writer.
	_ = os.Remove(filepath.Join(w.dir, generationName(w.work), unswungName))
	work := w.work
	w.work = 0 // from here on it is in force, and Abort must not touch it
	// The change is in force, so a generation that cannot be removed is no
	// failure of it; the next Begin or Commit tries again.
	_, _ = prune(w.dir, KeptGenerations, work)
	return nil
}

// finishStore flushes and closes the working store, and checks it as a reader
// will find it.
func (w *Writer) finishStore() error {
	if err := w.store.db.Sync(); err != nil {
		return err
	}
	loose, err := w.store.closeTight()
	w.store = nil
	if err != nil {
		return err
	}
	if w.compact || loose {
		if err := w.compactWork(); err != nil {
			return err
		}
	}
	s, err := openStore(w.workDir(), true)
	if err != nil {
		return err
	}
	defer s.close()
	return s.view(func(tx *bbolt.Tx) error {
		sources := tx.Bucket([]byte(bucketSources)).Stats().KeyN
		documents := tx.Bucket([]byte(bucketDocuments)).Stats().KeyN
		if sources != documents {
			return fmt.Errorf("%w: den nye generation har %d kilder og %d dokumenter", ErrDamaged, sources, documents)
		}
		return nil
	})
}

// compactWork makes the working store anew without the space that deleted
// records took up.
func (w *Writer) compactWork() error {
	path := filepath.Join(w.workDir(), storeName)
	if err := compactStore(path, path+newSuffix); err != nil {
		return err
	}
	return os.Rename(path+newSuffix, path)
}

// Abort removes the working generation and releases LOCK; the archive is as it
// was. After Commit it does nothing, so it can be deferred.
func (w *Writer) Abort() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.lock == nil {
		return nil
	}
	return w.abort()
}

func (w *Writer) abort() error {
	var closed, removed error
	if w.store != nil {
		closed = w.store.close()
		w.store = nil
	}
	w.pending = nil // nothing is left to write it to
	clear(w.seen)
	if w.work != 0 {
		removed = os.RemoveAll(w.workDir())
	}
	return errors.Join(closed, removed, w.release())
}

// Leave lets the next writer in, and leaves the working generation for it: for
// what is done beside the generations.
func (w *Writer) Leave() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.lock == nil {
		return nil
	}
	return errors.Join(w.flush(), w.release())
}

// release closes what is open and lets the next writer in.
func (w *Writer) release() error {
	var closed error
	if w.store != nil {
		closed = w.store.close()
		w.store = nil
	}
	err := errors.Join(closed, w.lock.Unlock())
	w.lock = nil
	return err
}
