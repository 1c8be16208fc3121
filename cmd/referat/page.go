package main

import (
	"fmt"
	"io"
	"strings"

	"referat/pkg/library"
)

// mostAlso is how many other texts of a punkt, and other bilag with the same
// text, are named on screen.
const mostAlso = 5

func (e *env) showHit(n int, h library.Hit) {
	fmt.Fprintf(e.stdout, "%d. %s  %s  (%s)\n", n, orDash(h.Date), meetingName(h.Series, h.Meeting), h.Kind)
	fmt.Fprintf(e.stdout, "   Punkt %s: %s\n", h.Number, h.Punkt)
	what := string(h.Thing)
	if h.Bilag != "" {
		what += " «" + h.Bilag + "»"
	}
	if h.Page > 0 {
		what += fmt.Sprintf(", side %d", h.Page)
	}
	if h.OCR {
		what += " (OCR: læst som billede)"
	}
	if h.Outcome != "" {
		what += ", udfald: " + h.Outcome.Danish()
	}
	if h.Closed {
		what += ", lukket"
	}
	fmt.Fprintf(e.stdout, "   %s — %s\n", what, printable(h.Document))
	if len(h.Fragment) > 0 {
		io.WriteString(e.stdout, "   ")
		for _, s := range h.Fragment {
			io.WriteString(e.stdout, e.mark(s))
		}
		io.WriteString(e.stdout, "\n")
	}
	for i, a := range h.Also {
		if i == mostAlso {
			fmt.Fprintf(e.stdout, "   og i %s; --json viser dem alle\n", counted(len(h.Also)-i, "tekst til", "tekster til"))
			break
		}
		what := string(a.Thing)
		if a.Title != "" {
			what += " «" + a.Title + "»"
		}
		if a.Page > 0 {
			what += fmt.Sprintf(", side %d", a.Page)
		}
		fmt.Fprintf(e.stdout, "   også i %s  %s\n", what, a.ID)
	}
	if n := len(h.Same); n > 0 {
		line := strings.Join(h.Same[:min(n, mostAlso)], " ")
		if n > mostAlso {
			line += " …"
		}
		fmt.Fprintf(e.stdout, "   det samme står i %s: %s\n", counted(n, "bilag til", "bilag til"), line)
	}
	if len(h.Copies) > 0 {
		fmt.Fprintf(e.stdout, "   mødet står også i %s\n", copyNames(h.Copies))
	}
	fmt.Fprintf(e.stdout, "   %s\n\n", h.ID)
}

// mark shows a word that was found: bold on a terminal, else between stars.
func (e *env) mark(s library.Span) string {
	switch {
	case !s.Hit:
		return s.Text
	case e.color:
		return "\x1b[1m" + s.Text + "\x1b[0m"
	}
	return "*" + s.Text + "*"
}
