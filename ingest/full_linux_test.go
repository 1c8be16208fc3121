package ingest

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"referat/pkg/archive"
)

// A disk that runs full ends the run with an error that says so, and leaves the
// archive as it was; the next run, with room, does the rest. The room is varied
// so that it ends in the clone, the originals, the index or the store.
func TestFullDisk(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("only root may mount a small file system")
	}
	paths := []string{filepath.Join(exports, "2027-01-04-kort.pdf"), filepath.Join(exports, "byraad-2027-06-16.pdf"), filepath.Join(exports, "2027-06-07-tyve-punkter.pdf")}
	full := 0
	for _, size := range []string{"300k", "400k", "450k", "500k"} {
		disk := filepath.Join(t.TempDir(), "disk")
		if err := os.Mkdir(disk, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, "size="+size); err != nil {
			t.Skip("cannot mount a small file system:", err)
		}
		defer syscall.Unmount(disk, syscall.MNT_DETACH)
		dir := filepath.Join(disk, "arkiv")
		mustRun(t, dir, paths[0])
		_, err := run(t, t.Context(), dir, nil, paths...)
		if err == nil {
			continue
		}
		full++
		if !errors.Is(err, syscall.ENOSPC) || !strings.Contains(err.Error(), "disken er fuld") {
			t.Errorf("%s: %v", size, err)
		}
		r, ix := opened(t, dir)
		if r.Generation() != "gen-000001" || count(t, r) != 1 {
			t.Errorf("%s: %s with %d documents after the disk ran full", size, r.Generation(), count(t, r))
		}
		if n, err := ix.Entries(); err != nil || n == 0 {
			t.Errorf("%s: %d entries, %v", size, n, err)
		}
		if err := syscall.Mount("tmpfs", disk, "tmpfs", syscall.MS_REMOUNT, "size=40m"); err != nil {
			t.Fatal(err)
		}
		if stats := mustRun(t, dir, paths...); len(stats.Imported) == 0 || len(stats.Failed) != 0 || len(stats.Unchanged) != 1 {
			t.Errorf("%s: with room: imported %d, failed %v, unchanged %d", size, len(stats.Imported), stats.Failed, len(stats.Unchanged))
		}
		left, err := filepath.Glob(filepath.Join(dir, "gen-*.*"))
		if err != nil || len(left) != 0 || !archive.IsArchive(dir) {
			t.Errorf("%s: left over: %v, %v", size, left, err)
		}
	}
	if full == 0 {
		t.Error("the disk never ran full, so nothing is shown")
	}
}
