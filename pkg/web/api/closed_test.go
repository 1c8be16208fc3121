package api

import (
	"net/http"
	"strings"
	"testing"

	"referat/pkg/agenda"
	"referat/pkg/library"
)

// Of a closed punkt that is kept back, no answer says more than its number and
// that it is closed.
func TestClosedPunkter(t *testing.T) {
	open := agenda.Punkt{Number: "1", Title: "Havnen", Text: "Planen for havnen.", Pages: agenda.PageRange{1, 1},
		Decision: &agenda.Decision{Text: "Godkendt.", Outcome: agenda.Approved, Followups: []agenda.Followup{{Responsible: "Havnekontoret", Text: "Havnekontoret ser på det."}}}}
	closed := agenda.Punkt{Number: "2", Title: "Køb af flodhest til Hemmelighuset", Category: "Hemmelig kategori", Closed: true, CaseNumber: "EMN-2026-999999", Text: "Hemmeligheder om en flodhest.", Pages: agenda.PageRange{2, 2}, Minutes: 17,
		Decision: &agenda.Decision{Text: "Hemmelig beslutning om en flodhest.", Outcome: agenda.Rejected, Followups: []agenda.Followup{{Responsible: "Hemmeligheden", Text: "Hemmeligheden køber."}}},
		History:  []agenda.History{{Body: "Hemmeligt udvalg", Date: "2026-01-01", Number: "1", Text: "Hemmeligt."}},
		Bilag:    []agenda.Bilag{{Number: 1, Title: "Hemmeligt bilag", Pages: &agenda.PageRange{2, 2}, Text: "Hemmeligt indhold om en flodhest."}}}
	d := minutes("a", "2026-03-23", 3, open, closed)
	d.Warnings = []agenda.Warning{{Code: agenda.WarnHeadingMissing, Message: "Indhold lover «Køb af flodhest til Hemmelighuset», som ikke er fundet", Pages: []int{1}}}
	dir := holding(t, d)

	shown := serve(t, dir, library.Options{})
	if p := get[punktAnswer](shown, root+"/id/aaaaaaaaaaaa.m1.p2"); !p.Closed || p.Title != closed.Title || p.Decision == nil {
		t.Errorf("where closed punkter are shown: %+v", p)
	}

	s := serve(t, dir, library.Options{NoClosed: true})
	p := get[punktAnswer](s, root+"/moede/raadmandsmoeder-2026-2029/2026-03-23/2").punkt
	p.Links = links{}
	if b := string(must(encode(p))); b != string(must(encode(punkt{
		Thing: agenda.ThingPunkt, ID: p.ID, Number: "2", Title: agenda.ClosedTitle, Closed: true, History: []agenda.History{}, Bilag: []bilagHead{},
	}))) {
		t.Errorf("kept back: %s", b)
	}
	for _, gone := range []string{"/id/aaaaaaaaaaaa.m1.p2.d", "/id/aaaaaaaaaaaa.m1.p2.b1", "/moede/raadmandsmoeder-2026-2029/2026-03-23/2/beslutning", "/moede/raadmandsmoeder-2026-2029/2026-03-23/2/bilag/1"} {
		problemAt(t, s, root+gone, http.StatusNotFound)
	}
	seen := map[string]bool{}
	for queue := []string{
		base + root, root + "/search", root + "/search?q=flodhest&facets=true", root + "/search?q=flodh*&facets=true", root + "/search?q=flodhestn", root + "/suggest?q=flod", root + "/suggest?q=k%C3%B8b",
		root + "/cases?q=emn-2026-999999", root + "/cases?q=aaaaaaaaaaaa.m1.p2", root + "/id/aaaaaaaaaaaa.s2", root + "/id/aaaaaaaaaaaa.m1",
	}; len(queue) > 0; queue = queue[1:] {
		at := queue[0]
		if seen[at] || strings.HasSuffix(at, "/cases") || strings.HasSuffix(at, "/suggest") {
			continue
		}
		seen[at] = true
		body := s.body(at, http.StatusOK)
		if strings.Contains(strings.ToLower(string(body)), "hemmelig") {
			t.Errorf("%s: %s", at, body)
		}
		for _, to := range addressesIn(t, body) {
			if strings.HasPrefix(to, base+root) {
				queue = append(queue, to)
			}
		}
	}
	if len(seen) < 25 {
		t.Errorf("%d answers were looked at", len(seen))
	}
}

// A page with CPR numbers is there, and is not shown; the PDF of which it is one
// has no address.
func TestHiddenPages(t *testing.T) {
	d := minutes("a", "2026-03-23", 3, agenda.Punkt{Number: "1", Title: "Havnen", Pages: agenda.PageRange{1, 3}})
	d.Masked = []int{2}
	s := serve(t, holding(t, d), library.Options{})
	doc := get[document](s, root+"/dokument/aaaa")
	if len(doc.Hidden) != 1 || doc.Hidden[0] != 2 || doc.Links.Original != "" {
		t.Errorf("document: %+v", doc)
	}
	for _, p := range get[pageList](s, string(doc.Links.Pages)).Pages {
		if p.Hidden != (p.Page == 2) || (p.Text == "") != p.Hidden || p.Links.Original != "" {
			t.Errorf("page: %+v", p)
		}
	}
	imported := serve(t, imported(t, "2027-01-04-kort"), library.Options{})
	shown := get[documentList](imported, root+"/documents").Documents[0]
	if shown.Links.Original != address(base+"/original/"+shown.SHA256+".pdf") {
		t.Errorf("a PDF without such pages: %+v", shown.Links)
	}
	hit := get[searchAnswer](imported, root+"/search").Hits[0]
	if !strings.HasPrefix(string(hit.Links.Original), base+"/original/") || !strings.Contains(string(hit.Links.Original), "#page=") {
		t.Errorf("a hit: %+v", hit.Links)
	}
}
