package segment

import (
	"cmp"
	"math"
	"regexp"
	"slices"
	"strings"

	"referat/ingest/pdftext"
)

var pageOf = regexp.MustCompile(`(?i)^(?:side|s\.|page|-)?\s*(\d{1,4})\s*(?:(?:af|of|/)\s*(\d{1,4}))?\s*-?$`)

// Running heads and feet stand within this share of the page from its top or
// bottom edge.
const runningDepth = 0.12

// edgeLine reports whether a line stands where running heads and feet do.
func (p *sheet) edgeLine(i int) bool {
	y := p.Lines[i].Y
	return y < runningDepth*p.Height || y > (1-runningDepth)*p.Height
}

// pageCount reads a line like "Side 2 af 5", "2/5" or "2".
func pageCount(s string) (n, of int, ok bool) {
	m := pageOf.FindStringSubmatch(strings.TrimSpace(s))
	if m == nil {
		return 0, 0, false
	}
	return number(m[1]), number(m[2]), true
}

func number(s string) int {
	n := 0
	for _, r := range s {
		n = n*10 + int(r-'0')
	}
	return n
}

// A runner knows the running heads and feet of a row of pages: what the
// producer marked as such, and, counted in from the edge of the page with
// nothing else in between, page numbers and lines that come again at the same
// height on another page of the row with other numbers at most.
type runner map[at]bool

func (s *source) runner(first, last int) runner {
	again := map[string][]float64{} // by masked text: the heights it stands at
	for p := first; p <= last; p++ {
		sh := &s.pages[p]
		for _, i := range sh.body {
			if sh.edgeLine(i) {
				k := mask(sh.Lines[i].Text)
				again[k] = append(again[k], sh.Lines[i].Y)
			}
		}
	}
	r := runner{}
	for p := first; p <= last; p++ {
		sh := &s.pages[p]
		down := slices.Clone(sh.body)
		slices.SortStableFunc(down, func(a, b int) int { return cmp.Compare(sh.Lines[a].Y, sh.Lines[b].Y) })
		r.inwards(sh, p, down, again, func(y float64) bool { return y < runningDepth*sh.Height })
		slices.Reverse(down)
		r.inwards(sh, p, down, again, func(y float64) bool { return y > (1-runningDepth)*sh.Height })
		for _, i := range sh.body {
			if sh.Lines[i].Artifact {
				r[at{p, i}] = true
			}
		}
	}
	return r
}

// inwards marks the running lines among lines, which come from an edge of the
// page, up to the first that is none. Lines that repeat but stand no further
// from the text than its own lines do, set alike, are text: pages may well
// begin with the same words.
func (r runner) inwards(sh *sheet, page int, lines []int, again map[string][]float64, edge func(y float64) bool) {
	var found []at
	for n, i := range lines {
		l := sh.Lines[i]
		if l.Artifact || edge(l.Y) && (sh.numberLine(i) || repeats(l, again)) {
			found = append(found, at{page, i})
			continue
		}
		if n > 0 {
			last := sh.Lines[lines[n-1]]
			if styleOf(last).like(styleOf(l)) && math.Abs(l.Y-last.Y) < 1.6*l.Size && !last.Artifact && !sh.numberLine(lines[n-1]) {
				return
			}
		}
		break
	}
	for _, a := range found {
		r[a] = true
	}
}

// numberLine reports whether an edge line is a page number: "Side 2 af 5"
// anywhere there, a bare number only at the very edge.
func (p *sheet) numberLine(i int) bool {
	_, of, ok := pageCount(p.Lines[i].Text)
	y := p.Lines[i].Y
	return ok && (of > 0 || y > (1-runningDepth)*p.Height || y < 0.08*p.Height)
}

// repeats reports whether a line comes again at its height; headings do not
// count.
func repeats(l pdftext.Line, again map[string][]float64) bool {
	n := 0
	for _, y := range again[mask(l.Text)] {
		if math.Abs(y-l.Y) < 2 {
			n++
		}
	}
	_, heading := readHeading(l.Text)
	return n > 1 && !heading
}

// is reports whether a line is a running head or foot.
func (r runner) is(a at) bool { return r[a] }
