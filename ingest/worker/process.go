package worker

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"sync"
	"sync/atomic"
	"time"
)

const (
	quitTime  = time.Second           // for a worker to end when its stdin has
	deathTime = 2 * time.Second       // for a worker whose stdout has ended to be dead
	lookEvery = 40 * time.Millisecond // between two looks at a worker's memory
)

// A process is a worker as its parent sees it. One goroutine at a time talks
// to it; any may kill it.
type process struct {
	cmd    *exec.Cmd
	pid    int
	in     *os.File // the worker's stdin
	out    *os.File // the worker's stdout
	frames *bufio.Reader
	stderr words
	busy   atomic.Bool   // it has a job
	done   chan struct{} // closed when it is dead, and waited for

	mu   sync.Mutex
	gone bool   // it is dead, and its pid can soon be another's
	why  error  // why it was ended; nil where it died by itself
	peak uint64 // bytes resident, the most seen
}

// start starts cmd as a worker; spawn calls a function in the goroutine that
// may start processes.
func start(cmd *exec.Cmd, l Limits, spawn func(func() error) error) (*process, error) {
	childIn, in, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	out, childOut, err := os.Pipe()
	if err != nil {
		return nil, errors.Join(err, in.Close(), childIn.Close())
	}
	w := &process{cmd: cmd, in: in, out: out, frames: bufio.NewReaderSize(out, 64<<10), done: make(chan struct{})}
	cmd.Stdin, cmd.Stdout, cmd.Stderr = childIn, childOut, &w.stderr
	cmd.WaitDelay = quitTime // for a stderr that a program of the worker's holds open
	setAttributes(cmd)
	err = spawn(cmd.Start)
	_, _ = childIn.Close(), childOut.Close()
	if err != nil {
		_, _ = in.Close(), out.Close()
		return nil, err
	}
	w.pid = cmd.Process.Pid
	go w.reap()
	go w.watch(l.RSS)
	return w, nil
}

// reap waits for the worker's end, and ends what it leaves behind.
func (w *process) reap() {
	held := awaitExit(w.pid) // until Wait its pid is its own, and so is the group of that number
	if !held {
		_ = w.cmd.Wait()
	}
	w.mu.Lock()
	w.gone = true
	w.mu.Unlock()
	killGroup(w.pid)
	if held {
		_ = w.cmd.Wait() // its state says all
	}
	_ = w.in.Close()
	// What the pipe still holds can be read; what something else that has its
	// other end may write is not waited for.
	_ = w.out.SetReadDeadline(time.Now().Add(deathTime))
	close(w.done)
}

// watch looks at the worker's memory until it is dead, and kills one that has
// more than limit bytes resident during a job. 0 is no limit.
func (w *process) watch(limit uint64) {
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	for {
		select {
		case <-w.done:
			return
		case <-tick.C:
		}
		if now := w.resident(); limit > 0 && now > limit && w.busy.Load() {
			w.kill(&Death{Kind: ErrMemory, How: fmt.Sprintf("it had %d MB of memory, where a job may have %d", now>>20, limit>>20)})
		}
	}
}

// resident is what the worker has in memory, in bytes; 0 where nobody knows.
func (w *process) resident() uint64 {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.gone {
		return 0
	}
	now, peak := memoryOf(w.pid)
	w.peak = max(w.peak, now, peak)
	return now
}

// kill ends the worker and all that it started, at once. why is what its job
// fails with.
func (w *process) kill(why error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.why == nil {
		w.why = why
	}
	if !w.gone {
		killGroup(w.pid)
	}
}

// quit lets the worker end, and kills it where it does not within a second. It
// returns when it is dead.
func (w *process) quit(why error) {
	w.mu.Lock()
	if w.why == nil {
		w.why = why
	}
	w.mu.Unlock()
	_ = w.in.Close()
	select {
	case <-w.done:
	case <-time.After(quitTime):
		w.kill(why)
		<-w.done
	}
}

func (w *process) dead() bool {
	select {
	case <-w.done:
		return true
	default:
		return false
	}
}

// failed is why the worker can do no more, after reading from it or writing to
// it gave err: it waits for its death, and kills it where it lives on. doing
// is what it was at.
func (w *process) failed(err error, doing string) error {
	if errors.Is(err, errFrame) {
		w.kill(&Death{Kind: ErrDied, How: err.Error()})
	}
	select {
	case <-w.done:
	case <-time.After(deathTime):
		w.kill(&Death{Kind: ErrDied, How: "it closed its stdin or stdout " + doing})
		<-w.done
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	var d *Death
	switch {
	case w.why == nil:
		return deathOf(w.cmd.ProcessState, w.stderr.String(), doing)
	case errors.As(w.why, &d):
		d.Stderr = w.stderr.String()
	}
	return w.why
}

// hello reads what a worker says first.
func (w *process) hello() error {
	_, size, err := readHeader(w.frames, string(kindHello))
	if err != nil {
		return err
	}
	said := make([]byte, min(size, 2*len(protocol)))
	if _, err := io.ReadFull(w.frames, said); err != nil {
		return err
	}
	if string(said) != protocol {
		return fmt.Errorf("%w: it speaks %q, and this program %q", errFrame, said, protocol)
	}
	return nil
}

// do sends a job and reads its result into result. accepted says that the
// worker has begun with it.
func (w *process) do(job []byte, result any, expect func(total, silence time.Duration)) (accepted bool, err error) {
	if _, err := w.in.Write(job); err != nil {
		return false, err
	}
	if _, size, err := readHeader(w.frames, string(kindAccepted)); err != nil {
		return false, err
	} else if size != 0 {
		return false, fmt.Errorf("%w: %d bytes too many", errFrame, size)
	}
	for {
		kind, size, err := readHeader(w.frames, string(kindExpect)+string(kindResult))
		if err != nil {
			return true, err
		}
		if kind == kindResult {
			return true, readValue(w.frames, size, result)
		}
		total, silence, err := readExpect(w.frames, size)
		if err != nil {
			return true, err
		}
		expect(total, silence)
	}
}
