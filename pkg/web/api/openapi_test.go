package api

import (
	"bytes"
	"encoding/json"
	"maps"
	"net/http"
	"net/url"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"referat/pkg/library"
	"referat/pkg/library/librarytest"
)

// A description is the OpenAPI description, as far as the tests look into it.
type apiDescription struct {
	OpenAPI string `json:"openapi"`
	Paths   map[string]map[string]struct {
		OperationID string `json:"operationId"`
		Parameters  []struct {
			Name        string         `json:"name"`
			In          string         `json:"in"`
			Required    bool           `json:"required"`
			Description string         `json:"description"`
			Schema      map[string]any `json:"schema"`
		} `json:"parameters"`
		Responses map[string]any `json:"responses"`
	} `json:"paths"`
	Components struct {
		Schemas map[string]struct {
			Description string                    `json:"description"`
			Properties  map[string]map[string]any `json:"properties"`
			Required    []string                  `json:"required"`
			Additional  *bool                     `json:"additionalProperties"`
		} `json:"schemas"`
	} `json:"components"`
}

func described(t *testing.T) apiDescription {
	t.Helper()
	var d apiDescription
	if err := json.Unmarshal(New(Options{}).openAPI, &d); err != nil {
		t.Fatal(err)
	}
	return d
}

// Every route is a path of the description and the other way round, and takes
// the parameters that it says.
func TestRoutesAreDescribed(t *testing.T) {
	a := New(Options{})
	d := described(t)
	var routes []string
	for _, r := range a.Routes() {
		if r.Pattern != "/api" && r.Pattern != "/api/" {
			routes = append(routes, r.Pattern)
		}
		if !slices.Contains([]string{ClassLight, ClassQuery, ClassHeavy}, r.Class) {
			t.Errorf("%s: class %q", r.Pattern, r.Class)
		}
	}
	slices.Sort(routes)
	if paths := slices.Sorted(maps.Keys(d.Paths)); !slices.Equal(paths, routes) {
		t.Errorf("paths\n%v\nroutes\n%v", paths, routes)
	}
	names := map[string]bool{}
	for _, op := range a.operations {
		get := d.Paths[op.path]["get"]
		if names[op.name] || get.OperationID != op.name {
			t.Errorf("%s: operationId %q", op.path, get.OperationID)
		}
		names[op.name] = true
		if len(get.Parameters) != len(op.params) {
			t.Fatalf("%s: %d parameters are described, %d read", op.path, len(get.Parameters), len(op.params))
		}
		var inPath []string
		for i, p := range op.params {
			got := get.Parameters[i]
			if got.Name != p.name || (got.In == "path") != p.path || got.Required != p.required || got.Description == "" || got.Schema["type"] == nil {
				t.Errorf("%s: %+v is described as %+v", op.path, p, got)
			}
			if p.path {
				inPath = append(inPath, "{"+p.name+"}")
			}
		}
		if in := regexp.MustCompile(`\{[a-z]+\}`).FindAllString(op.path, -1); !slices.Equal(in, inPath) {
			t.Errorf("%s: the parameters of the path are %v", op.path, inPath)
		}
	}
}

// The bounds that are described are those that are held.
func TestBoundsAreHeld(t *testing.T) {
	d := described(t)
	for _, op := range New(Options{}).operations {
		for i, p := range op.params {
			s := d.Paths[op.path]["get"].Parameters[i].Schema
			read := func(value string) error {
				v := values{map[string]string{}, map[string]int{}, map[string]bool{}, map[string]string{}}
				return p.read(value, &v)
			}
			var good, bad []string
			switch p.kind {
			case ofNumber:
				good = []string{number(s["minimum"]), number(s["maximum"])}
				bad = []string{number(s["minimum"].(float64) - 1), number(s["maximum"].(float64) + 1), "x", "1.5", "99999999999999999999"}
			case ofText:
				n := int(s["maxLength"].(float64))
				good, bad = []string{strings.Repeat("ø", n)}, []string{strings.Repeat("ø", n+1), "a\xff", "a\x00"}
			case ofChoice:
				for _, v := range s["enum"].([]any) {
					good = append(good, v.(string))
				}
				bad = []string{"andet", strings.ToUpper(good[0])}
			case ofFlag:
				good, bad = []string{"true", "false"}, []string{"1", "ja", "TRUE"}
			case ofFirstDay, ofLastDay:
				good, bad = []string{"2027", "2027-02", "2027-02-28"}, []string{"2027-02-30", "27", "28-02-2027", "2027-13", "i går"}
				for _, v := range good {
					if !regexp.MustCompile(s["pattern"].(string)).MatchString(v) {
						t.Errorf("%s: %s does not match %s", op.path, v, s["pattern"])
					}
				}
			}
			for _, v := range good {
				if err := read(v); err != nil {
					t.Errorf("%s: %s=%.20q: %v", op.path, p.name, v, err)
				}
			}
			for _, v := range bad {
				if err := read(v); err == nil {
					t.Errorf("%s: %s=%.20q is read", op.path, p.name, v)
				}
			}
			if err := read(""); (err != nil) != p.required {
				t.Errorf("%s: no %s: %v", op.path, p.name, err)
			}
		}
	}
}

func number(v any) string { return strings.TrimSuffix(string(must(json.Marshal(v))), ".0") }

func must(b []byte, err error) []byte {
	if err != nil {
		panic(err)
	}
	return b
}

// Each object's schema has the members of its struct, each with a description,
// and nothing is described that is not there.
func TestObjectsAreDescribed(t *testing.T) {
	d := described(t)
	common := commonProperties()
	for _, o := range objects() {
		s := d.Components.Schemas[o.name]
		if s.Description == "" || s.Additional == nil || *s.Additional {
			t.Errorf("%s: no description, or more properties are allowed", o.name)
		}
		written := memberNames(t, reflect.TypeOf(o.of))
		if got := slices.Sorted(maps.Keys(s.Properties)); !slices.Equal(got, written) {
			t.Errorf("%s has %v, written are %v", o.name, got, written)
		}
		for name, p := range s.Properties {
			if p["description"] == nil || p["description"] == "" {
				t.Errorf("%s.%s is not described", o.name, name)
			}
			if p["type"] == nil && p["$ref"] == nil && p["anyOf"] == nil {
				t.Errorf("%s.%s has no type", o.name, name)
			}
			delete(common, name)
		}
		for name := range o.properties {
			if _, ok := s.Properties[name]; !ok && name != "punkt" {
				t.Errorf("%s.%s is described and not there", o.name, name)
			}
		}
	}
	for name := range common {
		t.Errorf("%s is described and in no object", name)
	}
	if len(d.Components.Schemas) != len(objects()) {
		t.Errorf("%d schemas for %d objects: two have one name", len(d.Components.Schemas), len(objects()))
	}
}

// memberNames are the members that package json writes of a value of t whose
// every field says something.
func memberNames(t *testing.T, of reflect.Type) []string {
	t.Helper()
	v := reflect.New(of).Elem()
	fill(v)
	var members map[string]json.RawMessage
	b, err := json.Marshal(v.Interface())
	if err == nil {
		err = json.Unmarshal(b, &members)
	}
	if err != nil {
		t.Fatalf("%s: %v", of, err)
	}
	return slices.Sorted(maps.Keys(members))
}

// fill gives the exported fields of a struct, but for marks, values that are not
// left out.
func fill(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Field(i); f.CanSet() {
				fill(f)
			}
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem())
	case reflect.String:
		v.SetString("x")
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		v.SetMapIndex(reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem())
	}
}

// A checker holds answers against the description.
type checker struct {
	t        *testing.T
	compiler *jsonschema.Compiler
	schemas  map[string]*jsonschema.Schema
	checked  map[string]int // answers, by operation
}

const descriptionURL = "https://arkiv.example.dk/api/v1/openapi.json"

func newChecker(t *testing.T) *checker {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(New(Options{}).openAPI))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	c.AssertFormat()
	if err := c.AddResource(descriptionURL, doc); err != nil {
		t.Fatal(err)
	}
	return &checker{t, c, map[string]*jsonschema.Schema{}, map[string]int{}}
}

// check holds a body against the schema at a JSON pointer of the description.
func (c *checker) check(pointer string, body []byte) error {
	c.t.Helper()
	s := c.schemas[pointer]
	if s == nil {
		var err error
		if s, err = c.compiler.Compile(descriptionURL + "#" + pointer); err != nil {
			c.t.Fatal(err)
		}
		c.schemas[pointer] = s
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(body))
	if err != nil {
		return err
	}
	return s.Validate(value)
}

func pointerOf(path, status, content string) string {
	escape := strings.NewReplacer("~", "~0", "/", "~1", "{", "%7B", "}", "%7D")
	return "/paths/" + escape.Replace(path) + "/get/responses/" + status + "/content/" + escape.Replace(content) + "/schema"
}

const problemPointer = "/components/responses/Problem/content/application~1problem+json/schema"

// A client that goes from the entrance to every address that it is given finds
// each operation, and every answer is as it is described.
func TestAnswersAreAsDescribed(t *testing.T) {
	if testing.Short() {
		t.Skip("imports all exports")
	}
	dir := imported(t, librarytest.Exports(t)...)
	for name, o := range map[string]library.Options{"all": {}, "no closed": {NoClosed: true}} {
		t.Run(name, func(t *testing.T) {
			s := serve(t, dir, o)
			c := newChecker(t)
			c.walk(s)
			for _, op := range s.api.operations {
				if op.answers != nil && c.checked[op.name] == 0 {
					t.Errorf("%s: no answer was seen", op.path)
				}
			}
			t.Logf("%v", c.checked)
		})
	}
}

// walk asks for all addresses that lead from the entrance, and for some more
// that take words.
func (c *checker) walk(s *server) {
	c.t.Helper()
	queue := []string{base + root}
	for _, more := range []string{
		"/search", "/search?q=cykelsti&facets=true&limit=3", "/search?q=svømehal", "/search?q=%22ny+bro%22+-vej+år:2027+budget*+OR+§+83", "/search?q=cykelsti&sort=date&thing=bilag",
		"/search?outcome=postponed&facets=true", "/suggest?q=cyk", "/suggest?q=ny+s&limit=3", "/followups?unit=fas&limit=3", "/followups?limit=3&from=2027-02&to=2027-06",
		"/gaps?limit=2", "/gaps?severity=gap", "/documents?limit=3", "/meetings?limit=3&kind=referat", "/cases?q=findes+ikke", "/problems/bad-cursor",
	} {
		queue = append(queue, base+root+more)
	}
	ids := regexp.MustCompile(`"[0-9a-f]{12}(\.[mpsbd][0-9]*)*"`)
	seen := map[string]bool{}
	for len(queue) > 0 && len(seen) < 3000 {
		at := queue[0]
		queue = queue[1:]
		if seen[at] || at == base+root+"/cases" || at == base+root+"/suggest" {
			continue
		}
		seen[at] = true
		body := s.body(at, http.StatusOK)
		u, err := url.Parse(at)
		if err != nil {
			c.t.Fatal(err)
		}
		_, pattern := s.mux.Handler(&http.Request{Method: http.MethodGet, URL: u, Host: u.Host})
		i := slices.IndexFunc(s.api.operations, func(op operation) bool { return op.path == pattern })
		if i < 0 {
			c.t.Fatalf("%s: no operation", at)
		}
		op := s.api.operations[i]
		c.checked[op.name]++
		if op.answers == nil {
			continue
		}
		if err := c.check(pointerOf(op.path, "200", contentJSON), body); err != nil {
			c.t.Errorf("%s: %v", at, err)
		}
		for _, to := range addressesIn(c.t, body) {
			if strings.HasPrefix(to, base+root) {
				queue = append(queue, to)
			}
		}
		if c.checked["thing"] < 300 {
			for _, id := range ids.FindAllString(string(body), -1) {
				queue = append(queue, base+root+"/id/"+strings.Trim(id, `"`))
			}
		}
	}
}

// addressesIn are all texts of a JSON value that are addresses of the server.
func addressesIn(t *testing.T, body []byte) []string {
	t.Helper()
	var value any
	if err := json.Unmarshal(body, &value); err != nil {
		t.Fatal(err)
	}
	var list []string
	var collect func(any)
	collect = func(v any) {
		switch v := v.(type) {
		case string:
			if strings.HasPrefix(v, base) {
				list = append(list, v)
			}
		case []any:
			for _, e := range v {
				collect(e)
			}
		case map[string]any:
			for _, e := range v {
				collect(e)
			}
		}
	}
	collect(value)
	return list
}

// docs/api.md names every address.
func TestDocs(t *testing.T) {
	b, err := os.ReadFile("../../../docs/api.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, op := range New(Options{}).operations {
		if !bytes.Contains(b, []byte("`"+op.path+"`")) {
			t.Errorf("docs/api.md does not name %s", op.path)
		}
		for _, p := range op.params {
			if !p.path && !bytes.Contains(b, []byte("`"+p.name+"`")) {
				t.Errorf("docs/api.md does not name the parameter %s", p.name)
			}
		}
	}
	for _, k := range kinds() {
		if !bytes.Contains(b, []byte("`"+k.Name+"`")) {
			t.Errorf("docs/api.md does not name the problem %s", k.Name)
		}
	}
}
