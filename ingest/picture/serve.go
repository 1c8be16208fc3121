package picture

import (
	"context"
	"errors"
	"io"
	"os"
	"runtime/debug"
	"sync"
	"time"

	"referat/ingest/pdftext"
	"referat/ingest/worker"
)

// Memory of a worker, in bytes: its address space, of which it takes 1.8 GB at
// once, next to all of it as room that is never used (Go's, the C library's,
// pdfium's), so that 2 GiB are too few; and the heap at which its collector works
// harder. What it has resident its parent looks at.
const (
	workerSpace = 4 << 30
	workerHeap  = 64 << 20
)

// pageTime is the longest that a page may take. Nearly all take under a tenth of
// a second.
const pageTime = 15 * time.Second

// A job is a page that is to be drawn.
type job struct {
	Path      []byte // of the PDF, in the bytes that it has
	Passwords []string
	Page      int // from 1
	Width     int // pixels
	Time      time.Duration
}

// A result is what a worker gives: a picture, or why there is none.
type result struct {
	Picture Picture
	Refusal string // "" where there is a picture
	Kind    refusal
}

// A refusal is what kind of error a worker met: errors do not go through gob.
type refusal int

const (
	refusedOther refusal = iota
	refusedFile          // it cannot be opened just now
	refusedEngine
	refusedPassword
	refusedPage
)

// Serve is the life of a worker process that draws: it does the jobs that come
// through in, until in ends or nothing has come for idle, since a worker at
// rest keeps 44 MB of its own. cacheDir is where pdfium's compiled code is kept.
func Serve(in io.Reader, out io.Writer, cacheDir string, idle time.Duration) error {
	reader := pdftext.NewReader(cacheDir, nil)
	defer reader.Close()
	// Where pdfium has to be compiled, that takes the memory that it takes, before
	// there is a limit. What went wrong is told by the first drawing.
	_ = reader.Prepare()
	debug.FreeOSMemory()
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(workerHeap)
	}
	patience := newPatience(in, idle)
	return worker.Serve(patience, out, workerSpace, func(ctx context.Context, j job, expect func(total, silence time.Duration)) result {
		defer patience.rest()
		expect(j.Time, 0)
		if len(j.Path) == 0 { // Drawer.Prepare
			if err := reader.Prepare(); err != nil {
				return result{Refusal: err.Error(), Kind: refusedEngine}
			}
			return result{Kind: refusedFile}
		}
		p, err := drawn(reader, j)
		debug.FreeOSMemory()
		if err != nil {
			return result{Refusal: err.Error(), Kind: kindOf(err)}
		}
		return result{Picture: *p}
	})
}

func kindOf(err error) refusal {
	var file *os.PathError
	switch {
	case errors.As(err, &file):
		return refusedFile
	case errors.Is(err, pdftext.ErrEngine):
		return refusedEngine
	case errors.Is(err, pdftext.ErrPassword):
		return refusedPassword
	case errors.Is(err, pdftext.ErrNoPage):
		return refusedPage
	}
	return refusedOther
}

// drawn draws and encodes a page.
func drawn(reader *pdftext.Reader, j job) (*Picture, error) {
	f, err := os.Open(string(j.Path))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	d, err := reader.Draw(f, info.Size(), j.Passwords, j.Page, j.Width)
	if err != nil {
		return nil, err
	}
	data, kind, err := encode(d.Image)
	if err != nil {
		return nil, err
	}
	size := d.Image.Bounds().Size()
	return &Picture{Type: kind, Data: data, Width: size.X, Height: size.Y, Words: d.Words, Pages: d.Pages}, nil
}

// A patience is a worker's stdin that ends when nothing has come for a while.
type patience struct {
	in     io.Reader
	idle   time.Duration
	chunks chan []byte // what was read; closed when in has ended
	err    error       // of in, set before chunks is closed
	left   []byte      // of a chunk, not yet taken

	mu    sync.Mutex
	busy  bool // something has come, and the job in it is not done
	timer *time.Timer
	over  chan struct{} // closed when the time is up
}

func newPatience(in io.Reader, idle time.Duration) *patience {
	p := &patience{in: in, idle: idle, chunks: make(chan []byte), over: make(chan struct{})}
	p.timer = time.AfterFunc(idle, p.look)
	go p.read()
	return p
}

func (p *patience) read() {
	for {
		b := make([]byte, 4096)
		n, err := p.in.Read(b)
		if n > 0 {
			p.mu.Lock()
			p.busy = true
			p.mu.Unlock()
			select {
			case p.chunks <- b[:n]:
			case <-p.over:
				return
			}
		}
		if err != nil {
			p.err = err
			close(p.chunks)
			return
		}
	}
}

// look ends the waiting, where there was nothing but waiting. A job that comes
// in the same moment is not begun with, and the pool gives it to another worker.
func (p *patience) look() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.busy {
		close(p.over)
	}
}

// rest says that a job is done: the time runs anew.
func (p *patience) rest() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.busy = false
	p.timer.Reset(p.idle)
}

func (p *patience) Read(b []byte) (int, error) {
	if len(p.left) == 0 {
		select {
		case chunk, ok := <-p.chunks:
			if !ok {
				return 0, p.err
			}
			select {
			case <-p.over: // in the same moment: what has come is not begun with
				return 0, io.EOF
			default:
			}
			p.left = chunk
		case <-p.over:
			return 0, io.EOF
		}
	}
	n := copy(b, p.left)
	p.left = p.left[n:]
	return n, nil
}
