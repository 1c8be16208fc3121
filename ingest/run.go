package ingest

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"

	"referat/ingest/worker"
	"referat/pkg/agenda"
	"referat/pkg/archive"
)

// errStopped says that the run was told to stop.
var errStopped = errors.New("afbrudt")

// A task is one file on its way: it is identified, in order; read, beside
// others; and kept, in order again.
type task struct {
	candidate
	name  string // the file's own name; it can lie under another
	sha   string // a second look: what the archive's copy is known by
	again []int  // a second look at a document: the pages to be read again
	held  bool   // a second look at a file in quarantine

	id     fileID
	source agenda.Source // where known: of the document that the archive has
	known  bool          // the archive has these bytes
	barred bool          // it is in quarantine, and this run is not to try it again
	reason string        // where barred: why, in Danish
	code   string        // where barred: why, for programs
	first  *task         // an earlier task of this run with the same bytes
	done   chan outcome  // holds one: what reading it gave
	result FileResult    // what became of it, once it is kept
}

// reread reports whether it is a document of which pages are read again.
func (t *task) reread() bool { return t.again != nil && t.known }

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
	stats := &Stats{}
	tasks, err := imp.tasks(ctx, paths, stats)
	if err != nil && ctx.Err() != nil {
		return stats, ctx.Err()
	}
	if err != nil {
		return stats, Fatal(err)
	}
	// Stopping does not wait for those at work: a file that hangs its reader
	// must not hang Ctrl-C. What they still give is dropped.
	ctx, stop := context.WithCancel(ctx)
	defer stop()

	ahead := 2 * max(imp.Workers, 1) // files read and not yet kept, at most; one can be 100 MB of lines
	queue := make(chan *task, ahead)
	work := make(chan *task)
	var feedErr error // read after queue is closed
	go func() {
		defer close(queue)
		defer close(work)
		feedErr = imp.feed(ctx, tasks, queue, work)
	}()
	for range max(imp.Workers, 1) {
		go func() {
			for t := range work {
				imp.read(ctx, t)
			}
		}()
	}

	for more := true; more; {
		var t *task
		err := errStopped
		select {
		case <-ctx.Done():
		case t, more = <-queue:
			if more {
				err = imp.finish(ctx, t, stats, len(tasks))
			} else {
				err = feedErr
			}
		}
		switch {
		case errors.Is(err, errStopped):
			return stats, ctx.Err()
		case errors.Is(err, worker.ErrStart):
			return stats, fmt.Errorf("%w (%v)", ErrNoWorkers, err)
		case err != nil:
			return stats, Fatal(err)
		}
	}
	return stats, nil
}

// tasks lists what a run has to look at.
func (imp *Importer) tasks(ctx context.Context, paths []string, stats *Stats) ([]*task, error) {
	var tasks []*task
	if imp.Retry {
		var err error
		if tasks, err = imp.again(ctx); err != nil {
			return nil, err
		}
	}
	var found []candidate
	var others map[string]int
	walked := make(chan struct{})
	go func() { // a share that does not answer must not hang Ctrl-C
		defer close(walked)
		found, others = walk(paths)
	}()
	select {
	case <-walked:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	stats.Others = others
	for _, c := range found {
		tasks = append(tasks, &task{candidate: c, name: filepath.Base(c.path)})
	}
	for _, t := range tasks {
		t.done = make(chan outcome, 1)
	}
	return tasks, nil
}

// feed identifies the files and sends them on, those that have to be read to
// the workers too.
func (imp *Importer) feed(ctx context.Context, tasks []*task, queue, work chan<- *task) error {
	seen := map[string]*task{}
	for _, t := range tasks {
		if ctx.Err() != nil {
			return errStopped
		}
		if t.err == nil {
			t.id, t.err = identify(ctx, t.path)
			t.err = t.copyError()
		}
		if t.err == nil {
			if err := imp.lookUp(t, seen); err != nil {
				return err
			}
		}
		toRead := t.err == nil && !t.barred && t.first == nil && (!t.known || t.reread())
		if toRead {
			seen[t.id.sha] = t
		} else {
			t.done <- outcome{err: t.err}
		}
		select {
		case queue <- t:
		case <-ctx.Done():
			return errStopped
		}
		if !toRead {
			continue
		}
		select {
		case work <- t:
		case <-ctx.Done():
			return errStopped
		}
	}
	return nil
}

// lookUp finds what the archive and this run know of a file's bytes.
func (imp *Importer) lookUp(t *task, seen map[string]*task) error {
	var err error
	if t.source, t.known, err = imp.Archive.Source(t.id.sha); err != nil {
		return err
	}
	t.first = seen[t.id.sha]
	if t.held || t.known || t.first != nil {
		return nil
	}
	q, barred := imp.Archive.Quarantined(t.id.sha)
	// Another version of the program may read what this one could not.
	opens := q.Code == "password" && len(imp.Options.Passwords) > 0
	if t.barred = barred && !opens && q.Version == imp.Version; t.barred {
		t.code = q.Code
		t.reason = q.Reason
		return imp.Archive.Seen(t.id.sha, t.abs)
	}
	return nil
}

// read reads t, and puts what that gave where finish waits for it.
func (imp *Importer) read(ctx context.Context, t *task) {
	job := Job{Path: []byte(t.path), Source: t.id.source(t.name), Options: imp.Options}
	var got outcome
	if t.reread() {
		job.Kept, got.err = imp.kept(t)
	}
	if got.err == nil {
		got.record, got.err = imp.Read(ctx, job)
	}
	t.done <- got
}

// follow finds what became of the earlier file with t's bytes. Where that one
// failed by no fault of theirs, since it went or changed meanwhile, t is read.
func (imp *Importer) follow(ctx context.Context, t *task) (err error) {
	if t.err != nil || t.known || t.first == nil {
		return nil
	}
	t.source, t.known, err = imp.Archive.Source(t.id.sha)
	if err != nil || t.known || t.first.result.Quarantined {
		return err
	}
	<-t.done // what feed has put there
	t.first = nil
	go imp.read(ctx, t)
	return nil
}

// finish waits until t is read and keeps it.
func (imp *Importer) finish(ctx context.Context, t *task, stats *Stats, total int) error {
	t.result = FileResult{Path: displayName(t.path)}
	if t.held || t.again != nil {
		t.result.Path = displayName(t.name) // where the archive keeps it says nothing to people
	}
	if err := imp.follow(ctx, t); err != nil {
		return err
	}
	var got outcome
	select {
	case got = <-t.done:
	default:
		imp.tell(Event{FileResult{Path: t.result.Path, Status: Working}, stats.done(), total})
		select {
		case got = <-t.done:
		case <-ctx.Done():
			return errStopped
		}
	}
	if got.err != nil && ctx.Err() != nil {
		return errStopped // it failed because it was told to
	}
	d, err := imp.keep(t, got)
	if err != nil {
		return err
	}
	stats.add(t.result, d)
	imp.tell(Event{t.result, stats.done(), total})
	return nil
}

func (imp *Importer) tell(e Event) {
	if imp.Progress != nil {
		imp.Progress(e)
	}
}

// keep puts a file that was read into the archive and the index, or records
// that it failed; t.result says which. The error is the archive's. The
// document is nil unless it is new.
func (imp *Importer) keep(t *task, got outcome) (*agenda.Document, error) {
	switch {
	case t.first != nil && !t.known: // its bytes are in quarantine by now
		t.result.Code = t.first.result.Code
		if err := imp.Archive.Seen(t.id.sha, t.abs); err != nil {
			return nil, err
		}
		return nil, imp.failed(t, t.first.result.Reason)
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
		if t.source.Name != displayName(t.name) {
			t.result.SameAs = t.source.Name
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
	if err := imp.Archive.Put(got.record); err != nil {
		return nil, err
	}
	if err := imp.Index(d); err != nil {
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
	d.Source.Name = t.source.Name
	old, err := imp.Archive.Document(t.id.sha)
	if err != nil {
		return nil, err
	}
	if err := imp.Unindex(old); err != nil {
		return nil, err
	}
	if err := imp.Archive.Put(record); err != nil {
		return nil, err
	}
	if err := imp.Index(d); err != nil {
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
