package main

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"referat/ingest"
	"referat/pkg/archive"
)

// An index that is damaged while an import writes it, or stays behind, does not
// come into force: it is built anew from the store.
func TestUnsoundIndex(t *testing.T) {
	for name, damage := range map[string]func(dir string) error{
		"behind":      nil,
		"no index":    os.RemoveAll,
		"no segments": removeSegments,
	} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "arkiv")
			if code, _, errs := runWith(context.Background(), "import", "--archive", dir, "../../testdata/exports/2027-01-04-kort.pdf"); code != exitOK {
				t.Fatal(errs)
			}
			var errs strings.Builder
			e := &env{stdout: io.Discard, stderr: &errs, getenv: func(string) string { return "" }}
			paths := []string{"../../testdata/exports/2027-04-12-direktionsmoede.pdf"}
			_, err := e.importInto(context.Background(), dir, archive.Claim{Command: "import"}, &reading{ocr: "off", languages: "dan", cpr: "mask", workers: 1}, paths, func(imp *ingest.Importer) {
				catchUp := imp.Checkpoint
				imp.Checkpoint = func(ctx context.Context) error {
					if damage == nil {
						return nil
					}
					if err := catchUp(ctx); err != nil {
						return err
					}
					return damage(filepath.Join(dir, "gen-000002.work", "index"))
				}
			})
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(errs.String(), "søgeindekset blev ikke, som det skal være, og bygges på ny") {
				t.Errorf("stderr: %q", errs.String())
			}
			if code, out, errs := runWith(context.Background(), "verify", "--archive", dir); code != exitOK || !strings.Contains(out, "gen-000002: 2 dokumenter") {
				t.Errorf("verify: exit %d: %s%s", code, out, errs)
			}
		})
	}
}

func removeSegments(dir string) error {
	segments, err := filepath.Glob(filepath.Join(dir, "store", "*.zap"))
	for _, path := range segments {
		if err := os.Remove(path); err != nil {
			return err
		}
	}
	return err
}
