package api

import (
	"net/http"
	"strings"
	"testing"

	"referat/pkg/agenda"
	"referat/pkg/library"
	"referat/pkg/library/librarytest"
)

// TestGone asks for what was taken down: a bilag with minutes in it, a page, a
// whole PDF.
func TestGone(t *testing.T) {
	dir := imported(t, "2027-02-08-raadmandsmoede-referat", "2027-01-04-kort", "byraad-2027-06-16")
	const doc, whole = "fd49a156e8cb", "1f6c7351a405"
	for _, id := range []agenda.ID{agenda.NewID(doc).Meeting(1).Punkt(2).Bilag(1), agenda.NewID(whole)} {
		librarytest.TakeDown(t, dir, id)
	}
	s := serve(t, dir, library.Options{NoClosed: true})
	const punkt = "/moede/raadmandsmoeder-kyst-kultur-og-fritid-2027-2030/2027-02-08/2"
	of := get[punktAnswer](s, root+punkt)
	if len(of.Bilag) == 0 || !of.Bilag[0].Gone || of.Bilag[0].Links.Page != "" || of.Bilag[0].Pages == nil {
		t.Fatalf("the punkt's bilag: %+v", of.Bilag)
	}
	for _, b := range of.Bilag[1:] {
		if b.Gone {
			t.Errorf("another bilag is gone, too: %+v", b)
		}
	}
	first, last := of.Bilag[0].Pages[0], of.Bilag[0].Pages[1]
	page := func(n int) string { return root + pagePath(agenda.NewID(doc), n) }
	for at, says := range map[string]string{
		string(of.Bilag[0].Links.Self):            "Bilaget er fjernet",
		root + "/id/" + doc + ".m1.p2.b1":         "Bilaget er fjernet",
		root + "/id/fd49.m1.p2.b1":                "Bilaget er fjernet",
		root + "/id/" + doc + ".m1.p2.b1.m1.p1.d": "er fjernet",
		page(first):                                       "Siden er fjernet",
		page(last):                                        "Siden er fjernet",
		root + "/dokument/" + whole:                       "er fjernet",
		root + "/dokument/" + whole + "/side":             "er fjernet",
		root + "/dokument/" + whole + "/side/1":           "er fjernet",
		root + "/id/" + whole + ".m1.p1":                  "er fjernet",
		root + "/moede/raadmandsmoeder-2027/2027-01-04/2": "er fjernet",
	} {
		if p := problemAt(t, s, at, http.StatusGone); !strings.HasSuffix(p.Type, "/gone") || !strings.Contains(p.Detail, says) {
			t.Errorf("%s: %+v", at, p)
		}
	}
	problemAt(t, s, root+"/id/"+doc+".m1.p2.b9", http.StatusNotFound)
	problemAt(t, s, root+"/id/"+doc+".m9", http.StatusNotFound)

	pages := get[pageList](s, root+"/dokument/"+doc+"/side?limit=100").Pages
	for _, p := range pages {
		if gone := first <= p.Page && p.Page <= last; p.Gone != gone || gone && (p.Text != "" || p.Links.HTML != "") {
			t.Errorf("page %d: %+v", p.Page, p)
		}
		if at := p.Links.Next; p.Page == first-1 && !strings.HasSuffix(string(at), page(last+1)) {
			t.Errorf("after page %d comes %s", p.Page, at)
		}
		if at := p.Links.Previous; p.Page == last+1 && !strings.HasSuffix(string(at), page(first-1)) {
			t.Errorf("before page %d comes %s", p.Page, at)
		}
	}
}
