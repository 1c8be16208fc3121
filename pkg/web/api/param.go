package api

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// A param is a parameter that an operation takes. An empty value of one in the
// query is as none, since forms send them.
type param struct {
	name     string
	kind     paramKind
	doc      string // English, for the description
	path     bool   // it is part of the path
	required bool   // those of the path are
	choices  []string
	most     int // characters of a text, the highest number
	least    int // number
	usual    int // number where none is given
}

type paramKind int

const (
	ofText     paramKind = iota
	ofNumber             // from least to most
	ofChoice             // one of choices
	ofFlag               // true or false
	ofFirstDay           // yyyy-mm-dd, or the first day of yyyy-mm or yyyy
	ofLastDay            // the last day of it
)

// values are the parameters of a request, read.
type values struct {
	text   map[string]string
	number map[string]int
	flag   map[string]bool
	given  map[string]string // those of the query, as they were written
}

// read reads the parameters of a request for op. The error is a *Problem.
func (op *operation) read(r *http.Request) (values, error) {
	v := values{map[string]string{}, map[string]int{}, map[string]bool{}, map[string]string{}}
	query, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return v, BadRequest("Adressen kan ikke læses: efter «?» er der tegn, der skulle være skrevet som %xx.")
	}
	names := make([]string, 0, len(query))
	for name := range query {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		if !slices.ContainsFunc(op.params, func(p param) bool { return p.name == name && !p.path }) {
			p := problemOf("unknown-parameter", fmt.Sprintf("«%s» er ikke en parameter her; %s.", shown(name), op.takes()))
			p.Parameter = shown(name)
			return v, p
		}
		if len(query[name]) > 1 {
			return v, badParameter(name, "står flere gange")
		}
	}
	for _, p := range op.params {
		value := query.Get(p.name)
		if p.path {
			value = r.PathValue(p.name)
		} else if value != "" {
			v.given[p.name] = value
		}
		if err := p.read(value, &v); err != nil {
			return v, err
		}
	}
	if from, to := v.text["from"], v.text["to"]; from != "" && to != "" && from > to {
		return v, badParameter("from", "er en senere dag end «to»")
	}
	return v, nil
}

// takes says which parameters op takes.
func (op *operation) takes() string {
	var names []string
	for _, p := range op.params {
		if !p.path {
			names = append(names, "«"+p.name+"»")
		}
	}
	if len(names) == 0 {
		return "der er ingen"
	}
	return "der er " + strings.Join(names, ", ")
}

// read reads one value.
func (p *param) read(value string, v *values) error {
	if !utf8.ValidString(value) || strings.ContainsRune(value, 0) {
		return badParameter(p.name, "er ikke tekst i UTF-8")
	}
	if value == "" {
		if p.required {
			return badParameter(p.name, "mangler")
		}
		if p.kind == ofNumber {
			v.number[p.name] = p.usual
		}
		return nil
	}
	switch p.kind {
	case ofText:
		if utf8.RuneCountInString(value) > p.most {
			return badParameter(p.name, fmt.Sprintf("er for lang: højst %d tegn", p.most))
		}
		v.text[p.name] = value
	case ofNumber:
		n, err := strconv.Atoi(value)
		if err != nil || n < p.least || n > p.most {
			return badParameter(p.name, fmt.Sprintf("kan ikke være «%s»: det er et tal fra %d til %d", shown(value), p.least, p.most))
		}
		v.number[p.name] = n
	case ofChoice:
		if !slices.Contains(p.choices, value) {
			return badParameter(p.name, fmt.Sprintf("kan ikke være «%s»: det er %s", shown(value), strings.Join(p.choices, ", ")))
		}
		v.text[p.name] = value
	case ofFlag:
		on, err := strconv.ParseBool(value)
		if err != nil || value != "true" && value != "false" {
			return badParameter(p.name, fmt.Sprintf("kan ikke være «%s»: det er true eller false", shown(value)))
		}
		v.flag[p.name] = on
	case ofFirstDay, ofLastDay:
		day, ok := completeDay(value, p.kind == ofLastDay)
		if !ok {
			return badParameter(p.name, fmt.Sprintf("kan ikke være «%s»: en dag er åååå-mm-dd, åååå-mm eller åååå", shown(value)))
		}
		v.text[p.name] = day
	}
	return nil
}

// completeDay makes "2026" and "2026-03" the first or last day they hold.
func completeDay(s string, last bool) (string, bool) {
	for _, form := range []struct {
		layout        string
		years, months int // that the form leaves open
	}{{"2006-01-02", 0, 0}, {"2006-01", 0, 1}, {"2006", 1, 0}} {
		t, err := time.Parse(form.layout, s)
		if err != nil {
			continue
		}
		if last && form.years+form.months > 0 {
			t = t.AddDate(form.years, form.months, -1)
		}
		return t.Format("2006-01-02"), true
	}
	return "", false
}

// longestShown is how many bytes of a wrong value a problem repeats.
const longestShown = 80

// shown is a wrong value as a problem repeats it.
func shown(value string) string {
	value = strings.ToValidUTF8(value, "\uFFFD")
	if len(value) <= longestShown {
		return value
	}
	return strings.ToValidUTF8(value[:longestShown], "") + "…"
}
