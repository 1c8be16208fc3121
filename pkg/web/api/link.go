package api

import (
	"fmt"
	"net/url"
	"strings"

	"referat/pkg/agenda"
	"referat/pkg/archive"
	"referat/pkg/library"
)

// An address is a whole address (URI).
type address string

// Links are the addresses of an object and of what it belongs to. Those that do
// not apply are left out.
type links struct {
	Self     address `json:"self"`               // the object itself
	HTML     address `json:"html,omitempty"`     // the page for people
	Page     address `json:"page,omitempty"`     // for people: the page of the PDF that it begins on
	Original address `json:"original,omitempty"` // the PDF, where it may be shown, at that page
	Document address `json:"document,omitempty"`
	Meeting  address `json:"meeting,omitempty"`
	Punkt    address `json:"punkt,omitempty"`
	Case     address `json:"case,omitempty"`     // the course of its case
	Meetings address `json:"meetings,omitempty"` // of a body
	Pages    address `json:"pages,omitempty"`    // of a PDF, with their texts
	Previous address `json:"previous,omitempty"` // page of the PDF
	Next     address `json:"next,omitempty"`     // page of the PDF
}

// ListLinks are the addresses of an answer that is a list.
type listLinks struct {
	Self address `json:"self"`
	HTML address `json:"html,omitempty"`
	Next address `json:"next,omitempty"` // where the list goes on; absent at its end
}

// listLinks are those of the call's answer; html is the path of the page for
// people, "" where there is none.
func (c *call) listLinks(html string) listLinks {
	l := listLinks{Self: c.here(), Next: address(c.next)}
	if html != "" {
		l.HTML = address(c.absolute(html))
	}
	return l
}

// here is the address that the call was made to, written as the API writes it.
func (c *call) here() address {
	path := c.absolute(c.r.URL.EscapedPath())
	if query := c.query(func(string) bool { return true }); query != "" {
		path += "?" + query
	}
	return address(path)
}

// opened makes l lead to a page of the PDF that h holds, 0 where it is not known:
// to the page itself where it was not taken down.
func (c *call) opened(l *links, h *library.Holding, page int) {
	l.Page, l.Original = "", c.original(h, page)
	if page > 0 && !archive.ErasedPages(h.Document)[page] {
		l.Page = address(c.absolute(pagePath(agenda.NewID(h.Document.Source.SHA256), page)))
	}
}

// linksOf are the links of a thing of the document that h holds.
func (c *call) linksOf(t agenda.Thing, h *library.Holding) links {
	l := links{
		Self: c.self(t), HTML: address(c.absolute(c.pathOf(t))), Document: c.documentLink(t.ID),
	}
	c.opened(&l, h, t.FirstPage())
	switch {
	case t.Kind == agenda.ThingDocument:
		l.Document, l.Pages = "", l.Document+"/side"
	case t.Punkt != nil:
		l.Meeting = c.self(meetingThing(t))
		if t.Kind != agenda.ThingPunkt {
			l.Punkt = c.self(punktThing(t))
		}
		l.Case = c.caseLink(t.Punkt)
	}
	return l
}

// meetingThing is the meeting that a thing belongs to.
func meetingThing(t agenda.Thing) agenda.Thing {
	return agenda.Thing{ID: t.ID.MeetingID(), Kind: agenda.ThingMeeting, Meeting: t.Meeting}
}

// punktThing is the punkt that a thing belongs to.
func punktThing(t agenda.Thing) agenda.Thing {
	return agenda.Thing{ID: t.ID.PunktID(), Kind: agenda.ThingPunkt, Meeting: t.Meeting, Punkt: t.Punkt}
}

// self is a thing's own address: the path that people's page of it has, after
// the root. Of a thing that has no page, it is by its ID.
func (c *call) self(t agenda.Thing) address {
	path := c.pathOf(t)
	switch {
	case strings.HasPrefix(path, "/id/"):
	case t.Kind == agenda.ThingDecision:
		before, query, found := strings.Cut(path, "?")
		if path = before + "/beslutning"; found {
			path += "?" + query
		}
	}
	return address(c.absolute(root + path))
}

// pathOf is the path of people's page of a thing; of a decision its punkt's.
func (c *call) pathOf(t agenda.Thing) string {
	switch t.Kind {
	case agenda.ThingDocument:
		return documentPath(t.ID)
	case agenda.ThingPage:
		return pagePath(t.ID, t.Page)
	}
	if a, ok := c.catalogue.Address(t); ok {
		return a.Path()
	}
	return "/id/" + t.ID.String()
}

func documentPath(id agenda.ID) string { return "/dokument/" + id.Doc() }

func pagePath(id agenda.ID, page int) string {
	return fmt.Sprintf("/dokument/%s/side/%d", id.Doc(), page)
}

func (c *call) documentLink(id agenda.ID) address {
	return address(c.absolute(root + documentPath(id)))
}

// caseLink is the address of the course of a punkt's case, "" where nothing
// tells of one.
func (c *call) caseLink(p *agenda.Punkt) address {
	if p.CaseNumber == "" {
		return ""
	}
	return address(c.absolute(root + "/cases?q=" + url.QueryEscape(p.CaseNumber)))
}

// original is the address of a document's PDF, opened at page if that is known;
// "" where it may not be shown.
func (c *call) original(h *library.Holding, page int) address {
	if c.api.options.Original == nil {
		return ""
	}
	sha := h.Document.Source.SHA256
	path, known := c.originals[sha]
	if !known {
		if _, err := c.v.Original(h); err == nil {
			path = c.absolute(c.api.options.Original(sha))
		}
		c.originals[sha] = path
	}
	if path == "" || page == 0 {
		return address(path)
	}
	return address(fmt.Sprintf("%s#page=%d", path, page))
}
