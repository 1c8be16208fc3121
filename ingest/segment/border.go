package segment

import (
	"math"
	"regexp"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"referat/ingest/pdftext"
)

// A profile is what a page looks like, as far as it tells whether two pages
// belong to one bilag.
type profile struct {
	width, height float64
	body          style
	left          float64
	first         pdftext.Line // the first line that is no running head
	last          pdftext.Line
	lowest        float64
	running       []string // running heads and feet, masked
	number, of    int      // "Side 2 af 5": 2, 5
	counted       bool
	lines         int
	title         float64 // size of the largest line in the upper part
	landscape     bool
	letter        bool // its first lines are a letter's or an e-mail's
	scan          bool
}

func (s *source) profile(page int, r runner) profile {
	p := &s.pages[page]
	f := profile{width: p.Width, height: p.Height, left: math.Inf(1), scan: p.OCR || len(p.body) == 0 && p.Images > 0}
	t := tally{}
	for _, i := range p.body {
		l := p.Lines[i]
		if n, of, ok := pageCount(l.Text); ok && p.edgeLine(i) && (of > 0 || !f.counted) {
			f.number, f.of, f.counted = n, of, true
		}
		if r.is(at{page, i}) {
			f.running = append(f.running, mask(l.Text))
			continue
		}
		if f.lines == 0 {
			f.first = l
		}
		f.lines++
		f.last = l
		f.letter = f.letter || f.lines <= letterLines && letterHead.MatchString(l.Text)
		if l.Y < 0.6*p.Height {
			f.title = math.Max(f.title, l.Size)
		}
		f.left = math.Min(f.left, l.X)
		f.lowest = math.Max(f.lowest, l.Y)
		t.add(l)
	}
	f.body = t.most()
	f.landscape = f.width > f.height
	if f.lines > 0 && styleOf(f.first).like(f.body) && f.lines <= coverLines {
		f.body = style{} // a cover: its title is all it has
	}
	return f
}

// letterHead is how letters and e-mails begin, within their first lines.
var letterHead = regexp.MustCompile(`(?i)^(?:(?:fra|til|cc|emne|vedr|vedrørende|att|dato|sendt|sagsnr|j\.?nr|afsender|modtager)\.?\s*:|kære\s|hej\s|til rette vedkommende|\pL+,? den \d{1,2}\. \pL+ \d{4}$)`)

const letterLines = 6

// coverLines is how many lines a title page has at most.
const coverLines = 6

// A sign is one thing that speaks for (positive) or against (negative) a
// bilag beginning at page b, given page a before it and page start, where the
// bilag of a began.
type sign struct {
	name   string
	weight float64
	holds  func(start, a, b profile) bool
}

// signs is the table of visual witnesses to a border between bilag. A border
// is where they add up to borderAt or more.
func signs() []sign {
	return []sign{
		{"page numbers begin again", 8, func(_, a, b profile) bool {
			return b.counted && b.number == 1 && (b.of > 0 || a.counted && a.number > 1)
		}},
		{"the last page by its own count", 5, func(_, a, b profile) bool { return a.of > 0 && a.number == a.of }},
		{"page numbers go on", -8, func(_, a, b profile) bool {
			return a.counted && b.counted && b.number == a.number+1 && a.of == b.of
		}},
		{"paper turned or of another size", 4, func(_, a, b profile) bool { return !samePaper(a, b) }},
		{"another font family", 4, func(_, a, b profile) bool { return !sameFamily(a, b) }},
		{"another text size", 1.5, func(_, a, b profile) bool {
			return a.lines > 3 && b.lines > 3 && sameFamily(a, b) && math.Abs(a.body.size-b.body.size) > 0.4
		}},
		{"another left margin", 1.5, func(_, a, b profile) bool {
			return a.lines > 2 && b.lines > 2 && math.Abs(a.left-b.left) > 12
		}},
		{"a title as large as the bilag's own", 3, func(start, _, b profile) bool { return titled(b) && !subheading(start, b) }},
		{"a title page", 2, func(_, _, b profile) bool { return titled(b) && b.lines <= coverLines && b.body == style{} }},
		{"slides of one deck", -6, func(_, a, b profile) bool { return deck(a, b) }},
		{"a title slide in a deck", 5, func(_, a, b profile) bool { return deck(a, b) && cover(b) && !cover(a) }},
		{"the same running head or foot", -4, func(_, a, b profile) bool { return sharedRunning(a, b) }},
		{"a running head or foot ends", 2, func(_, a, b profile) bool {
			return len(words(a.running)) > 0 && len(words(b.running)) == 0 && b.lines > 0
		}},
		{"a sentence goes on", -5, func(_, a, b profile) bool {
			return a.lines > 0 && b.lines > 0 && !titled(b) && startsLower(b.first.Text) && !sentenceEnd(a.last.Text)
		}},
		{"the page before it is not full", 1, func(_, a, b profile) bool { return a.lines > 0 && a.lowest < 0.7*a.height }},
		{"… it ends high up, as documents do", 1.5, func(_, a, b profile) bool {
			return a.lines > 0 && a.lowest < 0.5*a.height && !a.landscape && !b.landscape
		}},
		{"a letter's head", 2.5, func(_, _, b profile) bool { return b.letter && !titled(b) }},
		{"set alike, the page before it full, and no title", -2, func(_, a, b profile) bool {
			return a.lowest > 0.82*a.height && !titled(b) && sameFamily(a, b)
		}},
		{"set alike, and no title", -1.5, func(_, a, b profile) bool { return b.lines > 0 && !titled(b) && sameFamily(a, b) }},
		{"from text to scan or back", 3, func(_, a, b profile) bool { return a.scan != b.scan }},
	}
}

func samePaper(a, b profile) bool {
	return math.Abs(a.width-b.width) <= 6 && math.Abs(a.height-b.height) <= 6
}

// sameFamily compares the fonts that two pages are set in; a page without
// text is like any.
func sameFamily(a, b profile) bool {
	return a.lines == 0 || b.lines == 0 || family(a.text()) == family(b.text())
}

// text is the font of most of a page.
func (p profile) text() string {
	if p.body == (style{}) {
		return p.first.Font
	}
	return p.body.font
}

// deck reports whether two pages are slides of one presentation: paper wider
// than high, large type, alike.
func deck(a, b profile) bool {
	const slideText = 13.5 // points; documents in landscape are set smaller
	return a.landscape && b.landscape && samePaper(a, b) && sameFamily(a, b) &&
		math.Max(a.body.size, a.title) > slideText && math.Max(b.body.size, b.title) > slideText &&
		(a.body.size > slideText || a.body == style{} || b.body.size > slideText)
}

// cover reports whether a slide is a title slide: few lines, the title low.
func cover(p profile) bool { return p.lines <= coverLines && p.first.Y > 0.3*p.height }

var sectionTitle = regexp.MustCompile(`(?i)^(?:\d+(?:\.\d+)*\.?\s|indhold$|indholdsfortegnelse|forord$|resum[eé]$|sammenfatning$|bilag$|bilagsliste|litteratur|kildeliste|konklusion$|kapitel\s)`)

// subheading reports whether a page's title is one within the bilag that
// began at start: smaller than the bilag's title, numbered, or named as the
// parts of a report are.
func subheading(start, b profile) bool {
	return b.first.Size < 0.96*start.title || sectionTitle.MatchString(b.first.Text)
}

// borderAt is the sum of signs at which a border is taken to be.
const borderAt = 3.0

// border adds up the signs between two pages.
func border(start, a, b profile) float64 {
	sum := 0.0
	for _, s := range signs() {
		if s.holds(start, a, b) {
			sum += s.weight
		}
	}
	return sum
}

// family is a font's name without its cut: "Carlito-Bold" gives "carlito".
func family(font string) string {
	f := strings.ToLower(font)
	if i := strings.IndexAny(f, "-,"); i > 0 {
		f = f[:i]
	}
	for _, cut := range []string{"psmt", "mt", "ps", "bold", "italic", "regular"} {
		f = strings.TrimSuffix(f, cut)
	}
	return f
}

// titled reports whether a page opens with a title: a line that is set larger
// than its text, or heavier and a little larger.
func titled(p profile) bool {
	l := p.first
	if p.lines == 0 || l.Y > 0.6*p.height || p.body != (style{}) && l.Y > 0.35*p.height {
		return false
	}
	if p.body == (style{}) {
		return l.Size >= 13 || l.Bold
	}
	return l.Size > 1.15*p.body.size || l.Bold && !p.body.bold && l.Size > p.body.size+0.8
}

func startsLower(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}

// words are the running lines that hold more than a page number.
func words(running []string) []string {
	var out []string
	for _, s := range running {
		if _, _, ok := pageCount(strings.ReplaceAll(s, "#", "1")); !ok {
			out = append(out, s)
		}
	}
	return out
}

func sharedRunning(a, b profile) bool {
	for _, x := range words(a.running) {
		for _, y := range words(b.running) {
			if x == y {
				return true
			}
		}
	}
	return false
}

// bySight divides the pages first to last into bilag by what they look like.
// It gives the first page of each.
func (s *source) bySight(first, last int) []int { return s.bySightAt(first, last, borderAt) }

// bySightAt is bySight with borders where the signs add up to least.
func (s *source) bySightAt(first, last int, least float64) []int {
	r := s.runner(first, last)
	starts := []int{first}
	prev := s.profile(first, r)
	start := prev
	for p := first + 1; p <= last; p++ {
		next := s.profile(p, r)
		if border(start, prev, next) >= least {
			starts = append(starts, p)
			start = next
		}
		prev = next
	}
	return starts
}

// pageTitle is the first title on a bilag's pages: the most prominent line of
// its first page's upper half, with the lines it goes on over.
func (s *source) pageTitle(first, last int, r runner) string {
	for page := first; page <= last; page++ {
		p := &s.pages[page]
		var lines []int
		for _, i := range p.body {
			if !r.is(at{page, i}) && p.Lines[i].Y < 0.6*p.Height {
				lines = append(lines, i)
			}
		}
		if len(lines) == 0 {
			continue
		}
		sort.SliceStable(lines, func(a, b int) bool { return prominence(p.Lines[lines[a]]) > prominence(p.Lines[lines[b]]) })
		best := lines[0]
		title := p.Lines[best].Text
		for j := best + 1; j < len(p.Lines) && j < best+4; j++ {
			a, b := p.Lines[j-1], p.Lines[j]
			if j+1 < len(p.Lines) && math.Abs(p.Lines[j+1].Y-b.Y) < 1 {
				break // a row of a table
			}
			if !styleOf(a).like(styleOf(b)) || b.Y-a.Y > 1.7*b.Size || b.Y <= a.Y || !p.Lines[best].Bold && p.Lines[best].Size < 13 {
				break
			}
			title = s.words.join(styleOf(b), title, b.Text)
		}
		return title
	}
	return ""
}

func prominence(l pdftext.Line) float64 {
	v := math.Round(l.Size)
	if l.Bold {
		v += 1.5
	}
	return v
}
