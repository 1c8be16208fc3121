package worker

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"runtime"
	"sync"
	"time"
)

// startTime is what a worker gets to say hello in. One takes some hundredths
// of a second; the rest is for slow disks and busy machines.
const startTime = 30 * time.Second

// Limits are what a Pool holds its workers to, besides what they hold
// themselves to (Serve's memory). 0 is no limit.
type Limits struct {
	First time.Duration // from a job's start to its first expect
	Total time.Duration // of a job, whatever it expects

	// Bytes that a worker may have resident; only on Linux.
	RSS  uint64 // during a job: over it, the job fails with ErrMemory
	Idle uint64 // after a job: over it, the worker is replaced
}

// A Pool does jobs in worker processes, which start when they are needed, do
// one job at a time, and live on for the next. They die with this process,
// however that ends, and hear no Ctrl-C. Its methods may be called by many
// goroutines at once.
type Pool[J, R any] struct {
	command func() *exec.Cmd
	limits  Limits
	start   time.Duration // startTime, except in tests
	slots   chan struct{} // one in it for each job at work
	closing chan struct{} // closed by Close
	close   sync.Once
	spawns  chan func() // to the goroutine that starts processes
	spawner sync.Once

	mu    sync.Mutex
	idle  []*process // the one used last is last
	all   map[*process]bool
	stats Stats // of the dead
}

// NewPool makes a Pool of at most n workers. command makes the command of one:
// a program that calls Serve with the same J and R. Its stdin, stdout, stderr
// and process attributes are the Pool's to set. J and R go as gob: their
// exported fields, nil and empty as the same.
func NewPool[J, R any](n int, command func() *exec.Cmd, l Limits) *Pool[J, R] {
	return &Pool[J, R]{
		command: command,
		limits:  l,
		start:   startTime,
		slots:   make(chan struct{}, max(n, 1)),
		closing: make(chan struct{}),
		spawns:  make(chan func()),
		all:     map[*process]bool{},
	}
}

// Do does a job in a worker, when one is free. It fails with a *Death, which
// says whether it was for time (ErrTimeout), memory (ErrMemory) or anything
// else (ErrDied); the job is not tried again. ErrStart is a *Death too, but no
// fault of the job: no worker could be brought to begin with it. When ctx ends
// so does the job's worker, and Do gives ctx's error; after Close, ErrClosed.
func (p *Pool[J, R]) Do(ctx context.Context, job J) (R, error) {
	var none R
	f, err := valueFrame(kindJob, &job)
	if err != nil {
		return none, fmt.Errorf("worker: sending a job: %w", err)
	}
	select {
	case <-p.closing:
		return none, ErrClosed
	default:
	}
	select {
	case p.slots <- struct{}{}:
		defer func() { <-p.slots }()
	case <-p.closing:
		return none, ErrClosed
	case <-ctx.Done():
		return none, ctx.Err()
	}
	// A worker can be dead, or die, before it has begun with the job: then the
	// next one gets it. Of new ones, two.
	for fresh := 0; ; {
		if ctx.Err() != nil {
			return none, ctx.Err()
		}
		w := p.rested()
		if w == nil {
			fresh++
			if w, err = p.launch(ctx); err != nil {
				if killedByOthers(err) && fresh < maxKilled {
					continue
				}
				return none, err
			}
		}
		var result R
		accepted, err := p.give(ctx, w, f, &result)
		if err == nil {
			return result, nil
		}
		var d *Death
		if accepted || !errors.As(err, &d) || d.Kind == ErrTimeout {
			return none, err
		}
		if killedByOthers(err) && fresh < maxKilled {
			continue
		}
		if fresh >= 2 {
			return none, &Death{Kind: ErrStart, How: "two died before they began with a job: " + d.How, Stderr: d.Stderr}
		}
	}
}

// maxKilled is how many workers are started for one job where others kill them
// before they begin with it.
const maxKilled = 5

// killedByOthers reports whether a worker was ended from outside: the next may
// live, where one that ends by itself will do so again.
func killedByOthers(err error) bool {
	var d *Death
	return errors.As(err, &d) && d.killed
}

// rested takes a living worker that has nothing to do; nil where there is none.
func (p *Pool[J, R]) rested() *process {
	for {
		p.mu.Lock()
		if len(p.idle) == 0 {
			p.mu.Unlock()
			return nil
		}
		w := p.idle[len(p.idle)-1]
		p.idle = p.idle[:len(p.idle)-1]
		p.mu.Unlock()
		if !w.dead() {
			return w
		}
		p.bury(w)
	}
}

// launch starts a worker.
func (p *Pool[J, R]) launch(ctx context.Context) (*process, error) {
	w, err := start(p.command(), p.limits, p.spawn)
	if err != nil {
		return nil, &Death{Kind: ErrStart, How: err.Error(), cause: err}
	}
	p.mu.Lock()
	p.all[w] = true
	p.stats.Started++
	p.mu.Unlock()
	unguard := p.guard(ctx, w, newDeadline(Limits{First: p.start}, func(how string) {
		w.kill(&Death{Kind: ErrStart, How: how})
	}))
	err = w.hello()
	if inTime := unguard(); err == nil && inTime {
		return w, nil
	}
	err = w.failed(err, "at its start")
	p.bury(w)
	var d *Death
	if errors.As(err, &d) {
		d.Kind = ErrStart
	}
	return nil, err
}

// give has w do a job, and reads the result into result.
func (p *Pool[J, R]) give(ctx context.Context, w *process, job []byte, result any) (accepted bool, err error) {
	w.stderr.reset()
	w.busy.Store(true)
	d := newDeadline(p.limits, func(how string) { w.kill(&Death{Kind: ErrTimeout, How: how}) })
	unguard := p.guard(ctx, w, d)
	accepted, err = w.do(job, result, d.expect)
	inTime := unguard()
	w.busy.Store(false)
	if err != nil {
		doing := "before it began with a job"
		if accepted {
			doing = "in the middle of a job"
		}
		err = w.failed(err, doing)
		p.bury(w)
		return accepted, err
	}
	// The result can have come in the moment that the worker was killed in.
	if !inTime || (p.limits.Idle > 0 && w.resident() > p.limits.Idle) {
		w.quit(nil)
		p.bury(w)
		w = nil
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.stats.Jobs++
	if w != nil {
		p.idle = append(p.idle, w)
	}
	return true, nil
}

// guard ends w when ctx ends or the pool is closed. The function that it gives
// stops that, and d, and says whether nothing has happened until then.
func (p *Pool[J, R]) guard(ctx context.Context, w *process, d *deadline) (unguard func() bool) {
	quit, stopped := make(chan struct{}), make(chan bool)
	go func() {
		select {
		case <-quit:
			stopped <- true
			return
		case <-ctx.Done():
			w.kill(ctx.Err())
		case <-p.closing:
			w.quit(ErrClosed)
		}
		stopped <- false
	}()
	return func() bool {
		close(quit)
		calm := <-stopped
		return d.stop() && calm
	}
}

// bury takes a dead worker out of the books. Who has taken it from idle, or
// started it, does so.
func (p *Pool[J, R]) bury(w *process) {
	<-w.done
	_ = w.out.Close()
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.all, w)
	p.stats.add(w)
}

// spawn calls f, which starts a process, in the one goroutine that does so.
//
// On Linux a worker is killed when its parent dies, even by kill -9; but what
// counts as the parent there is the thread that started it (prctl(2),
// PR_SET_PDEATHSIG). Go ends and makes threads as it likes, except one that a
// goroutine has locked: so one goroutine has one, for as long as there are
// workers.
func (p *Pool[J, R]) spawn(f func() error) error {
	p.spawner.Do(func() {
		go func() {
			runtime.LockOSThread() // and never unlocks: the thread ends with the goroutine
			for f := range p.spawns {
				f()
			}
		}()
	})
	err := make(chan error, 1)
	p.spawns <- func() { err <- f() }
	return <-err
}

// Close ends the workers, and waits until they are dead: they get a second to
// end by themselves. Jobs at work fail with ErrClosed.
func (p *Pool[J, R]) Close() {
	p.close.Do(func() {
		close(p.closing)
		for range cap(p.slots) { // when all are taken, nothing is at work
			p.slots <- struct{}{}
		}
		var wait sync.WaitGroup
		for _, w := range p.idle {
			wait.Go(func() {
				w.quit(nil)
				p.bury(w)
			})
		}
		wait.Wait()
		p.idle = nil
		close(p.spawns)
	})
}
