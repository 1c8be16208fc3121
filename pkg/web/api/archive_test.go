package api

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"referat/index"
	"referat/pkg/agenda"
	"referat/pkg/archive"
	"referat/pkg/library"
	"referat/pkg/library/librarytest"
)

// imported is an archive with the exports of these names.
func imported(t testing.TB, names ...string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "arkiv")
	librarytest.ImportExports(t, dir, names...)
	return dir
}

// A server answers requests to an API as package web does.
type server struct {
	t   testing.TB
	api *API
	mux *http.ServeMux
}

// base is how the test server's absolute addresses begin.
const base = "https://arkiv.example.dk"

func serve(t testing.TB, dir string, o library.Options) *server {
	t.Helper()
	l, err := library.Open(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	s := &server{t, New(Options{
		Base:       func(*http.Request) string { return base },
		Original:   func(sha string) string { return "/original/" + sha + ".pdf" },
		SearchPage: func(q index.Query) string { return "/soeg" },
		Version:    "prøve",
	}), http.NewServeMux()}
	for _, route := range s.api.Routes() {
		s.mux.HandleFunc(route.Pattern, func(w http.ResponseWriter, r *http.Request) {
			if err := l.Use(func(v *library.Volume) error { return route.Handle(w, r, v) }); err != nil {
				s.api.WriteProblem(w, r, err)
			}
		})
	}
	return s
}

// ask is the answer to a request; address may begin with base.
func (s *server) ask(method, address string) *http.Response {
	s.t.Helper()
	r := httptest.NewRequest(method, strings.TrimPrefix(address, base), nil)
	w := httptest.NewRecorder()
	s.mux.ServeHTTP(w, r)
	return w.Result()
}

// body is the answer's JSON, which has to be of this status.
func (s *server) body(address string, status int) []byte {
	s.t.Helper()
	res := s.ask(http.MethodGet, address)
	body, err := io.ReadAll(res.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	if res.StatusCode != status {
		s.t.Fatalf("%s: status %d, not %d: %s", address, res.StatusCode, status, body)
	}
	return body
}

// get is what the answer at address is read into.
func get[T any](s *server, address string) T {
	s.t.Helper()
	var out T
	if err := json.Unmarshal(s.body(address, http.StatusOK), &out); err != nil {
		s.t.Fatalf("%s: %v", address, err)
	}
	return out
}

// holding is an archive that holds documents, with its index.
func holding(t testing.TB, documents ...agenda.Document) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "arkiv")
	putInto(t, dir, documents...)
	return dir
}

// putInto puts documents, each with empty pages, into the archive in folder dir.
func putInto(t testing.TB, dir string, documents ...agenda.Document) {
	t.Helper()
	librarytest.Write(t, dir, func(w *archive.Writer) error {
		for _, d := range documents {
			r := &archive.Record{Document: d}
			for n := range d.Source.Pages {
				r.Pages = append(r.Pages, archive.Page{Number: n + 1, Text: "Side " + strconv.Itoa(n+1), Engine: "own"})
			}
			if err := w.Put(r); err != nil {
				return err
			}
		}
		return nil
	})
}

// minutes is a document of one meeting on a day, of n pages; digit makes its
// SHA-256.
func minutes(digit, day string, n int, punkter ...agenda.Punkt) agenda.Document {
	d := agenda.Document{Source: agenda.Source{Name: digit + ".pdf", SHA256: strings.Repeat(digit, 64), Pages: n}, Meetings: []agenda.Meeting{
		{Series: "Rådmandsmøder 2026-2029", Title: "Rådmandsmøde d. " + day, Date: day, Kind: agenda.Referat, Pages: agenda.PageRange{1, n}, Punkter: punkter}}}
	d.Complete()
	return d
}
