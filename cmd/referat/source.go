package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"

	"referat/pkg/agenda"
	"referat/pkg/archive"
)

// A sourcePage says which reader a page's text came from.
type sourcePage struct {
	Page   int    `json:"page"`   // from 1
	Engine string `json:"engine"` // "pdftext", "pdfium", and "+ocr" after it where a picture was read
	OCR    bool   `json:"ocr"`
	Unread bool   `json:"unread_scan"` // the page is a picture, and was not read
}

// showSource says where a thing comes from: the PDF, where the archive keeps
// it, and which reader read which page.
func (e *env) showSource(a *archive.Reader, t agenda.Thing, doc *agenda.Document, asJSON bool) error {
	src := doc.Source
	original, err := a.Original(src.SHA256)
	withheld := ""
	if errors.Is(err, archive.ErrWithheld) || errors.Is(err, archive.ErrNotFound) {
		original, withheld = "", err.Error()
	} else if err != nil {
		return err
	}
	kept, err := a.Pages(src.SHA256)
	if err != nil {
		return err
	}
	within := t.Pages()
	if t.Kind == agenda.ThingPage {
		within = agenda.PageRange{t.Page, t.Page}
	}
	pages := []sourcePage{}
	for _, p := range kept {
		if within[0] > 0 && !within.Holds(p.Number) {
			continue
		}
		pages = append(pages, sourcePage{p.Number, p.Engine, slices.Contains(doc.Scans, p.Number), slices.Contains(doc.UnreadScans, p.Number)})
	}
	if asJSON {
		return writeJSON(e.stdout, struct {
			Source   agenda.Source `json:"source"`
			Original string        `json:"original"` // "" where it is withheld
			Withheld string        `json:"withheld,omitempty"`
			Pages    []sourcePage  `json:"pages"`
		}{src, original, withheld, pages})
	}
	fmt.Fprintf(e.stdout, "%s: %s, %d byte\n", printable(src.Name), counted(src.Pages, "side", "sider"), src.Bytes)
	fmt.Fprintf(e.stdout, "sha256    %s\n", src.SHA256)
	fmt.Fprintf(e.stdout, "producent %s\n", orDash(printable(src.Producer)))
	fmt.Fprintf(e.stdout, "original  %s\n\nLæst sådan:\n", printable(original+withheld))
	tw := tabwriter.NewWriter(e.stdout, 0, 0, 2, ' ', 0)
	for i := 0; i < len(pages); {
		j := i + 1
		for j < len(pages) && pages[j].how() == pages[i].how() {
			j++
		}
		fmt.Fprintf(tw, "  side%s\t%s\n", pagesOf(agenda.PageRange{pages[i].Page, pages[j-1].Page})[len(", side"):], pages[i].how())
		i = j
	}
	return tw.Flush()
}

// how says in words how a page was read.
func (p sourcePage) how() string {
	switch {
	case p.Unread:
		return p.Engine + "; et billede, som ikke er læst med OCR"
	case p.OCR:
		return strings.TrimSuffix(p.Engine, "+ocr") + " og OCR (læst som billede)"
	}
	return p.Engine
}
