package web

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"referat/pkg/agenda"
	"referat/pkg/archive"
	"referat/pkg/library"
)

// A bodyLine is a body (udvalg) in a list.
type bodyLine struct {
	link
	Years    string     // 2019–2027
	Meetings string     // 12 møder
	Kin      []bodyLine // those of the same name in other years
	latest   string
}

// A meetingLine is a meeting in a list.
type meetingLine struct {
	link
	ISO  string
	Date string
	Kind string
	Says string // 12 punkter
}

// makeBodyLine tells of a body in a line.
func makeBodyLine(b *library.Body) bodyLine {
	last := b.Meetings[len(b.Meetings)-1].Best().Date
	return bodyLine{
		link: link{titleOr(b.Name, "Uden navn"), bodyPath(b)}, latest: last,
		Years: yearsOf(b), Meetings: counted(len(b.Meetings), "møde", "møder"),
	}
}

// yearsOf are the years in which a body met, the first and the last.
func yearsOf(b *library.Body) string {
	from, to := year(firstDate(b.Meetings)), year(b.Meetings[len(b.Meetings)-1].Best().Date)
	switch {
	case to == "":
		return "uden dato"
	case from == to:
		return to
	}
	return from + "–" + to
}

// firstDate is the earliest date of meetings that stand by date: those that have
// none come first.
func firstDate(list []*library.Meeting) string {
	for _, m := range list {
		if d := m.Best().Date; d != "" {
			return d
		}
	}
	return ""
}

// year is the year of a day; "" for none.
func year(day string) string {
	if len(day) < 4 {
		return ""
	}
	return day[:4]
}

// makeMeetingLine tells of a meeting in a line, with its series where that is not
// said already.
func (l linker) makeMeetingLine(m *library.Meeting, body bool) meetingLine {
	best := m.Best()
	line := meetingLine{
		link: link{meetingName(best.Series, undated(best.Title, best.Date)), l.meeting(m)},
		ISO:  best.Date, Date: capital(danishDate(best.Date)), Kind: string(best.Kind),
		Says: counted(len(best.Heads), "punkt", "punkter"),
	}
	if !body {
		line.Text = titleOr(undated(best.Title, best.Date), best.Series)
	}
	return line
}

// serveBodies serves GET /udvalg: all bodies.
func (s *Site) serveBodies(w http.ResponseWriter, r *http.Request, v *library.Volume) error {
	l, err := newLinker(v, "")
	if err != nil {
		return err
	}
	list := bodyLines(l.catalogue)
	return writePage(w, http.StatusOK, "udvalgene", page{Title: "Udvalg og møderækker", View: list})
}

// bodyLines are all bodies by name; those of one name in other years stand under
// the one that met last.
func bodyLines(c *library.Catalogue) []bodyLine {
	var list []bodyLine
	under := map[*library.Body]bool{}
	for _, b := range c.Bodies() {
		if under[b] {
			continue
		}
		same := append(c.Kin(b), b)
		lines := make([]bodyLine, len(same))
		for i, x := range same {
			under[x], lines[i] = true, makeBodyLine(x)
		}
		slices.SortStableFunc(lines, func(a, b bodyLine) int { return strings.Compare(b.latest, a.latest) })
		lines[0].Kin = lines[1:]
		list = append(list, lines[0])
	}
	return list
}

// A bodyView is what a body's page shows.
type bodyView struct {
	Name   string
	Says   string
	Kin    []bodyLine // bodies of the same name in other years
	Years  []yearView // the latest first
	Feed   string
	Search string // the search in what it dealt with
}

// A yearView is the meetings of a year, the latest first.
type yearView struct {
	Name     string
	Anchor   string
	Meetings []meetingLine
}

// serveBody serves GET /udvalg/{slug}: a body's meetings by year.
func (s *Site) serveBody(w http.ResponseWriter, r *http.Request, v *library.Volume) error {
	l, err := newLinker(v, "")
	if err != nil {
		return err
	}
	b := l.catalogue.Body(r.PathValue("slug"))
	if b == nil {
		return archive.ErrNotFound
	}
	if b.Slug != r.PathValue("slug") {
		http.Redirect(w, r, bodyPath(b), http.StatusFound)
		return nil
	}
	view := bodyView{
		Name: titleOr(b.Name, "Uden navn"), Feed: feedMeetingsPath(b.Slug),
		Says:   counted(len(b.Meetings), "møde", "møder") + ", " + yearsOf(b) + ".",
		Search: search{paramText: "udvalg:" + quotedText(b.Name)}.address("/soeg"),
	}
	for _, x := range l.catalogue.Kin(b) {
		view.Kin = append(view.Kin, makeBodyLine(x))
	}
	for _, m := range slices.Backward(b.Meetings) {
		name := titleOr(year(m.Best().Date), "Uden dato")
		if n := len(view.Years); n == 0 || view.Years[n-1].Name != name {
			view.Years = append(view.Years, yearView{Name: name, Anchor: "aar-" + slugged(name)})
		}
		last := &view.Years[len(view.Years)-1]
		last.Meetings = append(last.Meetings, l.makeMeetingLine(m, false))
	}
	return writePage(w, http.StatusOK, "udvalg", page{Title: view.Name, View: view, Feeds: []feedLink{{"Nye møder: " + view.Name, view.Feed}}})
}

// slugged is a year, or what stands for none, as an anchor has it.
func slugged(name string) string {
	if _, err := strconv.Atoi(name); err == nil {
		return name
	}
	return "uden"
}

// kindSays tells what a copy of a meeting is.
func kindSays(k agenda.Kind) string { return capital(string(k)) }
