package pdftext

import (
	"math"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"
)

// A builder makes lines of runs.
type builder struct {
	c     *collector
	lines []lineRuns
	looks int // comparisons that mend may still make
}

// maxLooks is how many lines of a page mend compares. A page of text takes some
// thousands; one with a hundred thousand labels has no lines to mend.
const maxLooks = 20_000_000

// lineRuns is a line in the making.
type lineRuns struct {
	runs   []run
	x0, x1 float64
	y      float64 // baseline of the largest run
	at     float64 // where that run begins
	slope  float64 // of that run
	size   float64
	dir    int8
}

// baseline is the line's at a place along it.
func (l *lineRuns) baseline(along float64) float64 { return l.y + l.slope*(along-l.at) }

// lines puts a page's runs together to lines, in the order they were shown,
// which is the order of reading in all that writes text documents; only what
// stands on one baseline without a gap is brought together from elsewhere.
func (c *collector) lines() []Line {
	b := builder{c: c, looks: maxLooks}
	for _, r := range c.runs {
		b.place(r)
	}
	b.mend()
	out := make([]Line, 0, len(b.lines))
	for i := range b.lines {
		if l := b.finish(&b.lines[i]); l.Text != "" {
			out = append(out, l)
		}
	}
	return settle(out)
}

// place adds a run to the line that the last run went to, or begins a line.
func (b *builder) place(r run) {
	if n := len(b.lines); n > 0 {
		l := &b.lines[n-1]
		if b.shadow(l, r) {
			return
		}
		gap := r.x0 - l.x1
		if l.dir == r.dir && sameBaseline(l.baseline(r.x0), l.size, r.y, r.size) && gap > backGap*r.size && gap < columnGap*math.Max(l.size, r.size) {
			l.add(r)
			return
		}
	}
	b.lines = append(b.lines, lineRuns{runs: []run{r}, x0: r.x0, x1: r.x1, y: r.y, at: r.x0, slope: r.slope, size: r.size, dir: r.dir})
}

func (l *lineRuns) add(r run) {
	l.runs = append(l.runs, r)
	l.x0, l.x1 = math.Min(l.x0, r.x0), math.Max(l.x1, r.x1)
	if r.size > l.size*1.05 {
		l.y, l.at, l.slope, l.size = r.y, r.x0, r.slope, r.size
	}
}

// sameBaseline: equal sizes stand on one line; a smaller one may be raised or
// lowered, as in CO₂ and m².
func sameBaseline(y1, size1, y2, size2 float64) bool {
	large, small := math.Max(size1, size2), math.Min(size1, size2)
	if small > 0.85*large {
		return math.Abs(y1-y2) < 0.2*large
	}
	return math.Abs(y1-y2) < 0.5*large
}

// shadow reports whether r is drawn over what the line already ends with, as
// some producers make letters bold.
func (b *builder) shadow(l *lineRuns, r run) bool {
	last := l.runs[len(l.runs)-1]
	return last.dir == r.dir && math.Abs(last.x0-r.x0) < 0.15*r.size && math.Abs(last.y-r.y) < 0.15*r.size &&
		string(b.c.text[last.from:last.to]) == string(b.c.text[r.from:r.to])
}

// mend joins lines that continue each other on one baseline with no more than
// a space between them, though something else was shown in between.
func (b *builder) mend() {
	order := make([]int, len(b.lines))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(i, j int) bool {
		p, q := &b.lines[order[i]], &b.lines[order[j]]
		if p.dir != q.dir {
			return p.dir < q.dir
		}
		if p.y != q.y {
			return p.y < q.y
		}
		return p.x0 < q.x0
	})
	gone := false
	for i := 0; i < len(order); i++ {
		p := &b.lines[order[i]]
		if len(p.runs) == 0 {
			continue
		}
		for j := i + 1; j < len(order) && b.looks > 0; j++ {
			b.looks--
			q := &b.lines[order[j]]
			if q.dir != p.dir || q.y-p.y > 0.02*p.size {
				break
			}
			if len(q.runs) == 0 || math.Abs(p.size-q.size) > 0.05*p.size {
				continue
			}
			b.looks -= len(p.runs)
			if p.insert(q) {
				q.runs = nil
				gone = true
				continue
			}
			first, second := p, q
			if q.x0 < p.x0 {
				first, second = q, p
			}
			if gap := second.x0 - first.x1; gap > -0.1*p.size && gap < 0.45*p.size && (b.marker(first) || !b.column(second)) {
				for _, r := range second.runs {
					first.add(r)
				}
				second.runs = nil
				gone = true
				if second == p {
					break
				}
				j = i // the line has grown: look again
			}
		}
	}
	if !gone {
		return
	}
	kept := b.lines[:0]
	for _, l := range b.lines {
		if len(l.runs) > 0 {
			kept = append(kept, l)
		}
	}
	b.lines = kept
}

// column reports whether others begin where l does: l stands in a column or
// cell of its own, however near the one beside it comes.
func (b *builder) column(l *lineRuns) bool {
	n := 0
	b.looks -= len(b.lines)
	for i := range b.lines {
		if m := &b.lines[i]; m != l && len(m.runs) > 0 && m.dir == l.dir && math.Abs(m.x0-l.x0) < 0.5 && math.Abs(m.y-l.y) < 12*l.size {
			n++
		}
	}
	return n >= 2
}

// marker reports whether l is the mark of a list item: "1.", "a)", "•".
func (b *builder) marker(l *lineRuns) bool {
	r := l.runs[0]
	return len(l.runs) == 1 && r.to-r.from <= 4 && (r.characters == 0 || strings.ContainsAny(string(b.c.text[r.to-1]), ".)"))
}

// insert puts q's runs into a gap that l has for them: LibreOffice shows the
// signs that the font lacks, as ₂ in CO₂, after the line around them.
func (l *lineRuns) insert(q *lineRuns) bool {
	slack := 0.1 * l.size
	for i := 0; i+1 < len(l.runs); i++ {
		if l.runs[i].x1 <= q.x0+slack && q.x1 <= l.runs[i+1].x0+slack {
			l.runs = slices.Insert(l.runs, i+1, q.runs...)
			return true
		}
	}
	return false
}

// finish gives the line's text and how most of it is set.
func (b *builder) finish(l *lineRuns) Line {
	var text strings.Builder
	var end float64
	weight := map[*font]int{}
	bold, artifact, all := 0, 0, 0
	for i, r := range l.runs {
		if i > 0 {
			gap := r.x0 - end
			if r.before || l.runs[i-1].after || gap > wordGap*math.Min(l.size, 1.5*r.size) && !index(b.c.text[r.from:r.to]) {
				text.WriteByte(' ')
			}
		}
		text.Write(b.c.text[r.from:r.to])
		end = r.x1
		weight[r.font] += r.characters
		all += r.characters
		if r.font.bold {
			bold += r.characters
		}
		if r.artifact {
			artifact += r.characters
		}
	}
	line := Line{Text: tidyLine(text.String()), W: l.x1 - l.x0, Size: round(l.size), Bold: 2*bold > all, Artifact: 2*artifact > all}
	line.X, line.Y = point(l.dir, l.x0, l.y)
	line.X, line.Y, line.W = round(line.X), round(line.Y), round(line.W)
	most := -1
	for _, r := range l.runs {
		if weight[r.font] > most {
			most, line.Font = weight[r.font], r.font.name
		}
	}
	return line
}

// index reports whether a run opens with a raised or lowered digit: it stands
// by the word before it, however far, as in CO₂ and m².
func index(text []byte) bool {
	r, _ := utf8.DecodeRune(text)
	return r >= '₀' && r <= '₉' || r >= '⁰' && r <= '⁹' || r == '²' || r == '³' || r == '¹'
}

// tidyLine makes a line's spaces single and takes soft hyphens out, but for
// one at the end, where it says that a word goes on.
func tidyLine(s string) string {
	if strings.Contains(s, "\u2010") {
		// The typographic hyphen: at the end it is what a typesetter breaks
		// words with (weasyprint); elsewhere a hyphen like any.
		if t, ok := strings.CutSuffix(strings.TrimRight(s, " "), "\u2010"); ok {
			s = t + "\u00ad"
		}
		s = strings.ReplaceAll(s, "\u2010", "-")
	}
	if strings.Contains(s, "\u00ad") {
		soft := strings.HasSuffix(strings.TrimRight(s, " "), "\u00ad")
		s = strings.ReplaceAll(s, "\u00ad", "")
		if soft {
			s = strings.TrimRight(s, " ") + "\u00ad"
		}
	}
	if !strings.Contains(s, "  ") && !strings.HasPrefix(s, " ") && !strings.HasSuffix(s, " ") {
		return s
	}
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == ' ' }), " ")
}

// round keeps hundredths of a point.
func round(v float64) float64 { return math.Round(v*100) / 100 }
