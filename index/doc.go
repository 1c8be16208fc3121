// Package index is the search index: a document's punkter go in, each with its
// decision and bilag, what a person types comes back as the IDs of those that
// fit. It follows the archive's store: a Writer takes in what has changed since
// the sequence that the index stands at, a Builder makes it anew of all there
// is, a Reader searches it.
//
// One entry is one punkt. Its text fields:
//
//	title        the punkt's title
//	decision     the decision's text
//	body         the punkt's text, and its Sagsforløb as HistoryText joins it
//	attached     the titles of its bilag
//	bilag        their texts
//	case         the case number
//	responsible  who is to follow the decision up
//	meeting      series and title of the meeting
//	context      the category; of a punkt that a better copy has, of which only
//	             a bilag or the decision is left, its title and case number
//
// and what hits are counted and filtered by, whole: see Facet.
//
// The index has words as they are written, folded by package danish, and where
// they stand; neither stems nor parts. A lexicon beside it, made of its own
// words at each build, says which forms a word has and which compounds it is
// part of, so that a query asks for words that are there: package query reads
// what was typed, plan finds the forms that would do, match the entries that
// have them, score orders those. All words of a query must stand in one entry,
// in whichever of its fields, at least one of them in a field of the punkt's
// own. Neither texts nor where their bytes are is kept: Result.Locate finds the
// words in the text that the caller has of a hit, and Fragment cuts it.
//
// Mapping history (Version):
//
//	1  November 2026: the first
//	2  November 2026: no offsets, words' places packed (places.go), the store's
//	   sequence; half the size
//	3  November 2026: one entry a punkt, forms instead of stems, the lexicon,
//	   facets, pairs of common words
//	4  November 2026: minutes that are a bilag of a closed punkt are closed, too
//
// Bleve's types stay inside.
package index
