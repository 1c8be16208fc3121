package oparl

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"referat/pkg/agenda"
	"referat/pkg/archive"
	"referat/pkg/library"
	"referat/pkg/library/librarytest"
)

// takeDown takes a document or a bilag out of the archive in folder dir, and
// proves that it is gone.
func takeDown(t testing.TB, dir string, id agenda.ID) {
	t.Helper()
	proof, err := librarytest.TakeDown(t, dir, id).Prove(t.Context(), dir, "")
	if err != nil || len(proof.Found) > 0 || len(proof.PDFs) > 0 || proof.Words == 0 {
		t.Fatalf("what was taken down still stands: %+v %v", proof, err)
	}
}

// A site serves an archive.
type site struct {
	t      testing.TB
	server *httptest.Server
}

func serve(t testing.TB, dir string, o library.Options) *site {
	t.Helper()
	l, err := library.Open(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	mux := http.NewServeMux()
	for _, route := range New(Options{Base: func(r *http.Request) string { return "http://" + r.Host }, Name: "Strandby Kommune"}).Routes() {
		mux.HandleFunc(route.Pattern, func(w http.ResponseWriter, r *http.Request) {
			err := l.Use(func(v *library.Volume) error { return route.Handle(w, r, v) })
			status := http.StatusInternalServerError
			var asked interface{ HTTPStatus() int }
			switch {
			case err == nil:
				return
			case errors.As(err, &asked):
				status = asked.HTTPStatus()
			case errors.Is(err, archive.ErrNotFound):
				status = http.StatusNotFound
			}
			http.Error(w, err.Error(), status)
		})
	}
	s := &site{t, httptest.NewServer(mux)}
	t.Cleanup(s.server.Close)
	return s
}

// at is the whole address of a path.
func (s *site) at(path string) string { return s.server.URL + path }

// get reads an address: the JSON that it answers with, and the status.
func (s *site) get(address string) (map[string]any, int) {
	s.t.Helper()
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	res, err := client.Get(address)
	if err != nil {
		s.t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	if res.StatusCode != http.StatusOK {
		return nil, res.StatusCode
	}
	if kind := res.Header.Get("Content-Type"); kind != "application/json; charset=utf-8" {
		s.t.Errorf("%s is %s", address, kind)
	}
	var object map[string]any
	if err := json.Unmarshal(body, &object); err != nil {
		s.t.Fatalf("%s: %v", address, err)
	}
	for _, escaped := range []string{`\u003c`, `\u003e`, `\u0026`} {
		if strings.Contains(string(body), escaped) {
			s.t.Errorf("%s writes %s", address, escaped)
		}
	}
	return object, res.StatusCode
}

// list reads a list page by page, and gives its objects by id.
func (s *site) list(address string) map[string]map[string]any {
	s.t.Helper()
	all := map[string]map[string]any{}
	for page := 1; address != ""; page++ {
		if page > 1000 {
			s.t.Fatalf("%s has no end", address)
		}
		p, status := s.get(address)
		if status != http.StatusOK {
			s.t.Fatalf("%s: %d", address, status)
		}
		for _, d := range p["data"].([]any) {
			o := d.(map[string]any)
			id, _ := o["id"].(string)
			if all[id] != nil {
				s.t.Errorf("%s has %s twice", address, id)
			}
			all[id] = o
		}
		address, _ = p["links"].(map[string]any)["next"].(string)
	}
	return all
}
