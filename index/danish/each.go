package danish

import (
	"unicode"
	"unicode/utf8"
)

// Each calls f with every word of text in order, its places counted from 1,
// and, after the first word of it, with each thing that words of it make up;
// so places never go down.
//
// A word is a run of letters and digits; everything else divides, so
// "Bilag_2.docx" is three words. Case does not count, nor do accents ("idé",
// "ide"); aa is å, so that Aarhus is Århus; ä and ö are æ and ø. Soft hyphens
// vanish. A number is one word with its separators: 1.250.000, 1,5.
//
// A thing that has the term of its first word is not said again: 500 kr. is the
// number 500. It takes memory once a call, not once a token.
func Each(text string, f func(Token)) { each(&finder{scanner: scanner{text: text}, f: f}) }

func each(f *finder) {
	f.thing = f.room[:0]
	for f.place = 1; f.next(); f.place++ {
		f.f(Token{Term: f.term, Kind: f.kind, Place: f.place, Words: 1, Start: f.start, End: f.end})
		f.things()
	}
}

// A scanner divides a text into words and numbers.
type scanner struct {
	text string
	pos  int // what is to be read

	// The word that next found.
	term       []byte // folded; in buf
	kind       Kind   // Word or Number
	start, end int

	numeral   decimal // of a word of kind Number: the number that begins with it
	isNumeral bool    // whether one does

	buf [longestWord + 2*utf8.UTFMax]byte
}

// next goes to the next word and says whether there is one.
func (s *scanner) next() bool {
	text, i, word := s.text, s.pos, s.buf[:0]
	letters := false
scan:
	for i < len(text) {
		c := text[i]
		if c < utf8.RuneSelf {
			if c = lower[c]; c == 0 {
				if len(word) > 0 {
					break
				}
				i++
				continue
			}
			if len(word) == 0 {
				s.start = i
			}
			if c > '9' {
				letters = true
			}
			word = foldASCII(word, c)
			i++
			s.end = i
			continue
		}
		if c == "å"[0] && i+1 < len(text) { // Å is å but for one bit; so are Æ and Ø
			switch d := text[i+1] | 0x20; d {
			case "æ"[1], "ø"[1], "å"[1]:
				if len(word) == 0 {
					s.start = i
				}
				letters = true
				if len(word) < longestWord {
					word = append(word, c, d)
				}
				i += 2
				s.end = i
				continue
			}
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case isWordRune(r):
			if len(word) == 0 {
				s.start = i
			}
			letters = true
			word = fold(word, r)
			s.end = i + size
		case len(word) == 0:
		case unicode.Is(unicode.Mn, r):
			letters = true
			word = combine(word, r)
			s.end = i + size
		case isInvisible(r):
		case exponent(r) != 0 && takesExponent(word):
			word = foldASCII(word, exponent(r))
			s.end = i + size
		default:
			break scan
		}
		i += size
	}
	s.pos, s.term, s.kind = i, word, Word
	if len(word) == 0 {
		return false
	}
	if !letters {
		s.kind = Number
		s.number()
	}
	return true
}
