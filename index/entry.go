package index

import (
	"iter"
	"strings"

	"github.com/blevesearch/bleve/v2/document"
	bleveindex "github.com/blevesearch/bleve_index_api"

	"referat/pkg/agenda"
)

// Expected lists the entries that an index of d has, in order: those that Put
// makes. leaveOut, which may be nil, says which are left out.
func Expected(d *agenda.Document, leaveOut func(agenda.ID) bool) iter.Seq[agenda.ID] {
	return func(yield func(agenda.ID) bool) {
		for t := range entries(d, leaveOut) {
			if !yield(t.ID) {
				return
			}
		}
	}
}

// entries are the things of d that get an entry.
func entries(d *agenda.Document, leaveOut func(agenda.ID) bool) iter.Seq[agenda.Thing] {
	return func(yield func(agenda.Thing) bool) {
		for t := range d.Things() {
			if indexed(t) && (leaveOut == nil || !leaveOut(t.ID)) && !yield(t) {
				return
			}
		}
	}
}

// indexed reports whether a thing gets an entry: punkter, decisions and bilag
// that have something to find.
func indexed(t agenda.Thing) bool {
	switch t.Kind {
	case agenda.ThingPunkt:
		return t.Punkt.Title != "" || t.Punkt.Text != "" || t.Punkt.CaseNumber != "" || len(t.Punkt.History) > 0
	case agenda.ThingDecision:
		return t.Decision.Text != ""
	case agenda.ThingBilag:
		return t.Bilag.Title != "" || t.Bilag.Text != ""
	}
	return false
}

// fields gives the fields of a thing's entry and their values.
func fields(t agenda.Thing, put func(name, value string)) {
	m, p := t.Meeting, t.Punkt
	context := []string{m.Series, m.Title, p.Category}
	if t.Kind == agenda.ThingPunkt {
		put(fieldCase, p.CaseNumber)
		put(fieldHistory, HistoryText(p.History))
	} else {
		context = append(context, p.Title, p.CaseNumber)
	}
	if t.Kind != agenda.ThingDecision {
		put(fieldTitle, t.Title())
	}
	put(fieldBody, t.Text())
	put(fieldContext, strings.Join(context, "\n"))
	put(fieldThing, string(t.Kind))
	put(fieldKind, string(m.Kind))
	put(fieldOutcome, string(t.Outcome()))
	put(fieldSeries, seriesKey(m.Series))
	put(fieldDate, m.Date)
}

// entry is the entry of a thing as bleve takes it. Its fields are analysed
// here, by a, rather than by bleve after a mapping, which does not pack places
// and makes a build take a third more CPU. Nothing is stored, and only the date
// has doc values.
func entry(t agenda.Thing, a *danishAnalyzer) *document.Document {
	d := document.NewDocument(t.ID.String())
	fields(t, func(name, value string) {
		switch {
		case value == "":
		case isTextField(name):
			f := &textField{name: name}
			f.stems, f.words = a.count(value)
			d.AddField(f)
		default:
			options := bleveindex.IndexField | bleveindex.SkipFreqNorm
			if name == fieldDate {
				options |= bleveindex.DocValues // to sort by
			}
			d.AddField(document.NewTextFieldCustom(name, nil, []byte(value), options, nil))
		}
	})
	return d
}

// A textField is a field of an entry, analysed. Its text is not kept.
type textField struct {
	name  string
	stems bleveindex.TokenFrequencies
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
func (f *textField) AnalyzedTokenFrequencies() bleveindex.TokenFrequencies { return f.stems }

// seriesKey is a series as filters compare it: without regard to case.
func seriesKey(series string) string { return strings.ToLower(strings.TrimSpace(series)) }

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
