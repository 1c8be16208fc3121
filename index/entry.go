package index

import (
	"iter"
	"strings"

	"github.com/blevesearch/bleve/v2/document"
	bleveindex "github.com/blevesearch/bleve_index_api"

	"referat/pkg/agenda"
)

// An entry is a punkt with what of it is to be found: its own text, its
// decision and its bilag, each of which may be left out since a better copy
// has it.
type entry struct {
	punkt    agenda.Thing
	own      bool
	decision bool
	bilag    []*agenda.Bilag
	closed   bool // it is, or the punkt is whose bilag its meeting stands in
}

// Expected lists the entries that an index of d has, in order, by the IDs of
// their punkter: those that Put makes. leaveOut, which may be nil, says which
// punkter, decisions and bilag are left out.
func Expected(d *agenda.Document, leaveOut func(agenda.ID) bool) iter.Seq[agenda.ID] {
	return func(yield func(agenda.ID) bool) {
		for e := range entries(d, leaveOut) {
			if !yield(e.punkt.ID) {
				return
			}
		}
	}
}

// entries are the punkter of d that have something to find.
func entries(d *agenda.Document, leaveOut func(agenda.ID) bool) iter.Seq[entry] {
	in := func(id agenda.ID) bool { return leaveOut == nil || !leaveOut(id) }
	return func(yield func(entry) bool) {
		shut := "" // path of the last closed punkt that is in none
		for t := range d.Things() {
			if t.Kind != agenda.ThingPunkt {
				continue
			}
			p := t.Punkt
			within := shut != "" && strings.HasPrefix(t.ID.Path(), shut+".")
			if p.Closed && !within {
				shut = t.ID.Path()
			}
			e := entry{punkt: t, closed: p.Closed || within}
			e.own = (p.Title != "" || p.Text != "" || p.CaseNumber != "" || len(p.History) > 0) && in(t.ID)
			e.decision = p.Decision != nil && p.Decision.Text != "" && in(t.ID.Decision())
			for i := range p.Bilag {
				if b := &p.Bilag[i]; (b.Title != "" || b.Text != "") && in(t.ID.Bilag(i+1)) {
					e.bilag = append(e.bilag, b)
				}
			}
			if (e.own || e.decision || len(e.bilag) > 0) && !yield(e) {
				return
			}
		}
	}
}

// texts gives the texts of an entry by field.
func (e entry) texts(put func(f field, text string)) {
	m, p := e.punkt.Meeting, e.punkt.Punkt
	put(fieldMeeting, m.Series)
	put(fieldMeeting, m.Title)
	put(fieldContext, p.Category)
	if e.own {
		put(fieldTitle, p.Title)
		put(fieldCase, p.CaseNumber)
		put(fieldBody, p.Text)
		put(fieldBody, HistoryText(p.History))
	} else {
		put(fieldContext, p.Title)
		put(fieldContext, p.CaseNumber)
	}
	if e.decision {
		put(fieldDecision, p.Decision.Text)
		for _, unit := range units(p.Decision) {
			put(fieldUnit, unit)
		}
	}
	for _, b := range e.bilag {
		put(fieldAttached, b.Title)
		put(fieldBilag, b.Text)
	}
}

// keywords gives the values of an entry's facets.
func (e entry) keywords(put func(f Facet, value string)) {
	m, p := e.punkt.Meeting, e.punkt.Punkt
	put(facetDate, m.Date)
	if year, _, ok := strings.Cut(m.Date, "-"); ok {
		put(FacetYear, year)
	}
	put(FacetSeries, agenda.BodyName(m.Series, m.Title))
	put(FacetKind, string(m.Kind))
	put(FacetCategory, strings.TrimSpace(p.Category))
	if e.own {
		put(FacetThing, string(agenda.ThingPunkt))
	}
	if e.decision {
		put(FacetThing, string(agenda.ThingDecision))
	}
	if len(e.bilag) > 0 {
		put(FacetThing, string(agenda.ThingBilag))
	}
	if p.Decision != nil {
		put(FacetOutcome, string(p.Decision.Outcome))
	}
	if e.decision {
		for _, unit := range units(p.Decision) {
			put(FacetUnit, unit)
		}
	}
	if e.closed {
		put(facetClosed, closedValue)
	}
}

const closedValue = "ja"

// units are those who are to follow a decision up, each once.
func units(d *agenda.Decision) []string {
	var list []string
next:
	for _, f := range d.Followups {
		unit := strings.TrimSpace(f.Responsible)
		if unit == "" {
			continue
		}
		for _, u := range list {
			if strings.EqualFold(u, unit) {
				continue next
			}
		}
		list = append(list, unit)
	}
	return list
}

// document is the entry as bleve takes it. Its fields are analysed here rather
// than by bleve after a mapping, which does not pack places and makes a build
// take a third more CPU. Nothing is stored, and nothing has doc values.
func (e entry) document(c *counter) *document.Document {
	d := document.NewDocument(e.punkt.ID.String())
	var texts [textFields][]string
	e.texts(func(f field, text string) {
		if text != "" {
			texts[f] = append(texts[f], text)
		}
	})
	for f := range textFields {
		if len(texts[f]) > 0 {
			t := &textField{name: f.String()}
			t.terms, t.words = c.count(f, texts[f])
			d.AddField(t)
		}
	}
	if pairs := c.takePairs(); len(pairs) > 0 {
		d.AddField(&pairsField{textField{name: pairField, terms: pairs}})
	}
	e.keywords(func(f Facet, value string) {
		if value != "" {
			d.AddField(document.NewTextFieldCustom(string(f), nil, []byte(value), bleveindex.IndexField|bleveindex.SkipFreqNorm, nil))
		}
	})
	return d
}

// bytes is how much text the entry has.
func (e entry) bytes() (n int) {
	e.texts(func(_ field, text string) { n += len(text) })
	return n
}

// A textField is a field of an entry, analysed. Its text is not kept.
type textField struct {
	name  string
	terms bleveindex.TokenFrequencies
	words int
}

// The methods are those of bleve's document.Field.

func (f *textField) Name() string             { return f.name }
func (f *textField) ArrayPositions() []uint64 { return nil }
func (f *textField) Options() bleveindex.FieldIndexingOptions {
	return bleveindex.IndexField | bleveindex.IncludeTermVectors
}
func (f *textField) Analyze()                                              {}
func (f *textField) Value() []byte                                         { return nil }
func (f *textField) NumPlainTextBytes() uint64                             { return 0 }
func (f *textField) Size() int                                             { return 0 }
func (f *textField) EncodedFieldType() byte                                { return 't' }
func (f *textField) AnalyzedLength() int                                   { return f.words }
func (f *textField) AnalyzedTokenFrequencies() bleveindex.TokenFrequencies { return f.terms }

// HistoryText is a punkt's Sagsforløb as one text, an entry a paragraph.
// Locations' History are offsets into it.
func HistoryText(history []agenda.History) string {
	var b strings.Builder
	for _, h := range history {
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		for _, part := range []string{h.Body, h.Date} {
			if part != "" {
				b.WriteString(part)
				b.WriteString(", ")
			}
		}
		b.WriteString(h.Text)
	}
	return b.String()
}
