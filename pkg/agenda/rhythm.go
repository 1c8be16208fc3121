package agenda

import (
	"maps"
	"math"
	"slices"
)

// A Break is a stretch of time in which a body that meets regularly has no
// meeting among those that are known.
type Break struct {
	Series   string   `json:"series"` // the body, as its latest meeting calls it
	After    string   `json:"after"`  // yyyy-mm-dd: the last meeting before
	Before   string   `json:"before"` // the first meeting after
	Usual    int      `json:"usual"`  // the usual interval about that time, in days
	Expected []string `json:"expected"`
}

// What Rhythm goes by.
const (
	fewestMeetings = 6    // of a body: fewer show no rhythm
	rhythmWindow   = 12   // intervals before and after one that it is compared with
	longInterval   = 1.8  // times the usual: one meeting left out is twice, less what dates are moved
	longShare      = 0.85 // of the intervals in the window are what is normal,
	longShareAll   = 0.95 // and of all intervals …
	longBeyond     = 1.3  // … and one must be so many times as long
	longIrregular  = 2.5  // times the usual, of a body whose intervals vary so many times, or that meets each week on any day
	recessShift    = 7    // days that a recess begins, and ends, earlier or later from year to year
	yearsAround    = 5    // that the year's shape is learnt from, before and after
	longestRecess  = 100  // days; midsummer to October
	sparseInterval = 24   // days: bodies that meet less often than every third week move a meeting out of a holiday week
	denseInterval  = 8    // days: bodies that meet each week, or more often, have fixed weekdays
)

// Rhythm finds where meetings are missing among those of cards, as far as each
// body's own rhythm tells: between two meetings that lie about twice as far
// apart as is usual for the body at that time, unless its intervals vary so much
// anyway. Meetings are told apart by Group; nested copies count, since their
// meeting is known. A body's terms (2022-2025, 2026-2029) are one series.
//
// When a body does not meet is learnt from the same weeks of the years around:
// where it did not in two of five, nothing is missing. In the usual recesses
// (recess, holidayWeek) it is taken not to meet unless those years show that it does, and on
// holidays it never does (closed). Before the first and after
// the last meeting nothing is known to be missing. Breaks come by series, then
// date.
func Rhythm(cards []Card) []Break {
	type body struct {
		name string
		days map[day]bool
	}
	bodies := map[string]*body{}
	current := slices.DeleteFunc(slices.Clone(cards), func(c Card) bool { return c.Replaced })
	for _, copies := range Group(current) { // by date
		c := copies[0]
		d, ok := parseDay(c.Date)
		key := nameOf(c.Series, c.Title).body
		if !ok || key == "" {
			continue
		}
		b := bodies[key]
		if b == nil {
			b = &body{days: map[day]bool{}}
			bodies[key] = b
		}
		b.days[d] = true
		b.name = BodyName(c.Series, c.Title)
	}
	var breaks []Break
	for _, key := range slices.Sorted(maps.Keys(bodies)) {
		b := bodies[key]
		if len(b.days) < fewestMeetings {
			continue
		}
		for _, br := range newRow(slices.Sorted(maps.Keys(b.days))).breaks() {
			br.Series = b.name
			breaks = append(breaks, br)
		}
	}
	return breaks
}

// A row is the days that a body met on.
type row struct {
	days  []day
	steps []float64 // steps[i] is from days[i] to days[i+1]
	net   []float64 // the same, without the time that the body does not meet in

	sorted []float64 // net
}

func newRow(days []day) *row {
	r := &row{days: days}
	for i := range days[1:] {
		r.steps = append(r.steps, float64(days[i+1]-days[i]))
	}
	for i, step := range r.steps {
		expected, missing := r.expected(i, r.usual(i))
		r.net = append(r.net, step*float64(len(missing)+1)/float64(len(expected)+1))
	}
	r.sorted = slices.Sorted(slices.Values(r.net))
	return r
}

func (r *row) breaks() []Break {
	var out []Break
	for i := range r.steps {
		usual := r.usual(i)
		_, missing := r.expected(i, usual)
		limit := r.limit(i, usual)
		switch free := r.steps[i] - r.net[i]; {
		case free > 2*recessShift:
			limit += 2 * recessShift
		case free > recessShift: // a holiday of one meeting's week does not move
			limit += recessShift
		}
		if len(missing) == 0 || r.net[i] < limit {
			continue
		}
		b := Break{After: r.days[i].String(), Before: r.days[i+1].String(), Usual: int(math.Round(usual))}
		for _, d := range missing {
			b.Expected = append(b.Expected, d.String())
		}
		out = append(out, b)
	}
	return out
}

// around cuts the part of a list of intervals that interval i is compared with.
func around(of []float64, i int) (before, after []float64) {
	return of[max(0, i-rhythmWindow):i], of[i+1 : min(len(of), i+1+rhythmWindow)]
}

// usual is the usual interval about interval i, in days: where the rhythm
// changes thereabouts, the longest of the old, the new and the nearest.
func (r *row) usual(i int) float64 {
	const enough, near = 3, 2
	before, after := around(r.steps, i)
	usual := middle(slices.Concat(before[max(0, len(before)-near):], after[:min(near, len(after))]))
	if len(before) >= enough {
		usual = math.Max(usual, middle(before))
	}
	if len(after) >= enough {
		usual = math.Max(usual, middle(after))
	}
	return usual
}

// limit is how long interval i must be, without the time that the body does not
// meet in, for a meeting to be missing in it.
func (r *row) limit(i int, usual float64) float64 {
	const few, many = 8, 40 // intervals
	before, after := around(r.net, i)
	here := slices.Sorted(slices.Values(slices.Concat(before, after)))
	short, normal := here[int((1-longShare)*float64(len(here)-1))], here[int(longShare*float64(len(here)-1))]
	times := longInterval
	if normal > longIrregular*short || usual <= denseInterval && !fixed(r.weekdays(i), usual) {
		times = longIrregular
	}
	if len(here) < few { // the longest of few may be normal
		normal = here[len(here)-1]
	}
	if len(r.net) >= many { // a body that often leaves a meeting out
		normal = math.Max(normal, r.sorted[int(longShareAll*float64(len(r.sorted)-1))])
	}
	return math.Max(times*usual, longBeyond*normal)
}

// middle is the mean of the middle half of some intervals: as robust as the
// median, and right for those that meet on Mondays and Wednesdays, too.
func middle(steps []float64) float64 {
	s := slices.Sorted(slices.Values(steps))
	s = s[(len(s)+1)/4 : len(s)-(len(s)+1)/4]
	sum := 0.0
	for _, v := range s {
		sum += v
	}
	return sum / float64(len(s))
}

// expected is the days within interval i on which the body would have met by
// its rhythm, and those of them on which it does meet in other years.
func (r *row) expected(i int, usual float64) (all, missing []day) {
	from, to := r.days[i], r.days[i+1]
	habits := r.weekdays(i)
	if fixed(habits, usual) {
		for d := from + 1; d < to; d++ {
			if slices.Contains(habits, int(d.weekday())) && float64(min(d-from, to-d)) >= usual/2 {
				all = append(all, d)
			}
		}
	} else {
		n := int(math.Round(r.steps[i]/usual)) - 1
		for k := 1; k <= n; k++ {
			d := from + day(math.Round(r.steps[i]*float64(k)/float64(n+1)))
			all = append(all, nearest(d, habits))
		}
	}
	for _, d := range all {
		if !d.closed() && !r.rests(d, usual) {
			missing = append(missing, d)
		}
	}
	return all, missing
}

// weekdays is the weekdays that a fifth or more of the meetings about interval i
// fall on.
func (r *row) weekdays(i int) []int {
	days := r.days[max(0, i-rhythmWindow):min(len(r.days), i+2+rhythmWindow)]
	var count [7]int
	for _, d := range days {
		count[d.weekday()]++
	}
	var out []int
	for w, n := range count {
		if 5*n >= len(days) && n > 1 {
			out = append(out, w)
		}
	}
	return out
}

// fixed reports whether a body meets so often, and on so few weekdays, that they
// tell its days.
func fixed(weekdays []int, usual float64) bool {
	const much = 1.3 // times as many days as it has meetings
	return usual <= denseInterval && float64(len(weekdays))*usual <= 7*much
}

// nearest is the day nearest d on one of these weekdays; d where there is none.
func nearest(d day, weekdays []int) day {
	for _, off := range []day{0, 1, -1, 2, -2, 3, -3} {
		if slices.Contains(weekdays, int((d + off).weekday())) {
			return d + off
		}
	}
	return d
}

// rests reports whether the body does not meet about day d of the year. In the
// usual recesses it is taken to rest, unless it met in nearly all other years
// in that very week.
func (r *row) rests(d day, usual float64) bool {
	if d.recess() || d.holidayWeek() && usual <= sparseInterval {
		known, idle := r.otherYears(d, 3, usual)
		return 4*idle >= known
	}
	known, idle := r.otherYears(d, day(math.Max(3, math.Ceil(usual/2))), usual)
	return idle > 0 && 5*idle >= 2*known
}

// otherYears counts the years around of which is known what the body did in
// the week of d, and those in which it did not meet within so many days of it.
func (r *row) otherYears(d, about day, usual float64) (known, idle int) {
	year := d.time().Year()
	for y := year - yearsAround; y <= year+yearsAround; y++ {
		other := d.inYear(y)
		if y == year || other-about <= r.days[0] || other+about > r.days[len(r.days)-1] {
			continue
		}
		at, _ := slices.BinarySearch(r.days, other-about)
		met := r.days[at] <= other+about
		if !met && float64(r.days[at]-r.days[at-1]) > math.Max(longestRecess, 4*usual) {
			continue // a hole as large says nothing of the year's shape
		}
		if !met && other.closed() {
			continue // a feast that is on another day this year
		}
		known++
		if !met {
			idle++
		}
	}
	return known, idle
}
