package main

import (
	"context"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A takedown that is killed has happened or not, at whatever moment; running it
// again finishes it, and so does any other writer.
func TestKilledTakedown(t *testing.T) {
	const id, sha = "017d3cbe851b", "017d3cbe851b2adf9dfb3171e24863af7306b5e62089a8294427a379a6560a6f"
	whole := filepath.Join(t.TempDir(), "arkiv")
	if code, _, errs := runWith(context.Background(), "import", "--ocr", "off", "--archive", whole, "../../testdata/exports"); code != exitOK {
		t.Fatalf("import: exit %d: %s", code, errs)
	}
	// How long one takes that is let be.
	dir := copied(t, whole)
	start := time.Now()
	if out, err := program(t, "takedown", "--archive", dir, "--reason", "prøve", "--yes", id).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	takes := time.Since(start)
	rounds := 24
	if testing.Short() {
		rounds = 6
	}
	random := rand.New(rand.NewPCG(7, 4))
	happened := 0
	for range rounds {
		dir := copied(t, whole)
		c := program(t, "takedown", "--archive", dir, "--reason", "prøve", "--yes", id)
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		after := time.Duration(random.Int64N(int64(takes)))
		time.Sleep(after)
		_ = c.Process.Kill()
		_ = c.Wait()
		code, _, errs := runWith(context.Background(), "show", "--archive", dir, id)
		gone := code != exitOK
		if gone {
			happened++
			if !strings.Contains(errs, "findes ikke i arkivet") {
				t.Errorf("killed after %v: show: exit %d: %s", after, code, errs)
			}
		} else if _, err := os.Stat(filepath.Join(dir, "originals", "01", sha+".pdf")); err != nil {
			t.Errorf("killed after %v: the document is there, and its PDF is not", after)
		}
		again := []string{"takedown", "--archive", dir, "--reason", "prøve", "--yes", id}
		if gone && random.IntN(2) == 0 {
			again = []string{"import", "--ocr", "off", "--archive", dir, "../../testdata/exports/2027-01-04-kort.pdf"}
		}
		if code, _, errs := runWith(context.Background(), again...); code != exitOK {
			t.Errorf("killed after %v: %s: exit %d: %s", after, again[0], code, errs)
		}
		if _, err := os.Stat(filepath.Join(dir, "originals", "01", sha+".pdf")); err == nil {
			t.Errorf("killed after %v, then %s: the PDF is there", after, again[0])
		}
		if old, _ := filepath.Glob(filepath.Join(dir, "gen-*")); len(old) != 1 {
			t.Errorf("killed after %v, then %s: %v", after, again[0], old)
		}
		if code, out, errs := runWith(context.Background(), "verify", "--archive", dir); code != exitOK {
			t.Errorf("killed after %v: verify: exit %d: %s%s", after, code, out, errs)
		}
	}
	t.Logf("%d of %d had happened", happened, rounds)
}
