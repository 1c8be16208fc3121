package main

import (
	"context"
	"fmt"
	"hash/fnv"
	"slices"
	"strings"
	"unicode"

	"referat/index"
	"referat/pkg/agenda"
	"referat/pkg/library"
)

// A sample is what a new index is checked by: how many entries it is to have
// and a sum of their IDs, and phrases of some of them.
type sample struct {
	entries int
	sum     uint64
	every   int // every so many entries, a phrase is kept
	phrases []phrase
}

type phrase struct {
	id   agenda.ID
	date string
	text string
}

// mostPhrases is how many phrases are looked for: each takes a millisecond.
const mostPhrases = 200

// phraseWords is how many words a phrase has: few enough to stand in one
// paragraph, enough to be found in few entries.
const phraseWords = 6

func newSample() *sample { return &sample{every: 1} }

// add counts the entries of d.
func (s *sample) add(d *agenda.Document, leaveOut func(agenda.ID) bool) {
	for id := range index.Expected(d, leaveOut) {
		s.entries++
		s.sum += idSum(id)
		if s.entries%s.every != 0 {
			continue
		}
		t, ok := d.Find(id)
		if !ok {
			continue
		}
		for _, part := range slices.Concat([]agenda.Thing{t, t.DecisionThing()}, t.BilagThings()) {
			if leaveOut != nil && leaveOut(part.ID) {
				continue
			}
			if text := somePhrase(part.Text()); text != "" {
				s.phrases = append(s.phrases, phrase{id, t.Meeting.Date, text})
				break
			}
		}
		if len(s.phrases) == 2*mostPhrases { // every other one stays, spread over all
			for i := range mostPhrases {
				s.phrases[i] = s.phrases[2*i]
			}
			s.phrases = s.phrases[:mostPhrases]
			s.every *= 2
		}
	}
}

// idSum is a number for an ID: sums of them tell sets apart, in any order.
func idSum(id agenda.ID) uint64 {
	h := fnv.New64a()
	h.Write([]byte(id.String()))
	return h.Sum64()
}

// somePhrase is a run of words from the middle of a text, "" where it has none.
// Only plain words count: of the others it is for the index to say what is a
// word within them.
func somePhrase(text string) string {
	words := strings.Fields(text)
	plain := func(w string) bool {
		return !strings.ContainsFunc(strings.TrimRight(w, ".,"), func(r rune) bool { return !unicode.IsLetter(r) })
	}
	for at := len(words) / 2; at+phraseWords <= len(words); at++ {
		if row := words[at : at+phraseWords]; !slices.ContainsFunc(row, func(w string) bool { return !plain(w) || strings.Trim(w, ".,") == "" }) {
			return strings.Join(row, " ")
		}
	}
	return ""
}

// check compares the index in dir to what was counted, and looks the phrases
// up. It gives their number.
func (s *sample) check(ctx context.Context, dir string, sequence uint64) (int, error) {
	ix, err := index.Open(dir, nil)
	if err != nil {
		return 0, fmt.Errorf("det nye indeks kan ikke åbnes: %w", err)
	}
	defer ix.Close()
	if err := library.InStep(ix, sequence); err != nil {
		return 0, err
	}
	n, sum := 0, uint64(0)
	for id, err := range ix.IDs(ctx) {
		if err != nil {
			return 0, err
		}
		n++
		sum += idSum(id)
	}
	if n != s.entries || sum != s.sum {
		return 0, fmt.Errorf("det nye indeks har %d opslag, og arkivet %d, eller det er ikke de samme; det gamle er stadig i kraft", n, s.entries)
	}
	for _, p := range s.phrases {
		q := index.Query{Text: `"` + p.text + `"`, From: p.date, To: p.date, Limit: 1000}
		found, err := ix.Search(ctx, q)
		if err != nil {
			return 0, err
		}
		if !holds(found, p.id) {
			return 0, fmt.Errorf("det nye indeks finder ikke %s ved søgning efter ord, der står i det; det gamle er stadig i kraft", p.id)
		}
	}
	return len(s.phrases), nil
}

// holds reports whether id is among the hits, or might be further on.
func holds(found *index.Result, id agenda.ID) bool {
	for _, h := range found.Hits {
		if h.ID == id {
			return true
		}
	}
	return found.Total > uint64(len(found.Hits))
}
