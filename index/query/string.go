package query

import (
	"fmt"
	"strings"

	"referat/index/danish"
)

// String is q in its own language, written out; it is "" for a query without
// clauses. Parse reads it as q, but for a piece of a word that alone is a thing:
// the 0kr of 3.0kr.
func (q Query) String() string {
	clauses := make([]string, len(q.Clauses))
	for i, c := range q.Clauses {
		clauses[i] = c.String()
	}
	return strings.Join(clauses, " OG ")
}

func (c Clause) String() string {
	terms := make([]string, len(c.Any))
	for i, t := range c.Any {
		terms[i] = t.String()
	}
	text := strings.Join(terms, " ELLER ")
	if len(terms) > 1 {
		text = "(" + text + ")"
	}
	if c.Not {
		text = "-" + text
	}
	return text
}

// String is t in the query language.
func (t Term) String() string {
	field := ""
	if f := fieldOf(t); f != nil {
		field = f.shown + ":"
	}
	return field + t.value()
}

// value is what stands after the field of a term.
func (t Term) value() string {
	switch t.Kind {
	case Phrase:
		return `"` + strings.Join(t.Words, " ") + `"`
	case Prefix:
		if strings.Contains(t.Words[0], "aa") { // of -data-analyse*; typed together it would be å
			return t.Typed
		}
		return t.Words[0] + "*"
	case Thing:
		return thing(t)
	case Years:
		return years(t.From, t.To)
	case Outcome:
		if len(t.Outcomes) == 1 {
			return `"` + t.Outcomes[0].Danish() + `"`
		}
		return `"` + strings.Join(words(t.Typed), " ") + `*"`
	}
	if t.Joined != "" {
		return t.Typed
	}
	if typed := strings.ToLower(t.Typed); danish.Fold(typed) == t.Words[0] {
		return typed // klimaaftryk, which is folded to klimåftryk
	}
	return t.Words[0]
}

// thing is as typed where that says it all; of the second of §§ 85-87 it does
// not.
func thing(t Term) string {
	term := t.Words[0]
	number, isParagraph := strings.CutPrefix(term, "§")
	switch read := danish.Cover(t.Typed); {
	case len(read) == 1 && string(read[0].Term) == term && t.Scope != Case:
		return t.Typed
	case isParagraph:
		for _, part := range []string{", stk. ", ", nr. "} {
			number = strings.Replace(number, ".", part, 1)
		}
		return "§ " + number
	}
	return term
}

func years(from, to int) string {
	year := func(y int) string {
		if y == 0 {
			return ""
		}
		return fmt.Sprintf("%04d", y)
	}
	if from == to {
		return year(from)
	}
	return year(from) + ".." + year(to)
}
