package library

import (
	"context"
	"errors"
	"fmt"
	"hash/crc32"
	"sync"
	"time"

	"referat/index"
	"referat/pkg/agenda"
	"referat/pkg/archive"
)

// A Volume is one generation of the archive with its index, open for reading.
// It may be used by several goroutines. What it gives is shared by all of them:
// nobody may change it.
type Volume struct {
	archive  *archive.Reader
	index    *index.Reader // nil where the archive holds nothing that could be found
	options  Options
	synonyms uint32 // sum of the archive's own list
	closed   bool   // the archive has closed punkter, and they are kept back
	kept     kept   // what of them stands in the cards of meetings

	shelf shelf

	mu      sync.Mutex
	shown   *agenda.Shown
	arrived map[string]int64 // made when it is first asked for

	grouped struct {
		sync.Once
		all [][]agenda.Card
		err error
	}

	catalogue struct {
		sync.Once
		made *Catalogue
		err  error
	}

	times struct {
		sync.Once
		all map[string]archive.Times
		err error
	}

	users int  // of the library's use
	old   bool // another has taken its place: the last user closes it
}

// OpenVolume opens the generation in force: anew where it goes away meanwhile,
// as it does by a takedown or a gc.
func OpenVolume(dir string, o Options) (*Volume, error) {
	for {
		a, err := archive.Open(dir)
		if err != nil {
			return nil, err
		}
		v, err := volumeOf(a, o)
		if err == nil || a.InForce() {
			return v, err
		}
	}
}

// volumeOf is the volume of a generation. It closes a on an error.
func volumeOf(a *archive.Reader, o Options) (*Volume, error) {
	v := newVolume(a, o)
	err := v.openIndex()
	if err == nil {
		err = v.prepare()
	}
	if err != nil {
		v.Close()
		return nil, err
	}
	return v, nil
}

func newVolume(a *archive.Reader, o Options) *Volume {
	v := &Volume{archive: a, options: o, shown: agenda.NewShownOn(a.Cards)}
	v.shelf.volume = v
	return v
}

// openIndex opens the generation's index, if there is one. After an error, it is
// closed.
func (v *Volume) openIndex() error {
	synonyms, sum, err := synonymsOf(v.archive)
	if err != nil {
		return err
	}
	v.synonyms = sum
	ix, err := index.Open(v.archive.IndexDir(), synonyms)
	if errors.Is(err, index.ErrMissing) {
		if held, herr := v.archive.Meetings(); herr != nil || len(held) == 0 {
			return herr
		}
	}
	if err != nil {
		return err
	}
	sequence, err := v.archive.Sequence()
	if err == nil {
		err = InStep(ix, sequence)
	}
	if err != nil {
		return errors.Join(err, ix.Close())
	}
	v.index = ix
	return nil
}

// prepare makes ready what is asked of the volume.
func (v *Volume) prepare() error {
	if v.options.NoClosed && v.index != nil {
		some, err := v.index.Closed(context.Background())
		if err != nil {
			return err
		}
		v.closed = len(some) > 0
		if v.kept, err = v.keptBack(some); err != nil {
			return err
		}
	}
	if v.options.Serving {
		if _, err := v.AllTimes(); err != nil {
			return err
		}
		all, err := v.groups()
		if err != nil {
			return err
		}
		v.shown = agenda.ShownOf(all)
		_, err = v.Catalogue()
		return err
	}
	return nil
}

// InStep checks that an index stands at the archive's sequence, so that no hit
// is shown whose record is missing.
func InStep(ix *index.Reader, sequence uint64) error {
	at, err := ix.Sequence()
	if err == nil && at != sequence {
		err = fmt.Errorf("søgeindekset er ved ændring %d og arkivet ved %d; kør: referat reindex", at, sequence)
	}
	return err
}

// Close releases the generation.
func (v *Volume) Close() error {
	var err error
	if v.index != nil {
		err = v.index.Close()
	}
	return errors.Join(err, v.archive.Close())
}

// Generation is the generation's name.
func (v *Volume) Generation() string { return v.archive.Generation() }

// Time is when the generation was made.
func (v *Volume) Time() time.Time { return v.archive.Made() }

// Version is the same for volumes that give the same answers: as far as it
// depends on the archive, on its synonyms and on the options.
func (v *Volume) Version() string {
	sum := crc32.ChecksumIEEE(fmt.Append(nil, v.archive.Dir(), v.archive.Made().UnixNano(), v.options.NoClosed, v.synonyms, index.Version))
	return fmt.Sprintf("%s-%08x", v.Generation(), sum)
}

// ShowsClosed reports whether closed punkter are shown.
func (v *Volume) ShowsClosed() bool { return !v.options.NoClosed }

// Tombstones are what was taken down of the documents whose SHA-256 begins with
// prefix (hex).
func (v *Volume) Tombstones(prefix string) ([]archive.Tombstone, error) {
	return v.archive.ErasedOf(prefix)
}

// AllTombstones are all that was taken down.
func (v *Volume) AllTombstones() ([]archive.Tombstone, error) { return v.archive.Tombstones() }

// copies are the meetings of a day, each with its copies, best first.
func (v *Volume) copies(date string) ([][]agenda.Card, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.shown.On(date)
}

// leftOut is what search does not show of d, since a better copy has it.
func (v *Volume) leftOut(d *agenda.Document) (func(agenda.ID) bool, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.shown.LeftOut(d)
}
