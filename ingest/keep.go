package ingest

import (
	"errors"
	"fmt"
	"slices"

	"referat/ingest/segment"
	"referat/ingest/worker"
	"referat/pkg/agenda"
	"referat/pkg/archive"
)

// keep puts a file that was read into the archive, or records that it failed;
// t.result says which. The error is the archive's. The
// document is nil unless it is new.
func (imp *Importer) keep(t *task, got outcome) (*agenda.Document, error) {
	switch {
	case t.first != nil && !t.known: // its bytes are in quarantine by now
		t.result.Code = t.first.result.Code
		if err := imp.Archive.Seen(t.id.sha, t.abs); err != nil {
			return nil, err
		}
		return nil, imp.failed(t, t.first.result.Reason)
	case t.erased:
		t.result.Status, t.result.Reason = Removed, t.reason
		return nil, nil
	case t.barred:
		t.result.Code = t.code
		err := imp.failed(t, t.reason)
		t.result.Reason += " (i karantæne; «referat quarantine --retry» prøver igen)"
		return nil, err
	case errors.Is(got.err, worker.ErrStart):
		return nil, got.err // no file's fault, and none can be read
	case got.err != nil && t.reread():
		t.result.Status, t.result.Code, t.result.Reason = Failed, Code(got.err), Reason(got.err)
		return nil, nil // the archive has what was read before
	case got.err != nil:
		return nil, imp.refused(t, got.err)
	case t.reread():
		return imp.replace(t, got.record)
	case t.known:
		t.result.Status, t.result.ID = Unchanged, agenda.NewID(t.id.sha)
		if t.had != t.name && t.had != displayName(t.name) {
			t.result.SameAs = t.had
		}
		if t.asBefore() {
			return nil, imp.Archive.ClearFailure(t.abs) // it may have been unreadable meanwhile
		}
		if err := imp.found(t, nil); err != nil {
			return nil, err
		}
		return nil, imp.forgive(t)
	case got.record == nil:
		return nil, fmt.Errorf("%s blev ikke læst", t.path)
	}
	err := imp.Archive.KeepOriginal(t.path, t.id.sha)
	if errors.Is(err, archive.ErrSource) || errors.Is(err, archive.ErrChanged) {
		return nil, imp.refused(t, err)
	}
	if err != nil {
		return nil, err
	}
	d := &got.record.Document
	got.record.Modified, got.record.Segmenter = t.id.modified, segment.Version
	if err := imp.found(t, got.record); err != nil {
		return nil, err
	}
	t.result.Status, t.result.ID = Imported, agenda.NewID(t.id.sha)
	t.result.Pages, t.result.Warnings = d.Source.Pages, len(d.Warnings)
	t.result.Scans, t.result.UnreadScans = len(d.Scans), len(d.UnreadScans)
	return d, imp.forgive(t)
}

// replace puts a document of which pages were read again in the place of what
// the archive has, if more of it could be read.
func (imp *Importer) replace(t *task, record *archive.Record) (*agenda.Document, error) {
	d := &record.Document
	t.result.Status, t.result.ID = Unchanged, agenda.NewID(t.id.sha)
	t.result.UnreadScans = len(d.UnreadScans)
	if len(d.UnreadScans) >= len(t.again) {
		return nil, nil
	}
	d.Source.Name = t.had
	record.Segmenter = segment.Version
	if err := imp.Archive.Put(record); err != nil {
		return nil, err
	}
	t.result.Status, t.result.Pages, t.result.Warnings = Reread, len(t.again)-len(d.UnreadScans), len(d.Warnings)
	for _, n := range t.again {
		if slices.Contains(d.Scans, n) {
			t.result.Scans++
		}
	}
	return nil, nil
}

// found remembers that t's file is in the archive, in the place of what was
// there under its name before; with a record that is new to the archive, r, it
// puts that. Of the archive's own copies, and of files that it may not know by
// name, nothing is remembered.
func (imp *Importer) found(t *task, r *archive.Record) (err error) {
	var old string
	switch known := t.sha == "" && !t.private; {
	case known && r != nil:
		old, err = imp.Archive.PutFile(r, t.abs, t.id.file())
	case known:
		old, err = imp.Archive.Found(t.abs, t.id.file())
	case r != nil:
		err = imp.Archive.Put(r)
	}
	if err == nil && old != "" {
		t.result.Replaced = agenda.NewID(old)
	}
	return err
}

// forgive forgets what was recorded against a file that is in the archive now.
func (imp *Importer) forgive(t *task) error {
	q, _ := imp.Archive.Quarantined(t.id.sha)
	if err := imp.Archive.Release(t.id.sha); err != nil {
		return err
	}
	for _, path := range append(q.Paths, t.abs) {
		if err := imp.Archive.ClearFailure(path); err != nil {
			return err
		}
	}
	return nil
}

// refused records that a file could not be imported, and keeps it in
// quarantine where its bytes are at fault.
func (imp *Importer) refused(t *task, err error) error {
	why := why(err)
	t.result.Code = why.code
	if why.bytes && t.id.sha != "" {
		q := archive.Quarantined{SHA256: t.id.sha, Bytes: t.id.size, Code: why.code, Reason: Reason(err), Messages: refuse(err).Messages, Version: imp.Version}
		qerr := imp.Archive.Quarantine(t.path, t.abs, q) // abs is "" for one that lies there already
		switch {
		case errors.Is(qerr, archive.ErrSource), errors.Is(qerr, archive.ErrChanged):
			t.result.Code = Code(qerr)
			return imp.failed(t, Reason(qerr))
		case qerr != nil:
			return qerr
		}
		t.result.Quarantined = true
	}
	return imp.failed(t, Reason(err))
}

func (imp *Importer) failed(t *task, reason string) error {
	t.result.Status, t.result.Reason = Failed, reason
	if t.lost || t.abs == "" { // nothing of the user's is there to remember
		return nil
	}
	return imp.Archive.PutFailure(t.abs, t.id.sha, reason)
}
