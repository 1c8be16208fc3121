//go:build unix

package index

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/blevesearch/bleve/v2"

	"referat/ingest"
	"referat/pkg/archive"
)

// What bleve alone takes to build the index of an archive whose entries are in
// memory, with the same analysis: cmd/referat's TestScale has it run.
func TestScaleBleve(t *testing.T) {
	from := os.Getenv("REFERAT_SCALE_ARCHIVE")
	if from == "" {
		t.Skip("only for TestScale of cmd/referat, which names an archive in REFERAT_SCALE_ARCHIVE")
	}
	r, err := archive.Open(from)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	cards, err := r.AllCards()
	if err != nil {
		t.Fatal(err)
	}
	shown := ingest.NewShown(cards)
	var ids []string
	var maps []map[string]any
	bytes := 0
	for d, err := range r.Documents() {
		if err != nil {
			t.Fatal(err)
		}
		for thing := range entries(d, shown.LeaveOut(d)) {
			m := map[string]any{}
			fields(thing, func(name, value string) {
				if value != "" {
					m[name] = value
					bytes += len(value)
				}
			})
			ids, maps = append(ids, thing.ID.String()), append(maps, m)
		}
	}
	used := func() time.Duration {
		var u syscall.Rusage
		if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
			t.Fatal(err)
		}
		return time.Duration(u.Utime.Nano() + u.Stime.Nano())
	}
	dir := filepath.Join(t.TempDir(), "index")
	before := used()
	builder, err := bleve.NewBuilder(dir, plainMapping(t), map[string]any{"buildPathPrefix": filepath.Dir(dir), "batchSize": buildBatch, "mergeMax": buildSegments})
	if err != nil {
		t.Fatal(err)
	}
	for i, id := range ids {
		if err := builder.Index(id, maps[i]); err != nil {
			t.Fatal(err)
		}
	}
	if err := builder.Close(); err != nil {
		t.Fatal(err)
	}
	t.Logf("bleve alone: %.2f s of CPU for %d entries of %d MB, %d MB of index", (used() - before).Seconds(), len(ids), bytes>>20, diskSize(t, dir)>>20)
}
