package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"referat/ingest/pdftext"
)

// A vocabulary is the words of a document that stand unbroken within its
// lines, and how it hyphenates. It tells whether a hyphen at a line's end is
// the word's own.
type vocabulary struct {
	count map[string]int
	// breaks counts lines that end in a hyphen between two small letters,
	// lines all lines that go on in another. A document that hyphenates breaks
	// some word on every few lines; where hyphens are the words' own, they
	// meet the margin by chance, a few times in a hundred lines at most.
	breaks, lines int
}

// hyphenates is the share of broken lines from which a document is taken to
// hyphenate by itself.
const hyphenates = 0.03

func newVocabulary(pages []pdftext.Page) vocabulary {
	v := vocabulary{count: map[string]int{}}
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
				v.lines++
				if a, b := lastWord(l.Text), firstWord(p.Lines[i+1].Text); strings.HasSuffix(a, "-") && plainBreak(strings.TrimSuffix(a, "-"), b) {
					v.breaks++
				}
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

// join puts a line's text after that of the line before it. A soft hyphen at
// the end goes away. A hard one goes away where the halves are one word, and
// stays where it is the word's own: "2030-|fremskrivning", "p-|huse",
// "MSB-|enheder", "social- | og".
func (v vocabulary) join(a, b string) string {
	if s, ok := strings.CutSuffix(a, "\u00ad"); ok {
		return s + b
	}
	s, ok := strings.CutSuffix(a, "-")
	if !ok || a == "-" || strings.HasSuffix(s, " ") || strings.HasSuffix(s, "-") {
		return a + " " + b
	}
	left, right := lastWord(s), firstWord(b)
	switch strings.ToLower(bare(right)) {
	case "og", "eller", "samt", "men", "til", "": // "sundheds- | og omsorgsudvalget"
		return a + " " + b
	}
	if !plainBreak(left, right) {
		return a + b
	}
	whole, hyphened := bare(left+right), bare(left+"-"+right)
	switch n, h := v.count[whole], v.count[hyphened]; {
	case n > h:
		return s + b
	case h > n:
		return a + b
	}
	// Part of a word with a hyphen already: "non-emissions-|zonen" hyphenates;
	// only the document's habit tells.
	if v.lines > 0 && float64(v.breaks) > hyphenates*float64(v.lines) || v.breaks >= 2 && v.count[bare(left)] == 0 {
		return s + b
	}
	if v.count[bare(left)] == 0 || v.count[bare(right)] == 0 {
		return s + b // halves that are no words by themselves
	}
	return a + b
}
