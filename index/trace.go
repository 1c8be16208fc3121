package index

import (
	"context"
	"slices"
	"strings"

	"referat/index/danish"
	"referat/pkg/agenda"
)

// traceLimit is how many hits of one word Trace looks at.
const traceLimit = 200

// Knows reports whether the index has a word, as it is written, among those it
// learns from, also where no entry has it.
func (r *Reader) Knows(word string) bool {
	_, ok := r.lexicon.form(danish.Fold(word))
	return ok
}

// Trace searches for a word as it is written, or, with prefix, for words that
// begin with it, and lists the punkter of the hits that no word of what is left
// accounts for: thing gives what stands under an ID.
func (r *Reader) Trace(ctx context.Context, word string, prefix bool, thing func(agenda.ID) (agenda.Thing, bool)) (unaccounted []agenda.ID, hits uint64, err error) {
	q := Query{Text: `"` + word + `"`, Limit: traceLimit}
	if prefix {
		q.Text = word + "*"
	}
	found, err := r.Search(ctx, q)
	if err != nil {
		return nil, 0, err
	}
	for _, h := range found.Hits {
		t, ok := thing(h.ID)
		accounted := false
		if ok {
			e := entry{punkt: t, own: true, decision: t.Punkt.Decision != nil}
			for i := range t.Punkt.Bilag {
				e.bilag = append(e.bilag, &t.Punkt.Bilag[i])
			}
			e.texts(func(f field, text string) {
				accounted = accounted || len(found.marks.locate(fieldsOf(f), text)) > 0 || prefix && hasBeginning(text, danish.Fold(word))
			})
		}
		if !accounted && !slices.Contains(unaccounted, h.ID) {
			unaccounted = append(unaccounted, h.ID)
		}
	}
	return unaccounted, found.Total, nil
}

// hasBeginning reports whether a word of text begins with prefix, be it one
// that the index does not know.
func hasBeginning(text, prefix string) (has bool) {
	danish.Each(text, func(t danish.Token) { has = has || strings.HasPrefix(string(t.Term), prefix) })
	return has
}
