// Package oparl gives the archive to programs as OParl 1.1, the standard
// interface of council information systems (oparl.org): it reads pkg/library,
// and pkg/web mounts its routes under /oparl. docs/oparl.md says what becomes
// what.
package oparl

import (
	"encoding/json"
	"net/http"
	"sync"
	"time"

	"referat/pkg/library"
)

// Options are what the archive cannot know of itself.
type Options struct {
	// Base is the address that a request's absolute addresses begin with,
	// without a slash at the end: "https://arkiv.example.dk".
	Base func(*http.Request) string

	Name         string // of the municipality or the archive; "" for a plain word
	ContactName  string // who answers for the interface; "" for nobody
	ContactEmail string
	License      string // address of the licence of the data; "" where none is given
}

// OParl answers OParl requests. It may be used by several goroutines.
type OParl struct {
	options Options

	mu     sync.Mutex
	now    *making // of the newest volume
	before *making // of the one before, until the newest is made
}

// A making is the register of a volume, made once.
type making struct {
	version  string
	time     time.Time // the volume's
	register func() (*register, error)
}

// New makes an OParl.
func New(o Options) *OParl {
	if o.Name == "" {
		o.Name = "Referatarkiv"
	}
	return &OParl{options: o}
}

// A Route is a pattern of http.ServeMux with what answers it. A handler that
// gives an error has written nothing but the header that lets scripts of other
// sites read the answer. The error is archive.ErrNotFound, a *ParamError, or
// what the library gives.
type Route struct {
	Pattern string
	Heavy   bool // reads many documents
	Handle  func(w http.ResponseWriter, r *http.Request, v *library.Volume) error
}

// Routes are all addresses that OParl has.
func (o *OParl) Routes() []Route {
	routes := []Route{
		{"GET " + root, false, o.object(func(b *builder, _ string) (any, error) { return b.system(), nil })},
		{"GET " + root + "/{$}", false, redirectHome},
		{"GET " + root + "/body", false, o.list(kindBody)},
		{"GET " + root + "/body/{key}", false, o.object((*builder).body)},
		{"GET " + root + "/organization/{key}/meeting", true, o.list(kindMeeting)},
	}
	for _, k := range listed() {
		routes = append(routes,
			Route{"GET " + root + "/" + string(k), k.reads(), o.list(k)},
			Route{"GET " + root + "/" + string(k) + "/{key}", k == kindPaper, o.object(func(b *builder, key string) (any, error) { return b.find(k, key) })})
	}
	return routes
}

// root is where OParl begins.
const root = "/oparl"

// redirectHome sends who asks with a slash at the end to the System: an object
// has one address.
func redirectHome(w http.ResponseWriter, r *http.Request, _ *library.Volume) error {
	http.Redirect(w, r, root, http.StatusMovedPermanently)
	return nil
}

// object answers with the object that find gives for the request's key.
func (o *OParl) object(find func(b *builder, key string) (any, error)) func(http.ResponseWriter, *http.Request, *library.Volume) error {
	return func(w http.ResponseWriter, r *http.Request, v *library.Volume) error {
		b, err := o.builder(r, v)
		if err != nil {
			return err
		}
		found, err := find(b, r.PathValue("key"))
		if err != nil {
			return err
		}
		return write(w, found)
	}
}

func write(w http.ResponseWriter, v any) error {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false) // the standard forbids HTML's escapes, and small and great are no danger in JSON
	return e.Encode(v)
}

// registerOf is the register of a volume, made when it is first asked for. That of
// the volume before answers meanwhile, and is let go then: each has all that the
// catalogue of its volume has.
func (o *OParl) registerOf(v *library.Volume) (*register, error) {
	m := o.making(v)
	x, err := m.register()
	o.mu.Lock()
	defer o.mu.Unlock()
	switch {
	case err != nil && o.now == m: // the next request tries again
		o.now = nil
	case err == nil && o.now == m:
		o.before = nil
	}
	return x, err
}

func (o *OParl) making(v *library.Volume) *making {
	o.mu.Lock()
	defer o.mu.Unlock()
	version := v.Version()
	for _, m := range []*making{o.now, o.before} {
		if m != nil && m.version == version {
			return m
		}
	}
	m := &making{version, v.Time(), sync.OnceValues(func() (*register, error) { return newRegister(v) })}
	if o.now == nil || !m.time.Before(o.now.time) {
		o.now, o.before = m, o.now
	}
	return m
}
