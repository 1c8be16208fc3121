package query

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"referat/pkg/agenda"
)

// mostNotes is how many are worth reading; one more says that there is more.
const mostNotes = 8

// notes are sentences for who typed a query, each once.
type notes struct{ list []string }

func (n *notes) add(format string, args ...any) {
	note := fmt.Sprintf(format, args...)
	switch {
	case slices.Contains(n.list, note) || len(n.list) > mostNotes:
	case len(n.list) == mostNotes:
		n.list = append(n.list, "Der er mere i søgningen, der er læst på en anden måde, end det måske var ment.")
	default:
		n.list = append(n.list, note)
	}
}

// said is a piece of what was typed, short enough for a sentence.
func said(typed string) string {
	const longest = 40 // letters
	typed = strings.Join(strings.FieldsFunc(typed, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }), " ")
	if all := []rune(typed); len(all) > longest {
		typed = strings.TrimSpace(string(all[:longest])) + "…"
	}
	return "«" + typed + "»"
}

// Quotes.

func (n *notes) openQuote(rest string) {
	n.add("Anførselstegnet foran %s blev aldrig lukket: resten er læst som en ordret frase.", said(rest))
}

func (n *notes) loneQuote() {
	n.add("Et anførselstegn står alene og er ikke læst med; en ordret frase står mellem to.")
}

func (n *notes) emptyQuotes() {
	n.add("Der står ingen ord mellem anførselstegnene; de er ikke læst med.")
}

func (n *notes) starInPhrase(typed string) {
	n.add("Stjernen i frasen %s er ikke læst med: i anførselstegn søges der efter ordene, som de står.", said(typed))
}

func (n *notes) longPhrase(last string) {
	n.add("Frasen er for lang: kun dens første %d ord, til og med %s, er læst.", mostPhrase, said(last))
}

// Minus, OR, parentheses.

func (n *notes) dash() {
	n.add("Et minus, der ikke står lige foran et ord, er læst som en tankestreg; for at udelade et ord skrives de sammen: -ord.")
}

func (n *notes) otherMinus(rest string) {
	if end := strings.IndexFunc(rest, endsPiece); end > 0 {
		rest = rest[:end]
	}
	n.add("Stregen i %s er læst som et minus: det, der står lige efter, er udeladt.", said(rest))
}

func (n *notes) capitals() {
	n.add("IKKE med store bogstaver udelader det, der følger; skriv ikke med små bogstaver for at søge efter ordet.")
}

func (n *notes) negatedPiece(typed string) {
	n.add("%s er udeladt, hvor ordene står i den rækkefølge, ikke hvor kun et af dem står.", said(typed))
}

func (n *notes) negatedGroup() {
	n.add("Et minus foran flere ord i parentes er læst som et minus foran hvert af dem.")
}

func (n *notes) orWithout(typed string) {
	n.add("%s gælder ikke for det, der er udeladt med minus: det er udeladt i alle tilfælde.", said(typed))
}

func (n *notes) loneOr(typed string) {
	n.add("%s skal stå mellem to ord; her er det ikke læst med.", said(typed))
}

func (n *notes) largeOr() {
	n.add("Parenteserne med OR giver for mange muligheder: en af dem er læst, som om der ikke stod OR.")
}

func (n *notes) openGroup() {
	n.add("En parentes blev aldrig lukket: den er læst til slutningen.")
}

func (n *notes) loneClose() {
	n.add("En parentes lukkes, som aldrig blev åbnet; den er ikke læst med.")
}

func (n *notes) tooDeep() {
	n.add("Der står for mange parenteser i hinanden: de inderste er læst, som om de ikke stod der.")
}

func (n *notes) nothingAfter(what string) {
	n.add("Efter %s mangler det, der skal søges efter; det er ikke læst med.", said(what))
}

// Stars.

func (n *notes) loneStar() {
	n.add("En stjerne alene er ikke læst med; den står efter begyndelsen af et ord: klima*.")
}

func (n *notes) leadingStar(typed, word string) {
	n.add("%s er læst som %s: det findes også uden stjerne som del af sammensatte ord.", said(typed), said(word))
}

func (n *notes) bothStars(typed, word string) {
	n.add("%s er læst som ord, der begynder med %s, og ord, der er sammensat med det.", said(typed), said(word))
}

func (n *notes) middleStar(typed, head string) {
	n.add("%s er læst som %s: en stjerne kan kun stå sidst i et ord.", said(typed), said(head+"*"))
}

func (n *notes) starBetween(typed string) {
	n.add("Stjernen i %s er læst som et mellemrum: den kan kun stå sidst i et ord.", said(typed))
}

func (n *notes) shortPrefix(typed, word string) {
	n.add("%s er læst som %s uden stjerne: foran den skal der stå mindst %d bogstaver.", said(typed), said(word), shortestPrefix)
}

func (n *notes) prefixOfSeveral(typed string, parts []string, not bool) {
	last := len(parts) - 1
	if not {
		n.add("%s udelader de ord, der begynder med %s.", said(typed), said(strings.Join(parts, "")))
		return
	}
	n.add("%s er læst som %s og ord, der begynder med %s.", said(typed), said(strings.Join(parts[:last], " ")), said(parts[last]))
}

// Fields.

func (n *notes) unknownField(name string) {
	var known []string
	for _, f := range fields {
		known = append(known, f.shown+":")
	}
	n.add("%s er ikke et felt; begge dele er søgt som ord. Felterne er %s.", said(name+":"), listed(known))
}

func (n *notes) spacedField(f field, typed string) {
	n.add("%s: er læst som et felt: %s skal %s.", f.shown, said(typed), f.must)
}

func (n *notes) noValue(f field, typed string) {
	if f.kind == Years {
		n.add("%s er ikke et årstal og er søgt som ord. Skriv år:2023, år:2019..2023, år:2019.. eller år:..2020.", said(typed))
		return
	}
	var known []string
	for _, o := range agenda.Outcomes() {
		known = append(known, o.Danish())
	}
	n.add("%s er ikke et udfald; der er søgt efter det i beslutningerne. Udfald er %s.", said(typed), listed(known))
}

func (n *notes) yearsRead(t Term) {
	n.add("%s er læst som %s.", said("år:"+t.Typed), said(t.String()))
}

func (n *notes) noCase(typed string) {
	n.add("%s er ikke et sagsnummer og er søgt som ord.", said(typed))
}

// listed is "a, b og c".
func listed(names []string) string {
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " og " + names[last]
}

// All of it.

// signs says of a lexeme without a word that it is not searched for. Signs that
// only stand between words in good Danish go without saying.
func (n *notes) signs(typed string) {
	switch strings.Trim(typed, ".,;!?&+–—•·…") {
	case "":
	case "-":
		n.dash()
	default:
		n.add("%s er kun tegn og er ikke søgt efter.", said(typed))
	}
}

func (n *notes) manyTerms(typed string) {
	n.add("Søgningen er for lang: kun de første %d ord og fraser er læst, ikke %s og det, der følger.", mostTerms, said(typed))
}

func (n *notes) longText() {
	n.add("Søgningen er for lang: kun de første %d tegn er læst.", mostText)
}

func (n *notes) nothing(text string) {
	n.add("Der er ingen ord at søge efter i %s.", said(text))
}
