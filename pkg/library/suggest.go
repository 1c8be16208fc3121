package library

import (
	"context"
	"slices"

	"referat/index"
	"referat/index/query"
	"referat/pkg/agenda"
)

// Suggested is what may be about to be typed.
type Suggested struct {
	Words  []index.Form   `json:"words"`
	Titles []TitleOfPunkt `json:"titles"`
}

// A TitleOfPunkt is a punkt that has the words in its title.
type TitleOfPunkt struct {
	ID    string `json:"id"`
	Date  string `json:"date"`
	Title string `json:"title"`

	Of agenda.Thing `json:"-"`
}

// moreWords is how many more words are looked at where some may stand in closed
// punkter only, so that these do not take the others' places.
const moreWords = 30

// Suggest completes text, whose last word may be only begun, with words and
// titles of the archive, at most limit of each.
func (v *Volume) Suggest(ctx context.Context, text string, limit int) (*Suggested, error) {
	out := &Suggested{Words: []index.Form{}, Titles: []TitleOfPunkt{}}
	if v.index == nil {
		return out, nil
	}
	words := limit
	if v.closed {
		words += moreWords
	}
	s, err := v.index.Suggest(ctx, text, words, limit, v.options.NoClosed)
	if err != nil {
		return nil, err
	}
	out.Words = index.Commonest(v.openForms(append(out.Words, s.Words...)), limit)
	for _, id := range s.Titles {
		t, _, err := v.Find(id)
		if err != nil {
			return nil, err
		}
		out.Titles = append(out.Titles, TitleOfPunkt{id.String(), t.Meeting.Date, t.Title(), t})
	}
	return out, nil
}

// keepBack takes out of an answer what only closed punkter can have told, where
// they are kept back: words that stand in none but them, and how many of them
// have a word.
func (v *Volume) keepBack(ctx context.Context, f *Found) (err error) {
	if !v.closed {
		return nil
	}
	stands := f.Total > 0 && !f.Fuzzy && !slices.ContainsFunc(query.Parse(f.Query).Clauses, func(c query.Clause) bool { return c.Not || len(c.Any) > 1 })
	for i := range f.Read {
		if err := v.keepBackOf(ctx, &f.Read[i], stands); err != nil {
			return err
		}
	}
	if f.Fuzzy = f.Fuzzy && f.Total > 0; !f.Fuzzy {
		for i := range f.Read {
			f.Read[i].Near = []index.Form{}
		}
	}
	if f.DidYouMean != "" {
		open, err := v.isOpen(ctx, f.DidYouMean)
		if err != nil {
			return err
		}
		if !open {
			f.DidYouMean = ""
		}
	}
	return nil
}

// keepBackOf takes out of a term's reading what only closed punkter can have told.
// stands says that it stands in what was found.
func (v *Volume) keepBackOf(ctx context.Context, r *TermRead, stands bool) error {
	r.Compounds, r.Begin, r.Inflections, r.Near = []index.Form{}, 0, v.openForms(r.Inflections), v.openForms(r.Near)
	spelt := []string{}
	for _, word := range r.Spelt {
		open, err := v.isOpen(ctx, word)
		if err != nil {
			return err
		}
		if open {
			spelt = append(spelt, word)
		}
	}
	r.Spelt = spelt
	if r.Left {
		return nil
	}
	if !stands {
		open, err := v.isOpen(ctx, r.Typed)
		if err != nil {
			return err
		}
		r.Known, r.Missing = r.Known && open, r.Missing || !open
	}
	if r.As == "word" && !v.index.KnowsOpen(r.Typed) {
		r.Known, r.Parts = false, []string{} // the parts of a word that the archive has are its own
	}
	return nil
}

// openForms are those of the words that stand in what is not closed, where closed
// punkter are kept back, each with how many punkter have it there.
func (v *Volume) openForms(list []index.Form) []index.Form {
	if !v.closed {
		return list
	}
	return v.index.OpenForms(list)
}

// isOpen reports whether a query finds anything that is not closed, as it is
// written.
func (v *Volume) isOpen(ctx context.Context, text string) (bool, error) {
	total, _, err := v.index.Count(ctx, index.Query{Text: text, NoClosed: true})
	return total > 0, err
}
