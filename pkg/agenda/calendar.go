package agenda

import "time"

// A day is a date as the number of days since 1 January 1970.
type day int

// parseDay reads yyyy-mm-dd; false for what is no date.
func parseDay(date string) (day, bool) {
	t, err := time.Parse(time.DateOnly, date)
	return day(t.Unix() / (24 * 60 * 60)), err == nil && t.Year() > 1970
}

func dayOf(year int, month time.Month, n int) day {
	return day(time.Date(year, month, n, 0, 0, 0, 0, time.UTC).Unix() / (24 * 60 * 60))
}

func (d day) time() time.Time       { return time.Unix(int64(d)*24*60*60, 0).UTC() }
func (d day) String() string        { return d.time().Format(time.DateOnly) }
func (d day) weekday() time.Weekday { return d.time().Weekday() }

// inYear is the same weekday of the same ISO week in another year; of week 53,
// the last week.
func (d day) inYear(year int) day {
	_, week := d.time().ISOWeek()
	weekday := (int(d.weekday()) + 6) % 7 // from Monday
	first := dayOf(year, time.January, 4) // always in week 1
	monday := first - day((int(first.weekday())+6)%7)
	if _, last := dayOf(year, time.December, 28).time().ISOWeek(); week > last {
		week = last
	}
	return monday + day(7*(week-1)+weekday)
}

// closed reports whether a municipality has no meetings on d: the days of the
// Danish Holidays Act (helligdagsloven; Store Bededag up to 2023), Easter week
// from the Saturday before, the Friday after Ascension Day, 1 May, 5 June,
// 24, 25, 26 and 31 December, 1 January.
func (d day) closed() bool {
	t := d.time()
	switch t.Month()*100 + time.Month(t.Day()) {
	case 101, 501, 605, 1224, 1225, 1226, 1231:
		return true
	}
	after := int(d - easter(t.Year()))
	switch {
	case -8 <= after && after <= 1, after == 39, after == 40, after == 50:
		return true
	case after == 26:
		return t.Year() <= 2023
	}
	return false
}

// recess reports whether d lies where municipal bodies mostly do not meet: from
// midsummer to the middle of August, from the week before Christmas to the
// beginning of January.
func (d day) recess() bool {
	t := d.time()
	at := int(t.Month())*100 + t.Day()
	return at >= 624 && at <= 817 || at >= 1217 || at <= 107
}

// holidayWeek reports whether d lies in a week of the schools' holidays in
// winter or autumn, by municipality week 7 or 8, and 42.
func (d day) holidayWeek() bool {
	_, week := d.time().ISOWeek()
	return week == 7 || week == 8 || week == 42
}

// easter is Easter Sunday, by the anonymous Gregorian computus (Nature, 20
// April 1876).
func easter(year int) day {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	j, k := c/4, c%4
	m := (a + 11*h) / 319
	r := (2*e + 2*j - k - h + m + 32) % 7
	n := (h - m + r + 90) / 25
	p := (h - m + r + n + 19) % 32
	return dayOf(year, time.Month(n), p)
}
