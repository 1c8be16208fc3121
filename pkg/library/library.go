package library

import (
	"fmt"
	"sync"
	"time"
)

// Options say how an archive is read.
type Options struct {
	// NoClosed keeps closed punkter (lukkede punkter) back: search does not find
	// them, and of a document that has some only their numbers are left.
	NoClosed bool

	// Mask takes CPR numbers out of a text without changing its length in bytes.
	// It is used on the texts of documents in which some were found: they may
	// have been imported so that the numbers stay. nil leaves texts as they are.
	Mask func(text string) string

	// Serving is for a reader that is asked by many at once: what is asked of
	// a generation is made ready before it takes the place of the one before,
	// which answers until then.
	Serving bool
}

// A Library is an archive that is read for a long time, while others write it:
// what is in force is looked up at each use. It may be used by several
// goroutines.
type Library struct {
	dir     string
	options Options

	mu      sync.Mutex
	now     *Volume
	opening *opening  // of the next one; nil where none is under way
	failed  time.Time // when the next one could not be opened
	problem error     // why
	closed  bool
}

// An opening is a generation being opened.
type opening struct {
	done chan struct{} // closed at the end
	err  error         // set before that
}

// retryAfter is how long after a generation could not be opened it is tried
// again, while the one before answers.
const retryAfter = time.Second

// Open opens the archive in folder dir. Errors are those of archive.Open and
// index.Open.
func Open(dir string, o Options) (*Library, error) {
	v, err := OpenVolume(dir, o)
	if err != nil {
		return nil, err
	}
	return &Library{dir: dir, options: o, now: v}, nil
}

// Use calls f with the generation in force, which stays open till f returns.
// Where a new generation cannot be opened, the one before serves on, unless it
// is removed, as by a takedown.
func (l *Library) Use(f func(*Volume) error) error {
	v, err := l.take()
	if err != nil {
		return err
	}
	defer l.give(v)
	return f(v)
}

// Refresh opens the generation in force, if another one is open: for a server
// to call now and then, so that no request has to wait for it.
func (l *Library) Refresh() error {
	return l.Use(func(*Volume) error { return nil })
}

func (l *Library) take() (*Volume, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.now.archive.InForce() && l.now.archive.There() {
		l.problem = nil // it went away by itself: a folder that was gone for a moment, a rollback
	} else if err := l.advance(); err != nil {
		return nil, err
	}
	l.now.users++
	return l.now, nil
}

// advance puts the generation in force in the place of the one that is open. A
// server's requests do not wait for that, unless the one that is open is gone
// from the disk: what was taken down is not to be shown again. The caller holds
// mu.
func (l *Library) advance() error {
	gone := !l.now.archive.There()
	if l.opening == nil {
		if !gone && time.Since(l.failed) < retryAfter {
			return nil
		}
		l.opening = &opening{done: make(chan struct{})}
		go l.open(l.opening)
	}
	if l.options.Serving && !gone {
		return nil
	}
	o := l.opening
	l.mu.Unlock()
	<-o.done
	l.mu.Lock()
	if o.err != nil && gone {
		return fmt.Errorf("arkivets nye udgave kan ikke åbnes: %w", o.err)
	}
	return nil
}

// open opens the generation in force, and swaps to it.
func (l *Library) open(o *opening) {
	v, err := OpenVolume(l.dir, l.options)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.opening, o.err = nil, err
	switch {
	case err != nil:
		l.failed, l.problem = time.Now(), err
	case l.closed:
		v.Close()
	default:
		l.retire()
		l.now, l.problem = v, nil
	}
	close(o.done)
}

func (l *Library) give(v *Volume) {
	l.mu.Lock()
	defer l.mu.Unlock()
	v.users--
	if v.old && v.users == 0 {
		v.Close()
	}
}

// retire gives up the volume that is open: its last user closes it.
func (l *Library) retire() {
	l.now.old = true
	if l.now.users == 0 {
		l.now.Close()
	}
}

// Close releases the archive, as soon as nobody uses it any more.
func (l *Library) Close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.closed {
		l.closed = true
		l.retire()
	}
	return nil
}

// Behind is why the generation in force is not the one that answers, where it
// could not be opened; else nil.
func (l *Library) Behind() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.problem
}

// ShowsClosed reports whether closed punkter are shown.
func (l *Library) ShowsClosed() bool { return !l.options.NoClosed }

// Serving is the number of the generation that answers.
func (l *Library) Serving() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.now.archive.Number()
}
