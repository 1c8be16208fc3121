package main

import (
	"context"
	"iter"
	"strings"

	"referat/index"
	"referat/pkg/agenda"
	"referat/pkg/archive"
	"referat/pkg/library"
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
		s.holds[s.copies.best(id.MeetingID())] = true
	}
	return nil
}

// admits reports whether a meeting of a body, as agenda.BodyName has it, fits the
// filters.
func (s *selection) admits(date, body string, kind agenda.Kind) bool {
	return s.filter.admits(date, kind) && (s.series == "" || strings.EqualFold(strings.TrimSpace(s.series), body))
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
			if s.admits(e.Date, agenda.BodyName(e.Series, e.Title), e.Kind) && (s.allCopies || !s.copies.replaced(e.ID)) {
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
			own := t.ID.MeetingID()
			r := &row{Thing: t, doc: d, best: s.copies.best(own), replaced: s.copies.replaced(own)}
			if t.Punkt != nil {
				r.punkt = t.ID.PunktID()
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
	if !s.admits(t.Meeting.Date, agenda.BodyName(t.Meeting.Series, t.Meeting.Title), t.Meeting.Kind) {
		return false
	}
	own := t.ID.MeetingID()
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
// reads.
func (s *selection) find(ctx context.Context, a *archive.Reader) (map[agenda.ID]bool, error) {
	return library.Matches(ctx, a, index.Query{
		Text: s.words, From: s.filter.from, To: s.filter.to, Year: s.filter.year,
		Kind: agenda.Kind(s.filter.kind), Outcome: s.outcome, Series: s.series,
	})
}
