package web

import (
	"net/http"
	"slices"
	"strconv"

	"referat/pkg/agenda"
	"referat/pkg/archive"
	"referat/pkg/library"
)

// A documentView is what a document's page shows: what one PDF holds.
type documentView struct {
	Name     string
	Facts    []fact
	Newer    *link
	Meetings []meetingLine
	Pages    []pageLink
	More     string // that there are more pages than that
	Gaps     []remark
	Remarks  []remark // warnings that are no gaps
	Original *link
	Withheld string
}

// A pageLink leads to a page of a document.
type pageLink struct {
	Number string
	Href   string // "" for one that is hidden
	Name   string // for those who hear it
}

// mostPageLinks is how many pages of a document its page leads to; a PDF can have
// thousands.
const mostPageLinks = 1000

// serveDocument serves GET /dokument/{doc}.
func (s *Site) serveDocument(w http.ResponseWriter, r *http.Request, v *library.Volume) error {
	asked, err := agenda.ParseID(r.PathValue("doc"))
	if err != nil || asked.Path() != "" {
		return archive.ErrNotFound
	}
	h, err := v.Document(asked.Doc())
	if err != nil {
		return err
	}
	id := agenda.NewID(h.Document.Source.SHA256)
	if r.PathValue("doc") != id.Doc() {
		http.Redirect(w, r, documentPath(id.Doc()), http.StatusFound)
		return nil
	}
	l, err := newLinker(v, textOf(r))
	if err != nil {
		return err
	}
	view, err := l.makeDocumentView(h, id)
	if err != nil {
		return err
	}
	return writePage(w, http.StatusOK, "dokument", page{Title: view.Name, Query: l.text, View: view})
}

// makeDocumentView is the page of a document.
func (l linker) makeDocumentView(h *library.Holding, id agenda.ID) (*documentView, error) {
	d := h.Document
	view := &documentView{Name: titleOr(d.Source.Name, "Dokument uden navn")}
	view.Facts = []fact{
		{"Sider", number(d.Source.Pages), ""},
		{"Kom i arkivet", danishDate(h.Added.Format("2006-01-02")), ""},
		{"Kendetegn (SHA-256)", d.Source.SHA256, ""},
	}
	if n := len(d.Scans); n > 0 {
		view.Facts = append(view.Facts, fact{"Læst som billede (OCR)", pageList(d.Scans), ""})
	}
	if h.Newer != (agenda.ID{}) {
		view.Newer = &link{"den nyere udgave", documentPath(h.Newer.Doc())}
	}
	for t := range d.Things() {
		if t.Kind != agenda.ThingMeeting {
			continue
		}
		view.Meetings = append(view.Meetings, l.heldMeeting(t))
	}
	for n := 1; n <= min(d.Source.Pages, mostPageLinks); n++ {
		view.Pages = append(view.Pages, pageLink{strconv.Itoa(n), l.openPage(h, n), "side " + strconv.Itoa(n)})
	}
	if d.Source.Pages > mostPageLinks {
		view.More = "De første " + number(mostPageLinks) + " af " + counted(d.Source.Pages, "side", "sider") + "."
	}
	gaps := d.Gaps()
	for _, g := range gaps {
		view.Gaps = append(view.Gaps, l.gap(g, h))
	}
	for _, x := range d.Warnings {
		if !slices.ContainsFunc(gaps, func(g agenda.Gap) bool { return g.Message == x.Message }) {
			view.Remarks = append(view.Remarks, l.gap(agenda.Gap{Message: x.Message, Pages: x.Pages}, h))
		}
	}
	var source sourceView
	if err := source.original(l, h, 0); err != nil {
		return nil, err
	}
	view.Original, view.Withheld = source.Original, source.Withheld
	return view, nil
}

// heldMeeting is a meeting in the list of what a document holds.
func (l linker) heldMeeting(t agenda.Thing) meetingLine {
	line := meetingLine{
		link: link{meetingName(t.Meeting.Series, undated(t.Meeting.Title, t.Meeting.Date)), l.thing(t)},
		ISO:  t.Meeting.Date, Date: capital(danishDate(t.Meeting.Date)), Kind: string(t.Meeting.Kind),
		Says: counted(len(t.Meeting.Punkter), "punkt", "punkter"),
	}
	if pages := pagesText(t.Meeting.Pages); pages != "" {
		line.Says += ", " + pages
	}
	if t.ID.Nested() {
		line.Says += ", i et bilag"
	}
	return line
}
