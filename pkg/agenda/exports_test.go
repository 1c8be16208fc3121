package agenda

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// exportCards are the cards of the documents in JSON files.
func exportCards(t *testing.T, pattern string) (cards []Card, documents map[string]string) {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatalf("no documents at %s: %v", pattern, err)
	}
	documents = map[string]string{}
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		var d Document
		if err := json.Unmarshal(text, &d); err != nil {
			t.Fatalf("%s: %v", f, err)
		}
		d.Source.SHA256 = fmt.Sprintf("%x", sha256.Sum256(text)) // golden documents have none
		documents[NewID(d.Source.SHA256).Doc()] = filepath.Base(f)
		for thing := range d.Things() {
			if thing.Kind == ThingMeeting {
				cards = append(cards, NewCard(thing))
			}
		}
	}
	return cards, documents
}

// In the project's own exports, the agenda and the minutes of 8 February are
// one meeting, the minutes nested in both are another, and all else stands alone.
func TestExportsMeetings(t *testing.T) {
	cards, documents := exportCards(t, "../../testdata/golden/*.json")
	several := map[string][]string{}
	for _, g := range Group(cards) {
		if len(g) == 1 {
			continue
		}
		for _, c := range g {
			several[c.Date] = append(several[c.Date], documents[c.ID.Doc()])
		}
		covered := Covered(g)
		for _, c := range g[1:] {
			for i := range c.Heads {
				if !covered[c.ID.Punkt(i+1)] {
					t.Errorf("%s: punkt %d of the agenda would be shown beside the minutes'", c.Date, i+1)
				}
			}
		}
	}
	own := several["2027-02-08"]
	if len(several) != 2 || len(own) != 2 || own[0] != "2027-02-08-raadmandsmoede-referat.json" || len(several["2027-02-01"]) != 2 {
		t.Errorf("meetings of several copies: %v", several)
	}
}
