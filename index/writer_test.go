package index

import (
	"errors"
	"path/filepath"
	"slices"
	"testing"

	"referat/pkg/agenda"
)

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

// What a better copy shows is left out: a punkt's own text, its decision, its
// bilag. The punkt's title says then what the rest is about.
func TestLeaveOut(t *testing.T) {
	d := testDocument()
	leaveOut := func(id agenda.ID) bool {
		return id.Path() == climate || id.Path() == harbour || id.Path() == "m1.p1.b1"
	}
	want := expected(leaveOut, d)
	if len(want) != len(expected(nil, d))-1 { // of the harbour nothing is left
		t.Fatalf("expected %v", want)
	}
	dir := filepath.Join(t.TempDir(), "index")
	in(t, dir, func(w *Writer) error { return errors.Join(w.Add(d, leaveOut), w.Stand(1)) })
	stands(t, dir, 1, want)
	r := opened(t, dir)
	for text, want := range map[string]string{
		`"grønne omstilling"`: "", "snevejr": "", "havnen": "", "busser": "", "klimahandleplan": "", "EMN-2025-001027": "", "EMN-2025*": "",
		"cyklister": climate, "klimahandleplan cyklister": climate, "EMN-2025-001027 cyklister": climate, "kun navn": climate,
	} {
		if got := paths(t, r, Query{Text: text}); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
	for thing, want := range map[agenda.ThingKind]string{
		agenda.ThingPunkt: "m1.p1.b3.m1.p1 m1.p2", agenda.ThingDecision: "m1.p1 m1.p2", agenda.ThingBilag: climate,
	} {
		if got := paths(t, r, Query{Thing: thing}); got != want {
			t.Errorf("%s: %s, want %s", thing, got, want)
		}
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
	if _, err := Open(dir, nil); !errors.Is(err, ErrMissing) {
		t.Errorf("%v, want ErrMissing", err)
	}
	in(t, dir, func(w *Writer) error { return w.Stand(5) })
	stands(t, dir, 5, nil)
	w := NewWriter(func() (string, error) { return dir, nil })
	if err := w.Take("8f14"); err == nil { // would take what other documents have
		t.Error("Take of half a SHA-256 gave no error")
	}
}

// A writer that is killed between Stand and Close has made no lexicon of what it
// put; the next one that opens the index and closes it does.
func TestLexiconBehind(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "index")
	in(t, dir, func(w *Writer) error { return errors.Join(w.Add(testDocument(), nil), w.Stand(1)) })
	w := NewWriter(func() (string, error) { return dir, nil })
	if err := errors.Join(w.Add(minutes(punkterOf("Elefanten sover.")...), nil), w.Stand(2)); err != nil {
		t.Fatal(err)
	}
	w.Discard()
	in(t, dir, func(w *Writer) error {
		seq, err := w.Sequence()
		if seq != 2 {
			t.Errorf("sequence %d, want 2", seq)
		}
		return err
	})
	r := opened(t, dir)
	for text, want := range map[string]string{"elefant": "m1.p1", "havn": harbour} {
		if got := paths(t, r, Query{Text: text}); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}
