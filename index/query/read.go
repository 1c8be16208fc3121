package query

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"referat/index/danish"
)

const (
	mostText       = 8 << 10 // bytes that are read; a pasted page would search for ever
	mostTerms      = 60      // of all clauses together
	mostPhrase     = 60      // words of one phrase
	shortestPrefix = 2       // letters; shorter ones begin a good part of all words
)

// Parse reads what was typed. It takes anything and never fails.
func Parse(text string) Query {
	var n notes
	text = strings.ToValidUTF8(text, " ")
	if len(text) > mostText {
		end := mostText
		for !utf8.RuneStart(text[end]) {
			end--
		}
		text = text[:end]
		n.longText()
	}
	r := reader{text: text, notes: &n}
	r.lexemes = scan(text, &n)
	q := Query{Clauses: withoutRepeats(r.group())}
	if len(q.Clauses) == 0 && strings.TrimSpace(text) != "" {
		n.nothing(text)
	}
	q.Notes = n.list
	return q
}

// A reader makes clauses of lexemes.
type reader struct {
	text    string
	lexemes []lexeme // those that are not read yet
	terms   int      // read so far
	full    bool     // no more may be read
	notes   *notes
}

// An operand is what a minus or an OR counts for: what is written together, or
// in parentheses. All its clauses have to hold.
type operand []Clause

// operands reads the next lexeme, or those that are read together, or a group.
func (r *reader) operands() []operand {
	lex := r.lexemes[0]
	if lex.kind == lexText {
		return r.run()
	}
	r.lexemes = r.lexemes[1:]
	var o operand
	switch lex.kind {
	case lexOpen:
		o = r.group()
	case lexQuoted:
		o = r.phrase(lex)
	case lexStar:
		o = r.star(lex)
	case lexTerm:
		o = r.take(lex.term)
	}
	if lex.not {
		o = r.without(o)
	}
	return []operand{o}
}

// take is the operand of a clause with these terms, none where there are too
// many in all.
func (r *reader) take(terms ...Term) operand {
	if r.terms+len(terms) > mostTerms {
		if !r.full {
			r.notes.manyTerms(terms[0].Typed)
		}
		r.full = true
		return nil
	}
	r.terms += len(terms)
	return operand{{Any: terms}}
}

// run reads lexemes between which nothing special stands, and so together:
// § 83, stk. 2 is one thing of four lexemes. Each is an operand of the tokens
// that begin in it.
func (r *reader) run() []operand {
	n := 1
	for n < len(r.lexemes) && r.lexemes[n].kind == lexText && !r.lexemes[n].marked {
		n++
	}
	lexemes := r.lexemes[:n]
	r.lexemes = r.lexemes[n:]
	base := lexemes[0].start
	text := r.text[base:lexemes[n-1].end]
	tokens := danish.Cover(text)
	var all []operand
	covered := 0 // the byte to which the tokens reach
	for _, lex := range lexemes {
		if r.full {
			break
		}
		var own []danish.Token
		for len(tokens) > 0 && base+tokens[0].Start < lex.end {
			own = append(own, tokens[0])
			covered = base + tokens[0].End
			tokens = tokens[1:]
		}
		if len(own) == 0 {
			if covered <= lex.start {
				r.notes.signs(r.text[lex.start:lex.end])
			}
			continue
		}
		o := r.piece(lex, r.text[lex.start:lex.end], own, text)
		if lex.not {
			o = r.without(o)
		}
		all = append(all, o)
	}
	return all
}

// piece reads the tokens of what was typed in a lexeme; they stand in text.
func (r *reader) piece(lex lexeme, typed string, tokens []danish.Token, text string) operand {
	scope := scopeOf(lex)
	if scope == Case {
		if number := caseNumber(typed); number != "" {
			return r.take(Term{Typed: typed, Kind: Thing, Scope: Case, Words: []string{number}})
		}
	}
	if lex.not && len(tokens) > 1 { // without all of a/b.c, rather than without any of it
		typed = text[tokens[0].Start:tokens[len(tokens)-1].End]
		r.notes.negatedPiece(typed)
		return r.take(r.cut(Term{Typed: typed, Kind: Phrase, Scope: r.caseScope(scope, typed), Words: words(typed)}))
	}
	var o operand
	for _, token := range tokens {
		typed := text[token.Start:token.End]
		o = append(o, r.take(termOf(token, typed, r.caseScope(scope, typed)))...)
	}
	return o
}

// caseScope is scope, but Everywhere for what is said to be a case number, and
// has no digit: sag: nye skoler.
func (r *reader) caseScope(scope Scope, typed string) Scope {
	if scope != Case || strings.ContainsAny(typed, "0123456789") {
		return scope
	}
	r.notes.noCase(typed)
	return Everywhere
}

func scopeOf(lex lexeme) Scope {
	if lex.field == nil {
		return Everywhere
	}
	return lex.field.scope
}

// termOf is the term of a token of what was typed.
func termOf(token danish.Token, typed string, scope Scope) Term {
	t := Term{Typed: typed, Scope: scope, Words: []string{string(token.Term)}}
	switch token.Kind {
	case danish.Thing:
		t.Kind = Thing
	case danish.Joined:
		t.Joined, t.Words = t.Words[0], words(typed)
	}
	return t
}

// phrase reads what is in quotes.
func (r *reader) phrase(lex lexeme) operand {
	typed := r.text[lex.start:lex.end]
	t := Term{Typed: typed, Kind: Phrase, Scope: scopeOf(lex), Words: words(typed)}
	if t.Scope == Case {
		if number := caseNumber(typed); number != "" {
			t.Kind, t.Words = Thing, []string{number}
		}
		t.Scope = r.caseScope(t.Scope, typed)
	}
	if strings.Contains(typed, "*") {
		r.notes.starInPhrase(typed)
	}
	return r.take(r.cut(t))
}

// cut is a phrase with no more words than are read.
func (r *reader) cut(t Term) Term {
	if len(t.Words) > mostPhrase {
		r.notes.longPhrase(t.Words[mostPhrase-1])
		t.Words = t.Words[:mostPhrase]
	}
	return t
}

// beginnings are of things, which have signs in them: of the other words with
// signs, only the last is the beginning of one.
var beginnings = []struct {
	form *regexp.Regexp // of what stands before the star, in lower case
	term string
}{
	{regexp.MustCompile(`^([a-zæøå]{2,5})-((?:19|20)\d\d)$`), "$1-$2"},  // EMN-2025*
	{regexp.MustCompile(`^([a-zæøå]{2,5})-(\d{4})-(\d*)$`), "$1-$2-$3"}, // EMN-2025-00*
	{regexp.MustCompile(`^((?:19|20)\d\d)-(\d\d)(-\d?)?$`), "$1-$2$3"},  // 2026-03*
	{regexp.MustCompile(`^(\d\d)/(\d+)$`), "$1/$2"},                     // 27/04*
	{regexp.MustCompile(`^§+\s*(\d+)$`), "§$1"},                         // §85*
}

func beginning(text string) string {
	text = strings.ToLower(text)
	for _, b := range beginnings {
		if b.form.MatchString(text) {
			return b.form.ReplaceAllString(text, b.term)
		}
	}
	return ""
}

// star reads a lexeme with a star in it. One after the beginning of a word is
// what stars are for; of others, as much is read as can be.
func (r *reader) star(lex lexeme) operand {
	typed := strings.TrimRight(r.text[lex.start:lex.end], ",;/")
	at := strings.IndexFunc(typed, func(c rune) bool { return c == '§' || unicode.IsLetter(c) || unicode.IsDigit(c) })
	if at < 0 || !hasWord(typed) {
		r.notes.loneStar()
		return nil
	}
	leads := strings.Contains(typed[:at], "*")
	head, tail, ends := strings.Cut(typed[at:], "*")
	begins := beginning(head)
	parts := words(head)
	if n := len(parts); begins == "" && n > 0 {
		begins = parts[n-1]
	}
	long := utf8.RuneCountInString(begins) >= shortestPrefix
	switch {
	case !ends: // *plan
		r.notes.leadingStar(typed, head)
		return r.plain(lex, head)
	case !long && hasWord(tail): // o*d
		r.notes.starBetween(typed)
		return r.plain(lex, strings.ReplaceAll(typed[at:], "*", " "))
	case !long: // k*
		r.notes.shortPrefix(typed, head)
		return r.plain(lex, head)
	case hasWord(tail): // soc*tilsyn
		r.notes.middleStar(typed, head)
	case leads && len(parts) == 1: // *tilsyn*
		r.notes.bothStars(typed, head)
		return r.take(
			Term{Typed: head, Scope: scopeOf(lex), Words: parts},
			Term{Typed: typed, Kind: Prefix, Scope: scopeOf(lex), Words: []string{begins}})
	}
	var o operand
	if n := len(parts); n > 1 && begins == parts[n-1] { // CO2-udl*
		if lex.not {
			begins = strings.Join(parts, "")
		} else {
			for _, w := range parts[:n-1] {
				o = append(o, r.take(Term{Typed: w, Scope: scopeOf(lex), Words: []string{w}})...)
			}
		}
		r.notes.prefixOfSeveral(typed, parts, lex.not)
	}
	return append(o, r.take(Term{Typed: typed, Kind: Prefix, Scope: scopeOf(lex), Words: []string{begins}})...)
}

// plain reads text, which is what is left of lex, as words.
func (r *reader) plain(lex lexeme, text string) operand {
	return r.piece(lex, text, danish.Cover(text), text)
}
