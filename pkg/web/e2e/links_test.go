package e2e

import (
	"html"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
)

// linked finds the addresses that a page leads to or loads.
var linked = regexp.MustCompile(`(?:href|src|action)="([^"]*)"`)

// most is how many addresses TestLinks looks at that begin alike: searches lead to
// searches without end, and pictures take their time.
func most(kind string) int {
	switch kind {
	case "soeg", "dokument", "henvis", "feed":
		return 50
	case "billede", "original":
		return 6
	}
	return 500
}

// kindOf is how an address begins, or that it is of a page's picture.
func kindOf(path string) string {
	first, _, _ := strings.Cut(strings.TrimPrefix(path, "/"), "?")
	if strings.HasSuffix(first, "/billede") {
		return "billede"
	}
	first, _, _ = strings.Cut(first, "/")
	return first
}

// TestLinks goes along every link, page by page from the front page, and finds no
// dead end, and on every page the content policy that keeps its texts from
// running.
func TestLinks(t *testing.T) {
	t.Parallel()
	s, _ := start(t)
	queue, from := []string{"/"}, map[string]string{"/": "the beginning"}
	seen := map[string]int{}
	for n := 0; n < len(queue); n++ {
		path := queue[n]
		kind := kindOf(path)
		if seen[kind]++; seen[kind] > most(kind) {
			continue
		}
		w, err := http.Get(s.base + path)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(w.Body)
		w.Body.Close()
		if err != nil {
			t.Fatal(err)
		}
		withheld := kind == "dokument" && w.StatusCode == http.StatusForbidden // a page of a closed punkt, which says so
		if w.StatusCode != http.StatusOK && !withheld {
			t.Errorf("%s, which %s leads to: status %d", path, from[path], w.StatusCode)
			continue
		}
		if !strings.HasPrefix(w.Header.Get("Content-Type"), "text/html") {
			continue
		}
		if policy := w.Header.Get("Content-Security-Policy"); !strings.HasPrefix(policy, "default-src 'none'") || strings.Contains(policy, "unsafe") {
			t.Errorf("%s has the policy %q", path, policy)
		}
		base := w.Request.URL // after redirects
		for _, m := range linked.FindAllStringSubmatch(string(body), -1) {
			to, err := base.Parse(html.UnescapeString(m[1]))
			if err != nil {
				t.Errorf("%s leads to %q: %v", path, m[1], err)
				continue
			}
			next := (&url.URL{Path: to.Path, RawPath: to.RawPath, RawQuery: to.RawQuery}).String()
			if to.Host != base.Host {
				t.Errorf("%s leads elsewhere: %s", path, to)
			} else if from[next] == "" {
				from[next] = path
				queue = append(queue, next)
			}
		}
	}
	for _, kind := range []string{"", "aktiver", "billede", "dokument", "feed", "henvis", "hjaelp", "moede", "original", "sag", "soeg", "udvalg"} {
		if seen[kind] == 0 {
			t.Errorf("no link leads to /%s", kind)
		}
	}
}
