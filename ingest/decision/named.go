package decision

import (
	"strings"
)

// named finds who the sentence names to do something.
func (s sentence) named() ([]word, taskForm) {
	if agent, ok := s.label(); ok {
		return agent, taskForm{}
	}
	text := flat(s.words)
	for i, c := range s.clauses {
		if !c.main {
			if agent, t := c.given(); c.opener == "som" && agent != nil && t.task != nil && t.generic && isAgentWord(agent[0]) {
				return agent, t // "…, som ØKO følger op på"
			}
			continue
		}
		if agent, t := c.given(); agent != nil {
			return agent, t
		}
		for _, p := range c.predicates(text) {
			if agent := s.asked(c, p); agent != nil {
				return agent, taskForm{}
			}
			if p.class == referring && !p.state {
				if agent := workFor(c, p); agent != nil {
					return agent, taskForm{}
				}
			}
			if agent, t := s.subordinate(i, p); agent != nil {
				return agent, t
			}
		}
	}
	return nil, taskForm{}
}

// label reads "FAS: notat til næste møde", "Ansvarlig: FAS", "Opfølgning: JUS".
func (s sentence) label() ([]word, bool) {
	for i, w := range s.words {
		if w.low != ":" || i == 0 || i > 6 || i+1 == len(s.words) {
			continue
		}
		if flat(s.words[:i]) == " ansvarlig " || flat(s.words[:i]) == " opfølgning " || flat(s.words[:i]) == " tovholder " {
			if agent := agentAfter(s.words, i+1); agent != nil {
				return agent, true
			}
		}
		if i == 1 && isAbbreviation(s.words[0].text) {
			if t, ok := taskAt(s.words[i+1:], 0); ok && t.form != participle {
				return s.words[:1], true
			}
		}
		return nil, false
	}
	return nil, false
}

// subordinate finds a named task in what was decided, agreed, asked for or
// remarked: "Det blev aftalt, at Ib Ravn giver en orientering".
func (s sentence) subordinate(i int, p predicate) ([]word, taskForm) {
	switch p.class {
	case deciding, requesting, recommending:
	case approving:
		if !s.remarked(s.clauses[i], p) {
			return nil, taskForm{}
		}
	default:
		return nil, taskForm{}
	}
	for _, d := range s.clauses[i+1:] {
		if d.main {
			break
		}
		if d.opener != "at" && d.opener != "idet" {
			continue
		}
		if agent, t := d.given(); agent != nil && !deciders.MatchString(strings.ToLower(written(agent))) && (p.class != approving || inOffice(agent)) {
			return agent, t
		}
		for _, q := range d.predicates("") {
			if agent := s.asked(d, q); agent != nil && q.class == requesting && q.form == infinitive {
				return agent, taskForm{} // "besluttede at bede administrationen undersøge"
			}
		}
		if agent := attends(d); agent != nil && p.class != deciding {
			return agent, taskForm{}
		}
	}
	return nil, taskForm{}
}

// inOffice reports whether someone named in the condition of an approval is the
// administration or one of the meeting, who is given a task by it. Others are
// what the condition is about: "med den præcisering, at følgegruppen
// afrapporterer to gange om året".
func inOffice(agent []word) bool {
	if isAbbreviation(agent[0].text) {
		return true
	}
	for i, w := range agent {
		if adminNouns.match(w.low) || i > 0 && w.capital() && agent[i-1].capital() {
			return true
		}
	}
	return false
}

// attends reads "(anbefalede, at) en koordinator deltager på mødet".
func attends(c clause) []word {
	for i, w := range c.words {
		if w.low == "deltager" || w.low == "inviteres" || w.low == "deltage" {
			return agentBefore(c.words, i)
		}
	}
	return nil
}

// charged reports whether a decision's verb gives its object a task:
// "pålægges at", "bemyndigede formanden til", "overlades til forvaltningen".
func charged(p predicate) bool {
	return p.is("pålægge", "bemyndige", "overlade")
}

// asked finds whom a request names: "bad forvaltningen om at undersøge",
// "FAS bedes udarbejde", "opfordrede MTM til".
func (s sentence) asked(c clause, p predicate) []word {
	if p.class == promising || p.class == deciding && p.is("få") {
		at := p.at
		for at > 0 && (auxiliaries[c.words[at-1].low] || adverbs[c.words[at-1].low]) {
			at--
		}
		return agentBefore(c.words, at)
	}
	if p.class != requesting && !charged(p) || p.negated {
		return nil
	}
	if p.form == passive || p.form == participle {
		if p.is("ønske", "efterspørge", "efterlyse") {
			return nil
		}
		at := p.at
		for at > 0 && (auxiliaries[c.words[at-1].low] || adverbs[c.words[at-1].low]) {
			at--
		}
		if agent := agentBefore(c.words, at); agent != nil && !papers(agent) {
			return agent
		}
	}
	at := p.at + 1
	if p.is("henstille", "rette", "overlade") {
		for at < len(c.words) && c.words[at].low != "til" {
			at++
		}
		at++
	}
	if p.is("ønske", "udbede", "efterspørge", "efterlyse") {
		for at < len(c.words) && !(c.words[at].low == "fra" && papers(c.words[at-1:at])) {
			at++
		}
		if at++; at >= len(c.words) || papers([]word{c.words[at]}) {
			return nil
		}
		if agent := agentAfter(c.words, at); agent != nil && agentNouns.match(agent[0].low) || agent != nil && isAbbreviation(agent[0].text) {
			return agent // "ønskede et notat fra forvaltningen"
		}
		return nil
	}
	if at < len(c.words) {
		agent := agentAfter(c.words, at)
		if agent == nil && p.at > 0 && len(c.words) > at && adverbs[c.words[0].low] {
			for at++; at < len(c.words) && agent == nil; at++ { // "Samtidig bad udvalget forvaltningen om"
				agent = agentAfter(c.words, at)
			}
		}
		return agent
	}
	return nil
}

// workFor finds the body that papers are sent to so that it makes something:
// "Fremsendes til X med henblik på udarbejdelse af en indstilling".
func workFor(c clause, p predicate) []word {
	text := flat(c.words)
	if !workPurpose.MatchString(text) {
		return nil
	}
	for i := p.at + 1; i < len(c.words); i++ {
		if c.words[i].low != "til" {
			continue
		}
		end := i + 1
		for end < len(c.words) && c.words[end].letters() && !auxiliaries[c.words[end].low] && c.words[end].low != "med" && c.words[end].low != "til" {
			end++
		}
		return trimAgent(c.words[i+1 : end])
	}
	return nil
}

// workPurpose recognises papers that are sent so that something is made of them.
var workPurpose = newPattern(` med henblik på (?:\S+ ){0,2}?(udarbejdelse|udfærdigelse|besvarelse|undersøgelse|afklaring|belysning|vurdering|opfølgning|beregning|udformning|revision|redegørelse|udtalelse|indstilling|fornyet) `)

// given finds "FAS udarbejder …", "Forvaltningen vil undersøge …", "Inden
// næste møde sender JUS …" in a clause.
func (c clause) given() ([]word, taskForm) {
	text := flat(c.words)
	if strings.Contains(text, " ikke ") || strings.Contains(text, " forventes ") || c.takenUpAgain(text) {
		return nil, taskForm{}
	}
	for i, w := range c.words {
		t, ok := taskAt(c.words, i)
		verb := i
		switch {
		case !ok:
			continue
		case t.form == infinitive:
			verb = -1
			for j := i - 1; j >= 0 && j >= i-6; j-- {
				if l := c.words[j].low; l == "vil" || l == "skal" || l == "ville" || l == "skulle" || l == "bedes" || l == "må" {
					verb = j
					break
				}
			}
			if verb < 0 && !misspelt(c.words, i, w) {
				continue
			}
			if verb < 0 {
				verb = i
			}
		case t.form != present:
			continue
		}
		if verb == 1 && c.words[1].low == "bedes" && c.words[0].capital() && !paperNouns.match(c.words[0].low) && !isThing(c.words[0].low) {
			return c.words[:1], t // "Stadsgartneren bedes undersøge": a post that no table knows
		}
		if agent := agentBefore(c.words, verb); agent != nil && c.subjectPlace(agent) {
			if c.takesPart(agent, t, i) {
				continue
			}
			return agent, t
		}
		if verb > 0 && verb+1 < len(c.words) && (adverbs[c.words[0].low] || c.words[0].capital() && !isAgentWord(c.words[0])) {
			if agent := agentAfter(c.words, verb+1); agent != nil && !c.takesPart(agent, t, i) {
				return agent, t
			}
		}
	}
	return c.openTask()
}

// takenUpAgain reports whether a clause puts the item off: "Udvalget tager sagen op igen".
func (c clause) takenUpAgain(text string) bool {
	for _, p := range c.predicates(text) {
		if p.class == postponing && p.is("tage", "sætte", "fremlægge", "forelægge") {
			return true
		}
	}
	return false
}

// misspelt lets an infinitive stand for the present where nothing but a name
// stands before it: "Næstformand Eva Krag forestå mødeledelsen".
func misspelt(words []word, i int, w word) bool {
	if i < 2 {
		return false
	}
	for _, v := range words[:i] {
		if !v.capital() {
			return false
		}
	}
	return true
}

// isAgentWord reports whether a word alone names someone who can act.
func isAgentWord(w word) bool { return agentNouns.match(w.low) || isAbbreviation(w.text) }

// subjectPlace reports whether agent stands where a subject does: first, or
// after words that open a sentence or join another clause to it.
func (c clause) subjectPlace(agent []word) bool {
	for i := range c.words {
		if &c.words[i] != &agent[0] {
			continue
		}
		if i == 0 {
			return true
		}
		prev := c.words[i-1]
		if prev.capital() && opensAfterHeading[agent[0].low] {
			return true
		}
		return notName[prev.low] && prev.low != "for" && prev.low != "på" && prev.low != "i" && prev.low != "fra" || adverbs[prev.low] && i == 1 || !prev.letters() || prev.low == "en" || prev.low == "et"
	}
	return false
}

// takesPart takes out verbs that tell what a body or person does at the
// meeting and not what it is to do after it: "Udvalget drøfter", "Rådmanden
// orienterer om".
func (c clause) takesPart(agent []word, t taskForm, at int) bool {
	if t.form == infinitive {
		return strings.Contains(flat(c.words), " gerne ")
	}
	name := strings.ToLower(written(agent))
	inf := t.infinitive()
	text := flat(c.words[at:])
	switch inf {
	case "drøfte", "gennemgå", "vurdere", "overveje", "spørge", "notere", "underskrive", "evaluere", "støtte":
		return deciders.MatchString(name) || strings.HasPrefix(text, " "+c.words[at].low+" , ")
	case "orientere", "informere", "præsentere", "fremlægge", "redegøre":
		return !later.MatchString(text) && strings.Contains(text, " om ") || !later.MatchString(text) && deciders.MatchString(name)
	case "finde", "se":
		if deciders.MatchString(name) && attitude.MatchString(text) {
			return true // "Udvalget ser positivt på henvendelsen"
		}
		return strings.HasPrefix(text, " "+c.words[at].low+" , ")
	case "sende", "oversende", "fremsende", "videresende", "besøge":
		return deciders.MatchString(name)
	case "tage":
		return deciders.MatchString(name) && strings.Contains(text, " efterretning ")
	}
	return false
}

// attitude recognises how something is looked upon.
var attitude = newPattern(` (positivt|negativt|kritisk|velvilligt|frem|alvorligt) `)

// later recognises a time or manner that lies after the meeting.
var later = newPattern(` (næste|kommende|senere|efter|inden|skriftligt|snarest|løbende|når|herom|udvalget|til) `)

// openTask reads a short sentence of a unit and a verb that no table has:
// "AT koordinerer med MTM." A unit by its initials, or the administration,
// that does something now in a decision has been told to.
func (c clause) openTask() ([]word, taskForm) {
	if c.opener != "" && c.opener != "(" || len(c.words) < 2 || len(c.words) > 10 {
		return nil, taskForm{}
	}
	for i := 1; i < len(c.words) && i < 5; i++ {
		w := c.words[i]
		if !presentForm.MatchString(w.low) || w.capital() {
			continue
		}
		if standing[w.low] || auxiliaries[w.low] || agentNouns.match(w.low) {
			return nil, taskForm{}
		}
		if len(lexicon[w.low]) > 0 {
			return nil, taskForm{}
		}
		agent := agentBefore(c.words, i)
		if agent == nil || &agent[0] != &c.words[0] || !isAbbreviation(agent[0].text) && !officeNouns.match(agent[0].low) && !officeNouns.match(agent[len(agent)-1].low) {
			return nil, taskForm{}
		}
		return agent, taskForm{}
	}
	return nil, taskForm{}
}

// presentForm is how a verb in the present looks.
var presentForm = newPattern(`^[a-zæøå]{2,}r$`)

// standing are present forms that tell how things are, or what someone thinks.
var standing = set(`er har mener finder synes tror ved forventer oplever konstaterer vurderer støtter deltager består omfatter dækker
	indeholder viser vedrører kører ligger står hører hedder kræver får modtager mangler fungerer gælder angår burde bliver
	for over efter under har når hvor der her eller samler blandt peger understreger bemærker oplyser anfører fremgår går kommer tager giver ser
	andre flere bedre større mindre året år dagtilbuddenes`)
