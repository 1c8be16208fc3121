package library

import (
	"context"
	"reflect"
	"testing"

	"referat/index"
	"referat/pkg/agenda"
)

// A title is shown whole, whatever of it was found.
func TestMarked(t *testing.T) {
	const title = "Bilag 1: Forslag fra Havnelisten om ny havn"
	at := func(start, end int) index.Location { return index.Location{Start: start, End: end} }
	for _, c := range []struct {
		where []index.Location
		want  []Span
	}{
		{nil, []Span{{title, false}}},
		{[]index.Location{at(39, 43)}, []Span{{"Bilag 1: Forslag fra Havnelisten om ny ", false}, {"havn", true}}},
		{[]index.Location{at(0, 5), at(0, 2), at(3, 7), at(21, 32), at(90, 99)}, []Span{{"Bilag", true}, {" 1: Forslag fra ", false}, {"Havnelisten", true}, {" om ny havn", false}}},
	} {
		if got := marked(title, c.where); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%v: %+v, want %+v", c.where, got, c.want)
		}
	}
}

// A hit in a punkt's Sagsforløb names the page that it stands on, and not the one
// that the punkt begins on.
func TestPageOfHistory(t *testing.T) {
	d := minutes("a", agenda.Meeting{Series: "Byrådet", Date: "2026-03-23", Punkter: []agenda.Punkt{{
		Number: "1", Title: "Ny havn", Text: "Havnen udvides.", Pages: agenda.PageRange{2, 4},
		History: []agenda.History{{Body: "Magistraten", Date: "2026-03-16", Number: "4", Text: "Sagen blev udsat til næste møde."}},
	}}})
	v := open(t, archiveOf(t, map[string][]string{"a": {"Indhold", "1 Ny havn\nHavnen udvides.", "Sagsforløb\nMagistraten\nSagen blev udsat til næste møde.", "Bilag"}}, d), Options{})
	for text, want := range map[string]int{"udsat": 3, "udvides": 2, "magistraten næste": 3} {
		f, err := v.Search(context.Background(), index.Query{Text: text})
		if err != nil || len(f.Hits) != 1 {
			t.Fatalf("%q: %+v, %v", text, f, err)
		}
		if got := f.Hits[0].Page; got != want {
			t.Errorf("%q is on page %d, want %d", text, got, want)
		}
	}
}
