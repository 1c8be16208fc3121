package web

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	"referat/pkg/library"
)

// What of the archive the front page names; the rest is a page further.
const (
	frontMeetings = 8
	frontBodies   = 12
)

// A frontView is what the front page shows.
type frontView struct {
	Query     string
	Kept      []field
	Says      string // what is in the archive
	Internal  bool   // closed punkter are shown
	Latest    []meetingLine
	Bodies    []bodyLine
	AllBodies string // the words of the link to all of them; "" where they stand there
	Feed      string
}

// serveFront serves GET /: the search field, and what is in the archive.
func (s *Site) serveFront(w http.ResponseWriter, r *http.Request, v *library.Volume) error {
	l, err := newLinker(v, "")
	if err != nil {
		return err
	}
	meetings, bodies := l.catalogue.Meetings(), l.catalogue.Bodies()
	view := frontView{Says: archiveSays(meetings, len(bodies)), Feed: feedMeetingsPath(""), Internal: v.ShowsClosed()}
	for _, m := range slices.Backward(meetings) {
		if len(view.Latest) == frontMeetings {
			break
		}
		view.Latest = append(view.Latest, l.makeMeetingLine(m, true))
	}
	for _, b := range bodies {
		view.Bodies = append(view.Bodies, makeBodyLine(b))
	}
	if len(view.Bodies) > frontBodies {
		slices.SortStableFunc(view.Bodies, func(a, b bodyLine) int { return strings.Compare(b.latest, a.latest) })
		view.Bodies = view.Bodies[:frontBodies]
		slices.SortStableFunc(view.Bodies, func(a, b bodyLine) int { return cmp.Compare(strings.ToLower(a.Text), strings.ToLower(b.Text)) })
		view.AllBodies = "Alle " + number(len(bodies)) + " udvalg og møderækker"
	}
	return writePage(w, http.StatusOK, "forside", page{Front: true, View: view, Feeds: []feedLink{{"Nye møder", view.Feed}}})
}

// archiveSays tells in a sentence what the archive holds.
func archiveSays(meetings []*library.Meeting, bodies int) string {
	if len(meetings) == 0 {
		return "Arkivet er tomt: der er endnu ikke importeret noget møde."
	}
	said := counted(len(meetings), "møde", "møder") + " i " + counted(bodies, "udvalg eller møderække", "udvalg og møderækker")
	from, to := year(firstDate(meetings)), year(meetings[len(meetings)-1].Best().Date)
	switch {
	case to == "":
	case from == to:
		said += " fra " + to
	default:
		said += " fra " + from + " til " + to
	}
	return said + "."
}
