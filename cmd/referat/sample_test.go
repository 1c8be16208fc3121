package main

import (
	"path/filepath"
	"strings"
	"testing"

	"referat/index"
	"referat/pkg/agenda"
)

// sampled is a document with one punkt; digit makes its SHA-256.
func sampled(digit, text string) *agenda.Document {
	d := &agenda.Document{
		Source: agenda.Source{Name: digit + ".pdf", SHA256: strings.Repeat(digit, 64), Pages: 1},
		Meetings: []agenda.Meeting{{Date: "2026-01-05", Title: "Møde", Kind: agenda.Referat, Pages: agenda.PageRange{1, 1},
			Punkter: []agenda.Punkt{{Number: "1", Title: "Havnen", Text: text, Pages: agenda.PageRange{1, 1}}}}},
	}
	d.Complete()
	return d
}

// builtIndex is the folder of a new index of documents.
func builtIndex(t *testing.T, sequence uint64, documents ...*agenda.Document) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "index")
	builder, err := index.NewBuilder(dir, dir+".tmp")
	if err != nil {
		t.Fatal(err)
	}
	defer builder.Discard()
	for _, d := range documents {
		if err := builder.Put(d, nil); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := builder.Close(sequence); err != nil {
		t.Fatal(err)
	}
	return dir
}

// A new index that lacks a document, has another, stands elsewhere, or has
// other words than the archive, does not pass.
func TestSampleFindsWhatIsWrong(t *testing.T) {
	const words = "Forvaltningen fremlægger planen for den nye havn og for vejen dertil fra byens nordlige side"
	a, b, c := sampled("a", words), sampled("b", words), sampled("c", words)
	for name, test := range map[string]struct {
		built    []*agenda.Document
		sequence uint64
		want     string // in the error
	}{
		"whole":            {[]*agenda.Document{a, b}, 7, ""},
		"one is missing":   {[]*agenda.Document{a}, 7, "1 opslag, og arkivet 2"},
		"one too many":     {[]*agenda.Document{a, b, c}, 7, "3 opslag, og arkivet 2"},
		"another":          {[]*agenda.Document{a, c}, 7, "ikke de samme"},
		"behind":           {[]*agenda.Document{a, b}, 6, "ved ændring 6 og arkivet ved 7"},
		"words are others": {[]*agenda.Document{a, sampled("b", strings.Repeat("helt andre ord ", 9))}, 7, "finder ikke bbbbbbbbbbbb.m1.p1"},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSample()
			s.add(a, nil)
			s.add(b, nil)
			n, err := s.check(t.Context(), builtIndex(t, test.sequence, test.built...), 7)
			if test.want == "" && (err != nil || n != 2) {
				t.Errorf("%d phrases, %v; want 2 and no error", n, err)
			}
			if test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)) {
				t.Errorf("error %v; want %q", err, test.want)
			}
		})
	}
}

// Whatever stands in a text, its own words are found in an index of it.
func TestSampleOfOddTexts(t *testing.T) {
	for name, text := range map[string]string{
		"soft hyphen":   "alfa beta gam\u00adma delta epsilon zeta",
		"apart":         "alfa beta ga\u030ard delta epsilon zeta",
		"zero width":    "alfa beta gam\u200bma del\u200dta epsilon zeta",
		"units":         "alfa m² beta CO₂ ₂ delta ½ zeta",
		"quotes":        "alfa \"beta\" gam”ma »delta« d'or ’eta‘ theta iota kappa",
		"signs":         "alfa – beta * gam*ma OR -delta | § 85, stk. 2",
		"dots":          "alfa . . . . . . . . . . . . 7",
		"broken":        "alfa beta kommu-\nnalt\u00a0delta\tepsilon zeta",
		"addresses":     "www.aarhus.dk/alfa post@aarhus.dk EMN-2025-001027 a_b 1.234,50 12:30",
		"other letters": "漢字 alfa 東京都 İstanbul Ⅳ e\ufb03 ª ß ٣٤",
		"a time of day": "I år og til næste år mødes alle til stor fest på Aarhus gamle rådhus tirsdag kl. 19.00 og alle er velkomne", // "kl." ends the phrase
		"long":          strings.Repeat("x", 400) + " alfa beta gamma delta " + strings.Repeat("ø", 300),
	} {
		t.Run(name, func(t *testing.T) {
			d := sampled("a", text)
			s := newSample()
			s.add(d, nil)
			if _, err := s.check(t.Context(), builtIndex(t, 1, d), 1); err != nil {
				t.Errorf("%v: %+v", err, s.phrases)
			}
		})
	}
}
