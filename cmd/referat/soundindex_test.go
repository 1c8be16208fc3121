package main

import (
	"context"
	"errors"
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
	for name, c := range map[string]struct {
		first  bool // damaged before the index takes the documents in, rather than after
		damage func(dir string) error
	}{
		"behind":             {},
		"no index":           {false, os.RemoveAll},
		"no segments":        {false, removeSegments},
		"no segments before": {true, removeSegments},
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
					work := filepath.Join(dir, "gen-000002.work", "index")
					switch {
					case c.damage == nil:
						return nil
					case c.first:
						return errors.Join(c.damage(work), catchUp(ctx))
					}
					if err := catchUp(ctx); err != nil {
						return err
					}
					return c.damage(work)
				}
			})
			if err != nil {
				t.Fatal(err)
			}
			// bleve may merge segments that are gone, which it still has open, into one
			// that is there, before the index is closed: then nothing is wrong.
			merged := strings.HasPrefix(name, "no segments")
			if !merged && !strings.Contains(errs.String(), "søgeindekset blev ikke, som det skal være, og bygges på ny") {
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

// Whatever bit of a segment flips, the next import writes its documents, and
// builds the index anew where it met the damage: nothing is lost and nothing
// crashes. A flip that it did not meet is for verify.
func TestImportIntoFlippedBits(t *testing.T) {
	whole := filepath.Join(t.TempDir(), "arkiv")
	if code, _, errs := runWith(context.Background(), "import", "--archive", whole, "../../testdata/exports/2027-01-04-kort.pdf"); code != exitOK {
		t.Fatal(errs)
	}
	const flips = 24 // in the first half: further on a bit can make bleve ask for more memory than there is, which ends any program
	anew := 0
	cut := copied(t, whole)
	if err := removeSegments(filepath.Join(cut, "gen-000001", "index")); err != nil {
		t.Fatal(err)
	}
	if code, _, errs := runWith(context.Background(), "import", "--archive", cut, "../../testdata/exports/2027-01-04-kort.pdf"); code == exitOK || !strings.Contains(errs, "referat reindex") {
		t.Errorf("nothing new, and no segments: exit %d: %s", code, errs)
	}
	for i := range flips {
		dir := copied(t, whole)
		segments, err := filepath.Glob(filepath.Join(dir, "gen-000001", "index", "store", "*.zap"))
		if err != nil || len(segments) != 1 {
			t.Fatal(segments, err)
		}
		b, err := os.ReadFile(segments[0])
		if err == nil {
			b[(2*i+1)*len(b)/(4*flips)] ^= 1 << (i % 8)
			err = os.WriteFile(segments[0], b, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
		code, _, errs := runWith(context.Background(), "import", "--archive", dir, "../../testdata/exports/2027-04-12-direktionsmoede.pdf")
		if code != exitOK {
			t.Errorf("flip %d of %d: exit %d: %s", i, flips, code, errs)
			continue
		}
		if !strings.Contains(errs, "bygges på ny") {
			continue
		}
		anew++
		// The old generation stays as it was damaged.
		if _, out, errs := runWith(context.Background(), "verify", "--archive", dir); !strings.Contains(out, "gen-000002: 2 dokumenter") || strings.Contains(errs, "gen-000002") {
			t.Errorf("flip %d of %d: verify: %s%s", i, flips, out, errs)
		}
		if code, out, errs := runWith(context.Background(), "search", "--archive", dir, "færgeleje"); code != exitOK || out == "" {
			t.Errorf("flip %d of %d: search: exit %d: %s", i, flips, code, errs)
		}
	}
	t.Logf("%d of %d built anew", anew, flips)
	if anew == 0 {
		t.Error("no damage was noticed, so nothing is shown")
	}
}
