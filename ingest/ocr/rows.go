package ocr

import (
	"math"
	"slices"
	"unicode"
)

// rows puts what was read elsewhere into the rows where it stands: the last
// words of a line, and the figures of a table. A table without rules is read
// column by column, each a block of its own: the posts of an account and then,
// far from them, what each of them cost.
func rows(lines []Line) []Line {
	lines = withTails(lines)
	t := table{lines: lines, beside: make([]int, len(lines))}
	for i := range t.beside {
		t.beside[i] = -1
	}
	blocks := t.blocks()
	for _, b := range blocks {
		if t.figures(b) {
			t.join(b)
		}
	}
	// A column's head, or a figure, that is a block of its own.
	for _, b := range blocks {
		if len(b) == 1 && t.beside[b[0]] < 0 && len(lines[b[0]].Words) <= headWords {
			if p := t.partner(b[0], nil); p >= 0 && t.inTable(p) {
				t.beside[b[0]] = p
			}
		}
	}
	return t.ordered()
}

// tailGap is the most space before the last words of a line that were read by
// themselves, in sizes of their letters; between columns of text there is more.
const tailGap = 1.2

// withTails adds blocks of one line that begin where another line ends to that
// line.
func withTails(lines []Line) []Line {
	t := table{lines: lines}
	gone := make([]bool, len(lines))
	for _, b := range t.blocks() {
		if len(b) > 1 {
			continue
		}
		l := lines[b[0]]
		p := t.partner(b[0], nil)
		if p < 0 || gone[p] || l.X0-lines[p].X1 > tailGap*l.Size || math.Abs(l.Size-lines[p].Size) > sizeNoise*l.Size {
			continue
		}
		host := &lines[p]
		host.Words = append(slices.Clone(host.Words), l.Words...)
		host.X1, host.Confidence = l.X1, confidence(host.Words)
		host.join()
		gone[b[0]] = true
	}
	kept := lines[:0:0]
	for i, l := range lines {
		if !gone[i] {
			kept = append(kept, l)
		}
	}
	return kept
}

// headWords is how many words the head of a column of figures has at most.
const headWords = 3

// A table is lines on the way to their rows.
type table struct {
	lines  []Line
	beside []int // the line to the left in its row, once known; -1
}

// blocks are the indices of the lines, by block, from left to right.
func (t *table) blocks() [][]int {
	var blocks [][]int
	for i := range t.lines {
		if i > 0 && t.lines[i].Block == t.lines[i-1].Block {
			blocks[len(blocks)-1] = append(blocks[len(blocks)-1], i)
		} else {
			blocks = append(blocks, []int{i})
		}
	}
	slices.SortStableFunc(blocks, func(a, b []int) int { return int(math.Round(t.lines[a[0]].X0 - t.lines[b[0]].X0)) })
	return blocks
}

// figures reports whether a block is a column of figures: of two lines or more,
// two thirds have more digits than letters.
func (t *table) figures(block []int) bool {
	n := 0
	for _, i := range block {
		if isFigure(t.lines[i]) {
			n++
		}
	}
	return len(block) > 1 && 3*n >= 2*len(block)
}

func isFigure(l Line) bool {
	digits, others := 0, 0
	for _, r := range l.Text {
		switch {
		case unicode.IsDigit(r):
			digits++
		case unicode.IsLetter(r):
			others++
		}
	}
	return digits > others
}

// join puts a column of figures into the rows to its left, if most of it has
// one: a block of numbered lines beside text has none.
func (t *table) join(block []int) {
	partners := make([]int, len(block))
	found := 0
	for k, i := range block {
		if partners[k] = t.partner(i, block); partners[k] >= 0 {
			found++
		}
	}
	if 3*found < 2*len(block) {
		return
	}
	for k, i := range block {
		t.beside[i] = partners[k]
	}
}

// partner is the next line to the left of line i on its baseline, outside of
// its block; -1 for none.
func (t *table) partner(i int, block []int) int {
	l, best := t.lines[i], -1
	for j, p := range t.lines {
		if j == i || slices.Contains(block, j) || p.X1 > l.X0 || math.Abs(p.Baseline-l.Baseline) > l.Size/2 {
			continue
		}
		if best < 0 || p.X1 > t.lines[best].X1 {
			best = j
		}
	}
	return best
}

// inTable reports whether a line is in a row that figures have been put into.
func (t *table) inTable(i int) bool { return t.beside[i] >= 0 || slices.Contains(t.beside, i) }

// ordered is the lines with those that found a row behind the line to their
// left, on its baseline.
func (t *table) ordered() []Line {
	after := make([][]int, len(t.lines))
	for i, p := range t.beside {
		if p >= 0 {
			after[p] = append(after[p], i)
		}
	}
	out := make([]Line, 0, len(t.lines))
	var put func(i int, baseline float64)
	put = func(i int, baseline float64) {
		t.lines[i].Baseline = baseline
		out = append(out, t.lines[i])
		for _, k := range after[i] {
			put(k, baseline)
		}
	}
	for i, p := range t.beside {
		if p < 0 {
			put(i, t.lines[i].Baseline)
		}
	}
	return out
}
