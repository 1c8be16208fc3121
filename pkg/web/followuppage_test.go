package web

import (
	"fmt"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"referat/pkg/agenda"
	"referat/pkg/archive"
	"referat/pkg/library"
	"referat/pkg/library/librarytest"
)

// taskedMeetings is how many meetings tasked has, and a closed punkt's unit.
const (
	taskedMeetings = 60
	secretUnit     = "Hemmelighuset"
)

// tasked is an archive of meetings a week apart, each with an agenda's punkt, one
// with a task of FAS, on its own page, and every third with one for several.
func tasked(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "arkiv")
	librarytest.Write(t, dir, func(w *archive.Writer) error {
		for i := range taskedMeetings {
			day := fmt.Sprintf("%d-%02d-%02d", 2024+i/24, i%24/2+1, i%2*14+1)
			task := func(unit string, n int) agenda.Followup {
				return agenda.Followup{Responsible: unit, Text: fmt.Sprintf("%s løser opgave %d.%d.", unit, i, n)}
			}
			decided := func(tasks ...agenda.Followup) *agenda.Decision {
				d := &agenda.Decision{Text: "Rådmanden besluttede det.", Outcome: agenda.Decided, Followups: tasks, Marks: []agenda.Mark{{Page: 1, Offset: 0}}}
				for _, f := range tasks {
					d.Marks = append(d.Marks, agenda.Mark{Page: 2, Offset: len(d.Text) + 1})
					d.Text += "\n" + f.Text
				}
				d.Marks = d.Marks[:min(2, len(d.Marks))]
				return d
			}
			m := agenda.Meeting{Series: "Rådmandsmøder", Title: "Rådmandsmøde d. " + day, Date: day, Kind: agenda.Referat, Pages: agenda.PageRange{1, 3}, Punkter: []agenda.Punkt{
				{Number: "1", Title: "Dagsorden", Pages: agenda.PageRange{1, 1}, Decision: decided()},
				{Number: "2", Title: fmt.Sprint("Sagen ", i), CaseNumber: fmt.Sprintf("27/%05d", i), Pages: agenda.PageRange{1, 2}, Decision: decided(task("FAS", 1), task("Økonomi", 2))},
				{Number: "3", Title: "Lukket sag om huset", Closed: true, Pages: agenda.PageRange{3, 3}, Decision: decided(task(secretUnit, 1))},
			}}
			switch i % 3 {
			case 0:
				m.Punkter = append(m.Punkter, agenda.Punkt{Number: "4", Title: fmt.Sprint("Fælles sag ", i), Pages: agenda.PageRange{2, 2}, Decision: decided(task("Fas og BA", 1))})
			case 1:
				m.Punkter = append(m.Punkter, agenda.Punkt{Number: "4", Title: fmt.Sprint("Ingens sag ", i), Pages: agenda.PageRange{2, 2}, Decision: decided(agenda.Followup{Text: fmt.Sprintf("Der følges op på %d.", i)})})
			}
			d := agenda.Document{Source: agenda.Source{Name: day + ".pdf", SHA256: fmt.Sprintf("%012x%052x", i+0xabc, 1), Pages: 3}, Meetings: []agenda.Meeting{m}}
			d.Complete()
			r := &archive.Record{Document: d}
			for n := range 3 {
				r.Pages = append(r.Pages, archive.Page{Number: n + 1, Text: fmt.Sprint("Side ", n+1), Engine: "pdftext"})
			}
			if err := w.Put(r); err != nil {
				return err
			}
		}
		return nil
	})
	return dir
}

// tasksOn are the punkter on a page of tasks, and their tasks, each in a line.
func tasksOn(v *visit) (punkter, tasks []string) {
	for n := range v.all("ol") {
		if attr(n, "class") != "hits" {
			continue
		}
		for h := range elements(n, "h3") {
			punkter = append(punkter, text(h))
		}
		for ul := range elements(n, "ul") {
			for li := range elements(ul, "li") {
				tasks = append(tasks, text(li))
			}
		}
	}
	return punkter, tasks
}

// next is the address that the link rel=next has, "" for none.
func next(v *visit) string {
	for n := range v.all("a") {
		if attr(n, "rel") == "next" {
			return attr(n, "href")
		}
	}
	return ""
}

// throughTasks goes through all pages of tasks.
func throughTasks(t *testing.T, s *Site, path string) (punkter, tasks []string, pages int) {
	t.Helper()
	for path != "" {
		v := s.page(t, path)
		checkPage(t, v)
		p, x := tasksOn(v)
		punkter, tasks = append(punkter, p...), append(tasks, x...)
		if path, pages = next(v), pages+1; pages > taskedMeetings {
			t.Fatal("the pages never end")
		}
	}
	return punkter, tasks, pages
}

// TestFollowups reads who was to do what.
func TestFollowups(t *testing.T) {
	t.Parallel()
	s := siteOn(t, tasked(t), library.Options{NoClosed: true})
	v := s.page(t, "/opfoelgning")
	v.shows(t, "Om en opgave er løst, ved programmet ikke", "punkter med opgaver fra møderne fra", "til 15. juni 2026, de nyeste først",
		"FAS: FAS løser opgave 59.1. ( side 2 i PDF'en )", "Økonomi 60 punkter", "FAS 60 punkter", "Fas og BA 20 punkter", "Sagen gennem møderne", "ansvarlig ikke nævnt: Der følges op på 58.")
	v.hides(t, secretUnit, "huset")
	punkter, tasks, pages := throughTasks(t, s, "/opfoelgning")
	if len(punkter) != 100 || len(tasks) != 160 || pages < 5 || pages > 7 || len(slices.Compact(slices.Sorted(slices.Values(punkter)))) != 100 {
		t.Errorf("%d punkter, %d tasks on %d pages", len(punkter), len(tasks), pages)
	}
	if punkter[0] != "Punkt 2: Sagen 59" || !slices.IsSortedFunc(tasks, func(a, b string) int { return number60(t, b) - number60(t, a) }) {
		t.Errorf("not the newest first: %q", punkter)
	}
	if v := s.page(t, next(v)); v.link(t, "« De nyeste") != "/opfoelgning" {
		t.Error("no way back to the newest")
	}
	for path, want := range map[string]struct{ punkter, tasks int }{
		"/opfoelgning?enhed=FAS":                               {80, 80}, // also those together with others
		"/opfoelgning?enhed=fas":                               {80, 80},
		"/opfoelgning?enhed=fas+og++ba.":                       {20, 20},
		"/opfoelgning?enhed=%C3%98KONOMI":                      {60, 60},
		"/opfoelgning?enhed=fas&siden=2026":                    {16, 16},
		"/opfoelgning?enhed=fas&siden=1.1.2026&til=2026-01":    {3, 3},
		"/opfoelgning?siden=2026":                              {20, 32},
		"/opfoelgning?siden=15-06-2026":                        {1, 2},
		"/opfoelgning?til=2024-01":                             {4, 6},
		"/opfoelgning?siden=2030":                              {0, 0},
		"/opfoelgning?enhed=fas&siden=2030":                    {0, 0},
		"/opfoelgning?enhed=fas&side=99":                       {0, 0},
		"/opfoelgning?efter=raadmandsmoeder/2024-01-15":        {2, 3},
		"/opfoelgning?efter=raadmandsmoeder/2024-01-10":        {2, 3}, // a meeting that is gone
		"/opfoelgning?enhed=" + secretUnit:                     {0, 0},
		"/opfoelgning?enhed=%3Cscript%3Ealert(1)%3C/script%3E": {0, 0},
	} {
		punkter, tasks, _ := throughTasks(t, s, path)
		if len(punkter) != want.punkter || len(tasks) != want.tasks {
			t.Errorf("%s: %d punkter, %d tasks; want %d, %d", path, len(punkter), len(tasks), want.punkter, want.tasks)
		}
	}
	v = s.page(t, "/opfoelgning?enhed=fas")
	v.shows(t, "Opfølgning: fas", "80 punkter med opgaver til «fas», de nyeste først. Her er nummer 1 til 20.", "Enheder med «fas»")
	if to := v.link(t, "Fas og BA 20 punkter"); to != "/opfoelgning?enhed=Fas%20og%20BA" {
		t.Errorf("a unit leads to %s", to)
	}
	if to := v.link(t, "Punkt 2: Sagen 59"); to != "/moede/raadmandsmoeder/2026-06-15/2#beslutning" {
		t.Errorf("a punkt leads to %s", to)
	}
	s.page(t, "/opfoelgning?enhed=konom").shows(t, "Ingen enhed, der har fået en opgave, hedder «konom».", "Enheder med «konom» i navnet", "Økonomi 60 punkter")
	for _, bad := range []string{"siden=ig%C3%A5r", "til=32-13-2026", "siden=2027&til=2026", "enhed=fas&side=0", "enhed=fas&side=x", "efter=x", "enhed=" + strings.Repeat("x", 1001)} {
		if v := s.visit(t, "/opfoelgning?"+bad); v.status != http.StatusBadRequest {
			t.Errorf("%s: status %d", bad, v.status)
		}
	}
}

// TestNoFollowups reads the page of an archive that has nothing.
func TestNoFollowups(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "arkiv")
	librarytest.Write(t, dir, func(w *archive.Writer) error {
		d := agenda.Document{Source: agenda.Source{Name: "intet.pdf", SHA256: strings.Repeat("a", 64), Pages: 1}}
		d.Complete()
		if err := w.Put(&archive.Record{Document: d, Pages: []archive.Page{{Number: 1, Text: "Intet", Engine: "pdftext"}}}); err != nil {
			return err
		}
		return nil
	})
	s := siteOn(t, dir, library.Options{NoClosed: true})
	for _, path := range []string{"/opfoelgning", "/opfoelgning?enhed=FAS", "/opfoelgning?til=2026"} {
		v := s.page(t, path)
		checkPage(t, v)
		if says := v.text(); !strings.Contains(says, "Der er ingen møder med beslutninger") && !strings.Contains(says, "hedder «FAS»") {
			t.Errorf("%s: %s", path, says)
		}
	}
}

// number60 is the number of the meeting that a task is from.
func number60(t *testing.T, task string) (n int) {
	t.Helper()
	for _, word := range strings.Fields(task) {
		if _, err := fmt.Sscanf(word, "%d.", &n); err == nil {
			return n
		}
	}
	t.Fatalf("no number in %q", task)
	return 0
}

// TestFollowupsShown looks for the tasks of closed punkter on an internal server,
// and for the way to the page.
func TestFollowupsShown(t *testing.T) {
	t.Parallel()
	s := siteOn(t, tasked(t), library.Options{})
	v := s.page(t, "/opfoelgning?enhed="+secretUnit)
	if punkter, tasks := tasksOn(v); len(punkter) != tasksPerPage || len(tasks) != tasksPerPage {
		t.Errorf("%d punkter, %d tasks", len(punkter), len(tasks))
	}
	v.shows(t, "lukket")
	if to := s.page(t, "/").link(t, "Opfølgning"); to != "/opfoelgning" {
		t.Errorf("the menu leads to %s", to)
	}
	if to := s.page(t, "/soeg?enhed=FAS").link(t, "Opgaverne selv: Opfølgning for FAS"); to != "/opfoelgning?enhed=FAS" {
		t.Errorf("the search leads to %s", to)
	}
}
