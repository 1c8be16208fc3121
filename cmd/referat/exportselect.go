package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"strings"

	"referat/index"
	"referat/pkg/agenda"
	"referat/pkg/archive"
)

// A selection says which things of an archive are wanted: each meeting once,
// by its best copy, and what only its other copies have.
type selection struct {
	filter    *filter
	series    string         // the whole name; case does not count
	outcome   agenda.Outcome // of the punkt
	words     string         // as typed to search
	allCopies bool           // every copy, and documents that were replaced

	copies *copyGroups
	found  map[agenda.ID]bool // what the words find; nil without words
	holds  map[agenda.ID]bool // the meetings, in their best copies, that hold any of found
}

// begin reads what the selection has to know of the archive before the first
// document.
func (s *selection) begin(ctx context.Context, a *archive.Reader) error {
	var err error
	if s.copies, err = readCopies(a); err != nil || s.words == "" {
		return err
	}
	if s.found, err = s.find(ctx, a); err != nil {
		return err
	}
	s.holds = map[agenda.ID]bool{}
	for id := range s.found {
		s.holds[s.copies.best(meetingOf(id))] = true
	}
	return nil
}

// admits reports whether a meeting fits the filters.
func (s *selection) admits(date, series string, kind agenda.Kind) bool {
	return s.filter.admits(date, kind) && (s.series == "" || seriesEqual(s.series, series))
}

// seriesEqual compares names of series as search does.
func seriesEqual(a, b string) bool {
	return strings.EqualFold(strings.TrimSpace(a), strings.TrimSpace(b))
}

// documents reads the documents that have a meeting that fits, one at a time,
// by the date of their first meeting. It stops at the first error.
func (s *selection) documents(ctx context.Context, a *archive.Reader) iter.Seq2[*agenda.Document, error] {
	return func(yield func(*agenda.Document, error) bool) {
		entries, err := a.Meetings()
		if err != nil {
			yield(nil, err)
			return
		}
		wanted := map[string]bool{} // by agenda.ID.Doc
		for _, e := range entries {
			if s.admits(e.Date, e.Series, e.Kind) && (s.allCopies || !s.copies.replaced(e.ID)) {
				wanted[e.ID.Doc()] = true
			}
		}
		for _, e := range entries {
			if e.ID.Nested() || !wanted[e.ID.Doc()] {
				continue
			}
			delete(wanted, e.ID.Doc())
			if ctx.Err() != nil {
				yield(nil, ctx.Err())
				return
			}
			_, d, err := a.Find(e.ID)
			if !yield(d, err) || err != nil {
				return
			}
		}
	}
}

// rows are the meetings, punkter, decisions and bilag of d that are wanted, in
// the order they stand, each decision's follow-ups right after it.
func (s *selection) rows(d *agenda.Document) iter.Seq[*row] {
	return func(yield func(*row) bool) {
		for t := range d.Things() {
			if !s.wants(t) {
				continue
			}
			own := meetingOf(t.ID)
			r := &row{Thing: t, doc: d, best: s.copies.best(own), replaced: s.copies.replaced(own)}
			if t.Punkt != nil {
				r.punkt = punktOf(t.ID)
				if !s.allCopies {
					r.punkt = s.copies.punkt(r.punkt)
				}
			}
			if !yield(r) {
				return
			}
			if t.Kind != agenda.ThingDecision {
				continue
			}
			for i := range t.Decision.Followups {
				f := *r
				f.task = i + 1
				if !yield(&f) {
					return
				}
			}
		}
	}
}

// wants reports whether t is wanted. A meeting has to hold something that is,
// where words or an outcome are asked for.
func (s *selection) wants(t agenda.Thing) bool {
	if !s.admits(t.Meeting.Date, t.Meeting.Series, t.Meeting.Kind) {
		return false
	}
	own := meetingOf(t.ID)
	if !s.allCopies && s.copies.replaced(own) {
		return false
	}
	if t.Kind == agenda.ThingMeeting {
		switch {
		case !s.allCopies && s.copies.best(own) != own:
			return false
		case s.found != nil && !s.holds[own]:
			return false
		}
		return s.outcome == "" || holdsOutcome(t.Meeting, s.outcome)
	}
	if s.outcome != "" && t.Outcome() != s.outcome {
		return false
	}
	if s.found != nil {
		return s.found[t.ID] // search has each thing once already
	}
	return s.allCopies || !s.copies.covers(t.ID)
}

func holdsOutcome(m *agenda.Meeting, o agenda.Outcome) bool {
	for i := range m.Punkter {
		if d := m.Punkter[i].Decision; d != nil && d.Outcome == o {
			return true
		}
	}
	return false
}

// find is everything that the words find, by the index of the generation that a
// reads. It asks a month at a time, so that what the index says of each hit,
// which is a lot, is never held for all of them.
func (s *selection) find(ctx context.Context, a *archive.Reader) (map[agenda.ID]bool, error) {
	found := map[agenda.ID]bool{}
	entries, err := a.Meetings()
	if err != nil {
		return nil, err
	}
	ix, err := index.Open(a.IndexDir())
	if errors.Is(err, index.ErrMissing) && len(entries) == 0 {
		return found, nil // nothing was imported that could be found
	}
	if err != nil {
		return nil, err
	}
	defer ix.Close()
	n, err := ix.Entries()
	if err != nil {
		return nil, err
	}
	ask := func(from, to string, limit int) (uint64, error) {
		res, err := ix.Search(ctx, index.Query{
			Text: s.words, From: from, To: to, Year: s.filter.year,
			Kind: agenda.Kind(s.filter.kind), Outcome: s.outcome, Series: s.series, Limit: limit,
		})
		if err != nil {
			return 0, err
		}
		for _, h := range res.Hits {
			found[h.ID] = true
		}
		return res.Total, nil
	}
	total, err := ask(s.filter.from, s.filter.to, 1)
	if err != nil {
		return nil, err
	}
	last := ""
	for _, e := range entries {
		month := e.Date[:min(len(e.Date), len("2006-01"))]
		if month == last || !s.admits(e.Date, e.Series, e.Kind) {
			continue
		}
		last = month
		if _, err := ask(max(month, s.filter.from), atMost(month+"~", s.filter.to), int(n)); err != nil {
			return nil, err
		}
	}
	if uint64(len(found)) < total { // there are meetings without a date, which no month has
		if _, err := ask(s.filter.from, s.filter.to, int(n)); err != nil {
			return nil, err
		}
	}
	if uint64(len(found)) != total {
		return nil, fmt.Errorf("søgeindekset gav %d fund af %d: kør «referat reindex»", len(found), total)
	}
	return found, nil
}

// atMost is the lower of two days; "" is no limit.
func atMost(day, limit string) string {
	if limit == "" {
		return day
	}
	return min(day, limit)
}
