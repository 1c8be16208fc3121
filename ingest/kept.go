package ingest

import (
	"encoding/json"
	"slices"

	"referat/ingest/pdftext"
	"referat/pkg/archive"
)

// CutFrame is what the archive keeps beside a document's pages, without what it
// says of pages that are gone: the bookmarks to them, and bookmarks and
// document information with a word that hit finds. It is an archive.Takedown's
// Cut.
func CutFrame(layout []byte, gone func(page int) bool, hit func(text string) bool) ([]byte, error) {
	var f frame
	if err := json.Unmarshal(layout, &f); err != nil {
		return nil, err
	}
	f.Outline = slices.DeleteFunc(f.Outline, func(b pdftext.Bookmark) bool { return gone(b.Page) || hit(b.Title) })
	for _, s := range []*string{&f.Info.Title, &f.Info.Producer, &f.Info.Creator} {
		if hit(*s) {
			*s = ""
		}
	}
	return json.Marshal(f)
}

// CheckKept reads what the archive keeps of a document's pages, and says what
// is wrong with it. It is an archive.Verifier's Check.
func CheckKept(layout []byte, pages []archive.Page) error {
	_, err := decodeDocument(layout, pages)
	return err
}
