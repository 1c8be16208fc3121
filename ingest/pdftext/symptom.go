package pdftext

import "unicode"

// A tally counts what a page's text is made of.
type tally struct {
	characters int // but spaces
	letters    int // and digits
	bad        int // characters that text has none of: untranslated, private, control
	words      int // runs of letters and digits
	long       int // words of more than longWord letters
	lost       int // letters in them
}

// longWord is more letters than a word has, but for a very few: what is
// longer has lost its spaces.
const longWord = 25

func tallyOf(lines []Line) tally {
	var t tally
	for _, l := range lines {
		word := 0
		for _, r := range l.Text {
			if !unicode.IsSpace(r) {
				t.characters++
			}
			switch {
			case unicode.IsLetter(r) || unicode.IsDigit(r):
				t.letters++
				word++
			case unicode.IsMark(r):
			default:
				if isBad(r) {
					t.bad++
				}
				t.word(word)
				word = 0
			}
		}
		t.word(word)
	}
	return t
}

func (t *tally) word(letters int) {
	if letters == 0 {
		return
	}
	t.words++
	if letters > longWord {
		t.long++
		t.lost += letters
	}
}

// isBad reports a character that no text has: one that its font does not
// translate, a private one, a control character.
func isBad(r rune) bool {
	return r == unicode.ReplacementChar || unicode.Is(unicode.Co, r) || unicode.IsControl(r)
}

// fewLetters is less text than a page has that is not a picture, a divider or
// a cover (DESIGN: 40 characters).
const fewLetters = 40

// A symptom tells that a page may have been read badly, and is worth a look with
// the other engine. The figures are DESIGN's, from 637 wild files.
type symptom struct {
	name string
	of   func(s *sheet, t tally) bool
}

func symptoms() []symptom {
	return []symptom{
		// The engine said so: a font is missing, an operator has no end.
		{"error", func(s *sheet, _ tally) bool { return s.Err != "" }},
		// Glyphs were shown that the fonts do not translate, as in Type 3
		// fonts made of pictures.
		{"mute", func(s *sheet, t tally) bool { return s.mute > 0 && s.mute*100 > t.letters }},
		// Over a hundredth of the text is none: fonts with a private encoding.
		{"garbled", func(_ *sheet, t tally) bool { return 100*t.bad > t.characters }},
		// A picture with hardly any text. Where it does not cover much it is a
		// logo or a photograph, and the page a divider or a cover.
		{"picture", func(s *sheet, t tally) bool { return t.letters < fewLetters && s.covered > 0.3 }},
		// Spaces lost: words as long as lines.
		{"long words", func(_ *sheet, t tally) bool { return t.runTogether() }},
	}
}

// runTogether: of 200 characters or more, words of over 7.6 letters on
// average, or more than 1.2 % of them over longWord.
func (t tally) runTogether() bool {
	return t.letters >= 200 && (10*t.letters > 76*t.words || 1000*t.long > 12*t.words)
}

// suspect gives the name of the first symptom that a page has, "" for none.
func (s *sheet) suspect() string {
	t := tallyOf(s.Lines)
	for _, g := range symptoms() {
		if g.of(s, t) {
			return g.name
		}
	}
	return ""
}

// readable is how many letters of a page count as text: those in words, less
// ten for each character that is none.
func (t tally) readable() int { return max(0, t.letters-t.lost-10*t.bad) }

// or is the better of two readings of one page, with the errors of both where
// both have one.
func (s sheet) or(second sheet) sheet {
	best := better(s, second)
	if s.Err != "" && second.Err != "" && s.Err != second.Err {
		best.Err = s.Err + "; " + second.Err
	}
	return best
}

// better chooses between two readings of one page: the one with more to read.
// Where they are about equal, spaces decide, then an error, and then it is the
// first, whose lines the segmenter was made with.
func better(first, second sheet) sheet {
	a, b := tallyOf(first.Lines), tallyOf(second.Lines)
	ra, rb := a.readable(), b.readable()
	switch {
	case 100*rb > 110*ra, rb > 0 && ra == 0:
		return second
	case 100*ra > 110*rb:
		return first
	case a.runTogether() && !b.runTogether():
		return second
	case a.bad != b.bad:
		if b.bad < a.bad {
			return second
		}
		return first
	case first.Err != "" && second.Err == "":
		return second
	}
	return first
}

// readableOf is what sheets have to read, in letters.
func readableOf(sheets []sheet) int {
	n := 0
	for i := range sheets {
		n += tallyOf(sheets[i].Lines).readable()
	}
	return n
}
