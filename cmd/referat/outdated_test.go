package main

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/blevesearch/bleve/v2"

	"referat/ingest/segment"
	"referat/pkg/agenda"
	"referat/pkg/archive"
)

// An archive whose index another version of the program made: nothing is read
// before that is said, nor lost, and reindex mends it.
func TestOutdatedIndex(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "arkiv")
	run := func(want int, args ...string) (stdout, stderr string) {
		t.Helper()
		code, out, errs := runWith(context.Background(), slices.Insert(args, 1, "--archive", dir)...)
		if code != want {
			t.Fatalf("%v: exit %d, want %d: %s", args, code, want, errs)
		}
		return out, errs
	}
	run(exitOK, "import", "../../testdata/exports/2027-01-04-kort.pdf")
	ix, err := bleve.Open(filepath.Join(dir, "gen-000001", "index"))
	if err != nil {
		t.Fatal(err)
	}
	if err := ix.SetInternal([]byte("referat.version"), []byte("0")); err != nil {
		t.Fatal(err)
	}
	if err := ix.Close(); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"search", "kort"}, {"import", "../../testdata/exports/2027-04-12-direktionsmoede.pdf"}} {
		if _, errs := run(exitFatal, args...); !strings.Contains(errs, "en anden udgave") || !strings.Contains(errs, "kør: referat reindex") {
			t.Errorf("%v: %s", args, errs)
		}
	}
	if originals, err := filepath.Glob(filepath.Join(dir, "originals", "*", "*")); err != nil || len(originals) != 1 {
		t.Errorf("originals after an import that could not be indexed: %v, %v", originals, err)
	}

	leaveWork(t, dir)
	run(exitFatal, "import", "../../testdata/exports/2027-04-12-direktionsmoede.pdf")
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if code, _, errs := runWith(ctx, "reindex", "--archive", dir); code != exitInterrupted {
		t.Errorf("interrupted reindex: exit %d: %s", code, errs)
	}
	if out, _ := run(exitOK, "reindex", "--if-needed"); !strings.Contains(out, "2 dokumenter indekseret") {
		t.Errorf("reindex: %s; want the killed run's document, too", out)
	}
	run(exitOK, "import", "../../testdata/exports/2027-04-12-direktionsmoede.pdf")
	if _, errs := run(exitOK, "search", "--year", "2027"); !strings.Contains(errs, "8 fund") {
		t.Errorf("search at last: %s", errs)
	}
}

// leaveWork leaves a document as a killed import does.
func leaveWork(t *testing.T, dir string) {
	t.Helper()
	w, err := archive.Begin(dir)
	if err != nil {
		t.Fatal(err)
	}
	d := agenda.Document{Source: agenda.Source{Name: "a.pdf", SHA256: strings.Repeat("ab", 32), Pages: 0}}
	d.Complete()
	if err := w.Put(&archive.Record{Document: d, Layout: []byte("{}"), Segmenter: segment.Version}); err != nil {
		t.Fatal(err)
	}
	if err := w.Leave(); err != nil {
		t.Fatal(err)
	}
}

// A line of --stdin may be longer than a scanner's own 64 KiB, and one that is
// far too long is said to be.
func TestLongQueries(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "arkiv")
	if code, _, errs := runWith(context.Background(), "import", "--archive", dir, "../../testdata/exports/2027-01-04-kort.pdf"); code != exitOK {
		t.Fatal(errs)
	}
	for length, want := range map[int]int{100_000: exitOK, 2 * longestQuery: exitFatal} {
		var out, errs strings.Builder
		e := &env{stdin: strings.NewReader(strings.Repeat("ord ", length/4) + "\n"), stdout: &out, stderr: &errs, getenv: func(string) string { return "" }}
		if code := e.run(context.Background(), []string{"search", "--stdin", "--archive", dir}); code != want {
			t.Errorf("%d bytes: exit %d, want %d: %s", length, code, want, errs.String())
		}
		if want != exitOK && !strings.Contains(errs.String(), "længere end") {
			t.Errorf("%d bytes: %s", length, errs.String())
		}
	}
}
