package oparl

import (
	"slices"
	"time"

	"referat/pkg/agenda"
	"referat/pkg/library"
)

// shown is the copy of a meeting that is shown: the best that may be. ok is
// false where none may, since each stands in a closed punkt.
func (b *builder) shown(m *meeting) (t agenda.Thing, h *library.Holding, ok bool, err error) {
	for i := range m.Copies {
		id := m.Copies[i].ID
		h, err := b.holding(id)
		if err != nil {
			return t, nil, false, err
		}
		if t, found := h.Document.Find(id); found && !closedIn(h.Document, id) {
			return t, h, true, nil
		}
	}
	return t, nil, false, nil
}

// meeting is a meeting of the register, nil where it may not be shown.
func (b *builder) meeting(at int) (*meetingObject, error) {
	m := &b.register.meetings[at]
	t, h, ok, err := b.shown(m)
	if !ok || err != nil {
		return nil, err
	}
	o := &meetingObject{
		object: b.entryObject(kindMeeting, m.entry), Name: text(t.Title()), MeetingState: "eingeladen",
		Start: clock(t.Meeting.Date, t.Meeting.Start), Organization: []string{b.address(kindOrganization, b.register.organizations[m.organization].key)},
		ReferatID: t.ID, Date: t.Meeting.Date, Kind: t.Meeting.Kind, Series: text(t.Meeting.Series), Pages: pages(t.Meeting.Pages),
	}
	o.Web = b.web(t)
	if t.Meeting.Kind == agenda.Referat {
		o.MeetingState = "durchgeführt"
	}
	if end := clock(t.Meeting.Date, t.Meeting.End); o.Start != "" && end > o.Start {
		o.End = end
	}
	if !slices.ContainsFunc(t.Meeting.Punkter, func(p agenda.Punkt) bool { return p.Closed }) { // it may name what they are about
		o.Information = text(t.Meeting.Information)
	}
	if o.Location, err = b.location(at); err != nil {
		return nil, err
	}
	if o.Location != nil {
		o.Location.Meetings = nil // it stands in the meeting
	}
	if err := b.copies(m, o); err != nil {
		return nil, err
	}
	for _, d := range nestedIn(t) {
		o.NestedMeeting = append(o.NestedMeeting, b.meetingsOf(d)...)
	}
	if b.lean {
		o.AuxiliaryFile = nil
		return o, nil
	}
	for j := range t.Meeting.Punkter {
		i, err := b.itemOf(m, t, h, j)
		if err != nil {
			return nil, err
		}
		if i != nil {
			i.Meeting = ""
			o.AgendaItem = append(o.AgendaItem, i)
		}
	}
	return o, nil
}

// clock is a time of a day as the standard writes it; "" where one of them is not
// known: a meeting is not said to begin at midnight.
func clock(date, hour string) string {
	t, err := time.ParseInLocation("2006-01-02 15:04", date+" "+hour, danish)
	if err != nil {
		return ""
	}
	return moment(t)
}

// copies gives the meeting its Files: the best agenda is the invitation, the best
// minutes are the protocol, the others come on top. Older versions only stand in
// the list of sources.
func (b *builder) copies(m *meeting, o *meetingObject) error {
	for i := range m.Copies {
		c := &m.Copies[i]
		h, err := b.holding(c.ID)
		if err != nil {
			return err
		}
		if closedIn(h.Document, c.ID) {
			continue
		}
		s := []string{c.ID.String(), string(c.Kind)}
		if !c.Replaced {
			f, err := b.copyFile(h, c)
			if err != nil {
				return err
			}
			if f != nil {
				s = append(s, f.ID)
				switch {
				case c.Kind == agenda.Referat && o.ResultsProtocol == nil:
					o.ResultsProtocol = f
				case c.Kind == agenda.Dagsorden && o.Invitation == nil:
					o.Invitation = f
				default:
					if !slices.ContainsFunc(o.AuxiliaryFile, func(x *fileObject) bool { return x.ID == f.ID }) {
						o.AuxiliaryFile = append(o.AuxiliaryFile, f)
					}
				}
			}
		}
		o.Source = append(o.Source, s)
	}
	return nil
}

// nestedIn are the bilag of a meeting or punkt that are meetings themselves.
func nestedIn(t agenda.Thing) []agenda.Thing {
	punkter := []agenda.Thing{t}
	if t.Kind == agenda.ThingMeeting {
		punkter = nil
		for j := range t.Meeting.Punkter {
			punkter = append(punkter, agenda.Thing{ID: t.ID.Punkt(j + 1), Kind: agenda.ThingPunkt, Meeting: t.Meeting, Punkt: &t.Meeting.Punkter[j]})
		}
	}
	var list []agenda.Thing
	for _, p := range punkter {
		if p.Punkt.Closed {
			continue
		}
		for _, d := range p.BilagThings() {
			if len(d.Bilag.Meetings) > 0 {
				list = append(list, d)
			}
		}
	}
	return list
}

// meetingsOf are the addresses of the meetings that a bilag is copies of.
func (b *builder) meetingsOf(d agenda.Thing) []string {
	var list []string
	for n := range d.Bilag.Meetings {
		if at, ok := b.register.placed[b.register.catalogue.Of(d.ID.Meeting(n+1))]; ok {
			list = append(list, b.address(kindMeeting, b.register.meetings[at].key))
		}
	}
	return list
}

// location is where a meeting was held, nil where that is not known. Each meeting
// has its own: the place as its front writes it.
func (b *builder) location(at int) (*locationObject, error) {
	m := &b.register.meetings[at]
	t, _, ok, err := b.shown(m)
	if !ok || err != nil || text(t.Meeting.Location) == "" {
		return nil, err
	}
	return &locationObject{
		object: b.entryObject(kindLocation, m.entry), Description: text(t.Meeting.Location), Meetings: []string{b.address(kindMeeting, m.key)},
	}, nil
}
