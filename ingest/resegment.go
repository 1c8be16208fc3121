package ingest

import (
	"bytes"
	"context"
	"encoding/json"

	"referat/ingest/segment"
	"referat/pkg/agenda"
	"referat/pkg/archive"
)

// A Redivided is a document that the present segmenter divides otherwise than
// the one that it was imported with.
type Redivided struct {
	ID            agenda.ID
	Name          string
	Before, After Parts
}

// Parts counts what a document was divided into, nested things too.
type Parts struct {
	Meetings  int `json:"meetings"`
	Punkter   int `json:"punkter"`
	Decisions int `json:"decisions"`
	Bilag     int `json:"bilag"`
	Warnings  int `json:"warnings"`
}

func partsOf(d *agenda.Document) Parts {
	p := Parts{Warnings: len(d.Warnings)}
	for t := range d.Things() {
		switch t.Kind {
		case agenda.ThingMeeting:
			p.Meetings++
		case agenda.ThingPunkt:
			p.Punkter++
		case agenda.ThingDecision:
			p.Decisions++
		case agenda.ThingBilag:
			p.Bilag++
		}
	}
	return p
}

// A Resegmented is what dividing an archive again came to.
type Resegmented struct {
	Documents int         // divided again
	Changed   []Redivided // and otherwise than before
	Left      []agenda.ID // with parts that were taken down: they stay as they are, and count as divided by today's rules
}

// Resegment divides the archive's documents again, from the page lines that it
// keeps; no PDF is read. With onlyOld, those that another version of the
// segmenter divided. When ctx ends it stops with ctx's error; what is done is
// done.
func Resegment(ctx context.Context, w *archive.Writer, onlyOld bool) (*Resegmented, error) {
	out := &Resegmented{}
	for d, err := range w.Documents() {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return out, err
		}
		sha := d.Source.SHA256
		version, err := w.Segmenter(sha)
		if err != nil {
			return out, err
		}
		if onlyOld && version == segment.Version {
			continue
		}
		if erased(d) {
			out.Left = append(out.Left, agenda.NewID(sha))
			if version != segment.Version { // else every run would find it old
				if err := w.Redivide(d, segment.Version); err != nil {
					return out, err
				}
			}
			continue
		}
		again, err := divideAgain(w, d)
		if err != nil {
			return out, err
		}
		out.Documents++
		same, err := sameJSON(d, again)
		if err != nil {
			return out, err
		}
		if same && version == segment.Version {
			continue
		}
		if !same {
			out.Changed = append(out.Changed, Redivided{agenda.NewID(sha), d.Source.Name, partsOf(d), partsOf(again)})
		}
		if err := w.Redivide(again, segment.Version); err != nil {
			return out, err
		}
	}
	return out, nil
}

// divideAgain is d as the present segmenter makes it of its pages.
func divideAgain(w *archive.Writer, d *agenda.Document) (*agenda.Document, error) {
	layout, pages, err := w.Kept(d.Source.SHA256)
	if err != nil {
		return nil, err
	}
	doc, err := decodeDocument(layout, pages)
	if err != nil {
		return nil, err
	}
	again := segment.Segment(doc, d.Source)
	again.Source, again.Scans, again.UnreadScans, again.Masked = d.Source, d.Scans, d.UnreadScans, d.Masked
	for _, warning := range d.Warnings {
		if warning.Code == agenda.WarnCPR {
			again.Warnings = append(again.Warnings, warning) // the pages have no numbers any more
		}
	}
	again.Complete()
	return &again, nil
}

// erased reports whether parts of d were taken down.
func erased(d *agenda.Document) bool {
	for _, warning := range d.Warnings {
		if warning.Code == agenda.WarnRemoved {
			return true
		}
	}
	return false
}

func sameJSON(a, b any) (bool, error) {
	x, err := json.Marshal(a)
	if err != nil {
		return false, err
	}
	y, err := json.Marshal(b)
	return bytes.Equal(x, y), err
}

// DividedOtherwise counts the documents that another version of the segmenter
// divided.
func DividedOtherwise(w *archive.Writer) (int, error) {
	return w.CountSegmented(func(version int) bool { return version != segment.Version })
}
