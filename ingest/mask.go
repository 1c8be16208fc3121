package ingest

import (
	"fmt"
	"math"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"referat/ingest/cpr"
	"referat/ingest/pdftext"
	"referat/pkg/agenda"
)

// A CPRMode is what is done about CPR numbers in a PDF's text.
type CPRMode string

const (
	CPRMask CPRMode = "mask" // they are masked and reported; the zero value does the same
	CPRWarn CPRMode = "warn" // they are reported, and stay
	CPROff  CPRMode = "off"  // they are not looked for
)

// A censor goes through a document's text before it is divided or kept.
type censor struct {
	mode  CPRMode
	pages map[int]int // CPR numbers found, by page from 1
	marks int         // those in the outline
	info  int         // those in what the PDF says of itself
}

// clear masks or finds the CPR numbers in doc, which it changes in place.
func (m CPRMode) clear(doc *pdftext.Document) *censor {
	c := &censor{mode: m, pages: map[int]int{}}
	if m == CPROff {
		return c
	}
	for i := range doc.Pages {
		p := &doc.Pages[i]
		c.lines(p.Number, p.Lines)
		c.torn(p)
		if i > 0 {
			c.overleaf(&doc.Pages[i-1], p)
		}
		p.Err, p.NoOCR = WithoutCPR(p.Err), WithoutCPR(p.NoOCR)
	}
	for i := range doc.Outline {
		b := &doc.Outline[i]
		if n := c.text(&b.Title); n > 0 {
			c.marks += n
			c.pages[max(b.Page, 1)] += 0 // the page is not to be shown
		}
	}
	for _, s := range []*string{&doc.Info.Title, &doc.Info.Producer, &doc.Info.Creator} {
		c.info += c.text(s)
	}
	if c.info > 0 {
		c.pages[1] += 0
	}
	return c
}

// report tells d of what was found. path is the PDF's: its name is masked where
// it is shown, whatever the mode.
func (c *censor) report(d *agenda.Document, path []byte) {
	var parts []string
	for n := range c.pages {
		d.Masked = append(d.Masked, n)
	}
	slices.Sort(d.Masked)
	for _, n := range d.Masked {
		if c.pages[n] > 0 {
			parts = append(parts, fmt.Sprintf("%d på side %d", c.pages[n], n))
		}
	}
	if c.marks > 0 {
		parts = append(parts, fmt.Sprintf("%d i bogmærkerne", c.marks))
	}
	if c.info > 0 {
		parts = append(parts, fmt.Sprintf("%d i PDF'ens oplysninger om sig selv", c.info))
	}
	if n := len(cpr.Find(filepath.Base(string(path)))); n > 0 && c.mode != CPROff {
		parts = append(parts, fmt.Sprintf("%d i filens navn, hvor de altid maskeres", n))
	}
	if len(parts) == 0 {
		return
	}
	message := "CPR-numre er maskeret: "
	if c.mode == CPRWarn {
		message = "CPR-numre er fundet og ikke maskeret: "
	}
	d.Warnings = append(d.Warnings, agenda.Warning{Code: agenda.WarnCPR, Message: message + strings.Join(parts, ", ") + ".", Pages: slices.Clone(d.Masked)})
}

// remind tells d of the CPR numbers that were masked when its pages were first
// read.
func (k *Kept) remind(d *agenda.Document) {
	d.Masked = slices.Concat(d.Masked, k.Masked)
	slices.Sort(d.Masked)
	d.Masked = slices.Compact(d.Masked)
	for _, w := range k.Warnings {
		if w.Code == agenda.WarnCPR {
			d.Warnings = append(d.Warnings, w)
		}
	}
}

// text masks *s and counts what it found.
func (c *censor) text(s *string) int {
	spans := cpr.Find(*s)
	if c.mode != CPRWarn {
		*s = cpr.Mask(*s, spans)
	}
	return len(spans)
}

// lines masks what stands in lines, which are read as one text: words on the
// line before a number tell what it is, and numbers are cut at line ends.
func (c *censor) lines(page int, lines []pdftext.Line) {
	var all strings.Builder
	for i := range lines {
		all.WriteString(lines[i].Text)
		all.WriteByte('\n')
	}
	text := all.String()
	spans := cpr.Find(text)
	if len(spans) == 0 {
		return
	}
	c.pages[page] += len(spans)
	if c.mode == CPRWarn {
		return
	}
	text = cpr.Mask(text, spans) // as many bytes as before
	for i := range lines {
		n := len(lines[i].Text)
		lines[i].Text, text = text[:n], text[n+1:]
	}
}

// A number that is cut in two where the second half is not on the next line in
// reading order: how the line before ends, and the one after begins. With its dash
// the first half may have other columns' words after it, and the second before it.
var (
	headHalf = regexp.MustCompile(`(?:^|\D)\d{6}\s*\p{Pd}?\s*$`)
	tailHalf = regexp.MustCompile(`^\s*\p{Pd}?\s*\d{4}(?:\D|$)`)
	headCell = regexp.MustCompile(`(?:^|\D)\d{6}\s*\p{Pd}(?:\s|$)`)
	tailCell = regexp.MustCompile(`(?:^|\s)\d{4}(?:\s|$)`)
)

// pair masks a number that line a ends with and line b goes on with, if there is
// one. before is the line before a, for its words.
func (c *censor) pair(page int, before string, a, b *pdftext.Line) bool {
	if !headHalf.MatchString(a.Text) || !tailHalf.MatchString(b.Text) {
		return false
	}
	return c.join(page, before, a, len(a.Text), b, 0)
}

// join masks a number that a has up to byte end and b from byte start, if there is
// one.
func (c *censor) join(page int, before string, a *pdftext.Line, end int, b *pdftext.Line, start int) bool {
	cut := len(before) + 1 + end
	text := before + "\n" + a.Text[:end] + "\n" + b.Text[start:]
	for _, s := range cpr.Find(text) {
		if s.Start < cut && s.End > cut+1 {
			c.pages[page]++
			if c.mode != CPRWarn {
				text = cpr.Mask(text, []cpr.Span{s})
				a.Text = text[len(before)+1:cut] + a.Text[end:]
				b.Text = b.Text[:start] + text[cut+1:]
			}
			return true
		}
	}
	return false
}

// torn masks numbers that a narrow column or a form has cut in two, so that
// other lines are read between the halves.
func (c *censor) torn(p *pdftext.Page) {
	for i := range p.Lines {
		a := &p.Lines[i]
		if !sixDigits(a.Text) {
			continue
		}
		if headHalf.MatchString(a.Text) {
			for j := range p.Lines {
				b := &p.Lines[j]
				below := b.Y > a.Y && b.Y-a.Y < 2.5*a.Size && b.X < a.Right() && a.X < b.Right()
				beside := math.Abs(b.Y-a.Y) < a.Size/2 && b.X >= a.Right() && b.X-a.Right() < 10*a.Size
				if j != i && j != i+1 && below || j != i && beside {
					if c.pair(p.Number, lineAt(p.Lines, i-1), a, b) {
						break
					}
				}
			}
		}
		c.cells(p, i)
	}
}

// cells masks a number that line i has the first half of in a cell of a table
// and a line right below it the second, where other cells stand on these lines.
func (c *censor) cells(p *pdftext.Page, i int) {
	a := &p.Lines[i]
	head := headCell.FindStringIndex(a.Text)
	if head == nil {
		return
	}
	left, right := across(a, head)
	for j := range p.Lines {
		b := &p.Lines[j]
		if b.Y <= a.Y || b.Y-a.Y >= 2.5*a.Size {
			continue
		}
		for _, tail := range tailCell.FindAllStringIndex(b.Text, -1) {
			if l, r := across(b, tail); l < right && left < r && c.join(p.Number, lineAt(p.Lines, i-1), a, head[1], b, tail[0]) {
				return
			}
		}
	}
}

// across is where the bytes of a line that at gives begin and end on the page,
// as if all its characters were as wide.
func across(l *pdftext.Line, at []int) (left, right float64) {
	wide := l.W / float64(max(1, utf8.RuneCountInString(l.Text)))
	left = l.X + wide*float64(utf8.RuneCountInString(l.Text[:at[0]]))
	return left, left + wide*float64(utf8.RuneCountInString(l.Text[at[0]:at[1]]))
}

// sixDigits reports whether s has six digits in a row.
func sixDigits(s string) bool {
	n := 0
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			n = 0
		} else if n++; n == 6 {
			return true
		}
	}
	return false
}

// nearEdge is how many lines at the end of a page, or at the beginning of the
// next one, may be running heads and feet around the text.
const nearEdge = 4

// overleaf masks a number that begins on page p and ends on the next one.
func (c *censor) overleaf(p, next *pdftext.Page) {
	for i := max(0, len(p.Lines)-nearEdge); i < len(p.Lines); i++ {
		for j := range min(nearEdge, len(next.Lines)) {
			if c.pair(p.Number, lineAt(p.Lines, i-1), &p.Lines[i], &next.Lines[j]) {
				c.pages[next.Number] += 0 // it is not to be shown either
			}
		}
	}
}

func lineAt(lines []pdftext.Line, i int) string {
	if i < 0 {
		return ""
	}
	return lines[i].Text
}

// Masked reports whether a CPR number was masked in s: a path that the archive
// keeps so does not lead to the file.
func Masked(s string) bool { return strings.Contains(s, maskedDigits) }

// maskedDigits is how a masked number begins, as cpr.Mask writes it.
const maskedDigits = "XXXXXX"

// MaskCPR is a text with the CPR numbers in it masked, in as many bytes.
func MaskCPR(text string) string { return cpr.Mask(text, cpr.Find(text)) }

// WithoutCPR is words for people, an engine's or the system's, with the CPR
// numbers in them masked, those in the paths that they name too.
func WithoutCPR(s string) string {
	if !strings.ContainsAny(s, "0123456789") {
		return s
	}
	names := strings.Split(cpr.Mask(s, cpr.Find(s)), string(filepath.Separator))
	for i, name := range names {
		names[i] = cpr.Mask(name, cpr.Find(name))
	}
	return strings.Join(names, string(filepath.Separator))
}
