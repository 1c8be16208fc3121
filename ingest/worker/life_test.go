//go:build linux

package worker

import (
	"bytes"
	"context"
	"errors"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

func TestKilledFromOutside(t *testing.T) {
	t.Parallel()
	p := pool(t, 1, "serve", Limits{})
	dir := t.TempDir()
	result := make(chan error)
	go func() {
		_, err := p.Do(t.Context(), job{Kind: "hang", Dir: dir})
		result <- err
	}()
	if err := syscall.Kill(pidsIn(t, dir, 1)[0], syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	if err := <-result; !errors.Is(err, ErrMemory) || !strings.Contains(err.Error(), "signal: killed") {
		t.Errorf("got %v, want ErrMemory: who else kills", err)
	}
}

// Who kills workers at random meets some at their start: that ends no run.
func TestKilledAtStart(t *testing.T) {
	t.Parallel()
	p := pool(t, 1, "martyr="+t.TempDir(), Limits{})
	mustDo(t, p, job{Kind: "echo"})
	if n := p.Stats().Started; n != 4 {
		t.Errorf("%d workers were started, want 4", n)
	}
}

func TestContext(t *testing.T) {
	t.Parallel()
	p := pool(t, 1, "serve", Limits{})
	dir := t.TempDir()
	ctx, cancel := context.WithCancel(t.Context())
	result, waiting := make(chan error), make(chan error)
	go func() {
		_, err := p.Do(ctx, job{Kind: "busy", Dir: dir})
		result <- err
	}()
	pid := pidsIn(t, dir, 1)[0]
	late, cancelLate := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancelLate()
	go func() { // no worker is free
		_, err := p.Do(late, job{Kind: "echo"})
		waiting <- err
	}()
	if err := <-waiting; err != context.DeadlineExceeded {
		t.Errorf("waiting for a worker: got %v, want context.DeadlineExceeded", err)
	}
	begin := time.Now()
	cancel()
	if err := <-result; err != context.Canceled {
		t.Errorf("got %v, want context.Canceled", err)
	}
	if took := time.Since(begin); took > 500*time.Millisecond || alive(pid) {
		t.Errorf("it took %v, and the worker is alive: %v", took, alive(pid))
	}
	if _, err := p.Do(ctx, job{Kind: "echo"}); err != context.Canceled {
		t.Errorf("with a context that has ended: %v", err)
	}
	mustDo(t, p, job{Kind: "echo"})
}

// A start that hangs ends with the context, too.
func TestContextAtStart(t *testing.T) {
	t.Parallel()
	p := pool(t, 1, "sleep", Limits{})
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	if _, err := p.Do(ctx, job{Kind: "echo"}); err != context.DeadlineExceeded {
		t.Errorf("got %v, want context.DeadlineExceeded", err)
	}
}

func TestClose(t *testing.T) {
	t.Parallel()
	p := pool(t, 4, "serve", Limits{})
	dir := t.TempDir()
	results := make(chan error)
	kinds := []string{"busy", "freeze", "polite"}
	for _, kind := range kinds {
		go func() {
			_, err := p.Do(t.Context(), job{Kind: kind, Dir: dir})
			results <- err
		}()
	}
	pids := pidsIn(t, dir, len(kinds))
	pids = append(pids, mustDo(t, p, job{Kind: "echo"}).PID) // one that is idle
	begin := time.Now()
	var wait sync.WaitGroup
	wait.Go(p.Close)
	wait.Go(p.Close)
	for range kinds {
		// The polite one may still have answered.
		if err := <-results; err != nil && err != ErrClosed {
			t.Errorf("got %v, want ErrClosed", err)
		}
	}
	wait.Wait()
	if took := time.Since(begin); took > quitTime+time.Second {
		t.Errorf("Close took %v", took)
	}
	for _, pid := range pids {
		if alive(pid) {
			t.Errorf("worker %d is alive after Close", pid)
		}
	}
	if _, err := p.Do(t.Context(), job{Kind: "echo"}); err != ErrClosed {
		t.Errorf("after Close: got %v, want ErrClosed", err)
	}
	NewPool[job, answer](2, self("serve"), Limits{}).Close() // nothing was started
}

// A worker's own programs end with it.
func TestProgramsOfWorkers(t *testing.T) {
	t.Parallel()
	for _, end := range []string{"hang", "panic", "exit"} {
		t.Run(end, func(t *testing.T) {
			t.Parallel()
			p := pool(t, 1, "serve", Limits{First: 500 * time.Millisecond})
			dir := t.TempDir()
			if _, err := p.Do(t.Context(), job{Kind: "start", Dir: dir, Data: []byte(end)}); err == nil {
				t.Errorf("no error")
			}
			awaitGone(t, pidsIn(t, dir, 2)...)
		})
	}
}

// A worker lives on when the thread ends that asked for it. Of three, two at
// least are not the first of the process, which never ends.
func TestThreadEnds(t *testing.T) {
	t.Parallel()
	var wait sync.WaitGroup
	var hold sync.WaitGroup
	hold.Add(3)
	pools := make([]*Pool[job, answer], 3)
	first := make([]answer, 3)
	for i := range pools {
		pools[i] = pool(t, 1, "serve", Limits{})
		wait.Go(func() {
			runtime.LockOSThread() // and not unlocked: the thread ends with the goroutine
			var err error
			if first[i], err = pools[i].Do(t.Context(), job{Kind: "echo"}); err != nil {
				t.Error(err)
			}
			hold.Done()
			hold.Wait()
		})
	}
	wait.Wait()
	time.Sleep(100 * time.Millisecond)
	for i, p := range pools {
		if next := mustDo(t, p, job{Kind: "echo"}); next.PID != first[i].PID {
			t.Errorf("worker %d died with a thread", first[i].PID)
		}
	}
}

func TestParentKilled(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	parent := self("parent=" + dir)()
	if err := parent.Start(); err != nil {
		t.Fatal(err)
	}
	pids := pidsIn(t, dir, 4)
	for _, pid := range pids {
		if !alive(pid) {
			t.Errorf("worker %d is dead before its parent", pid)
		}
	}
	_ = parent.Process.Kill()
	_ = parent.Wait()
	awaitGone(t, pids...)
}

// A parent that was stopped (Ctrl-Z) does not blame the job.
func TestParentStopped(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	parent := self("standstill=" + dir)()
	var out bytes.Buffer
	parent.Stdout = &out
	if err := parent.Start(); err != nil {
		t.Fatal(err)
	}
	pidsIn(t, dir, 1)
	time.Sleep(100 * time.Millisecond)
	if err := parent.Process.Signal(syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	time.Sleep(2500 * time.Millisecond) // longer than the job has
	if err := parent.Process.Signal(syscall.SIGCONT); err != nil {
		t.Fatal(err)
	}
	if err := parent.Wait(); err != nil || out.String() != "<nil>\n" {
		t.Errorf("%v: the job gave %q", err, out.String())
	}
}
