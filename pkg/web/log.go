package web

import (
	"log/slog"
	"net"
	"net/http"
	"time"
)

// log writes a line of the access log. What was searched for stays out of it: the
// log says who asked.
func (s *Site) log(rec *recorder, r *http.Request, took time.Duration) {
	if s.config.Access == nil {
		return
	}
	remote, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		remote = r.RemoteAddr
	}
	user, _, _ := r.BasicAuth()
	attrs := []slog.Attr{
		slog.String("remote", remote), slog.String("method", r.Method), slog.String("path", r.URL.Path), slog.String("route", rec.route),
		slog.Int("status", rec.status), slog.Int64("bytes", rec.bytes), slog.Float64("ms", float64(took.Microseconds())/1000),
		slog.String("agent", r.UserAgent()),
	}
	if s.config.Users != nil && rec.status != http.StatusUnauthorized {
		attrs = append(attrs, slog.String("user", user))
	}
	s.config.Access.LogAttrs(r.Context(), slog.LevelInfo, "request", attrs...)
}
