package library

import (
	"path/filepath"
	"strings"
	"testing"

	"referat/index"
	"referat/pkg/agenda"
	"referat/pkg/archive"
)

// archiveOf is an archive, with its index, that holds documents. The text of a
// page is that of pages, by document and number.
func archiveOf(t *testing.T, pages map[string][]string, documents ...agenda.Document) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "arkiv")
	fill(t, dir, pages, documents...)
	return dir
}

// fill puts documents into the archive in dir, and builds its index anew.
func fill(t *testing.T, dir string, pages map[string][]string, documents ...agenda.Document) {
	t.Helper()
	w, err := archive.Begin(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Abort()
	for _, d := range documents {
		r := &archive.Record{Document: d}
		for i, text := range pages[d.Source.SHA256[:1]] {
			r.Pages = append(r.Pages, archive.Page{Number: i + 1, Text: text, Engine: "pdftext"})
		}
		if err := w.Put(r); err != nil {
			t.Fatal(err)
		}
	}
	into, err := w.NewIndexDir()
	if err != nil {
		t.Fatal(err)
	}
	b, err := index.NewBuilder(into, filepath.Join(filepath.Dir(into), "tmp"))
	if err != nil {
		t.Fatal(err)
	}
	cards, err := w.AllCards()
	if err != nil {
		t.Fatal(err)
	}
	shown := agenda.NewShown(cards)
	for d, err := range w.Documents() {
		if err != nil {
			t.Fatal(err)
		}
		if err := b.Put(d, shown.LeaveOut(d)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := b.Close(w.Sequence()); err != nil {
		t.Fatal(err)
	}
	if err := w.SwapIndex(); err != nil {
		t.Fatal(err)
	}
	if err := w.Commit(); err != nil {
		t.Fatal(err)
	}
}

// minutes is a document of one meeting; digit makes its SHA-256.
func minutes(digit string, m agenda.Meeting) agenda.Document {
	if m.Kind == "" {
		m.Kind = agenda.Referat
	}
	if m.Pages == (agenda.PageRange{}) {
		m.Pages = agenda.PageRange{1, 4}
	}
	d := agenda.Document{Source: agenda.Source{Name: digit + ".pdf", SHA256: strings.Repeat(digit, 64), Pages: 4}, Meetings: []agenda.Meeting{m}}
	d.Complete()
	return d
}

func open(t *testing.T, dir string, o Options) *Volume {
	t.Helper()
	v, err := OpenVolume(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { v.Close() })
	return v
}
