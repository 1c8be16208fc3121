// Package query reads what a person types into the search field: text goes in,
// a Query of clauses comes out, which package index looks up. Any text has a
// reading; what was read otherwise than its writer may have meant is said in
// Notes.
//
//	klima plan                both words, in the same punkt
//	"grøn omstilling"         these words in a row, as written; also “ ” „ » «
//	klima*                    the beginning of a word
//	-plan, IKKE plan, NOT     not this one
//	klima OR natur            either; also ELLER and |
//	(klima plan) OR natur     either both or the third
//	titel:klima               in a title; also beslutning: bilag: ansvarlig: udvalg:
//	sag:EMN-2025-001027       the case number
//	år:2019..2023             the years; also 2019-2023, 2019.. and ..2020
//	udfald:godkendt           the outcome, by the name that it is shown with
//
// OR binds tighter than the space between words. A field and a minus count for
// what stands right after them. Everything else that is typed only divides
// words, but that the words between those signs are read together, so that
// what several of them make up is found as one: § 83, stk. 2.
package query
