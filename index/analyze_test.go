package index

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestWords(t *testing.T) {
	a := newDanish()
	for _, c := range []struct{ text, want string }{
		{"Klimahandleplanen planens PLANERNE", "klimahandleplan plan plan"},
		{"EMN-2025-001027", "emn 2025 001027"},
		{"§ 85, stk. 2", "85 stk 2"},
		{"Bilag_2.docx", "bilag 2 docx"},
		{"1.000 kr. 12/3-2026 p-huse", "1 000 kr 12 3 2026 p hus"},
		{"Aarhus Århus A\u030Arhus aarhus", "århus århus århus århus"},
		{"Malmö Müller idé ide allé", "malmø mul ide ide all"},
		{"CO₂ CO2", "co2 co2"},
		{"klima\u00ADplan klima\u200Bplan\u00AD", "klimaplan klimaplan"},
		{"aaa a a", "åa a a"},
		{"\u030A \u00AD – » ☃ \xff\xfe", ""},
		{"2\u030A", "2"},
		{"møde122 møde12 11 22 2200", "møde122 møde12 11 22 2200"},
		{"Привет 市", "привет 市"},
	} {
		var got []string
		for _, w := range a.split(c.text) {
			got = append(got, w.stem)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%q: %q, want %q", c.text, strings.Join(got, " "), c.want)
		}
	}
	long := a.split(strings.Repeat("æ", 500))
	if len(long) != 1 || len(long[0].folded) > longestWord+utf8.UTFMax || !utf8.ValidString(long[0].folded) {
		t.Errorf("a word of 500 letters: %+v", long)
	}
}

// Any text divides into words in order, on whole runes of it, and a word's
// bytes alone give the same word.
func FuzzAnalyze(f *testing.F) {
	for _, s := range []string{"Klimahandleplanen § 85", "a\u030A\u00AD\u030Ab", "\xffæ\xf8", "aaa", "CO₂-regnskab", "İ ẞ ǅ"} {
		f.Add(s)
	}
	a := newDanish()
	f.Fuzz(func(t *testing.T, s string) {
		last := 0
		for i, w := range a.split(s) {
			if w.start < last || w.end <= w.start || w.end > len(s) || w.stem == "" {
				t.Fatalf("word %d of %q: %+v after byte %d", i, s, w, last)
			}
			last = w.end
			alone := a.split(s[w.start:w.end])
			if len(alone) != 1 || alone[0].stem != w.stem {
				t.Fatalf("%q of %q gives %v alone, %q in it", s[w.start:w.end], s, alone, w.stem)
			}
		}
	})
}
