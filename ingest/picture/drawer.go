package picture

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"time"

	"referat/ingest/pdftext"
	"referat/ingest/worker"
)

// A Picture is a page as it looks, ready to be sent.
type Picture struct {
	Type          string // TypePNG or TypeJPEG
	Data          []byte
	Width, Height int            // pixels
	Words         []pdftext.Word // of the page's text layer; none on a scan without one
	Pages         int            // that pdfium finds in the PDF
}

// Errors of Draw, besides its context's and the pool's (worker.ErrStart,
// worker.ErrClosed, which are no fault of the page).
var (
	ErrFile     = errors.New("the PDF cannot be opened") // it may be there the next time
	ErrEngine   = errors.New("pdfium cannot be started") // for want of memory or room on the disk
	ErrPassword = errors.New("the PDF is protected, and none of the passwords opens it")
	ErrNoPage   = errors.New("the PDF has no such page")
	ErrPage     = errors.New("the page cannot be drawn")
	ErrKilled   = errors.New("drawing the page took too long, or too much memory") // which may lie in a busy machine
)

// What a worker may have of memory, in bytes: at work, where a page of text
// takes 60-80 MB and an A3 scan in colour at 300 dpi 145-185; and at rest, where
// it has 48.
const (
	workerBusy = 256 << 20
	workerIdle = 110 << 20
)

// startTime is what a worker gets before it says how long a page may take.
const startTime = 15 * time.Second

// A Drawer draws pages in worker processes, so that one that hangs, crashes or
// eats the memory costs itself alone. It remembers pages that did, and does not
// try them again for a while. Its methods may be called by many goroutines at
// once.
type Drawer struct {
	pool      *worker.Pool[job, result]
	passwords []string
	time      time.Duration // pageTime, except in tests
	failed    *failures
}

// NewDrawer makes a Drawer of at most n workers, which start when they are
// needed. command makes the command of one: the program itself, in a way that
// comes to Serve. passwords are tried in turn on protected PDFs.
func NewDrawer(n int, passwords []string, command func() *exec.Cmd) *Drawer {
	limits := worker.Limits{First: startTime, Total: pageTime + time.Second, RSS: workerBusy, Idle: workerIdle}
	return &Drawer{worker.NewPool[job, result](n, command, limits), passwords, pageTime, newFailures()}
}

// Close ends the workers.
func (d *Drawer) Close() { d.pool.Close() }

// Prepare starts a worker, so that the first picture does not wait for it: on a
// machine where none has run before, pdfium is compiled, which takes some
// seconds and 300 MB.
func (d *Drawer) Prepare(ctx context.Context) error {
	got, err := d.pool.Do(ctx, job{Time: d.time})
	if err == nil && got.Kind == refusedEngine {
		err = refused(got)
	}
	return err
}

// Draw draws a page, numbered from 1, of the PDF at path, width pixels wide, or
// less where the page is very long or width over 2000. It waits for a free
// worker until ctx ends. path must always name the same bytes: an error that is
// the page's own is remembered by it.
func (d *Drawer) Draw(ctx context.Context, path string, page, width int) (*Picture, error) {
	if err := d.failed.of(path, page); err != nil {
		return nil, err
	}
	got, err := d.pool.Do(ctx, job{Path: []byte(path), Passwords: d.passwords, Page: page, Width: width, Time: d.time})
	if err == nil && got.Refusal != "" {
		err = refused(got)
	}
	var death *worker.Death
	killed := errors.As(err, &death) && !errors.Is(err, worker.ErrStart)
	if killed {
		err = fmt.Errorf("%w: %w", ErrKilled, err)
	}
	if err == nil {
		return &got.Picture, nil
	}
	if killed || errors.Is(err, ErrPage) || errors.Is(err, ErrNoPage) || errors.Is(err, ErrPassword) {
		d.failed.add(path, page, err, !killed)
	}
	return nil, err
}

// refused is a worker's error.
func refused(r result) error {
	kind := ErrPage
	switch r.Kind {
	case refusedFile:
		kind = ErrFile
	case refusedEngine:
		kind = ErrEngine
	case refusedPassword:
		kind = ErrPassword
	case refusedPage:
		kind = ErrNoPage
	}
	return fmt.Errorf("%w: %s", kind, r.Refusal)
}
