package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"referat/ingest/pdftext"
)

// A vocabulary is the words of a document that stand unbroken within its
// lines, and which of its texts hyphenate. It tells whether a hyphen at a
// line's end is the word's own.
type vocabulary struct {
	count  map[string]int
	habits map[style]habit
}

// A habit is how a text breaks its lines: how many end in a hyphen between
// two small letters, of how many that go on. Texts are told apart by how they
// are set: each bilag of an export has its own producer.
type habit struct{ breaks, lines int }

// A text that hyphenates breaks a word on every few lines. In one that does
// not, words' own hyphens meet the margin by chance, less than once in a
// hundred lines.
const (
	hyphenates = 0.02
	leavesBe   = 0.01
	enough     = 40 // lines from which leavesBe says anything
)

func newVocabulary(pages []pdftext.Page) vocabulary {
	v := vocabulary{count: map[string]int{}, habits: map[style]habit{}}
	for _, p := range pages {
		for i, l := range p.Lines {
			words := strings.Fields(l.Text)
			for j, w := range words {
				if j == len(words)-1 && strings.HasSuffix(w, "-") || j == 0 && i > 0 && strings.HasSuffix(p.Lines[i-1].Text, "-") {
					continue
				}
				v.count[bare(w)]++
			}
			if i+1 < len(p.Lines) && len(words) > 3 {
				h := v.habits[styleOf(l)]
				h.lines++
				if a, b := lastWord(l.Text), firstWord(p.Lines[i+1].Text); strings.HasSuffix(a, "-") && plainBreak(strings.TrimSuffix(a, "-"), b) {
					h.breaks++
				}
				v.habits[styleOf(l)] = h
			}
		}
	}
	return v
}

// bare is a word as it is counted: small letters, no marks around it.
func bare(w string) string {
	return strings.ToLower(strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }))
}

func lastWord(s string) string {
	if i := strings.LastIndexByte(s, ' '); i >= 0 {
		return s[i+1:]
	}
	return s
}

func firstWord(s string) string {
	w, _, _ := strings.Cut(s, " ")
	return w
}

// plainBreak reports whether a|b could be one word cut in two: both halves
// begin and end in small letters and neither is a single one.
func plainBreak(a, b string) bool {
	ar, _ := utf8.DecodeLastRuneInString(a)
	br, n := utf8.DecodeRuneInString(b)
	if !unicode.IsLower(ar) || !unicode.IsLower(br) || utf8.RuneCountInString(bare(a)) < 2 || n == len(b) {
		return false
	}
	return !strings.ContainsFunc(a, unicode.IsDigit)
}

// join puts the text of a line set as st after that of the line before it. A
// soft hyphen at the end goes away. A hard one goes away where the halves are
// one word, and stays where it is the word's own: "2030-|fremskrivning",
// "p-|huse", "MSB-|enheder", "social- | og".
func (v vocabulary) join(st style, a, b string) string {
	if s, ok := strings.CutSuffix(a, "\u00ad"); ok {
		return s + b
	}
	s, ok := strings.CutSuffix(a, "-")
	if !ok || s == "" || strings.HasSuffix(s, " ") || strings.HasSuffix(s, "-") {
		return a + " " + b
	}
	left, right := lastWord(s), firstWord(b)
	switch bare(right) {
	case "og", "eller", "samt", "": // "sundheds- | og omsorgsudvalget"
		return a + " " + b
	}
	if !plainBreak(left, right) {
		return a + b
	}
	switch n, h := v.count[bare(left+right)], v.count[bare(left+"-"+right)]; {
	case n > h:
		return s + b
	case h > n:
		return a + b
	}
	h := v.habits[st]
	rate := float64(h.breaks) / float64(max(h.lines, 1))
	switch {
	case rate > hyphenates:
		return s + b
	case h.lines >= enough && rate < leavesBe:
		return a + b
	}
	if v.count[bare(left)] == 0 || v.count[bare(right)] == 0 {
		return s + b // halves that are no words by themselves
	}
	return a + b
}
