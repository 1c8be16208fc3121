package query

import "slices"

// group reads up to the end of a group, or of all.
func (r *reader) group() operand {
	var done, last operand // last is the operand that an OR would count for
	either := ""           // an OR that has been read, and waits for what follows
	for len(r.lexemes) > 0 && !r.full {
		lex := r.lexemes[0]
		switch lex.kind {
		case lexClose, lexOr, lexAnd:
			r.lexemes = r.lexemes[1:]
		}
		switch typed := r.text[lex.start:lex.end]; lex.kind {
		case lexAnd:
			continue
		case lexOr:
			if len(last) == 0 {
				r.notes.loneOr(typed)
			} else {
				either = typed
			}
			continue
		case lexClose:
			if either != "" {
				r.notes.loneOr(either)
			}
			return append(done, last...)
		}
		for _, o := range r.operands() {
			if len(o) == 0 {
				continue
			}
			if either != "" {
				last = r.or(either, last, o)
			} else {
				done, last = append(done, last...), o
			}
			either = ""
		}
	}
	if either != "" && !r.full {
		r.notes.loneOr(either)
	}
	return append(done, last...)
}

// or is what holds where a or b does: each clause of the one with each of the
// other. typed is the OR. What is to be left out is left out in any case.
func (r *reader) or(typed string, a, b operand) operand {
	yesA, notA := divide(a)
	yesB, notB := divide(b)
	if len(notA)+len(notB) > 0 {
		r.notes.orWithout(typed)
	}
	rest := append(notA, notB...)
	if len(yesA) == 0 || len(yesB) == 0 {
		return slices.Concat(yesA, yesB, rest)
	}
	terms := len(yesB)*yesA.terms() + len(yesA)*yesB.terms() - yesA.terms() - yesB.terms() // more than before
	if r.terms+terms > mostTerms {
		r.notes.largeOr()
		return slices.Concat(yesA, yesB, rest)
	}
	r.terms += terms
	var all operand
	for _, x := range yesA {
		for _, y := range yesB {
			all = append(all, Clause{Any: slices.Concat(x.Any, y.Any)})
		}
	}
	return append(all, rest...)
}

// divide gives the clauses that have to hold, and the others.
func divide(o operand) (yes, not operand) {
	for _, c := range o {
		if c.Not {
			not = append(not, c)
		} else {
			yes = append(yes, c)
		}
	}
	return yes, not
}

func (o operand) terms() (n int) {
	for _, c := range o {
		n += len(c.Any)
	}
	return n
}

// without is o with a minus before it. Of several clauses none may hold: that
// not all do cannot be said in clauses.
func (r *reader) without(o operand) operand {
	for i := range o {
		o[i].Not = len(o) > 1 || !o[i].Not
	}
	if len(o) > 1 {
		r.notes.negatedGroup()
	}
	return o
}

// withoutRepeats leaves out clauses that stand before, and of a clause such
// terms. Short words stay: "teknik og miljø, sundhed og omsorg" names two units.
func withoutRepeats(clauses []Clause) []Clause {
	var kept []Clause
	for _, c := range clauses {
		var terms []Term
		for _, t := range c.Any {
			if !slices.ContainsFunc(terms, t.same) {
				terms = append(terms, t)
			}
		}
		c.Any = terms
		if c.short() || !slices.ContainsFunc(kept, c.same) {
			kept = append(kept, c)
		}
	}
	return kept
}

// shortWord is how many letters a word has at most that may stand twice.
const shortWord = 3

func (c Clause) short() bool {
	return len(c.Any) == 1 && c.Any[0].Kind == Word && len([]rune(c.Any[0].Words[0])) <= shortWord
}

func (c Clause) same(d Clause) bool {
	return c.Not == d.Not && slices.EqualFunc(c.Any, d.Any, Term.same)
}

// same says whether t and u ask for the same, however they were typed.
func (t Term) same(u Term) bool {
	return t.Kind == u.Kind && t.Scope == u.Scope && slices.Equal(t.Words, u.Words) && t.Joined == u.Joined &&
		t.From == u.From && t.To == u.To && slices.Equal(t.Outcomes, u.Outcomes)
}
