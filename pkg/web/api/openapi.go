package api

import (
	"cmp"
	"encoding/json"
	"maps"
	"net/http"
	"reflect"
	"slices"
	"strconv"
)

// contentJSON and contentProblem are the media types of answers.
const (
	contentJSON    = "application/json"
	contentProblem = "application/problem+json"
)

// apiVersion is the version of the API, whose first number is that of root:
// what is added raises the second.
const apiVersion = "1.0.0"

// describe is the OpenAPI description, made of the operations and of types.
func (a *API) describe() []byte {
	paths := schema{}
	for _, op := range a.operations {
		paths[op.path] = schema{"get": op.describe()}
	}
	out := schema{
		"openapi": "3.1.0",
		"info": schema{
			"title": "referat", "version": apiVersion,
			"summary":     "A searchable archive of Danish municipal minutes",
			"description": description,
			"license":     schema{"name": "MIT", "identifier": "MIT"},
		},
		"servers":  []any{schema{"url": "/"}},
		"paths":    paths,
		"security": []any{schema{}, schema{"basic": []any{}}},
		"components": schema{
			"schemas": schemas(), "responses": schema{"Problem": problemResponse()},
			"securitySchemes": schema{"basic": schema{"type": "http", "scheme": "basic", "description": "Where the server asks for it: one that is for some people only."}},
		},
	}
	body, err := json.MarshalIndent(out, "", " ")
	if err != nil {
		return []byte("{}") // maps and texts always can be written
	}
	return append(body, '\n')
}

// description is what there is to say of the API as a whole; docs/api.md has more.
const description = "Everything that the pages of the archive show. Only GET and HEAD are answered. " +
	"Put " + root + " before the path of any page of a meeting, punkt, bilag, document or id, and the answer is the same as JSON. " +
	"Absent texts are \"\", absent lists [], absent objects null; pages are those of the PDF, from 1, ranges are inclusive, and 0 is a page that is not known. " +
	"Texts and messages are Danish. Lists are paged: follow the next link, which also stands in the Link header (RFC 8288), until there is none. " +
	"Every answer has ETag and Last-Modified, which change when the archive does: send If-None-Match. Errors are application/problem+json (RFC 9457). " +
	"A parameter that an address does not take is an error."

// describe is the operation as OpenAPI has it.
func (op *operation) describe() schema {
	problem := schema{"$ref": "#/components/responses/Problem"}
	out := schema{
		"operationId": op.name, "summary": op.brief,
		"responses": schema{
			"200":     op.describeAnswer(),
			"304":     schema{"description": "Nothing has changed since the ETag or the time that was sent."},
			"4XX":     problem,
			"default": problem,
		},
	}
	if op.doc != "" {
		out["description"] = op.doc
	}
	var params []any
	for _, p := range op.params {
		params = append(params, p.describe())
	}
	if params != nil {
		out["parameters"] = params
	}
	return out
}

func (op *operation) describeAnswer() schema {
	names := schemaNames()
	var choices []any
	for _, answer := range op.answers {
		choices = append(choices, schemaOf(reflect.TypeOf(answer), names))
	}
	answer := schema{"type": "object"}
	switch len(choices) {
	case 0:
	case 1:
		answer = choices[0].(schema)
	default:
		answer = schema{"oneOf": choices}
	}
	out := schema{"description": op.brief + ".", "content": schema{contentJSON: schema{"schema": answer}}}
	if slices.ContainsFunc(op.params, func(p param) bool { return p.name == "cursor" }) {
		out["headers"] = schema{"Link": schema{
			"description": "The next page, as rel=\"next\"; absent on the last.", "schema": schema{"type": "string"},
		}}
	}
	return out
}

// describe is the parameter as OpenAPI has it.
func (p *param) describe() schema {
	s := schema{}
	switch p.kind {
	case ofText:
		s["type"], s["maxLength"] = "string", p.most
		if p.required {
			s["minLength"] = 1
		}
	case ofNumber:
		s["type"], s["minimum"], s["maximum"] = "integer", p.least, p.most
		if p.usual != 0 {
			s["default"] = p.usual
		}
	case ofChoice:
		s["type"], s["enum"] = "string", p.choices
	case ofFlag:
		s["type"], s["default"] = "boolean", false
	case ofFirstDay, ofLastDay:
		s["type"], s["pattern"] = "string", `^\d{4}(-\d{2}(-\d{2})?)?$`
	}
	in := "query"
	if p.path {
		in = "path"
	}
	out := schema{"name": p.name, "in": in, "description": p.doc, "schema": s}
	if p.required {
		out["required"] = true
	}
	return out
}

func problemResponse() schema {
	statuses := map[int]bool{}
	for _, k := range kinds() {
		statuses[k.Status] = true
	}
	text := "Why there is no answer:"
	for _, status := range slices.Sorted(maps.Keys(statuses)) {
		text += " " + strconv.Itoa(status) + " " + http.StatusText(status) + ";"
	}
	return schema{
		"description": text[:len(text)-1] + ".",
		"content":     schema{contentProblem: schema{"schema": schemaOf(reflect.TypeFor[Problem](), schemaNames())}},
	}
}

// schemas are those of all objects that answers have, by name.
func schemas() schema {
	names := schemaNames()
	out := schema{}
	for _, o := range objects() {
		properties, required := schema{}, []string{}
		for _, p := range propertiesOf(reflect.TypeOf(o.of)) {
			s := schemaOf(p.of, names)
			s["description"] = cmp.Or(o.properties[p.name], commonProperties()[p.name])
			properties[p.name] = s
			if p.required {
				required = append(required, p.name)
			}
		}
		out[o.name] = schema{"type": "object", "description": o.doc, "properties": properties, "required": required, "additionalProperties": false}
	}
	return out
}

// schemaNames are the names of the objects' schemas.
func schemaNames() map[reflect.Type]string {
	names := map[reflect.Type]string{}
	for _, o := range objects() {
		names[reflect.TypeOf(o.of)] = o.name
	}
	return names
}
