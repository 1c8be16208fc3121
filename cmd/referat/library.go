package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"unicode/utf8"

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
	synonyms, err := synonymsOf(a)
	if err != nil {
		return nil, err
	}
	v.index, err = index.Open(a.IndexDir(), synonyms)
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

// synonymsName is the file of the archive's own synonyms, in its folder.
const synonymsName = "synonymer.txt"

// synonymsOf are the synonyms that come with the program and those of the
// archive's own file, if it has one.
func synonymsOf(a *archive.Reader) (*index.Synonyms, error) {
	s := index.BuiltInSynonyms()
	file := filepath.Join(a.Dir(), synonymsName)
	text, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return s, nil
	}
	if err != nil {
		return nil, fmt.Errorf("synonymerne kan ikke læses: %w", err)
	}
	text = bytes.TrimPrefix(text, []byte("\uFEFF")) // as Windows' Notepad begins a file
	n := 0
	for line := range bytes.Lines(text) {
		if n++; !utf8.Valid(line) {
			return nil, fmt.Errorf("%s: linje %d er ikke UTF-8; gem filen som UTF-8", file, n)
		}
	}
	if err := s.Read(bytes.NewReader(text)); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return s, nil
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
