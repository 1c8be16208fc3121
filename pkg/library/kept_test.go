package library

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"referat/index"
	"referat/pkg/agenda"
	"referat/pkg/archive"
)

// What the minutes say is closed is closed in the agenda, too, with the minutes
// that are a bilag of it; what else the agenda has is not.
func TestClosedInABetterCopy(t *testing.T) {
	at := agenda.PageRange{2, 2}
	m := agenda.Meeting{
		Series: "Byrådet", Title: "Byrådet d. 23. marts 2026", Date: "2026-03-23", Start: "10:00", Kind: agenda.Dagsorden, Punkter: []agenda.Punkt{
			{Number: "1", Title: "Havnen", Text: "Havnen udvides.", Pages: agenda.PageRange{1, 1}},
			{Number: "2", Title: "Salg af grunden", CaseNumber: "27/9999", Text: strings.Repeat("Zebraen sælges til hr. Hansen. ", 20), Pages: at,
				Bilag: []agenda.Bilag{{Number: 1, Title: "Referat", Pages: &at, Meetings: []agenda.Meeting{
					{Series: "Zebrarådet", Date: "2026-03-01", Kind: agenda.Referat, Pages: at, Punkter: []agenda.Punkt{{Number: "1", Title: "Fodring af zebra", Pages: at}}}}}}},
		}}
	first := minutes("a", m)
	m.Kind, m.Punkter = agenda.Referat, []agenda.Punkt{
		{Number: "1", Title: "Havnen", Text: "Havnen udvides.", Pages: agenda.PageRange{1, 1}, Decision: &agenda.Decision{Text: "Godkendt.", Outcome: agenda.Approved}},
		{Number: "2", Title: "Salg af grunden", CaseNumber: "27/9999", Closed: true, Pages: at},
	}
	dir := archiveOf(t, map[string][]string{"a": {"Havnen", "Zebraen sælges", "", ""}, "b": {"Havnen", "Lukket", "", ""}}, first, minutes("b", m))
	v := open(t, dir, Options{NoClosed: true})
	for text, want := range map[string]uint64{"zebra": 0, "zebraen": 0, "sag:27/9999": 0, "havnen": 1, "": 1} {
		f, err := v.Search(context.Background(), index.Query{Text: text, Facets: index.Facets()})
		if err != nil || f.Total != want {
			t.Errorf("%q finds %+v, %v; want %d", text, f, err, want)
		}
	}
	h, err := v.Document("aaaa")
	if err != nil {
		t.Fatal(err)
	}
	b, err := json.Marshal(h.Document)
	if err != nil || strings.Contains(strings.ToLower(string(b)), "zebra") || strings.Contains(string(b), "9999") {
		t.Errorf("the agenda tells of it: %s, %v", b, err)
	}
	if _, err := v.Page(h, 2); !errors.Is(err, archive.ErrWithheld) {
		t.Errorf("its page: %v", err)
	}
	if _, err := v.Page(h, 1); err != nil {
		t.Errorf("another page: %v", err)
	}
	if _, err := v.Original(h); !errors.Is(err, archive.ErrWithheld) {
		t.Errorf("the agenda's PDF: %v", err)
	}
	c, err := v.Catalogue()
	if err != nil || len(c.Bodies()) != 1 || len(c.Meetings()) != 1 || len(c.Meetings()[0].Copies) != 2 {
		t.Errorf("the catalogue: %+v, %v", c.Bodies(), err)
	}
	all := open(t, dir, Options{})
	if f, err := all.Search(context.Background(), index.Query{Text: "zebraen"}); err != nil || f.Total == 0 {
		t.Errorf("where closed punkter are shown: %+v, %v", f, err)
	}
}
