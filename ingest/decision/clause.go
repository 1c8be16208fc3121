package decision

import (
	"strings"
)

// A clause is a run of words of a sentence with its own predicate. The main
// clause says what the body did; the others say about what.
type clause struct {
	opener  string // the word that opened it: "" for the first, else "at", "som", "men", "(" …
	words   []word // without the opener
	subject []word // of a main clause that goes on after another ("…, men besluttede"): the first one's words
	main    bool
}

// Words that open a clause under another one, anywhere, and after a comma only.
var (
	openAnywhere = set(`at fordi forudsat hvad hvis hvordan hvorfor hvornår hvorvidt idet indtil medmindre når selvom såfremt`)
	openAfter    = set(`da der eftersom førend hvem hvis hvilke hvilket hvor hvoraf hvorfor hvordan hvorved hvori inden indtil mens når om selvom som
		således så før hvortil hvorom`)
	relative = set(`der hvilket hvis hvor som`)
)

// auxiliaries are the finite verbs that carry a participle or an infinitive.
var auxiliaries = set(`anses bedes blev blevet blive bliver burde bør er fik får har havde kan kunne må måtte ses skal skulle var vil ville være været`)

// modals carry an infinitive.
var modals = set(`bør burde kan kunne må måtte skal skulle vil ville`)

// beforeAdjective are determiners and prepositions: a verb's past form after
// one of these is an adjective ("de foreslåede principper", "børn i udsatte familier").
var beforeAdjective = set(`af alle allerede andre blandt de den denne deres det dette disse egne en et enkelte fire flere for fra få hos hvilke i
	kommunens magistratens mange med mellem mest mod nogle nye nyligt om over på samtlige sin sine sit særligt til to tre tidligere uden udvalgets under ved vores øvrige byrådets endeligt ovennævnte senest`)

// clauses divides the words of a sentence. What stands in parentheses becomes
// clauses of their own. A clause opened by "men", or by ", og" before a finite
// verb, is a main clause again; so is what follows a relative clause's comma
// and begins with a finite verb ("Flertallet, der består af A og B, kunne …").
func clauses(words []word) []clause {
	var out, inner []clause
	cur := clause{main: true}
	first := func() []word {
		if len(out) > 0 {
			return out[0].words
		}
		return nil
	}
	open := func(opener string, main bool) {
		if len(cur.words) > 0 || cur.opener != "" {
			out = append(out, cur)
		}
		cur = clause{opener: opener, main: main}
		if main {
			cur.subject = first()
		}
	}
	for i := 0; i < len(words); i++ {
		w := words[i].low
		afterComma := i > 0 && words[i-1].low == ","
		switch {
		case w == "(":
			end := i + 1
			for end < len(words) && words[end].low != ")" {
				end++
			}
			inner = append(inner, clause{opener: "(", words: words[i+1 : end]})
			i = end
		case w == ":" && cur.main && !hasFinite(cur.words) && !cur.approves():
			cur = clause{main: true} // a label: "Elmegården: Forvaltningen gav status"
		case w == ":":
			open(":", false)
		case w == ";":
			open(";", true)
		case w == "men":
			open("men", true)
		case w == "hvorefter":
			open("og", true) // "…, hvorefter udvalget drøftede": and then
		case afterComma && (w == "og" || w == "samt") && i+1 < len(words) && isFinite(words[i+1].low):
			open("og", true)
		case !cur.main && afterComma && (w == "og" || w == "samt") && cur.infinitive() && hasFinite(words[i+1:min(i+4, len(words))]):
			open("og", true) // "var ikke klar til at træffe beslutning, og sagen blev udsat"
		case !cur.main && afterComma && relative[cur.opener] && isFinite(w) && w != "er" && w != "har":
			open("", true)
			cur.words = append(cur.words, words[i])
		case w == "til" && afterComma && i+3 < len(words) && (isFinite(words[i+2].low) || isFinite(words[i+3].low)):
			open(w, false) // "stilles i bero, til lokalplanen er vedtaget"
		case openAnywhere[w] && i > 0, openAfter[w] && afterComma && (w != "om" || cur.main):
			open(w, false)
		default:
			cur.words = append(cur.words, words[i])
		}
	}
	out = append(out, cur)
	if len(out) > 1 && out[1].opener == "at" && announces(out[0].words) {
		out[1].main = true // "Konklusionen blev herefter, at et flertal kunne tiltræde …"
	}
	for i := range out {
		if c := &out[i]; !c.main && results(*c, out[0]) {
			c.main, c.subject = true, nil
		}
	}
	return append(out, inner...)
}

// results reports whether a clause under another one tells what came of it:
// "…, som dermed bortfaldt", "…, hvorfor sagen udsættes".
func results(c, first clause) bool {
	switch c.opener {
	case "som", "der", "hvilket", "hvorved", "så":
		return consequence.MatchString(flat(c.words))
	case "hvorfor":
		for _, p := range first.predicates(flat(first.words)) {
			if p.class == discussing || p.class == requesting || p.class == telling {
				return false // "spurgte, hvorfor …"
			}
		}
		return true
	}
	return false
}

// consequence recognises what follows from the clause before, or the end that
// a proposal came to: "dermed", "blev trukket".
var consequence = newPattern(` (dermed|hermed|derved|derfor) | blev (?:\S+ )?(trukket|tilbagetrukket|forkastet|nedstemt) `)

// approves reports whether a clause without a finite verb approves: "Godkendt
// med følgende bemærkninger".
func (c clause) approves() bool {
	for _, p := range c.predicates(flat(c.words)) {
		if p.class == approving {
			return true
		}
	}
	return false
}

// infinitive reports whether a clause is "at" and an infinitive.
func (c clause) infinitive() bool {
	return c.opener == "at" && len(c.words) > 0 && infinitiveForm.MatchString(c.words[0].low) && !c.hasVerb()
}

// announces reports whether a clause only says that a decision follows.
func announces(words []word) bool {
	return announcement.MatchString(flat(words))
}

var announcement = newPattern(`(konklusion|beslutning|resultat|afgørelse|udfald|erklæring|udtalelse|indstilling)(en|et)? (?:\S+ ){0,7}?(blev|er|var|lyder|lød) (?:(herefter|derfor|således|dermed|følgende) )?(, |: )?$`)

// isFinite reports whether a word can only be, or mostly is, a finite verb.
func isFinite(low string) bool {
	if auxiliaries[low] {
		return low != "blive" && low != "blevet" && low != "være" && low != "været"
	}
	for _, r := range lexicon[low] {
		if r.form == present || r.form == past {
			return true
		}
	}
	return false
}

// hasFinite reports whether words hold a finite verb.
func hasFinite(words []word) bool {
	for _, w := range words {
		if isFinite(w.low) {
			return true
		}
	}
	return false
}

// A predicate is a verb of the lexicon that stands in a clause as its verb.
type predicate struct {
	*verb
	form    form
	at      int // its place among the clause's words
	negated bool
	state   bool // "er sendt", "var udsendt": how things stand, not what is done
}

// predicates finds the verbs that say what a clause does, first to last.
// whole is the sentence, where a verb's companion may stand beyond the clause
// ("tog orienteringen om, at …, til efterretning").
func (c clause) predicates(whole string) []predicate {
	var out []predicate
	finite := false // a finite verb with content has been seen
	text := flat(c.words)
	for i, w := range c.words {
		var best *predicate
		for _, r := range lexicon[w.low] {
			if !r.companion(text) && !(c.main && r.far && r.companion(whole)) {
				continue
			}
			state, ok := c.fits(i, r.form, finite, len(out) > 0)
			if !ok {
				continue
			}
			best = &predicate{verb: r.verb, form: r.form, at: i, negated: c.negated(i), state: state}
			break
		}
		if best != nil {
			out = append(out, *best)
			finite = finite || best.form == present || best.form == past
		} else if !auxiliaries[w.low] && looksFinite(c, i) {
			finite = true
		}
	}
	return out
}

// looksFinite guesses a finite verb that the lexicon does not have: the word
// before a "sig", and the passive's -es ("afholdes").
func looksFinite(c clause, i int) bool {
	w := c.words[i]
	return i > 0 && i+1 < len(c.words) && c.words[i+1].low == "sig" ||
		i > 0 && passiveForm.MatchString(w.low) && !w.capital() && !noVerb[w.low] && !beforeAdjective[c.words[i-1].low]
}

var passiveForm = newPattern(`^[a-zæøå]{4,}es$`)

// noVerb are words in -es that are no verbs.
var noVerb = set(`deres begges fælles særlige alles indbyrdes samtlige parternes medlemmernes børnenes borgernes kommunernes skolernes gruppernes partiernes
	dagtilbuddenes afdelingernes udvalgenes forældrenes elevernes medarbejdernes institutionernes`)

// fits reports whether a verb form at i can be the clause's verb there, and
// whether it then tells of a state.
func (c clause) fits(i int, f form, finite, more bool) (state, ok bool) {
	prev := ""
	if i > 0 {
		prev = c.words[i-1].low
	}
	if f == participle && asBefore(c.words[:i]) {
		return false, false // "som indstillet", "som tidligere besluttet"
	}
	if (f == past || f == participle) && beforeAdjective[prev] && !(prev == "det" && (i == 1 || auxiliaries[c.words[i-2].low])) && !(prev == "for" && i > 1 && auxiliaries[c.words[i-2].low]) {
		return false, false
	}
	aux := ""
	for j := i - 1; j >= 0; j-- {
		if auxiliaries[c.words[j].low] {
			aux = c.words[j].low
			break
		}
	}
	switch f {
	case participle:
		if aux != "" {
			return aux == "er" || aux == "var" || aux == "har" || aux == "havde", true
		}
		return false, !finite || more && (prev == "og" || prev == "samt" || prev == "eller" || prev == ",")
	case infinitive:
		if c.opener == "at" && i <= 3 && !c.hasSubjectBefore(i) {
			return false, true
		}
		return false, modals[aux] || aux == "blev" && prev == "at"
	case past, present, passive:
		return false, aux == "" || i > 1 && (prev == "og" || prev == ",") || more || f == passive
	}
	return false, false
}

// asBefore reports whether words end in "som", "som tidligere" or "som af" and
// an agent: what follows is how something is done, not what is.
func asBefore(words []word) bool {
	return asWords.MatchString(flat(words[max(0, len(words)-4):]))
}

var asWords = newPattern(` som ((tidligere|oprindeligt?|senest|nu|også|forud) |af (?:\S+ ){1,2}?)?$`)

// hasSubjectBefore reports whether a noun stands before i: then "at" opens a
// full clause, not an infinitive.
func (c clause) hasSubjectBefore(i int) bool {
	for _, w := range c.words[:i] {
		if w.capital() || isBody(w.low) {
			return true
		}
	}
	return false
}

// notOnly takes "ikke" for no negation: "ikke alene".
var notOnly = set(`alene bare blot kun mindst`)

// negated reports whether "ikke" stands before the verb at i, or closely after it.
func (c clause) negated(i int) bool {
	for j, w := range c.words {
		if w.low != "ikke" && w.low != "ej" && w.low != "hverken" {
			continue
		}
		if j+1 < len(c.words) && notOnly[c.words[j+1].low] {
			continue
		}
		if j < i && !separated(c.words[j:i]) || j > i && j <= i+2 {
			return true
		}
	}
	return false
}

// separated reports whether another finite verb of the lexicon stands between
// a negation and the verb: "kunne ikke tiltræde X og henholdt sig til Y".
func separated(words []word) bool {
	for _, w := range words {
		if w.low == "og" || w.low == "men" {
			return true
		}
	}
	return false
}

// who stands as the subject of a predicate: the words before it in its clause,
// or, where they hold no noun ("Samtidig spurgte udvalget til"), those after.
func (c clause) who(at int) []word {
	before := c.words[:at]
	if c.opener == "men" || c.opener == "og" || c.opener == "" && len(c.subject) > 0 {
		if !hasNoun(before) {
			before = c.subject
		}
	}
	if hasNoun(before) {
		return before
	}
	end := min(at+5, len(c.words))
	if after := c.words[at+1 : end]; len(after) > 0 && (after[0].capital() || isBody(after[0].low)) && len(before) > 0 {
		return after
	}
	return before
}

// hasNoun reports whether words hold something that can be a subject.
func hasNoun(words []word) bool {
	for i, w := range words {
		if isBody(w.low) || isThing(w.low) || w.capital() && i > 0 {
			return true
		}
	}
	return len(words) > 0 && words[0].capital() && !adverbs[words[0].low] && !auxiliaries[words[0].low]
}

// adverbs that open a sentence and push the subject behind the verb, and
// words that open one without being its subject.
var adverbs = set(`afslutningsvis aftalt da der derefter derfor derimod derudover desuden det dog efter efterfølgende endelig endvidere for forinden fra
	fremadrettet frem færdig først herefter herudover hermed hertil i imidlertid inden indledningsvis kort ligeledes med nu når næste også om
	parallelt på samtidig samtidigt senere senest snarest som supplerende særligt således så tillige til udover under undervejs vedrørende ved videre yderligere`)

// isBody reports whether a word names a deciding body, or stands for one.
func isBody(low string) bool {
	return bodyNouns.match(low) && low != "rådmand" || low == "man" || low == "vi" || low == "alle" || low == "enstemmigt"
}

// isThing reports whether a word names what is decided on, or stands for it.
func isThing(low string) bool {
	return thingNouns.match(low) || low == "det" || low == "dette" || low == "begge"
}

// members recognises a subject that is some of the members and not the body:
// names, groups, a minority.
var members = newPattern(` (\S*byrådsgrupper?|gruppen?|grupperne|mindretal(let)?|medlem|medlemmer(ne)?|rådmand|socialdemokrat\S*|venstres?|folkepartis?|enhedslisten?s?|konservatives?|radikales?|alternativets?|alliances?|borgerliges?|borgerlistens?|danmarksdemokraternes?|moderaternes?|sf|løsgænger|liste [a-zæøå]) `)

// wholeBody recognises a subject that is the body, or most of it.
var wholeBody = newPattern(` (\S*flertal(let)?|\S*udvalg(et|ets)?|byråd(et)?|magistraten|enstemmigt|kommunalbestyrelsen|bestyrelsen|rådmanden) `)

// isMembers reports whether a predicate's subject is members of the body.
func isMembers(subject []word) bool {
	text := flat(subject)
	if wholeBody.MatchString(strings.ReplaceAll(text, " mindretal af udvalget ", " mindretal ")) && !strings.Contains(text, " mindretal ") {
		return false
	}
	if members.MatchString(text) {
		return true
	}
	for i := range subject {
		if len([]rune(subject[i].text)) == 1 && subject[i].capital() && subject[i].low != "i" {
			return true // a party's letter: "V og O"
		}
		if i > 0 && subject[i].capital() && subject[i-1].capital() && !isThing(subject[i-1].low) && !isBody(subject[i].low) {
			return true // "Bo Due"
		}
	}
	return false
}
