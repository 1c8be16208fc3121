package web

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"referat/index"
	"referat/pkg/agenda"
)

// A param is a parameter of the search page's address, in the order that
// addresses have them.
type param int

const (
	paramText     param = iota // what to search for
	paramYear                  // aar
	paramBody                  // udvalg: the series or body, whole
	paramKind                  // art: referat or dagsorden
	paramThing                 // ting: where the words stand
	paramOutcome               // udfald, by its Danish name
	paramCategory              // kategori
	paramUnit                  // enhed: who is to follow up
	paramFrom                  // fra
	paramTo                    // til
	paramSort                  // sorter
	paramPage                  // side, from 1
	paramAfter                 // efter: how many punkter the pages before stand for, where some stand for others
	params                     // how many there are
)

// String is the parameter's name in an address.
func (p param) String() string {
	return [params]string{"q", "aar", "udvalg", "art", "ting", "udfald", "kategori", "enhed", "fra", "til", "sorter", "side", "efter"}[p]
}

// Danish is what people are told that the parameter is.
func (p param) Danish() string {
	return [params]string{"ord", "år", "udvalg", "art", "hvor", "udfald", "kategori", "ansvarlig", "fra", "til", "rækkefølge", "side", "efter"}[p]
}

// The values of paramSort.
const (
	sortByDate = "dato"
	sortByBest = "bedst"
)

// hitsPerPage is how many hits a search page shows.
const hitsPerPage = index.DefaultLimit

// longestText is how long what is searched for may be, in characters: more than
// anyone types.
const longestText = 1000

// lastPage is the last page of a search that can be asked for: who looks at the
// ten-thousandth hit has to narrow the search.
const lastPage = 500

// A search is what the address of a search page says, as it was typed.
type search [params]string

// A wrong is a parameter that makes no sense, and why, in a Danish sentence.
type wrong struct {
	param param
	why   string
}

// readSearch reads the parameters of an address; others than those of a search
// are left alone.
func readSearch(values url.Values) search {
	var s search
	for p := range params {
		s[p] = strings.TrimSpace(strings.ToValidUTF8(values.Get(p.String()), "\uFFFD"))
	}
	return s
}

// unread are the parameters of an address that are none of the search page's,
// though they are of the API's or look like it. What others hang on to addresses,
// to count who comes, is left alone.
func unread(values url.Values) []string {
	var list []string
	for _, name := range []string{"year", "body", "series", "kind", "thing", "outcome", "category", "unit", "from", "to", "sort", "order", "page", "limit", "cursor", "type"} {
		if values.Has(name) {
			list = append(list, name)
		}
	}
	return list
}

// with is the search with another value of a parameter, "" for none, and again
// from its first page.
func (s search) with(p param, value string) search {
	s[paramPage], s[paramAfter] = "", ""
	s[p] = value
	return s
}

// values are the search's parameters, of those that say something.
func (s search) values() url.Values {
	v := url.Values{}
	for p, value := range s {
		if value != "" {
			v.Set(param(p).String(), value)
		}
	}
	return v
}

// address is the address of path with the search's parameters in their order:
// the same search has one address.
func (s search) address(path string) string {
	var b strings.Builder
	b.WriteString(path)
	sign := byte('?')
	for p, value := range s {
		if value == "" {
			continue
		}
		b.WriteByte(sign)
		sign = '&'
		b.WriteString(param(p).String())
		b.WriteByte('=')
		b.WriteString(escaped(value))
	}
	return b.String()
}

// escaped is a value as an address has it; %20 stands where forms write +, which
// HTML would have to escape once more.
func escaped(value string) string { return strings.ReplaceAll(url.QueryEscape(value), "+", "%20") }

// page is the page that is asked for, from 1.
func (s search) page() int {
	if n, err := strconv.Atoi(s[paramPage]); err == nil {
		return n
	}
	return 1
}

// skip is how many of the best punkter the pages before show.
func (s search) skip() int {
	if n, err := strconv.Atoi(s[paramAfter]); err == nil {
		return n
	}
	return (s.page() - 1) * hitsPerPage
}

// limited reports whether anything but words limits the search.
func (s search) limited() bool {
	for p := paramYear; p < paramSort; p++ {
		if s[p] != "" {
			return true
		}
	}
	return false
}

// query is what the index is asked, and what of the search makes no sense.
func (s search) query() (index.Query, []wrong) {
	var list []wrong
	bad := func(p param, format string, args ...any) {
		list = append(list, wrong{p, fmt.Sprintf(format, args...)})
	}
	q := index.Query{
		Text: s[paramText], Series: s[paramBody], Category: s[paramCategory], Unit: s[paramUnit],
		ByDate: s[paramSort] == sortByDate, Limit: hitsPerPage,
	}
	if n := utf8.RuneCountInString(q.Text); n > longestText {
		bad(paramText, "Der kan højst søges på %s tegn; der er skrevet %s.", number(longestText), number(n))
	}
	if y := s[paramYear]; y != "" {
		n, err := strconv.Atoi(y)
		if err != nil || len(y) != 4 || n < 1000 {
			bad(paramYear, "«%s» er ikke et år: et år har fire cifre.", y)
		}
		q.Year = n
	}
	switch q.Kind = agenda.Kind(strings.ToLower(s[paramKind])); q.Kind {
	case "", agenda.Referat, agenda.Dagsorden:
	default:
		bad(paramKind, "Arten kan ikke være «%s»: den er referat eller dagsorden.", s[paramKind])
	}
	switch q.Thing = agenda.ThingKind(strings.ToLower(s[paramThing])); q.Thing {
	case "", agenda.ThingPunkt, agenda.ThingDecision, agenda.ThingBilag:
	default:
		bad(paramThing, "Der kan ikke søges i «%s»: det er punkt, beslutning eller bilag.", s[paramThing])
	}
	if o := s[paramOutcome]; o != "" {
		if q.Outcome = outcomeNamed(o); q.Outcome == "" {
			bad(paramOutcome, "Der er ikke noget udfald, der hedder «%s».", o)
		}
	}
	var ok bool
	if q.From, ok = completeDate(s[paramFrom], false); !ok {
		bad(paramFrom, "Fra «%s» kan ikke læses som en dato: skriv 23-03-2026, 2026-03-23, 2026-03 eller 2026.", s[paramFrom])
	}
	if q.To, ok = completeDate(s[paramTo], true); !ok {
		bad(paramTo, "Til «%s» kan ikke læses som en dato: skriv 23-03-2026, 2026-03-23, 2026-03 eller 2026.", s[paramTo])
	}
	if q.From != "" && q.To != "" && q.From > q.To {
		bad(paramTo, "Fra %s er efter til %s.", danishDate(q.From), danishDate(q.To))
	}
	switch s[paramSort] {
	case "", sortByDate, sortByBest:
	default:
		bad(paramSort, "Der kan ikke sorteres efter «%s»: det er dato eller bedst.", s[paramSort])
	}
	if p := s[paramPage]; p != "" {
		n, err := strconv.Atoi(p)
		switch {
		case err != nil || n < 1:
			bad(paramPage, "«%s» er ikke en side: sider har tal fra 1.", p)
		case n > lastPage:
			bad(paramPage, "Der kan højst vises %d sider fund. Afgræns søgningen med flere ord, et år eller et udvalg.", lastPage)
		}
	}
	if a := s[paramAfter]; a != "" {
		if n, err := strconv.Atoi(a); err != nil || n < 0 || n > 2*lastPage*hitsPerPage {
			bad(paramAfter, "«%s» er ikke et antal fund.", a)
		}
	}
	return q, list
}

// outcomeNamed is the outcome with this name, in Danish or as programs write it;
// "" for none.
func outcomeNamed(name string) agenda.Outcome {
	for _, o := range agenda.Outcomes() {
		if strings.EqualFold(name, string(o)) || strings.EqualFold(name, o.Danish()) {
			return o
		}
	}
	return ""
}

// completeDate makes "2026" and "2026-03" the first or last day that they hold.
func completeDate(s string, last bool) (day string, ok bool) {
	if s == "" {
		return "", true
	}
	for _, form := range []struct {
		layout string
		months int // that the form leaves open
	}{{"2006-01-02", 0}, {"02-01-2006", 0}, {"2-1-2006", 0}, {"2.1.2006", 0}, {"2/1/2006", 0}, {"2006-01", 1}, {"2006", 12}} {
		t, err := time.Parse(form.layout, s)
		if err != nil {
			continue
		}
		if form.months > 0 && last {
			t = t.AddDate(0, form.months, -1)
		}
		return t.Format(time.DateOnly), true
	}
	return "", false
}

// readQuery reads a search from an address's parameters. The error is a
// *badRequest.
func readQuery(values url.Values) (index.Query, error) {
	q, list := readSearch(values).query()
	if len(list) > 0 {
		return index.Query{}, badRequestf("%s", list[0].why)
	}
	return q, nil
}

// queryValues are the parameters of a search's address: readQuery reads them as
// q, but for what says how much is shown.
func queryValues(q index.Query) url.Values {
	var s search
	s[paramText], s[paramBody], s[paramCategory], s[paramUnit] = q.Text, q.Series, q.Category, q.Unit
	s[paramKind], s[paramThing], s[paramFrom], s[paramTo] = string(q.Kind), string(q.Thing), q.From, q.To
	if q.Year != 0 {
		s[paramYear] = strconv.Itoa(q.Year)
	}
	if q.Outcome != "" {
		s[paramOutcome] = q.Outcome.Danish()
	}
	if q.ByDate {
		s[paramSort] = sortByDate
	}
	return s.values()
}
