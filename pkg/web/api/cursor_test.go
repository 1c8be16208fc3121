package api

import (
	"encoding/base64"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"referat/pkg/agenda"
	"referat/pkg/library"
	"referat/pkg/library/librarytest"
)

// A list is an answer that is paged, as far as all of them are alike.
type list struct {
	Total     int                       `json:"total"`
	Hits      []struct{ Same []string } `json:"hits"`
	Meetings  any                       `json:"meetings"`
	Documents any                       `json:"documents"`
	Pages     []any                     `json:"pages"`
	Followups []any                     `json:"followups"`
	Gaps      []any                     `json:"gaps"`
	Links     listLinks                 `json:"links"`
}

// length is how many things of the list the page has, and how much of the total
// they are.
func (l *list) length() (things, of int) {
	for _, part := range []any{l.Meetings, l.Documents, l.Pages, l.Followups, l.Gaps} {
		if members, ok := part.([]any); ok {
			things += len(members)
		}
	}
	of = things
	for _, h := range l.Hits {
		things++
		of += 1 + len(h.Same)
	}
	return things, of
}

// All pages of a list together have each thing once, and as many as the first
// says, however long the pages are.
func TestPagesAreWhole(t *testing.T) {
	if testing.Short() {
		t.Skip("imports all exports")
	}
	s := serve(t, imported(t, librarytest.Exports(t)...), library.Options{})
	id := regexp.MustCompile(`\n   "id": "([^"]+)"`) // of the list's own things
	for _, address := range []string{
		"/search", "/search?q=cykelsti", "/search?q=at", "/search?q=at&sort=date", "/search?thing=bilag&q=kommune", "/search?year=2027&kind=referat",
		"/meetings", "/meetings?kind=referat&from=2027-03", "/documents", "/followups", "/gaps",
	} {
		var whole []string
		for _, limit := range []int{100, 7, 1} {
			at := base + root + address
			if at += "?"; strings.Contains(address, "?") {
				at = base + root + address + "&"
			}
			at += "limit=" + strconv.Itoa(limit)
			var ids []string
			total, all := -1, 0
			for pages := 0; at != ""; pages++ {
				if pages > 500 {
					t.Fatalf("%s does not end", address)
				}
				res := s.ask(http.MethodGet, at)
				l := get[list](s, at)
				link := res.Header.Get("Link")
				if want := `<` + string(l.Links.Next) + `>; rel="next"`; l.Links.Next == "" && link != "" || l.Links.Next != "" && link != want {
					t.Fatalf("%s: Link %q, next %q", at, link, l.Links.Next)
				}
				things, of := l.length()
				if total >= 0 && l.Total != total {
					t.Errorf("%s: %d in all, and before %d", at, l.Total, total)
				}
				if things > limit && !strings.Contains(address, "followups") && !strings.Contains(address, "gaps") {
					t.Errorf("%s: %d", at, things)
				}
				total, all = l.Total, all+of
				for _, m := range id.FindAllStringSubmatch(string(s.body(at, http.StatusOK)), -1) {
					ids = append(ids, m[1])
				}
				at = string(l.Links.Next)
			}
			if total > 0 && all != total {
				t.Errorf("%s, %d a page: %d of %d", address, limit, all, total)
			}
			if twice := slices.Compact(slices.Sorted(slices.Values(ids))); len(twice) != len(ids) && !strings.Contains(address, "gaps") {
				t.Errorf("%s, %d a page: %d ids are %d things", address, limit, len(ids), len(twice))
			}
			if whole == nil {
				whole = ids
			}
			if !strings.Contains(address, "search") && !slices.Equal(ids, whole) {
				t.Errorf("%s, %d a page: %d things are other than %d", address, limit, len(ids), len(whole))
			}
		}
		if len(whole) == 0 {
			t.Errorf("%s: nothing", address)
		}
	}
	doc := get[documentList](s, root+"/documents?limit=1").Documents[0]
	all := get[pageList](s, string(doc.Links.Pages)+"?limit=100")
	var texts []string
	for at := string(doc.Links.Pages) + "?limit=2"; at != ""; {
		l := get[pageList](s, at)
		for _, p := range l.Pages {
			texts = append(texts, p.Text)
		}
		at = string(l.Links.Next)
	}
	if len(texts) != all.Total || len(all.Pages) != doc.Pages || texts[0] != all.Pages[0].Text || texts[0] == "" {
		t.Errorf("%d pages, and %d of %d", len(texts), len(all.Pages), doc.Pages)
	}
}

// Hits that are shown under another count where the next page begins.
func TestHitsOfTheSameBilag(t *testing.T) {
	var punkter []agenda.Punkt
	for i := range 9 {
		text := "Næsehornet er set ved havnen i nat."
		if i%3 == 0 {
			text = fmt.Sprintf("Næsehornet er set på vej %d.", i)
		}
		punkter = append(punkter, agenda.Punkt{Number: strconv.Itoa(i + 1), Title: "Sag " + strconv.Itoa(i), Bilag: []agenda.Bilag{{Number: 1, Title: "Brev", Text: text}}})
	}
	s := serve(t, holding(t, minutes("a", "2026-03-23", 1, punkter...)), library.Options{})
	for _, limit := range []int{1, 2, 3, 4, 100} {
		at, all, ids := base+root+"/search?q=n%C3%A6sehornet&limit="+strconv.Itoa(limit), 0, map[string]bool{}
		for at != "" {
			a := get[searchAnswer](s, at)
			for _, h := range a.Hits {
				for _, id := range append(h.Same, h.ID) {
					if ids[id] {
						t.Errorf("%d a page: %s twice", limit, id)
					}
					ids[id] = true
					all++
				}
			}
			if at = string(a.Links.Next); at == "" && all != 9 {
				t.Errorf("%d a page: %d hits", limit, all)
			}
		}
	}
}

// A cursor of a search ends with the state of the archive that it is from; those
// of lists go on, and what was there all the time comes once.
func TestCursorsOverASwap(t *testing.T) {
	punkt := agenda.Punkt{Number: "1", Title: "Havnen", Text: "Planen for havnen."}
	dir := holding(t, minutes("a", "2026-03-02", 1, punkt), minutes("c", "2026-03-09", 1, punkt), minutes("e", "2026-03-23", 1, punkt))
	s := serve(t, dir, library.Options{})
	search := get[searchAnswer](s, root+"/search?q=havnen&limit=1")
	meetings := get[meetingList](s, root+"/meetings?limit=2")
	documents := get[documentList](s, root+"/documents?limit=2")
	putInto(t, dir, minutes("b", "2026-03-05", 1, punkt), minutes("d", "2026-03-16", 1, punkt))

	p := problemAt(t, s, string(search.Links.Next), http.StatusGone)
	if !strings.HasSuffix(p.Type, "/cursor-outdated") || p.Parameter != "cursor" {
		t.Errorf("search: %+v", p)
	}
	var days []string
	for at := string(meetings.Links.Next); at != ""; {
		l := get[meetingList](s, at)
		for _, m := range l.Meetings {
			days = append(days, m.Date)
		}
		at = string(l.Links.Next)
	}
	if !slices.Equal(days, []string{"2026-03-16", "2026-03-23"}) {
		t.Errorf("after %v come %v", meetings.Meetings[1].Date, days)
	}
	var names []string
	for at := string(documents.Links.Next); at != ""; {
		l := get[documentList](s, at)
		for _, d := range l.Documents {
			names = append(names, d.Name)
		}
		at = string(l.Links.Next)
	}
	if !slices.Equal(names, []string{"d.pdf", "e.pdf"}) {
		t.Errorf("after %s come %v", documents.Documents[1].Name, names)
	}
}

// A cursor that was changed, or is another list's, is refused.
func TestBadCursors(t *testing.T) {
	s := serve(t, imported(t, librarytest.Exports(t)[:3]...), library.Options{})
	next, err := url.Parse(string(get[meetingList](s, root+"/meetings?limit=1&from=2027").Links.Next))
	if err != nil {
		t.Fatal(err)
	}
	cursor := next.Query().Get("cursor")
	with := func(path, query, cursor string) string {
		return root + path + "?" + query + "&cursor=" + url.QueryEscape(cursor)
	}
	s.body(with("/meetings", "from=2027", cursor), http.StatusOK)
	s.body(with("/meetings", "limit=7&from=2027", cursor), http.StatusOK)
	bad := map[string]string{
		"other parameters": with("/meetings", "from=2026", cursor),
		"another address":  with("/followups", "from=2027", cursor),
		"another search":   with("/search", "from=2027", cursor),
		"padded":           with("/meetings", "from=2027", cursor+"="),
		"line end":         with("/meetings", "from=2027", cursor+"\n"),
		"cut":              with("/meetings", "from=2027", cursor[:len(cursor)-1]),
		"words":            with("/meetings", "from=2027", "abc"),
		"no place":         with("/meetings", "from=2027", base64.RawURLEncoding.EncodeToString(make([]byte, sumLength))),
		"too long":         with("/meetings", "from=2027", strings.Repeat("A", longestCursor+1)),
	}
	for i := range cursor {
		changed := []byte(cursor)
		if changed[i] == 'A' {
			changed[i] = 'B'
		} else {
			changed[i] = 'A'
		}
		bad["changed at "+strconv.Itoa(i)] = with("/meetings", "from=2027", string(changed))
	}
	for what, at := range bad {
		if p := problemAt(t, s, at, http.StatusBadRequest); p.Parameter != "cursor" {
			t.Errorf("%s: %+v", what, p)
		}
	}
}

// Whatever a cursor is, the answer is one of its list, or a bad-cursor; and only
// what makeCursor wrote is read.
func FuzzCursor(f *testing.F) {
	f.Add("/api/v1/meetings?", makeCursor("/api/v1/meetings?", "2027-01-04", "raadmandsmoede", "2027-01-04"), 3)
	f.Add("/api/v1/search?q=bro", makeCursor("/api/v1/search?q=bro", "gen-000001-1a2b3c4d", "20"), 2)
	f.Add("", "", 1)
	f.Add("x", "AAAA\r\n", 1)
	f.Fuzz(func(t *testing.T, key, cursor string, fields int) {
		place, err := readCursor(key, cursor, fields)
		if err == nil && makeCursor(key, place...) != cursor {
			t.Errorf("%q is read as %q, which is written as %q", cursor, place, makeCursor(key, place...))
		}
		if err == nil && len(place) != fields {
			t.Errorf("%d fields", len(place))
		}
		if again, err := readCursor(key, makeCursor(key, key, cursor), 2+strings.Count(key+cursor, "\x00")); err != nil || again[0] != strings.Split(key, "\x00")[0] {
			t.Errorf("%q, %q: %v, %v", key, cursor, again, err)
		}
	})
}

// Whatever is asked, the answer is one or a problem, and no failure.
func FuzzRequest(f *testing.F) {
	dir := imported(f, "2027-01-04-kort", "2027-04-12-direktionsmoede")
	s := serve(f, dir, library.Options{NoClosed: true})
	for _, seed := range []string{
		"/search?q=bro&limit=3&facets=true", "/search?q=%22&cursor=AAAA", "/search?from=2027&to=2026", "/moede/x/2027-01-04/1?pdf=abcd", "/dokument/abcd/side/0",
		"/id/abcd.m1.p1", "/cases?q=%00", "/suggest?q=a;b", "/meetings?limit=1&limit=2", "/gaps?severity=", "//x", "/problems/x", "/search?%zz",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, address string) {
		u, err := url.ParseRequestURI(root + address)
		if err != nil || u.Host != "" {
			t.Skip()
		}
		w := httptest.NewRecorder()
		s.mux.ServeHTTP(w, &http.Request{Method: http.MethodGet, URL: u, Host: "arkiv.example.dk", Header: http.Header{}})
		if w.Code >= 500 {
			t.Errorf("%q: %d %s", address, w.Code, w.Body)
		}
		kind := w.Header().Get("Content-Type")
		if want := map[bool]string{true: contentJSON, false: contentProblem}[w.Code == http.StatusOK]; w.Code/100 != 3 && kind != want {
			t.Errorf("%q: %d is %s", address, w.Code, kind)
		}
	})
}
