package index

import (
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"referat/index/danish"
	"referat/pkg/agenda"
)

// A page is a text of an entry as it is read: its terms by their places.
type page struct {
	field field
	at    map[int][]string
}

func pagesOf(e entry) (list []page) {
	e.texts(func(f field, text string) {
		p := page{f, map[int][]string{}}
		danish.Each(text, func(t danish.Token) { p.at[t.Place] = append(p.at[t.Place], string(t.Term)) })
		list = append(list, p)
	})
	return list
}

// hasRow reports whether the words stand in a row, as written.
func (p page) hasRow(row []string) bool {
	for place := range p.at {
		i := 0
		for i < len(row) && slices.Contains(p.at[place+i], row[i]) {
			i++
		}
		if i == len(row) {
			return true
		}
	}
	return false
}

// Phrases, with one another and with what must not stand there, find what one
// finds by reading every text: all in one punkt, at least one in a field of
// its own. Many are of the commonest words, which are looked up otherwise.
func TestPhrasesAgainstTexts(t *testing.T) {
	rnd := rand.New(rand.NewPCG(11, 5))
	docs := randomDocuments(rnd, 50)
	readers := map[string]*Reader{"built": offline(t, 1, docs...), "written": built(t, docs...)}
	var words []string // whose tokens are they themselves
	for _, w := range append(genre, "og", "i", "af", "på", "den", "og", "i", "af", "på", "den") {
		if danish.Fold(w) == strings.ToLower(w) {
			words = append(words, strings.ToLower(w))
		}
	}
	pages := map[string][]page{}
	for _, d := range docs {
		for e := range entries(d, nil) {
			pages[e.punkt.ID.String()] = pagesOf(e)
		}
	}
	found := 0
	for range 400 {
		var text []string
		var rows [][]string
		var nots []bool
		for range 1 + rnd.IntN(2) {
			var row []string
			for range 1 + rnd.IntN(4) {
				row = append(row, words[rnd.IntN(len(words))])
			}
			if rnd.IntN(2) == 0 { // one that stands somewhere
				var all []string
				e := pickEntry(rnd, docs)
				e.texts(func(_ field, text string) {
					danish.Each(text, func(t danish.Token) {
						if t.Kind == danish.Word {
							all = append(all, string(t.Term))
						}
					})
				})
				if len(all) > 4 {
					from := rnd.IntN(len(all) - 4)
					row = all[from : from+1+rnd.IntN(4)]
				}
			}
			not := len(rows) > 0 && rnd.IntN(4) == 0
			rows, nots = append(rows, row), append(nots, not)
			text = append(text, map[bool]string{true: "-"}[not]+`"`+strings.Join(row, " ")+`"`)
		}
		var want, named []string // named: those whose meeting's name has all of it
		for id, list := range pages {
			fits, own, byName := true, false, true
			for i, row := range rows {
				has, inName := false, false
				for _, p := range list {
					if nots[i] && !ownFields.has(p.field) || !p.hasRow(row) {
						continue
					}
					has = true
					if p.field == fieldMeeting {
						inName = true
					}
					own = own || ownFields.has(p.field) && !nots[i]
				}
				fits = fits && has != nots[i]
				byName = byName && (nots[i] && !has || !nots[i] && inName)
			}
			if byName {
				named = append(named, id)
			}
			if fits && own {
				want = append(want, id)
			}
		}
		if len(want) == 0 && slices.Contains(nots, false) {
			want = named
		}
		slices.Sort(want)
		found += len(want)
		for name, r := range readers {
			got := hitIDs(search(t, r, Query{Text: strings.Join(text, " "), Limit: 1000}))
			slices.Sort(got)
			if !slices.Equal(got, want) {
				t.Errorf("%s: %s\n got %v\nwant %v", name, text, got, want)
			}
		}
	}
	if found < 1000 {
		t.Errorf("%d hits in all, which shows little", found)
	}
}

// A word finds the entries that have one of its forms, or a compound that it is
// a part of, in the fields that it is looked for in, and no others; also where
// so many compounds have it that the entries of all are kept together.
func TestWordsAgainstTexts(t *testing.T) {
	rnd := rand.New(rand.NewPCG(12, 5))
	docs := randomDocuments(rnd, 50)
	dir := filepath.Join(t.TempDir(), "index")
	buildIn(t, dir, 1, docs...)
	r, err := Open(dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	pages := map[string][]page{}
	for _, d := range docs {
		for e := range entries(d, nil) {
			pages[e.punkt.ID.String()] = pagesOf(e)
		}
	}
	scopes := map[string]fields{"": everyField, "titel:": fieldsOf(fieldTitle), "beslutning:": fieldsOf(fieldDecision), "bilag:": fieldsOf(fieldAttached, fieldBilag)}
	kept, found := 0, 0
	for _, word := range genre {
		word = danish.Fold(word)
		if simple, _ := r.partsOf(word); !isWord(word) || len(simple) > 1 || len(danish.Variants(word)) > 0 {
			continue // may be met by two words, or by another spelling
		}
		c := r.lexicon.concept(danish.Stem(word))
		forms := map[string]bool{}
		for _, f := range append(r.lexicon.compoundsOf(c), c.inflections...) {
			forms[f.Text] = true
		}
		if len(c.sets) > 0 {
			kept++
		}
		for scope, in := range scopes {
			var want []string
			for id, list := range pages {
				own := false
				for _, p := range list {
					for _, terms := range p.at {
						own = own || in.has(p.field) && ownFields.has(p.field) && slices.ContainsFunc(terms, func(t string) bool { return forms[t] })
					}
				}
				if own {
					want = append(want, id)
				}
			}
			result := search(t, r, Query{Text: scope + word, Limit: 1000})
			if result.Fuzzy {
				continue
			}
			got := hitIDs(result)
			slices.Sort(got)
			slices.Sort(want)
			found += len(got)
			if !slices.Equal(got, want) {
				t.Errorf("%s%s\n got %v\nwant %v", scope, word, got, want)
			}
		}
	}
	if kept == 0 || found < 1000 {
		t.Errorf("%d words with kept sets, %d hits: shows little", kept, found)
	}
}

func pickEntry(rnd *rand.Rand, docs []*agenda.Document) entry {
	list := slices.Collect(entries(docs[rnd.IntN(len(docs))], nil))
	if len(list) == 0 {
		return pickEntry(rnd, docs)
	}
	return list[rnd.IntN(len(list))]
}

// Several may search one reader at once, and each gets what it gets alone.
func TestConcurrentSearches(t *testing.T) {
	rnd := rand.New(rand.NewPCG(9, 9))
	docs := randomDocuments(rnd, 30)
	alone, r := offline(t, 1, docs...), offline(t, 1, docs...)
	var queries []Query
	var want [][]string
	for range 60 {
		q := Query{Text: randomQuery(rnd), Facets: Facets(), Limit: 50}
		queries, want = append(queries, q), append(want, hitIDs(search(t, alone, q)))
	}
	var group sync.WaitGroup
	for from := range 4 {
		group.Go(func() {
			for i := range queries {
				i = (i + from*15) % len(queries)
				result, err := r.Search(t.Context(), queries[i])
				if err != nil || !slices.Equal(hitIDs(result), want[i]) {
					t.Errorf("%+v: %v, %v, want %v", queries[i], result, err, want[i])
				}
			}
		})
	}
	group.Wait()
}
