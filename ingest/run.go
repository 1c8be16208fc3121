package ingest

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"referat/pkg/agenda"
	"referat/pkg/archive"
)

// errStopped says that the run was told to stop.
var errStopped = errors.New("afbrudt")

// A job is one candidate on its way: it is identified, in order; read, beside
// others; and kept, in order again.
type job struct {
	candidate
	id     fileID
	source agenda.Source // where known: of the document that the archive has
	known  bool          // the archive has these bytes
	first  *job          // an earlier job of this run with the same bytes
	done   chan outcome  // holds one: what reading it gave
	result FileResult    // what became of it, once it is kept
}

type outcome struct {
	record *archive.Record
	err    error
}

// Run imports the PDFs of paths: files, and folders with all their folders.
// What the archive has already is skipped, a file that fails is recorded with
// its reason, and the run goes on.
//
// When ctx ends, Run finishes no more files and gives ctx's error with the
// Stats so far; what they name is in the archive and may be committed. Any
// other error is fatal (the archive cannot be written): abort the archive.
func (imp *Importer) Run(ctx context.Context, paths []string) (*Stats, error) {
	candidates := walk(paths)
	// Stopping does not wait for those at work: a file that hangs its reader
	// must not hang Ctrl-C. What they still give is dropped.
	ctx, stop := context.WithCancel(ctx)
	defer stop()

	ahead := 2 * max(imp.Workers, 1) // files read and not yet kept, at most; one can be 100 MB of lines
	jobs := make(chan *job, ahead)
	work := make(chan *job)
	var feedErr error // read after jobs is closed
	go func() {
		defer close(jobs)
		defer close(work)
		feedErr = imp.feed(ctx, candidates, jobs, work)
	}()
	for range max(imp.Workers, 1) {
		go func() {
			for j := range work {
				record, err := imp.read(ctx, j.path, j.id)
				j.done <- outcome{record, err}
			}
		}()
	}

	stats := &Stats{}
	for j := range jobs {
		err := imp.finish(ctx, j, stats, len(candidates))
		if errors.Is(err, errStopped) {
			return stats, ctx.Err()
		}
		if err != nil {
			return stats, Fatal(err)
		}
	}
	switch {
	case errors.Is(feedErr, errStopped):
		return stats, ctx.Err()
	case feedErr != nil:
		return stats, Fatal(feedErr)
	}
	return stats, nil
}

// feed identifies the candidates and sends them on, those that have to be read
// to the workers too.
func (imp *Importer) feed(ctx context.Context, candidates []candidate, jobs, work chan<- *job) error {
	seen := map[string]*job{}
	for _, c := range candidates {
		j := &job{candidate: c, done: make(chan outcome, 1)}
		if ctx.Err() != nil {
			return errStopped
		}
		if j.err == nil {
			j.id, j.err = identify(j.path)
		}
		if j.err == nil {
			var err error
			if j.source, j.known, err = imp.Archive.Source(j.id.sha); err != nil {
				return err
			}
			j.first = seen[j.id.sha]
		}
		toRead := j.err == nil && !j.known && j.first == nil
		if toRead {
			seen[j.id.sha] = j
		} else {
			j.done <- outcome{err: j.err}
		}
		select {
		case jobs <- j:
		case <-ctx.Done():
			return errStopped
		}
		if !toRead {
			continue
		}
		select {
		case work <- j:
		case <-ctx.Done():
			return errStopped
		}
	}
	return nil
}

// finish waits until j is read and keeps it.
func (imp *Importer) finish(ctx context.Context, j *job, stats *Stats, total int) error {
	count := func() int { return len(stats.Imported) + len(stats.Unchanged) + len(stats.Failed) }
	j.result = FileResult{Path: displayName(j.path)}
	var got outcome
	select {
	case got = <-j.done:
	default:
		imp.tell(Event{FileResult{Path: j.result.Path, Status: Working}, count(), total})
		select {
		case got = <-j.done:
		case <-ctx.Done():
			return errStopped
		}
	}
	if got.err != nil && ctx.Err() != nil {
		return errStopped // it failed because it was told to
	}
	d, err := imp.keep(j, got)
	if err != nil {
		return err
	}
	stats.add(j.result, d)
	imp.tell(Event{j.result, count(), total})
	return nil
}

func (imp *Importer) tell(e Event) {
	if imp.Progress != nil {
		imp.Progress(e)
	}
}

// keep puts a file that was read into the archive and the index, or records
// that it failed; j.result says which. The error is the archive's. The
// document is nil unless it is new.
func (imp *Importer) keep(j *job, got outcome) (*agenda.Document, error) {
	if got.err == nil && !j.known && j.first != nil {
		if j.first.result.Status == Failed {
			return nil, imp.failed(j, j.first.result.Reason)
		}
		var err error
		if j.source, j.known, err = imp.Archive.Source(j.id.sha); err != nil {
			return nil, err
		}
	}
	switch {
	case got.err != nil:
		return nil, imp.failed(j, Reason(got.err))
	case j.known:
		j.result.Status, j.result.ID = Unchanged, agenda.NewID(j.id.sha)
		if j.source.Name != displayName(filepath.Base(j.path)) {
			j.result.SameAs = j.source.Name
		}
		return nil, imp.Archive.ClearFailure(j.abs)
	case got.record == nil:
		return nil, fmt.Errorf("%s blev ikke læst", j.path)
	}
	err := imp.Archive.KeepOriginal(j.path, j.id.sha)
	if errors.Is(err, archive.ErrSource) || errors.Is(err, archive.ErrChanged) {
		return nil, imp.failed(j, Reason(err))
	}
	if err != nil {
		return nil, err
	}
	d := &got.record.Document
	if err := imp.Archive.Put(got.record); err != nil {
		return nil, err
	}
	if err := imp.Index(d); err != nil {
		return nil, err
	}
	j.result.Status, j.result.ID = Imported, agenda.NewID(j.id.sha)
	j.result.Pages, j.result.Warnings = d.Source.Pages, len(d.Warnings)
	return d, imp.Archive.ClearFailure(j.abs)
}

func (imp *Importer) failed(j *job, reason string) error {
	j.result.Status, j.result.Reason = Failed, reason
	if j.lost {
		return nil
	}
	return imp.Archive.PutFailure(j.abs, j.id.sha, reason)
}

// Reindex builds the search index of w's working generation anew from the
// archive's documents, and gives their number. index is as for NewImporter,
// and must not have been used. After an error, abort the archive.
func Reindex(ctx context.Context, w *archive.Writer, index func(*agenda.Document) error) (int, error) {
	if err := w.DropIndex(); err != nil {
		return 0, err
	}
	n := 0
	for d, err := range w.Documents() {
		if err == nil {
			err = ctx.Err()
		}
		if err == nil {
			err = index(d)
		}
		if err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}
