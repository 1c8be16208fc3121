package main

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"referat/ingest"
)

// A progress is the one line that says how far an import is, on a terminal
// only.
type progress struct {
	w     io.Writer
	shown int // columns that the line takes
}

func (e *env) progress() *progress {
	if !e.terminal {
		return &progress{}
	}
	return &progress{w: e.stderr}
}

func (p *progress) event(ev ingest.Event) {
	if p.w == nil {
		return
	}
	const most = 78 // columns
	line := fmt.Sprintf("%d/%d  %s", ev.Done, ev.Total, printable(ev.Path))
	if r := []rune(line); len(r) > most {
		line = string(r[:most-1]) + "…"
	}
	fmt.Fprintf(p.w, "\r%s%s", line, strings.Repeat(" ", max(0, p.shown-utf8.RuneCountInString(line))))
	p.shown = utf8.RuneCountInString(line)
}

// clear takes the line away.
func (p *progress) clear() {
	if p.w != nil && p.shown > 0 {
		fmt.Fprintf(p.w, "\r%s\r", strings.Repeat(" ", p.shown))
	}
}
