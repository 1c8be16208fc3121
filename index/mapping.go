package index

import (
	"strings"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/mapping"
	bleveindex "github.com/blevesearch/bleve_index_api"

	"referat/pkg/agenda"
)

// Version is the version of the mapping and analysis. An index of another one
// has to be built anew. Its history stands in the package comment.
const Version = "1"

// versionKey is where an index keeps its Version.
const versionKey = "referat.version"

// Fields of an entry; the package comment says what they hold.
const (
	fieldTitle   = "title"
	fieldBody    = "body"
	fieldHistory = "history"
	fieldCase    = "case"
	fieldContext = "context"

	fieldThing   = "thing"
	fieldKind    = "kind"
	fieldOutcome = "outcome"
	fieldSeries  = "series"
	fieldDate    = "date"
)

// textFields are analysed, filterFields are compared whole.
func textFields() []string {
	return []string{fieldTitle, fieldBody, fieldHistory, fieldCase, fieldContext}
}

func filterFields() []string {
	return []string{fieldThing, fieldKind, fieldOutcome, fieldSeries, fieldDate}
}

// newMapping is the mapping of an entry. Nothing is stored and there is no
// _all field, which halves the index; term vectors are kept, since phrases and
// offsets need them. Only the date has doc values, to sort by.
func newMapping() (mapping.IndexMapping, error) {
	if err := register(); err != nil {
		return nil, err
	}
	entry := bleve.NewDocumentStaticMapping()
	for _, name := range textFields() {
		f := bleve.NewTextFieldMapping()
		f.Analyzer = analyzerName
		f.Store, f.IncludeInAll, f.DocValues = false, false, false
		entry.AddFieldMappingsAt(name, f)
	}
	for _, name := range filterFields() {
		f := bleve.NewKeywordFieldMapping()
		f.Store, f.IncludeInAll, f.IncludeTermVectors = false, false, false
		f.SkipFreqNorm = true
		f.DocValues = name == fieldDate
		entry.AddFieldMappingsAt(name, f)
	}
	m := bleve.NewIndexMapping()
	m.DefaultMapping = entry
	m.DefaultAnalyzer = analyzerName
	m.IndexDynamic, m.StoreDynamic, m.DocValuesDynamic = false, false, false
	m.ScoringModel = bleveindex.BM25Scoring
	return m, m.Validate()
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

// fields is the entry of a thing.
func fields(t agenda.Thing) map[string]any {
	m, p := t.Meeting, t.Punkt
	context := []string{m.Series, m.Title, p.Category}
	f := map[string]any{fieldThing: string(t.Kind)}
	put := func(name, value string) {
		if value != "" {
			f[name] = value
		}
	}
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
	put(fieldKind, string(m.Kind))
	put(fieldOutcome, string(t.Outcome()))
	put(fieldSeries, seriesKey(m.Series))
	put(fieldDate, m.Date)
	return f
}

// seriesKey is a series as filters compare it: without regard to case.
func seriesKey(series string) string { return strings.ToLower(strings.TrimSpace(series)) }

// HistoryText is a punkt's Sagsforløb as one text, an entry a paragraph. Hit's
// History locations are offsets into it.
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
