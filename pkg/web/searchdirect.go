package web

import (
	"regexp"
	"strings"

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
	clauses := query.Parse(text).Clauses
	if len(clauses) != 1 || clauses[0].Not {
		return list
	}
	for _, t := range clauses[0].Any {
		if t.Kind != query.Thing || t.Scope != query.Everywhere || len(t.Words) != 1 {
			continue
		}
		switch thing := t.Words[0]; {
		case aDay.MatchString(thing):
			for _, m := range c.On(thing) {
				best := m.Best()
				list = append(list, link{meetingName(best.Series, best.Title) + ", " + danishDate(thing), library.Address{Body: m.Body.Slug, Day: m.Day}.Path()})
			}
		case aMonth.MatchString(thing):
			list = append(list, link{"Punkter fra møder i " + t.Typed, search{paramFrom: thing, paramTo: thing}.address("/soeg")})
		case aCase.MatchString(thing) && found > 0:
			list = append(list, link{"Sagen " + agenda.CaseKey(t.Typed) + " gennem møderne", casePath(t.Typed)})
		}
	}
	return list[:min(len(list), mostDirect)]
}
