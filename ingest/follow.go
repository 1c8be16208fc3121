package ingest

import (
	"context"
	"errors"
	"maps"
	"slices"

	"referat/pkg/agenda"
	"referat/pkg/archive"
)

// An Index is the search index, as a Follower changes it: the methods of
// index.Writer.
type Index struct {
	Put      func(d *agenda.Document, leaveOut func(agenda.ID) bool) error
	Remove   func(sha string) error      // all entries of the document with this SHA-256
	Sequence func() (uint64, error)      // the archive's, that the index stands at
	Stand    func(sequence uint64) error // makes it stand there, durably
}

// ErrIndexAhead says that the index knows changes that the archive does not: it
// is another one's.
var ErrIndexAhead = errors.New("søgeindekset hører ikke til dette arkiv; kør: referat reindex")

// A Follower keeps the search index in step with the archive, from its change
// log.
type Follower struct {
	archive *archive.Writer
	index   Index
}

// NewFollower makes a Follower of the archive that w writes.
func NewFollower(w *archive.Writer, ix Index) *Follower { return &Follower{w, ix} }

// CatchUp brings the index to where the archive is: documents changed since it
// last stood there are taken out and put anew, and so are those with copies of
// their meetings, of which search may now show more or less. When ctx ends it
// stops with ctx's error, and can be called again.
func (f *Follower) CatchUp(ctx context.Context) error {
	if !f.archive.Changed() {
		return nil // what is in force is in step
	}
	since, err := f.sequence()
	if err != nil {
		return err
	}
	now := f.archive.Sequence()
	if since == now {
		return nil
	}
	changes, whole, err := f.archive.Changes(since)
	switch {
	case err != nil:
		return err
	case !whole:
		return ErrIndexAhead
	}
	c := agenda.NewShownOn(f.archive.Cards)
	shas, err := f.affected(changes, c)
	if err != nil {
		return err
	}
	for _, sha := range shas {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := f.follow(sha, c); err != nil {
			return err
		}
	}
	return f.index.Stand(now)
}

// sequence is where the index stands. That of a killed writer can be beyond
// repair; the one in force, from which it was made, takes its place then.
func (f *Follower) sequence() (uint64, error) {
	at, err := f.index.Sequence()
	if err == nil || !f.archive.Resumed() {
		return at, err
	}
	if rerr := f.archive.ResetIndex(); rerr != nil {
		return 0, errors.Join(err, rerr)
	}
	return f.index.Sequence()
}

// affected lists the documents whose entries may differ after the changes: those
// that were changed, and those of which search now leaves out other things than
// it did when the changed ones were not there. Where one was there before, as
// something else, all of that day's are looked at.
func (f *Follower) affected(changes []archive.Change, c *agenda.Shown) ([]string, error) {
	var shas []string
	seen, changed := map[string]bool{}, map[string]bool{}
	add := func(sha string) {
		if !seen[sha] {
			seen[sha] = true
			shas = append(shas, sha)
		}
	}
	dates, had := map[string]bool{}, map[string]bool{}
	for _, ch := range changes {
		add(ch.SHA256)
		changed[agenda.NewID(ch.SHA256).Doc()] = true
		for _, date := range ch.Dates {
			dates[date] = true
		}
		for _, date := range ch.Had {
			dates[date], had[date] = true, true
		}
	}
	for _, date := range slices.Sorted(maps.Keys(dates)) {
		cards, err := f.archive.Cards(date)
		if err != nil {
			return nil, err
		}
		others := slices.DeleteFunc(slices.Clone(cards), func(card agenda.Card) bool { return changed[card.ID.Doc()] })
		if len(others) == 0 {
			continue
		}
		differ := map[string]bool{}
		if had[date] {
			for _, card := range others {
				differ[card.ID.Doc()] = true
			}
		} else {
			now, err := c.CoveredOn(date)
			if err != nil {
				return nil, err
			}
			before := agenda.CoveredIn(agenda.Group(others))
			for id := range now {
				if !before[id] && !changed[id.Doc()] {
					differ[id.Doc()] = true
				}
			}
			for id := range before {
				if !now[id] {
					differ[id.Doc()] = true
				}
			}
		}
		for _, doc := range slices.Sorted(maps.Keys(differ)) {
			sha, err := f.archive.Resolve(doc)
			if err != nil {
				return nil, err
			}
			add(sha)
		}
	}
	return shas, nil
}

// follow makes the index's entries of a document what they are to be.
func (f *Follower) follow(sha string, c *agenda.Shown) error {
	if err := f.index.Remove(sha); err != nil {
		return err
	}
	_, replaced, err := f.archive.Replaced(sha)
	if err != nil || replaced {
		return err
	}
	d, err := f.archive.Document(sha)
	if errors.Is(err, archive.ErrNotFound) {
		return nil // erased
	}
	if err != nil {
		return err
	}
	leaveOut, err := c.LeftOut(d)
	if err != nil {
		return err
	}
	return f.index.Put(d, leaveOut)
}
