package oparl

import (
	"cmp"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"referat/pkg/archive"
	"referat/pkg/library"
)

// A listPage is a page of an external list.
type listPage struct {
	Data       []any      `json:"data"`
	Pagination pagination `json:"pagination"`
	Links      links      `json:"links"`
}

// A pagination says no more than is known for certain: how many objects there are
// is left out where it takes reading the documents to know.
type pagination struct {
	TotalElements   *int `json:"totalElements,omitempty"`
	ElementsPerPage int  `json:"elementsPerPage"`
}

type links struct {
	First string `json:"first"`
	Self  string `json:"self"`
	Next  string `json:"next,omitempty"` // absent on the last page
}

// How many objects a page has, and of how many entries it is made at most, so
// that no request reads the whole archive: where most show nothing (meetings
// without a place), a page is shorter, and what is missing stands on the next.
const (
	usualLimit = 100
	mostLimit  = 100
	mostMade   = 400
)

// A listQuery is what is asked of a list.
type listQuery struct {
	created, modified span
	limit             int
	lean              bool
	after             *position // what the page before ended with
}

// A span is a time from since till until, both included, Unix seconds; nil is open.
type span struct{ since, until *int64 }

func (s span) holds(t int64) bool {
	return (s.since == nil || t >= *s.since) && (s.until == nil || t <= *s.until)
}

// A position is a place in a list that stays when objects come and go.
type position struct {
	created int64
	order   string
}

func (p position) before(created int64, order string) bool {
	return cmp.Or(cmp.Compare(p.created, created), strings.Compare(p.order, order)) < 0
}

// A ParamError is a parameter that makes no sense: the request's fault.
type ParamError struct{ Param, Text string }

func (e *ParamError) Error() string { return fmt.Sprintf("%s: %s", e.Param, e.Text) }

// HTTPStatus is what such a request is answered with.
func (e *ParamError) HTTPStatus() int { return http.StatusBadRequest }

// readQuery reads a list's parameters. The error is a *ParamError.
func readQuery(v url.Values) (q listQuery, err error) {
	q.limit = usualLimit
	for name, to := range map[string]**int64{
		"created_since": &q.created.since, "created_until": &q.created.until, "modified_since": &q.modified.since, "modified_until": &q.modified.until,
	} {
		if !v.Has(name) {
			continue
		}
		t, err := parseMoment(v.Get(name))
		if err != nil {
			return q, &ParamError{name, fmt.Sprintf("«%s» er ikke et tidspunkt; skriv fx 2026-01-31T12:00:00+01:00 (med %%2B for +)", v.Get(name))}
		}
		unix := t.Unix()
		if strings.HasSuffix(name, "_since") && t.Nanosecond() > 0 {
			unix++
		}
		*to = &unix
	}
	if v.Has("limit") {
		n, err := strconv.Atoi(v.Get("limit"))
		if err != nil || n < 1 {
			return q, &ParamError{"limit", fmt.Sprintf("«%s» er ikke et antal fra 1", v.Get("limit"))}
		}
		q.limit = min(n, mostLimit)
	}
	switch given := v.Get("omit_internal"); given {
	case "true", "1":
		q.lean = true
	case "", "false", "0":
	default:
		return q, &ParamError{"omit_internal", fmt.Sprintf("«%s» er hverken true eller false", given)}
	}
	if v.Has("after") {
		created, order, ok := strings.Cut(v.Get("after"), ".")
		n, err := strconv.ParseInt(created, 10, 64)
		if !ok || err != nil {
			return q, &ParamError{"after", "det er ikke et sted i listen; begynd forfra uden after"}
		}
		q.after = &position{n, order}
	}
	return q, nil
}

// parseMoment reads a time with its offset. A space stands where a plus was not
// written %2B.
func parseMoment(s string) (time.Time, error) {
	return time.Parse(time.RFC3339Nano, strings.ReplaceAll(s, " ", "+"))
}

// values writes the parameters as the list's own addresses have them: each in one
// spelling, sorted.
func (q *listQuery) values(after *position) url.Values {
	v := url.Values{}
	for name, t := range map[string]*int64{
		"created_since": q.created.since, "created_until": q.created.until, "modified_since": q.modified.since, "modified_until": q.modified.until,
	} {
		if t != nil {
			v.Set(name, moment(time.Unix(*t, 0)))
		}
	}
	if q.limit != usualLimit {
		v.Set("limit", strconv.Itoa(q.limit))
	}
	if q.lean {
		v.Set("omit_internal", "true")
	}
	if after != nil {
		v.Set("after", strconv.FormatInt(after.created, 10)+"."+after.order)
	}
	return v
}

func (q *listQuery) address(list string, after *position) string {
	if v := q.values(after).Encode(); v != "" {
		return list + "?" + v
	}
	return list
}

// list answers with a page of a list.
func (o *OParl) list(k kind) func(http.ResponseWriter, *http.Request, *library.Volume) error {
	return func(w http.ResponseWriter, r *http.Request, v *library.Volume) error {
		q, err := readQuery(r.URL.Query())
		if err != nil {
			return err
		}
		b, err := o.builder(r, v)
		if err != nil {
			return err
		}
		b.lean = q.lean
		address := b.listAddress(k)
		if key := r.PathValue("key"); key != "" {
			at, ok := b.register.organized[key]
			if !ok {
				return fmt.Errorf("organization %s %w", key, archive.ErrNotFound)
			}
			address = b.address(kindOrganization, b.register.organizations[at].key) + "/meeting"
			b.only = &at
		}
		p, err := b.page(k, &q, address)
		if err != nil {
			return err
		}
		return write(w, p)
	}
}

// page makes a page of a list that has this address.
func (b *builder) page(k kind, q *listQuery, address string) (*listPage, error) {
	p := &listPage{Data: []any{}, Links: links{First: q.address(address, nil), Self: q.address(address, q.after)}}
	p.Pagination.ElementsPerPage = q.limit
	entries, all := b.entries(k, q), q.modified.since != nil
	if b.exact(k) {
		n := 0
		for _, e := range entries {
			if b.listed(k, e) && q.created.holds(e.created) && q.modified.holds(e.modified) {
				n++
			}
		}
		p.Pagination.TotalElements = &n
	}
	from := 0
	if q.after != nil {
		first := entry{created: q.after.created, key: q.after.order}
		if k == kindFile {
			first.key = first.key[:min(len(first.key), shaKey)]
		}
		from, _ = slices.BinarySearchFunc(entries, first, entry.compare)
	}
	made := 0
	var last *position
	for _, e := range entries[from:] {
		// A document's Files may have changed at other times than it.
		if !b.listed(k, e) || !q.created.holds(e.created) || all && e.modified < *q.modified.since || k != kindFile && !q.modified.holds(e.modified) {
			continue
		}
		if made++; made > mostMade {
			p.Links.Next = q.address(address, last)
			return p, nil
		}
		if err := b.stopped(); err != nil {
			return nil, err
		}
		list, err := b.expandAny(k, e, all)
		if err != nil {
			return nil, err
		}
		for _, o := range list {
			if q.after != nil && !q.after.before(o.created, o.order) || !q.modified.holds(o.modified) {
				continue
			}
			if len(p.Data) == q.limit {
				p.Links.Next = q.address(address, last)
				return p, nil
			}
			p.Data = append(p.Data, o.object)
			last = &position{o.created, o.order}
		}
		if last == nil || last.before(e.created, e.key) {
			last = &position{e.created, e.key}
		}
	}
	return p, nil
}

// expandAny is expand, also of the Body.
func (b *builder) expandAny(k kind, e entry, all bool) ([]built, error) {
	if k == kindBody {
		return []built{{e.created, e.modified, e.key, b.theBody()}}, nil
	}
	return b.expand(k, e, all)
}

// entries are those that a list is made of: the deleted ones are shown only to who
// asks what has changed since a time.
func (b *builder) entries(k kind, q *listQuery) []entry {
	if k == kindBody {
		return []entry{{created: b.register.created, modified: b.register.modified, key: bodyKey}}
	}
	if q.modified.since != nil {
		return b.register.lists[k].all
	}
	return b.register.lists[k].live
}

// listed reports whether an entry is of the organization whose list it is.
func (b *builder) listed(k kind, e entry) bool {
	switch {
	case b.only == nil:
		return true
	case e.deleted:
		return e.head == *b.only
	}
	return b.register.meetings[e.at].organization == *b.only
}

// exact reports whether each entry of a list is one object.
func (b *builder) exact(k kind) bool {
	switch k {
	case kindMeeting, kindItem:
		return b.volume.ShowsClosed() || !b.register.nested // a meeting that stands only in a closed punkt is not shown
	case kindPaper, kindConsultation, kindFile, kindLocation:
		return false
	}
	return true
}
