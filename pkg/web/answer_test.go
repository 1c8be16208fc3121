package web

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"referat/pkg/library"
)

// A handler that breaks down is a 500 where nothing was sent, else a connection
// that ends: half an answer does not pass for the whole.
func TestBrokenHandler(t *testing.T) {
	s := siteOn(t, twins()[0].archive(t), library.Options{NoClosed: true})
	for path, n := range map[string]int{"/nothing": 0, "/little": 10, "/much": 50_000} {
		err := s.mount(route{"GET " + path, light, func(w http.ResponseWriter, r *http.Request, v *library.Volume) error {
			if n > 0 {
				w.Header().Set("Content-Type", "text/html")
				io.WriteString(w, strings.Repeat("x", n))
			}
			panic("broken")
		}})
		if err != nil {
			t.Fatal(err)
		}
	}
	server := httptest.NewServer(s)
	defer server.Close()
	for _, encoding := range []string{"identity", "gzip"} {
		for _, path := range []string{"/nothing", "/little", "/much"} {
			r, err := http.NewRequest(http.MethodGet, server.URL+path, nil)
			if err != nil {
				t.Fatal(err)
			}
			r.Header.Set("Accept-Encoding", encoding)
			w, err := http.DefaultTransport.RoundTrip(r)
			if err == nil {
				_, err = io.Copy(io.Discard, w.Body)
				w.Body.Close()
			}
			switch {
			case path == "/nothing" && (err != nil || w.StatusCode != http.StatusInternalServerError):
				t.Errorf("%s, %s: %v, %v", path, encoding, w, err)
			case path != "/nothing" && err == nil:
				t.Errorf("%s, %s: %d, as if it were whole", path, encoding, w.StatusCode)
			}
		}
	}
}

// Pages of other servers may read what is for programs, unless it is not for
// everyone.
func TestSharing(t *testing.T) {
	dir := twins()[0].archive(t)
	users, err := ReadUsers(strings.NewReader("a:$2y$04$jc8F6Zs0Zr0lHnF4QwQKQeSZ3cFq8lWkQk4m4P8e7r3m9Yw0bE9cS\n"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		options library.Options
		users   *Users
		want    string
	}{{library.Options{NoClosed: true}, nil, "*"}, {library.Options{}, nil, ""}, {library.Options{NoClosed: true}, users, ""}} {
		s := siteOf(t, dir, c.options, func(config *Config) { config.Users, config.Draw = c.users, nil })
		for _, path := range []string{"/api/v1", "/oparl", "/feed/moeder.atom"} {
			if got := get(s, path).Header().Get("Access-Control-Allow-Origin"); got != c.want {
				t.Errorf("%s with %+v: %q, want %q", path, c.options, got, c.want)
			}
		}
		if got := get(s, "/").Header().Get("Access-Control-Allow-Origin"); got != "" {
			t.Errorf("a page for people: %q", got)
		}
	}
}
