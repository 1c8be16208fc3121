package web

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/klauspost/compress/gzhttp"

	"referat/pkg/library"
)

// contentPolicy lets a page load what this server has, and run nothing that
// stands in it: no style or script of a page's own, nothing from elsewhere.
const contentPolicy = "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; connect-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// shareable lets pages of other servers read what is for programs; not where it
// is for those with a password, or for those inside a house that closed punkter are
// shown to: their browsers would read it to whoever's page they look at.
func shareable(h http.Header, path string) {
	if forPrograms(path) || strings.HasPrefix(path, "/feed/") {
		h.Set("Access-Control-Allow-Origin", "*")
		h.Set("Cross-Origin-Resource-Policy", "cross-origin")
	}
}

// secure sets the headers that every answer has.
func secure(h http.Header, private bool) {
	h.Set("Content-Security-Policy", contentPolicy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
	if private {
		h.Set("Cache-Control", "private, no-cache")
	} else {
		h.Set("Cache-Control", "no-cache")
	}
}

// known sets the headers by which a client can ask whether it has an answer
// already, and reports whether it says that it does. An answer depends on the
// generation, the program and the address.
func (s *Site) known(w http.ResponseWriter, r *http.Request, v *library.Volume) bool {
	h := w.Header()
	tag := fmt.Sprintf(`W/"%s-%x"`, v.Version(), s.started.UnixNano())
	changed := s.changes.since(v.Version(), v.Time())
	h.Set("ETag", tag)
	h.Set("Last-Modified", changed.UTC().Format(http.TimeFormat))
	if asked := r.Header.Get("If-None-Match"); asked != "" {
		return hasTag(asked, tag)
	}
	asked, err := http.ParseTime(r.Header.Get("If-Modified-Since"))
	return err == nil && !asked.Before(changed)
}

// changes is since when the archive is what it is, in whole seconds. What comes
// later is always told to be later: also a generation from before, after a
// rollback, and two in a second.
type changes struct {
	mu      sync.Mutex
	version string
	at      time.Time
}

// since is when the version that is served came, if that was made at a time.
func (c *changes) since(version string, made time.Time) time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	if version != c.version {
		c.version = version
		if made = made.Truncate(time.Second); !made.After(c.at) {
			made = c.at.Add(time.Second)
		}
		c.at = made
	}
	return c.at
}

// hasTag reports whether an If-None-Match header has a tag. "*" is none: whether
// there is an answer at all is not known yet.
func hasTag(asked, tag string) bool {
	for one := range strings.SplitSeq(asked, ",") {
		one = strings.TrimSpace(one)
		if strings.TrimPrefix(one, "W/") == strings.TrimPrefix(tag, "W/") {
			return true
		}
	}
	return false
}

// smallest is how many bytes an answer has at least for packing it to pay.
const smallest = 1000

// compress packs answers that are text, for clients that can read it so.
func compress(next http.Handler) http.Handler {
	wrap, err := gzhttp.NewWrapper(
		gzhttp.MinSize(smallest), gzhttp.CompressionLevel(1),
		gzhttp.ContentTypes([]string{"text/html", "text/css", "text/javascript", "text/plain", "image/svg+xml",
			"application/json", "application/problem+json", "application/atom+xml"}),
	)
	if err != nil {
		panic(err) // the options above make no sense
	}
	return wrap(next)
}

// A recorder remembers what was answered.
type recorder struct {
	http.ResponseWriter
	began  time.Time
	route  string // the pattern; "" for none
	status int
	bytes  int64
	wrote  bool
	cut    bool // the handler broke down when a part of the answer was sent
}

func (w *recorder) WriteHeader(status int) {
	if !w.wrote {
		w.status, w.wrote = status, true
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *recorder) Write(b []byte) (int, error) {
	if !w.wrote {
		w.status, w.wrote = http.StatusOK, true
	}
	n, err := w.ResponseWriter.Write(b)
	w.bytes += int64(n)
	return n, err
}

// Unwrap is for http.ResponseController.
func (w *recorder) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// recorderOf is the recorder that w writes to; nil for none.
func recorderOf(w http.ResponseWriter) *recorder {
	for {
		switch x := w.(type) {
		case *recorder:
			return x
		case interface{ Unwrap() http.ResponseWriter }:
			w = x.Unwrap()
		default:
			return nil
		}
	}
}
