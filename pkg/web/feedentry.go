package web

import (
	"fmt"
	"net/http"
	"strings"

	"referat/index"
	"referat/pkg/agenda"
	"referat/pkg/library"
)

// outcomeScheme names the outcomes as categories of entries.
const outcomeScheme = "urn:x-referat:udfald"

// entryAt is an entry without title and content about what stands at a stable
// address. It is known by that and by the kind of copy: a meeting's agenda is one
// piece of news, and its minutes, which come later with the decisions, are
// another. text are the words that its page is to mark.
func (s *Site) entryAt(r *http.Request, path string, kind agenda.Kind, h *library.Holding, text string) atomEntry {
	return atomEntry{
		ID:        feedID(path + "#" + string(kind)),
		Updated:   atomTime(h.Changed),
		Published: atomTime(h.Added),
		Links:     []atomLink{{Rel: "alternate", Type: "text/html", Href: s.absolute(r, linker{text: text}.carry(path))}},
	}
}

// punktEntry is an entry about the punkt t, without its content.
func (s *Site) punktEntry(r *http.Request, c *library.Catalogue, t agenda.Thing, h *library.Holding, text string) atomEntry {
	e := s.entryAt(r, stablePath(c, t), t.Meeting.Kind, h, text)
	body := plain(bodyOf(c, t))
	e.Title = strings.Join(nonEmpty(danishDate(t.Meeting.Date), body, plain(punktName(t.Punkt))), ", ")
	if t.Meeting.Kind == agenda.Dagsorden {
		e.Title += " (dagsorden)"
	}
	if body != "" {
		e.Author = &atomAuthor{body}
	}
	if o := t.Outcome(); o != "" {
		e.Categories = []atomCategory{{outcomeScheme, string(o), o.Danish()}}
	}
	return e
}

// stablePath is the address of a thing: of its meeting's date and number, or,
// where it has none, of its place in the PDF.
func stablePath(c *library.Catalogue, t agenda.Thing) string {
	if a, ok := c.Address(t); ok {
		return a.Path()
	}
	return "/id/" + t.ID.String()
}

// bodyOf is the name of the body that held the meeting of t, as the catalogue has
// it.
func bodyOf(c *library.Catalogue, t agenda.Thing) string {
	if m := c.Of(t.ID.MeetingID()); m != nil && m.Body != nil {
		return m.Body.Name
	}
	return agenda.BodyName(t.Meeting.Series, t.Meeting.Title)
}

// searchEntry is a hit as an entry: what was found where, with the words marked.
func (s *Site) searchEntry(r *http.Request, c *library.Catalogue, q index.Query, hit library.Hit) (atomEntry, error) {
	punkt, ok := hit.Holding.Document.Find(hit.Of.ID.PunktID())
	if !ok {
		return atomEntry{}, fmt.Errorf("søgeindeks og arkiv passer ikke sammen (%s)", hit.ID)
	}
	e := s.punktEntry(r, c, punkt, hit.Holding, q.Text)
	var out strings.Builder
	if limits := limitsOf(q); limits != "" {
		fmt.Fprintf(&out, "<p>Fundet ved søgningens afgrænsning: %s.</p>\n", markup(limits))
	}
	for i, p := range foundIn(hit) {
		switch {
		case q.Text == "":
			fmt.Fprintf(&out, "<p>%s:</p>\n", markup(capital(p.where)))
		case i == 0:
			fmt.Fprintf(&out, "<p>Ordene står i %s:</p>\n", markup(p.where))
		default:
			fmt.Fprintf(&out, "<p>Ordene står også i %s:</p>\n", markup(p.where))
		}
		fmt.Fprintf(&out, "<blockquote><p>%s</p></blockquote>\n", markedUp(p.spans))
	}
	out.WriteString(footOf(punkt))
	e.Content = atomContent{"html", out.String()}
	return e, nil
}

// mostPassages is how many things of a punkt an entry shows in which the words
// stand.
const mostPassages = 4

// A quote is a passage of a punkt, and what of it that is of.
type quote struct {
	where string // "beslutningen, side 6"
	spans []library.Span
}

// foundIn are the passages that a punkt was found by, the best first: of each
// thing the title, if words stand in it, and the text around those in it.
func foundIn(hit library.Hit) []quote {
	var list []quote
	for _, p := range hit.Passages(mostPassages) {
		title, text := "titlen", "punktets tekst"
		switch p.Of.Kind {
		case agenda.ThingDecision:
			text = "beslutningen"
		case agenda.ThingBilag:
			title, text = "et bilags titel", "bilaget «"+p.Of.Bilag.Title+"»"
		}
		if len(p.Title) > 0 {
			list = append(list, quote{title, p.Title})
		}
		if p.Page > 0 {
			text += fmt.Sprintf(", side %d", p.Page)
		}
		if len(p.Text) > 0 {
			list = append(list, quote{text, p.Text})
		}
	}
	return list
}

// caseEntry is one punkt of a case's course as an entry.
func (s *Site) caseEntry(r *http.Request, c *library.Catalogue, step library.Step) atomEntry {
	e := s.punktEntry(r, c, step.Of, step.Holding, "")
	var out strings.Builder
	switch {
	case step.Witness == agenda.ByNumber && step.CaseNumber != "":
		fmt.Fprintf(&out, "<p>Punktet har sagsnummeret %s.</p>\n", markup(step.CaseNumber))
	case step.Witness == agenda.ByTitle:
		out.WriteString("<p>Punktet hedder det samme som et punkt i sagen.</p>\n")
	}
	if text := markup(step.Decision); text != "" {
		fmt.Fprintf(&out, "<blockquote><p>%s</p></blockquote>\n", text)
	}
	out.WriteString(footOf(step.Of))
	e.Content = atomContent{"html", out.String()}
	return e
}

// meetingEntry is a meeting as an entry: its punkter with their outcomes.
func (s *Site) meetingEntry(r *http.Request, v *library.Volume, c *library.Catalogue, m *library.Meeting) (atomEntry, error) {
	t, h, err := v.Find(m.Best().ID)
	if err != nil {
		return atomEntry{}, err
	}
	path := stablePath(c, t)
	e := s.entryAt(r, path, t.Meeting.Kind, h, "")
	body := plain(bodyOf(c, t))
	e.Title = fmt.Sprintf("%s (%s)", strings.Join(nonEmpty(danishDate(t.Meeting.Date), body), ", "), t.Meeting.Kind)
	if body != "" {
		e.Author = &atomAuthor{body}
	}
	var out strings.Builder
	if title := markup(t.Meeting.Title); title != "" {
		fmt.Fprintf(&out, "<p>%s</p>\n", title)
	}
	out.WriteString("<ul>\n")
	for i := range t.Meeting.Punkter {
		p := &t.Meeting.Punkter[i]
		if p.Closed {
			fmt.Fprintf(&out, "<li>%s</li>\n", markup(numbered(p.Number, "Lukket punkt")))
			continue
		}
		outcome := ""
		if p.Decision != nil && p.Decision.Outcome != "" {
			outcome = " – " + markup(p.Decision.Outcome.Danish())
		}
		of := agenda.Thing{ID: t.ID.Punkt(i + 1), Kind: agenda.ThingPunkt, Meeting: t.Meeting, Punkt: p}
		fmt.Fprintf(&out, "<li><a href=\"%s\">%s</a>%s</li>\n", markup(s.absolute(r, stablePath(c, of))), markup(punktName(p)), outcome)
	}
	out.WriteString("</ul>\n")
	e.Content = atomContent{"html", out.String()}
	return e, nil
}

// footOf is the last line of an entry about the punkt t: what meeting it was, and
// the outcome.
func footOf(t agenda.Thing) string {
	outcome := "ingen beslutning"
	if o := t.Outcome(); o != "" {
		outcome = "udfald: " + o.Danish()
	} else if t.Meeting.Kind == agenda.Dagsorden {
		outcome = "ingen beslutning endnu"
	}
	return fmt.Sprintf("<p>%s: %s; %s.</p>\n", capital(string(t.Meeting.Kind)), markup(meetingName(t.Meeting.Series, t.Meeting.Title)), markup(outcome))
}

// limitsOf says in words what a search is narrowed to, beside its text; "" for
// nothing.
func limitsOf(q index.Query) string {
	named := func(name, value string) string {
		if value == "" {
			return ""
		}
		return name + " " + value
	}
	var year, from, to, outcome string
	if q.Year != 0 {
		year = fmt.Sprintf("møder i %d", q.Year)
	}
	if q.From != "" {
		from = "møder fra " + danishDate(q.From)
	}
	if q.To != "" {
		to = "møder til " + danishDate(q.To)
	}
	if q.Outcome != "" {
		outcome = q.Outcome.Danish()
	}
	return strings.Join(nonEmpty(q.Series, year, from, to, string(q.Kind), named("udfald:", outcome), named("ordene står i:", string(q.Thing)),
		named("kategori:", q.Category), named("ansvarlig:", q.Unit)), "; ")
}
