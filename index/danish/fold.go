package danish

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// longestWord is in bytes. What is longer is no word, and is cut.
const longestWord = 100

// Fold is a word in the spelling that all its spellings share, as Each gives
// it: lower case, without accents, aa as å, ä and ö as æ and ø, 1.250 as 1250.
// What Each would divide is joined.
func Fold(word string) string {
	folded := make([]byte, 0, longestWord)
	s := scanner{text: word}
	for s.next() {
		folded = append(folded, s.term...)
	}
	return string(folded)
}

// lower gives the lower case of the ASCII bytes that words are made of, 0 for
// the others.
var lower = [utf8.RuneSelf]byte{
	'0': '0', '1': '1', '2': '2', '3': '3', '4': '4', '5': '5', '6': '6', '7': '7', '8': '8', '9': '9',
	'a': 'a', 'b': 'b', 'c': 'c', 'd': 'd', 'e': 'e', 'f': 'f', 'g': 'g', 'h': 'h', 'i': 'i', 'j': 'j',
	'k': 'k', 'l': 'l', 'm': 'm', 'n': 'n', 'o': 'o', 'p': 'p', 'q': 'q', 'r': 'r', 's': 's', 't': 't',
	'u': 'u', 'v': 'v', 'w': 'w', 'x': 'x', 'y': 'y', 'z': 'z',
	'A': 'a', 'B': 'b', 'C': 'c', 'D': 'd', 'E': 'e', 'F': 'f', 'G': 'g', 'H': 'h', 'I': 'i', 'J': 'j',
	'K': 'k', 'L': 'l', 'M': 'm', 'N': 'n', 'O': 'o', 'P': 'p', 'Q': 'q', 'R': 'r', 'S': 's', 'T': 't',
	'U': 'u', 'V': 'v', 'W': 'w', 'X': 'x', 'Y': 'y', 'Z': 'z',
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// isWordRune is for runes outside ASCII.
func isWordRune(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || isSubscript(r))
}

// isSubscript: CO₂ is typed CO2.
func isSubscript(r rune) bool { return '₀' <= r && r <= '₉' }

// exponent is the digit of a superscript: m² is typed m2. 0 for other runes.
func exponent(r rune) byte {
	switch r {
	case '²':
		return '2'
	case '³':
		return '3'
	}
	return 0
}

// takesExponent says whether a superscript after word is a part of it. After
// other words it is the number of a footnote.
func takesExponent(word []byte) bool {
	switch string(word) {
	case "m", "cm", "mm", "dm", "km":
		return true
	}
	return false
}

// isInvisible: soft hyphen, zero-width space and joiners, word joiner, BOM.
func isInvisible(r rune) bool {
	return r == '\u00AD' || '\u200B' <= r && r <= '\u200D' || r == '\u2060' || r == '\uFEFF'
}

// fold appends r, which is no ASCII, to a word in the spelling that all its
// spellings share.
func fold(word []byte, r rune) []byte {
	if len(word) >= longestWord {
		return word
	}
	if isSubscript(r) {
		return append(word, byte('0'+r-'₀'))
	}
	switch r = unicode.ToLower(r); r {
	case 'æ', 'ø', 'å':
		return utf8.AppendRune(word, r)
	case 'ß':
		return append(word, "ss"...)
	case 'ﬀ':
		return append(word, "ff"...)
	case 'ﬁ':
		return append(word, "fi"...)
	case 'ﬂ':
		return append(word, "fl"...)
	case 'ﬃ':
		return append(word, "ffi"...)
	case 'ﬄ':
		return append(word, "ffl"...)
	}
	if r < utf8.RuneSelf { // the Kelvin sign, for one
		return foldASCII(word, byte(r))
	}
	if isLatin(r) {
		var buf [utf8.UTFMax]byte
		n := utf8.EncodeRune(buf[:], r)
		if parts := norm.NFD.Properties(buf[:n]).Decomposition(); len(parts) > 1 {
			letter, size := utf8.DecodeRune(parts)
			if letter < utf8.RuneSelf {
				return combineAll(foldASCII(word, byte(letter)), parts[size:])
			}
			return combineAll(fold(word, letter), parts[size:])
		}
	}
	return utf8.AppendRune(word, r)
}

// isLatin is for the letters with marks of European languages, lower case.
func isLatin(r rune) bool {
	return 'à' <= r && r <= 'ɏ' || 'ḁ' <= r && r <= 'ỿ'
}

// foldASCII appends a lower case letter or a digit.
func foldASCII(word []byte, c byte) []byte {
	n := len(word)
	if n >= longestWord {
		return word
	}
	if c == 'a' && n > 0 && word[n-1] == 'a' {
		return append(word[:n-1], "å"...)
	}
	return append(word, c)
}

func combineAll(word, marks []byte) []byte {
	for len(marks) > 0 {
		mark, size := utf8.DecodeRune(marks)
		word = combine(word, mark)
		marks = marks[size:]
	}
	return word
}

// combine joins a combining mark to the letter before it, for text in which å
// is an a and a ring (file names from macOS). Marks that make no Danish letter
// are dropped: accents do not count.
func combine(word []byte, mark rune) []byte {
	const ring, diaeresis = '\u030A', '\u0308'
	switch n := len(word); {
	case mark == ring && word[n-1] == 'a':
		return append(word[:n-1], "å"...)
	case mark == diaeresis && word[n-1] == 'a':
		return append(word[:n-1], "æ"...)
	case mark == diaeresis && word[n-1] == 'o':
		return append(word[:n-1], "ø"...)
	case mark == ring && n > 1 && string(word[n-2:]) == "å" && (n == 2 || word[n-3] != 'a'): // temaår: its two a were taken for aa
		return append(word[:n-2], "aå"...)
	}
	return word
}
