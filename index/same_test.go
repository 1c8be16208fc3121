package index

import (
	"errors"
	"math"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"

	"referat/pkg/agenda"
)

// An index that was written little by little, in several segments, with
// documents that were there and went, answers every query as one does that was
// built at once: the same hits in the same order, the same counts.
func TestWrittenIsAsBuilt(t *testing.T) {
	for seed := range uint64(2) {
		rnd := rand.New(rand.NewPCG(seed, 5))
		docs := randomDocuments(rnd, 60)
		gone := randomDocuments(rand.New(rand.NewPCG(seed, 6)), 90)[60:]
		dir := filepath.Join(t.TempDir(), "index")
		createUnmerged(t, dir)
		for i := 0; i < len(docs); i += 6 { // each run makes a segment
			in(t, dir, func(w *Writer) error {
				var err error
				for j := i; j < i+6; j++ {
					err = errors.Join(err, w.Add(docs[j], nil), w.Add(gone[j/2], nil))
					if j >= 9 {
						err = errors.Join(err, w.Take(gone[(j-9)/2].Source.SHA256))
					}
				}
				return errors.Join(err, w.Take(docs[i/2].Source.SHA256), w.Add(docs[i/2], nil)) // read once more
			})
		}
		in(t, dir, func(w *Writer) error {
			var err error
			for _, d := range gone {
				err = errors.Join(err, w.Take(d.Source.SHA256))
			}
			return err
		})
		written, built := opened(t, dir), offline(t, 1, docs...)
		for i, l := range written.leaves { // as where bleve merged after the lexicon was made
			if l.noted < 0 {
				t.Errorf("the lexicon does not know segment %d", i)
			}
			if i%2 == 0 {
				l.noted = -1
			}
		}
		deleted := 0
		for _, l := range written.leaves {
			deleted += l.entries - l.live()
		}
		if len(written.leaves) < 2 || deleted == 0 || len(built.leaves) != 1 {
			t.Errorf("seed %d: %d segments with %d deleted entries, built %d, which shows little", seed, len(written.leaves), deleted, len(built.leaves))
		}
		if got, want := ids(t, written), ids(t, built); !slices.Equal(got, want) {
			t.Fatalf("seed %d: IDs %v, want %v", seed, got, want)
		}
		bad := 0
		for range 300 {
			q := Query{Text: randomQuery(rnd), Limit: 1000, Facets: Facets(), ByDate: rnd.IntN(5) == 0}
			if rnd.IntN(4) == 0 {
				q.Thing = []agenda.ThingKind{agenda.ThingPunkt, agenda.ThingDecision, agenda.ThingBilag}[rnd.IntN(3)]
			}
			a, b := search(t, written, q), search(t, built, q)
			if a.Total != b.Total || a.Fuzzy != b.Fuzzy {
				t.Errorf("seed %d, %+v: written %d hits (fuzzy %v), built %d (%v)", seed, q, a.Total, a.Fuzzy, b.Total, b.Fuzzy)
				bad++
			}
			for i := range min(len(a.Hits), len(b.Hits)) {
				if a.Hits[i] != b.Hits[i] {
					t.Errorf("seed %d, %+v: hit %d of %d is %+v, built %+v", seed, q, i, a.Total, a.Hits[i], b.Hits[i])
					bad++
					break
				}
			}
			for _, f := range Facets() {
				if !slices.Equal(a.Facets[f], b.Facets[f]) {
					t.Errorf("seed %d, %+v: %s %v, built %v", seed, q, f, a.Facets[f], b.Facets[f])
					bad++
				}
			}
			if bad > 5 {
				t.FailNow()
			}
		}
	}
}

// createUnmerged makes an index in dir whose segments stay as they are written.
func createUnmerged(t *testing.T, dir string) {
	t.Helper()
	m, err := newMapping()
	if err != nil {
		t.Fatal(err)
	}
	index, err := bleve.NewUsing(dir, m, scorch.Name, scorch.Name, map[string]any{
		"scorchMergePlanOptions": map[string]any{"MaxSegmentsPerTier": 1000, "FloorSegmentSize": 1},
	})
	if err == nil {
		err = errors.Join(index.SetInternal([]byte(versionKey), []byte(Version)), index.Close())
	}
	if err != nil {
		t.Fatal(err)
	}
}

func hitIDs(r *Result) (list []string) {
	for _, h := range r.Hits {
		list = append(list, h.ID.String())
	}
	return list
}

// Pages put together are one large page, in every order.
func TestPages(t *testing.T) {
	rnd := rand.New(rand.NewPCG(7, 7))
	r := offline(t, 1, randomDocuments(rnd, 60)...)
	most := 0
	for range 60 {
		q := Query{Text: randomQuery(rnd), ByDate: rnd.IntN(3) == 0, Limit: 1000}
		if rnd.IntN(5) == 0 {
			q.Text = ""
		}
		whole := search(t, r, q)
		if whole.Total != uint64(len(whole.Hits)) {
			t.Fatalf("%+v: %d hits of %d", q, len(whole.Hits), whole.Total)
		}
		most = max(most, len(whole.Hits))
		size := 1 + rnd.IntN(9)
		var pages []string
		for q.Limit = size; ; q.Skip += size {
			page := search(t, r, q)
			if page.Total != whole.Total {
				t.Fatalf("%+v: %d in all, want %d", q, page.Total, whole.Total)
			}
			pages = append(pages, hitIDs(page)...)
			if len(page.Hits) < size {
				break
			}
		}
		if !slices.Equal(pages, hitIDs(whole)) {
			t.Errorf("%+v: pages of %d\n%s\nwant\n%s", q, size, strings.Join(pages, " "), strings.Join(hitIDs(whole), " "))
		}
	}
	if most < 30 {
		t.Errorf("the longest list has %d hits, which shows little", most)
	}
	if got := len(search(t, r, Query{}).Hits); got != DefaultLimit {
		t.Errorf("%d hits without a limit, want %d", got, DefaultLimit)
	}
	if got := search(t, r, Query{Skip: 100_000}); len(got.Hits) != 0 || got.Total == 0 {
		t.Errorf("after the last: %+v", got)
	}
	for _, q := range []Query{{Skip: -5, Limit: -5}, {Limit: math.MaxInt}} { // as a program may ask
		if got := search(t, r, q); len(got.Hits) == 0 {
			t.Errorf("%+v: no hits", q)
		}
	}
	if got := search(t, r, Query{Skip: math.MaxInt, Limit: math.MaxInt}); len(got.Hits) != 0 {
		t.Errorf("after all: %d hits", len(got.Hits))
	}
}
