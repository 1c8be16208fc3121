package index

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"referat/pkg/agenda"
)

const filler = "Her står noget, der ikke har med sagen at gøre, og som fylder lidt. "

// What is better stands first.
func TestRanking(t *testing.T) {
	long := strings.Repeat(filler, 40)
	for _, c := range []struct {
		name, text string
		punkter    []agenda.Punkt // the best first
	}{
		{"title, decision, text, bilag", "letbane", []agenda.Punkt{
			{Title: "Letbane til havnen", Text: filler},
			{Title: "Trafik", Text: filler, Decision: &agenda.Decision{Text: "Der arbejdes videre med en letbane."}},
			{Title: "Trafik", Text: filler + "Der er en letbane."},
			{Title: "Trafik", Text: filler, Bilag: []agenda.Bilag{{Title: "Notat", Text: long + "Der er en letbane."}}},
		}},
		{"a bilag's title before its text", "letbane", []agenda.Punkt{
			{Title: "Trafik", Text: filler, Bilag: []agenda.Bilag{{Title: "Letbane", Text: long}}},
			{Title: "Trafik", Text: filler, Bilag: []agenda.Bilag{{Title: "Notat", Text: long + "letbane"}}},
		}},
		{"as typed, in another form, as part of a compound", "havn", []agenda.Punkt{
			{Title: "Ny havn i byen", Text: filler},
			{Title: "Nye havne i byen", Text: filler},
			{Title: "Ny lystbådehavn i byen", Text: filler},
		}},
		{"a compound as one, then its parts apart", "skolerenovering", []agenda.Punkt{
			{Title: "Om skolerenovering i byen", Text: filler},
			{Title: "Om renovering af skoler i byen", Text: filler},
		}},
		{"what decides before what mentions, however often", "klimahandleplan", []agenda.Punkt{
			{Title: "Klimahandleplan", Text: filler, Decision: &agenda.Decision{Text: "Klimahandleplanen godkendes."}},
			{Title: "Budget", Text: filler, Bilag: []agenda.Bilag{{Title: "Notat", Text: strings.Repeat(filler+"Se klimahandleplan. ", 30)}}},
		}},
		{"both words in the title before one", "klima budget", []agenda.Punkt{
			{Title: "Klima og budget", Text: filler},
			{Title: "Klima og andet", Text: filler + "Et budget."},
			{Title: "Andet", Text: filler + "Et klima og et budget."},
		}},
		{"more often before once, in texts as long", "letbane", []agenda.Punkt{
			{Title: "Trafik", Text: "En letbane, to letbane, tre letbane."},
			{Title: "Trafik", Text: "En letbane, to cykler, tre biler."},
		}},
		{"a synonym after the word", "MSB", []agenda.Punkt{
			{Title: "Om MSB i byen", Text: filler},
			{Title: "Om Sociale Forhold og Beskæftigelse", Text: filler},
		}},
	} {
		var want []string
		for i := range c.punkter {
			want = append(want, string(rune('1'+i)))
		}
		r := offline(t, 1, minutes(c.punkter...))
		if got := rankedNumbers(t, r, Query{Text: c.text}); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", c.name, got, want)
		}
		// The other way round, so that it is not the order of IDs.
		turned := slices.Clone(c.punkter)
		slices.Reverse(turned)
		slices.Reverse(want)
		r = offline(t, 1, minutes(turned...))
		if got := rankedNumbers(t, r, Query{Text: c.text}); !slices.Equal(got, want) {
			t.Errorf("%s, turned round: %v, want %v", c.name, got, want)
		}
	}
}

// What is as good stands by date, the newest first, then by ID; a better one
// stands first however old it is.
func TestRankingByDate(t *testing.T) {
	d := minutes()
	d.Meetings = nil
	for _, date := range []string{"2024-05-01", "2026-03-23", "", "2025-01-01", "2026-03-23"} {
		d.Meetings = append(d.Meetings, agenda.Meeting{Date: date, Punkter: []agenda.Punkt{{Title: "Letbane", Text: filler}}})
	}
	d.Meetings = append(d.Meetings, agenda.Meeting{Date: "2019-01-01", Punkter: []agenda.Punkt{{Title: "Letbane", Text: "Letbanen: en letbane."}}})
	r := offline(t, 1, d)
	want := []string{"m6.p1", "m2.p1", "m5.p1", "m4.p1", "m1.p1", "m3.p1"}
	if got := ranked(t, r, Query{Text: "letbane"}); !slices.Equal(got, want) {
		t.Errorf("the best: %v, want %v", got, want)
	}
	want = []string{"m2.p1", "m5.p1", "m4.p1", "m1.p1", "m6.p1", "m3.p1"}
	for _, q := range []Query{{}, {Text: "letbane", ByDate: true}, {Text: "-cykel"}} {
		if got := ranked(t, r, q); !slices.Equal(got, want) {
			t.Errorf("%+v: %v, want %v", q, got, want)
		}
	}
	hits := search(t, r, Query{Text: "letbane"}).Hits
	if hits[0].Score <= hits[1].Score || hits[1].Score != hits[5].Score {
		t.Errorf("scores %+v", hits)
	}
}

// Punkter of one meeting that are as good stand in their order.
func TestRankingByPlace(t *testing.T) {
	var list, want []string
	for i := range 25 {
		list, want = append(list, "Letbane"), append(want, strconv.Itoa(i+1))
	}
	r := texts(t, list...)
	for _, q := range []Query{{Limit: 50}, {Text: "letbane", Limit: 50}} {
		if got := rankedNumbers(t, r, q); !slices.Equal(got, want) {
			t.Errorf("%+v: %v", q, got)
		}
	}
}

func TestCompareIDs(t *testing.T) {
	list := []string{"0a.m1.p1", "0a.m1.p2", "0a.m1.p2.b1.m1.p1", "0a.m1.p10", "0a.m2.p1", "0b.m1.p1", "1a.m1.p1", "2.m1.p1", "12.m1.p1"}
	for i, a := range list {
		for j, b := range list {
			if got := compareIDs(a, b); got != cmp.Compare(i, j) {
				t.Errorf("%s and %s: %d", a, b, got)
			}
		}
	}
}

// A form that was typed, and is rarer than the others of its word, comes first,
// however often the others stand in a text.
func TestRankingRareForm(t *testing.T) {
	common := slices.Repeat([]agenda.Punkt{{Title: "Sag", Text: "Kommunen har en plan. Naboen har en anden."}}, 60)
	r := offline(t, 1, minutes(slices.Concat(common, []agenda.Punkt{{Title: "Sag", Text: "Det vil kommunen have, og den anden naboen. " + filler}})...))
	if got := rankedNumbers(t, r, Query{Text: "have"}); got[0] != "61" {
		t.Errorf("have: %v", got)
	}
	list := slices.Repeat([]string{"Planer, planer og planer."}, 60)
	r = texts(t, append(list, "Om planens formål. "+filler)...)
	if got := rankedNumbers(t, r, Query{Text: "planens"}); got[0] != "61" {
		t.Errorf("planens: %v", got)
	}
	if got := rankedNumbers(t, r, Query{Text: "planer"}); got[0] != "1" || slices.Contains(got, "61") {
		t.Errorf("planer: %v", got)
	}
}
