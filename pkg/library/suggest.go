package library

import (
	"context"
	"strconv"

	"referat/index"
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

// Suggest completes text, whose last word may be only begun, with words and
// titles of the archive, at most limit of each.
func (v *Volume) Suggest(ctx context.Context, text string, limit int) (*Suggested, error) {
	out := &Suggested{Words: []index.Form{}, Titles: []TitleOfPunkt{}}
	if v.index == nil {
		return out, nil
	}
	s, err := v.index.Suggest(ctx, text, limit)
	if err != nil {
		return nil, err
	}
	if out.Words, err = v.openForms(ctx, append(out.Words, s.Words...)); err != nil {
		return nil, err
	}
	for _, id := range s.Titles {
		t, _, err := v.Find(id)
		if err != nil {
			return nil, err
		}
		if !t.Punkt.Closed || !v.options.NoClosed {
			out.Titles = append(out.Titles, TitleOfPunkt{id.String(), t.Meeting.Date, t.Title(), t})
		}
	}
	return out, nil
}

// keepBack takes out of an answer what only closed punkter can have told, where
// they are kept back: words that stand in none but them.
func (v *Volume) keepBack(ctx context.Context, f *Found) (err error) {
	if !v.closed {
		return nil
	}
	for i := range f.Read {
		r := &f.Read[i]
		r.Compounds, r.Begin = []index.Form{}, 0
		if r.Inflections, err = v.openForms(ctx, r.Inflections); err != nil {
			return err
		}
		if r.Near, err = v.openForms(ctx, r.Near); err != nil {
			return err
		}
		if f.Total > 0 {
			continue // it stands in what was found
		}
		open, err := v.isOpen(ctx, r.Typed)
		if err != nil {
			return err
		}
		r.Known, r.Missing = r.Known && open, r.Missing || !open
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

// openForms are those of the words that stand in what is not closed, where closed
// punkter are kept back.
func (v *Volume) openForms(ctx context.Context, list []index.Form) ([]index.Form, error) {
	if !v.closed {
		return list, nil
	}
	kept := []index.Form{}
	for _, f := range list {
		open, err := v.isOpen(ctx, strconv.Quote(f.Shown))
		if err != nil {
			return nil, err
		}
		if open {
			kept = append(kept, f)
		}
	}
	return kept, nil
}

// isOpen reports whether a query finds anything that is not closed, as it is
// written.
func (v *Volume) isOpen(ctx context.Context, text string) (bool, error) {
	total, _, err := v.index.Count(ctx, index.Query{Text: text, NoClosed: true})
	return total > 0, err
}
