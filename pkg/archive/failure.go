package archive

import (
	"strings"
	"time"
)

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
	if w.failing != nil {
		w.failing[path] = true
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
	if w.failing == nil { // few fail: a look at the store for each of the others would take longer
		failing := map[string]bool{}
		err := w.store.eachFailure(func(path []byte, _ Failure) error {
			failing[string(path)] = true
			return nil
		})
		if err != nil {
			return err
		}
		for _, c := range w.pending {
			if c.bucket == bucketFailures {
				failing[string(c.key)] = c.value != nil
			}
		}
		w.failing = failing
	}
	if !w.failing[path] {
		return nil
	}
	if err := w.begin(); err != nil {
		return err
	}
	delete(w.failing, path)
	w.add(bucketFailures, []byte(path), nil)
	return w.flushFull()
}
