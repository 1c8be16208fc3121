package index

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"referat/pkg/agenda"
)

// What a word finds besides itself: its forms, the compounds that it is part
// of, and, of a compound, its parts near each other.
func TestWords(t *testing.T) {
	r := texts(t,
		"Socialtilsynet var på besøg.",           // 1
		"Der er tilsyn med alle botilbud.",       // 2
		"Budgettemadrøftelserne begynder i maj.", // 3
		"Forslag til lokalplan nr. 7.",           // 4
		"Lokalplanforslagene sendes i høring.",   // 5
		"Skolerenoveringen er dyr.",              // 6
		"Renovering af byens skoler.",            // 7
		"Skoler er der mange af. De skal gøre nytte, men det er så som så. Renovering er noget andet.", // 8
		"Et barn i hver familie.",                 // 9
		"Børnene leger.",                          // 10
		"Der er mange børnehaver.",                // 11
		"Rådmanden og formanden mødes på mandag.", // 12
		"En mand uden hat.",                       // 13
		"Udvalget valgte at vente.",               // 14
		"Et valg skal holdes.",                    // 15
		"CO2-udledningen falder.",                 // 16
		"Udledning af CO₂ falder.",                // 17
		"Klima- og miljøplanen.",                  // 18
		"Cykelsti i Ådalen.",                      // 19
		"Ældre på plejehjem.",                     // 20
		"Klimaaftrykket fra Aabyhøj.",             // 21
	)
	for _, c := range []struct{ text, want string }{
		// Forms of a word.
		{"tilsynet", "1 2"},
		{"barn", "9 10 11"},
		{"børn", "9 10 11"},
		{"renoveringer", "6 7 8"},
		{"lokalplaner", "4 5"},
		// A word finds the compounds that it is part of; the parts are words, not letters.
		{"tilsyn", "1 2"},
		{"social", "1"},
		{"syn", ""},
		{"budget", "3"},
		{"drøftelse", "3"},
		{"plan", "4 5 18"},
		{"forslag", "4 5"},
		{"skole", "6 7 8"},
		{"mand", "13"},
		{"formand", "12"},
		{"valg", "15"},
		{"udvalg", "14"},
		{"hat", "13"},
		{"miljø", "18"},
		{"sti", "19"},
		// A compound finds its parts near each other, in any order, not far apart.
		{"skolerenovering", "6 7"},
		{"budgetdrøftelse", ""},
		{"forslag lokalplan", "4 5"},
		{"lokalplanforslag", "4 5"},
		{"havneplan", ""},
		{"børnebørn", ""}, // a child is no grandchild
		// Words that say nothing beside others need not stand there.
		{"renovering af skoler", "6 7 8"},
		{"renovering for skoler", "6 7 8"},
		{"af", "7 8 17"},
		{"renovering titel:af", ""},
		{`"for" renovering`, ""},
		// Hyphens.
		{"CO2-udledning", "16 17"},
		{"co2udledning", "16 17"},
		{"CO₂ udledning", "16 17"},
		{"klima-plan", "18"},
		{"udledning", "16 17"},
		// As typed on a keyboard without æ, ø and å.
		{"aeldre", "20"},
		{"boern", "9 10 11"},
		{"aadal", "19"},
		{"ådalen", "19"},
		{"hoering", "5"},
		// Two a are one å, but where two parts of a compound meet.
		{"klima", "18 21"},
		{"aftryk", "21"},
		{"klimaaftryk", "21"},
		{"åbyhøj", "21"},
		{"aabyhoej", "21"},
		// Beginnings.
		{"tilsy*", "2"},
		{"social*", "1"},
		{"boerne*", "10 11"},
	} {
		result := search(t, r, Query{Text: c.text})
		if got := numbers(t, r, Query{Text: c.text}); got != c.want && !(c.want == "" && result.Fuzzy) {
			t.Errorf("%s: %s, want %s", c.text, got, c.want)
		}
	}
}

// § 85, an amount, a date, a case number are found however they are typed, and
// only as a whole.
func TestThings(t *testing.T) {
	r := texts(t,
		"Jf. servicelovens § 83, stk. 2, og § 85.", // 1
		"Efter §§ 84-86 i serviceloven.",           // 2
		"I alt 85 pladser den 23. marts 2026.",     // 3
		"Mødet 23-03-2026 kl. 9.",                  // 4
		"Prisen er 1,25 mio. kr.",                  // 5
		"Prisen er 1.250.000 kr.",                  // 6
		"Prisen er 1250 t.kr. eller mere.",         // 7
		"Andelen er 10 %.",                         // 8
		"En 10 pct.-målsætning.",                   // 9
		"Sag 27/04418 om S&B.",                     // 10
		"Se EMN-2025-001027 fra S & B.",            // 11
		"Sag 27/04419.",                            // 12
		"Der er 2026 træer og 23 buske i marts.",   // 13
	)
	for _, c := range []struct{ text, want string }{
		{"§ 85", "1 2"},
		{"§85", "1 2"},
		{"paragraf 85", "1 2"},
		{"85", "1 3"},
		{"§ 83", "1"},
		{"§ 83, stk. 2", "1"},
		{"§83 stk 2", "1"},
		{"§ 83, stk. 3", ""},
		{"servicelovens § 83", "1"},
		{"§ 86", "2"},
		{"23. marts 2026", "3 4"},
		{"2026-03-23", "3 4"},
		{"23/3 2026", "3 4"},
		{"24. marts 2026", ""},
		{"marts 2026", "3 4"},
		{"1,25 mio. kr.", "5 6 7"},
		{"1250000", "5 6 7"},
		{"1.250.000", "5 6 7"},
		{"10 %", "8 9"},
		{"10%", "8 9"},
		{"10 procent", "8 9"},
		{"27/04418", "10"},
		{"S&B", "10 11"},
		{"s & b", "10 11"},
		{"emn-2025-001027", "11"},
		{"27/044*", "10 12"},
	} {
		if got := numbers(t, r, Query{Text: c.text}); got != c.want {
			t.Errorf("%s: %s, want %s", c.text, got, c.want)
		}
	}
}

// What Search says of how it read a word.
func TestReading(t *testing.T) {
	r := texts(t, "Socialtilsynet kommer.", "Tilsyn er godt, og tilsynene er flere.", "Lokalplanen er en plan.", "MSB og boern", "Ældre")
	read := func(text string) Reading {
		t.Helper()
		list := search(t, r, Query{Text: text, Explain: true}).Read
		if len(list) != 1 {
			t.Fatalf("%s is read as %+v", text, list)
		}
		return list[0]
	}
	words := func(list []Form) (out []string) {
		for _, f := range list {
			out = append(out, f.Text)
		}
		return out
	}
	got := read("tilsyn")
	if got.Typed != "tilsyn" || got.Stem != "tilsyn" || !slices.Equal(words(got.Inflections), []string{"tilsynene"}) || !slices.Equal(words(got.Compounds), []string{"socialtilsynet"}) {
		t.Errorf("tilsyn: %+v", got)
	}
	if got := read("lokalplan"); !slices.Equal(got.Parts, []string{"lokal", "plan"}) {
		t.Errorf("lokalplan: %+v", got)
	}
	if got := read("aeldre"); !slices.Equal(got.Spelt, []string{"ældre"}) {
		t.Errorf("aeldre: %+v", got)
	}
	if got := read("MSB"); !slices.Equal(got.Synonyms, []string{"sociale forhold og beskæftigelse"}) {
		t.Errorf("MSB: %+v", got)
	}
	if got := read("plan*"); got.Begin != 1 {
		t.Errorf("plan*: %+v", got)
	}
	if got := read("tilsym"); !slices.Equal(words(got.Near), []string{"tilsyn"}) {
		t.Errorf("tilsym: %+v", got)
	}
}

// Words spelt nearly so are looked for only where nothing is found.
func TestFuzzy(t *testing.T) {
	r := texts(t, "Cyklisterne kører.", "Cyklister i byen.", "En tricykel.", "Havnen er fuld.", "Navnet er langt.", "Et ur.")
	for _, c := range []struct {
		text  string
		want  string
		fuzzy bool
	}{
		{"cyklister", "1 2", false},
		{"cyklsiter", "1 2", true}, // two letters swapped
		{"cyklisterme", "1 2", true},
		{"cyklister*", "1 2", false},
		{"havnen", "4", false},  // found, so no "navnet"
		{"havmen", "4", true},   // one slip is nearer than two
		{"us", "", false},       // words of three letters are no slips
		{`"havmen"`, "", false}, // as written
		{"havm*", "", false},
		{"-havmen cyklister", "1 2", false}, // what must not stand there is not guessed
		{"xyzxyz", "", false},
	} {
		result := search(t, r, Query{Text: c.text})
		if got := numbers(t, r, Query{Text: c.text}); got != c.want || result.Fuzzy != c.fuzzy {
			t.Errorf("%s: %s (fuzzy %v), want %s (%v)", c.text, got, result.Fuzzy, c.want, c.fuzzy)
		}
	}
}

func TestDidYouMean(t *testing.T) {
	list := slices.Repeat([]string{"Cyklisterne kører på cykelstien."}, 30)
	r := texts(t, append(list, "En cyklsti.", "Havnen.")...)
	for _, c := range []struct{ text, want string }{
		{"cykelsti", ""},
		{"cykelstein", "cykelstien"},
		{"Cyklisterne på cykelstein", "Cyklisterne på cykelstien"},
		{"cyklisternne havnen", "cyklisterne havnen"},
		{"havnem", "havnen"},
		{"motorcykelstein cykelstein", "motorcykelstein cykelstien"}, // the word, not a piece of another
		{"-cykelstein", ""},
		{`"cykelstein"`, ""},
		{"xyzxyz", ""},
		{"", ""},
		{"§ 85 12345", ""},
	} {
		if got, err := r.DidYouMean(t.Context(), c.text, false); err != nil || got != c.want {
			t.Errorf("%s: %q, want %q", c.text, got, c.want)
		}
	}
}

func TestSuggest(t *testing.T) {
	d := minutes(
		agenda.Punkt{Title: "Klimaplan for havnen", Text: "Klimaet. Klimaplanen."},
		agenda.Punkt{Title: "Havneplan", Text: "Om klimaplanen."},
		agenda.Punkt{Title: "Øvrige sager", Text: "Om klimaplanen, og om ørne. Budgetaftalen. Arealaftalen. Skoleaftalen. Temaaftenen."},
	)
	r := offline(t, 1, d)
	for _, c := range []struct {
		text          string
		limit         int
		words, titles string
	}{
		{"klim", 10, "klimaplanen klimaet klimaplan", "1"},
		{"KLIM", 1, "klimaplanen", "1"},
		{"havnen klim", 10, "klimaplanen klimaet klimaplan", "1"},
		{"hav", 10, "havnen havneplan", "1 2"},
		{"oer", 10, "ørne", ""}, // on a keyboard without ø
		{"oev", 10, "øvrige", "3"},
		{"sager øvr", 10, "øvrige", "3"},
		{"temaa", 10, "temaaftenen", ""}, // as it is spelt
		{"klima ", 10, "", ""},           // nothing is begun
		{"", 10, "", ""},
		{"xyz", 10, "", ""},
		{`"-*:`, 10, "", ""},
		{"-klim", 10, "klimaplanen klimaet klimaplan", "1"},
	} {
		s, err := r.Suggest(t.Context(), c.text, c.limit, c.limit, false)
		if err != nil {
			t.Fatal(err)
		}
		var words, titles []string
		for _, w := range s.Words {
			words = append(words, w.Shown)
		}
		for _, id := range s.Titles {
			titles = append(titles, strings.TrimPrefix(id.Path(), "m1.p"))
		}
		slices.Sort(titles)
		if got := strings.Join(words, " "); got != c.words {
			t.Errorf("%q: words %q, want %q", c.text, got, c.words)
		}
		if got := strings.Join(titles, " "); got != c.titles {
			t.Errorf("%q: titles %q, want %q", c.text, got, c.titles)
		}
	}
}

// In quotes "§ 85" is the paragraph, though the phrase's words are numbers as
// well.
func TestParagraphInQuotes(t *testing.T) {
	r := texts(t, "Støtte efter § 85.", "I alt 85 pladser.", "Efter servicelovens § 83 og § 85 ydes støtte.", "Efter 85 dage.", "Støtte efter §§ 85-87.")
	for _, c := range []struct{ text, want string }{
		{`"§ 85"`, "1 3 5"},
		{`"§85"`, "1 3 5"},
		{`"efter § 85"`, "1 5"},
		{`"§ 85 ydes støtte"`, "3"},
		{`"85"`, "1 2 3 4 5"},
		{`"efter 85"`, "1 4 5"},
	} {
		if got := numbers(t, r, Query{Text: c.text}); got != c.want {
			t.Errorf("%s: %s, want %s", c.text, got, c.want)
		}
	}
}

// "nr." says nothing beside the number.
func TestNumberSign(t *testing.T) {
	r := texts(t, "Forslag til lokalplan 88.", "Forslag til lokalplan nr. 88.", "Lokalplan nr. 89.", "Renovering nr. 2 af skolen.", "Renovering af skolen.")
	for _, c := range []struct{ text, want string }{
		{"lokalplan 88", "1 2"},
		{"lokalplan nr. 88", "1 2"},
		{"lokalplan nr 88", "1 2"},
		{"Nr. 88", "1 2"},
		{"renovering nr.", "4 5"},
		{"nr.", "2 3 4"},
	} {
		if got := numbers(t, r, Query{Text: c.text}); got != c.want {
			t.Errorf("%s: %s, want %s", c.text, got, c.want)
		}
	}
}

// What is gone is not suggested, nor meant.
func TestSuggestWhatIsGone(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "index")
	createUnmerged(t, dir)
	gone := minutes(agenda.Punkt{Title: "Næsehornet", Text: "Næsehornet løber, og klimaet er varmt. Næsehornet sover."})
	in(t, dir, func(w *Writer) error { return errors.Join(w.Add(testDocument(), nil), w.Add(gone, nil)) })
	in(t, dir, func(w *Writer) error { return w.Take(gone.Source.SHA256) })
	r := opened(t, dir)
	for _, text := range []string{"næse", "klimaet"} {
		s, err := r.Suggest(t.Context(), text, 10, 10, false)
		if err != nil || len(s.Words)+len(s.Titles) != 0 {
			t.Errorf("%s: %+v, %v", text, s, err)
		}
	}
	if meant, err := r.DidYouMean(t.Context(), "næsehornte", false); meant != "" || err != nil {
		t.Errorf("næsehornte may mean %q, %v", meant, err)
	}
	if list := search(t, r, Query{Text: "klima", Explain: true}).Read[0].Inflections; slices.ContainsFunc(list, func(f Form) bool { return f.Text == "klimaet" }) {
		t.Errorf("the forms of klima are %+v", list)
	}
}
