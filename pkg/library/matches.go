package library

import (
	"context"

	"referat/index"
	"referat/pkg/agenda"
	"referat/pkg/archive"
)

// Matches are all the things of the archive that a reads in whose texts the words
// of q stand; its Limit and Skip do not count. It leaves a open.
func Matches(ctx context.Context, a *archive.Reader, q index.Query) (map[agenda.ID]bool, error) {
	found := map[agenda.ID]bool{}
	v := newVolume(a, Options{})
	if err := v.openIndex(); err != nil || v.index == nil { // nothing was imported that could be found
		return found, err
	}
	defer v.index.Close()
	n, err := v.index.Entries()
	if err != nil {
		return nil, err
	}
	q.Limit, q.Skip, q.ByDate = int(n), 0, true // by date, so mostly one document after another
	res, err := v.index.Search(ctx, q)
	if err != nil {
		return nil, err
	}
	for _, h := range res.Hits {
		t, from, err := v.Find(h.ID)
		if err != nil {
			return nil, err
		}
		for _, p := range places(h, res, q, t, from.leftOut) {
			found[p.thing.ID] = true
		}
	}
	return found, nil
}
