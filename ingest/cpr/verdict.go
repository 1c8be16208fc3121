package cpr

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// How far, in words, a word still speaks for or against a number.
const (
	reachBefore = 10
	reachAfter  = 6
)

// What a break between a word and a number counts for, in words.
const (
	pauseSteps = 1 // a comma; twice that after the number, where what follows is often something else
	stopSteps  = 5 // a sentence's end
)

// A verdict is what the words around a number say.
type verdict struct {
	lean     leaning // of the nearest word that speaks; silent where none does
	steps    int     // how far that is, in words
	attached bool    // it is the number's own label
}

// looking weighs the words before and after a row: the nearest decides.
func looking(text string, r row, before, after []neighbour) verdict {
	b := back(text, r, before)
	a := ahead(text, r, after)
	switch {
	case b.lean == silent, a.lean != silent && a.steps < b.steps:
		return a
	case b.lean == thing && a.lean == person && a.steps <= 2: // a file of somebody's
		return a
	}
	return b
}

// back is the verdict of the words before a row. A word that has a number of its
// own says nothing of the next one, unless both are numbers of one kind: labels
// stand before lists, too.
func back(text string, r row, before []neighbour) verdict {
	steps, counted := 0, false // counted: "nr." was met, so a label is due
	last := len(before) - 1
	if last >= 0 {
		if before[last].closes() {
			steps += stopSteps
		}
		if strings.ContainsAny(text[before[last].end:r.start], ",;") {
			steps += pauseSteps
		}
	}
	if named(before, last, -1) {
		return verdict{person, steps + 1, false}
	}
	for i := last; i >= 0 && steps <= reachBefore; i-- {
		n := before[i]
		switch {
		case n.number && i == last && strings.HasPrefix(n.text, "+") && len(n.text) <= len("+299") && strings.Trim(text[n.end:r.start], " )\u00A0") == "":
			return verdict{label, 1, true} // a country's prefix, and a telephone
		case n.number && alike(text, n):
		case n.number:
			steps++
			for i > 0 && (before[i-1].lean == filler || before[i-1].lean == numeral) {
				i--
			}
			if i > 0 && before[i-1].lean.speaks() && before[i-1].lean != person {
				i-- // its label
				if before[i].lean == label && steps == 1 && strings.Contains(before[i].text, "/") && strings.Contains(text[n.end:r.start], "/") {
					return verdict{label, steps, true} // "Sagsnr./Dok.nr.: 2012-12031 / 010203-1234"
				}
				if before[i].lean == label && steps == 1 && crowded(text, before, nil, r) {
					return verdict{label, steps, false} // a bank's number and an account's
				}
			}
		case n.lean == filler:
		case n.lean == numeral:
			counted = counted || steps == 0
		case n.lean == unit && steps > 0:
			steps++
		case n.lean.speaks() && i > 0 && before[i-1].negates():
			if steps++; n.lean == register {
				return verdict{label, steps, steps == 1} // "ikke cpr"
			}
		case n.lean.speaks():
			v := verdict{n.lean, steps + 1, steps == 0 || counted && steps <= 3}
			if counted && n.lean == thing && v.attached {
				v.lean = label // a case's number is one
			}
			if n.lean != register && alternative(before, i) {
				v.lean = register
			}
			return v
		case counted && steps == 0 && n.lean == about:
		case counted && steps == 0:
			return verdict{thing, 1, true} // whatever it is, its number follows
		default:
			steps++
		}
		if i < last && i >= 0 && before[i].stop {
			steps += stopSteps
		} else if i < last && before[i].pause {
			steps += pauseSteps
		}
	}
	return verdict{}
}

// alternative reports whether the label before[i] is the second of two, "CPR-
// eller CVR-nr.", and the first is the CPR number's.
func alternative(before []neighbour, i int) bool {
	joined := before[i].pause
	for j := i - 1; j >= max(0, i-2); j-- {
		switch before[j].lean {
		case register:
			return joined
		case filler:
			joined = true
		default:
			return false
		}
		joined = joined || before[j].pause
	}
	return false
}

// ahead is the verdict of the words after a row. A label that has its own number
// after it belongs to that.
func ahead(text string, r row, after []neighbour) verdict {
	steps := 1
	if named(after, 0, 1) {
		return verdict{person, steps + 1, false}
	}
	beside := true // nothing but fillers so far
	for i, n := range after {
		switch {
		case n.stop && i > 0:
			steps += stopSteps
		case n.pause:
			steps += 2 * pauseSteps
		}
		if steps > reachAfter {
			break
		}
		switch {
		case n.number:
			steps++
		case n.lean == filler || n.lean == numeral:
			continue
		case n.lean == unit && i > 0:
		case n.lean.speaks() && owner(after, i):
		case n.lean.speaks() && i > 0 && after[i-1].negates():
			if steps++; n.lean == register {
				return verdict{label, steps, false} // "ikke cpr"
			}
		case n.lean.speaks():
			brackets := strings.ContainsAny(text[r.end:n.start], "([")
			verb := i > 0 && after[0].lean == filler // "er journaliseret"
			return verdict{n.lean, steps + 1, beside && (brackets || verb || n.lean == unit)}
		default:
			steps++
		}
		beside = false
	}
	return verdict{}
}

// owner reports whether a number follows the word list[i], which is its label
// then.
func owner(list []neighbour, i int) bool {
	for _, n := range list[i+1:] {
		if n.number {
			return true
		}
		if n.lean != filler && n.lean != numeral {
			return false
		}
	}
	return false
}

// negates reports whether a word takes the next one's meaning away.
func (n neighbour) negates() bool { return n.lean == negation && !strings.HasSuffix(n.text, ".") }

// closes reports whether a sentence ends with a word.
func (n neighbour) closes() bool { return endsSentence(n.text) }

// alike reports whether a number is, or begins, a row of ten digits.
func alike(text string, n neighbour) bool {
	_, ok := rowAt(text, n.start)
	return ok || strings.HasPrefix(n.text, "XXXXXX")
}

// named reports whether a person's name, two words with capitals, stands at
// list[at]; step is where its second word is from there.
func named(list []neighbour, at, step int) bool {
	if at < 0 || at >= len(list) || at+step < 0 || at+step >= len(list) {
		return false
	}
	first, second := list[at], list[at+step]
	return isName(first) && isName(second) && !first.closes() && (step < 0 || !second.stop) && (step > 0 || !first.stop)
}

// isName reports whether a word may be of a person's name.
func isName(n neighbour) bool {
	word := strings.TrimRight(n.text, ",.")
	if n.lean != silent || utf8.RuneCountInString(word) < 2 {
		return false
	}
	c, size := utf8.DecodeRuneInString(word)
	if !unicode.IsUpper(c) || strings.ToLower(word[size:]) != word[size:] {
		return false
	}
	for _, c := range word {
		if !unicode.IsLetter(c) && c != '-' {
			return false
		}
	}
	return true
}
