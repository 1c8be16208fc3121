package index

import (
	"unicode"
	"unicode/utf8"

	"referat/index/danish"
)

// A tokenizer divides texts into their terms: those of package danish, and the
// words of which only the first part is written since the rest follows, as
// sundhedsudvalget in "sundheds- og kulturudvalget".
type tokenizer struct {
	splitter func() *danish.Splitter // asked only where a hyphen is left hanging
	pending  []hanging
}

// A hanging is a first part that waits for the rest.
type hanging struct {
	part       string // folded
	place      int
	start, end int
}

// mostHanging is how many parts wait at once: "børne-, unge- og kulturudvalg".
const mostHanging = 4

// each calls f with every term of text.
func (t *tokenizer) each(text string, f func(danish.Token)) {
	t.pending = t.pending[:0]
	danish.Each(text, func(token danish.Token) {
		if token.Kind != danish.Word {
			if token.Kind == danish.Number {
				t.pending = t.pending[:0]
			}
			f(token)
			return
		}
		hangs := hangsAfter(text, token.End)
		if len(t.pending) > 0 && !hangs && !isLink(token.Term) {
			t.finish(token, f)
			t.pending = t.pending[:0]
		}
		f(token)
		if hangs && len(t.pending) < mostHanging {
			t.pending = append(t.pending, hanging{string(token.Term), token.Place, token.Start, token.End})
		}
	})
}

// hangsAfter reports whether a hyphen stands at text[i] that joins to nothing.
func hangsAfter(text string, i int) bool {
	if i+1 >= len(text) || text[i] != '-' {
		return false
	}
	r, _ := utf8.DecodeRuneInString(text[i+1:])
	return unicode.IsSpace(r) || r == ',' || r == '/'
}

// isLink reports whether a word stands between the parts of such a row.
func isLink(word []byte) bool {
	switch string(word) {
	case "og", "eller", "samt", "og/eller":
		return true
	}
	return false
}

// finish gives the words whose rest is the last part of this one.
func (t *tokenizer) finish(last danish.Token, f func(danish.Token)) {
	rest := t.splitter().Last(string(last.Term))
	if rest == "" {
		return
	}
	for _, h := range t.pending {
		if last.Place-h.place > 2*mostHanging {
			continue
		}
		f(danish.Token{Term: append([]byte(h.part), rest...), Kind: danish.Joined, Place: h.place, Words: 1, Start: h.start, End: h.end})
	}
}
