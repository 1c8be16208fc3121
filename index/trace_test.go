package index

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"referat/pkg/agenda"
)

// A word that the index still finds, though nothing has it any more, is told of;
// one that stands there still is not. Another form of the word is another word.
func TestTrace(t *testing.T) {
	d := testDocument()
	r := built(t, d)
	now := testDocument() // what is left: the index is that of before
	now.Meetings[0].Punkter[0].Bilag[0].Text = "Udledningerne falder."
	now.Meetings[0].Punkter[0].History = nil
	id := agenda.NewID(d.Source.SHA256).Meeting(1).Punkt(1) // the punkt, whichever of its parts had the word
	tests := []struct {
		word   string
		prefix bool
		want   []agenda.ID
		hits   uint64
	}{
		{"busserne", false, []agenda.ID{id}, 1},
		{"busser", true, []agenda.ID{id}, 1},
		{"snevejr", false, []agenda.ID{id}, 1},
		{"udledningen", false, []agenda.ID{id}, 1}, // another form of it is left
		{"udled", true, nil, 1},                    // which begins so, too
		{"magistraten", false, []agenda.ID{id}, 1},
		{"omstilling", false, nil, 2},
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

// The index knows the words that something of it has, as they are written.
func TestKnows(t *testing.T) {
	r := offline(t, 1, testDocument())
	for word, want := range map[string]bool{
		"busserne": true, "Busserne": true, "bus": false, "busser": false, "århus": true, "AARHUS": true, "allé": true, "elefant": false, "": false,
	} {
		if got := r.Knows(word); got != want {
			t.Errorf("knows %q: %v, want %v", word, got, want)
		}
	}
}

// A word whose document is gone is forgotten, also while its segment is there.
func TestKnowsWhatIsGone(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "index")
	createUnmerged(t, dir)
	gone := minutes(punkterOf("Næsehornet løber.", "Elefanten sover.")...)
	in(t, dir, func(w *Writer) error { return errors.Join(w.Add(testDocument(), nil), w.Add(gone, nil)) })
	in(t, dir, func(w *Writer) error { return w.Take(gone.Source.SHA256) })
	r := opened(t, dir)
	if r.Knows("næsehornet") {
		t.Error("the word is known although no entry has it")
	}
	for _, text := range []string{"næsehornet", "næsehorn", "næse*", `"elefanten sover"`, "elefant"} {
		if result := search(t, r, Query{Text: text, Facets: Facets()}); result.Total != 0 || len(result.Facets[FacetYear]) != 0 {
			t.Errorf("%s: %+v", text, result)
		}
	}
	if offline(t, 1, testDocument()).Knows("næsehornet") {
		t.Error("a built index knows a word that it never had")
	}
}

// A number is traced by the words that agenda.AllWords gives, however it is
// written.
func TestTraceNumbers(t *testing.T) {
	list := []string{"Huset koster 1.284.655 kr.", "Vejen er 1,5 km lang.", "CO₂ falder.", "Prisen er 12\u00a0400,50 kr."}
	r := texts(t, list...)
	for i, text := range list {
		id := agenda.NewID(strings.Repeat("c", 64)).Meeting(1).Punkt(i + 1)
		there := 0
		for word := range agenda.AllWords(text) {
			got, _, err := r.Trace(t.Context(), word, false, minutes(punkterOf("", "", "", "")...).Find)
			if err != nil {
				t.Fatal(err)
			}
			if slices.Contains(got, id) && strings.ContainsAny(word, "0123456789") {
				there++
			}
		}
		if there == 0 {
			t.Errorf("no number of %q is found in the index that has it", text)
		}
	}
}
