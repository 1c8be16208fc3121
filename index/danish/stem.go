package danish

import (
	"strings"
	"unicode/utf8"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/danish"
)

// Stem is what all forms of a word share, of a folded one: those by which a
// noun, a verb or an adjective is inflected, not what is derived from it, so
// that bolig is not bolle, nor tidlig tid. It is the table's of irregular words
// where one knows the word or the last part of it, else Snowball's, mended.
// Numbers, things and words with a digit in them are their own stems.
//
// It remembers nothing: whoever asks for a word again and again does.
func Stem(folded string) string {
	switch {
	case folded == "co2e": // CO₂e, what other gases are as CO2
		return "co2"
	case strings.ContainsAny(folded, "0123456789§&/%"): // Snowball takes a digit for a consonant: 22 would be 2
		return folded
	}
	if stem, ok := irregular(folded); ok {
		return stem
	}
	if stem, ok := derived(folded); ok {
		return stem
	}
	if stem, ok := afterVowel(folded); ok {
		return stem
	}
	env := snowballstem.NewEnv(folded)
	danish.Stem(env)
	return mend(folded, env.Current())
}

// derivations are endings that make a word of another one. Snowball cuts some
// of them off (bolig is bol for it, as bolle is; mulighed mul), and others'
// letters for those of an inflection (aktivitet). Each with the inflections
// that may follow it.
var derivations = [...]struct{ ending, inflections string }{
	{"hed", "|s|en|ens|er|ers|erne|ernes"},
	{"itet", "|s|en|ens|er|ers|erne|ernes"},
	{"else", "|s|n|ns|t|ts|r|rs|rne|rnes"},
	{"sel", "|s|en|ens"},
	{"ig", "|s|t|e|es|ere|st|ste|stes|en|ens|er|ers|erne|ernes|ede|edes|et|ende"},
	{"som", "|s|t|me|mes|mere|st|ste"},
	{"løs", "|t|e|es|ere|est|este"},
	{"iker", "|s|en|ens|e|es|ne|nes"},
	{"iøs", "|t|e|es|ere|est|este"},
	{"isk", "|s|e|es|t"},
	{"iv", "|s|t|e|es|ere|est|este"},
	{"nel", "|t|le|les"},
	{"uel", "|t|le|les"},
	{"iel", "|t|le|les"},
	{"rel", "|t|le|les"},
	{"nal", "|t|e|es"},
	{"ial", "|t|e|es"},
	{"ral", "|t|e|es"},
	{"kal", "|t|e|es"},
	{"mal", "|t|e|es"},
	{"tal", "|t|te|e|es"},
	{"bar", "|t|e|es"},
	{"inær", "|t|e|es"},
	{"dær", "|t|e|es"},
	{"imær", "|t|e|es"},
}

// derived is the word without its inflection where it ends in a derivation.
func derived(word string) (string, bool) {
	for _, d := range derivations {
		i := strings.LastIndex(word, d.ending)
		if i < 0 || !isRoot(word[:i]) {
			continue
		}
		rest := word[i+len(d.ending):]
		for inflection := range strings.SplitSeq(d.inflections, "|") {
			if rest == inflection {
				return word[:i+len(d.ending)], true
			}
		}
	}
	if i := strings.LastIndex(word, "sl"); i > 0 && isRoot(word[:i]) { // trivslen
		switch word[i+len("sl"):] {
		case "en", "ens", "er", "ers", "erne", "ernes":
			return word[:i] + "sel", true
		}
	}
	return "", false
}

// afterVowel is the root of byen, søer, broerne, træet: Snowball cuts no ending
// off a word of one syllable that ends in its vowel.
func afterVowel(word string) (string, bool) {
	i := strings.IndexAny(word, vowels)
	if i < 0 {
		return "", false
	}
	_, size := utf8.DecodeRuneInString(word[i:])
	switch root := word[:i+size]; root[i:] {
	case "i", "o", "y", "æ", "ø", "å":
		switch word[i+size:] {
		case "en", "et", "er", "erne", "ene", "ens", "ets", "ers", "ernes", "enes", "ede", "ende":
			return root, true
		}
	}
	return "", false
}

// mend takes a stem of Snowball's further to where the other forms are.
func mend(word, stem string) string {
	switch {
	case strings.HasSuffix(stem, "ed") && (strings.HasSuffix(word, "ede") || strings.HasSuffix(word, "edes")): // samlede, as samlet
		if root := stem[:len(stem)-len("ed")]; isRoot(root) {
			return undouble(root)
		}
	case strings.HasSuffix(stem, "est") && len(stem) > len("est"): // højeste, as høje
		if root := stem[:len(stem)-len("est")]; isRoot(root) {
			return undouble(root)
		}
	case strings.HasSuffix(stem, "ium"): // ministerium, as ministeriet
		if root := stem[:len(stem)-len("um")]; len(root) > 4 {
			return root
		}
	}
	return stem
}

const vowels = "aeiouyæøå"

// isRoot says whether s can be what is left of a word without its ending: two
// letters, one of them a vowel.
func isRoot(s string) bool {
	return utf8.RuneCountInString(s) >= 2 && strings.ContainsAny(s, vowels)
}

// undouble is s with one consonant at its end where it has two alike: beslutt.
func undouble(s string) string {
	if n := len(s); n > 3 && s[n-1] == s[n-2] && !strings.ContainsAny(s[n-1:], vowels) {
		return s[:n-1]
	}
	return s
}
