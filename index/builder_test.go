package index

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"referat/pkg/agenda"
)

// ids are all of an index, sorted.
func ids(t *testing.T, r *Reader) []string {
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

// expected are the IDs of the documents' entries, sorted.
func expected(leaveOut func(agenda.ID) bool, docs ...*agenda.Document) []string {
	var list []string
	for _, d := range docs {
		for id := range Expected(d, leaveOut) {
			list = append(list, id.String())
		}
	}
	slices.Sort(list)
	return list
}

// inFolder lists what stands in a folder.
func inFolder(t *testing.T, dir string) []string {
	t.Helper()
	list, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range list {
		names = append(names, e.Name())
	}
	return names
}

// A built index answers as a written one does, in the same order, and a Writer
// changes it as it does its own.
func TestBuilder(t *testing.T) {
	var docs []*agenda.Document
	for _, digit := range strings.Split("0123456789abcdef", "") {
		docs = append(docs, other(digit))
	}
	dir := filepath.Join(t.TempDir(), "index")
	buildIn(t, dir, 41, docs...)
	if got := inFolder(t, filepath.Dir(dir)); !slices.Equal(got, []string{"index"}) {
		t.Errorf("beside the index: %v", got)
	}
	r, written := opened(t, dir), built(t, docs...)
	if got, want := ids(t, r), expected(nil, docs...); !slices.Equal(got, want) || !slices.Equal(ids(t, written), want) {
		t.Errorf("IDs %v, want %v", got, want)
	}
	if seq, err := r.Sequence(); err != nil || seq != 41 {
		t.Errorf("sequence %d, %v; want 41", seq, err)
	}
	for _, text := range []string{"klimahandleplan", `"grønne omstilling"`, "plan*", "cyklister OR busser", "omstilling -havn", "EMN-2025*", ""} {
		q := Query{Text: text, Limit: 1000}
		got, want := mustHits(t, r, q), mustHits(t, written, q)
		if len(got) == 0 || !slices.Equal(got, want) {
			t.Errorf("%q: %v, in a written index %v", text, got, want)
		}
	}
	r.Close()

	w := NewWriter(func() (string, error) { return dir, nil })
	if seq, err := w.Sequence(); err != nil || seq != 41 {
		t.Errorf("the writer's sequence %d, %v; want 41", seq, err)
	}
	added := testDocument()
	if err := errors.Join(w.Take(docs[3].Source.SHA256), w.Add(added, nil), w.Stand(42), w.Close()); err != nil {
		t.Fatal(err)
	}
	r = opened(t, dir)
	if got, want := ids(t, r), expected(nil, append(slices.Delete(docs, 3, 4), added)...); !slices.Equal(got, want) {
		t.Errorf("after a change: %d IDs, want %d", len(got), len(want))
	}
	if got := len(mustHits(t, r, Query{Text: `"grønne omstilling"`, Limit: 100})); got != 16 {
		t.Errorf("after a change: %d hits, want 16", got)
	}
	if seq, err := r.Sequence(); err != nil || seq != 42 {
		t.Errorf("sequence %d, %v; want 42", seq, err)
	}
}

// An archive of nothing has an index, too, to which documents may come.
func TestBuilderOfNothing(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "index")
	buildIn(t, dir, 7)
	r := opened(t, dir)
	if seq, err := r.Sequence(); err != nil || seq != 7 || len(ids(t, r)) != 0 {
		t.Errorf("sequence %d, %v", seq, err)
	}
	if hits := mustHits(t, r, Query{Text: "klima"}); len(hits) != 0 {
		t.Errorf("hits %v", hits)
	}
	r.Close()
	w := NewWriter(func() (string, error) { return dir, nil })
	if err := errors.Join(w.Add(testDocument(), nil), w.Stand(8), w.Close()); err != nil {
		t.Fatal(err)
	}
	if got := ids(t, opened(t, dir)); !slices.Equal(got, expected(nil, testDocument())) {
		t.Errorf("IDs %v", got)
	}
}

// What is given up leaves nothing, wherever it was; what was killed is swept.
func TestBuilderDiscard(t *testing.T) {
	home := t.TempDir()
	dir := filepath.Join(home, "index")
	if err := os.MkdirAll(filepath.Join(dir+".tmp", "scorch-offline-build1"), 0o700); err != nil { // as a killed run leaves it
		t.Fatal(err)
	}
	b, err := NewBuilder(dir, dir+".tmp")
	if err != nil {
		t.Fatal(err)
	}
	for i := range buildBatch/4 + 10 { // more than a batch, so that segments stand in tmp
		d := testDocument()
		d.Source.SHA256 = fmt.Sprintf("%064x", i+1<<20)
		if err := b.Put(d, nil); err != nil {
			t.Fatal(err)
		}
	}
	b.Discard()
	b.Discard()
	if got := inFolder(t, home); len(got) != 0 {
		t.Errorf("left: %v", got)
	}

	buildIn(t, dir, 1, testDocument())
	if _, err := NewBuilder(dir, dir+".tmp"); !errors.Is(err, fs.ErrExist) {
		t.Errorf("building over an index: %v, want fs.ErrExist", err)
	}
	if got := ids(t, opened(t, dir)); len(got) == 0 {
		t.Error("the index is gone")
	}

	b, err = NewBuilder(filepath.Join(home, "new"), filepath.Join(home, "new.tmp"))
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Put(testDocument(), nil); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(filepath.Join(home, "new.tmp")); err != nil { // so that Close fails
		t.Fatal(err)
	}
	if _, err := b.Close(1); err == nil {
		t.Error("Close with its folder gone gave no error")
	}
	if got := inFolder(t, home); !slices.Equal(got, []string{"index"}) {
		t.Errorf("left: %v", got)
	}
}

func TestIDsStops(t *testing.T) {
	r := offline(t, 1, testDocument())
	n := 0
	for range r.IDs(t.Context()) {
		if n++; n == 2 {
			break
		}
	}
	if n != 2 {
		t.Errorf("%d IDs before the break", n)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for id, err := range r.IDs(ctx) {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("cancelled: %s, %v", id, err)
		}
	}
}
