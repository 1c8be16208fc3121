package web

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"referat/index/query"
	"referat/pkg/agenda"
	"referat/pkg/library"
)

// What a search that is one thing may mean, as package query writes it.
var (
	aDay   = regexp.MustCompile(`^\d{4}-\d\d-\d\d$`)
	aMonth = regexp.MustCompile(`^\d{4}-\d\d$`)
	aYear  = regexp.MustCompile(`^(19|20)\d\d$`)
	aCase  = regexp.MustCompile(`^([a-z]+-\d{4}-\d+|\d\d/\d{4,6}|\d{4}-\d{5,}|\d\d\.\d\d\.\d\d-[a-z]\d\d-\d+-\d+)$`)
)

// mostDirect is how many places a search leads to beside its hits.
const mostDirect = 8

// Days as people type them that minutes do not write so: package query leaves
// them numbers.
var (
	shortDay = regexp.MustCompile(`^(?:d\.? ?)?(\d{1,2})(?:\.|-|/|\. )(\d{1,2})(?:\.|-| |/)(\d\d)$`) // 23.3.26, 23/3-26
	bareDay  = regexp.MustCompile(`^(20\d\d)(\d\d)(\d\d)$`)                                          // 20260323
)

// directs are the places that who typed text may have meant, beside what has it
// in its words: the meetings of a date or a year, a case, a body.
func directs(c *library.Catalogue, text string, found uint64) []link {
	var list []link
	if b := c.Named(text); b != nil {
		list = append(list, link{b.Name + ": alle møder", bodyPath(b)})
	}
	text = strings.TrimSpace(text)
	if aYear.MatchString(text) {
		return append(list, link{"Punkter fra møder i " + text, search{paramYear: text}.address("/soeg")})
	}
	if day := typedDay(text); day != "" {
		return append(list, meetingsOn(c, day, nil)...)
	}
	clauses := query.Parse(text).Clauses
	var beside []string // words beside a date: they may name the body
	for _, clause := range clauses {
		for _, t := range clause.Any {
			if t.Kind == query.Word && !clause.Not {
				beside = append(beside, t.Typed)
			}
		}
	}
	for _, clause := range clauses {
		if clause.Not {
			continue
		}
		for _, t := range clause.Any {
			if t.Kind != query.Thing || t.Scope != query.Everywhere || len(t.Words) != 1 {
				continue
			}
			switch thing := t.Words[0]; {
			case aDay.MatchString(thing):
				list = append(list, meetingsOn(c, thing, beside)...)
			case len(clauses) > 1:
			case aMonth.MatchString(thing):
				list = append(list, link{"Punkter fra møder i " + t.Typed, search{paramFrom: thing, paramTo: thing}.address("/soeg")})
			case aCase.MatchString(thing) && found > 0:
				list = append(list, link{"Sagen " + t.Typed + " gennem møderne", casePath(t.Typed)})
			}
		}
	}
	return list[:min(len(list), mostDirect)]
}

// typedDay is a day (yyyy-mm-dd) of this century, as people type it and minutes
// do not write it; "" for none.
func typedDay(text string) string {
	if m := bareDay.FindStringSubmatch(text); m != nil {
		return realDay(m[1] + "-" + m[2] + "-" + m[3])
	}
	if m := shortDay.FindStringSubmatch(text); m != nil {
		two := func(s string) string { return "00"[len(s):] + s }
		return realDay("20" + m[3] + "-" + two(m[2]) + "-" + two(m[1]))
	}
	return ""
}

// realDay is day where the calendar has it, else "".
func realDay(day string) string {
	if _, err := time.Parse(time.DateOnly, day); err != nil {
		return ""
	}
	return day
}

// meetingsOn leads to the meetings of a day: to those whose body's name has a
// word that was typed beside the date, where there are any.
func meetingsOn(c *library.Catalogue, day string, beside []string) []link {
	var all, named []link
	for _, m := range c.On(day) {
		best := m.Best()
		to := link{meetingName(best.Series, undated(best.Title, best.Date)) + ", " + danishDate(day), library.Address{Body: m.Body.Slug, Day: m.Day}.Path()}
		all = append(all, to)
		if slices.ContainsFunc(beside, func(w string) bool { return sameBeginning(best.Series+" "+best.Title, w) }) {
			named = append(named, to)
		}
	}
	if len(named) > 0 {
		return named
	}
	return all
}

// sameBeginning reports whether a word of a name begins as w does, but for w's
// last letters: byrådet, Byråd.
func sameBeginning(name, w string) bool {
	letters := []rune(strings.ToLower(w))
	stem := string(letters[:max(min(4, len(letters)), len(letters)-2)])
	for word := range agenda.Words(name) {
		if strings.HasPrefix(word, stem) {
			return true
		}
	}
	return false
}
