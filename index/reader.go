package index

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"runtime/debug"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/blevesearch/bleve/v2"

	"referat/index/danish"
	"referat/pkg/agenda"
)

// A Reader searches an index that no one writes to. Many processes may have it
// open, and several goroutines may use it.
type Reader struct {
	index    bleve.Index
	leaves   []*leaf
	release  func() error
	lexicon  *lexicon
	synonyms *Synonyms
	splitter func() *danish.Splitter // for words that the archive does not have
	scratch  sync.Pool               // *scratch
	closed   atomic.Bool
}

// Open opens the index in folder dir, as archive.Reader.IndexDir has it, to
// search it with these synonyms; nil for none. The error is ErrMissing,
// ErrOutdated or ErrDamaged.
func Open(dir string, synonyms *Synonyms) (_ *Reader, err error) {
	index, err := openIndex(dir, true)
	if err != nil {
		return nil, err
	}
	r := &Reader{index: index, synonyms: synonyms, splitter: sync.OnceValue(func() *danish.Splitter { return danish.NewSplitter(nil) })}
	defer func() {
		if err != nil {
			r.Close()
		}
	}()
	if r.leaves, r.release, err = leavesOf(index); err != nil {
		return nil, damaged(err)
	}
	if r.lexicon, err = openLexicon(dir); err != nil {
		return nil, err
	}
	at, err := r.Sequence()
	if err == nil && at != r.lexicon.sequence {
		err = fmt.Errorf("%w: ordlisten er ved ændring %d og søgeindekset ved %d; %s", ErrDamaged, r.lexicon.sequence, at, hintReindex)
	}
	if err != nil {
		return nil, err
	}
	for _, l := range r.leaves {
		l.noted = slices.Index(r.lexicon.segments, segmentMark{l.number, l.entries})
	}
	return r, r.probe()
}

// probe looks a word up in every field, which makes bleve read the fields'
// dictionaries: a damaged one shows here.
func (r *Reader) probe() (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer recovered(&err)
	var names []string
	for f := range textFields {
		names = append(names, f.String())
	}
	for _, f := range keywordFields() {
		names = append(names, string(f))
	}
	for _, l := range r.leaves {
		for _, name := range names {
			d, err := l.dictionary(name)
			if err == nil {
				_, err = d.postings([]byte("prøve"))
			}
			if err != nil {
				return fmt.Errorf("%w: feltet %s (%w); %s", ErrDamaged, name, err, hintReindex)
			}
		}
	}
	return nil
}

// Close releases the index. A second Close does nothing; bleve's own panics.
func (r *Reader) Close() error {
	if r.closed.Swap(true) {
		return nil
	}
	var err error
	if r.release != nil {
		err = r.release()
	}
	return errors.Join(err, r.index.Close())
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
		err := eachID(ctx, r.leaves, func(id agenda.ID) bool { return yield(id, nil) })
		if err != nil {
			yield(agenda.ID{}, err)
		}
	}
}

// eachID calls f until it returns false.
func eachID(ctx context.Context, leaves []*leaf, f func(agenda.ID) bool) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	calling := false // a panic of f's is not the index's
	defer func() {
		if calling {
			return
		}
		if p := recover(); p != nil {
			err = panicked(p)
		}
	}()
	for _, l := range leaves {
		for n := range uint32(l.entries) {
			if n%1000 == 0 && ctx.Err() != nil {
				return ctx.Err()
			}
			if l.deleted != nil && l.deleted.Contains(n) {
				continue
			}
			id, err := l.agendaID(n)
			if err != nil {
				return err
			}
			calling = true
			if !f(id) {
				return nil
			}
			calling = false
		}
	}
	return nil
}

func (l *leaf) agendaID(entry uint32) (agenda.ID, error) {
	text, err := l.id(entry)
	if err != nil {
		return agenda.ID{}, damaged(err)
	}
	id, err := agenda.ParseID(text)
	if err != nil {
		return agenda.ID{}, damaged(err)
	}
	return id, nil
}

func damaged(err error) error { return fmt.Errorf("%w (%w); %s", ErrDamaged, err, hintReindex) }

// recovered, deferred, makes ErrDamaged of a panic: bleve panics on files that
// make no sense, and, with SetPanicOnFault, so does reading past the end of a
// file that was cut short.
func recovered(err *error) {
	if p := recover(); p != nil {
		*err = panicked(p)
	}
}

func panicked(p any) error { return fmt.Errorf("%w (%v); %s", ErrDamaged, p, hintReindex) }
