package ingest

import (
	"context"

	"referat/pkg/agenda"
	"referat/pkg/archive"
)

// Reindex gives put every document that search is to show, with what it is to
// leave out, and counts them: for a search index built from nothing. After an
// error, abort the archive.
func Reindex(ctx context.Context, w *archive.Writer, put func(d *agenda.Document, leaveOut func(agenda.ID) bool) error) (documents int, err error) {
	c, err := allCopies(w)
	if err != nil {
		return 0, err
	}
	for d, err := range w.Documents() {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return documents, err
		}
		_, replaced, err := w.Replaced(d.Source.SHA256)
		if err != nil {
			return documents, err
		}
		if replaced {
			continue
		}
		leaveOut, err := c.leaveOut(d)
		if err != nil {
			return documents, err
		}
		if err := put(d, leaveOut); err != nil {
			return documents, err
		}
		documents++
	}
	return documents, nil
}

// A Shown tells what search leaves out of the documents of an archive, since a
// better copy has it.
type Shown struct{ copies *copies }

// NewShown makes a Shown of all meetings of an archive, as AllCards lists them.
func NewShown(cards []agenda.Card) *Shown {
	byDate := map[string][]agenda.Card{}
	for _, card := range cards {
		byDate[card.Date] = append(byDate[card.Date], card)
	}
	return &Shown{newCopies(func(date string) ([]agenda.Card, error) { return byDate[date], nil })}
}

// NewShownOn makes a Shown that asks for the meetings of a day, of all an
// archive's copies, when it needs them.
func NewShownOn(cards func(date string) ([]agenda.Card, error)) *Shown {
	return &Shown{newCopies(cards)}
}

// LeftOut is LeaveOut where the meetings of a day have to be read first.
func (s *Shown) LeftOut(d *agenda.Document) (func(agenda.ID) bool, error) {
	return s.copies.leaveOut(d)
}

// LeaveOut is what index.Writer.Put is to leave out of d; nil for nothing.
func (s *Shown) LeaveOut(d *agenda.Document) func(agenda.ID) bool {
	leaveOut, _ := s.copies.leaveOut(d) // its cards come from a map
	return leaveOut
}

func allCopies(w *archive.Writer) (*copies, error) {
	cards, err := w.AllCards()
	if err != nil {
		return nil, err
	}
	return NewShown(cards).copies, nil
}
