package web

import (
	"net/http"
	"slices"
	"strings"
	"testing"
)

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
