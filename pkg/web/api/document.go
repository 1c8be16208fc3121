package api

import (
	"errors"
	"slices"
	"strconv"
	"time"

	"referat/pkg/agenda"
	"referat/pkg/archive"
	"referat/pkg/library"
)

// A documentList is a part of the archive's PDFs.
type documentList struct {
	Total     int            `json:"total"`
	Documents []documentHead `json:"documents"`
	Links     listLinks      `json:"links"`
}

// A documentHead is a PDF.
type documentHead struct {
	Thing    agenda.ThingKind `json:"thing"`
	ID       agenda.ID        `json:"id"`
	Name     string           `json:"name"`
	SHA256   string           `json:"sha256"`
	Bytes    int64            `json:"bytes"`
	Pages    int              `json:"pages"`
	Producer string           `json:"producer"`
	Added    time.Time        `json:"added"`
	Changed  time.Time        `json:"changed"`
	Newer    agenda.ID        `json:"newer"`
	Links    links            `json:"links"`
}

// A document is a PDF with what was found in it, and what was not.
type document struct {
	documentHead
	Scans       []int            `json:"scans"`
	UnreadScans []int            `json:"unread_scans"`
	Hidden      []int            `json:"hidden"`
	Meetings    []meetingHead    `json:"meetings"`
	Warnings    []agenda.Warning `json:"warnings"`
	Gaps        []gap            `json:"gaps"`
}

// A documentRef is a PDF by name.
type documentRef struct {
	ID    agenda.ID     `json:"id"`
	Name  string        `json:"name"`
	Links documentLinks `json:"links"`
}

// DocumentLinks are a PDF's addresses.
type documentLinks struct {
	Self     address `json:"self"`
	HTML     address `json:"html"`
	Original address `json:"original,omitempty"`
}

func (c *call) documentRef(h *library.Holding) documentRef {
	id := agenda.NewID(h.Document.Source.SHA256)
	return documentRef{id, h.Document.Source.Name, documentLinks{c.documentLink(id), address(c.absolute(documentPath(id))), c.original(h, 0)}}
}

func (c *call) documentHead(h *library.Holding) documentHead {
	s := &h.Document.Source
	id := agenda.NewID(s.SHA256)
	return documentHead{
		Thing: agenda.ThingDocument, ID: id, Name: s.Name, SHA256: s.SHA256, Bytes: s.Bytes, Pages: s.Pages, Producer: s.Producer,
		Added: h.Added.UTC(), Changed: h.Changed.UTC(), Newer: h.Newer, Links: c.linksOf(agenda.Thing{ID: id, Kind: agenda.ThingDocument}, h),
	}
}

func (c *call) documentOf(h *library.Holding) (any, error) {
	d := h.Document
	out := document{
		documentHead: c.documentHead(h), Scans: listed(d.Scans), UnreadScans: listed(d.UnreadScans), Hidden: []int{},
		Meetings: c.headsOf(d.Meetings, agenda.NewID(d.Source.SHA256)), Warnings: []agenda.Warning{},
		Gaps: c.gapsOf(h, func(agenda.Gap) bool { return true }),
	}
	for _, w := range d.Warnings {
		w.Pages = listed(w.Pages)
		out.Warnings = append(out.Warnings, w)
	}
	for n := range d.Source.Pages {
		hidden, err := h.Hidden(n + 1)
		if err != nil {
			return nil, err
		}
		if hidden {
			out.Hidden = append(out.Hidden, n+1)
		}
	}
	return out, nil
}

// held is the document that the address names.
func (c *call) held() (*library.Holding, error) { return c.holding(c.values.text["doc"]) }

// holding is the document whose SHA-256 begins so.
func (c *call) holding(doc string) (*library.Holding, error) {
	id, err := agenda.ParseID(doc)
	if err != nil || id.Path() != "" {
		return nil, badParameter("doc", "er ikke begyndelsen af en SHA-256: mindst fire af cifrene 0-9 og a-f")
	}
	return c.v.Document(id.Doc())
}

func (c *call) document() (any, error) {
	h, err := c.held()
	if err != nil {
		return nil, err
	}
	return c.documentOf(h)
}

// someDocuments are the next documents by SHA-256, as many as the call may look
// at; all is how many there are.
func (c *call) someDocuments() (all int, list []*library.Holding, err error) {
	place, err := c.place(1)
	if err != nil {
		return 0, nil, err
	}
	after := ""
	if place != nil {
		after = place[0]
	}
	n := c.values.number["limit"]
	list, all, err = c.v.Documents(after, n+1)
	if err != nil {
		return 0, nil, err
	}
	list, more := cut(list, n)
	if more {
		c.goesOn(list[len(list)-1].Document.Source.SHA256)
	}
	return all, list, nil
}

func (c *call) documents() (any, error) {
	all, list, err := c.someDocuments()
	if err != nil {
		return nil, err
	}
	out := documentList{all, []documentHead{}, c.listLinks("")}
	for _, h := range list {
		out.Documents = append(out.Documents, c.documentHead(h))
	}
	return out, nil
}

// A pageList is a part of a PDF's pages.
type pageList struct {
	Total int       `json:"total"`
	Pages []page    `json:"pages"`
	Links listLinks `json:"links"`
}

// A page is a page of a PDF. Of one that is hidden there is its number.
type page struct {
	Thing    agenda.ThingKind `json:"thing"`
	ID       agenda.ID        `json:"id"`
	Document documentRef      `json:"document"`
	Page     int              `json:"page"`
	Hidden   bool             `json:"hidden"`
	Gone     bool             `json:"gone"`
	OCR      bool             `json:"ocr"`
	Text     string           `json:"text"`
	Links    links            `json:"links"`
}

// pageOf is page n, whose text is this; that of a hidden one is not said. The
// pages before and after are those that were not taken down.
func (c *call) pageOf(h *library.Holding, n int, text string, hidden bool) page {
	id := agenda.NewID(h.Document.Source.SHA256).Page(n)
	erased := archive.ErasedPages(h.Document)
	p := page{
		Thing: agenda.ThingPage, ID: id, Document: c.documentRef(h), Page: n, Hidden: hidden, Gone: erased[n],
		Links: c.linksOf(agenda.Thing{ID: id, Kind: agenda.ThingPage, Page: n}, h),
	}
	if p.Gone {
		p.Links.HTML = ""
	} else if !hidden {
		p.OCR, p.Text = slices.Contains(h.Document.Scans, n), text
	}
	before, after := n-1, n+1
	for ; erased[before]; before-- {
	}
	for ; erased[after]; after++ {
	}
	if before > 0 {
		p.Links.Previous = address(c.absolute(root + pagePath(id, before)))
	}
	if after <= h.Document.Source.Pages {
		p.Links.Next = address(c.absolute(root + pagePath(id, after)))
	}
	return p
}

func (c *call) onePage(h *library.Holding, n int) (any, error) {
	if archive.ErasedPages(h.Document)[n] {
		return nil, gone("Siden er fjernet fra arkivet.")
	}
	read, err := c.v.Page(h, n)
	hidden := errors.Is(err, archive.ErrWithheld)
	if err != nil && !hidden {
		return nil, err
	}
	return c.pageOf(h, n, read.Text, hidden), nil
}

func (c *call) page() (any, error) {
	h, err := c.held()
	if err != nil {
		return nil, err
	}
	return c.onePage(h, c.values.number["page"])
}

func (c *call) pages() (any, error) {
	h, err := c.held()
	if err != nil {
		return nil, err
	}
	place, err := c.place(1)
	if err != nil {
		return nil, err
	}
	first := 1
	if place != nil {
		if first, err = strconv.Atoi(place[0]); err != nil || first < 1 {
			return nil, BadRequest("Cursoren er ikke et sted i en liste.")
		}
	}
	all := h.Document.Source.Pages
	last := min(all, first+c.values.number["limit"]-1)
	texts, err := c.v.Texts(h)
	if err != nil {
		return nil, err
	}
	out := pageList{Total: all, Pages: []page{}}
	for n := first; n <= last; n++ {
		hidden, err := h.Hidden(n)
		if err != nil {
			return nil, err
		}
		out.Pages = append(out.Pages, c.pageOf(h, n, texts[n-1], hidden))
	}
	if last < all {
		c.goesOn(strconv.Itoa(last + 1))
	}
	out.Links = c.listLinks(documentPath(agenda.NewID(h.Document.Source.SHA256)))
	return out, nil
}
