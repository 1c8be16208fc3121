package web

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"referat/pkg/agenda"
)

// months are the Danish names of the months.
var months = [...]string{"januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november", "december"}

// weekdays are the Danish names of the days, Sunday the first as time has it.
var weekdays = [...]string{"søndag", "mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag"}

// danishDate is a day (yyyy-mm-dd) as people write it: 23. marts 2026. What is no
// day is left as it is, and nothing is «uden dato».
func danishDate(day string) string {
	if day == "" {
		return "uden dato"
	}
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return fmt.Sprintf("%d. %s %d", t.Day(), months[t.Month()-1], t.Year())
}

// longDate is danishDate with the day of the week: mandag den 23. marts 2026.
func longDate(day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return danishDate(day)
	}
	return weekdays[t.Weekday()] + " den " + danishDate(day)
}

// number is a whole number with a dot before each three digits, as Danes write
// it.
func number(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "." + s[i:]
	}
	return s
}

// counted is a number with its noun: 1 møde, 2.000 møder.
func counted(n int, one, many string) string {
	return number(n) + " " + choose(n, one, many)
}

// choose is the word for one, or that for many.
func choose(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// meetingName is a meeting's series and title, as far as it has them.
func meetingName(series, title string) string {
	switch {
	case series == "" && title == "":
		return "Møde uden navn"
	case series == "" || strings.HasPrefix(title, series):
		return title
	case title == "":
		return series
	}
	return series + ": " + title
}

// undated is a meeting's title without the date that it ends in, where that is the
// meeting's: it stands beside it, whole. «Rådmandsmøde d. 23. marts» is
// Rådmandsmøde; a title that is nothing else stays.
func undated(title, day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return title
	}
	m := datedTitle.FindStringSubmatch(title)
	if m == nil || m[1] == "" || m[2] != strconv.Itoa(t.Day()) || !strings.EqualFold(m[3], months[t.Month()-1]) || m[4] != "" && m[4] != strconv.Itoa(t.Year()) {
		return title
	}
	return m[1]
}

// datedTitle is a title that ends in a date: what comes before it, and its parts.
var datedTitle = regexp.MustCompile(`^(.*?)[\s,:–-]*(?:\b(?:d|den)\b\.?\s*)?\b0?(\d{1,2})\.?\s+([a-z]+)\.?,?(?:\s+(\d{4}))?\s*$`)

// outcomeSays is an outcome where it stands alone; those that say nothing without
// it with the word udfald.
func outcomeSays(o agenda.Outcome) string {
	switch o {
	case agenda.None, agenda.Mixed, agenda.Unknown:
		return "udfald: " + o.Danish()
	}
	return o.Danish()
}

// pagesText is a range of pages: side 3, side 3–5; "" where it is not known.
func pagesText(r agenda.PageRange) string {
	switch {
	case r[0] == 0:
		return ""
	case r[0] == r[1]:
		return fmt.Sprintf("side %d", r[0])
	}
	return fmt.Sprintf("side %d–%d", r[0], r[1])
}

// pageList is page numbers as people write them: side 1–3, 7.
func pageList(pages []int) string {
	var parts []string
	for i := 0; i < len(pages); {
		j := i
		for j+1 < len(pages) && pages[j+1] == pages[j]+1 {
			j++
		}
		if j > i {
			parts = append(parts, fmt.Sprintf("%d–%d", pages[i], pages[j]))
		} else {
			parts = append(parts, strconv.Itoa(pages[i]))
		}
		i = j + 1
	}
	if len(parts) == 0 {
		return ""
	}
	return "side " + strings.Join(parts, ", ")
}

// hours are when a meeting began and ended: kl. 11.00–13.00; "" where it is not
// known.
func hours(start, end string) string {
	if start == "" {
		return ""
	}
	text := "kl. " + strings.ReplaceAll(start, ":", ".")
	if end != "" {
		text += "–" + strings.ReplaceAll(end, ":", ".")
	}
	return text
}

// titleOr is a title, or what stands in for one that is missing.
func titleOr(title, otherwise string) string {
	if strings.TrimSpace(title) == "" {
		return otherwise
	}
	return title
}

// punktName is a punkt's number and title.
func punktName(p *agenda.Punkt) string {
	return numbered(p.Number, titleOr(p.Title, "uden titel"))
}

func numbered(number, title string) string {
	if number == "" {
		return title
	}
	return "Punkt " + number + ": " + title
}

// bilagName is a bilag's number and title; the title alone where that begins with
// a number of its own, which may be another: «Bilag 1: Kort» can be the second.
func bilagName(b *agenda.Bilag) string {
	if isErased(b) {
		return fmt.Sprintf("Bilag %d (fjernet fra arkivet)", b.Number)
	}
	if ownNumber.MatchString(b.Title) {
		return b.Title
	}
	return fmt.Sprintf("Bilag %d: %s", b.Number, titleOr(b.Title, "uden titel"))
}

// isErased reports whether a bilag was taken down.
func isErased(b *agenda.Bilag) bool { return b.Title == agenda.Erased && b.Text == "" }

// ownNumber is how a bilag's title begins that has a number: «Bilag 1», «bilag nr.
// 2», «Bilag 3a».
var ownNumber = regexp.MustCompile(`^(?i:bilag)\s+(?i:nr\.?\s*)?\d`)

// capital is text with a capital first letter.
func capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	if size == 0 {
		return ""
	}
	return string(unicode.ToUpper(first)) + text[size:]
}
