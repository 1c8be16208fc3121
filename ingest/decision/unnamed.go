package decision

import (
	"strings"

	"referat/pkg/agenda"
)

// unnamed finds a task that nobody is named for: a request, the passive, the
// committee's getting something.
func (s sentence) unnamed() (candidate, bool) {
	text := flat(s.words)
	for i, c := range s.clauses {
		if !c.main {
			continue
		}
		told := false
		for _, p := range c.predicates(text) {
			switch {
			case p.class == requesting && !p.negated && s.asksForPaper(c, p):
				return candidate{}, true
			case p.class == deciding && !p.negated:
				if s.decidedPassive(i, p.is("aftale", "enes")) {
					return candidate{passive: true}, true
				}
			case p.class == telling && p.form == passive && !laterTime.MatchString(text) && !strings.Contains(text, " skal "):
				told = true
			}
		}
		if told {
			continue
		}
		if c.passiveTask() {
			return candidate{passive: true}, true
		}
		if c.receives() || c.comes() {
			return candidate{passive: true}, true
		}
	}
	return candidate{}, false
}

// laterTime recognises a time after the meeting: "Udvalget orienteres om
// ventetiderne" is what was done there, "… inden sommerferien" is to be done.
var laterTime = newPattern(` (næste|kommende|senere|efter|inden|skriftligt|snarest|løbende|når) `)

// source finds who is to do what stands in the passive: "Der eftersendes svar
// fra forvaltningen", "Notatet udarbejdes af FAS".
func (s sentence) source() string {
	verb := false
	for i, w := range s.words {
		for _, t := range taskForms[w.low] {
			verb = verb || t.form == passive || t.form == participle
		}
		verb = verb || w.low == "få" || w.low == "får"
		if !verb || w.low != "af" && w.low != "fra" || i+1 == len(s.words) {
			continue
		}
		prev := s.words[i-1]
		if w.low == "fra" && !deliverables.match(prev.low) || w.low == "af" && len(taskForms[prev.low]) == 0 && !deliverables.match(prev.low) {
			continue
		}
		if agent := agentAfter(s.words, i+1); agent != nil && isAgentWord(agent[0]) && !deciders.MatchString(agent[0].low) {
			return written(agent)
		}
	}
	return ""
}

// asksForPaper reports whether a request is for something one can deliver:
// "udbad sig et notat", "ønskede belyst, om", "bad om en status", and not
// "ønsker en mere enkel sagsgang".
func (s sentence) asksForPaper(c clause, p predicate) bool {
	after := c.words[p.at:]
	if answerNow.MatchString(flat(after)) {
		return false
	}
	if p.form == passive || p.form == participle {
		after = c.words
	}
	for i, w := range after {
		if deliverables.match(w.low) && !(i > 0 && comparative(after[i-1].low)) {
			return true
		}
		for _, t := range taskForms[w.low] {
			if t.form == participle && t.passive {
				return true // "ønskede undersøgt"
			}
		}
	}
	for _, d := range s.clauses {
		if d.main || d.opener != "at" {
			continue
		}
		if s.putsOff() {
			return false
		}
		if d.passiveTask() || p.is("bede", "anmode") || p.is("ønske") && d.seesFirst() {
			return true
		}
	}
	return false
}

// comparative reports whether a word compares: "en billigere løsning" is a wish
// and no paper; "en nærmere redegørelse" is one.
func comparative(low string) bool {
	return (strings.HasSuffix(low, "ere") || low == "bedre" || low == "større" || low == "mindre") && !furtherWords[low]
}

// furtherWords end as a comparative does and say only that there is more.
var furtherWords = set(`nærmere yderligere senere flere tidligere`)

// putsOff reports whether what a sentence asks for or decides is that the item waits.
func (s sentence) putsOff() bool {
	o, ok := s.under()
	return ok && o == agenda.Postponed
}

// seesFirst reads "(ønsker) at se lokalerne", "at få tallene": someone has to
// arrange it.
func (c clause) seesFirst() bool {
	return len(c.words) > 1 && shown[c.words[0].low] && (len(c.words) < 3 || !strings.HasSuffix(c.words[2].low, "t") || !c.words[2].letters())
}

// shown are infinitives of what is shown or given to the one who asks.
var shown = set(`se besøge besigtige få modtage høre`)

// asksFor reports whether a recommendation asks for someone or something and
// is none to a body above.
func (s sentence) asksFor(c clause, p predicate) bool {
	for _, d := range s.clauses {
		if d.main || d.opener != "at" {
			continue
		}
		if flatd := flat(d.words); aboveBody.MatchString(flatd) {
			return false
		}
		if attends(d) != nil || d.passiveTask() {
			return true
		}
		if agent, _ := d.given(); agent != nil {
			return true
		}
	}
	return false
}

// aboveBody recognises what a recommendation to a body above speaks of.
var aboveBody = newPattern(` (byrådet|byråd|kommunalbestyrelsen|magistraten|økonomiudvalget|indstillingen|forslaget|borgerrepræsentationen|regionsrådet) `)

// decidedPassive reports whether what was decided or agreed is a task that
// nobody is named for: "Det blev aftalt, at der udsendes et notat".
func (s sentence) decidedPassive(i int, agreed bool) bool {
	for _, d := range s.clauses[i+1:] {
		if d.main {
			break
		}
		if d.opener == "at" && (d.passiveTask() || agreed && d.infinitiveTask()) {
			return true
		}
	}
	return false
}

// infinitiveTask reads "(det aftaltes) at invitere skolelederne".
func (c clause) infinitiveTask() bool {
	for i := 0; i < len(c.words) && i < 3; i++ {
		if t, ok := taskAt(c.words, i); ok && t.form == infinitive {
			return true
		}
	}
	return false
}

// passiveTask reports whether a clause is a task in the passive: "der udsendes
// et program", "oplysning bedes sendt", "det skal checkes", "udvalget vil
// blive orienteret". Sending a case on is a referral and no task.
func (c clause) passiveTask() bool {
	text := flat(c.words)
	if strings.Contains(text, " ikke ") || strings.Contains(text, " forventes ") || strings.Contains(text, " er blevet ") || strings.Contains(text, " op til fornyet ") || c.takenUpAgain(text) {
		return false
	}
	for i := range c.words {
		t, ok := taskAt(c.words, i)
		if !ok || !t.passive {
			continue
		}
		switch t.form {
		case passive:
		case participle:
			before := flat(c.words[:i])
			if !strings.Contains(before, " bedes ") && !strings.Contains(before, " bliver ") && !strings.Contains(before, " blive ") {
				continue
			}
			if strings.Contains(before, " kan ") || strings.Contains(before, " kunne ") {
				continue
			}
		default:
			continue
		}
		subject := c.words[:i]
		if t.form == passive && i+1 < len(c.words) && len(c.words[:i]) <= 1 {
			subject = c.words // "sættes sagen på dagsordenen"
		}
		st := flat(subject)
		inf := t.infinitive()
		switch inf {
		case "orientere", "informere", "underrette", "indkalde", "invitere", "sætte", "tage", "optage":
			return true
		case "sende", "fremsende", "videresende", "oversende", "forelægge":
			if !papers(c.words[:i]) && !strings.HasPrefix(text, " der ") {
				continue
			}
		}
		if t.generic || inf == "belyse" || inf == "besvare" || inf == "afdække" || inf == "klarlægge" || inf == "udrede" {
			return true
		}
		if strings.Contains(st, " der ") || strings.Contains(st, " det ") || papers(c.words) {
			return true
		}
	}
	return false
}

// receives reads "Udvalget får en nærmere orientering efter sommeren".
func (c clause) receives() bool {
	for i, w := range c.words {
		if w.low != "får" && w.low != "få" && w.low != "modtager" && w.low != "modtage" {
			continue
		}
		if w.low == "få" || w.low == "modtage" {
			if before := flat(c.words[:i]); !strings.Contains(before, " vil ") && !strings.Contains(before, " skal ") {
				continue
			}
		}
		who := c.who(i)
		if isBodyPhrase(who) && papers(c.words[i+1:]) {
			return true
		}
	}
	return false
}

// comes reads "Notat følger.", "Invitation til indvielsen følger".
func (c clause) comes() bool {
	for i, w := range c.words {
		if w.low == "følger" && i > 0 && papers(c.words[:i]) && (i+1 == len(c.words) || !c.words[i+1].letters() || c.words[i+1].low == "snarest" || c.words[i+1].low == "senere" || c.words[i+1].low == "inden") {
			return true
		}
	}
	return false
}

// isBodyPhrase reports whether words name a deciding body.
func isBodyPhrase(words []word) bool {
	for _, w := range words {
		if isBody(w.low) {
			return true
		}
	}
	return false
}
