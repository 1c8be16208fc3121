package index

import (
	"sync"

	bleveindex "github.com/blevesearch/bleve_index_api"

	"referat/index/danish"
)

// mostTerms is how many terms a counter remembers at once, some 30 MB: names
// and numbers of an archive have no end.
const mostTerms = 200_000

// betweenTexts is how far the words of one text of a field stand from those of
// the next: a phrase does not go from one bilag into another.
const betweenTexts = 64

// A counter finds out which terms a text has, how often and where. It is for
// one goroutine.
type counter struct {
	terms  map[string]*term
	tokens tokenizer
	texts  uint64  // how many times count was called
	found  []*term // count's, kept for its memory

	pairs      map[pairKey]*term
	pairsFound []*term // of the entry at hand
	entries    uint64  // how many times takePairs was called
}

// A term is a word's form or a thing, as danish writes it.
type term struct {
	text   string
	bytes  []byte // the same; not to be changed
	seen   uint64 // the last time that it was counted, as counter.texts counts
	common bool
	places places
}

func newCounter() *counter {
	words := sync.OnceValue(func() *danish.Splitter { return danish.NewSplitter(nil) })
	return &counter{terms: map[string]*term{}, tokens: tokenizer{splitter: words}, pairs: map[pairKey]*term{}, entries: 1}
}

// count lists the terms of the texts of field f and says how many words they
// have. It notes the pairs of common words, for takePairs.
func (c *counter) count(f field, texts []string) (bleveindex.TokenFrequencies, int) {
	if len(c.terms) > mostTerms {
		clear(c.terms)
		clear(c.pairs)
	}
	paired := isPaired(f)
	c.texts++
	c.found = c.found[:0]
	words, before := 0, 0
	for _, text := range texts {
		last := 0
		previous := (*term)(nil)
		c.tokens.each(text, func(t danish.Token) {
			known, ok := c.terms[string(t.Term)]
			if !ok {
				known = &term{text: string(t.Term)}
				known.bytes, known.common = []byte(known.text), isCommon(known.text)
				c.terms[known.text] = known
			}
			if known.seen != c.texts {
				known.seen, known.places = c.texts, places{}
				c.found = append(c.found, known)
			}
			known.places.add(before + t.Place)
			if t.Kind == danish.Word || t.Kind == danish.Number {
				words++
				if paired && known.common && previous != nil && previous.common {
					c.pair(f, previous, known)
				}
				previous = known
			}
			last = max(last, t.Place)
		})
		before += last + betweenTexts
	}
	frequencies := make(bleveindex.TokenFrequencies, len(c.found))
	slab := make([]bleveindex.TokenFreq, len(c.found))
	for i, t := range c.found {
		slab[i].Term = t.bytes
		t.places.put(&slab[i])
		frequencies[t.text] = &slab[i]
	}
	return frequencies, words
}

// A pairKey is a pair of common words in a field.
type pairKey struct {
	field         field
	first, second *term
}

// pair notes a pair.
func (c *counter) pair(f field, first, second *term) {
	key := pairKey{f, first, second}
	known, ok := c.pairs[key]
	if !ok {
		known = &term{text: pairOf(f, first.text, second.text)}
		known.bytes = []byte(known.text)
		c.pairs[key] = known
	}
	if known.seen != c.entries {
		known.seen = c.entries
		c.pairsFound = append(c.pairsFound, known)
	}
}

// takePairs lists the pairs noted since it was last called.
func (c *counter) takePairs() bleveindex.TokenFrequencies {
	frequencies := make(bleveindex.TokenFrequencies, len(c.pairsFound))
	slab := make([]bleveindex.TokenFreq, len(c.pairsFound))
	for i, t := range c.pairsFound {
		slab[i].Term = t.bytes
		frequencies[t.text] = &slab[i]
	}
	c.entries++
	c.pairsFound = c.pairsFound[:0]
	return frequencies
}
