package index

import (
	"context"
	"strings"
	"unicode"
	"unicode/utf8"

	"referat/index/danish"
	"referat/index/query"
	"referat/pkg/agenda"
)

// Suggestions are what a person who is still typing may be about to type.
type Suggestions struct {
	Words  []Form      // that begin as the last word does, those in most entries first
	Titles []agenda.ID // punkter whose titles have the words
}

// Suggest completes text, whose last word may be only begun, with words of the
// archive, at most words of them, and titles that have all its words, at most
// limit; noClosed leaves titles of closed punkter out, whose words may be among
// the words.
func (r *Reader) Suggest(ctx context.Context, text string, words, limit int, noClosed bool) (*Suggestions, error) {
	out := &Suggestions{}
	begun := strings.LastIndexFunc(text, unicode.IsSpace) + 1
	if begun == len(text) {
		return out, nil
	}
	for _, prefix := range append([]string{danish.Fold(text[begun:])}, danish.Variants(danish.Fold(text[begun:]))...) {
		if prefix == "" {
			continue
		}
		for f := range r.lexicon.prefixed(prefix) {
			out.Words = append(out.Words, f)
		}
	}
	out.Words = Commonest(out.Words, words)
	found, err := r.Search(ctx, Query{Text: begunText(text), Limit: limit, NoClosed: noClosed, titles: true})
	if err != nil {
		return nil, err
	}
	if !found.Fuzzy {
		for _, h := range found.Hits {
			out.Titles = append(out.Titles, h.ID)
		}
	}
	return out, nil
}

// begunText is the search for the words of text, the last of which may be only
// begun.
func begunText(text string) string {
	words := strings.Fields(text)
	for i, w := range words {
		words[i] = strings.Trim(w, `"“”„»«*:-`)
	}
	return strings.Join(words, " ") + "*"
}

// A word is rare where it may be a slip that someone else made, too, and
// another common where that is likely meant.
const (
	rareEntries   = 2
	commonerTimes = 20
)

// DidYouMean is what was typed with the words that the archive does not have, or
// hardly, as they may have been meant; "" where nothing is the likelier. noClosed
// leaves out words that only closed punkter have.
func (r *Reader) DidYouMean(ctx context.Context, text string, noClosed bool) (_ string, err error) {
	defer recovered(&err)
	meant, slips := text, 0
	for _, c := range query.Parse(text).Clauses {
		for _, t := range c.Any {
			if t.Kind != query.Word || c.Not || len(t.Words) != 1 {
				continue
			}
			most := r.mostSlipped(t.Words[0], noClosed)
			if most == 0 || slips == mostSlips {
				continue
			}
			slips++
			near := r.near(ctx, t.Words[0], most, noClosed)
			if len(near) > 0 && near[0].Entries > r.known(t.Words[0], noClosed)*commonerTimes {
				meant = replaceWord(meant, t.Typed, near[0].Shown)
			}
		}
	}
	if meant == text {
		return "", ctx.Err()
	}
	return meant, ctx.Err()
}

// known is how many entries have a word in any form, or a compound of it, at
// least; with noClosed, closed ones do not count.
func (r *Reader) known(word string, noClosed bool) (entries int) {
	c := r.lexicon.concept(danish.Stem(word))
	for _, list := range [][]Form{c.inflections, r.lexicon.compoundsOf(c)} {
		for _, f := range list {
			if f.Entries <= entries {
				continue
			}
			if noClosed {
				f.Entries = r.openEntries(f.Text)
			}
			entries = max(entries, f.Entries)
		}
	}
	return entries
}

// mostSlipped is how many slips there may be in a word, 0 where it is none: the
// archive hardly has it, and it is no Danish word. In a compound that makes sense
// and in short words it is one at most, in words of three letters none.
func (r *Reader) mostSlipped(word string, noClosed bool) int {
	letters := len([]rune(word))
	if letters < 4 || r.known(word, noClosed) > rareEntries || !isWord(word) {
		return 0
	}
	known, compound := r.splitter().Knows(word)
	switch {
	case known && !compound:
		return 0
	case known || letters < 8:
		return 1
	}
	return 2
}

// replaceWord replaces a word of a text where it first stands by itself.
func replaceWord(text, word, by string) string {
	letter := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	for at := 0; ; {
		i := strings.Index(text[at:], word)
		if i < 0 || word == "" {
			return text
		}
		start, end := at+i, at+i+len(word)
		before, _ := utf8.DecodeLastRuneInString(text[:start])
		after, _ := utf8.DecodeRuneInString(text[end:])
		if !letter(before) && !letter(after) {
			return text[:start] + by + text[end:]
		}
		at = end
	}
}
