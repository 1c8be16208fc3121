package decision

import (
	"strings"

	"referat/pkg/agenda"
)

// An act is what one predicate does, read.
type act struct {
	outcome agenda.Outcome
	members bool // done by members, not by the body
	minor   bool // a counter-proposal turned down, a statement of fact: nothing that leads
	remark  bool // the body's own remark, to whatever it approved
	formal  bool // "taget til efterretning": what the body decided, no mere orientation
	event   bool // "Grunden sælges": what happens, which is news where one was informed
	again   bool // "tages op igen": the item comes back, and waits only if no one is given a task
	soft    bool // a view taken that a decision would rest on: leads only where nothing was discussed
	up      bool // sent to the council
	agenda  bool // about the meeting's own agenda
	part    int  // the part of the decision it stands in; 0 for its running text
}

// counterProposal recognises a proposal against the one before the body.
var counterProposal = newPattern(` (\S*ændringsforslag\S*|\S*modforslag\S*|et forslag|forslag fra|underændringsforslag\S*|mindretallets|udsættelsesforslag\S*|et andet forslag) `)

// changeProposal as what was adopted: the proposal stands changed.
var changeProposal = newPattern(` \S*ændringsforslag(et|ene)? `)

// onePoint recognises one numbered point of a proposal.
var onePoint = newPattern(` (punkt|punkterne|pkt.|pkt|beslutningspunkt|del|afsnit|at) (\d|[a-h] )`)

// acts reads what a sentence does. A sentence of dissent or absence does nothing.
func (s sentence) acts() []act {
	text := flat(s.words)
	var out []act
	if s.absent {
		return s.besideAbsence(text)
	}
	for _, p := range withheld {
		if p.MatchString(text) {
			return []act{{outcome: agenda.Unknown, minor: true}}
		}
	}
	if stopped.MatchString(text) {
		return []act{{outcome: agenda.Rejected}}
	}
	for _, c := range s.clauses {
		if !c.main {
			continue
		}
		for _, p := range c.predicates(text) {
			if a, ok := s.act(c, p, text); ok {
				a.again = a.outcome == agenda.Postponed && upAgain.MatchString(text)
				out = append(out, a)
			}
		}
	}
	for _, p := range nothing {
		if p.MatchString(labelled.ReplaceAllString(text, " ")) {
			return append(out, act{outcome: agenda.None})
		}
	}
	if len(out) == 0 {
		out = s.verbless(text)
	}
	return out
}

// labelled recognises whom or what a sentence is about: "Formanden: Intet."
var labelled = newPattern(`^ (?:\S+ ){1,3}?: `)

// upAgain recognises an item that comes back.
var upAgain = newPattern(` op (igen|på ny) | (igen|på ny) op `)

// besideAbsence reads what the body did in a sentence that goes on with who
// left: "Indstillingen blev godkendt, hvorefter Ib Ravn forlod mødet".
func (s sentence) besideAbsence(text string) []act {
	var out []act
	for _, c := range s.clauses {
		if !c.main || matchAny(absences, flat(c.words)) {
			continue
		}
		for _, p := range c.predicates(text) {
			if a, ok := s.act(c, p, text); ok && decisive(a.outcome) && !a.members {
				out = append(out, a)
			}
		}
	}
	return out
}

// act reads one predicate of a main clause.
func (s sentence) act(c clause, p predicate, text string) (act, bool) {
	subject := c.who(p.at)
	some := isMembers(subject)
	is := func(o agenda.Outcome) (act, bool) { return act{outcome: o, members: some}, true }
	switch p.class {
	case approving:
		if byOthers(subject) {
			return act{outcome: agenda.Noted, minor: true}, true
		}
		if p.negated {
			if some || len(c.subject) > 0 && isMembers(c.subject) {
				return act{}, false // dissent
			}
			return is(agenda.Rejected)
		}
		if p.form == passive && nextTime.MatchString(text) && !isBodyPhrase(subject) {
			return is(agenda.Postponed) // "Referatet godkendes på næste møde"
		}
		if o, ok := s.under(); ok && (o == agenda.Withdrawn || o == agenda.Postponed || p.is("vedtage") && !approved(o)) {
			return is(o) // "kan tiltræde, at sagen anses for bortfaldet", "vedtog at henvise sagen til"
		}
		a := act{outcome: agenda.Approved, members: some, soft: p.is("være") && s.hasInfinitive(), agenda: strings.Contains(flat(c.words), " dagsorden")}
		if s.remarked(c, p) || changeProposal.MatchString(flat(c.words[:p.at])) {
			a.outcome = agenda.ApprovedWithRemarks
		}
		return a, true
	case recommending:
		if byOthers(subject) {
			return act{}, false // "Forvaltningen indstiller, at …": what was proposed
		}
		if s.asksFor(c, p) {
			return act{outcome: agenda.Decided, members: some, remark: !some}, true // "anbefalede, at en koordinator deltager på mødet"
		}
		if p.negated && some {
			return act{}, false
		}
		if p.negated {
			return is(agenda.Rejected) // "kan ikke anbefale forslaget"
		}
		return is(agenda.Recommended)
	case noting:
		if p.negated {
			return act{}, false
		}
		return act{outcome: agenda.Noted, members: some, formal: true}, true
	case telling:
		if p.form == infinitive {
			return act{}, false // "vil besøge": nothing has been told
		}
		return act{outcome: agenda.Noted, minor: p.state, members: some}, true
	case remarking:
		return act{outcome: agenda.Noted, remark: !some && !byOthers(subject), members: some}, true
	case discussing:
		if p.negated || strings.Contains(flat(c.words), " ingen ") {
			return is(agenda.None)
		}
		if byOthers(subject) && p.is("gennemgå") {
			return is(agenda.Noted) // "Forvaltningen gennemgik budgettet"
		}
		return is(agenda.Discussed)
	case postponing:
		if p.negated {
			return act{}, false
		}
		return is(agenda.Postponed)
	case referring:
		return s.sent(c, p, text, subject, some)
	case withdrawing:
		if p.negated {
			return act{}, false
		}
		if p.is("bortfalde") && votes.MatchString(text) {
			return is(agenda.Rejected) // "Ved stemmelighed bortfaldt forslaget"
		}
		return is(agenda.Withdrawn)
	case rejecting:
		a, _ := is(agenda.Rejected)
		a.minor = counterProposal.MatchString(flat(c.words[:p.at])) || counterProposal.MatchString(flat(c.words)) && !onePoint.MatchString(flat(c.words))
		return a, true
	case deciding:
		if p.negated && p.form == participle {
			return act{}, false
		}
		if o, ok := s.under(); ok && !charged(p) {
			return is(o) // "besluttede at udsætte sagen"
		}
		if byOthers(subject) {
			return act{outcome: agenda.Noted, minor: true}, true
		}
		if p.negated && p.form == past && s.hasInfinitive() {
			return is(agenda.Rejected) // "besluttede ikke at igangsætte planlægningen"
		}
		if p.negated && p.is("give", "meddele", "yde") {
			return is(agenda.Rejected) // "Der gives ikke dispensation"
		}
		if p.is("være") && s.sharedView() {
			return is(agenda.Discussed)
		}
		if asProposed.MatchString(flat(c.words)) {
			return is(agenda.Approved) // "Puljen fordeles som foreslået af administrationen"
		}
		event := p.form == passive && p.at > 0 && c.words[0].capital() && c.words[0].low != "der" && c.words[0].low != "det"
		return act{outcome: agenda.Decided, members: some, event: event}, true
	case promising:
		return is(agenda.Decided)
	case requesting:
		if p.negated && p.is("ønske") && !some {
			return is(agenda.Rejected) // "ønsker ikke at gå videre med forslaget"
		}
		if o, ok := s.under(); ok && (o == agenda.Postponed || o == agenda.Withdrawn) {
			return is(o) // "bad om, at sagen genoptages, når …"
		}
		if answerNow.MatchString(flat(c.words[p.at:])) || some && p.form == past && !s.asksFor(c, p) {
			return is(agenda.Discussed)
		}
		// "Udvalget ønsker, at …" after an approval is a remark to it; asking
		// someone for something is a task beside it.
		wish := p.is("ønske", "henstille", "opfordre") && s.hasContent()
		return act{outcome: agenda.Decided, members: some, remark: wish && !some && !byOthers(subject)}, true
	case opposing:
		if p.is("stemme") && majority.MatchString(flat(subject)) && votedDown.MatchString(text) {
			return is(agenda.Rejected) // "Et flertal stemte imod"
		}
	}
	return act{}, false // opposing, missing: dissent and absence have rules of their own
}

// majority recognises a subject that decides by its votes.
var majority = newPattern(` (\S*flertal|\S*flertallet|enstemmigt|enigt|et enigt|hele) `)

// votedDown recognises votes against what is before the body.
var votedDown = newPattern(` (stemte|stemmer|stemt) (?:\S+ ){0,2}?(imod|mod|nej) `)

// votes recognises that it was put to the vote.
var votes = newPattern(` (\S*stemmelighed|\S*afstemning\S*|stemte|stemmer|\S*flertal\S*) `)

// hasInfinitive reports whether a sentence goes on with "at" and an infinitive.
func (s sentence) hasInfinitive() bool {
	for _, c := range s.clauses {
		if c.opener == "at" {
			return len(c.words) > 0 && infinitiveForm.MatchString(c.words[0].low) && !isFinite(c.words[0].low)
		}
	}
	return false
}

// infinitiveForm is how a verb in the infinitive looks.
var infinitiveForm = newPattern(`^([a-zæøå]+e|få|gå|stå|se|nå|give|tilstå|undgå|foreslå|afslå|indgå)$`)

// sharedView reports whether "der var enighed om, at" is followed by how things
// are or ought to be, which is a view, and by nothing that is to be done.
func (s sentence) sharedView() bool {
	for _, d := range s.clauses {
		if d.main || d.opener != "at" {
			continue
		}
		if agent, _ := d.given(); agent != nil || d.passiveTask() {
			return false
		}
		for i, w := range d.words {
			switch {
			case i > 0 && auxiliaries[w.low] && isFinite(w.low):
				return !(w.low == "skal" || w.low == "vil") || !isBodyPhrase(d.words[:i]) // "at udvalget skal på studietur"
			case i > 0 && (isFinite(w.low) || looksFinite(d, i)):
				return false
			}
		}
		return false
	}
	return false
}

// answerNow recognises a wish that is a question: "ønskede oplyst, hvor mange".
var answerNow = newPattern(` (oplyst|uddybet|forklaret|bekræftet) `)

// hasContent reports whether a sentence goes on with ", at …".
func (s sentence) hasContent() bool {
	for _, c := range s.clauses {
		if c.opener == "at" && !c.main {
			return true
		}
	}
	return false
}

// byOthers reports whether the subject is the administration, which proposes
// and informs but does not decide here.
func byOthers(subject []word) bool {
	t := flat(subject)
	return othersNoun.MatchString(t) && !wholeBody.MatchString(t)
}

// othersNoun recognises a subject that is the administration.
var othersNoun = newPattern(` (\S*forvaltningen|administrationen|\S*direktør|\S*direktøren|\S*chef|\S*chefen|\S*leder|\S*lederen|\S*afdelingen|\S*sekretariatet|borgmesterens afdeling|regeringen|ministeriet|regionen|statsforvaltningen|ankestyrelsen) `)

// under reads what a decision is about, where that is the punkt itself:
// "besluttede at udsætte sagen", "kan tiltræde, at sagen anses for bortfaldet".
// It is false for anything else that is decided, and for the first of several.
func (s sentence) under() (agenda.Outcome, bool) {
	for _, d := range s.clauses {
		if d.main || d.opener != "at" {
			continue
		}
		ps := d.predicates("")
		if len(ps) == 0 {
			return "", false
		}
		q := ps[0]
		subject := flat(d.words[:q.at])
		if q.negated || otherVerb(d, q.at) || q.form != infinitive && subjectHead(d.words[:q.at]) == "" {
			return "", false
		}
		item := q.form == infinitive || itemSubject.MatchString(subject)
		switch q.class {
		case postponing:
			return agenda.Postponed, true
		case withdrawing:
			return agenda.Withdrawn, item
		case recommending:
			return agenda.Recommended, true
		case referring:
			return agenda.Referred, item
		case approving:
			if s.remarked(d, q) {
				return agenda.ApprovedWithRemarks, true
			}
			return agenda.Approved, true
		case noting:
			return agenda.Noted, true
		case rejecting:
			return agenda.Rejected, true
		}
		return "", false
	}
	return "", false
}

// itemSubject recognises the punkt itself among words.
var itemSubject = newPattern(itemWords)

// otherVerb reports whether a clause has a finite verb before at that no table
// knows: "mødet afholdes efter det nye byråd er tiltrådt".
func otherVerb(c clause, at int) bool {
	for i := range c.words[:at] {
		if !auxiliaries[c.words[i].low] && looksFinite(c, i) {
			return true
		}
	}
	return false
}

// subjectHead is the word among words that names what is decided on, or "".
func subjectHead(words []word) string {
	for _, w := range words {
		if isThing(w.low) {
			return w.low
		}
	}
	return ""
}

// sent reads papers that are sent. "Tilbagesendes X med bemærkning, at byrådet
// har vedtaget …" is what the remark says; papers to the council with the
// body's assent are a recommendation; a notat that is sent is a task, not a
// referral.
func (s sentence) sent(c clause, p predicate, text string, subject []word, some bool) (act, bool) {
	if p.state || p.form == past && p.at > 0 && byOthers(subject) {
		return act{outcome: agenda.Noted, minor: true}, true // "er afsendt til": how things stand
	}
	if p.negated || p.form == present && p.at > 0 && !isBodyPhrase(subject) && !p.is("gå", "overgå", "indgå") { // "Forvaltningen fremsender …": a task
		return act{}, false
	}
	up := toCouncil.MatchString(text)
	for _, d := range s.clauses {
		if d.main || d.opener == "(" {
			continue
		}
		for _, q := range d.predicates("") {
			switch {
			case q.class == recommending:
				return act{outcome: agenda.Recommended}, true
			case q.class == approving && up && q.negated:
				return act{outcome: agenda.Rejected}, true
			case q.class == approving && up:
				return act{outcome: agenda.Recommended}, true
			case d.opener != "at":
			case q.class == approving && q.negated, q.class == rejecting:
				return act{outcome: agenda.Rejected}, true
			case q.class == approving && s.remarked(d, q):
				return act{outcome: agenda.ApprovedWithRemarks}, true
			case q.class == approving:
				return act{outcome: agenda.Approved}, true
			case q.class == noting:
				return act{outcome: agenda.Noted}, true
			case q.class == deciding:
				return act{outcome: agenda.Decided}, true
			case q.class == postponing:
				return act{outcome: agenda.Postponed}, true
			case q.class == withdrawing:
				return act{outcome: agenda.Withdrawn}, true
			}
		}
	}
	if up && (recommendedIn.MatchString(text) || strings.Contains(text, " under henvisning til ") && strings.Contains(text, "erklæring")) {
		return act{outcome: agenda.Recommended}, true
	}
	refers := p.is("henvise") || toTreat.MatchString(text)
	if !refers && papers(c.words[:p.at]) || strings.HasPrefix(text, " der ") && papers(c.words[p.at:]) {
		return act{}, false
	}
	if p.is("henvise", "henholde") && !toBody.MatchString(text) {
		return act{outcome: agenda.Noted, minor: true}, true // "henviste til budgetforliget"
	}
	return act{outcome: agenda.Referred, members: some, up: up}, true
}

// toCouncil recognises papers that go to the body above, which decides.
var toCouncil = newPattern(` (\S*sendes|\S*sendt|videre|til) (?:til )?(?:\S+ ){0,2}?(byråd|byrådet|byrådets|kommunalbestyrelsen|kommunalbestyrelsens|borgerrepræsentationen|regionsrådet) `)

// toTreat recognises what makes papers that are sent a case to be dealt with.
var toTreat = newPattern(` til (?:\S+ )?(behandling|udtalelse|erklæring|drøftelse|realitetsbehandling|godkendelse) `)

// toBody recognises the body that papers are sent to.
var toBody = newPattern(` til (?:\S+ ){0,4}?\S*(udvalg|byråd|magistrat|afdeling|forvaltning|kommission|bestyrelse|råd|nævn|administration|direktion|behandling|gruppe|borgmester|rådmand|drøftelse|forhandling|minister)`)

// papers reports whether words hold a document that can be sent as a task.
func papers(words []word) bool {
	for _, w := range words {
		if deliverables.match(w.low) && !itemNouns.match(w.low) {
			return true
		}
	}
	return false
}
