package index

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"referat/pkg/agenda"
)

func TestSearchText(t *testing.T) {
	r := built(t, testDocument())
	for _, c := range []struct {
		text string
		want string // paths, sorted
	}{
		// Words, in any form, case, and spelling of å.
		{"klimahandleplan", climate},
		{"KLIMAHANDLEPLANEN", climate},
		{"cyklist", climate},
		{"aarhus", "m1.p1 m2.p1"},
		{"ÅRHUS", "m1.p1 m2.p1"},
		{"ideoplæg", climate},
		{"alle", climate},
		{"co2 regnskab", climate},
		{"CO₂-regnskab", climate},
		{"a\u030Abningstid", swimming},
		// All words in one punkt, in whichever of its parts; at least one of its own.
		{"omstilling grøn", "m1.p1 m2.p1"},
		{"omstilling cyklister", climate},   // one in the text, one in the decision
		{"klimahandleplan busser", climate}, // one in the title, one in a bilag
		{"snevejr cyklister udledning", climate},
		{"omstilling svømmehaller", ""},                // the minutes that are a bilag have punkter of their own
		{"cyklister havnen", ""},                       // in two meetings
		{"rådmandsmøde", "m1.p1 m1.p1.b3.m1.p1 m1.p2"}, // in no punkt, but in the names of their meetings
		{"rådmandsmøde cyklister", climate},
		{"byrådet marts", ""},
		{"godkendelse høring", climate}, // category
		{"snevejr", climate},            // Sagsforløb
		{"magistraten", climate},
		// Phrases are the words as they are written.
		{`"grønne omstilling"`, climate},
		{`"grøn omstilling"`, ""},
		{`"omstilling grøn"`, ""},
		{`"omstilling er grøn"`, harbour},
		{"“grønne omstilling”", climate},
		{"»grønne omstilling«", climate},
		{`"grønne omstilling`, climate}, // never closed
		{`høring"grønne omstilling"`, climate},
		{`"havnen"`, harbour},
		{`"havne"`, ""},
		{`"klimahandleplan 2030 planen"`, ""}, // from the title into the text
		{`"et navn referat"`, ""},             // from the title of one bilag into that of the next
		// Not, either, beginnings.
		{"omstilling -havn", climate},
		{`omstilling -"er grøn"`, climate},
		{"-omstilling svømmehaller", swimming},
		{"omstilling -cyklister", harbour},          // what must not stand there stands in another part of the punkt
		{"omstilling -rådmandsmøde", "m1.p1 m2.p1"}, // what the meeting is called is not in the punkt
		{"cyklister OR busser", climate},
		{"havnen ELLER busser | snevejr", "m1.p1 m2.p1"},
		{"OR cyklister OR", climate},
		{"klima*", "m1.p1 m2.p1"},
		{"omstil* -klima", ""},
		{"omstil* -\"klima\"", climate},
		{"pla*", "m1.p1 m2.p1"},
		{"planen*", "m1.p1 m2.p1"},
		{"findesikke* -klima", ""},
		{"findesikke -klima", ""},
		{"findesikke*", ""},
		{"EMN-2025*", climate},
		// What trips query languages.
		{"EMN-2025-001027", climate},
		{"emn-2025-001028", ""},
		{"001027", climate},
		{"§ 85", climate},
		{"§85", climate},
		{"i/serviceloven", climate},
		{"- klimahandleplan -", climate},
		{"(klimahandleplan)", climate},
		{"klimahandleplan AND høring", climate},
		{"klimahandleplan~2 ^3 [høring", ""}, // 2 and 3 are words
		{"§", ""}, {"-", ""}, {`"`, ""}, {`""`, ""}, {"*", ""}, {"???", ""}, {"-\"", ""},
	} {
		if got := paths(t, r, Query{Text: c.text}); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

// A field in the text says where a word must stand.
func TestSearchScopes(t *testing.T) {
	r := offline(t, 1, testDocument())
	for _, c := range []struct{ text, want string }{
		{"titel:klimahandleplan", climate},
		{"titel:høring", ""},
		{"titel:havn", harbour},
		{"titel:regnskab", ""}, // in a bilag's title
		{`titel:"århus havn"`, harbour},
		{`bilag:"kun et navn"`, climate},
		{"beslutning:cyklister", climate},
		{"beslutning:omstilling", ""},
		{"omstilling beslutning:cyklist", climate},
		{"bilag:busser", climate},
		{"bilag:referat", climate},
		{"bilag:omstilling", ""},
		{"ansvarlig:miljø", climate},
		{"ansvarlig:omstilling", ""},
		{`ansvarlig:"teknik og miljø"`, climate},
		{"udvalg:byrådet", harbour},
		{"udvalg:rådmandsmøder", "m1.p1 m1.p1.b3.m1.p1 m1.p2"}, // no word of the punkt's own is asked for
		{"udvalg:byrådet klima", harbour},
		{"udvalg:klima", ""},
		{"sag:EMN-2025-001027", climate},
		{"sag:001027", climate},
		{"sag:emn-2025*", climate},
		{"år:2025", harbour},
		{"aar:2025..2026 omstilling", "m1.p1 m2.p1"},
		{"år:2026.. omstilling", climate},
		{"år:..2025", harbour},
		{"år:1999", ""},
		{"udfald:intet", anyOther},
		{`udfald:"godkendt med bemærkning"`, climate},
		{"udfald:godkendt", ""},
		{"udfald:intet havn", ""},
		// Not, and either of two.
		{"omstilling -titel:klimahandleplan", harbour},
		{"omstilling -beslutning:cyklister", harbour},
		{"omstilling -år:2025", climate},
		{"omstilling -udvalg:byrådet", climate},
		{"-udvalg:byrådet -titel:klimahandleplan", "m1.p1.b3.m1.p1 m1.p2"},
		{"titel:havn OR beslutning:cyklister", "m1.p1 m2.p1"},
		{"titel:havn OR år:2026", "m1.p1 m1.p1.b3.m1.p1 m1.p2 m2.p1"},
		{"titel:(svømmehaller OR havn)", "m1.p1.b3.m1.p1 m2.p1"},
	} {
		if got := paths(t, r, Query{Text: c.text}); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

func TestSearchFilters(t *testing.T) {
	r := built(t, testDocument())
	all := "m1.p1 m1.p1.b3.m1.p1 m1.p2 m2.p1"
	for _, c := range []struct {
		q    Query
		want string
	}{
		{Query{}, all},
		{Query{Text: "  \n"}, all},
		{Query{Text: "-eventuelt"}, "m1.p1 m1.p1.b3.m1.p1 m2.p1"},
		{Query{Year: 2025}, harbour},
		{Query{To: "2025-12-31"}, harbour},
		{Query{From: "2026-03-16", To: "2026-03-16"}, swimming},
		{Query{From: "2026-01-01", Text: "omstilling"}, climate},
		{Query{Year: 2026, To: "2026-03-20"}, swimming},
		{Query{Year: 1999}, ""},
		{Query{Year: 1999, Text: "findesikke -klima"}, ""},
		{Query{Kind: agenda.Dagsorden}, "m1.p1.b3.m1.p1 m2.p1"},
		{Query{Outcome: agenda.ApprovedWithRemarks}, climate},
		{Query{Outcome: agenda.None, Thing: agenda.ThingDecision}, anyOther},
		{Query{Series: "byrådet"}, harbour},
		{Query{Series: " BYRÅDET "}, harbour},
		{Query{Series: "byråd"}, ""},
		{Query{Category: "til godkendelse"}, climate},
		{Query{Unit: "teknik og miljø"}, climate},
		{Query{Unit: "teknik og miljø", Text: "udvides"}, ""},
		{Query{NoClosed: true}, "m1.p1 m1.p1.b3.m1.p1 m2.p1"},
		{Query{NoClosed: true, Text: "eventuelt"}, ""},
		{Query{Thing: "noget andet"}, ""},
		{Query{Text: "findesikke", Kind: agenda.Referat}, ""},
		{Query{Text: "findesikke*", Kind: agenda.Referat}, ""},
		{Query{Text: "-klimahandleplan", Kind: agenda.Dagsorden}, "m1.p1.b3.m1.p1 m2.p1"},
	} {
		if got := paths(t, r, c.q); got != c.want {
			t.Errorf("%+v\n got %s\nwant %s", c.q, got, c.want)
		}
	}
}

// With a thing asked for, words count that stand in it, or in what says where
// it stands, of which one alone is not enough.
func TestSearchThing(t *testing.T) {
	r := offline(t, 1, testDocument())
	for _, c := range []struct {
		text  string
		thing agenda.ThingKind
		want  string
	}{
		{"", agenda.ThingPunkt, "m1.p1 m1.p1.b3.m1.p1 m1.p2 m2.p1"},
		{"", agenda.ThingDecision, "m1.p1 m1.p2"},
		{"", agenda.ThingBilag, climate},
		{"omstilling", agenda.ThingPunkt, "m1.p1 m2.p1"},
		{"omstilling", agenda.ThingDecision, ""},
		{"cyklister", agenda.ThingDecision, climate},
		{"cyklister", agenda.ThingPunkt, ""},
		{"busser", agenda.ThingBilag, climate},
		{"busser", agenda.ThingDecision, ""},
		{"referat", agenda.ThingBilag, climate},
		{"cyklister klimahandleplan", agenda.ThingDecision, climate}, // the punkt's title says what the decision is about
		{"klimahandleplan", agenda.ThingDecision, ""},
		{"cyklister rådmandsmøde godkendelse", agenda.ThingDecision, climate},
		{"cyklister busser", agenda.ThingDecision, ""},
		{"cyklister omstilling", agenda.ThingDecision, ""},
		{"klimahandleplan -busser", agenda.ThingPunkt, climate}, // a bilag has them, which is not asked for
		{"cyklister -omstilling", agenda.ThingDecision, climate},
		// What is said of where the words stand is about the punkt.
		{"titel:klimahandleplan", agenda.ThingDecision, climate},
		{"titel:klimahandleplan cyklister", agenda.ThingDecision, climate},
		{"titel:klimahandleplan omstilling", agenda.ThingDecision, ""},
		{"sag:EMN-2025-001027", agenda.ThingBilag, climate},
		{"titel:svømmehaller", agenda.ThingDecision, ""}, // which has none
	} {
		if got := paths(t, r, Query{Text: c.text, Thing: c.thing}); got != c.want {
			t.Errorf("%s in a %s\n got %s\nwant %s", c.text, c.thing, got, c.want)
		}
	}
}

// A phrase, or a compound's parts, may stand in several parts of a punkt, of
// which only one is asked for.
func TestSearchThingOfSeveral(t *testing.T) {
	r := offline(t, 1, minutes(
		agenda.Punkt{Title: "Den grønne omstilling", Text: "Den grønne omstilling.", Decision: &agenda.Decision{Text: "Den grønne omstilling udsættes."}, Bilag: []agenda.Bilag{{Title: "Notat", Text: "Om den grønne omstilling."}}},
		agenda.Punkt{Title: "Skolerenovering", Text: "Renovering af skoler.", Decision: &agenda.Decision{Text: "Renovering af skoler udsættes."}, Bilag: []agenda.Bilag{{Title: "Notat", Text: "Om renovering af skoler."}}},
		agenda.Punkt{Title: "Den grønne omstilling og skolerenovering", Decision: &agenda.Decision{Text: "Udsat."}, Bilag: []agenda.Bilag{{Title: "Notat", Text: "Om noget andet."}}},
	))
	for _, thing := range []agenda.ThingKind{agenda.ThingPunkt, agenda.ThingDecision, agenda.ThingBilag} {
		for text, want := range map[string]string{`"grønne omstilling"`: "1", `"den grønne omstilling"`: "1", "skolerenovering": "2"} {
			if thing == agenda.ThingPunkt {
				want += " 3"
			}
			if got := numbers(t, r, Query{Text: text, Thing: thing}); got != want {
				t.Errorf("%s in a %s: %s, want %s", text, thing, got, want)
			}
		}
	}
}

// A hit says in which of the punkt's parts the words stand.
func TestHitParts(t *testing.T) {
	r := offline(t, 1, testDocument())
	for text, want := range map[string]Parts{
		"omstilling -havn":         {Own: true},
		"cyklister":                {Decision: true},
		"busser":                   {Bilag: true},
		"snevejr cyklister":        {Own: true, Decision: true},
		"klimahandleplan regnskab": {Own: true, Bilag: true},
		"ansvarlig:teknik":         {Decision: true},
		"EMN-2025-001027":          {Own: true, Bilag: true},
		"udvalg:byrådet":           {},
		"titel:klimahandleplan":    {Own: true},
		"rådmandsmøde cyklister":   {Decision: true},
	} {
		hits := search(t, r, Query{Text: text}).Hits
		if len(hits) != 1 || hits[0].In != want {
			t.Errorf("%s: %+v, want one in %+v", text, hits, want)
		}
	}
}

// What was read otherwise than typed is said, and a text of no words finds
// nothing rather than all.
func TestSearchNotes(t *testing.T) {
	r := offline(t, 1, testDocument())
	for _, text := range []string{"???", `"grønne omstilling`, "-"} {
		result := search(t, r, Query{Text: text})
		if len(result.Notes) == 0 {
			t.Errorf("%s: no note", text)
		}
	}
	if result := search(t, r, Query{Text: "???"}); result.Total != 0 || result.Hits == nil {
		t.Errorf("a text of no words: %+v", result)
	}
}

// Words that only the name of a meeting has find its punkter, and it is said.
func TestMeetingByName(t *testing.T) {
	r := offline(t, 1, testDocument())
	const said = "i mødets navn"
	for _, c := range []struct {
		q     Query
		want  string
		noted bool
	}{
		{Query{Text: "rådmandsmøder"}, "m1.p1 m1.p1.b3.m1.p1 m1.p2", true},
		{Query{Text: "byrådet"}, harbour, true},
		{Query{Text: "byrådet", Year: 2026}, "", false},
		{Query{Text: "byrådet havnen"}, harbour, false}, // a word of the punkt's own is asked for
		{Query{Text: "byrådet krokodille"}, "", false},
		{Query{Text: "byrådet", Thing: agenda.ThingPunkt}, "", false},
	} {
		result := search(t, r, c.q)
		noted := slices.ContainsFunc(result.Notes, func(n string) bool { return strings.Contains(n, said) })
		if got := paths(t, r, c.q); got != c.want || noted != c.noted {
			t.Errorf("%+v: %s (noted %v), want %s (%v)", c.q, got, noted, c.want, c.noted)
		}
	}
}

// A month is read as its year, which is said: the archive counts by years.
func TestMonthOfYears(t *testing.T) {
	r := offline(t, 1, testDocument())
	for _, c := range []struct{ text, want string }{{"år:2026-03 omstilling", climate}, {"år:2025-03 omstilling", harbour}, {"aar:2025-12", harbour}} {
		if result := search(t, r, Query{Text: c.text}); paths(t, r, Query{Text: c.text}) != c.want || len(result.Notes) != 1 {
			t.Errorf("%s: %+v, want %s and a note", c.text, result, c.want)
		}
	}
	if result := search(t, r, Query{Text: "år:2026 omstilling"}); len(result.Notes) != 0 {
		t.Errorf("a plain year has the notes %q", result.Notes)
	}
}

func TestSearchCancelled(t *testing.T) {
	r := built(t, testDocument())
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, text := range []string{"klima", `"grønne omstilling"`, "kl*", "-klima"} {
		if _, err := r.Search(ctx, Query{Text: text}); !errors.Is(err, context.Canceled) {
			t.Errorf("cancelled search for %q: %v", text, err)
		}
	}
}

// Whatever is typed, there is an answer and no error.
func FuzzSearch(f *testing.F) {
	for _, text := range []string{
		"klima -havn", `"grønne omstilling`, "titel:(a OR b) -c*", "år:2019..2023 udfald:godkendt", "§ 85, stk. 2", "CO₂-regnskab | 10 %",
		"\xff\x00-:\"*", "-", "sag:EMN-2025*", strings.Repeat("æ", 300), "1.000.000 mio kr.", "aa oe ae",
	} {
		f.Add(text, uint8(0))
	}
	dir := f.TempDir() + "/index"
	b, err := NewBuilder(dir, dir+".tmp")
	if err != nil {
		f.Fatal(err)
	}
	if err := b.Put(testDocument(), nil); err != nil {
		f.Fatal(err)
	}
	if _, err := b.Close(1); err != nil {
		f.Fatal(err)
	}
	r, err := Open(dir, BuiltInSynonyms())
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { r.Close() })
	d := testDocument()
	f.Fuzz(func(t *testing.T, text string, thing uint8) {
		q := Query{Text: text, Thing: []agenda.ThingKind{"", agenda.ThingPunkt, agenda.ThingDecision, agenda.ThingBilag}[thing%4], Facets: Facets()}
		result, err := r.Search(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		if result.Total != uint64(len(result.Hits)) {
			t.Fatalf("%d hits of %d", len(result.Hits), result.Total)
		}
		for _, h := range result.Hits {
			p, ok := d.Find(h.ID)
			if !ok {
				t.Fatalf("%s is nowhere", h.ID)
			}
			marked := 0
			for _, thing := range append(append(p.BilagThings(), p), p.DecisionThing()) {
				at := result.Locate(thing)
				marked += len(at.Title) + len(at.Body) + len(at.History)
			}
			marked += len(result.marks.locate(fieldsOf(fieldCase), p.Punkt.CaseNumber)) // which stands in none of the texts
			if p.Punkt.Decision != nil {
				for _, unit := range units(p.Punkt.Decision) {
					marked += len(result.marks.locate(fieldsOf(fieldUnit), unit))
				}
			}
			if (h.In != Parts{}) != (marked > 0) {
				t.Errorf("%q: %s is a hit in %+v, and %d words of it are marked", text, h.ID, h.In, marked)
			}
		}
		r.DidYouMean(t.Context(), text, false)
		if _, err := r.Suggest(t.Context(), text, 5, 5, false); err != nil {
			t.Fatal(err)
		}
	})
}
