package api

import (
	"reflect"
	"strings"
	"time"

	"referat/index"
	"referat/pkg/agenda"
)

// A schema is a JSON Schema (2020-12), or any other object of the description.
type schema = map[string]any

// A property is a member of a JSON object that a struct is encoded as.
type property struct {
	name     string
	of       reflect.Type
	required bool // it is always there
}

// propertiesOf are the members that package json writes of a struct, those of
// embedded structs among them.
func propertiesOf(t reflect.Type) []property {
	var list []property
	for _, f := range reflect.VisibleFields(t) {
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if f.Anonymous || !f.IsExported() || name == "-" || name == "" {
			continue
		}
		list = append(list, property{name, f.Type, options != "omitempty"})
	}
	return list
}

// schemaOf is the schema of a type's JSON; of a struct a reference to that of its
// name.
func schemaOf(t reflect.Type, names map[reflect.Type]string) schema {
	switch t {
	case reflect.TypeFor[address]():
		return schema{"type": "string", "format": "uri"}
	case reflect.TypeFor[time.Time]():
		return schema{"type": "string", "format": "date-time"}
	case reflect.TypeFor[agenda.ID]():
		return schema{"type": "string"}
	case reflect.TypeFor[agenda.PageRange]():
		return schema{"type": "array", "items": schema{"type": "integer", "minimum": 1}, "minItems": 2, "maxItems": 2}
	}
	if values := valuesOf(t); values != nil {
		return schema{"type": "string", "enum": values}
	}
	switch t.Kind() {
	case reflect.Pointer:
		inner := schemaOf(t.Elem(), names)
		if kind, ok := inner["type"].(string); ok {
			inner["type"] = []string{kind, "null"}
			return inner
		}
		return schema{"anyOf": []any{inner, schema{"type": "null"}}}
	case reflect.Struct:
		return schema{"$ref": "#/components/schemas/" + names[t]}
	case reflect.Slice:
		return schema{"type": "array", "items": schemaOf(t.Elem(), names)}
	case reflect.Map:
		return mapSchema(t, names)
	case reflect.Bool:
		return schema{"type": "boolean"}
	case reflect.Float64:
		return schema{"type": "number"}
	case reflect.String:
		return schema{"type": "string"}
	case reflect.Int, reflect.Int64, reflect.Uint64:
		return schema{"type": "integer", "minimum": 0}
	}
	return nil // the tests know none
}

// mapSchema is the schema of a map whose keys are known.
func mapSchema(t reflect.Type, names map[reflect.Type]string) schema {
	properties := schema{}
	for _, key := range valuesOf(t.Key()) {
		properties[key] = schemaOf(t.Elem(), names)
	}
	return schema{"type": "object", "properties": properties, "additionalProperties": false}
}

// valuesOf are the values that a type of names has; nil for a type that has any.
func valuesOf(t reflect.Type) []string {
	switch t {
	case reflect.TypeFor[agenda.Kind]():
		return textsOf(agenda.Referat, agenda.Dagsorden)
	case reflect.TypeFor[agenda.ThingKind]():
		return textsOf(agenda.ThingDocument, agenda.ThingMeeting, agenda.ThingPunkt, agenda.ThingDecision, agenda.ThingBilag, agenda.ThingPage)
	case reflect.TypeFor[agenda.Outcome]():
		return append([]string{""}, outcomes()...)
	case reflect.TypeFor[agenda.Witness]():
		return textsOf(agenda.ByNumber, agenda.ByTitle)
	case reflect.TypeFor[agenda.GapKind]():
		return textsOf(agenda.GapKinds()...)
	case reflect.TypeFor[agenda.WarningCode]():
		return textsOf(agenda.WarnPageUnread, agenda.WarnPageEmpty, agenda.WarnUnplaced, agenda.WarnHeadingMissing, agenda.WarnPunktMissing,
			agenda.WarnBilagMissing, agenda.WarnRunning, agenda.WarnNoMeeting, agenda.WarnOutcomeUnknown, agenda.WarnCPR, agenda.WarnRemoved)
	case reflect.TypeFor[index.Facet]():
		return textsOf(index.Facets()...)
	}
	return nil
}

func textsOf[T ~string](list ...T) []string {
	out := make([]string, len(list))
	for i, v := range list {
		out[i] = string(v)
	}
	return out
}
