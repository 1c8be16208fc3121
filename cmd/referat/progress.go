package main

import (
	"fmt"
	"io"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"referat/ingest"
)

// Times of a progress.
const (
	redraw    = 100 * time.Millisecond // between two drawings of the line, at least
	logEvery  = time.Minute            // between two lines in a log, and before the first
	window    = 30 * time.Second       // what speeds are measured over, at least
	remember  = 10 * time.Minute       // how far back they may be, where files are slow
	speedFrom = 2 * time.Second        // after the start there is no speed to speak of
)

// leastFiles is how many files have to be done to say how long the others will
// take.
const leastFiles = 5

// A progress says how far an import is: on a terminal in one line that changes,
// else in a line a minute, for a log.
type progress struct {
	w        io.Writer
	command  string
	terminal bool
	columns  func() int // of the terminal
	now      func() time.Time

	mu       sync.Mutex
	begun    time.Time
	said     time.Time // when the line was last drawn, or logged
	shown    int       // columns that the line takes
	done     int       // files
	total    int
	failed   int
	pages    int
	current  string // the file; "" before the first
	indexing bool
	marks    []mark // the latest last

	stop chan struct{}
	gone chan struct{}
}

// A mark is how far a progress was at some time.
type mark struct {
	at          time.Time
	done, pages int
}

func (e *env) progress(command string) *progress {
	p := &progress{w: e.stderr, command: command, terminal: e.terminal, columns: e.columns, now: e.now}
	p.begun = p.now()
	p.marks = []mark{{at: p.begun}}
	if !p.terminal {
		p.said = p.begun
	}
	return p
}

// now is the time.
func (e *env) now() time.Time {
	if e.clock == nil {
		return time.Now()
	}
	return e.clock()
}

// start keeps the line up to date while a file takes long.
func (p *progress) start() {
	p.stop, p.gone = make(chan struct{}), make(chan struct{})
	go func() {
		defer close(p.gone)
		tick := time.NewTicker(time.Second)
		defer tick.Stop()
		for {
			select {
			case <-p.stop:
				return
			case <-tick.C:
				p.show(0)
			}
		}
	}()
}

// event takes a step of the run.
func (p *progress) event(ev ingest.Event) {
	p.mu.Lock()
	p.done, p.total, p.current, p.indexing = ev.Done, ev.Total, ev.Path, false
	p.pages += ev.Pages
	if ev.Status == ingest.Failed {
		p.failed++
	}
	p.mark(p.now())
	p.mu.Unlock()
	p.show(redraw)
}

// index says that the search index is brought in step, till the next event.
func (p *progress) index() {
	p.mu.Lock()
	p.indexing = true
	p.mu.Unlock()
	p.show(0)
}

// mark remembers how far the run is, once a second.
func (p *progress) mark(now time.Time) {
	if now.Sub(p.marks[len(p.marks)-1].at) < time.Second {
		return
	}
	p.marks = append(p.marks, mark{now, p.done, p.pages})
	old := 0
	for old+1 < len(p.marks) && now.Sub(p.marks[old+1].at) > remember {
		old++
	}
	p.marks = p.marks[old:]
}

// since is the mark that speeds are measured from: the latest that lies so far
// back and so many files, else the first.
func (p *progress) since(now time.Time, files int) mark {
	for i := len(p.marks) - 1; i > 0; i-- {
		if m := p.marks[i]; now.Sub(m.at) >= window && p.done-m.done >= files {
			return m
		}
	}
	return p.marks[0]
}

// show draws the line, or logs it, if it is time: after so long, on a terminal.
func (p *progress) show(after time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.now()
	switch {
	case p.current == "" && !p.indexing:
	case !p.terminal && now.Sub(p.said) >= logEvery:
		p.said = now
		fmt.Fprintf(p.w, "referat %s: %s; %s\n", p.command, strings.Join(p.numbers(now), ", "), p.doing())
	case p.terminal && now.Sub(p.said) >= after:
		p.said = now
		p.draw(now)
	}
}

// draw draws the line over the one before. The last column stays free: some
// terminals go on to the next line after it.
func (p *progress) draw(now time.Time) {
	most := 79
	if p.columns != nil {
		most = max(p.columns()-1, 10)
	}
	line := strings.Join(p.numbers(now), "  ") + "  "
	const leastName = 12 // columns; less of a name says nothing
	if room := most - utf8.RuneCountInString(line); room >= leastName {
		line += cutMiddle(p.doing(), room)
	}
	line = cutMiddle(strings.TrimRight(line, " "), most)
	length := utf8.RuneCountInString(line)
	fmt.Fprintf(p.w, "\r%s%s", line, strings.Repeat(" ", max(0, min(p.shown, most)-length)))
	p.shown = length
}

// doing says what is going on.
func (p *progress) doing() string {
	if p.indexing {
		return "indekserer …"
	}
	return printable(p.current)
}

// numbers says how far the run is.
func (p *progress) numbers(now time.Time) []string {
	parts := []string{fmt.Sprintf("%d/%d", p.done, p.total)}
	if !p.terminal {
		parts[0] = fmt.Sprintf("%d af %s", p.done, counted(p.total, "fil", "filer"))
	}
	if p.failed > 0 {
		parts = append(parts, counted(p.failed, "fejlet", "fejlede"))
	}
	if m := p.since(now, 0); p.pages > 0 && now.Sub(m.at) >= speedFrom {
		parts = append(parts, perSecond(float64(p.pages-m.pages)/now.Sub(m.at).Seconds()))
	}
	if left, ok := p.left(now); ok {
		parts = append(parts, left)
	}
	return parts
}

// left says how long the run still takes, if that can be told: as long a file
// as lately.
func (p *progress) left(now time.Time) (string, bool) {
	m := p.since(now, leastFiles)
	files := p.done - m.done
	if now.Sub(p.begun) < window || files < leastFiles || p.done >= p.total {
		return "", false
	}
	d := now.Sub(m.at) / time.Duration(files) * time.Duration(p.total-p.done)
	minutes := int(d.Round(time.Minute) / time.Minute)
	switch {
	case minutes < 1:
		return "under 1 min. tilbage", true
	case minutes < 60:
		return fmt.Sprintf("ca. %d min. tilbage", minutes), true
	case minutes < 10*60 && minutes%60 > 0:
		return fmt.Sprintf("ca. %d t. %d min. tilbage", minutes/60, minutes%60), true
	}
	return fmt.Sprintf("ca. %d t. tilbage", (minutes+30)/60), true
}

// perSecond is a speed, with a decimal where it is low.
func perSecond(pages float64) string {
	if pages < 10 {
		return strings.Replace(fmt.Sprintf("%.1f sider/s", pages), ".", ",", 1)
	}
	return fmt.Sprintf("%.0f sider/s", pages)
}

// cutMiddle is s in at most so many letters: of a path, both its beginning and
// the end of the file's name tell something.
func cutMiddle(s string, most int) string {
	r := []rune(s)
	if len(r) <= most {
		return s
	}
	head := (most - 1) / 2
	return string(r[:head]) + "…" + string(r[len(r)-(most-1-head):])
}

// clear ends the progress, and takes the line away.
func (p *progress) clear() {
	if p.stop != nil {
		close(p.stop)
		<-p.gone
		p.stop = nil
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.terminal && p.shown > 0 {
		fmt.Fprintf(p.w, "\r%s\r", strings.Repeat(" ", p.shown))
		p.shown = 0
	}
}
