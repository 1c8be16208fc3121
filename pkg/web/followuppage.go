package web

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"

	"referat/index"
	"referat/pkg/agenda"
	"referat/pkg/library"
)

// followupPath is the page of who was to do what.
const followupPath = "/opfoelgning"

// How much a page of tasks shows and reads.
const (
	tasksPerPage = 20  // punkter with tasks; a meeting's are not parted
	mostCopies   = 40  // copies of meetings that are looked at for them
	mostUnits    = 12  // units that are shown at once
	moreUnits    = 60  // that are shown when asked for
	knownUnits   = 100 // that the field offers
	askedUnits   = 50  // whose name has the words that were typed: more are no unit
)

// A followups is what the address of a page of tasks says, as it was typed.
type followups struct {
	unit, since, to string
	page            string // of a unit's punkter, from 1
	after           string // where the list of meetings goes on: behind this one, body/day
}

func readFollowups(values url.Values) followups {
	get := func(name string) string { return strings.TrimSpace(strings.ToValidUTF8(values.Get(name), "\uFFFD")) }
	return followups{get("enhed"), get("siden"), get("til"), get("side"), get("efter")}
}

// address is the address of the page with these parameters.
func (f followups) address() string {
	var b strings.Builder
	b.WriteString(followupPath)
	sign := "?"
	for _, x := range [][2]string{{"enhed", f.unit}, {"siden", f.since}, {"til", f.to}, {"side", f.page}, {"efter", f.after}} {
		if x[1] != "" {
			b.WriteString(sign + x[0] + "=" + escaped(x[1]))
			sign = "&"
		}
	}
	return b.String()
}

// of is the first page of the same period with the tasks of a unit, "" for all.
func (f followups) of(unit string) string {
	return followups{unit: unit, since: f.since, to: f.to}.address()
}

// query is what the index is asked, and what makes no sense, in Danish sentences.
func (f followups) query() (q index.Query, page int, wrong []string) {
	const forms = "» kan ikke læses som en dato: skriv 23-03-2026, 2026-03-23, 2026-03 eller 2026."
	var ok bool
	if q.From, ok = completeDate(f.since, false); !ok {
		wrong = append(wrong, "Siden «"+f.since+forms)
	}
	if q.To, ok = completeDate(f.to, true); !ok {
		wrong = append(wrong, "Til «"+f.to+forms)
	}
	if q.From != "" && q.To != "" && q.From > q.To {
		wrong = append(wrong, "Siden "+danishDate(q.From)+" er efter til "+danishDate(q.To)+".")
	}
	if utf8.RuneCountInString(f.unit) > longestText {
		wrong = append(wrong, "Så langt er intet navn på en enhed.")
	}
	page = 1
	if f.page != "" {
		var err error
		if page, err = strconv.Atoi(f.page); err != nil || page < 1 || page > 1_000_000 {
			wrong, page = append(wrong, "«"+f.page+"» er ikke en side: sider har tal fra 1."), 1
		}
	}
	return q, page, wrong
}

// A followupView is what the page of tasks shows.
type followupView struct {
	Heading         string
	Unit, Since, To string // as typed
	Wrong           []string
	Says            string
	Units           facetView // who has tasks; with a unit, those that have its words
	Known           []string  // names that the field offers
	All             string    // the page without a unit; "" where none is chosen
	Punkter         []tasksView
	First           string // the list's beginning
	Before, After   string
	Older           string // the words for what comes after
}

// A tasksView is a punkt with its tasks.
type tasksView struct {
	ISO, Date string
	Meeting   link
	Punkt     link
	Closed    bool
	Tasks     []taskView
	Case      string // the course of its case; "" where it has no number
}

// A taskView is a task: who is to do what.
type taskView struct {
	Unit, Text string
	Page       *link // without an address where the page is hidden; nil where it is not known
}

// serveFollowups serves GET /opfoelgning: who was to do what, the newest meeting
// first, all of it or one unit's.
func (s *Site) serveFollowups(w http.ResponseWriter, r *http.Request, v *library.Volume) error {
	asked := readFollowups(r.URL.Query())
	q, n, wrong := asked.query()
	view := &followupView{Heading: "Opfølgning", Unit: asked.unit, Since: asked.since, To: asked.to, Wrong: wrong}
	p := page{Title: "Opfølgning", View: view}
	if len(wrong) > 0 {
		return writePage(w, http.StatusBadRequest, "opfoelgning", p)
	}
	l, err := newLinker(v, "")
	if err != nil {
		return err
	}
	units, err := v.Units(r.Context(), q)
	if err != nil {
		return err
	}
	for _, u := range units[:min(len(units), knownUnits)] {
		view.Known = append(view.Known, u.Value)
	}
	if asked.unit == "" {
		view.Units = asked.units("Efter enhed", units)
		err = view.byMeeting(r.Context(), l, asked, q)
	} else {
		view.Heading += ": " + asked.unit
		p.Title, view.All = view.Heading, asked.of("")
		err = view.ofUnit(r.Context(), l, asked, q, units, n)
	}
	if err != nil {
		return err
	}
	return writePage(w, http.StatusOK, "opfoelgning", p)
}

// units are units with the pages of their tasks.
func (f followups) units(name string, units []index.Count) facetView {
	out := facetView{Name: name}
	for _, u := range units {
		x := facetValue{link{u.Value, f.of(u.Value)}, counted(int(u.Hits), "punkt", "punkter"), strings.EqualFold(u.Value, f.unit)}
		switch {
		case len(out.Values) < mostUnits:
			out.Values = append(out.Values, x)
		case len(out.More) < moreUnits:
			out.More = append(out.More, x)
		}
	}
	if len(out.More) > 0 {
		out.Rest = "Vis " + number(len(out.More)) + " til"
		if hidden := len(units) - len(out.Values) - len(out.More); hidden > 0 {
			out.Rest = "De næste " + number(len(out.More)) + " af " + number(len(units)) + " enheder"
		}
	}
	return out
}

// ofUnit puts in page n of the punkter with tasks of the units whose names have
// the words that were asked for. The index knows them all; only what is shown is
// read.
func (view *followupView) ofUnit(ctx context.Context, l linker, asked followups, q index.Query, units []index.Count, n int) error {
	all := units
	units = slices.DeleteFunc(slices.Clone(units), func(u index.Count) bool { return !library.UnitAsked(u.Value, asked.unit) })
	switch {
	case len(units) == 0:
		view.Says = "Ingen enhed, der har fået en opgave" + periodSays(q) + ", hedder " + quoted(asked.unit) + "."
		view.Units = asked.units("Enheder, der har", all)
		near := slices.DeleteFunc(slices.Clone(all), func(u index.Count) bool {
			return !strings.Contains(strings.ToLower(u.Value), strings.ToLower(asked.unit))
		})
		if len(near) > 0 {
			view.Units = asked.units("Enheder med "+quoted(asked.unit)+" i navnet", near)
		}
		return nil
	case len(units) > askedUnits:
		view.Says = "«" + asked.unit + "» står i navnet på " + number(len(units)) + " enheder. Vælg en, eller skriv mere af navnet."
		view.Units = asked.units("Enheder med "+quoted(asked.unit), units)
		return nil
	case len(units) > 1:
		view.Units = asked.units("Enheder med "+quoted(asked.unit), units)
	}
	ids, err := l.volume.PunkterOf(ctx, q, units)
	if err != nil {
		return err
	}
	from := min((n-1)*tasksPerPage, len(ids))
	to := min(from+tasksPerPage, len(ids))
	for _, id := range ids[from:to] {
		if err := ctx.Err(); err != nil {
			return err
		}
		t, h, err := l.volume.Find(id)
		if err != nil {
			return err
		}
		view.add(l, slices.DeleteFunc(library.TasksOf(t.DecisionThing(), h), func(t library.Task) bool {
			return !library.UnitAsked(t.Responsible, asked.unit)
		}))
	}
	view.Says = counted(len(ids), "punkt", "punkter") + " med opgaver til " + quoted(asked.unit) + periodSays(q) + ", de nyeste først."
	if from == len(ids) {
		view.Says += " Så mange sider er der ikke."
	}
	if len(ids) > tasksPerPage && to > from {
		view.Says += " Her er nummer " + number(from+1) + " til " + number(to) + "."
	}
	at := func(n int) string {
		asked.page, asked.after = "", ""
		if n > 1 {
			asked.page = strconv.Itoa(n)
		}
		return asked.address()
	}
	last := max(1, (len(ids)+tasksPerPage-1)/tasksPerPage)
	if n > 1 {
		view.First, view.Before = at(1), at(min(n-1, last))
	}
	if to < len(ids) {
		view.After, view.Older = at(n+1), "Næste side"
	}
	return nil
}

// byMeeting puts in the tasks of some meetings, the newest first, from where the
// page before ended; so many of them as fill a page, and no more than a request
// may read.
func (view *followupView) byMeeting(ctx context.Context, l linker, asked followups, q index.Query) error {
	list := l.catalogue.Meetings()
	first, end, err := asked.stretch(l.catalogue, q)
	if err != nil {
		return err
	}
	read := 0
	var newest, oldest *library.Meeting // that were looked at
	for end > first {
		m := list[end-1]
		cost := m.Decisive()
		if cost > 0 && read > 0 && (len(view.Punkter) >= tasksPerPage || read+cost > mostCopies) {
			asked.page, asked.after = "", oldest.Body.Slug+"/"+oldest.Day
			view.After, view.Older = asked.address(), "Ældre møder"
			break
		}
		end--
		if cost == 0 {
			continue
		}
		if newest == nil {
			newest = m
		}
		oldest = m
		read += cost
		tasks, err := l.volume.Tasks(ctx, m)
		if err != nil {
			return err
		}
		for len(tasks) > 0 { // those of a punkt follow each other
			n := slices.IndexFunc(tasks, func(t library.Task) bool { return t.Of.ID != tasks[0].Of.ID })
			if n < 0 {
				n = len(tasks)
			}
			view.add(l, tasks[:n])
			tasks = tasks[n:]
		}
	}
	if asked.after != "" {
		view.First = followups{since: asked.since, to: asked.to}.address()
	}
	view.Says = lookedAt(newest, oldest, len(view.Punkter), q)
	return nil
}

// lookedAt says which meetings' tasks stand on a page.
func lookedAt(newest, oldest *library.Meeting, punkter int, q index.Query) string {
	if newest == nil {
		return "Der er ingen møder med beslutninger" + periodSays(q) + "."
	}
	from, to := danishDate(oldest.Best().Date), danishDate(newest.Best().Date)
	when := "møderne fra " + from + " til " + to
	if from == to {
		when = "mødet " + to
	}
	if punkter == 0 {
		return "Der er ingen opgaver fra " + when + "."
	}
	return counted(punkter, "punkt", "punkter") + " med opgaver fra " + when + ", de nyeste først."
}

// periodSays is the period that was asked for, as the end of a sentence.
func periodSays(q index.Query) string {
	out := ""
	if q.From != "" {
		out += " siden " + danishDate(q.From)
	}
	if q.To != "" {
		out += " til og med " + danishDate(q.To)
	}
	return out
}

// stretch is which of the catalogue's meetings, by date, are asked for and come
// after the one that the page before ended with: [first, end).
func (f followups) stretch(c *library.Catalogue, q index.Query) (first, end int, err error) {
	list := c.Meetings()
	from := func(date string) int {
		return sort.Search(len(list), func(i int) bool { return list[i].Best().Date >= date })
	}
	end = len(list)
	if q.From != "" {
		first = from(q.From)
	}
	if q.To != "" { // what has no date is not known to be of the period
		first, end = max(first, from("0")), from(q.To+"~")
	}
	if f.after == "" {
		return first, end, nil
	}
	body, day, ok := strings.Cut(f.after, "/")
	if !ok || day == "" {
		return 0, 0, badRequestf("efter kan ikke være «%.60s»: det er et møde, som listen gik til", f.after)
	}
	if at := c.At(body, day); len(at) > 0 {
		i := from(at[0].Best().Date)
		for i < len(list) && list[i] != at[0] {
			i++
		}
		return first, min(end, i), nil
	}
	return first, min(end, from(day[:min(len(day), len("yyyy-mm-dd"))])), nil // it is gone: what is older
}

// add puts in a punkt with its tasks, which are of one decision.
func (view *followupView) add(l linker, tasks []library.Task) {
	if len(tasks) == 0 {
		return
	}
	t := tasks[0].Of
	m := t.Meeting
	x := tasksView{
		ISO: m.Date, Date: danishDate(m.Date), Meeting: l.meetingOf(t, m.Series, undated(m.Title, m.Date)),
		Punkt: link{punktName(t.Punkt), l.thing(t)}, Closed: t.Punkt.Closed,
	}
	if t.Punkt.CaseNumber != "" {
		x.Case = casePath(t.Punkt.CaseNumber)
	}
	for _, task := range tasks {
		y := taskView{Unit: titleOr(task.Responsible, "ansvarlig ikke nævnt"), Text: task.Text}
		if task.Page > 0 {
			page := pagesText(agenda.PageRange{task.Page, task.Page})
			if y.Page = (&link{page + " i PDF'en", l.openPage(task.Holding, task.Page)}); y.Page.Href == "" {
				y.Page.Text = page + ", som ikke vises"
			}
		}
		x.Tasks = append(x.Tasks, y)
	}
	view.Punkter = append(view.Punkter, x)
}
