package oparl

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"referat/pkg/agenda"
	"referat/pkg/archive"
	"referat/pkg/library"
	"referat/pkg/library/librarytest"
)

// Nothing of a closed punkt but its number is given, whether the server shows
// closed punkter to its own people or not; nor a PDF with one, where it does not.
func TestClosed(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "arkiv")
	librarytest.ImportExports(t, dir, librarytest.Exports(t)...)
	secret := closedTexts(t, dir)
	if len(secret) < 5 {
		t.Fatal(secret)
	}
	for _, o := range []library.Options{{NoClosed: true}, {}} {
		s := serve(t, dir, o)
		withheld := 0
		for k, list := range s.everything("?modified_since=2020-01-01T00:00:00Z") {
			for id, object := range list {
				b, err := json.Marshal(object)
				if err != nil {
					t.Fatal(err)
				}
				var plain any
				if err := json.Unmarshal(b, &plain); err != nil {
					t.Fatal(err)
				}
				said := strings.Join(stringsIn(plain), "\n")
				for _, text := range secret {
					if strings.Contains(said, text) {
						t.Errorf("closed punkter shown: %v: %s has %q", !o.NoClosed, id, text)
					}
				}
				if k == kindFile && object["referat:withheld"] == true {
					withheld++
				}
			}
		}
		if (withheld > 0) != o.NoClosed {
			t.Errorf("closed punkter shown: %v: %d Files are withheld", !o.NoClosed, withheld)
		}
	}
}

// closedTexts are titles and texts of closed punkter that nothing else in the
// archive has.
func closedTexts(t *testing.T, dir string) []string {
	t.Helper()
	r, err := archive.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	var secret, open []string
	for d, err := range r.Documents() {
		if err != nil {
			t.Fatal(err)
		}
		for thing := range d.Things() {
			if thing.Kind == agenda.ThingMeeting {
				continue
			}
			for _, s := range []string{strings.TrimSpace(thing.Title()), strings.TrimSpace(thing.Text()), thing.Punkt.CaseNumber} {
				if closedIn(d, thing.ID) {
					secret = append(secret, s)
				} else {
					open = append(open, s)
				}
			}
		}
	}
	said := strings.Join(open, "\n")
	var only []string
	for _, s := range secret {
		if len(s) > 8 && !strings.Contains(said, s) {
			only = append(only, s)
		}
	}
	return only
}

func stringsIn(v any) (list []string) {
	switch v := v.(type) {
	case string:
		return []string{v}
	case []any:
		for _, e := range v {
			list = append(list, stringsIn(e)...)
		}
	case map[string]any:
		for _, e := range v {
			list = append(list, stringsIn(e)...)
		}
	}
	return list
}

// A File of a PDF with CPR numbers leads to the archive's page about it, since the
// PDF is not shown; the text of the pages that have them is not given.
func TestCPR(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "arkiv")
	librarytest.ImportExports(t, dir, "2027-06-07-tyve-punkter")
	var masked agenda.PageRange
	librarytest.Write(t, dir, func(w *archive.Writer) error {
		for d, err := range w.Documents() {
			if err != nil {
				return err
			}
			for thing := range d.Things() {
				if thing.Kind == agenda.ThingBilag && thing.Bilag.Pages != nil && thing.Bilag.Text != "" {
					masked = *thing.Bilag.Pages
				}
			}
			d.Masked = []int{masked[1]}
			return w.Redivide(d, 1000)
		}
		return nil
	})
	s := serve(t, dir, library.Options{NoClosed: true})
	some := 0
	for id, f := range s.list(s.at("/oparl/file")) {
		if access := f["accessUrl"].(string); strings.Contains(access, "/original/") || f["downloadUrl"] != nil || f["referat:withheld"] != true || f["mimeType"] != "text/html" {
			t.Errorf("%s leads to the PDF: %v", id, f)
		}
		pages, _ := f["referat:pages"].([]any)
		if pages == nil || pages[0].(float64) > float64(masked[1]) || pages[1].(float64) < float64(masked[1]) {
			continue
		}
		if some++; f["text"] != nil {
			t.Errorf("%s has the text of page %d", id, masked[1])
		}
	}
	if some == 0 {
		t.Error("no File of the page with the number")
	}
}
