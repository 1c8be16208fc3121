package ingest

import (
	"context"
	"errors"
	"io/fs"
	"slices"
)

// again lists what came out badly before and may go better now: files in
// quarantine, and documents with pages that needed OCR and had none.
func (imp *Importer) again(ctx context.Context) ([]*task, error) {
	var found []*task
	held, err := imp.Archive.InQuarantine()
	if err != nil {
		return nil, err
	}
	for _, q := range held {
		if imp.Only != nil && !slices.Contains(imp.Only, q.SHA256) {
			continue
		}
		found = append(found, &task{candidate: candidate{path: q.File}, name: q.Name(), sha: q.SHA256, held: true})
	}
	if imp.Only != nil {
		return found, nil
	}
	for d, err := range imp.Archive.Documents() {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return nil, err
		}
		if len(d.UnreadScans) > 0 {
			sha := d.Source.SHA256
			found = append(found, &task{candidate: candidate{path: imp.Archive.OriginalPath(sha)}, name: d.Source.Name, sha: sha, again: d.UnreadScans})
		}
	}
	return found, nil
}

// copyError is t's error, in other words where the archive's own copy of a file
// is gone or damaged: the user's may be well.
func (t *task) copyError() error {
	switch {
	case t.sha == "" || t.err == nil && t.id.sha == t.sha:
		return t.err
	case t.err != nil && !errors.Is(t.err, fs.ErrNotExist) && !errors.Is(t.err, errEmpty):
		return t.err
	case t.held:
		return errHeldCopy
	}
	return errKeptCopy
}

// kept is what the archive has of a document of which pages are to be read
// again.
func (imp *Importer) kept(t *task) (*Kept, error) {
	layout, pages, err := imp.Archive.Kept(t.id.sha)
	if err != nil {
		return nil, err
	}
	d, err := imp.Archive.Document(t.id.sha)
	if err != nil {
		return nil, err
	}
	return &Kept{Layout: layout, Pages: pages, Again: t.again, Masked: d.Masked, Warnings: d.Warnings}, nil
}
