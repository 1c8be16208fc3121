package web

import (
	"net/url"
	"strconv"
	"strings"

	"referat/pkg/agenda"
	"referat/pkg/archive"
	"referat/pkg/library"
)

// A linker makes the addresses of pages. They carry what was searched for along,
// so that its words are marked there too.
type linker struct {
	volume    *library.Volume
	catalogue *library.Catalogue
	text      string // what was searched for; "" for nothing
}

func newLinker(v *library.Volume, text string) (linker, error) {
	c, err := v.Catalogue()
	return linker{v, c, text}, err
}

// find is the thing with an id, the document that it stands in, and the meeting
// that it is of: archive.ErrNotFound where there is none.
func (l linker) find(id agenda.ID) (agenda.Thing, *library.Holding, *library.Meeting, error) {
	t, h, err := l.volume.Find(id)
	if err != nil {
		return agenda.Thing{}, nil, nil, err
	}
	m := l.catalogue.Of(id)
	if m == nil {
		return agenda.Thing{}, nil, nil, archive.ErrNotFound
	}
	return t, h, m, nil
}

// thing is the address of the page that shows a thing: a meeting's, a punkt's or
// a bilag's own; of what has none, that of its document.
func (l linker) thing(t agenda.Thing) string {
	a, ok := l.catalogue.Address(t)
	switch {
	case ok && t.Kind == agenda.ThingDecision:
		return l.carry(a.Path()) + "#beslutning"
	case ok:
		return l.carry(a.Path())
	case t.Kind == agenda.ThingPage:
		return l.page(t.ID.Doc(), t.Page)
	}
	return documentPath(t.ID.Doc())
}

// meeting is the address of a meeting.
func (l linker) meeting(m *library.Meeting) string {
	return library.Address{Body: m.Body.Slug, Day: m.Day}.Path()
}

// page is the address of page n of a document. Page 0, which is not known, is
// the document's.
func (l linker) page(doc string, n int) string {
	if n < 1 {
		return documentPath(doc)
	}
	return l.carry(documentPath(doc) + "/side/" + strconv.Itoa(n))
}

// openPage is the address of page n of a document, "" where the page is hidden or
// not known.
func (l linker) openPage(h *library.Holding, n int) string {
	if n < 1 || n > h.Document.Source.Pages {
		return ""
	}
	if hidden, err := h.Hidden(n); err != nil || hidden {
		return ""
	}
	return l.page(agenda.NewID(h.Document.Source.SHA256).Doc(), n)
}

// pageOf is openPage as blocks want it.
func (l linker) pageOf(h *library.Holding) func(int) string {
	return func(n int) string { return l.openPage(h, n) }
}

// carry is the address with what was searched for.
func (l linker) carry(path string) string {
	if l.text == "" {
		return path
	}
	sign := "?"
	if strings.Contains(path, "?") {
		sign = "&"
	}
	return path + sign + "q=" + escaped(l.text)
}

// documentPath is the address of a document.
func documentPath(doc string) string {
	return "/dokument/" + doc[:min(len(doc), agenda.IDLength)]
}

// originalPath is the address of a PDF, at a page of it.
func originalPath(sha string, page int) string {
	path := "/original/" + sha + ".pdf"
	if page > 0 {
		path += "#page=" + strconv.Itoa(page)
	}
	return path
}

// bodyPath is the address of a body.
func bodyPath(b *library.Body) string { return "/udvalg/" + url.PathEscape(b.Slug) }

// casePath is the address of a case, by its number or, where it has none, by a
// punkt's title.
func casePath(start string) string {
	if key := agenda.CaseKey(start); key != "" && !strings.Contains(start, " ") {
		return "/sag/" + url.PathEscape(key)
	}
	return "/sag?nr=" + escaped(start)
}

// idPath is the address that leads to whatever has the ID.
func idPath(id string) string { return "/id/" + url.PathEscape(id) }
