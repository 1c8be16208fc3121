package index

import (
	"strings"
	"unicode"
)

// A clause is one demand of a query: that one of its alternatives stands in
// the entry, or, negated, that it does not.
type clause struct {
	any []phrase
	not bool
}

// A phrase is words in a row.
type phrase struct {
	words  []word
	prefix bool // the last word is only the beginning of one
}

// mostClauses is how many words or phrases of a query count; a pasted page
// would search for ever.
const mostClauses = 60

// parse reads what a person typed; it takes anything:
//
//	klima plan        both words, in any form (planen, planer)
//	"grøn omstilling" the words in a row; also “ ” „ » «
//	klima* -plan      the beginning of a word; not this word
//	klima OR natur    either; also ELLER and |
//
// Everything else that is typed only divides words; words that are written
// together but divided, as EMN-2025-001027, must stand in a row. A quote that
// is never closed reaches to the end.
func parse(text string, a *danishAnalyzer) []clause {
	var clauses []clause
	either := false // an OR has been read, and waits for what follows
	for _, lex := range lexemes(text) {
		if !lex.quoted && !lex.not {
			switch lex.text {
			case "OR", "ELLER", "|", "||":
				either = len(clauses) > 0
				continue
			case "AND", "OG", "&", "&&", "+":
				continue
			}
		}
		p := phrase{words: a.split(lex.text)}
		if len(p.words) == 0 {
			continue
		}
		p.prefix = !lex.quoted && strings.HasSuffix(lex.text, "*")
		last := len(clauses) - 1
		switch {
		case either && !lex.not && !clauses[last].not:
			clauses[last].any = append(clauses[last].any, p)
		default:
			clauses = append(clauses, clause{any: []phrase{p}, not: lex.not})
		}
		either = false
		if len(clauses) == mostClauses {
			break
		}
	}
	return clauses
}

// A lexeme is one piece of a query as typed: between spaces, or in quotes.
type lexeme struct {
	text   string
	quoted bool
	not    bool // a minus stood right before it
}

func isQuote(r rune) bool { return strings.ContainsRune(`"“”„»«`, r) }

func lexemes(text string) []lexeme {
	var list []lexeme
	rest := []rune(text)
	for {
		for len(rest) > 0 && unicode.IsSpace(rest[0]) {
			rest = rest[1:]
		}
		if len(rest) == 0 {
			return list
		}
		var lex lexeme
		if rest[0] == '-' && len(rest) > 1 && !unicode.IsSpace(rest[1]) {
			lex.not, rest = true, rest[1:]
		}
		end := 0
		if isQuote(rest[0]) {
			lex.quoted, rest = true, rest[1:]
			for end < len(rest) && !isQuote(rest[end]) {
				end++
			}
			lex.text = string(rest[:end])
			rest = rest[min(end+1, len(rest)):]
		} else {
			for end < len(rest) && !unicode.IsSpace(rest[end]) && !isQuote(rest[end]) {
				end++
			}
			lex.text = string(rest[:end])
			rest = rest[end:]
		}
		list = append(list, lex)
	}
}
