package archive

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"referat/pkg/agenda"
)

// timesIn reads a document's times, both ways.
func timesIn(t *testing.T, dir, sha string) Times {
	t.Helper()
	r := open(t, dir)
	added, changed, err := r.Times(sha)
	if err != nil {
		t.Fatal(err)
	}
	all, err := r.AllTimes()
	if err != nil {
		t.Fatal(err)
	}
	if got := all[sha]; !got.Added.Equal(added) || !got.Changed.Equal(changed) {
		t.Errorf("alone it is %v and %v, among all %v", added, changed, got)
	}
	return all[sha]
}

// A document keeps the time at which it came, and has another time of change when
// people would see something else; and only then.
func TestTimes(t *testing.T) {
	dir := t.TempDir() + "/arkiv"
	r := record(1, 3)
	sha := r.Document.Source.SHA256
	put(t, dir, r)
	first := timesIn(t, dir, sha)
	if d := time.Since(first.Added); d < 0 || d > time.Minute || !first.Changed.Equal(first.Added) || first.Replaced || first.Former != nil {
		t.Fatalf("%+v", first)
	}
	change := func(what string, changes bool, f func(w *Writer) error) Times {
		t.Helper()
		before := timesIn(t, dir, sha)
		time.Sleep(time.Until(time.Now().Truncate(time.Second).Add(time.Second)))
		w := begin(t, dir)
		if err := errors.Join(f(w), w.Commit()); err != nil {
			t.Fatal(err)
		}
		after := timesIn(t, dir, sha)
		if !after.Added.Equal(first.Added) {
			t.Errorf("%s: it came at %v, and now at %v", what, first.Added, after.Added)
		}
		if after.Changed.After(before.Changed) != changes {
			t.Errorf("%s: changed at %v, before that at %v", what, after.Changed, before.Changed)
		}
		return after
	}
	change("the same again", false, func(w *Writer) error { return w.Put(record(1, 3)) })
	change("divided as before", false, func(w *Writer) error { return w.Redivide(&record(1, 3).Document, 7) })
	change("another text of a page", true, func(w *Writer) error {
		r := record(1, 3)
		r.Pages[2].Text += "mere"
		return w.Put(r)
	})
	change("another title", true, func(w *Writer) error {
		r := record(1, 3)
		r.Document.Meetings[0].Punkter[0].Title = "Noget andet"
		return w.Redivide(&r.Document, 8)
	})
	file := func(sha string) File { return File{SHA256: sha, Size: 1, Modified: time.Unix(1, 0), Seen: time.Now()} }
	other := record(2, 1)
	change("known by a file", false, func(w *Writer) error { _, err := w.Found("/ind/a.pdf", file(sha)); return err })
	if got := change("replaced", true, func(w *Writer) error {
		_, err := w.PutFile(other, "/ind/a.pdf", file(other.Document.Source.SHA256))
		return err
	}); !got.Replaced {
		t.Error("it is not replaced")
	}
	if got := change("in force again", true, func(w *Writer) error { _, err := w.Found("/ind/a.pdf", file(sha)); return err }); got.Replaced {
		t.Error("it is replaced")
	}
	if _, _, err := open(t, dir).Times(strings.Repeat("0", 64)); !errors.Is(err, ErrNotFound) {
		t.Error(err)
	}
}

// Rows of a program that knew no time of change say when they were added.
func TestTimesOfOldRows(t *testing.T) {
	row, err := decodeSource(make([]byte, 32), []byte(`{"name":"a.pdf","added":1700000000}`))
	if err != nil {
		t.Fatal(err)
	}
	at := time.Unix(1700000000, 0).UTC()
	if got := timesOf(row, Replacement{}, false); !got.Added.Equal(at) || !got.Changed.Equal(at) {
		t.Errorf("%+v", got)
	}
	if got := timesOf(row, Replacement{Time: at.Add(time.Hour)}, true); !got.Changed.Equal(at.Add(time.Hour)) || !got.Replaced {
		t.Errorf("%+v", got)
	}
}

// What a document has no more is remembered by keys; what it still has is not.
func TestFormer(t *testing.T) {
	dir := t.TempDir() + "/arkiv"
	r := record(1, 9)
	d := &r.Document
	d.Meetings[0].Punkter[0].CaseNumber = "EMN-2025-003383"
	d.Meetings[0].Punkter[0].Bilag = []agenda.Bilag{{Number: 1, Title: "Kort", Pages: &agenda.PageRange{2, 3}}, {Number: 2, Title: "Plan", Pages: &agenda.PageRange{4, 9}}}
	closed := agenda.Punkt{Number: "3", Title: "Lukket: Køb", Closed: true, CaseNumber: "EMN-2025-000001", Bilag: []agenda.Bilag{{Title: "Pris", Pages: &agenda.PageRange{9, 9}}}}
	d.Meetings[0].Punkter = append(d.Meetings[0].Punkter, closed)
	d.Complete()
	put(t, dir, r)
	sha := d.Source.SHA256
	c := agenda.NewCard(agenda.Thing{ID: agenda.NewID(sha).Meeting(1), Kind: agenda.ThingMeeting, Meeting: &d.Meetings[0]})
	meeting, case1 := MeetingKey(&c), CaseHash("EMN-2025-003383")

	w := begin(t, dir)
	now, err := w.Document(sha)
	if err != nil {
		t.Fatal(err)
	}
	now.Meetings[0].Punkter = now.Meetings[0].Punkter[:1]
	now.Meetings[0].Punkter[0].CaseNumber = ""
	now.Meetings[0].Punkter[0].Bilag = now.Meetings[0].Punkter[0].Bilag[1:]
	if err := errors.Join(w.Redivide(now, 2), w.Commit()); err != nil {
		t.Fatal(err)
	}
	former := timesIn(t, dir, sha).Former
	if len(former) != 1 || !cmp.Equal(former[0].Files, []agenda.PageRange{{2, 3}}) {
		t.Fatalf("%+v", former)
	}
	i := slices.IndexFunc(former[0].Lost, func(t Trace) bool { return t.Key == meeting })
	if i < 0 {
		t.Fatalf("%+v has no %s", former, meeting)
	}
	lost := former[0].Lost[i]
	want := []TracePunkt{{Name: "1", Case: case1, Bilag: true, Stays: true}, {Name: "2", Bilag: true}, {Name: "3"}}
	if d := cmp.Diff(want, lost.Punkter); d != "" || !lost.Stays {
		t.Errorf("%s\n%+v", d, lost)
	}

	w = begin(t, dir)
	takeDown(t, w, agenda.NewID(sha))
	if err := w.CommitPurged(); err != nil {
		t.Fatal(err)
	}
	stones, err := open(t, dir).Tombstones()
	if err != nil || len(stones) != 1 || len(stones[0].Former) != 2 {
		t.Fatalf("%+v %v", stones, err)
	}
	if last := stones[0].Former[1]; len(last.Lost) == 0 || last.Lost[0].Stays || last.Added == 0 || !slices.Contains(last.Files, agenda.PageRange{4, 9}) {
		t.Errorf("%+v", last)
	}
}

// A punkt's name is its number, if it is one and no other has it.
func TestPunktNames(t *testing.T) {
	var c agenda.Card
	for _, n := range []string{"1", "4.a", "4.A", "", "7", "12345", "7.", "hemmelig", " 8 ", "9b"} {
		c.Heads = append(c.Heads, agenda.Head{Number: n})
	}
	want := []string{"1", "nr-2", "nr-3", "nr-4", "nr-5", "nr-6", "nr-7", "nr-8", "8", "9b"}
	if d := cmp.Diff(want, PunktNames(&c)); d != "" {
		t.Error(d)
	}
}
