package danish

import (
	"strings"
	"sync"
)

// irregular is the stem of a word that the tables know, or whose last part they
// do, also with the s of the genitive. A longer last part goes before a shorter
// one: kurser is kursus, konkurser konkurs.
func irregular(word string) (string, bool) {
	t := irregulars()
	if stem, ok := t.find(word); ok {
		return stem, true
	}
	if nominative, ok := strings.CutSuffix(word, "s"); ok {
		return t.findNoun(nominative)
	}
	return "", false
}

// irregularTable has the stem of each form.
type irregularTable struct {
	words map[string]string
	nouns map[string]string // and adjectives: after anything
	verbs map[string]string // after a verbPrefix
}

func (t *irregularTable) find(word string) (string, bool) {
	if stem, ok := t.findNoun(word); ok {
		return stem, true
	}
	if stem, ok := t.verbs[word]; ok {
		return stem, true
	}
	for i := range word {
		if stem, ok := t.verbs[word[i:]]; ok && isVerbPrefix(word[:i]) {
			return word[:i] + stem, true
		}
	}
	return "", false
}

func (t *irregularTable) findNoun(word string) (string, bool) {
	if stem, ok := t.words[word]; ok {
		return stem, true
	}
	for i := range word {
		if stem, ok := t.nouns[word[i:]]; ok && (i == 0 || isRoot(word[:i])) {
			return word[:i] + stem, true
		}
	}
	return "", false
}

// irregulars reads the tables of irregular_words.go, once.
var irregulars = sync.OnceValue(func() *irregularTable {
	t := &irregularTable{rows(irregularWords), rows(irregularNouns), rows(irregularVerbs)}
	inflect(t.verbs, rootsWithT, "", "e", "er", "es", "t", "te", "tes", "ende")
	inflect(t.nouns, adjectivesWithT, "", "t", "e", "es", "ere", "est", "este")
	return t
})

func rows(table string) map[string]string {
	stems := make(map[string]string)
	for row := range strings.Lines(table) {
		forms := strings.Fields(row)
		for _, form := range forms {
			stems[form] = forms[0]
		}
	}
	return stems
}

// inflect adds to stems what roots are with endings.
func inflect(stems map[string]string, roots string, endings ...string) {
	for _, root := range strings.Fields(roots) {
		for _, ending := range endings {
			stems[root+ending] = root
		}
	}
}

// isVerbPrefix is for what stands before the verb in vedtage, iværksætte,
// tilbagesende: a closed list, for tog is also a train.
func isVerbPrefix(s string) bool {
	switch s {
	case "ad", "af", "an", "aner", "be", "bi", "del", "efter", "er", "fast", "for", "fore", "fort", "fra", "frem", "fri", "færdig",
		"gen", "gennem", "god", "grund", "hen", "hjem", "igang", "igennem", "imøde", "ind", "iværk", "kort", "med", "mis", "mod",
		"ned", "offentlig", "om", "op", "over", "plan", "på", "rund", "sam", "sammen", "selv", "til", "tilbage", "tilrette",
		"tilveje", "ud", "und", "under", "ved", "videre", "værd":
		return true
	}
	return false
}
