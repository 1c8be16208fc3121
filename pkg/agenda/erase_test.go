package agenda

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// marked makes a text with its marks: "{3}" says that page 3 begins.
func marked(s string) (string, []Mark) {
	var text []byte
	var marks []Mark
	for i := 0; i < len(s); {
		if s[i] == '{' {
			marks = append(marks, Mark{Page: int(s[i+1] - '0'), Offset: len(text)})
			i += len("{3}")
			continue
		}
		text = append(text, s[i])
		i++
	}
	return string(text), marks
}

func TestEraseText(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"a page in the middle", "{3}Tre er her.\n{4}Fire er her.\n{5}Fem er her.", "{3}Tre er her.\n{5}Fem er her."},
		{"the first", "{4}Fire.\n{5}Fem.", "{5}Fem."},
		{"the last", "{3}Tre.\n{4}Fire.", "{3}Tre."},
		{"the only one", "{4}Fire.", ""},
		{"none", "{3}Tre.\n{5}Fem.", "{3}Tre.\n{5}Fem."},
		{"a sentence over two page turns", "{3}Det er {4}fire og {5}fem.", "{3}Det er\n{5}fem."},
		{"a word over a page turn", "{3}Hele kom{4}munen og an{5}dre ting", "{3}Hele\n{5}ting"},
		{"a list item whose mark stands before it", "{3}Tre er he{4}r.\n- Fire.\n- Og fire er h{5}er.\n- Fem", "{3}Tre er her.\n{5}- Fem"},
		{"a list item whose mark stands behind its dash", "{3}Tre.\n- {4}Fire.\n- {5}Fem", "{3}Tre.\n- {5}Fem"},
		{"a short line at a page's head", "{3}Tre.\n{4}Fire.\n{5}Mål\n- Fem", "{3}Tre.\n{5}Mål\n- Fem"},
		{"a running head of an erased page", "{3}Tre.\n{4}Fire.\n{5}Fem.\nJournal 117 Fire", "{3}Tre.\n{5}Fem."},
		{"a page of which nothing is left", "{3}Tre.\n{5}Om Fire.\n{6}Seks.", "{3}Tre.\n{6}Seks."},
		{"no marks", "Et sted.", ""},
	}
	texts := []string{"", "", "Tre er her.", "Fire er her. Journal 117", "Fem er her. Journal", "Seks."}
	for _, test := range tests {
		text, marks := marked(test.text)
		want, wantMarks := marked(test.want)
		d := &Document{Meetings: []Meeting{{Pages: PageRange{3, 6}, Punkter: []Punkt{{Text: text, Marks: marks, Pages: PageRange{3, 6}}}}}}
		d.Erase([]int{4}, texts)
		p := d.Meetings[0].Punkter[0]
		if diff := cmp.Diff(want, p.Text); diff != "" {
			t.Errorf("%s: text (-want +got)\n%s", test.name, diff)
		}
		if diff := cmp.Diff(wantMarks, p.Marks); diff != "" && p.Text != text {
			t.Errorf("%s: marks (-want +got)\n%s", test.name, diff)
		}
	}
}

// What is read out of a text goes with it; what another page says stays.
func TestErase(t *testing.T) {
	text, marks := marked("{2}at 1) Planen godkendes.\n{3}at 2) Taksten hæves. FAS følger op.\nBent tog forbehold.")
	d := &Document{
		Source: Source{Pages: 5},
		Meetings: []Meeting{{
			Series: "Rådmandsmøder", Title: "Møde", Date: "2026-03-23", Start: "11:00", End: "12:00", Location: "Salen", Information: "Husk",
			Kind: Referat, Pages: PageRange{1, 5},
			Punkter: []Punkt{{
				Number: "1", Title: "Planen", Category: "Til godkendelse", CaseNumber: "EMN-2025-1", Minutes: 5, Pages: PageRange{2, 5},
				Decision: &Decision{
					Text: text, Marks: marks, Outcome: Approved,
					Resolutions: []Resolution{{"1", "Planen godkendes.", Approved}, {"2", "Taksten hæves.", Approved}},
					Followups:   []Followup{{"FAS", "FAS følger op."}},
					Dissent:     []string{"Bent tog forbehold."},
				},
				History: []History{{Body: "Udvalget", Text: "Indstillingen anbefales."}, {Body: "Udvalget", Text: "Sagen vendes."}},
				Bilag: []Bilag{
					{Number: 1, Title: "Notat om taksten", Pages: &PageRange{4, 5}, Text: "Fire.\nFem.", Marks: []Mark{{4, 0}, {5, 6}}},
					{Number: 2, Title: "Kun nævnt"},
				},
			}},
		}},
		Warnings: []Warning{
			{WarnUnplaced, "Tekst uden plads: «Bent»", []int{3}},
			{WarnPageEmpty, "Siden er et billede.", []int{3}},
			{WarnRunning, "Udeladt: Fortroligt", []int{4, 5}},
			{WarnHeadingMissing, "Indhold lover «Taksten»", []int{1}},
		},
		Scans: []int{3, 4}, UnreadScans: []int{3},
	}
	texts := []string{
		"Rådmandsmøder (Møde)\nKategori - Til godkendelse\nTaksten hæves, følger", "Planen EMN-2025-1 godkendes. Udvalget: Indstillingen an-\nbefales. Kun nævnt.",
		"Taksten hæves. FAS følger op.\nBent tog forbehold.", "Notat om taksten Fire.", "Fem.",
	}
	d.Erase([]int{3}, texts)
	m := d.Meetings[0]
	p := m.Punkter[0]
	if m.Date != "2026-03-23" || m.Title != "Møde" || p.Title != "Planen" || p.CaseNumber != "EMN-2025-1" || p.Category != "Til godkendelse" {
		t.Errorf("what stands on other pages is gone: %+v", m)
	}
	want := &Decision{
		Text: "at 1) Planen godkendes.", Marks: []Mark{{2, 0}}, Outcome: Unknown, Resolutions: []Resolution{{"1", "Planen godkendes.", Approved}},
		Followups: []Followup{}, Dissent: []string{},
	}
	if diff := cmp.Diff(want, p.Decision); diff != "" {
		t.Errorf("decision (-want +got)\n%s", diff)
	}
	// A history has no marks: what no page shows whole could have stood on
	// the erased one. The word that a hyphen breaks is one such case.
	if len(p.History) != 0 {
		t.Errorf("history %v is left", p.History)
	}
	if p.Bilag[0].Title != "Notat om taksten" || p.Bilag[0].Text != "Fire.\nFem." || p.Bilag[1].Title != "Kun nævnt" {
		t.Errorf("bilag %+v", p.Bilag)
	}
	wantWarnings := []Warning{
		{WarnUnplaced, erasedMessage, []int{3}},
		{WarnPageEmpty, "Siden er et billede.", []int{3}},
		{WarnRunning, "Udeladt: Fortroligt", []int{4, 5}},
		{WarnHeadingMissing, "Indhold lover «Taksten»", []int{1}},
		{WarnRemoved, erasedPages, []int{3}},
	}
	if diff := cmp.Diff(wantWarnings, d.Warnings); diff != "" {
		t.Errorf("warnings (-want +got)\n%s", diff)
	}
	if !slices.Equal(d.Scans, []int{4}) || len(d.UnreadScans) != 0 {
		t.Errorf("scans %v, unread %v", d.Scans, d.UnreadScans)
	}

	d.Erase([]int{4, 5}, texts)
	if b := d.Meetings[0].Punkter[0].Bilag[0]; b.Title != Erased || b.Text != "" || b.Marks != nil {
		t.Errorf("bilag 1 is %+v", b)
	}
	if w := d.Warnings[len(d.Warnings)-1]; !slices.Equal(w.Pages, []int{3, 4, 5}) {
		t.Errorf("the warning names %v", w.Pages)
	}
	d.Erase([]int{1}, texts)
	if m := d.Meetings[0]; m.Title != Erased || m.Series+m.Date+m.Start+m.End+m.Location+m.Information != "" || m.Punkter[0].Category != "" {
		t.Errorf("the meeting is %+v", m)
	}
	d.Erase([]int{2}, texts)
	if p := d.Meetings[0].Punkter[0]; p.Title != Erased || p.CaseNumber != "" || p.Minutes != 0 || p.Decision.Text != "" || p.Bilag[1].Title != Erased {
		t.Errorf("the punkt is %+v", p)
	}
}

func TestWords(t *testing.T) {
	got := slices.Collect(AllWords("Kom-\nmunen i A\u030arhus\u00ad\nområdet, so\u00adcial-område (§ 85) EMN-2025-3"))
	want := []string{"kom", "munen", "i", "århus", "området", "social", "område", "85", "emn", "2025", "3", "kommunen", "århusområdet"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// The index has a number without its separators and a small figure as a plain
// one, so that is how they are looked for when a text is taken down.
func TestWordsOfNumbers(t *testing.T) {
	for text, want := range map[string][]string{
		"I alt 1.284.655 kr.":      {"1284655"},
		"12\u00a0400,50":           {"12400,50"},
		"3\u202f000 og 4\u2009000": {"3000", "4000"},
		"1,5 km":                   {"1,5"},
		"CO₂ og 20 m²":             {"co2", "m2"},
		"3.2.1 og 2026":            nil,
	} {
		plain := slices.Collect(Words(text))
		var more []string
		for w := range AllWords(text) {
			if !slices.Contains(plain, w) {
				more = append(more, w)
			}
		}
		if !slices.Equal(more, want) {
			t.Errorf("%q: besides %q also %q, want %q", text, plain, more, want)
		}
	}
}
