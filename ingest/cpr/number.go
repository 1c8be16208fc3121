package cpr

import "time"

// stampYears is how far back a year may lie that two digits of a stamp on a file
// mean, in years: the archive's batches go back twenty.
const stampYears = 20

// A birth is what the digits of a number say of a person.
type birth struct {
	date time.Time
	// substitute: the day is 60 too high, as in the numbers that authorities
	// give to people who are in no register (erstatningspersonnummer).
	substitute bool
}

// born is the date in ten digits. The century follows from the year and the
// seventh digit (CPR-kontoret, "Personnummeret i CPR", table of centuries). ok
// is false where the calendar has no such day, or it has not come yet.
func born(d [10]byte, today time.Time) (b birth, ok bool) {
	day, month, year := pair(d, 0), pair(d, 2), pair(d, 4)
	if day > 60 {
		b.substitute = true
		day -= 60
	}
	switch seventh := d[6]; {
	case seventh <= 3, (seventh == 4 || seventh == 9) && year >= 37:
		year += 1900
	case seventh == 4 || seventh == 9, year <= 57:
		year += 2000
	default:
		year += 1800
	}
	b.date, ok = date(year, month, day)
	return b, ok && !b.date.After(today)
}

// age is how old one born then is, in years, to within one.
func (b birth) age(today time.Time) int { return today.Year() - b.date.Year() }

// modulus11 is the check that all numbers given out before October 2007 pass,
// and many later ones do not.
func modulus11(d [10]byte) bool {
	sum := 0
	for i, weight := range [10]int{4, 3, 2, 7, 6, 5, 4, 3, 2, 1} {
		sum += weight * int(d[i])
	}
	return sum%11 == 0
}

// stamp reports whether the digits may be a date of the latest years, written
// ddmmyy or yymmdd, and a time of the day. Read as a CPR number, such a row
// belongs to somebody born before 1932.
func stamp(d [10]byte, today time.Time) bool {
	if pair(d, 6) > 23 || pair(d, 8) > 59 {
		return false
	}
	for _, at := range [][3]int{{4, 2, 0}, {0, 2, 4}} {
		t, ok := date(2000+pair(d, at[0]), pair(d, at[1]), pair(d, at[2]))
		if ok && !t.After(today.AddDate(1, 0, 0)) && t.After(today.AddDate(-stampYears, 0, 0)) {
			return true
		}
	}
	return false
}

func pair(d [10]byte, at int) int { return 10*int(d[at]) + int(d[at+1]) }

// date is a day of the calendar, if there is one.
func date(year, month, day int) (time.Time, bool) {
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	return t, t.Day() == day && int(t.Month()) == month
}
