package web

import (
	"context"
	"slices"
	"strings"

	"referat/index"
	"referat/index/query"
	"referat/pkg/library"
)

// A nothing is what the search page says where nothing was found.
type nothing struct {
	ReadAs  string // what was searched, written out
	Limits  []string
	Missing []string // words that the archive does not have
	Loosen  []facetValue
}

// mostLoosened is how many searches that ask for less are tried: who finds
// nothing waits for them.
const mostLoosened = 10

// makeNothing tells what was searched, and which searches that ask for less find
// something: those without one of the limits or words.
func makeNothing(ctx context.Context, v *library.Volume, asked search, q index.Query, f *library.Found) (*nothing, error) {
	out := &nothing{ReadAs: f.ReadAs}
	for p := paramYear; p < paramSort; p++ {
		if asked[p] != "" {
			out.Limits = append(out.Limits, p.Danish()+": "+p.shown(asked[p]))
		}
	}
	for _, r := range f.Read {
		if r.Missing && !slices.Contains(out.Missing, r.Typed) {
			out.Missing = append(out.Missing, r.Typed)
		}
	}
	tried := map[search]bool{asked.with(paramPage, ""): true}
	for _, less := range looser(asked) {
		if tried[less.search] {
			continue
		}
		if len(tried) > mostLoosened {
			break
		}
		tried[less.search] = true
		wide, wrong := less.search.query()
		if len(wrong) > 0 {
			continue
		}
		c, err := v.Count(ctx, wide)
		if err != nil {
			return nil, err
		}
		if c.Total > 0 {
			out.Loosen = append(out.Loosen, facetValue{link{less.says, less.search.address("/soeg")}, counted(int(c.Total), "punkt", "punkter"), false})
		}
	}
	return out, nil
}

// A less is a search that asks for less than another.
type less struct {
	says   string
	search search
}

// looser are the searches that ask for less than s, those that keep most of it
// first.
func looser(s search) []less {
	var list []less
	limits := 0
	words := s
	for p := paramYear; p < paramSort; p++ {
		if s[p] != "" {
			limits++
			words = words.with(p, "")
			list = append(list, less{"uden " + p.Danish() + ": " + p.shown(s[p]), s.with(p, "")})
		}
	}
	if limits > 1 {
		list = append(list, less{"kun ordene, uden valg", words})
	}
	clauses := query.Parse(s[paramText]).Clauses
	if len(clauses) < 2 {
		return list
	}
	var any []string
	for i, c := range clauses {
		rest := slices.Delete(slices.Clone(clauses), i, i+1)
		says := "uden " + quoted(c.String())
		if c.Not {
			says = "uden at udelukke " + quoted(strings.TrimPrefix(c.String(), "-"))
		} else {
			for _, t := range c.Any {
				any = append(any, t.String())
			}
		}
		list = append(list, less{says, s.with(paramText, query.Query{Clauses: rest}.String())})
	}
	if len(any) > 1 {
		list = append(list, less{"et af ordene er nok", s.with(paramText, strings.Join(any, " OR "))})
	}
	return list
}
