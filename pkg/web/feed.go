package web

import (
	"cmp"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"referat/index"
	"referat/pkg/agenda"
	"referat/pkg/archive"
	"referat/pkg/library"
)

// feedLength is how many entries a feed has at most. Readers ask a few times a
// day; an import of a whole year at once is more than anyone reads in a feed.
const feedLength = 50

func (s *Site) feedRoutes() []route {
	return []route{
		{"GET /feed/soeg.atom", searching, s.feedSearch},
		{"GET /feed/sag.atom", searching, s.feedCase},
		{"GET /feed/moeder.atom", searching, s.feedMeetings},
	}
}

// feedSearchPath is the address of the feed that follows a search: all that the
// search page would find, in the order that it came into the archive.
func feedSearchPath(q index.Query) string {
	return withValues("/feed/soeg.atom", feedValues(q))
}

// feedValues are those parameters of a search that say what it finds, and not in
// which order or how much of it is shown.
func feedValues(q index.Query) url.Values {
	q.ByDate, q.Skip, q.Limit, q.Facets, q.Explain, q.NoClosed = false, 0, 0, nil, false, false
	return queryValues(q)
}

// feedCasePath is the address of the feed that follows a case; number is its case
// number or, where it has none, a punkt's title.
func feedCasePath(number string) string {
	return withValues("/feed/sag.atom", url.Values{"nr": {number}})
}

// feedMeetingsPath is the address of the feed of new meetings, of all bodies or
// of the one with this slug.
func feedMeetingsPath(body string) string {
	v := url.Values{}
	if body != "" {
		v.Set("organ", body)
	}
	return withValues("/feed/moeder.atom", v)
}

// withValues is an address with its parameters.
func withValues(path string, v url.Values) string {
	if len(v) == 0 {
		return path
	}
	return path + "?" + v.Encode()
}

// feedSearch is a search as a feed. Closed punkter are left out, also where the
// server shows them: a feed is read by other programs, elsewhere.
func (s *Site) feedSearch(w http.ResponseWriter, r *http.Request, v *library.Volume) error {
	q, err := readQuery(r.URL.Query())
	if err != nil {
		return err
	}
	values := feedValues(q)
	q.NoClosed = true
	c, err := v.Catalogue()
	if err != nil {
		return err
	}
	hits, err := v.Newest(r.Context(), q, feedLength)
	if err != nil {
		return err
	}
	f := s.newFeed(r, feedSearchPath(q), withValues("/soeg", values))
	f.ID = feedID("soeg?" + values.Encode())
	f.Title = "Søgning: " + cmp.Or(plain(q.Text), "alle punkter")
	if limits := limitsOf(q); limits != "" {
		f.Subtitle = "Kun " + plain(limits)
	}
	for _, h := range hits {
		if h.Closed {
			continue
		}
		e, err := s.searchEntry(r, c, q, h)
		if err != nil {
			return err
		}
		f.Entries = append(f.Entries, e)
	}
	return writeFeed(w, r, f)
}

// feedCase is a case's course as a feed: a punkt that deals with it is an entry.
func (s *Site) feedCase(w http.ResponseWriter, r *http.Request, v *library.Volume) error {
	start := plain(r.URL.Query().Get("nr"))
	if start == "" {
		return badRequestf("giv et sagsnummer: /feed/sag.atom?nr=EMN-2025-001027")
	}
	c, err := v.Catalogue()
	if err != nil {
		return err
	}
	course, err := v.Case(r.Context(), start)
	if errors.Is(err, library.ErrNoPunkt) {
		return badRequestf("%v", err)
	}
	if err != nil {
		return err
	}
	f := s.newFeed(r, feedCasePath(course.Start), casePath(course.Start))
	f.ID = feedID("sag?" + cmp.Or(agenda.CaseKey(course.Start), strings.ToLower(plain(course.Start))))
	f.Title = "Sag: " + plain(course.Start)
	list := []arrived[library.Step]{}
	for _, step := range course.Punkter {
		if step.Closed {
			continue
		}
		list = append(list, arrived[library.Step]{step, step.ID, step.Holding.Added})
	}
	for _, a := range newestFirst(list) {
		f.Entries = append(f.Entries, s.caseEntry(r, c, a.what))
	}
	return writeFeed(w, r, f)
}

// feedMeetings is the meetings that came into the archive last, of all bodies or
// of one.
func (s *Site) feedMeetings(w http.ResponseWriter, r *http.Request, v *library.Volume) error {
	c, err := v.Catalogue()
	if err != nil {
		return err
	}
	meetings, name, slug, page := c.Meetings(), "", r.URL.Query().Get("organ"), "/"
	if slug != "" {
		body := c.Body(slug)
		if body == nil {
			return archive.ErrNotFound
		}
		meetings, name, slug, page = body.Meetings, body.Name, body.Slug, bodyPath(body)
	}
	f := s.newFeed(r, feedMeetingsPath(slug), page)
	f.ID = feedID("moeder?" + slug)
	f.Title = cmp.Or(plain(name), "Alle udvalg og råd") + ": nye møder"
	list, err := arrivals(v, meetings)
	if err != nil {
		return err
	}
	for _, a := range newestFirst(list) {
		e, err := s.meetingEntry(r, v, c, a.what)
		if err != nil {
			return err
		}
		f.Entries = append(f.Entries, e)
	}
	return writeFeed(w, r, f)
}

// An arrived is something with when its document came into the archive.
type arrived[T any] struct {
	what  T
	id    agenda.ID
	added time.Time
}

// arrivals are the meetings' best copies with their documents' times.
func arrivals(v *library.Volume, meetings []*library.Meeting) ([]arrived[*library.Meeting], error) {
	times, err := v.AllTimes()
	if err != nil {
		return nil, err
	}
	added := make(map[string]time.Time, len(times)) // by document, as in ids
	for sha, t := range times {
		added[agenda.NewID(sha).Doc()] = t.Added
	}
	list := make([]arrived[*library.Meeting], len(meetings))
	for i, m := range meetings {
		id := m.Best().ID
		list[i] = arrived[*library.Meeting]{m, id, added[id.Doc()]}
	}
	return list, nil
}

// newestFirst is what a feed has of list: what came into the archive last, and
// of what came at once, the order of the ids, so that it is always the same one.
func newestFirst[T any](list []arrived[T]) []arrived[T] {
	slices.SortStableFunc(list, func(a, b arrived[T]) int {
		return cmp.Or(b.added.Compare(a.added), cmp.Compare(a.id.Doc(), b.id.Doc()))
	})
	return list[:min(len(list), feedLength)]
}

// newFeed is a feed without entries: path is its own address, page that of the
// page that shows the same to people.
func (s *Site) newFeed(r *http.Request, path, page string) *atomFeed {
	return &atomFeed{
		Lang:   "da",
		Author: atomAuthor{siteName},
		Links: []atomLink{
			{Rel: "self", Type: atomType, Href: s.absolute(r, path)},
			{Rel: "alternate", Type: "text/html", Href: s.absolute(r, page)},
		},
	}
}

// writeFeed answers with a feed. Its ETag is its own: a hash of it, which a new
// generation of the archive with the same entries does not change.
func writeFeed(w http.ResponseWriter, r *http.Request, f *atomFeed) error {
	content, err := f.encode()
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", atomType+"; charset=utf-8")
	h.Set("ETag", feedTag(content))
	h.Del("Last-Modified")
	if hasTag(r.Header.Get("If-None-Match"), h.Get("ETag")) {
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	_, err = w.Write(content)
	return err
}
