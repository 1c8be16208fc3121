package web

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/crypto/bcrypt"
	"golang.org/x/net/html"

	"referat/pkg/agenda"
	"referat/pkg/archive"
	"referat/pkg/library"
	"referat/pkg/library/librarytest"
)

// nasty is what texts may hold that no text should: tags, quotes, controls, line
// ends of JavaScript, directions, halves of pairs.
const nasty = "bro <script>alert(1)</script> \"onmouseover=alert(1) x=\" ' ]]> \u2028\u2029 \u202e \x00\x01\x08\x1b[31m\ufffe\uffff &amp; &lt; 👩‍👩‍👧 שלום"

// bigPDF is how large the original of nastyArchive is, in bytes: more than a
// connection holds that nobody reads from.
const bigPDF = 48 << 20

// nastyArchive is an archive with one document, all of whose texts are nasty,
// and its original; sha is its SHA-256.
func nastyArchive(t testing.TB) (dir, sha string) {
	t.Helper()
	dir, sha = filepath.Join(t.TempDir(), "arkiv"), strings.Repeat("0123456789abcdef", 4)
	librarytest.Write(t, dir, func(w *archive.Writer) error {
		d := agenda.Document{Source: agenda.Source{Name: "../" + nasty + ".pdf", SHA256: sha, Bytes: bigPDF, Pages: 2, Producer: nasty}, Meetings: []agenda.Meeting{{
			Series: nasty, Title: nasty, Date: "2026-03-04", Start: "10:00", Location: nasty, Information: nasty, Kind: agenda.Referat, Pages: agenda.PageRange{1, 2},
			Punkter: []agenda.Punkt{{
				Number: "1", Title: nasty, Category: nasty, CaseNumber: "EMN-2026-000001", Text: nasty, Pages: agenda.PageRange{1, 2},
				Decision: &agenda.Decision{Text: nasty, Outcome: agenda.Approved, Dissent: []string{nasty}, Followups: []agenda.Followup{{Responsible: nasty, Text: nasty}}},
				Bilag:    []agenda.Bilag{{Number: 1, Title: nasty, Pages: &agenda.PageRange{2, 2}, Text: nasty}},
			}}}}}
		d.Complete()
		r := &archive.Record{Document: d, Pages: []archive.Page{{Number: 1, Text: nasty, Engine: "own"}, {Number: 2, Text: nasty, Engine: "own"}}}
		if err := w.Put(r); err != nil {
			return err
		}
		path := w.OriginalPath(sha)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, []byte("%PDF-1.4\n"), 0o644); err != nil {
			return err
		}
		if err := os.Truncate(path, bigPDF); err != nil {
			return err
		}
		return nil
	})
	return dir, sha
}

// A target is a site that is attacked, and what it logs as gone wrong.
type target struct {
	*Site
	errs *bytes.Buffer
}

func newTarget(t testing.TB, dir string, change func(*Config)) target {
	t.Helper()
	var errs bytes.Buffer
	s := siteOf(t, dir, library.Options{NoClosed: true}, func(c *Config) {
		c.Draw, c.Errors = nil, slog.New(slog.NewTextHandler(&errs, nil))
		if change != nil {
			change(c)
		}
	})
	return target{s, &errs}
}

// ask is the answer to a request, which must be sound.
func (s target) ask(t testing.TB, r *http.Request) *httptest.ResponseRecorder {
	t.Helper()
	s.errs.Reset()
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	s.sound(t, r, w)
	return w
}

// to is a request for an address of which nothing is looked at before.
func to(method, path, query string) *http.Request {
	r := httptest.NewRequest(method, "/", nil)
	r.URL = &url.URL{Path: path, RawQuery: query}
	r.RequestURI = r.URL.RequestURI()
	return r
}

// ours is a tag of a script that is an asset of ours, the only ones that pages
// have.
var ours = regexp.MustCompile(`^<script src="/aktiver/[a-z0-9.-]+\?v=[0-9a-f]+" defer></script>`)

// sound checks what every answer has to be, whatever was asked: no failure but
// 503, with the headers that keep browsers from running things, whole in its
// form, without a script or a handler, leading nowhere else.
func (s target) sound(t testing.TB, r *http.Request, w *httptest.ResponseRecorder) {
	t.Helper()
	about, h, body := fmt.Sprintf("%s %.200q", r.Method, r.URL), w.Header(), w.Body.String()
	if w.Code >= 500 && (w.Code != http.StatusServiceUnavailable || h.Get("Retry-After") == "") && r.URL.Path != "/healthz" {
		t.Errorf("%s: status %d: %s", about, w.Code, s.errs)
	}
	if w.Code < 500 && s.errs.Len() > 0 {
		t.Errorf("%s: status %d, and yet logged as an error: %s", about, w.Code, s.errs)
	}
	kind, _, _ := strings.Cut(h.Get("Content-Type"), ";")
	if h.Get("X-Content-Type-Options") != "nosniff" || h.Get("X-Frame-Options") != "DENY" || h.Get("Content-Security-Policy") != contentPolicy && h.Get("Content-Disposition") == "" {
		t.Errorf("%s: headers %v", about, h)
	}
	if l := h.Get("Location"); l != "" && (!strings.HasPrefix(l, "/") || strings.HasPrefix(l, "//") || strings.HasPrefix(l, `/\`)) {
		t.Errorf("%s: leads to %q", about, l)
	}
	for name, values := range h {
		if strings.ContainsAny(strings.Join(values, ""), "\r\n\x00") {
			t.Errorf("%s: header %s: %q", about, name, values)
		}
	}
	if body == "" || h.Get("Content-Encoding") != "" {
		return
	}
	switch {
	case kind == "text/html":
		for rest := body; ; {
			at := strings.Index(strings.ToLower(rest), "<script")
			if at < 0 {
				break
			}
			if rest = rest[at:]; !ours.MatchString(rest) {
				t.Errorf("%s: a script: %.100q", about, rest)
			}
			rest = rest[1:]
		}
		root, err := html.Parse(strings.NewReader(body))
		if err != nil {
			t.Fatalf("%s: %v", about, err)
		}
		for n := range elements(root, "") {
			for _, a := range n.Attr {
				if strings.HasPrefix(a.Key, "on") || a.Key == "style" || slices.Contains([]string{"href", "src", "action"}, a.Key) && strings.HasPrefix(strings.ToLower(strings.TrimSpace(a.Val)), "javascript") {
					t.Errorf("%s: <%s %s=%q>", about, n.Data, a.Key, a.Val)
				}
			}
		}
	case strings.HasSuffix(kind, "json"):
		if !json.Valid(w.Body.Bytes()) {
			t.Errorf("%s: no JSON: %.200q", about, body)
		}
	case strings.HasSuffix(kind, "xml"):
		for d := xml.NewDecoder(strings.NewReader(body)); ; {
			if _, err := d.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Errorf("%s: no XML: %v", about, err)
				break
			}
		}
	}
}

// nastyQueries are what no person types.
func nastyQueries() []string {
	letters := "abcdefghijklmnopqrstuvwxyzæøå"
	all := func(format string) string {
		var b strings.Builder
		for _, l := range letters {
			fmt.Fprintf(&b, format, string(l))
		}
		return b.String()
	}
	return []string{
		"", " ", "*", "**", "-", "-*", "\"", "\"\"", "(", ")", "()", "OR", "OR OR OR", "a OR", ":", "titel:", "år:", "år:..", "år:9999..0", "§", "§ §", "sag:",
		strings.Repeat("(", 400) + "bro" + strings.Repeat(")", 400), strings.Repeat("(bro OR ", 110), strings.Repeat("(", 990), strings.Repeat("-(", 450),
		strings.Repeat(`"`, 999), strings.Repeat("bro ", 240), all("%s "), all("%s* "), all("%[1]s%[1]s* OR "), all("%s*-"), all(`"%s b" `), all("titel:%s "), all("-%s "),
		strings.Repeat("a ", 500), strings.Repeat("* ", 400), strings.Repeat("a* ", 300), "a* b* c*", "*a", "%", "_", `\`, "\x00", "\xff\xfe", "\ufeff", "\u2028", "\u202ebro", "שלום עולם", "👩‍👩‍👧‍👦", strings.Repeat("👩‍", 200), "e" + strings.Repeat("\u0301", 800),
		strings.Repeat("å", 1000), strings.Repeat("x", 1000), nasty, "<script>alert(1)</script>", "../../../etc/passwd", "bro'; DROP TABLE møder; --", "år:2000..2100 bro", "1.000.000.000.000 kr.", "99/99 9999",
		strings.Repeat("9", 900), "2026-99-99", strings.Repeat("§ 1, stk. 2 ", 80), strings.Repeat("bro-", 240), strings.Repeat("bro~", 100), "/.*/", "(a|a)*b", "${jndi:ldap://x}", "{{.}}",
	}
}

// askedWith are the addresses that take a query.
func askedWith(doc, sha, q string) []string {
	e := url.QueryEscape(q)
	return []string{
		"/soeg?q=" + e, "/soeg?q=bro&udvalg=" + e + "&enhed=" + e + "&kategori=" + e, "/soeg?q=" + e + "&sorter=dato&side=2", "/sag?nr=" + e, "/sag/" + url.PathEscape(q), "/dokument/" + doc + "/side/1?q=" + e,
		"/dokument/" + doc + "/side/1/find?q=" + e, "/id/" + url.PathEscape(q), "/udvalg/" + url.PathEscape(q), "/moede/" + url.PathEscape(q) + "/2026-03-04/" + url.PathEscape(q), "/henvis?id=" + e, "/feed/soeg.atom?q=" + e,
		"/feed/sag.atom?nr=" + e, "/feed/moeder.atom?organ=" + e, "/api/v1/search?q=" + e, "/api/v1/suggest?q=" + e, "/api/v1/" + url.PathEscape(q), "/original/" + url.PathEscape(q), "/original/" + sha + ".pdf" + url.PathEscape(q), "/aktiver/" + url.PathEscape(q),
		"/oparl/" + url.PathEscape(q), "/oparl/meeting/" + url.PathEscape(q), "/oparl/meetings?modified_since=" + e, "/" + url.PathEscape(q),
	}
}

func TestNastyQueries(t *testing.T) {
	t.Parallel()
	dir, sha := nastyArchive(t)
	s := newTarget(t, dir, nil)
	var slowest time.Duration
	var what string
	for _, q := range nastyQueries() {
		for _, address := range askedWith(sha[:12], sha, q) {
			path, query, _ := strings.Cut(address, "?")
			decoded, err := url.PathUnescape(path)
			if err != nil {
				t.Fatal(err)
			}
			r := to(http.MethodGet, decoded, query)
			r.URL.RawPath = path
			r.Header.Set("Range", "bytes=0-9") // the original is large
			began := time.Now()
			w := s.ask(t, r)
			if took := time.Since(began); took > slowest {
				slowest, what = took, address
			}
			if w.Code == http.StatusServiceUnavailable {
				t.Errorf("%.200q: alone, and yet too busy", address)
			}
		}
	}
	t.Logf("the slowest took %v: %.200q", slowest, what) // one that takes 5 s is a 503
}

// Whatever stands in the archive comes out as text, in pages and to programs.
func TestNastyArchive(t *testing.T) {
	t.Parallel()
	dir, sha := nastyArchive(t)
	s := newTarget(t, dir, nil)
	seen, next, shown := map[string]bool{}, []string{"/", "/soeg?q=bro", "/feed/soeg.atom?q=bro", "/feed/moeder.atom", "/feed/sag.atom?nr=EMN-2026-000001", "/api/v1", "/api/v1/search?q=bro&facets=1", "/api/v1/suggest?q=bro",
		"/api/v1/meetings", "/api/v1/documents", "/oparl", "/dokument/" + sha[:12] + "/side/1?q=bro", "/henvis?id=" + sha[:12] + ".m1.p1"}, 0
	link := regexp.MustCompile(`(?:href="|"(?:[a-zA-Z_:]+)": ?"http://example\.com|<id>http://example\.com|href=")(/[^"<# ]*)`)
	for ; len(next) > 0 && len(seen) < 200; next = next[1:] {
		address := strings.ReplaceAll(next[0], "&amp;", "&")
		if seen[address] || strings.HasPrefix(address, "/original/") {
			continue
		}
		seen[address] = true
		path, query, _ := strings.Cut(address, "?")
		decoded, err := url.PathUnescape(path)
		if err != nil {
			t.Fatal(err)
		}
		w := s.ask(t, to(http.MethodGet, decoded, query))
		if w.Code == http.StatusOK && strings.Contains(w.Body.String(), "alert(1)") {
			shown++
		}
		for _, m := range link.FindAllStringSubmatch(w.Body.String(), -1) {
			next = append(next, m[1])
		}
	}
	t.Logf("%d addresses, of which %d show it", len(seen), shown)
	if shown < 20 {
		t.Errorf("only %d of %d answers showed it", shown, len(seen))
	}
	w := s.ask(t, to(http.MethodGet, "/original/"+sha+".pdf", "hent=1"))
	if how := w.Header().Get("Content-Disposition"); w.Code != http.StatusOK || !strings.HasPrefix(how, "attachment") {
		t.Errorf("the original: %d, %q", w.Code, how)
	}
}

// The archive can be read and nothing else, and no answer takes up what clients
// say of themselves.
func TestMethodsAndHeaders(t *testing.T) {
	t.Parallel()
	dir, sha := nastyArchive(t)
	s := newTarget(t, dir, nil)
	for _, path := range []string{"/", "/soeg", "/original/" + sha + ".pdf", "/api/v1/search", "/oparl", "/metrics", "/nowhere"} {
		for _, method := range []string{"POST", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "OPTIONS", "PROPFIND", "get", "<script>"} {
			r := to("GET", path, "")
			r.Method, r.Body = method, io.NopCloser(strings.NewReader(strings.Repeat("x", 5000)))
			if w := s.ask(t, r); w.Code != http.StatusMethodNotAllowed && !(method == "OPTIONS" && w.Code < 400) || strings.Contains(w.Body.String(), "<script>") || w.Code == 405 && w.Header().Get("Allow") == "" {
				t.Errorf("%s %s: %d %v", method, path, w.Code, w.Header())
			}
		}
		if w := s.ask(t, to("HEAD", path, "")); w.Code >= 500 {
			t.Errorf("HEAD %s: %d", path, w.Code)
		}
	}
	for _, junk := range []string{`evil"><script>alert(1)</script>`, "a b", "a/../b", "@evil.example", "evil.example#", strings.Repeat("a", 5000), "", "\u202e", "evil.example\x00"} {
		for _, address := range []string{"/", "/soeg?q=bro", "/feed/soeg.atom?q=bro", "/feed/moeder.atom", "/api/v1/search?q=bro", "/oparl", "/henvis?id=" + sha[:12] + ".m1.p1", "/nowhere", "//nowhere"} {
			path, query, _ := strings.Cut(address, "?")
			r := to("GET", path, query)
			r.Host = junk
			for _, name := range []string{"X-Forwarded-Host", "X-Forwarded-Proto", "X-Original-URL", "X-Rewrite-URL", "Referer", "User-Agent", "Accept-Language", "If-None-Match", "If-Modified-Since", "If-Range", "Range", "Accept", "Accept-Encoding", "Cookie", "Origin", "Authorization"} {
				r.Header[name] = []string{junk}
			}
			if w := s.ask(t, r); strings.Contains(strings.ToLower(w.Body.String()), "evil") || w.Code >= 400 && w.Code != http.StatusNotFound {
				t.Errorf("%.40q, %s: %d: %.300s", junk, address, w.Code, w.Body)
			}
		}
	}
}

// Wrong passwords, however many at once, let nobody in and keep out nobody who
// has been let in before.
func TestWrongPasswords(t *testing.T) {
	t.Parallel()
	dir, _ := nastyArchive(t)
	hash, err := bcrypt.GenerateFromPassword([]byte("flodhest"), 6)
	if err != nil {
		t.Fatal(err)
	}
	s := newTarget(t, dir, func(c *Config) {
		if c.Users, err = ReadUsers(strings.NewReader("karin:" + string(hash) + "\n")); err != nil {
			t.Fatal(err)
		}
	})
	as := func(name, password string) *http.Request {
		r := to("GET", "/", "")
		r.SetBasicAuth(name, password)
		return r
	}
	if w := s.ask(t, as("karin", "flodhest")); w.Code != http.StatusOK {
		t.Fatalf("karin: %d", w.Code)
	}
	var all sync.WaitGroup
	for i := range 40 {
		all.Go(func() {
			r := as([]string{"karin", "niels", "", strings.Repeat("x", 9000)}[i%4], fmt.Sprint(i, strings.Repeat("y", i*50)))
			w := httptest.NewRecorder()
			s.ServeHTTP(w, r)
			if w.Code != http.StatusUnauthorized && w.Code != http.StatusServiceUnavailable || strings.Contains(w.Body.String(), "bro") {
				t.Errorf("%d: %d", i, w.Code)
			}
		})
	}
	began := time.Now()
	if w := s.ask(t, as("karin", "flodhest")); w.Code != http.StatusOK || time.Since(began) > time.Second {
		t.Errorf("karin, meanwhile: %d after %v", w.Code, time.Since(began))
	}
	all.Wait()
	for _, header := range []string{"", "Basic", "Basic ", "Basic !!!", "Basic a2FyaW4=", "Bearer x", "basic " + strings.Repeat("QUFB", 20_000), "Basic a2FyaW46Zmxv"} {
		r := to("GET", "/soeg", "q=bro")
		if header != "" {
			r.Header.Set("Authorization", header)
		}
		if w := s.ask(t, r); w.Code != http.StatusUnauthorized || w.Header().Get("WWW-Authenticate") == "" || strings.Contains(w.Body.String(), "alert") {
			t.Errorf("%.30q: %d %v", header, w.Code, w.Header())
		}
	}
	for _, path := range []string{"/api/v1/search", "/oparl", "/feed/moeder.atom", "/metrics", "/aktiver/referat.css", "/robots.txt", "/nowhere"} {
		if w := s.ask(t, to("GET", path, "")); w.Code != http.StatusUnauthorized {
			t.Errorf("%s: %d", path, w.Code)
		}
	}
}
