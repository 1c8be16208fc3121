package segment

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"referat/ingest/pdftext"
	"referat/pkg/agenda"
)

// compose makes running text of lines: a paragraph or list item a line, list
// items begun with "- ", cells of a table row parted by tabs. marks say where
// each page begins. margin is the x of the left margin that list items stand
// in from; none means that of the lines themselves.
func (s *source) compose(lines []at, margin ...float64) (text string, marks []agenda.Mark) {
	c := composer{s: s, lines: lines, left: math.Inf(1)}
	for _, x := range margin {
		c.left = x
	}
	c.measure()
	var b strings.Builder
	para := ""
	flush := func() {
		if para = strings.TrimSpace(para); para != "" {
			if b.Len() > 0 {
				b.WriteByte('\n')
			}
			b.WriteString(para)
		}
		para = ""
	}
	for i, a := range lines {
		l := s.line(a)
		page := a.page + 1
		item, rest := bullet(l.Text)
		brk := i == 0 || c.breaks(i)
		row := i > 0 && c.sameRow(i)
		switch {
		case row && para == "- ":
			para += rest
		case row:
			para += "\t" + l.Text
		case brk:
			flush()
			switch {
			case item && rest == "":
				para = "- "
			case item || c.indented(i):
				para = "- " + rest
			default:
				para = l.Text
			}
		default:
			para = s.words.join(styleOf(l), para, l.Text)
		}
		if len(marks) == 0 || marks[len(marks)-1].Page != page {
			off := b.Len() + len(para) - len(l.Text)
			if b.Len() > 0 {
				off++ // the line break before the paragraph
			}
			marks = append(marks, agenda.Mark{Page: page, Offset: max(off, 0)})
		}
	}
	flush()
	text = b.String()
	for i := range marks {
		marks[i].Offset = min(marks[i].Offset, len(text))
	}
	if text == "" {
		return "", nil
	}
	return text, marks
}

// bullet reports whether a line opens with a list mark, and gives what
// follows it. Word and the browsers set marks of many kinds.
func bullet(s string) (bool, string) {
	r, n := utf8.DecodeRuneInString(s)
	switch r {
	case '•', '·', '▪', '●', '○', '◦', '■', '□', '‣', '➢', '–', '-', '*', '\uf02d':
		rest := s[n:]
		if rest == "" || strings.HasPrefix(rest, " ") {
			return true, strings.TrimSpace(rest)
		}
		if r == '•' || r == '·' || r == '▪' || r == '●' {
			return true, rest
		}
	case 'o':
		if rest := s[n:]; strings.HasPrefix(rest, " ") && len(rest) > 1 {
			if first, _ := utf8.DecodeRuneInString(rest[1:]); unicode.IsUpper(first) {
				return true, strings.TrimSpace(rest) // Word's second level: a small o in Courier New
			}
		}
	}
	return false, s
}

// A composer knows how the lines of a text are set.
type composer struct {
	s       *source
	lines   []at
	left    float64           // the text's left margin
	scanned map[int]float64   // by page: that of a scan, which lies on the glass as it was laid
	right   map[int]float64   // by page: how far its lines reach
	columns map[int][]column  // by page
	pitch   map[style]float64 // line distance within paragraphs
}

func (c *composer) measure() {
	c.right = map[int]float64{}
	c.pitch = map[style]float64{}
	c.columns = map[int][]column{}
	pages := map[int][]pdftext.Line{}
	c.scanned = map[int]float64{}
	scans := map[int][]float64{}
	gaps := map[style][]float64{}
	for i, a := range c.lines {
		l := c.s.line(a)
		pages[a.page] = append(pages[a.page], l)
		if c.s.pages[a.page].OCR {
			scans[a.page] = append(scans[a.page], l.X)
		} else {
			c.left = math.Min(c.left, l.X)
		}
		c.right[a.page] = math.Max(c.right[a.page], l.Right())
		if i == 0 || c.lines[i-1].page != a.page {
			continue
		}
		p := c.s.line(c.lines[i-1])
		if p.Right() < l.X || l.Right() < p.X {
			continue // beside each other, in two columns
		}
		if dy := l.Y - p.Y; styleOf(p).like(styleOf(l)) && dy > 0.8*l.Size && dy < 2.2*l.Size {
			k := styleOf(l)
			gaps[k] = append(gaps[k], dy)
		}
	}
	for p, lines := range pages {
		c.columns[p] = columnsOf(lines)
	}
	for p, xs := range scans {
		c.scanned[p] = leftMargin(xs)
	}
	for k, g := range gaps {
		least := math.Inf(1)
		for _, v := range g {
			least = math.Min(least, v)
		}
		c.pitch[k] = least
	}
}

// sameRow reports whether line i goes on in the row of the line before it, in
// another cell.
func (c *composer) sameRow(i int) bool {
	if c.lines[i-1].page != c.lines[i].page {
		return false
	}
	p, l := c.s.line(c.lines[i-1]), c.s.line(c.lines[i])
	return math.Abs(p.Y-l.Y) < 0.25*l.Size && l.X > p.Right()-1
}

// leftMargin is the leftmost place where several lines begin, a twentieth of
// them or more: a hole or a fold is read as a letter, and systems set a line of
// their own under the scan.
func leftMargin(xs []float64) float64 {
	slices.Sort(xs)
	several := max(2, len(xs)/20)
	for i := 0; i+several <= len(xs); i++ {
		if xs[i+several-1] < xs[i]+3 {
			return xs[i]
		}
	}
	return xs[0]
}

// margin is the left margin of the page of line i.
func (c *composer) margin(i int) float64 {
	if x, ok := c.scanned[c.lines[i].page]; ok {
		return x
	}
	return c.left
}

// breaks reports whether line i begins a new paragraph.
func (c *composer) breaks(i int) bool {
	p, l := c.s.line(c.lines[i-1]), c.s.line(c.lines[i])
	if item, _ := bullet(l.Text); item {
		return true
	}
	if strings.HasSuffix(p.Text, "\u00ad") {
		return false
	}
	if c.lines[i-1].page != c.lines[i].page {
		return !goesOn(p.Text, l.Text)
	}
	if p.Bold != l.Bold || math.Abs(p.Size-l.Size) > 0.3 {
		return true
	}
	dy := l.Y - p.Y
	if dy < 0 { // another column
		return !goesOn(p.Text, l.Text)
	}
	if pitch, ok := c.pitch[styleOf(l)]; dy > 2.2*l.Size || ok && dy > 1.3*pitch {
		return true
	}
	if c.list(i) && dy > 1.06*c.pitch[styleOf(l)]+0.2 && sentenceEnd(p.Text) {
		return true
	}
	if strings.HasSuffix(p.Text, "-") && math.Abs(p.X-l.X) < 40 {
		return false
	}
	if numbered(l.Text) {
		return true
	}
	if l.X > p.X+60 || l.X < p.X-60 {
		return true
	}
	return !c.full(i-1) && !c.runsOn(i)
}

// runsOn reports whether line i goes on in a sentence that the line before it
// left open, at the same margin, though a word more would have fitted there:
// how wide a word is, is a guess.
func (c *composer) runsOn(i int) bool {
	p, l := c.s.line(c.lines[i-1]), c.s.line(c.lines[i])
	return startsLower(l.Text) && !sentenceEnd(p.Text) && math.Abs(p.X-l.X) < 3 && p.W > 0.75*(c.columnRight(i-1)-p.X)
}

// full reports whether the first word of the next line would not have fitted
// on line i: that it was broken for width, not ended.
func (c *composer) full(i int) bool {
	l, next := c.s.line(c.lines[i]), c.s.line(c.lines[i+1])
	right := c.columnRight(i)
	perChar := l.W / math.Max(1, float64(utf8.RuneCountInString(l.Text)))
	word := firstWord(next.Text)
	if j := strings.IndexByte(word, '-'); j > 0 && j < len(word)-1 {
		word = word[:j+1] // it could have been broken at its own hyphen
	}
	need := perChar * (float64(utf8.RuneCountInString(word)) + 0.6)
	return l.Right()+need > right
}

// columnRight is how far the lines around line i reach that begin where it
// begins; a cell's lines are measured against each other, not the page.
func (c *composer) columnRight(i int) float64 {
	l := c.s.line(c.lines[i])
	right, text := l.Right(), l.Right() // of all lines that begin there; of those of its size, which no title is
	near := 0
	for j := max(0, i-30); j < min(len(c.lines), i+30); j++ {
		if c.lines[j].page != c.lines[i].page {
			continue
		}
		m := c.s.line(c.lines[j])
		if math.Abs(m.X-l.X) < 3 || c.list(i) && math.Abs(m.X-l.X) < 24 {
			right = math.Max(right, m.Right())
			near++
			if math.Abs(m.Size-l.Size) <= 0.3 {
				text = math.Max(text, m.Right())
			}
		}
	}
	if c.columned(i, text) {
		return text
	}
	if left := c.margin(i); math.Abs(l.X-left) < 3 || near < 3 && l.X < left+80 {
		right = math.Max(right, math.Min(c.right[c.lines[i].page], l.X+600))
	}
	return right
}

// A column is a place on a page where lines begin under each other.
type column struct {
	x     float64 // of the first of them
	width float64 // that columnLines of them have, or more
}

// columnLines is how many lines make a column.
const columnLines = 5

// columnsOf finds the columns of a page's lines.
func columnsOf(lines []pdftext.Line) []column {
	slices.SortStableFunc(lines, func(a, b pdftext.Line) int { return cmp.Compare(a.X, b.X) })
	var out []column
	for from, to := 0, 0; from < len(lines); from = to {
		var widths []float64
		for to = from; to < len(lines) && lines[to].X < lines[from].X+6; to++ {
			widths = append(widths, lines[to].W)
		}
		if len(widths) >= columnLines {
			slices.Sort(widths)
			out = append(out, column{lines[from].X, widths[len(widths)-columnLines]})
		}
	}
	return out
}

// columned reports whether line i, whose column reaches as far as right, has
// another column of text to its right, of half its width or more.
func (c *composer) columned(i int, right float64) bool {
	least := 0.5 * (right - c.s.line(c.lines[i]).X)
	return slices.ContainsFunc(c.columns[c.lines[i].page], func(k column) bool { return k.x > right && k.width > least })
}

// list reports whether a line stands further in than the text, as list items
// do whose marks are drawn, not written.
func (c *composer) list(i int) bool {
	x, left := c.s.line(c.lines[i]).X, c.margin(i)
	return x > left+8 && x < left+80
}

// indented reports whether line i is a list item without a written mark: it
// stands in from the margin, and from what other text has.
func (c *composer) indented(i int) bool { return c.list(i) && !c.sameRowNext(i) }

func (c *composer) sameRowNext(i int) bool { return i+1 < len(c.lines) && c.sameRow(i+1) }

// numbered reports whether a line opens a numbered part: "at 1) …", "2. …".
func numbered(s string) bool {
	w := firstWord(s)
	if strings.EqualFold(w, "at") {
		_, rest, _ := strings.Cut(s, " ")
		w = firstWord(rest)
	}
	n := strings.TrimRight(w, ").")
	if n == "" || n == w || len(n) > 2 {
		return false
	}
	for _, r := range n {
		if !unicode.IsDigit(r) {
			return false
		}
	}
	return true
}

// goesOn reports whether text that ends in a goes on in b, on another page or
// in another column.
func goesOn(a, b string) bool {
	if strings.HasSuffix(a, "-") || strings.HasSuffix(a, "\u00ad") || strings.HasSuffix(a, ",") {
		return true
	}
	if item, _ := bullet(b); item || numbered(b) || sentenceEnd(a) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(b)
	return unicode.IsLower(r) || unicode.IsDigit(r) || len(a) > 60
}

func sentenceEnd(s string) bool {
	s = strings.TrimRight(s, `"'”’)»`)
	return strings.HasSuffix(s, ".") || strings.HasSuffix(s, "!") || strings.HasSuffix(s, "?") || strings.HasSuffix(s, ":")
}
