package ingest

import "referat/pkg/agenda"

// Stats is what a run did, file by file, in the order of the walk.
type Stats struct {
	Imported  []FileResult
	Reread    []FileResult // pages of them were read again, and better
	Unchanged []FileResult // in the archive already
	Failed    []FileResult
	Removed   []FileResult // taken down earlier, and left alone

	// Totals of what was imported. Meetings, punkter and bilag that are
	// themselves part of a bilag are counted apart.
	Pages, Meetings, Punkter, Bilag, Nested, Warnings int

	// Others counts the files of folders that are no PDFs, by their extension
	// in small letters (".docx"); "" is for those without.
	Others map[string]int

	Scans, UnreadScans int // pages read by OCR, and pages that needed it and had none

	Folders []string // that were looked through, archives left out, in the bytes their names have
}

// Status is what became of a file.
type Status string

const (
	Working   Status = "i gang" // only in an Event: it is being read, and nothing before it is
	Imported  Status = "importeret"
	Reread    Status = "genlæst" // pages of it were read again, and better
	Unchanged Status = "uændret"
	Failed    Status = "fejlet"
	Removed   Status = "fjernet" // it was taken down, and is not imported again
)

// A FileResult is what became of one file.
type FileResult struct {
	Path     string    // as the user would write it, valid UTF-8
	Status   Status    //
	ID       agenda.ID // its document; the zero ID for a failed file
	Pages    int       // imported: all; reread: those read again
	Warnings int       // imported and reread only
	SameAs   string    // unchanged: the other name under which the archive has these bytes; "" where it is this one
	Reason   string    // failed, removed: why, in Danish
	Code     string    // failed: why, for programs

	Replaced agenda.ID // the older version whose place it took; the zero ID for none

	Scans       int  // pages read by OCR
	UnreadScans int  // pages that needed OCR and had none
	Quarantined bool // failed: the file was put into quarantine by this run
}

// done counts the files that a run is done with.
func (s *Stats) done() int {
	return len(s.Imported) + len(s.Reread) + len(s.Unchanged) + len(s.Failed) + len(s.Removed)
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
	case Reread:
		s.Reread = append(s.Reread, r)
	case Unchanged:
		s.Unchanged = append(s.Unchanged, r)
	case Failed:
		s.Failed = append(s.Failed, r)
	case Removed:
		s.Removed = append(s.Removed, r)
	}
	s.Scans += r.Scans
	s.UnreadScans += r.UnreadScans
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
