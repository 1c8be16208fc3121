package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"referat/pkg/archive"
)

// words are what a program says while it runs.
type words struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (w *words) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.b.Write(p)
}

func (w *words) String() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.b.String()
}

// A watching is a running import --watch.
type watching struct {
	t       *testing.T
	archive string
	said    words
	stop    context.CancelFunc
	ended   chan int
}

func startWatching(t *testing.T, folder string, flags ...string) *watching {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	w := &watching{t: t, archive: filepath.Join(t.TempDir(), "arkiv"), stop: stop, ended: make(chan int, 1)}
	e := &env{stdin: strings.NewReader(""), stdout: &words{}, stderr: &w.said, getenv: func(string) string { return "" }}
	go func() {
		args := append([]string{"import", "--archive", w.archive, "--ocr", "off", "--watch", "--watch-quiet", "300ms"}, flags...)
		w.ended <- e.run(ctx, append(args, folder))
	}()
	t.Cleanup(stop)
	return w
}

// says waits until the program has said something so often.
func (w *watching) says(text string, times int) {
	w.t.Helper()
	for range 300 {
		if strings.Count(w.said.String(), text) >= times {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	w.t.Fatalf("does not say %q %d times within 6 s, but:\n%s", text, times, w.said.String())
}

// ends stops the program, which has to take that for a good end.
func (w *watching) ends() {
	w.t.Helper()
	w.stop()
	if code := <-w.ended; code != exitOK {
		w.t.Errorf("ended with %d: %s", code, w.said.String())
	}
}

// kort is a small PDF that differs from others by its comment.
func kort(t *testing.T, comment string) []byte {
	t.Helper()
	data, err := os.ReadFile("../../testdata/exports/2027-01-04-kort.pdf")
	if err != nil {
		t.Fatal(err)
	}
	return append(data, "% "+comment+"\n"...)
}

// put writes a file that has lain there for a while.
func put(t *testing.T, path string, data []byte) {
	t.Helper()
	temp := filepath.Join(t.TempDir(), "fil")
	if err := os.WriteFile(temp, data, 0o644); err != nil {
		t.Fatal(err)
	}
	old := time.Now().Add(-time.Hour)
	if err := os.Chtimes(temp, old, old); err != nil {
		t.Fatal(err)
	}
	move(t, temp, path)
}

func move(t *testing.T, from, to string) {
	t.Helper()
	if err := os.Rename(from, to); err != nil {
		t.Fatal(err)
	}
}

// A folder that goes, as an unmounted share does, is waited for, and so is an
// archive: another one is not made in its place.
func TestWatchWaitsForWhatGoes(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	folder, gone := filepath.Join(root, "ind"), filepath.Join(root, "væk")
	if err := os.Mkdir(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	put(t, filepath.Join(folder, "a.pdf"), kort(t, "a"))
	w := startWatching(t, folder, "--watch-every", "300ms")
	w.says(" 1 importeret\n", 1)

	move(t, folder, gone)
	w.says("ind kan ikke læses nu (findes ikke)", 1)
	time.Sleep(time.Second)
	put(t, filepath.Join(gone, "b.pdf"), kort(t, "b"))
	move(t, gone, folder)
	w.says("ind er her igen\n", 1)
	w.says(" 1 importeret\n", 2)

	move(t, w.archive, w.archive+"-væk")
	w.says("der er intet arkiv", 1)
	if exists(w.archive) {
		t.Error("another archive was made in the place of the one that went")
	}
	put(t, filepath.Join(folder, "c.pdf"), kort(t, "c"))
	move(t, w.archive+"-væk", w.archive)
	w.says(" 1 importeret\n", 3)
	w.ends()
	if n := strings.Count(w.said.String(), "kan ikke læses nu"); n != 1 {
		t.Errorf("said %d times that a folder is gone:\n%s", n, w.said.String())
	}
}

// A file that is being copied is not read half, neither when its folder is
// heard of nor when it is only looked at now and then.
func TestWatchLeavesHalfFiles(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	w := startWatching(t, folder, "--watch-every", "100ms")
	w.says(" 0 importeret\n", 1)
	data := kort(t, "langsom")
	f, err := os.Create(filepath.Join(folder, "langsom.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	time.Sleep(200 * time.Millisecond) // empty at first
	for len(data) > 0 {
		n := min(len(data), 1+len(data)/8, 8000)
		if _, err := f.Write(data[:n]); err != nil {
			t.Fatal(err)
		}
		data = data[n:]
		time.Sleep(20 * time.Millisecond)
	}
	w.says(" 1 importeret\n", 1)
	w.ends()
	if strings.Contains(w.said.String(), "fejlet") {
		t.Error(w.said.String())
	}
	if held, err := archive.ReadQuarantine(w.archive); err != nil || len(held) > 0 {
		t.Errorf("in quarantine: %v %v", held, err)
	}
}

// While another writes, a watching import waits, and can be ended.
func TestWatchWaitsForOtherWriters(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	w := startWatching(t, folder)
	w.says(" 0 importeret\n", 1)
	other, err := archive.Claim{Command: "reindex", Wait: true}.Begin(t.Context(), w.archive)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Abort()
	put(t, filepath.Join(folder, "a.pdf"), kort(t, "a"))
	w.says("venter på referat reindex", 1)
	if err := other.Abort(); err != nil {
		t.Fatal(err)
	}
	w.says(" 1 importeret\n", 1)
	if other, err = (archive.Claim{Command: "reindex", Wait: true}).Begin(t.Context(), w.archive); err != nil {
		t.Fatal(err)
	}
	defer other.Abort()
	put(t, filepath.Join(folder, "b.pdf"), kort(t, "b"))
	w.says("venter på referat reindex", 2)
	w.ends()
}

// Where the system watches no more folders, that is said once, with what to do.
func TestLookoutLimits(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	l := &lookout{changed: make(chan struct{}, 1)}
	if more, err := l.watch([]string{folder}); more || err != nil {
		t.Errorf("without the system's help: %v %v", more, err)
	}
	for err, want := range map[error]string{
		&os.PathError{Op: "add", Path: folder, Err: syscall.ENOSPC}: "hæv fs.inotify.max_user_watches",
		os.NewSyscallError("inotify_init1", syscall.EMFILE):         "hæv fs.inotify.max_user_instances",
	} {
		if got := watchError(err).Error(); !full(err) || !strings.Contains(got, want) {
			t.Errorf("%v: %q, want %q", err, got, want)
		}
	}
	var said words
	w := &watch{e: &env{stderr: &said}, every: 10 * time.Minute, told: map[string]bool{}}
	for range 3 {
		w.sayOnce(watchError(syscall.ENOSPC))
	}
	if got := said.String(); strings.Count(got, "max_user_watches") != 1 || !strings.Contains(got, "10 min. mellemrum") {
		t.Errorf("said %q", got)
	}
}
