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
	Several bool // there are several words
	Empty   bool // there was nothing to search for
}

// mostLoosened is how many searches that ask for less are tried: who finds
// nothing waits for them.
const mostLoosened = 10

// makeNothing tells what was searched, and which searches that ask for less find
// something: those without one of the limits or words.
func makeNothing(ctx context.Context, v *library.Volume, asked search, q index.Query, f *library.Found) (*nothing, error) {
	out := &nothing{ReadAs: f.ReadAs}
	out.Several = strings.Contains(f.ReadAs, " ")
	out.Empty = len(query.Parse(asked[paramText]).Clauses) == 0 && !asked.limited()
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
	begun := 0 // how much the last beginning of the word finds that is offered
	for _, less := range append(looser(asked), shorter(asked, f.Read)...) {
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
		if less.begins {
			if int(c.Total) < muchMore*begun {
				continue
			}
			begun = int(c.Total)
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
	begins bool // it looks for what begins as a word does
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
			list = append(list, less{"uden " + p.Danish() + ": " + p.shown(s[p]), s.with(p, ""), false})
		}
	}
	if limits > 1 {
		list = append(list, less{"kun ordene, uden valg", words, false})
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
		list = append(list, less{says, s.with(paramText, query.Query{Clauses: rest}.String()), false})
	}
	if len(any) > 1 {
		list = append(list, less{"et af ordene er nok", s.with(paramText, strings.Join(any, " ELLER ")), false})
	}
	return list
}

// shorter are searches for less of a word that was searched for alone: for its
// parts, where it is a compound, and for words that begin as it does, the longest
// beginning first.
func shorter(s search, read []library.TermRead) []less {
	clauses := query.Parse(s[paramText]).Clauses
	if len(clauses) != 1 || clauses[0].Not || len(clauses[0].Any) != 1 {
		return nil
	}
	t := clauses[0].Any[0]
	if t.Kind != query.Word || t.Scope != query.Everywhere || strings.ContainsAny(t.Typed, " -/.") {
		return nil
	}
	var list []less
	add := func(says string, begins bool, beginnings ...string) {
		list = append(list, less{says, s.with(paramText, strings.Join(beginnings, "* ")+"*"), begins})
	}
	for i := range read {
		if parts := read[i].Parts; read[i].Typed == t.Typed && len(parts) > 1 {
			add("ordets led hver for sig: "+strings.Join(parts, ", "), false, parts...)
			if first, last := parts[0], parts[len(parts)-1]; len(parts) > 2 {
				add("kun "+first+" og "+last, false, first, last)
			}
		}
	}
	word := []rune(t.Typed)
	for n := len(word) - 2; n >= max(leastBeginning, 2*len(word)/5); n -= max(2, len(word)/8) {
		add("alt, der begynder med "+quoted(string(word[:n])), true, string(word[:n]))
	}
	return list
}

// muchMore is how many times as much a shorter beginning finds, to be offered
// beside a longer.
const muchMore = 3

// leastBeginning is how many letters of a word tell something.
const leastBeginning = 4
