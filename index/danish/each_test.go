package danish

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// words lists the words of text, without things.
func words(text string) string {
	var list []string
	Each(text, func(t Token) {
		if t.Kind == Word || t.Kind == Number {
			list = append(list, string(t.Term))
		}
	})
	return strings.Join(list, " ")
}

// things lists the things of text: its places' words, and what they make up.
func things(text string) string {
	var list []string
	Each(text, func(t Token) {
		if t.Kind == Joined || t.Kind == Thing {
			list = append(list, string(t.Term))
		}
	})
	return strings.Join(list, " ")
}

func cover(text string) string {
	var list []string
	for _, t := range Cover(text) {
		list = append(list, string(t.Term))
	}
	return strings.Join(list, " | ")
}

func TestWords(t *testing.T) {
	for _, c := range []struct{ what, text, want string }{
		{"case does not count", "Klimahandleplanen PLANERNE", "klimahandleplanen planerne"},
		{"signs divide", "Bilag_2.docx; (§ 85): p-huse", "bilag 2 docx 85 p huse"},
		{"a case number is its parts, too", "EMN-2025-001027", "emn 2025 001027"},
		{"aa is å, however it is put together", "Aarhus Århus A\u030Arhus aarhus", "århus århus århus århus"},
		{"only two a are one å", "aaa a a", "åa a a"},
		{"å after a is no å of three", "temaår tema\u0061\u030Ar", "temaår temaår"},
		{"ä and ö are æ and ø, other accents nothing", "Malmö Jämtland Müller idé Łódź façade Ǻ ǿ", "malmø jæmtland muller ide łodz facade å ø"},
		{"ligatures that a PDF leaves", "eﬀekt ﬁnans kon\uFB02ikt", "effekt finans konflikt"},
		{"a subscript is a digit", "CO₂ CO2 CO₂e", "co2 co2 co2e"},
		{"a superscript is one after a length, else a footnote's", "85 m² 3 km² 2 m³ loven² ord¹", "85 m2 3 km2 2 m3 loven ord"},
		{"soft hyphens and zero-width marks vanish", "klima\u00ADplan klima\u200Bplan\u00AD \uFEFFord", "klimaplan klimaplan ord"},
		{"no word", "\u030A \u00AD – » ☃ \xff\xfe", ""},
		{"a mark with no letter", "2\u030A", "2"},
		{"what is not Latin", "Привет 市", "привет 市"},

		{"thousands", "1.250 1.250.000 12.300", "1250 1250000 12300"},
		{"thousands by spaces that do not break", "1\u00A0250\u00A0000 12\u2009300 1\u202F000", "1250000 12300 1000"},
		{"a space that breaks divides", "punkt 1 250 personer", "punkt 1 250 personer"},
		{"decimals", "1,5 1.250,50 0,75 2,0", "1,5 1250,5 0,75 2"},
		{"a section is its numbers", "afsnit 3.2.1 og 3.2", "afsnit 3 2 1 og 3 2"},
		{"so is a row", "1,2,3 1.250.00 0.250 2026.100", "1 2 3 1 250 00 0 250 2026 100"},
		{"a time of day", "kl. 12.30-13.00, 12:30", "kl 12 30 13 00 12 30"},
		{"telephone numbers", "89 40 20 00, +45 8940 2000", "89 40 20 00 45 8940 2000"},
		{"years of a range", "2019-2023", "2019 2023"},
		{"letters stay with digits", "møde122 85a 1.250m2", "møde122 85a 1 250m2"},
	} {
		if got := words(c.text); got != c.want {
			t.Errorf("%s: %q: %q, want %q", c.what, c.text, got, c.want)
		}
	}
	long := Cover(strings.Repeat("æ", 500))
	if len(long) != 1 || len(long[0].Term) > longestWord+utf8.UTFMax || !utf8.Valid(long[0].Term) {
		t.Errorf("a word of 500 letters: %+v", long)
	}
}

func TestThings(t *testing.T) {
	for _, c := range []struct{ what, text, want string }{
		{"a paragraph", "§ 85 og §85, §\u00A085, paragraf 85", "§85 §85 §85 §85"},
		{"with a letter", "§ 85 a, § 85a og § 52 A, stk. 3", "§85a §85a §52a §52a.3"},
		{"i after a paragraph is a word", "§ 85 i serviceloven", "§85"},
		{"a subsection finds its paragraph, too", "servicelovens § 83, stk. 2", "§83 §83.2"},
		{"and so down to a number", "§ 83 stk 2, nr. 3", "§83 §83.2 §83.2.3"},
		{"a range", "§§ 85-87", "§85 §86 §87"},
		{"a range, written out", "§§ 85 til 87 og § 90", "§85 §86 §87 §90"},
		{"a list", "§§ 83, 85 og 87 er 3 paragraffer", "§83 §85 §87"},
		{"one paragraph has no list", "§ 83 og 85 personer", "§83"},
		{"no paragraph", "pkt. 3, stk. 2", ""},

		{"KL in capitals, and not kl.", "KL og kl. 16", "KL"},
		{"a date", "23. marts 2026", "2026-03-23 --03-23 2026-03"},
		{"abbreviated", "d. 23. mar. 2026, 1 sept. 2026", "2026-03-23 --03-23 2026-03 2026-09-01 --09-01 2026-09"},
		{"over a line end", "den 23. marts\n2026", "2026-03-23 --03-23 2026-03"},
		{"in digits", "23-03-2026 23.03.2026 3.3.2026", "2026-03-23 --03-23 2026-03 2026-03-23 --03-23 2026-03 2026-03-03 --03-03 2026-03"},
		{"with a slash", "23/3 2026, 23/3-2026, 23/03/2026", "2026-03-23 --03-23 2026-03 2026-03-23 --03-23 2026-03 2026-03-23 --03-23 2026-03"},
		{"with a short year", "23/3-26, 23.03.26", "2026-03-23 --03-23 2026-03 2026-03-23 --03-23 2026-03"},
		{"as machines do", "2026-03-23 11:00", "2026-03-23 --03-23 2026-03"},
		{"from day to day", "01.01.2025-31.12.2025", "2025-01-01 --01-01 2025-01 2025-12-31 --12-31 2025-12"},
		{"days of one month", "23.-24. marts 2026 og 1. og 2. maj 2026", "2026-03-23 --03-23 2026-03-24 --03-24 2026-03 2026-05-01 --05-01 2026-05-02 --05-02 2026-05"},
		{"a month", "marts 2026, jan. 2025 og maj 2024", "2026-03 2025-01 2024-05"},
		{"a day of any year, and no date", "og 12. maj, 3/4, afsnit 3.2.1, 31.02.2026, 12.30, 2019-2023, 89-40-20-00", "--05-12"},
		{"a month's money", "i maj 2000 kr.", ""},
		{"a paragraph break divides", "23. marts\n\n2026", "--03-23"},

		{"an amount is its number", "1,25 mio. kr., 1250 t.kr., 1.250 tkr, 1,25mio.", "1250000 1250000 tkr 1250000 1250000"},
		{"milliards and thousands", "2 mia. kr., 1,5 milliarder, 250 tusind, 0,5 mio", "2000000000 1500000000 250000 500000"},
		{"said once where the number says it", "1.250.000 kr., 500 kroner", ""},
		{"per cent", "10 %, 10%, 10 pct., 10 procent, 1,5\u00A0%", "10% 10% 10% 10% 1,5%"},
		{"per cent before a hyphen", "10 %-målsætning", "10%"},
		{"no per cent", "10 procentpoint", ""},

		{"a case number", "EMN-2025-001027 og emn‑2025‑001027", "emn-2025-001027 emn-2025-001027"},
		{"in digits", "27/04418, 2025-0123456", "27/04418 2025-0123456"},
		{"after KLE", "27.00.00-G01-7-19", "27.00.00-g01-7-19"},
		{"no case number", "12/2025, 2019-2023, 3/4, 24/7, A-2025-001", ""},

		{"ampersand", "S&B, S & B, R&D-chef", "s&b s&b r&d dchef"},
		{"ampersand between names", "Børn & Unge, MSB & MTM", ""},
		{"a company", "Letbanen A/S og i/s", "a/s i/s"},
		{"abbreviations", "bl.a. a.m.b.a. m.fl. o.lign. f.eks.", "bla amba mfl olign feks"},
		{"no abbreviation", "mødet.Der er.En slut. Og www.aarhus.dk 3.b", ""},

		{"a hyphen", "CO2-udledning p‑huse Aarhus–Skanderborg-banen", "co2udledning phuse århusskanderborgbanen"},
		{"a slash", "og/eller km/t", "ogeller kmt"},
		{"digits before a hyphen", "24-25-årige 10-årig Covid-19", "25årige 10årig covid19"},
		{"a hyphen at the end of a line", "social-\ntilsynet, CO2-\r\n udledning, social\u00AD\ntilsynet", "socialtilsynet co2udledning socialtilsynet"},
		{"a hyphen that stands for a word", "børne-\nog ungeudvalget, børne- og", ""},
		{"a dash between words", "planen - som - er, planen -\nsom", ""},
		{"a path", "a/b/c/d/e", ""},
	} {
		if got := things(c.text); got != c.want {
			t.Errorf("%s: %q: %q, want %q", c.what, c.text, got, c.want)
		}
	}
}

// The rules' own examples are what they are for.
func TestNumberRules(t *testing.T) {
	for _, rule := range numberRules {
		for example := range strings.SplitSeq(rule.example, "; ") {
			var found int
			f := &finder{scanner: scanner{text: example}, every: true, f: func(Token) { found++ }}
			for f.place = 1; f.next(); f.place++ {
				if isDigit(f.text[f.start]) {
					rule.read(f)
				}
			}
			if found == 0 {
				t.Errorf("%q: nothing found", example)
			}
		}
	}
}

func TestTokens(t *testing.T) {
	var got []string
	text := "Jf. § 83, stk. 2 den 23. marts 2026"
	Each(text, func(t Token) {
		got = append(got, fmt.Sprintf("%s %d+%d %q", t.Term, t.Place, t.Words, text[t.Start:t.End]))
	})
	want := []string{
		`jf 1+1 "Jf"`,
		`83 2+1 "83"`, `§83 2+1 "§ 83"`, `§83.2 2+3 "§ 83, stk. 2"`,
		`stk 3+1 "stk"`, `2 4+1 "2"`, `den 5+1 "den"`,
		`23 6+1 "23"`, `2026-03-23 6+3 "23. marts 2026"`, `--03-23 6+3 "23. marts 2026"`,
		`marts 7+1 "marts"`, `2026-03 7+2 "marts 2026"`, `2026 8+1 "2026"`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q\nwant %q", got, want)
	}
}

func TestCover(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", ""},
		{"plan for p-huse", "plan | for | phuse"},
		{"servicelovens § 83, stk. 2 nu", "servicelovens | §83.2 | nu"},
		{"paragraf 85", "§85"},
		{"§§ 85-87", "§85 | §87"},
		{"mødet d. 23. mar. 2026", "mødet | 2026-03-23"},
		{"den 23-03-2026 og den plan", "2026-03-23 | og | den | plan"},
		{"marts 2026", "2026-03"},
		{"10 %-målsætning", "10% | målsætning"},
		{"budget 1,25 mio. kr.", "budget | 1250000"},
		{"kr. 1.250.000", "1250000"},
		{"1.250.000 kr. til", "1250000 | til"},
		{"EMN-2025-001027", "emn-2025-001027"},
		{"S & B", "s&b"},
	} {
		if got := cover(c.text); got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

func TestFold(t *testing.T) {
	for word, want := range map[string]string{
		"Aarhus": "århus", "Idéer": "ideer", "1.250.000": "1250000", "1,50": "1,5", "CO₂-udledning": "co2udledning", "": "", "–": "",
	} {
		if got := Fold(word); got != want {
			t.Errorf("%q: %q, want %q", word, got, want)
		}
	}
}

func TestVariants(t *testing.T) {
	for word, want := range map[string][]string{
		"moede":         {"møde"},
		"aeldre":        {"ældre"},
		"raadet":        nil, // Fold has made it rådet
		"møde":          nil,
		"michael":       {"michæl"},
		"oekonomimoede": {"økonomimøde", "oekonomimøde", "økonomimoede"},
	} {
		if got := Variants(word); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", word, got, want)
		}
	}
	if got := Variants(strings.Repeat("ae", 80)); len(got) > mostVariants {
		t.Errorf("%d variants", len(got))
	}
}

// Any text gives words in order that stand on whole runes of it and fold alone
// as they do there, and things over words that there are.
func FuzzEach(f *testing.F) {
	for _, s := range []string{
		"Klimahandleplanen § 85, stk. 2", "a\u030A\u00AD\u030Ab", "a\u030A\u030A\u030A", "\xffæ\xf8", "aaa", "CO₂-regnskab m²", "İ ẞ ǅ Ǻ",
		"1.250.000,50 kr.", "1\u00A0250\u00A0t.kr. 10 %", "23.-24. marts 2026", "23/3-26", "EMN-2025-001027", "S & B A/S bl.a.", "§§ 85-87 a",
		"27.00.00-G01-7-19", "social-\ntilsyn og/eller", "3/4 2026-", "kr. 12 d. 1. maj 1999",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		starts, last := []int{}, Token{}
		var overlaid []Token
		Each(s, func(tok Token) {
			if len(tok.Term) == 0 || tok.Start < 0 || tok.End > len(s) || tok.Start >= tok.End || tok.Place < last.Place {
				t.Fatalf("%q of %q: %+v after %+v", tok.Term, s, tok, last)
			}
			last = tok
			if tok.Kind == Joined || tok.Kind == Thing {
				if tok.Place != len(starts) {
					t.Fatalf("%q of %q: %+v does not follow its first word", tok.Term, s, tok)
				}
				overlaid = append(overlaid, tok)
				return
			}
			if starts = append(starts, tok.Start); tok.Place != len(starts) || tok.Words != 1 {
				t.Fatalf("%q of %q: %+v is word %d", tok.Term, s, tok, len(starts))
			}
			if alone := Fold(s[tok.Start:tok.End]); alone != string(tok.Term) {
				t.Fatalf("%q of %q: %q alone", tok.Term, s, alone)
			}
			if again := Fold(string(tok.Term)); again != string(tok.Term) {
				t.Fatalf("%q of %q: %q when folded again", tok.Term, s, again)
			}
		})
		for _, tok := range overlaid {
			end := tok.Place + tok.Words - 1
			if tok.Words < 1 || end > len(starts) || starts[end-1] >= tok.End || end < len(starts) && starts[end] < tok.End {
				t.Fatalf("%q of %q: %+v does not cover its words", tok.Term, s, tok)
			}
		}
		place := 1
		for _, tok := range Cover(s) {
			if tok.Place != place || len(tok.Term) == 0 {
				t.Fatalf("cover of %q: %q: %+v is not at place %d", s, tok.Term, tok, place)
			}
			place += tok.Words
		}
		if place != len(starts)+1 {
			t.Fatalf("cover of %q: %d words of %d", s, place-1, len(starts))
		}
	})
}
