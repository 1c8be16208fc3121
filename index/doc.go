// Package index is the search index: a document's punkter, decisions and bilag
// go in, what a person types comes back as the IDs of those that fit. It
// follows the archive's store: a Writer takes in what has changed since the
// sequence that the index stands at, a Builder makes it anew of all there is,
// a Reader searches it.
//
// One entry is one punkt, one decision or one bilag. Its fields:
//
//	title    the thing's title; for a decision none, since its punkt has it
//	body     the thing's Text
//	history  a punkt's Sagsforløb, as HistoryText joins it
//	case     a punkt's case number
//	context  where the thing stands: series, meeting, category, punkt
//	thing, kind, outcome, series, date: for filters, whole
//
// All words of a query must stand in one entry, in whichever of its fields,
// and at least one of them outside context. Neither texts nor where their
// bytes are is kept: Locate finds a query's words in the text that the caller
// has of a hit, and Fragment cuts it.
//
// Mapping history (Version):
//
//	1  November 2026: the first
//	2  November 2026: no offsets, words' places packed (places.go), the store's
//	   sequence; half the size
//
// Bleve's types stay inside.
package index
