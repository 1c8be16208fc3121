package api

import (
	"errors"
	"strings"

	"referat/pkg/agenda"
	"referat/pkg/archive"
	"referat/pkg/library"
)

// addressed answers with what stands at the address: a meeting, a punkt or a
// bilag.
func (c *call) addressed() (any, error) {
	t, h, err := c.at()
	if err != nil {
		return nil, err
	}
	return c.thing(t, h)
}

// addressedDecision answers with the decision on the punkt at the address.
func (c *call) addressedDecision() (any, error) {
	t, h, err := c.at()
	if err != nil {
		return nil, err
	}
	d := t.DecisionThing()
	if d.Decision == nil {
		return nil, notFound("Der er ingen beslutning på punktet.")
	}
	return c.thing(d, h)
}

func (c *call) at() (agenda.Thing, *library.Holding, error) {
	t := c.values.text
	id, err := c.v.Resolve(library.Address{Body: t["body"], Day: t["day"], Punkt: t["punkt"], Bilag: t["bilag"], Doc: t["pdf"]})
	if err != nil {
		return agenda.Thing{}, nil, err
	}
	return c.v.Find(id)
}

// identified answers with what an id names.
func (c *call) identified() (any, error) {
	id, err := agenda.ParseID(c.values.text["id"])
	if err != nil {
		return nil, badParameter("id", "er ikke et id: "+err.Error())
	}
	t, h, err := c.v.Find(id)
	if err != nil {
		return nil, c.goneWith(id, err)
	}
	return c.thing(t, h)
}

// goneWith is err, or that id is gone where it is something of what was taken
// down: a meeting in a bilag.
func (c *call) goneWith(id agenda.ID, err error) error {
	if !errors.Is(err, archive.ErrNotFound) || errors.Is(err, library.ErrGone) {
		return err
	}
	list, terr := c.v.Tombstones(id.Doc())
	if terr != nil {
		return terr
	}
	for _, t := range list {
		if path := t.ID.Path(); path != "" && strings.HasPrefix(id.Path(), path+".") {
			return gone("Bilaget, det stod i, er fjernet fra arkivet.")
		}
	}
	return err
}

// bilagGone reports whether a bilag was taken down, all its pages.
func bilagGone(b *agenda.Bilag, h *library.Holding) bool {
	return b.Pages != nil && b.Pages[0] > 0 && !archive.Left(*b.Pages, archive.ErasedPages(h.Document))
}

// thing is a thing as the API shows it.
func (c *call) thing(t agenda.Thing, h *library.Holding) (any, error) {
	switch t.Kind {
	case agenda.ThingDocument:
		return c.documentOf(h)
	case agenda.ThingPage:
		return c.onePage(h, t.Page)
	case agenda.ThingMeeting:
		return c.meetingOf(t, h)
	}
	card := c.card(t.ID.MeetingID())
	if card == nil {
		return nil, archive.ErrNotFound
	}
	head, doc := c.headOf(card), c.documentRef(h)
	switch t.Kind {
	case agenda.ThingPunkt:
		return punktAnswer{c.punktOf(t, h), head, doc}, nil
	case agenda.ThingDecision:
		return decisionAnswer{c.decisionOf(t, h), c.refOf(t), head, doc}, nil
	case agenda.ThingBilag:
		if bilagGone(t.Bilag, h) {
			return nil, gone("Bilaget er fjernet fra arkivet.")
		}
		return bilag{c.bilagOf(t, h), t.Bilag.Text, c.refOf(t), head, doc}, nil
	}
	return nil, archive.ErrNotFound
}
