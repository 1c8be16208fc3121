package web

import (
	"net/http"

	"referat/pkg/agenda"
	"referat/pkg/library"
)

// pageRoutes are the pages that people read, but for those of a PDF's pages.
func (s *Site) pageRoutes() []route {
	return []route{
		{"GET /{$}", light, s.serveFront},
		{"GET /soeg", searching, s.serveSearch},
		{"GET /udvalg", light, s.serveBodies},
		{"GET /udvalg/{slug}", light, s.serveBody},
		{"GET /moede/{body}", light, s.serveOldBody},
		{"GET /moede/{body}/{day}", light, s.serveMeeting},
		{"GET /moede/{body}/{day}/{punkt}", searching, s.servePunkt},
		{"GET /moede/{body}/{day}/{punkt}/bilag/{n}", searching, s.serveBilag},
		{"GET " + followupPath, searching, s.serveFollowups},
		{"GET /sag", searching, s.serveCase},
		{"GET /sag/{number}", searching, s.serveCase},
		{"GET /dokument/{doc}", light, s.serveDocument},
		{"GET /id/{id}", light, s.serveID},
		{"GET /hjaelp", light, s.serveHelp},
	}
}

// serveOldBody leads from the first half of a meeting's address to its body.
func (s *Site) serveOldBody(w http.ResponseWriter, r *http.Request, v *library.Volume) error {
	http.Redirect(w, r, bodyPath(&library.Body{Slug: r.PathValue("body")}), http.StatusFound)
	return nil
}

// serveID leads to the page of whatever has an ID.
func (s *Site) serveID(w http.ResponseWriter, r *http.Request, v *library.Volume) error {
	id, err := agenda.ParseID(r.PathValue("id"))
	if err != nil {
		return badRequestf("%v", err)
	}
	t, _, err := v.Find(id)
	if err != nil {
		return err
	}
	l, err := newLinker(v, textOf(r))
	if err != nil {
		return err
	}
	http.Redirect(w, r, l.thing(t), http.StatusFound)
	return nil
}
