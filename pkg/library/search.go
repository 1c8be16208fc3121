package library

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"referat/index"
	"referat/index/query"
	"referat/pkg/archive"
)

// fragmentWidth is how many bytes of text a hit shows.
const fragmentWidth = 220

// mostRounds is how often more hits are fetched where many were the same bilag
// again: a page may stay short, but does not take for ever.
const mostRounds = 3

// Search asks the index, and fetches what the hits stand for from the store of
// the same generation.
func (v *Volume) Search(ctx context.Context, q index.Query) (*Found, error) {
	out := &Found{Query: q.Text, ReadAs: query.Parse(q.Text).String(), Generation: v.Generation(), Hits: []Hit{}, Notes: []string{}, Read: []TermRead{}}
	if v.index == nil {
		return out, nil // nothing was imported that could be found
	}
	q.NoClosed = q.NoClosed || v.options.NoClosed
	if q.Limit == 0 {
		q.Limit = index.DefaultLimit
	}
	out.Next = q.Skip
	for round := range mostRounds {
		q.Skip = out.Next
		res, err := v.index.Search(ctx, q)
		if err != nil {
			return nil, err
		}
		if round == 0 {
			out.Total, out.Fuzzy, out.Facets = res.Total, res.Fuzzy, res.Facets
			out.Notes = append(out.Notes, res.Notes...)
			out.Read = readings(res, q.Text, v.index)
		}
		if err := v.fill(ctx, out, res, q); err != nil {
			return nil, err
		}
		if len(out.Hits) == q.Limit || len(res.Hits) < q.Limit {
			break
		}
		q.Facets = nil
	}
	if out.Total == 0 || out.Fuzzy {
		var err error
		if out.DidYouMean, err = v.index.DidYouMean(ctx, q.Text, q.NoClosed); err != nil {
			return nil, err
		}
	}
	return out, v.keepBack(ctx, out)
}

// fill adds hits of a result to an answer until it has as many as were asked for.
func (v *Volume) fill(ctx context.Context, out *Found, res *index.Result, q index.Query) error {
	for _, h := range res.Hits {
		if len(out.Hits) == q.Limit {
			break
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		hit, err := v.hit(h, res, q)
		if err != nil {
			return err
		}
		out.Next++
		if !out.fold(hit) {
			out.Hits = append(out.Hits, hit)
		}
	}
	return nil
}

// hit fetches what a hit stands for.
func (v *Volume) hit(h index.Hit, res *index.Result, q index.Query) (Hit, error) {
	punkt, from, err := v.Find(h.ID)
	if err != nil {
		return Hit{}, fmt.Errorf("søgeindeks og arkiv passer ikke sammen (%s): %w; kør: referat reindex", h.ID, err)
	}
	list := places(h, res, q, punkt, from.leftOut)
	hit := makeHit(h, list, from)
	if at := list[0].at; len(at.History) > 0 && len(at.Body) == 0 {
		if err := v.findHistory(&hit, at.History, res); err != nil {
			return Hit{}, err
		}
	}
	hit.Copies, err = v.CopiesOf(punkt)
	return hit, err
}

// mostHistoryPages is on how many pages of a punkt an entry of its Sagsforløb is
// looked for: it stands with the punkt's own text, before its bilag.
const mostHistoryPages = 8

// findHistory puts right the page of a hit in a punkt's Sagsforløb, of which the
// archive does not keep where it stands: the first page of the punkt that has the
// words found there.
func (v *Volume) findHistory(hit *Hit, found []index.Location, res *index.Result) error {
	within, d := hit.Of.Pages(), hit.Holding.Document
	for n := within[0]; n > 0 && n <= min(within[1], within[0]+mostHistoryPages-1); n++ {
		p, err := v.archive.Page(d.Source.SHA256, n)
		if errors.Is(err, archive.ErrNotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		here := func(l index.Location) bool {
			return slices.ContainsFunc(found, func(f index.Location) bool { return f.Term == l.Term })
		}
		if slices.ContainsFunc(res.LocateText(p.Text), here) {
			hit.Page, hit.OCR = n, slices.Contains(d.Scans, n)
			return nil
		}
	}
	return nil
}

// A Counted is how much fits a query.
type Counted struct {
	Total  uint64
	Facets map[index.Facet][]index.Count
}

// Count counts what fits a query, as it is written: words spelt nearly so do not
// stand in.
func (v *Volume) Count(ctx context.Context, q index.Query) (*Counted, error) {
	if v.index == nil {
		return &Counted{}, nil
	}
	q.NoClosed = q.NoClosed || v.options.NoClosed
	total, facets, err := v.index.Count(ctx, q)
	return &Counted{total, facets}, err
}

// Locator finds the words of a query in texts that are no thing's, such as a
// page's, or of which only parts are shown. Its function is for one goroutine.
func (v *Volume) Locator(ctx context.Context, query string) (func(text string) []index.Location, error) {
	if v.index == nil || query == "" {
		return func(string) []index.Location { return nil }, nil
	}
	res, err := v.index.Search(ctx, index.Query{Text: query, Limit: 1, NoClosed: v.options.NoClosed})
	if err != nil {
		return nil, err
	}
	return res.LocateText, nil
}

// Locate finds the words of a query in a text, as Locator does.
func (v *Volume) Locate(ctx context.Context, query, text string) ([]index.Location, error) {
	find, err := v.Locator(ctx, query)
	if err != nil {
		return nil, err
	}
	return find(text), nil
}
