package index

import (
	"github.com/RoaringBitmap/roaring/v2"
	bleveindex "github.com/blevesearch/bleve_index_api"
)

// pairField holds, for each long text field, which two very common words stand
// right after each other in it: a phrase of such words, as "for at", is in half
// of all entries, and reading all the places of both takes too long. A term is
// the field's letter and the two words.
const pairField = "pair"

// isCommon reports whether a word is one of those that make up a third of
// ordinary Danish text.
func isCommon(word string) bool {
	switch word {
	case "og", "i", "at", "er", "til", "for", "af", "på", "en", "det", "den", "de", "der", "med", "som", "har", "ikke", "et",
		"kan", "vil", "skal", "om", "fra", "var", "blev", "bliver", "ved", "sig", "så", "men", "vi", "også", "eller", "hvor",
		"efter", "denne", "dette", "disse", "være", "have", "deres", "sin", "sit", "når", "end", "over", "under", "mellem":
		return true
	}
	return false
}

// isPaired reports whether pairs are kept of a field.
func isPaired(f field) bool { return f == fieldBody || f == fieldBilag || f == fieldDecision }

func pairOf(f field, first, second string) string {
	return string(rune('a'+f)) + first + " " + second
}

// A pairsField is the field of an entry's pairs.
type pairsField struct{ textField }

// Options is what bleve asks: neither how often a pair stands there nor where
// is kept.
func (f *pairsField) Options() bleveindex.FieldIndexingOptions {
	return bleveindex.IndexField | bleveindex.SkipFreqNorm
}

// paired are the entries that have all pairs of common words that are in a
// row of words, in field f; nil where there are none such.
func (v *view) paired(f field, row [][]choice) (entries *roaring.Bitmap, err error) {
	if !isPaired(f) {
		return nil, nil
	}
	for i := 1; i < len(row); i++ {
		if len(row[i-1]) != 1 || len(row[i]) != 1 || !isCommon(row[i-1][0].Text) || !isCommon(row[i][0].Text) {
			continue
		}
		if v.pairs == nil {
			if v.pairs, err = v.leaf.dictionary(pairField); err != nil {
				return nil, err
			}
		}
		p, err := v.pairs.postings([]byte(pairOf(f, row[i-1][0].Text, row[i][0].Text)))
		switch {
		case err != nil:
			return nil, err
		case p.entries == nil:
			return roaring.New(), nil
		case entries == nil:
			entries = p.entries.Clone()
		default:
			entries.And(p.entries)
		}
	}
	return entries, nil
}
