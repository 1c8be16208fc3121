package ingest

import (
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"referat/index"
	"referat/ingest/pdftext"
	"referat/pkg/agenda"
	"referat/pkg/archive"
)

// In whatever order documents come, go and take each other's places, and
// whenever the index catches up: in the end it has what one built from nothing
// has.
func TestFollowerEqualsReindex(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(exports, "*.pdf"))
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	var records []*archive.Record
	for _, path := range files {
		id, err := identify(t.Context(), path, nil)
		if err != nil {
			t.Fatal(err)
		}
		r, err := reader(t).read(t.Context(), Job{Path: []byte(path), Source: id.source(filepath.Base(path)), Options: Options{OCR: pdftext.OCROff}})
		if err != nil {
			t.Fatal(err)
		}
		records = append(records, r)
	}
	rounds := 12
	if testing.Short() {
		rounds = 6
	}
	leftOut := 0
	for round := range rounds {
		rnd := rand.New(rand.NewPCG(uint64(round), 7))
		dir := filepath.Join(t.TempDir(), "arkiv")
		var w *archive.Writer
		var ix *index.Writer
		var follower *Follower
		begin := func() {
			if w, err = archive.Begin(dir); err != nil {
				t.Fatal(err)
			}
			ix = index.NewWriter(w.IndexDir)
			follower = NewFollower(w, indexOf(ix))
		}
		commit := func() {
			if err := errors.Join(follower.CatchUp(t.Context()), ix.Close(), w.Commit()); err != nil {
				t.Fatal(err)
			}
		}
		begin()
		for step := range 25 {
			r := *records[rnd.IntN(len(records))]
			if _, known, err := w.Name(r.Document.Source.SHA256); err != nil || !known || rnd.IntN(3) == 0 {
				r.Modified = time.Unix(int64(1e9+rnd.IntN(1000)), 0)
				if err := errors.Join(err, w.Put(&r)); err != nil {
					t.Fatal(err)
				}
			}
			path := filepath.Join(filepath.Dir(dir), string("abcd"[rnd.IntN(4)])+".pdf")
			if err := os.WriteFile(path, make([]byte, step+1), 0o644); err != nil {
				t.Fatal(err)
			}
			info, err := os.Stat(path)
			if err != nil {
				t.Fatal(err)
			}
			file := archive.File{SHA256: r.Document.Source.SHA256, Size: info.Size(), Modified: info.ModTime()}
			if _, err := w.Found(path, file); err != nil {
				t.Fatal(err)
			}
			switch rnd.IntN(6) {
			case 0:
				if err := follower.CatchUp(t.Context()); err != nil {
					t.Fatal(err)
				}
			case 1:
				commit()
				begin()
			}
		}
		commit()
		_, followed := opened(t, dir)

		begin()
		to, err := w.NewIndexDir()
		if err != nil {
			t.Fatal(err)
		}
		b, err := index.NewBuilder(to, to+".tmp")
		if err != nil {
			t.Fatal(err)
		}
		_, err = Reindex(t.Context(), w, func(d *agenda.Document, leaveOut func(agenda.ID) bool) error {
			for thing := range d.Things() {
				if leaveOut != nil && leaveOut(thing.ID) {
					leftOut++
				}
			}
			return b.Put(d, leaveOut)
		})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := b.Close(w.Sequence()); err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(w.SwapIndex(), w.Commit()); err != nil {
			t.Fatal(err)
		}
		_, built := opened(t, dir)
		if a, b := ids(t, followed), ids(t, built); !slices.Equal(a, b) || len(a) == 0 {
			t.Errorf("round %d: %d entries by following, %d built anew, or not the same ones", round, len(a), len(b))
		}
	}
	if leftOut == 0 {
		t.Error("no meeting had two copies, so little was tried")
	}
}

// A run that is stopped while the index catches up leaves it where it was, and
// the next one goes on.
func TestCatchUpStopped(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "arkiv")
	w, err := archive.Begin(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Abort()
	ix := index.NewWriter(w.IndexDir)
	defer ix.Discard()
	follower := NewFollower(w, indexOf(ix))
	if err := w.Put(&archive.Record{Document: agenda.Document{Source: agenda.Source{SHA256: shaOfNothing}}}); err != nil {
		t.Fatal(err)
	}
	stopped, cancel := context.WithCancel(t.Context())
	cancel()
	if err := follower.CatchUp(stopped); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
	if at, err := ix.Sequence(); at != 0 || err != nil {
		t.Errorf("the index stands at %d, %v", at, err)
	}
	if err := follower.CatchUp(t.Context()); err != nil {
		t.Fatal(err)
	}
	if at, err := ix.Sequence(); at != 1 || err != nil {
		t.Errorf("the index stands at %d, %v; want 1", at, err)
	}
}

// The index of a killed writer that is beyond repair is made again, from the one
// in force and the change log.
func TestBrokenIndexOfAKilledWriter(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "arkiv")
	mustRun(t, dir, filepath.Join(exports, "2027-01-04-kort.pdf"))
	w, err := archive.Begin(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(w.Put(&archive.Record{Document: agenda.Document{Source: agenda.Source{SHA256: shaOfNothing}}}), w.Leave()); err != nil {
		t.Fatal(err)
	}
	broken, err := filepath.Glob(filepath.Join(dir, "gen-*.work", "index", "store", "root.bolt"))
	if err != nil || len(broken) != 1 {
		t.Fatal(broken, err)
	}
	if err := os.Truncate(broken[0], 100); err != nil {
		t.Fatal(err)
	}
	mustRun(t, dir, filepath.Join(exports, "byraad-2027-06-16.pdf"))
	r, ix := opened(t, dir)
	at, err := ix.Sequence()
	if want, werr := r.Sequence(); at != want || errors.Join(err, werr) != nil || want != 3 {
		t.Errorf("the index stands at %d, the store at %d (%v, %v); want 3", at, want, err, werr)
	}
	if hits, err := ix.Search(t.Context(), index.Query{Text: "svømmehal* OR punkt OR sag", Limit: 5}); err != nil || hits.Total == 0 {
		t.Errorf("found %+v, %v", hits, err)
	}
}

const shaOfNothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
