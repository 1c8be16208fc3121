package worker

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"sync"
	"time"
)

// leaveTime is what a job gets to end by itself when the worker's stdin ends.
const leaveTime = 500 * time.Millisecond

// expectEvery is the shortest time between two announcements that say the
// same. It is less than deadlineGrace, so that nothing is lost by it.
const expectEvery = 25 * time.Millisecond

// Serve is the life of a worker process: it does the jobs that come through
// in, one at a time, and writes their results to out, until in ends, which is
// no error. The process must do nothing else, and must end when Serve returns.
//
// memory is what the process may have of address space, in bytes, with all the
// programs that it starts; 0: no limit. Only Linux holds it.
//
// do does a job. It says with expect how long the job may take in all, counted
// from its start, and how long it may go without calling expect again; 0 is
// without end. It may be called often and by several goroutines. A job that
// goes over is killed, with the process. ctx ends when in does; a job that is
// not done half a second later ends with the process. A panic in do is not
// recovered: it ends the process too, which is what the parent waits for.
//
// Where out is the process's stdout, nothing but Serve can write to it from
// then on: descriptor 1 and os.Stdout are stderr.
func Serve[J, R any](in io.Reader, out io.Writer, memory uint64, do func(ctx context.Context, job J, expect func(total, silence time.Duration)) R) error {
	out, err := shield(out)
	if err != nil {
		return fmt.Errorf("worker: keeping stdout for results: %w", err)
	}
	if err := confine(memory); err != nil {
		return fmt.Errorf("worker: limiting memory to %d bytes: %w", memory, err)
	}
	if memory > 0 {
		// A stack that never ends shall be seen as that, and not as a want of
		// memory: Go's own limit is 1 GB, and a stack is copied to grow.
		debug.SetMaxStack(int(min(memory/8, 1<<30)))
	}
	if _, err := out.Write(frame(kindHello, []byte(protocol))); err != nil {
		return fmt.Errorf("worker: %w", err)
	}

	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	returned := make(chan struct{})
	defer close(returned)
	jobs := make(chan J)
	var inErr error // read after jobs is closed
	go func() {
		inErr = readJobs(in, jobs, returned)
		close(jobs)
		cancel()
		select {
		case <-returned:
		case <-time.After(leaveTime):
			os.Exit(1)
		}
	}()
	for job := range jobs {
		a := &announcer{out: out}
		if _, err := out.Write(frame(kindAccepted, nil)); err != nil {
			return fmt.Errorf("worker: %w", err)
		}
		result := do(ctx, job, a.expect)
		a.end()
		f, err := valueFrame(kindResult, &result)
		if err != nil {
			return fmt.Errorf("worker: sending a result: %w", err)
		}
		if _, err := out.Write(f); err != nil {
			return fmt.Errorf("worker: sending a result: %w", err)
		}
	}
	return inErr
}

// readJobs reads the jobs of in until it ends, or until quit is closed.
func readJobs[J any](in io.Reader, jobs chan<- J, quit <-chan struct{}) error {
	r := bufio.NewReader(in)
	for {
		_, size, err := readHeader(r, string(kindJob))
		if err == io.EOF && r.Buffered() == 0 {
			return nil
		}
		var job J
		if err == nil {
			err = readValue(r, size, &job)
		}
		if err != nil {
			return fmt.Errorf("worker: reading a job: %w", err)
		}
		select {
		case jobs <- job:
		case <-quit:
			return nil
		}
	}
}

// An announcer sends what a job expects.
type announcer struct {
	mu             sync.Mutex
	out            io.Writer
	sent           time.Time // the last one
	total, silence time.Duration
	over           bool // the job is done: a goroutine that it left says nothing more
}

func (a *announcer) expect(total, silence time.Duration) {
	total, silence = max(total, 0), max(silence, 0)
	a.mu.Lock()
	defer a.mu.Unlock()
	now := time.Now()
	same := total == a.total && silence == a.silence
	if a.over || (same && !a.sent.IsZero() && now.Sub(a.sent) < expectEvery) {
		return
	}
	// Where it cannot be written the parent is gone, and in has ended.
	_, _ = a.out.Write(expectFrame(total, silence))
	a.sent, a.total, a.silence = now, total, silence
}

func (a *announcer) end() {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.over = true
}
