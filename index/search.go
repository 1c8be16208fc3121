package index

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"runtime/debug"
	"slices"
	"strings"
	"sync/atomic"

	"github.com/blevesearch/bleve/v2"

	"referat/pkg/agenda"
)

// A Reader searches an index that no one writes to. Many processes may have it
// open, and several goroutines may use it.
type Reader struct {
	index    bleve.Index
	analyzer *danishAnalyzer
	closed   atomic.Bool
}

// Open opens the index in folder dir, as archive.Reader.IndexDir has it. The
// error is ErrMissing, ErrOutdated or ErrDamaged.
func Open(dir string) (*Reader, error) {
	index, err := openIndex(dir, true)
	if err != nil {
		return nil, err
	}
	if err := probe(index); err != nil {
		index.Close()
		return nil, err
	}
	return &Reader{index: index, analyzer: newDanish()}, nil
}

// probe looks a word up in every field, which makes bleve read the fields'
// dictionaries here. Left to itself it reads them in goroutines of its own,
// where a panic on a damaged one would end the program.
func probe(index bleve.Index) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer recovered(&err)
	scorch, err := index.Advanced()
	if err != nil {
		return err
	}
	reader, err := scorch.Reader()
	if err != nil {
		return err
	}
	defer reader.Close()
	for _, field := range slices.Concat(textFields(), filterFields()) {
		terms, err := reader.TermFieldReader(context.Background(), []byte("prøve"), field, false, false, false)
		if err != nil {
			return fmt.Errorf("%w: feltet %s (%w); %s", ErrDamaged, field, err, hintReindex)
		}
		terms.Close()
	}
	return nil
}

// Close releases the index. A second Close does nothing; bleve's own panics.
func (r *Reader) Close() error {
	if r.closed.Swap(true) {
		return nil
	}
	return r.index.Close()
}

// Entries is how many entries the index has.
func (r *Reader) Entries() (uint64, error) { return r.index.DocCount() }

// Sequence is the store's sequence that the index stands at, as Writer.Stand
// or Builder.Close recorded it; 0 where they never did.
func (r *Reader) Sequence() (uint64, error) { return sequence(r.index) }

// IDs goes through the IDs of all entries, in no order. It stops at the first
// error, which is ErrDamaged or that of ctx.
func (r *Reader) IDs(ctx context.Context) iter.Seq2[agenda.ID, error] {
	return func(yield func(agenda.ID, error) bool) {
		err := eachID(ctx, r.index, func(id agenda.ID) bool { return yield(id, nil) })
		if err != nil {
			yield(agenda.ID{}, err)
		}
	}
}

// eachID calls f until it returns false.
func eachID(ctx context.Context, index bleve.Index, f func(agenda.ID) bool) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	calling := false // a panic of f's is not the index's
	defer func() {
		if !calling {
			recovered(&err)
		}
	}()
	scorch, err := index.Advanced()
	if err != nil {
		return err
	}
	reader, err := scorch.Reader()
	if err != nil {
		return err
	}
	defer reader.Close()
	all, err := reader.DocIDReaderAll()
	if err != nil {
		return damaged(err)
	}
	defer all.Close()
	for n := 0; ; n++ {
		if n%1000 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		internal, err := all.Next()
		if err != nil {
			return damaged(err)
		}
		if internal == nil {
			return nil
		}
		text, err := reader.ExternalID(internal)
		if err != nil {
			return damaged(err)
		}
		id, err := agenda.ParseID(text)
		if err != nil {
			return damaged(err)
		}
		calling = true
		if !f(id) {
			return nil
		}
		calling = false
	}
}

func damaged(err error) error { return fmt.Errorf("%w (%w); %s", ErrDamaged, err, hintReindex) }

// A Result is what a search found.
type Result struct {
	Total uint64 // entries that fit, of which Hits are the best
	Hits  []Hit
}

// A Hit is one punkt, decision or bilag that fits the query.
type Hit struct {
	ID    agenda.ID
	Score float64 // higher is better; says nothing between queries
}

// Search finds what fits q, the best first; where the text asks for no words,
// the newest first. It takes any text. The error is ErrDamaged, or that of ctx.
func (r *Reader) Search(ctx context.Context, q Query) (_ *Result, err error) {
	clauses := parse(q.Text, r.analyzer)
	if len(clauses) == 0 && strings.TrimSpace(q.Text) != "" {
		return &Result{}, nil // something was typed that no text is searched for: "§"
	}
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer recovered(&err)
	limit := q.Limit
	if limit <= 0 {
		limit = DefaultLimit
	}
	request := bleve.NewSearchRequestOptions(placedQuery{q.build(clauses)}, limit, 0, false)
	request.SortBy([]string{"-_score", "-" + fieldDate})
	if !slices.ContainsFunc(clauses, func(c clause) bool { return !c.not }) {
		request.SortBy([]string{"-" + fieldDate, "_id"})
	}
	found, err := r.index.SearchInContext(ctx, request)
	if err != nil {
		if ctx.Err() != nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
			return nil, err
		}
		return nil, damaged(err)
	}
	result := &Result{Total: found.Total, Hits: make([]Hit, 0, len(found.Hits))}
	for _, m := range found.Hits {
		id, err := agenda.ParseID(m.ID)
		if err != nil {
			return nil, damaged(err)
		}
		result.Hits = append(result.Hits, Hit{ID: id, Score: m.Score})
	}
	return result, nil
}

// recovered, deferred, makes ErrDamaged of a panic: bleve panics on files that
// make no sense, and, with SetPanicOnFault, so does reading past the end of a
// file that was cut short.
func recovered(err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("%w (%v); %s", ErrDamaged, p, hintReindex)
	}
}
