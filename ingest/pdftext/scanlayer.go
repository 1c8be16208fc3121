package pdftext

import (
	"math"
	"slices"
	"strings"
	"unicode"
)

// Copiers put a text layer of their own, unseen, under the picture of a page.
// Most are worth keeping. Those of engines that knew no Danish, or saw a bad
// copy, find nothing that is searched for: the page is read anew.

// A layer is what the words of a page's text layer look like.
type layer struct {
	words, odd, common int
	letters, danish    int
}

func layerOf(lines []Line) layer {
	var l layer
	for _, line := range lines {
		for word := range strings.FieldsSeq(line.Text) {
			n := letters(word)
			if n == 0 {
				continue
			}
			l.words++
			l.letters += n
			if isOdd(word) {
				l.odd++
			}
			if slices.Contains(commonWords(), strings.ToLower(strings.Trim(word, ".,;:()"))) {
				l.common++
			}
			l.danish += strings.Count(strings.ToLower(word), "æ") + strings.Count(strings.ToLower(word), "ø") + strings.Count(strings.ToLower(word), "å")
		}
	}
	return l
}

// commonWords are a fourth of the words of any Danish text, and have none of
// the letters that engines without Danish do not know.
func commonWords() []string {
	return []string{"og", "at", "det", "er", "til", "som", "for", "en", "af", "den", "de", "der", "med", "ikke", "et", "har", "om", "kan"}
}

// oddSigns stand in no word, but where letters were misread: udva|get, m\d.
// Addresses of the web and of mail have some.
const oddSigns = `\{}~^|<>*!;?"`

// isOdd reports whether a word has such a sign within it, beside a letter.
func isOdd(word string) bool {
	if strings.Contains(word, "@") || strings.Contains(word, "//") || strings.HasPrefix(word, "www.") {
		return false
	}
	inner := []rune(strings.TrimFunc(word, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }))
	for i := 1; i+1 < len(inner); i++ {
		if strings.ContainsRune(oddSigns, inner[i]) && (unicode.IsLetter(inner[i-1]) || unicode.IsLetter(inner[i+1])) {
			return true
		}
	}
	return false
}

// Of a page's words, two in a hundred are odd in a fair layer and a quarter in
// a rotten one; in Danish text three letters in a hundred are æ, ø or å, and
// a fourth of the words common ones, where other languages that share some of
// them have a tenth. Less than so many words or letters tell nothing.
const (
	tellingWords   = 30
	tellingLetters = 300
)

// rotten reports whether a text layer is no use.
func (l layer) rotten() bool {
	return l.words >= tellingWords && 12*l.odd > l.words || l.withoutDanish()
}

// withoutDanish: Danish, by its common words, yet with hardly any æ, ø and å.
func (l layer) withoutDanish() bool {
	return l.letters >= tellingLetters && 100*l.common > 15*l.words && 500*l.danish < l.letters
}

// apart gives the lines of a page's head and foot that are set in another font
// than the text between them, and can be read: the stamps of systems that the
// page went through later. They are kept where the text layer is not.
func (s *sheet) apart() []Line {
	between := map[string]int{}
	for _, l := range s.Lines {
		if !s.marginal(l) {
			between[l.Font] += letters(l.Text)
		}
	}
	font, most := "", math.MinInt
	for f, n := range between {
		if n > most || n == most && f < font {
			font, most = f, n
		}
	}
	var out []Line
	for _, l := range s.Lines {
		if s.marginal(l) && (len(between) == 0 || l.Font != font) && letters(l.Text) > 0 && !garbled([]Line{l}) {
			out = append(out, l)
		}
	}
	return out
}

// marginal reports whether a line stands in the head or the foot of the page,
// an eighth of it each: stamps of five lines reach no further.
func (s *sheet) marginal(l Line) bool { return l.Y <= s.Height/8 || l.Y >= s.Height*7/8 }
