package decision

import (
	"strconv"
	"strings"

	"referat/pkg/agenda"
)

// Sentences that say that there is nothing to record.
var nothing = []*pattern{
	newPattern(`^ (der (var|er|blev|forelå) )?(ikke |umiddelbart )?(intet|ingenting|ikke noget)( |$)`),                                                                                                                    // Intet. Intet til punktet.
	newPattern(`^ (der (var|er|blev|forelå) )?(ikke )?(ingen|ikke nogen) (?:\S+ ){0,2}?(bemærkning|kommentar|spørgsmål|post|sag|punkt|emne|indlæg|orientering|meddelelse|tilføjelse|henvendelse|nyt|skriftlige|referat)`), // Ingen bemærkninger.
	newPattern(`^ ingen [.!]? ?$`), // Ingen.
	newPattern(` (har|havde) (ingen|ikke) (?:\S+ ){0,1}?(bemærkninger|kommentarer|spørgsmål)| (har|havde) (intet|ikke noget) `),               // Udvalget havde ingen bemærkninger.
	newPattern(`^ (?:\S+ )?(?:(blev|er|var) )?ikke (behandlet|drøftet|afholdt|relevant|aktuelt|nået|brugt|benyttet|anvendt|berørt|taget op)`), // Ikke behandlet.
	newPattern(` ikke anledning til (?:\S+ )?(bemærkninger|drøftelse|kommentarer|spørgsmål) `),
	newPattern(` anledning til ingen `),
	newPattern(`^ (\S*punktet|sagen|det) (nåedes|benyttedes|brugtes|anvendtes|behandledes|drøftedes) ikke `),                   // Punktet nåedes ikke.
	newPattern(`^ (der (blev|er|var) )?(?:ikke (?:\S+ )?(truffet|taget) (?:\S+ )?|ingen )(beslutning|stilling|afgørelse)[ .]`), // Ingen beslutning. Der blev ikke taget stilling.
	newPattern(`^ (nej|n/a|-|\.) `),
}

// recorded begins a sentence about the record of the decision.
const recorded = `(?:(udvalgets|byrådets|magistratens|rådmandens|punktets|denne) )?(beslutning|beslutningen|beslutningsteksten|referat|referatet|protokol|protokollen|afgørelsen|konklusionen|teksten) (?:(?:for|til|vedrørende) (?:\S+ ){0,3}?(?:punktet|sagen|punkt \S+) )?`

// Sentences that only point elsewhere, or say that the decision is withheld.
var withheld = []*pattern{
	newPattern(`^ (der henvises til|se|jf|jf\.|jævnfør|se venligst) (?:\S+ ){0,2}?(\S*sag|\S*sagen|\S*bilag\S*|\S*referat\S*|\S*notat\S*|\S*protokol\S*|\S*punkt|\S*mappe\S*|\S*dokument\S*|\S*beslutning\S*)( |$)`), // Se papirsag.
	newPattern(`^ (\S*beslutning|\S*beslutningen|\S*referatet|\S*referat|\S*punkt|\S*punktet|\S*sagen|protokollen|teksten) (?:er )?(?:ikke (frigivet|offentlig\S*|tilgængelig\S*|offentliggjort)|lukket|fortrolig\S*|udeladt|undtaget)`),
	newPattern(`^ (?:(\S*sagen|\S*punktet|\S*sag|\S*punkt) )?(?:(blev|er) )?(behandlet|behandles|behandledes|drøftet|drøftes|drøftedes) (sammen med|under|i forbindelse med) (\S*sag\S*|\S*punkt\S*|pkt.|pkt|dagsordenens) `), // Behandlet under punkt 3.
	// Beslutningen offentliggøres ikke.
	newPattern(`^ ` + recorded + `(?:\S+ )?(offentliggøres|frigives|gengives|vises|udleveres|refereres|offentliggjort|publiceres|fremgår|medtages) (?:\S+ )?ikke `),
	// Beslutningen fremgår af bilag 3. Referatet findes i lukket protokol.
	newPattern(`^ ` + recorded + `(er |kan |er kun |kan kun )?(fremgår|findes|forefindes|ligger|ses|læses|gengives|gengivet|anført|anføres|optaget|optages|protokolleret|noteret|føres|ført|vedlagt|vedlægges|står|indsat|beskrevet) (?:\S+ ){0,2}?(i|af|som|på|under|ved|separat|særskilt)[ .]`),
	newPattern(`^ (lukket|fortrolig|fortroligt|hemmeligt|ikke offentlig|ikke offentligt|ikke frigivet)( |$)`),
}

// Verbless sentences that name an orientation or an exchange.
var (
	toldOnly      = newPattern(`^ (?:(kort|mundtlig|foreløbig|generel|skriftlig|nærmere|fælles) )?(orientering|status|gennemgang|præsentation|redegørelse|fremlæggelse|oplæg|information|meddelelser|nyt|til efterretning|til orientering|efterretning) `)
	discussedOnly = newPattern(`^ (?:\S+ )?(\S*drøftelse|debat|dialog|spørgsmål|meningsudveksling|temadrøftelse|diskussion) `)
	stopped       = newPattern(` (arbejdes ikke videre|gås ikke videre|nyder ikke fremme|går ikke videre) `)
	assentOnly    = newPattern(`^ (ja|ok|okay|enig|enighed|tilslutning|opbakning|enstemmig opbakning|fuld opbakning|bifald) |^ (enstemmigt|enstemmig) (?:[.!] )?$`)
	noOnly        = newPattern(`^ (afslag|afvisning|nedstemt|nej tak) `)
	elected       = newPattern(`^ (formand|næstformand|viceborgmester|medlem|medlemmer|suppleant|suppleanter|stedfortræder|stedfortrædere) : `)
	votesFor      = newPattern(` (?:(\d{1,2}) (?:\S+ )?stemte (?:\S+ )?for|for (?:\S+ )?stemte (\d{1,2})) `)
	votesAgainst  = newPattern(` (?:(\d{1,2}) (?:stemte )?(?:imod|mod|nej)|(?:imod|mod|nej) (?:\S+ )?stemte (\d{1,2})) `)
	filed         = newPattern(`^ (?:\S+ ){0,4}?(ad acta|til (?:\S+ )?(efterretning|orientering|underretning)) `)
	recommendedIn = newPattern(` (med (?:\S+ )?anbefaling|til byrådets godkendelse|til godkendelse i byrådet|til (?:\S+ )?endelig godkendelse|indstilles godkendt) `)
)

// asProposed recognises that something is done the way it was proposed:
// "Puljen fordeles som foreslået af administrationen".
var asProposed = newPattern(` (som (?:af )?(?:\S+ ){0,2}?(indstillet|foreslået|anbefalet|skitseret|indstiller|foreslår|anbefaler)|^ som (anført|beskrevet|forvaltningens)|(i overensstemmelse med|i henhold til|efter|jf\.?|som) (?:\S+ ){0,3}?(indstillingen|\S*forvaltningens indstilling|\S*forvaltningens forslag|administrationens (indstilling|forslag|anbefaling)|indstilling|forslaget)) `)

// nextTime recognises a statement about the next meeting.
var nextTime = newPattern(` (næste|kommende|næstkommende) \S*(møde|mødet|udvalgsmøde|temamøde|byrådsmøde) `)

// event recognises a statement that something will be held.
var event = newPattern(` (afholdes|holdes|afholder|holder|gennemføres|arrangeres|arrangerer|finder sted) (?:\S+ ){0,4}?(den|i|på|kl\.|kl|mandag|tirsdag|onsdag|torsdag|fredag) `)

// verbless reads a sentence without a verb of the lexicon.
func (s sentence) verbless(text string) []act {
	switch {
	case strings.HasPrefix(text, " efterretning "), filed.MatchString(text):
		return []act{{outcome: agenda.Noted, formal: true}}
	case toldOnly.MatchString(text):
		return []act{{outcome: agenda.Noted}}
	case assentOnly.MatchString(text), asProposed.MatchString(text):
		return []act{{outcome: agenda.Approved}}
	case elected.MatchString(text) && len(s.words) > 3 && s.words[2].capital() && s.words[3].capital():
		return []act{{outcome: agenda.Decided}}
	case noOnly.MatchString(text):
		return []act{{outcome: agenda.Rejected}}
	case discussedOnly.MatchString(text) && !s.clauses[0].hasVerb():
		return []act{{outcome: agenda.Discussed}}
	case recommendedIn.MatchString(text):
		return []act{{outcome: agenda.Recommended}}
	}
	if o := byVotes(text); o != "" {
		return []act{{outcome: o}}
	}
	return s.statement(text)
}

// byVotes reads a bare count: "13 stemte for, 12 imod".
func byVotes(text string) agenda.Outcome {
	count := func(m []string) (int, bool) {
		if m == nil {
			return 0, false
		}
		n, err := strconv.Atoi(m[1] + m[2])
		return n, err == nil
	}
	yes, ok := count(votesFor.FindStringSubmatch(text))
	no, both := count(votesAgainst.FindStringSubmatch(text))
	switch {
	case !ok || !both || yes == no || counterProposal.MatchString(text):
		return ""
	case yes > no:
		return agenda.Approved
	}
	return agenda.Rejected
}

// statement reads a sentence none of whose verbs are in the lexicon. Whoever
// but the body is its subject, it tells something; what the body itself did,
// in words that no table knows, stays unread. A title ("Indstilling om
// SFO-takster") tells that there is such a thing.
func (s sentence) statement(text string) []act {
	c := s.clauses[0]
	if len(s.words) < 3 {
		return nil
	}
	verb := c.verbAt()
	switch {
	case verb < 0 && len(c.words) > 2 && (deliverables.match(c.words[0].low) || deliverables.match(c.words[1].low)):
		return []act{{outcome: agenda.Noted, minor: true}}
	case verb < 0:
		return nil
	case strings.Contains(text, " gerne "), strings.Contains(text, " deltager i "), event.MatchString(text):
		return []act{{outcome: agenda.Decided, minor: true}} // "Julefrokosten afholdes den 4. december"
	case nextTime.MatchString(text) && !auxiliaries[c.words[verb].low] && c.words[verb].low != "forventes":
		return []act{{outcome: agenda.Decided, minor: true}} // a plan: "På næste møde deltager …"
	case auxiliaries[c.words[verb].low] || !bodyFirst.MatchString(text):
		return []act{{outcome: agenda.Noted, minor: true}}
	}
	return nil
}

// verbAt is the place of a clause's first finite verb, known or guessed by its
// form; -1 where it has none.
func (c clause) verbAt() int {
	for i, w := range c.words {
		if isFinite(w.low) || looksFinite(c, i) || i > 0 && presentForm.MatchString(w.low) && !w.capital() && !agentNouns.match(w.low) && !beforeAdjective[c.words[i-1].low] && c.words[i-1].letters() {
			return i
		}
	}
	return -1
}

// hasVerb reports whether a clause has a finite verb that no noun looks like.
func (c clause) hasVerb() bool {
	for i, w := range c.words {
		if isFinite(w.low) || looksFinite(c, i) {
			return true
		}
	}
	return false
}

// bodyFirst recognises a sentence whose subject is the deciding body.
var bodyFirst = newPattern(`^ (?:(et|samtlige|alle|hele) )?(\S*udvalget|udvalg|udvalgets flertal|byrådet|magistraten|kommunalbestyrelsen|rådmanden|bestyrelsen|flertal|flertallet|medlemmer) `)
