package ingest

import (
	"path/filepath"
	"testing"

	"referat/ingest/segment"
	"referat/pkg/agenda"
	"referat/pkg/archive"
)

// What other rules divided is divided again once, and then counts as divided by
// today's: also where parts were taken down, so that it stays as it is.
func TestResegmentOldOnes(t *testing.T) {
	w, err := archive.Begin(filepath.Join(t.TempDir(), "arkiv"))
	if err != nil {
		t.Fatal(err)
	}
	defer w.Abort()
	frame := []byte("{}")
	whole := agenda.Document{Source: agenda.Source{Name: "hel.pdf", SHA256: shaOfNothing}}
	cut := agenda.Document{
		Source:   agenda.Source{Name: "delvis.pdf", SHA256: "ab" + shaOfNothing[2:]},
		Meetings: []agenda.Meeting{{Date: "2026-01-05", Title: "Møde"}},
		Warnings: []agenda.Warning{{Code: agenda.WarnRemoved, Message: "side 2 er fjernet"}},
	}
	for _, d := range []*agenda.Document{&whole, &cut} {
		d.Complete()
		if err := w.Put(&archive.Record{Document: *d, Layout: frame, Segmenter: segment.Version - 1}); err != nil {
			t.Fatal(err)
		}
	}
	for _, want := range []int{2, 0} {
		old, err := DividedOtherwise(w)
		if err != nil || old != want {
			t.Errorf("%d divided otherwise, %v; want %d", old, err, want)
		}
		done, err := Resegment(t.Context(), w, true)
		if err != nil {
			t.Fatal(err)
		}
		if done.Documents != want/2 || len(done.Left) != want/2 {
			t.Errorf("divided %d, left %v; want %d of each", done.Documents, done.Left, want/2)
		}
	}
	d, err := w.Document(cut.Source.SHA256)
	if err != nil || len(d.Meetings) != 1 {
		t.Errorf("the one with parts taken down: %v", err)
	}
}
