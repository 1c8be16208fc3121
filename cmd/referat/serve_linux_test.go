package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"referat/pkg/agenda"
	"referat/pkg/library"
)

// servedExports is an archive of three exports, and the addresses of the pages of
// their PDFs that are shown.
func servedExports(t *testing.T) (dir string, pages []string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "arkiv")
	names := []string{"2027-01-04-kort", "2027-06-07-tyve-punkter", "byraad-2027-06-16"}
	args := []string{"import", "--ocr", "off", "--archive", dir}
	for _, n := range names {
		args = append(args, "../../testdata/exports/"+n+".pdf")
	}
	if code, _, errs := runWith(t.Context(), args...); code != exitOK {
		t.Fatal(errs)
	}
	v, err := library.OpenVolume(dir, library.Options{NoClosed: true})
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	list, _, err := v.Documents("", len(names))
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range list {
		for page := range h.Document.Source.Pages {
			if _, err := v.Drawable(h, page+1); err == nil {
				pages = append(pages, fmt.Sprintf("/dokument/%s/side/%d", agenda.NewID(h.Document.Source.SHA256).Doc(), page+1))
			}
		}
	}
	if len(pages) < 10 {
		t.Fatalf("%d pages", len(pages))
	}
	return dir, pages
}

// TestServe is what a server bears: one archive serves all.
func TestServe(t *testing.T) {
	dir, pages := servedExports(t)
	t.Run("together", func(t *testing.T) {
		for name, test := range map[string]func(t *testing.T, dir string, pages []string){
			"slow clients": testServeSlowClients, "many pictures": testServeManyPictures, "interrupted": testServeInterrupted,
		} {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				test(t, dir, pages)
			})
		}
	})
	t.Run("while writing", func(t *testing.T) { testServeWhileWriting(t, dir, pages) })
}

// answers asks for an address until it is answered with 200, for a while.
func (s *served) answers(t *testing.T, path string, within time.Duration) {
	t.Helper()
	c := http.Client{Timeout: within, Transport: &http.Transport{DisableKeepAlives: true}}
	began := time.Now()
	w, err := c.Get(s.base + path)
	if err != nil {
		t.Errorf("%s: %v", path, err)
		return
	}
	defer w.Body.Close()
	if _, err := io.Copy(io.Discard, w.Body); err != nil || w.StatusCode != http.StatusOK {
		t.Errorf("%s: status %d after %v, %v", path, w.StatusCode, time.Since(began), err)
	}
}

// dialed are n connections to the server.
func (s *served) dialed(t *testing.T, n int) (list []net.Conn) {
	t.Helper()
	for range n {
		c, err := net.DialTimeout("tcp", strings.TrimPrefix(s.base, "http://"), 5*time.Second)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { c.Close() })
		list = append(list, c)
	}
	return list
}

// Whoever holds connections, and sends nothing, or a head letter by letter, or
// never reads, keeps out nobody else; and the server lets go of him.
func testServeSlowClients(t *testing.T, dir string, _ []string) {
	s := startServer(t, program(t, "serve", "--draw-workers", "0", "--archive", dir))
	slow := s.dialed(t, 300)
	for _, c := range slow {
		io.WriteString(c, "GET /soeg?q=bro HTTP/1.1\r\nHost: a\r\nX-")
	}
	s.answers(t, "/soeg?q=havnen", 5*time.Second)
	began := time.Now()

	kept := s.dialed(t, 300) // these had an answer, and say nothing more
	for _, c := range kept {
		io.WriteString(c, "GET /robots.txt HTTP/1.1\r\nHost: a\r\n\r\n")
	}
	for _, c := range kept {
		c.SetReadDeadline(time.Now().Add(5 * time.Second))
		if _, err := c.Read(make([]byte, 4096)); err != nil {
			t.Fatal(err)
		}
	}
	s.dialed(t, mostConnections) // more than there is room for
	for range 5 {
		s.answers(t, "/soeg?q=havnen", 5*time.Second)
	}
	c := slow[len(slow)-1]
	c.SetReadDeadline(began.Add(2 * headTime))
	if _, err := io.Copy(io.Discard, c); err != nil && !strings.Contains(err.Error(), "reset") {
		t.Errorf("a head that never ends is waited for %v: %v", time.Since(began), err)
	}
	if code, errs := s.stop(t); code != exitOK {
		t.Errorf("exit code %d: %s", code, errs)
	}
}

// Thousands of pictures asked for at once, of a server that draws: each answer is
// a picture or 503, memory stays within bounds, and when the server stops no
// process is left.
func testServeManyPictures(t *testing.T, dir string, pages []string) {
	if raced {
		t.Skip("the race detector makes pdfium ten times slower; package web asks for thousands without it")
	}
	s := startServer(t, program(t, "serve", "--draw-workers", "1", "--no-access-log", "--archive", dir))
	watch := watchServer(s.pid())
	var shown, shed atomic.Int64
	var all sync.WaitGroup
	client := http.Client{Timeout: 60 * time.Second, Transport: &http.Transport{MaxIdleConnsPerHost: 1000}}
	const asked = 1500 // fewer than mostConnections
	for i := range asked {
		path := fmt.Sprintf("%s/billede?b=%d", pages[i%len(pages)], []int{800, 1200, 1600}[i/len(pages)%3])
		all.Go(func() {
			w, err := client.Get(s.base + path)
			if err != nil {
				t.Errorf("%s: %v", path, err)
				return
			}
			defer w.Body.Close()
			n, err := io.Copy(io.Discard, w.Body)
			switch {
			case err == nil && w.StatusCode == http.StatusOK && n > 1000:
				shown.Add(1)
			case err == nil && w.StatusCode == http.StatusServiceUnavailable && w.Header.Get("Retry-After") != "":
				shed.Add(1)
			default:
				t.Errorf("%s: status %d, %d bytes, %v", path, w.StatusCode, n, err)
			}
		})
	}
	s.answers(t, "/soeg?q=havnen", 10*time.Second) // meanwhile
	all.Wait()
	most := len(workersOf(s.pid()))
	watch.end(t)
	t.Logf("of %d asked for at once, %d were shown, %d turned away; %d workers", asked, shown.Load(), shed.Load(), most)
	if shown.Load() == 0 {
		t.Error("no picture was shown")
	}
	if limit := 600 << 10; watch.most.rss > limit || watch.workers > limit {
		t.Errorf("at most %v, workers %d MiB", watch.most, watch.workers>>10)
	}
	if most > 2 || len(watch.pids) == 0 { // one that ends, and the one in its place
		t.Errorf("%d workers at the end, %d in all", most, len(watch.pids))
	}
	if code, errs := s.stop(t); code != exitOK {
		t.Errorf("exit code %d: %s", code, errs)
	}
	for pid := range watch.pids {
		if !gone(pid) {
			t.Errorf("worker %d lives on", pid)
		}
	}
}

// A server that is interrupted answers what it has been asked, and ends well;
// its log has each request, and nothing of what was looked for.
func testServeInterrupted(t *testing.T, dir string, pages []string) {
	c := program(t, "serve", "--archive", dir)
	if raced {
		c.Args = append(c.Args, "--draw-workers", "0") // see above
	}
	var log words
	c.Stdout = &log
	s := startServer(t, c)
	var all sync.WaitGroup
	var begun, answered, refused atomic.Int64
	client := http.Client{Timeout: 30 * time.Second, Transport: &http.Transport{MaxIdleConnsPerHost: 200}}
	stopping := make(chan struct{})
	for i := range 100 {
		all.Go(func() {
			for n := 0; ; n++ {
				select {
				case <-stopping:
					return
				default:
				}
				path := []string{"/soeg?q=hemmeligtord", "/soeg?q=hav*", pages[i%8] + "/billede", "/feed/soeg.atom?q=hemmeligtord"}[n%4]
				begun.Add(1)
				w, err := client.Get(s.base + path)
				if err != nil {
					// No connection any more, or one that was idle when the server closed it.
					refused.Add(1)
					return
				}
				if _, err := io.Copy(io.Discard, w.Body); err != nil {
					t.Errorf("%s: cut off: %v", path, err)
				}
				w.Body.Close()
				answered.Add(1)
				if w.StatusCode != http.StatusOK && w.StatusCode != http.StatusServiceUnavailable && !(raced && w.StatusCode == http.StatusNotFound) {
					t.Errorf("%s: status %d", path, w.StatusCode)
				}
			}
		})
	}
	time.Sleep(time.Second)
	workers := workersOf(s.pid())
	began := time.Now()
	code, errs := s.stop(t)
	close(stopping)
	all.Wait()
	t.Logf("%d answered, %d could not be asked any more; stopped in %v", answered.Load(), refused.Load(), time.Since(began).Round(time.Millisecond))
	if code != exitOK || !strings.Contains(errs, "stoppet") || time.Since(began) > stopTime {
		t.Errorf("exit code %d: %s", code, errs)
	}
	if answered.Load() == 0 || refused.Load() > 100 {
		t.Errorf("%d answered, %d refused", answered.Load(), refused.Load())
	}
	for _, pid := range workers {
		if !gone(pid) {
			t.Errorf("worker %d lives on", pid)
		}
	}
	lines := int64(0)
	for in := bufio.NewScanner(strings.NewReader(log.String())); in.Scan(); lines++ {
		var line struct {
			Msg, Method, Path string
			Status            int
		}
		if err := json.Unmarshal(in.Bytes(), &line); err != nil || line.Msg != "request" || line.Method != "GET" || line.Status == 0 {
			t.Fatalf("log: %s", in.Text())
		}
	}
	if lines < answered.Load() {
		t.Errorf("%d lines in the log, %d answers", lines, answered.Load())
	}
	if strings.Contains(log.String(), "hemmeligtord") {
		t.Error("the log tells what was looked for")
	}
}

// While the archive is written, no request fails, and what is new is shown as
// soon as the writer has ended; what was taken down is gone at once.
func testServeWhileWriting(t *testing.T, dir string, pages []string) {
	s := startServer(t, program(t, "serve", "--draw-workers", "0", "--no-access-log", "--archive", dir))
	total := regexp.MustCompile(`"total": ?(\d+)`)
	found := func() string {
		w, err := http.Get(s.base + "/api/v1/search?q=natbus")
		if err != nil {
			t.Fatal(err)
		}
		defer w.Body.Close()
		b, _ := io.ReadAll(w.Body)
		m := total.FindSubmatch(b)
		if m == nil {
			t.Fatalf("%s", b)
		}
		return string(m[1])
	}
	taken, _, _ := strings.Cut(strings.TrimPrefix(pages[0], "/dokument/"), "/")
	s.answers(t, "/dokument/"+taken, 5*time.Second)
	before, at := s.generation(t), found()
	d, done := newDriver(s.base), make(chan struct{})
	var list []outcome
	go func() {
		defer close(done)
		shots := make([]shot, 0, 150)
		for i := range cap(shots) {
			shots = append(shots, shot{shotOther, []string{"/soeg?q=havnen", "/", "/udvalg", "/soeg?q=nat*", "/feed/moeder.atom", "/oparl", "/api/v1/meetings"}[i%7]})
		}
		list = d.run(shots, 30)
	}()
	for _, args := range [][]string{{"import", "--ocr", "off", "../../testdata/exports/2027-03-15-raadmandsmoede.pdf", "../../testdata/exports/byraad-2027-09-22.pdf"}, {"reindex"}, {"rollback"}, {"takedown", taken, "--reason", "prøve", "--yes"}, {"gc"}} {
		if out, err := program(t, append(args, "--archive", dir)...).CombinedOutput(); err != nil {
			t.Errorf("%v: %v: %s", args, err, out)
		}
		if args[0] != "takedown" {
			continue
		}
		w, err := http.Get(s.base + pages[0])
		if err != nil {
			t.Fatal(err)
		}
		w.Body.Close()
		if w.StatusCode != http.StatusGone {
			t.Errorf("what was taken down: status %d", w.StatusCode)
		}
	}
	<-done
	for _, o := range list {
		if o.err != nil || o.status != http.StatusOK {
			t.Errorf("%s: status %d, %v", o.path, o.status, o.err)
		}
	}
	for range 100 {
		if s.generation(t) != before {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Logf("generation %s, then %s; found %s, then %s", before, s.generation(t), at, found())
	if s.generation(t) == before {
		t.Errorf("the server still shows %s", before)
	}
	if code, errs := s.stop(t); code != exitOK {
		t.Errorf("exit code %d: %s", code, errs)
	}
}
