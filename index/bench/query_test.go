package bench

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"referat/pkg/agenda"
)

// wordsOf gives the words of a text in lower case: runs of letters and digits.
func wordsOf(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for w := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
			if !yield(strings.ToLower(w)) {
				return
			}
		}
	}
}

// A kind is what sort of thing is asked for.
type kind string

const (
	kindWord   kind = "one word"
	kindWords  kind = "two words"
	kindPrefix kind = "prefix"
	kindPhrase kind = "phrase"
	kindPage   kind = "page"
)

func kinds() []kind { return []kind{kindWord, kindWords, kindPrefix, kindPhrase, kindPage} }

// A question is one query; of a prefix, Words has the beginning. A page is one
// word or two, and wants fragments and counts by year.
type question struct {
	Kind  kind     `json:"kind"`
	Words []string `json:"words"`
	Band  string   `json:"band"`           // how common the words are; of a phrase, how many
	Warm  bool     `json:"warm,omitempty"` // asked before the others, and not counted
}

// Text is the question as one types it into referat.
func (q question) Text() string {
	text := strings.Join(q.Words, " ")
	switch q.Kind {
	case kindPrefix:
		return text + "*"
	case kindPhrase:
		return `"` + text + `"`
	}
	return text
}

// bandNames are the bands of words, the commonest first.
func bandNames() []string { return []string{"common", "middle", "rare"} }

// Bands of words by how many of the documents have them: common at least one in
// 20, middle at least one in 1000, rare at least two documents.
const (
	commonPart = 20
	middlePart = 1000
	rareFrom   = 2
)

// middleFrom is how many of total documents have a word of the middle band, at
// least; in a small corpus, enough to leave rare ones.
func middleFrom(total int) int { return max(total/middlePart, 2*rareFrom) }

// questions draws n questions of every kind from the corpus in folder dir. A
// word is drawn so: a band, each as often; a document; one of its words of two
// letters or more in that band. No word is left out, function words among them.
// Two words are two such of one document, half of the pairs both common: they
// are what costs. A prefix is the first three to five
// letters of such a word. A phrase is two or three words that follow one
// another on a line of a document with nothing but a space between them.
//
// A fifth as many go before them to warm up. forms is how many different words
// the corpus has.
func questions(dir string, n int) (list []question, forms int, err error) {
	in := map[string]int32{}
	total := 0
	var sample []string // texts to draw from: one in each 20
	err = documents(dir, func(d *agenda.Document, first int) error {
		for i, p := range punkter(d, first) {
			seen := map[string]bool{}
			text := p.Title + "\n" + p.Body
			for w := range wordsOf(text) {
				if !seen[w] {
					seen[w] = true
					in[strings.Clone(w)]++
				}
			}
			total++
			if (first+i)%20 == 0 || total < 2000 {
				sample = append(sample, text)
			}
		}
		return nil
	})
	if err != nil {
		return nil, 0, err
	}
	rnd := rand.New(rand.NewPCG(20, 2026))
	band := func(w string) int {
		switch n := int(in[w]); {
		case n*commonPart >= total:
			return 0
		case n >= middleFrom(total):
			return 1
		case n >= rareFrom:
			return 2
		}
		return -1
	}
	from := func(text string, of, shortest int) string {
		var list []string
		for w := range wordsOf(text) {
			if band(w) == of && utf8.RuneCountInString(w) >= shortest && letters(w) && !slices.Contains(list, w) {
				list = append(list, w)
			}
		}
		if len(list) == 0 {
			return ""
		}
		return pick(rnd, list)
	}
	names := bandNames()
	draw := func(i int, k kind) question {
		q := question{Kind: k}
		text := pick(rnd, sample)
		switch k {
		case kindWord:
			q.Words, q.Band = []string{from(text, i%3, 2)}, names[i%3]
		case kindWords:
			pair := [6][2]int{{0, 0}, {0, 0}, {0, 0}, {0, 1}, {1, 1}, {0, 2}}[i%6]
			q.Words, q.Band = []string{from(text, pair[0], 2), from(text, pair[1], 2)}, names[pair[0]]+" + "+names[pair[1]]
		case kindPrefix:
			size := 3 + i/3%3
			if w := []rune(from(text, i%3, size)); len(w) > 0 {
				q.Words, q.Band = []string{string(w[:size])}, fmt.Sprint(size, " letters")
			}
		case kindPhrase:
			q.Words, q.Band = row(rnd, text, 2+i%2), fmt.Sprint(2+i%2, " words")
		}
		return q
	}
	for _, k := range kinds() {
		for i := -n / 5; i < n; {
			as := k
			if k == kindPage {
				as = []kind{kindWord, kindWords}[(i+n)/3%2]
			}
			q := draw(i+n, as)
			if q.Words == nil || slices.Contains(q.Words, "") || len(q.Words) == 2 && q.Words[0] == q.Words[1] {
				continue
			}
			q.Kind, q.Warm = k, i < 0
			list = append(list, q)
			i++
		}
	}
	return list, len(in), nil
}

func letters(w string) bool {
	return strings.IndexFunc(w, func(r rune) bool { return !unicode.IsLetter(r) }) < 0
}

// row is n words in a row of a text; nil where there are none at the place
// drawn.
func row(rnd *rand.Rand, text string, n int) []string {
	list := strings.Split(pick(rnd, strings.Split(text, "\n")), " ")
	if len(list) < n {
		return nil
	}
	at := rnd.IntN(len(list) - n + 1)
	var words []string
	for _, w := range list[at : at+n] {
		if w == "" || !letters(w) {
			return nil
		}
		words = append(words, strings.ToLower(w))
	}
	return words
}
