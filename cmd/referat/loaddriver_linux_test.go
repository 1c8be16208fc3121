package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

func urlEscaped(s string) string { return url.QueryEscape(s) }

// A driver asks a server at a constant rate, whatever it answers (open loop): a
// request that is due while the server is slow is sent when it is due, and how
// long it took is counted from then on, also where this machine was late to
// send it.
type driver struct {
	base   string
	client *http.Client
}

func newDriver(base string) *driver {
	return &driver{base, &http.Client{
		Timeout:       30 * time.Second,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport:     &http.Transport{MaxIdleConnsPerHost: 5000, IdleConnTimeout: 20 * time.Second, DisableCompression: true},
	}}
}

// An outcome is what became of a request.
type outcome struct {
	shot
	status int
	err    error
	took   time.Duration // from when it was due until its answer was read
	late   time.Duration // of it, until it was sent
	bytes  int64
	retry  string // Retry-After
}

// run sends shots, so many a second, and waits for the last answer.
func (d *driver) run(shots []shot, perSecond int) []outcome {
	list := make([]outcome, len(shots))
	var all sync.WaitGroup
	began := time.Now()
	for i := range shots {
		due := began.Add(time.Duration(i) * time.Second / time.Duration(perSecond))
		time.Sleep(time.Until(due))
		all.Go(func() { list[i] = d.fire(shots[i], due) })
	}
	all.Wait()
	return list
}

func (d *driver) fire(s shot, due time.Time) (o outcome) {
	o.shot, o.late = s, time.Since(due)
	defer func() { o.took = time.Since(due) }()
	r, err := http.NewRequestWithContext(context.Background(), http.MethodGet, d.base+s.path, nil)
	if err != nil {
		o.err = err
		return o
	}
	r.Header.Set("Accept-Encoding", "gzip") // as browsers do
	w, err := d.client.Do(r)
	if err != nil {
		o.err = err
		return o
	}
	defer w.Body.Close()
	o.status, o.retry = w.StatusCode, w.Header.Get("Retry-After")
	o.bytes, o.err = io.Copy(io.Discard, w.Body)
	return o
}

// figures are those of outcomes of one kind; times of the ones answered with
// what was asked for.
type figures struct {
	n, answered        int
	p50, p90, p99, max time.Duration
	statuses           map[int]int // 0: no answer
}

func figuresOf(list []outcome, of func(outcome) bool) figures {
	f := figures{statuses: map[int]int{}}
	var took []time.Duration
	for _, o := range list {
		if !of(o) {
			continue
		}
		f.n++
		if o.err != nil {
			o.status = 0
		}
		f.statuses[o.status]++
		if o.status == http.StatusOK {
			took = append(took, o.took)
		}
	}
	if f.answered = len(took); f.answered == 0 {
		return f
	}
	slices.Sort(took)
	at := func(percent int) time.Duration { return took[min(len(took)-1, len(took)*percent/100)] }
	f.p50, f.p90, f.p99, f.max = at(50), at(90), at(99), took[len(took)-1]
	return f
}

func (f figures) String() string {
	ms := func(d time.Duration) string { return fmt.Sprintf("%.1f", float64(d.Microseconds())/1000) }
	var codes []string
	for code := range f.statuses {
		codes = append(codes, fmt.Sprintf("%d: %d", code, f.statuses[code]))
	}
	slices.Sort(codes)
	return fmt.Sprintf("%6d requests, p50 %6s p90 %6s p99 %6s max %6s ms; %s", f.n, ms(f.p50), ms(f.p90), ms(f.p99), ms(f.max), strings.Join(codes, ", "))
}

// memory is what a process has in memory, in KiB, as smaps_rollup tells: what
// it has mapped of files counts, although the system can take it back.
type memory struct{ rss, pss, anonymous, file int }

func (m memory) String() string {
	return fmt.Sprintf("RSS %d MiB, PSS %d MiB (anonymous %d, of files %d)", m.rss>>10, m.pss>>10, m.anonymous>>10, m.file>>10)
}

func memoryOf(pid int) (m memory) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/smaps_rollup", pid))
	if err != nil {
		return m
	}
	for line := range strings.Lines(string(text)) {
		f := strings.Fields(line)
		if len(f) != 3 {
			continue
		}
		n, _ := strconv.Atoi(f[1])
		switch f[0] {
		case "Rss:":
			m.rss = n
		case "Pss:":
			m.pss = n
		case "Pss_Anon:":
			m.anonymous = n
		case "Pss_File:":
			m.file = n
		}
	}
	return m
}

// cpuOf is the CPU time that a process has taken, and its children that it has
// waited for.
func cpuOf(pid int) time.Duration {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0
	}
	_, after, _ := strings.Cut(string(text), ") ")
	var ticks int
	if f := strings.Fields(after); len(f) > 14 {
		for _, i := range []int{11, 12, 13, 14} { // utime, stime, cutime, cstime
			n, _ := strconv.Atoi(f[i])
			ticks += n
		}
	}
	return time.Duration(ticks) * 10 * time.Millisecond // the kernel's USER_HZ is 100
}

// A watch looks at a server's memory, and its workers', twice a second.
type watchman struct {
	most    memory       // of the server
	workers int          // KiB, PSS of all workers together at most
	pids    map[int]bool // of workers that were seen
	stop    chan struct{}
	done    chan struct{}
	pid     int
	cpu     time.Duration // of the server at the beginning
	own     time.Duration // of the driver
	machine time.Duration // of everything
	others  float64       // share of one processor that others than server and driver took, in %
	began   time.Time
}

func watchServer(pid int) *watchman {
	w := &watchman{pids: map[int]bool{}, stop: make(chan struct{}), done: make(chan struct{}), pid: pid, cpu: cpuOf(pid), own: cpuOf(os.Getpid()), machine: cpuOfMachine(), began: time.Now()}
	go func() {
		defer close(w.done)
		for {
			w.look()
			select {
			case <-w.stop:
				return
			case <-time.After(500 * time.Millisecond):
			}
		}
	}()
	return w
}

func (w *watchman) look() {
	m := memoryOf(w.pid)
	w.most = memory{max(w.most.rss, m.rss), max(w.most.pss, m.pss), max(w.most.anonymous, m.anonymous), max(w.most.file, m.file)}
	workers := 0
	for _, pid := range workersOf(w.pid) {
		w.pids[pid] = true
		workers += memoryOf(pid).pss
	}
	w.workers = max(w.workers, workers)
}

// end says what the server took.
func (w *watchman) end(t *testing.T) {
	close(w.stop)
	<-w.done
	share := func(now, before time.Duration) float64 {
		return 100 * float64(now-before) / float64(time.Since(w.began))
	}
	server, own, machine := share(cpuOf(w.pid), w.cpu), share(cpuOf(os.Getpid()), w.own), share(cpuOfMachine(), w.machine)
	w.others = machine - server - own
	t.Logf("  server: at most %v; workers PSS %d MiB; CPU: server %.0f %% of one of %d, driver %.0f %%, others %.0f %%", w.most, w.workers>>10,
		server, runtime.NumCPU(), own, w.others)
}

// cpuOfMachine is the CPU time that all processes have taken, and what a
// hypervisor gave to other machines.
func cpuOfMachine() (took time.Duration) {
	text, err := os.ReadFile("/proc/stat")
	if err != nil {
		return 0
	}
	line, _, _ := strings.Cut(string(text), "\n")
	for i, f := range strings.Fields(line) {
		if n, err := strconv.Atoi(f); err == nil && i != 4 && i != 5 && i < 9 { // idle, iowait; guests are in user
			took += time.Duration(n) * 10 * time.Millisecond
		}
	}
	return took
}
