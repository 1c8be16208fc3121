package library

import (
	"slices"

	"referat/index"
	"referat/index/query"
)

// A TermRead is how a term of a query was read, and what of the archive fits.
type TermRead struct {
	Typed       string       `json:"typed"`
	As          string       `json:"as"`      // word, phrase, prefix, thing, years, outcome
	Things      []string     `json:"things"`  // of a thing, as it is looked for however it is written
	Stem        string       `json:"stem"`    // "" where it is not looked for by one
	Known       bool         `json:"known"`   // the archive has the word as it was typed
	Missing     bool         `json:"missing"` // it has nothing that the word could mean
	Left        bool         `json:"left"`    // a small word that was left out beside the others
	Spelt       []string     `json:"spelt"`
	Parts       []string     `json:"parts"` // stems of a compound's parts
	Inflections []index.Form `json:"inflections"`
	Compounds   []index.Form `json:"compounds"` // the commonest first; with --explain
	Synonyms    []string     `json:"synonyms"`
	Near        []index.Form `json:"near"`  // spelt nearly so
	Begin       int          `json:"begin"` // words that begin so
}

// readings tell how the terms of a text were read. ix has the words.
func readings(res *index.Result, text string, ix *index.Reader) []TermRead {
	things := map[string][]string{}
	for _, c := range query.Parse(text).Clauses {
		for _, t := range c.Any {
			if t.Kind == query.Thing && !slices.Contains(things[t.Typed], t.Words[0]) {
				things[t.Typed] = append(things[t.Typed], t.Words[0])
			}
		}
	}
	list := []TermRead{}
	for _, r := range res.Read {
		t := TermRead{
			Typed: r.Typed, As: termKind(r.Kind), Things: []string{}, Stem: r.Stem, Known: ix.Knows(r.Typed), Missing: r.Missing, Left: r.Filler, Begin: r.Begin,
			Spelt: orEmpty(r.Spelt), Parts: orEmpty(r.Parts), Synonyms: orEmpty(r.Synonyms), Near: orEmpty(r.Near),
			Inflections: orEmpty(r.Inflections), Compounds: orEmpty(index.Commonest(r.Compounds, len(r.Compounds))),
		}
		if r.Kind == query.Thing {
			t.Things = orEmpty(things[r.Typed])
		}
		list = append(list, t)
	}
	return list
}

func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

func termKind(k query.TermKind) string {
	switch k {
	case query.Phrase:
		return "phrase"
	case query.Prefix:
		return "prefix"
	case query.Thing:
		return "thing"
	case query.Years:
		return "years"
	case query.Outcome:
		return "outcome"
	}
	return "word"
}
