package archive

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
)

// A disk that runs full is the archive's error, and leaves nothing half done.
// The room is varied so that it ends in the copy of the file or in the entry.
func TestQuarantineOnAFullDisk(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("only root may mount a small file system")
	}
	full := 0
	for _, bytes := range []int{40_000, 72_000, 76_000, 200_000} {
		disk := filepath.Join(t.TempDir(), "disk")
		if err := os.Mkdir(disk, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, "size=80k"); err != nil {
			t.Skip("cannot mount a small file system:", err)
		}
		defer syscall.Unmount(disk, syscall.MNT_DETACH)
		dir := filepath.Join(disk, "arkiv")
		path, sha := badFile(t, filepath.Join(t.TempDir(), "a.pdf"), strings.Repeat("x", bytes))
		w := begin(t, dir)
		err := w.Quarantine(path, path, Quarantined{SHA256: sha, Code: "broken", Messages: slices.Repeat([]string{strings.Repeat("m", longestMessage)}, 5)})
		list := listed(t, dir)
		if err == nil {
			if len(list) != 1 {
				t.Errorf("%d bytes: listed %+v", bytes, list)
			}
			continue
		}
		full++
		if !errors.Is(err, syscall.ENOSPC) || errors.Is(err, ErrSource) || len(list) != 0 {
			t.Errorf("%d bytes: %v, listed %+v; want ENOSPC and nothing", bytes, err, list)
		}
		if err := w.Abort(); err != nil {
			t.Fatal(err)
		}
		if err := syscall.Mount("tmpfs", disk, "tmpfs", syscall.MS_REMOUNT, "size=4m"); err != nil {
			t.Fatal(err)
		}
		w = begin(t, dir)
		if names := quarantineFolder(t, dir); len(names) != 0 {
			t.Errorf("%d bytes: left over: %v", bytes, names)
		}
		quarantine(t, w, path, sha)
		if list := listed(t, dir); len(list) != 1 || list[0].File == "" {
			t.Errorf("%d bytes: with room: %+v", bytes, list)
		}
	}
	if full == 0 || full == 4 {
		t.Errorf("the disk ran full %d times of 4, so nothing is shown", full)
	}
}
