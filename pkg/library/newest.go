package library

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"referat/index"
	"referat/pkg/agenda"
)

// Newest are the hits of a query whose documents came into the archive last, at
// most n, the newest first: what is news to someone who follows a search, also
// where the meeting was long ago. Of those that came together, the latest meeting
// is first.
func (v *Volume) Newest(ctx context.Context, q index.Query, n int) ([]Hit, error) {
	list := []Hit{}
	if v.index == nil {
		return list, nil
	}
	all, err := v.index.Entries()
	if err != nil {
		return nil, err
	}
	q.Limit, q.Skip, q.ByDate, q.Facets = int(max(all, 1)), 0, true, nil
	q.NoClosed = q.NoClosed || v.options.NoClosed
	res, err := v.index.Search(ctx, q)
	if err != nil {
		return nil, err
	}
	if res.Fuzzy {
		return list, nil // what is spelt nearly so is not what is followed
	}
	added, err := v.added()
	if err != nil {
		return nil, err
	}
	order := slices.Clone(res.Hits)
	slices.SortStableFunc(order, func(a, b index.Hit) int {
		if c := cmp.Compare(added[b.ID.Doc()], added[a.ID.Doc()]); c != 0 {
			return c
		}
		return strings.Compare(a.ID.Doc(), b.ID.Doc())
	})
	for _, h := range order[:min(n, len(order))] {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		hit, err := v.hit(h, res, q)
		if err != nil {
			return nil, err
		}
		list = append(list, hit)
	}
	return list, nil
}

// added is when each document came, in seconds since 1970, by agenda.ID.Doc.
func (v *Volume) added() (map[string]int64, error) {
	times, err := v.AllTimes()
	if err != nil {
		return nil, err
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.arrived == nil {
		v.arrived = make(map[string]int64, len(times))
		for sha, t := range times {
			v.arrived[agenda.NewID(sha).Doc()] = t.Added.Unix()
		}
	}
	return v.arrived, nil
}
