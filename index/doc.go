// Package index is the search index: a document's punkter, decisions and bilag
// go in, what a person types comes back as the IDs of those that fit and where
// in their texts it stands. An import builds it, search reads it.
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
// and at least one of them outside context. Texts are not kept: a hit has byte
// offsets into them, and Fragment cuts the caller's text.
//
// Mapping history (Version):
//
//	1  November 2026: the first
//
// Bleve's types stay inside.
package index
