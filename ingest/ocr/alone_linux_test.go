package ocr

import (
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// A parent that is killed takes the program with it.
func TestDiesWithParent(t *testing.T) {
	const asParent = "REFERAT_OCR_TEST_PARENT"
	if path := os.Getenv(asParent); path != "" {
		p := &Program{path: path, version: "tesseract 0", languages: []string{"dan"}}
		_, err := p.Read(t.Context(), picture(t, "letter.png"), 200)
		t.Fatal("the program ended before its parent: ", err)
	}
	alive := filepath.Join(t.TempDir(), "alive")
	p := script(t, "while :; do echo >>'"+alive+"'; sleep 0.05; done\n")
	parent := exec.Command(os.Args[0], "-test.run", "^TestDiesWithParent$")
	parent.Env = append(os.Environ(), asParent+"="+p.path)
	if err := parent.Start(); err != nil {
		t.Fatal(err)
	}
	defer parent.Wait()
	for i := 0; ; i++ {
		if _, err := os.Stat(alive); err == nil {
			break
		}
		if i == 1000 {
			parent.Process.Kill()
			t.Fatal("the program did not start")
		}
		time.Sleep(10 * time.Millisecond)
	}
	if err := parent.Process.Signal(syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	parent.Wait()
	time.Sleep(200 * time.Millisecond) // for the line that it was writing
	before, _ := os.ReadFile(alive)
	time.Sleep(300 * time.Millisecond)
	if after, _ := os.ReadFile(alive); len(after) != len(before) {
		t.Error("the program lives on without its parent")
	}
}
