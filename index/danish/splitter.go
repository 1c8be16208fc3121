package danish

import (
	"bytes"
	"iter"
	"slices"
	"strings"
	"unicode/utf8"
)

// A Splitter tells of which words a compound is made. It may be used by
// several goroutines at once.
//
// A compound is divided where every part is a word that the list has or that
// the archive taught, with the letters that link them (s, e, none, and what
// the dictionary names besides). Of several ways it takes the cheapest, as
// costs says: few, long, well-known parts. A word of the list is never
// divided, for the list has no compounds.
type Splitter struct {
	words  wordlist
	learnt map[[4]byte][]string // words that only the archive has, in Latin-1, by their first letters
	inside map[string]string    // insideWhole, stems both
}

// Bounds of what is tried.
const (
	longestCompound = 60 // letters; longer is no word
	fewestEntries   = 3  // that hold a form before it is learnt
	shortestLearnt  = 5  // letters
	shortestLoose   = 5  // letters of a first part whose link the dictionary does not have
)

// costs is what a way to divide a word pays, which is what makes one way
// better than another. They were set by trial on words of minutes.
const (
	costPart      = 100 // each part
	costLearnt    = 40  // not in the list
	costDerived   = 35  // a word of the list behind a prefix
	costLooseS    = 5   // a linking s that the dictionary does not give this word, usual behind a compound: madspildsdag
	costFirstS    = 15  // such an s at the beginning
	costLoose     = 25  // none where the dictionary asks for one
	costAdjective = 10  // as the last part
	costVerb      = 30  // as the last part
	costSilent    = 20
	costInside    = 60 // two letters with parts on both sides
)

// costShort is what a part of so many letters pays.
var costShort = [...]int{0, 90, 60, 30, 12, 5}

// prefixes make a word with the word behind them, of which it keeps the use:
// gen-husning, under-leverandør. None is a part.
var prefixes = func() [][]byte {
	const list = "af an anti be bi efter for frem gen gennem ind med mellem mis mod ned om op over p\xe5 sam sammen til tilbage u ud under ved videre"
	return bytes.Fields([]byte(list))
}()

// insideWhole names the part that people look for in a word that the list has
// as one.
var insideWhole = map[string]string{
	"børnehave":      "børn",
	"folkeskole":     "skole",
	"folkeoplysning": "oplysning",
	"folkeparti":     "parti",
	"jernbane":       "bane",
	"letbane":        "bane",
	"sygepleje":      "pleje",
	"grundvand":      "vand",
	"lejemål":        "leje",
	"genoptræning":   "træning",
	"mistrivsel":     "trivsel",
	"næstformand":    "formand",
	"sygedagpenge":   "dagpenge",
	"indkøb":         "køb",
	"opkøb":          "køb",
	"værested":       "sted",
}

// NewSplitter makes a splitter that knows the word list and what can be learnt
// of an archive's vocabulary: its folded forms, each with how many entries
// hold it. The vocabulary may be nil.
func NewSplitter(vocabulary iter.Seq2[string, int]) *Splitter {
	s := &Splitter{words: theWords(), inside: make(map[string]string)}
	for word, part := range insideWhole {
		s.inside[Stem(word)] = Stem(part)
	}
	if vocabulary == nil {
		return s
	}
	learnt := make(map[[4]byte][]string)
	var w compound
	for form, entries := range vocabulary {
		if entries < fewestEntries || !w.read(form) || w.n < shortestLearnt || bytes.ContainsAny(w.word(), "0123456789") {
			continue
		}
		if s.compound(form, &w) || w.known && w.use != proper {
			continue
		}
		k := [4]byte(w.letters[:4])
		learnt[k] = append(learnt[k], string(w.word()))
	}
	for _, list := range learnt {
		slices.Sort(list)
	}
	s.learnt = learnt
	return s
}

// A Division is a compound divided; the zero Division is of a word that is none.
type Division struct {
	// Parts are the stems of the smallest parts, in their order, and then of the
	// compounds that some of them make: lokal, plan, forslag, lokalplan,
	// planforslag. Each stands once.
	Parts []string

	// Leaves is how many of Parts are the smallest, where together they say what
	// the compound says, so that who writes them apart means it; 0 for a compound
	// with a part that Parts leaves out (målsætning is more than mål).
	Leaves int

	// DoubleA is the byte after the å that is two a where parts meet (klimåftale,
	// as Fold writes klimaaftale), 0 for none.
	DoubleA int
}

// Divide divides a folded word; stem is Stem, or remembers what it says.
func (s *Splitter) Divide(folded string, stem func(string) string) (d Division) {
	var w compound
	if !s.compound(folded, &w) {
		if !w.known {
			return d
		}
		if part, ok := s.inside[stem(folded)]; ok {
			d.Parts = []string{part}
		} else {
			d.Parts = s.afterDirection(folded)
		}
		return d
	}
	d.DoubleA = w.doubleA
	d.Parts = w.leaves(stem)
	if len(d.Parts) == w.count {
		d.Leaves = w.count
	}
	add := func(stem string) {
		if !slices.Contains(d.Parts, stem) {
			d.Parts = append(d.Parts, stem)
		}
	}
	for _, leaf := range d.Parts {
		if part, ok := s.inside[leaf]; ok {
			add(part)
		}
	}
	for n := 2; n < w.count; n++ {
		for i := 0; i+n <= w.count; i++ {
			if !w.parts[i+n-1].silent {
				add(stem(w.base(i, i+n-1)))
			}
		}
	}
	return d
}

// afterDirection: Sydhavnen is in the list as a name, and is a harbour.
func (s *Splitter) afterDirection(folded string) []string {
	for _, direction := range []string{"nord", "syd", "øst", "vest"} {
		rest, ok := strings.CutPrefix(folded, direction)
		var w compound
		if !ok || len(rest) < shortestAfterDirection || !w.read(rest) {
			continue
		}
		if u, known := s.words.find(w.word()); known && u&lastNoun != 0 && u&silent == 0 {
			return []string{Stem(direction), Stem(rest)}
		}
	}
	return nil
}

// shortestAfterDirection is how many letters a word behind nord, syd, øst or
// vest has at least.
const shortestAfterDirection = 4

// Knows reports whether Danish has a word: the list, or, as a compound, words
// that it divides into.
func (s *Splitter) Knows(folded string) (known, composed bool) {
	var w compound
	composed = s.compound(folded, &w)
	return composed || w.known && w.use != proper, composed
}

// Last is the last part of a compound as it is written in it, inflected, "" for
// a word that is none: "bro" of cykelbro, "udvalget" of sundhedsudvalget.
func (s *Splitter) Last(folded string) string {
	var w compound
	if !s.compound(folded, &w) {
		return ""
	}
	last := w.parts[w.count-1]
	return folded[len(folded)-len(latin(w.letters[last.start:w.n])):]
}

// compound divides a folded word, and says whether it is a compound.
func (s *Splitter) compound(folded string, w *compound) bool {
	if !w.read(folded) {
		return false
	}
	if w.use, w.known = s.words.find(w.word()); w.known {
		return false
	}
	if s.divide(w) {
		return true
	}
	// Folding makes å of any two a: klimåftale, where one word ends with the
	// first and the next begins with the second.
	for i, r := range folded {
		if after := i + utf8.RuneLen(r); r == 'å' && w.read(folded[:i]+"aa"+folded[after:]) && s.divide(w) {
			w.doubleA = after
			return true
		}
	}
	w.read(folded)
	return false
}

// A compound is a word while it is divided.
type compound struct {
	letters [longestCompound]byte
	n       int

	ways  [longestCompound + 1]way // the cheapest way to each place between letters
	parts [maxParts]part
	count int

	doubleA int  // the byte after the å of the word that was read as two a, 0 for none
	known   bool // the list has the word
	use     use  // its use
}

func (w *compound) leaves(stem func(string) string) []string {
	list := make([]string, 0, 2*w.count)
	for i := range w.count {
		if !w.parts[i].silent {
			list = append(list, stem(w.base(i, i)))
		}
	}
	return list
}

const maxParts = 8

// A way is how a place in a word was reached.
type way struct {
	cost int // of all parts up to there, 0 for not at all
	part part
}

// A part is a word in a compound, with the letters that link it.
type part struct {
	start, end int // with the letters that link it
	word       int // where the word itself ends
	andE       bool
	silent     bool
}

// read takes a folded word; false for one that no compound is spelt like.
func (w *compound) read(folded string) bool {
	w.n, w.count, w.doubleA = 0, 0, 0
	for _, r := range folded {
		if r > 0xFF || r < '0' || r > '9' && r < 'a' || w.n == len(w.letters) {
			return false
		}
		w.letters[w.n] = byte(r)
		w.n++
	}
	return w.n > 0
}

func (w *compound) word() []byte { return w.letters[:w.n] }

// base is the word that the parts from i to j make.
func (w *compound) base(i, j int) string {
	p := w.parts[j]
	b := latin(w.letters[w.parts[i].start:p.word])
	if p.andE {
		b = append(b, 'e')
	}
	return string(b)
}

// latin writes letters of Latin-1 in UTF-8.
func latin(letters []byte) []byte {
	b := make([]byte, 0, 2*longestCompound)
	for _, l := range letters {
		b = utf8.AppendRune(b, rune(l))
	}
	return b
}

// divide finds the parts of a word that is not in the list.
func (s *Splitter) divide(w *compound) bool {
	word := w.word()
	clear(w.ways[:w.n+1])
	for i := range word {
		if i > 0 && w.ways[i].cost == 0 {
			continue
		}
		s.from(w, i, i, 0)
		for _, p := range prefixes {
			if bytes.HasPrefix(word[i:], p) {
				s.from(w, i, i+len(p), costDerived)
			}
		}
		s.fromLearnt(w, i)
	}
	if w.ways[w.n].cost == 0 {
		return false
	}
	for at := w.n; at > 0; {
		p := w.ways[at].part
		if w.count == maxParts {
			return false
		}
		w.parts[w.count] = p
		w.count++
		at = p.start
	}
	slices.Reverse(w.parts[:w.count])
	return w.count > 1
}

// from tries the words of the list that begin at the letter at, as parts that
// begin at start.
func (s *Splitter) from(w *compound, start, at, cost int) {
	node := s.words.root()
	for j := at; j < w.n; j++ {
		if node = s.words.step(node, w.letters[j]); node == 0 {
			return
		}
		if u, ok := s.words.end(node); ok {
			w.try(start, j+1, u, cost)
		}
	}
}

func (s *Splitter) fromLearnt(w *compound, start int) {
	if w.n-start < shortestLearnt {
		return
	}
	rest := w.letters[start:w.n]
	for _, l := range s.learnt[[4]byte(rest[:4])] {
		if l > string(rest) {
			break
		}
		if strings.HasPrefix(string(rest), l) {
			w.try(start, start+len(l), lastNoun|loose, costLearnt)
		}
	}
}

// try takes the word from start to end as a part.
func (w *compound) try(start, end int, u use, cost int) {
	cost += w.ways[start].cost + costPart
	if end == w.n {
		if start == 0 || u&lastPart == 0 {
			return
		}
		switch {
		case u&lastNoun != 0:
		case u&lastAdjective != 0:
			cost += costAdjective
		default:
			cost += costVerb
		}
		if u&silent != 0 {
			cost += costSilent
		}
		w.reach(part{start, end, end, false, u&silent != 0}, cost)
		return
	}
	if u&linked != 0 {
		w.reach(part{start, end, end - u.strip(), u&andE != 0, false}, cost)
	}
	if u&loose == 0 || start == 0 && end < shortestLoose {
		return
	}
	if u&linked == 0 {
		w.reach(part{start, end, end, false, false}, cost+costLoose)
	}
	if w.letters[end] == 's' && end+1 < w.n {
		if start == 0 {
			cost += costFirstS
		} else {
			cost += costLooseS
		}
		w.reach(part{start, end + 1, end, false, false}, cost)
	}
}

// reach keeps a way to the end of p if it is the cheapest yet.
func (w *compound) reach(p part, cost int) {
	if n := p.word - p.start; n < len(costShort) {
		cost += costShort[n]
		if n < 3 && p.start > 0 && p.end < w.n {
			cost += costInside
		}
	}
	cost += p.end - p.word
	if old := &w.ways[p.end]; old.cost == 0 || cost < old.cost {
		*old = way{cost, p}
	}
}
