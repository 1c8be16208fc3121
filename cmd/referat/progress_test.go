package main

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"referat/ingest"
)

// A run is an import of the tests: its own clock, and what it showed.
type run struct {
	*progress
	time time.Time
	out  bytes.Buffer
	ev   ingest.Event
}

func newRun(terminal bool, columns, total int) *run {
	r := &run{time: time.Date(2026, 11, 23, 4, 0, 0, 0, time.UTC)}
	e := &env{stderr: &r.out, terminal: terminal, columns: func() int { return columns }, clock: func() time.Time { return r.time }}
	r.progress = e.progress("import")
	r.ev.Total = total
	return r
}

// file is a file that took so long.
func (r *run) file(took time.Duration, status ingest.Status, pages int) {
	r.ev.Path, r.ev.Status, r.ev.Pages = fmt.Sprintf("ind/%05d.pdf", r.ev.Done+1), ingest.Working, 0
	r.event(r.ev)
	r.time = r.time.Add(took)
	r.ev.Done++
	r.ev.Status, r.ev.Pages = status, pages
	r.event(r.ev)
}

// line is what the terminal shows.
func (r *run) line() string {
	lines := strings.Split(r.out.String(), "\r")
	return strings.TrimRight(lines[len(lines)-1], " ")
}

func TestProgressOnATerminal(t *testing.T) {
	r := newRun(true, 120, 1000)
	r.file(time.Second, ingest.Imported, 50)
	if got := r.line(); got != "1/1000  ind/00001.pdf" {
		t.Errorf("after a second: %q; want no speed and no time yet", got)
	}
	for range 19 {
		r.file(time.Second, ingest.Imported, 50)
	}
	if got := r.line(); got != "20/1000  50 sider/s  ind/00020.pdf" {
		t.Errorf("after 20 s: %q; want a speed, and no time yet", got)
	}
	for range 80 {
		r.file(time.Second, ingest.Imported, 50)
	}
	r.file(time.Second, ingest.Failed, 0)
	if got := r.line(); got != "101/1000  1 fejlet  48 sider/s  ca. 15 min. tilbage  ind/00101.pdf" {
		t.Errorf("after 101 s: %q", got)
	}
	// It slows down: both follow within the window.
	for range 15 {
		r.file(4*time.Second, ingest.Imported, 2)
	}
	if got := r.line(); got != "116/1000  1 fejlet  0,5 sider/s  ca. 59 min. tilbage  ind/00116.pdf" {
		t.Errorf("slower: %q", got)
	}
	// A file that takes for ever.
	r.time = r.time.Add(10 * time.Minute)
	r.show(0)
	if got := r.line(); got != "116/1000  1 fejlet  0,0 sider/s  ca. 30 t. tilbage  ind/00116.pdf" {
		t.Errorf("stuck: %q", got)
	}
	r.index()
	if got := r.line(); !strings.HasSuffix(got, "  indekserer …") {
		t.Errorf("indexing: %q", got)
	}
	r.clear()
	if got := r.out.String(); !strings.HasSuffix(got, " \r") || strings.Contains(got, "\n") {
		t.Errorf("the line is not taken away: %q", got)
	}
}

// An import that goes on: what was there already went by fast, and says nothing
// of the rest.
func TestProgressTimeLeftAfterUnchangedFiles(t *testing.T) {
	r := newRun(true, 120, 11_000)
	for range 10_000 {
		r.file(100*time.Microsecond, ingest.Unchanged, 0)
	}
	for range 60 {
		r.file(time.Second, ingest.Imported, 10)
	}
	if got := r.line(); got != "10060/11000  10 sider/s  ca. 16 min. tilbage  ind/10060.pdf" {
		t.Errorf("%q", got)
	}
	if n := strings.Count(r.out.String(), "\r"); n > 200 {
		t.Errorf("drawn %d times in 61 seconds", n)
	}
}

func TestProgressLongNames(t *testing.T) {
	for _, columns := range []int{10, 20, 40, 80} {
		r := newRun(true, columns, 12345)
		r.ev.Path, r.ev.Status = strings.Repeat("møder/", 40)+"2026-03-23 Rådmandsmøde.pdf\x1b[31m", ingest.Working
		r.event(r.ev)
		line := r.line()
		if n := utf8.RuneCountInString(line); n > columns-1 {
			t.Errorf("%d columns: the line takes %d: %q", columns, n, line)
		}
		if columns >= 40 && (!strings.Contains(line, "  møder/") || !strings.Contains(line, "…") || !strings.HasSuffix(line, "møde.pdf?[31m")) {
			t.Errorf("%d columns: %q; want the beginning and the end of the path", columns, line)
		}
	}
}

// In a log there is a line a minute, and none in a short run.
func TestProgressInALog(t *testing.T) {
	r := newRun(false, 0, 400)
	for range 59 {
		r.file(time.Second, ingest.Imported, 3)
	}
	if r.out.Len() > 0 {
		t.Errorf("in the first minute: %q", r.out.String())
	}
	for range 62 {
		r.file(time.Second, ingest.Imported, 3)
	}
	r.time = r.time.Add(time.Minute)
	r.index()
	r.clear()
	want := `referat import: 60 af 400 filer, 3,0 sider/s, ca. 6 min. tilbage; ind/00060.pdf
referat import: 120 af 400 filer, 3,0 sider/s, ca. 5 min. tilbage; ind/00120.pdf
referat import: 121 af 400 filer, 0,0 sider/s, ca. 1 t. tilbage; indekserer …
`
	if got := r.out.String(); got != want {
		t.Errorf("got:\n%swant:\n%s", got, want)
	}
}
