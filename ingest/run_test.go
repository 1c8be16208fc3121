package ingest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"referat/index"
	"referat/ingest/worker"
	"referat/pkg/archive"
)

// Results come in the order of the walk, whoever is done first.
func TestOrder(t *testing.T) {
	dir, in := filepath.Join(t.TempDir(), "arkiv"), t.TempDir()
	var want []string
	for i := range 20 {
		name := fmt.Sprintf("%02d.pdf", i)
		want = append(want, name)
		write(t, filepath.Join(in, name), onePage(name))
	}
	var told []string
	stats, err := run(t, t.Context(), dir, func(imp *Importer) {
		read := imp.Read
		imp.Read = func(ctx context.Context, job Job) (*archive.Record, error) {
			path := string(job.Path)
			if strings.HasSuffix(path, "0.pdf") || strings.HasSuffix(path, "3.pdf") {
				time.Sleep(20 * time.Millisecond)
			}
			return read(ctx, job)
		}
		imp.Progress = func(e Event) {
			if e.Total != 20 {
				t.Errorf("%s: total %d", e.Path, e.Total)
			}
			if e.Status != Working {
				told = append(told, filepath.Base(e.Path))
				if e.Done != len(told) {
					t.Errorf("%s: done %d, want %d", e.Path, e.Done, len(told))
				}
			}
		}
	}, in)
	if err != nil {
		t.Fatal(err)
	}
	if names(stats.Imported) != strings.Join(want, " ") || !slices.Equal(told, want) {
		t.Errorf("imported %s\n    told %v", names(stats.Imported), told)
	}
}

// A run that is told to stop keeps what was finished, even where a reader
// hangs, and the next run does the rest.
func TestStop(t *testing.T) {
	dir, in := filepath.Join(t.TempDir(), "arkiv"), t.TempDir()
	for i := range 10 {
		write(t, filepath.Join(in, fmt.Sprintf("%d.pdf", i)), onePage(fmt.Sprint("fil ", i)))
	}
	ctx, stop := context.WithCancel(t.Context())
	hang := make(chan struct{})
	defer close(hang)
	stats, err := run(t, ctx, dir, func(imp *Importer) {
		imp.Workers = 1
		read := imp.Read
		imp.Read = func(ctx context.Context, job Job) (*archive.Record, error) {
			path := string(job.Path)
			if strings.HasSuffix(path, "4.pdf") {
				<-hang // deaf to ctx, as a reader caught in a loop is
			}
			return read(ctx, job)
		}
		imp.Progress = func(e Event) {
			if e.Status == Working && strings.HasSuffix(e.Path, "4.pdf") {
				stop()
			}
		}
	}, in)
	if !errors.Is(err, context.Canceled) || names(stats.Imported) != "0.pdf 1.pdf 2.pdf 3.pdf" || len(stats.Failed) != 0 {
		t.Fatalf("stopped run: %v, imported %s, failed %v", err, names(stats.Imported), stats.Failed)
	}
	stats = mustRun(t, dir, in)
	if len(stats.Unchanged) != 4 || len(stats.Imported) != 6 {
		t.Errorf("the next run: %d unchanged, %d imported; want 4 and 6", len(stats.Unchanged), len(stats.Imported))
	}
}

// A file that takes long to hash does not hold up a run that is told to stop.
func TestStopWhileHashing(t *testing.T) {
	dir, path := filepath.Join(t.TempDir(), "arkiv"), filepath.Join(t.TempDir(), "stor.pdf")
	write(t, path, onePage("den store"))
	if err := os.Truncate(path, 1<<42); err != nil {
		t.Skip("this disk has no files of 4 TB with nothing in them: ", err)
	}
	ctx, stop := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer stop()
	ended := make(chan error, 1)
	go func() {
		_, err := run(t, ctx, dir, nil, path)
		ended <- err
	}()
	select {
	case err := <-ended:
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("stopped run: %v", err)
		}
	case <-time.After(20 * time.Second):
		t.Fatal("the run goes on")
	}
}

// Where no worker can be started any more, the run ends, and what is finished
// may be kept.
func TestNoWorkers(t *testing.T) {
	dir, in := filepath.Join(t.TempDir(), "arkiv"), t.TempDir()
	for i := range 5 {
		write(t, filepath.Join(in, fmt.Sprintf("%d.pdf", i)), onePage(fmt.Sprint("fil ", i)))
	}
	stats, err := run(t, t.Context(), dir, func(imp *Importer) {
		read := imp.Read
		imp.Read = func(ctx context.Context, job Job) (*archive.Record, error) {
			if strings.HasSuffix(string(job.Path), "2.pdf") {
				return nil, fmt.Errorf("%w: fork/exec", worker.ErrStart)
			}
			return read(ctx, job)
		}
	}, in)
	if !errors.Is(err, ErrNoWorkers) || names(stats.Imported) != "0.pdf 1.pdf" || len(stats.Failed) != 0 {
		t.Errorf("%v; imported %s, failed %v", err, names(stats.Imported), stats.Failed)
	}
}

// A fatal error ends the run and leaves the archive as it was.
func TestFatal(t *testing.T) {
	dir, in := filepath.Join(t.TempDir(), "arkiv"), t.TempDir()
	mustRun(t, dir, write(t, filepath.Join(in, "0.pdf"), onePage("den første")))
	for i := range 30 {
		write(t, filepath.Join(in, fmt.Sprintf("%02d.pdf", i)), onePage(fmt.Sprint("fil ", i)))
	}
	broken := errors.New("indekset vil ikke")
	var n atomic.Int32
	_, err := run(t, t.Context(), dir, func(imp *Importer) {
		imp.put = checkpointEvery - 5
		imp.Checkpoint = func(context.Context) error {
			n.Add(1)
			return broken
		}
	}, in)
	if !errors.Is(err, broken) || n.Load() != 1 {
		t.Fatalf("run: %v after %d checkpoints", err, n.Load())
	}
	r, err := archive.Open(dir)
	if err != nil || r.Generation() != "gen-000001" {
		t.Fatalf("after the failed run: %v, %v", r, err)
	}
	defer r.Close()
	if n := count(t, r); n != 1 {
		t.Errorf("%d documents, want the one there was", n)
	}
	if stats := mustRun(t, dir, in); len(stats.Imported) != 30 {
		t.Errorf("the next run imported %d of 30", len(stats.Imported))
	}
}

func count(t *testing.T, r *archive.Reader) int {
	t.Helper()
	n := 0
	for _, err := range r.Documents() {
		if err != nil {
			t.Fatal(err)
		}
		n++
	}
	return n
}

// An index built from nothing has what one that followed the imports has.
func TestReindex(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "arkiv")
	mustRun(t, dir, exports)
	_, before := opened(t, dir)
	w, err := archive.Begin(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Abort()
	to, err := w.NewIndexDir()
	if err != nil {
		t.Fatal(err)
	}
	b, err := index.NewBuilder(to, to+".tmp")
	if err != nil {
		t.Fatal(err)
	}
	n, err := Reindex(t.Context(), w, b.Put)
	if err != nil || n == 0 {
		t.Fatal(n, err)
	}
	if _, err := b.Close(w.Sequence()); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(w.SwapIndex(), w.Commit()); err != nil {
		t.Fatal(err)
	}
	_, after := opened(t, dir)
	if a, b := ids(t, before), ids(t, after); !slices.Equal(a, b) || len(a) == 0 {
		t.Errorf("%d entries before, %d after, or not the same ones", len(a), len(b))
	}
}

func ids(t *testing.T, r *index.Reader) []string {
	t.Helper()
	var list []string
	for id, err := range r.IDs(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, id.String())
	}
	slices.Sort(list)
	return list
}

// Readers search all along while imports add file after file and commit.
func TestSearchWhileImporting(t *testing.T) {
	dir, in := filepath.Join(t.TempDir(), "arkiv"), t.TempDir()
	mustRun(t, dir, filepath.Join(exports, "2027-01-04-kort.pdf"), filepath.Join(exports, "byraad-2027-06-16.pdf"))
	var searches atomic.Int64
	done := make(chan struct{})
	finished := make(chan struct{})
	go func() {
		defer close(finished)
		for {
			select {
			case <-done:
				return
			default:
			}
			r, err := archive.Open(dir)
			if err != nil {
				t.Error(err)
				return
			}
			ix, err := index.Open(r.IndexDir(), nil)
			if err != nil {
				t.Error(err)
				return
			}
			result, err := ix.Search(t.Context(), index.Query{Text: "kommune OR byråd OR godkendt"})
			if err != nil || result.Total == 0 {
				t.Errorf("search in %s: %+v, %v", r.Generation(), result, err)
			} else if _, _, err := r.Find(result.Hits[0].ID); err != nil {
				t.Errorf("a hit whose record is missing: %v", err)
			}
			searches.Add(1)
			if err := errors.Join(ix.Close(), r.Close()); err != nil {
				t.Error(err)
			}
		}
	}()
	for i := range 8 {
		mustRun(t, dir, write(t, filepath.Join(in, fmt.Sprint(i, ".pdf")), onePage(fmt.Sprint("Fil ", i))))
	}
	close(done)
	<-finished
	if searches.Load() == 0 {
		t.Error("nothing was searched meanwhile")
	}
}
