package oparl

import (
	"errors"
	"net/http"
	"path/filepath"
	"testing"

	"referat/pkg/agenda"
	"referat/pkg/archive"
	"referat/pkg/library"
	"referat/pkg/library/librarytest"
)

// put keeps a document of one meeting.
func put(t *testing.T, dir string, sha byte, m agenda.Meeting) {
	t.Helper()
	librarytest.Write(t, dir, func(w *archive.Writer) error {
		d := agenda.Document{Source: agenda.Source{Name: "a.pdf", SHA256: shaText(sha), Pages: 9}, Meetings: []agenda.Meeting{m}}
		d.Complete()
		return w.Put(&archive.Record{Document: d})
	})
}

// shaText is a SHA-256 of one hex digit.
func shaText(digit byte) string {
	b := make([]byte, 64)
	for i := range b {
		b[i] = digit
	}
	return string(b)
}

// Minutes that only name the bilag have the Files of the agenda, which has their
// pages; what no copy has the pages of stays named.
func TestBilagOfAnotherCopy(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "arkiv")
	meeting := func(kind agenda.Kind, pages *agenda.PageRange, decision *agenda.Decision) agenda.Meeting {
		return agenda.Meeting{
			Series: "Byrådet", Date: "2026-03-04", Start: "19:00", Location: "Byrådssalen", Kind: kind, Pages: agenda.PageRange{1, 9},
			Punkter: []agenda.Punkt{{
				Number: "1", Title: "Ny bro over åen", CaseNumber: "EMN-2026-000123", Text: "Der bygges en bro.", Pages: agenda.PageRange{1, 9}, Decision: decision,
				Bilag: []agenda.Bilag{{Number: 1, Title: "Tegning.pdf", Pages: pages, Text: map[bool]string{true: "Broen er 12 meter."}[pages != nil]}, {Number: 2, Title: "Budget"}},
			}},
		}
	}
	put(t, dir, 'a', meeting(agenda.Dagsorden, &agenda.PageRange{3, 4}, nil))
	put(t, dir, 'b', meeting(agenda.Referat, nil, &agenda.Decision{Text: "Godkendt.", Outcome: agenda.Approved}))
	all := serve(t, dir, library.Options{NoClosed: true}).everything("")
	if len(all[kindMeeting]) != 1 || len(all[kindItem]) != 1 || len(all[kindPaper]) != 1 || len(all[kindConsultation]) != 1 {
		t.Fatalf("%d meetings, %d items, %d papers", len(all[kindMeeting]), len(all[kindItem]), len(all[kindPaper]))
	}
	for id, i := range all[kindItem] {
		files := list(i["auxiliaryFile"])
		if len(files) != 1 || files[0]["name"] != "Tegning" || i["result"] != "godkendt" {
			t.Errorf("%v", i)
		}
		if named, _ := i["referat:namedBilag"].([]any); len(named) != 1 || named[0] != "Budget" {
			t.Errorf("%v are only named", i["referat:namedBilag"])
		}
		for _, f := range files {
			own := all[kindFile][f["id"].(string)]
			if items, _ := own["agendaItem"].([]any); len(items) != 1 || items[0] != id || own["paper"] == nil || own["text"] != "Broen er 12 meter." {
				t.Errorf("%v", own)
			}
		}
	}
	for _, p := range all[kindPaper] {
		if p["reference"] != "EMN-2026-000123" || len(list(p["auxiliaryFile"])) != 1 || p["paperType"] != "Sag" {
			t.Errorf("%v", p)
		}
		for _, c := range list(p["consultation"]) {
			if c["authoritative"] != true {
				t.Errorf("%v", c)
			}
		}
	}
	for _, m := range all[kindMeeting] {
		if m["start"] != "2026-03-04T19:00:00+01:00" || m["invitation"].(map[string]any)["id"] == m["resultsProtocol"].(map[string]any)["id"] {
			t.Errorf("%v", m)
		}
	}
}

// Two meetings of a body on one day stay two, with keys of their own.
func TestTwoMeetingsOnADay(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "arkiv")
	for i, title := range []string{"Ny bro", "Gammel sti"} {
		put(t, dir, byte('a'+i), agenda.Meeting{Series: "Udvalget", Title: "Møde " + title, Date: "2026-07-04", Kind: agenda.Referat, Pages: agenda.PageRange{1, 9},
			Punkter: []agenda.Punkt{{Number: "1", Title: title, Text: title, Pages: agenda.PageRange{1, 2}, Decision: &agenda.Decision{Text: "Ja."}}, {Number: "1", Title: title + " igen"}, {Title: "Uden nummer"}}})
	}
	s := serve(t, dir, library.Options{NoClosed: true})
	all := s.everything("")
	if len(all[kindMeeting]) != 2 || len(all[kindItem]) != 6 || len(all[kindOrganization]) != 1 {
		t.Fatalf("%d meetings, %d items, %d organizations", len(all[kindMeeting]), len(all[kindItem]), len(all[kindOrganization]))
	}
	for id, i := range all[kindItem] {
		if same, status := s.get(id); status != http.StatusOK || same["name"] != i["name"] || same["order"] != i["order"] {
			t.Errorf("%s: %d %v", id, status, same)
		}
		if _, ok := i["start"]; ok {
			t.Errorf("%v", i)
		}
	}
}

// An archive of which all was taken down has no objects, and tells which it had.
func TestAllIsGone(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "arkiv")
	librarytest.ImportExports(t, dir, "byraad-2027-06-16")
	s := serve(t, dir, library.Options{NoClosed: true})
	before := s.everything("")
	r, err := archive.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	shas, err := r.AllTimes()
	if err = errors.Join(err, r.Close()); err != nil || len(shas) != 1 {
		t.Fatal(len(shas), err)
	}
	for sha := range shas {
		takeDown(t, dir, agenda.NewID(sha))
	}
	after, since := s.everything(""), s.everything("?modified_since=2020-01-01T00:00:00Z")
	for _, k := range listed() {
		if len(after[k]) > 0 {
			t.Errorf("%d of %s are left", len(after[k]), k)
		}
		for id := range before[k] {
			if since[k][id]["deleted"] != true {
				t.Errorf("%s is gone, and that is not told", id)
			}
		}
	}
	for k, list := range after {
		for _, o := range list {
			for _, b := range breaches(o, k, false) {
				t.Error(b)
			}
		}
	}
}
