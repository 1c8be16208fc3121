package agenda

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A Gap (mangel) is something that a document does not hold although it says
// that it does, or should.
type Gap struct {
	Kind    GapKind `json:"kind"`
	Note    bool    `json:"note"` // there is a good reason for it as a rule: a remark, nothing to be mended
	ID      ID      `json:"id"`   // what to look at: the meeting, punkt, bilag or page that it is about, or the document
	Pages   []int   `json:"pages"`
	Message string  `json:"message"` // Danish, for people
}

// A GapKind names a kind of gap, for programs.
type GapKind string

const (
	GapNoMeeting GapKind = "no-meeting"      // a document without a meeting
	GapNoPunkter GapKind = "no-punkter"      // a meeting without punkter
	GapHeading   GapKind = "heading-missing" // Indhold promises it, and it was not found
	GapPunkt     GapKind = "punkt-missing"   // a number is missing in the row of punkter
	GapBilag     GapKind = "bilag-missing"   // a number is missing in the row of stamps
	GapNamed     GapKind = "bilag-named"     // a bilag that is named, and has no pages
	GapUnread    GapKind = "page-unread"     // a page, or a part of it, could not be read
	GapEmpty     GapKind = "page-empty"      // a page that is a picture
	GapUnplaced  GapKind = "text-unplaced"   // lines that found no place
	GapNoDate    GapKind = "no-date"         // a meeting without a date
)

// Gaps tells what is missing in d, as far as d itself shows it, in the order of
// the kinds above. What the segmenter warned of is among it, if it is something
// missing. An empty list does not prove that all is there: a punkt that nothing
// promises and no number tells of leaves no trace.
func (d *Document) Gaps() []Gap {
	c := &completeness{d: d, id: NewID(d.Source.SHA256)}
	if len(d.Meetings) == 0 {
		c.add(Gap{Kind: GapNoMeeting, ID: c.id, Message: "Der er ikke fundet noget møde: filen ligner ikke en eksport fra et dagsordenssystem."})
	}
	for t := range d.Things() {
		if t.Kind == ThingMeeting {
			c.meeting(t)
		}
	}
	c.bilag()
	c.warned()
	slices.SortStableFunc(c.gaps, func(a, b Gap) int { return slices.Index(GapKinds(), a.Kind) - slices.Index(GapKinds(), b.Kind) })
	return c.gaps
}

// GapKinds lists every kind of gap, in the order that gaps stand in.
func GapKinds() []GapKind {
	return []GapKind{GapNoMeeting, GapNoPunkter, GapHeading, GapPunkt, GapBilag, GapNamed, GapUnread, GapEmpty, GapUnplaced, GapNoDate}
}

// A completeness gathers the gaps of a document.
type completeness struct {
	d    *Document
	id   ID
	gaps []Gap
}

func (c *completeness) add(g Gap) {
	if g.Pages == nil {
		g.Pages = []int{}
	}
	c.gaps = append(c.gaps, g)
}

// meeting looks at one meeting. Meetings in a bilag are somebody's copy, which
// may be cut short, and have no date: they have an export of their own.
func (c *completeness) meeting(t Thing) {
	m := t.Meeting
	first := []int{m.Pages[0]}
	if len(m.Punkter) == 0 {
		c.add(Gap{Kind: GapNoPunkter, Note: t.ID.Nested(), ID: t.ID, Pages: first, Message: fmt.Sprintf("Mødet «%s» har ingen punkter.", t.Title())})
	}
	if m.Date == "" && !t.ID.Nested() {
		c.add(Gap{Kind: GapNoDate, Note: true, ID: t.ID, Pages: first, Message: fmt.Sprintf("Mødet «%s» har ingen dato, så det ikke kan ses, om det mangler i en møderække.", t.Title())})
	}
	for _, h := range m.Holes() {
		page := m.Punkter[h.Before].Pages[0]
		at, found := 0, false
		if h.Before > 0 {
			at, found = m.Punkter[h.Before-1].mentions(h.Number)
		}
		switch {
		case c.promised(h.Number, m.Pages[0]): // said already
		case found:
			c.add(Gap{Kind: GapPunkt, ID: t.ID.Punkt(h.Before), Pages: []int{at},
				Message: fmt.Sprintf("Punkt %s er ikke fundet, men ser ud til at stå i teksten til punkt %s.", h.Number, m.Punkter[h.Before-1].Number)})
		case !t.ID.Nested():
			c.add(Gap{Kind: GapPunkt, Note: true, ID: t.ID, Pages: []int{page},
				Message: fmt.Sprintf("Der er ikke noget punkt %s før punkt %s; det kan være udgået.", h.Number, m.Punkter[h.Before].Number)})
		}
	}
}

// promised reports whether a warning says that the punkt of this number, of the
// meeting whose front is on page, is missing. The Indhold of the Byråd layout
// has titles only.
func (c *completeness) promised(number string, page int) bool {
	return slices.ContainsFunc(c.d.Warnings, func(w Warning) bool {
		switch {
		case !slices.Contains(w.Pages, page):
			return false
		case w.Code == WarnPunktMissing:
			return strings.Contains(w.Message, "punkt "+number+" ")
		}
		return w.Code == WarnHeadingMissing && (strings.Contains(w.Message, "punkt "+number+":") || strings.HasPrefix(w.Message, "Indholdsfortegnelsen"))
	})
}

// bilag looks for bilag that are named and have no pages. Where none of a
// document's has any, as in the Byråd layout, that is how it was exported.
func (c *completeness) bilag() {
	var named []Thing
	with := 0
	for t := range c.d.Things() {
		switch {
		case t.Kind != ThingBilag:
		case t.Bilag.Pages != nil:
			with++
		default:
			named = append(named, t)
		}
	}
	if len(named) > 0 && with == 0 {
		c.add(Gap{Kind: GapNamed, Note: true, ID: c.id, Message: fmt.Sprintf("Bilagene er kun nævnt ved navn (%d); eksporten har ikke deres sider.", len(named))})
		return
	}
	for _, t := range named {
		c.add(Gap{Kind: GapNamed, ID: t.ID, Pages: []int{t.FirstPage()},
			Message: fmt.Sprintf("Punkt %s nævner bilaget «%s», hvis sider ikke er i filen.", t.Punkt.Number, t.Bilag.Title)})
	}
}

// warned makes gaps of the segmenter's warnings. Those of other codes, as of
// running heads, are of nothing missing.
func (c *completeness) warned() {
	told := map[int]bool{} // pages that are pictures
	for _, w := range c.d.Warnings {
		g := Gap{Pages: w.Pages, Message: w.Message, ID: c.id}
		if len(w.Pages) > 0 {
			g.ID = c.id.Page(w.Pages[0])
		}
		switch w.Code {
		case WarnHeadingMissing:
			g.Kind, g.ID = GapHeading, c.beginning(ThingMeeting, "", w)
		case WarnPunktMissing:
			g.Kind, g.ID = GapPunkt, c.beginning(ThingMeeting, "", w)
		case WarnBilagMissing:
			number, _, _ := strings.Cut(strings.TrimPrefix(w.Message, "Punkt "), " ")
			g.Kind, g.ID = GapBilag, c.beginning(ThingPunkt, number, w)
		case WarnPageUnread:
			g.Kind = GapUnread
		case WarnPageEmpty:
			for _, p := range w.Pages {
				told[p] = true
			}
			g.Kind = GapEmpty
			if !slices.ContainsFunc(w.Pages, func(p int) bool { return slices.Contains(c.d.UnreadScans, p) }) {
				g.Note, g.Message = true, "Siderne har billeder, men ingen tekst."
			}
		case WarnUnplaced:
			if len(c.d.Meetings) == 0 {
				continue // all its text is
			}
			g.Kind = GapUnplaced
		default:
			continue
		}
		c.add(g)
	}
	unread := slices.DeleteFunc(slices.Clone(c.d.UnreadScans), func(p int) bool { return told[p] })
	if len(unread) > 0 {
		c.add(Gap{Kind: GapEmpty, ID: c.id.Page(unread[0]), Pages: unread, Message: "Siderne skulle læses med OCR, men blev det ikke: «referat import --retry» prøver igen."})
	}
}

// beginning is the innermost meeting or punkt (of this number, if any) that
// begins on the warning's first page; the document where there is none.
func (c *completeness) beginning(kind ThingKind, number string, w Warning) ID {
	found := c.id
	for t := range c.d.Things() {
		if t.Kind == kind && len(w.Pages) > 0 && t.Pages()[0] == w.Pages[0] && (number == "" || t.Punkt.Number == number) {
			found = t.ID
		}
	}
	return found
}

// A Hole is a number that is missing in the row of a meeting's punkter.
type Hole struct {
	Number string
	Before int // the index of the punkt after it
}

// widestHole is how many numbers in a row can be missing: where more are, the
// numbers follow another rule, as a case list's.
const widestHole = 5

// Holes is the numbers missing in the row of m's punkter: 3 in 1, 2, 4; 4.b in
// 4.a, 4.c. A row that begins with 2 lacks 1; one that begins far up goes on
// from another meeting's.
func (m *Meeting) Holes() []Hole {
	there := map[string]bool{}
	for i := range m.Punkter {
		there[m.Punkter[i].Number] = true
		main, _ := cutNumber(m.Punkter[i].Number)
		there[strconv.Itoa(main)] = true
	}
	var out []Hole
	lack := func(number string, at int) {
		if !there[number] {
			there[number] = true
			out = append(out, Hole{number, at})
		}
	}
	last, lastSub := 0, ""
	for i := range m.Punkter {
		main, sub := cutNumber(m.Punkter[i].Number)
		if main-last-1 <= widestHole && (i > 0 || main <= 3) {
			for n := last + 1; n < main; n++ {
				lack(strconv.Itoa(n), i)
			}
		}
		if main == last && len(sub) == 1 && len(lastSub) == 1 && int(sub[0])-int(lastSub[0]) <= widestHole {
			for b := lastSub[0] + 1; b < sub[0]; b++ {
				lack(fmt.Sprintf("%d.%c", main, b), i)
			}
		}
		last, lastSub = main, sub
	}
	return out
}

// cutNumber divides a punkt's number: 4.a is 4 and a; 0 where it begins with
// no number.
func cutNumber(s string) (main int, sub string) {
	head, sub, _ := strings.Cut(s, ".")
	main, _ = strconv.Atoi(head)
	return main, sub
}

// mentions reports whether a line of p's texts reads as the heading of another
// punkt, of this number, and on which page. Minutes among the bilag have
// punkter of their own.
func (p *Punkt) mentions(number string) (page int, found bool) {
	heading := regexp.MustCompile(`(?im)^(?:beslutning(?:er)? for )?punkt ` + regexp.QuoteMeta(number) + `\s*[:.]`)
	look := func(text string, marks []Mark) bool {
		at := heading.FindStringIndex(text)
		if at == nil {
			return false
		}
		page, found = max(PageAt(marks, at[0]), p.Pages[0]), true
		return true
	}
	if look(p.Text, p.Marks) || p.Decision != nil && look(p.Decision.Text, p.Decision.Marks) {
		return page, found
	}
	for i := range p.Bilag {
		if b := &p.Bilag[i]; len(b.Meetings) == 0 && look(b.Text, b.Marks) {
			break
		}
	}
	return page, found
}
