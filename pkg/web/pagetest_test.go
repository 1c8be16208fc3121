package web

import (
	"io"
	"iter"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"referat/pkg/library"
)

// A visit is a page as somebody got it.
type visit struct {
	path   string
	status int
	header http.Header
	body   string
	root   *html.Node
}

// siteOn is a site over the archive in folder dir.
func siteOn(t testing.TB, dir string, o library.Options) *Site {
	t.Helper()
	l, err := library.Open(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	s, err := New(Config{Library: l, CPUs: 2})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// visit asks for a path.
func (s *Site) visit(t testing.TB, path string) *visit {
	t.Helper()
	return recorded(t, path, func(w http.ResponseWriter) error {
		s.ServeHTTP(w, httptest.NewRequest(http.MethodGet, parsed(t, path).String(), nil))
		return nil
	})
}

// parsed is an address as clients send it: what no address may have is escaped,
// and what names a place in the page stays with them.
func parsed(t testing.TB, path string) *url.URL {
	t.Helper()
	u, err := url.Parse(path)
	if err != nil {
		t.Fatal(err)
	}
	u.Fragment = ""
	u.RawQuery = strings.ReplaceAll(u.RawQuery, " ", "+")
	return u
}

// recorded is what a function writes, as a page that somebody got.
func recorded(t testing.TB, path string, write func(http.ResponseWriter) error) *visit {
	t.Helper()
	w := httptest.NewRecorder()
	if err := write(w); err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(w.Result().Body)
	if err != nil {
		t.Fatal(err)
	}
	v := &visit{path: path, status: w.Code, header: w.Header(), body: string(body)}
	if v.root, err = html.Parse(strings.NewReader(v.body)); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return v
}

// page asks for a path that has a page.
func (s *Site) page(t testing.TB, path string) *visit {
	t.Helper()
	v := s.visit(t, path)
	if v.status != http.StatusOK {
		t.Fatalf("%s: status %d: %s", path, v.status, v.text())
	}
	return v
}

// all are the elements of this name, in order; with "", all there are.
func (v *visit) all(name string) iter.Seq[*html.Node] { return elements(v.root, name) }

func elements(of *html.Node, name string) iter.Seq[*html.Node] {
	return func(yield func(*html.Node) bool) {
		for n := range of.Descendants() {
			if n.Type == html.ElementNode && (name == "" || n.Data == name) && !yield(n) {
				return
			}
		}
	}
}

// attr is an element's attribute; "" for none.
func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// text is what of a node can be read, in one line.
func text(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode && (d.Parent == nil || d.Parent.Data != "script" && d.Parent.Data != "style") {
			b.WriteString(d.Data)
			b.WriteByte(' ')
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// text is what can be read of a page but for its head and foot.
func (v *visit) text() string {
	for n := range v.all("main") {
		return text(n)
	}
	return text(v.root)
}

// link is where the link with these words leads.
func (v *visit) link(t testing.TB, words string) string {
	t.Helper()
	for n := range v.all("a") {
		if text(n) == words {
			return attr(n, "href")
		}
	}
	t.Fatalf("%s: no link «%s» in: %s", v.path, words, v.text())
	return ""
}

// shows fails unless the page says all of that.
func (v *visit) shows(t testing.TB, words ...string) {
	t.Helper()
	got := v.text()
	for _, w := range words {
		if !strings.Contains(got, w) {
			t.Errorf("%s does not show «%s»: %s", v.path, w, got)
		}
	}
}

// hides fails if the page says any of that anywhere, tags included.
func (v *visit) hides(t testing.TB, words ...string) {
	t.Helper()
	for _, w := range words {
		if strings.Contains(strings.ToLower(v.body), strings.ToLower(w)) {
			t.Errorf("%s has «%s»", v.path, w)
		}
	}
}

// marks are the words that the page marks.
func (v *visit) marks() []string {
	var list []string
	for n := range v.all("mark") {
		list = append(list, text(n))
	}
	return list
}
