package web

import (
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"referat/pkg/library"
	"referat/pkg/library/librarytest"
)

// TestPages reads the pages of an archive of all exports, as the public sees it.
func TestPages(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "arkiv")
	librarytest.ImportExports(t, dir, librarytest.Exports(t)...)
	s := siteOn(t, dir, library.Options{NoClosed: true})
	open := siteOn(t, dir, library.Options{})
	for _, x := range []struct {
		name string
		test func(*testing.T, *Site)
	}{
		{"front", testFront}, {"search", testSearch}, {"facets tell the truth", testFacets}, {"years", testYears},
		{"every hit on one page", testPaging}, {"pages of hits", testHitPages}, {"nothing found", testNothing}, {"parameters", testParameters},
		{"meeting", testMeeting}, {"punkt", testPunkt}, {"bilag", testBilag}, {"case", testCase}, {"body", testBody},
		{"document", testDocument}, {"ids", testIDs}, {"errors", testErrors}, {"closed", testClosed}, {"crawl", testCrawl},
		{"assets", testAssets},
	} {
		t.Run(x.name, func(t *testing.T) { x.test(t, s) })
	}
	t.Run("closed, on an internal server", func(t *testing.T) { testClosedShown(t, open) })
	t.Run("crawl, on an internal server", func(t *testing.T) { testCrawl(t, open) })
}

// The meetings and punkter that the tests read.
const (
	february = "/moede/raadmandsmoeder-kyst-kultur-og-fritid-2027-2030/2027-02-08"
	november = "/moede/raadmandsmoeder-kyst-kultur-og-fritid-2027-2030/2027-11-01"
	byraad   = "/moede/strandby-byraad/2027-06-16"
)

func testFront(t *testing.T, s *Site) {
	v := s.page(t, "/")
	v.shows(t, "17 møder i 8 udvalg", "2027", "Seneste møder", "Strandby Byråd", "2 møder, 2027")
	if got := v.link(t, "Alle møder"); got != "/udvalg" {
		t.Errorf("all meetings: %s", got)
	}
	v.hides(t, "viser også lukkede punkter")
}

func testDocument(t *testing.T, s *Site) {
	v := s.page(t, "/dokument/d10ea8c94244")
	v.shows(t, "2027-11-01-blandede-stempler.pdf", "Sider", "1. november 2027", "Indhold lover punkt 5", "Sidehoveder og sidetal", "(vises ikke)")
	got := s.visit(t, "/dokument/d10ea8c942442b9c99")
	if got.status != http.StatusFound || got.header.Get("Location") != "/dokument/d10ea8c94244" {
		t.Errorf("a longer name: %d %s", got.status, got.header.Get("Location"))
	}
}

func testIDs(t *testing.T, s *Site) {
	for id, want := range map[string]string{
		"fd49a156e8cb.m1.p3":               february + "/3",
		"FD49A156E8CB.m1.p3.d":             february + "/3#beslutning",
		"fd49a156e8cb.m1.p3.b2":            february + "/3/bilag/2",
		"fd49a156e8cb.m1":                  february,
		"cdef15c883e5.m1":                  february + "?pdf=cdef15c883e5",
		"fd49a156e8cb.s7":                  "/dokument/fd49a156e8cb/side/7",
		"fd49a156e8cb":                     "/dokument/fd49a156e8cb",
		"cdef15c883e5.m1.p2.b1.m1.p1":      "/moede/raadmandsmoeder-kyst-kultur-og-fritid-2027-2030/2027-02-01/1",
		"038f7b80a608.m1.p2.b1.m1.p2.b1":   "/moede/raadmandsmoede-uge-35/2027-08-30/2/bilag/1",
		"fd49a156e8cb.m1.p3?q=bro+og+kran": february + "/3?q=bro%20og%20kran",
	} {
		got := s.visit(t, "/id/"+id)
		if got.status != http.StatusFound || got.header.Get("Location") != want {
			t.Errorf("%s: %d %s, not %s", id, got.status, got.header.Get("Location"), want)
		}
	}
}

func testErrors(t *testing.T, s *Site) {
	for path, want := range map[string]int{
		"/findes-ikke":               http.StatusNotFound,
		"/moede/strandby-byraad":     http.StatusFound,
		"/moede/x/2027-01-01":        http.StatusNotFound,
		february + "/99":             http.StatusNotFound,
		february + "/3/bilag/99":     http.StatusNotFound,
		february + "?pdf=ffffffff":   http.StatusNotFound,
		"/dokument/ffffffffffff":     http.StatusNotFound,
		"/id/nonsens":                http.StatusBadRequest,
		"/id/fd49a156e8cb.m9":        http.StatusNotFound,
		"/moede/%2e%2e/%2e%2e":       http.StatusNotFound,
		"/sag/%2e%2e%2f%2e%2e%2fetc": http.StatusNotFound,
	} {
		v := s.visit(t, path)
		if v.status != want {
			t.Errorf("%s: status %d, not %d", path, v.status, want)
		}
		if want >= 400 {
			checkPage(t, v)
		}
	}
	if to := s.visit(t, february[:len(february)-2]+"28").link(t, "Alle møder: Rådmandsmøder Kyst, Kultur og Fritid 2027-2030"); to != "/udvalg/raadmandsmoeder-kyst-kultur-og-fritid-2027-2030" {
		t.Errorf("a day without a meeting leads to %s", to)
	}
	for status, says := range map[int]string{400: "giver ikke mening", 403: "vises ikke", 404: "findes ikke", 410: "er fjernet", 500: "gik galt", 503: "Prøv igen"} {
		w := recorded(t, strconv.Itoa(status), func(w http.ResponseWriter) error {
			return s.errorPage(w, httptest.NewRequest("GET", "/x", nil), status, "Derfor.")
		})
		if w.status != status {
			t.Errorf("status %d, not %d", w.status, status)
		}
		w.shows(t, says, "Derfor.")
		checkPage(t, w)
	}
}

// closedWords are words that stand in closed punkter and nowhere else, and such a
// punkt's title.
func closedWords() []string {
	return []string{"Køb af grund ved Fyrbakken"}
}

func testClosed(t *testing.T, s *Site) {
	v := s.page(t, february)
	v.shows(t, "Punkt 9 er lukket og vises ikke her.")
	v.hides(t, closedWords()...)
	v = s.page(t, february+"/9")
	v.shows(t, "Lukket punkt", "Punkt 9 er lukket og vises ikke her.")
	v.hides(t, closedWords()...)
	s.page(t, "/dokument/fd49a156e8cb").hides(t, closedWords()...)
	s.page(t, "/soeg?q=titel:fyrbakken").hides(t, "køb af grund")
}

func testClosedShown(t *testing.T, s *Site) {
	s.page(t, "/").shows(t, "Denne server viser også lukkede punkter.")
	s.page(t, february).shows(t, "Punkt 9: Køb af grund ved Fyrbakken", "lukket")
	s.page(t, february+"/9").shows(t, "Punkt 9: Køb af grund ved Fyrbakken", "lukket")
	s.page(t, "/soeg?q=titel:grund").shows(t, "Punkt 9: Køb af grund ved Fyrbakken", "lukket")
}

func testAssets(t *testing.T, s *Site) {
	v := s.page(t, "/")
	var addresses []string
	for n := range v.all("link") {
		if strings.HasPrefix(attr(n, "href"), "/aktiver/") {
			addresses = append(addresses, attr(n, "href"))
		}
	}
	for n := range v.all("script") {
		addresses = append(addresses, attr(n, "src"))
	}
	if len(addresses) < 3 {
		t.Fatalf("assets: %q", addresses)
	}
	for _, a := range addresses {
		got := s.page(t, a)
		if !strings.Contains(got.header.Get("Cache-Control"), "immutable") || got.header.Get("ETag") == "" {
			t.Errorf("%s: %v", a, got.header)
		}
		if got := s.page(t, strings.Split(a, "?")[0]); strings.Contains(got.header.Get("Cache-Control"), "immutable") {
			t.Errorf("%s is kept for good without its sum", a)
		}
	}
	for _, path := range []string{"/aktiver/", "/aktiver/findes.css", "/aktiver/..%2fassets.go", "/aktiver/../render.go"} {
		if got := s.visit(t, path); got.status == http.StatusOK {
			t.Errorf("%s: status %d", path, got.status)
		}
	}
}
