package index

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"syscall"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"

	"referat/pkg/agenda"
)

// What can be wrong with an index. Errors of this package wrap them.
var (
	ErrMissing  = errors.New("arkivet har intet søgeindeks")
	ErrOutdated = errors.New("søgeindekset er lavet af en anden udgave af programmet")
	ErrDamaged  = errors.New("søgeindekset er beskadiget")
)

// hintReindex ends the message of an error that building anew mends.
const hintReindex = "kør: referat reindex"

const (
	batchSize   = 250  // entries a batch; DESIGN.md's measure
	boltTimeout = "5s" // how long opening waits for another process; without one bleve waits for ever
)

// A Writer adds documents to an index. It opens the index at the first of
// them, so a run that adds none leaves it alone. It is for one goroutine.
type Writer struct {
	dir   func() (string, error)
	index bleve.Index
	batch *bleve.Batch
	size  int // entries in batch
}

// NewWriter is a writer of the index in the folder that dir names when the
// first document comes, as archive.Writer.IndexDir does. The folder is made if
// it is not there.
func NewWriter(dir func() (string, error)) *Writer { return &Writer{dir: dir} }

// Put adds the entries of d. Entries of the same IDs are replaced; those of
// an earlier reading of the same PDF that had more go by Remove.
func (w *Writer) Put(d *agenda.Document) error {
	for t := range d.Things() {
		if !indexed(t) {
			continue
		}
		if err := w.open(); err != nil {
			return err
		}
		if err := w.batch.Index(t.ID.String(), fields(t)); err != nil {
			return fmt.Errorf("%s kan ikke indekseres: %w", t.ID, err)
		}
		if err := w.added(); err != nil {
			return err
		}
	}
	return nil
}

// Remove takes the entries of d out.
func (w *Writer) Remove(d *agenda.Document) error {
	for t := range d.Things() {
		if !indexed(t) {
			continue
		}
		if err := w.open(); err != nil {
			return err
		}
		w.batch.Delete(t.ID.String())
		if err := w.added(); err != nil {
			return err
		}
	}
	return nil
}

// Close writes what is left and closes the index; call it before the archive's
// Commit. A second Close does nothing.
func (w *Writer) Close() error {
	if w.index == nil {
		return nil
	}
	err := w.flush()
	if cerr := w.index.Close(); err == nil && cerr != nil {
		err = fmt.Errorf("søgeindekset kan ikke lukkes: %w", systemError(cerr))
	}
	w.index = nil
	return err
}

// Discard closes the index without writing what is left, for a run that is
// given up.
func (w *Writer) Discard() {
	if w.index != nil {
		w.index.Close()
		w.index = nil
	}
}

func (w *Writer) added() error {
	if w.size++; w.size < batchSize {
		return nil
	}
	return w.flush()
}

func (w *Writer) flush() error {
	if w.size == 0 {
		return nil
	}
	err := w.index.Batch(w.batch)
	w.batch, w.size = w.index.NewBatch(), 0
	if err != nil {
		return fmt.Errorf("søgeindekset kan ikke skrives: %w", systemError(err))
	}
	return nil
}

// systemError finds the system's error again that bleve has made into text, so
// that errors.Is knows a full disk.
func systemError(err error) error {
	for _, system := range []error{syscall.ENOSPC, syscall.EDQUOT, syscall.EROFS, syscall.EIO} {
		if !errors.Is(err, system) && strings.Contains(err.Error(), system.Error()) {
			return fmt.Errorf("%w (%w)", err, system)
		}
	}
	return err
}

func (w *Writer) open() error {
	if w.index != nil {
		return nil
	}
	dir, err := w.dir()
	if err != nil {
		return err
	}
	if err := register(); err != nil {
		return err
	}
	if _, err := os.Stat(dir); os.IsNotExist(err) {
		w.index, err = create(dir)
		if err != nil {
			return fmt.Errorf("søgeindekset %s kan ikke oprettes: %w", dir, systemError(err))
		}
	} else if w.index, err = openIndex(dir, false); err != nil {
		return err
	}
	w.batch = w.index.NewBatch()
	return nil
}

func create(dir string) (bleve.Index, error) {
	m, err := newMapping()
	if err != nil {
		return nil, err
	}
	index, err := bleve.NewUsing(dir, m, scorch.Name, scorch.Name, nil)
	if err != nil {
		return nil, err
	}
	if err := index.SetInternal([]byte(versionKey), []byte(Version)); err != nil {
		index.Close()
		return nil, err
	}
	return index, nil
}

// openIndex opens the index in dir and checks that this program made it.
func openIndex(dir string, readOnly bool) (_ bleve.Index, err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer recovered(&err)
	if err := register(); err != nil {
		return nil, err
	}
	// Opening read-only would make a missing root.bolt, and then fail on it.
	for _, name := range []string{"index_meta.json", "store/root.bolt"} {
		if _, err := os.Stat(filepath.Join(dir, filepath.FromSlash(name))); err != nil {
			return nil, fmt.Errorf("%w i %s; %s", ErrMissing, dir, hintReindex)
		}
	}
	index, err := bleve.OpenUsing(dir, map[string]any{"read_only": readOnly, "bolt_timeout": boltTimeout})
	if err != nil {
		return nil, fmt.Errorf("%w: %s kan ikke åbnes (%w); %s", ErrDamaged, dir, err, hintReindex)
	}
	version, err := index.GetInternal([]byte(versionKey))
	if err == nil && string(version) != Version {
		err = fmt.Errorf("%w (%q, dette er %q); %s", ErrOutdated, version, Version, hintReindex)
	}
	if err != nil {
		index.Close()
		return nil, err
	}
	return index, nil
}
