package ingest

import (
	"errors"
	"slices"

	"referat/pkg/archive"
)

// again lists what came out badly before and may go better now: files in
// quarantine, and documents with pages that needed OCR and had none.
func (imp *Importer) again() ([]*task, error) {
	var found []*task
	held, err := imp.Archive.InQuarantine()
	if err != nil {
		return nil, err
	}
	for _, q := range held {
		if imp.Only != nil && !slices.Contains(imp.Only, q.SHA256) {
			continue
		}
		found = append(found, &task{candidate: candidate{path: q.File}, name: q.Name(), held: true, paths: q.Paths})
	}
	if imp.Only != nil {
		return found, nil
	}
	for d, err := range imp.Archive.Documents() {
		if err != nil {
			return nil, err
		}
		if len(d.UnreadScans) > 0 {
			found = append(found, &task{candidate: candidate{path: imp.Archive.OriginalPath(d.Source.SHA256)}, name: d.Source.Name, again: d.UnreadScans})
		}
	}
	return found, nil
}

// kept is what the archive has of a document of which pages are to be read
// again.
func (imp *Importer) kept(sha string, again []int) (*Kept, error) {
	layout, pages, err := imp.Archive.Kept(sha)
	if errors.Is(err, archive.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return &Kept{Layout: layout, Pages: pages, Again: again}, nil
}
