package web

import (
	"encoding/xml"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"referat/index"
	"referat/pkg/agenda"
	"referat/pkg/library"
	"referat/pkg/library/librarytest"
)

// fed is a feed as a reader gets it.
type fed struct {
	atomFeed
	body, tag string
}

// fetchFeed asks for a feed of v, and fails where it is none.
func fetchFeed(t *testing.T, v *library.Volume, address string) fed {
	t.Helper()
	s := new(Site)
	w := httptest.NewRecorder()
	r := httptest.NewRequest("GET", "http://arkiv.example.dk"+address, nil)
	for _, route := range s.feedRoutes() {
		if path := strings.TrimPrefix(route.pattern, "GET "); path == r.URL.Path {
			if err := route.handle(w, r, v); err != nil {
				t.Fatalf("%s: %v", address, err)
			}
		}
	}
	f := fed{body: w.Body.String(), tag: w.Header().Get("ETag")}
	if w.Code != http.StatusOK || !strings.HasPrefix(w.Header().Get("Content-Type"), "application/atom+xml") || f.tag == "" {
		t.Fatalf("%s: status %d, %v", address, w.Code, w.Header())
	}
	if err := xml.Unmarshal(w.Body.Bytes(), &f.atomFeed); err != nil {
		t.Fatalf("%s: %v\n%s", address, err, f.body)
	}
	checkFeed(t, &f.atomFeed)
	return f
}

// checkFeed holds a feed to what RFC 4287 asks for.
func checkFeed(t *testing.T, f *atomFeed) {
	t.Helper()
	if f.ID == "" || f.Title == "" || f.Author.Name == "" || len(f.Links) != 2 || f.Links[0].Rel != "self" {
		t.Errorf("the feed lacks something: %+v", f)
	}
	newest, seen := neverUpdated, map[string]bool{}
	for _, e := range f.Entries {
		if e.ID == "" || e.Title == "" || len(e.Links) != 1 || !strings.HasPrefix(e.Links[0].Href, "http://arkiv.example.dk/moede/") || e.Content.Type != "html" {
			t.Errorf("an entry lacks something: %+v", e)
		}
		if seen[e.ID] {
			t.Errorf("the id %s stands twice", e.ID)
		}
		seen[e.ID] = true
		if _, err := time.Parse(time.RFC3339, e.Updated); err != nil || e.Published > e.Updated {
			t.Errorf("entry published %s, updated %s: %v", e.Published, e.Updated, err)
		}
		newest = max(newest, e.Updated)
	}
	if f.Updated != newest {
		t.Errorf("the feed is updated %s, its newest entry %s", f.Updated, newest)
	}
}

func titles(f fed) string {
	var list []string
	for _, e := range f.Entries {
		list = append(list, e.Title)
	}
	return strings.Join(list, "\n")
}

// TestFeedsChangeOnlyWithNews imports, imports again, builds the index anew,
// and imports something that is news to one search and not to another.
func TestFeedsChangeOnlyWithNews(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "arkiv")
	librarytest.ImportExports(t, dir, "2027-02-08-raadmandsmoede-referat", "2027-06-07-tyve-punkter", "byraad-2027-06-16")
	addresses := []string{
		"/feed/soeg.atom", "/feed/soeg.atom?q=natbus", "/feed/soeg.atom?q=plan&aar=2027&udfald=udsat", "/feed/soeg.atom?q=findesikke",
		"/feed/moeder.atom", "/feed/sag.atom?nr=EMN-2027-000000",
	}
	before := map[string]fed{}
	v := librarytest.Open(t, dir, library.Options{})
	for _, a := range addresses {
		before[a] = fetchFeed(t, v, a)
	}
	if n := len(before["/feed/soeg.atom?q=natbus"].Entries); n == 0 {
		t.Fatal("nothing found")
	}
	if f := before["/feed/soeg.atom?q=findesikke"]; f.Updated != neverUpdated || len(f.Entries) != 0 {
		t.Errorf("the empty feed is updated %s and has %d entries", f.Updated, len(f.Entries))
	}
	same := func(what string, addresses ...string) {
		t.Helper()
		v := librarytest.Open(t, dir, library.Options{})
		for _, a := range addresses {
			if now := fetchFeed(t, v, a); now.body != before[a].body || now.tag != before[a].tag {
				t.Errorf("%s changed %s from\n%s\nto\n%s", what, a, before[a].body, now.body)
			}
		}
	}
	librarytest.ImportExports(t, dir, "2027-02-08-raadmandsmoede-referat", "2027-06-07-tyve-punkter")
	same("an import without news", addresses...)
	librarytest.Reindex(t, dir)
	same("a new index", addresses...)

	time.Sleep(time.Until(time.Now().Truncate(time.Second).Add(time.Second))) // times are kept in whole seconds
	librarytest.ImportExports(t, dir, "2027-01-04-kort")
	same("an import of something else", "/feed/soeg.atom?q=natbus", "/feed/soeg.atom?q=plan&aar=2027&udfald=udsat", "/feed/soeg.atom?q=findesikke")
	v = librarytest.Open(t, dir, library.Options{})
	for _, a := range []string{"/feed/soeg.atom", "/feed/moeder.atom"} {
		now := fetchFeed(t, v, a)
		if now.tag == before[a].tag || now.Updated <= before[a].Updated {
			t.Errorf("%s did not change", a)
		}
		if !strings.HasPrefix(now.Entries[0].Title, "4. januar 2027") {
			t.Errorf("%s: what came last is not first, though its meeting is the earliest:\n%s", a, titles(now))
		}
	}
}

// TestMinutesAreNewsAfterTheAgenda imports an agenda, and later its minutes: who
// follows the case is to hear of the decision, too.
func TestMinutesAreNewsAfterTheAgenda(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "arkiv")
	const address = "/feed/soeg.atom?q=titel:badebroer"
	librarytest.ImportExports(t, dir, "2027-02-08-raadmandsmoede-dagsorden")
	agendas := fetchFeed(t, librarytest.Open(t, dir, library.Options{}), address)
	time.Sleep(time.Until(time.Now().Truncate(time.Second).Add(time.Second))) // times are kept in whole seconds
	librarytest.ImportExports(t, dir, "2027-02-08-raadmandsmoede-referat")
	minutes := fetchFeed(t, librarytest.Open(t, dir, library.Options{}), address)
	if len(agendas.Entries) != 1 || len(minutes.Entries) != 1 {
		t.Fatalf("%d entries, then %d", len(agendas.Entries), len(minutes.Entries))
	}
	before, after := agendas.Entries[0], minutes.Entries[0]
	if before.Title != after.Title+" (dagsorden)" || before.Links[0].Href != after.Links[0].Href {
		t.Errorf("%q, %s became %q, %s", before.Title, before.Links[0].Href, after.Title, after.Links[0].Href)
	}
	if before.ID == after.ID || before.Updated >= after.Updated || len(before.Categories) != 0 || len(after.Categories) != 1 {
		t.Errorf("the minutes are no news: %+v became %+v", before, after)
	}
}

// TestEntrySaysWhy checks that an entry shows the words that it was found by, and
// where they stand.
func TestEntrySaysWhy(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "arkiv")
	librarytest.ImportExports(t, dir, "2027-06-07-tyve-punkter", "byraad-2027-06-16")
	v := librarytest.Open(t, dir, library.Options{})

	f := fetchFeed(t, v, "/feed/soeg.atom?q=natbus&udfald=udsat&side=3&sorter=dato")
	if len(f.Entries) != 1 {
		t.Fatalf("%d entries:\n%s", len(f.Entries), f.body)
	}
	e := f.Entries[0]
	if e.Title != "7. juni 2027, Rådmandsmøder Kyst, Kultur og Fritid 2027-2030, Punkt 7: Natbus til Nordhavnen efter forsøget" {
		t.Errorf("title %q", e.Title)
	}
	for _, want := range []string{"Ordene står i titlen", "<strong>Natbus</strong> til Nordhavnen", "udfald: udsat", "afgrænsning: udfald: udsat"} {
		if !strings.Contains(e.Content.HTML, want) {
			t.Errorf("the content lacks %q:\n%s", want, e.Content.HTML)
		}
	}
	if want := "http://arkiv.example.dk/moede/raadmandsmoeder-kyst-kultur-og-fritid-2027-2030/2027-06-07/7?q=natbus"; e.Links[0].Href != want {
		t.Errorf("link %s; want %s", e.Links[0].Href, want)
	}
	if self := f.Links[0].Href; self != "http://arkiv.example.dk/feed/soeg.atom?q=natbus&udfald=udsat" {
		t.Errorf("the feed's own address is %s", self)
	}
	other := fetchFeed(t, v, "/feed/soeg.atom?udfald=Udsat&q=natbus")
	if other.ID != f.ID || other.Entries[0].ID != e.ID {
		t.Error("the same search in another spelling has other ids")
	}
	if all := fetchFeed(t, v, "/feed/soeg.atom?q=nordhavnen"); all.ID == f.ID {
		t.Error("two searches have the same id")
	}
}

// TestFeedsHaveNoClosedPunkter asks a server that shows closed punkter.
func TestFeedsHaveNoClosedPunkter(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "arkiv")
	librarytest.ImportExports(t, dir, "byraad-2027-06-16", "2027-02-08-raadmandsmoede-referat", "2027-03-15-raadmandsmoede")
	v := librarytest.Open(t, dir, library.Options{})
	var closed []agenda.Thing
	for _, name := range []string{"byraad", "2027-02", "2027-03"} {
		docs, _, err := v.Documents("", 10)
		if err != nil {
			t.Fatal(err)
		}
		for _, h := range docs {
			for thing := range h.Document.Things() {
				if strings.HasPrefix(h.Document.Source.Name, name) && thing.Kind == agenda.ThingPunkt && thing.Punkt.Closed {
					closed = append(closed, thing)
				}
			}
		}
	}
	if len(closed) < 3 {
		t.Fatalf("%d closed punkter", len(closed))
	}
	for _, thing := range closed {
		for _, address := range []string{
			"/feed/soeg.atom", "/feed/moeder.atom", feedCasePath(thing.Punkt.Title), feedCasePath(thing.Punkt.CaseNumber + "x"),
			feedSearchPath(index.Query{Text: `"` + thing.Punkt.Title + `"`}),
		} {
			f := fetchFeed(t, v, address)
			for _, e := range f.Entries {
				if strings.Contains(e.Title+e.Content.HTML, markup(thing.Punkt.Title)) {
					t.Errorf("%s shows the closed punkt %s: %s", address, thing.ID, e.Title)
				}
			}
		}
	}
}

// TestCaseFeed follows a case through the meetings.
func TestCaseFeed(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "arkiv")
	librarytest.ImportExports(t, dir, "byraad-2027-06-16")
	v := librarytest.Open(t, dir, library.Options{NoClosed: true})
	docs, _, err := v.Documents("", 1)
	if err != nil {
		t.Fatal(err)
	}
	for thing := range docs[0].Document.Things() {
		if thing.Kind != agenda.ThingPunkt || thing.Punkt.CaseNumber == "" {
			continue
		}
		f := fetchFeed(t, v, feedCasePath(thing.Punkt.CaseNumber))
		if len(f.Entries) != 1 || !strings.Contains(f.Entries[0].Content.HTML, thing.Punkt.CaseNumber) || !strings.Contains(f.Entries[0].Title, plain(thing.Punkt.Title)) {
			t.Errorf("%s: %s", thing.Punkt.CaseNumber, f.body)
		}
		if loose := fetchFeed(t, v, feedCasePath(strings.ToLower(strings.ReplaceAll(thing.Punkt.CaseNumber, "-", " ")))); loose.ID != f.ID {
			t.Errorf("%s in another spelling is another feed", thing.Punkt.CaseNumber)
		}
		return
	}
	t.Error("no punkt has a case number")
}

// FuzzFeedText puts any text into each place of a feed that has text of a PDF or
// of a query, and reads the feed again.
func FuzzFeedText(f *testing.F) {
	for _, seed := range []string{"", "Natbus", "a\x00b\x1f\ufffe", "]]>", "<script>alert(1)</script>", "\xff\xfe", "\u202efed", "&amp;&#0;", " x ", "\ud7ff\uffff\U0010ffff", "</strong><strong>"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		content := "<p>" + markup(text) + "</p><p>" + markedUp([]library.Span{{Text: text}, {Text: text, Hit: true}, {Text: " " + text}}) + "</p>"
		in := atomFeed{
			ID: feedID(text), Title: plain(text), Author: atomAuthor{"x"}, Links: []atomLink{{Rel: "self", Href: withValues("/feed/soeg.atom", url.Values{"q": {text}})}},
			Entries: []atomEntry{{ID: feedID(text + "#"), Title: plain(text), Content: atomContent{"html", content}}},
		}
		b, err := in.encode()
		if err != nil {
			t.Fatal(err)
		}
		var out atomFeed
		if err := xml.Unmarshal(b, &out); err != nil {
			t.Fatalf("%v\n%s", err, b)
		}
		if out.Title != in.Title || out.Entries[0].Content.HTML != content || out.Links[0].Href != in.Links[0].Href {
			t.Errorf("%q came back as %q, %q", text, out.Title, out.Entries[0].Content.HTML)
		}
		if left := strings.NewReplacer("<p>", "", "</p>", "", "<strong>", "", "</strong>", "").Replace(content); strings.ContainsAny(left, "<>\"") {
			t.Errorf("%q brings markup into the content: %s", text, content)
		}
	})
}
