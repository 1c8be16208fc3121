package api

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"referat/pkg/archive"
	"referat/pkg/library"
)

// problemAt is the problem that an address answers with, held against the
// description.
func problemAt(t *testing.T, s *server, at string, status int) (p Problem) {
	t.Helper()
	res := s.ask(http.MethodGet, at)
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(body, &p); err != nil {
		t.Fatalf("%s: %s: %v", at, body, err)
	}
	if res.StatusCode != status || p.Status != status || res.Header.Get("Content-Type") != contentProblem || p.Detail == "" || !strings.HasPrefix(p.Type, base+root+"/problems/") {
		t.Errorf("%s: %d, %s: %s", at, res.StatusCode, res.Header.Get("Content-Type"), body)
	}
	if err := newChecker(t).check(problemPointer, body); err != nil {
		t.Errorf("%s: %v", at, err)
	}
	if kind := get[problemKind](s, p.Type); kind.Status != status || kind.Title != p.Title {
		t.Errorf("%s is %+v", p.Type, kind)
	}
	return p
}

// Requests that make no sense are told what is wrong.
func TestProblems(t *testing.T) {
	s := serve(t, imported(t, "2027-01-04-kort"), library.Options{})
	for _, c := range []struct {
		address   string
		status    int
		kind      string
		parameter string
	}{
		{"/search?q=bro&side=2", 400, "unknown-parameter", "side"},
		{"/bodies?limit=3", 400, "unknown-parameter", "limit"},
		{"/search?q=a&q=b", 400, "bad-parameter", "q"},
		{"/search?limit=0", 400, "bad-parameter", "limit"},
		{"/search?limit=101", 400, "bad-parameter", "limit"},
		{"/search?limit=ti", 400, "bad-parameter", "limit"},
		{"/search?year=27", 400, "bad-parameter", "year"},
		{"/search?outcome=godkendt", 400, "bad-parameter", "outcome"},
		{"/search?facets=1", 400, "bad-parameter", "facets"},
		{"/search?from=2027-02-30", 400, "bad-parameter", "from"},
		{"/search?from=2027-05&to=2027-04", 400, "bad-parameter", "from"},
		{"/search?q=" + strings.Repeat("a", longestText+1), 400, "bad-parameter", "q"},
		{"/search?q=%ff", 400, "bad-parameter", "q"},
		{"/search?q=a;b=c", 400, "bad-request", ""},
		{"/search?q=%zz", 400, "bad-request", ""},
		{"/search?cursor=abc", 400, "bad-cursor", "cursor"},
		{"/suggest", 400, "bad-parameter", "q"},
		{"/cases?q=", 400, "bad-parameter", "q"},
		{"/meetings?body=findes-ikke", 400, "bad-parameter", "body"},
		{"/id/zz", 400, "bad-parameter", "id"},
		{"/id/abcdabcdabcd.m1", 404, "not-found", ""},
		{"/dokument/xyz", 400, "bad-parameter", "doc"},
		{"/dokument/abcdabcdabcd", 404, "not-found", ""},
		{"/udvalg/findes-ikke", 404, "not-found", ""},
		{"/moede/findes-ikke/2027-01-04", 404, "not-found", ""},
		{"/problems/findes-ikke", 404, "not-found", ""},
		{"/findes/ikke", 404, "not-found", ""},
		{"/search/", 404, "not-found", ""},
	} {
		p := problemAt(t, s, root+c.address, c.status)
		if !strings.HasSuffix(p.Type, "/"+c.kind) || p.Parameter != c.parameter {
			t.Errorf("%s: %+v", c.address, p)
		}
	}
	doc := get[documentList](s, root+"/documents").Documents[0]
	for _, page := range []string{"/0", "/x", "/1000001"} {
		problemAt(t, s, string(doc.Links.Pages)+page, 400)
	}
	problemAt(t, s, string(doc.Links.Pages)+"/999999", 404)
	problemAt(t, s, "/api/v2/search", 404)
	problemAt(t, s, "/api", 404)
}

// Only reading is answered, and HEAD is as GET without the body.
func TestMethods(t *testing.T) {
	s := serve(t, imported(t, "2027-01-04-kort"), library.Options{})
	for _, address := range []string{"", "/search?q=a", "/openapi.json", "/meetings"} {
		for _, method := range []string{http.MethodPost, http.MethodPut, http.MethodDelete, http.MethodPatch, http.MethodOptions} {
			res := s.ask(method, root+address)
			if res.StatusCode != http.StatusMethodNotAllowed || res.Header.Get("Allow") != "GET, HEAD" || res.Header.Get("Content-Type") != contentProblem {
				t.Errorf("%s %s: %d, %v", method, address, res.StatusCode, res.Header)
			}
		}
		get, head := s.ask(http.MethodGet, root+address), s.ask(http.MethodHead, root+address)
		if head.StatusCode != http.StatusOK || head.Header.Get("Content-Type") != get.Header.Get("Content-Type") {
			t.Errorf("HEAD %s: %d, %v", address, head.StatusCode, head.Header)
		}
	}
}

// What is said of an error that nobody foresaw has nothing of its words.
func TestProblemOf(t *testing.T) {
	for _, c := range []struct {
		err    error
		status int
		kind   string
	}{
		{fmt.Errorf("/srv/arkiv/gen-000001/store.db: %w", errors.New("read-only")), 500, "failed"},
		{fmt.Errorf("/srv/arkiv: %w", archive.ErrNotFound), 404, "not-found"},
		{fmt.Errorf("/srv/arkiv: %w", archive.ErrWithheld), 403, "withheld"},
		{fmt.Errorf("/srv/arkiv: %w", library.ErrGone), 410, "gone"},
		{fmt.Errorf("/srv/arkiv: %w", context.DeadlineExceeded), 503, "overloaded"},
		{&archive.AmbiguousError{Prefix: "abcd", Names: []string{"a.pdf", "b.pdf"}}, 404, "ambiguous"},
		{fmt.Errorf("/srv/arkiv: %w", BadRequest("Det går ikke.")), 400, "bad-request"},
		{Overloaded("Vent.", 7), 503, "overloaded"},
		{Other(http.StatusMethodNotAllowed, "Arkivet kan kun læses."), 405, "method-not-allowed"},
		{Other(http.StatusRequestURITooLong, "For lang."), 414, ""},
		{Other(http.StatusRequestEntityTooLarge, "For stor."), 413, ""},
		{Other(http.StatusBadRequest, "Det går ikke."), 400, "bad-request"},
		{Other(http.StatusUnauthorized, "Hvem er du?"), 401, "unauthorized"},
		{Other(http.StatusGone, "Det er fjernet."), 410, "gone"},
		{Other(http.StatusServiceUnavailable, "Vent."), 503, "overloaded"},
	} {
		w := httptest.NewRecorder()
		w.Header().Set("ETag", `"x"`)
		New(Options{Base: func(*http.Request) string { return base }}).WriteProblem(w, httptest.NewRequest(http.MethodGet, "/oparl/v1/x?q=%3Cscript%3E", nil), c.err)
		if err := newChecker(t).check(problemPointer, w.Body.Bytes()); err != nil {
			t.Errorf("%v: %v", c.err, err)
		}
		var p Problem
		if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil {
			t.Fatal(err)
		}
		want := "about:blank"
		if c.kind != "" {
			want = base + root + "/problems/" + c.kind
		}
		if w.Code != c.status || p.Status != c.status || p.Type != want || p.Instance != "/oparl/v1/x" || strings.Contains(w.Body.String(), "srv") || w.Header().Get("ETag") != "" {
			t.Errorf("%v: %d %s", c.err, w.Code, w.Body)
		}
		if title := http.StatusText(c.status); p.Title == "" || p.Title == title {
			t.Errorf("%v: the title is %q", c.err, p.Title)
		}
		if after := w.Header().Get("Retry-After"); (after != "") != (c.status == 503) {
			t.Errorf("%v: Retry-After %q", c.err, after)
		}
	}
}
