package index

import (
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/registry"
	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/danish"
)

// analyzerName is what the mapping calls the Danish analysis.
const analyzerName = "dansk"

const (
	longestWord = 100     // bytes; what is longer is no word, and is cut
	mostStems   = 200_000 // stems remembered at once, some 20 MB; Danish minutes of a decade have fewer words
)

// register makes the analysis known to bleve, whose mappings name it.
var register = sync.OnceValue(func() error {
	return registry.RegisterAnalyzer(analyzerName, func(map[string]any, *registry.Cache) (analysis.Analyzer, error) {
		return newDanish(), nil
	})
})

// A danishAnalyzer divides text into words and takes each to its stem.
//
// A word is a run of letters and digits; everything else divides, so
// "EMN-2025-001027" is three words in a row, "§ 85" one, and "Bilag_2.docx"
// three. Case does not count, nor do accents ("idé", "ide"); aa is å, so that
// Aarhus is Århus; ä and ö are æ and ø. Soft hyphens vanish. Words keep their
// order, and none is left out, so that phrases hold. The stem is Snowball's.
//
// It may be used by several goroutines.
type danishAnalyzer struct {
	mu    sync.RWMutex
	stems map[string][]byte
}

func newDanish() *danishAnalyzer {
	return &danishAnalyzer{stems: make(map[string][]byte)}
}

// Analyze is what bleve calls.
func (a *danishAnalyzer) Analyze(text []byte) analysis.TokenStream {
	stream := make(analysis.TokenStream, 0, len(text)/6) // Danish words with their space are 6-7 bytes
	slab := make([]analysis.Token, 0, len(text)/6)       // fewer, larger allocations
	eachWord(text, func(word []byte, start, end int) {
		if len(slab) == cap(slab) {
			slab = make([]analysis.Token, 0, 64)
		}
		slab = append(slab, analysis.Token{
			Start: start, End: end, Term: a.stem(word), Position: len(stream) + 1, Type: analysis.AlphaNumeric,
		})
		stream = append(stream, &slab[len(slab)-1])
	})
	return stream
}

// A word is one word of a query.
type word struct {
	folded string // as eachWord gives it
	stem   string
}

// words divides what a person typed as Analyze divides a text.
func (a *danishAnalyzer) words(text string) []word {
	var list []word
	eachWord([]byte(text), func(w []byte, _, _ int) {
		list = append(list, word{string(w), string(a.stem(w))})
	})
	return list
}

// stem is the stem of a folded word. The result is shared and must not be
// changed.
func (a *danishAnalyzer) stem(folded []byte) []byte {
	a.mu.RLock()
	stem, ok := a.stems[string(folded)]
	a.mu.RUnlock()
	if ok {
		return stem
	}
	env := snowballstem.NewEnv(string(folded))
	danish.Stem(env)
	stem = []byte(env.Current())
	a.mu.Lock()
	if len(a.stems) < mostStems {
		a.stems[string(folded)] = stem
	}
	a.mu.Unlock()
	return stem
}

// eachWord calls f with every word of text, folded, and the bytes it stands
// on. The word is only good until f returns.
func eachWord(text []byte, f func(folded []byte, start, end int)) {
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
			r, size = utf8.DecodeRune(text[i:])
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
	if isSubscript(r) {
		r = '0' + r - '₀'
	}
	switch r = unicode.ToLower(r); r {
	case 'a':
		if n := len(word); n > 0 && word[n-1] == 'a' {
			return append(word[:n-1], "å"...)
		}
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
