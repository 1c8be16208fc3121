package archive

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/gofrs/flock"

	"referat/pkg/agenda"
)

// A Writer changes an archive: it holds LOCK, and writes a generation that
// counts for nothing until Commit. The working generation is made at the first
// change, so a run that changes nothing costs nothing and makes none. What a
// killed writer finished is taken over by the next one. It may be used by
// several goroutines.
type Writer struct {
	dir     string
	lock    *flock.Flock
	compact bool // the store is made compact before it comes into force

	mu       sync.Mutex
	base     int                      // the generation in force at Begin, 0 for none
	work     int                      // the working generation's number, 0 while there is none
	resumed  bool                     // the working generation is a killed writer's
	store    *store                   // base's, read-only, or work's; nil for a new archive without changes
	pending  []change                 // changes not yet in the store
	flushed  time.Time                // when pending was last written
	sequence uint64                   // of the store, pending counted
	fresh    map[string]agenda.Source // documents put by this writer, by SHA-256
	seen     map[string]File          // files to be remembered when there is something to write
	failing  map[string]bool          // paths that a failure is recorded for; nil until asked
	owners   map[string]int           // files by the SHA-256 of their bytes; nil until counted
	failed   error                    // a write that failed: nothing more may be committed

	released []string // SHA-256s that leave the quarantine at Commit
}

var errClosed = errors.New("arkivet er lukket for skrivning")

// Begin makes this process the writer of the archive in folder dir, without
// waiting; see Claim.Begin.
func Begin(dir string) (*Writer, error) { return Claim{}.Begin(context.Background(), dir) }

// Begin makes this process the writer of the archive in folder dir, which is
// made if it is not there. What a crashed writer finished is taken over, the
// rest of what it left is removed. The error is ErrLocked where another run
// writes, ctx's where it ended while waiting for one, ErrForeign where the
// folder has other things in it, ErrDamaged or ErrNewer as for Open. End with
// Commit or Abort.
func (c Claim) Begin(ctx context.Context, dir string) (_ *Writer, err error) {
	if err := os.MkdirAll(dir, dirMode); err != nil {
		return nil, fmt.Errorf("arkivet %s kan ikke oprettes: %w", dir, err)
	}
	if err := checkForeign(dir); err != nil {
		return nil, err
	}
	lock, err := c.take(ctx, dir)
	if err != nil {
		return nil, err
	}
	w := &Writer{dir: dir, lock: lock, compact: c.Compact, fresh: map[string]agenda.Source{}, seen: map[string]File{}}
	defer func() {
		if err != nil {
			w.release()
		}
	}()
	for _, name := range []string{originalsName, quarantineName} {
		if err := os.MkdirAll(filepath.Join(dir, name), dirMode); err != nil {
			return nil, fmt.Errorf("arkivet %s kan ikke oprettes: %w", dir, err)
		}
	}
	if err := finishSwing(dir); err != nil {
		return nil, fmt.Errorf("arkivet %s kan ikke ryddes op: %w", dir, err)
	}
	w.base, err = current(dir)
	if err != nil && !errors.Is(err, ErrMissing) {
		return nil, err
	}
	left, err := sweep(dir, w.base)
	if err != nil {
		return nil, fmt.Errorf("arkivet %s kan ikke ryddes op: %w", dir, err)
	}
	if left != 0 {
		err = w.adopt(left)
	} else if w.base != 0 {
		w.store, err = openInForce(dir, w.base)
	}
	if err != nil {
		return nil, err
	}
	if w.store != nil {
		if w.sequence, err = w.store.sequence(); err != nil {
			return nil, err
		}
	}
	if w.store != nil && w.base != 0 {
		if err := purge(dir, w.store, w.base); err != nil {
			return nil, fmt.Errorf("det, der er fjernet med «referat takedown», kan ikke slettes helt af %s: %w", dir, err)
		}
	}
	if err := w.sweepQuarantine(); err != nil {
		return nil, fmt.Errorf("karantænen i %s kan ikke ryddes op: %w", dir, err)
	}
	return w, nil
}

// Changed reports whether there is a working generation: something was written,
// or a killed writer left it.
func (w *Writer) Changed() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.work != 0
}

// Resumed reports whether w goes on with what a killed writer had finished.
func (w *Writer) Resumed() bool { return w.resumed }

// Name is the file name of the document with this SHA-256 (hex), if the archive
// holds one, counting what this writer has put.
func (w *Writer) Name(sha string) (name string, found bool, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if src, ok := w.fresh[sha]; ok {
		return src.Name, true, nil
	}
	if w.store == nil {
		return "", false, nil
	}
	name, err = w.store.name(sha)
	if isNotFound(err) {
		return "", false, nil
	}
	return name, err == nil, err
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
	return w.store.kept(sha)
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

// Resolve is Reader's, counting what this writer has put.
func (w *Writer) Resolve(prefix string) (string, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := w.flush(); err != nil {
		return "", err
	}
	if w.store == nil {
		return "", fmt.Errorf("dokumentet %s %w", prefix, ErrNotFound)
	}
	return w.store.resolve(prefix)
}
