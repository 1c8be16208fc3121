package web

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"referat/index"
	"referat/pkg/agenda"
	"referat/pkg/archive"
	"referat/pkg/library"
)

// A sideView is what the page (side) of a PDF shows.
type sideView struct {
	Trail    []link
	Name     string // Side 14 af 28
	File     link
	Held     string       // why it is kept back; "" where it is shown
	Picture  *pictureView // nil where there is none
	NoPic    string       // why there is none
	Passing  bool         // it is only now that there is none, or none whose words are known
	Lead     []span       // the text before what is marked first, a line a line
	First    string       // what is marked first: #fund; "" for nothing
	Text     []span       // the text from there on
	NoText   string       // why there is no text; "" where there is
	OCR      bool         // the text was read from a picture
	Marked   string       // how much of what was searched for is on the page; "" without a search
	Before   *link        // the page before, and after
	After    *link
	FindBack string // the addresses of the page before, and after, that has the words
	FindOn   string
	NotFound string // that there is none
	On       []link // what the page has of punkter and bilag, where the trail does not say it
	Original *link
	Withheld string // why the PDF is not shown
	Cite     string
}

// A pictureView is a page's picture with the places that are marked on it.
type pictureView struct {
	Href, Large   string
	Alt           string
	Width, Height int // pixels; 0 where they are not known yet
	Marks         []markView
	Grid          int // what the marks' numbers are parts of
}

// A markView is a rectangle over a picture, in parts of its width and height.
type markView struct{ X, Y, W, H int }

// markGrid is how many parts a picture's width and height have for marks.
const markGrid = 10_000

// servePage serves GET /dokument/{doc}/side/{n}: a page of a PDF as a picture,
// with its text beside it.
func (s *Site) servePage(w http.ResponseWriter, r *http.Request, v *library.Volume) error {
	h, n, moved, err := pageOf(w, r, v)
	if err != nil || moved {
		return err
	}
	l, err := newLinker(v, textOf(r))
	if err != nil {
		return err
	}
	kept, err := v.Page(h, n)
	held := errors.Is(err, archive.ErrWithheld)
	if err != nil && !held {
		return err
	}
	view, err := l.makeSideView(h, n)
	if err != nil {
		return err
	}
	status := http.StatusOK
	switch {
	case archive.ErasedPages(h.Document)[n]:
		status, view.Held = http.StatusGone, "Siden er fjernet fra arkivet."
	case held:
		status, view.Held = http.StatusForbidden, heldSays(h, n)
	default:
		found, err := s.findOn(r.Context(), v, l.text, kept.Text)
		if err != nil {
			return err
		}
		s.showText(view, h, kept, found, l.text)
		if s.showPicture(r.Context(), v, h, kept, found, view); view.Passing {
			w.Header().Del("ETag") // it is another page as soon as its picture is drawn
			w.Header().Del("Last-Modified")
			w.Header().Set("Cache-Control", "no-store")
		}
		view.findLinks(l, h, n, r.URL.Query().Get("ikke"))
	}
	return writePage(w, status, "side", page{
		Title: view.Name + ", " + h.Document.Source.Name, Query: l.text, Sheets: []string{"side.css"}, NoIndex: true, View: view,
	})
}

// findOn is where the words that were searched for stand in a page's text. It
// costs as much as a search, and waits for one's place.
func (s *Site) findOn(ctx context.Context, v *library.Volume, query, text string) ([]index.Location, error) {
	if query == "" || text == "" {
		return nil, nil
	}
	leave, err := s.gates[searching].enter(ctx)
	if err != nil {
		s.metrics.shed(searching)
		return nil, err
	}
	defer leave()
	return v.Locate(ctx, query, text)
}

// makeSideView is what is said of a page whether it is shown or not.
func (l linker) makeSideView(h *library.Holding, n int) (*sideView, error) {
	d := h.Document
	view := &sideView{
		Name: fmt.Sprintf("Side %d af %d", n, d.Source.Pages),
		File: link{d.Source.Name, documentPath(d.Source.SHA256)},
	}
	doc := agenda.NewID(d.Source.SHA256).Doc()
	if n > 1 {
		view.Before = &link{"Side " + strconv.Itoa(n-1), l.page(doc, n-1)}
	}
	if n < d.Source.Pages {
		view.After = &link{"Side " + strconv.Itoa(n+1), l.page(doc, n+1)}
	}
	owner, punkter := pageOwner(d, n)
	view.Cite = citePath(owner.ID, n)
	if len(punkter) > 1 { // it is of the first of them, but of the others as much
		owner = agenda.Thing{ID: owner.ID.MeetingID(), Kind: agenda.ThingMeeting, Meeting: owner.Meeting}
	}
	view.Trail = l.sideTrail(owner, view.File)
	more := false // than the trail says
	for t := range d.Things() {
		on := t.Kind == agenda.ThingPunkt && !isShell(t.Punkt) || t.Kind == agenda.ThingBilag
		if on && t.Pages().Holds(n) && len(view.On) < mostOnPage {
			x := link{l.nameOf(t), l.thing(t)}
			view.On = append(view.On, x)
			more = more || !slices.ContainsFunc(view.Trail, func(y link) bool { return y.Href == x.Href })
		}
	}
	if !more {
		view.On = nil
	}
	var x sourceView
	if err := x.original(l, h, n); err != nil {
		return nil, err
	}
	view.Original, view.Withheld = x.Original, x.Withheld
	return view, nil
}

// mostOnPage is how many punkter and bilag a page is said to have; an Indhold
// that was taken for punkter has more.
const mostOnPage = 30

// nameOf is a punkt's or a bilag's name, with the meeting's where that is a bilag
// itself.
func (l linker) nameOf(t agenda.Thing) string {
	name := ""
	if t.Kind == agenda.ThingBilag {
		name = bilagName(t.Bilag)
	} else {
		name = punktName(t.Punkt)
	}
	if t.ID.Nested() {
		name += " (" + titleOr(t.Meeting.Title, "et møde, der er bilag") + ")"
	}
	return name
}

// sideTrail leads from the archive to what a page is of.
func (l linker) sideTrail(owner agenda.Thing, file link) []link {
	var m *library.Meeting
	if owner.Meeting != nil {
		m = l.catalogue.Of(owner.ID)
	}
	if m == nil {
		return []link{{"Udvalg og møder", "/udvalg"}, file}
	}
	list := l.trail(m, owner)
	if owner.Kind == agenda.ThingPunkt && !isShell(owner.Punkt) || owner.Kind == agenda.ThingBilag {
		list = append(list, link{l.nameOf(owner), l.thing(owner)})
	}
	return list
}

// heldSays is why a page is kept back.
func heldSays(h *library.Holding, n int) string {
	if slices.Contains(h.Document.Masked, n) {
		return "Siden vises ikke: der står CPR-numre på den."
	}
	return "Siden vises ikke: der står noget fra et lukket punkt på den."
}

// showText sets the page's text, with the words found marked, and where it comes
// from.
func (s *Site) showText(view *sideView, h *library.Holding, kept archive.Page, found []index.Location, query string) {
	d, n := h.Document, kept.Number
	view.OCR = slices.Contains(d.Scans, n)
	var flow []int
	if s.config.Flow != nil {
		var err error
		if flow, err = s.config.Flow(kept); err != nil { // the lines stand as in the PDF then
			s.config.Errors.Error("en sides linjer kan ikke læses", "file", d.Source.Name, "page", n, "error", err.Error())
		}
	}
	view.Text = mended(marked(flowing(kept.Text, flow), found))
	if at := slices.IndexFunc(view.Text, func(x span) bool { return x.Hit }); at >= 0 {
		view.Lead, view.First, view.Text = view.Text[:at], view.Text[at].Text, view.Text[at+1:]
	}
	if query != "" {
		view.Marked = "Ordene er ikke fundet på denne side."
		if places := len(apart(found)); places > 0 {
			view.Marked = counted(places, "sted", "steder") + " er markeret."
		}
	}
	if strings.TrimSpace(kept.Text) == "" {
		view.NoText = "Der er ikke fundet tekst på siden."
		if slices.Contains(d.UnreadScans, n) {
			view.NoText = "Siden er et billede, som ikke er læst (OCR), så den har ingen tekst her."
		}
	}
}

// apart are the places found, those within others left out, in order.
func apart(found []index.Location) []index.Location {
	sorted := slices.SortedFunc(slices.Values(found), func(a, b index.Location) int {
		return cmp.Or(a.Start-b.Start, b.End-a.End)
	})
	var out []index.Location
	end := 0
	for _, f := range sorted {
		if f.End > end && f.Start < f.End {
			out = append(out, f)
			end = f.End
		}
	}
	return out
}

// pictureTime is how long a page waits for its picture, to know where the words
// stand on it. A page that is drawn later is shown without marks found in it.
const pictureTime = 3 * time.Second

// showPicture sets the page's picture, with the words found marked on it, or why
// there is none.
func (s *Site) showPicture(ctx context.Context, v *library.Volume, h *library.Holding, kept archive.Page, found []index.Location, view *sideView) {
	if s.config.Draw == nil {
		view.NoPic = "Serveren er sat op til ikke at vise siderne som billeder."
		return
	}
	n := kept.Number
	path, err := v.Drawable(h, n)
	if err != nil {
		view.NoPic = "Siden kan ikke vises som billede. " + absentSays(h)
		return
	}
	ctx, cancel := context.WithTimeout(ctx, pictureTime)
	defer cancel()
	p, err := s.pictureOf(ctx, path, h, n, pagePicture)
	switch {
	case errors.Is(err, ErrNotDrawn):
		view.NoPic = "Siden kan ikke tegnes. Teksten står her, og PDF'en viser måske mere."
		return
	case err != nil && !errors.Is(err, errBusy) && !errors.Is(err, context.DeadlineExceeded) && !errors.Is(err, context.Canceled):
		s.config.Errors.Error("en side kunne ikke tegnes", "file", h.Document.Source.Name, "page", n, "error", err.Error())
		view.NoPic, view.Passing = "Siden kan ikke tegnes lige nu.", true
		return
	case err != nil:
		p, view.Passing = &Picture{}, true // it may be there when the browser asks for it
	}
	view.Picture = &pictureView{
		Href: picturePath(h, n, pagePicture), Large: picturePath(h, n, largePicture), Width: p.Width, Height: p.Height, Grid: markGrid,
		Alt: fmt.Sprintf("Side %d i %s, som den ser ud. Det samme står som tekst ved siden af.", n, h.Document.Source.Name),
	}
	if s.config.Boxes == nil || len(found) == 0 {
		return
	}
	boxes, err := s.config.Boxes(kept, p.Words, apart(found))
	if err != nil { // the text has the marks still
		s.config.Errors.Error("ordenes pladser på en side kan ikke læses", "file", h.Document.Source.Name, "page", n, "error", err.Error())
		return
	}
	for _, b := range boxes {
		if m := mark(b); m.W > 0 && m.H > 0 {
			view.Picture.Marks = append(view.Picture.Marks, m)
		}
	}
}

// mark is a box on the grid, a hair larger than the letters.
func mark(b Box) markView {
	const around = 0.001
	grid := func(v float64) int { return int(min(max(v, 0), 1) * markGrid) }
	x, y := grid(b.Left-around), grid(b.Top-around)
	return markView{x, y, grid(b.Right+around) - x, grid(b.Bottom+around) - y}
}
