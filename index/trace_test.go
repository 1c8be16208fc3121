package index

import (
	"slices"
	"testing"

	"referat/pkg/agenda"
)

// A word that the index still finds, though nothing has it any more, is told of;
// one that is found since another form of it stands there is not.
func TestTrace(t *testing.T) {
	d := testDocument()
	r := built(t, d)
	now := testDocument() // what is left: the index is that of before
	now.Meetings[0].Punkter[0].Bilag[0].Text = "Udledningerne falder."
	now.Meetings[0].Punkter[0].History = nil
	id := agenda.NewID(d.Source.SHA256).Meeting(1).Punkt(1)
	tests := []struct {
		word   string
		prefix bool
		want   []agenda.ID
		hits   uint64
	}{
		{"busserne", false, []agenda.ID{id.Bilag(1)}, 1},
		{"busser", true, []agenda.ID{id.Bilag(1)}, 1},
		{"snevejr", false, []agenda.ID{id}, 1},
		{"udledningen", false, nil, 1}, // another form of it is left
		{"udled", true, nil, 1},
		{"elefant", false, nil, 0},
	}
	for _, test := range tests {
		got, hits, err := r.Trace(t.Context(), test.word, test.prefix, now.Find)
		if err != nil || !slices.Equal(got, test.want) || hits != test.hits {
			t.Errorf("%s (prefix %v): %v of %d hits, %v; want %v of %d", test.word, test.prefix, got, hits, err, test.want, test.hits)
		}
	}
	gone, _, err := r.Trace(t.Context(), "intet", false, func(agenda.ID) (agenda.Thing, bool) { return agenda.Thing{}, false })
	if err != nil || len(gone) != 1 {
		t.Errorf("of a document that is gone: %v, %v", gone, err)
	}
}
