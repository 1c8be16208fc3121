package main

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"syscall"
	"testing"
	"time"
	"unsafe"

	"referat/pkg/library"
	"referat/pkg/web"
)

// BenchmarkPages is what one page costs a server with the archive that «make
// load» has left in REFERAT_LOAD_DIR, by kind, in CPU time of all of the process,
// its garbage collector too: with -cpuprofile it tells where.
func BenchmarkPages(b *testing.B) {
	found, _ := filepath.Glob(filepath.Join(os.Getenv("REFERAT_LOAD_DIR"), "segmenter-*"))
	if os.Getenv("REFERAT_LOAD_DIR") == "" || len(found) == 0 {
		b.Skip("make load LOADDIR=FOLDER makes an archive; then REFERAT_LOAD_DIR=FOLDER go test -bench Pages")
	}
	q := newQuarry(b, found[len(found)-1], 7)
	l, err := library.Open(found[len(found)-1], library.Options{NoClosed: true, Serving: true})
	if err != nil {
		b.Fatal(err)
	}
	defer l.Close()
	site, err := web.New(web.Config{Library: l, CPUs: 2, Boxes: boxes})
	if err != nil {
		b.Fatal(err)
	}
	byKind := map[string][]shot{}
	for _, s := range q.shots(40_000, 70) {
		byKind[s.kind] = append(byKind[s.kind], s)
	}
	for _, kind := range []string{shotSearch, shotMeeting, shotPunkt, shotPage} {
		b.Run(kind, func(b *testing.B) {
			runtime.LockOSThread()
			defer runtime.UnlockOSThread()
			before, bytes, i := cpuClock(b, wholeProcess), 0, 0
			var each []time.Duration
			worst, of := time.Duration(0), ""
			for b.Loop() {
				s := byKind[kind][i%len(byKind[kind])]
				i++
				r := httptest.NewRequest(http.MethodGet, s.path, nil)
				r.Header.Set("Accept-Encoding", "gzip")
				w := httptest.NewRecorder()
				began := cpuClock(b, thisThread)
				site.ServeHTTP(w, r)
				each = append(each, cpuClock(b, thisThread)-began)
				if last := each[len(each)-1]; last > worst {
					worst, of = last, s.path
				}
				if w.Code >= 500 {
					b.Fatalf("%s: %d", s.path, w.Code)
				}
				bytes += w.Body.Len()
			}
			ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
			slices.Sort(each)
			b.Logf("the most was %v: %s", worst, of)
			b.ReportMetric(ms(cpuClock(b, wholeProcess)-before)/float64(b.N), "cpu-ms/op")
			b.ReportMetric(ms(each[len(each)/2]), "p50-ms")
			b.ReportMetric(ms(each[len(each)*99/100]), "p99-ms")
			b.ReportMetric(float64(bytes)/float64(b.N), "bytes/op")
		})
	}
}

// The kernel's clocks of CPU time, clock_gettime(2).
const (
	wholeProcess = 2 // CLOCK_PROCESS_CPUTIME_ID
	thisThread   = 3 // CLOCK_THREAD_CPUTIME_ID
)

func cpuClock(b *testing.B, clock uintptr) time.Duration {
	var at syscall.Timespec
	if _, _, e := syscall.Syscall(syscall.SYS_CLOCK_GETTIME, clock, uintptr(unsafe.Pointer(&at)), 0); e != 0 {
		b.Fatal(e)
	}
	return time.Duration(at.Nano())
}
