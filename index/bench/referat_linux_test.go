package bench

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"referat/index"
	"referat/pkg/agenda"
	"referat/pkg/archive"
)

// readOnly reads the documents and does nothing with them.
func readOnly(dir string) (n int, err error) {
	err = documents(dir, func(d *agenda.Document, _ int) error { n += len(d.Meetings[0].Punkter); return nil })
	return n, err
}

func buildReferat(dir string) (size int64, err error) {
	to := filepath.Join(dir, "referat")
	if err := os.RemoveAll(to); err != nil {
		return 0, err
	}
	b, err := index.NewBuilder(to, to+".tmp")
	if err != nil {
		return 0, err
	}
	defer b.Discard()
	err = documents(dir, func(d *agenda.Document, _ int) error { return b.Put(d, nil) })
	if err != nil {
		return 0, err
	}
	if _, err := b.Close(1); err != nil {
		return 0, err
	}
	return bytesIn(to)
}

// keep puts the documents into an archive's store, which the page of hits is
// made from.
func keep(dir string) (n int, err error) {
	to := filepath.Join(dir, "arkiv")
	if err := os.RemoveAll(to); err != nil {
		return 0, err
	}
	w, err := archive.Begin(to)
	if err != nil {
		return 0, err
	}
	defer w.Abort()
	err = documents(dir, func(d *agenda.Document, _ int) error {
		n++
		return w.Put(&archive.Record{Document: *d, Segmenter: 1})
	})
	return n, errors.Join(err, w.Commit())
}

// pageHits is how many hits a page has, and fragmentWidth how many bytes of
// text each shows, of every system.
const (
	pageHits      = 20
	fragmentWidth = 220
)

func askReferat(dir string) (answers, error) {
	r, err := index.Open(filepath.Join(dir, "referat"), nil)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	a, err := archive.Open(filepath.Join(dir, "arkiv"))
	if err != nil {
		return nil, err
	}
	defer a.Close()
	ctx := context.Background()
	return ask(dir, func(q question) (int, error) {
		query := index.Query{Text: q.Text(), Limit: pageHits}
		if q.Kind == kindPage {
			return page(ctx, r, a, query)
		}
		res, err := r.Search(ctx, query)
		if err != nil {
			return 0, err
		}
		return int(res.Total), nil
	})
}

// page is a page of hits as cmd/referat makes it: counts by year, and of each
// hit its punkt from the store, a fragment of where the words stand, and the
// PDF's page.
func page(ctx context.Context, r *index.Reader, a *archive.Reader, q index.Query) (int, error) {
	q.Facets = []index.Facet{index.FacetYear}
	res, err := r.Search(ctx, q)
	if err != nil {
		return 0, err
	}
	counted := uint64(0)
	for _, c := range res.Facets[index.FacetYear] {
		counted += c.Hits
	}
	if counted != res.Total {
		return 0, fmt.Errorf("%d hits, by year %d", res.Total, counted)
	}
	for _, h := range res.Hits {
		_, d, err := a.Find(h.ID)
		if err != nil {
			return 0, err
		}
		if text, number := shown(res, d, h); text == "" || number == 0 {
			return 0, fmt.Errorf("%s: no fragment (%q) or no page (%d)", h.ID, text, number)
		}
	}
	return int(res.Total), nil
}

// shown is the fragment of a hit, of the first of the punkt, its decision and
// its bilag that has the words, and the page that it stands on.
func shown(res *index.Result, d *agenda.Document, h index.Hit) (text string, number int) {
	things := []agenda.ID{h.ID}
	if h.In.Decision {
		things = append(things, h.ID.Decision())
	}
	if h.In.Bilag {
		t, _ := d.Find(h.ID)
		for i := range t.Punkt.Bilag {
			things = append(things, h.ID.Bilag(i+1))
		}
	}
	for _, id := range things {
		t, ok := d.Find(id)
		if !ok {
			continue
		}
		found := res.Locate(t)
		if len(found.Body) == 0 && len(found.Title) == 0 {
			continue
		}
		at := 0
		for _, s := range index.Fragment(t.Text(), found.Body, fragmentWidth) {
			if s.Hit && at == 0 {
				at = s.Offset
			}
			text += s.Text
		}
		return text, t.PageAt(at)
	}
	return "", 0
}
