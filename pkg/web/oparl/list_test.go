package oparl

import (
	"maps"
	"net/http"
	"net/url"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"referat/pkg/agenda"
	"referat/pkg/archive"
	"referat/pkg/library"
	"referat/pkg/library/librarytest"
)

// However long its pages are, a list has each object once, in the same order, and
// says no more of itself than is so.
func TestPages(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "arkiv")
	librarytest.ImportExports(t, dir, librarytest.Exports(t)...)
	s := serve(t, dir, library.Options{NoClosed: true})
	for _, k := range listed() {
		var whole []string
		for _, limit := range []int{100, 1, 3} {
			var ids []string
			address := s.at(root+"/"+string(k)) + "?limit=" + strconv.Itoa(limit)
			for address != "" {
				p, status := s.get(address)
				if status != http.StatusOK {
					t.Fatalf("%s: %d", address, status)
				}
				data, links, pagination := p["data"].([]any), p["links"].(map[string]any), p["pagination"].(map[string]any)
				next, more := links["next"].(string)
				if len(data) > limit || more && len(data) < limit && k != kindLocation {
					t.Errorf("%s has %d objects", address, len(data))
				}
				if pagination["elementsPerPage"] != float64(limit) {
					t.Errorf("%s: %v", address, pagination)
				}
				if total, ok := pagination["totalElements"]; ok && limit < 100 && total != float64(len(whole)) {
					t.Errorf("%s says that there are %v, and there are %d", address, total, len(whole))
				}
				if self := links["self"].(string); limit != 100 && self != address && !sameQuery(self, address) {
					t.Errorf("%s calls itself %s", address, self)
				}
				for _, d := range data {
					ids = append(ids, d.(map[string]any)["id"].(string))
				}
				address = next
			}
			if whole == nil {
				whole = ids
			}
			if !slices.Equal(ids, whole) {
				t.Errorf("%s by %d is another list", k, limit)
			}
		}
	}
}

func sameQuery(a, b string) bool {
	x, err := url.Parse(a)
	y, yerr := url.Parse(b)
	return err == nil && yerr == nil && x.Path == y.Path && x.Query().Encode() == y.Query().Encode()
}

// Who reads a list page by page while documents come and go gets each object that
// stays once.
func TestPagesWhileTheArchiveChanges(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "arkiv")
	files := librarytest.Exports(t)
	librarytest.ImportExports(t, dir, files[:len(files)-3]...)
	s := serve(t, dir, library.Options{NoClosed: true})
	first := s.list(s.at("/oparl/agendaitem"))
	seen := map[string]int{}
	address := s.at("/oparl/agendaitem?limit=5")
	for page := 1; address != ""; page++ {
		p, _ := s.get(address)
		for _, o := range list(p["data"]) {
			seen[o["id"].(string)]++
		}
		address, _ = p["links"].(map[string]any)["next"].(string)
		switch page {
		case 2:
			librarytest.ImportExports(t, dir, files[len(files)-3:]...)
		case 4:
			librarytest.Write(t, dir, func(w *archive.Writer) error { // what was the last on the page before goes
				d, err := w.Document(shaOf(t, dir, first))
				if err == nil {
					d.Meetings[0].Punkter = d.Meetings[0].Punkter[1:]
					err = w.Redivide(d, 1000)
				}
				return err
			})
		}
	}
	last := s.list(s.at("/oparl/agendaitem"))
	for id := range last {
		if first[id] != nil && seen[id] != 1 {
			t.Errorf("%s stood in %d pages", id, seen[id])
		}
	}
	for id, n := range seen {
		if n > 1 {
			t.Errorf("%s stood in %d pages", id, n)
		}
	}
	if len(last) <= len(first) {
		t.Errorf("%d agenda items, and then %d", len(first), len(last))
	}
}

// shaOf is the document of the object whose id is the first.
func shaOf(t *testing.T, dir string, objects map[string]map[string]any) string {
	t.Helper()
	o := objects[slices.Min(slices.Collect(maps.Keys(objects)))]
	id, err := agenda.ParseID(o["referat:id"].(string))
	if err != nil {
		t.Fatal(err)
	}
	r, err := archive.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	sha, err := r.Resolve(id.Doc())
	if err != nil {
		t.Fatal(err)
	}
	return sha
}

// The filters leave out what they should, on every list, and stay on the pages
// that follow; what makes no sense is refused.
func TestFilters(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "arkiv")
	files := librarytest.Exports(t)
	librarytest.ImportExports(t, dir, files[:5]...)
	between := time.Now().Truncate(time.Second).Add(time.Second)
	time.Sleep(time.Until(between))
	librarytest.ImportExports(t, dir, files[5:]...)
	s := serve(t, dir, library.Options{NoClosed: true})
	all := s.everything("")
	at := url.QueryEscape(between.Format(time.RFC3339))
	before := url.QueryEscape(between.Add(-time.Second).Format(time.RFC3339))
	for _, f := range []struct {
		query string
		field string
		since bool
	}{
		{"created_since=" + at, "created", true}, {"created_until=" + before, "created", false},
		{"modified_since=" + at, "modified", true}, {"modified_until=" + before, "modified", false},
		{"limit=2&created_since=" + at, "created", true}, {"limit=2&modified_until=" + before, "modified", false},
	} {
		some := 0
		for k, list := range s.everything("?" + f.query) {
			if k == kindSystem || k == kindBody {
				continue
			}
			for id, o := range list {
				if late := !at2(t, o[f.field]).Before(between); late != f.since {
					t.Errorf("%s has %s, %s %v", f.query, id, f.field, o[f.field])
				}
				some++
			}
			for id, o := range all[k] {
				if late := !at2(t, o[f.field]).Before(between); late == f.since && list[id] == nil {
					t.Errorf("%s has not %s, %s %v", f.query, id, f.field, o[f.field])
				}
			}
		}
		if some < 30 {
			t.Errorf("%s: %d objects", f.query, some)
		}
	}
	// Both ends count, and any offset says the same time.
	one := slices.Collect(maps.Values(all[kindMeeting]))[0]
	made := at2(t, one["created"])
	for _, zone := range []string{made.UTC().Format(time.RFC3339), made.In(time.FixedZone("", -3600)).Format(time.RFC3339)} {
		got := s.list(s.at("/oparl/meeting?created_since=" + url.QueryEscape(zone) + "&created_until=" + url.QueryEscape(zone)))
		if got[one["id"].(string)] == nil {
			t.Errorf("%s is not of %s", one["id"], zone)
		}
	}
	for _, bad := range []string{"created_since=2026-01-01", "modified_until=x", "modified_since=", "limit=0", "limit=-1", "limit=x", "after=x", "omit_internal=x"} {
		if _, status := s.get(s.at("/oparl/meeting?" + bad)); status != http.StatusBadRequest {
			t.Errorf("%s answers %d", bad, status)
		}
	}
	for _, k := range listed() {
		for _, odd := range []string{"after=0.", "after=-5.zzz", "after=9999999999.", "after=1.%00%ff", "after=99999999999999999999.x", "after=" + strings.Repeat("9", 5000),
			"modified_since=0001-01-01T00:00:00Z&modified_until=9999-12-31T23:59:59Z", "created_since=2026-01-01T00:00:00 01:00", "x=y&x=z&limit=3", "limit=9223372036854775808"} {
			if _, status := s.get(s.at(root + "/" + string(k) + "?" + strings.ReplaceAll(odd, " ", "+"))); status != http.StatusOK && status != http.StatusBadRequest {
				t.Errorf("%s?%.60s answers %d", k, odd, status)
			}
		}
	}
	for _, key := range []string{"%00", "%2e%2e", "%ff%fe", strings.Repeat("a", 3000), "-", "--", "0123456789abcdef-", "-1-2", "0123456789abcdef-99999999999999999999-1"} {
		for _, k := range listed() {
			if _, status := s.get(s.at(root + "/" + string(k) + "/" + key)); status != http.StatusNotFound {
				t.Errorf("%s/%.60s answers %d", k, key, status)
			}
		}
	}
	if p, _ := s.get(s.at("/oparl/agendaitem?limit=100000")); len(p["data"].([]any)) > mostLimit {
		t.Errorf("%d objects on a page", len(p["data"].([]any)))
	}
	for _, path := range []string{"/oparl/meeting/x", "/oparl/meeting/0123456789abcdef", "/oparl/agendaitem/0123456789abcdef-1", "/oparl/file/0123456789abcdef-1-2",
		"/oparl/file/0123456789abcdef-01-2", "/oparl/body/2", "/oparl/person/1", "/oparl/organization/0123456789abcdef/meeting"} {
		if _, status := s.get(s.at(path)); status != http.StatusNotFound {
			t.Errorf("%s answers %d", path, status)
		}
	}
}

func at2(t *testing.T, v any) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339, v.(string))
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// An organization's list has its meetings, and all lists together have each.
func TestMeetingsOfOrganizations(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "arkiv")
	librarytest.ImportExports(t, dir, librarytest.Exports(t)...)
	s := serve(t, dir, library.Options{NoClosed: true})
	all := s.everything("")
	seen := map[string]bool{}
	for id, o := range all[kindOrganization] {
		for mid, m := range s.list(o["meeting"].(string) + "?limit=1") {
			if seen[mid] || m["organization"].([]any)[0] != id {
				t.Errorf("%s is of %v, and stands in the list of %s", mid, m["organization"], id)
			}
			seen[mid] = true
		}
	}
	if len(seen) != len(all[kindMeeting]) {
		t.Errorf("%d meetings in the organizations' lists, %d in all", len(seen), len(all[kindMeeting]))
	}
}

// omit_internal leaves out the lists of objects within objects.
func TestOmitInternal(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "arkiv")
	librarytest.ImportExports(t, dir, librarytest.Exports(t)...)
	s := serve(t, dir, library.Options{NoClosed: true})
	for k, list := range s.everything("?omit_internal=true&limit=10") {
		for id, o := range list {
			for name, r := range rules()[k] {
				if r.form == objects && !r.must && o[name] != nil {
					t.Errorf("%s has %s", id, name)
				}
			}
			for _, b := range breaches(o, k, false) {
				t.Error(b)
			}
		}
	}
	p, _ := s.get(s.at("/oparl/meeting?omit_internal=true&limit=2"))
	if next, _ := p["links"].(map[string]any)["next"].(string); !strings.Contains(next, "omit_internal=true") {
		t.Errorf("the next page is %s", next)
	}
}
