package ingest

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"referat/index"
	"referat/ingest/ocr"
	"referat/ingest/pdftext"
	"referat/pkg/archive"
)

// BenchmarkImport imports a folder into a new archive: with the PDFs read in
// this process, in two worker processes, and beside it recollindex (Debian's
// recollcmd) over the same folder. Without OCR, which recoll leaves off too.
// REFERAT_BENCH_CORPUS names the folder; else it is the fictional exports.
func BenchmarkImport(b *testing.B) {
	folder := os.Getenv("REFERAT_BENCH_CORPUS")
	if folder == "" {
		folder = exports
	}
	folder, err := filepath.Abs(folder)
	if err != nil {
		b.Fatal(err)
	}
	pages := 0
	b.Run("in-process", func(b *testing.B) {
		measure(b, &pages, func() int {
			free := make(chan *Extractor, 2) // one reads one file at a time
			for range cap(free) {
				r := pdftext.NewReader(sharedCache(), func() (*ocr.Program, error) { return nil, ocr.ErrMissing })
				defer r.Close()
				free <- NewExtractor(r)
			}
			return importFolder(b, folder, func(imp *Importer) {
				imp.Workers = cap(free)
				imp.Read = func(ctx context.Context, job Job) (*archive.Record, error) {
					x := <-free
					defer func() { free <- x }()
					return x.Read(ctx, job, nil)
				}
			})
		})
	})
	b.Run("isolated", func(b *testing.B) {
		measure(b, &pages, func() int {
			x := isolated(b, 2)
			defer x.Close()
			return importFolder(b, folder, func(imp *Importer) { imp.Workers, imp.Read = 2, x.Read })
		})
	})
	b.Run("recollindex", func(b *testing.B) {
		if _, err := exec.LookPath("recollindex"); err != nil {
			b.Skip("recollindex is not installed")
		}
		measure(b, &pages, func() int {
			conf := b.TempDir()
			text := fmt.Sprintf("topdirs = %s\nonlyNames = *.pdf\n", folder)
			if err := os.WriteFile(filepath.Join(conf, "recoll.conf"), []byte(text), 0o644); err != nil {
				b.Fatal(err)
			}
			if out, err := exec.Command("recollindex", "-c", conf, "-z").CombinedOutput(); err != nil {
				b.Fatalf("%v: %s", err, out)
			}
			return pages
		})
	})
}

func importFolder(b *testing.B, folder string, set func(*Importer)) int {
	w, err := archive.Begin(filepath.Join(b.TempDir(), "arkiv"))
	if err != nil {
		b.Fatal(err)
	}
	defer w.Abort()
	ix := index.NewWriter(w.IndexDir)
	follower := NewFollower(w, indexOf(ix))
	imp := NewImporter(w, nil)
	imp.Options.OCR, imp.Checkpoint = pdftext.OCROff, follower.CatchUp
	set(imp)
	stats, err := imp.Run(b.Context(), []string{folder})
	if err == nil {
		err = follower.CatchUp(b.Context())
	}
	if err == nil {
		err = ix.Close()
	}
	if err == nil {
		err = w.Commit()
	}
	if err != nil {
		b.Fatal(err)
	}
	return stats.Pages
}

// measure reports the pages that a run handles in a second of CPU time, its
// own and that of the processes that it started and that have ended.
func measure(b *testing.B, pages *int, run func() int) {
	before, n := cpu(), 0
	for b.Loop() {
		*pages = run()
		n += *pages
	}
	if used := (cpu() - before).Seconds(); used > 0 && n > 0 {
		b.ReportMetric(float64(n)/used, "pages/cpu-s")
		b.ReportMetric(used/float64(b.N), "cpu-s/run")
	}
}

func cpu() time.Duration {
	var sum time.Duration
	for _, who := range []int{syscall.RUSAGE_SELF, syscall.RUSAGE_CHILDREN} {
		var u syscall.Rusage
		if err := syscall.Getrusage(who, &u); err == nil {
			sum += time.Duration(u.Utime.Nano() + u.Stime.Nano())
		}
	}
	return sum
}
