package web

import (
	"errors"
	"net/http"
	"net/url"

	"referat/pkg/agenda"
	"referat/pkg/archive"
	"referat/pkg/library"
)

// Where findOnPages looks: at the pages after the one it is asked on, or before
// it.
const (
	findForward  = "frem"
	findBackward = "tilbage"
)

// mostLooked is how many pages are looked at for the words: each costs a
// millisecond or two in a long document.
const mostLooked = 400

// findLinks sets the addresses that look for the words on other pages. missed is
// where they were looked for, and not found.
func (view *sideView) findLinks(l linker, h *library.Holding, n int, missed string) {
	if l.text == "" {
		return
	}
	address := func(way string) string {
		return withValues(pagePath(h, n)+"/find", url.Values{"q": {l.text}, "retning": {way}})
	}
	if n > 1 && missed != findBackward {
		view.FindBack = address(findBackward)
	}
	if n < h.Document.Source.Pages && missed != findForward {
		view.FindOn = address(findForward)
	}
	switch missed {
	case findForward:
		view.NotFound = "Ordene er ikke fundet på " + looked(h.Document.Source.Pages-n, "de næste", "siderne efter denne")
	case findBackward:
		view.NotFound = "Ordene er ikke fundet på " + looked(n-1, "de forrige", "siderne før denne")
	}
}

// findOnPages serves GET /dokument/{doc}/side/{n}/find: it leads to the next
// page of the document, or the one before, that has the words of q and may be
// shown; where there is none, back to page n.
func (s *Site) findOnPages(w http.ResponseWriter, r *http.Request, v *library.Volume) error {
	h, n, moved, err := pageOf(w, r, v)
	if err != nil || moved {
		return err
	}
	l, err := newLinker(v, textOf(r))
	if err != nil {
		return err
	}
	way, step := r.URL.Query().Get("retning"), 1
	switch way {
	case findForward, "":
		way = findForward
	case findBackward:
		step = -1
	default:
		return badRequestf("retning kan ikke være «%.20s»: det er %s eller %s", way, findForward, findBackward)
	}
	if l.text == "" {
		return badRequestf("q skal have de ord, der ledes efter")
	}
	if n > h.Document.Source.Pages {
		return archive.ErrNotFound
	}
	locate, err := v.Locator(r.Context(), l.text)
	if err != nil {
		return err
	}
	doc := agenda.NewID(h.Document.Source.SHA256).Doc()
	for m := n + step; m >= 1 && m <= h.Document.Source.Pages && m != n+step*(mostLooked+1); m += step {
		if err := r.Context().Err(); err != nil {
			return err
		}
		kept, err := v.Page(h, m)
		if errors.Is(err, archive.ErrWithheld) || errors.Is(err, archive.ErrNotFound) {
			continue
		}
		if err != nil {
			return err
		}
		if len(locate(kept.Text)) > 0 {
			http.Redirect(w, r, l.page(doc, m), http.StatusFound)
			return nil
		}
	}
	http.Redirect(w, r, withValues(pagePath(h, n), url.Values{"q": {l.text}, "ikke": {way}}), http.StatusFound)
	return nil
}

// looked tells which pages were looked at, of so many that there are.
func looked(there int, some, all string) string {
	if there > mostLooked {
		return some + " " + counted(mostLooked, "side", "sider") + "."
	}
	return all + "."
}
