package ocr

import (
	"slices"
	"strings"
	"testing"
)

// mendedText is a paragraph, a line each, as mend leaves it.
func mendedText(rules []mending, lines ...string) string {
	var made []Line
	for _, text := range lines {
		var l Line
		for _, w := range strings.Fields(text) {
			l.Words = append(l.Words, Word{Text: w})
		}
		made = append(made, l)
	}
	mend(made, rules)
	texts := make([]string, len(made))
	for i := range made {
		made[i].join()
		texts[i] = made[i].Text
	}
	return strings.Join(texts, "\n")
}

// mendCases are readings with what they are mended to.
var mendCases = map[string]string{
	// § as tesseract 5.3.0 with dan reads it
	"efter servicelovens 8 85, stk. 2, og 8 83 a.":              "efter servicelovens § 85, stk. 2, og § 83 a.",
	"Jf. 8 12, stk. 1, nr. 3":                                   "Jf. § 12, stk. 1, nr. 3",
	"Reglerne i 88 83 og 85 gælder":                             "Reglerne i §§ 83 og 85 gælder",
	"reglerne i $$ 83 og 85 gælder":                             "reglerne i §§ 83 og 85 gælder",
	"Efter barnets lov $ 32, 8 46 og & 119 a kan":               "Efter barnets lov § 32, § 46 og § 119 a kan",
	"almenboliglovens & 54, retssikkerhedslovens 8& 1 og S 10.": "almenboliglovens § 54, retssikkerhedslovens § 1 og § 10.",
	"Planlovens 8 13, stk. 2, og 8 15 samt":                     "Planlovens § 13, stk. 2, og § 15 samt",
	"8 4. Stk. 2. Udvalget":                                     "§ 4. Stk. 2. Udvalget",
	"I henhold til 8 107 og 8 108 er der 8 pladser":             "I henhold til § 107 og § 108 er der 8 pladser",
	"Bekendtgørelsens 8 8, 8 9 og 88 11-13.":                    "Bekendtgørelsens § 8, § 9 og §§ 11-13.",
	"Efter 8 141 i sundhedsloven og ABL 8 5, stk. 1, nr. 8":     "Efter § 141 i sundhedsloven og ABL § 5, stk. 1, nr. 8",
	"er § 141 i serviceloven og 8 26 i retssikkerhedsloven":     "er § 141 i serviceloven og § 26 i retssikkerhedsloven",
	"lukket ($ 10, stk. 3).":                                    "lukket (§ 10, stk. 3).",
	"leveres efter servicelovens 8 85 om støtte":                "leveres efter servicelovens § 85 om støtte",
	"efter servicelovens $85, stk. 2":                           "efter servicelovens § 85, stk. 2",
	"efter servicelovens 885, stk. 2":                           "efter servicelovens § 85, stk. 2",
	"tilbud efter $ 107 og lignende":                            "tilbud efter § 107 og lignende",
	"hjemlen findes i $& 83 og 85.":                             "hjemlen findes i §§ 83 og 85.",
	"støtten, 88 83 og 85 i serviceloven":                       "støtten, §§ 83 og 85 i serviceloven",
	"pladser på & 107 og lignende":                              "pladser på § 107 og lignende",
	"støtte efter 8 98 gives":                                   "støtte efter § 98 gives",
	"jf. $85 og lignende":                                       "jf. § 85 og lignende",
	"som gives $85, stk. 2":                                     "som gives § 85, stk. 2",
	"er 88 140-142 i samme lov":                                 "er §§ 140-142 i samme lov",
	"gælder ikke 8 68 d, 8 69 og 8 70, stk. 8":                  "gælder ikke § 68 d, § 69 og § 70, stk. 8",
	// ₂
	"85 ton COze i 2030":                       "85 ton CO₂e i 2030",
	"falder COze, COse og (CO2ze).":            "falder CO₂e, CO₂e og (CO₂e).",
	"Coze-regnskab og CO,e":                    "CO₂e-regnskab og CO₂e",
	"COz COz2, CO> CO>z CO2> CO».":             "CO₂ CO₂, CO₂ CO₂ CO₂ CO₂.",
	"CO--reduktionen, CO,-aftrykket, CO-2-mål": "CO₂-reduktionen, CO₂-aftrykket, CO₂-mål",
	"12.000 ton CO; om året":                   "12.000 ton CO₂ om året",
	// I, l, 1, 0
	"1 alt 1.110 kr.":                                 "I alt 1.110 kr.",
	"Det er sagt. | forbindelse med":                  "Det er sagt. I forbindelse med",
	"lalt: 11 stk.":                                   "Ialt: 11 stk.",
	"og 8 i alt. | 2025 blev der":                     "og 8 i alt. I 2025 blev der",
	"omkring 5 ?C.":                                   "omkring 5 °C.",
	"fra 8 9C til 74,5 9C, og -3 9C.":                 "fra 8 °C til 74,5 °C, og -3 °C.",
	"A 446 m? B 1.100 mZ, 3 km” og kWh pr. m?,":       "A 446 m² B 1.100 m², 3 km² og kWh pr. m²,",
	"postØhavn.dk, jens.holmGsejl-klub.dk postæØx.dk": "post@havn.dk, jens.holm@sejl-klub.dk post@x.dk",
	"Skriv til postæhavn.dk.":                         "Skriv til post@havn.dk.",
	"overtrædelser af SS 107 og 18 kan":               "overtrædelser af §§ 107 og 18 kan",
	"overtrædelse af $$& 107 og 86":                   "overtrædelse af §§ 107 og 86",
	"15 I pr. døgn":                                   "15 l pr. døgn",
	"den 1l-03-2026 kl. 1O:00 - 1I:15.":               "den 11-03-2026 kl. 10:00 - 11:15.",
	"efter § 8, stk, 2, og 10 mio, kr.":               "efter § 8, stk. 2, og 10 mio. kr.",
	"e Støtte til foreninger":                         "• Støtte til foreninger",
	"omfatter: ¢ Støtte til foreninger":               "omfatter: • Støtte til foreninger",
}

func TestMend(t *testing.T) {
	for read, want := range mendCases {
		if got := mendedText(allMendings(), read); got != want {
			t.Errorf("%q\n got %q\nwant %q", read, got, want)
		}
	}
}

// Each rule is needed by a case: without it, one comes out otherwise.
func TestMendNeedsEachRule(t *testing.T) {
	for i, rule := range allMendings() {
		without := append(slices.Clone(allMendings()[:i]), allMendings()[i+1:]...)
		needed := false
		for read, want := range mendCases {
			needed = needed || mendedText(without, read) != want
		}
		if !needed {
			t.Errorf("no case needs the rule %q", rule.name)
		}
	}
}

// What stands in a sentence goes on in the next line of the paragraph.
func TestMendAcrossLines(t *testing.T) {
	got := mendedText(allMendings(), "leveres efter servicelovens", "8 85, jf. 8", "12, stk. 1")
	if want := "leveres efter servicelovens\n§ 85, jf. §\n12, stk. 1"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// A paragraph's end ends what it proves.
func TestMendOtherParagraph(t *testing.T) {
	lines := []Line{
		{Block: 1, Par: 1, Words: []Word{{Text: "servicelovens"}}},
		{Block: 2, Par: 1, Words: []Word{{Text: "8"}, {Text: "85"}}},
	}
	mend(lines, allMendings())
	if got := lines[1].Words[0].Text; got != "8" {
		t.Errorf("got %q, want 8", got)
	}
}

// Near misses: right as they stand.
func TestMendLeaves(t *testing.T) {
	for _, text := range []string{
		"Der er 8 børn og 5 voksne",
		"Se bilag 8, stk. 2, og bilag 8",
		"punkt 8 12, stk. 1 af hvert",
		"efter 8 500 kr. om året",
		"Serviceloven 8 85 pct. af sagerne",
		"I alt 8 85 12",
		"koster $ 85 og £ 5",
		"prisen er USD & 85",
		"Hansen & 12 andre, H & M 12",
		"efter servicelovens 85, stk. 2",
		"efter 8 dage og efter 85 dage",
		"jf. bilag 5 og 8",
		"i § 83 og 8 timer derefter",
		"af § 83 og 8 12 timer derefter",
		"kl. 8 10 minutter",
		"klasse S 5, linje S 10",
		"88 83 og 85 point",
		"de 88 borgere og 55 ansatte",
		"CO2 CO2e CO2-aftryk CO, NO og CO; kulilte",
		"Cope, Cose og COOP, CO-reduktion",
		"| 2026 | 2027, I/l 2026 er",
		"type ?C og ”C.",
		"1 alternativ, 1 time, 1. klasse, | 2026",
		"fra 1 forbindelse med",
		"kapitel I pr. tradition",
		"stk, der og mio, men",
		"f-10-2026 og ll:ll, Il-Alle",
		"e) Støtte, type e Støtte, e mail",
		"0g fedt, 10 g",
		"klasse 9C, 8A og 9C",
		"Hvad er en m? Det er 5 mm.",
		"www.møns.dk, tårnby.dk, havnGården, MobilePay.dk",
		"postadresse.dk og infoavisen.dk",
		"undgå overtrædelser af 88 personer",
	} {
		if got := mendedText(allMendings(), text); got != text {
			t.Errorf("%q became %q", text, got)
		}
	}
}
