package e2e

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"
)

// root is the repository's folder.
const root = "../../.."

// A server is the program with an archive of the fictional exports and of what
// pressed makes.
type server struct {
	base    string // http://127.0.0.1:PORT
	program string
	archive string
	command *exec.Cmd
	log     *lockedBuffer
}

// fixture is what all tests of the package share, made by the first that needs
// it: to build, to import and to start a browser takes half a minute.
type fixture struct {
	once   sync.Once
	dir    string
	server *server
	chrome *chrome
	err    error
}

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "referat-e2e-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	shared.dir = dir
	code := m.Run()
	if shared.chrome != nil {
		shared.chrome.close()
	}
	if shared.server != nil {
		shared.server.stop()
	}
	os.RemoveAll(dir)
	os.Exit(code)
}

var shared fixture

// start gives the server and the browser, and skips the test where there is no
// browser.
func start(t *testing.T) (*server, *chrome) {
	t.Helper()
	if testing.Short() {
		t.Skip("the browser tests take a minute")
	}
	path := chromium()
	if path == "" {
		t.Skip("chromium is not installed (Debian: apt-get install chromium)")
	}
	shared.once.Do(func() {
		if shared.chrome, shared.err = openChrome(path); shared.err != nil {
			return
		}
		shared.server, shared.err = newServer(shared.dir, shared.chrome)
	})
	if shared.err != nil {
		t.Fatal(shared.err)
	}
	return shared.server, shared.chrome
}

// newServer builds the program, imports, and serves on a free port.
func newServer(dir string, c *chrome) (*server, error) {
	s := &server{program: filepath.Join(dir, "referat"), archive: filepath.Join(dir, "arkiv"), log: new(lockedBuffer)}
	if out, err := exec.Command("go", "build", "-o", s.program, root+"/cmd/referat").CombinedOutput(); err != nil {
		return nil, fmt.Errorf("go build: %w\n%s", err, out)
	}
	pressed, err := press(dir, c)
	if err != nil {
		return nil, err
	}
	if out, err := exec.Command(s.program, "import", "--archive", s.archive, "--workers", "2", root+"/testdata/exports", pressed).CombinedOutput(); err != nil {
		return nil, fmt.Errorf("import: %w\n%s", err, out)
	}
	return s, s.serve()
}

// serve starts the server and waits until it answers.
func (s *server) serve() error {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	address := l.Addr().String()
	l.Close()
	s.base = "http://" + address
	s.command = exec.Command(s.program, "serve", "--archive", s.archive, "--listen", address)
	s.command.Stdout, s.command.Stderr = s.log, s.log
	if err := s.command.Start(); err != nil {
		return err
	}
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if r, err := http.Get(s.base + "/healthz"); err == nil {
			r.Body.Close()
			if r.StatusCode == http.StatusOK {
				return nil
			}
		}
	}
	s.stop()
	return fmt.Errorf("the server does not answer; it says\n%s", s.log)
}

// stop ends the server as a service manager does.
func (s *server) stop() {
	if s.command == nil || s.command.Process == nil {
		return
	}
	s.command.Process.Signal(os.Interrupt)
	done := make(chan struct{})
	go func() { s.command.Wait(); close(done) }()
	select {
	case <-done:
	case <-time.After(15 * time.Second):
		s.command.Process.Kill()
		<-done
	}
	s.command = nil
}

// get is the body of an address of the server, which has to be there.
func (s *server) get(t *testing.T, path string) (body []byte, header http.Header) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, "GET", s.base+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	w, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Body.Close()
	if body, err = io.ReadAll(w.Body); err != nil {
		t.Fatal(err)
	}
	if w.StatusCode != http.StatusOK {
		t.Fatalf("%s: status %d: %s", path, w.StatusCode, body)
	}
	return body, w.Header
}

// docOf is what a fictional export's document is called in addresses.
func docOf(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(root, "testdata/exports", name))
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:6])
}

// A lockedBuffer takes what a program says.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// await waits until the server serves the generation in force.
func (s *server) await(t *testing.T) {
	t.Helper()
	current, err := os.ReadFile(filepath.Join(s.archive, "CURRENT"))
	if err != nil {
		t.Fatal(err)
	}
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if health, _ := s.get(t, "/healthz"); bytes.Contains(health, bytes.TrimSpace(current)) {
			return
		}
	}
	t.Fatalf("the server does not serve %s", current)
}
