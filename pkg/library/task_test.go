package library

import (
	"slices"
	"testing"

	"referat/pkg/agenda"
)

// TestUnitAsked looks for units as people write them.
func TestUnitAsked(t *testing.T) {
	for _, c := range []struct {
		unit, words string
		want        bool
	}{
		{"FAS", "fas", true},
		{"Fas og BA", "FAS", true},
		{"Børn  og Unge.", " børn og unge", true},
		{"ØKONOMI", "økonomi", true},
		{"FASE 2", "fas", false},
		{"Unge og børn", "børn og unge", false},
		{"", "fas", false},
		{"FAS", "", true},
		{"", "", true},
		{"FAS.", "Fas", true},
		{"Teknik og Miljø", "miljø", true},
		{"Teknik  og Miljø", "teknik og", true},
		{"Fasaner", "FAS", false},
	} {
		if got := UnitAsked(c.unit, c.words); got != c.want {
			t.Errorf("%q, %q: %v", c.unit, c.words, got)
		}
	}
}

// TestByPlace puts punkter as they stand in a document.
func TestByPlace(t *testing.T) {
	doc := agenda.NewID("0123456789abcdef")
	m := doc.Meeting(1)
	want := []agenda.ID{m.Punkt(2), m.Punkt(2).Bilag(1).Meeting(1).Punkt(3), m.Punkt(10), doc.Meeting(2).Punkt(1), doc.Meeting(11).Punkt(1)}
	got := slices.Clone(want)
	slices.Reverse(got)
	if slices.SortFunc(got, byPlace); !slices.Equal(got, want) {
		t.Errorf("%v", got)
	}
}

// TestTasksOf reads the tasks of a decision with the pages that they stand on.
func TestTasksOf(t *testing.T) {
	d := &agenda.Decision{Text: "Godkendt.\nHAV ser på det.", Followups: []agenda.Followup{{Responsible: "HAV", Text: "HAV ser på det."}, {Text: "Står her ikke."}},
		Marks: []agenda.Mark{{Page: 6, Offset: 0}, {Page: 7, Offset: 10}}}
	p := agenda.Thing{Kind: agenda.ThingPunkt, Meeting: &agenda.Meeting{}, Punkt: &agenda.Punkt{Pages: agenda.PageRange{5, 9}, Decision: d}}
	list := TasksOf(p.DecisionThing(), nil)
	if len(list) != 2 || list[0].Page != 7 || list[0].Number != 1 || list[0].Responsible != "HAV" || list[1].Page != 6 || list[1].Number != 2 {
		t.Errorf("%+v", list)
	}
	if none := TasksOf(agenda.Thing{}, nil); none != nil {
		t.Errorf("%+v", none)
	}
}
