package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A byte that is another one than it was is told of, in every file that a
// generation has; and what makes no sense does not end the program.
func TestVerifyDamage(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "arkiv")
	if code, _, errs := runWith(context.Background(), "import", "--ocr", "off", "--archive", dir, "../../testdata/exports/2027-02-08-raadmandsmoede-referat.pdf"); code != exitOK {
		t.Fatalf("import: exit %d: %s", code, errs)
	}
	gen := filepath.Join(dir, "gen-000001")
	var files []string
	for _, pattern := range []string{"store.db", "BASE", "index/*.json", "index/store/root.bolt", "index/store/*.zap"} {
		found, err := filepath.Glob(filepath.Join(gen, filepath.FromSlash(pattern)))
		if err != nil || len(found) == 0 {
			t.Fatalf("no %s: %v", pattern, err)
		}
		files = append(files, found...)
	}
	sums := filepath.Join(gen, "SUMS")
	written, err := os.ReadFile(sums)
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		name, err := filepath.Rel(dir, file)
		if err != nil {
			t.Fatal(err)
		}
		good, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for i := range 7 {
			at := i * (len(good) - 1) / 6
			bad := append([]byte{}, good...)
			bad[at] ^= 0x15
			if err := os.WriteFile(file, bad, 0o644); err != nil {
				t.Fatal(err)
			}
			code, out, errs := runWith(context.Background(), "verify", "--archive", dir)
			if code != exitGaps || !strings.Contains(out, name+": filen er ikke, som den blev skrevet") {
				t.Errorf("%s, byte %d: exit %d: %s%s", name, at, code, out, errs)
			}
			if err := os.Remove(sums); err != nil {
				t.Fatal(err)
			}
			if code, out, errs := runWith(context.Background(), "verify", "--archive", dir); code != exitOK && code != exitGaps {
				t.Errorf("%s, byte %d, without sums: exit %d: %s%s", name, at, code, out, errs)
			}
			if err := os.WriteFile(sums, written, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if err := os.WriteFile(file, good, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if code, out, errs := runWith(context.Background(), "verify", "--archive", dir); code != exitOK {
		t.Errorf("all mended: exit %d: %s%s", code, out, errs)
	}
}
