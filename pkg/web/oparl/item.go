package oparl

import (
	"cmp"
	"slices"
	"strings"

	"referat/pkg/agenda"
	"referat/pkg/library"
)

// item is the agenda item of an entry, nil where its meeting may not be shown.
func (b *builder) item(e entry) (*itemObject, error) {
	m := &b.register.meetings[e.at]
	t, h, ok, err := b.shown(m)
	if !ok || err != nil || e.head >= len(t.Meeting.Punkter) {
		return nil, err
	}
	return b.itemOf(m, t, h, e.head)
}

// itemOf is the agenda item of the punkt at a place of the meeting t. Of a closed
// one nothing is said but its number, and that it is closed.
func (b *builder) itemOf(m *meeting, t agenda.Thing, h *library.Holding, head int) (*itemObject, error) {
	if t.ID != m.Best().ID { // the best copy may not be shown, and the places are its
		return nil, nil
	}
	p := &t.Meeting.Punkter[head]
	e := m.items[head]
	o := &itemObject{
		object: b.entryObject(kindItem, e), Meeting: b.address(kindMeeting, m.key), Number: text(p.Number), Order: head + firstOrder, Public: !p.Closed,
	}
	if p.Closed {
		o.Name = agenda.ClosedTitle
		return o, nil
	}
	id := t.ID.Punkt(head + 1)
	thing := agenda.Thing{ID: id, Kind: agenda.ThingPunkt, Meeting: t.Meeting, Punkt: p}
	o.Web = b.web(thing)
	o.Name, o.ReferatID, o.Pages = text(p.Title), id, pages(p.Pages)
	o.Category, o.Minutes, o.CaseNumber, o.Text = text(p.Category), max(p.Minutes, 0), text(p.CaseNumber), text(p.Text)
	if m.paperKey(head) != "" {
		o.Consultation = b.address(kindConsultation, e.key)
	}
	if d := p.Decision; d != nil {
		o.decide(d)
	}
	for _, s := range p.History {
		if line := earlier(&s); line != "" {
			o.History = append(o.History, line)
		}
	}
	if err := b.named(m, p, head, o); err != nil {
		return nil, err
	}
	for _, d := range nestedIn(thing) {
		o.NestedMeeting = append(o.NestedMeeting, b.meetingsOf(d)...)
	}
	if b.lean {
		return o, nil
	}
	var err error
	o.AuxiliaryFile, err = b.itemFiles(m, thing, h, head)
	return o, err
}

// named lists the bilag of the punkt p that no copy of the meeting has the pages of.
func (b *builder) named(m *meeting, p *agenda.Punkt, head int, o *itemObject) error {
	elsewhere := map[uint32]bool{}
	others, err := b.attached(m, p, head)
	if err != nil {
		return err
	}
	for _, t := range others {
		elsewhere[agenda.BilagKey(t.Bilag.Title)] = true
	}
	for i := range p.Bilag {
		if d := &p.Bilag[i]; d.Pages == nil && text(d.Title) != "" && !elsewhere[agenda.BilagKey(d.Title)] {
			o.NamedBilag = append(o.NamedBilag, text(d.Title))
		}
	}
	return nil
}

// earlier is an earlier body's decision in a line: "Økonomiudvalget, 2027-05-31,
// punkt 4: Anbefales."
func earlier(h *agenda.History) string {
	where := []string{h.Body, h.Date}
	if text(h.Number) != "" {
		where = append(where, "punkt "+text(h.Number))
	}
	return strings.Join(texts([]string{strings.Join(texts(where), ", "), h.Text}), ": ")
}

// firstOrder is the order of a meeting's first agenda item.
const firstOrder = 1

// decide says what was decided.
func (o *itemObject) decide(d *agenda.Decision) {
	o.Outcome, o.ResolutionText = d.Outcome, text(d.Text)
	if d.Outcome != "" {
		o.Result = d.Outcome.Danish()
	}
	for _, r := range d.Resolutions {
		if t := texts([]string{r.Text, string(cmp.Or(r.Outcome, agenda.Unknown)), r.Number}); text(r.Text) != "" {
			o.Resolution = append(o.Resolution, t)
		}
	}
	for _, f := range d.Followups {
		if text(f.Text) != "" {
			o.Followup = append(o.Followup, texts([]string{f.Text, f.Responsible}))
		}
	}
	o.Dissent, o.Absent = texts(d.Dissent), texts(d.Absent)
}

// itemFiles are the Files of a punkt's bilag, and of those that only other copies
// of the meeting have.
func (b *builder) itemFiles(m *meeting, p agenda.Thing, h *library.Holding, head int) ([]*fileObject, error) {
	var list []*fileObject
	add := func(h *library.Holding, r *agenda.PageRange) error {
		if r == nil {
			return nil
		}
		f, err := b.rangeFile(h, *r)
		if f != nil && !slices.ContainsFunc(list, func(x *fileObject) bool { return x.ID == f.ID }) {
			list = append(list, f)
		}
		return err
	}
	for i := range p.Punkt.Bilag {
		if err := add(h, p.Punkt.Bilag[i].Pages); err != nil {
			return nil, err
		}
	}
	others, err := b.attached(m, p.Punkt, head)
	if err != nil {
		return nil, err
	}
	for _, t := range others {
		h, err := b.holding(t.ID)
		if err != nil {
			return nil, err
		}
		if err := add(h, t.Bilag.Pages); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// attached are the bilag with pages that only other copies of the meeting have for
// the punkt p of the best.
func (b *builder) attached(m *meeting, p *agenda.Punkt, head int) ([]agenda.Thing, error) {
	var list []agenda.Thing
	for _, a := range m.attached[head] {
		if a.like > 0 && (a.like > len(p.Bilag) || p.Bilag[a.like-1].Pages != nil) {
			continue
		}
		h, err := b.holding(a.id)
		if err != nil {
			return nil, err
		}
		if t, ok := h.Document.Find(a.id); ok && t.Bilag.Pages != nil && !closedIn(h.Document, a.id) {
			list = append(list, t)
		}
	}
	return list, nil
}
