package agenda

import (
	"cmp"
	"slices"
)

// Cases are the cases (sager) of an archive's meetings, ready to be asked for.
type Cases struct {
	groups  [][]Card
	numbers map[string][]int // the groups that have a case number, in order
	titles  map[uint32][]int // and those that have a title
	held    map[string]int   // how many meetings a series has
	loose   [2]map[string][]string
}

// NewCases makes the Cases of meetings that Group has put together.
func NewCases(groups [][]Card) *Cases {
	c := &Cases{groups: groups, numbers: map[string][]int{}, titles: map[uint32][]int{}, held: map[string]int{}, loose: [2]map[string][]string{{}, {}}}
	held := map[heldMeeting]bool{}
	for i, copies := range groups {
		for j := range copies {
			if m := meetingHeld(&copies[j]); !held[m] {
				held[m] = true
				c.held[m.series]++
			}
			for k := range copies[j].Heads {
				h := &copies[j].Heads[k]
				if h.Case != "" {
					note(c.numbers, h.Case, i)
				}
				if h.Title != 0 {
					note(c.titles, h.Title, i)
				}
			}
		}
	}
	for number := range c.numbers {
		for way, form := range looseCaseKeys(number) {
			c.loose[way][form] = append(c.loose[way][form], number)
		}
	}
	return c
}

// note adds a group to those of a key, once.
func note[K comparable](of map[K][]int, key K, group int) {
	if list := of[key]; len(list) == 0 || list[len(list)-1] != group {
		of[key] = append(list, group)
	}
}

// A heldMeeting is what tells meetings apart where it is counted how often a
// title comes.
type heldMeeting struct{ series, date string }

func meetingHeld(c *Card) heldMeeting { return heldMeeting{cmp.Or(c.Series, c.Title), c.Date} }

// Timeline is the course of a case, by date, each meeting's punkter once. start
// is a case number as people write it, or where no punkt has that, a punkt's
// title.
//
// Punkter with the case number come of it, and those with the title of one of
// these, unless the title says nothing (a routine one, or a standing item by
// what the meetings show). Beginning with a title, those of that title come
// first, and if it says something, those with their case numbers. An older
// version of a document says nothing where another copy of the meeting stands.
func (c *Cases) Timeline(start string) []CaseLink {
	w := witnesses{numbers: c.meant(start), titles: map[uint32]bool{}}
	if len(w.numbers) > 0 {
		for h := range c.heads(groupsOf(c.numbers, w.numbers)) {
			if w.numbers[h.Case] {
				w.titles[h.Title] = true
			}
		}
		w.titles = c.telling(w.titles)
	} else {
		asked := map[uint32]bool{TitleKey(start): true}
		telling := c.telling(asked)
		for h := range c.heads(groupsOf(c.titles, telling)) {
			if telling[h.Title] && h.Case != "" {
				w.numbers[h.Case] = true
			}
		}
		w.titles = asked
	}
	delete(w.titles, 0)
	in := slices.Concat(groupsOf(c.numbers, w.numbers), groupsOf(c.titles, w.titles))
	slices.Sort(in)
	links := []CaseLink{}
	for _, i := range slices.Compact(in) {
		links = append(links, w.links(c.groups[i])...)
	}
	return links
}

// groupsOf are the groups that have one of some keys.
func groupsOf[K comparable](of map[K][]int, keys map[K]bool) []int {
	var list []int
	for key := range keys {
		list = append(list, of[key]...)
	}
	return list
}

// heads goes through the punkter of all copies of some groups.
func (c *Cases) heads(groups []int) func(yield func(*Head) bool) {
	return func(yield func(*Head) bool) {
		for _, i := range groups {
			for j := range c.groups[i] {
				for k := range c.groups[i][j].Heads {
					if !yield(&c.groups[i][j].Heads[k]) {
						return
					}
				}
			}
		}
	}
}

// meant are the case numbers that someone who writes s means: the same one, else
// those that differ by signs only, else by zeros only.
func (c *Cases) meant(s string) map[string]bool {
	meant := map[string]bool{}
	key := CaseKey(s)
	if key == "" {
		return meant
	}
	if len(c.numbers[key]) > 0 {
		meant[key] = true
		return meant
	}
	for way, form := range looseCaseKeys(key) {
		for _, number := range c.loose[way][form] {
			meant[number] = true
		}
		if len(meant) > 0 {
			break
		}
	}
	return meant
}

// Bounds on what a title of a case can be, by meetings that have it. A case comes
// before a body a few times, seldom more than once a month for a year; what comes
// more often, or at every third meeting of a series and at four or more, or under
// three case numbers, is a standing item: "Eventuelt", "Budgetopfølgning",
// "Status på anlæg".
const (
	mostMeetings = 12
	mostNumbers  = 2
	standingFrom = 4 // meetings of the series
	standingPart = 3 // of its meetings: one in so many
)

// telling are those titles that say which case a punkt is of: no routine title,
// and none that the meetings show to be a standing item.
func (c *Cases) telling(titles map[uint32]bool) map[uint32]bool {
	telling := map[uint32]bool{}
	for t := range titles {
		if t != 0 && !routine(t) && !c.standing(t) {
			telling[t] = true
		}
	}
	return telling
}

// standing reports whether a title is that of a standing item.
func (c *Cases) standing(title uint32) bool {
	meetings, numbers, series := map[heldMeeting]bool{}, map[string]bool{}, map[string]int{}
	for _, i := range c.titles[title] {
		for j := range c.groups[i] {
			card := &c.groups[i][j]
			m := meetingHeld(card)
			for k := range card.Heads {
				h := &card.Heads[k]
				if h.Title != title {
					continue
				}
				if h.Case != "" {
					numbers[h.Case] = true
				}
				if !meetings[m] {
					meetings[m] = true
					series[m.series]++
				}
			}
		}
		if len(meetings) > mostMeetings || len(numbers) > mostNumbers {
			return true
		}
	}
	for name, n := range series {
		if n >= standingFrom && standingPart*n >= c.held[name] {
			return true
		}
	}
	return false
}
