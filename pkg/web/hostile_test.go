package web

import (
	"fmt"
	"net/http"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"referat/pkg/agenda"
	"referat/pkg/archive"
	"referat/pkg/library"
	"referat/pkg/library/librarytest"
)

// evil is text that would be more than text if a page forgot what it is.
const evil = `"><xss onxss='xss()'></title></script><script>xss()</script><!-- ' {{.}} javascript:xss()`

// evilArchive is an archive every text of which is evil: a case through nine
// years, two meetings on one day, an agenda beside its minutes, minutes in a
// bilag.
func evilArchive(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "arkiv")
	librarytest.Write(t, dir, func(w *archive.Writer) error {
		for i := range 9 {
			d := &agenda.Document{Schema: agenda.Schema, Source: agenda.Source{
				Name: evil + fmt.Sprint(i) + ".pdf", SHA256: fmt.Sprintf("%012x%052x", i+0xabc, 1), Bytes: 1000, Pages: 3, Producer: evil,
			}}
			m := evilMeeting(fmt.Sprintf("%d-03-04", 2019+i), "10:00")
			m.Punkter[0].Bilag[0].Meetings = []agenda.Meeting{evilMeeting(fmt.Sprintf("%d-02-01", 2019+i), "09:00")}
			d.Meetings = []agenda.Meeting{m}
			if i == 8 {
				second := evilMeeting("2027-03-04", "14:00")
				second.Punkter[0].Title, second.Punkter[0].CaseNumber = "Noget helt andet", ""
				second.Punkter[0].Text, second.Punkter[0].Decision, second.Punkter[0].Bilag = "Om noget andet.", nil, nil
				second.Punkter = second.Punkter[:1]
				d.Meetings = append(d.Meetings, second)
			}
			d.Warnings = []agenda.Warning{{Code: agenda.WarnHeadingMissing, Message: "Indhold lover " + evil, Pages: []int{1}}, {Code: agenda.WarnRunning, Message: evil, Pages: []int{2}}}
			d.Complete()
			var pages []archive.Page
			for n := range 3 {
				pages = append(pages, archive.Page{Number: n + 1, Text: "bro " + evil, Engine: evil})
			}
			if err := w.Put(&archive.Record{Document: *d, Pages: pages}); err != nil {
				return err
			}
		}
		return nil
	})
	return dir
}

func evilMeeting(date, start string) agenda.Meeting {
	text := "bro " + evil + "\n- " + evil + "\n" + evil + "\t" + evil + "\n" + evil + "\t" + evil
	punkt := agenda.Punkt{
		Number: "1", Title: "bro " + evil, Category: evil, CaseNumber: "EMN-2025-001234 " + evil, Text: text, Minutes: 5, Pages: agenda.PageRange{1, 2},
		Marks: []agenda.Mark{{Page: 1, Offset: 0}, {Page: 2, Offset: 30}},
		Decision: &agenda.Decision{
			Text: text, Outcome: agenda.Mixed, Dissent: []string{evil}, Absent: []string{evil},
			Resolutions: []agenda.Resolution{{Number: evil, Text: evil, Outcome: agenda.Approved}, {Number: "2", Text: evil, Outcome: agenda.Noted}},
			Followups:   []agenda.Followup{{Responsible: evil, Text: evil}},
		},
		History: []agenda.History{{Body: evil, Date: evil, Number: evil, Text: text}},
		Bilag: []agenda.Bilag{
			{Number: 1, Title: evil, Pages: &agenda.PageRange{2, 3}, Text: text, OCR: true},
			{Number: 1, Title: "bro " + evil},
		},
	}
	closed := agenda.Punkt{Number: "2", Title: "Hemmelighed", Closed: true, Text: "hemmelighed", Pages: agenda.PageRange{3, 3}}
	return agenda.Meeting{
		Series: "Udvalget " + evil, Title: "Møde " + evil, Date: date, Start: start, Location: evil, Information: evil, Kind: agenda.Referat,
		Pages: agenda.PageRange{1, 3}, Punkter: []agenda.Punkt{punkt, closed},
	}
}

// TestEvilTextIsText goes wherever the pages of an evil archive lead: what is text
// there is text here, in tags and attributes.
func TestEvilTextIsText(t *testing.T) {
	t.Parallel()
	dir := evilArchive(t)
	for _, o := range []library.Options{{NoClosed: true}, {}} {
		s := siteOn(t, dir, o)
		query := url.QueryEscape("bro " + evil)
		next := []string{"/", "/soeg?q=bro", "/soeg?q=" + query, "/soeg?q=bro&aar=2020", "/soeg?q=bro&udvalg=" + query, "/soeg?aar=" + query + "&fra=" + query + "&sorter=" + query,
			"/soeg?q=findesikke+" + query, "/id/" + url.PathEscape(evil), "/sag?nr=" + query, "/sag/" + url.PathEscape(evil), "/udvalg/" + url.PathEscape(evil), "/dokument/" + url.PathEscape(evil),
			"/moede/" + url.PathEscape(evil) + "/" + url.PathEscape(evil), "/henvis?id=" + query, "/" + url.PathEscape(evil)}
		seen, shown := map[string]bool{}, 0
		for len(next) > 0 && len(seen) < 700 {
			path := next[0]
			next = next[1:]
			if seen[path] {
				continue
			}
			seen[path] = true
			v := s.visit(t, path)
			if v.status >= http.StatusInternalServerError {
				t.Errorf("%s: status %d: %s", path, v.status, v.text())
			}
			if to := v.header.Get("Location"); to != "" {
				next = append(next, to)
			}
			if !strings.HasPrefix(v.header.Get("Content-Type"), "text/html") || v.header.Get("Location") != "" {
				continue
			}
			checkPage(t, v)
			if o.NoClosed {
				v.hides(t, "hemmelighed")
			}
			if strings.Contains(v.text(), "<script>xss()</script>") {
				shown++
			}
			for n := range v.all("") {
				if n.Data == "xss" || n.Data == "script" && !strings.HasPrefix(attr(n, "src"), "/aktiver/") {
					t.Fatalf("%s: <%s> came to be a tag", path, n.Data)
				}
				for _, a := range n.Attr {
					if a.Key == "onxss" || slices.Contains([]string{"href", "src", "action"}, a.Key) && !strings.HasPrefix(a.Val, "/") && !strings.HasPrefix(a.Val, "#") {
						t.Fatalf("%s: %s=%q came to be an attribute", path, a.Key, a.Val)
					}
				}
				if to := attr(n, "href"); strings.HasPrefix(to, "/") {
					to, _, _ = strings.Cut(to, "#")
					next = append(next, to)
				}
			}
		}
		if shown < 50 {
			t.Errorf("only %d of %d pages showed it as text", shown, len(seen))
		}
	}
}

// TestCaseThroughYears looks at what only an archive of several years shows: the
// chart, the course of a case, two meetings on one day.
func TestCaseThroughYears(t *testing.T) {
	t.Parallel()
	s := siteOn(t, evilArchive(t), library.Options{NoClosed: true})
	v := s.page(t, "/soeg?q=bro")
	bars := 0
	for n := range v.all("svg") {
		for a := range elements(n, "a") {
			bars++
			year, says, _ := strings.Cut(attr(a, "aria-label"), ": ")
			if to := s.page(t, attr(a, "href")); !strings.HasPrefix(saysFound(to), says) || !strings.Contains(attr(a, "href"), "aar="+year) {
				t.Errorf("%s: %s leads to %s, where it says %s", year, says, attr(a, "href"), saysFound(to))
			}
		}
	}
	if bars != 9 {
		t.Errorf("%d years", bars)
	}
	// With a year chosen, the others are still there, and the chosen one leads back.
	v = s.page(t, "/soeg?q=bro&aar=2020")
	others := 0
	for n := range v.all("svg") {
		for a := range elements(n, "a") {
			if attr(a, "aria-current") != "" && attr(a, "href") != "/soeg?q=bro" {
				t.Errorf("the chosen year leads to %s", attr(a, "href"))
			}
			others++
		}
	}
	if others != 9 {
		t.Errorf("with a year chosen, %d years", others)
	}
	v = s.page(t, s.visit(t, "/sag?nr="+url.QueryEscape("EMN-2025-001234 "+evil)).header.Get("Location"))
	if steps := len(slices.Collect(v.all("time"))); steps != 18 {
		t.Errorf("the case has %d meetings", steps)
	}
	var body string
	for n := range s.page(t, "/udvalg").all("a") {
		if strings.HasPrefix(attr(n, "href"), "/udvalg/udvalget") {
			body = strings.TrimPrefix(attr(n, "href"), "/udvalg/")
		}
	}
	day := s.page(t, "/moede/"+body+"/2027-03-04")
	day.shows(t, "Den dag er der flere møder", "kl. 10.00", "kl. 14.00")
	for n := range day.all("a") {
		if strings.Contains(attr(n, "href"), "/2027-03-04-kl-") {
			s.page(t, attr(n, "href")).shows(t, "Torsdag den 4. marts 2027")
		}
	}
	punkt := s.page(t, "/moede/"+body+"/2020-03-04/1")
	punkt.shows(t, "Sagen gennem møderne", "(dette punkt)", "De enkelte dele", "Forbehold og uenighed", "Deltog ikke", "side 2", "De nærmeste 12 af 18 punkter")
	if got := len(slices.Collect(punkt.all("time"))); got != mostSteps {
		t.Errorf("the course has %d meetings", got)
	}
}

// TestTakenDown looks at the pages of what was taken down.
func TestTakenDown(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "arkiv")
	librarytest.ImportExports(t, dir, "2027-02-08-raadmandsmoede-referat", "2027-01-04-kort")
	for _, written := range []string{"fd49a156e8cb.m1.p3.b1", "1f6c7351a405"} {
		id, err := agenda.ParseID(written)
		if err != nil {
			t.Fatal(err)
		}
		librarytest.TakeDown(t, dir, id)
	}
	s := siteOn(t, dir, library.Options{NoClosed: true})
	for path, says := range map[string]string{
		february + "/3/bilag/1":         "Bilaget er fjernet fra arkivet.",
		"/dokument/fd49a156e8cb/side/8": "Siden er fjernet fra arkivet.",
		"/dokument/1f6c7351a405":        "Dokumentet er fjernet fra arkivet.",
		"/id/1f6c7351a405.m1.p1":        "Dokumentet er fjernet fra arkivet.",
	} {
		v := s.visit(t, path)
		if v.status != http.StatusGone {
			t.Errorf("%s: status %d", path, v.status)
		}
		v.shows(t, says)
		checkPage(t, v)
	}
	if v := s.visit(t, february+"/3/bilag/1"); strings.Contains(v.body, "Henvis til bilaget") || strings.Contains(v.body, "Se siden i PDF") {
		t.Error("what was taken down is offered")
	}
	s.page(t, february+"/3").shows(t, "Bilag 1 (fjernet fra arkivet) Bilag 1 - Oversigt")
	s.page(t, february).shows(t, "Side 8–9 er fjernet fra arkivet.")
	s = siteOn(t, dir, library.Options{}) // nothing is kept back for another reason
	s.page(t, february).shows(t, "PDF'en er fjernet fra arkivet, fordi noget i den er taget ud.")
	if w := get(s, "/original/"+shaOf(t, s, "fd49a156e8cb")+".pdf"); w.Code != http.StatusGone {
		t.Errorf("its PDF: %d", w.Code)
	}
}

// shaOf is the SHA-256 of the document with that ID.
func shaOf(t *testing.T, s *Site, id string) (sha string) {
	t.Helper()
	if err := s.library.Use(func(v *library.Volume) error {
		h, err := v.Document(id)
		if err == nil {
			sha = h.Document.Source.SHA256
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return sha
}
