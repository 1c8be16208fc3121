package index

import (
	"context"
	"runtime/debug"
	"strings"

	"referat/index/query"
)

// Count counts what fits q as it is written, and its facets: a search without
// its hits. Where no punkt has the words, none is counted that has others.
func (r *Reader) Count(ctx context.Context, q Query) (total uint64, facets map[Facet][]Count, err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer recovered(&err)
	parsed := query.Parse(q.Text)
	if len(parsed.Clauses) == 0 && strings.TrimSpace(q.Text) != "" {
		return 0, nil, nil // as Search
	}
	s := &searching{reader: r, q: q, ctx: ctx}
	wishes, err := r.plan(ctx, parsed.Clauses, planning{in: q.reach(), open: q.NoClosed})
	if err != nil {
		return 0, nil, err
	}
	if total, err = s.match(wishes); err == nil {
		facets, err = s.count()
	}
	if err != nil {
		return 0, nil, s.failed(err)
	}
	return total, facets, nil
}
