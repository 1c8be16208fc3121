package index

import (
	"errors"
	"path/filepath"
	"slices"
	"testing"

	"referat/pkg/agenda"
)

// in runs f with a writer of dir, then closes it.
func in(t *testing.T, dir string, f func(w *Writer) error) {
	t.Helper()
	w := NewWriter(func() (string, error) { return dir, nil })
	if err := errors.Join(f(w), w.Close()); err != nil {
		t.Fatal(err)
	}
}

// stands checks what an index holds and where it stands.
func stands(t *testing.T, dir string, seq uint64, want []string) {
	t.Helper()
	r := opened(t, dir)
	defer r.Close()
	if got := ids(t, r); !slices.Equal(got, want) {
		t.Errorf("IDs\n got %v\nwant %v", got, want)
	}
	if got, err := r.Sequence(); err != nil || got != seq {
		t.Errorf("sequence %d, %v; want %d", got, err, seq)
	}
	if n, err := r.Entries(); err != nil || n != uint64(len(want)) {
		t.Errorf("%d entries, %v; want %d", n, err, len(want))
	}
}

// A document may be put and taken in any order, in one batch or in many, and
// what it had before counts no more.
func TestAddAndTake(t *testing.T) {
	a, b := other("a"), other("b")
	fewer := other("a")
	fewer.Meetings = fewer.Meetings[1:]
	for name, c := range map[string]struct {
		steps []func(w *Writer) error
		want  []string
	}{
		"twice": {[]func(*Writer) error{
			func(w *Writer) error { return w.Add(a, nil) }, func(w *Writer) error { return w.Add(a, nil) },
		}, expected(nil, a)},
		"taken, put again": {[]func(*Writer) error{
			func(w *Writer) error { return w.Add(a, nil) }, func(w *Writer) error { return w.Take(a.Source.SHA256) },
			func(w *Writer) error { return w.Add(a, nil) },
		}, expected(nil, a)},
		"with fewer entries": {[]func(*Writer) error{
			func(w *Writer) error { return w.Add(a, nil) }, func(w *Writer) error { return w.Take(a.Source.SHA256) },
			func(w *Writer) error { return w.Add(fewer, nil) },
		}, expected(nil, fewer)},
		"taken twice, and what is not there": {[]func(*Writer) error{
			func(w *Writer) error { return w.Add(a, nil) }, func(w *Writer) error { return w.Add(b, nil) },
			func(w *Writer) error { return w.Take(a.Source.SHA256) }, func(w *Writer) error { return w.Take(a.Source.SHA256) },
			func(w *Writer) error { return w.Take(other("c").Source.SHA256) },
		}, expected(nil, b)},
		"put, taken, put, taken": {[]func(*Writer) error{
			func(w *Writer) error { return w.Add(b, nil) },
			func(w *Writer) error { return w.Add(a, nil) }, func(w *Writer) error { return w.Take(a.Source.SHA256) },
			func(w *Writer) error { return w.Add(a, nil) }, func(w *Writer) error { return w.Take(a.Source.SHA256) },
		}, expected(nil, b)},
	} {
		t.Run(name, func(t *testing.T) {
			one, many := filepath.Join(t.TempDir(), "one"), filepath.Join(t.TempDir(), "many")
			in(t, one, func(w *Writer) error {
				for _, step := range c.steps {
					if err := step(w); err != nil {
						return err
					}
				}
				return w.Stand(9)
			})
			stands(t, one, 9, c.want)
			for i, step := range c.steps {
				in(t, many, func(w *Writer) error { return errors.Join(step(w), w.Stand(uint64(i+1))) })
			}
			stands(t, many, uint64(len(c.steps)), c.want)
		})
	}
}

// Where a run ends before Stand, the index has stayed behind, and catching up
// by the same changes, or more, makes it right.
func TestSequenceBehind(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "index")
	a, b := other("a"), other("b")
	in(t, dir, func(w *Writer) error { return errors.Join(w.Add(a, nil), w.Stand(1)) })

	w := NewWriter(func() (string, error) { return dir, nil })
	if err := errors.Join(w.Take(a.Source.SHA256), w.Add(b, nil)); err != nil {
		t.Fatal(err)
	}
	w.Discard()
	stands(t, dir, 1, expected(nil, a)) // nothing was flushed

	in(t, dir, func(w *Writer) error { return errors.Join(w.Take(a.Source.SHA256), w.Add(b, nil)) })
	stands(t, dir, 1, expected(nil, b)) // written, but not said to be

	in(t, dir, func(w *Writer) error {
		if seq, err := w.Sequence(); err != nil || seq != 1 {
			t.Errorf("sequence %d, %v; want 1", seq, err)
		}
		return errors.Join(w.Take(a.Source.SHA256), w.Take(b.Source.SHA256), w.Add(b, nil), w.Stand(3))
	})
	stands(t, dir, 3, expected(nil, b))
}

func TestLeaveOut(t *testing.T) {
	d := testDocument()
	leaveOut := func(id agenda.ID) bool { return id.Path() == climate || id.Path() == harbour }
	want := expected(leaveOut, d)
	if len(want) != len(expected(nil, d))-2 {
		t.Fatalf("expected %v", want)
	}
	dir := filepath.Join(t.TempDir(), "index")
	in(t, dir, func(w *Writer) error { return errors.Join(w.Add(d, leaveOut), w.Stand(1)) })
	stands(t, dir, 1, want)
	r := opened(t, dir)
	if hits := mustHits(t, r, Query{Text: `"grønne omstilling"`}); len(hits) != 0 {
		t.Errorf("hits %v", hits)
	}
	r.Close()
	in(t, dir, func(w *Writer) error { return errors.Join(w.Take(d.Source.SHA256), w.Add(d, nil), w.Stand(2)) })
	stands(t, dir, 2, expected(nil, d))
	in(t, dir, func(w *Writer) error { return errors.Join(w.Take(d.Source.SHA256), w.Add(d, leaveOut), w.Stand(3)) })
	stands(t, dir, 3, want)
}

// Asking a writer and taking out of nothing make no index; Stand does.
func TestWriterWithoutIndex(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "index")
	in(t, dir, func(w *Writer) error {
		if seq, err := w.Sequence(); err != nil || seq != 0 {
			t.Errorf("sequence %d, %v; want 0", seq, err)
		}
		return w.Take(other("a").Source.SHA256)
	})
	if _, err := Open(dir); !errors.Is(err, ErrMissing) {
		t.Errorf("%v, want ErrMissing", err)
	}
	in(t, dir, func(w *Writer) error { return w.Stand(5) })
	stands(t, dir, 5, nil)
	w := NewWriter(func() (string, error) { return dir, nil })
	if err := w.Take("8f14"); err == nil { // would take what other documents have
		t.Error("Take of half a SHA-256 gave no error")
	}
}
