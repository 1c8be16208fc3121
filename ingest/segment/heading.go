package segment

import (
	"regexp"
	"strconv"
	"strings"
)

// A heading is a line of the shell that opens a punkt or its decision.
type heading struct {
	number   string // "3", "4.a"
	title    string // whole, without the time and without "Lukket:"
	minutes  int
	closed   bool
	decision bool // "Beslutning for Punkt 3: …"
}

// punktNumber is a punkt's number as it is written: "3", "4.a", "4 A", "2.1".
const punktNumber = `(\d+(?:\s?\.?\s?[a-zæøåA-ZÆØÅ]\b|\.\d+)?)`

var (
	headingLine = regexp.MustCompile(`^(?i:(beslutning(?:er)?\s+for)\s+)?(?i:punkt)\s+` + punktNumber + `\s*[:.]\s*(.*)$`)
	closedTitle = regexp.MustCompile(`(?i)^lukket(?:\s+punkt)?\s*(?::|-|–)\s*`)
	closedTail  = regexp.MustCompile(`(?i)\s*[(\[]lukket(?:\s+punkt)?[)\]]$`)
	// allotted is the time set aside for a punkt, at the end of its title:
	// "(5 min)", "(10 min.)", "(5 minutter)", "(ca. 20 min)", "(1 time)".
	allotted = regexp.MustCompile(`(?i)\s*[(\[]\s*(?:ca\.?\s*|cirka\s+|max\.?\s*|maks\.?\s*|op til\s+)?` +
		`(?:(\d+)\s*(?:-|–)\s*)?(\d+(?:[.,]5)?)\s*(min\.?|mins\.?|minut|minutter|m\.?|t\.?|time|timer)\s*` +
		`(?:(?:og\s+)?(\d+)\s*(?:min\.?|minut|minutter))?\s*[)\]]\s*[.,]?$`)
)

// readHeading reads a heading's whole text, wrapped lines joined.
func readHeading(s string) (heading, bool) {
	m := headingLine.FindStringSubmatch(strings.TrimSpace(s))
	if m == nil {
		return heading{}, false
	}
	h := heading{number: tidyNumber(m[2]), decision: m[1] != ""}
	h.title, h.minutes, h.closed = readTitle(m[3])
	return h, true
}

// tidyNumber brings "4 a", "4a" and "4. a" to "4.a".
func tidyNumber(s string) string {
	s = strings.ToLower(strings.ReplaceAll(s, " ", ""))
	digits := len(s) - len(strings.TrimLeft(s, "0123456789"))
	if digits < len(s) && s[digits] != '.' {
		s = s[:digits] + "." + s[digits:]
	}
	return s
}

// readTitle takes the time and the mark of a closed punkt off a title.
func readTitle(s string) (title string, minutes int, closed bool) {
	s = strings.TrimRight(strings.TrimSpace(s), " ,")
	if m := allotted.FindStringSubmatch(s); m != nil {
		s = strings.TrimSpace(s[:len(s)-len(m[0])])
		minutes = readMinutes(m[2], m[3], m[4])
	}
	if t := closedTitle.ReplaceAllString(s, ""); t != s {
		s, closed = t, true
	}
	if t := closedTail.ReplaceAllString(s, ""); t != s {
		s, closed = t, true
	}
	return strings.TrimRight(strings.TrimSpace(s), " ,"), minutes, closed
}

// readMinutes: "5" "min" is 5; "1" "time" "30" is 90; "1,5" "time" is 90.
func readMinutes(n, unit, rest string) int {
	v, err := strconv.ParseFloat(strings.Replace(n, ",", ".", 1), 64)
	if err != nil || v > 10_000 {
		return 0
	}
	if u := strings.ToLower(unit); u[0] == 't' {
		v *= 60
	}
	if r, err := strconv.Atoi(rest); err == nil && r < 60 {
		v += float64(r)
	}
	return int(v)
}

// A place in a row of numbers: 4 is {4, ""}, 4.a is {4, "a"}.
type ordinal struct {
	main int
	sub  string
}

func readOrdinal(s string) ordinal {
	main, sub, _ := strings.Cut(s, ".")
	n, _ := strconv.Atoi(main)
	return ordinal{n, sub}
}

// follows reports whether b is the number that comes next after a: 5 after 4,
// 4.a after 4, 4.b or 5 after 4.a.
func (b ordinal) follows(a ordinal) bool {
	switch {
	case b.main == a.main+1:
		return b.sub == "" || b.sub == "a" || b.sub == "1"
	case b.main != a.main || b.sub == "":
		return false
	case a.sub == "":
		return b.sub == "a" || b.sub == "1"
	}
	return b.after(a) && len(a.sub) == len(b.sub) && b.sub[len(b.sub)-1] == a.sub[len(a.sub)-1]+1
}

// after reports whether b stands later in the row than a.
func (b ordinal) after(a ordinal) bool {
	if b.main != a.main {
		return b.main > a.main
	}
	if len(b.sub) != len(a.sub) {
		return len(b.sub) > len(a.sub)
	}
	return b.sub > a.sub
}
