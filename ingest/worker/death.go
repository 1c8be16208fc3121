package worker

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
)

// What Do can fail with, besides its context's error. All but ErrClosed come
// as a *Death.
var (
	ErrTimeout = errors.New("worker: out of time") // the job took longer than it may
	ErrMemory  = errors.New("worker: out of memory")
	ErrDied    = errors.New("worker: died")               // in the middle of the job, of something else
	ErrStart   = errors.New("worker: cannot be started")  // no fault of the job: the next will fail too
	ErrClosed  = errors.New("worker: the pool is closed") // before or during the job
)

// A Death is the end of a worker, and so of its job.
type Death struct {
	Kind   error  // ErrTimeout, ErrMemory, ErrDied or ErrStart
	How    string // in a few words: what it was killed for, or how it ended
	Stderr string // what it wrote there during the job, 8 KB at most; a crash begins it
	cause  error  // where starting it failed
	killed bool   // from outside, by neither this process nor itself
}

// Error is the kind, how, and the line of the stderr that tells most.
func (d *Death) Error() string {
	s := d.Kind.Error() + ": " + d.How
	if line, _ := telling(d.Stderr); line != "" {
		s += ": " + line
	}
	return s
}

// Unwrap gives the kind, and the system's error where there is one.
func (d *Death) Unwrap() []error {
	if d.cause == nil {
		return []error{d.Kind}
	}
	return []error{d.Kind, d.cause}
}

// deathOf says what a worker died of that the parent did not kill. doing is
// what it was at.
func deathOf(state *os.ProcessState, stderr, doing string) *Death {
	d := &Death{Kind: ErrDied, Stderr: stderr, How: fmt.Sprintf("%s %s", state, doing)}
	_, crash := telling(stderr)
	switch {
	case killed(state):
		d.Kind, d.killed = ErrMemory, true
		d.How += ", as the system does with a process when memory runs out"
	case wantsMemory(crash):
		d.Kind = ErrMemory
	}
	return d
}

// wantsMemory finds, in the trace of a crash, that memory was refused. The
// words are those of Go's runtime (malloc.go, mem_linux.go, os_linux.go) and
// of ENOMEM in Go's syscall, which is 12 on Linux.
func wantsMemory(crash string) bool {
	for _, words := range []string{"out of memory", "cannot allocate memory", "errno=12"} {
		if strings.Contains(crash, words) {
			return true
		}
	}
	return false
}

// telling finds in a stderr the first line of a crash of Go, else the last of
// all, and gives the line and what begins with it. The runtime says what is
// wrong first, and then writes pages of stacks.
func telling(stderr string) (line, crash string) {
	last := 0
	for at := 0; at < len(stderr); {
		line, _, _ := strings.Cut(stderr[at:], "\n")
		for _, begin := range []string{"panic: ", "fatal error: ", "runtime: out of memory", "runtime: goroutine stack exceeds"} {
			if strings.HasPrefix(line, begin) {
				return strings.TrimSpace(line), stderr[at:]
			}
		}
		if strings.TrimSpace(line) != "" {
			last = at
		}
		at += len(line) + 1
	}
	line, _, _ = strings.Cut(stderr[last:], "\n")
	return strings.TrimSpace(line), stderr[last:]
}

// Of a stderr is kept, in bytes: in memory, the first and the last; for a
// Death, the first and the last of those, or of the crash where there is one.
// A trace of a stack overflow is some 20 KB.
const (
	keepFirst  = 4 << 10
	keepLast   = 64 << 10
	deathFirst = 4 << 10
	deathLast  = 4 << 10
)

// words keeps what a worker writes to its stderr during a job.
type words struct {
	mu   sync.Mutex
	text []byte
	cut  bool // between the first and the last something is missing
}

func (w *words) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.text = append(w.text, p...)
	if len(w.text) > keepFirst+2*keepLast {
		w.text = append(w.text[:keepFirst], w.text[len(w.text)-keepLast:]...)
		w.cut = true
	}
	return len(p), nil
}

// reset forgets what was written for an earlier job.
func (w *words) reset() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.text, w.cut = w.text[:0], false
}

// String is what tells of a death.
func (w *words) String() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	text := string(w.text)
	if w.cut {
		text = text[:keepFirst] + "\n...\n" + text[keepFirst:]
	}
	if len(text) <= deathFirst+deathLast {
		return text
	}
	if _, crash := telling(text); len(crash) > deathLast {
		text = crash
	}
	if len(text) <= deathFirst+deathLast {
		return text
	}
	return text[:deathFirst] + "\n...\n" + text[len(text)-deathLast:]
}
