package web

import (
	"referat/pkg/agenda"
	"referat/pkg/library"
)

// mostAlso is how many other texts of a punkt, and other bilag with the same
// text, a hit names.
const mostAlso = 5

// A hitView is a hit on the search page.
type hitView struct {
	Number  int
	Punkt   link // number and title, to what fits best
	Meeting link
	ISO     string
	Date    string
	Kind    string
	What    string // beslutning, bilag «…»; "" for the punkt's own text
	Page    *link  // the page of the PDF, without an address where it is kept back; nil where it is not known
	OCR     bool
	Outcome string
	Closed  bool
	Spans   []span
	Also    []link // other texts of the punkt with the words
	More    string // how many more there are
	Same    []link // bilag with the same text
	Copies  []link // of the meeting, in other PDFs
}

// makeHitView is hit number n as it is shown.
func (l linker) makeHitView(n int, h library.Hit) hitView {
	view := hitView{
		Number: n, Punkt: link{numbered(h.Number, titleOr(h.Punkt, "uden titel")), l.thing(h.Of)},
		Meeting: l.meetingOf(h.Of, h.Series, undated(h.Meeting, h.Date)),
		ISO:     h.Date, Date: danishDate(h.Date), Kind: string(h.Kind), OCR: h.OCR, Closed: h.Closed,
	}
	switch h.Thing {
	case agenda.ThingDecision:
		view.What = "beslutning"
	case agenda.ThingBilag:
		view.What = "bilag " + quoted(titleOr(h.Bilag, "uden titel"))
	}
	if h.Outcome != "" {
		view.Outcome = outcomeSays(h.Outcome)
	}
	if h.Page > 0 {
		page := pagesText(agenda.PageRange{h.Page, h.Page})
		says := page + " i PDF'en"
		if h.Of.Bilag != nil && h.Of.Bilag.Pages == nil { // it is only named, and where is not known
			says = "punktet begynder på " + page
		}
		view.Page = &link{says, l.openPage(h.Holding, h.Page)}
		if view.Page.Href == "" {
			view.Page.Text = page + " (vises ikke)"
		}
	}
	for _, x := range h.Fragment {
		view.Spans = append(view.Spans, span{Text: x.Text, Hit: x.Hit})
	}
	view.also(l, h)
	for i, id := range h.Same {
		if i == mostAlso {
			break
		}
		view.Same = append(view.Same, l.sameText(id))
	}
	for _, c := range h.Copies {
		view.Copies = append(view.Copies, link{copyName(c), idPath(c.ID)})
	}
	return view
}

// also names the punkt's other texts with the words.
func (view *hitView) also(l linker, h library.Hit) {
	for i, a := range h.Also {
		if i == mostAlso {
			view.More = counted(len(h.Also)-i, "tekst til", "tekster til")
			return
		}
		text := string(a.Thing)
		switch a.Thing {
		case agenda.ThingBilag:
			text = "bilag " + quoted(titleOr(a.Title, "uden titel"))
		case agenda.ThingPunkt:
			text = "punktets tekst"
		}
		if a.Page > 0 {
			text += ", " + pagesText(agenda.PageRange{a.Page, a.Page})
		}
		view.Also = append(view.Also, link{text, l.alsoHref(h, a)})
	}
}

// sameText leads to a bilag with the same text, named by its meeting and punkt.
func (l linker) sameText(written string) link {
	to := link{"et bilag til et andet punkt", l.carry(idPath(written))}
	id, err := agenda.ParseID(written)
	if err != nil {
		return to
	}
	t, _, err := l.volume.Find(id)
	if err != nil || t.Punkt == nil {
		return to
	}
	return link{numbered(t.Punkt.Number, titleOr(t.Punkt.Title, "uden titel")) + ", " + danishDate(t.Meeting.Date), l.thing(t)}
}

// alsoHref is the page of what a hit names beside what it shows: they are of one
// punkt.
func (l linker) alsoHref(h library.Hit, a library.Also) string {
	if id, err := agenda.ParseID(a.ID); err == nil && h.Holding != nil {
		if t, ok := h.Holding.Document.Find(id); ok {
			return l.thing(t)
		}
	}
	return l.carry(idPath(a.ID))
}

// meetingOf is the meeting that a thing stands in, by its own copy.
func (l linker) meetingOf(t agenda.Thing, series, title string) link {
	whole := agenda.Thing{ID: t.ID.MeetingID(), Kind: agenda.ThingMeeting, Meeting: t.Meeting}
	return link{meetingName(series, title), l.thing(whole)}
}

// copyName names a copy of a meeting by its file.
func copyName(c library.CopyOf) string {
	what := string(c.Kind)
	switch {
	case c.Replaced:
		what = "ældre udgave"
	case c.Nested:
		what = "som bilag"
	}
	return c.Document + " (" + what + ")"
}
