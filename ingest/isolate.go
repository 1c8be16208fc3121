package ingest

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"runtime/debug"
	"strings"
	"time"

	"referat/ingest/pdftext"
	"referat/ingest/worker"
	"referat/pkg/archive"
)

// workerMemory is the address space of one worker process, in bytes. DESIGN.md:
// 2 GiB is the lowest that serves both engines.
const workerMemory = 3 << 30

// workerHeap is the memory, in bytes, at which a worker's collector begins to
// work harder.
const workerHeap = 224 << 20

// What a worker may hold, in bytes of memory: at work, so that two and the
// program stay under 1.2 GiB; and at rest, so that a large file is not paid for
// by all that come after it.
const (
	workerBusy = 400 << 20
	workerIdle = 200 << 20
)

// workerTotal is the longest that any PDF may take.
const workerTotal = 6 * time.Hour

// An answer is what a worker sends back: a record, or why there is none.
type answer struct {
	Document []byte // JSON, as the store has it
	Layout   []byte
	Pages    []archive.Page
	Refusal  *Refusal
}

// Isolated reads PDFs in worker processes, so that one that hangs, crashes or
// eats the memory costs itself alone.
type Isolated struct {
	pool *worker.Pool[Job, answer]
}

// NewIsolated makes an Isolated of at most n workers, which start when they
// are needed. command makes the command of one: the program itself, in a way
// that comes to ServeWorker.
func NewIsolated(n int, command func() *exec.Cmd) *Isolated {
	return &Isolated{worker.NewPool[Job, answer](n, command, worker.Limits{First: timeStart, Total: workerTotal, RSS: workerBusy, Idle: workerIdle})}
}

// Close ends the workers.
func (x *Isolated) Close() { x.pool.Close() }

// Stats says what the workers have cost.
func (x *Isolated) Stats() worker.Stats { return x.pool.Stats() }

// Read makes the record of one PDF. A worker's death is tried once again, in a
// fresh process and without the first engine, which is the one that can hang;
// and where that dies, too, without drawing pages for OCR: one page that takes
// for ever to draw is not to cost the text of all the others.
func (x *Isolated) Read(ctx context.Context, job Job) (*archive.Record, error) {
	var deaths []string
	got, err := x.pool.Do(ctx, job)
	for _, ease := range easier(job) {
		var d *worker.Death
		if !errors.As(err, &d) || errors.Is(err, worker.ErrStart) || ctx.Err() != nil {
			break
		}
		deaths = append(deaths, lastWords(d)...)
		ease(&job)
		got, err = x.pool.Do(ctx, job)
	}
	var last *worker.Death
	switch {
	case errors.As(err, &last) && len(deaths) > 0 && !errors.Is(err, worker.ErrStart):
		return nil, &Refusal{Code: Code(err), Messages: append(deaths, lastWords(last)...)}
	case err == nil && got.Refusal != nil:
		got.Refusal.Messages = append(deaths, got.Refusal.Messages...)
		return nil, got.Refusal
	case err != nil:
		return nil, err
	}
	record := &archive.Record{Layout: got.Layout, Pages: got.Pages}
	if err := json.Unmarshal(got.Document, &record.Document); err != nil {
		return nil, err
	}
	return record, nil
}

// easier is what a job is tried again without, after a worker's death.
func easier(job Job) []func(*Job) {
	ways := []func(*Job){func(j *Job) { j.SkipFirst = true }}
	if job.Options.OCR != pdftext.OCROff {
		ways = append(ways, func(j *Job) { j.SkipOCR = true })
	}
	return ways
}

// lastWords are a worker's on its death.
func lastWords(d *worker.Death) []string {
	words := []string{WithoutCPR(d.Error())}
	if d.Stderr != "" {
		words = append(words, WithoutCPR(d.Stderr))
	}
	return words
}

// ServeWorker is the life of a worker process: it reads the PDFs that come
// through in, until in ends, with reader.
func ServeWorker(in io.Reader, out io.Writer, reader *pdftext.Reader) error {
	x := NewExtractor(reader)
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(workerHeap)
	}
	return worker.Serve(in, out, workerMemory, func(ctx context.Context, job Job, expect func(total, silence time.Duration)) answer {
		record, err := x.Read(ctx, job, expect)
		if err != nil {
			return answer{Refusal: refuse(err)}
		}
		document, err := json.Marshal(&record.Document)
		if err != nil {
			return answer{Refusal: refuse(err)}
		}
		return answer{Document: document, Layout: record.Layout, Pages: record.Pages}
	})
}

// A Refusal is why a PDF could not be read, as it comes from another process:
// the code of a row of reasons, and the engines' own words.
type Refusal struct {
	Code     string
	Messages []string
}

func (r *Refusal) Error() string { return strings.Join(r.Messages, "; ") }

// refuse is err as a Refusal.
func refuse(err error) *Refusal {
	var r *Refusal
	if errors.As(err, &r) {
		return r
	}
	return &Refusal{Code: Code(err), Messages: strings.Split(WithoutCPR(err.Error()), "\n")}
}
