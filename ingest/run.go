package ingest

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"referat/ingest/worker"
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
	had    string       // where known: the name of the document that the archive has
	known  bool         // the archive has these bytes
	barred bool         // it is in quarantine, and this run is not to try it again
	reason string       // where barred: why, in Danish
	code   string       // where barred: why, for programs
	erased bool         // the document was taken down, for reason
	first  *task        // an earlier task of this run with the same bytes
	done   chan outcome // holds one: what reading it gave; nil for a file that is not read
	result FileResult   // what became of it, once it is kept
}

// reread reports whether it is a document of which pages are read again.
func (t *task) reread() bool { return t.again != nil && t.known }

// asBefore reports whether the archive remembers the file as it is, so that there
// is nothing new to remember: an unchanged folder is to cost little more than
// being looked at.
func (t *task) asBefore() bool { return t.sha == "" && t.id.sha != "" && t.id.seen.IsZero() }

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
	walked := make(chan *walker, 1)
	go func() { walked <- walkAll(paths) }() // a share that does not answer must not hang Ctrl-C
	var w *walker
	select {
	case w = <-walked:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	stats.Others, stats.Folders = w.others, w.walked
	for _, c := range w.found {
		tasks = append(tasks, &task{candidate: c, name: filepath.Base(c.path)})
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
			t.id, t.err = identify(ctx, t.path, imp.knownFile(t))
			t.err = t.copyError()
			if imp.unsettled(t) {
				t.err, t.lost = errBusy, true
			}
		}
		if t.err == nil {
			if err := imp.lookUp(t, seen); err != nil {
				return err
			}
		}
		toRead := t.err == nil && !t.barred && !t.erased && t.first == nil && (!t.known || t.reread())
		if toRead {
			seen[t.id.sha] = t
			t.done = make(chan outcome, 1)
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

// knownFile is what the archive remembers of t's file; nil for its own copies,
// which are to be looked at.
func (imp *Importer) knownFile(t *task) func() (archive.File, bool, error) {
	if t.sha != "" || t.private {
		return nil
	}
	return func() (archive.File, bool, error) { return imp.Archive.File(t.abs) }
}

// lookUp finds what the archive and this run know of a file's bytes.
func (imp *Importer) lookUp(t *task, seen map[string]*task) error {
	var err error
	if t.had, t.known, err = imp.Archive.Name(t.id.sha); err != nil {
		return err
	}
	t.first = seen[t.id.sha]
	if t.held || t.known || t.first != nil {
		return nil
	}
	stone, erased, err := imp.Archive.Tombstone(t.id.sha)
	if t.erased, t.reason = erased, stone.Reason; err != nil || erased {
		return err
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
	t.had, t.known, err = imp.Archive.Name(t.id.sha)
	if err != nil || t.known || t.first.result.Quarantined {
		return err
	}
	t.first, t.done = nil, make(chan outcome, 1)
	go imp.read(ctx, t)
	return nil
}

// finish waits until t is read and keeps it.
func (imp *Importer) finish(ctx context.Context, t *task, stats *Stats, total int) error {
	t.result = FileResult{Path: t.shown()}
	if t.held || t.again != nil {
		t.result.Path = displayName(t.name) // where the archive keeps it says nothing to people
	}
	if err := imp.follow(ctx, t); err != nil {
		return err
	}
	got := outcome{err: t.err}
	if t.done != nil {
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
	}
	if got.err != nil && ctx.Err() != nil {
		return errStopped // it failed because it was told to
	}
	d, err := imp.keep(t, got)
	if err != nil {
		return err
	}
	stats.add(t.result, d)
	if err := imp.checkpoint(ctx, t.result.Status); err != nil {
		return err
	}
	imp.tell(Event{t.result, stats.done(), total})
	return nil
}

// checkpointEvery is how many documents are put into the archive between two
// checkpoints: seconds of indexing, and enough for the index's batches.
const checkpointEvery = 250

// checkpoint makes a checkpoint when it is time for one.
func (imp *Importer) checkpoint(ctx context.Context, s Status) error {
	if s == Imported || s == Reread {
		imp.put++
	}
	if imp.put < checkpointEvery || imp.Checkpoint == nil {
		return nil
	}
	imp.put = 0
	err := imp.Checkpoint(ctx)
	if err != nil && ctx.Err() != nil {
		return errStopped
	}
	return err
}

func (imp *Importer) tell(e Event) {
	if imp.Progress != nil {
		imp.Progress(e)
	}
}
