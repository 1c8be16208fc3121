package api

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strings"

	"referat/index"
	"referat/pkg/library"
)

// root is the address that all others of this version begin with.
const root = "/api/v1"

// Options are what an API has to know of the server that it is part of.
type Options struct {
	// Base is the beginning of absolute addresses, without a slash at the end:
	// "https://arkiv.example.dk".
	Base func(*http.Request) string

	// Original is the path under which the PDF with this SHA-256 (hex) is
	// served; nil where none is.
	Original func(sha256 string) string

	// SearchPage is the path of people's page of a search; nil where there is
	// none.
	SearchPage func(index.Query) string

	Version string // of the program, as people are told it
}

// An API answers requests. It may be used by several goroutines.
type API struct {
	options    Options
	operations []operation
	openAPI    []byte
}

// New makes an API.
func New(o Options) *API {
	a := &API{options: o}
	a.operations = a.table()
	a.openAPI = a.describe()
	return a
}

// A Route is an address with what answers it.
type Route struct {
	Pattern string // as http.ServeMux has it, for all methods
	Class   string // what it costs: ClassLight, ClassQuery or ClassHeavy

	// Handle answers. Where it gives an error it has written nothing, and the
	// error is for WriteProblem.
	Handle func(w http.ResponseWriter, r *http.Request, v *library.Volume) error
}

// Classes of requests, by what they cost.
const (
	ClassLight = "light" // one record or what is in memory
	ClassQuery = "query" // a search
	ClassHeavy = "heavy" // up to a hundred records
)

// Routes are all addresses below /api, also that of those which are not there.
func (a *API) Routes() []Route {
	var list []Route
	for _, op := range a.operations {
		list = append(list, Route{op.path, op.class, func(w http.ResponseWriter, r *http.Request, v *library.Volume) error {
			return a.serve(op, w, r, v)
		}})
	}
	nothing := func(http.ResponseWriter, *http.Request, *library.Volume) error {
		return notFound("Adressen findes ikke; " + root + "/openapi.json nævner dem alle.")
	}
	return append(list, Route{"/api", ClassLight, nothing}, Route{"/api/", ClassLight, nothing})
}

// A call is one request as an operation sees it.
type call struct {
	api    *API
	op     *operation
	r      *http.Request
	v      *library.Volume
	values values

	catalogue *library.Catalogue
	originals map[string]string // the addresses of PDFs, by SHA-256; "" for one that may not be shown
	next      string            // where the answer goes on; "" where it does not
}

// serve answers a request for op.
func (a *API) serve(op operation, w http.ResponseWriter, r *http.Request, v *library.Volume) error {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		return notAllowed(r.Method)
	}
	values, err := op.read(r)
	if err != nil {
		return err
	}
	c := &call{api: a, op: &op, r: r, v: v, values: values, originals: map[string]string{}}
	if c.catalogue, err = v.Catalogue(); err != nil {
		return err
	}
	answer, err := op.answer(c)
	if err != nil {
		return err
	}
	body, err := encode(answer)
	if err != nil {
		return err
	}
	if c.next != "" {
		w.Header().Add("Link", "<"+c.next+`>; rel="next"`)
	}
	w.Header().Set("Content-Type", "application/json")
	_, err = w.Write(body)
	return err
}

// encode is an answer as it is sent: whole before its first byte goes out.
func encode(answer any) ([]byte, error) {
	if ready, ok := answer.(json.RawMessage); ok {
		return ready, nil
	}
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	err := enc.Encode(answer)
	return out.Bytes(), err
}

// absolute is the whole address of a path of this server.
func (a *API) absolute(r *http.Request, path string) string {
	return strings.TrimSuffix(a.options.Base(r), "/") + path
}

// absolute is the whole address of a path of this server.
func (c *call) absolute(path string) string { return c.api.absolute(c.r, path) }
