package index

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"referat/pkg/agenda"
)

// markedWords is what a fragment would mark of a text, with spaces between.
func markedWords(text string, list []Location) string {
	var marked []string
	at := 0
	for _, l := range list {
		if l.Start >= at {
			marked = append(marked, text[l.Start:l.End])
			at = l.End
		}
	}
	return strings.Join(marked, " ")
}

// What was searched for is found again in the texts of a hit: whole words, also
// where a part of one was looked for.
func TestLocate(t *testing.T) {
	d := testDocument()
	r := built(t, d)
	for _, c := range []struct {
		text, path           string // path of a punkt, decision or bilag
		title, body, history string // the words that the locations mark
	}{
		{"klimahandleplan 2030 omstilling høringer", climate, "Klimahandleplan 2030", "omstilling høring", ""},
		{"plan", climate, "Klimahandleplan", "Planen", ""},
		{`"grønne omstilling" aarhus`, climate, "", "grønne omstilling Aarhus", ""},
		{"magistraten snevejr", climate, "", "", "Magistraten snevejr"},
		{"§ 85 lov", climate, "", "§ 85 serviceloven", ""},
		{"cyklister busser snevejr", "m1.p1.d", "", "cyklister", ""},
		{"cyklister busser snevejr", "m1.p1.b1", "", "busserne", ""},
		{"EMN-2025-001027 alle", "m1.p1.b1", "", "Allé EMN-2025-001027", ""},
		{"co2-regnskab", "m1.p1.b1", "CO₂-regnskab", "", ""},
		{"regnskab co2", "m1.p1.b1", "CO₂-regnskab", "", ""},
		{"busserne falde*", "m1.p1.b1", "", "busserne falder", ""},
		// Of a phrase, only the words that stand in it, as often as it does.
		{`"omstilling er grøn"`, harbour, "", "omstilling er grøn", ""},
		{`"er grøn" havnen`, harbour, "Havn", "Havnen er grøn", ""},
		{`"planen plan for"`, harbour, "", "planen Plan for", ""},
		{`"plan for" OR "er plan"`, harbour, "", "Plan for", ""},
		// Of a compound, its parts near each other.
		{"omstillingsplan", harbour, "", "planen Plan omstilling", ""},
		// All of what is asked for either of, nothing of what must not be there.
		{"havn OR omstilling -cyklister", harbour, "Havn", "Havnen omstilling", ""},
		{"omstil*", harbour, "", "omstilling", ""},
		{"EMN-2025-0*", "m1.p1.b1", "", "EMN-2025-001027", ""},
		// Only where the word must stand.
		{"titel:klima omstilling", climate, "Klimahandleplan", "omstilling", ""},
		{"beslutning:indstillingen planen", climate, "Klimahandleplan", "Planen", ""},
		{"år:2025 omstilling", harbour, "", "omstilling", ""},
		{"år:2025", harbour, "", "", ""},
		// Spelt nearly so.
		{"omstillng havnen", harbour, "Havn", "Havnen omstilling", ""},
	} {
		result := search(t, r, Query{Text: c.text})
		id, err := agenda.ParseID(agenda.NewID(d.Source.SHA256).String() + "." + c.path)
		if err != nil {
			t.Fatal(err)
		}
		thing, ok := d.Find(id)
		if !ok {
			t.Fatalf("%s is not in the document", id)
		}
		at := result.Locate(thing)
		history := ""
		if thing.Kind == agenda.ThingPunkt {
			history = HistoryText(thing.Punkt.History)
		}
		title := ""
		switch thing.Kind {
		case agenda.ThingPunkt:
			title = thing.Punkt.Title
		case agenda.ThingBilag:
			title = thing.Bilag.Title
		}
		for _, f := range []struct {
			name, text, want string
			locations        []Location
		}{
			{"title", title, c.title, at.Title},
			{"body", thing.Text(), c.body, at.Body},
			{"history", history, c.history, at.History},
		} {
			if got := markedWords(f.text, f.locations); got != f.want {
				t.Errorf("%s: %s of %s marks %q, want %q", c.text, f.name, c.path, got, f.want)
			}
		}
	}
}

// Each clause of a query has its own term, whatever form of it stands there.
func TestLocateTerms(t *testing.T) {
	d := minutes(agenda.Punkt{Text: "Planer for havne. Lokalplanen for Havnen, og havneplanen."})
	r := offline(t, 1, d)
	thing, _ := d.Find(agenda.NewID(d.Source.SHA256).Meeting(1).Punkt(1))
	terms := map[string][]string{}
	for _, l := range search(t, r, Query{Text: "plan havn"}).Locate(thing).Body {
		terms[l.Term] = append(terms[l.Term], thing.Punkt.Text[l.Start:l.End])
	}
	var got []string
	for _, list := range terms {
		got = append(got, strings.Join(list, " "))
	}
	slices.Sort(got)
	if want := []string{"Planer Lokalplanen havneplanen", "havne Havnen havneplanen"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// Where a hit says that words stand, words are marked. (In other parts, too: where
// a punkt has a compound, the search does not look for its parts near each other.)
func TestLocateAgainstHits(t *testing.T) {
	rnd := rand.New(rand.NewPCG(6, 6))
	docs := randomDocuments(rnd, 40)
	byDoc := map[string]*agenda.Document{}
	for _, d := range docs {
		byDoc[agenda.NewID(d.Source.SHA256).Doc()] = d
	}
	r := offline(t, 1, docs...)
	hits := 0
	for range 200 {
		q := Query{Text: randomQuery(rnd), Limit: 20}
		if rnd.IntN(4) == 0 {
			q.Thing = []agenda.ThingKind{agenda.ThingPunkt, agenda.ThingDecision, agenda.ThingBilag}[rnd.IntN(3)]
		}
		result := search(t, r, q)
		for _, h := range result.Hits {
			hits++
			p, ok := byDoc[h.ID.Doc()].Find(h.ID)
			if !ok {
				t.Fatalf("%s is nowhere", h.ID)
			}
			var marked Parts
			own := result.Locate(p)
			marked.Own = len(own.Title)+len(own.Body)+len(own.History)+len(result.marks.locate(fieldsOf(fieldCase), p.Punkt.CaseNumber)) > 0
			if d := p.DecisionThing(); d.Decision != nil {
				marked.Decision = len(result.Locate(d).Body) > 0
				for _, unit := range units(d.Decision) {
					marked.Decision = marked.Decision || len(result.marks.locate(fieldsOf(fieldUnit), unit)) > 0
				}
			}
			for _, b := range p.BilagThings() {
				at := result.Locate(b)
				marked.Bilag = marked.Bilag || len(at.Title)+len(at.Body) > 0
			}
			if in := h.In; in.Own && !marked.Own || in.Decision && !marked.Decision || in.Bilag && !marked.Bilag || in == (Parts{}) && marked != in {
				t.Errorf("%+v: %s is a hit in %+v, and marked in %+v", q, h.ID, h.In, marked)
			}
		}
	}
	if hits < 500 {
		t.Errorf("%d hits, which shows little", hits)
	}
}
