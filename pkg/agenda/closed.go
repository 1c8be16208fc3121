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

// ClosedAlso are the punkter of a meeting that are closed in a better copy than
// the one they stand in: the best copy that has a punkt says whether it is closed,
// since an agenda, or an older version of a file, may be older than that. copies
// stand best first, as Group has them.
func ClosedAlso(copies []Card, closed func(ID) bool) []ID {
	var list []ID
	settled := map[ID]bool{} // a better copy has it
	for k := range copies {
		for j := range k {
			for i, m := range matchHeads(copies[j].Heads, copies[k].Heads) {
				id := copies[k].ID.Punkt(i + 1)
				if m < 0 || settled[id] {
					continue
				}
				settled[id] = true
				if with := copies[j].ID.Punkt(m + 1); (closed(with) || slices.Contains(list, with)) && !closed(id) {
					list = append(list, id)
				}
			}
		}
	}
	return list
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
// whatever case, however its lines are broken, and where a page's number, or its
// foot and the head of the next, stand in it. A routine title ("Eventuelt",
// "Lukket punkt") says nothing.
func (h *Hidden) Names(text string) bool {
	if len(h.Titles) == 0 {
		return false
	}
	words := slices.Collect(Words(text))
	return slices.ContainsFunc(h.Titles, func(title string) bool {
		return !routine(TitleKey(title)) && stands(slices.Collect(Words(title)), words)
	})
}

// What may stand within a title where its line ends.
const (
	mostBetween  = 10 // words
	leastBetween = 4  // words that a title has for that
)

// stands reports whether a title stands in a text.
func stands(title, text []string) bool {
	letters := strings.Join(title, "") // words are broken anywhere: Krokodille-vej
	if letters == "" {
		return false
	}
	for i, word := range text {
		if !strings.HasPrefix(letters, word) {
			continue
		}
		left, between := letters, 0
		for _, w := range text[i:] {
			rest, ok := strings.CutPrefix(left, w)
			switch {
			case ok && rest == "":
				return true
			case ok:
				left = rest
			default:
				between++
			}
			if between > 0 && len(title) < leastBetween || between > mostBetween {
				break
			}
		}
	}
	return false
}

// plain is the words of a text with one space between them.
func plain(text string) string {
	return strings.Join(slices.Collect(Words(text)), " ")
}
