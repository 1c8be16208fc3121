package agenda

import (
	"maps"
	"slices"
)

// A Shown tells what search leaves out of the documents of an archive, since a
// better copy has it. It is for one goroutine.
type Shown struct {
	cards   func(date string) ([]Card, error)
	groups  map[string][][]Card
	covered map[string]map[ID]bool
}

// NewShown makes a Shown of all meetings of an archive.
func NewShown(cards []Card) *Shown {
	byDate := map[string][]Card{}
	for _, card := range cards {
		byDate[card.Date] = append(byDate[card.Date], card)
	}
	return NewShownOn(func(date string) ([]Card, error) { return byDate[date], nil })
}

// NewShownOn makes a Shown that asks for the meetings of a day (yyyy-mm-dd), of
// all an archive's copies, when it needs them.
func NewShownOn(cards func(date string) ([]Card, error)) *Shown {
	return &Shown{cards, map[string][][]Card{}, map[string]map[ID]bool{}}
}

// ShownOf makes a Shown of all meetings of an archive that Group has put
// together.
func ShownOf(groups [][]Card) *Shown {
	s := NewShown(nil)
	for _, g := range groups {
		s.groups[g[0].Date] = append(s.groups[g[0].Date], g)
	}
	return s
}

// On are the meetings of a day, each with its copies, as Group puts them.
func (s *Shown) On(date string) ([][]Card, error) {
	if groups, ok := s.groups[date]; ok {
		return groups, nil
	}
	cards, err := s.cards(date)
	if err != nil {
		return nil, err
	}
	s.groups[date] = Group(cards)
	return s.groups[date], nil
}

// CoveredOn is what search leaves out of a day's meetings.
func (s *Shown) CoveredOn(date string) (map[ID]bool, error) {
	if all, ok := s.covered[date]; ok {
		return all, nil
	}
	groups, err := s.On(date)
	if err != nil {
		return nil, err
	}
	s.covered[date] = CoveredIn(groups)
	return s.covered[date], nil
}

// CoveredIn is what search leaves out of meetings that Group has put together.
func CoveredIn(groups [][]Card) map[ID]bool {
	all := map[ID]bool{}
	for _, group := range groups {
		if len(group) > 1 {
			maps.Copy(all, Covered(group))
		}
	}
	return all
}

// LeftOut says what search does not show of d; nil for nothing.
func (s *Shown) LeftOut(d *Document) (func(ID) bool, error) {
	var days []map[ID]bool
	seen := map[string]bool{"": true}
	for t := range d.Things() {
		if t.Kind != ThingMeeting || seen[t.Meeting.Date] {
			continue
		}
		seen[t.Meeting.Date] = true
		left, err := s.CoveredOn(t.Meeting.Date)
		if err != nil {
			return nil, err
		}
		if len(left) > 0 {
			days = append(days, left)
		}
	}
	if days == nil {
		return nil, nil
	}
	return func(id ID) bool {
		return slices.ContainsFunc(days, func(left map[ID]bool) bool { return left[id] })
	}, nil
}

// LeaveOut is LeftOut of a Shown that NewShown made, which cannot fail.
func (s *Shown) LeaveOut(d *Document) func(ID) bool {
	leaveOut, _ := s.LeftOut(d)
	return leaveOut
}
