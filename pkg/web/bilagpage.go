package web

import (
	"net/http"
	"strings"

	"referat/pkg/agenda"
	"referat/pkg/archive"
	"referat/pkg/library"
)

// A bilagPage is what a bilag's page shows.
type bilagPage struct {
	Trail    []link
	Title    []span
	Facts    []fact
	Meetings []link // that it holds itself
	Text     []block
	Says     string // where it has no text, why
	OCR      bool
	Unread   string // which of its pages nobody has read
	Cite     string // "" for what was taken down
	Page     *link
	Before   *link // the punkt's bilag before
	After    *link
}

// serveBilag serves GET /moede/{body}/{day}/{punkt}/bilag/{n}.
func (s *Site) serveBilag(w http.ResponseWriter, r *http.Request, v *library.Volume) error {
	id, err := v.Resolve(addressOf(r))
	if err != nil {
		return err
	}
	l, err := newLinker(v, textOf(r))
	if err != nil {
		return err
	}
	t, h, m, err := l.find(id)
	if err != nil {
		return err
	}
	if t.Bilag == nil {
		return archive.ErrNotFound
	}
	find, err := v.Locator(r.Context(), l.text)
	if err != nil {
		return err
	}
	name := bilagName(t.Bilag)
	view := bilagPage{
		Trail: l.trail(m, t), Title: marked(name, find(name)), Cite: citePath(t.ID, 0),
		Text: blocks(t.Bilag.Text, find(t.Bilag.Text), turns(t.Bilag.Marks), l.pageOf(h)),
	}
	view.OCR, view.Unread = scansOf(h.Document, t.Bilag)
	if view.Unread != "" && !strings.HasPrefix(view.Unread, "side") {
		view.Unread = "bilaget er " + view.Unread
	}
	view.Unread = capital(view.Unread)
	if t.Bilag.Pages != nil && !isErased(t.Bilag) {
		first := t.Bilag.Pages[0]
		view.Facts = append(view.Facts, fact{"I PDF'en", pagesText(*t.Bilag.Pages), l.openPage(h, first)})
		view.Page = l.pageButton(h, first)
	}
	view.Meetings = l.meetingsIn(t)
	status := http.StatusOK
	switch {
	case isErased(t.Bilag):
		view.Says, view.Cite, view.OCR, view.Unread, status = "Bilaget er fjernet fra arkivet.", "", false, "", http.StatusGone
	case len(view.Text) > 0 || len(view.Meetings) > 0:
	case t.Bilag.Pages == nil:
		view.Says = "Bilaget er kun nævnt i mødets PDF. Selve bilaget er ikke i den."
	default:
		view.Says = "Der er ikke læst nogen tekst på bilagets sider. De kan ses i PDF'en."
	}
	list := t.Punkt.Bilag
	for i := range list {
		if &list[i] != t.Bilag {
			continue
		}
		if i > 0 {
			view.Before = l.bilagAt(t, i-1)
		}
		if i+1 < len(list) {
			view.After = l.bilagAt(t, i+1)
		}
	}
	return writePage(w, status, "bilag", page{
		Title: name + ", " + punktName(t.Punkt) + ", " + danishDate(t.Meeting.Date), Query: l.text, View: view,
	})
}

// meetingsIn are the meetings that a bilag holds itself.
func (l linker) meetingsIn(t agenda.Thing) []link {
	var list []link
	for i := range t.Bilag.Meetings {
		m := &t.Bilag.Meetings[i]
		nested := agenda.Thing{ID: t.ID.Meeting(i + 1), Kind: agenda.ThingMeeting, Meeting: m}
		list = append(list, link{meetingName(m.Series, undated(m.Title, m.Date)) + ", " + danishDate(m.Date), l.thing(nested)})
	}
	return list
}

// bilagAt leads to another bilag of the punkt, that at place i (from 0).
func (l linker) bilagAt(t agenda.Thing, i int) *link {
	b := agenda.Thing{ID: t.ID.PunktID().Bilag(i + 1), Kind: agenda.ThingBilag, Meeting: t.Meeting, Punkt: t.Punkt, Bilag: &t.Punkt.Bilag[i]}
	return &link{bilagName(b.Bilag), l.thing(b)}
}
