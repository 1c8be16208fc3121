package web

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/crypto/bcrypt"

	"referat/pkg/agenda"
	"referat/pkg/library"
	"referat/pkg/library/librarytest"
	"referat/pkg/web/api"
)

// problemIn is the problem that a request to the API is answered with.
func (s *Site) problemIn(t *testing.T, path string) (p api.Problem) {
	t.Helper()
	w := httptest.NewRecorder()
	s.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
	if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil || w.Header().Get("Content-Type") != "application/problem+json" || p.Status != w.Code {
		t.Fatalf("%s: %d, %s: %v", path, w.Code, w.Body, err)
	}
	return p
}

// TestOriginalTakenDown asks for PDFs of which a bilag, or all, was taken down,
// and the API for the same.
func TestOriginalTakenDown(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "arkiv")
	librarytest.ImportExports(t, dir, "2027-06-07-tyve-punkter", "2027-01-04-kort", "2027-08-16-skannede-bilag")
	v := librarytest.Open(t, dir, library.Options{})
	shas := map[string]string{}
	for _, name := range []string{"2027-06-07-tyve-punkter.pdf", "2027-01-04-kort.pdf", "2027-08-16-skannede-bilag.pdf"} {
		h, err := v.Document(docNamed(t, v, name))
		if err != nil {
			t.Fatal(err)
		}
		shas[name] = h.Document.Source.SHA256
	}
	part, whole := shas["2027-06-07-tyve-punkter.pdf"], shas["2027-01-04-kort.pdf"]
	librarytest.TakeDown(t, dir, agenda.NewID(part).Meeting(1).Punkt(2).Bilag(1))
	librarytest.TakeDown(t, dir, agenda.NewID(whole))
	s := siteOn(t, dir, library.Options{NoClosed: true})
	for sha, says := range map[string]string{
		part:  "PDF'en er fjernet fra arkivet, fordi noget i den er taget ud.",
		whole: "Dokumentet er fjernet fra arkivet.",
	} {
		v := s.visit(t, "/original/"+sha+".pdf")
		if v.status != http.StatusGone {
			t.Errorf("/original/%s: status %d", sha, v.status)
		}
		v.shows(t, says)
		v.hides(t, "Arkivet har ikke")
	}
	if v := s.visit(t, "/original/"+strings.Repeat("0", 64)+".pdf"); v.status != http.StatusNotFound {
		t.Errorf("a PDF that never was there: status %d", v.status)
	}
	if w := httptest.NewRecorder(); true {
		s.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/original/"+shas["2027-08-16-skannede-bilag.pdf"]+".pdf", nil))
		if w.Code != http.StatusOK || w.Header().Get("Content-Type") != "application/pdf" {
			t.Errorf("a PDF that is there: status %d", w.Code)
		}
	}
	for _, path := range []string{"/dokument/" + whole[:12], "/id/" + whole[:12] + ".m1.p1", "/id/" + part[:12] + ".m1.p2.b1"} {
		if p := s.problemIn(t, "/api/v1"+path); p.Status != http.StatusGone || !strings.HasSuffix(p.Type, "/problems/gone") || !strings.Contains(p.Detail, "fjernet fra arkivet") {
			t.Errorf("%s: %+v", path, p)
		}
	}
}

// TestAPIAsksForAName looks at what a program is told that gives no name.
func TestAPIAsksForAName(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "arkiv")
	librarytest.ImportExports(t, dir, "2027-01-04-kort")
	hash, err := bcrypt.GenerateFromPassword([]byte("hemmelig"), bcrypt.MinCost)
	if err != nil {
		t.Fatal(err)
	}
	users, err := ReadUsers(strings.NewReader("anna:" + string(hash) + "\n"))
	if err != nil {
		t.Fatal(err)
	}
	s := siteOf(t, dir, library.Options{NoClosed: true}, func(c *Config) { c.Users = users })
	if p := s.problemIn(t, "/api/v1/search?q=bro"); p.Status != http.StatusUnauthorized || p.Title != "Der skal navn og adgangskode til" || !strings.HasSuffix(p.Type, "/problems/unauthorized") {
		t.Errorf("%+v", p)
	}
	if p := s.problemIn(t, "/api/v1/"+strings.Repeat("x", 9000)); p.Status != http.StatusRequestURITooLong || p.Title != "Adressen er for lang" || p.Type != "about:blank" {
		t.Errorf("%+v", p)
	}
}
