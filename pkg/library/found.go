package library

import (
	"fmt"
	"slices"
	"strings"

	"referat/index"
	"referat/pkg/agenda"
)

// A Found is the answer to a search.
type Found struct {
	Query      string                        `json:"query"`
	ReadAs     string                        `json:"read_as"` // the same, written out as it was read
	Generation string                        `json:"generation"`
	Total      uint64                        `json:"total"` // punkter
	Hits       []Hit                         `json:"hits"`
	Notes      []string                      `json:"notes"` // how the query was read, where that may surprise
	Fuzzy      bool                          `json:"fuzzy"` // nothing had the words; these are spelt nearly so
	DidYouMean string                        `json:"did_you_mean"`
	Read       []TermRead                    `json:"read"`             // how each word was read
	Facets     map[index.Facet][]index.Count `json:"facets,omitempty"` // where they were asked for

	// Next is how many of the best punkter the hits stand for, those left out by
	// Query.Skip and those shown under others counted: where the next page begins.
	Next int `json:"-"`
}

// A Hit is a punkt found, with what a person wants to know of it: what of it
// fits best, and where else in it the words stand.
type Hit struct {
	ID       string           `json:"id"` // of the thing that fits best: the punkt, its decision or a bilag
	Thing    agenda.ThingKind `json:"thing"`
	Date     string           `json:"date"`
	Series   string           `json:"series"`
	Meeting  string           `json:"meeting"`
	Kind     agenda.Kind      `json:"kind"`
	Number   string           `json:"punkt_number"`
	Punkt    string           `json:"punkt_title"`
	Bilag    string           `json:"bilag_title,omitempty"`
	Closed   bool             `json:"closed"`
	Outcome  agenda.Outcome   `json:"outcome"` // "" where there is no decision
	Page     int              `json:"page"`    // of the PDF, from 1; 0 where not known
	OCR      bool             `json:"ocr"`     // the page was read from a picture: spelling may be off
	Document string           `json:"document"`
	Score    float64          `json:"score"`
	Fragment []Span           `json:"fragment"`
	Also     []Also           `json:"also"`   // other things of the punkt in which the words stand
	Same     []string         `json:"same"`   // punkter that were found by the same bilag
	Copies   []CopyOf         `json:"copies"` // of its meeting, in other documents

	Of      agenda.Thing `json:"-"` // the thing that fits best
	Holding *Holding     `json:"-"` // the document that it stands in

	passage bool    // Fragment is of a text, rather than a title
	places  []place // where the words stand, the best first
}

// An Also is a thing of a punkt in which words stand, beside the one shown.
type Also struct {
	ID    string           `json:"id"`
	Thing agenda.ThingKind `json:"thing"`
	Title string           `json:"title"` // of a bilag
	Page  int              `json:"page"`
}

// A Span is a piece of a hit's text; Hit marks the words looked for.
type Span struct {
	Text string `json:"text"`
	Hit  bool   `json:"hit"`
}

// A CopyOf is another copy of a meeting: its agenda, minutes that are a bilag
// of a later meeting, an older version of the file.
type CopyOf struct {
	ID       string      `json:"id"` // of the meeting there
	Kind     agenda.Kind `json:"kind"`
	Document string      `json:"document"`
	Nested   bool        `json:"nested"`   // it is part of a bilag
	Replaced bool        `json:"replaced"` // an older version
}

// fold reports whether a hit shows what one before it shows already: the same
// passage of a bilag that was sent twice, or that all bilag of a kind have. It
// is named there. Two bilag of the same name, which is all that is known of them,
// are two.
func (f *Found) fold(h Hit) bool {
	if h.Thing != agenda.ThingBilag || !h.passage {
		return false
	}
	for i := range f.Hits {
		if before := &f.Hits[i]; before.Thing == agenda.ThingBilag && before.passage && slices.Equal(before.Fragment, h.Fragment) {
			before.Same = append(before.Same, h.ID)
			return true
		}
	}
	return false
}

// Shown is how many punkter the hits stand for: those that were found by the
// same bilag are shown as one.
func (f *Found) Shown() int {
	n := len(f.Hits)
	for _, h := range f.Hits {
		n += len(h.Same)
	}
	return n
}

// Instead says in Danish which words were looked for in place of those that no
// punkt has.
func (f *Found) Instead() string {
	var list []string
	for _, r := range f.Read {
		if len(r.Near) == 0 {
			continue
		}
		var near []string
		for _, w := range r.Near {
			near = append(near, w.Shown)
		}
		list = append(list, fmt.Sprintf("i stedet for «%s» er der søgt på %s", r.Typed, strings.Join(near, ", ")))
	}
	text := strings.Join(list, "; ")
	return strings.Replace(text, "i", "I", 1) + "."
}
