package web

import (
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// withheldPath are addresses that pages lead to and that may be kept back, each
// with a page that says so.
var withheldPath = regexp.MustCompile(`^/dokument/[0-9a-f]+/side/[0-9]+`)

// testCrawl goes wherever pages lead, and looks at each page.
func testCrawl(t *testing.T, s *Site) {
	const (
		mostSearches = 100
		mostWays     = 2 // to the same page, with other words to mark
	)
	ways := map[string]int{}
	seen := map[string]bool{"/": true, "/hjaelp": true, "/soeg?q=bro": true, "/soeg?q=havnen&aar=2027": true}
	var next []string
	for p := range seen {
		next = append(next, p)
	}
	slices.Sort(next)
	searches, pages := 0, 0
	from := map[string]string{}
	for len(next) > 0 {
		path := next[0]
		next = next[1:]
		if strings.HasPrefix(path, "/soeg") || strings.HasPrefix(path, "/feed/") || strings.HasPrefix(path, "/henvis") {
			if searches++; searches > mostSearches {
				continue
			}
		}
		v := s.visit(t, path)
		pages++
		switch {
		case v.status == http.StatusFound:
			to := v.header.Get("Location")
			if to, _, _ = strings.Cut(to, "#"); !seen[to] {
				seen[to], from[to] = true, path
				next = append(next, to)
			}
			continue
		case v.status == http.StatusForbidden && withheldPath.MatchString(path):
		case v.status != http.StatusOK:
			t.Errorf("%s, from %s: status %d", path, from[path], v.status)
			continue
		}
		if !strings.HasPrefix(v.header.Get("Content-Type"), "text/html") {
			continue
		}
		checkPage(t, v)
		for n := range v.all("") {
			for _, name := range []string{"href", "src", "action"} {
				to := attr(n, name)
				if to == "" {
					continue
				}
				to, anchor, _ := strings.Cut(to, "#")
				if to == "" {
					if !hasID(v, anchor) {
						t.Errorf("%s: #%s is not there", path, anchor)
					}
					continue
				}
				if !strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//") {
					t.Errorf("%s: leads to %s", path, to)
				}
				plain, _, _ := strings.Cut(to, "?")
				if limited := plain != "/soeg" && plain != "/henvis"; limited && !seen[to] {
					if ways[plain]++; ways[plain] > mostWays {
						continue
					}
				}
				if !seen[to] {
					seen[to], from[to] = true, path
					next = append(next, to)
				}
			}
		}
	}
	if pages < 400 {
		t.Errorf("only %d pages", pages)
	}
	t.Logf("%d pages", pages)
}

func hasID(v *visit, id string) bool {
	for n := range v.all("") {
		if attr(n, "id") == id {
			return true
		}
	}
	return false
}

// checkPage looks at what every page has to have.
func checkPage(t *testing.T, v *visit) {
	t.Helper()
	bad := func(format string, args ...any) { t.Errorf("%s: %s", v.path, fmt.Sprintf(format, args...)) }
	count := map[string]int{}
	ids := map[string]int{}
	level := 0
	labels := map[string]bool{}
	for n := range v.all("label") {
		labels[attr(n, "for")] = true
	}
	for n := range v.all("") {
		if n.Parent == nil || n.Parent.Data != "a" { // a link in a chart has a title, too
			count[n.Data]++
		}
		if id := attr(n, "id"); id != "" {
			if ids[id]++; ids[id] > 1 {
				bad("two elements have the id %s", id)
			}
		}
		for _, a := range n.Attr {
			if a.Key == "style" || strings.HasPrefix(a.Key, "on") || strings.HasPrefix(a.Val, "javascript:") || strings.HasPrefix(a.Val, "data:") {
				bad("<%s %s=%q>", n.Data, a.Key, a.Val)
			}
		}
		switch n.Data {
		case "h1", "h2", "h3", "h4":
			now := int(n.Data[1] - '0')
			if now > level+1 {
				bad("heading %d «%s» after %d", now, text(n), level)
			}
			if level = now; text(n) == "" {
				bad("an empty heading")
			}
		case "a":
			if text(n) == "" && attr(n, "aria-label") == "" {
				bad("a link to %s without words", attr(n, "href"))
			}
		case "input", "textarea":
			if attr(n, "type") != "hidden" && !labels[attr(n, "id")] {
				bad("field %s has no label", attr(n, "name"))
			}
		case "script":
			if n.FirstChild != nil || attr(n, "src") == "" {
				bad("a script in the page")
			}
		case "style":
			bad("a style in the page")
		case "html":
			if attr(n, "lang") != "da" {
				bad("lang %q", attr(n, "lang"))
			}
		case "ul", "ol":
			for c := range n.ChildNodes() {
				if c.Type == html.ElementNode && c.Data != "li" {
					bad("<%s> in a list", c.Data)
				}
			}
		}
	}
	for _, x := range []string{"h1", "title", "main", "header", "footer"} {
		if count[x] != 1 {
			bad("%d <%s>", count[x], x)
		}
	}
	for n := range v.all("title") {
		if text(n) == "" {
			bad("no title")
		}
	}
	for n := range v.all("") {
		for _, name := range []string{"aria-labelledby", "aria-describedby", "for", "form"} {
			if id := attr(n, name); id != "" && ids[id] == 0 {
				bad("%s=%q is not there", name, id)
			}
		}
	}
	if strings.Contains(v.body, "%!") || strings.Contains(v.body, "ZgotmplZ") || strings.Contains(v.body, "<no value>") {
		bad("a template went wrong")
	}
}
