package library

import (
	"reflect"
	"testing"

	"referat/index"
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
