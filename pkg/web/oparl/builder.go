package oparl

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"
	_ "time/tzdata" // so that Danish time is known on every machine

	"referat/pkg/agenda"
	"referat/pkg/archive"
	"referat/pkg/library"
)

// A builder makes the objects of one answer.
type builder struct {
	options  *Options
	stopped  func() error // the request\'s context\'s
	register *register
	volume   *library.Volume
	base     string
	lean     bool // without lists of objects within objects (omit_internal)
	only     *int // the organization whose meetings are listed

	holdings map[string]*library.Holding
	files    map[string]*shelf // by document
}

func (o *OParl) builder(r *http.Request, v *library.Volume) (*builder, error) {
	x, err := o.registerOf(v)
	if err != nil {
		return nil, err
	}
	return &builder{
		options: &o.options, stopped: r.Context().Err, register: x, volume: v, base: o.options.Base(r),
		holdings: map[string]*library.Holding{}, files: map[string]*shelf{},
	}, nil
}

// danish is the time in Denmark, that meetings are announced in.
var danish = func() *time.Location {
	l, err := time.LoadLocation("Europe/Copenhagen")
	if err != nil {
		panic(err) // it is built in
	}
	return l
}()

// moment is a time as the standard writes it: with a numeric offset, and no
// fractions of a second.
func moment(t time.Time) string { return t.In(danish).Format("2006-01-02T15:04:05-07:00") }

func (b *builder) address(k kind, key string) string {
	return b.base + root + "/" + string(k) + "/" + url.PathEscape(key)
}

func (b *builder) listAddress(k kind) string { return b.base + root + "/" + string(k) }

func (b *builder) object(k kind, key string, created, modified int64) object {
	return object{ID: b.address(k, key), Type: k.schema(), Created: moment(time.Unix(created, 0)), Modified: moment(time.Unix(modified, 0))}
}

func (b *builder) entryObject(k kind, e entry) object {
	return b.object(k, e.key, e.created, e.modified)
}

// holding is the document that id stands in.
func (b *builder) holding(id agenda.ID) (*library.Holding, error) {
	if h := b.holdings[id.Doc()]; h != nil {
		return h, nil
	}
	if err := b.stopped(); err != nil {
		return nil, err
	}
	h, err := b.volume.Document(id.Doc())
	if err == nil {
		b.holdings[id.Doc()] = h
	}
	return h, err
}

// bodyKey is the key of the one Body: an archive is one municipality's.
const bodyKey = "1"

func (b *builder) system() *systemObject {
	o := &systemObject{
		object: b.object(kindSystem, "", b.register.created, b.register.modified), OparlVersion: schema, Body: b.listAddress(kindBody), Name: b.options.Name,
		ContactEmail: b.options.ContactEmail, ContactName: b.options.ContactName, License: b.options.License, Website: b.base + "/",
	}
	o.ID, o.Web = b.base+root, b.base+"/"
	return o
}

func (b *builder) body(key string) (any, error) {
	if key != bodyKey {
		return nil, fmt.Errorf("%s %w", key, archive.ErrNotFound)
	}
	return b.theBody(), nil
}

func (b *builder) theBody() *bodyObject {
	o := &bodyObject{
		object: b.object(kindBody, bodyKey, b.register.created, b.register.modified), System: b.base + root, Name: b.options.Name,
		ContactEmail: b.options.ContactEmail, ContactName: b.options.ContactName, License: b.options.License, Website: b.base + "/",
		Organization: b.listAddress(kindOrganization), Person: b.listAddress(kindPerson), Meeting: b.listAddress(kindMeeting),
		Paper: b.listAddress(kindPaper), AgendaItem: b.listAddress(kindItem), Consultation: b.listAddress(kindConsultation),
		File: b.listAddress(kindFile), LocationList: b.listAddress(kindLocation), LegislativeTermList: b.listAddress(kindTerm),
		Membership: b.listAddress(kindMembership), LegislativeTerm: []struct{}{},
	}
	o.Web = b.base + "/"
	return o
}

func (b *builder) organization(at int) *organizationObject {
	g := &b.register.organizations[at]
	o := &organizationObject{
		object: b.entryObject(kindOrganization, g.entry), Body: b.address(kindBody, bodyKey), Name: g.body.Name,
		OrganizationType: "Gremium", Meeting: b.address(kindOrganization, g.key) + "/meeting",
	}
	if o.Name == "" {
		o.Name = "Uden navn"
	}
	return o
}

// find is the object of a kind with this key, also a deleted one. The error is
// archive.ErrNotFound.
func (b *builder) find(k kind, key string) (any, error) {
	if k == kindFile {
		return b.findFile(key)
	}
	e, ok := b.register.lookUp(k, key)
	if !ok {
		e, ok = b.register.deleted[k][key]
	}
	if ok {
		made, err := b.expand(k, e, true)
		if err != nil {
			return nil, err
		}
		if len(made) > 0 {
			return made[0].object, nil
		}
	}
	return nil, fmt.Errorf("%s %s %w", k, key, archive.ErrNotFound)
}

// A built is an object with what it is listed and filtered by.
type built struct {
	created, modified int64
	order             string // among those of the same creation
	object            any
}

// expand makes the objects of an entry: one, none where there is nothing to show,
// or a document's Files; the deleted ones too where all is asked for.
func (b *builder) expand(k kind, e entry, all bool) ([]built, error) {
	if k == kindFile {
		return b.expandFiles(e, all)
	}
	var o any
	var err error
	switch {
	case e.deleted:
		closed, cerr := b.closed(e)
		if closed || cerr != nil {
			return nil, cerr
		}
		o = b.gone(k, e.key, e.created, e.modified)
	case k == kindOrganization:
		o = b.organization(e.at)
	case k == kindMeeting:
		o, err = orNil(b.meeting(e.at))
	case k == kindItem:
		o, err = orNil(b.item(e))
	case k == kindPaper:
		o, err = orNil(b.paper(b.register.papers[e.key]))
	case k == kindConsultation:
		o, err = orNil(b.consultation(e))
	case k == kindLocation:
		o, err = orNil(b.location(e.at))
		if o == nil && err == nil && all && e.modified > e.created {
			o = b.gone(k, e.key, e.created, e.modified) // it may have had one
		}
	}
	if had, ok := b.register.once[k][e.key]; ok && o == nil && err == nil && all {
		o = b.gone(k, e.key, e.created, max(e.modified, had.modified))
	}
	if o == nil || err != nil {
		return nil, err
	}
	return []built{{e.created, e.modified, e.key, o}}, nil
}

// orNil is an object that may be missing as one that can be compared with nil.
func orNil[T any](o *T, err error) (any, error) {
	if o == nil || err != nil {
		return nil, err
	}
	return o, nil
}

// web is the page that shows a thing; "" where it has none.
func (b *builder) web(t agenda.Thing) string {
	a, ok := b.register.catalogue.Address(t)
	if !ok {
		return ""
	}
	return b.base + a.Path()
}

// text is a text as an answer has it: without space at its ends.
func text(s string) string { return strings.TrimSpace(s) }

// texts are those of a list that are not empty.
func texts(list []string) []string {
	var kept []string
	for _, s := range list {
		if s = text(s); s != "" {
			kept = append(kept, s)
		}
	}
	return kept
}

// pages are a range of pages, nil where they are not known.
func pages(r agenda.PageRange) *agenda.PageRange {
	if r[0] < 1 {
		return nil
	}
	return &r
}
