package web

import (
	"net/http"
	"strconv"
	"strings"

	"referat/index"
	"referat/pkg/library"
)

// A searchView is what the search page shows.
type searchView struct {
	Heading string   // Søgning efter «bro»
	Says    string   // 12 punkter, 21–40 vises
	Wrong   []remark // parameters that make no sense
	Chips   []link   // what limits the search; each link takes it away
	Notes   []string // how the words were read, where that may surprise
	Meant   *link    // the nearest spelling
	Direct  []link   // what may be meant beside words: a meeting, a case, a body
	Read    []wordRead
	Hits    []hitView
	Folded  string // that hits with the same text are shown once
	Sorting []choice
	Chart   *chart
	Facets  []facetView
	From    string // as typed
	To      string
	Nothing *nothing // where nothing was found
	Feed    string
	Foot    string // 21–40 af 184
	First   string // the first page, where that is not the one before
	Before  string // the page before
	After   string // the next page
}

// A remark is a sentence, with a link that mends what it is about.
type remark struct {
	Says string
	Mend link
}

// A choice is one of several ways to show the same.
type choice struct {
	link
	Chosen bool
}

// serveSearch serves GET /soeg: the search that the address says.
func (s *Site) serveSearch(w http.ResponseWriter, r *http.Request, v *library.Volume) error {
	asked := readSearch(r.URL.Query())
	p := page{
		Title: asked.heading(), Query: asked[paramText], Kept: asked.kept(),
		NoIndex: true, // every search is a page of its own: robots are to read the meetings
	}
	q, wrong := asked.query()
	view := searchView{Heading: p.Title, Chips: asked.chips(), From: asked[paramFrom], To: asked[paramTo], Sorting: asked.sorting()}
	if len(wrong) > 0 {
		for _, x := range wrong {
			view.Wrong = append(view.Wrong, remark{x.why, link{"Søg uden", asked.with(x.param, "").address("/soeg")}})
		}
		p.View = view
		return writePage(w, http.StatusBadRequest, "soeg", p)
	}
	if err := view.find(r, v, asked, q); err != nil {
		return err
	}
	for _, name := range unread(r.URL.Query()) {
		view.Notes = append(view.Notes, "Søgesiden kender ikke «"+name+"» i adressen, så det er ikke brugt.")
	}
	view.Feed = feedSearchPath(q)
	p.Feeds = []feedLink{{p.Title, view.Feed}}
	p.View = view
	return writePage(w, http.StatusOK, "soeg", p)
}

// find asks the archive, and puts in what it answers.
func (view *searchView) find(r *http.Request, v *library.Volume, asked search, q index.Query) error {
	ctx := r.Context()
	q.Facets = index.Facets()
	first := asked.skip()
	q.Skip = first
	f, err := v.Search(ctx, q)
	if err != nil {
		return err
	}
	l, err := newLinker(v, asked[paramText])
	if err != nil {
		return err
	}
	view.Notes, view.Direct = f.Notes, directs(l.catalogue, asked[paramText], f.Total)
	if f.Fuzzy && f.Total > 0 {
		view.Notes = append(view.Notes, "Intet punkt har det, der er skrevet. "+f.Instead())
	}
	if f.DidYouMean != "" {
		view.Meant = &link{f.DidYouMean, asked.with(paramText, f.DidYouMean).address("/soeg")}
	}
	view.Read = wordsRead(f, asked[paramText])
	total := int(f.Total)
	if total == 0 {
		if view.Nothing, err = makeNothing(ctx, v, asked, q, f); err != nil {
			return err
		}
		view.Says = "Ingen fund."
		return nil
	}
	for i, h := range f.Hits {
		view.Hits = append(view.Hits, l.makeHitView(first+i+1, h))
	}
	view.Says = foundSays(total, first, f)
	if same := f.Shown() - len(f.Hits); same > 0 {
		view.Folded = counted(same, "fund", "fund") + " med den samme tekst er vist under et andet."
	}
	if view.Facets, err = makeFacets(ctx, v, asked, q, f); err != nil {
		return err
	}
	if view.Chart, err = makeChart(ctx, v, asked, q, f); err != nil {
		return err
	}
	if n, last := asked.page(), (total-1)/hitsPerPage+1; n > 1 {
		view.Before = asked.at(min(n-1, last), 0)
		if n > 2 {
			view.First = asked.at(1, 0)
		}
	}
	if len(f.Hits) > 0 && len(f.Hits) < total {
		view.Foot = number(first+1) + "–" + number(first+len(f.Hits)) + " af " + number(total)
	}
	if n := asked.page(); f.Next < total && n < lastPage {
		view.After = asked.at(n+1, f.Next)
	}
	return nil
}

// foundSays tells how much was found, and how much of it is shown.
func foundSays(total, first int, f *library.Found) string {
	says := counted(total, "punkt", "punkter")
	switch {
	case len(f.Hits) == 0:
		return says + "; der er ikke flere på denne side."
	case first == 0 && len(f.Hits) >= total:
		return says + "."
	}
	return says + ", " + number(first+1) + "–" + number(first+len(f.Hits)) + " vises."
}

// heading is the search in words.
func (s search) heading() string {
	switch {
	case s[paramText] != "":
		return "Søgning efter «" + s[paramText] + "»"
	case s.limited():
		return "Punkter efter valg"
	}
	return "Alle punkter"
}

// at is the address of another page of the search, before which after punkter
// were shown; 0 where there are as many as its number says.
func (s search) at(n, after int) string {
	s = s.with(paramPage, "")
	if n > 1 {
		s[paramPage] = strconv.Itoa(n)
	}
	if after > 0 && after != (n-1)*hitsPerPage {
		s[paramAfter] = strconv.Itoa(after)
	}
	return s.address("/soeg")
}

// kept is what a new search for other words keeps. The dates have fields of their
// own on the page.
func (s search) kept() []field {
	var list []field
	for p := paramYear; p < paramPage; p++ {
		if s[p] != "" && p != paramFrom && p != paramTo {
			list = append(list, field{p.String(), s[p]})
		}
	}
	return list
}

// chips are what limits the search beside its words, each with the search that is
// not so limited.
func (s search) chips() []link {
	var list []link
	for p := paramYear; p < paramSort; p++ {
		if s[p] != "" {
			list = append(list, link{p.Danish() + ": " + p.shown(s[p]), s.with(p, "").address("/soeg")})
		}
	}
	return list
}

// shown is a parameter's value as people read it.
func (p param) shown(value string) string {
	switch p {
	case paramOutcome:
		if o := outcomeNamed(value); o != "" {
			return o.Danish()
		}
	case paramFrom, paramTo:
		if day, ok := completeDate(value, p == paramTo); ok {
			return danishDate(day)
		}
	}
	return value
}

// sorting are the orders that hits can stand in. Without words there is only the
// one by date.
func (s search) sorting() []choice {
	if s[paramText] == "" {
		return nil
	}
	byDate := s[paramSort] == sortByDate
	return []choice{
		{link{"De bedste først", s.with(paramSort, "").address("/soeg")}, !byDate},
		{link{"De nyeste først", s.with(paramSort, sortByDate).address("/soeg")}, byDate},
	}
}

// quoted is a word as it was typed, in signs of quotation.
func quoted(s string) string { return "«" + strings.TrimSpace(s) + "»" }
