package web

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strings"
	"time"

	"referat/index"
	"referat/pkg/archive"
	"referat/pkg/library"
	"referat/pkg/web/api"
	"referat/pkg/web/oparl"
)

// A Config says what a Site serves, and how.
type Config struct {
	Library *library.Library

	// Draw draws page (from 1) of the PDF at path, width pixels wide, in a process
	// of its own. nil is for none: pages are shown as text alone.
	Draw func(ctx context.Context, path string, page, width int) (*Picture, error)

	// Boxes finds where spans of a page's text stand on it. words are those that
	// Draw found, if it did. nil is for nowhere.
	Boxes func(p archive.Page, words []Word, spans []index.Location) ([]Box, error)

	// Flow finds the newlines of a page's text over which a paragraph goes on. nil
	// is for none: the text has the PDF's lines.
	Flow func(p archive.Page) ([]int, error)

	Base    string       // how absolute addresses begin: "https://arkiv.example.dk"; "" is what the request says
	Users   *Users       // who may read; nil is everyone
	Access  *slog.Logger // hears of each request; nil is for no log
	Errors  *slog.Logger // hears what went wrong
	Version string       // the program's
	CPUs    int          // how many searches are worked on at once
}

// A Site answers requests.
type Site struct {
	library *library.Library
	config  Config
	api     *api.API
	mux     *http.ServeMux
	gates   map[class]*gate
	metrics *metrics
	started time.Time
	changes changes
	drawing *pictures
}

// New makes a Site.
func New(c Config) (*Site, error) {
	if c.Errors == nil {
		c.Errors = slog.New(slog.DiscardHandler)
	}
	c.CPUs = max(c.CPUs, 1)
	s := &Site{library: c.Library, config: c, mux: http.NewServeMux(), started: time.Now(), changes: changes{at: time.Now().Truncate(time.Second)}}
	s.gates = newGates(c.CPUs)
	s.metrics = newMetrics(s)
	s.drawing = newPictures(c.Draw)
	s.api = api.New(api.Options{
		Base: s.base, Version: c.Version,
		Original:   func(sha string) string { return originalPath(sha, 0) },
		SearchPage: func(q index.Query) string { return withValues("/soeg", queryValues(q)) },
	})
	for _, list := range [][]route{s.ownRoutes(), s.pageRoutes(), s.pictureRoutes(), s.feedRoutes(), s.citeRoutes(), apiRoutes(s.api), oparlRoutes(oparl.New(oparl.Options{Base: s.base}))} {
		for _, r := range list {
			if err := s.mount(r); err != nil {
				return nil, err
			}
		}
	}
	return s, nil
}

// mount adds a route; two of the same pattern are an error.
func (s *Site) mount(r route) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("ruten %q: %v", r.pattern, p)
		}
	}()
	s.mux.Handle(r.pattern, s.serve(r))
	return nil
}

// ServeHTTP answers a request.
func (s *Site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	rec := &recorder{ResponseWriter: w, began: time.Now()}
	defer s.finish(rec, r)
	secure(rec.Header(), s.config.Users != nil)
	if s.config.Users == nil && !s.library.ShowsClosed() {
		shareable(rec.Header(), r.URL.Path)
	}
	r.Body = http.MaxBytesReader(rec, r.Body, mostBody)
	switch {
	case len(r.URL.RequestURI()) > longestAddress:
		s.fail(rec, r, &refusal{http.StatusRequestURITooLong, "Adressen er for lang."})
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		rec.Header().Set("Allow", "GET, HEAD")
		s.fail(rec, r, &refusal{http.StatusMethodNotAllowed, "Arkivet kan kun læses."})
	default:
		if err := s.config.Users.admit(rec, r); err != nil {
			s.fail(rec, r, err)
			return
		}
		s.mux.ServeHTTP(rec, r)
	}
}

// Bounds on requests. A search of sixty words is under a thousand bytes.
const (
	mostBody       = 1 << 10 // bytes; nothing that is asked has one
	longestAddress = 8 << 10 // bytes
)

// finish tells log and figures of a request, and answers one that nobody could.
func (s *Site) finish(rec *recorder, r *http.Request) {
	p := recover()
	if p != nil {
		if p == http.ErrAbortHandler {
			panic(p)
		}
		s.config.Errors.Error("en forespørgsel gik galt", "path", r.URL.Path, "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
		if rec.cut = rec.wrote; !rec.cut {
			s.fail(rec, r, fmt.Errorf("panic: %v", p))
		}
	}
	took := time.Since(rec.began)
	s.metrics.count(rec, took)
	s.log(rec, r, took)
	if p != nil && rec.cut {
		panic(http.ErrAbortHandler) // the half that was sent is not to pass for the whole
	}
}

// absolute is the whole address of a path of this server.
func (s *Site) absolute(r *http.Request, path string) string { return s.base(r) + path }

// base is how absolute addresses begin. Where it was not given, it is what the
// client asked for.
func (s *Site) base(r *http.Request) string {
	if s.config.Base != "" {
		return strings.TrimRight(s.config.Base, "/")
	}
	scheme := "http"
	if r.TLS != nil {
		scheme = "https"
	}
	return scheme + "://" + host(r.Host)
}

// host is a Host header as far as it can be one.
func host(h string) string {
	ok := h != "" && len(h) <= 255 && strings.IndexFunc(h, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune(".-:[]_", r))
	}) < 0
	if !ok {
		return "localhost"
	}
	return h
}
