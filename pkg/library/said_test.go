package library

import (
	"context"
	"strings"
	"testing"

	"referat/index"
	"referat/pkg/agenda"
)

func TestThingSaid(t *testing.T) {
	for thing, want := range map[string]string{
		"2026-03-23": "datoen 23. marts 2026", "2026-03": "måneden marts 2026", "--03-23": "datoen 23. marts i ethvert år",
		"§85": "§ 85", "§83.2.3": "§ 83, stk. 2, nr. 3", "10%": "10 %", "1250000": "tallet 1.250.000", "950": "tallet 950",
		"emn-2025-001027": "EMN-2025-001027", "27/04418": "27/04418",
	} {
		if got := thingSaid(thing); got != want {
			t.Errorf("%q is %q, want %q", thing, got, want)
		}
	}
}

// What is said of a word agrees with what was found: also where only compounds
// have it.
func TestSaidOfCompounds(t *testing.T) {
	d := minutes("a", agenda.Meeting{Series: "Byrådet", Date: "2026-03-23", Punkter: []agenda.Punkt{
		{Number: "1", Title: "Tilsynsrapporter fra socialtilsynet"}, {Number: "2", Title: "Kajen", Text: "Kajen holder."}}})
	v := open(t, archiveOf(t, nil, d), Options{})
	for text, want := range map[string]string{
		"tilsyn":   "selve ordet står ikke i arkivet",
		"kaj":      "selve ordet står ikke i arkivet",
		"flodhest": "er søgt i alle former af «flodh-»; ingen af dem står i arkivet",
	} {
		f, err := v.Search(context.Background(), index.Query{Text: text})
		if err != nil || len(f.Read) != 1 {
			t.Fatalf("%q: %+v, %v", text, f, err)
		}
		said := f.Read[0].Said()
		if !strings.HasSuffix(said, want) || (f.Total > 0) == strings.Contains(said, "ingen af dem") {
			t.Errorf("%q, %d found: %q, want %q", text, f.Total, said, want)
		}
	}
}
