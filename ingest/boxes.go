package ingest

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"referat/ingest/pdftext"
	"referat/pkg/archive"
)

// A Span is bytes of a page's text, from Start up to End.
type Span struct{ Start, End int }

// A Box is where a span of a page's text, or a line's part of it, stands, in
// fractions of the page as it is shown: from the left and from the top, 0 to 1.
type Box struct {
	Span                     int // its place among those that were asked for
	Left, Top, Right, Bottom float64
}

// maxBoxes is the most boxes that are made for a page: of more marks than that
// nobody sees anything.
const maxBoxes = 1000

// Boxes are where spans of a page's text stand on it. words are those that
// pdfium finds on the page, nil where it is not drawn or is a scan.
//
// The archive has where each line begins and how wide it is, so a word's place
// is estimated by the widths of its letters, and then put to where pdfium has
// the same letters nearby; where it has none, the estimate stands. A line of
// which it is not known which way it runs, as on a page that was turned for
// OCR, has no boxes. The error is of a layout that cannot be read.
func Boxes(kept archive.Page, words []pdftext.Word, spans []Span) ([]Box, error) {
	page, err := decodePage(kept)
	if err != nil {
		return nil, err
	}
	if !(page.Width > 0 && page.Height > 0) {
		return nil, nil
	}
	estimate := !offPage(&page)
	starts := make([]int, len(page.Lines)) // of the lines in the page's text
	for i, at := 0, 0; i < len(starts); i++ {
		starts[i] = at
		at += len(page.Lines[i].Text) + 1
	}
	places := map[int]*linePlace{}
	var boxes []Box
	for n, s := range spans {
		first, found := slices.BinarySearch(starts, s.Start)
		if !found {
			first = max(first-1, 0)
		}
		for i := first; i < len(starts) && starts[i] < s.End && len(boxes) < maxBoxes; i++ {
			line := &page.Lines[i]
			from, to := trimmed(line.Text, max(s.Start-starts[i], 0), min(s.End-starts[i], len(line.Text)))
			if from >= to {
				continue
			}
			if places[i] == nil {
				places[i] = place(line, page.Width, page.Height, words)
			}
			r, ok := places[i].rectangle(from, to, estimate)
			box := Box{n, inPage(r.left / page.Width), inPage(r.top / page.Height), inPage(r.right / page.Width), inPage(r.bottom / page.Height)}
			if ok && box.Left < box.Right && box.Top < box.Bottom {
				boxes = append(boxes, box)
			}
		}
	}
	return boxes, nil
}

func inPage(v float64) float64 { return math.Max(0, math.Min(1, v)) }

// trimmed is a part of a text without the spaces around it, at the bounds of
// characters.
func trimmed(text string, from, to int) (int, int) {
	if from >= to {
		return from, to
	}
	for from > 0 && !utf8.RuneStart(text[from]) {
		from--
	}
	for to < len(text) && !utf8.RuneStart(text[to]) {
		to++
	}
	part := text[from:to]
	from += len(part) - len(strings.TrimLeft(part, " \t\n"))
	return from, from + len(strings.TrimSpace(part))
}

// offPage reports whether lines of a scan reach out of the page: it was turned
// to be read, and they stand where they do on the turned page (pdftext, scan.go).
func offPage(p *pdftext.Page) bool {
	return p.OCR && slices.ContainsFunc(p.Lines, func(l pdftext.Line) bool {
		return l.Right() > 1.02*p.Width || l.Y > 1.02*p.Height
	})
}

// A rectangle is in points, from the top left of the page, or of the page
// turned so that a line runs to the right.
type rectangle struct{ left, top, right, bottom float64 }

// frame turns a rectangle so that what was written in quarter turns counter-
// clockwise runs to the right; its numbers may be negative then.
func (r rectangle) frame(turns int) rectangle {
	for range turns {
		r = rectangle{-r.bottom, r.left, -r.top, r.right}
	}
	return r
}

// back is the opposite of frame.
func (r rectangle) back(turns int) rectangle { return r.frame((4 - turns) % 4) }

// A linePlace is where a line stands, and what pdfium has there.
type linePlace struct {
	line  *pdftext.Line
	along []float64 // as pdftext gives it
	ways  []lineWay // the directions it may run in, the likeliest first
	fits  bool      // it lies on the page if it runs to the right
}

// A lineWay is a line as it would stand if it ran in a direction, with the
// words of pdfium that stand there.
type lineWay struct {
	turns   int // quarter turns counter-clockwise that it runs in
	x, y    float64
	letters string // of the words, one after another
	words   []wayWord
	starts  []int // of each word in letters
}

type wayWord struct {
	rectangle
	letters string
}

// place finds the words near a line. Most lines run to the right; others are
// known by their letters, which are found in one direction and not in others.
func place(line *pdftext.Line, width, height float64, words []pdftext.Word) *linePlace {
	p := &linePlace{line: line, along: line.Along(), fits: line.X > -0.02*width && line.Right() < 1.02*width}
	whole := letters(line.Text)
	for _, turns := range []int{0, 1, 3, 2} {
		w := wayOf(line, turns, width, height, words)
		if whole != "" && strings.Contains(w.letters, whole) {
			p.ways = []lineWay{w}
			return p
		}
		if w.letters != "" {
			p.ways = append(p.ways, w)
		}
	}
	return p
}

// How far from a line's place words of it may stand, in its sizes: their middle
// above and below the baseline, and their ends beyond its own.
const (
	reachAbove  = 1.0
	reachBelow  = 0.35
	reachBeside = 1.0
)

func wayOf(line *pdftext.Line, turns int, width, height float64, words []pdftext.Word) lineWay {
	start := rectangle{line.X, line.Y, line.X, line.Y}.frame(turns)
	w := lineWay{turns: turns, x: start.left, y: start.top}
	size := math.Max(line.Size, 1)
	for i := range words {
		r := rectangle{float64(words[i].Left) * width, float64(words[i].Top) * height, float64(words[i].Right) * width, float64(words[i].Bottom) * height}.frame(turns)
		middle := (r.top + r.bottom) / 2
		if middle < w.y-reachAbove*size || middle > w.y+reachBelow*size || r.right < w.x-reachBeside*size || r.left > w.x+line.W+reachBeside*size {
			continue
		}
		if text := letters(words[i].Text); text != "" {
			w.words = append(w.words, wayWord{r, text})
		}
	}
	slices.SortStableFunc(w.words, func(a, b wayWord) int { return cmp.Compare(a.left, b.left) })
	var all strings.Builder
	for _, word := range w.words {
		w.starts = append(w.starts, all.Len())
		all.WriteString(word.letters)
	}
	w.letters = all.String()
	return w
}

// letters are what two engines agree on in a text: its characters, without
// hyphens, spaces and capitals.
func letters(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r), r == '-', r == '\u00ad', r == '\u2010', r == '\u2011':
			return -1
		}
		return unicode.ToLower(r)
	}, text)
}

// How tall an estimated box is over and under the baseline, in sizes: the
// letters with what goes above and below.
const (
	estimateAbove = 0.85
	estimateBelow = 0.25
)

// rectangle is where the bytes from up to to of the line stand; ok is false
// where that is not known. estimate allows for an estimate.
func (p *linePlace) rectangle(from, to int, estimate bool) (r rectangle, ok bool) {
	for i := range p.ways {
		if r, ok := p.snapped(&p.ways[i], from, to); ok {
			return r.back(p.ways[i].turns), true
		}
	}
	if !estimate || !p.fits {
		return rectangle{}, false
	}
	l := p.line
	return rectangle{l.X + l.W*p.along[from], l.Y - estimateAbove*l.Size, l.X + l.W*p.along[to], l.Y + estimateBelow*l.Size}, true
}

// snapDistance is how far the same letters may stand from where they are
// estimated: so much of the line's width, and so many sizes.
const (
	snapWidth = 0.08
	snapSizes = 2.5
)

// snapped is where pdfium has the letters of a part of the line: those of the
// whole word around it, nearest to the estimate, since "3" stands in many.
func (p *linePlace) snapped(w *lineWay, from, to int) (best rectangle, ok bool) {
	l := p.line
	first := strings.LastIndexByte(l.Text[:from], ' ') + 1
	last := len(l.Text)
	if n := strings.IndexByte(l.Text[to:], ' '); n >= 0 {
		last = to + n
	}
	before, part, after := letters(l.Text[first:from]), letters(l.Text[from:to]), letters(l.Text[to:last])
	if part == "" {
		return best, false
	}
	want := w.x + l.W*(p.along[from]+p.along[to])/2
	near := snapWidth*l.W + snapSizes*l.Size
	for _, look := range []struct{ before, after string }{{before, after}, {"", ""}} {
		word := look.before + part + look.after
		for at := 0; ; {
			n := strings.Index(w.letters[at:], word)
			if n < 0 {
				break
			}
			at += n
			r := w.bounds(at+len(look.before), at+len(look.before)+len(part))
			if far := math.Abs((r.left+r.right)/2 - want); far <= near {
				best, near, ok = r, far, true
			}
			_, size := utf8.DecodeRuneInString(w.letters[at:])
			at += size
		}
		if ok || before == "" && after == "" {
			break
		}
	}
	return best, ok
}

// bounds is around the bytes from up to to of the way's letters. Within a word
// letters take room by their widths.
func (w *lineWay) bounds(from, to int) rectangle {
	first, found := slices.BinarySearch(w.starts, from)
	if !found {
		first--
	}
	last, _ := slices.BinarySearch(w.starts, to)
	last--
	r := w.words[first].rectangle
	for _, word := range w.words[first : last+1] {
		r = rectangle{math.Min(r.left, word.left), math.Min(r.top, word.top), math.Max(r.right, word.right), math.Max(r.bottom, word.bottom)}
	}
	if a := &w.words[first]; from > w.starts[first] {
		r.left = a.at(from - w.starts[first])
	}
	if b := &w.words[last]; to < w.starts[last]+len(b.letters) {
		r.right = b.at(to - w.starts[last])
	}
	return r
}

// at is how far along a word's byte stands.
func (w *wayWord) at(i int) float64 {
	l := pdftext.Line{Text: w.letters}
	return w.left + (w.right-w.left)*l.Along()[i]
}
