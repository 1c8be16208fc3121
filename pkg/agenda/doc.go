// Package agenda is the domain: what a municipal export holds, as meetings,
// punkter, decisions and bilag. Every other package of the project speaks in
// its terms; it imports none of them.
//
// Pages are numbers of PDF pages from 1, ranges are inclusive. The JSON form
// of a Document is the project's exchange format, schema "referat/1": absent
// strings are "", absent lists [], absent objects null.
package agenda
