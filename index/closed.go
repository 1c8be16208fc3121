package index

import (
	"context"
	"runtime/debug"

	"github.com/RoaringBitmap/roaring/v2"

	"referat/pkg/agenda"
)

// closedEntries are the leaf's entries of closed punkter. The bitmap is not to be
// changed.
func (l *leaf) closedEntries() (*roaring.Bitmap, error) {
	closed, err := l.valued(facetClosed, func(v string) bool { return v == closedValue })
	if err != nil || l.alsoClosed == nil {
		return closed, err
	}
	return roaring.Or(closed, l.alsoClosed), nil
}

// Closed lists the closed punkter that have an entry, in no order. The error is
// ErrDamaged or that of ctx.
func (r *Reader) Closed(ctx context.Context) (list []agenda.ID, err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer recovered(&err)
	for _, l := range r.leaves {
		closed, err := l.closedEntries()
		if err != nil {
			return nil, damaged(err)
		}
		for _, entry := range closed.ToArray() {
			if ctx.Err() != nil {
				return nil, ctx.Err()
			}
			if l.deleted != nil && l.deleted.Contains(entry) {
				continue
			}
			id, err := l.agendaID(entry)
			if err != nil {
				return nil, err
			}
			list = append(list, id)
		}
	}
	return list, nil
}

// AlsoClosed makes the reader take these punkter for closed, as those that are
// closed in another copy of their meeting. It is called before the reader is used
// by others. Those without an entry do not matter. The error is ErrDamaged.
func (r *Reader) AlsoClosed(punkter []agenda.ID) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer recovered(&err)
	names := make([]string, len(punkter))
	for i, id := range punkter {
		names[i] = id.String()
	}
	for _, l := range r.leaves {
		entries, err := l.segment.DocNumbers(names)
		if err != nil {
			return damaged(err)
		}
		l.alsoClosed = entries
	}
	return nil
}
