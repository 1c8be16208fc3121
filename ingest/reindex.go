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
	shown, err := allShown(w)
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
		leaveOut, err := shown.LeftOut(d)
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

func allShown(w *archive.Writer) (*agenda.Shown, error) {
	cards, err := w.AllCards()
	if err != nil {
		return nil, err
	}
	return agenda.NewShown(cards), nil
}
