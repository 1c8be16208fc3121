package api

import (
	"strconv"

	"referat/index"
	"referat/pkg/agenda"
	"referat/pkg/library"
)

// A searchAnswer is the answer to a search.
type searchAnswer struct {
	*library.Found
	Hits  []hit     `json:"hits"`
	Links listLinks `json:"links"`
}

// A hit is a punkt found.
type hit struct {
	library.Hit
	Links links `json:"links"`
}

// query is what the call asks of the index.
func (c *call) searchQuery() index.Query {
	t := c.values.text
	q := index.Query{
		Text: t["q"], From: t["from"], To: t["to"], Year: c.values.number["year"],
		Kind: agenda.Kind(t["kind"]), Outcome: agenda.Outcome(t["outcome"]), Thing: agenda.ThingKind(t["thing"]),
		Series: t["series"], Category: t["category"], Unit: t["unit"],
		Limit: c.values.number["limit"], ByDate: t["sort"] == "date",
	}
	if c.values.flag["facets"] {
		q.Facets = index.Facets()
	}
	return q
}

func (c *call) search() (any, error) {
	q := c.searchQuery()
	place, err := c.place(2)
	if err != nil {
		return nil, err
	}
	if place != nil {
		if q.Skip, err = strconv.Atoi(place[1]); err != nil || q.Skip < 0 {
			return nil, BadRequest("Cursoren er ikke et sted i en liste.")
		}
		if place[0] != c.v.Version() {
			p := problemOf("cursor-outdated", "Arkivet er ændret, siden cursoren blev givet, og fundenes rækkefølge med det: begynd søgningen forfra, uden cursor.")
			p.Parameter = "cursor"
			return nil, p
		}
	}
	found, err := c.v.Search(c.r.Context(), q)
	if err != nil {
		return nil, err
	}
	if uint64(found.Next) < found.Total && found.Next > q.Skip {
		c.goesOn(c.v.Version(), strconv.Itoa(found.Next))
	}
	html := ""
	if c.api.options.SearchPage != nil {
		html = c.api.options.SearchPage(q)
	}
	answer := searchAnswer{found, make([]hit, len(found.Hits)), c.listLinks(html)}
	for i, h := range found.Hits {
		answer.Hits[i] = hit{h, c.linksOf(h.Of, h.Holding)}
		if h.Page > 0 {
			c.opened(&answer.Hits[i].Links, h.Holding, h.Page)
		}
	}
	return answer, nil
}

// A suggestAnswer is what may be about to be typed.
type suggestAnswer struct {
	Words  []index.Form `json:"words"`
	Titles []title      `json:"titles"`
	Links  listLinks    `json:"links"`
}

// A title is a punkt that has the words in its title.
type title struct {
	library.TitleOfPunkt
	Links titleLinks `json:"links"`
}

// TitleLinks are a punkt's addresses.
type titleLinks struct {
	Self address `json:"self"`
	HTML address `json:"html"`
}

func (c *call) suggest() (any, error) {
	s, err := c.v.Suggest(c.r.Context(), c.values.text["q"], c.values.number["limit"])
	if err != nil {
		return nil, err
	}
	answer := suggestAnswer{s.Words, make([]title, len(s.Titles)), c.listLinks("")}
	for i, t := range s.Titles {
		answer.Titles[i] = title{t, titleLinks{c.self(t.Of), address(c.absolute(c.pathOf(t.Of)))}}
	}
	return answer, nil
}
