package query

import "referat/pkg/agenda"

// A Query is what a text searches for: all clauses have to hold. One with none
// limits nothing.
type Query struct {
	Clauses []Clause
	Notes   []string // Danish sentences for who typed it: what was read in an unusual way
}

// A Clause is one demand: that one of Any holds, or, with Not, none of them.
type Clause struct {
	Not bool
	Any []Term // at least one
}

// A Term is one thing to look for.
type Term struct {
	Typed    string // the text that it was read from, without minus, field and quotes
	Kind     TermKind
	Scope    Scope
	Words    []string         // folded; of a Phrase in a row, of a joined Word its parts, else one; none for Years and Outcome
	Joined   string           // of a Word written with a hyphen, slash or dots: its parts as one
	From, To int              // Years: both included; 0 is open
	Outcomes []agenda.Outcome // Outcome: any of these
}

// A TermKind says how a Term is looked for.
type TermKind uint8

const (
	Word    TermKind = iota // in any form, and as a part of compounds
	Phrase                  // words in a row, as written; of one word: that form
	Prefix                  // words that begin so
	Thing                   // what danish.Thing is: §85, 2026-03-23, s&b, 10%, emn-2025-001027
	Years                   // meetings of these years
	Outcome                 // punkter with these outcomes
)

// A Scope says where a Term has to stand.
type Scope uint8

const (
	Everywhere Scope = iota
	Title            // titel: of the punkt
	Decision         // beslutning:
	Bilag            // bilag: its title or text
	Unit             // ansvarlig: who is to follow up
	Body             // udvalg: the series of the meeting
	Case             // sag: the case number
)
