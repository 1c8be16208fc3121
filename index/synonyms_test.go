package index

import (
	"path/filepath"
	"strings"
	"testing"
)

func TestSynonyms(t *testing.T) {
	r := texts(t,
		"MSB svarer.", // 1
		"Sociale Forhold og Beskæftigelse svarer.",         // 2
		"Forholdene er sociale, og beskæftigelsen stiger.", // 3
		"Teknik og Miljø og MSB.",                          // 4
		"En stue med udsigt.",                              // 5
		"STU er en uddannelse.",                            // 6
		"En særligt tilrettelagt ungdomsuddannelse.",       // 7
		"Bare rolig.", // 8
	)
	for _, c := range []struct{ text, want string }{
		{"MSB", "1 2 4"},
		{"msb", "1 2 4"},
		{"Sociale Forhold og Beskæftigelse", "1 2 4"}, // as one, in a row
		{"sociale forhold", "2 3"},
		{"MTM MSB", "4"},
		{"Teknik og Miljø MSB", "4"},
		{"beskæftigelse sociale forhold og", "2 3"}, // in another order it is four words
		{`"MSB"`, "1 4"},                            // as written
		{"svarer -MSB", ""},
		{"MSB OR STU", "1 2 4 6 7"},
		{"titel:MSB", ""},
		// What is no more than spelt like an abbreviation is not one.
		{"stue", "5"},
		{"særligt tilrettelagt ungdomsuddannelse", "6 7"},
	} {
		if got := numbers(t, r, Query{Text: c.text}); got != c.want {
			t.Errorf("%s: %s, want %s", c.text, got, c.want)
		}
	}
}

// A list of one's own is added to the built-in one.
func TestSynonymsRead(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "index")
	buildIn(t, dir, 1, minutes(punkterOf("Letbanen kører.", "Sporvognen kører.", "Metroen kører.", "Kommunens togsæt kører.", "MSB kører.", "En elefant kører.")...))
	own := BuiltInSynonyms()
	err := own.Read(strings.NewReader(`
# Vores egne.
letbane = sporvogn     # det gamle ord
togsæt = metro
metro = letbane        # føjer to grupper sammen
kæmpedyr = elefant
`))
	if err != nil {
		t.Fatal(err)
	}
	r, err := Open(dir, own)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	plain, err := Open(dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer plain.Close()
	for _, c := range []struct{ text, want, plain string }{
		{"letbane", "1 2 3 4", "1"},
		{"sporvognen", "1 2 3 4", "2"},
		{"togsæt", "1 2 3 4", "4"},
		{"metroer", "1 2 3 4", "3"},
		{"kæmpedyret", "6", ""},
		{"Sociale Forhold og Beskæftigelse", "5", ""},
	} {
		if got := numbers(t, r, Query{Text: c.text}); got != c.want {
			t.Errorf("%s: %s, want %s", c.text, got, c.want)
		}
		if got := numbers(t, plain, Query{Text: c.text}); got != c.plain {
			t.Errorf("%s without synonyms: %s, want %s", c.text, got, c.plain)
		}
	}
}

// An error says the line.
func TestSynonymsErrors(t *testing.T) {
	for text, want := range map[string]string{
		"a1 = b1\n\nalene\n":  "linje 3: «alene»",
		"= b1":                "linje 1: «= b1»",
		"# kun\n a1 = ??? #x": "linje 2: «a1 = ??? #x»",
	} {
		if err := BuiltInSynonyms().Read(strings.NewReader(text)); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
	if err := BuiltInSynonyms().Read(strings.NewReader("a1 = " + strings.Repeat("x", 1<<20))); err == nil {
		t.Error("a line without an end gave no error")
	}
}

// KL is Kommunernes Landsforening, and not the "kl." before a time of day.
func TestKL(t *testing.T) {
	r := texts(t,
		"Aftalen med KL er fra juni.",                        // 1
		"Kommunernes Landsforening svarer.",                  // 2
		"Mødet begynder kl. 16 på rådhuset.",                 // 3
		"Økonomiaftalen for 2026 mellem regeringen og KL.",   // 4
		"Økonomiaftalen for 2026 drøftes kl. 9.",             // 5
		"Økonomiaftalen for 2026: Kommunernes Landsforening", // 6
	)
	for _, c := range []struct{ text, want string }{
		{"KL", "1 2 4 6"},
		{"Kommunernes Landsforening", "1 2 4 6"},
		{"kommunernes landsforening", "1 2 4 6"},
		{"kl. 16", "3"},
		{`"kl. 16"`, "3"},
		{"økonomiaftalen KL 2026", "4 6"},
	} {
		if got := numbers(t, r, Query{Text: c.text}); got != c.want {
			t.Errorf("%s: %s, want %s", c.text, got, c.want)
		}
	}
}

// A synonym of several words is the words in a row, written as a name is, and
// else all of them anywhere, too: "børn og unge" are not only the department.
func TestSynonymsOfCommonWords(t *testing.T) {
	r := texts(t,
		"Børn og unge i byen.",      // 1
		"Unge, der selv har børn.",  // 2
		"Børn og Unge svarer.",      // 3
		"MBU svarer.",               // 4
		"Et barn leger.",            // 5
		"MTM og MSO mødes.",         // 6
		"Teknik og Miljø alene.",    // 7
		"Sundhed og Omsorg og MTM.", // 8
	)
	for _, c := range []struct{ text, want string }{
		{"børn unge", "1 2 3"},
		{"børn og unge", "1 2 3 4"},
		{"Børn og Unge", "1 3 4"},
		{"BØRN og UNGE", "1 3 4"}, // OG joins two words, as AND does
		{"svarer børn og unge", "3 4"},
		{"teknik og miljø sundhed og omsorg", "6 8"}, // whose second "og" is no repeat
		{"Teknik og Miljø, Sundhed og Omsorg", "6 8"},
		{"og og og", "1 3 6 7 8"},
	} {
		if got := numbers(t, r, Query{Text: c.text}); got != c.want {
			t.Errorf("%s: %s, want %s", c.text, got, c.want)
		}
	}
}

// What is one thing, however it is written, can be a synonym.
func TestSynonymsOfThings(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "index")
	buildIn(t, dir, 1, minutes(punkterOf(
		"S&B svarer.",                // 1
		"Skoleafdelingen svarer.",    // 2
		"Efter § 85 i loven.",        // 3
		"Et botilbud for voksne.",    // 4
		"I alt 85 pladser.",          // 5
		"CO2-udledning måles.",       // 6
		"Klimabelastningen stiger.",  // 7
		"Noget andet om S og B, CO2", // 8
	)...))
	own := BuiltInSynonyms()
	if err := own.Read(strings.NewReader("S&B = skoleafdelingen\n§ 85 = botilbud\nCO2-udledning = klimabelastning\n")); err != nil {
		t.Fatal(err)
	}
	r, err := Open(dir, own)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	for _, c := range []struct{ text, want string }{
		{"S&B", "1 2"},
		{"s & b", "1 2"},
		{"skoleafdelingen", "1 2"},
		{"§ 85", "3 4"},
		{"§85", "3 4"},
		{"paragraf 85", "3 4"},
		{"botilbud", "3 4"},
		{"CO2-udledning", "6 7"},
		{"CO₂-udledning", "6 7"},
		{"klimabelastninger", "6 7"},
	} {
		if got := numbers(t, r, Query{Text: c.text}); got != c.want {
			t.Errorf("%s: %s, want %s", c.text, got, c.want)
		}
	}
}
