package web

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"referat/pkg/library"
)

// everyExport are the exports of testdata.
func everyExport(t testing.TB) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(exports, "*.pdf"))
	if err != nil || len(files) == 0 {
		t.Fatal("no exports: ", err)
	}
	for i, f := range files {
		files[i] = strings.TrimSuffix(filepath.Base(f), ".pdf")
	}
	return files
}

// TestPages reads the pages of an archive of all exports, as the public sees it.
func TestPages(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "arkiv")
	importPDFs(t, dir, everyExport(t)...)
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

func testSearch(t *testing.T, s *Site) {
	v := s.page(t, "/soeg?q=badebroer")
	v.shows(t, "Søgning efter «badebroer»", "Punkt 3: Sommerens badebroer", "8. februar 2027", "(referat)", "blandet", "side 7 i PDF'en",
		"Mødet står også i", "2027-02-08-raadmandsmoede-dagsorden.pdf (dagsorden)")
	if !slices.Contains(v.marks(), "badebroer") {
		t.Errorf("marked: %q", v.marks())
	}
	if href := v.link(t, "Punkt 3: Sommerens badebroer langs Klitvejen og ved Søstjernen"); href != february+"/3?q=badebroer" {
		t.Errorf("the hit leads to %s", href)
	}
	if href := v.link(t, "side 7 i PDF'en"); !strings.HasSuffix(href, "/side/7?q=badebroer") {
		t.Errorf("the page's link: %s", href)
	}
	if href := v.link(t, "Følg denne søgning (nyhedsfeed)"); href != "/feed/soeg.atom?q=badebroer" {
		t.Errorf("the feed: %s", href)
	}
	var feed string
	for n := range v.all("link") {
		if attr(n, "rel") == "alternate" {
			feed = attr(n, "href")
		}
	}
	if feed != "/feed/soeg.atom?q=badebroer" {
		t.Errorf("the head's feed: %s", feed)
	}
	if got := v.header.Get("Content-Type"); got != "text/html; charset=utf-8" {
		t.Errorf("Content-Type: %s", got)
	}
	s.page(t, "/soeg?q=bro&sorter=dato").shows(t, "De nyeste først")
	s.page(t, "/soeg?q=klimahandlepaln").shows(t, "Intet punkt har det, der er skrevet.", "Mente du klimahandleplan", "Punkt 2: Klimahandleplan")
	s.page(t, "/soeg").shows(t, "Alle punkter")
	s.page(t, "/soeg?q=%3F").shows(t, "Ingen fund")
	far := s.page(t, "/soeg?q=badebroer&side=400")
	far.shows(t, "der er ikke flere på denne side")
	if href := far.link(t, "‹ Forrige side"); href != "/soeg?q=badebroer" {
		t.Errorf("back from too far: %s", href)
	}
}

// testFacets follows every facet of some searches, and compares what it promises
// with what is found there.
func testFacets(t *testing.T, s *Site) {
	followed := 0
	for _, asked := range []string{"/soeg?q=bro", "/soeg?q=havnen", "/soeg", "/soeg?q=havnen&ting=bilag", "/soeg?udfald=godkendt&sorter=dato", "/soeg?q=havnen&fra=2027-03"} {
		v := s.page(t, asked)
		for n := range v.all("a") {
			count := countIn(n)
			if count == "" || attr(n, "aria-current") != "" {
				continue
			}
			href := attr(n, "href")
			followed++
			to := s.page(t, href)
			want := count + " punkt"
			if !strings.HasPrefix(saysFound(to), want) {
				t.Errorf("%s: «%s» leads to %s, where it says «%s»", asked, text(n), href, saysFound(to))
			}
			back := ""
			for m := range to.all("a") {
				if strings.Contains(text(m), "(fjern)") && strings.HasPrefix(attr(m, "href"), "/soeg") {
					back += attr(m, "href") + "\n"
				}
			}
			if canonical(t, asked) != "/soeg" && !strings.Contains(back, canonical(t, asked)+"\n") {
				t.Errorf("%s: no way back to %s, only to\n%s", href, asked, back)
			}
		}
	}
	if followed < 40 {
		t.Errorf("only %d facets", followed)
	}
}

// canonical is a search's address as pages write it.
func canonical(t *testing.T, address string) string {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	return readSearch(u.Query()).address("/soeg")
}

// countIn is the count that a facet's link shows; "" for another link.
func countIn(n *html.Node) string {
	for c := range elements(n, "span") {
		if attr(c, "class") == "count" {
			return text(c)
		}
	}
	return ""
}

// saysFound is how much a search page says that it found.
func saysFound(v *visit) string {
	for n := range v.all("p") {
		if attr(n, "role") == "status" {
			return text(n)
		}
	}
	return ""
}

func testYears(t *testing.T, s *Site) {
	// All exports are of 2027, so the chart only comes with a chosen year.
	if v := s.page(t, "/soeg?q=bro"); slices.ContainsFunc(slices.Collect(v.all("svg")), func(*html.Node) bool { return true }) {
		t.Error("a chart of one year")
	}
	v := s.page(t, "/soeg?q=bro&aar=2027")
	v.shows(t, "år: 2027", "2027 er valgt", "flest i 2027: 6 punkter")
	if href := v.link(t, "Vis alle år"); href != "/soeg?q=bro" {
		t.Errorf("all years: %s", href)
	}
}

// testPaging turns the pages of a search, and counts: each punkt comes once.
// testHitPages follows the links from hits to pages: each is shown, and those of
// pages that are not have no link.
func testHitPages(t *testing.T, s *Site) {
	followed, kept := 0, 0
	for n := 1; n <= 3; n++ {
		v := s.page(t, "/soeg?q=havnen+OR+stranden+OR+og+OR+dagsorden+OR+orientering&side="+strconv.Itoa(n))
		kept += strings.Count(v.body, "(vises ikke)")
		for a := range v.all("a") {
			if href := attr(a, "href"); strings.HasPrefix(href, "/dokument/") && strings.Contains(href, "/side/") {
				followed++
				if to := s.visit(t, href); to.status != http.StatusOK {
					t.Errorf("«%s» leads to %s, which is %d", text(a), href, to.status)
				}
			}
		}
		if n == 3 {
			v.shows(t, "« Første side", "41–55 af 55")
		}
	}
	if followed < 20 || kept == 0 {
		t.Errorf("%d pages, %d kept back", followed, kept)
	}
}

func testPaging(t *testing.T, s *Site) {
	for _, asked := range []string{"/soeg?sorter=dato", "/soeg?q=havnen+OR+rådmanden+OR+stranden", "/soeg?q=og"} {
		v := s.page(t, asked)
		total, err := strconv.Atoi(strings.Fields(saysFound(v))[0])
		if err != nil {
			t.Fatal(err)
		}
		seen, pages := map[string]int{}, 1
		for ; ; pages++ {
			next := ""
			for n := range v.all("ol") {
				if attr(n, "class") != "hits" {
					continue
				}
				for h := range elements(n, "h3") {
					for a := range elements(h, "a") {
						seen[strings.SplitN(attr(a, "href"), "/bilag/", 2)[0]]++
					}
				}
				for p := range elements(n, "p") {
					if strings.HasPrefix(text(p), "Det samme står i") {
						for a := range elements(p, "a") {
							seen[strings.SplitN(attr(a, "href"), "/bilag/", 2)[0]]++
						}
					}
				}
			}
			for n := range v.all("a") {
				if attr(n, "rel") == "next" {
					next = attr(n, "href")
				}
			}
			if next == "" || pages > 50 {
				break
			}
			v = s.page(t, next)
		}
		if len(seen) != total {
			t.Errorf("%s: %d punkter on %d pages, of %d", asked, len(seen), pages, total)
		}
	}
}

func testNothing(t *testing.T, s *Site) {
	v := s.page(t, "/soeg?q=havnen+elefantfod&udfald=afvist&aar=2027")
	v.shows(t, "Ingen fund.", "havnen OG elefantfod", "Afgrænset til:", "udfald: afvist", "Står ikke i arkivet: «elefantfod»")
	for n := range v.all("a") {
		if strings.HasPrefix(text(n), "uden ") {
			to := s.page(t, attr(n, "href"))
			if strings.HasPrefix(saysFound(to), "Ingen") {
				t.Errorf("«%s» leads to nothing", text(n))
			}
		}
	}
	// Nothing finds that word, but each of the filters alone can be dropped here.
	v = s.page(t, "/soeg?q=badebroer&udfald=afvist")
	v.shows(t, "Prøv med mindre", "uden udfald: afvist")
	if href := v.link(t, "uden udfald: afvist"); href != "/soeg?q=badebroer" {
		t.Errorf("loosened: %s", href)
	}
	s.page(t, "/soeg?q=badebroer+-rampen").shows(t, "punkt")
	s.page(t, "/soeg?q=xyzzyplugh").shows(t, "Ingen fund.", "Står ikke i arkivet", "Prøv et kortere")
	s.page(t, "/soeg?q=%22%20-").shows(t, "Ingen fund.", "Der står ikke noget ord")
	v = s.page(t, "/soeg?q=klimahandlingsstrategier")
	v.shows(t, "Ingen fund.")
	if to := s.page(t, v.link(t, "alt, der begynder med «klimahandl»")); !strings.Contains(saysFound(to), "punkt") {
		t.Errorf("a beginning leads to %s", saysFound(to))
	}
	s.page(t, "/soeg?q=havnen%20-badebroer").shows(t, "-badebroer udelades: punkter, der har det, er ikke med.")
	s.page(t, "/soeg?q=havnen&thing=beslutning&utm_source=x").shows(t, "Søgesiden kender ikke «thing» i adressen")
}

func testParameters(t *testing.T, s *Site) {
	for query, says := range map[string]string{
		"aar=20x":                          "«20x» er ikke et år",
		"aar=20270":                        "ikke et år",
		"art=brev":                         "Arten kan ikke være «brev»",
		"ting=dokument":                    "Der kan ikke søges i «dokument»",
		"udfald=sejr":                      "noget udfald, der hedder «sejr»",
		"fra=i+går":                        "Fra «i går» kan ikke læses som en dato",
		"til=2027-13":                      "Til «2027-13»",
		"fra=2027-02&til=2026":             "er efter til",
		"sorter=navn":                      "Der kan ikke sorteres efter «navn»",
		"side=0":                           "«0» er ikke en side",
		"side=501":                         "højst vises 500 sider",
		"efter=-1":                         "ikke et antal fund",
		"q=" + strings.Repeat("æ", 1001):   "højst søges på 1.000 tegn",
		"q=bro&aar=%3Cscript%3Ealert(1)//": "<script>alert(1)//",
	} {
		v := s.visit(t, "/soeg?"+query)
		if v.status != http.StatusBadRequest {
			t.Errorf("%s: status %d", query, v.status)
		}
		v.shows(t, says)
	}
	v := s.visit(t, "/soeg?q=bro&fra=igår&til=2027&udfald=godkendt")
	kept := map[string]string{}
	for n := range v.all("input") {
		kept[attr(n, "name")] = attr(n, "value")
	}
	for name, want := range map[string]string{"q": "bro", "fra": "igår", "til": "2027", "udfald": "godkendt"} {
		if kept[name] != want {
			t.Errorf("field %s has «%s», not «%s»", name, kept[name], want)
		}
	}
}

func testMeeting(t *testing.T, s *Site) {
	v := s.page(t, february)
	v.shows(t, "Rådmandsmøde d. 8. februar", "Mandag den 8. februar 2027 kl. 10.00–12.00", "Lodshuset, lokale 3", "Punkt 4.a: Nyt færgeleje", "besluttet",
		"HAV følger op.", "Bilag 1: Referat 1. februar side 3–6", "Bilaget er selv et møde", "Kilder", "Referat (vises her)", "Dagsorden:", "Forrige møde", "Næste møde")
	v.link(t, "Rådmandsmøder Kyst, Kultur og Fritid 2027-2030: Rådmandsmøde, 1. februar 2027")
	s.page(t, byraad).shows(t, "Strandby Byråd, 16. juni 2027")
	s.page(t, november).shows(t, "Indhold lover punkt 5: Besøg hos havnens lodser, som ikke blev fundet.", "Punkt 2 har et bilag 4, men intet bilag 3.")
	s.page(t, byraad).shows(t, "bilag er kun nævnt ved navn: deres sider er ikke i PDF'en.")
	s.page(t, february+"?pdf=cdef15c883e5").shows(t, "Dette er dagsordenen. Referatet er kommet, og beslutningerne står dér. Se mødet i referatet", "Dagsorden (der er ingen beslutninger i den)")
	s.page(t, "/moede/direktionsmoeder-kyst-kultur-og-fritid/2027-04-12").shows(t, "ikke set, at noget mangler", "åbn PDF'en")
}

func testPunkt(t *testing.T, s *Site) {
	v := s.page(t, february+"/3?q=rampen")
	v.shows(t, "Punkt 3: Sommerens badebroer", "Beslutning: blandet", "at 1) godkendt", "at 2) til efterretning", "KYS:", "Bilag 1 - Oversigt over badebroer", "‹ Punkt 2: Referat", "Punkt 4.a")
	if !slices.Contains(v.marks(), "rampen") {
		t.Errorf("marked: %q", v.marks())
	}
	if to := s.page(t, february+"/3?pdf=cdef15c883e5").link(t, "Se punktet i referatet"); to != february+"/3" {
		t.Errorf("the agenda's punkt leads to %s", to)
	}
	v = s.page(t, byraad+"/2")
	v.shows(t, "Sagsnummer", "Sagsforløb, som det står i referatet")
	if !strings.HasPrefix(v.link(t, "Følg sagen (nyhedsfeed)"), "/feed/sag.atom?nr=") {
		t.Error("no feed of the case")
	}
	if v.link(t, "Henvis til punktet") == "" {
		t.Error("no reference")
	}
	if v := s.page(t, february+"/3"); len(v.marks()) != 0 {
		t.Errorf("marked without a search: %q", v.marks())
	}
}

func testBilag(t *testing.T, s *Site) {
	v := s.page(t, february+"/3/bilag/2?q=bro")
	v.shows(t, "Bilag 1 - Oversigt over badebroer", "side 10", "Fyrbakken", "1994")
	if len(slices.Collect(v.all("td"))) < 8 {
		t.Error("the table is no table")
	}
	if !slices.Contains(v.marks(), "Bro") {
		t.Errorf("marked: %q", v.marks())
	}
	s.page(t, february+"/2/bilag/1").shows(t, "Bilaget er selv et møde")
	s.page(t, byraad+"/2/bilag/1").shows(t, "Bilaget er kun nævnt i mødets PDF.")
}

// caseLink is the link to a punkt's case.
func caseLink(t *testing.T, v *visit) string {
	t.Helper()
	for n := range v.all("a") {
		if strings.HasPrefix(attr(n, "href"), "/sag/") {
			return attr(n, "href")
		}
	}
	t.Fatalf("%s leads to no case", v.path)
	return ""
}

func testCase(t *testing.T, s *Site) {
	path := caseLink(t, s.page(t, byraad+"/2"))
	v := s.page(t, path)
	v.shows(t, "Sagen har været på", "16. juni 2027", "Strandby Byråd", "Kendes på: sagsnummer")
	number := strings.TrimPrefix(path, "/sag/")
	if got := s.visit(t, "/sag/"+strings.ToLower(number)); got.status != http.StatusFound || got.header.Get("Location") != path {
		t.Errorf("in small letters: %d %s", got.status, got.header.Get("Location"))
	}
	if got := s.visit(t, "/sag?nr="+number); got.header.Get("Location") != path {
		t.Errorf("?nr=: %d %s", got.status, got.header.Get("Location"))
	}
	s.page(t, "/sag?nr=Sommerens+badebroer+langs+Klitvejen+og+ved+Søstjernen").shows(t, "8. februar 2027", "Følg sagen")
	if got := s.visit(t, "/sag/EMN-1999-000001"); got.status != http.StatusNotFound {
		t.Errorf("unknown case: %d", got.status)
	}
	if got := s.visit(t, "/sag"); got.status != http.StatusBadRequest {
		t.Errorf("no case: %d", got.status)
	}
}

func testBody(t *testing.T, s *Site) {
	s.page(t, "/udvalg").shows(t, "Strandby Byråd", "Rådmandsmøder Kyst, Kultur og Fritid 2027-2030")
	v := s.page(t, "/udvalg/strandby-byraad")
	v.shows(t, "2 møder, 2027", "22. september 2027", "16. juni 2027")
	s.page(t, v.link(t, "Søg i disse møder")).shows(t, "10 punkter")
	if got := s.visit(t, "/udvalg/ukendt"); got.status != http.StatusNotFound {
		t.Errorf("unknown body: %d", got.status)
	}
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
		"cdef15c883e5.m1.p2.b1.m1.p1":      "/moede/raadmandsmoeder-kyst-kultur-og-fritid-2027-2030/2027-02-01/1?pdf=cdef15c883e5",
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

// withheldPath are addresses that pages lead to and that may be kept back, each
// with a page that says so.
var withheldPath = regexp.MustCompile(`^/dokument/[0-9a-f]+/side/[0-9]+`)

// testCrawl goes wherever pages lead, and looks at each page.
func testCrawl(t *testing.T, s *Site) {
	const (
		mostSearches = 100
		mostWays     = 2 // to the same page, with other words to mark
	)
	ways := map[string]int{}
	seen := map[string]bool{"/": true, "/hjaelp": true, "/soeg?q=bro": true, "/soeg?q=havnen&aar=2027": true}
	var next []string
	for p := range seen {
		next = append(next, p)
	}
	slices.Sort(next)
	searches, pages := 0, 0
	from := map[string]string{}
	for len(next) > 0 {
		path := next[0]
		next = next[1:]
		if strings.HasPrefix(path, "/soeg") || strings.HasPrefix(path, "/feed/") || strings.HasPrefix(path, "/henvis") {
			if searches++; searches > mostSearches {
				continue
			}
		}
		v := s.visit(t, path)
		pages++
		switch {
		case v.status == http.StatusFound:
			to := v.header.Get("Location")
			if to, _, _ = strings.Cut(to, "#"); !seen[to] {
				seen[to], from[to] = true, path
				next = append(next, to)
			}
			continue
		case v.status == http.StatusForbidden && withheldPath.MatchString(path):
		case v.status != http.StatusOK:
			t.Errorf("%s, from %s: status %d", path, from[path], v.status)
			continue
		}
		if !strings.HasPrefix(v.header.Get("Content-Type"), "text/html") {
			continue
		}
		checkPage(t, v)
		for n := range v.all("") {
			for _, name := range []string{"href", "src", "action"} {
				to := attr(n, name)
				if to == "" {
					continue
				}
				to, anchor, _ := strings.Cut(to, "#")
				if to == "" {
					if !hasID(v, anchor) {
						t.Errorf("%s: #%s is not there", path, anchor)
					}
					continue
				}
				if !strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//") {
					t.Errorf("%s: leads to %s", path, to)
				}
				plain, _, _ := strings.Cut(to, "?")
				if limited := plain != "/soeg" && plain != "/henvis"; limited && !seen[to] {
					if ways[plain]++; ways[plain] > mostWays {
						continue
					}
				}
				if !seen[to] {
					seen[to], from[to] = true, path
					next = append(next, to)
				}
			}
		}
	}
	if pages < 400 {
		t.Errorf("only %d pages", pages)
	}
	t.Logf("%d pages", pages)
}

func hasID(v *visit, id string) bool {
	for n := range v.all("") {
		if attr(n, "id") == id {
			return true
		}
	}
	return false
}

// checkPage looks at what every page has to have.
func checkPage(t *testing.T, v *visit) {
	t.Helper()
	bad := func(format string, args ...any) { t.Errorf("%s: %s", v.path, fmt.Sprintf(format, args...)) }
	count := map[string]int{}
	ids := map[string]int{}
	level := 0
	labels := map[string]bool{}
	for n := range v.all("label") {
		labels[attr(n, "for")] = true
	}
	for n := range v.all("") {
		if n.Parent == nil || n.Parent.Data != "a" { // a link in a chart has a title, too
			count[n.Data]++
		}
		if id := attr(n, "id"); id != "" {
			if ids[id]++; ids[id] > 1 {
				bad("two elements have the id %s", id)
			}
		}
		for _, a := range n.Attr {
			if a.Key == "style" || strings.HasPrefix(a.Key, "on") || strings.HasPrefix(a.Val, "javascript:") || strings.HasPrefix(a.Val, "data:") {
				bad("<%s %s=%q>", n.Data, a.Key, a.Val)
			}
		}
		switch n.Data {
		case "h1", "h2", "h3", "h4":
			now := int(n.Data[1] - '0')
			if now > level+1 {
				bad("heading %d «%s» after %d", now, text(n), level)
			}
			if level = now; text(n) == "" {
				bad("an empty heading")
			}
		case "a":
			if text(n) == "" && attr(n, "aria-label") == "" {
				bad("a link to %s without words", attr(n, "href"))
			}
		case "input", "textarea":
			if attr(n, "type") != "hidden" && !labels[attr(n, "id")] {
				bad("field %s has no label", attr(n, "name"))
			}
		case "script":
			if n.FirstChild != nil || attr(n, "src") == "" {
				bad("a script in the page")
			}
		case "style":
			bad("a style in the page")
		case "html":
			if attr(n, "lang") != "da" {
				bad("lang %q", attr(n, "lang"))
			}
		case "ul", "ol":
			for c := range n.ChildNodes() {
				if c.Type == html.ElementNode && c.Data != "li" {
					bad("<%s> in a list", c.Data)
				}
			}
		}
	}
	for _, x := range []string{"h1", "title", "main", "header", "footer"} {
		if count[x] != 1 {
			bad("%d <%s>", count[x], x)
		}
	}
	for n := range v.all("title") {
		if text(n) == "" {
			bad("no title")
		}
	}
	for n := range v.all("") {
		for _, name := range []string{"aria-labelledby", "aria-describedby", "for", "form"} {
			if id := attr(n, name); id != "" && ids[id] == 0 {
				bad("%s=%q is not there", name, id)
			}
		}
	}
	if strings.Contains(v.body, "%!") || strings.Contains(v.body, "ZgotmplZ") || strings.Contains(v.body, "<no value>") {
		bad("a template went wrong")
	}
}
