package index

import (
	"context"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"referat/index/danish"
	"referat/index/query"
	"referat/pkg/agenda"
)

// How much a word counts by how it was found: as typed, in another form, as a
// synonym, as the beginning of a word, as part of a compound, a compound's parts
// near each other, spelt nearly so.
const (
	levelExact     = 1
	levelInflected = 0.8
	levelSynonym   = 0.7
	levelPrefix    = 0.5
	levelCompound  = 0.35
	levelApart     = 0.3
	levelFuzzy     = 0.3
)

// nearWords is how many words a compound's parts may lie apart, from the first
// to the last, to stand for it: "renovering af de tre skoler".
const nearWords = 5

// A wish is a clause of a query with what of the archive can meet it.
type wish struct {
	not  bool
	any  []way
	read []Reading // how its words were read, for people
}

// A way is one way to meet a wish.
type way struct {
	how    how
	fields fields
	slots  [][]choice // asWord: one
	part   concept    // asWord: or a compound that this is a part of
	weight float32    // of a way that has more slots than one
	prefix string     // asBeginning
	all    []wish     // asAll
	facet  Facet      // asValue
	values func(value string) bool
}

// how says what a way looks for.
type how uint8

const (
	asWord      how = iota // any of the choices
	asRow                  // a choice of each slot, in a row
	asNear                 // a choice of each slot, in any order, within nearWords
	asBeginning            // a term that begins so
	asValue                // a facet's value
	asAll                  // all of several wishes
)

// A choice is a form that would do.
type choice struct {
	Form
	level float32
}

// enough is in how many entries a form of a compound is where its parts near each
// other are not looked for, too: who searches has plenty, and it takes long.
const enough = 1000

// tooCommon is in how many entries the rarest part of a compound may be at most,
// for parts near each other to mean it: commoner ones meet everywhere.
const tooCommon = 5000

// scopeFields are the fields that a word of this scope may stand in.
func scopeFields(s query.Scope) fields {
	switch s {
	case query.Title:
		return fieldsOf(fieldTitle)
	case query.Decision:
		return fieldsOf(fieldDecision)
	case query.Bilag:
		return fieldsOf(fieldAttached, fieldBilag)
	case query.Unit:
		return fieldsOf(fieldUnit)
	case query.Body:
		return fieldsOf(fieldMeeting)
	case query.Case:
		return fieldsOf(fieldCase)
	}
	return everyField
}

// A planning says how a query is planned.
type planning struct {
	in      fields
	fuzzy   bool // words spelt nearly so do, too
	explain bool // the compounds found are to be named
	open    bool // words that only closed punkter have are as if they were not there
}

// plan finds what of the archive can meet the clauses. What must not stand there
// may stand in the context.
func (r *Reader) plan(ctx context.Context, clauses []query.Clause, how planning) ([]wish, error) {
	var list []wish
	slips := 0
	clauses = r.synonyms.join(clauses)
	content := slices.ContainsFunc(clauses, func(c query.Clause) bool { return !c.Not && !isFiller(c) })
	for _, c := range clauses {
		if content && isFiller(c) {
			list = append(list, wish{read: []Reading{{Typed: c.Any[0].Typed, Filler: true}}})
			continue
		}
		w := wish{not: c.Not}
		for _, t := range c.Any {
			p := planner{reader: r, fields: scopeFields(t.Scope) & how.in, fuzzy: how.fuzzy && !c.Not, explain: how.explain, open: how.open, ctx: ctx, slips: &slips, reading: Reading{Typed: t.Typed}}
			if c.Not && t.Scope == query.Everywhere {
				p.fields &= ownFields
			}
			ways := p.ways(t)
			p.reading.Missing = len(ways) == 0
			w.any = append(w.any, ways...)
			w.read = append(w.read, p.reading)
		}
		list = append(list, w)
		if err := ctx.Err(); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// isFiller reports whether a clause is a word that says nothing beside others, as
// "af" in "renovering af skoler" or "nr." in "lokalplan nr. 88": it need not stand
// there.
func isFiller(c query.Clause) bool {
	t := c.Any[0]
	return !c.Not && len(c.Any) == 1 && t.Kind == query.Word && t.Scope == query.Everywhere && len(t.Words) == 1 &&
		(isCommon(t.Words[0]) || t.Words[0] == "nr")
}

// A planner finds the ways to meet one term.
type planner struct {
	reader  *Reader
	fields  fields
	fuzzy   bool
	explain bool
	open    bool
	ctx     context.Context
	slips   *int // words that others spelt nearly so were looked for
	reading Reading
}

// mostSlips is how many words of a query may be slips: to look for each takes as
// long as reading all words of the archive.
const mostSlips = 5

func (p *planner) ways(t query.Term) []way {
	p.reading.Kind = t.Kind
	switch t.Kind {
	case query.Years:
		return []way{{how: asValue, facet: FacetYear, values: func(v string) bool {
			return (t.From == 0 || v >= yearText(t.From)) && (t.To == 0 || v <= yearText(t.To))
		}}}
	case query.Outcome:
		return []way{{how: asValue, facet: FacetOutcome, values: func(v string) bool { return slices.Contains(t.Outcomes, agenda.Outcome(v)) }}}
	case query.Phrase:
		return []way{p.phrase(t)}
	case query.Prefix:
		return p.beginning(t.Words[0])
	case query.Thing:
		return append([]way{p.oneOf([]choice{p.exact(t.Words[0])}, concept{})}, p.synonyms(t.Words[0])...)
	}
	return p.word(t)
}

// phrase is the way of words as they are written, in a row: § 85, not any 85.
func (p *planner) phrase(t query.Term) way {
	w := way{how: asRow, fields: p.fields, weight: levelExact}
	paragraphs := map[int]string{}
	words := 0
	danish.Each(t.Typed, func(token danish.Token) {
		switch {
		case token.Kind != danish.Thing:
			words = token.Place
		case token.Words == 1 && strings.HasPrefix(string(token.Term), "§"):
			paragraphs[token.Place-1] = string(token.Term)
		}
	})
	for i, word := range t.Words {
		if paragraph := paragraphs[i]; paragraph != "" && words == len(t.Words) {
			word = paragraph
		}
		w.slots = append(w.slots, []choice{p.exact(word)})
	}
	return w
}

// exact is a form as it is.
func (p *planner) exact(text string) choice {
	f, ok := p.reader.lexicon.form(text)
	if !ok {
		f = Form{Text: text} // a word that the archive does not have
		if !isWord(text) {
			f.fields = everyField // the lexicon has no numbers and no things
		}
	}
	return choice{f, levelExact}
}

func (p *planner) oneOf(list []choice, part concept) way {
	return way{how: asWord, fields: p.fields, slots: [][]choice{list}, part: part}
}

// word is the ways of a word: its forms, the compounds that it is part of, its
// synonyms; of a compound also its parts near each other.
func (p *planner) word(t query.Term) []way {
	if len(t.Words) > 1 && t.Joined == "" {
		return p.spelledOut(t)
	}
	typed := t.Words
	if t.Joined != "" {
		typed = []string{t.Joined}
	}
	var ways []way
	for _, word := range p.spellings(typed[0]) {
		if choices, part := p.forms(word); len(choices)+len(part.compounds) > 0 {
			ways = append(ways, p.oneOf(choices, part))
		}
		ways = append(ways, p.apart(word)...)
		ways = append(ways, p.synonyms(word)...)
	}
	if t.Joined != "" { // CO2-udledning may stand as two words
		ways = append(ways, p.row(t.Words, levelExact))
		if !slices.ContainsFunc(t.Words, isCommon) { // og/eller
			ways = append(ways, p.near(stemsOf(t.Words), levelApart)...)
		}
	}
	if p.fuzzy && *p.slips < mostSlips {
		if most := p.reader.mostSlipped(typed[0], p.open); most > 0 {
			*p.slips++
			ways = append(ways, p.nearlySpelt(typed[0], most)...)
		}
	}
	return ways
}

// spelledOut is the ways of the words of a synonym: the synonym, the words in a
// row, or, unless they are written as a name is, all of them anywhere: "børn og
// unge" are not only the department Børn og Unge.
func (p *planner) spelledOut(t query.Term) []way {
	ways := append(p.synonyms(strings.Join(t.Words, " ")), p.row(t.Words, levelExact))
	all := way{how: asAll}
	for _, word := range t.Words {
		if !isCommon(word) {
			all.all = append(all.all, wish{any: p.word(query.Term{Typed: word, Kind: query.Word, Words: []string{word}})})
		}
	}
	if !isName(t.Typed) {
		ways = append(ways, all)
	}
	return ways
}

// isName reports whether all words but the common ones begin with a capital.
func isName(typed string) bool {
	return !slices.ContainsFunc(strings.Fields(typed), func(word string) bool {
		first, _ := utf8.DecodeRuneInString(word)
		return !unicode.IsUpper(first) && !isCommon(danish.Fold(word))
	})
}

// spellings are those of a typed word that the archive could have: itself, and
// as it is with æ and ø where ae and oe were typed, if that is a word there.
func (p *planner) spellings(typed string) []string {
	list := []string{typed}
	for _, v := range danish.Variants(typed) {
		if p.reader.has(v) {
			list = append(list, v)
			p.reading.Spelt = append(p.reading.Spelt, v)
		}
	}
	return list
}

// has reports whether the archive has a word in any form, or a compound of it, or
// all the parts of the compound that it is.
func (r *Reader) has(word string) bool {
	there := func(stem string) bool {
		c := r.lexicon.concept(stem)
		return len(c.inflections)+len(c.compounds) > 0
	}
	if there(danish.Stem(word)) {
		return true
	}
	parts, _ := r.partsOf(word)
	return len(parts) > 1 && !slices.ContainsFunc(parts, func(stem string) bool { return !there(stem) })
}

// forms are the choices for a word, and the concept whose compounds would do.
func (p *planner) forms(word string) ([]choice, concept) {
	if !isWord(word) {
		return []choice{p.exact(word)}, concept{}
	}
	stem := danish.Stem(word)
	c := p.reader.lexicon.concept(stem)
	p.reading.Stem = stem
	var list []choice
	for _, f := range c.inflections {
		if f.Text == word {
			list = append(list, choice{f, levelExact})
		} else {
			list = append(list, choice{f, levelInflected})
			p.reading.Inflections = append(p.reading.Inflections, f)
		}
	}
	if p.explain {
		p.reading.Compounds = append(p.reading.Compounds, p.reader.lexicon.compoundsOf(c)...)
	}
	return list, c
}

// conceptForms are the choices for a stem, without the compounds it is part of.
func (p *planner) conceptForms(stem string) (list []choice) {
	for _, f := range p.reader.lexicon.concept(stem).inflections {
		list = append(list, choice{f, levelInflected})
	}
	return list
}

// apart is the way of a compound whose parts stand as words: "renovering af
// skoler" for skolerenovering.
func (p *planner) apart(word string) []way {
	if !isWord(word) {
		return nil
	}
	parts, runs := p.reader.partsOf(word)
	p.reading.Parts = append(p.reading.Parts, parts...)
	if len(parts) == 0 || slices.ContainsFunc(p.reader.lexicon.concept(danish.Stem(word)).inflections, func(f Form) bool { return f.Entries >= enough }) {
		return nil
	}
	ways := p.near(parts, levelApart)
	if len(parts) > 2 { // færgeleje and tidsplan, for færgelejetidsplan
		for i := 1; i < len(parts); i++ {
			ways = append(ways, p.near([]string{runs(0, i), runs(i, len(parts))}, levelApart)...)
		}
	}
	return ways
}

// partsOf are the stems of the simple parts that make up a word, as the
// archive's own lexicon has it or, for a word that is not in it, as the word
// list does; runs gives the stem of those from i up to j together, "" where it
// is not known.
func (r *Reader) partsOf(word string) (simple []string, runs func(i, j int) string) {
	all, n := r.lexicon.conceptsOf(word)
	if all != nil {
		all = all[1:]
	} else {
		d := r.splitter().Divide(word, danish.Stem)
		all, n = d.Parts, d.Leaves
	}
	simple = all[:n]
	return simple, func(i, j int) string {
		at := 0 // after the runs of fewer parts
		for size := 1; size < j-i; size++ {
			at += n - size + 1
		}
		if len(all) != n*(n+1)/2-1 { // some are the same word, and stand once
			return ""
		}
		return all[at+i]
	}
}

func stemsOf(words []string) []string {
	list := make([]string, len(words))
	for i, w := range words {
		list[i] = danish.Stem(w)
	}
	return list
}

// near is the way of stems near each other; none where the archive lacks one, or
// two are the same: børn alone is no børnebørn.
func (p *planner) near(stems []string, level float32) []way {
	if len(stems) < 2 {
		return nil
	}
	w := way{how: asNear, fields: p.fields, weight: level}
	rarest := math.MaxInt
	for i, s := range stems {
		if slices.Contains(stems[:i], s) {
			return nil
		}
		list := p.conceptForms(s)
		rarest = min(rarest, mostEntries(list))
		if len(list) == 0 {
			return nil
		}
		w.slots = append(w.slots, list)
	}
	if rarest > tooCommon {
		return nil
	}
	return []way{w}
}

// mostEntries is in how many entries the commonest of the forms is.
func mostEntries(list []choice) (most int) {
	for _, c := range list {
		most = max(most, c.Entries)
	}
	return most
}

// row is the way of words in a row, in any form.
func (p *planner) row(words []string, level float32) way {
	w := way{how: asRow, fields: p.fields, weight: level}
	for _, word := range words {
		if list := p.conceptForms(danish.Stem(word)); isWord(word) {
			w.slots = append(w.slots, list)
		} else {
			w.slots = append(w.slots, []choice{p.exact(word)})
		}
	}
	return w
}

func (p *planner) synonyms(word string) (ways []way) {
	for _, words := range p.reader.synonyms.of(word) {
		p.reading.Synonyms = append(p.reading.Synonyms, strings.Join(words, " "))
		w := p.row(words, levelSynonym)
		if len(words) == 1 {
			w.how = asWord
			for i := range w.slots[0] {
				w.slots[0][i].level *= levelSynonym
			}
		}
		ways = append(ways, w)
	}
	return ways
}

// nearlySpelt is the way of the words of the archive that a word may be a slip
// of, in any form and as parts of compounds.
func (p *planner) nearlySpelt(word string, most int) (ways []way) {
	for _, n := range p.reader.near(p.ctx, word, most, p.open) {
		p.reading.Near = append(p.reading.Near, n.Form)
		c := p.reader.lexicon.concept(n.stem)
		var list []choice
		for _, f := range c.inflections {
			list = append(list, choice{f, levelFuzzy})
		}
		ways = append(ways, p.oneOf(list, c))
	}
	return ways
}

// beginning is the way of a beginning of a word.
func (p *planner) beginning(prefix string) []way {
	var ways []way
	var list []choice
	for _, spelt := range append([]string{prefix}, danish.Variants(prefix)...) {
		for f := range p.reader.lexicon.prefixed(spelt) {
			list = append(list, choice{f, levelPrefix})
			p.reading.Begin++
		}
		if strings.ContainsFunc(spelt, func(r rune) bool { return !unicode.IsLetter(r) }) {
			ways = append(ways, way{how: asBeginning, fields: p.fields, prefix: spelt, weight: levelPrefix})
		}
	}
	if len(list) > 0 {
		ways = append(ways, p.oneOf(list, concept{}))
	}
	return ways
}
