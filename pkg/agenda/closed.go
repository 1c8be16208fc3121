package agenda

import (
	"slices"
	"strings"
)

// ClosedTitle is the title of a closed punkt that is kept back.
const ClosedTitle = "Lukket punkt"

// closedMessage is what a warning says instead of what it said of a closed punkt.
const closedMessage = "Advarslens ordlyd er ikke med: den nævner et lukket punkt."

// A Hidden is what HideClosed took away, as far as it takes to keep the pages
// back on which it stands.
type Hidden struct {
	Pages  []int    // that closed punkter stand on, from 1, in order; a part of them may be another punkt's
	Titles []string // of closed punkter, which may stand on other pages, too: in Indhold
	Any    bool     // there was a closed punkt
	Lost   bool     // of one it is not known on which pages it stands
}

// HideClosed leaves of each closed punkt (lukket punkt) of d a shell: its number,
// and that it is closed. Places, and with them IDs, stay. What d says of the
// punkt elsewhere goes too: what names its title in the information of a meeting
// and in warnings, and warnings that quote the pages it stands on.
func (d *Document) HideClosed() Hidden {
	var h Hidden
	pages := map[int]bool{}
	for t := range d.Things() {
		if t.Kind != ThingPunkt || !t.Punkt.Closed {
			continue
		}
		p := t.Punkt
		h.Any, h.Lost = true, h.Lost || p.Pages[0] == 0
		if plain(p.Title) != "" {
			h.Titles = append(h.Titles, p.Title)
		}
		within := []PageRange{p.Pages}
		for _, b := range p.Bilag {
			if b.Pages != nil {
				within = append(within, *b.Pages)
			}
		}
		for _, r := range within {
			for n := max(1, r[0]); n <= r[1]; n++ {
				pages[n] = true
			}
		}
	}
	for i := range d.Meetings {
		hideClosed(&d.Meetings[i], &h)
	}
	for i := range d.Warnings {
		w := &d.Warnings[i]
		on := h.Lost || slices.ContainsFunc(w.Pages, func(n int) bool { return pages[n] }) // it may quote what stands there
		if h.Names(w.Message) || on && tells(w.Code) {
			w.Message = closedMessage
		}
	}
	for n := range pages {
		h.Pages = append(h.Pages, n)
	}
	slices.Sort(h.Pages)
	return h
}

func hideClosed(m *Meeting, h *Hidden) {
	if h.Names(m.Information) {
		m.Information = ""
	}
	for i := range m.Punkter {
		p := &m.Punkter[i]
		if p.Closed {
			*p = Punkt{Number: p.Number, Title: ClosedTitle, Closed: true, History: []History{}, Bilag: []Bilag{}}
			continue
		}
		for j := range p.Bilag {
			for k := range p.Bilag[j].Meetings {
				hideClosed(&p.Bilag[j].Meetings[k], h)
			}
		}
	}
}

// tells reports whether warnings of this code say what stands on the pages that
// they are about.
func tells(c WarningCode) bool {
	switch c {
	case WarnUnplaced, WarnHeadingMissing, WarnRunning, WarnPageUnread, WarnOutcomeUnknown:
		return true
	}
	return false
}

// Names reports whether a text has the title of one of the closed punkter, in
// whatever case and however its lines are broken. A routine title ("Eventuelt",
// "Lukket punkt") says nothing.
func (h *Hidden) Names(text string) bool {
	if len(h.Titles) == 0 {
		return false
	}
	in := " " + plain(text) + " "
	return slices.ContainsFunc(h.Titles, func(title string) bool {
		return !routine(TitleKey(title)) && strings.Contains(in, " "+plain(title)+" ")
	})
}

// plain is the words of a text with one space between them.
func plain(text string) string {
	return strings.Join(slices.Collect(Words(text)), " ")
}
