package oparl

import (
	"net/url"
	"slices"

	"referat/pkg/agenda"
)

// paper is a case or a punkt with bilag, nil where nothing of it may be shown.
func (b *builder) paper(p *paper) (*paperObject, error) {
	o := &paperObject{object: b.entryObject(kindPaper, p.entry), Body: b.address(kindBody, bodyKey), PaperType: "Dagsordenspunkt"}
	if p.number != "" {
		o.PaperType = "Sag"
		o.Web = b.base + "/sag/" + url.PathEscape(p.number)
	}
	any := false
	for _, at := range p.punkter {
		m := &b.register.meetings[at.meeting]
		t, h, ok, err := b.shown(m)
		if err != nil {
			return nil, err
		}
		if !ok || t.ID != m.Best().ID || t.Meeting.Punkter[at.head].Closed {
			continue
		}
		punkt := &t.Meeting.Punkter[at.head]
		if !any {
			any = true
			o.Name, o.Reference, o.Date = text(punkt.Title), text(punkt.CaseNumber), t.Meeting.Date
			if p.number == "" {
				o.Web = b.web(agenda.Thing{ID: t.ID.Punkt(at.head + 1), Kind: agenda.ThingPunkt, Meeting: t.Meeting, Punkt: punkt})
			}
		}
		if b.lean {
			continue
		}
		files, err := b.itemFiles(m, agenda.Thing{ID: t.ID.Punkt(at.head + 1), Punkt: punkt}, h, at.head)
		if err != nil {
			return nil, err
		}
		for _, f := range files {
			if !slices.ContainsFunc(o.AuxiliaryFile, func(x *fileObject) bool { return x.ID == f.ID }) {
				o.AuxiliaryFile = append(o.AuxiliaryFile, f)
			}
		}
		c, err := b.consultation(m.items[at.head])
		if err != nil {
			return nil, err
		}
		c.Paper = "" // it stands in the paper
		o.Consultation = append(o.Consultation, c)
	}
	if !any {
		return nil, nil
	}
	return o, nil
}

// consultation is a punkt that deals with a paper, nil where it may not be shown.
func (b *builder) consultation(e entry) (*consultationObject, error) {
	m := &b.register.meetings[e.at]
	t, _, ok, err := b.shown(m)
	if !ok || err != nil || t.ID != m.Best().ID || t.Meeting.Punkter[e.head].Closed {
		return nil, err
	}
	p := &t.Meeting.Punkter[e.head]
	o := &consultationObject{
		object: b.entryObject(kindConsultation, e), Paper: b.address(kindPaper, m.paperKey(e.head)), AgendaItem: b.address(kindItem, e.key),
		Meeting: b.address(kindMeeting, m.key), Organization: []string{b.address(kindOrganization, b.register.organizations[m.organization].key)},
		Role: text(p.Category),
	}
	if p.Decision != nil {
		o.Authoritative = decides(p.Decision.Outcome)
	}
	return o, nil
}

// decides reports whether a body decided the matter by an outcome; nil where that
// is not known.
func decides(o agenda.Outcome) *bool {
	yes := slices.Contains([]agenda.Outcome{agenda.Approved, agenda.ApprovedWithRemarks, agenda.Rejected, agenda.Decided}, o)
	if !yes && slices.Contains([]agenda.Outcome{"", agenda.Unknown, agenda.Mixed}, o) {
		return nil
	}
	return &yes
}
