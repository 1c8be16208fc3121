package web

import (
	"errors"
	"net/http"
	"slices"
	"strings"
	"unicode/utf8"

	"referat/pkg/agenda"
	"referat/pkg/archive"
	"referat/pkg/library"
)

// A meetingView is what a meeting's page shows.
type meetingView struct {
	Trail     []link
	Name      string
	Facts     []fact
	Text      string   // the front's Information
	Remarks   []string // what kind of copy it is
	Newest    *link    // the best copy, where this is another
	Punkter   []punktLine
	Followups []followupLine
	Before    *link
	After     *link
	Sources   []sourceView
	Gaps      []remark
	Cite      string
}

// A fact is a name and what it is.
type fact struct {
	Name  string
	Value string
	Href  string // "" for none
}

// A punktLine is a punkt in the meeting's list.
type punktLine struct {
	link
	Category string // where another one begins
	Closed   bool
	Shell    string // what is said instead of all else, of a closed punkt that is kept back
	Outcome  string
	Decision []block
	Longer   *link // the whole decision, where only its beginning is shown
	Minutes  string
	Bilag    []bilagView
}

// A followupLine is a task that the meeting gave.
type followupLine struct {
	Punkt link
	Unit  string
	Text  string
}

// A bilagView is a bilag in a list.
type bilagView struct {
	Title    string
	Href     string // "" for what was taken down
	Pages    string
	OCR      bool
	Unread   string // which of its pages nobody has read, where some are pictures
	Meetings []link // that it holds itself
}

// decisionShown is how much of a decision a meeting's page shows, in characters.
const decisionShown = 700

// serveMeeting serves GET /moede/{body}/{day}.
func (s *Site) serveMeeting(w http.ResponseWriter, r *http.Request, v *library.Volume) error {
	a := addressOf(r)
	id, err := v.Resolve(a)
	var several *archive.AmbiguousError
	if errors.As(err, &several) {
		return serveChoice(w, r, v, a)
	}
	if err != nil {
		return err
	}
	l, err := newLinker(v, textOf(r))
	if err != nil {
		return err
	}
	t, h, m, err := l.find(id)
	if err != nil {
		return err
	}
	view, err := l.makeMeetingView(t, h, m)
	if err != nil {
		return err
	}
	return writePage(w, http.StatusOK, "moede", page{
		Title: view.Name, Query: l.text, View: view,
		Feeds: []feedLink{{"Nye møder: " + m.Body.Name, feedMeetingsPath(m.Body.Slug)}},
	})
}

// addressOf is the address that a request's path has.
func addressOf(r *http.Request) library.Address {
	return library.Address{
		Body: r.PathValue("body"), Day: r.PathValue("day"), Punkt: r.PathValue("punkt"), Bilag: r.PathValue("n"),
		Doc: r.URL.Query().Get("pdf"),
	}
}

// textOf is what was searched for when a page was opened from a search.
func textOf(r *http.Request) string {
	s := readSearch(r.URL.Query())
	if utf8.RuneCountInString(s[paramText]) > longestText {
		return ""
	}
	return s[paramText]
}

// serveChoice shows the meetings that a body held on one day.
func serveChoice(w http.ResponseWriter, r *http.Request, v *library.Volume, a library.Address) error {
	l, err := newLinker(v, textOf(r))
	if err != nil {
		return err
	}
	type choiceView struct {
		Heading  string
		Meetings []meetingLine
	}
	view := choiceView{}
	for _, m := range l.catalogue.At(a.Body, a.Day) {
		line := l.makeMeetingLine(m, true)
		if at := hours(m.Best().Start, m.Best().End); at != "" {
			line.Says = at + ", " + line.Says
		}
		view.Heading = counted(len(view.Meetings)+1, "møde", "møder") + " " + danishDate(m.Best().Date)
		view.Meetings = append(view.Meetings, line)
	}
	return writePage(w, http.StatusOK, "moedevalg", page{Title: view.Heading, View: view})
}

// makeMeetingView is the page of one copy of a meeting.
func (l linker) makeMeetingView(t agenda.Thing, h *library.Holding, m *library.Meeting) (*meetingView, error) {
	view := &meetingView{
		Trail: l.trail(m, agenda.Thing{}), Name: datedName(t.Meeting),
		Text: t.Meeting.Information, Cite: citePath(t.ID, 0),
	}
	at := longDate(t.Meeting.Date)
	if when := hours(t.Meeting.Start, t.Meeting.End); when != "" {
		at += " " + when
	}
	view.Facts = []fact{{"Tid", capital(at), ""}}
	if t.Meeting.Location != "" {
		view.Facts = append(view.Facts, fact{"Sted", t.Meeting.Location, ""})
	}
	kind := fact{"Art", kindSays(t.Meeting.Kind), ""}
	if t.Meeting.Kind == agenda.Dagsorden {
		kind.Value += " (der er ingen beslutninger i den)"
	}
	view.Facts = append(view.Facts, kind)
	view.remark(l, t, h, m)
	category := ""
	for i := range t.Meeting.Punkter {
		punkt := agenda.Thing{ID: t.ID.Punkt(i + 1), Kind: agenda.ThingPunkt, Meeting: t.Meeting, Punkt: &t.Meeting.Punkter[i]}
		line := l.makePunktLine(punkt, h.Document)
		if punkt.Punkt.Category != category && line.Shell == "" {
			category = punkt.Punkt.Category
			line.Category = titleOr(category, "Uden kategori")
		}
		view.Punkter = append(view.Punkter, line)
		view.follow(line, punkt.Punkt)
	}
	if before, after := l.catalogue.Neighbours(m); before != nil || after != nil {
		view.Before, view.After = l.neighbour(before), l.neighbour(after)
	}
	var err error
	if view.Sources, err = l.sources(m, t.ID); err != nil {
		return nil, err
	}
	view.Gaps = l.gaps(t, h)
	return view, nil
}

// datedName is a meeting's name with its date, unless the title says that.
func datedName(m *agenda.Meeting) string {
	name := meetingName(m.Series, m.Title)
	if strings.ContainsAny(m.Title, "0123456789") || m.Date == "" {
		return name
	}
	return name + ", " + danishDate(m.Date)
}

// remark tells what kind of copy t is, where it is not the best one as its own
// export has it.
func (view *meetingView) remark(l linker, t agenda.Thing, h *library.Holding, m *library.Meeting) {
	if t.ID.Nested() {
		view.Remarks = append(view.Remarks, "Dette eksemplar af mødet er et bilag til et andet møde.")
	}
	if h.Newer != (agenda.ID{}) {
		view.Remarks = append(view.Remarks, "Dette er en ældre udgave: en nyere PDF har taget dens plads.")
	}
	if m.Best().ID != t.ID {
		says, to := betterSays(t, m)
		view.Remarks = append(view.Remarks, says)
		view.Newest = &link{"Se mødet " + to, l.meeting(m)}
	}
}

// follow adds the tasks that a punkt's decision gives.
func (view *meetingView) follow(line punktLine, p *agenda.Punkt) {
	if p.Decision == nil {
		return
	}
	for _, f := range p.Decision.Followups {
		view.Followups = append(view.Followups, followupLine{line.link, titleOr(f.Responsible, "ansvarlig ikke nævnt"), f.Text})
	}
}

// makePunktLine tells of a punkt in its meeting's list.
func (l linker) makePunktLine(t agenda.Thing, d *agenda.Document) punktLine {
	p := t.Punkt
	line := punktLine{link: link{punktName(p), l.thing(t)}, Closed: p.Closed}
	if isShell(p) {
		line.Shell = shellSays(p)
		return line
	}
	if p.Minutes > 0 {
		line.Minutes = counted(p.Minutes, "minut", "minutter")
	}
	if d := p.Decision; d != nil {
		line.Outcome = outcomeSays(d.Outcome)
		text, cut := beginning(d.Text, decisionShown)
		line.Decision = blocks(text, nil, nil, nil)
		if cut {
			line.Longer = &link{"Læs hele beslutningen", line.Href + "#beslutning"}
		}
	}
	line.Bilag = l.bilagOf(t, d)
	return line
}

// isShell reports whether a punkt is closed and kept back.
func isShell(p *agenda.Punkt) bool {
	return p.Closed && p.Title == agenda.ClosedTitle && p.Text == "" && p.Decision == nil && len(p.Bilag) == 0
}

// beginning is the first of a text, whole lines or else whole words, at most so
// many characters, and whether more follows.
func beginning(text string, most int) (string, bool) {
	n, line, word := 0, 0, 0
	for i, r := range text {
		if n == most {
			switch {
			case line > 0:
				return text[:line], true
			case word > 0:
				return text[:word] + " …", true
			}
			return text[:i] + "…", true
		}
		switch r {
		case '\n':
			line = i
		case ' ':
			word = i
		}
		n++
	}
	return text, false
}

// bilagOf are the bilag of a punkt as a list has them.
func (l linker) bilagOf(t agenda.Thing, d *agenda.Document) []bilagView {
	var list []bilagView
	for _, b := range t.BilagThings() {
		x := bilagView{Title: bilagName(b.Bilag), Href: l.thing(b), Pages: "kun nævnt: det er ikke i PDF'en"}
		switch {
		case isErased(b.Bilag):
			x.Pages, x.Href = "", ""
		case b.Bilag.Pages != nil:
			x.Pages = pagesText(*b.Bilag.Pages)
			x.OCR, x.Unread = scansOf(d, b.Bilag)
		}
		x.Meetings = l.meetingsIn(b)
		list = append(list, x)
	}
	return list
}

// scansOf tells of a bilag whether pages of it were read by OCR, and which of
// them should have been and were not.
func scansOf(d *agenda.Document, b *agenda.Bilag) (ocr bool, unread string) {
	if b.Pages == nil {
		return b.OCR, ""
	}
	left := slices.DeleteFunc(slices.Clone(d.UnreadScans), func(n int) bool { return !b.Pages.Holds(n) })
	switch all := b.Pages[1] - b.Pages[0] + 1; {
	case len(left) == 0:
	case len(left) == all:
		unread = choose(all, "et billede", "billeder") + ", som ikke er læst (OCR)"
	default:
		unread = pageList(left) + " er " + choose(len(left), "et billede, som ikke er læst (OCR)", "billeder, som ikke er læst (OCR)")
	}
	return b.OCR && (len(left) == 0 || slices.ContainsFunc(d.Scans, b.Pages.Holds)), unread
}

// neighbour leads to the meeting before or after; nil for none.
func (l linker) neighbour(m *library.Meeting) *link {
	if m == nil {
		return nil
	}
	return &link{titleOr(undated(m.Best().Title, m.Best().Date), m.Body.Name) + ", " + danishDate(m.Best().Date), l.meeting(m)}
}

// trail leads from the archive to the meeting and, where t is set, the punkt that
// t stands in.
func (l linker) trail(m *library.Meeting, t agenda.Thing) []link {
	list := []link{{"Udvalg og møder", "/udvalg"}, {titleOr(m.Body.Name, "Uden navn"), bodyPath(m.Body)}}
	if t.Meeting == nil {
		return list
	}
	meeting := l.meetingOf(t, "", t.Meeting.Title)
	list = append(list, link{titleOr(undated(t.Meeting.Title, t.Meeting.Date), "Mødet") + ", " + danishDate(t.Meeting.Date), meeting.Href})
	if t.Bilag != nil {
		punkt := agenda.Thing{ID: t.ID.PunktID(), Kind: agenda.ThingPunkt, Meeting: t.Meeting, Punkt: t.Punkt}
		list = append(list, link{punktName(t.Punkt), l.thing(punkt)})
	}
	return list
}
