package segment

import (
	"math"
	"slices"
	"sort"
	"strings"
)

// Which meeting a heading belongs to is decided for all headings together.
// Read from the first page to the last, each heading goes to one of the
// meetings open at that place, or is taken as quoted; each front opens a
// meeting inside the punkt before it, or ends what is open and begins the
// next meeting of the file. Every choice has a cost for each witness that
// speaks against it; the cheapest reading of the whole file is taken.
const (
	costQuoted     = 5.0  // set as a heading of the meeting, yet taken as quoted
	costSetting    = 6.0  // not set as the meeting's headings are
	costUnpromised = 6.0  // not in the meeting's Indhold
	costBackTOC    = 8.0  // Indhold has it before what came last
	costSkipTOC    = 0.5  // for each entry of Indhold passed over
	costBack       = 10.0 // a number lower than the last
	costRename     = 5.0  // the last number, another title
	costJump       = 2.0  // numbers left out
	costMidPage    = 15.0 // a nested meeting ends in the middle of a page
	costStamp      = 9.0  // a stamp says otherwise
	costBookmark   = 4.0  // the outline says otherwise
	costMissing    = 2.0  // for each entry of Indhold never found, at most costMissingMax
	costMissingMax = 8.0
	costAbandoned  = 2.0  // a meeting that does not go on after one nested in it
	costLater      = 3.0  // nested, but held after the meeting it is nested in
	costNoReferat  = 1.0  // nested in a punkt that is not about minutes
	costEventuelt  = 1.0  // nested in a punkt that has no matter of its own
	costSibling    = 1.5  // nested beside another, the meeting around them not gone on since
	costSequel     = 1.0  // another meeting after this one in the same file
	costEarlier    = 1.0  // … that was held before it
	costComplete   = 0.5  // a meeting that does not go on, but has all that Indhold promised
	costPretender  = 2.0  // a front taken as quoted that has title and day only …
	costInformed   = 8.0  // … or an "Information:" line, too
	costPromising  = 15.0 // … or an Indhold
	costOrphan     = 4.0  // a decision with no heading of its punkt before it
	beamWidth      = 96
	maxNesting     = 3
)

// An opened is a meeting on the way, as the weighing sees it.
type opened struct {
	front   int
	number  ordinal
	title   string // key of the last heading's title
	toc     int    // entries of Indhold passed
	started bool
	nested  bool // a meeting was nested in it and it has not gone on since
	page    int  // of the last heading
	named   bool // the outline names a heading of it
}

// A choice is one step of a reading: candidate or front, and the level it
// goes to; -1 is quoted.
type choice struct {
	before *choice
	level  int
	depth  int // how many meetings are open after it
}

type reading struct {
	open   []opened
	cost   float64
	choice *choice
}

// An event is a front (front >= 0) or a candidate, in the order of the pages.
type event struct {
	at
	front     int
	candidate int
}

// A weigher holds the witnesses.
type weigher struct {
	s          *source
	fronts     []front
	signatures []signature
	candidates []candidate
	stamps     stampMap
	marked     map[int][]heading // by page: headings that the outline names
	toc        [][]promise       // by front
}

// weigh gives each event's level. Level 0 is a meeting of the file itself, 1
// one nested in it. For fronts the level is where the new meeting stands.
func (w *weigher) weigh(events []event) []int {
	states := []reading{{}}
	for _, e := range events {
		var next []reading
		for _, st := range states {
			if e.front >= 0 {
				next = append(next, w.begin(st, e)...)
			} else {
				next = append(next, w.heading(st, e)...)
			}
		}
		states = prune(next)
	}
	best := math.Inf(1)
	var end *choice
	for _, st := range states {
		c := st.cost
		for _, o := range st.open {
			c += w.leave(o)
		}
		if c < best {
			best, end = c, st.choice
		}
	}
	levels := make([]int, len(events))
	for i := len(events) - 1; i >= 0 && end != nil; i-- {
		levels[i] = end.level
		end = end.before
	}
	return levels
}

// prune keeps the cheapest readings, one for each state. An opened of a level
// that is not open is the zero opened, which none that is open equals: its
// page is that of its front or later, and the first front comes first.
func prune(in []reading) []reading {
	sort.SliceStable(in, func(i, j int) bool { return in[i].cost < in[j].cost })
	type state [maxNesting]opened
	seen := make(map[state]bool, len(in))
	out := in[:0]
	for _, r := range in {
		var k state
		copy(k[:], r.open)
		if !seen[k] && len(out) < beamWidth {
			seen[k] = true
			out = append(out, r)
		}
	}
	return out
}

func (r reading) step(open []opened, cost float64, level int) reading {
	return reading{open: open, cost: r.cost + cost, choice: &choice{r.choice, level, len(open)}}
}

// begin is the readings of a front.
func (w *weigher) begin(st reading, e event) []reading {
	f := w.fronts[e.front]
	fresh := opened{front: e.front, page: e.page}
	if len(st.open) == 0 {
		return []reading{st.step([]opened{fresh}, 0, 0)}
	}
	var out []reading
	// No meeting's: a page of a bilag that has a title and a day.
	switch {
	case len(f.toc) > 0:
		out = append(out, st.step(st.open, costPromising, -1))
	case f.informed:
		out = append(out, st.step(st.open, costInformed, -1))
	default:
		out = append(out, st.step(st.open, costPretender, -1))
	}
	// The next meeting of the file.
	cost := costSequel
	for i, o := range st.open {
		cost += w.leave(o)
		if i == 0 && len(w.fronts[o.front].toc) == 0 {
			cost += 0.5
		}
	}
	if f.when.date < w.fronts[st.open[0].front].when.date {
		cost += costEarlier
	}
	if len(w.s.pages[e.page].stamps) > 0 {
		cost += costStamp
	}
	out = append(out, st.step([]opened{fresh}, cost, 0))
	// Nested in a meeting that is open, those above it ended.
	for level := len(st.open) - 1; level >= 0 && level+1 < maxNesting; level-- {
		host := st.open[level]
		if !host.started {
			continue
		}
		cost := 0.0
		for _, o := range st.open[level+1:] {
			cost += w.leave(o)
		}
		hf := w.fronts[host.front]
		if f.when.date > hf.when.date {
			cost += costLater
		}
		if !containsAny(host.title, "referat", "protokol", "dagsorden for", "dagsorden til") {
			cost += costNoReferat
		}
		if containsAny(host.title, "eventuelt", "bordet rundt", "næste møde", "kommende møder") || host.title == "dagsorden" || host.title == "godkendelse af dagsorden" {
			cost += costEventuelt
		}
		if host.nested {
			cost += costSibling
		}
		if level > 0 {
			cost += costNoReferat / 2
		}
		open := append([]opened(nil), st.open[:level+1]...)
		open[level].nested = true
		out = append(out, st.step(append(open, fresh), cost, level+1))
	}
	return out
}

func containsAny(s string, parts ...string) bool {
	return slices.ContainsFunc(parts, func(p string) bool { return strings.Contains(s, p) })
}

// heading is the readings of a candidate.
func (w *weigher) heading(st reading, e event) []reading {
	c := w.candidates[e.candidate]
	var out []reading
	quoted := 0.0
	for level := len(st.open) - 1; level >= 0; level-- {
		o := st.open[level]
		cost := w.fit(o, c) + w.levelCost(st, level, c)
		for _, above := range st.open[level+1:] {
			cost += w.leave(above)
			if !c.opens {
				cost += costMidPage
			}
		}
		if w.signatures[o.front].fits(c) {
			quoted = costQuoted
		} else {
			cost += costSetting
		}
		open := append([]opened(nil), st.open[:level+1]...)
		open[level] = w.advance(o, c)
		out = append(out, st.step(open, cost, level))
	}
	return append(out, st.step(st.open, quoted, -1))
}

// advance is o after heading c.
func (w *weigher) advance(o opened, c candidate) opened {
	if i, ok := w.promised(o, c); ok {
		o.toc = max(o.toc, i+1)
	}
	o.number, o.title, o.started, o.nested, o.page = readOrdinal(c.number), c.key, true, false, c.page
	o.named = o.named || w.names(c)
	return o
}

// promised finds c in o's Indhold: the entry, and whether there is one. The
// nearest at or after the last found counts. Indhold may cut a title off.
func (w *weigher) promised(o opened, c candidate) (int, bool) {
	title := c.key
	last := -1
	for i, t := range w.toc[o.front] {
		if t.number != c.number || !sameTitle(t.title, title) {
			continue
		}
		last = i
		if i >= o.toc-1 {
			return i, true
		}
	}
	return last, last >= 0
}

// sameTitle compares titles by their keys; one may be the other's beginning.
func sameTitle(a, b string) bool {
	const enough = 24 // characters that two titles by chance do not share
	return a == b || len(a) >= enough && strings.HasPrefix(b, a) || len(b) >= enough && strings.HasPrefix(a, b)
}

// A promise is a punkt that Indhold names, however many of its headings it
// lists.
type promise struct {
	number string
	title  string // key
}

func promises(toc []entry) []promise {
	var out []promise
	for _, e := range toc {
		p := promise{e.number, key(e.title)}
		if n := len(out); n == 0 || out[n-1] != p {
			out = append(out, p)
		}
	}
	return out
}

// fit is what speaks against c being o's next heading.
func (w *weigher) fit(o opened, c candidate) float64 {
	n, title := readOrdinal(c.number), c.key
	same := o.started && n == o.number
	cost := 0.0
	if c.decision && !same {
		cost += costOrphan
	}
	if len(w.toc[o.front]) > 0 {
		i, ok := w.promised(o, c)
		switch {
		case !ok && same && title == o.title:
			return cost
		case !ok:
			return cost + costUnpromised
		case i < o.toc-1:
			return cost + costBackTOC
		}
		return cost + costSkipTOC*float64(max(0, i-o.toc))
	}
	switch {
	case same && title == o.title:
	case same:
		cost += costRename
	case !o.started:
		if n.main != 1 {
			cost += costJump
		}
	case n.follows(o.number):
	case n.after(o.number):
		cost += costJump + 0.3*float64(min(n.main-o.number.main, 10))
	default:
		cost += costBack
	}
	return cost
}

// levelCost is what stamps and outline say against a level.
func (w *weigher) levelCost(st reading, level int, c candidate) float64 {
	cost := 0.0
	if level == 0 && len(w.s.pages[c.page].stamps) > 0 {
		cost += costStamp
	}
	if len(st.open) > 1 && level < 2 {
		if end, ok := w.nestedUntil(st.open[0], st.open[1]); ok && (level == 0) == (c.page <= end) {
			cost += costStamp
		}
	}
	switch {
	case w.names(c) && level > 0:
		cost += costBookmark
	case !w.names(c) && level == 0 && st.open[0].named && !c.decision && readOrdinal(c.number) != st.open[0].number:
		cost += costBookmark
	}
	return cost
}

// nestedUntil is the last page of the bilag that holds a meeting nested in
// host, where a stamp says it. Stamps beyond a front as late as host's own
// are those of another meeting of the file.
func (w *weigher) nestedUntil(host, nested opened) (int, bool) {
	end, ok := w.stamps.end(host.number, w.fronts[nested.front].page)
	for _, f := range w.fronts[nested.front+1:] {
		if f.when.date >= w.fronts[host.front].when.date && f.page <= end {
			return 0, false
		}
	}
	return end, ok
}

// names reports whether the outline names a heading on its page.
func (w *weigher) names(c candidate) bool {
	return slices.ContainsFunc(w.marked[c.page], func(h heading) bool { return h.number == c.number && key(h.title) == c.key })
}

// leave is the cost of ending a meeting here.
func (w *weigher) leave(o opened) float64 {
	cost := 0.0
	switch {
	case o.nested && len(w.toc[o.front]) > 0 && o.toc == len(w.toc[o.front]):
		cost += costComplete
	case o.nested:
		cost += costAbandoned
	}
	if !o.started {
		cost += costAbandoned
	}
	if left := len(w.toc[o.front]) - o.toc; left > 0 {
		cost += math.Min(costMissing*float64(left), costMissingMax)
	}
	return cost
}
