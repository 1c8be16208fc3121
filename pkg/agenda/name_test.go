package agenda

import "testing"

func TestTitleKey(t *testing.T) {
	for _, same := range [][2]string{
		{"Nyt færgeleje: valg af rådgiver", "NYT FÆRGELEJE  –  VALG AF RÅDGIVER."},
		{"Køb af grund ved Fyrbakken", "Lukket: Køb af grund ved Fyrbakken"},
		{"Køb af grund", "Lukket punkt: Køb af grund"},
		{"Badebroer på Åsen", "Badebroer pa\u030a A\u030asen"},
		{"Kommune\u00adplan", "Kommuneplan"},
	} {
		if TitleKey(same[0]) != TitleKey(same[1]) {
			t.Errorf("%q and %q have different keys", same[0], same[1])
		}
	}
	for _, differ := range [][2]string{
		{"Lokalplan 88", "Lokalplan 89"},
		{"Godkendelse af referat fra 17. marts", "Godkendelse af referat fra 9. marts"},
		{"Lukket", "Åben"},
	} {
		if TitleKey(differ[0]) == TitleKey(differ[1]) {
			t.Errorf("%q and %q have one key", differ[0], differ[1])
		}
	}
	for _, empty := range []string{"", " . ", "–"} {
		if TitleKey(empty) != 0 {
			t.Errorf("%q has a key", empty)
		}
	}
}

func TestCaseKey(t *testing.T) {
	for text, want := range map[string]string{
		"EMN-2025-003383":                 "EMN-2025-003383",
		"emn-2025-003383":                 "EMN-2025-003383",
		" EMN 2025 003383 ":               "EMN-2025-003383",
		"EMN–2025–003383":                 "EMN-2025-003383",
		"EMN2025/003383":                  "EMN-2025-003383",
		"Sagsnr.: EMN-2025-003383":        "EMN-2025-003383",
		"sag nr. 27/04418":                "27-04418",
		"27/04418":                        "27-04418",
		"01.02.00-P19-1-25":               "01-02-00-P-19-1-25",
		"":                                "",
		"Anlægsbevilling til stien":       "",
		"sag":                             "",
		"\u00a0EMN\u00a02025\u2011003383": "EMN-2025-003383",
	} {
		if got := CaseKey(text); got != want {
			t.Errorf("CaseKey(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestNames(t *testing.T) {
	type name struct{ series, title string }
	for _, c := range []struct {
		a, b name
		want int
	}{
		{name{"Rådmandsmøder 2026-2029", "Rådmandsmøde d. 23. marts"}, name{"Rådmandsmøder 2026-2029", "Rådmandsmøde d. 23 marts"}, surely},
		{name{"Rådmandsmøder 2026-2029", "Rådmandsmøde d. 23. marts"}, name{"RÅDMANDSMØDER 2026 - 2029", "Rådmandsmøde 23-03-2026"}, surely},
		{name{"Rådmandsmøder 2026-2029", "Rådmandsmøde d. 23. marts"}, name{"REFERAT Rådmandsmøder 2026-2029", "Rådmandsmøde mandag den 23. marts 2026"}, surely},
		{name{"Rådmandsmøder", "Udkast til referat af rådmandsmøde d. 23/3"}, name{"Rådmandsmøder", "Rådmandsmøde - endeligt referat"}, surely},
		{name{"Rådmandsmøder 2026-2029", "Rådmandsmøde d. 23. marts"}, name{"Rådmandsmøder 2026-29", "Rådmandsmøde man. d. 23.03"}, surely},
		{name{"Rådmandsmøder", "Rådmandsmøde"}, name{"Rådmandsmøder", "Rettet referat: Rådmandsmøde d. 23. marts"}, surely},
		{name{"Rådmandsmøder", "Rådmandsmøde"}, name{"Rådmandsmøder", "Rådmandsmøde d. 23. marts (rettet)"}, surely},
		{name{"Rådmandsmøder", "Rådmandsmøde"}, name{"Rådmandsmøder", "Rådmandsmøde d. 23. marts - version 2"}, surely},
		{name{"Rådmandsmøder", "Rådmandsmøde"}, name{"Rådmandsmøder", "Rådmandsmøde d. 23. marts, ny udgave"}, surely},
		{name{"Rådmandsmøder", "Rådmandsmøde"}, name{"Rådmandsmøder", "Underskrevet konklusionsreferat fra rådmandsmøde (v3)"}, surely},
		{name{"Rådmandsmøder", "Rådmandsmøde"}, name{"Rådmandsmøder", "Tillæg til dagsorden for rådmandsmøde d. 23. marts"}, surely},
		{name{"Rådmandsmøder", "Rådmandsmøde"}, name{"Rådmandsmøder", "Rådmandsmøde d. 23. marts kl. 11.00"}, surely},
		{name{"Rådmandsmøder", "Rådmandsmøde kl. 9-10"}, name{"Rådmandsmøder", "Rådmandsmøde d. 23. marts kl. 09:00"}, surely},
		{name{"Rådmandsmøder", "Rådmandsmøde kl. 9"}, name{"Rådmandsmøder", "Rådmandsmøde kl. 13"}, 0},
		{name{"Rådmandsmøder", "Rådmandsmøde"}, name{"Rådmandsmøder", "Ekstra rådmandsmøde"}, 0},
		{name{"Kulturudvalget 2022-2025", "Møde nr. 19 (dagsorden)"}, name{"Kulturudvalget 2022-2025", "Møde nr. 19"}, surely},
		{name{"Kulturudvalget 2022-2025", "Møde nr. 19 d. 2. maj"}, name{"Kulturudvalget 2022-2025", "Møde nr. 20 d. 2. maj"}, 0},
		{name{"Økonomidirektionen", "Møde nr. 8/2019"}, name{"Økonomidirektionen", "Møde nr. 9/2019"}, 0},
		{name{"Ejendomsforum", "Møde d. 16. maj"}, name{"Ejendomsforum", "Ekstraordinært møde d. 16. maj om Strandgade"}, 0},
		{name{"Ejendomsforum", "Møde d. 16. maj"}, name{"Ejendomsforum", "Ekstraordinært møde d. 16. maj"}, 0},
		{name{"Chefgruppen (2024/2025)", "Ugemøde 12"}, name{"Chefgruppen (2024/2025)", "Formøde til ugemøde 12"}, 0},
		{name{"Kulturudvalget", "Udvalgsmøde"}, name{"Teknisk Udvalg", "Udvalgsmøde"}, 0},
		{name{"Kulturudvalget 2022-2025", "Kulturudvalgsmøde d. 30. marts"}, name{"Kulturudvalget 2022-2025", "Referat"}, perhaps},
		{name{"Kulturudvalget 2022-2025", "Temamøde d. 30. marts"}, name{"Kulturudvalget 2022-2025", "Referat"}, 0},
		{name{"Forældrerådet", "Formøde"}, name{"Forældrerådet", "Referat"}, 0},
		{name{"", "Teknisk Udvalg"}, name{"Teknisk Udvalg 2022-2025", "Udvalgsmøde d. 5. november"}, perhaps},
		{name{"", "Møde i Kulturudvalget d. 18. maj"}, name{"Kulturudvalget 2018-2021", "Ordinært møde den 18. maj"}, perhaps},
		{name{"", "Rådmandsmøde d. 17. marts"}, name{"Rådmandsmøder 2026-2029", "Rådmandsmøde d. 17. marts"}, perhaps},
		{name{"", "Strandby Byråd"}, name{"", "REFERAT Strandby Byråd d. 16-06-2027"}, surely},
		{name{"", "Møde d. 3. maj"}, name{"", "Møde d. 3. maj"}, perhaps},
		{name{"", ""}, name{"", "Dagsorden"}, perhaps},
	} {
		a, b := nameOf(c.a.series, c.a.title), nameOf(c.b.series, c.b.title)
		if got := alikeNames(a, b); got != c.want {
			t.Errorf("%v and %v: %d, want %d\n%+v\n%+v", c.a, c.b, got, c.want, a, b)
		}
		if alikeNames(a, b) != alikeNames(b, a) {
			t.Errorf("%v and %v: not the same both ways", c.a, c.b)
		}
	}
}

// A tillægsdagsorden is told by any of its names.
func TestExtraAgenda(t *testing.T) {
	for title, want := range map[string]bool{
		"Tillægsdagsorden til rådmandsmøde":            true,
		"Rådmandsmøde d. 23. marts - tillægsdagsorden": true,
		"Tillæg til dagsorden for rådmandsmøde":        true,
		"Rådmandsmøde d. 23. marts (tillæg)":           true,
		"Supplerende dagsorden: Rådmandsmøde":          true,
		"Rådmandsmøde - ekstra dagsorden":              true,
		"Ekstra rådmandsmøde":                          false,
		"Rettet dagsorden for rådmandsmøde":            false,
	} {
		if got := nameOf("Rådmandsmøder", title).extra; got != want {
			t.Errorf("%q: %v, want %v", title, got, want)
		}
	}
}
