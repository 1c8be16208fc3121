package index

import (
	"slices"
	"strings"

	"referat/pkg/agenda"
)

// Locations are where the words of a query stand in a thing's texts, in
// order; empty where none stands there.
type Locations struct {
	Title   []Location // in the thing's Title; a decision, whose title is its punkt's, has none
	Body    []Location // in its Text
	History []Location // in the HistoryText of a punkt
}

// A Location is a word that was found: the bytes [Start, End) of its text.
type Location struct {
	Term       string // the stem, the same for all forms of a word
	Start, End int
}

// Locate finds the words of q in a hit's texts; the index keeps no offsets. Of
// a phrase, only words that stand in it are found.
func (r *Reader) Locate(q Query, t agenda.Thing) Locations {
	clauses := parse(q.Text, r.analyzer)
	var found Locations
	fields(t, func(name, value string) {
		switch name {
		case fieldTitle:
			found.Title = r.locate(clauses, value)
		case fieldBody:
			found.Body = r.locate(clauses, value)
		case fieldHistory:
			found.History = r.locate(clauses, value)
		}
	})
	return found
}

func (r *Reader) locate(clauses []clause, text string) []Location {
	words := r.analyzer.split(text)
	hit := make([]bool, len(words))
	for _, c := range clauses {
		for _, p := range c.any {
			if !c.not {
				p.mark(words, hit)
			}
		}
	}
	var list []Location
	for i, w := range words {
		if hit[i] {
			list = append(list, Location{w.stem, w.start, w.end})
		}
	}
	return list
}

// mark sets hit for the words of a text in which the query p.in finds p.
func (p phrase) mark(words []word, hit []bool) {
	if !p.prefix {
		markRow(p.words, words, hit)
		return
	}
	last := len(p.words) - 1
	begins := func(w word) bool { return strings.HasPrefix(w.stem, p.words[last].folded) }
	if last > 0 {
		before := slices.Clone(hit)
		if !markRow(p.words[:last], words, before) || !slices.ContainsFunc(words, begins) && !markRow(p.words[last:], words, before) {
			return
		}
		copy(hit, before)
	}
	for i, w := range words {
		hit[i] = hit[i] || begins(w)
	}
	markRow(p.words[last:], words, hit)
}

// markRow sets hit where the stems of row stand in a row, and reports whether
// they do anywhere.
func markRow(row, words []word, hit []bool) bool {
	found := false
	for i := 0; i+len(row) <= len(words); i++ {
		if slices.EqualFunc(row, words[i:i+len(row)], func(a, b word) bool { return a.stem == b.stem }) {
			found = true
			for j := range row {
				hit[i+j] = true
			}
		}
	}
	return found
}
