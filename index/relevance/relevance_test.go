// Package relevance_test measures what the search index finds: the information
// needs of testdata/search, asked of an index of the fictional exports, against
// the floor committed beside them. Its README says what the figures are.
package relevance_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"referat/index"
	"referat/pkg/agenda"
)

const (
	folder     = "../../testdata/search"
	documents  = "../../testdata/golden/*.json"
	mostHits   = 1000 // more than the corpus has punkter
	fewestNeed = 60   // issue 5 asks for
)

// A place is a punkt as needs.json names it: its export's file and the path of
// its ID, "m1.p2.b1.m1.p3".
type place struct {
	File  string `json:"file"`
	Punkt string `json:"punkt"`
}

func (p place) String() string { return strings.TrimSuffix(p.File, ".pdf") + " " + p.Punkt }

// An answer is a punkt that ought to be found: Grade 2 where it decides or is
// about what was asked for, 1 where it speaks of it.
type answer struct {
	place
	Grade int `json:"grade"`
}

// A need is what a person wants to find. What is not listed ought not to be
// found; Not are those of these that a careless analysis would bring, Maybe
// are those that people would judge differently, and count neither way.
type need struct {
	ID       string   `json:"id"`
	About    string   `json:"about"` // the kind of need
	Query    string   `json:"query"`
	Want     string   `json:"want"`
	Relevant []answer `json:"relevant"`
	Not      []place  `json:"not"`
	Maybe    []place  `json:"maybe"`
}

// readNeeds reads needs.json and fails on a field that is not known.
func readNeeds(t *testing.T) []need {
	t.Helper()
	var needs []need
	readJSON(t, filepath.Join(folder, "needs.json"), &needs)
	return needs
}

func readJSON(t *testing.T, path string, into any) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
}

// A corpus is the exports, and where their punkter are.
type corpus struct {
	documents []*agenda.Document
	places    map[agenda.ID]place // of punkter; a copy's is that of the punkt that search shows for it
	copies    map[place]place     // the same by place: all punkter, most as themselves
}

// readCorpus reads the golden documents and gives each the SHA-256 of its
// file's name, since they have none.
func readCorpus(t *testing.T) *corpus {
	t.Helper()
	paths, err := filepath.Glob(documents)
	if err != nil || len(paths) < 10 {
		t.Fatalf("%s: %d documents, %v", documents, len(paths), err)
	}
	c := &corpus{places: map[agenda.ID]place{}, copies: map[place]place{}}
	var cards []agenda.Card
	for _, path := range paths {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		d := new(agenda.Document)
		if err := json.Unmarshal(b, d); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		d.Source.SHA256 = fmt.Sprintf("%x", sha256.Sum256([]byte(d.Source.Name)))
		c.documents = append(c.documents, d)
		for thing := range d.Things() {
			switch thing.Kind {
			case agenda.ThingMeeting:
				cards = append(cards, agenda.NewCard(thing))
			case agenda.ThingPunkt:
				c.places[thing.ID] = place{d.Source.Name, thing.ID.Path()}
			}
		}
	}
	c.joinCopies(cards)
	return c
}

// joinCopies gives the copies of a punkt (an agenda's, a nested one) the place
// of the best, as search does: whether an index leaves copies out, or shows
// them, is not what is measured here.
func (c *corpus) joinCopies(cards []agenda.Card) {
	own := maps.Clone(c.places)
	for _, group := range agenda.Group(cards) {
		for id, by := range agenda.CoveredBy(group) {
			if copied, ok := own[id]; ok && by != (agenda.ID{}) { // a punkt, and one that another shows
				c.places[id] = own[by]
				c.copies[copied] = own[by]
			}
		}
	}
	for _, p := range own {
		if _, ok := c.copies[p]; !ok {
			c.copies[p] = p
		}
	}
}

// punktOf is the punkt that a thing is or belongs to: a decision's, a bilag's.
func punktOf(id agenda.ID) agenda.ID {
	for {
		path := id.Path()
		if i := strings.LastIndexByte(path, '.') + 1; path == "" || path[i] == 'p' {
			return id
		}
		id = id.Parent()
	}
}

// TestNeeds holds needs.json to what its README says of it.
func TestNeeds(t *testing.T) {
	needs, c := readNeeds(t), readCorpus(t)
	if len(needs) < fewestNeed {
		t.Errorf("%d needs; want %d", len(needs), fewestNeed)
	}
	ids := map[string]bool{}
	for _, n := range needs {
		if n.ID == "" || n.About == "" || n.Query == "" || n.Want == "" || ids[n.ID] {
			t.Errorf("need %q: an empty field, or its id stands twice", n.ID)
		}
		ids[n.ID] = true
		seen := map[place]bool{}
		check := func(p place) {
			shown, ok := c.copies[p]
			if !ok {
				t.Errorf("need %q: %v is no punkt of testdata/golden", n.ID, p)
			}
			if seen[shown] {
				t.Errorf("need %q: %v stands twice, or a copy of it does", n.ID, p)
			}
			seen[shown] = true
		}
		for _, a := range n.Relevant {
			check(a.place)
			if a.Grade != 1 && a.Grade != 2 {
				t.Errorf("need %q: %v has grade %d", n.ID, a.place, a.Grade)
			}
		}
		for _, p := range slices.Concat(n.Not, n.Maybe) {
			check(p)
		}
	}
}

// TestRelevance holds the means over all needs to floor.json. With -v it
// prints every need, the worst first.
func TestRelevance(t *testing.T) {
	needs, c := readNeeds(t), readCorpus(t)
	r := c.build(t)
	scores := make([]score, len(needs))
	for i, n := range needs {
		result, err := r.Search(t.Context(), index.Query{Text: n.Query, Limit: mostHits})
		if err != nil {
			t.Fatalf("need %q: %v", n.ID, err)
		}
		scores[i] = judge(c.shown(n), c.found(t, result.Hits))
	}
	all := meansOf(scores)
	t.Log(table(scores))

	var floor struct {
		Recall    float64 `json:"recall"`
		Precision float64 `json:"precision"`
		NDCG10    float64 `json:"ndcg10"`
	}
	readJSON(t, filepath.Join(folder, "floor.json"), &floor)
	const rounding = 0.0005 // the floor is written with three digits
	for _, m := range []struct {
		name      string
		got, want float64
	}{{"recall", all.recall, floor.Recall}, {"precision", all.precision, floor.Precision}, {"nDCG@10", all.ndcg, floor.NDCG10}} {
		if m.got < m.want-rounding {
			t.Errorf("%s %.3f is below its floor %.3f; make relevance prints which needs", m.name, m.got, m.want)
		}
	}
}

// build makes the index of all documents and opens it.
func (c *corpus) build(t *testing.T) *index.Reader {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "index")
	b, err := index.NewBuilder(dir, dir+".tmp")
	if err != nil {
		t.Fatal(err)
	}
	defer b.Discard()
	for _, d := range c.documents {
		if err := b.Put(d, nil); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := b.Close(1); err != nil {
		t.Fatal(err)
	}
	r, err := index.Open(dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	return r
}

// shown is n with the places of the copies that search shows.
func (c *corpus) shown(n need) need {
	all := func(places []place) []place {
		list := make([]place, len(places))
		for i, p := range places {
			list[i] = c.copies[p]
		}
		return list
	}
	n.Relevant = slices.Clone(n.Relevant)
	for i, a := range n.Relevant {
		n.Relevant[i].place = c.copies[a.place]
	}
	n.Not, n.Maybe = all(n.Not), all(n.Maybe)
	return n
}

// found lists the punkter that were hit, the best first, each once.
func (c *corpus) found(t *testing.T, hits []index.Hit) []place {
	t.Helper()
	var list []place
	seen := map[place]bool{}
	for _, h := range hits {
		p, ok := c.places[punktOf(h.ID)]
		if !ok {
			t.Fatalf("a hit is no punkt of the corpus: %v", h.ID)
		}
		if !seen[p] {
			seen[p] = true
			list = append(list, p)
		}
	}
	return list
}
