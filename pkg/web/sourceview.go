package web

import (
	"errors"
	"slices"
	"strings"

	"referat/pkg/agenda"
	"referat/pkg/archive"
	"referat/pkg/library"
)

// A sourceView is a PDF that a meeting stands in.
type sourceView struct {
	What     string // Referat, Dagsorden, Bilag til et andet møde, Ældre udgave
	Document link
	Pages    string
	Meeting  *link // the meeting as this PDF has it; nil where that is the page itself
	Original *link // the PDF; nil where it is withheld
	Withheld string
}

// sources are the PDFs that a meeting stands in, the best first. here is the copy
// whose page it is.
func (l linker) sources(m *library.Meeting, here agenda.ID) ([]sourceView, error) {
	var list []sourceView
	for i := range m.Copies {
		card := &m.Copies[i]
		t, h, err := l.volume.Find(card.ID)
		if err != nil {
			return nil, err
		}
		x := sourceView{What: copySays(card), Document: link{h.Document.Source.Name, documentPath(card.ID.Doc())}, Pages: pagesText(card.Pages)}
		if card.ID != here {
			x.Meeting = &link{"mødet, som det står dér", l.thing(t)}
		} else {
			x.What += " (vises her)"
		}
		if err := x.original(l, h, card.Pages[0]); err != nil {
			return nil, err
		}
		list = append(list, x)
	}
	return list, nil
}

// original adds the way to the PDF itself, or why there is none.
func (x *sourceView) original(l linker, h *library.Holding, page int) error {
	_, err := l.volume.Original(h)
	switch {
	case err == nil:
		x.Original = &link{"åbn PDF'en", originalPath(h.Document.Source.SHA256, page)}
	case errors.Is(err, archive.ErrWithheld):
		x.Withheld = withheldSays(h)
	case errors.Is(err, archive.ErrNotFound):
		x.Withheld = absentSays(h)
	default:
		return err
	}
	return nil
}

// withheldSays tells why a PDF is not shown.
func withheldSays(h *library.Holding) string {
	if len(h.Document.Masked) > 0 {
		return "PDF'en vises ikke: der står CPR-numre i den."
	}
	return "PDF'en vises ikke: der er lukkede punkter i den."
}

// absentSays tells why the archive does not have a PDF.
func absentSays(h *library.Holding) string {
	if len(archive.ErasedPages(h.Document)) > 0 {
		return "PDF'en er fjernet fra arkivet, fordi noget i den er taget ud."
	}
	return "Arkivet har ikke selve PDF'en."
}

// copySays tells what a copy of a meeting is.
func copySays(c *agenda.Card) string {
	switch {
	case c.Replaced:
		return "Ældre udgave af " + string(c.Kind)
	case c.ID.Nested():
		return kindSays(c.Kind) + " som bilag til et andet møde"
	}
	return kindSays(c.Kind)
}

// gaps are what is missing in a meeting as its document tells, and how its pages
// were read; of a meeting in a bilag, what is about it.
func (l linker) gaps(t agenda.Thing, h *library.Holding) []remark {
	var list []remark
	within := t.ID.String()
	named := 0 // bilag of the meeting that are named and have no pages
	for i := range t.Meeting.Punkter {
		for j := range t.Meeting.Punkter[i].Bilag {
			if t.Meeting.Punkter[i].Bilag[j].Pages == nil {
				named++
			}
		}
	}
	for _, g := range h.Document.Gaps() {
		id := g.ID.String()
		inside := id == within || strings.HasPrefix(id, within+".")
		onIt := slices.ContainsFunc(g.Pages, t.Meeting.Pages.Holds)
		if inside || onIt && (g.ID.Path() == "" || strings.HasPrefix(g.ID.Path(), "s")) {
			list = append(list, l.gap(g, h))
			if g.Kind == agenda.GapNamed {
				named--
			}
		}
	}
	if named > 0 {
		list = append(list, remark{Says: counted(named, "bilag", "bilag") + " er kun nævnt ved navn: " + choose(named, "dets", "deres") + " sider er ikke i PDF'en."})
	}
	var gone []int
	for n := range archive.ErasedPages(h.Document) {
		if t.Meeting.Pages.Holds(n) {
			gone = append(gone, n)
		}
	}
	if len(gone) > 0 {
		slices.Sort(gone)
		list = append(list, remark{Says: capital(pageList(gone)) + " er fjernet fra arkivet."})
	}
	return list
}

// gap is a gap as people read it, with the page to look at. Which pages it is
// about it says itself, and what only who imports can do about it is left out.
func (l linker) gap(g agenda.Gap, h *library.Holding) remark {
	x := remark{Says: g.Message}
	if rest, ok := strings.CutPrefix(g.Message, "Siderne "); ok && len(g.Pages) > 0 {
		if g.Kind == agenda.GapEmpty && !g.Note {
			rest = "er " + choose(len(g.Pages), "et billede, som ikke er læst", "billeder, som ikke er læst") + " (OCR): det, der står dér, kan ikke søges."
		}
		x.Says = capital(pageList(g.Pages)) + " " + rest
	}
	if len(g.Pages) > 0 {
		if href := l.openPage(h, g.Pages[0]); href != "" {
			x.Mend = link{"Se " + pageList(g.Pages[:1]), href}
		}
	}
	return x
}
