package index

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	bleveindex "github.com/blevesearch/bleve_index_api"

	"referat/pkg/agenda"
)

const (
	// buildBatch is how many entries go into one of the segments that are merged
	// in the end. For 20,000 entries of 430 words, 2000 take 6 % less CPU than
	// 1000 or 500, and, with 400 MiB for the collector, no more memory.
	buildBatch = 2000

	// buildSegments is how many segments bleve's builder may merge at once: more
	// than there ever are, since merging twice costs a fifth more. Each is an
	// open file for as long as the merge takes.
	buildSegments = 1 << 30
)

// A Builder makes an index of all of an archive at once, in half the time that
// a Writer takes, and as one segment. It is for one goroutine.
type Builder struct {
	dir, tmp string
	counter  *counter
	scorch   bleveindex.IndexBuilder
	internal map[string][]byte
	entries  int
	done     bool
}

// NewBuilder is a builder of an index in folder dir, which may not be there
// yet. Until Close, its segments stand in folder tmp, which is for it alone, on
// dir's file system: what is there, as from a run that was killed, is removed,
// and so is tmp in the end. The caller calls Close or Discard.
func NewBuilder(dir, tmp string) (_ *Builder, err error) {
	if _, err := os.Lstat(dir); !errors.Is(err, fs.ErrNotExist) {
		if err == nil {
			err = fs.ErrExist
		}
		return nil, fmt.Errorf("søgeindekset %s kan ikke bygges: %w", dir, err)
	}
	b := &Builder{dir: dir, tmp: tmp, counter: newCounter()}
	defer func() {
		if err != nil {
			b.Discard()
			err = fmt.Errorf("søgeindekset %s kan ikke bygges: %w", dir, systemError(err))
		}
	}()
	if err := os.RemoveAll(tmp); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(tmp, 0o700); err != nil {
		return nil, err
	}
	// What is no segment is that of an empty index.
	empty, err := create(dir)
	if err != nil {
		return nil, err
	}
	defer empty.Close()
	b.internal = map[string][]byte{}
	for _, key := range []string{mappingKey, versionKey} {
		if b.internal[key], err = empty.GetInternal([]byte(key)); err != nil {
			return nil, err
		}
	}
	b.scorch, err = scorch.NewBuilder(map[string]any{
		"path": b.store(), "buildPathPrefix": b.tmp, "batchSize": buildBatch, "mergeMax": buildSegments,
		"internal": b.internal, // which it reads in Close
	})
	return b, err
}

func (b *Builder) store() string { return filepath.Join(b.dir, "store") }

// Put adds the entries of d, but for those that leaveOut, which may be nil,
// names. A document may be put only once.
func (b *Builder) Put(d *agenda.Document, leaveOut func(agenda.ID) bool) error {
	for e := range entries(d, leaveOut) {
		if err := b.scorch.Index(e.document(b.counter)); err != nil {
			return fmt.Errorf("%s kan ikke indekseres: %w", e.punkt.ID, systemError(err))
		}
		b.entries++
	}
	return nil
}

// Close makes the index of what was put, standing at the store's sequence seq,
// and says how many entries it has. Where it fails, nothing is left.
func (b *Builder) Close(seq uint64) (entries int, err error) {
	defer func() {
		if err != nil {
			b.Discard()
			err = fmt.Errorf("søgeindekset %s kan ikke bygges: %w", b.dir, systemError(err))
		}
	}()
	if b.entries == 0 { // of which scorch makes no index
		w := NewWriter(func() (string, error) { return b.dir, nil })
		defer w.Discard()
		if err := w.Stand(seq); err != nil {
			return 0, err
		}
		if err := errors.Join(w.Close(), os.RemoveAll(b.tmp)); err != nil {
			return 0, err
		}
		b.done = true
		return 0, nil
	}
	if err := os.RemoveAll(b.store()); err != nil {
		return 0, err
	}
	b.internal[sequenceKey] = []byte(strconv.FormatUint(seq, 10))
	if err := errors.Join(b.scorch.Close(), os.RemoveAll(b.tmp)); err != nil {
		return 0, err
	}
	built, err := bleve.OpenUsing(b.dir, map[string]any{"read_only": true, "bolt_timeout": boltTimeout})
	if err != nil {
		return 0, err
	}
	if err := errors.Join(makeLexicon(built, b.dir), built.Close()); err != nil {
		return 0, err
	}
	b.done = true
	return b.entries, nil
}

// Discard gives the index up and removes what there is of it. After Close it
// does nothing.
func (b *Builder) Discard() {
	if b.done {
		return
	}
	b.done = true
	os.RemoveAll(b.tmp)
	os.RemoveAll(b.dir)
}
