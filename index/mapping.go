package index

import (
	"slices"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/mapping"
)

// Version is the version of the entries, of the analysis (packages danish and
// its word list) and of the lexicon, and of the rules by which search leaves
// copies out (agenda.Group and Covered). An index of another one has to be
// built anew. Its history stands in the package comment.
const Version = "4"

// Where an index keeps its Version, the store's sequence that it stands at, and
// bleve its mapping.
const (
	versionKey  = "referat.version"
	sequenceKey = "referat.sequence"
	mappingKey  = "_mapping"
)

// A field is one of an entry's text fields; the package comment says what they
// hold. Their order is that of the lexicon's bits, which a change of Version
// may change.
type field uint8

const (
	fieldTitle field = iota
	fieldDecision
	fieldBody
	fieldAttached
	fieldBilag
	fieldCase
	fieldUnit
	fieldMeeting
	fieldContext
	textFields // how many there are
)

// String is the field's name in bleve, which no Facet has.
func (f field) String() string {
	return [textFields]string{"title", "decision", "body", "attached", "bilag", "case", "responsible", "meeting", "context"}[f]
}

// weight is what a word in a field counts: one in the title says more of what
// a punkt is about than one in a bilag; one in the context says little.
func (f field) weight() float32 {
	return [textFields]float32{6, 4, 2, 3, 1, 6, 1, 0.3, 0.3}[f]
}

// typical is how many words the field has in an ordinary entry, for the weight
// of a word in it. It is a constant rather than an archive's own mean, so that
// one import does not change the order of hits.
func (f field) typical() float32 {
	return [textFields]float32{8, 40, 150, 12, 1500, 4, 6, 8, 4}[f]
}

// fields is a set of text fields.
type fields uint16

func fieldsOf(list ...field) (s fields) {
	for _, f := range list {
		s |= 1 << f
	}
	return s
}

func (s fields) has(f field) bool { return s&(1<<f) != 0 }

// Sets of fields. At least one word of a query must stand in an own field.
const (
	everyField fields = 1<<textFields - 1
	ownFields  fields = everyField &^ (1<<fieldMeeting | 1<<fieldContext)
)

// A Facet is what hits can be counted and filtered by. Its values stand whole
// in an entry, as written.
type Facet string

const (
	FacetYear     Facet = "year"     // yyyy
	FacetSeries   Facet = "series"   // møderække or body
	FacetKind     Facet = "kind"     // referat or dagsorden
	FacetThing    Facet = "thing"    // what the punkt has: punkt, beslutning, bilag
	FacetCategory Facet = "category" // kategori
	FacetOutcome  Facet = "outcome"  // of the decision
	FacetUnit     Facet = "unit"     // who is to follow up
	facetDate     Facet = "date"     // yyyy-mm-dd
	facetClosed   Facet = "closed"   // "ja"
)

// Facets are those that a search can count.
func Facets() []Facet {
	return []Facet{FacetYear, FacetSeries, FacetKind, FacetCategory, FacetOutcome, FacetUnit}
}

// keywordFields are all fields whose values are kept whole.
func keywordFields() []Facet {
	return slices.Concat(Facets(), []Facet{FacetThing, facetDate, facetClosed})
}

// newMapping is the mapping of an index, which says that bleve is to add
// nothing: entries are made by entry, and read by Search.
func newMapping() (mapping.IndexMapping, error) {
	m := bleve.NewIndexMapping()
	m.DefaultMapping = bleve.NewDocumentDisabledMapping()
	m.IndexDynamic, m.StoreDynamic, m.DocValuesDynamic = false, false, false
	return m, m.Validate()
}
