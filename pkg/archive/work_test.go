package archive

import (
	"context"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// checkpoint writes what is queued, as a batch that is full does.
func checkpoint(w *Writer) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.flush()
}

// abandon leaves a writer as a kill does: nothing is written or tidied any
// more, only the locks are let go.
func abandon(t *testing.T, w *Writer) {
	t.Helper()
	w.mu.Lock()
	defer w.mu.Unlock()
	w.pending = nil
	if err := w.release(); err != nil {
		t.Fatal(err)
	}
}

// What a killed writer had finished is taken over by the next one; what it had
// only queued is not.
func TestKilledWorkIsTakenOver(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "arkiv")
	put(t, dir, record(1, 2))
	w := begin(t, dir)
	if err := errors.Join(w.Put(record(2, 2)), checkpoint(w), w.Put(record(3, 2))); err != nil {
		t.Fatal(err)
	}
	abandon(t, w)
	if n := len(must(open(t, dir).store.shas())); n != 1 {
		t.Errorf("readers see %d documents before Commit, want 1", n)
	}

	w = begin(t, dir)
	if !w.Resumed() {
		t.Error("the work was not taken over")
	}
	if _, found, err := w.Name(record(2, 2).Document.Source.SHA256); !found || err != nil {
		t.Errorf("the finished document: found %v, %v", found, err)
	}
	if _, found, _ := w.Name(record(3, 2).Document.Source.SHA256); found {
		t.Error("a document is there that was only queued")
	}
	if err := errors.Join(w.Put(record(3, 2)), w.Commit()); err != nil {
		t.Fatal(err)
	}
	if n := len(must(open(t, dir).store.shas())); n != 3 {
		t.Errorf("%d documents, want 3", n)
	}
}

// What a killed writer was just making is not taken over: it would come into
// force with the rest.
func TestHalfMadeIsNotTakenOver(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "arkiv")
	put(t, dir, record(1, 2))
	w := begin(t, dir)
	index, err := w.IndexDir()
	if err != nil {
		t.Fatal(err)
	}
	half := []string{newIndexName, newIndexName + ".tmp", indexName + trashSuffix, storeName + newSuffix, sumsName, unswungName}
	for _, name := range append(half, indexName) {
		if err := os.MkdirAll(filepath.Join(filepath.Dir(index), name), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(w.Put(record(2, 2)), checkpoint(w)); err != nil {
		t.Fatal(err)
	}
	abandon(t, w)
	w = begin(t, dir)
	if err := errors.Join(w.Put(record(3, 2)), w.Commit()); err != nil {
		t.Fatal(err)
	}
	gen := filepath.Join(dir, open(t, dir).Generation())
	for _, name := range half {
		if info, err := os.Stat(filepath.Join(gen, name)); err == nil && info.IsDir() {
			t.Errorf("%s came into force", name)
		}
	}
	if _, err := os.Stat(filepath.Join(gen, indexName)); err != nil {
		t.Errorf("the index did not: %v", err)
	}
}

// A working generation that cannot be made leaves nothing: on a full disk, half
// of one would be in the way.
func TestCloneLeavesNothing(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "arkiv")
	put(t, dir, record(1, 2))
	index := open(t, dir).IndexDir()
	if err := errors.Join(os.Mkdir(index, 0o755), os.Symlink("nowhere", filepath.Join(index, "root.bolt"))); err != nil {
		t.Fatal(err)
	}
	w := begin(t, dir)
	if err := w.Put(record(2, 1)); err == nil {
		t.Fatal("an index was copied that cannot be read")
	}
	if err := w.Abort(); err != nil {
		t.Fatal(err)
	}
	if entries := must(filepath.Glob(filepath.Join(dir, "gen-*"))); len(entries) != 1 {
		t.Errorf("left: %v", entries)
	}
}

// Bringing a store to this format can be cut off, and is then done again.
func TestUpgradeTwice(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "arkiv")
	put(t, dir, record(1, 2), record(2, 2))
	w := begin(t, dir)
	if _, err := w.IndexDir(); err != nil {
		t.Fatal(err)
	}
	w.add(bucketMeta, []byte(keyFormat), binary.BigEndian.AppendUint32(nil, 1))
	if err := w.flush(); err != nil {
		t.Fatal(err)
	}
	before := w.Sequence()
	abandon(t, w)
	w = begin(t, dir)
	if format, err := w.store.format(); err != nil || format != Format {
		t.Errorf("format %d, %v", format, err)
	}
	if w.Sequence() != before+2 {
		t.Errorf("sequence %d, want %d", w.Sequence(), before+2)
	}
	if list, whole, err := w.Changes(before); len(list) != 2 || !whole || err != nil {
		t.Errorf("changes: %v, %v, %v", list, whole, err)
	}
}

// What was begun from a generation that is no longer in force is given up.
func TestStaleWorkIsSwept(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "arkiv")
	put(t, dir, record(1, 1))
	put(t, dir, record(2, 1))
	w := begin(t, dir)
	if err := errors.Join(w.Put(record(3, 1)), checkpoint(w)); err != nil {
		t.Fatal(err)
	}
	abandon(t, w)
	if name, err := (Claim{}).Rollback(context.Background(), dir, ""); err != nil || name != "gen-000001" {
		t.Fatal(name, err)
	}
	if w := begin(t, dir); w.Resumed() {
		t.Error("work on gen-000002 goes on under gen-000001")
	}
}

// A kill between the renaming of the generation and the swing of CURRENT loses
// nothing: the next writer swings it.
func TestUnswungGeneration(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "arkiv")
	put(t, dir, record(1, 1))
	put(t, dir, record(2, 1))
	gen := filepath.Join(dir, "gen-000002")
	if err := errors.Join(os.WriteFile(filepath.Join(gen, unswungName), nil, 0o644), setCurrent(dir, 1)); err != nil {
		t.Fatal(err)
	}
	if err := begin(t, dir).Leave(); err != nil {
		t.Fatal(err)
	}
	if got := open(t, dir).Generation(); got != "gen-000002" {
		t.Errorf("in force: %s, want gen-000002", got)
	}
	// After a rollback the same folder is there, and stays out of force.
	if _, err := (Claim{}).Rollback(context.Background(), dir, ""); err != nil {
		t.Fatal(err)
	}
	if err := begin(t, dir).Leave(); err != nil {
		t.Fatal(err)
	}
	if got := open(t, dir).Generation(); got != "gen-000001" {
		t.Errorf("after a rollback: %s, want gen-000001", got)
	}
}

// A second writer waits, if it is told to, and hears for whom.
func TestWait(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "arkiv")
	first, err := Claim{Command: "import"}.Begin(context.Background(), dir)
	if err != nil {
		t.Fatal(err)
	}
	heard := make(chan string, 1)
	got := make(chan error, 1)
	go func() {
		w, err := Claim{Wait: true, Waiting: func(holder string) { heard <- holder }}.Begin(context.Background(), dir)
		if err == nil {
			err = w.Abort()
		}
		got <- err
	}()
	if holder := <-heard; !slices.Contains([]bool{true}, len(holder) > len("referat import")) || holder[:len("referat import")] != "referat import" {
		t.Errorf("waits for %q", holder)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	if _, err := (Claim{Wait: true}).Begin(ctx, dir); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("waited no longer than ctx: %v", err)
	}
	if err := first.Abort(); err != nil {
		t.Fatal(err)
	}
	if err := <-got; err != nil {
		t.Error(err)
	}
}

// The change log tells what was changed after any sequence, each document once.
func TestChanges(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "arkiv")
	w := begin(t, dir)
	for seed := range uint64(4) {
		if err := w.Put(record(seed, 1)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Put(record(1, 1)); err != nil { // again
		t.Fatal(err)
	}
	if w.Sequence() != 5 {
		t.Errorf("sequence %d, want 5", w.Sequence())
	}
	sha := func(seed uint64) string { return record(seed, 1).Document.Source.SHA256 }
	for since, want := range map[uint64][]string{
		0: {sha(0), sha(2), sha(3), sha(1)}, 3: {sha(3), sha(1)}, 4: {sha(1)}, 5: nil,
	} {
		list, whole, err := w.Changes(since)
		var got []string
		for _, c := range list {
			got = append(got, c.SHA256)
		}
		if err != nil || !whole || !slices.Equal(got, want) {
			t.Errorf("since %d: %v, %v, %v; want %v", since, got, whole, err, want)
		}
	}
	if _, whole, err := w.Changes(6); whole || err != nil {
		t.Errorf("a sequence to come is part of the log: %v", err)
	}
	list, _, err := w.Changes(4)
	if err != nil || len(list[0].Had) == 0 || !slices.Equal(list[0].Had, list[0].Dates) {
		t.Errorf("a document put again: %+v, %v", list, err)
	}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
