package segment

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// A when is a meeting's day and hours as a front gives them.
type when struct {
	date       string // yyyy-mm-dd
	start, end string // hh:mm
}

var (
	numericDate = regexp.MustCompile(`\b(\d{1,2})[-./](\d{1,2})[-./](\d{4})\b`)
	namedDate   = regexp.MustCompile(`(?i)\b(\d{1,2})\.?\s+(januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december)\s+(\d{4})\b`)
	clock       = regexp.MustCompile(`\b(\d{1,2})[:.](\d{2})\b`)
	// dateLine is a line that holds a day and hours and nothing else, as
	// FirstAgenda sets it under the title: "23-03-2026 11:00 - 13:00".
	dateLine = regexp.MustCompile(`(?i)^(?:(?:man|tirs|ons|tors|fre|lør|søn)dag\s+)?(?:den|d\.)?\s*` +
		`(\d{1,2}[-./]\d{1,2}[-./]\d{4}|\d{1,2}\.?\s+\pL+\s+\d{4})` +
		`[,]?\s+(?:kl\.?\s*)?(\d{1,2}[:.]\d{2})(?:\s*(?:-|–|—|til)\s*(?:(?:kl\.?\s*)?(\d{1,2}[:.]\d{2}))?)?$`)
)

// readDateLine reads a line that is a meeting's day and hours.
func readDateLine(s string) (when, bool) {
	m := dateLine.FindStringSubmatch(strings.TrimSpace(s))
	if m == nil {
		return when{}, false
	}
	w := when{date: readDate(m[1]), start: readClock(m[2]), end: readClock(m[3])}
	return w, w.date != "" && w.start != ""
}

// readDate gives the first day named in s as yyyy-mm-dd, "" where there is
// none or it is no day of the calendar. Days come before months, as Danish
// has them.
func readDate(s string) string {
	if m := numericDate.FindStringSubmatch(s); m != nil {
		return isoDate(m[3], m[2], m[1])
	}
	if m := namedDate.FindStringSubmatch(s); m != nil {
		return isoDate(m[3], strconv.Itoa(monthNumber(strings.ToLower(m[2]))), m[1])
	}
	return ""
}

func monthNumber(name string) int {
	for i, m := range [...]string{"januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november", "december"} {
		if m == name {
			return i + 1
		}
	}
	return 0
}

func isoDate(year, month, day string) string {
	y, _ := strconv.Atoi(year)
	m, _ := strconv.Atoi(month)
	d, _ := strconv.Atoi(day)
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	if t.Year() != y || int(t.Month()) != m || t.Day() != d {
		return ""
	}
	return t.Format("2006-01-02")
}

// readClock gives the first time of day in s as hh:mm, "" where there is none.
func readClock(s string) string {
	m := clock.FindStringSubmatch(s)
	if m == nil {
		return ""
	}
	h, _ := strconv.Atoi(m[1])
	min, _ := strconv.Atoi(m[2])
	if h > 24 || min > 59 {
		return ""
	}
	return fmt.Sprintf("%02d:%02d", h, min)
}
