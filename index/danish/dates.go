package danish

import (
	"strconv"
	"time"
)

// dayOfMonth: 23. marts 2026, 23 mar. 2026; of 23.-24. marts 2026 and 23. og
// 24. marts 2026 each day.
func (f *finder) dayOfMonth() {
	day, ok := f.upTo(31)
	if !ok {
		return
	}
	i := f.end
	if i < len(f.text) && f.text[i] == '.' {
		i++
		if next, ok := laterDay(f.text, i); ok {
			i = next
		}
	}
	i = spaces(f.text, i)
	if i == len(f.text) || isDigit(f.text[i]) {
		return // as often in tables
	}
	month, i := monthAt(f.text, i)
	if month == 0 {
		return
	}
	if year, end := yearAt(f.text, spaces(f.text, i)); year != 0 {
		f.day(year, month, day, end, false)
	} else {
		f.everyYear(month, day, i)
	}
}

// everyYear: 1. maj, of whatever year; of a whole date, too.
func (f *finder) everyYear(month, day, end int) {
	f.thing = append(f.thing[:0], '-', '-')
	f.thing = append(f.thing, byte('0'+month/10), byte('0'+month%10), '-', byte('0'+day/10), byte('0'+day%10))
	f.emit(Thing, end)
}

// laterDay reads what stands between a day and its month where another day
// shares the month: "-24.", " og 24.".
func laterDay(text string, i int) (int, bool) {
	i = spaces(text, i)
	if size := dash(text, i); size > 0 {
		i += size
	} else if which, end := unit(text, i, []string{"og", "til"}); which >= 0 {
		i = end
	} else {
		return 0, false
	}
	i = spaces(text, i)
	end := digits(text, i)
	if end == i || end > i+2 || end == len(text) || text[end] != '.' {
		return 0, false
	}
	return end + 1, true
}

// dayInDigits: 23-03-2026, 23.03.2026, 23/3 2026, 23/3-2026; with two digits
// of the year only where it can hardly be anything else: 23/3-26, 23.03.26.
func (f *finder) dayInDigits() {
	day, ok := f.upTo(31)
	if !ok {
		return
	}
	text, i := f.text, f.end
	if i+1 >= len(text) || text[i] != '-' && text[i] != '.' && text[i] != '/' {
		return
	}
	separator := text[i]
	if f.start > 1 && text[f.start-1] == separator && letterAt(text, f.start-2) {
		return // of a longer row
	}
	monthStart := i + 1
	i = digits(text, monthStart)
	month := text[monthStart:i]
	if month == "" || len(month) > 2 || i == len(text) {
		return
	}
	switch {
	case text[i] == separator, separator == '/' && text[i] == '-':
		i++
	case separator == '/':
		if i = spaces(text, i); dash(text, i) > 0 {
			i = spaces(text, i+dash(text, i))
		}
		if year, end := yearAt(text, i); year != 0 {
			f.day(year, value(month), day, end, true)
		}
		return
	default:
		return
	}
	year, end := yearAt(text, i)
	if year == 0 && (separator == '/' || f.end-f.start == 2 && len(month) == 2) {
		if end = digits(text, i); end == i+2 {
			year = 2000 + value(text[i:end])
			if year >= 2070 {
				year -= 100
			}
			if end < len(text) && (dash(text, end) > 0 || text[end] == '/') && letterAt(text, end+1) {
				return // 01.02.03-A26-1-19
			}
		}
	}
	if year == 0 || end < len(text) && text[end] == separator && letterAt(text, end+1) {
		return
	}
	f.day(year, value(month), day, end, true)
}

// dayISO: 2026-03-23.
func (f *finder) dayISO() {
	text := f.text
	year, i := yearAt(text, f.start)
	if year == 0 || i+6 > len(text) || text[i] != '-' || text[i+3] != '-' || digits(text, i+1) != i+3 || digits(text, i+4) != i+6 {
		return
	}
	if i+6 < len(text) && text[i+6] == '-' && letterAt(text, i+7) {
		return
	}
	f.day(year, value(text[i+1:i+3]), value(text[i+4:i+6]), i+6, true)
}

// month: marts 2026, mar. 2026. Not: maj 2000 kr.
func (f *finder) month() {
	if n := f.end - f.start; n < 3 || n > len("september") {
		return
	}
	i := f.end
	if f.text[i] == '.' {
		i++
	}
	i = spaces(f.text, i)
	if i >= len(f.text) || !isDigit(f.text[i]) {
		return
	}
	year, end := yearAt(f.text, i)
	if year == 0 {
		return
	}
	month, _ := monthAt(f.text, f.start)
	if month == 0 {
		return
	}
	if which, _ := unit(f.text, spaces(f.text, end), moneyUnits); which >= 0 {
		return
	}
	f.thing = appendDate(f.thing[:0], year, month, 0)
	f.emit(Thing, end)
}

// upTo is the value of the scanner's word where it is a plain number of one or
// two digits from 1 to most.
func (f *finder) upTo(most int) (int, bool) {
	if f.kind != Number || f.end-f.start > 2 {
		return 0, false
	}
	n := value(f.text[f.start:f.end])
	return n, 1 <= n && n <= most
}

// day emits a day that there is, and with its month where no word of it would.
func (f *finder) day(year, month, day, end int, withMonth bool) {
	if d := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC); d.Day() != day || int(d.Month()) != month {
		return
	}
	f.thing = appendDate(f.thing[:0], year, month, day)
	f.emit(Thing, end)
	f.everyYear(month, day, end)
	if withMonth {
		f.thing = appendDate(f.thing[:0], year, month, 0)
		f.emit(Thing, end)
	}
}

// appendDate appends 2026-03-23, or 2026-03 where day is 0.
func appendDate(term []byte, year, month, day int) []byte {
	term = strconv.AppendInt(term, int64(year), 10)
	for _, n := range [...]int{month, day} {
		if n != 0 {
			term = append(term, '-', byte('0'+n/10), byte('0'+n%10))
		}
	}
	return term
}

// yearAt reads a year of four digits that minutes speak of, 0 for others.
func yearAt(text string, i int) (year, end int) {
	end = digits(text, i)
	if end != i+4 {
		return 0, i
	}
	if year = value(text[i:end]); year < 1900 || year > 2099 {
		return 0, i
	}
	return year, end
}

var monthNames = [...][]string{
	{"januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november", "december"},
	{"jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"},
}

// monthAt reads the name of a month, 0 where there is none.
func monthAt(text string, i int) (month, end int) {
	for _, names := range monthNames {
		if which, end := unit(text, i, names); which >= 0 {
			return which + 1, end
		}
	}
	if which, end := unit(text, i, []string{"sept"}); which >= 0 {
		return int(time.September), end
	}
	return 0, i
}
