package agenda

import (
	"cmp"
	"encoding/binary"
	"slices"
)

// Group puts the copies of each meeting together: its dagsorden, its referat,
// and those nested as a bilag of another export. Every card is in one group.
// Each meeting's copies stand best first: of a document that no newer version
// replaces, a referat before a dagsorden, an own export before a nested copy,
// what is no draft, the newer file; then by ID. The meetings stand by date, start and ID. The
// order of cards says nothing.
//
// Two copies are of the same meeting when the date and the name agree, unless
// their starts differ and their punkter mostly do, too (an agenda may give
// another start than its minutes), or they have nothing at all in common; and
// when an agenda and minutes differ in nothing but the series' name (renamed).
// Without a date, nothing is the same.
//
// What search shows was decided by these rules and Covered's when it was
// indexed: a change of them raises the index's version.
func Group(cards []Card) [][]Card {
	sorted := slices.Clone(cards)
	slices.SortFunc(sorted, func(a, b Card) int {
		if c := cmp.Compare(a.Date, b.Date); c != 0 {
			return c
		}
		return compareCopies(a, b)
	})
	var groups [][]Card
	days := map[string][]Card{}
	for _, c := range sorted {
		if c.Date == "" {
			groups = append(groups, []Card{c})
			continue
		}
		days[c.Date] = append(days[c.Date], c)
	}
	for _, day := range days {
		groups = append(groups, groupDay(day)...)
	}
	slices.SortFunc(groups, func(a, b []Card) int {
		return cmp.Or(cmp.Compare(a[0].Date, b[0].Date), cmp.Compare(a[0].Start, b[0].Start),
			cmp.Compare(a[0].ID.String(), b[0].ID.String()))
	})
	return groups
}

// compareCopies puts the better of two copies of one meeting first.
func compareCopies(a, b Card) int {
	last := func(x, y bool) int { // what is true comes last
		switch {
		case x == y:
			return 0
		case x:
			return 1
		}
		return -1
	}
	if c := cmp.Or(last(a.Replaced, b.Replaced), last(a.Kind != Referat, b.Kind != Referat), last(a.ID.Nested(), b.ID.Nested())); c != 0 {
		return c
	}
	return cmp.Or(last(draft(a.Series, a.Title), draft(b.Series, b.Title)),
		cmp.Compare(b.Modified, a.Modified), cmp.Compare(a.ID.String(), b.ID.String()))
}

// A likeness is copies of one day that nothing tells apart, and at last those
// that are of one meeting.
type likeness struct {
	cards   []Card // best first
	members []int  // the likenesses that were joined, by place; itself too
	name    meetingName
	told    marks // of the punkter that are not routine
	all     marks // of all punkter
}

// groupDay groups the cards of one date, which stand best first. Pairs that
// are the same are joined, the surest first, unless that would bring together
// two that are not: a copy without a start can be of the morning's meeting or of
// the afternoon's, but does not make one meeting of both.
func groupDay(cards []Card) [][]Card {
	var all []*likeness
	places := map[string]int{}
	for _, c := range cards {
		key := signature(c)
		i, ok := places[key]
		if !ok {
			i = len(all)
			places[key] = i
			all = append(all, &likeness{members: []int{i}})
		}
		all[i].cards = append(all[i].cards, c)
	}
	if len(all) == 1 {
		return [][]Card{all[0].cards}
	}
	for _, l := range all {
		c := &l.cards[0]
		l.name = nameOf(c.Series, c.Title)
		l.all = marksOf(c.Heads, func(*Head) bool { return true })
		l.told = marksOf(c.Heads, func(h *Head) bool { return !routine(h.Title) })
	}

	type pair struct{ a, b, sure int }
	same := map[[2]int]bool{}
	var pairs []pair
	for b := range all {
		for a := range b {
			if sure := sameMeeting(all[a], all[b]); sure > 0 {
				same[[2]int{a, b}] = true
				pairs = append(pairs, pair{a, b, sure})
			}
		}
	}
	slices.SortStableFunc(pairs, func(x, y pair) int {
		return cmp.Or(cmp.Compare(y.sure, x.sure), cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b))
	})
	in := slices.Clone(all) // the group that each place is in
	for _, p := range pairs {
		a, b := in[p.a], in[p.b]
		if a == b || !allSame(a.members, b.members, same) {
			continue
		}
		a.members = append(a.members, b.members...)
		a.cards = append(a.cards, b.cards...)
		for _, i := range b.members {
			in[i] = a
		}
	}
	var groups [][]Card
	for i, g := range in {
		if g == all[i] {
			slices.SortFunc(g.cards, compareCopies)
			groups = append(groups, g.cards)
		}
	}
	return groups
}

func allSame(as, bs []int, same map[[2]int]bool) bool {
	for _, a := range as {
		for _, b := range bs {
			if !same[[2]int{min(a, b), max(a, b)}] {
				return false
			}
		}
	}
	return true
}

// signature is the same for copies that tell the same of their meeting.
func signature(c Card) string {
	s := make([]byte, 0, 256)
	for _, text := range []string{c.Series, c.Title, c.Start} {
		s = append(append(s, text...), 0)
	}
	for i := range c.Heads {
		s = binary.BigEndian.AppendUint32(s, c.Heads[i].Title)
		s = append(append(s, c.Heads[i].Case...), 0)
	}
	return string(s)
}

// sameMeeting says how sure it is that two copies of one date are of one
// meeting; 0 where they are not.
func sameMeeting(a, b *likeness) int {
	names := alikeNames(a.name, b.name)
	switch {
	case names > 0:
	case renamed(a, b):
		return perhaps // after all pairs whose names agree
	default:
		return 0
	}
	x, y := &a.cards[0], &b.cards[0]
	startsAgree := x.Start != "" && x.Start == y.Start
	startsDiffer := x.Start != "" && y.Start != "" && x.Start != y.Start
	common, of := inCommon(a, b)
	mostly := of > 0 && 2*common >= of

	// Minutes of three subjects or more, none of which the others have, are of
	// another meeting, though name and time agree: several rådmænd meet on
	// Mondays at eleven. Of two agendas, or two minutes, two subjects are enough:
	// they are not called anew, as from an agenda to its minutes. What a
	// tillægsdagsorden adds is new by its nature.
	enough := 3
	if x.Kind == y.Kind && !x.ID.Nested() && !y.ID.Nested() {
		enough = 2
	}
	extra := a.name.extra || b.name.extra
	apart := of >= enough && common == 0 && !extra
	switch {
	case apart, startsDiffer && !mostly:
		return 0
	case names == surely, mostly, startsAgree && (of == 0 || extra):
	default:
		return 0
	}
	sure := names
	if startsAgree {
		sure += 4
	}
	if of > 0 {
		sure += 8 * common / of
	}
	return sure
}

// How sure two meetings' names are the same; 0 where they are not.
const (
	perhaps = 1 // something else must bear it out
	surely  = 2
)

func alikeNames(a, b meetingName) int {
	switch {
	case a.clock != "" && b.clock != "" && a.clock != b.clock:
		return 0 // "Møde kl. 9" and "Møde kl. 13"
	case a.body == b.body && a.title == b.title && a.bare == b.bare && !a.unsaid:
		return surely
	case a.body == b.body && (a.title == b.title || a.plain && b.plain):
		return perhaps // "Kulturudvalget (Referat)" and "Kulturudvalget (Kulturudvalgsmøde)"
	case a.bare != b.bare && a.whole == b.whole && a.whole != "":
		return perhaps // a copy whose series was lost
	}
	return 0
}

// renamed reports whether an agenda and minutes are of one meeting though their
// series are called otherwise: the body got another name between them. Title and
// start agree, and at least three in four subjects. Where both series have
// minutes, or both an agenda, they are two bodies that met together.
func renamed(a, b *likeness) bool {
	const fewest = 2 // subjects
	x, y := &a.cards[0], &b.cards[0]
	if a.name.bare || b.name.bare || a.name.title == "" || a.name.title != b.name.title || x.Start == "" || x.Start != y.Start {
		return false
	}
	for i := range a.cards {
		if slices.ContainsFunc(b.cards, func(c Card) bool { return c.Kind == a.cards[i].Kind }) {
			return false
		}
	}
	common := max(shared(a.told.titles, b.told.titles), shared(a.told.cases, b.told.cases))
	return common >= fewest && 4*common >= 3*max(a.told.n, b.told.n)
}

// inCommon counts the punkter that two copies share, by titles or by case
// numbers, and how many they could: the fewer punkter of the two, since a nested
// copy can be an extract. Routine punkter count only where a copy has no others.
func inCommon(a, b *likeness) (common, of int) {
	x, y := &a.told, &b.told
	if x.n == 0 || y.n == 0 {
		x, y = &a.all, &b.all
	}
	return max(shared(x.titles, y.titles), shared(x.cases, y.cases)), min(x.n, y.n)
}

// marks are what punkter are known again by.
type marks struct {
	n      int      // punkter that have any
	titles []uint32 // sorted
	cases  []string // sorted
}

func marksOf(heads []Head, counts func(*Head) bool) marks {
	var m marks
	for i := range heads {
		h := &heads[i]
		if h.Title == 0 && h.Case == "" || !counts(h) {
			continue
		}
		m.n++
		if h.Title != 0 {
			m.titles = append(m.titles, h.Title)
		}
		if h.Case != "" {
			m.cases = append(m.cases, h.Case)
		}
	}
	slices.Sort(m.titles)
	slices.Sort(m.cases)
	return m
}

// shared counts what stands in both of two sorted lists, twice what stands twice
// in both.
func shared[T cmp.Ordered](a, b []T) int {
	n := 0
	for len(a) > 0 && len(b) > 0 {
		switch c := cmp.Compare(a[0], b[0]); {
		case c < 0:
			a = a[1:]
		case c > 0:
			b = b[1:]
		default:
			n++
			a, b = a[1:], b[1:]
		}
	}
	return n
}
