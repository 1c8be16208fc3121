package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"referat/ingest/pdftext/pdftest"
)

// program is the command line in a process of its own.
func program(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command(exe, args...)
	c.Env = append(os.Environ(), mainEnv+"=1")
	return c
}

// many is a folder of n distinct PDFs: the fictional exports, over and over,
// each with a comment of its own at the end.
func many(t *testing.T, n int) string {
	t.Helper()
	exports, err := filepath.Glob("../../testdata/exports/*.pdf")
	if err != nil || len(exports) == 0 {
		t.Fatal(err, len(exports))
	}
	dir := t.TempDir()
	for i := range n {
		data, err := os.ReadFile(exports[i%len(exports)])
		if err != nil {
			t.Fatal(err)
		}
		data = fmt.Appendf(data, "%% %d\n", i)
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%04d.pdf", i)), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// workersOf lists the processes that a process has started.
func workersOf(pid int) (pids []int) {
	tasks, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/children", pid))
	for _, task := range tasks {
		text, _ := os.ReadFile(task)
		for _, f := range strings.Fields(string(text)) {
			if n, err := strconv.Atoi(f); err == nil {
				pids = append(pids, n)
			}
		}
	}
	return pids
}

// begun waits until a process has workers.
func begun(t *testing.T, pid int) []int {
	t.Helper()
	for range 500 {
		if pids := workersOf(pid); len(pids) > 0 {
			return pids
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatal("no workers within 5 s")
	return nil
}

// atWork waits until a process has a file of a folder open.
func atWork(pid int, in string) bool {
	for range 10_000 {
		open, _ := filepath.Glob(fmt.Sprintf("/proc/%d/fd/*", pid))
		for _, fd := range open {
			if path, _ := os.Readlink(fd); strings.HasPrefix(path, in) {
				return true
			}
		}
		time.Sleep(time.Millisecond)
	}
	return false
}

func counts(t *testing.T, archive, in string) string {
	t.Helper()
	code, out, errs := runWith(context.Background(), "import", "--ocr", "off", "--archive", archive, in)
	if code != exitOK {
		t.Fatalf("import: exit %d: %s%s", code, out, errs)
	}
	return strings.Join(strings.Fields(out), " ")
}

// Workers that are killed cost nothing: their files are tried again.
func TestKilledWorkers(t *testing.T) {
	archive, in := filepath.Join(t.TempDir(), "arkiv"), many(t, 150)
	c := program(t, "import", "--ocr", "off", "--workers", "3", "--archive", archive, in)
	var out bytes.Buffer
	c.Stdout, c.Stderr = &out, &out
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	// The first three, and not those that take their place: a file whose worker
	// is killed at the second try as well is given up.
	first := begun(t, c.Process.Pid)
	for len(first) < 3 {
		time.Sleep(time.Millisecond)
		first = begun(t, c.Process.Pid)
	}
	killed := 0
	for _, pid := range first[:3] {
		if !atWork(pid, in) {
			t.Errorf("worker %d reads nothing", pid)
		}
		if syscall.Kill(pid, syscall.SIGKILL) == nil {
			killed++
		}
	}
	if err := c.Wait(); err != nil {
		t.Errorf("the import ended with %v: %s", err, out.String())
	}
	if s := strings.Join(strings.Fields(out.String()), " "); killed != 3 || !strings.HasPrefix(s, "importeret 150 uændret 0 fejlet 0") {
		t.Errorf("after %d kills: %s", killed, s)
	}
}

// An import that is killed leaves no workers behind, and an archive that the
// next import goes on with.
func TestKilledImport(t *testing.T) {
	archive, in := filepath.Join(t.TempDir(), "arkiv"), many(t, 120)
	if s := counts(t, archive, filepath.Join(in, "0000.pdf")); !strings.HasPrefix(s, "importeret 1 ") {
		t.Fatal(s)
	}
	for _, after := range []time.Duration{0, 100, 300} {
		c := program(t, "import", "--ocr", "off", "--workers", "2", "--archive", archive, in)
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		workers := begun(t, c.Process.Pid)
		time.Sleep(after * time.Millisecond)
		_ = c.Process.Kill()
		_ = c.Wait()
		for _, pid := range workers {
			if !gone(pid) {
				t.Errorf("killed after %d ms: worker %d lives on", after, pid)
			}
		}
		if code, out, errs := runWith(context.Background(), "list", "--archive", archive); code != exitOK || out == "" {
			t.Errorf("killed after %d ms: list: exit %d %s", after, code, errs)
		}
	}
	if s := counts(t, archive, in); !strings.Contains(s, "fejlet 0") || !strings.Contains(s, "importeret 1") {
		t.Errorf("the next import: %s", s)
	}
	if s := counts(t, archive, in); !strings.HasPrefix(s, "importeret 0 uændret 120 fejlet 0") {
		t.Errorf("and the one after: %s", s)
	}
}

// gone waits for a process to end.
func gone(pid int) bool {
	for range 200 {
		if syscall.Kill(pid, 0) != nil {
			return true
		}
		text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
		if err != nil || strings.Contains(string(text), ") Z ") {
			return true
		}
		time.Sleep(10 * time.Millisecond)
	}
	return false
}

// The program itself stays under 300 MiB, also with an export of 2,400 pages.
func TestMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	if raced {
		t.Skip("the race detector takes more memory than the program")
	}
	in := filepath.Join(t.TempDir(), "stor.pdf")
	if err := os.WriteFile(in, manyPages(2400), 0o644); err != nil {
		t.Fatal(err)
	}
	c := program(t, "import", "--archive", filepath.Join(t.TempDir(), "arkiv"), in)
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	usage := c.ProcessState.SysUsage().(*syscall.Rusage)
	t.Logf("the program itself held %d MB", usage.Maxrss>>10)
	if usage.Maxrss > 300<<10 {
		t.Errorf("the program itself held %d MB, want 300", usage.Maxrss>>10)
	}
}

// manyPages is a PDF of n pages of fifty lines.
func manyPages(n int) []byte {
	var objects []string
	object := func(format string, args ...any) { objects = append(objects, fmt.Sprintf(format, args...)) }
	object("<< /Type /Catalog /Pages 2 0 R >>")
	var kids strings.Builder
	for i := range n {
		fmt.Fprintf(&kids, "%d 0 R ", 2*i+4)
	}
	object("<< /Type /Pages /Kids [%s] /Count %d >>", kids.String(), n)
	object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
	for i := range n {
		var content strings.Builder
		content.WriteString("BT /F1 11 Tf 14 TL 70 780 Td\n")
		for j := range 50 {
			fmt.Fprintf(&content, "(Linje %d paa side %d siger noget om broer, baade og havnens drift i aaret %d) Tj T*\n", j, i, 2000+j)
		}
		content.WriteString("ET")
		object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << /Font << /F1 3 0 R >> >> >>", 2*i+5)
		object("<< /Length %d >>\nstream\n%s\nendstream", content.Len(), content.String())
	}
	return pdftest.File("", objects...)
}
