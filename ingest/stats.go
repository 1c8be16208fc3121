package ingest

import "referat/pkg/agenda"

// Stats is what a run did, file by file, in the order of the walk.
type Stats struct {
	Imported  []FileResult
	Unchanged []FileResult // in the archive already
	Failed    []FileResult

	// Totals of what was imported. Meetings, punkter and bilag that are
	// themselves part of a bilag are counted apart.
	Pages, Meetings, Punkter, Bilag, Nested, Warnings int
}

// Status is what became of a file.
type Status string

const (
	Working   Status = "i gang" // only in an Event: it is being read, and nothing before it is
	Imported  Status = "importeret"
	Unchanged Status = "uændret"
	Failed    Status = "fejlet"
)

// A FileResult is what became of one file.
type FileResult struct {
	Path     string    // as the user would write it, valid UTF-8
	Status   Status    //
	ID       agenda.ID // its document; the zero ID for a failed file
	Pages    int       // imported only
	Warnings int       // imported only
	SameAs   string    // unchanged: the other name under which the archive has these bytes; "" where it is this one
	Reason   string    // failed: why, in Danish
}

// An Event is a step of a run.
type Event struct {
	FileResult
	Done, Total int // files done with, this one counted; files in all
}

// add counts a result.
func (s *Stats) add(r FileResult, d *agenda.Document) {
	switch r.Status {
	case Imported:
		s.Imported = append(s.Imported, r)
	case Unchanged:
		s.Unchanged = append(s.Unchanged, r)
	case Failed:
		s.Failed = append(s.Failed, r)
	}
	if d == nil {
		return
	}
	s.Pages += d.Source.Pages
	s.Warnings += len(d.Warnings)
	for t := range d.Things() {
		switch {
		case t.ID.Nested():
			s.Nested++
		case t.Kind == agenda.ThingMeeting:
			s.Meetings++
		case t.Kind == agenda.ThingPunkt:
			s.Punkter++
		case t.Kind == agenda.ThingBilag:
			s.Bilag++
		}
	}
}
