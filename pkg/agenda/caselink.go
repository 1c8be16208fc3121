package agenda

// A Witness says why a punkt is taken to be of a case, as people read it.
type Witness string

const (
	ByNumber Witness = "sagsnummer"  // it has the case number
	ByTitle  Witness = "samme titel" // it is called the same as one that has
)

// A CaseLink is one punkt in a case's course (sagsforløb): when which meeting
// dealt with it. Titles and texts are the store's to give.
type CaseLink struct {
	ID       ID      `json:"id"`       // the punkt, in the best copy of its meeting that has it
	Decision ID      `json:"decision"` // the decision, of the best copy that has one; "" for none
	Date     string  `json:"date"`     // yyyy-mm-dd
	Series   string  `json:"series"`
	Meeting  string  `json:"meeting"` // the meeting's title
	Kind     Kind    `json:"kind"`
	Number   string  `json:"number"`      // the punkt's
	Case     string  `json:"case_number"` // as CaseKey writes it, "" where the punkt has none
	Witness  Witness `json:"witness"`
	Sources  []ID    `json:"sources"` // the same punkt in the meeting's other copies
}

// witnesses are what makes a punkt one of a case.
type witnesses struct {
	numbers map[string]bool
	titles  map[uint32]bool
}

// of is the best witness for h, "" for none.
func (w witnesses) of(h *Head) Witness {
	switch {
	case w.numbers[h.Case]:
		return ByNumber
	case w.titles[h.Title]:
		return ByTitle
	}
	return ""
}

// links are the punkter of a meeting that are of the case. copies stand best
// first.
func (w witnesses) links(copies []Card) []CaseLink {
	var links []CaseLink
	places := map[ID]int{} // in links, of each punkt of each copy
	for k := range copies {
		c := &copies[k]
		if c.Replaced && !copies[0].Replaced {
			break // so are the rest
		}
		for j := range k {
			for i, m := range matchHeads(copies[j].Heads, c.Heads) {
				id := c.ID.Punkt(i + 1)
				at, ok := places[copies[j].ID.Punkt(m+1)]
				if _, placed := places[id]; m < 0 || !ok || placed {
					continue
				}
				places[id] = at
				links[at].add(id, &c.Heads[i], w.of(&c.Heads[i]))
			}
		}
		for i := range c.Heads {
			h, id := &c.Heads[i], c.ID.Punkt(i+1)
			witness := w.of(h)
			if _, placed := places[id]; placed || witness == "" {
				continue
			}
			places[id] = len(links)
			link := CaseLink{
				ID: id, Date: c.Date, Series: c.Series, Meeting: c.Title, Kind: c.Kind,
				Number: h.Number, Case: h.Case, Witness: witness, Sources: []ID{},
			}
			if h.Decided {
				link.Decision = id.Decision()
			}
			links = append(links, link)
		}
	}
	return links
}

// add takes the same punkt in a lesser copy as a source.
func (l *CaseLink) add(id ID, h *Head, witness Witness) {
	l.Sources = append(l.Sources, id)
	if l.Decision == (ID{}) && h.Decided {
		l.Decision = id.Decision()
	}
	if l.Case == "" {
		l.Case = h.Case
	}
	if witness == ByNumber {
		l.Witness = ByNumber
	}
}
