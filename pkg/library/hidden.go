package library

import (
	"fmt"
	"slices"

	"referat/pkg/archive"
)

// Hidden reports whether a page (from 1) is kept back: it has CPR numbers, or,
// where closed punkter are kept back, something of one, if only its title in
// Indhold; all of them where it is not known on which pages one stands.
func (h *Holding) Hidden(page int) (bool, error) {
	h.reading.Do(h.readHidden)
	return h.hidden[page], h.err
}

// KeptBack reports whether a page is hidden, as far as is known without looking
// for titles of closed punkter on it: quick, for links to many documents' pages.
func (h *Holding) KeptBack(page int) bool {
	return h.closed.Lost || slices.Contains(h.Document.Masked, page) || slices.Contains(h.closed.Pages, page)
}

// readHidden finds the pages that are kept back.
func (h *Holding) readHidden() {
	h.hidden = map[int]bool{}
	for _, n := range h.Document.Masked {
		h.hidden[n] = true
	}
	for _, n := range h.closed.Pages {
		h.hidden[n] = true
	}
	if h.closed.Lost {
		for n := range h.Document.Source.Pages {
			h.hidden[n+1] = true
		}
		return
	}
	if len(h.closed.Titles) == 0 {
		return
	}
	pages, err := h.volume.archive.Pages(h.Document.Source.SHA256)
	if err != nil {
		h.err = err
		return
	}
	for _, p := range pages {
		if h.closed.Names(p.Text) {
			h.hidden[p.Number] = true
		}
	}
}

// Page is page n (from 1) of a document. The error is archive.ErrNotFound, or
// archive.ErrWithheld for one that is hidden.
func (v *Volume) Page(h *Holding, n int) (archive.Page, error) {
	if n < 1 || n > h.Document.Source.Pages {
		return archive.Page{}, fmt.Errorf("side %d %w: %s har %d sider", n, archive.ErrNotFound, h.Document.Source.Name, h.Document.Source.Pages)
	}
	hidden, err := h.Hidden(n)
	if err != nil {
		return archive.Page{}, err
	}
	if hidden {
		return archive.Page{}, fmt.Errorf("side %d: %w", n, archive.ErrWithheld)
	}
	return v.archive.Page(h.Document.Source.SHA256, n)
}

// Original is the path of a document's PDF. The error is archive.ErrNotFound
// where the archive does not keep it, and archive.ErrWithheld where pages of it
// are hidden.
func (v *Volume) Original(h *Holding) (string, error) {
	if h.closed.Any {
		return "", fmt.Errorf("%s: %w: den har lukkede punkter", h.Document.Source.Name, archive.ErrWithheld)
	}
	return v.archive.Original(h.Document.Source.SHA256)
}

// Drawable is the path of a document's PDF for drawing its page n, which may be
// shown where others may not. The error is that of Page, or archive.ErrNotFound
// where the archive does not keep the PDF.
func (v *Volume) Drawable(h *Holding, n int) (string, error) {
	if _, err := v.Page(h, n); err != nil {
		return "", err
	}
	return v.archive.Drawable(h.Document.Source.SHA256)
}

// Texts are the texts of all pages of a document, that of page 1 first; "" for
// those that are hidden.
func (v *Volume) Texts(h *Holding) ([]string, error) {
	pages, err := v.archive.Pages(h.Document.Source.SHA256)
	if err != nil {
		return nil, err
	}
	texts := make([]string, h.Document.Source.Pages)
	for _, p := range pages {
		hidden, err := h.Hidden(p.Number)
		if err != nil {
			return nil, err
		}
		if !hidden && p.Number >= 1 && p.Number <= len(texts) {
			texts[p.Number-1] = p.Text
		}
	}
	return texts, nil
}
