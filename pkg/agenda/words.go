package agenda

import (
	"iter"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Words goes through the words of a text in order: runs of letters and digits,
// in small letters. Soft hyphens and joiners within a word do not count, and
// letters written as a letter and a mark are as those written in one.
func Words(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		start, plain := -1, true
		for i, r := range text {
			switch {
			case isWordRune(r):
				if start < 0 {
					start, plain = i, true
				}
			case start >= 0 && withinWord(r):
				plain = false
			case start >= 0:
				if !yield(foldWord(text[start:i], plain)) {
					return
				}
				start = -1
			}
		}
		if start >= 0 {
			yield(foldWord(text[start:], plain))
		}
	}
}

// AllWords goes through the words of the text of a page or of several in a
// row: those that Words gives, and after them those that are more than one of
// them: numbers with their separators (1284655 for 1.284.655, 1,5), words with
// small figures (co2 for CO₂), and those that a hyphen at a line's end has
// broken, whole. Words come more than once.
func AllWords(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for w := range Words(text) {
			if !yield(w) {
				return
			}
		}
		for _, number := range separated.FindAllString(text, -1) {
			if !yield(separators.Replace(number)) {
				return
			}
		}
		if plain := smallFigures.Replace(text); plain != text {
			for w := range Words(plain) {
				if !yield(w) {
					return
				}
			}
		}
		for _, hyphen := range []string{"-\n", "\u00ad\n", "\u2010\n"} {
			if !strings.Contains(text, hyphen) {
				continue
			}
			for w := range broken(text, hyphen) {
				if !yield(w) {
					return
				}
			}
		}
	}
}

var (
	separated    = regexp.MustCompile(`\d{1,3}(?:[.\x{A0}\x{202F}\x{2009}]\d{3})+(?:,\d+)?|\d+,\d+`)
	separators   = strings.NewReplacer(".", "", "\u00a0", "", "\u202f", "", "\u2009", "")
	smallFigures = strings.NewReplacer("₀", "0", "₁", "1", "₂", "2", "₃", "3", "₄", "4", "₅", "5", "₆", "6", "₇", "7", "₈", "8", "₉", "9", "²", "2", "³", "3")
)

// broken goes through the words that hyphen breaks, whole.
func broken(text, hyphen string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for from := 0; ; {
			i := strings.Index(text[from:], hyphen)
			if i < 0 {
				return
			}
			i += from
			from = i + len(hyphen)
			head := text[wordStart(text, i):i]
			tail := text[from:wordEnd(text, from)]
			if head == "" || tail == "" {
				continue
			}
			for w := range Words(head + tail) {
				if !yield(w) {
					return
				}
			}
		}
	}
}

// wordStart is where the word begins that ends at, or goes on over, offset i.
func wordStart(text string, i int) int {
	for i > 0 {
		r, n := utf8.DecodeLastRuneInString(text[:i])
		if !isWordRune(r) && !withinWord(r) {
			break
		}
		i -= n
	}
	return i
}

// wordEnd is where the word ends that begins at, or goes on over, offset i.
func wordEnd(text string, i int) int {
	for i < len(text) {
		r, n := utf8.DecodeRuneInString(text[i:])
		if !isWordRune(r) && !withinWord(r) {
			break
		}
		i += n
	}
	return i
}

func isWordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// withinWord: soft hyphen, zero-width space and joiners, word joiner, BOM, and
// marks over letters.
func withinWord(r rune) bool {
	return r >= 0xAD && (r == '\u00AD' || '\u200B' <= r && r <= '\u200D' || r == '\u2060' || r == '\uFEFF' || unicode.Is(unicode.Mn, r))
}

// foldWord is a word as Words gives it; plain says that nothing in it has to go.
func foldWord(word string, plain bool) string {
	if plain {
		return strings.ToLower(word)
	}
	word = strings.NewReplacer("a\u030a", "å", "A\u030a", "å", "a\u0308", "ä", "A\u0308", "ä", "o\u0308", "ö", "O\u0308", "ö",
		"u\u0308", "ü", "U\u0308", "ü", "e\u0301", "é", "E\u0301", "é").Replace(word)
	return strings.ToLower(strings.Map(func(r rune) rune {
		if withinWord(r) {
			return -1
		}
		return r
	}, word))
}
