package main

import (
	"encoding/json"
	"net"
	"net/http"
	"os/exec"
	"syscall"
	"testing"
	"time"
)

// served is the program as a server.
type served struct {
	base    string
	command *exec.Cmd
	errs    *words
	most    int // KiB in memory, with its workers
}

// startServer starts a command, which is the program as a server, on a free port
// of this machine, and waits until it answers.
func startServer(t *testing.T, c *exec.Cmd) *served {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	at := l.Addr().String()
	l.Close()
	c.Args = append(c.Args, "--listen", at)
	s := &served{base: "http://" + at, command: c, errs: new(words)}
	c.Stderr = s.errs
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Process.Kill() })
	for range 600 {
		if w, err := http.Get(s.base + "/healthz"); err == nil {
			w.Body.Close()
			if w.StatusCode == http.StatusOK {
				return s
			}
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("the server does not answer; it says %s", s.errs)
	return nil
}

func (s *served) pid() int { return s.command.Process.Pid }

func (s *served) generation(t *testing.T) string {
	t.Helper()
	w, err := http.Get(s.base + "/healthz")
	if err != nil {
		t.Fatal(err)
	}
	defer w.Body.Close()
	var health struct{ Generation string }
	if err := json.NewDecoder(w.Body).Decode(&health); err != nil {
		t.Fatal(err)
	}
	return health.Generation
}

// stop interrupts the server, as Ctrl-C does, and gives its exit code and what it
// said.
func (s *served) stop(t *testing.T) (code int, errs string) {
	t.Helper()
	if err := s.command.Process.Signal(syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() { _ = s.command.Wait(); close(ended) }()
	select {
	case <-ended:
	case <-time.After(40 * time.Second):
		t.Fatalf("the server does not end; it says %s", s.errs)
	}
	return s.command.ProcessState.ExitCode(), s.errs.String()
}
