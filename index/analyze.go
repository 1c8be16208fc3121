package index

import (
	"bytes"
	"sync"
	"unicode"
	"unicode/utf8"

	bleveindex "github.com/blevesearch/bleve_index_api"
	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/danish"
)

const (
	longestWord = 100     // bytes; what is longer is no word, and is cut
	mostStems   = 200_000 // words remembered at once, some 30 MB; Danish minutes of a decade have fewer
)

// A danishAnalyzer divides text into words and takes each to its stem.
//
// A word is a run of letters and digits; everything else divides, so
// "EMN-2025-001027" is three words in a row, "§ 85" one, and "Bilag_2.docx"
// three. Case does not count, nor do accents ("idé", "ide"); aa is å, so that
// Aarhus is Århus; ä and ö are æ and ø. Soft hyphens vanish. Words keep their
// order, and none is left out, so that phrases hold. The stem is Snowball's.
//
// It may be used by several goroutines, which wait for each other.
type danishAnalyzer struct {
	mu    sync.Mutex
	words map[string]*stem // by the word as eachWord gives it
	stems map[string]*stem // by text
	texts uint64           // how many texts count has seen
	found []*stem          // count's, kept for its memory
}

// A stem is what all forms of a word share.
type stem struct {
	text   string
	bytes  []byte // the same; not to be changed
	seen   uint64 // the last text that it stood in, as danishAnalyzer.texts counts
	places places // where it stands there
}

func newDanish() *danishAnalyzer {
	a := &danishAnalyzer{}
	a.forget()
	return a
}

// forget lets go of the words remembered, where they are many: names and
// numbers of an archive have no end.
func (a *danishAnalyzer) forget() {
	if len(a.words) == 0 || len(a.words) > mostStems {
		a.words, a.stems = make(map[string]*stem), make(map[string]*stem)
	}
}

// A word is one word of a text.
type word struct {
	folded     string // as eachWord gives it
	stem       string
	start, end int // the bytes it stands on
}

// split lists the words of text.
func (a *danishAnalyzer) split(text string) []word {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.forget()
	var list []word
	eachWord(text, func(w []byte, start, end int) {
		list = append(list, word{string(w), a.stem(w).text, start, end})
	})
	return list
}

// count lists the stems of text for the index, with how often and where they
// stand, and says how many words it has.
func (a *danishAnalyzer) count(text string) (bleveindex.TokenFrequencies, int) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.forget()
	a.texts++
	found, words := a.found[:0], 0
	eachWord(text, func(w []byte, _, _ int) {
		words++
		s := a.stem(w)
		if s.seen != a.texts {
			s.seen, s.places = a.texts, places{}
			found = append(found, s)
		}
		s.places.add(words)
	})
	frequencies := make(bleveindex.TokenFrequencies, len(found))
	slab := make([]bleveindex.TokenFreq, len(found))
	for i, s := range found {
		slab[i].Term = s.bytes
		s.places.put(&slab[i])
		frequencies[s.text] = &slab[i]
	}
	a.found = found
	return frequencies, words
}

// stem is the stem of a folded word. The caller holds a.mu.
func (a *danishAnalyzer) stem(folded []byte) *stem {
	if s, ok := a.words[string(folded)]; ok {
		return s
	}
	word := string(folded)
	text := word
	if !bytes.ContainsAny(folded, "0123456789") { // Snowball takes a digit for a consonant: 22 would be 2
		env := snowballstem.NewEnv(word)
		danish.Stem(env)
		text = env.Current()
	}
	s, ok := a.stems[text]
	if !ok {
		s = &stem{text: text, bytes: []byte(text)}
		a.stems[text] = s
	}
	a.words[word] = s
	return s
}

// eachWord calls f with every word of text, folded, and the bytes it stands
// on. The word is only good until f returns.
func eachWord(text string, f func(folded []byte, start, end int)) {
	var buf [longestWord + utf8.UTFMax]byte
	folded := buf[:0]
	start, end := 0, 0
	flush := func() {
		if len(folded) > 0 {
			f(folded, start, end)
			folded = folded[:0]
		}
	}
	for i := 0; i < len(text); {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		switch {
		case isWordRune(r):
			if len(folded) == 0 {
				start = i
			}
			folded = fold(folded, r)
			end = i + size
		case len(folded) > 0 && r >= utf8.RuneSelf && unicode.Is(unicode.Mn, r):
			folded = combine(folded, r)
			end = i + size
		case len(folded) > 0 && isInvisible(r):
		default:
			flush()
		}
		i += size
	}
	flush()
}

func isWordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || isSubscript(r))
}

// isSubscript: CO₂ is typed CO2.
func isSubscript(r rune) bool { return '₀' <= r && r <= '₉' }

// isInvisible: soft hyphen, zero-width space and joiners, word joiner, BOM.
func isInvisible(r rune) bool {
	return r == '\u00AD' || '\u200B' <= r && r <= '\u200D' || r == '\u2060' || r == '\uFEFF'
}

// fold appends r to a word in the spelling that all its spellings share.
func fold(word []byte, r rune) []byte {
	if len(word) >= longestWord {
		return word
	}
	if r < utf8.RuneSelf {
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		if n := len(word); r == 'a' && n > 0 && word[n-1] == 'a' {
			return append(word[:n-1], "å"...)
		}
		return append(word, byte(r))
	}
	if isSubscript(r) {
		r = '0' + r - '₀'
	}
	switch r = unicode.ToLower(r); r {
	case 'é', 'è', 'ê', 'ë':
		r = 'e'
	case 'á', 'à', 'â':
		r = 'a'
	case 'ó', 'ò', 'ô':
		r = 'o'
	case 'ü', 'ú', 'ù', 'û':
		r = 'u'
	case 'í', 'ì', 'î', 'ï':
		r = 'i'
	case 'ä':
		r = 'æ'
	case 'ö':
		r = 'ø'
	}
	return utf8.AppendRune(word, r)
}

// combine joins a combining mark to the letter before it, for text in which å
// is an a and a ring (file names from macOS). Marks that make no Danish letter
// are dropped, as fold drops accents.
func combine(word []byte, mark rune) []byte {
	n := len(word)
	const ring, diaeresis = '\u030A', '\u0308'
	switch last := word[n-1]; {
	case mark == ring && last == 'a':
		return append(word[:n-1], "å"...)
	case mark == diaeresis && last == 'a':
		return append(word[:n-1], "æ"...)
	case mark == diaeresis && last == 'o':
		return append(word[:n-1], "ø"...)
	}
	return word
}
