package index

import (
	"context"
	"slices"

	"referat/pkg/agenda"
)

// traceLimit is how many hits of one word Trace looks at.
const traceLimit = 200

// Trace searches for a word, or, with prefix, for words that begin with it, and
// lists the hits that no word of what is left accounts for: thing gives what
// stands under an ID. Other forms of a word are found by it, too, and account
// for their hits.
func (r *Reader) Trace(ctx context.Context, word string, prefix bool, thing func(agenda.ID) (agenda.Thing, bool)) (unaccounted []agenda.ID, hits uint64, err error) {
	q := Query{Text: word, Limit: traceLimit}
	if prefix {
		q.Text += "*"
	}
	found, err := r.Search(ctx, q)
	if err != nil {
		return nil, 0, err
	}
	clauses := parse(q.Text, r.analyzer)
	for _, h := range found.Hits {
		t, ok := thing(h.ID)
		accounted := false
		if ok {
			fields(t, func(name, value string) {
				accounted = accounted || isTextField(name) && len(r.locate(clauses, value)) > 0
			})
		}
		if !accounted && !slices.Contains(unaccounted, h.ID) {
			unaccounted = append(unaccounted, h.ID)
		}
	}
	return unaccounted, found.Total, nil
}
