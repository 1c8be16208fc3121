package web

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"sync"
	"time"

	"referat/pkg/library"
	"referat/pkg/web/api"
	"referat/pkg/web/oparl"
)

// A class is what a route costs: which gate its requests go through.
type class string

const (
	free      class = "free"    // no gate, and no archive
	light     class = "light"   // one thing of the archive
	searching class = "query"   // a search
	heavy     class = "heavy"   // much of the archive
	reading   class = "reading" // takes an original in, for as long as its reader takes
	drawing   class = "drawing" // waits for a picture, whose own limits hold
)

// A route is an address that the server answers.
type route struct {
	pattern string // as http.ServeMux has it
	class   class

	// handle answers a request from a generation of the archive. Where it gives
	// an error it has written nothing.
	handle func(w http.ResponseWriter, r *http.Request, v *library.Volume) error
}

func apiRoutes(a *api.API) (list []route) {
	for _, r := range a.Routes() {
		list = append(list, route{r.Pattern, class(r.Class), r.Handle})
	}
	return list
}

func oparlRoutes(o *oparl.OParl) (list []route) {
	for _, r := range o.Routes() {
		c := light
		if r.Heavy {
			c = heavy
		}
		list = append(list, route{r.Pattern, c, r.Handle})
	}
	return list
}

// longest is how long a request may take, once it is let in.
func (c class) longest() time.Duration {
	switch c {
	case drawing:
		return 30 * time.Second
	case heavy:
		return 15 * time.Second
	}
	return 5 * time.Second
}

// serve is the route's handler.
func (s *Site) serve(rt route) http.Handler {
	return compress(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if rec := recorderOf(w); rec != nil {
			rec.route = rt.pattern
		}
		if err := s.answer(rt, w, r); err != nil {
			s.fail(w, r, err)
		}
	}))
}

// answer lets a request in, and answers it. Where it gives an error, nothing has
// been written.
func (s *Site) answer(rt route, w http.ResponseWriter, r *http.Request) error {
	if rt.class == free {
		return rt.handle(w, r, nil)
	}
	leave, err := s.gates[rt.class].enter(r.Context())
	if err != nil {
		s.metrics.shed(rt.class)
		return err
	}
	leave = sync.OnceFunc(leave)
	defer leave()
	w = &leaving{w, leave}
	ctx, cancel := context.WithTimeout(r.Context(), rt.class.longest())
	defer cancel()
	r = r.WithContext(ctx)
	return s.library.Use(func(v *library.Volume) error {
		if s.known(w, r, v) {
			w.WriteHeader(http.StatusNotModified)
			return nil
		}
		return rt.handle(w, r, v)
	})
}

// A leaving makes room at a gate as soon as an answer begins: what remains is the
// reader's time, and a slow one is not to keep others out.
type leaving struct {
	http.ResponseWriter
	leave func()
}

func (w *leaving) Write(b []byte) (int, error) {
	w.leave()
	return w.ResponseWriter.Write(b)
}

// Unwrap is for http.ResponseController.
func (w *leaving) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// refusal is an answer that is no page: an HTTP status, and why, in Danish.
type refusal struct {
	status int
	why    string
}

func (e *refusal) Error() string { return e.why }

// forPrograms reports whether an address is for programs: its errors are
// problem+json.
func forPrograms(path string) bool {
	return under(path, "/api") || under(path, "/oparl")
}

// under reports whether an address is a root, or lies below it.
func under(path, root string) bool { return path == root || strings.HasPrefix(path, root+"/") }

// fail answers a request that has no answer.
func (s *Site) fail(w http.ResponseWriter, r *http.Request, err error) {
	status, detail := statusOf(err)
	if status == http.StatusInternalServerError {
		s.config.Errors.Error("en forespørgsel gik galt", "path", r.URL.Path, "error", err.Error())
	}
	h := w.Header()
	for _, of := range []string{"Etag", "Last-Modified", "Content-Length", "Content-Disposition", "Link"} {
		h.Del(of)
	}
	h.Set("Cache-Control", "no-store")
	if status == http.StatusServiceUnavailable {
		h.Set("Retry-After", "2")
	}
	switch {
	case under(r.URL.Path, "/oparl"):
		writeOParlError(w, r, status, detail)
		return
	case under(r.URL.Path, "/api"):
		var p *api.Problem
		if !errors.As(err, &p) && status != http.StatusInternalServerError && status != http.StatusNotFound && status != http.StatusForbidden {
			err = api.Other(status, detail) // those have kinds of their own, by the error
		}
		s.api.WriteProblem(w, r, err)
		return
	}
	if err := s.errorPage(w, r, status, detail); err != nil {
		s.config.Errors.Error("en fejlside gik galt", "error", err.Error())
		http.Error(w, detail, status)
	}
}
