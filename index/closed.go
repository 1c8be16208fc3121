package index

import (
	"context"
	"runtime/debug"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"

	"referat/index/danish"
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

// near is the lexicon's near; with noClosed, of the words that stand in entries
// that are not closed.
func (r *Reader) near(ctx context.Context, word string, most int, noClosed bool) []nearWord {
	if !noClosed {
		return r.lexicon.near(ctx, word, most, nil)
	}
	return r.lexicon.near(ctx, word, most, r.openEntries)
}

// OpenForms are those of the forms that stand in entries that are not closed, each
// with how many of these it is in.
func (r *Reader) OpenForms(list []Form) []Form {
	kept := []Form{}
	for _, f := range list {
		if f.Entries = r.openEntries(f.Text); f.Entries > 0 {
			kept = append(kept, f)
		}
	}
	return kept
}

// KnowsOpen is Knows of the entries that are not closed.
func (r *Reader) KnowsOpen(word string) bool { return r.openEntries(danish.Fold(word)) > 0 }

// openEntries is how many entries that are not closed have a form, at least: the
// most that have it in one field, as Form.Entries has it. Damage is for search to
// find.
func (r *Reader) openEntries(form string) (most int) {
	var in [textFields]int
	for _, l := range r.leaves {
		closed, err := l.closedEntries()
		if err != nil {
			continue
		}
		for f := range textFields {
			d, err := l.dictionary(f.String())
			if err != nil {
				continue
			}
			p, err := d.postings([]byte(form))
			switch {
			case err != nil || p.entries == nil:
			case p.entries.Intersects(closed):
				in[f] += int(l.alive(roaring.AndNot(p.entries, closed)))
			default:
				in[f] += int(l.alive(p.entries))
			}
		}
	}
	return slices.Max(in[:])
}
