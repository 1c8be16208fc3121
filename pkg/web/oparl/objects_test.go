package oparl

import (
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"referat/pkg/library"
	"referat/pkg/library/librarytest"
)

// everything reads all that an archive has: the lists of its Body, by kind.
func (s *site) everything(query string) map[kind]map[string]map[string]any {
	s.t.Helper()
	system, status := s.get(s.at("/oparl"))
	if status != http.StatusOK {
		s.t.Fatal(status)
	}
	all := map[kind]map[string]map[string]any{kindSystem: {system["id"].(string): system}, kindBody: s.list(system["body"].(string))}
	for _, body := range all[kindBody] {
		for name, r := range rules()[kindBody] {
			if r.form == aList {
				all[r.of] = s.list(body[name].(string) + query)
			}
		}
	}
	return all
}

// Each object of a real archive keeps the standard's rules, answers at its id with
// the same, and names only objects that are there.
func TestObjects(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "arkiv")
	librarytest.ImportExports(t, dir, librarytest.Exports(t)...)
	s := serve(t, dir, library.Options{NoClosed: true})
	all := s.everything("")
	for _, k := range []kind{kindOrganization, kindMeeting, kindItem, kindPaper, kindConsultation, kindFile, kindLocation} {
		if len(all[k]) < 5 {
			t.Errorf("%d of %s", len(all[k]), k)
		}
	}
	for _, k := range []kind{kindPerson, kindMembership, kindTerm} {
		if len(all[k]) > 0 {
			t.Errorf("%d of %s", len(all[k]), k)
		}
	}
	for k, list := range all {
		for id, o := range list {
			for _, b := range breaches(o, k, false) {
				t.Error(b)
			}
			same, status := s.get(id)
			if status != http.StatusOK {
				t.Errorf("%s answers %d", id, status)
			} else if d := cmp.Diff(o, same); d != "" {
				t.Errorf("%s is another object than in its list:\n%s", id, d)
			}
			s.followed(t, all, k, o)
		}
	}
}

// followed checks that what an object names is there, and that what stands in it
// is the same as by itself.
func (s *site) followed(t *testing.T, all map[kind]map[string]map[string]any, k kind, o map[string]any) {
	t.Helper()
	for name, r := range rules()[k] {
		v := o[name]
		if v == nil {
			continue
		}
		list, ok := v.([]any)
		if !ok {
			list = []any{v}
		}
		for _, e := range list {
			switch r.form {
			case aReference, references:
				if all[r.of][e.(string)] == nil {
					t.Errorf("%s: %s is %v, which is in no list", o["id"], name, e)
				}
			case anObject, objects:
				within := e.(map[string]any)
				alone := map[string]any{}
				for key, v := range all[r.of][within["id"].(string)] {
					if !slices.Contains(inside()[r.of], key) {
						alone[key] = v
					}
				}
				if d := cmp.Diff(alone, within); d != "" {
					t.Errorf("%s: its %s is another object than by itself:\n%s", o["id"], name, d)
				}
			}
		}
	}
}

// What the documents say arrives: decisions, follow-ups, cases, bilag, meetings
// within meetings, and the agenda with its minutes.
func TestWhatIsSaid(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "arkiv")
	librarytest.ImportExports(t, dir, librarytest.Exports(t)...)
	s := serve(t, dir, library.Options{NoClosed: true})
	all := s.everything("")

	var with struct{ invitation, nested, result, followup, closed, reference, text, ranged int }
	for _, m := range all[kindMeeting] {
		if m["invitation"] != nil && m["resultsProtocol"] != nil {
			with.invitation++
		}
		if m["referat:nestedMeeting"] != nil {
			with.nested++
		}
		for i, item := range list(m["agendaItem"]) {
			if order := item["order"]; order != float64(i+1) {
				t.Errorf("%s: order %v at place %d", item["id"], order, i+1)
			}
		}
	}
	for _, i := range all[kindItem] {
		if i["result"] != nil && i["resolutionText"] != nil && i["referat:outcome"] != nil {
			with.result++
		}
		if i["referat:followup"] != nil {
			with.followup++
		}
		if i["public"] == false {
			with.closed++
			for name := range i {
				if !slices.Contains([]string{"id", "type", "created", "modified", "meeting", "number", "order", "name", "public"}, name) || i["name"] != "Lukket punkt" {
					t.Errorf("%s is closed and has %s", i["id"], name)
				}
			}
		}
	}
	for _, p := range all[kindPaper] {
		if p["reference"] != nil {
			with.reference++
		}
	}
	for _, f := range all[kindFile] {
		if f["text"] != nil {
			with.text++
		}
		if access := f["accessUrl"].(string); strings.Contains(access, "/original/") {
			if f["referat:pages"] != nil {
				with.ranged++
				if !strings.Contains(access, ".pdf#page=") || f["size"] != nil || f["fileName"] != nil {
					t.Errorf("%s is pages of a PDF and says %s, %v, %v", f["id"], access, f["size"], f["fileName"])
				}
			}
		} else if f["referat:withheld"] != true || f["mimeType"] != "text/html" || f["downloadUrl"] != nil {
			t.Errorf("%s is not shown, and says %v", f["id"], f)
		}
	}
	if with.invitation == 0 || with.nested == 0 || with.result < 20 || with.followup == 0 || with.closed == 0 || with.reference == 0 || with.text == 0 || with.ranged == 0 {
		t.Errorf("%+v", with)
	}
}

func list(v any) (objects []map[string]any) {
	array, _ := v.([]any)
	for _, e := range array {
		objects = append(objects, e.(map[string]any))
	}
	return objects
}

// A key leads to objects of its own kind alone.
func TestKeysOfOtherKinds(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "arkiv")
	librarytest.ImportExports(t, dir, librarytest.Exports(t)[:3]...)
	s := serve(t, dir, library.Options{NoClosed: true})
	all := s.everything("")
	for k, list := range all {
		if k == kindSystem || k == kindBody {
			continue
		}
		for id := range list {
			key := id[strings.LastIndexByte(id, '/')+1:]
			for _, other := range listed() {
				address := s.at(root + "/" + string(other) + "/" + key)
				if o, status := s.get(address); status == http.StatusOK && (kindOf(o) != other || o["id"] != address) || status/100 == 5 {
					t.Errorf("%s answers %d %v", address, status, o)
				}
			}
		}
	}
}
