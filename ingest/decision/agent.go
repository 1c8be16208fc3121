package decision

import (
	"strings"
	"unicode"
)

// isAbbreviation recognises a unit or a person by initials: "FAS", "MØB", "S&B".
func isAbbreviation(s string) bool {
	s = strings.TrimSuffix(strings.TrimSuffix(s, "'s"), "’s")
	upper := 0
	for _, r := range s {
		switch {
		case unicode.IsUpper(r):
			upper++
		case unicode.IsLower(r):
			return false
		}
	}
	return upper >= 2 && len(s) <= 12
}

// between are words that stand inside an agent's name: "Magistratsafdelingen
// for Børn og Unge", "forvaltningen og formanden", "JH fra FAS".
var between = set(`for og & / samt fra af i på ved de von van hhv`)

// deciders recognises bodies, which take part in the meeting and do not report
// back to themselves.
var deciders = newPattern(`^(udvalget|byrådet|magistraten|kommunalbestyrelsen|bestyrelsen|rådmanden|økonomiudvalget|man|vi)$`)

// agentBefore is the agent's name that ends right before words[at], "" for none.
func agentBefore(words []word, at int) []word {
	start := at
	for start > 0 {
		w := words[start-1]
		if !w.letters() && w.text != "&" && w.text != "/" {
			if w.text == "," && start >= 2 && listed(words, start-1, at) {
				start--
				continue
			}
			break
		}
		if auxiliaries[w.low] || w.low == "at" {
			break
		}
		if !w.capital() && !agentNouns.match(w.low) && !between[w.low] && !isAbbreviation(w.text) {
			break
		}
		start--
	}
	return trimAgent(words[start:at])
}

// listed reports whether a comma at i joins names of one list: "FAS, JUS og MØB".
func listed(words []word, i, at int) bool {
	return i > 0 && i+1 < at && words[i-1].capital() && words[i+1].capital()
}

// agentAfter is the agent's name that begins at words[at] after an inverted
// verb ("Inden næste møde undersøger FAS, om …").
func agentAfter(words []word, at int) []word {
	if at < len(words) && (words[at].low == "en" || words[at].low == "et") {
		return nil
	}
	end := at
	for end < len(words) {
		w := words[end]
		if w.capital() && w.letters() || agentNouns.match(w.low) || w.text == "&" {
			end++
			continue
		}
		if end > at && (w.low == "og" || w.low == "for" || w.low == "&" || w.low == "/") && end+1 < len(words) && (words[end+1].capital() || agentNouns.match(words[end+1].low)) {
			end++
			continue
		}
		break
	}
	return trimAgent(words[at:end])
}

// notName are words that can stand before a name without being part of it.
var notName = set(`der det den de dette derfor samtidig herudover desuden endvidere derudover her så nu når hvis og samt for fra af i på ved aftalt
	besluttet efter inden også ligesom at en et hhv`)

// trimAgent takes connecting words off both ends and keeps what names someone.
func trimAgent(words []word) []word {
	for len(words) > 0 && (notName[words[0].low] || adverbs[words[0].low] || !words[0].letters()) {
		words = words[1:]
	}
	for len(words) > 0 && (between[words[len(words)-1].low] || !words[len(words)-1].letters()) {
		words = words[:len(words)-1]
	}
	for k := len(words) - 1; k > 0; k-- {
		if words[k].capital() && opensAfterHeading[words[k].low] && !between[words[k-1].low] {
			words = words[k:]
			break
		}
	}
	if len(words) == 0 || !isAgent(words) {
		return nil
	}
	return words
}

// opensAfterHeading are nouns whose capital inside a sentence shows that a
// heading ran into it: "Letbanen Forvaltningen undersøger støjen."
var opensAfterHeading = set(`administrationen borgmesteren direktøren formanden forvaltningen rådmanden sekretariatet udvalget`)

// unitName recognises a unit named by its two fields: "Plan og Byg", "Børn og Kultur".
func unitName(words []word) bool {
	return len(words) == 3 && words[0].capital() && (words[1].low == "og" || words[1].low == "&") && words[2].capital() &&
		len([]rune(words[0].text)) > 1
}

// isAgent reports whether a noun phrase names someone who can act.
func isAgent(words []word) bool {
	head := words[0]
	if isAbbreviation(head.text) {
		return true
	}
	for _, w := range words {
		if agentNouns.match(w.low) {
			return true
		}
	}
	if unitName(words) {
		return true
	}
	if !head.capital() || paperNouns.match(head.low) || len(words) > 1 && paperNouns.match(words[len(words)-1].low) && !words[len(words)-1].capital() {
		return false
	}
	if len(words) == 1 {
		definite := strings.HasSuffix(head.low, "en") || strings.HasSuffix(head.low, "et") || strings.HasSuffix(head.low, "erne")
		return !definite || len(head.low) <= 6 // "Digitalisering", "Karen"; not "Ordningen"
	}
	return true
}
