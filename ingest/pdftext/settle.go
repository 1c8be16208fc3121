package pdftext

import "math"

// Some producers show parts of a page late: weasyprint its list items,
// LibreOffice the cells of a table that run over several lines. settle moves
// such a part to where there is a gap for it in what came before: between two
// lines of its column, or between two cells of its row. All else stays in the
// order it was shown.
func settle(lines []Line) []Line {
	out := make([]Line, 0, len(lines))
	lowest := math.Inf(-1)
	tries := maxTries
	for i := 0; i < len(lines); {
		j := blockEnd(lines, i)
		b := block(lines[i:j])
		if b.top < lowest-1 && tries > 0 {
			tries--
			if k := b.gap(out); k >= 0 {
				out = append(out[:k], append(append([]Line(nil), lines[i:j]...), out[k:]...)...)
				i = j
				continue
			}
		}
		out = append(out, lines[i:j]...)
		lowest = math.Max(lowest, b.bottom)
		i = j
	}
	return out
}

// maxTries is how many parts of a page are looked at for a gap. A page with
// more of them, a map or a plan, has no order of reading to mend.
const maxTries = 400

// blockEnd is the end of the lines from i on that stand under each other with
// no more than a line's distance, beginning at one x.
func blockEnd(lines []Line, i int) int {
	j := i + 1
	for ; j < len(lines); j++ {
		a, b := lines[j-1], lines[j]
		if step := b.Y - a.Y; math.Abs(a.X-b.X) > 1 || math.Abs(a.Size-b.Size) > 0.3 || step < 0.5*b.Size || step > 1.8*b.Size {
			break
		}
	}
	return j
}

// A box is what is around lines.
type box struct {
	left, right float64
	top, bottom float64 // baselines of the first and the last line
	size        float64
}

func block(lines []Line) box {
	b := box{left: math.Inf(1), right: math.Inf(-1), top: lines[0].Y, bottom: lines[len(lines)-1].Y, size: lines[0].Size}
	for _, l := range lines {
		b.left, b.right = math.Min(b.left, l.X), math.Max(b.right, l.Right())
	}
	return b
}

// gap is the place in lines that b fills; -1 where there is none.
func (b box) gap(lines []Line) int {
	for k := 1; k < len(lines); k++ {
		p, n := lines[k-1], lines[k]
		over := p.Y < b.top-0.5*b.size && n.Y > b.bottom+0.5*b.size && b.under(p) && b.under(n)
		beside := math.Abs(p.Y-n.Y) < 1 && math.Abs(p.Y-b.top) < 0.3*b.size && p.Right() < b.left && b.right < n.X
		if over || beside {
			return k
		}
	}
	return -1
}

// under reports whether a line is of b's column: one of the two lies, for the
// most part, over or under the other.
func (b box) under(l Line) bool {
	shared := math.Min(b.right, l.Right()) - math.Max(b.left, l.X)
	return shared > 0.6*math.Min(b.right-b.left, l.W)
}
