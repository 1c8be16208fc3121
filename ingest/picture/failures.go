package picture

import (
	"sync"
	"time"
)

// A page that failed is not tried again for so long. What killed its worker can
// be a busy machine: such a page is tried again soon, and if it kills one more,
// each time four times later.
const (
	failedFirst = time.Minute
	failedFor   = time.Hour
)

// maxFailures is how many are remembered; of more, the oldest are forgotten.
const maxFailures = 10_000

// A spot is a page of a file.
type spot struct {
	path string
	page int
}

// A failure is what a page failed with.
type failure struct {
	err   error
	until time.Time
	wait  time.Duration // that until was set by
}

// failures are the pages that failed.
type failures struct {
	now func() time.Time

	mu    sync.Mutex
	by    map[spot]failure
	order []spot // as they first failed
}

func newFailures() *failures {
	return &failures{now: time.Now, by: map[spot]failure{}}
}

// of is what a page failed with not long ago; nil where it did not.
func (f *failures) of(path string, page int) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	got, failed := f.by[spot{path, page}]
	if !failed || f.now().After(got.until) {
		return nil
	}
	return got.err
}

// add remembers a page; sure says that it would fail the same way again.
func (f *failures) add(path string, page int, err error, sure bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	s := spot{path, page}
	before, known := f.by[s]
	wait := max(failedFirst, min(4*before.wait, failedFor))
	if sure {
		wait = failedFor
	}
	f.by[s] = failure{err, f.now().Add(wait), wait}
	if !known {
		f.order = append(f.order, s)
	}
	for len(f.order) > maxFailures {
		delete(f.by, f.order[0])
		f.order = f.order[1:]
	}
}
