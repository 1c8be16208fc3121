package api

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"referat/pkg/agenda"
	"referat/pkg/archive"
	"referat/pkg/library"
)

// A bodyList is all bodies.
type bodyList struct {
	Total  int       `json:"total"`
	Bodies []body    `json:"bodies"`
	Links  listLinks `json:"links"`
}

// A body (udvalg, råd) is who holds meetings, or a series of them.
type body struct {
	Slug     string `json:"slug"`
	Name     string `json:"name"`
	Meetings int    `json:"meetings"`
	First    string `json:"first"`
	Last     string `json:"last"`
	Links    links  `json:"links"`
}

func (c *call) bodies() (any, error) {
	list := bodyList{len(c.catalogue.Bodies()), []body{}, c.listLinks("")}
	for _, b := range c.catalogue.Bodies() {
		list.Bodies = append(list.Bodies, c.bodyOf(b))
	}
	return list, nil
}

func (c *call) body() (any, error) {
	b := c.catalogue.Body(c.values.text["body"])
	if b == nil {
		return nil, archive.ErrNotFound
	}
	return c.bodyOf(b), nil
}

func (c *call) bodyOf(b *library.Body) body {
	path := "/udvalg/" + url.PathEscape(b.Slug)
	out := body{Slug: b.Slug, Name: b.Name, Meetings: len(b.Meetings), Links: links{
		Self: address(c.absolute(root + path)), HTML: address(c.absolute(path)), Meetings: address(c.absolute(root + "/meetings?body=" + url.QueryEscape(b.Slug))),
	}}
	out.First, out.Last = span(b.Meetings)
	return out
}

// span is the dates of the first and the last of meetings that have one.
func span(meetings []*library.Meeting) (first, last string) {
	for _, m := range meetings {
		if date := m.Best().Date; date != "" {
			first, last = cmp.Or(first, date), date
		}
	}
	return first, last
}

// A meetingList is a part of the meetings, each once.
type meetingList struct {
	Total    int           `json:"total"`
	Meetings []meetingHead `json:"meetings"`
	Links    listLinks     `json:"links"`
}

// A meetingHead is a copy of a meeting as a list shows it.
type meetingHead struct {
	ID       agenda.ID         `json:"id"`
	Body     string            `json:"body"`
	Date     string            `json:"date"`
	Start    string            `json:"start"`
	Series   string            `json:"series"`
	Title    string            `json:"title"`
	Kind     agenda.Kind       `json:"kind"`
	Pages    *agenda.PageRange `json:"pages"`
	Punkter  int               `json:"punkter"`
	Nested   bool              `json:"nested"`
	Replaced bool              `json:"replaced"`
	Links    meetingLinks      `json:"links"`
}

// MeetingLinks are the addresses of a copy of a meeting.
type meetingLinks struct {
	Self     address `json:"self"`
	HTML     address `json:"html"`
	Page     address `json:"page,omitempty"`
	Document address `json:"document"`
}

// headOf is a copy of a meeting by its card.
func (c *call) headOf(card *agenda.Card) meetingHead {
	t := agenda.Thing{ID: card.ID, Kind: agenda.ThingMeeting, Meeting: &agenda.Meeting{}} // all that its address takes
	h := meetingHead{
		ID: card.ID, Date: card.Date, Start: card.Start, Series: card.Series, Title: card.Title, Kind: card.Kind, Pages: pagesOf(card.Pages),
		Punkter: len(card.Heads), Nested: card.ID.Nested(), Replaced: card.Replaced,
		Links: meetingLinks{Self: c.self(t), HTML: address(c.absolute(c.pathOf(t))), Document: c.documentLink(card.ID)},
	}
	if m := c.catalogue.Of(card.ID); m != nil {
		h.Body = m.Body.Slug
	}
	if first := card.Pages[0]; first > 0 {
		h.Links.Page = address(c.absolute(pagePath(card.ID, first)))
	}
	return h
}

// headsOf are the meetings that stand in a bilag or a document.
func (c *call) headsOf(meetings []agenda.Meeting, in agenda.ID) []meetingHead {
	list := []meetingHead{}
	for i := range meetings {
		id := in.Meeting(i + 1)
		card := c.card(id)
		if card == nil {
			made := agenda.NewCard(agenda.Thing{ID: id, Kind: agenda.ThingMeeting, Meeting: &meetings[i]})
			card = &made
		}
		list = append(list, c.headOf(card))
	}
	return list
}

// card is what the catalogue has of a copy of a meeting; nil for nothing.
func (c *call) card(id agenda.ID) *agenda.Card {
	m := c.catalogue.Of(id)
	if m == nil {
		return nil
	}
	i := slices.IndexFunc(m.Copies, func(card agenda.Card) bool { return card.ID == id })
	if i < 0 {
		return nil
	}
	return &m.Copies[i]
}

// pagesOf is a page range that is known, else nil.
func pagesOf(r agenda.PageRange) *agenda.PageRange {
	if r[0] == 0 {
		return nil
	}
	return &r
}

// keyOf orders meetings for paging: by date, and among those of a day by what
// their addresses have, so that it outlives a new state of the archive.
func keyOf(m *library.Meeting) []string { return []string{m.Best().Date, m.Body.Slug, m.Day} }

// selected are the meetings that the call's parameters admit, by keyOf, and those
// of them from place on, which may be nil.
func (c *call) selected(place []string) (all int, rest []*library.Meeting, err error) {
	t := c.values.text
	meetings := c.catalogue.Meetings()
	if t["body"] != "" {
		b := c.catalogue.Body(t["body"])
		if b == nil {
			return 0, nil, badParameter("body", "er ikke et udvalg eller en møderække, som arkivet har")
		}
		meetings = b.Meetings
	}
	for _, m := range meetings {
		best := m.Best()
		switch {
		case t["from"] != "" && best.Date < t["from"], t["to"] != "" && (best.Date == "" || best.Date > t["to"]):
		case t["kind"] != "" && string(best.Kind) != t["kind"]:
		default:
			if all++; place == nil || slices.Compare(keyOf(m), place) > 0 {
				rest = append(rest, m)
			}
		}
	}
	slices.SortFunc(rest, func(a, b *library.Meeting) int { return slices.Compare(keyOf(a), keyOf(b)) })
	return all, rest, nil
}

func (c *call) meetings() (any, error) {
	place, err := c.place(3)
	if err != nil {
		return nil, err
	}
	all, rest, err := c.selected(place)
	if err != nil {
		return nil, err
	}
	rest, more := cut(rest, c.values.number["limit"])
	if more {
		c.goesOn(keyOf(rest[len(rest)-1])...)
	}
	list := meetingList{all, []meetingHead{}, c.listLinks("")}
	for _, m := range rest {
		list.Meetings = append(list.Meetings, c.headOf(m.Best()))
	}
	return list, nil
}

// A meeting is a copy of a meeting with all its punkter.
type meeting struct {
	Thing       agenda.ThingKind  `json:"thing"`
	ID          agenda.ID         `json:"id"`
	Body        body              `json:"body"`
	Date        string            `json:"date"`
	Start       string            `json:"start"`
	End         string            `json:"end"`
	Series      string            `json:"series"`
	Title       string            `json:"title"`
	Kind        agenda.Kind       `json:"kind"`
	Location    string            `json:"location"`
	Information string            `json:"information"`
	Pages       *agenda.PageRange `json:"pages"`
	Document    documentRef       `json:"document"`
	Nested      bool              `json:"nested"`
	Replaced    bool              `json:"replaced"`
	Punkter     []punkt           `json:"punkter"`
	Gaps        []gap             `json:"gaps"`
	Copies      []meetingHead     `json:"copies"`
	Earlier     *meetingHead      `json:"earlier"`
	Later       *meetingHead      `json:"later"`
	Links       links             `json:"links"`
}

func (c *call) meetingOf(t agenda.Thing, h *library.Holding) (any, error) {
	of := c.catalogue.Of(t.ID)
	card := c.card(t.ID)
	if of == nil || card == nil {
		return nil, archive.ErrNotFound
	}
	m := meeting{
		Thing: t.Kind, ID: t.ID, Body: c.bodyOf(of.Body), Date: t.Meeting.Date, Start: t.Meeting.Start, End: t.Meeting.End,
		Series: t.Meeting.Series, Title: t.Meeting.Title, Kind: t.Meeting.Kind, Location: t.Meeting.Location, Information: t.Meeting.Information,
		Pages: pagesOf(t.Meeting.Pages), Document: c.documentRef(h), Nested: t.ID.Nested(), Replaced: card.Replaced,
		Punkter: []punkt{}, Gaps: c.gapsOf(h, func(g agenda.Gap) bool { return ofMeeting(g, t, h) }), Copies: []meetingHead{}, Links: c.linksOf(t, h),
	}
	for i := range t.Meeting.Punkter {
		p := agenda.Thing{ID: t.ID.Punkt(i + 1), Kind: agenda.ThingPunkt, Meeting: t.Meeting, Punkt: &t.Meeting.Punkter[i]}
		m.Punkter = append(m.Punkter, c.punktOf(p, h))
	}
	for i := range of.Copies {
		if of.Copies[i].ID != t.ID {
			m.Copies = append(m.Copies, c.headOf(&of.Copies[i]))
		}
	}
	before, after := c.catalogue.Neighbours(of)
	m.Earlier, m.Later = c.neighbour(before), c.neighbour(after)
	return m, nil
}

func (c *call) neighbour(m *library.Meeting) *meetingHead {
	if m == nil {
		return nil
	}
	h := c.headOf(m.Best())
	return &h
}

// ofMeeting reports whether a gap of a document is one of the meeting t: of
// itself, of what stands in it or on its pages, or of a document that has no
// other meeting.
func ofMeeting(g agenda.Gap, t agenda.Thing, h *library.Holding) bool {
	switch path := g.ID.Path(); {
	case path == "":
		return !t.ID.Nested() && len(h.Document.Meetings) == 1
	case path[0] == 's':
		return len(g.Pages) > 0 && t.Meeting.Pages.Holds(g.Pages[0])
	default:
		return path == t.ID.Path() || strings.HasPrefix(path, t.ID.Path()+".")
	}
}
