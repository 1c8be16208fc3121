package index

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"strconv"
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

// Batches make segments, and small ones hold the commonest words over and over:
// of 250 entries they take double the space of one of all. The index is merged
// now and then, but a night's few documents should be one segment.
const (
	batchEntries = 1000
	batchBytes   = 4 << 20 // of text, which takes some ten times as much in memory

	// segmentsPerTier is how many segments of about the same size there may be
	// before they are merged. With bleve's 10, 21,000 entries put one after
	// another take 1.32 times their text; with 3 they take 1.16 times.
	segmentsPerTier = 3
)

const boltTimeout = "5s" // how long opening waits for another process; without one bleve waits for ever

// A Writer changes an index. It opens the index when it is first needed, so a
// run that changes nothing leaves it alone. It is for one goroutine.
type Writer struct {
	dir     func() (string, error)
	counter *counter
	index   bleve.Index
	batch   *bleve.Batch
	size    int             // changes in batch
	bytes   int             // text in batch
	pending map[string]bool // the documents that batch has entries of, by ID
}

// NewWriter is a writer of the index in the folder that dir names when the
// first change comes, as archive.Writer.IndexDir does. The folder is made if
// it is not there.
func NewWriter(dir func() (string, error)) *Writer {
	return &Writer{dir: dir, counter: newCounter(), pending: map[string]bool{}}
}

// Add puts the entries of d in, but for those that leaveOut, which may be nil,
// names. Entries of the same IDs are replaced; Take first removes those of an
// earlier reading of the same PDF that had more.
func (w *Writer) Add(d *agenda.Document, leaveOut func(agenda.ID) bool) error {
	for e := range entries(d, leaveOut) {
		if err := w.open(); err != nil {
			return err
		}
		if err := w.batch.IndexAdvanced(e.document(w.counter)); err != nil {
			return fmt.Errorf("%s kan ikke indekseres: %w", e.punkt.ID, err)
		}
		w.pending[e.punkt.ID.Doc()] = true
		w.bytes += e.bytes()
		if err := w.added(); err != nil {
			return err
		}
	}
	return nil
}

// Take removes every entry of the document with this SHA-256 (hex), whatever
// it had.
func (w *Writer) Take(sha string) error {
	doc := agenda.NewID(sha).Doc()
	if len(doc) < agenda.IDLength {
		return fmt.Errorf("%q er ikke en sha256", sha)
	}
	if there, err := w.exists(); err != nil || !there {
		return err
	}
	if err := w.open(); err != nil {
		return err
	}
	if w.pending[doc] { // the index does not know them yet
		if err := w.flush(); err != nil {
			return err
		}
	}
	ids, err := idsOf(w.index, doc)
	if err != nil {
		return err
	}
	for _, id := range ids {
		w.batch.Delete(id)
		if err := w.added(); err != nil {
			return err
		}
	}
	return nil
}

// idsOf lists the IDs that begin with doc and a dot. Some may be gone already:
// bleve's dictionary keeps them until it merges.
func idsOf(index bleve.Index, doc string) (ids []string, err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer recovered(&err)
	scorch, err := index.Advanced()
	if err != nil {
		return nil, err
	}
	reader, err := scorch.Reader()
	if err != nil {
		return nil, err
	}
	defer reader.Close()
	dict, err := reader.FieldDictPrefix("_id", []byte(doc+"."))
	if err != nil {
		return nil, damaged(err)
	}
	defer dict.Close()
	for {
		e, err := dict.Next()
		if err != nil {
			return nil, damaged(err)
		}
		if e == nil {
			return ids, nil
		}
		ids = append(ids, e.Term)
	}
}

// Sequence is the store's sequence that the index stands at; 0 where there is
// no index yet, or Stand was never called.
func (w *Writer) Sequence() (uint64, error) {
	if there, err := w.exists(); err != nil || !there {
		return 0, err
	}
	if err := w.open(); err != nil {
		return 0, err
	}
	return sequence(w.index)
}

// exists reports whether there is an index, of whatever kind.
func (w *Writer) exists() (bool, error) {
	if w.index != nil {
		return true, nil
	}
	dir, err := w.dir()
	if err != nil {
		return false, err
	}
	_, err = os.Stat(dir)
	return !os.IsNotExist(err), nil
}

// Stand writes what is left and, in one with it, that the index stands at the
// store's sequence seq. When it returns both are on the disk; where it fails,
// or is cut off, the index stands where it stood.
func (w *Writer) Stand(seq uint64) error {
	if err := w.open(); err != nil {
		return err
	}
	w.batch.SetInternal([]byte(sequenceKey), []byte(strconv.FormatUint(seq, 10)))
	w.size++
	return w.flush()
}

func sequence(index bleve.Index) (uint64, error) {
	value, err := index.GetInternal([]byte(sequenceKey))
	if err != nil {
		return 0, damaged(err)
	}
	if value == nil {
		return 0, nil
	}
	seq, err := strconv.ParseUint(string(value), 10, 64)
	if err != nil {
		return 0, damaged(err)
	}
	return seq, nil
}

// Close writes what is left and closes the index; call it before the archive's
// Commit. A second Close does nothing.
func (w *Writer) Close() error {
	if w.index == nil {
		return nil
	}
	err := w.flush()
	if err == nil {
		err = w.lexicon()
	}
	if cerr := w.index.Close(); err == nil && cerr != nil {
		err = fmt.Errorf("søgeindekset kan ikke lukkes: %w", systemError(cerr))
	}
	w.index = nil
	return err
}

// lexicon makes the lexicon of the index as it is now.
func (w *Writer) lexicon() error {
	dir, err := w.dir()
	if err == nil {
		err = makeLexicon(w.index, dir)
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil // the folder is gone: Open says so
	}
	if err != nil {
		return fmt.Errorf("søgeindeksets ordliste kan ikke skrives: %w", systemError(err))
	}
	return nil
}

// Discard closes the index without writing what is left, for a run that is
// given up.
func (w *Writer) Discard() {
	if w.index != nil {
		w.index.Close()
		w.index, w.size, w.bytes = nil, 0, 0
	}
}

func (w *Writer) added() error {
	if w.size++; w.size < batchEntries && w.bytes < batchBytes {
		return nil
	}
	return w.flush()
}

// flush writes the batch. bleve looks for its documents in the segments that
// there are, so what is not the system's error is damage.
func (w *Writer) flush() (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer recovered(&err)
	if w.size == 0 {
		return nil
	}
	err = w.index.Batch(w.batch)
	w.batch, w.size, w.bytes = w.index.NewBatch(), 0, 0
	clear(w.pending)
	if err == nil {
		return nil
	}
	var system syscall.Errno
	if err = systemError(err); errors.As(err, &system) {
		return fmt.Errorf("søgeindekset kan ikke skrives: %w", err)
	}
	return damaged(err)
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
	index, err := bleve.NewUsing(dir, m, scorch.Name, scorch.Name, map[string]any{
		"scorchMergePlanOptions": map[string]any{"MaxSegmentsPerTier": segmentsPerTier},
	})
	if err != nil {
		return nil, err
	}
	if err := index.SetInternal([]byte(versionKey), []byte(Version)); err != nil {
		index.Close()
		return nil, err
	}
	return index, nil
}

// otherMapping reports whether bleve could not open an index since its mapping
// names an analyzer or a filter that this program does not have: version 1's
// analyzer was called another name. bleve says so in words only.
func otherMapping(err error) bool {
	return strings.Contains(err.Error(), "with name or type") && strings.HasSuffix(err.Error(), "registered")
}

// openIndex opens the index in dir and checks that this program made it.
func openIndex(dir string, readOnly bool) (_ bleve.Index, err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer recovered(&err)
	// Opening read-only would make a missing root.bolt, and then fail on it.
	for _, name := range []string{"index_meta.json", "store/root.bolt"} {
		if _, err := os.Stat(filepath.Join(dir, filepath.FromSlash(name))); err != nil {
			return nil, fmt.Errorf("%w i %s; %s", ErrMissing, dir, hintReindex)
		}
	}
	index, err := bleve.OpenUsing(dir, map[string]any{"read_only": readOnly, "bolt_timeout": boltTimeout})
	if err != nil && otherMapping(err) {
		return nil, fmt.Errorf("%w (%w); %s", ErrOutdated, err, hintReindex)
	}
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
