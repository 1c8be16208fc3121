package ingest

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"
)

// A pipe has no end until somebody writes to it: nothing may wait for that.
func TestPipes(t *testing.T) {
	in, dir := t.TempDir(), filepath.Join(t.TempDir(), "arkiv")
	for _, name := range []string{"x.pdf", "uden-endelse", "y.txt"} {
		if err := syscall.Mkfifo(filepath.Join(in, name), 0o644); err != nil {
			t.Skip("no pipes on this file system:", err)
		}
	}
	if err := os.Symlink("y.txt", filepath.Join(in, "z.pdf")); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(in, "a.pdf"), onePage("en fil"))
	done := make(chan *Stats, 1)
	go func() {
		defer close(done)
		if startsAsPDF(filepath.Join(in, "x.pdf")) { // put there since the folder was listed
			t.Error("a pipe was taken for a PDF")
		}
		stats, err := run(t, t.Context(), dir, nil, in, filepath.Join(in, "uden-endelse"))
		if err != nil {
			t.Error(err)
		}
		done <- stats
	}()
	select {
	case stats := <-done:
		if stats == nil {
			return // said already
		}
		const odd = "fejlet: det er ikke en almindelig fil"
		got := outcomes(stats)
		if len(got) != 4 || got["a.pdf"] != "importeret" || got["x.pdf"] != odd || got["z.pdf"] != odd || got["uden-endelse"] != odd {
			t.Errorf("%v", got)
		}
	case <-time.After(20 * time.Second):
		t.Fatal("the run waits for a pipe")
	}
}

// Devices are no files, be they endless.
func TestDevices(t *testing.T) {
	in := t.TempDir()
	for name, device := range map[string]string{"zero.pdf": "/dev/zero", "tty": "/dev/tty", "full.txt": "/dev/full"} {
		if err := os.Symlink(device, filepath.Join(in, name)); err != nil {
			t.Fatal(err)
		}
	}
	found, others := walk([]string{in})
	if len(found) != 1 || others[".txt"] != 1 || others[""] != 1 {
		t.Fatalf("%+v, others %v", found, others)
	}
	if _, err := identify(t.Context(), found[0].path, nil); !errors.Is(err, errNotRegular) {
		t.Errorf("%s: %v", found[0].path, err)
	}
}

// A folder that is mounted in two places, one of them in the other, is walked
// once.
func TestWalkBindMounts(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("only root may mount")
	}
	root := t.TempDir()
	write(t, filepath.Join(root, "a", "x.pdf"), []byte("x"))
	write(t, filepath.Join(root, "a", "dyb", "y.pdf"), []byte("y"))
	for _, to := range []string{"b", "a/dyb/ned"} {
		to = filepath.Join(root, filepath.FromSlash(to))
		if err := os.Mkdir(to, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := syscall.Mount(filepath.Join(root, "a"), to, "", syscall.MS_BIND, ""); err != nil {
			t.Skip("cannot mount here:", err)
		}
		defer syscall.Unmount(to, syscall.MNT_DETACH)
	}
	if got, want := walked(t, root, root), "a/dyb/y.pdf a/x.pdf"; got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
}

// What may not be read is said, be it a file, a folder, or one behind a link;
// what does not look like a PDF and may not be read is counted.
func TestNoPermission(t *testing.T) {
	root := t.TempDir()
	for _, name := range []string{"a.pdf", "b", "lukket/c.pdf", "mørk/d.pdf", "e.pdf"} {
		write(t, filepath.Join(root, filepath.FromSlash(name)), onePage(name))
	}
	if err := os.Symlink("mørk/d.pdf", filepath.Join(root, "link")); err != nil {
		t.Fatal(err)
	}
	rights := map[string]fs.FileMode{
		"a.pdf": 0, "b": 0,
		"lukket": 0,     // cannot be listed
		"mørk":   0o444, // can be listed, and nothing in it opened
		"e.pdf":  0o444,
	}
	for name, mode := range rights {
		if err := os.Chmod(filepath.Join(root, name), mode); err != nil {
			t.Fatal(err)
		}
	}
	for dir := root; dir != os.TempDir() && len(dir) > 1; dir = filepath.Dir(dir) {
		if err := os.Chmod(dir, 0o755); err != nil { // for the other user below
			t.Fatal(err)
		}
	}
	t.Cleanup(func() {
		os.Chmod(filepath.Join(root, "lukket"), 0o755)
		os.Chmod(filepath.Join(root, "mørk"), 0o755)
	})
	var found []candidate
	var others map[string]int
	reasons := map[string]string{}
	done := make(chan error)
	go func() {
		defer close(done)
		if os.Geteuid() == 0 {
			// Root may read everything. In Linux a thread can see files as
			// another user does; this one ends with the goroutine.
			runtime.LockOSThread()
			if err := syscall.Setfsuid(65534); err != nil {
				done <- err
				return
			}
		}
		found, others = walk([]string{root})
		for _, c := range found {
			err := c.err
			if err == nil {
				_, err = identify(t.Context(), c.path, nil)
			}
			if err != nil {
				reasons[filepath.Base(c.path)] = Reason(err)
			}
		}
	}()
	if err := <-done; err != nil {
		t.Skip("cannot be another user:", err)
	}
	const refused = "må ikke læses (manglende rettigheder)"
	for _, name := range []string{"a.pdf", "lukket", "d.pdf", "link"} {
		if reasons[name] != refused {
			t.Errorf("%s: %q", name, reasons[name])
		}
		delete(reasons, name)
	}
	if len(reasons) != 0 || len(found) != 5 || len(others) != 1 || others[""] != 1 {
		t.Errorf("%d found, others %v, and besides: %v", len(found), others, reasons)
	}
}

// A path as long as Linux takes, and one byte longer.
func TestLongestPath(t *testing.T) {
	root := t.TempDir()
	const most = 4095 // PATH_MAX without the final zero
	for len(root) < most-300 {
		root = filepath.Join(root, strings.Repeat("m", 200))
	}
	if err := os.MkdirAll(root, 0o755); err != nil {
		t.Fatal(err)
	}
	fill := most - len(root) - len("/.pdf")
	if fill > 251 {
		root = filepath.Join(root, strings.Repeat("n", fill-100))
		if err := os.Mkdir(root, 0o755); err != nil {
			t.Fatal(err)
		}
		fill = most - len(root) - len("/.pdf")
	}
	at, err := os.OpenRoot(root)
	if err != nil {
		t.Fatal(err)
	}
	defer at.Close()
	for _, n := range []int{fill, fill + 1} {
		if err := at.WriteFile(strings.Repeat("a", n)+".pdf", onePage("lang"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	stats := mustRun(t, filepath.Join(t.TempDir(), "arkiv"), root)
	if len(stats.Imported) != 1 || len(stats.Failed) != 1 || stats.Failed[0].Reason != "navnet er for langt" {
		t.Errorf("%d imported, failed %+v", len(stats.Imported), stats.Failed)
	}
}
