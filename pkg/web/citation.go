package web

import (
	"cmp"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"referat/pkg/agenda"
	"referat/pkg/library"
)

// A reference (henvisning) is what a reader needs to find something again: whose
// meeting, when, what of it, and where in which PDF.
type reference struct {
	Body    string           // the body or series that met
	Slug    string           // of the body's name, as in addresses; "" for none
	Date    string           // yyyy-mm-dd; "" where the meeting has none
	Kind    agenda.Kind      // "" for a document without a meeting
	Punkter []*agenda.Punkt  // one, or those that a page has something of
	What    agenda.ThingKind // that is referred to
	Bilag   *agenda.Bilag    // nil where it is of none
	Pages   agenda.PageRange // of the PDF; zero where they say nothing
	Page    int              // that is referred to; 0 for none
	Doc     string           // the PDF, as in ids
	File    string           // its name
	Path    string           // its address, stable
	Link    string           // the same, absolute
	place   string           // the id after the document, for what has no address
}

// referenceTo is the reference to the thing id, or to what it has on a page.
func (s *Site) referenceTo(r *http.Request, v *library.Volume, id agenda.ID, page int) (*reference, error) {
	t, h, err := v.Find(id)
	if err != nil {
		return nil, err
	}
	c, err := v.Catalogue()
	if err != nil {
		return nil, err
	}
	d := h.Document
	id = id.Of(d.Source.SHA256)
	t.ID = id
	if t.Kind == agenda.ThingPage {
		page = t.Page
	}
	if span := t.Pages(); page > d.Source.Pages || page > 0 && span != (agenda.PageRange{}) && t.Kind != agenda.ThingPage && !span.Holds(page) {
		return nil, badRequestf("side %d hører ikke til det, der henvises til", page)
	}
	ref := &reference{What: t.Kind, Doc: agenda.NewID(d.Source.SHA256).String(), File: d.Source.Name, place: id.Path()}
	if t.Kind == agenda.ThingPage || t.Kind == agenda.ThingDocument {
		t, ref.Punkter = pageOwner(d, page)
	} else if t.Punkt != nil {
		ref.Punkter = []*agenda.Punkt{t.Punkt}
	}
	ref.Bilag, ref.Page = t.Bilag, page
	if page > 0 {
		ref.Pages = agenda.PageRange{page, page}
	} else if t.Kind == agenda.ThingDecision {
		ref.Pages = decisionPages(t)
	} else if t.Kind == agenda.ThingPunkt || t.Kind == agenda.ThingBilag {
		ref.Pages = t.Pages()
	}
	path := "/id/" + id.String()
	if t.Meeting == nil && page > 0 {
		path = pagePath(h, page)
	}
	if t.Meeting != nil {
		ref.Kind, ref.Date, ref.Body = t.Meeting.Kind, t.Meeting.Date, bodyOf(c, t)
		if a, ok := c.Address(t); ok {
			ref.Slug = a.Body
			path = citedPath(a, h, page)
			if t.Kind == agenda.ThingDecision && page == 0 {
				path += "#beslutning"
			}
		}
	}
	ref.Path, ref.Link = path, s.absolute(r, path)
	return ref, nil
}

// decisionPages are the pages that a decision stands on; where that is not known,
// its punkt's.
func decisionPages(t agenda.Thing) agenda.PageRange {
	d := t.Decision
	if len(d.Marks) == 0 {
		return t.Pages()
	}
	return agenda.PageRange{t.FirstPage(), t.PageAt(max(0, len(d.Text)-1))}
}

// citedPath is the stable address of what stands at a in this PDF, also when the
// archive gets a better copy of the meeting; with page above 0, of its page.
func citedPath(a library.Address, h *library.Holding, page int) string {
	doc := agenda.NewID(h.Document.Source.SHA256).Doc()
	switch {
	case page == 0:
		a.Doc = cmp.Or(a.Doc, doc)
		return a.Path()
	case a.Punkt == "":
		return pagePath(h, page)
	}
	a.Doc, a.Bilag = "", ""
	return withValues(a.Path()+"/side/"+strconv.Itoa(page), url.Values{"pdf": {doc}})
}

// pageOwner is the thing of a document that a page is of: the bilag; else the
// punkt; of several the first, and all of them as punkter; else the meeting; the
// document where it is of none. Minutes that are a bilag are that bilag.
func pageOwner(d *agenda.Document, page int) (t agenda.Thing, punkter []*agenda.Punkt) {
	id := agenda.NewID(d.Source.SHA256)
	t = agenda.Thing{ID: id, Kind: agenda.ThingDocument}
	for i := range d.Meetings {
		m := &d.Meetings[i]
		if !m.Pages.Holds(page) {
			continue
		}
		if t.Meeting == nil {
			t = agenda.Thing{ID: id.Meeting(i + 1), Kind: agenda.ThingMeeting, Meeting: m}
		}
		for j := range m.Punkter {
			p := &m.Punkter[j]
			if !p.Pages.Holds(page) {
				continue
			}
			punkt := agenda.Thing{ID: id.Meeting(i + 1).Punkt(j + 1), Kind: agenda.ThingPunkt, Meeting: m, Punkt: p}
			for _, b := range punkt.BilagThings() {
				if b.Bilag.Pages != nil && b.Bilag.Pages.Holds(page) {
					return b, []*agenda.Punkt{p}
				}
			}
			if punkter = append(punkter, p); len(punkter) == 1 {
				t = punkt
			}
		}
	}
	return t, punkter
}

// Text is the reference as it stands in a note: "Aarhus Byråd, møde 27. august
// 2025, punkt 3: Titel, s. 14 (referat). https://…". When it was looked at is
// for the reader to add.
func (ref *reference) Text() string {
	kind := ""
	if ref.Kind != "" {
		kind = fmt.Sprintf(" (%s)", ref.Kind)
	}
	return strings.Join(ref.names(), ", ") + kind + ". " + ref.Link
}

// names are whose meeting, when, and what of it.
func (ref *reference) names() []string {
	return append(nonEmpty(plain(ref.Body), ref.meeting()), ref.parts()...)
}

// meeting is when the meeting was; of a document without one, its file's name.
func (ref *reference) meeting() string {
	switch {
	case ref.Kind == "":
		return plain(ref.File)
	case ref.Date == "":
		return "møde uden dato"
	}
	return "møde " + danishDate(ref.Date)
}

// parts are what of the meeting is referred to.
func (ref *reference) parts() []string {
	var list []string
	switch n := len(ref.Punkter); {
	case n == 1:
		list = append(list, uncapital(plain(punktName(ref.Punkter[0])), "Punkt"))
	case n > 1:
		list = append(list, "punkt "+plain(ref.Punkter[0].Number)+"–"+plain(ref.Punkter[n-1].Number))
	}
	if ref.What == agenda.ThingDecision {
		list = append(list, "beslutning")
	}
	if ref.Bilag != nil {
		list = append(list, uncapital(plain(bilagName(ref.Bilag)), "Bilag"))
	}
	return append(list, nonEmpty(ref.pages())...)
}

// pages is "s. 14" or "s. 3–9", "" for none.
func (ref *reference) pages() string {
	switch a, b := ref.Pages[0], ref.Pages[1]; {
	case a == 0:
		return ""
	case a == b:
		return fmt.Sprintf("s. %d", a)
	default:
		return fmt.Sprintf("s. %d–%d", a, b)
	}
}

// Key is the key of the BibTeX entry: letters, digits and dashes, made of what
// does not change when the archive is indexed anew.
func (ref *reference) Key() string {
	if ref.Slug == "" || ref.Date == "" {
		return strings.Join(nonEmpty("pdf", ref.Doc, keyed(ref.place), ref.pageKey()), "-")
	}
	punkt := ""
	if len(ref.Punkter) == 1 {
		punkt = "p" + keyed(ref.Punkter[0].Number)
	}
	part := ""
	switch {
	case ref.Bilag != nil:
		part = fmt.Sprintf("b%d", ref.Bilag.Number)
	case ref.What == agenda.ThingDecision:
		part = "beslutning"
	}
	return strings.Join(nonEmpty(keyed(ref.Slug), ref.Date, punkt, part, ref.pageKey(), ref.Doc), "-")
}

// pageKey is the page of a reference to one.
func (ref *reference) pageKey() string {
	if ref.Page == 0 {
		return ""
	}
	return fmt.Sprintf("s%d", ref.Page)
}

// keyed is what of s a key can have.
func keyed(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9', r == '-':
			return r
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		}
		return -1
	}, s)
}

// BibTeX is the reference as an entry for BibTeX and BibLaTeX. Author and title
// have braces of their own: a body is no person with a family name, and Danish
// titles keep their capitals.
func (ref *reference) BibTeX() string {
	title, how := ref.titleAndSource()
	var out strings.Builder
	fmt.Fprintf(&out, "@misc{%s,\n", ref.Key())
	field := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&out, "  %-12s = %s,\n", name, value)
		}
	}
	braced := func(s string) string {
		if s = bibText(plain(s)); s == "" {
			return ""
		}
		return "{" + s + "}"
	}
	double := func(s string) string {
		if s = braced(s); s == "" {
			return ""
		}
		return "{" + s + "}"
	}
	field("author", double(ref.Body))
	field("title", double(title))
	field("howpublished", braced(how))
	if day, err := time.Parse(time.DateOnly, ref.Date); err == nil {
		field("year", braced(strconv.Itoa(day.Year())))
		field("month", strings.ToLower(day.Month().String()[:3]))
		field("day", braced(strconv.Itoa(day.Day())))
	}
	field("url", "{"+bibURL(ref.Link)+"}")
	field("langid", braced("danish"))
	out.WriteString("}\n")
	return out.String()
}

// titleAndSource are a BibTeX entry's title, and what that stands in.
func (ref *reference) titleAndSource() (title, how string) {
	parts, pages := ref.parts(), ref.pages()
	minutes := ref.meeting()
	if ref.Kind != "" {
		minutes = capital(string(ref.Kind)) + " af " + minutes
	}
	switch {
	case ref.Bilag != nil:
		return plain(bilagName(ref.Bilag)), strings.Join(nonEmpty(minutes, parts[0], pages), ", ")
	case ref.What == agenda.ThingDecision:
		return plain(punktName(ref.Punkter[0])), strings.Join(nonEmpty(minutes, "beslutning", pages), ", ")
	case len(ref.Punkter) == 1:
		return plain(punktName(ref.Punkter[0])), strings.Join(nonEmpty(minutes, pages), ", ")
	}
	return minutes, strings.Join(parts, ", ")
}

// bibSigns are the characters that TeX takes for something else, as it is told to
// print them, and the dash between pages as BibTeX's styles know it. Braces are
// written by name, since BibTeX counts those after a backslash, too.
func bibSigns() []string {
	return []string{
		`\`, `{\textbackslash}`, `{`, `{\textbraceleft}`, `}`, `{\textbraceright}`, `~`, `{\textasciitilde}`, `^`, `{\textasciicircum}`,
		`<`, `{\textless}`, `>`, `{\textgreater}`, `|`, `{\textbar}`, `"`, `{\textquotedbl}`,
		`–`, `--`, `#`, `\#`, `$`, `\$`, `%`, `\%`, `&`, `\&`, `_`, `\_`,
	}
}

func bibText(s string) string { return strings.NewReplacer(bibSigns()...).Replace(s) }

// bibURL is an address as the field url has it, which is verbatim: only what
// would end the field is written otherwise.
func bibURL(s string) string {
	return strings.NewReplacer("{", "%7B", "}", "%7D", `\`, "%5C", " ", "%20").Replace(s)
}

// uncapital is text with its first word, if it is that one, in small letters.
func uncapital(text, word string) string {
	if rest, ok := strings.CutPrefix(text, word+" "); ok {
		return strings.ToLower(word) + " " + rest
	}
	return text
}

// nonEmpty is those of parts that say something.
func nonEmpty(parts ...string) []string {
	return slices.DeleteFunc(parts, func(s string) bool { return s == "" })
}
