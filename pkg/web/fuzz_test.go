package web

import (
	"net/http"
	"regexp"
	"strings"
	"testing"
)

// FuzzRequest asks for any address: there is no failure, and whatever is shown is
// sound, as target.sound has it.
func FuzzRequest(f *testing.F) {
	dir, sha := nastyArchive(f)
	s := newTarget(f, dir, nil)
	for _, q := range []string{"bro", "a* b* c*", "((bro", "\x00\xff", "<script>", "-1"} {
		for _, address := range askedWith(sha[:12], sha, q) {
			path, query, _ := strings.Cut(address, "?")
			f.Add(path, query, "")
		}
	}
	for _, path := range []string{"/", "/soeg", "/udvalg", "/hjaelp", "/healthz", "/metrics", "/robots.txt", "/api", "/api/v1", "/api/v1/openapi.json", "/api/v1/meetings", "/api/v1/documents/" + sha, "/oparl", "/oparl/system", "/oparl/body/1/meetings", "/moede/x/2026-03-04/1/bilag/1",
		"/dokument/" + sha, "/dokument/" + sha[:12] + "/side/1/billede", "/original/" + sha + ".pdf", "/moede/x/2026-03-04/1/side/1", "//x", "/a/../b", "/%2e%2e/x"} {
		f.Add(path, "aar=2026&udvalg=x&art=referat&ting=bilag&udfald=godkendt&fra=2026&til=1&sorter=dato&side=2&efter=20&b=800&limit=1&cursor=x&hent=1&nr=1&id=x&organ=x", "W/\"x\"")
		f.Add(path, "side=-1&efter=99999999999999999999&limit=-1&page=0&created_since=2026-01-01T00:00:00%2b01:00", "*")
	}
	control := regexp.MustCompile(`[\x00-\x20\x7f]`) // net/http refuses these before anyone sees them
	f.Fuzz(func(t *testing.T, path, query, tag string) {
		query = control.ReplaceAllString(query, "%20")
		r := to(http.MethodGet, "/"+strings.TrimPrefix(path, "/"), query)
		r.Header["If-None-Match"] = []string{tag}
		if strings.HasPrefix(r.URL.Path, "/original/") {
			r.Header.Set("Range", "bytes=0-9") // it is large
		}
		w := s.ask(t, r)
		if w.Code == http.StatusServiceUnavailable {
			t.Errorf("%.200q: alone, and yet too busy", r.URL)
		}
	})
}
