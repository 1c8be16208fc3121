package ingest

import (
	"strings"
	"testing"

	"referat/ingest/pdftext"
)

// Bookmarks to pages that are gone go, and what has a word that is looked for.
func TestCutFrame(t *testing.T) {
	layout, err := encodeFrame(&pdftext.Document{
		Info: pdftext.Info{Title: "Hemmeligt notat", Producer: "ABCpdf"},
		Outline: []pdftext.Bookmark{
			{Title: "Punkt 1", Page: 1}, {Title: "Bilag 1: Notat", Page: 2, Depth: 1}, {Title: "Punkt 2: hemmeligt", Page: 3}, {Title: "Punkt 3", Page: 4},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	cut, err := CutFrame(layout, func(page int) bool { return page == 2 }, func(s string) bool { return strings.Contains(strings.ToLower(s), "hemmelig") })
	if err != nil {
		t.Fatal(err)
	}
	doc, err := decodeDocument(cut, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(doc.Outline) != 2 || doc.Outline[0].Title != "Punkt 1" || doc.Outline[1].Title != "Punkt 3" || doc.Info.Title != "" || doc.Info.Producer != "ABCpdf" {
		t.Errorf("left: %+v", doc)
	}
	if _, err := CutFrame([]byte("x"), nil, nil); err == nil {
		t.Error("nonsense is cut")
	}
}
