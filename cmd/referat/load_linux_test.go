package main

import (
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
	"time"
)

// TestLoad asks the program, serving an archive of as many segments as
// REFERAT_LOAD says, for more than it can do: «make load». The folder
// REFERAT_LOAD_DIR keeps the archive for the next time.
func TestLoad(t *testing.T) {
	segments := 0
	if _, err := fmt.Sscan(os.Getenv("REFERAT_LOAD"), &segments); err != nil || segments < 1000 {
		t.Skip("takes minutes; REFERAT_LOAD=100000 asks a server with an archive of so many punkter, decisions and bilag")
	}
	kept := os.Getenv("REFERAT_LOAD_DIR")
	if kept == "" {
		kept = t.TempDir()
	}
	l := &load{t: t, segments: segments, program: filepath.Join(t.TempDir(), "referat")}
	if out, err := exec.Command("go", "build", "-o", l.program, ".").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v: %s", err, out)
	}
	from := loadArchive(t, l.program, kept, segments)
	l.archive = filepath.Join(t.TempDir(), "arkiv")
	if err := os.CopyFS(l.archive, os.DirFS(from)); err != nil { // the import below writes to it
		t.Fatal(err)
	}
	l.quarry = newQuarry(t, l.archive, uint64(segments))
	t.Logf("an archive of %d punkter, decisions and bilag at least, those of agendas and of nested minutes counted", segments)
	average, _ := os.ReadFile("/proc/loadavg")
	t.Logf("%d processors, shared by the server, this driver and whatever else the machine does; load average now %s", runtime.NumCPU(), average)
	s := startServer(t, exec.Command(l.program, "serve", "--archive", l.archive))
	l.server, l.driver = s, newDriver(s.base)
	l.run(l.quarry.shots(5*dailyRate, 80), dailyRate) // the machine gets to know the files
	l.steady()
	l.flood()
	l.night()
	if code, errs := s.stop(t); code != exitOK {
		t.Errorf("the server ended with exit code %d: %s", code, errs)
	}
}

// mostOthers is how much of a processor other processes may take, in percent,
// for times to be the server's.
const mostOthers = 40

// dailyRate is the rate, in requests a second, that the server has to bear.
const dailyRate = 100

type load struct {
	t        *testing.T
	segments int
	program  string // a file
	archive  string
	quarry   *quarry
	server   *served
	driver   *driver
	others   float64 // as watchman's, of the last run
}

// run sends shots and says what became of them, by kind.
func (l *load) run(shots []shot, rate int) []outcome {
	l.t.Helper()
	w := watchServer(l.server.pid())
	list := l.driver.run(shots, rate)
	l.t.Logf("%d requests a second, %d s", rate, len(shots)/rate)
	for _, kind := range kindsOfShots() {
		if f := figuresOf(list, func(o outcome) bool { return o.kind == kind }); f.n > 0 {
			l.t.Logf("  %-8s %v", kind, f)
		}
	}
	var late time.Duration
	for _, o := range list {
		late = max(late, o.late)
	}
	l.t.Logf("  the driver was %v late at most", late.Round(time.Millisecond))
	w.end(l.t)
	l.server.most, l.others = max(l.server.most, w.most.rss+w.workers), w.others
	return list
}

// steady is what a server has to bear all day: search pages at dailyRate, and
// what people look at from there.
func (l *load) steady() {
	const others = 25 // beside the searches, a second
	rate := dailyRate + others
	list := l.run(l.quarry.shots(60*rate, 100*dailyRate/rate), rate)
	l.check(list, false)
	f := figuresOf(list, func(o outcome) bool { return o.kind == shotSearch })
	switch {
	case f.p50 <= 15*time.Millisecond && f.p99 <= 100*time.Millisecond || l.segments < 100_000:
	case l.others > mostOthers:
		l.t.Logf("  a search page takes %v (p50) and %v (p99), want 15 ms and 100 ms: try again on a machine that does nothing else", f.p50, f.p99)
	default:
		l.t.Errorf("a search page takes %v (p50) and %v (p99), want 15 ms and 100 ms", f.p50, f.p99)
	}
}

// flood is ten times as much.
func (l *load) flood() {
	list := l.run(l.quarry.shots(30*10*dailyRate, 80), 10*dailyRate)
	l.check(list, true)
	answered := figuresOf(list, func(o outcome) bool { return o.status == http.StatusOK })
	shed := 0
	for _, o := range list {
		if o.status == http.StatusServiceUnavailable {
			shed++
		}
	}
	l.t.Logf("  answered %d of %d (%.0f %%), %d with 503; those answered: p50 %v, p99 %v", answered.n, len(list),
		100*float64(answered.n)/float64(len(list)), shed, answered.p50.Round(time.Millisecond), answered.p99.Round(time.Millisecond))
	if answered.n < 30*dailyRate {
		l.t.Errorf("%d requests were answered in 30 s, fewer than at a tenth of the rate", answered.n)
	}
	l.checkMemory()
}

func (l *load) checkMemory() {
	l.t.Helper()
	if l.server.most > 600<<10 {
		l.t.Errorf("the server and its workers had %d MiB in memory, want 600", l.server.most>>10)
	}
}

// check looks for answers that nobody should get; busy allows 503.
func (l *load) check(list []outcome, busy bool) {
	l.t.Helper()
	bad := 0
	for _, o := range list {
		switch {
		case o.err == nil && (o.status == http.StatusOK || o.status == http.StatusForbidden && (o.kind == shotPage || o.kind == shotPicture)): // closed punkter
			continue
		case o.err == nil && busy && o.status == http.StatusServiceUnavailable:
			if o.retry != "" {
				continue
			}
			o.err = fmt.Errorf("503 without Retry-After")
		}
		if bad++; bad <= 10 {
			l.t.Errorf("%s: status %d, %v", o.path, o.status, o.err)
		}
	}
	if bad > 10 {
		l.t.Errorf("and %d more", bad-10)
	}
}

// night asks while the archive is written: no request may fail.
func (l *load) night() {
	before := l.server.generation(l.t)
	ended := make(chan error, 1)
	work := func(args ...string) error {
		out, err := exec.Command(l.program, append(args, "--archive", l.archive)...).CombinedOutput()
		if err != nil {
			return fmt.Errorf("%v: %w: %s", args, err, out)
		}
		return nil
	}
	in, began := many(l.t, 120), time.Now()
	go func() {
		err := work("import", "--ocr", "off", in)
		if err == nil {
			err = work("reindex")
		}
		ended <- err
	}()
	const rate, seconds = 75, 5
	var all []outcome
	w := watchServer(l.server.pid())
	for len(ended) == 0 {
		all = append(all, l.driver.run(l.quarry.shots(seconds*rate, 80), rate)...)
	}
	if err := <-ended; err != nil {
		l.t.Fatal(err)
	}
	took := time.Since(began)
	all = append(all, l.driver.run(l.quarry.shots(2*seconds*rate, 80), rate)...)
	l.t.Logf("%d requests a second while an import of 120 PDFs and a reindex run, %v", rate, took.Round(time.Second))
	for _, kind := range kindsOfShots() {
		l.t.Logf("  %-8s %v", kind, figuresOf(all, func(o outcome) bool { return o.kind == kind }))
	}
	w.end(l.t)
	l.check(all, false)
	after := l.server.generation(l.t)
	l.t.Logf("  generation %s, then %s", before, after)
	if after == before {
		l.t.Errorf("the server still shows %s", before)
	}
	l.server.most = max(l.server.most, w.most.rss+w.workers)
	l.checkMemory()
}
