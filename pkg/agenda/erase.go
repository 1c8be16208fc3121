package agenda

import (
	"slices"
	"strings"
)

// Erased is the title of what has been taken out of the archive.
const Erased = "Fjernet"

// What warnings say instead of what they said of erased pages.
const (
	erasedPages   = "Siderne er fjernet fra arkivet."
	erasedMessage = "Advarslens ordlyd er fjernet sammen med siderne."
)

// ErasedTexts lists the texts that Erase writes in the place of others.
func ErasedTexts() []string { return []string{Erased, erasedPages, erasedMessage} }

// Erase takes out of d all that stands on pages (from 1). texts are the texts
// of all its pages as they were read, that of page 1 first.
//
// No ID changes, since IDs are places in lists: a bilag, a punkt and a meeting
// stay as shells. The title of what begins on an erased page becomes Erased;
// of texts, the part goes that lies there by their marks. Where it is uncertain
// whether something stands on an erased page, it goes: words that a page turn
// divides, texts without marks, histories, what else a meeting's front and a
// punkt's heading say. A line, title or warning that is left and has a word
// that stands on no other page goes too. Only a punkt's number stays, and the
// name of the file. The meetings in a bilag that is erased whole vanish. What a
// decision's text no longer says goes from its lists, and its outcome is
// Unknown where the text has changed. A warning of the code WarnRemoved names
// the pages. To erase again what is erased changes nothing.
func (d *Document) Erase(pages []int, texts []string) {
	e := newEraser(pages, texts)
	for i := range d.Meetings {
		e.meeting(&d.Meetings[i])
	}
	gone := func(page int) bool { return e.gone[page] }
	d.Scans = slices.DeleteFunc(d.Scans, gone)
	d.UnreadScans = slices.DeleteFunc(d.UnreadScans, gone)
	d.Masked = slices.DeleteFunc(d.Masked, gone)
	e.warnings(d)
}

// An eraser knows what is to go.
type eraser struct {
	gone  map[int]bool    // the pages
	texts []string        // of all pages
	only  map[string]bool // words that stand on erased pages and on no other
}

func newEraser(pages []int, texts []string) *eraser {
	e := &eraser{gone: map[int]bool{}, texts: texts, only: OnlyOn(pages, texts)}
	for _, p := range pages {
		e.gone[p] = true
	}
	for _, t := range ErasedTexts() {
		for w := range Words(t) {
			delete(e.only, w)
		}
	}
	return e
}

// OnlyOn is the set of the words that stand on pages (from 1), and on no other
// page of the document whose pages' texts these are, that of page 1 first.
func OnlyOn(pages []int, texts []string) map[string]bool {
	only := map[string]bool{}
	gone := func(page int) bool { return slices.Contains(pages, page) }
	for _, t := range runs(texts, 1, len(texts), gone) {
		for w := range AllWords(t) {
			only[w] = true
		}
	}
	for _, t := range runs(texts, 1, len(texts), func(page int) bool { return !gone(page) }) {
		for w := range AllWords(t) {
			delete(only, w)
		}
	}
	return only
}

// runs is the texts of the pages from first to last that are wanted: pages in
// a row make one text, in which words go on over the turn.
func runs(texts []string, first, last int, wanted func(page int) bool) []string {
	var out []string
	open := false
	for n := max(first, 1); n <= min(last, len(texts)); n++ {
		if !wanted(n) {
			open = false
			continue
		}
		text := strings.TrimRight(texts[n-1], "\n")
		if open {
			out[len(out)-1] += "\n" + text
		} else {
			out = append(out, text)
		}
		open = true
	}
	return out
}

// hit reports whether s has a word that stands on erased pages alone.
func (e *eraser) hit(s string) bool {
	for w := range Words(s) {
		if e.only[w] {
			return true
		}
	}
	return false
}

// touches reports whether a page of r is erased.
func (e *eraser) touches(r PageRange) bool {
	for p := range e.gone {
		if r.Holds(p) {
			return true
		}
	}
	return false
}

// covers reports whether every page of r is erased.
func (e *eraser) covers(r PageRange) bool {
	for p := r[0]; p <= r[1]; p++ {
		if !e.gone[p] {
			return false
		}
	}
	return r[0] > 0
}

// stands reports whether a text stands whole on pages of r that are not erased.
func (e *eraser) stands(s string, r PageRange) bool {
	run := wordRun(s)
	for _, t := range runs(e.texts, r[0], r[1], func(page int) bool { return !e.gone[page] }) {
		if strings.Contains(wordRun(t), run) {
			return true
		}
	}
	return false
}

// wordRun is the words of a text with a space before and after each.
func wordRun(s string) string {
	var b strings.Builder
	b.WriteByte(' ')
	for w := range Words(s) {
		b.WriteString(w)
		b.WriteByte(' ')
	}
	return b.String()
}

func (e *eraser) meeting(m *Meeting) {
	front := e.gone[m.Pages[0]]
	if front {
		m.Date, m.Start, m.End = "", "", ""
	}
	e.blank(front, &m.Series, &m.Location, &m.Information)
	e.title(front, &m.Title)
	for i := range m.Punkter {
		e.punkt(&m.Punkter[i], front)
	}
}

// blank empties the texts that go: all, or those that are hit.
func (e *eraser) blank(all bool, texts ...*string) {
	for _, s := range texts {
		if all || e.hit(*s) {
			*s = ""
		}
	}
}

func (e *eraser) title(goes bool, title *string) {
	if *title != "" && (goes || e.hit(*title)) {
		*title = Erased
	}
}

// punkt erases within p; front says that the front of its meeting, where
// Indhold names its category, is erased.
func (e *eraser) punkt(p *Punkt, front bool) {
	heading := e.gone[p.Pages[0]]
	e.title(heading, &p.Title)
	e.blank(heading, &p.CaseNumber)
	e.blank(heading || front, &p.Category)
	if heading {
		p.Minutes = 0
	}
	own := e.touchesOwn(p)
	p.Text, p.Marks = e.text(p.Text, p.Marks, own)
	if p.Decision != nil {
		e.decision(p.Decision, own)
	}
	p.History = slices.DeleteFunc(p.History, func(h History) bool {
		if e.hit(h.Body) || e.hit(h.Number) || e.hit(h.Text) {
			return true
		}
		return own && !(e.stands(h.Body, p.Pages) && e.stands(h.Text, p.Pages))
	})
	for i := range p.Bilag {
		e.bilag(&p.Bilag[i], p, own)
	}
}

// touchesOwn reports whether a page is erased that is p's and none of its bilag's.
func (e *eraser) touchesOwn(p *Punkt) bool {
	for page := range e.gone {
		bilag := func(b Bilag) bool { return b.Pages != nil && b.Pages.Holds(page) }
		if p.Pages.Holds(page) && !slices.ContainsFunc(p.Bilag, bilag) {
			return true
		}
	}
	return false
}

// decision erases within d; own is as for text.
func (e *eraser) decision(d *Decision, own bool) {
	had := d.Text
	d.Text, d.Marks = e.text(d.Text, d.Marks, own)
	changed := d.Text != had
	if changed {
		d.Outcome = Unknown
	}
	left := wordRun(d.Text)
	lost := func(s string) bool { return e.hit(s) || changed && !strings.Contains(left, wordRun(s)) }
	d.Resolutions = slices.DeleteFunc(d.Resolutions, func(r Resolution) bool { return lost(r.Text) })
	d.Followups = slices.DeleteFunc(d.Followups, func(f Followup) bool { return lost(f.Text) })
	for i := range d.Followups {
		if lost(d.Followups[i].Responsible) {
			d.Followups[i].Responsible = ""
		}
	}
	d.Dissent = slices.DeleteFunc(d.Dissent, lost)
	d.Absent = slices.DeleteFunc(d.Absent, lost)
}

// bilag erases within b, a bilag of p; own says that a page of p's own is erased.
func (e *eraser) bilag(b *Bilag, p *Punkt, own bool) {
	switch {
	case b.Pages == nil: // it is only named, on a page of the punkt's own
		e.title(own && !e.stands(b.Title, p.Pages), &b.Title)
		b.Text, b.Marks = e.text(b.Text, b.Marks, own)
	case e.covers(*b.Pages):
		b.Title, b.Text, b.Marks, b.Meetings = Erased, "", nil, []Meeting{}
	default:
		// A stamp says the title, on any page, or what stands on the first
		// page or in a bookmark to it.
		e.title(e.touches(*b.Pages) && !e.stands(b.Title, *b.Pages), &b.Title)
		b.Text, b.Marks = e.text(b.Text, b.Marks, e.touches(*b.Pages))
	}
	for i := range b.Meetings {
		e.meeting(&b.Meetings[i])
	}
}

// text cuts out of a text what lies on erased pages, and the lines that are
// hit. touched says that the text goes where it has no marks.
func (e *eraser) text(text string, marks []Mark, touched bool) (string, []Mark) {
	if text == "" || touched && len(marks) == 0 {
		return "", nil
	}
	var left []span
	cut := false
	for _, piece := range e.pieces(text, marks) {
		cut = cut || piece != span{0, len(text)}
		for _, line := range piece.lines(text) {
			if e.hit(text[line.from:line.to]) {
				cut = true
			} else {
				left = append(left, line)
			}
		}
	}
	if !cut && len(left) > 0 {
		return text, marks
	}
	return compact(text, left, slices.DeleteFunc(slices.Clone(marks), func(m Mark) bool { return e.gone[m.Page] }))
}

// A span is a part of a text, from a byte up to another.
type span struct{ from, to int }

// pieces is the parts of a text that lie on pages that are not erased.
func (e *eraser) pieces(text string, marks []Mark) []span {
	if len(marks) == 0 {
		return []span{{0, len(text)}}
	}
	var out []span
	open := false
	for i, m := range marks {
		from := 0
		if i > 0 {
			from = border(text, m.Offset)
		}
		switch gone := e.gone[m.Page]; {
		case gone && open:
			out[len(out)-1].to = wordStart(text, from)
			open = false
		case !gone && !open:
			if i > 0 && from > wordStart(text, from) {
				from = wordEnd(text, from)
			}
			out = append(out, span{from, len(text)})
			open = true
		}
	}
	return out
}

// border is where a page begins that a mark says begins at offset. At a list
// item marks stand some bytes off, before it or behind its dash, since the dash
// stands for a sign of the page's that is longer, or that is drawn.
func border(text string, offset int) int {
	const before, dash = 4, "\n- "
	offset = min(max(offset, 0), len(text))
	if strings.HasSuffix(text[:offset], dash) {
		return offset - len(dash) + 1
	}
	if offset == 0 || text[offset-1] == '\n' || text[offset-1] == ' ' {
		return offset
	}
	if i := strings.Index(text[offset:min(offset+before+len(dash), len(text))], dash); i >= 0 {
		return offset + i + 1
	}
	return offset
}

// lines is the lines of a part of a text, without space around them; empty
// ones are left out.
func (s span) lines(text string) []span {
	var out []span
	for from := s.from; from < s.to; {
		to := s.to
		if i := strings.IndexByte(text[from:s.to], '\n'); i >= 0 {
			to = from + i
		}
		line := text[from:to]
		head := len(line) - len(strings.TrimLeft(line, " \t"))
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, span{from + head, from + head + len(line)})
		}
		from = to + 1
	}
	return out
}

// compact is a text of which these lines are left, with its marks moved.
func compact(text string, left []span, marks []Mark) (string, []Mark) {
	var b strings.Builder
	var moved []Mark
	for i, s := range left {
		if i > 0 {
			b.WriteByte('\n')
		}
		next := b.Len()
		for len(marks) > 0 && marks[0].Offset <= s.to {
			m := Mark{marks[0].Page, next + max(marks[0].Offset-s.from, 0)}
			marks = marks[1:]
			if n := len(moved); n > 0 && moved[n-1].Offset >= m.Offset {
				moved = moved[:n-1] // nothing is left of that page
			}
			moved = append(moved, m)
		}
		b.WriteString(text[s.from:s.to])
	}
	return b.String(), moved
}

// warnings takes out of d's warnings what they say of erased pages, and adds
// the one that names these.
func (e *eraser) warnings(d *Document) {
	var pages []int
	for p := range e.gone {
		pages = append(pages, p)
	}
	var kept []Warning
	for _, w := range d.Warnings {
		if w.Code == WarnRemoved {
			pages = append(pages, w.Pages...)
			continue
		}
		said := quotes(w.Code) && slices.ContainsFunc(w.Pages, func(p int) bool { return e.gone[p] })
		if said || e.hit(w.Message) {
			w.Message = erasedMessage
		}
		kept = append(kept, w)
	}
	slices.Sort(pages)
	d.Warnings = append(kept, Warning{Code: WarnRemoved, Message: erasedPages, Pages: slices.Compact(pages)})
}

// quotes reports whether warnings of this code have text of their pages.
func quotes(code WarningCode) bool {
	switch code {
	case WarnPageEmpty, WarnPunktMissing, WarnBilagMissing, WarnNoMeeting, WarnOutcomeUnknown, WarnCPR:
		return false
	}
	return true
}
