package web

import (
	"encoding/json"
	"net/http"

	"referat/pkg/archive"
	"referat/pkg/library"
)

// ownRoutes are the addresses that are about the server.
func (s *Site) ownRoutes() []route {
	return []route{
		{originalPattern, free, s.serveOriginal},
		{"GET /aktiver/{name}", free, s.serveAsset},
		{"GET /healthz", free, s.health},
		{"GET /metrics", free, s.metrics.serve},
		{"GET /robots.txt", free, robots},
		{"/", free, nowhere},
	}
}

// nowhere is what stands everywhere else.
func nowhere(http.ResponseWriter, *http.Request, *library.Volume) error { return archive.ErrNotFound }

// robots keeps search engines to the pages that say something of their own.
func robots(w http.ResponseWriter, _ *http.Request, _ *library.Volume) error {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, err := w.Write([]byte("User-agent: *\nDisallow: /soeg\nDisallow: /feed/\nDisallow: /henvis\nDisallow: /dokument/\nDisallow: /api/\nDisallow: /oparl/\n"))
	return err
}

// health says whether the archive can be read.
func (s *Site) health(w http.ResponseWriter, r *http.Request, _ *library.Volume) error {
	status := struct {
		Status     string `json:"status"` // "ok", or what is wrong, in Danish
		Generation string `json:"generation"`
	}{Status: "ok"}
	code := http.StatusOK
	err := s.library.Use(func(v *library.Volume) error {
		status.Generation = v.Generation()
		_, _, err := v.Documents("", 1)
		return err
	})
	switch {
	case err != nil: // its words name folders, and no password is asked for here
		status.Status, code = "arkivet kan ikke læses", http.StatusServiceUnavailable
		s.config.Errors.Error("arkivet kan ikke læses", "error", err.Error())
	case s.library.Behind() != nil:
		status.Status, code = "arkivets nye udgave kan ikke åbnes; den gamle vises imens", http.StatusServiceUnavailable
	}
	h := w.Header()
	h.Set("Content-Type", "application/json")
	h.Set("Cache-Control", "no-store")
	w.WriteHeader(code)
	return json.NewEncoder(w).Encode(status)
}
