package index

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"referat/index/danish"
	"referat/pkg/agenda"
)

// TestVersion: how the texts of the exports are divided into terms, and their
// words into stems and parts, belongs to a Version: an index has them from when
// it was built, and a query is read by the rules of the program. When this
// changes, raise Version, and write its sum here; when only the exports' texts
// do, write the new sum.
func TestVersion(t *testing.T) {
	sums := map[string]string{
		"4": "a6069567ff067dc0e7ab4fec9a1ace6c2b8efe22a7f90335c0e745cefd9c68e2",
	}
	files, err := filepath.Glob(filepath.Join("..", "testdata", "exports", "*.truth.json")) // sorted
	if err != nil || len(files) == 0 {
		t.Fatal("no exports", err)
	}
	hash := sha256.New()
	splitter := danish.NewSplitter(nil)
	tokens := tokenizer{splitter: func() *danish.Splitter { return splitter }}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		tokens.each(string(text), func(token danish.Token) {
			word := string(token.Term)
			fmt.Fprintln(hash, word, token.Place, danish.Stem(word), splitter.Divide(word, danish.Stem), isCommon(word))
		})
	}
	if got := hex.EncodeToString(hash.Sum(nil)); got != sums[Version] {
		t.Errorf("the analysis has the sum %s, and version %s has %q:\nraise Version and add its sum", got, Version, sums[Version])
	}
}

// What stands in a closed punkt is closed: minutes that are a bilag of it. What
// comes after it is not.
func TestClosedWithinClosed(t *testing.T) {
	nested := func(word string) []agenda.Bilag {
		return []agenda.Bilag{{Number: 1, Title: "Referat", Meetings: []agenda.Meeting{{Series: "Udvalget", Date: "2026-01-01", Punkter: []agenda.Punkt{{Number: "1", Title: word}}}}}}
	}
	d := &agenda.Document{Source: agenda.Source{SHA256: strings.Repeat("a", 64)}, Meetings: []agenda.Meeting{{Series: "Rådet", Date: "2026-02-02", Punkter: []agenda.Punkt{
		{Number: "1", Title: "Zebra", Closed: true, Bilag: nested("Flodhest")},
		{Number: "2", Title: "Giraf", Bilag: nested("Næsehorn")},
		{Number: "10", Title: "Okapi"},
	}}}}
	closed := map[string]bool{}
	for e := range entries(d, nil) {
		closed[e.punkt.Punkt.Title] = e.closed
	}
	want := map[string]bool{"Zebra": true, "Flodhest": true, "Giraf": false, "Næsehorn": false, "Okapi": false}
	if !maps.Equal(closed, want) {
		t.Errorf("closed: %v, want %v", closed, want)
	}
}
