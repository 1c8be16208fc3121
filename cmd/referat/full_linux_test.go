package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// An import that fills the disk leaves the archive as it was, and what it read
// to the next one.
func TestFullDiskLeavesWork(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("only root may mount a small file system")
	}
	disk := t.TempDir()
	if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, "size=700k"); err != nil {
		t.Skip("cannot mount a small file system:", err)
	}
	defer syscall.Unmount(disk, syscall.MNT_DETACH)
	dir := filepath.Join(disk, "arkiv")
	args := []string{"import", "--archive", dir, "--ocr", "off", "--workers", "1", "../../testdata/exports"}
	code, _, errs := runWith(context.Background(), args...)
	if code != exitFatal || !strings.Contains(errs, "disken er fuld; arkivet er, som det var før") || !strings.Contains(errs, "går den næste import videre") {
		t.Fatalf("a full disk: exit %d: %s", code, errs)
	}
	if left, err := filepath.Glob(filepath.Join(dir, "gen-*")); err != nil || len(left) != 1 || filepath.Base(left[0]) != "gen-000001.work" {
		t.Fatalf("left: %v, %v", left, err)
	}
	if code, _, errs := runWith(context.Background(), args...); code != exitFatal || !strings.Contains(errs, "disken er fuld") {
		t.Fatalf("still full: exit %d: %s", code, errs)
	}
	if err := syscall.Mount("tmpfs", disk, "tmpfs", syscall.MS_REMOUNT, "size=40m"); err != nil {
		t.Fatal(err)
	}
	code, out, errs := runWith(context.Background(), args...)
	if code != exitOK || !strings.Contains(errs, "går videre, hvor en afbrudt kørsel slap") || strings.Contains(out, "uændret   0") {
		t.Errorf("with room: exit %d: %s%s", code, out, errs)
	}
	if code, out, errs := runWith(context.Background(), "verify", "--archive", dir); code != exitOK || !strings.Contains(out, "12 dokumenter") {
		t.Errorf("verify: exit %d: %s%s", code, out, errs)
	}
}
