package agenda

import "testing"

// A closed punkt's title is known again as it stands on pages, and no other.
func TestHiddenNames(t *testing.T) {
	h := Hidden{Titles: []string{"Salg af Krokodillevej 7 og overdragelse af ejendommen", "Løn", "Eventuelt"}}
	for text, want := range map[string]bool{
		"2 SALG AF KROKODILLEVEJ 7 OG OVERDRAGELSE\nAF EJENDOMMEN (10 min)":                                       true,
		"2 Salg af Krokodille-\nvej 7 og overdragelse af ejendommen":                                              true,
		"2 Salg af Krokodillevej 7 og 12\noverdragelse af ejendommen":                                             true,
		"Salg af Krokodillevej 7 og\nSide 2 af 9\nReferat, Byrådet d. 23. marts 2026\noverdragelse af ejendommen": true,
		"Salg af Krokodillevej 7 og over\u00addragelse af ejendommen":                                             true,
		"Salg af Krokodillevej 7": false,
		"Salg af huse. Senere blev der talt om vejene ved skoven, og om Krokodillevej 7 og overdragelse af ejendommen der": false,
		"Punkt 3: Løn":      true,
		"Lønnen":            false,
		"Løn-\nsumsafgift":  true, // better too much
		"4 Eventuelt":       false,
		"":                  false,
		"Salg af ejendomme": false,
	} {
		if got := h.Names(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}
