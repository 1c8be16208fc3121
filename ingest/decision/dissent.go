package decision

// absences are the ways a sentence says who did not take part.
var absences = []*pattern{
	newPattern(` (deltog|deltager|deltage|medvirkede|medvirker|mødte|overværede) (?:\S+ ){0,2}?ikke `),                     // deltog ikke i sagens behandling
	newPattern(` ikke (?:\S+ )?(deltog|deltaget|deltage|medvirkede|medvirke|mødt|til stede|tilstede|mødte) `),              // var ikke til stede
	newPattern(` (forhindret|forhindrede|afskåret) (i|fra) (?:\S+ )?(deltage|at deltage|deltagelse|at medvirke|at være) `), // var forhindret i at deltage
	newPattern(` (var|er|blev) (?:\S+ ){0,2}?(fraværende|inhabil|inhabile|bortrejst|sygemeldt|forhindret|forhindrede) `),
	newPattern(` (erklærede|erklærer|meldte|kendte|anså|kendt|erklæret) (?:sig )?(?:\S+ )?(inhabil|inhabile) `),
	newPattern(` (forlod|forlader) (?:\S+ )?(mødet|lokalet|salen|mødelokalet|mødesalen) `),
	newPattern(` (havde|har|var der|er der|der var|der er|havde på forhånd) (?:\S+ ){0,3}?(meldt )?afbud `),
	newPattern(` (meldte|melder|meldt) (?:\S+ )?afbud `),
	newPattern(` (udeblev|udeblevet) `),
}

// absentLabel recognises "Afbud: Ib Ravn", "Fraværende med afbud: …".
var absentLabel = newPattern(`^ (med )?(afbud|fraværende|fravær|ikke til stede|ikke tilstede|ikke mødt|udeblevet|inhabil|inhabile)( med afbud)?( fra)?( :)? `)

// presences take a sentence out of absences: nobody was away, or it tells of
// another meeting.
var presences = []*pattern{
	newPattern(`^ (afbud|fraværende|fravær|ikke til stede|ikke tilstede)( fra)? (: )?(ingen|intet|-|nej|\.)`),
	newPattern(` ingen (fraværende|afbud|var fraværende) `),
	newPattern(` afbud (?:til|fra) (?:\S+ )?(næste|kommende|næstkommende) `),
	newPattern(` (udvalget|magistraten|byrådet|kommunen|forvaltningen|aarhus kommune|bestyrelsen) deltager ikke `),
}

// isAbsent reports whether a sentence says who did not take part.
func (s sentence) isAbsent() bool {
	text := flat(s.words)
	if matchAny(presences, text) {
		return false
	}
	return absentLabel.MatchString(text) || matchAny(absences, flatMain(s, text))
}

// flatMain is the text of a sentence's main clauses, or the whole where a
// clause opened by "at" belongs to the main verb ("forhindret i at deltage").
func flatMain(s sentence, text string) string {
	if regexpAtDeltage.MatchString(text) {
		return text
	}
	out := " "
	for _, c := range s.clauses {
		if c.main {
			out += flat(c.words)[1:]
		}
	}
	return out
}

var regexpAtDeltage = newPattern(` i at (deltage|medvirke|være) `)

// objections are the ways a member says no, apart from a negated assent.
var objections = []*pattern{
	newPattern(` (tog|tager|tage|taget|har|havde) (?:\S+ ){0,2}?forbehold `),                                           // tog forbehold
	newPattern(` (stemte|stemt) (?:\S+ ){0,3}?(imod|mod|nej|blankt) | [^\d\s]\S* stemmer (?:\S+ )?(imod|nej|blankt) `), // stemte imod
	newPattern(` (imod|mod) (stemte|stemmer|var) `),                                                                    // Imod stemte V og C
	newPattern(`^ (imod|nej|mod|blankt|undlod|undlader|hverken for eller imod|for forslaget|imod forslaget) ?(\(|:) `), // Imod: V og C
	newPattern(` (undlod|undlader|afstod|afstår) (?:\S+ ){0,4}?(at stemme|fra at stemme|at deltage i afstemningen) `),  // undlod at stemme
	newPattern(` (hverken) (?:stemte |stemmer )?for (eller|og) imod `),
	newPattern(` (ønsker|ønskede|begærede|begærer|bad om|ønskes) (?:\S+ ){0,2}?(ført|tilført|noteret|protokolleret|optaget|indført|at få ført) `), // ønsker ført til protokol
	newPattern(` (mindretalsudtalelse|særudtalelse|særstandpunkt|dissens|mindretalsindstilling|mindretalserklæring) `),
	newPattern(` (henholdt|henholder|henholde) sig til (?:\S+ ){0,2}?(oprindelige|eget|egen) `), // henholder sig til det oprindelige forslag
	newPattern(` (er|var) (imod|modstander|modstandere|uenig|uenige) `),
	newPattern(` (tog|tager|tage) afstand fra `),
	newPattern(`^ (et )?mindretal(let)? .* (kan|kunne|vil|ville) ikke `),
	newPattern(` (afviste|afviser|forkaster|forkastede) (?:\S+ )?(indstillingen|forslaget) `),
	newPattern(` (begærede|begærer|anker|ankede|indankede|forlanger|forlangte|kræver|krævede) (?:\S+ ){0,3}?(sagen|indbragt|forelagt|byrådet|byrådets|standset) `),
}

// isDissent reports whether a sentence says which members would not agree, or
// made a reservation. That the whole body would not is its outcome, and no
// dissent.
func (s sentence) isDissent() bool {
	for i, c := range s.clauses {
		if (c.main || c.opener == "idet" || c.opener == "mens" || c.opener == "(") && isDissent(s.withNext(i)) {
			return true
		}
	}
	return false
}

// withNext is the i'th clause with what "at" adds to it: "undlod at stemme".
func (s sentence) withNext(i int) clause {
	c := s.clauses[i]
	if i+1 < len(s.clauses) && s.clauses[i+1].opener == "at" && !s.clauses[i+1].main {
		c.words = append(append(append([]word{}, c.words...), word{"at", "at"}), s.clauses[i+1].words...)
	}
	return c
}

func isDissent(c clause) bool {
	text := flat(c.words)
	for _, p := range c.predicates(text) {
		if !p.negated || p.class != approving && p.class != recommending && p.class != noting {
			continue
		}
		who := c.who(p.at)
		if isMembers(who) || len(c.subject) > 0 && isMembers(c.subject) {
			return true
		}
		if c.main && len(who) > 0 && len(c.subject) == 0 && who[0].capital() && !isThing(who[0].low) && !isBody(who[0].low) && !auxiliaries[who[0].low] && !adverbs[who[0].low] && p.form == infinitive {
			return true // "Hvalsø kunne ikke tiltræde": a name that no rule knows
		}
	}
	return matchAny(objections, text) && !wholeBodyFirst.MatchString(text)
}

// wholeBodyFirst takes a sentence whose subject is the body out of dissent:
// "Udvalget tager forbehold for finansieringen".
var wholeBodyFirst = newPattern(`^ (et |udvalgets )?(enigt )?(udvalg|udvalget|byrådet|magistraten|flertal|flertallet|rådmanden|bestyrelsen|kommunalbestyrelsen|der) `)

func matchAny(patterns []*pattern, text string) bool {
	for _, p := range patterns {
		if p.MatchString(text) {
			return true
		}
	}
	return false
}
