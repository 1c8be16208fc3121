package ingest

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"referat/ingest/pdftext"
	"referat/pkg/archive"
)

// Flow are the places of those newlines of a page's text over which a paragraph
// goes on, in order: who shows the text in another width can put spaces there.
// Where it is not sure, a line stays for itself, as in the PDF; so does every
// line of a page whose layout is not known. The error is of a layout that cannot
// be read.
func Flow(kept archive.Page) ([]int, error) {
	page, err := decodePage(kept)
	if err != nil {
		return nil, err
	}
	f := flow{lines: page.Lines, ocr: page.OCR}
	var out []int
	at := -1 // of the newline after line i
	for i := 0; i+1 < len(page.Lines); i++ {
		at += len(page.Lines[i].Text) + 1
		if at >= len(kept.Text) || kept.Text[at] != '\n' {
			return nil, nil // the text is not that of these lines
		}
		if f.goesOn(i) {
			out = append(out, at)
		}
	}
	return out, nil
}

// A flow knows how the lines of a page are set.
type flow struct {
	lines []pdftext.Line
	ocr   bool // sizes were measured in a picture, and are rough
}

// How a line is set that goes on in the next. Of a page's lines segment's
// paragraphs know more: which are headings and cells. Here those are known by
// being shorter, or of another size.
const (
	flowLetters = 40   // it has as many characters at least: cells have fewer
	flowPitch   = 1.2  // it is so much further to the next line, at most, as from line to line in such text
	flowApart   = 1.8  // and so many sizes, where no other lines tell
	flowEdge    = 3.0  // points: lines that begin so near each other begin at the same place
	flowHang    = 40.0 // points: how far the lines of a list item stand in from its mark
	flowNear    = 30   // lines around, which tell how far text reaches to the right
	flowSize    = 0.3  // points: sizes that differ by less are the same
	flowMeasure = 0.12 // of the width: lines that differ by less are as long
	flowOCR     = 0.15 // of the size, in a scan
)

// goesOn reports whether line i goes on in the one after it: both are set alike,
// that one stands under it, what that begins with had no room here, and it does
// not look as though something begins.
func (f *flow) goesOn(i int) bool {
	l, next := &f.lines[i], &f.lines[i+1]
	return utf8.RuneCountInString(l.Text) >= flowLetters && f.alike(l, next) && f.under(l, next) && f.full(i) &&
		runsOn(l.Text, next.Text) && (startsLower(next.Text) || f.measured(i))
}

func (f *flow) alike(a, b *pdftext.Line) bool {
	far := flowSize
	if f.ocr {
		far = math.Max(far, flowOCR*a.Size)
	}
	return math.Abs(a.Size-b.Size) <= far && a.Bold == b.Bold && a.Artifact == b.Artifact
}

// under reports whether b stands under a as the next line of a paragraph does.
func (f *flow) under(a, b *pdftext.Line) bool {
	in := b.X - a.X
	if in < -flowEdge || in > flowEdge && !(startsItem(a.Text) && in < flowHang) {
		return false
	}
	step := b.Y - a.Y
	return step > 0.8*a.Size && step < flowPitch*f.pitch(a)
}

// pitch is how far it is from line to line in text set as a is: the least that
// is seen on the page.
func (f *flow) pitch(a *pdftext.Line) float64 {
	least := flowApart * a.Size / flowPitch
	for i := 1; i < len(f.lines); i++ {
		p, l := &f.lines[i-1], &f.lines[i]
		if step := l.Y - p.Y; f.alike(a, p) && f.alike(a, l) && math.Abs(p.X-l.X) < flowEdge && step > 0.8*a.Size {
			least = math.Min(least, step)
		}
	}
	return least
}

// full reports whether the first word of the next line had no room in line i.
func (f *flow) full(i int) bool {
	l := &f.lines[i]
	word, _, _ := strings.Cut(f.lines[i+1].Text, " ")
	if j := strings.IndexByte(word, '-'); j > 0 && j < len(word)-1 {
		word = word[:j+1] // it could have been broken at its own hyphen
	}
	letter := l.W / math.Max(1, float64(utf8.RuneCountInString(l.Text)))
	return l.Right()+letter*(float64(utf8.RuneCountInString(word))+0.6) > f.right(i)
}

// measured reports whether another line around line i begins where it does and is
// about as long: that it is full is seen there, not only in its own length.
func (f *flow) measured(i int) bool {
	l := &f.lines[i]
	for j := max(0, i-flowNear); j < min(len(f.lines), i+flowNear); j++ {
		m := &f.lines[j]
		if j != i && j != i+1 && f.alike(l, m) && math.Abs(m.X-l.X) < flowEdge && math.Abs(m.W-l.W) < flowMeasure*l.W {
			return true
		}
	}
	return false
}

// right is how far the text around line i reaches that is set like it and begins
// where it or the line after it does.
func (f *flow) right(i int) float64 {
	l, next := &f.lines[i], &f.lines[i+1]
	right := math.Max(l.Right(), next.Right())
	for j := max(0, i-flowNear); j < min(len(f.lines), i+flowNear); j++ {
		m := &f.lines[j]
		if f.alike(l, m) && (math.Abs(m.X-l.X) < flowEdge || math.Abs(m.X-next.X) < flowEdge) {
			right = math.Max(right, m.Right())
		}
	}
	return right
}

// runsOn reports whether text may go on in next: not where a sentence ends, not
// before what begins something of its own, and not over a hyphen, of which only
// the sense tells whether it goes: børne- og, or for-slag. Before a capital it
// may be a name that comes, but after a number it is Indhold's next line.
func runsOn(text, next string) bool {
	text, next = strings.TrimSpace(text), strings.TrimSpace(next)
	if text == "" || next == "" || strings.HasSuffix(text, "-") || strings.HasSuffix(text, "\u00ad") {
		return false
	}
	end := strings.TrimRight(text, `"'”’)»`)
	if end == "" || strings.ContainsAny(end[len(end)-1:], ".:;?!") || strings.Contains(text, leader) {
		return false
	}
	if last := rune(text[len(text)-1]); unicode.IsDigit(last) && !startsLower(next) {
		return false
	}
	word, _, _ := strings.Cut(next, " ")
	return !startsItem(next) && !slices.Contains(starters[:], strings.TrimRight(word, ":"))
}

// leader is what Indhold has between a title and its page.
const leader = "....."

// starters are the words that begin something of its own, whatever stands before
// it: headings of the layouts that municipalities use, and the foot of a page.
var starters = [...]string{
	"Punkt", "Bilag", "Beslutning", "Sagsnr.", "Sagsnummer", "Indstilling", "Sagsfremstilling", "Sagsforløb", "Opfølgning", "Side",
}

func startsLower(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	return unicode.IsLower(first)
}

// startsItem reports whether a line begins as an item of a list does, or a
// numbered part: "1.", "a)", "12)", "§ 3", "at 1)", a dash or a dot.
func startsItem(text string) bool {
	first, size := utf8.DecodeRuneInString(text)
	if strings.ContainsRune("-–—•·▪●○◦■□‣➢*§\uf02d", first) {
		return true
	}
	if rest, ok := strings.CutPrefix(text, "at "); ok && rest != "" && unicode.IsDigit(rune(rest[0])) {
		text, first = rest, rune(rest[0])
	}
	if unicode.IsDigit(first) {
		return true // also "12 mio. kr.": where unsure, apart
	}
	return unicode.IsLetter(first) && strings.HasPrefix(text[size:], ") ")
}
