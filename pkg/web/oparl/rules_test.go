package oparl

import (
	"fmt"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// A rule is what OParl 1.1 says of a property: its type, and whether it must be
// there.
type rule struct {
	form form
	must bool
	of   kind // of a reference or an object: its type
}

// A form is a property's type.
type form int

const (
	aString form = iota
	aURL
	aList      // the address of an external list
	aReference // the address of an object
	aMoment
	aDate
	anInteger
	aBoolean
	anObject
	anything
	references // of a form: an array of it
	objects
)

// common are the rules of every object's properties.
func common() map[string]rule {
	return map[string]rule{
		"id": {aURL, true, ""}, "type": {aURL, true, ""}, "created": {aMoment, true, ""}, "modified": {aMoment, true, ""},
		"web": {aURL, false, ""}, "deleted": {aBoolean, false, ""},
	}
}

// rules are those of each type: the standard's, by the schema of its name, for
// the properties that this program gives. inside says which of them an object has
// only where it does not stand in another one: references back.
func rules() map[kind]map[string]rule {
	return map[kind]map[string]rule{
		kindSystem: {
			"oparlVersion": {aURL, true, ""}, "body": {aList, true, kindBody}, "name": {aString, false, ""}, "contactEmail": {aString, false, ""},
			"contactName": {aString, false, ""}, "license": {aURL, false, ""}, "website": {aURL, false, ""},
		},
		kindBody: {
			"system": {aReference, false, kindSystem}, "name": {aString, true, ""}, "contactEmail": {aString, false, ""}, "contactName": {aString, false, ""},
			"license": {aURL, false, ""}, "website": {aURL, false, ""},
			"organization": {aList, true, kindOrganization}, "person": {aList, true, kindPerson}, "meeting": {aList, true, kindMeeting}, "paper": {aList, true, kindPaper},
			"legislativeTerm": {objects, true, kindTerm},
			"agendaItem":      {aList, false, kindItem}, "consultation": {aList, false, kindConsultation}, "file": {aList, false, kindFile},
			"locationList": {aList, false, kindLocation}, "legislativeTermList": {aList, false, kindTerm}, "membership": {aList, false, kindMembership},
		},
		kindOrganization: {
			"body": {aReference, false, kindBody}, "name": {aString, false, ""}, "organizationType": {aString, false, ""}, "meeting": {aList, false, kindMeeting},
		},
		kindMeeting: {
			"name": {aString, false, ""}, "meetingState": {aString, false, ""}, "start": {aMoment, false, ""}, "end": {aMoment, false, ""},
			"location": {anObject, false, kindLocation}, "organization": {references, false, kindOrganization}, "invitation": {anObject, false, kindFile},
			"resultsProtocol": {anObject, false, kindFile}, "auxiliaryFile": {objects, false, kindFile}, "agendaItem": {objects, false, kindItem},
		},
		kindItem: {
			"meeting": {aReference, false, kindMeeting}, "number": {aString, false, ""}, "order": {anInteger, true, ""}, "name": {aString, false, ""},
			"public": {aBoolean, false, ""}, "consultation": {aReference, false, kindConsultation}, "result": {aString, false, ""},
			"resolutionText": {aString, false, ""}, "auxiliaryFile": {objects, false, kindFile},
		},
		kindPaper: {
			"body": {aReference, false, kindBody}, "name": {aString, false, ""}, "reference": {aString, false, ""}, "date": {aDate, false, ""},
			"paperType": {aString, false, ""}, "auxiliaryFile": {objects, false, kindFile}, "consultation": {objects, false, kindConsultation},
		},
		kindConsultation: {
			"paper": {aReference, false, kindPaper}, "agendaItem": {aReference, false, kindItem}, "meeting": {aReference, false, kindMeeting},
			"organization": {references, false, kindOrganization}, "authoritative": {aBoolean, false, ""}, "role": {aString, false, ""},
		},
		kindFile: {
			"name": {aString, false, ""}, "fileName": {aString, false, ""}, "mimeType": {aString, false, ""}, "size": {anInteger, false, ""}, "text": {aString, false, ""},
			"accessUrl": {aURL, true, ""}, "downloadUrl": {aURL, false, ""}, "meeting": {references, false, kindMeeting},
			"agendaItem": {references, false, kindItem}, "paper": {references, false, kindPaper},
		},
		kindLocation: {
			"description": {aString, false, ""}, "meetings": {references, false, kindMeeting},
		},
	}
}

// inside are the properties that an object does not have where it stands in
// another one: what says what it stands in, and a File's text, which is long.
func inside() map[kind][]string {
	return map[kind][]string{
		kindItem: {"meeting"}, kindConsultation: {"paper"}, kindLocation: {"meetings"}, kindFile: {"meeting", "agendaItem", "paper", "text", "referat:ocr"},
	}
}

// kindOf is the kind of an object by its type, "" for none.
func kindOf(o map[string]any) kind {
	for _, k := range append(listed(), kindSystem, kindBody) {
		if o["type"] == "https://schema.oparl.org/1.1/"+map[kind]string{
			kindSystem: "System", kindBody: "Body", kindOrganization: "Organization", kindPerson: "Person", kindMembership: "Membership", kindMeeting: "Meeting",
			kindItem: "AgendaItem", kindPaper: "Paper", kindConsultation: "Consultation", kindFile: "File", kindLocation: "Location", kindTerm: "LegislativeTerm",
		}[k] {
			return k
		}
	}
	return ""
}

var (
	momentForm = regexp.MustCompile(`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$`)
	dateForm   = regexp.MustCompile(`^\d{4}-\d\d-\d\d$`)
)

// breaches lists what an object does against the rules. within says that it
// stands in another object.
func breaches(o map[string]any, want kind, within bool) (list []string) {
	say := func(format string, args ...any) {
		list = append(list, fmt.Sprintf("%v: ", o["id"])+fmt.Sprintf(format, args...))
	}
	k := kindOf(o)
	if k != want {
		say("is a %v, and should be %s", o["type"], want)
		return list
	}
	if o["deleted"] == true {
		if within {
			say("is deleted, and stands in another object")
		}
		if keys := slices.Sorted(maps.Keys(o)); !slices.Equal(keys, []string{"created", "deleted", "id", "modified", "type"}) {
			say("is deleted, and has %v", keys)
		}
	}
	all := rules()[k]
	maps.Copy(all, common())
	for name, r := range all {
		if _, ok := o[name]; r.must && !ok && o["deleted"] != true {
			say("has no %s", name)
		}
	}
	for name, v := range o {
		r, ok := all[name]
		switch {
		case strings.HasPrefix(name, "referat:"):
			r = rule{anything, false, ""}
			if hasObject(v) {
				say("%s has an object", name)
			}
		case !ok:
			say("the standard knows no %s", name)
			continue
		case within && slices.Contains(inside()[k], name):
			say("stands in another object and has %s", name)
		}
		for _, problem := range r.problems(v, name == "legislativeTerm") {
			say("%s %s", name, problem)
		}
	}
	if created, _ := o["created"].(string); created > fmt.Sprint(o["modified"]) {
		say("was changed before it was created")
	}
	return list
}

// hasObject reports whether a value has an object in it.
func hasObject(v any) bool {
	switch v := v.(type) {
	case map[string]any:
		return true
	case []any:
		return slices.ContainsFunc(v, hasObject)
	}
	return false
}

// problems lists what is wrong with a value. mayBeEmpty is for arrays that must be
// there.
func (r rule) problems(v any, mayBeEmpty bool) (list []string) {
	say := func(format string, args ...any) []string { return append(list, fmt.Sprintf(format, args...)) }
	if list := r.empty(v); len(list) > 0 && !mayBeEmpty {
		return list
	}
	switch r.form {
	case references, objects:
		array, ok := v.([]any)
		if !ok {
			return say("is no array")
		}
		for _, e := range array {
			one := rule{aReference, false, r.of}
			if r.form == objects {
				one.form = anObject
			}
			list = append(list, one.problems(e, false)...)
		}
		return list
	case anObject:
		o, ok := v.(map[string]any)
		if !ok {
			return say("is no object")
		}
		return breaches(o, r.of, true)
	case anInteger:
		if n, ok := v.(float64); !ok || n != float64(int64(n)) {
			return say("is %v, no integer", v)
		}
	case aBoolean:
		if _, ok := v.(bool); !ok {
			return say("is %v, no boolean", v)
		}
	case anything:
	default:
		s, ok := v.(string)
		if !ok {
			return say("is %v, no string", v)
		}
		u, err := url.Parse(s)
		switch {
		case strings.TrimSpace(s) == "":
			return say("is empty")
		case r.form == aMoment && !momentForm.MatchString(s), r.form == aDate && !dateForm.MatchString(s):
			return say("is %q", s)
		case (r.form == aURL || r.form == aList || r.form == aReference) && (err != nil || !u.IsAbs() || u.Host == ""):
			return say("is %q, no whole address", s)
		case r.form == aReference && !strings.Contains(s, root+"/"+string(r.of)+"/") && r.of != kindSystem:
			return say("is %q, and should be a %s", s, r.of)
		}
	}
	return list
}

// empty lists nulls and empty values, however deep.
func (r rule) empty(v any) (list []string) {
	switch v := v.(type) {
	case nil:
		return []string{"is null"}
	case string:
		if v == "" {
			return []string{"is empty"}
		}
	case []any:
		if len(v) == 0 {
			return []string{"is an empty array"}
		}
		for _, e := range v {
			list = append(list, r.empty(e)...)
		}
	case map[string]any:
		if len(v) == 0 {
			return []string{"is an empty object"}
		}
		for name, e := range v {
			if name == "legislativeTerm" {
				continue
			}
			for _, problem := range r.empty(e) {
				list = append(list, name+" "+problem)
			}
		}
	}
	return list
}

// The rules find what is against them.
func TestRulesFind(t *testing.T) {
	good := func() map[string]any {
		return map[string]any{
			"id": "http://x/oparl/agendaitem/1-1", "type": "https://schema.oparl.org/1.1/AgendaItem", "created": "2026-01-01T12:00:00+01:00",
			"modified": "2026-01-01T12:00:00+01:00", "order": 1.0, "public": true, "meeting": "http://x/oparl/meeting/1", "referat:outcome": "approved",
		}
	}
	if list := breaches(good(), kindItem, false); len(list) > 0 {
		t.Error(list)
	}
	for name, v := range map[string]any{
		"id": "oparl/1", "created": "2026-01-01T12:00:00Z", "modified": "2026-01-01T12:00:00.5+01:00", "order": "1", "public": nil, "meeting": "http://x/oparl/paper/1",
		"name": "", "auxiliaryFile": []any{}, "resolution": "x", "deleted": true, "referat:text": "", "referat:x": []any{map[string]any{"y": 1.0}}, "result": []any{"x"},
	} {
		o := good()
		o[name] = v
		if list := breaches(o, kindItem, false); len(list) == 0 {
			t.Errorf("%s may be %v", name, v)
		}
	}
	o := good()
	delete(o, "order")
	if list := breaches(o, kindItem, false); len(list) != 1 {
		t.Error(list)
	}
	if list := breaches(good(), kindItem, true); len(list) != 1 {
		t.Error(list)
	}
}
