package web

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

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

// testPaging turns the pages of a search, and counts: each punkt comes once.
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
