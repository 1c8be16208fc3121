package index

import (
	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/mapping"
	bleveindex "github.com/blevesearch/bleve_index_api"
)

// Version is the version of the mapping and analysis, and of the rules by which
// search leaves copies out (agenda.Group and Covered). An index of another one
// has to be built anew. Its history stands in the package comment.
const Version = "2"

// Where an index keeps its Version, the store's sequence that it stands at, and
// bleve its mapping.
const (
	versionKey  = "referat.version"
	sequenceKey = "referat.sequence"
	mappingKey  = "_mapping"
)

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

func isTextField(name string) bool {
	switch name {
	case fieldTitle, fieldBody, fieldHistory, fieldCase, fieldContext:
		return true
	}
	return false
}

// newMapping is the mapping of an index, which says only how hits are scored:
// entries are made by entry, not by bleve.
func newMapping() (mapping.IndexMapping, error) {
	m := bleve.NewIndexMapping()
	m.DefaultMapping = bleve.NewDocumentDisabledMapping()
	m.IndexDynamic, m.StoreDynamic, m.DocValuesDynamic = false, false, false
	m.ScoringModel = bleveindex.BM25Scoring
	return m, m.Validate()
}
