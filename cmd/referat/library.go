package main

import (
	"errors"
	"fmt"
	"sync"

	"referat/index"
	"referat/pkg/archive"
)

// A volume is one generation of the archive with its index, open for reading.
type volume struct {
	archive *archive.Reader
	index   *index.Reader // nil where the archive holds nothing that could be found

	users int  // of the library's use
	old   bool // another has taken its place: the last user closes it
}

// openVolume opens the generation in force: anew where it goes away meanwhile,
// as it does by a takedown or a gc.
func openVolume(dir string) (*volume, error) {
	for {
		a, err := archive.Open(dir)
		if err != nil {
			return nil, err
		}
		v, err := volumeOf(a)
		if err == nil || a.InForce() {
			return v, err
		}
	}
}

// volumeOf is the volume of a generation. It closes a on an error.
func volumeOf(a *archive.Reader) (_ *volume, err error) {
	v := &volume{archive: a}
	defer func() {
		if err != nil {
			v.close()
		}
	}()
	v.index, err = index.Open(a.IndexDir())
	if errors.Is(err, index.ErrMissing) {
		v.index = nil
		if held, herr := a.Meetings(); herr != nil || len(held) == 0 {
			return v, herr
		}
	}
	if err != nil {
		v.index = nil
		return nil, err
	}
	sequence, err := a.Sequence()
	if err != nil {
		return nil, err
	}
	if err := inStep(v.index, sequence); err != nil {
		return nil, err
	}
	return v, nil
}

// inStep checks that an index stands at the archive's sequence, so that no hit
// is shown whose record is missing.
func inStep(ix *index.Reader, sequence uint64) error {
	at, err := ix.Sequence()
	if err == nil && at != sequence {
		err = fmt.Errorf("søgeindekset er ved ændring %d og arkivet ved %d; kør: referat reindex", at, sequence)
	}
	return err
}

func (v *volume) close() error {
	var err error
	if v.index != nil {
		err = v.index.Close()
	}
	return errors.Join(err, v.archive.Close())
}

// A library is an archive that is read for a long time, while others write it:
// what is in force is looked up at each use. It may be used by several
// goroutines.
type library struct {
	dir string

	mu  sync.Mutex
	now *volume
}

func openLibrary(dir string) (*library, error) {
	v, err := openVolume(dir)
	if err != nil {
		return nil, err
	}
	return &library{dir: dir, now: v}, nil
}

// use calls f with the generation in force, which stays open till f returns.
// Where a new generation cannot be opened, the one before serves on.
func (l *library) use(f func(*volume) error) error {
	v := l.take()
	defer l.give(v)
	return f(v)
}

func (l *library) take() *volume {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.now.archive.InForce() {
		if v, err := openVolume(l.dir); err == nil {
			l.retire(l.now)
			l.now = v
		}
	}
	l.now.users++
	return l.now
}

func (l *library) give(v *volume) {
	l.mu.Lock()
	defer l.mu.Unlock()
	v.users--
	if v.old && v.users == 0 {
		v.close()
	}
}

func (l *library) retire(v *volume) {
	v.old = true
	if v.users == 0 {
		v.close()
	}
}

func (l *library) close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.now.close()
}
