package pdftext

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// corpus is the PDFs that are read: those of the folder REFERAT_BENCH_CORPUS,
// else the fictional exports. Files that this engine refuses are left out of
// the race, on both sides.
func corpus(b *testing.B) (files []string, pages int) {
	b.Helper()
	dir := os.Getenv("REFERAT_BENCH_CORPUS")
	if dir == "" {
		dir = "../../testdata/exports"
	}
	all, err := filepath.Glob(filepath.Join(dir, "*.pdf"))
	if err != nil || len(all) == 0 {
		b.Fatalf("no PDFs in %s", dir)
	}
	for _, f := range all {
		doc, err := readFile(f)
		if err != nil {
			b.Logf("left out: %s: %v", f, err)
			continue
		}
		files, pages = append(files, f), pages+len(doc.Pages)
	}
	return files, pages
}

func readFile(path string) (*Document, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return Read(context.Background(), bytes.NewReader(data), int64(len(data)))
}

// cpu is the CPU time of this process so far: what a peer's process is
// measured by, too.
func cpu() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// BenchmarkRead reads a folder of exports, and lets pdftotext read it in the
// same run. Compare pages/cpu-s.
func BenchmarkRead(b *testing.B) {
	files, pages := corpus(b)
	b.Run("referat", func(b *testing.B) {
		b.ReportAllocs()
		start, n := cpu(), 0
		for b.Loop() {
			for _, f := range files {
				if _, err := readFile(f); err != nil {
					b.Fatal(err)
				}
			}
			n++
		}
		b.ReportMetric(float64(n*pages)/(cpu()-start).Seconds(), "pages/cpu-s")
	})
	b.Run("pdftotext", func(b *testing.B) {
		pdftotext, err := exec.LookPath("pdftotext")
		if err != nil {
			b.Skip("pdftotext is not installed (package poppler-utils)")
		}
		var used time.Duration
		n := 0
		for b.Loop() {
			for _, f := range files {
				cmd := exec.Command(pdftotext, f, os.DevNull)
				if err := cmd.Run(); err != nil {
					b.Fatal(err)
				}
				used += cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
			}
			n++
		}
		b.ReportMetric(float64(n*pages)/used.Seconds(), "pages/cpu-s")
	})
}

// BenchmarkLong reads one export of 240 pages and one of 2,400: the second
// must cost ten times the first, not more.
func BenchmarkLong(b *testing.B) {
	qpdf, err := exec.LookPath("qpdf")
	if err != nil {
		b.Skip("qpdf is not installed")
	}
	files, pages := corpus(b)
	for _, want := range []int{240, 2400} {
		for _, streams := range []string{"disable", "generate"} {
			b.Run(fmt.Sprintf("pages=%d/object-streams=%s", want, streams), func(b *testing.B) {
				args := []string{"--empty", "--object-streams=" + streams, "--pages"}
				for n := 0; n < want+pages; n += pages {
					args = append(args, files...)
				}
				all, path := filepath.Join(b.TempDir(), "all.pdf"), filepath.Join(b.TempDir(), "long.pdf")
				for _, a := range [][]string{append(args, "--", all), {all, "--object-streams=" + streams, "--pages", ".", fmt.Sprintf("1-%d", want), "--", path}} {
					if out, err := exec.Command(qpdf, a...).CombinedOutput(); err != nil {
						b.Fatalf("%v: %s", err, out)
					}
				}
				start, n := cpu(), 0
				for b.Loop() {
					doc, err := readFile(path)
					if err != nil || len(doc.Pages) != want {
						b.Fatalf("%v: %d pages", err, len(doc.Pages))
					}
					n++
				}
				b.ReportMetric(float64(n*want)/(cpu()-start).Seconds(), "pages/cpu-s")
			})
		}
	}
}
