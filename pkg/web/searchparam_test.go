package web

import (
	"net/url"
	"testing"

	"referat/index"
	"referat/pkg/agenda"
)

func TestSearchAddress(t *testing.T) {
	for _, q := range []index.Query{
		{},
		{Text: `"ny bro" -sti & 100 %`},
		{Text: "bro", Year: 2023, Kind: agenda.Referat, Thing: agenda.ThingDecision, Outcome: agenda.ApprovedWithRemarks,
			Series: "Børn & Unge 2018-2021", Category: "A/B?", Unit: "MTM + ØKS", From: "2022-01-01", To: "2023-12-31", ByDate: true},
	} {
		values := queryValues(q)
		got, err := readQuery(values)
		if err != nil {
			t.Errorf("%v: %v", values, err)
			continue
		}
		got.Limit = 0
		q.Facets, got.Facets = nil, nil
		if gotText, want := queryValues(got).Encode(), values.Encode(); gotText != want || got.Text != q.Text || got.Unit != q.Unit || got.Outcome != q.Outcome || got.From != q.From || got.ByDate != q.ByDate {
			t.Errorf("%s came back as %s", want, gotText)
		}
		address := readSearch(values).address("/soeg")
		u, err := url.Parse(address)
		if err != nil || u.Query().Encode() != values.Encode() {
			t.Errorf("%s says %s, not %s", address, u.Query().Encode(), values.Encode())
		}
	}
}

func TestSearchWith(t *testing.T) {
	s := readSearch(url.Values{"q": {"bro"}, "aar": {"2023"}, "side": {"7"}, "efter": {"140"}, "utm_source": {"x"}})
	for _, x := range []struct{ got, want string }{
		{s.address("/soeg"), "/soeg?q=bro&aar=2023&side=7&efter=140"},
		{s.with(paramYear, "").address("/soeg"), "/soeg?q=bro"},
		{s.with(paramOutcome, "til efterretning").address("/soeg"), "/soeg?q=bro&aar=2023&udfald=til%20efterretning"},
		{s.at(1, 0), "/soeg?q=bro&aar=2023"},
		{s.at(3, 40), "/soeg?q=bro&aar=2023&side=3"},
		{s.at(3, 44), "/soeg?q=bro&aar=2023&side=3&efter=44"},
	} {
		if x.got != x.want {
			t.Errorf("%s, not %s", x.got, x.want)
		}
	}
}

func TestDatesOfSearch(t *testing.T) {
	for _, x := range []struct {
		typed      string
		last       bool
		want       string
		understood bool
	}{
		{"", false, "", true},
		{"2026", false, "2026-01-01", true},
		{"2026", true, "2026-12-31", true},
		{"2026-02", true, "2026-02-28", true},
		{"23-03-2026", false, "2026-03-23", true},
		{"3.1.2026", false, "2026-01-03", true},
		{"23/3/2026", true, "2026-03-23", true},
		{"31-02-2026", false, "", false},
		{"i går", false, "", false},
	} {
		got, ok := completeDate(x.typed, x.last)
		if got != x.want || ok != x.understood {
			t.Errorf("%q: %q %v", x.typed, got, ok)
		}
	}
}

// FuzzSearchAddress reads any address: what is read is written the same again.
func FuzzSearchAddress(f *testing.F) {
	f.Add("q=bro&aar=2023&udfald=godkendt&side=2")
	f.Add("q=%ff&fra=x&side=-1")
	f.Fuzz(func(t *testing.T, raw string) {
		values, _ := url.ParseQuery(raw)
		s := readSearch(values)
		u, err := url.Parse(s.address("/soeg"))
		if err != nil {
			t.Fatal(err)
		}
		if again := readSearch(u.Query()); again != s {
			t.Errorf("%q: %q came back as %q", raw, s, again)
		}
		q, wrong := s.query()
		if len(wrong) == 0 && (q.Year < 0 || q.Year > 9999 || s.skip() < 0 || s.page() < 1) {
			t.Errorf("%q: %+v", raw, q)
		}
		for _, x := range s.chips() {
			if _, err := url.Parse(x.Href); err != nil {
				t.Error(err)
			}
		}
	})
}

// Of the units of punkter that one unit is to follow up, only that one is chosen.
func TestFacetOfSeveral(t *testing.T) {
	counts := []index.Count{{Value: "FAS", Hits: 60}, {Value: "Økonomi", Hits: 60}}
	if f := (search{paramUnit: "fas"}).facet("Ansvarlig enhed", paramUnit, counts); len(f.Values) != 1 || !f.Values[0].Chosen || f.Values[0].Href != "/soeg" {
		t.Errorf("%+v", f.Values)
	}
	if f := (search{}).facet("Ansvarlig enhed", paramUnit, counts); len(f.Values) != 2 || f.Values[1].Chosen {
		t.Errorf("%+v", f.Values)
	}
}
