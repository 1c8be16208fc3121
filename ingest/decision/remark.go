package decision

import (
	"strings"
)

// Conditions, changes and remarks that an approval can carry.
var remarks = []*pattern{
	newPattern(` (under forudsætning|under hensyntagen|på betingelse|på vilkår|på følgende vilkår|på de vilkår|betinget af|bortset fra|forudsat|inklusive ændring\S*|inkl. ændring\S*|som ændret|i revideret (form|udgave)|i den reviderede (form|udgave)|i ændret form|efter tilretning) `),
	newPattern(` (i øvrigt|iøvrigt) `), // "planen i øvrigt tiltrådt" after a change
	newPattern(` (med fokus på|med ændringsforslag\S*) `),
}

// withRemark reports whether "med" leads to a remark or change among the words:
// "med den tilføjelse, at", "med de af forvaltningen foreslåede ændringer"; not
// "med 19 stemmer mod 12".
func withRemark(words []word) bool {
	for i, w := range words {
		if w.low != "med" {
			continue
		}
		for j := i + 1; j < len(words) && j <= i+8; j++ {
			if notRemark[words[j].low] || !words[j].letters() {
				break
			}
			if remarkNouns.match(words[j].low) {
				return true
			}
		}
	}
	return false
}

// exceptMembers cuts off who was not along: "bortset fra Venstre", "med
// undtagelse af Bo Due".
func exceptMembers(words []word) []word {
	for i := 0; i+2 < len(words); i++ {
		if (words[i].low == "bortset" || words[i].low == "undtagelse") && isMembers(words[i+2:min(i+5, len(words))]) {
			if words[i].low == "undtagelse" && i > 0 {
				i-- // "med"
			}
			return words[:i]
		}
	}
	return words
}

// partly recognises what is adopted in part.
var partly = newPattern(` (delvis|delvist|med undtagelse af|bortset fra) `)

// cannot recognises a member's no.
var cannot = newPattern(` (kan|kunne|vil|ville) (?:\S+ ){0,5}?ikke `)

// notRemark are words after "med" that lead elsewhere: votes, dates, purposes.
var notRemark = set(`stemmer stemmerne virkning henblik hensyn udgangspunkt baggrund undtagelsesvis henvisning start`)

// asObject recognises remarks that belong to the thing approved and not to
// the approval: "rådmanden godkendte høringssvaret med de faldne bemærkninger".
var asObject = newPattern(` (\S+(et|en|ne)) med de (faldne|indkomne|afgivne|modtagne|indarbejdede|foreslåede) (bemærkninger|ændringer|rettelser|tilføjelser|kommentarer)`)

// ofMembers reports whether the i'th clause says who was against or away:
// "idet V undlod at stemme".
func (s sentence) ofMembers(i int) bool {
	d := s.withNext(i)
	return isDissent(d) || matchAny(absences, flat(d.words))
}

// remarked reports whether an approval carries a remark of its own.
func (s sentence) remarked(c clause, p predicate) bool {
	at := 0
	for i := range s.clauses {
		if len(c.words) > 0 && len(s.clauses[i].words) > 0 && &s.clauses[i].words[0] == &c.words[0] {
			at = i
		}
	}
	for i := at + 1; i < len(s.clauses); i++ {
		d := s.clauses[i]
		switch {
		case d.main && d.opener != "men":
			i = len(s.clauses)
		case d.main:
			for _, q := range d.predicates("") {
				if (q.class == deciding || q.class == remarking || q.class == requesting || q.class == rejecting) && !isMembers(d.who(q.at)) {
					return true // "godkendte planen, men besluttede, at …"
				}
			}
		case d.opener == "idet" && !s.ofMembers(i), d.opener == "forudsat", d.opener == "således":
			return true // "idet byrådet forudsætter", "således at prisen bliver"
		}
	}
	before := flat(c.words[:p.at])
	if partly.MatchString(flat(exceptMembers(c.words))) {
		return true // "delvist imødekommet"
	}
	if strings.Contains(before, " i øvrigt ") || strings.Contains(before, " iøvrigt ") || p.form == participle && withRemark(c.words[:p.at]) {
		return true // "Planen i øvrigt tiltrådt" after a change; "Planen med enkelte rettelser godkendt"
	}
	after := exceptMembers(c.words[p.at+1:])
	if text := flat(after); p.form != participle && asObject.MatchString(text) {
		after = tokens(asObject.ReplaceAllString(text, " $1 "))
	}
	text := flat(after)
	if _, but, ok := strings.Cut(flat(s.words), " dog "); ok && strings.Contains(text, " dog ") && !matchAny(objections, " "+but) && !cannot.MatchString(" "+but) {
		return true // "dog således, at …"; not "dog stemte Liste L imod"
	}
	return withRemark(after) || matchAny(remarks, text)
}
