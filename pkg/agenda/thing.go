package agenda

import (
	"iter"
	"strings"
)

// A ThingKind is a kind of thing, as people and programs call it.
type ThingKind string

const (
	ThingDocument ThingKind = "dokument"
	ThingMeeting  ThingKind = "møde"
	ThingPunkt    ThingKind = "punkt"
	ThingDecision ThingKind = "beslutning"
	ThingBilag    ThingKind = "bilag"
	ThingPage     ThingKind = "side"
)

// A Thing is what an ID names, with what it stands in: for a decision, the
// punkt and the meeting too. The pointers are into the document it was found
// in; those that do not apply are nil.
type Thing struct {
	ID       ID
	Kind     ThingKind
	Meeting  *Meeting  // nil for a document and a page
	Punkt    *Punkt    // set for a punkt, a decision and a bilag
	Decision *Decision // set for a decision
	Bilag    *Bilag    // set for a bilag
	Page     int       // set for a page: its number from 1
}

// Things goes through the meetings, punkter, decisions and bilag of d in the
// order they stand, what a thing holds right after it.
func (d *Document) Things() iter.Seq[Thing] {
	return func(yield func(Thing) bool) {
		things(NewID(d.Source.SHA256), d.Meetings, yield)
	}
}

func things(in ID, meetings []Meeting, yield func(Thing) bool) bool {
	for i := range meetings {
		m := Thing{ID: in.Meeting(i + 1), Kind: ThingMeeting, Meeting: &meetings[i]}
		if !yield(m) {
			return false
		}
		for j := range m.Meeting.Punkter {
			p := Thing{ID: m.ID.Punkt(j + 1), Kind: ThingPunkt, Meeting: m.Meeting, Punkt: &m.Meeting.Punkter[j]}
			if !yield(p) {
				return false
			}
			if p.Punkt.Decision != nil {
				d := Thing{ID: p.ID.Decision(), Kind: ThingDecision, Meeting: m.Meeting, Punkt: p.Punkt, Decision: p.Punkt.Decision}
				if !yield(d) {
					return false
				}
			}
			for k := range p.Punkt.Bilag {
				b := Thing{ID: p.ID.Bilag(k + 1), Kind: ThingBilag, Meeting: m.Meeting, Punkt: p.Punkt, Bilag: &p.Punkt.Bilag[k]}
				if !yield(b) || !things(b.ID, b.Bilag.Meetings, yield) {
					return false
				}
			}
		}
	}
	return true
}

// Find is the thing of d that id names; only id's path counts, so the caller
// has found d by its Doc. It reports false where d holds no such thing.
func (d *Document) Find(id ID) (Thing, bool) {
	t := Thing{ID: id.Of(d.Source.SHA256), Kind: ThingDocument}
	if id.path == "" {
		return t, true
	}
	meetings := d.Meetings
	for step := range strings.SplitSeq(id.path, ".") {
		letter, n, ok := cutStep(step)
		switch {
		case !ok:
			return Thing{}, false
		case letter == 's' && 1 <= n && n <= d.Source.Pages:
			t.Kind, t.Page = ThingPage, n
		case letter == 'm' && 1 <= n && n <= len(meetings):
			t.Kind, t.Meeting, t.Punkt, t.Bilag = ThingMeeting, &meetings[n-1], nil, nil
		case letter == 'p' && t.Meeting != nil && 1 <= n && n <= len(t.Meeting.Punkter):
			t.Kind, t.Punkt = ThingPunkt, &t.Meeting.Punkter[n-1]
		case letter == 'd' && t.Punkt != nil && t.Punkt.Decision != nil:
			t.Kind, t.Decision = ThingDecision, t.Punkt.Decision
		case letter == 'b' && t.Punkt != nil && 1 <= n && n <= len(t.Punkt.Bilag):
			t.Kind, t.Bilag = ThingBilag, &t.Punkt.Bilag[n-1]
			meetings = t.Bilag.Meetings
		default:
			return Thing{}, false
		}
	}
	return t, true
}

// DecisionThing is the decision of the punkt t as a thing of its own; the zero
// Thing where it has none.
func (t Thing) DecisionThing() Thing {
	if t.Kind != ThingPunkt || t.Punkt.Decision == nil {
		return Thing{}
	}
	t.ID, t.Kind, t.Decision = t.ID.Decision(), ThingDecision, t.Punkt.Decision
	return t
}

// BilagThings are the bilag of the punkt t as things of their own.
func (t Thing) BilagThings() []Thing {
	if t.Kind != ThingPunkt {
		return nil
	}
	list := make([]Thing, len(t.Punkt.Bilag))
	for i := range list {
		list[i] = t
		list[i].ID, list[i].Kind, list[i].Bilag = t.ID.Bilag(i+1), ThingBilag, &t.Punkt.Bilag[i]
	}
	return list
}

// Title is the thing's own title; a decision has its punkt's. A meeting
// without one has its series'.
func (t Thing) Title() string {
	switch t.Kind {
	case ThingMeeting:
		if t.Meeting.Title == "" {
			return t.Meeting.Series
		}
		return t.Meeting.Title
	case ThingPunkt, ThingDecision:
		return t.Punkt.Title
	case ThingBilag:
		return t.Bilag.Title
	}
	return ""
}

// Text is the thing's own text, without what stands in it: a punkt's is
// neither its decision's nor its bilag's. Documents, meetings and pages have none.
func (t Thing) Text() string {
	switch t.Kind {
	case ThingPunkt:
		return t.Punkt.Text
	case ThingDecision:
		return t.Decision.Text
	case ThingBilag:
		return t.Bilag.Text
	}
	return ""
}

// Pages is the pages that the thing stands on; the zero range where they are
// not known. A decision has its punkt's.
func (t Thing) Pages() PageRange {
	switch t.Kind {
	case ThingMeeting:
		return t.Meeting.Pages
	case ThingPunkt, ThingDecision:
		return t.Punkt.Pages
	case ThingBilag:
		if t.Bilag.Pages != nil {
			return *t.Bilag.Pages
		}
	case ThingPage:
		return PageRange{t.Page, t.Page}
	}
	return PageRange{}
}

// PageAt is the page that byte offset of the thing's Text lies on; where the
// text has no marks, the thing's first page; 0 where that is not known either.
func (t Thing) PageAt(offset int) int {
	var marks []Mark
	switch t.Kind {
	case ThingPunkt:
		marks = t.Punkt.Marks
	case ThingDecision:
		marks = t.Decision.Marks
	case ThingBilag:
		marks = t.Bilag.Marks
	}
	if page := PageAt(marks, offset); page != 0 {
		return page
	}
	return t.FirstPage()
}

// FirstPage is the page that the thing begins on, 0 where it is not known.
func (t Thing) FirstPage() int {
	switch {
	case t.Kind == ThingDecision && len(t.Decision.Marks) > 0:
		return t.Decision.Marks[0].Page
	case t.Kind == ThingBilag && t.Bilag.Pages == nil && t.Punkt != nil:
		return t.Punkt.Pages[0] // only named: where its punkt begins
	}
	return t.Pages()[0]
}

// Outcome is the outcome of the punkt that the thing is or belongs to, "" where
// it has no decision.
func (t Thing) Outcome() Outcome {
	if t.Punkt == nil || t.Punkt.Decision == nil {
		return ""
	}
	return t.Punkt.Decision.Outcome
}
