package agenda

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// A habit is how a body of the tests meets.
type habit struct {
	weekdays []int // 0 is Sunday
	weeks    int   // every so many weeks
	monthly  int   // in place of weeks: the n-th such weekday of each month
	rests    func(d day, r *rand.Rand) bool
}

// meet is the days from the first of one year to the last of another.
func (h habit) meet(from, to int, r *rand.Rand) []day {
	var out []day
	first := dayOf(from, 1, 6)
	for d := first; d <= dayOf(to, 12, 10); d++ {
		if !slices.Contains(h.weekdays, int(d.weekday())) || h.rests(d, r) || h.monthly == 0 && d.closed() {
			continue
		}
		if h.monthly > 0 {
			if (d.time().Day()-1)/7+1 != h.monthly {
				continue
			}
			moved := d
			for moved.closed() { // a meeting a month is moved, not left out
				moved += 7
			}
			out = append(out, moved)
			continue
		}
		if h.monthly == 0 && int(d-dayOf(1970, 1, 5))/7%h.weeks != 0 { // a Monday
			continue
		}
		out = append(out, d)
	}
	return out
}

func heldOn(days []day) []Card {
	var cards []Card
	for i, d := range days {
		series := "Rådmandsmøder 2022-2025"
		if d.time().Year() > 2025 {
			series = "Rådmandsmøder 2026-2029"
		}
		id := NewID(fmt.Sprintf("%064x", i+1)[52:] + strings.Repeat("0", 52)).Meeting(1)
		cards = append(cards, Card{ID: id, Date: d.String(), Series: series, Title: "Rådmandsmøde d. " + d.time().Format("2/1")})
	}
	return cards
}

// summer: a recess whose ends move a week from year to year; weeks 7 and 42;
// Christmas.
func summer(d day, _ *rand.Rand) bool {
	t := d.time()
	_, week := t.ISOWeek()
	moved := t.Year() % 2
	return week >= 27+moved && week <= 32-moved || week == 7 || week == 42 || week >= 52 || week == 1
}

func never(day, *rand.Rand) bool { return false }

func habits() map[string]habit {
	return map[string]habit{
		"each week":          {weekdays: []int{1}, weeks: 1, rests: summer},
		"twice a week":       {weekdays: []int{1, 3}, weeks: 1, rests: summer},
		"every second week":  {weekdays: []int{2}, weeks: 2, rests: summer},
		"every fourth week":  {weekdays: []int{4}, weeks: 4, rests: func(d day, _ *rand.Rand) bool { return d.time().Month() == 7 }},
		"once a month":       {weekdays: []int{3}, monthly: 2, rests: func(d day, _ *rand.Rand) bool { return d.time().Month() == 7 }},
		"all the year round": {weekdays: []int{5}, weeks: 1, rests: never},
		"one in six left out": {weekdays: []int{1}, weeks: 1, rests: func(d day, r *rand.Rand) bool {
			return summer(d, r) || r.IntN(6) == 0
		}},
	}
}

// A body whose meetings are all there has no breaks, however few years are
// known.
func TestRhythmRaisesNoFalseAlarm(t *testing.T) {
	for name, h := range habits() {
		for _, years := range [][2]int{{2024, 2024}, {2024, 2025}, {2022, 2026}, {2006, 2026}} {
			days := h.meet(years[0], years[1], rand.New(rand.NewPCG(1, 2)))
			got := Rhythm(heldOn(days))
			if most := 1 + len(days)/30; name == "one in six left out" && len(got) <= most {
				continue // three left out in a row do look like missing ones
			}
			if len(got) > 0 {
				t.Errorf("%s, %v: %d breaks among %d meetings, as %+v", name, years, len(got), len(days), got[0])
			}
		}
	}
}

// What is taken out of a row is found missing, and nothing else is, at most
// places: at the edges of a recess a meeting or two may be left out.
func TestRhythmFindsWhatIsMissing(t *testing.T) {
	for name, h := range habits() {
		r := rand.New(rand.NewPCG(3, 4))
		if name == "one in six left out" {
			continue // there one missing is nothing
		}
		found, exact, tries := 0, 0, 0
		var lost [][]day
		for range 30 {
			days := h.meet(2021, 2025, r)
			n := 1 + r.IntN(3)
			at := 4 + r.IntN(len(days)-n-8)
			out := days[at : at+n]
			tries++
			was := found
			breaks := Rhythm(heldOn(slices.Concat(days[:at], days[at+n:])))
			for _, b := range breaks {
				if b.After != days[at-1].String() || b.Before != days[at+n].String() {
					t.Errorf("%s: without %v: a break from %s to %s", name, out, b.After, b.Before)
					continue
				}
				found++
				var want []string
				for _, d := range out {
					want = append(want, d.String())
				}
				if slices.Equal(b.Expected, want) {
					exact++
				}
			}
			if found == was {
				lost = append(lost, out)
			}
		}
		if len(lost) > 0 {
			t.Logf("%s: not found: %v", name, lost)
		}
		t.Logf("%s: %d of %d found, %d with their very dates", name, found, tries, exact)
		if 10*found < 6*tries {
			t.Errorf("%s: %d of %d found", name, found, tries)
		}
	}
}

func TestRhythm(t *testing.T) {
	weekly := func(from day, n int) (days []day) {
		for i := range n {
			days = append(days, from+day(7*i))
		}
		return days
	}
	start := dayOf(2026, 8, 24) // a Monday
	for name, tt := range map[string]struct {
		cards []Card
		want  string
	}{
		"one is missing":             {heldOn(slices.Delete(weekly(start, 8), 4, 5)), "2026-09-14 2026-09-28 7 [2026-09-21]"},
		"five show no rhythm":        {heldOn(slices.Delete(weekly(start, 6), 3, 4)), ""},
		"another rhythm from now":    {heldOn(append(weekly(start, 7), start+42+28, start+42+56, start+42+84, start+42+112)), ""},
		"the autumn holiday":         {heldOn(slices.Delete(weekly(dayOf(2026, 9, 7), 10), 5, 6)), ""},
		"years without any":          {heldOn(append(weekly(dayOf(2016, 8, 29), 7), weekly(dayOf(2026, 8, 31), 7)...)), "2016-10-10 2026-08-31 7"},
		"no body":                    {[]Card{{Date: "2026-01-01"}, {Date: "2026-02-30", Title: "Udvalget"}}, ""},
		"an older version is no one": {append(heldOn(slices.Delete(weekly(start, 8), 4, 5)), Card{ID: NewID("abcdef").Meeting(1), Series: "Rådmandsmøder", Date: "2026-09-21", Replaced: true}), "2026-09-14 2026-09-28 7 [2026-09-21]"},
		"a nested copy is one":       {append(heldOn(slices.Delete(weekly(start, 8), 4, 5)), Card{ID: NewID("abcdef").Meeting(1).Punkt(2).Bilag(1).Meeting(1), Series: "Rådmandsmøder 2026-2029", Date: "2026-09-21"}), ""},
	} {
		got := ""
		for _, b := range Rhythm(tt.cards) {
			got += fmt.Sprintf("%s %s %d %v", b.After, b.Before, b.Usual, b.Expected)
		}
		if got != tt.want && (tt.want == "" || !strings.HasPrefix(got, tt.want)) {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}

func TestCalendar(t *testing.T) {
	// Dates from the almanac of the University of Copenhagen.
	for year, want := range map[int]string{2008: "2008-03-23", 2011: "2011-04-24", 2019: "2019-04-21", 2024: "2024-03-31", 2025: "2025-04-20", 2026: "2026-04-05", 2038: "2038-04-25"} {
		if got := easter(year).String(); got != want {
			t.Errorf("Easter of %d is %s, want %s", year, got, want)
		}
	}
	for date, want := range map[string]bool{
		"2023-05-05": true, "2024-04-26": false, // Store Bededag, and no more
		"2026-05-14": true, "2026-05-25": true, "2026-12-24": true, "2026-04-02": true, "2026-04-07": false, "2026-03-23": false,
	} {
		if d, _ := parseDay(date); d.closed() != want {
			t.Errorf("closed(%s) is %v", date, !want)
		}
	}
	d, _ := parseDay("2020-12-31") // Thursday of week 53
	if got := d.inYear(2021).String(); got != "2021-12-30" {
		t.Errorf("the day of week 53 is %s in a year of 52", got)
	}
	if got := d.inYear(2026).String(); got != "2026-12-31" {
		t.Errorf("the day of week 53 is %s in another year of 53", got)
	}
}

// Bodies of many habits, whose meetings are moved by some days now and then,
// and whose recesses are longer in one year than in another: at most one
// meeting in 400 raises a false alarm.
func TestRhythmOfManyBodies(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	meetings, breaks := 0, 0
	for range 60 {
		weekday := 1 + r.IntN(5)
		first, last := 26+r.IntN(3), 30+r.IntN(3)
		winter := 7 + r.IntN(2)
		h := habit{weekdays: []int{weekday}, weeks: 1 + r.IntN(3), rests: func(d day, _ *rand.Rand) bool {
			year, week := d.time().ISOWeek()
			return week >= first+year%2 && week <= last || week == winter || week == 42 || week >= 52 || week == 1
		}}
		if r.IntN(3) == 0 {
			h.monthly = 1 + r.IntN(4)
		}
		from := 2015 + r.IntN(10)
		days := h.meet(from, from+r.IntN(6), r)
		for i := range days {
			if r.IntN(10) == 0 {
				days[i] += day(r.IntN(5) - 2)
			}
		}
		slices.Sort(days)
		days = slices.Compact(days)
		meetings += len(days)
		got := Rhythm(heldOn(days))
		breaks += len(got)
		if len(got) > 0 {
			t.Logf("%+v from %d: %d meetings, %+v", h.weekdays, h.weeks, len(days), got)
		}
	}
	if t.Logf("%d breaks among %d meetings", breaks, meetings); 400*breaks > meetings {
		t.Errorf("%d false alarms among %d meetings", breaks, meetings)
	}
}
