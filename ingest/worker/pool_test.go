//go:build linux

package worker

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// pool makes a Pool that the test closes.
func pool(t testing.TB, n int, name string, l Limits) *Pool[job, answer] {
	p := NewPool[job, answer](n, self(name), l)
	t.Cleanup(p.Close)
	return p
}

// mustDo does a job that is to succeed.
func mustDo(t *testing.T, p *Pool[job, answer], j job) answer {
	t.Helper()
	a, err := p.Do(t.Context(), j)
	if err != nil {
		t.Fatalf("%s: %v", j.Kind, err)
	}
	return a
}

func TestJobs(t *testing.T) {
	t.Parallel()
	p := pool(t, 2, "serve", Limits{First: 20 * time.Second})
	const jobs = 200
	answers := make([]answer, jobs)
	var wait sync.WaitGroup
	for i := range jobs {
		wait.Go(func() {
			a, err := p.Do(t.Context(), job{Kind: "echo", Data: fmt.Append(nil, "job ", i)})
			if err != nil {
				t.Error(err)
			}
			answers[i] = a
		})
	}
	wait.Wait()
	pids := map[int]int{}
	for i, a := range answers {
		if want := fmt.Sprint("job ", i); string(a.Data) != want {
			t.Errorf("%s got the answer %q", want, a.Data)
		}
		if a.Group != a.PID {
			t.Errorf("worker %d is in the process group %d: Ctrl-C would reach it", a.PID, a.Group)
		}
		pids[a.PID]++
	}
	s := p.Stats()
	if len(pids) > 2 || s.Started != len(pids) || s.Jobs != jobs {
		t.Errorf("%d processes did %d jobs, of %d started: want at most 2, for %d", len(pids), s.Jobs, s.Started, jobs)
	}
	if s.Peak < 1<<20 || s.Peak > 1<<30 {
		t.Errorf("the largest worker had %d bytes", s.Peak)
	}
}

// A job's failure, and that the next one does not feel it.
func TestDeaths(t *testing.T) {
	t.Parallel()
	quick := Limits{First: 600 * time.Millisecond}
	tests := []struct {
		job    job
		limits Limits
		want   error
		says   string
		memory bool // it needs a limit of address space
	}{
		{job: job{Kind: "busy"}, limits: quick, want: ErrTimeout, says: "it said nothing in its first 600ms"},
		{job: job{Kind: "freeze"}, limits: quick, want: ErrTimeout, says: "it said nothing in its first 600ms"},
		{job: job{Kind: "hang"}, limits: quick, want: ErrTimeout, says: "it said nothing in its first 600ms"},
		{job: job{Kind: "steady", For: time.Minute, Total: 500 * time.Millisecond}, want: ErrTimeout, says: "not done in the 500ms that it asked for"},
		{job: job{Kind: "steady", For: time.Minute}, limits: Limits{Total: 400 * time.Millisecond}, want: ErrTimeout, says: "not done in the 400ms that a job may have"},
		{job: job{Kind: "bomb"}, want: ErrMemory, says: "out of memory", memory: true},
		{job: job{Kind: "eat"}, limits: Limits{RSS: 100 << 20}, want: ErrMemory, says: "MB of memory, where a job may have 100"},
		{job: job{Kind: "overflow"}, want: ErrDied, says: "goroutine stack exceeds", memory: true},
		{job: job{Kind: "panic"}, want: ErrDied, says: "exit status 2 in the middle of a job: panic: runtime error: invalid memory address or nil pointer dereference"},
		{job: job{Kind: "panicbeside"}, want: ErrDied, says: "panic: beside"},
		{job: job{Kind: "chatter"}, want: ErrDied, says: "panic: after all that"},
		{job: job{Kind: "exit"}, want: ErrDied, says: "exit status 0 in the middle of a job"},
		{job: job{Kind: "exit", Size: 7}, want: ErrDied, says: "exit status 7"},
		{job: job{Kind: "nothing that there is"}, want: ErrDied, says: "panic: no job nothing"},
	}
	for _, tt := range tests {
		t.Run(strings.ReplaceAll(fmt.Sprint(tt.job.Kind, " ", tt.says), " ", "_"), func(t *testing.T) {
			if tt.memory && raced {
				t.Skip("the race detector needs more address space than a limit leaves")
			}
			t.Parallel()
			p := pool(t, 1, "serve", tt.limits)
			first := mustDo(t, p, job{Kind: "echo"})
			_, err := p.Do(t.Context(), tt.job)
			var d *Death
			if !errors.Is(err, tt.want) || !strings.Contains(err.Error(), tt.says) || !errors.As(err, &d) {
				t.Fatalf("got %v\nwant %v: … %s", err, tt.want, tt.says)
			}
			if len(d.Stderr) > 9<<10 || strings.Contains(err.Error(), "\n") {
				t.Errorf("%d bytes of stderr, and the error %q", len(d.Stderr), err)
			}
			if alive(first.PID) {
				t.Errorf("worker %d lives on", first.PID)
			}
			if next := mustDo(t, p, job{Kind: "echo"}); next.PID == first.PID {
				t.Errorf("the next job came to the same worker")
			}
			if s := p.Stats(); s.Started != 2 || s.Jobs != 2 {
				t.Errorf("%+v: want 2 processes and 2 jobs", s)
			}
		})
	}
}

// Jobs that are slow, and may be.
func TestAllowed(t *testing.T) {
	t.Parallel()
	for _, j := range []job{
		{Kind: "steady", For: 1500 * time.Millisecond, Total: time.Minute, Silence: 300 * time.Millisecond},
		{Kind: "longer"},
		{Kind: "flood"},
		{Kind: "babble"},
	} {
		t.Run(j.Kind, func(t *testing.T) {
			t.Parallel()
			p := pool(t, 1, "serve", Limits{First: time.Second, Total: 10 * time.Second})
			first := mustDo(t, p, j)
			if next := mustDo(t, p, job{Kind: "echo"}); next.PID != first.PID {
				t.Errorf("the worker was replaced")
			}
		})
	}
}

func TestHugeResult(t *testing.T) {
	t.Parallel()
	p := pool(t, 1, "serve", Limits{First: 20 * time.Second})
	const size = 50 << 20
	a := mustDo(t, p, job{Kind: "fill", Size: size})
	if !bytes.Equal(a.Data, bytes.Repeat([]byte{7}, size)) {
		t.Errorf("%d bytes came, not those that were sent", len(a.Data))
	}
	data := bytes.Repeat([]byte("job"), 1<<20)
	if b := mustDo(t, p, job{Kind: "echo", Data: data}); b.PID != a.PID || !bytes.Equal(b.Data, data) {
		t.Errorf("the job after: %d bytes from worker %d, want %d from %d", len(b.Data), b.PID, len(data), a.PID)
	}
}

func TestStdoutIsShielded(t *testing.T) {
	t.Parallel()
	p := pool(t, 1, "serve", Limits{First: 20 * time.Second})
	first := mustDo(t, p, job{Kind: "print"})
	if next := mustDo(t, p, job{Kind: "print"}); next.PID != first.PID {
		t.Errorf("what a job printed ended its worker")
	}
}

// Workers that do not keep to the protocol.
func TestBadWorkers(t *testing.T) {
	t.Parallel()
	limits := Limits{First: time.Second}
	tests := []struct {
		role string
		want error
		says string
	}{
		{"usage", ErrStart, `not the workers' protocol: "Usage"`},
		{"refuse", ErrStart, "exit status 2 at its start: no such command"},
		{"other", ErrStart, `it speaks "referat worker 0"`},
		{"sleep", ErrStart, "it said nothing in its first 1s"},
		{"quitter", ErrStart, "two died before they began with a job"},
		{"deaf", ErrTimeout, "it said nothing in its first 1s"},
		{"noise", ErrDied, `not the workers' protocol: "warni"`},
		{"toolong", ErrDied, "a frame of 4294967295 bytes"},
		{"notgob", ErrDied, "not the workers' protocol: unexpected EOF"},
		{"cut", ErrDied, "exit status 0 in the middle of a job"},
		{"mute", ErrDied, "it closed its stdin or stdout in the middle of a job"},
	}
	for _, tt := range tests {
		t.Run(tt.role, func(t *testing.T) {
			t.Parallel()
			p := pool(t, 1, tt.role, limits)
			p.start = time.Second
			_, err := p.Do(t.Context(), job{Kind: "echo", Data: make([]byte, 300<<10)}) // more than a pipe holds
			if !errors.Is(err, tt.want) || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("got %v\nwant %v: … %s", err, tt.want, tt.says)
			}
		})
	}
}

func TestNoProgram(t *testing.T) {
	t.Parallel()
	p := NewPool[job, answer](1, func() *exec.Cmd { return exec.Command("/nowhere/referat") }, Limits{})
	defer p.Close()
	_, err := p.Do(t.Context(), job{Kind: "echo"})
	if !errors.Is(err, ErrStart) || !errors.Is(err, os.ErrNotExist) || !strings.Contains(err.Error(), "/nowhere/referat") {
		t.Errorf("got %v, want ErrStart with the program's name", err)
	}
}

// What a worker does or suffers between jobs is no job's concern.
func TestDeathBetweenJobs(t *testing.T) {
	t.Parallel()
	t.Run("kill", func(t *testing.T) {
		t.Parallel()
		p := pool(t, 1, "serve", Limits{First: 20 * time.Second})
		pid := mustDo(t, p, job{Kind: "echo"}).PID
		for i := range 10 {
			if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
				t.Fatal(err)
			}
			if i%2 == 0 { // without: the job is sent to one that is about to die
				awaitGone(t, pid)
			}
			next := mustDo(t, p, job{Kind: "echo"}).PID
			if next == pid {
				t.Fatalf("a killed worker did a job")
			}
			pid = next
		}
	})
	t.Run("noise", func(t *testing.T) {
		t.Parallel()
		p := pool(t, 1, "after", Limits{First: 20 * time.Second})
		first := mustDo(t, p, job{Kind: "echo"})
		if next := mustDo(t, p, job{Kind: "echo"}); next.PID == first.PID {
			t.Errorf("a worker that writes garbage did another job")
		}
	})
	t.Run("memory", func(t *testing.T) {
		t.Parallel()
		p := pool(t, 1, "serve", Limits{Idle: 80 << 20})
		first := mustDo(t, p, job{Kind: "keep", Size: 1 << 20})
		second := mustDo(t, p, job{Kind: "keep", Size: 100 << 20})
		third := mustDo(t, p, job{Kind: "echo"})
		if second.PID != first.PID || third.PID == second.PID {
			t.Errorf("workers %d, %d, %d: want another after the second", first.PID, second.PID, third.PID)
		}
		if s := p.Stats(); s.Peak < 100<<20 {
			t.Errorf("the largest worker had %d MB, want at least 100", s.Peak>>20)
		}
	})
}
