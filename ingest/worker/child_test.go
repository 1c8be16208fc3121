//go:build linux

package worker

import (
	"bufio"
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// The test binary is its own worker: with roleVar set it is what that says,
// and runs no tests.
const roleVar = "REFERAT_WORKER_TEST"

func TestMain(m *testing.M) {
	if role := os.Getenv(roleVar); role != "" {
		os.Exit(play(role))
	}
	flag.Parse()
	if err := flag.Set("test.parallel", "4"); err != nil { // the tests mostly wait
		panic(err)
	}
	files, routines := openFiles(), runtime.NumGoroutine()
	code := m.Run()
	// What all tests together must not have left behind. Some of it takes a
	// moment to end.
	for range 100 {
		if len(children()) == 0 && runtime.NumGoroutine() <= routines && openFiles() <= files+2 { // the poller's
			os.Exit(code)
		}
		time.Sleep(20 * time.Millisecond)
	}
	fmt.Fprintf(os.Stderr, "left behind: children %v, %d goroutines of %d, %d files of %d\n",
		children(), runtime.NumGoroutine(), routines, openFiles(), files)
	os.Exit(1)
}

// A job is what the worker of the tests can do.
type job struct {
	Kind    string
	Data    []byte
	Size    int
	Dir     string // where the worker writes a file of its pid, when it begins
	Total   time.Duration
	Silence time.Duration
	For     time.Duration
}

type answer struct {
	PID, Group int // Group: of processes
	Data       []byte
	Meetings   []meeting
}

type meeting struct {
	Title string
	Punkt []struct {
		Number  int
		Text    string
		Clauses map[string][]float64
	}
}

func testMemory() uint64 {
	if raced {
		return 0
	}
	return 2 << 30
}

// self makes the command of this binary in a role.
func self(name string) func() *exec.Cmd {
	return func() *exec.Cmd {
		cmd := exec.Command(os.Args[0])
		// Under the race detector a process sleeps for a second at its end.
		cmd.Env = append(os.Environ(), roleVar+"="+name, "GORACE=atexit_sleep_ms=0")
		return cmd
	}
}

// play is what this binary does in a role; it gives its exit status.
func play(role string) int {
	role, dir, _ := strings.Cut(role, "=")
	in := bufio.NewReader(os.Stdin)
	hello, accepted := frame(kindHello, []byte(protocol)), frame(kindAccepted, nil)
	result, err := valueFrame(kindResult, &answer{PID: os.Getpid()})
	if err != nil {
		panic(err)
	}
	say := func(frames ...[]byte) { _, _ = os.Stdout.Write(bytes.Join(frames, nil)) }
	hear := func() { // a job, and what it takes to write it
		if _, size, err := readHeader(in, string(kindJob)); err == nil {
			_, _ = in.Discard(size)
		}
	}
	switch role {
	case "serve":
		if err := Serve(os.Stdin, os.Stdout, testMemory(), do); err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
	case "sleep":
		time.Sleep(time.Minute)
	case "usage":
		fmt.Println("Usage: referat COMMAND")
		time.Sleep(time.Minute)
	case "refuse":
		fmt.Fprintln(os.Stderr, "no such command")
		return 2
	case "other":
		say(frame(kindHello, []byte("referat worker 0")))
		hear()
	case "martyr": // is killed by others before it says a word, the first three times
		if lives, _ := filepath.Glob(filepath.Join(dir, "*")); len(lives) < 3 {
			begun(dir)
			_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
			time.Sleep(time.Minute)
		}
		return play("serve")
	case "quitter": // begins with no job
		say(hello)
		fmt.Fprintln(os.Stderr, "not today")
		return 3
	case "deaf": // does not hear the end of its stdin
		if dir != "" {
			begun(dir)
		}
		say(hello)
		time.Sleep(time.Minute)
	case "noise":
		say(hello)
		hear()
		say(accepted, []byte("warning: something\n"))
		time.Sleep(time.Minute)
	case "toolong":
		say(hello)
		hear()
		say(accepted, []byte{kindResult, 0xff, 0xff, 0xff, 0xff})
		time.Sleep(time.Minute)
	case "notgob":
		say(hello)
		hear()
		say(accepted, frame(kindResult, []byte("not a gob")))
		time.Sleep(time.Minute)
	case "cut":
		say(hello)
		hear()
		say(accepted, result[:len(result)-3])
	case "mute":
		say(hello)
		hear()
		say(accepted)
		os.Stdout.Close()
		time.Sleep(time.Minute)
	case "after": // does one job well, and then writes what it should not
		say(hello)
		hear()
		say(accepted, result, []byte("one more thing"))
		time.Sleep(time.Minute)
	case "parent": // of workers that are stuck
		var wait sync.WaitGroup
		for _, worker := range []string{"serve", "deaf=" + dir} {
			p := NewPool[job, answer](2, self(worker), Limits{})
			for range 2 {
				wait.Go(func() { _, _ = p.Do(context.Background(), job{Kind: "busy", Dir: dir}) })
			}
		}
		wait.Wait()
	case "standstill": // is stopped in the middle of a job
		p := NewPool[job, answer](1, self("serve"), Limits{First: 2 * time.Second})
		defer p.Close()
		_, err := p.Do(context.Background(), job{Kind: "steady", Dir: dir, For: 2 * time.Second, Total: 2200 * time.Millisecond, Silence: 300 * time.Millisecond})
		fmt.Println(err)
	default:
		panic("no role " + role)
	}
	return 0
}

// begun leaves a file of this process's pid in dir.
func begun(dir string) {
	if err := os.WriteFile(filepath.Join(dir, strconv.Itoa(os.Getpid())), nil, 0o600); err != nil {
		panic(err)
	}
}

// kept is what a worker holds on to after a job.
var kept []byte

// do is the work of the role "serve".
func do(ctx context.Context, j job, expect func(total, silence time.Duration)) answer {
	if j.Dir != "" {
		begun(j.Dir)
	}
	a := answer{PID: os.Getpid(), Group: syscall.Getpgrp(), Data: j.Data}
	switch j.Kind {
	case "echo":
	case "record":
		a.Meetings = make([]meeting, j.Size)
	case "fill":
		a.Data = bytes.Repeat([]byte{7}, j.Size)
	case "busy":
		for i := 0; ; i++ {
			a.Group += i
		}
	case "hang":
		time.Sleep(time.Minute)
	case "freeze": // no goroutine runs any more, as when WebAssembly holds up the collector
		_ = syscall.Kill(os.Getpid(), syscall.SIGSTOP)
		time.Sleep(time.Minute)
	case "polite":
		<-ctx.Done()
	case "steady":
		for end := time.Now().Add(j.For); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
			expect(j.Total, j.Silence)
		}
	case "longer":
		expect(300*time.Millisecond, 0)
		time.Sleep(200 * time.Millisecond)
		expect(time.Minute, 0)
		time.Sleep(800 * time.Millisecond)
	case "flood":
		var wait sync.WaitGroup
		for n := range 4 {
			wait.Go(func() {
				for i := range 5000 {
					expect(time.Minute+time.Duration(n), time.Minute)
					expect(time.Minute, time.Minute+time.Duration(i))
				}
			})
		}
		wait.Wait()
	case "babble": // leaves a goroutine that goes on announcing
		go func() {
			for {
				expect(time.Nanosecond, time.Nanosecond)
			}
		}()
		time.Sleep(10 * time.Millisecond)
		expect(time.Minute, time.Minute)
	case "bomb":
		var all [][]byte
		for {
			all = append(all, make([]byte, 64<<20))
			a.Group += len(all)
		}
	case "eat": // and touch
		for range 60 {
			kept = append(kept, bytes.Repeat([]byte{1}, 10<<20)...)
			time.Sleep(20 * time.Millisecond)
		}
	case "keep":
		kept = bytes.Repeat([]byte{1}, j.Size)
	case "overflow":
		a.Group = overflow(1)
	case "panic":
		var none *answer
		none.PID++
	case "panicbeside":
		go func() { panic("beside") }()
		time.Sleep(time.Minute)
	case "chatter":
		for range 20000 {
			fmt.Fprintln(os.Stderr, "warning: a font without a name, another one of those, and so on and on")
		}
		panic("after all that")
	case "exit":
		os.Exit(j.Size)
	case "print":
		fmt.Println("to os.Stdout")
		_, _ = syscall.Write(1, []byte("to descriptor 1\n"))
		cmd := exec.Command("/bin/sh", "-c", "echo to a program\\'s stdout; echo on >&3 || true")
		cmd.Stdout = os.Stdout
		_ = cmd.Run()
	case "start": // a program, and then as Data says
		cmd := self("sleep")()
		cmd.Stderr = os.Stderr
		if err := cmd.Start(); err != nil {
			panic(err)
		}
		if err := os.WriteFile(filepath.Join(j.Dir, strconv.Itoa(cmd.Process.Pid)), nil, 0o600); err != nil {
			panic(err)
		}
		return do(ctx, job{Kind: string(j.Data)}, expect)
	default:
		panic("no job " + j.Kind)
	}
	return a
}

// overflow calls itself until there is no more stack.
func overflow(n int) int {
	if n < 0 {
		return 0
	}
	var room [512]int
	room[n%512] = overflow(n + 1)
	return room[0] + room[n%512]
}

// children lists the processes whose parent this is, zombies too.
func children() []int {
	return processes(func(parent int, _ byte) bool { return parent == os.Getpid() })
}

// alive says whether a process is there, and no zombie.
func alive(pid int) bool {
	state, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return false
	}
	_, rest, _ := bytes.Cut(state, []byte(") "))
	return len(rest) > 0 && rest[0] != 'Z' && rest[0] != 'X'
}

func processes(is func(parent int, state byte) bool) []int {
	var found []int
	stats, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, path := range stats {
		stat, err := os.ReadFile(path)
		if err != nil {
			continue
		}
		_, rest, _ := bytes.Cut(stat, []byte(") "))
		fields := strings.Fields(string(rest))
		if len(fields) < 2 {
			continue
		}
		if parent, _ := strconv.Atoi(fields[1]); is(parent, fields[0][0]) {
			pid, _ := strconv.Atoi(filepath.Base(filepath.Dir(path)))
			found = append(found, pid)
		}
	}
	return found
}

func openFiles() int {
	entries, _ := os.ReadDir("/proc/self/fd")
	return len(entries)
}

// pidsIn waits until n workers have written their pids to dir.
func pidsIn(t *testing.T, dir string, n int) []int {
	t.Helper()
	for range 500 {
		entries, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		if len(entries) >= n {
			var pids []int
			for _, e := range entries {
				pid, err := strconv.Atoi(e.Name())
				if err != nil {
					t.Fatal(err)
				}
				pids = append(pids, pid)
			}
			return pids
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Fatalf("%d workers did not begin in ten seconds", n)
	return nil
}

// awaitGone waits until a process is no more.
func awaitGone(t *testing.T, pids ...int) {
	t.Helper()
	for _, pid := range pids {
		for i := 0; alive(pid); i++ {
			if i == 250 {
				t.Fatalf("process %d lives on after five seconds", pid)
			}
			time.Sleep(20 * time.Millisecond)
		}
	}
}
