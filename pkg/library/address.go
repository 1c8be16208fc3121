package library

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"referat/pkg/agenda"
	"referat/pkg/archive"
)

// An Address names a meeting, a punkt or a bilag by what stands printed on it:
// body, date, number. So it outlives a new index, a new division of the pages,
// and minutes that take the agenda's place.
type Address struct {
	Body  string // as Body.Slug
	Day   string // yyyy-mm-dd; with "-kl-1400" or "-nr-2" after it where the body met more than once
	Punkt string // its number, "4.a"; "nr-3" is the third where numbers do not tell; "" for the meeting
	Bilag string // its number; "nr-2" is the second where numbers do not tell; "" for the punkt
	Doc   string // the document, as agenda.ID.Doc has it, for another copy than the best; the copy's ID where the document has several
}

// Path is the address as a path on a server.
func (a Address) Path() string {
	path := "/moede/" + url.PathEscape(a.Body) + "/" + url.PathEscape(a.Day)
	if a.Punkt != "" {
		path += "/" + url.PathEscape(a.Punkt)
	}
	if a.Bilag != "" {
		path += "/bilag/" + url.PathEscape(a.Bilag)
	}
	if a.Doc != "" {
		path += "?pdf=" + url.QueryEscape(a.Doc)
	}
	return path
}

// nameOf is how the n-th of a list (from 0) is named, by what is printed on
// them: its own where it has one, and no other has the same.
func nameOf(printed []string, n int) string {
	own := numeral(printed[n])
	if own != "" {
		same := 0
		for _, p := range printed {
			if numeral(p) == own {
				same++
			}
		}
		if same == 1 {
			return own
		}
	}
	return "nr-" + strconv.Itoa(n+1)
}

// placeOf is the place in a list (from 0) that a name means, -1 for none.
func placeOf(printed []string, name string) int {
	name = strings.ToLower(name)
	if place, ok := strings.CutPrefix(name, "nr-"); ok {
		if n, err := strconv.Atoi(place); err == nil && 1 <= n && n <= len(printed) {
			return n - 1
		}
		return -1
	}
	return slices.IndexFunc(printed, func(p string) bool { return numeral(p) == name && name != "" })
}

// numeral is a number as an address has it: "4.a" for "4.A"; "" for what is none.
func numeral(printed string) string {
	s := strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9', r == '.':
			return r
		case r >= 'A' && r <= 'Z':
			return r - 'A' + 'a'
		}
		return -1
	}, printed)
	s = strings.Trim(s, ".")
	if !strings.ContainsAny(s, "0123456789") {
		return ""
	}
	return s
}

func punktNumbers(c *agenda.Card) []string {
	list := make([]string, len(c.Heads))
	for i := range c.Heads {
		list[i] = c.Heads[i].Number
	}
	return list
}

func bilagNumbers(p *agenda.Punkt) []string {
	list := make([]string, len(p.Bilag))
	for i := range p.Bilag {
		list[i] = strconv.Itoa(p.Bilag[i].Number)
	}
	return list
}

// Address is that of a meeting, of a punkt, of a bilag, and of a decision that of
// its punkt. Documents and pages have none.
func (c *Catalogue) Address(t agenda.Thing) (Address, bool) {
	if t.Meeting == nil {
		return Address{}, false
	}
	own := t.ID.MeetingID()
	m := c.of[own]
	if m == nil {
		return Address{}, false
	}
	i := slices.IndexFunc(m.Copies, func(card agenda.Card) bool { return card.ID == own })
	a := Address{Body: m.Body.Slug, Day: m.Day}
	if i > 0 {
		a.Doc = m.copyName(i)
	}
	if t.Punkt == nil {
		return a, true
	}
	n := lastStep(t.ID.PunktID(), 'p')
	if n < 1 || n > len(m.Copies[i].Heads) {
		return Address{}, false
	}
	a.Punkt = nameOf(punktNumbers(&m.Copies[i]), n-1)
	if t.Bilag != nil {
		n := lastStep(t.ID, 'b')
		if n < 1 || n > len(t.Punkt.Bilag) {
			return Address{}, false
		}
		a.Bilag = nameOf(bilagNumbers(t.Punkt), n-1)
	}
	return a, true
}

// lastStep is the number of the last step of an ID, where that has this letter.
func lastStep(id agenda.ID, letter byte) int {
	path := id.Path()
	step := path[strings.LastIndexByte(path, '.')+1:]
	if step == "" || step[0] != letter {
		return 0
	}
	n, err := strconv.Atoi(step[1:])
	if err != nil {
		return 0
	}
	return n
}

// copyName names one of the meeting's copies: by its document, or where that has
// several of them, by itself.
func (m *Meeting) copyName(i int) string {
	id := m.Copies[i].ID
	first := slices.IndexFunc(m.Copies, func(card agenda.Card) bool { return card.ID.Doc() == id.Doc() })
	if first == i {
		return id.Doc()
	}
	return id.String()
}

// Resolve is what stands at an address: a meeting, a punkt or a bilag. Without
// Doc, what the best copy does not have is looked for in the others. The error is
// archive.ErrNotFound, or an *archive.AmbiguousError where a body met more than
// once that day.
func (v *Volume) Resolve(a Address) (agenda.ID, error) {
	missing := fmt.Errorf("%s %w", a.Path(), archive.ErrNotFound)
	c, err := v.Catalogue()
	if err != nil {
		return agenda.ID{}, err
	}
	found := c.At(a.Body, a.Day)
	switch len(found) {
	case 0:
		return agenda.ID{}, v.goneFrom(a, missing)
	case 1:
	default:
		e := &archive.AmbiguousError{Prefix: a.Path()}
		for _, m := range found {
			e.Names = append(e.Names, m.Day)
		}
		return agenda.ID{}, e
	}
	m := found[0]
	for i := range m.Copies {
		card := &m.Copies[i]
		if a.Doc != "" && a.Doc != m.copyName(i) {
			continue
		}
		if a.Punkt == "" {
			return card.ID, nil
		}
		n := placeOf(punktNumbers(card), a.Punkt)
		if n < 0 {
			continue
		}
		id := card.ID.Punkt(n + 1)
		if a.Bilag == "" {
			return id, nil
		}
		t, _, err := v.Find(id)
		if err != nil {
			return agenda.ID{}, err
		}
		if n := placeOf(bilagNumbers(t.Punkt), a.Bilag); n >= 0 {
			return id.Bilag(n + 1), nil
		}
	}
	if a.Doc != "" {
		return agenda.ID{}, v.goneFrom(a, missing)
	}
	return agenda.ID{}, missing
}
