package danish

import (
	"bytes"
	"slices"
)

// Cover divides text into the largest tokens that it holds, none of which
// overlap: a thing stands instead of its words. A word that is only said
// before a thing, the "den" of "den 23. marts 2026", is of the thing. The terms
// may be kept.
func Cover(text string) []Token {
	var tokens []Token
	next := 1 // the place of the word that is not covered yet
	add := func(t Token) {
		if n := len(tokens); n > 0 && tokens[n-1].Place == t.Place && larger(t, tokens[n-1]) {
			tokens = tokens[:n-1]
		} else if t.Place < next {
			return
		}
		t.Term = bytes.Clone(t.Term)
		tokens = append(tokens, t)
		next = t.Place + t.Words
	}
	each(&finder{scanner: scanner{text: text}, f: add, every: true})
	for i := len(tokens) - 1; i > 0; i-- {
		before, thing := tokens[i-1], &tokens[i]
		if before.Kind == Word && introduces(string(before.Term), *thing) {
			thing.Place, thing.Words, thing.Start = before.Place, thing.Words+1, before.Start
			tokens = slices.Delete(tokens, i-1, i)
			i--
		}
	}
	return tokens
}

// larger says whether t is to stand for the words at its place rather than
// other. Of two that cover as many words it is the one that says more: 10%
// rather than 10.
func larger(t, other Token) bool {
	if t.Words != other.Words {
		return t.Words > other.Words
	}
	return t.Kind > other.Kind
}

// introduces says whether word tells only what sort of thing follows.
func introduces(word string, t Token) bool {
	switch word {
	case "d", "den":
		return t.Kind == Thing && len(t.Term) == len("2026-03-23") && t.Term[4] == '-' && t.Term[7] == '-'
	case "paragraf", "paragrafferne":
		return t.Kind == Thing && bytes.HasPrefix(t.Term, []byte(sign))
	case "kr", "dkk":
		return t.Kind == Number
	}
	return false
}
