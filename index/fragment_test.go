package index

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// locate finds words in text, each its own term, as a search would.
func locate(text string, words ...string) []Location {
	var list []Location
	for _, w := range words {
		for at := 0; ; {
			i := strings.Index(text[at:], w)
			if i < 0 {
				break
			}
			list = append(list, Location{w, at + i, at + i + len(w), 1})
			at += i + len(w)
		}
	}
	return list
}

// marked is a fragment with its hits in brackets.
func marked(spans []Span) string {
	var b strings.Builder
	for _, s := range spans {
		if s.Hit {
			b.WriteString("[" + s.Text + "]")
		} else {
			b.WriteString(s.Text)
		}
	}
	return b.String()
}

func TestFragment(t *testing.T) {
	filler := strings.Repeat("Her står noget andet. ", 20)
	for _, c := range []struct {
		name, text string
		words      []string
		width      int
		want       string
	}{
		{"whole text", "Planen sendes\ni  høring.", []string{"høring"}, 80, "Planen sendes i [høring]."},
		{"no hits: the beginning", "Første sætning. " + filler, nil, 40, "Første sætning. Her står noget andet. …"},
		{"a sentence in the middle", filler + "Planen sendes i høring i maj. " + filler, []string{"høring"}, 60,
			"… Planen sendes i [høring] i maj. Her står noget andet. …"},
		{"words side by side", filler + "den grønne omstilling er dyr. " + filler, []string{"grønne", "omstilling"}, 50,
			"… den [grønne] [omstilling] er dyr. Her står noget …"},
		{"the place with more words", "planen alene. " + filler + "planen er i høring. " + filler, []string{"planen", "høring"}, 40,
			"… [planen] er i [høring]. Her står noget …"},
		{"two places", "Om planen. " + filler + "Om havnen. " + filler, []string{"planen", "havnen"}, 24,
			"Om [planen]. Her står … Om [havnen]. Her står …"},
		{"an abbreviation is no end", filler + "Jf. § 85 i lov nr. 12 om plan og byg. " + filler, []string{"plan"}, 50,
			"… lov nr. 12 om [plan] og byg. Her står noget andet. …"},
		{"a sign alone at the beginning", ".\nResume\nPlanen sendes i høring. " + filler, []string{"høring"}, 90, "Resume Planen sendes i [høring]. Her står noget andet. Her står noget andet. …"},
		{"a sign alone, no hits", ". Resume af planen. " + filler, nil, 30, "Resume af planen. …"},
		{"a sign alone in the middle", filler + "\n. Planen sendes i høring. " + filler, []string{"høring"}, 60, "… Planen sendes i [høring]. Her står noget andet. …"},
		{"a list's dash stays", "- Planen sendes i høring.\n" + filler, []string{"høring"}, 80, "- Planen sendes i [høring]. Her står noget andet. Her står noget andet. …"},
		{"nothing but signs left out", "Planen. (…)", []string{"Planen"}, 20, "[Planen]. (…)"},
		{"a word without an end", strings.Repeat("x", 300), nil, 40, strings.Repeat("x", 80) + " …"},
	} {
		if got := marked(Fragment(c.text, locate(c.text, c.words...), c.width)); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

// A span's offset is where its text begins, for the page of a hit.
func TestFragmentOffsets(t *testing.T) {
	text := strings.Repeat("Noget andet. ", 30) + "Planen\n er god. " + strings.Repeat("Noget andet. ", 30)
	for _, s := range Fragment(text, locate(text, "Planen"), 60) {
		if s.Hit && !strings.HasPrefix(text[s.Offset:], s.Text) {
			t.Errorf("%q is not at %d", s.Text, s.Offset)
		}
	}
}

// Whatever the text and the locations, a fragment is a piece of the text, not
// much wider than asked for.
func FuzzFragment(f *testing.F) {
	f.Add("Planen sendes i høring. Jf. § 85.", 3, 9, 20, 27, 40)
	f.Add("æøå\n\n\xff ☃", 0, 2, 1, 3, 0)
	f.Add(strings.Repeat("ord ", 400), 800, 803, 1400, 1403, 60)
	f.Add(strings.Repeat("ord ", 64)+strings.Repeat("\xbf", 1200), 688, 724, 1206, 1378, 26)
	f.Fuzz(func(t *testing.T, text string, a, b, c, d, width int) {
		width %= 1000
		spans := Fragment(text, []Location{{"x", a, b, 1}, {"y", c, d, 1}, {"x", c, d, 0.3}}, width)
		last := 0
		total := 0
		for _, s := range spans {
			if s.Offset < last || s.Offset > len(text) {
				t.Fatalf("span %+v after %d of %d", s, last, len(text))
			}
			last = s.Offset
			if utf8.ValidString(text) && !utf8.ValidString(s.Text) && (runeStart(text, a, b) && runeStart(text, c, d)) {
				t.Fatalf("span %+v cuts a letter", s)
			}
			if !s.Hit {
				total += len(s.Text)
			}
		}
		const longest = 100 // bytes of a word: danish cuts longer ones
		words := b-a <= longest && d-c <= longest
		if words && utf8.ValidString(text) && total > 6*max(width, 20)+2*longest { // bytes that are no text grow when they are shown
			t.Fatalf("%d bytes about the hits for width %d", total, width)
		}
	})
}

func runeStart(text string, at ...int) bool {
	for _, i := range at {
		if i < 0 || i > len(text) || i < len(text) && !utf8.RuneStart(text[i]) {
			return false
		}
	}
	return true
}
