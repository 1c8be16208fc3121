package web

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"referat/pkg/agenda"
	"referat/pkg/archive"
	"referat/pkg/library"
	"referat/pkg/library/librarytest"
)

// citation asks for a reference of v, with its error.
func citation(v *library.Volume, address string) (*httptest.ResponseRecorder, error) {
	w := httptest.NewRecorder()
	return w, new(Site).cite(w, httptest.NewRequest("GET", "http://arkiv.example.dk"+address, nil), v)
}

// wholeArchive is an archive with agendas, minutes, nested minutes, bilag and
// case numbers.
func wholeArchive(t *testing.T) (dir string, v *library.Volume) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "arkiv")
	librarytest.ImportExports(t, dir, "2027-02-08-raadmandsmoede-dagsorden", "2027-02-08-raadmandsmoede-referat", "2027-05-tre-moeder", "2027-09-06-citeret-dagsorden", "byraad-2027-06-16")
	return dir, librarytest.Open(t, dir, library.Options{})
}

// TestCitedLinksLeadBack takes the reference to every thing and every page of an
// archive, and goes where its link leads.
func TestCitedLinksLeadBack(t *testing.T) {
	t.Parallel()
	_, v := wholeArchive(t)
	s := new(Site)
	docs, _, err := v.Documents("", 100)
	if err != nil {
		t.Fatal(err)
	}
	keys, count := map[string]agenda.ID{}, 0
	for _, h := range docs {
		sha := h.Document.Source.SHA256
		things := []agenda.ID{}
		for thing := range h.Document.Things() {
			things = append(things, thing.ID)
		}
		for n := range h.Document.Source.Pages {
			things = append(things, agenda.NewID(sha).Page(n+1))
		}
		for _, id := range things {
			ref, err := s.referenceTo(httptest.NewRequest("GET", "http://x/henvis", nil), v, id, 0)
			if err != nil {
				t.Errorf("%s: %v", id, err)
				continue
			}
			count++
			if was, twice := keys[ref.Key()]; twice && ref.Link != s.mustLink(t, v, was) {
				t.Errorf("%s and %s have the key %s", was, id, ref.Key())
			}
			keys[ref.Key()] = id
			if got := followed(t, v, ref.Path); got != wanted(id) {
				t.Errorf("%s is cited as %s, which leads to %q; want %q", id, ref.Path, got, wanted(id))
			}
		}
	}
	if count < 150 {
		t.Errorf("only %d references", count)
	}
}

func (s *Site) mustLink(t *testing.T, v *library.Volume, id agenda.ID) string {
	t.Helper()
	ref, err := s.referenceTo(httptest.NewRequest("GET", "http://x/henvis", nil), v, id, 0)
	if err != nil {
		t.Fatal(err)
	}
	return ref.Link
}

// wanted is where a reference to id ought to lead: a decision's to its punkt, a
// page's to the page.
func wanted(id agenda.ID) string {
	if page, ok := strings.CutPrefix(id.Path(), "s"); ok {
		return "/dokument/" + id.Doc() + "/side/" + page
	}
	return strings.TrimSuffix(id.String(), ".d")
}

// followed is the id, or the page, that a stable address leads to.
func followed(t *testing.T, v *library.Volume, path string) string {
	t.Helper()
	u, err := url.Parse(path)
	if err != nil {
		t.Fatal(err)
	}
	parts := strings.Split(strings.Trim(u.Path, "/"), "/")
	switch {
	case parts[0] == "dokument":
		return u.Path
	case parts[0] == "id":
		return parts[1]
	case len(parts) == 6 && parts[4] == "side":
		r := httptest.NewRequest("GET", path, nil)
		for i, name := range []string{"body", "day", "punkt", "", "n"} {
			r.SetPathValue(name, parts[i+1])
		}
		w := httptest.NewRecorder()
		if err := new(Site).citedPage(w, r, v); err != nil || w.Code != http.StatusFound {
			t.Errorf("%s: %d, %v", path, w.Code, err)
		}
		return w.Header().Get("Location")
	}
	a := library.Address{Body: parts[1], Day: parts[2], Doc: u.Query().Get("pdf")}
	if len(parts) > 3 {
		a.Punkt = parts[3]
	}
	if len(parts) > 5 {
		a.Bilag = parts[5]
	}
	id, err := v.Resolve(a)
	if err != nil {
		t.Errorf("%s: %v", path, err)
	}
	return id.String()
}

// TestReferenceText reads references as people and BibTeX do.
func TestReferenceText(t *testing.T) {
	t.Parallel()
	_, v := wholeArchive(t)
	doc := docNamed(t, v, "byraad-2027-06-16.pdf")
	nested := docNamed(t, v, "2027-02-08-raadmandsmoede-referat.pdf")
	const at, council, series = "http://arkiv.example.dk", "/moede/strandby-byraad/2027-06-16", "/moede/raadmandsmoeder-kyst-kultur-og-fritid-2027-2030/"
	for _, c := range []struct{ id, key, want string }{
		{doc + ".m1", "strandby-byraad-2027-06-16", "Strandby Byråd, møde 16. juni 2027 (referat). " + at + council + "?pdf=" + doc},
		{doc + ".m1.p1", "strandby-byraad-2027-06-16-p1", "Strandby Byråd, møde 16. juni 2027, punkt 1: Godkendelse af dagsorden, s. 3 (referat). " + at + council + "/1?pdf=" + doc},
		{doc + ".m1.p1.d&side=3", "strandby-byraad-2027-06-16-p1-beslutning-s3", "Strandby Byråd, møde 16. juni 2027, punkt 1: Godkendelse af dagsorden, beslutning, s. 3 (referat). " + at + council + "/1/side/3?pdf=" + doc},
		{doc + ".m1.p1.d", "strandby-byraad-2027-06-16-p1-beslutning", "Strandby Byråd, møde 16. juni 2027, punkt 1: Godkendelse af dagsorden, beslutning, s. 3 (referat). " + at + council + "/1?pdf=" + doc + "#beslutning"},
		{doc + ".s1", "strandby-byraad-2027-06-16-s1", "Strandby Byråd, møde 16. juni 2027, s. 1 (referat). " + at + "/dokument/" + doc + "/side/1"},
		{nested + ".m1.p3.b2&side=10", "raadmandsmoeder-kyst-kultur-og-fritid-2027-2030-2027-02-08-p3-b2-s10",
			"Rådmandsmøder Kyst, Kultur og Fritid 2027-2030, møde 8. februar 2027, punkt 3: Sommerens badebroer langs Klitvejen og ved Søstjernen, " +
				"bilag 1 - Oversigt over badebroer, s. 10 (referat). " + at + series + "2027-02-08/3/side/10?pdf=" + nested},
		{nested + ".m1.p2.b1.m1.p1", "raadmandsmoeder-kyst-kultur-og-fritid-2027-2030-2027-02-01-p1",
			"Rådmandsmøder Kyst, Kultur og Fritid 2027-2030, møde 1. februar 2027, punkt 1: Dagsorden, s. 3 (referat). " + at + series + "2027-02-01/1?pdf=" + nested},
		{nested + ".s1", "raadmandsmoeder-kyst-kultur-og-fritid-2027-2030-2027-02-08-s1",
			"Rådmandsmøder Kyst, Kultur og Fritid 2027-2030, møde 8. februar 2027, punkt 1–2, s. 1 (referat). " + at + series + "2027-02-08/1/side/1?pdf=" + nested},
	} {
		w, err := citation(v, "/henvis?format=tekst&id="+c.id)
		if err != nil {
			t.Fatalf("%s: %v", c.id, err)
		}
		if got := strings.TrimSpace(w.Body.String()); got != c.want {
			t.Errorf("%s: %s; want %s", c.id, got, c.want)
		}
		name, _, _ := strings.Cut(c.id, ".")
		if got, want := w.Header().Get("Content-Disposition"), `attachment; filename="`+c.key+"-"+name+`.txt"`; got != want {
			t.Errorf("%s: %s; want %s", c.id, got, want)
		}
	}
	w, err := citation(v, "/henvis?format=bibtex&id="+nested+".m1.p3.b2&side=10")
	if err != nil {
		t.Fatal(err)
	}
	want := `@misc{raadmandsmoeder-kyst-kultur-og-fritid-2027-2030-2027-02-08-p3-b2-s10-` + nested + `,
  author       = {{Rådmandsmøder Kyst, Kultur og Fritid 2027-2030}},
  title        = {{Bilag 1 - Oversigt over badebroer}},
  howpublished = {Referat af møde 8. februar 2027, punkt 3: Sommerens badebroer langs Klitvejen og ved Søstjernen, s. 10},
  year         = {2027},
  month        = feb,
  day          = {8},
  url          = {` + at + series + `2027-02-08/3/side/10?pdf=` + nested + `},
  langid       = {danish},
}
`
	if w.Body.String() != want || w.Header().Get("Content-Type") != "text/plain; charset=utf-8" {
		t.Errorf("%v\n%s\nwant\n%s", w.Header(), w.Body, want)
	}
	for _, address := range []string{"/henvis", "/henvis?id=zz", "/henvis?side=x&id=" + doc, "/henvis?side=0&id=" + doc, "/henvis?side=999&id=" + doc, "/henvis?format=pdf&id=" + doc} {
		var bad *badRequest
		if _, err := citation(v, address); !errors.As(err, &bad) {
			t.Errorf("%s: %v; want a bad request", address, err)
		}
	}
	for _, address := range []string{"/henvis?id=0123456789ab.m1", "/henvis?id=" + doc + ".m9", "/henvis?id=" + doc + ".s999"} {
		if _, err := citation(v, address); !errors.Is(err, archive.ErrNotFound) {
			t.Errorf("%s: %v; want ErrNotFound", address, err)
		}
	}
}

// TestDecisionPages reads references to decisions of which more, or less, is known
// than one page.
func TestDecisionPages(t *testing.T) {
	t.Parallel()
	d := &agenda.Decision{Text: "Godkendt. Og mere endnu.", Marks: []agenda.Mark{{Page: 35, Offset: 0}, {Page: 36, Offset: 10}}}
	p := &agenda.Punkt{Number: "6", Title: "Havnen", Pages: agenda.PageRange{34, 40}, Decision: d}
	thing := agenda.Thing{Kind: agenda.ThingPunkt, Punkt: p, Meeting: &agenda.Meeting{}}.DecisionThing()
	ref := &reference{What: agenda.ThingDecision, Kind: agenda.Referat, Date: "2026-03-23", Body: "Byrådet", Slug: "byraadet", Punkter: []*agenda.Punkt{p}, Doc: "0123456789ab"}
	for _, c := range []struct {
		marks     []agenda.Mark
		text, bib string
	}{
		{d.Marks, "beslutning, s. 35–36 (referat)", "beslutning, s. 35--36}"},
		{d.Marks[:1], "beslutning, s. 35 (referat)", "beslutning, s. 35}"},
		{nil, "beslutning, s. 34–40 (referat)", "beslutning, s. 34--40}"}, // it is somewhere there
	} {
		d.Marks = c.marks
		ref.Pages = decisionPages(thing)
		if got := ref.Text(); !strings.Contains(got, c.text) {
			t.Errorf("%s; want %s", got, c.text)
		}
		if got := ref.BibTeX(); !strings.Contains(got, c.bib) {
			t.Errorf("%s\nwant %s", got, c.bib)
		}
	}
}

// TestDecisionIsCited goes from a punkt's page to the page that its decision
// stands on, and to the reference to it.
func TestDecisionIsCited(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "arkiv")
	librarytest.ImportExports(t, dir, "2027-06-07-tyve-punkter", "byraad-2027-06-16")
	s := siteOn(t, dir, library.Options{NoClosed: true})
	const path = "/moede/raadmandsmoeder-kyst-kultur-og-fritid-2027-2030/2027-06-07/7"
	v := s.page(t, path+"?q=natbus")
	v.shows(t, "Beslutning: udsat ( side 6 )")
	if to, want := v.link(t, "side 6"), "/side/6?q=natbus"; !strings.HasSuffix(to, want) {
		t.Errorf("the decision's page is %s; want …%s", to, want)
	}
	cited := s.page(t, v.link(t, "Henvis til beslutningen"))
	cited.shows(t, "beslutning, s. 6 (referat)", "beslutning, s. 6},", path+"?pdf=f71f73f3a20a#beslutning")
	back := s.page(t, cited.link(t, "Rådmandsmøder Kyst, Kultur og Fritid 2027-2030, møde 7. juni 2027, punkt 7: Natbus til Nordhavnen efter forsøget, beslutning, s. 6"))
	if !hasID(back, "beslutning") {
		t.Error("the reference leads nowhere")
	}
	s.page(t, byraad+"/1").shows(t, "Beslutning: godkendt ( side 3 )") // whose page may be hidden
}

// TestCitedAndTakenDown goes where references to a document led that was taken
// down since, and looks for it in the feeds.
func TestCitedAndTakenDown(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "arkiv")
	librarytest.ImportExports(t, dir, "2027-01-04-kort", "byraad-2027-06-16")
	v := librarytest.Open(t, dir, library.Options{})
	doc := docNamed(t, v, "2027-01-04-kort.pdf")
	before := fetchFeed(t, v, "/feed/soeg.atom?q=nytårstale")
	if len(before.Entries) != 1 {
		t.Fatalf("%d entries", len(before.Entries))
	}
	proof, err := librarytest.TakeDown(t, dir, agenda.NewID(doc)).Prove(t.Context(), dir, "")
	if err != nil || len(proof.Found)+len(proof.PDFs) > 0 {
		t.Errorf("it is not gone: %+v, %v", proof, err)
	}
	v = librarytest.Open(t, dir, library.Options{})
	if _, err := citation(v, "/henvis?id="+doc+".m1.p2"); !errors.Is(err, library.ErrGone) {
		t.Errorf("the reference: %v; want ErrGone", err)
	}
	r := httptest.NewRequest("GET", "/moede/raadmandsmoeder-2027/2027-01-04/2/side/1?pdf="+doc, nil)
	r.SetPathValue("n", "1")
	if err := new(Site).citedPage(httptest.NewRecorder(), r, v); !errors.Is(err, library.ErrGone) {
		t.Errorf("the page: %v; want ErrGone", err)
	}
	if status, _ := statusOf(library.ErrGone); status != http.StatusGone {
		t.Errorf("status %d", status)
	}
	if after := fetchFeed(t, v, "/feed/soeg.atom?q=nytårstale"); len(after.Entries) != 0 || after.ID != before.ID {
		t.Errorf("the feed still has %s", after.body)
	}
}

// docNamed is the document that was read from a file of this name.
func docNamed(t *testing.T, v *library.Volume, name string) string {
	t.Helper()
	docs, _, err := v.Documents("", 100)
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range docs {
		if h.Document.Source.Name == name {
			return agenda.NewID(h.Document.Source.SHA256).Doc()
		}
	}
	t.Fatalf("the archive has no %s", name)
	return ""
}

// bibField is one field of an entry.
var bibField = regexp.MustCompile(`(?m)^  ([a-z]+) += (.*),$`)

// FuzzBibTeX gives any text to every field, and reads the entry as BibTeX does:
// by its braces.
func FuzzBibTeX(f *testing.F) {
	for _, seed := range []string{"Aarhus Byråd", `50 % & $5 #1 a_b {x} \input{y} ~^"|<>`, "}\n@misc{x,", "\x00\u202e", `\`, "{{{", "}}}", "a\tb"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		ref := &reference{
			Body: text, Slug: "x", Date: "2027-06-16", Kind: agenda.Referat, What: agenda.ThingBilag, File: text, Doc: "0123456789ab", place: text,
			Punkter: []*agenda.Punkt{{Number: text, Title: text}}, Bilag: &agenda.Bilag{Number: 2, Title: text}, Pages: agenda.PageRange{3, 3},
			Link: "http://x/" + url.PathEscape(text),
		}
		entry := ref.BibTeX()
		depth := 0
		for _, r := range entry {
			switch r {
			case '{':
				depth++
			case '}':
				if depth--; depth < 0 {
					t.Fatalf("a brace too many:\n%s", entry)
				}
			case '\n', ' ':
			default:
				if depth == 0 && r != '@' && (r < 'a' || r > 'z') {
					t.Fatalf("%q stands outside the entry:\n%s", r, entry)
				}
			}
		}
		if depth != 0 || strings.Count(entry, "\n") != strings.Count(entry, ",\n")+1 {
			t.Fatalf("the entry does not end:\n%s", entry)
		}
		if key, _, _ := strings.Cut(strings.TrimPrefix(entry, "@misc{"), ","); !regexp.MustCompile(`^[a-z0-9-]+$`).MatchString(key) {
			t.Errorf("key %q", key)
		}
		for _, field := range bibField.FindAllStringSubmatch(entry, -1) {
			if field[1] == "url" {
				continue
			}
			left := regexp.MustCompile(`\\(text[a-z]+|[#$%&_])`).ReplaceAllString(field[2], "")
			if strings.ContainsAny(left, `\#$%&_~^`) {
				t.Errorf("%s has a sign that TeX takes for its own: %s", field[1], field[2])
			}
		}
		if strings.ContainsAny(ref.Text(), "\n\x00") {
			t.Errorf("%q", ref.Text())
		}
	})
}
