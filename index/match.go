package index

import (
	"context"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
)

// A view is a leaf as one query reads it.
type view struct {
	*leaf
	lexicon      *lexicon
	ctx          context.Context
	dictionaries [textFields]*dictionary
	pairs        *dictionary
	must         fields // one of which must have a word
	looked       int    // terms looked up, for looking at ctx now and then
}

// A met is what of a leaf meets a wish.
type met struct {
	entries *roaring.Bitmap // never nil; those that are gone, too
	typed   *roaring.Bitmap // of these, those that have the word as it was typed; nil for none
	fields  []metField
}

// A metField is what meets a wish in one field.
type metField struct {
	field   field
	entries *roaring.Bitmap
	counted []weighted[postings]        // how often a word stands there counts
	flat    []weighted[*roaring.Bitmap] // that it does
}

type weighted[T any] struct {
	of     T
	weight float32
}

func (v *view) dictionary(f field) (*dictionary, error) {
	if v.dictionaries[f] == nil {
		d, err := v.leaf.dictionary(f.String())
		if err != nil {
			return nil, err
		}
		v.dictionaries[f] = d
	}
	return v.dictionaries[f], nil
}

// lookUp is the postings of a term; a query of very many looks at its context
// now and then.
func (v *view) lookUp(f field, term string) (postings, error) {
	if v.looked++; v.looked%256 == 0 && v.ctx.Err() != nil {
		return postings{}, v.ctx.Err()
	}
	d, err := v.dictionary(f)
	if err != nil {
		return postings{}, err
	}
	return d.postings([]byte(term))
}

// meet finds what meets a wish. Where among is given, ways that take long look
// only there.
func (v *view) meet(w wish, among *roaring.Bitmap) (*met, error) {
	m := &met{entries: roaring.New()}
	own := roaring.New() // those that meet it in a field that must have a word
	for _, way := range w.any {
		if way.how == asAll {
			if err := v.meetAll(m, way.all, among); err != nil {
				return nil, err
			}
			continue
		}
		if way.how == asValue {
			entries, err := v.valued(way.facet, way.values)
			if err != nil {
				return nil, err
			}
			m.entries.Or(entries)
			continue
		}
		for f := range textFields {
			if !way.fields.has(f) {
				continue
			}
			found, err := v.meetField(way, f, among, own)
			if err != nil {
				return nil, err
			}
			if found != nil {
				m.entries.Or(found.entries)
				if v.must.has(f) {
					own.Or(found.entries)
				}
				m.fields = append(m.fields, *found)
				m.note(found)
			}
		}
	}
	return m, nil
}

// meetAll adds to m what meets all of several wishes.
func (v *view) meetAll(m *met, wishes []wish, among *roaring.Bitmap) error {
	var entries *roaring.Bitmap
	var fields []metField
	for _, w := range wishes {
		one, err := v.meet(w, among)
		if err != nil {
			return err
		}
		if entries == nil {
			entries = one.entries
		} else {
			entries.And(one.entries)
		}
		fields = append(fields, one.fields...)
	}
	if entries == nil || entries.IsEmpty() {
		return nil
	}
	m.entries.Or(entries)
	for _, f := range fields {
		if f.entries = roaring.And(f.entries, entries); f.entries.IsEmpty() {
			continue
		}
		for i := range f.flat {
			f.flat[i].of = roaring.And(f.flat[i].of, entries)
		}
		m.fields = append(m.fields, f)
	}
	return nil
}

// note notes the entries of a field that have the word as it was typed.
func (m *met) note(f *metField) {
	for _, c := range f.counted {
		if c.weight != levelExact {
			continue
		}
		if m.typed == nil {
			m.typed = roaring.New()
		}
		m.typed.Or(c.of.entries)
	}
}

// meetField finds what meets a wish in one way in one field, nil for nothing. A
// compound's parts near each other are not looked for in entries that have met
// the wish already in a field of their own, as those do that have the compound.
func (v *view) meetField(w way, f field, among, met *roaring.Bitmap) (*metField, error) {
	switch w.how {
	case asWord:
		return v.meetWord(w, f)
	case asBeginning:
		return v.meetBeginning(w, f)
	}
	if w.how != asNear {
		met = nil
	}
	entries, err := v.meetPlaces(w, f, among, met)
	if err != nil || entries == nil {
		return nil, err
	}
	return &metField{field: f, entries: entries, flat: []weighted[*roaring.Bitmap]{{entries, w.weight}}}, nil
}

// meetWord finds the entries that have any of the forms in field f. Of
// compounds and beginnings, which may be thousands, it only counts that there
// is one.
func (v *view) meetWord(w way, f field) (*metField, error) {
	m := &metField{field: f}
	var all []*roaring.Bitmap
	var loose []weighted[[]*roaring.Bitmap] // by level
	choices := w.slots[0]
	compounds, kept, err := (*roaring.Bitmap)(nil), false, error(nil)
	if v.noted >= 0 {
		if compounds, kept, err = w.part.set(v.noted, f); err != nil {
			return nil, err
		}
	}
	if !kept && len(w.part.compounds) > 0 {
		choices = slices.Clone(choices)
		for _, form := range v.lexicon.compoundsOf(w.part) {
			choices = append(choices, choice{form, levelCompound})
		}
	}
	for _, c := range choices {
		if !c.fields.has(f) {
			continue
		}
		p, err := v.lookUp(f, c.Text)
		if err != nil {
			return nil, err
		}
		if p.entries == nil {
			continue
		}
		all = append(all, p.entries)
		if c.level > levelPrefix {
			m.counted = append(m.counted, weighted[postings]{p, c.level})
			continue
		}
		i := slices.IndexFunc(loose, func(x weighted[[]*roaring.Bitmap]) bool { return x.weight == c.level })
		if i < 0 {
			i = len(loose)
			loose = append(loose, weighted[[]*roaring.Bitmap]{weight: c.level})
		}
		loose[i].of = append(loose[i].of, p.entries)
	}
	if compounds != nil {
		all = append(all, compounds)
		loose = append(loose, weighted[[]*roaring.Bitmap]{[]*roaring.Bitmap{compounds}, levelCompound})
	}
	if len(all) == 0 {
		return nil, nil
	}
	for _, x := range loose {
		m.flat = append(m.flat, weighted[*roaring.Bitmap]{union(x.of), x.weight})
	}
	switch {
	case len(m.flat) == 0:
		m.entries = union(all)
	case len(m.counted) == 0 && len(m.flat) == 1:
		m.entries = m.flat[0].of
	default:
		m.entries = roaring.New()
		for _, x := range m.counted {
			m.entries.Or(x.of.entries)
		}
		for _, x := range m.flat {
			m.entries.Or(x.of)
		}
	}
	return m, nil
}

// union is what any of the bitmaps has; of one, itself.
func union(list []*roaring.Bitmap) *roaring.Bitmap {
	if len(list) == 1 {
		return list[0]
	}
	out := roaring.New()
	var few []uint32
	for _, b := range list {
		if n := b.GetCardinality(); n <= 8 { // most compounds stand in few entries
			it := b.Iterator()
			for it.HasNext() {
				few = append(few, it.Next())
			}
			continue
		}
		out.Or(b)
	}
	out.AddMany(few)
	return out
}

func (v *view) meetBeginning(w way, f field) (*metField, error) {
	d, err := v.dictionary(f)
	if err != nil {
		return nil, err
	}
	var terms []string
	start := []byte(w.prefix)
	if err := d.all(start, after(start), func(term string, _ uint64) bool {
		terms = append(terms, term)
		return true
	}); err != nil {
		return nil, err
	}
	var list []*roaring.Bitmap
	for _, t := range terms {
		p, err := v.lookUp(f, t)
		if err != nil {
			return nil, err
		}
		if p.entries != nil {
			list = append(list, p.entries)
		}
	}
	if len(list) == 0 {
		return nil, nil
	}
	entries := union(list)
	return &metField{field: f, entries: entries, flat: []weighted[*roaring.Bitmap]{{entries, w.weight}}}, nil
}

// after is the first term after all that begin with prefix; nil for none.
func after(prefix []byte) []byte {
	end := append([]byte(nil), prefix...)
	for i := len(end) - 1; i >= 0; i-- {
		if end[i] < 0xff {
			end[i]++
			return end[:i+1]
		}
	}
	return nil
}
