package cpr

import (
	"slices"
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
	filed    bool    // and that says what is filed by numbers, "Sag", "Vores ref."
}

// looking weighs the words before and after a row: the nearest decides.
func looking(text string, r row, before, after []neighbour) verdict {
	b := back(text, r, before)
	if cut := remark(text, r, before); cut < len(before) {
		if own := back(text, r, before[:cut]); own.attached && own.lean == label {
			b = own
		}
	}
	a := ahead(text, r, after)
	switch {
	case b.lean == silent, a.lean != silent && a.steps < b.steps:
		return a
	case b.lean == thing && a.lean == person && a.steps <= 2: // a file of somebody's
		return a
	}
	return b
}

// remark is how many of the words before a row stand before the brackets that end
// there, "Journalnr. (gl. system): ", if all in them say nothing.
func remark(text string, r row, before []neighbour) int {
	head := strings.TrimRight(text[:r.start], " :")
	if !strings.HasSuffix(head, ")") {
		return len(before)
	}
	open := strings.LastIndexByte(head, '(')
	for i := len(before) - 1; i >= 0; i-- {
		switch n := before[i]; {
		case n.end <= open:
			return i + 1
		case n.number || n.lean.speaks() || isName(n):
			return len(before)
		}
	}
	return len(before)
}

// bracketed reports whether a word stands in brackets of its own.
func bracketed(text string, n neighbour) bool {
	return strings.HasSuffix(text[:n.start], "(") && strings.HasPrefix(text[n.end:], ")")
}

// back is the verdict of the words before a row. A word that has a number of its
// own says nothing of the next one, unless both are numbers of one kind: labels
// stand before lists, too.
func back(text string, r row, before []neighbour) verdict {
	steps, counted := 0, false // counted: "nr." was met, so a label is due
	listed := true             // nothing but numbers like it and what joins them so far
	passed := false            // a number like it was met
	last := len(before) - 1
	if last >= 0 {
		if before[last].closes() && !strings.Contains(text[before[last].end:r.start], ":") {
			steps += stopSteps
		}
		if strings.ContainsAny(text[before[last].end:r.start], ",;") {
			steps += pauseSteps
		}
	}
	if named(before, last, -1) {
		return verdict{lean: person, steps: steps + 1}
	}
	for i := last; i >= 0 && steps <= reachBefore; i-- {
		n := before[i]
		switch {
		case n.number && i == last && strings.HasPrefix(n.text, "+") && len(n.text) <= len("+299") && strings.Trim(text[n.end:r.start], " )\u00A0") == "":
			return verdict{lean: label, steps: 1, attached: true} // a country's prefix, and a telephone
		case n.number && i == last && i > 0 && before[i-1].lean == label && len(n.text) <= 2 && digits(n.text) && strings.TrimSpace(text[n.end:r.start]) == ":":
			// "Faktura 1: "
		case n.number && alike(text, n):
			listed = listed && joined(text, before, i, r)
			passed = true
		case n.number:
			steps++
			listed = false
			for i > 0 && (before[i-1].lean == filler || before[i-1].lean == numeral) {
				i--
			}
			if i > 0 && before[i-1].lean.speaks() && before[i-1].lean != person {
				i-- // its label
				if before[i].lean == label && steps == 1 && strings.Contains(before[i].text, "/") && strings.Contains(text[n.end:r.start], "/") {
					return verdict{lean: label, steps: steps, attached: true} // "Sagsnr./Dok.nr.: 2012-12031 / 010203-1234"
				}
				if before[i].lean == label && steps == 1 && crowded(text, before, nil, r) {
					// a bank's number and an account's
					return verdict{lean: label, steps: steps, attached: strings.Contains(strings.ToLower(before[i].text), "konto")}
				}
			}
		case n.lean == filler:
		case n.lean == numeral:
			counted = counted || steps == 0
		case n.lean == unit && i > 0 && before[i-1].number:
			i-- // "1.203,19 kr."
			steps++
			listed = false
		case n.lean == unit && steps > 0:
			steps++
			listed = false
		case n.lean.speaks() && i > 0 && before[i-1].number && bracketed(text, n):
			steps += 2 // the label of the number before it
			listed = false
		case n.lean.speaks() && i > 0 && before[i-1].negates() && (i == 1 || before[i-2].lean != about):
			if steps++; n.lean == register {
				return verdict{lean: label, steps: steps, attached: steps == 1} // "ikke cpr"
			}
		case n.lean.speaks():
			v := verdict{lean: n.lean, steps: steps + 1, attached: steps == 0 || counted && steps <= 3}
			if i == last && n.lean == label && n.numbers() && strings.TrimSpace(text[n.end:r.start]) == "," && strings.HasPrefix(text[r.end:], ",") {
				v.attached = true // "Sagsnummeret, 010203-1234, "
			}
			if passed {
				v.attached = listed && (v.attached || plural(n))
			}
			if v.lean != register && steps <= 1 && numberOf(text, before, i, r) {
				return verdict{lean: label, steps: 1, attached: true}
			}
			v.filed = v.attached && files(n) && !entitles(text, n, r) && !strings.ContainsAny(text[n.end:r.start], "([\\/\"") && (i == last || passed || before[i+1].lean == filler && before[i+1].text != "på") && (i == 0 || !strings.EqualFold(before[i-1].text, "i"))
			if counted && n.lean == thing && v.attached {
				v.lean = label // a case's number is one
			}
			if n.lean != register && alternative(before, i) || ofPerson(before, i) && r.spelling == dashed {
				v.lean = register
			}
			return v
		case counted && steps == 0 && n.lean == about:
			listed = false
		case counted && steps == 0:
			return verdict{lean: thing, steps: 1, attached: true} // whatever it is, its number follows
		default:
			steps++
			listed = false
		}
		if i < last && i >= 0 && before[i].stop {
			steps += stopSteps
			listed = false
		} else if i < last && before[i].pause {
			steps += pauseSteps
		}
	}
	return verdict{}
}

// files reports whether a word is what authorities file by number.
func files(n neighbour) bool {
	return slices.Contains(lexicon().filed, strings.ToLower(strings.Trim(n.text, ".:#")))
}

// entitles reports whether a line is "Sag" and the number, no more: a case's
// title, which is named after whom it is about.
func entitles(text string, n neighbour, r row) bool {
	head, tail := strings.TrimRight(text[:n.start], " \t"), strings.TrimLeft(text[r.end:], " \t.")
	return strings.Trim(n.text, ":") == "Sag" && (head == "" || head[len(head)-1] == '\n') && (tail == "" || tail[0] == '\n')
}

// joined reports whether the number before[i], spelt as r is, and what follows
// are in one list: "a, b og c", "a / b".
func joined(text string, before []neighbour, i int, r row) bool {
	n := before[i]
	if other, ok := rowAt(text, n.start); ok && other.spelling != r.spelling {
		return false
	}
	next := r.start
	if i+1 < len(before) {
		next = before[i+1].start
		switch before[i+1].text {
		case "og", "samt", "eller", "/", "&", "+":
			return true
		}
	}
	gap := text[n.end:next]
	if strings.Trim(gap, " ") == "\n" && strings.HasSuffix(strings.TrimRight(text[:n.start], " "), "\n") {
		return true // one below the other
	}
	return strings.Trim(gap, " ,;") == "" && strings.ContainsAny(gap+n.text[len(n.text)-1:], ",;/")
}

// plural reports whether a label is that of several numbers, "Sagsnumre".
func plural(n neighbour) bool {
	word := strings.ToLower(strings.TrimRight(n.text, ".:"))
	for _, end := range []string{"numre", "numrene", "er", "erne", "konti"} {
		if strings.HasSuffix(word, end) {
			return !strings.HasSuffix(word, "nummer")
		}
	}
	return false
}

// numberOf reports whether before[i] is whose number follows, and which number is
// said before: "Sagsnr. for borgeren: ", "Journalnr. på sagen er ".
func numberOf(text string, before []neighbour, i int, r row) bool {
	last := before[len(before)-1]
	if strings.Trim(text[last.end:r.start], " ") != ":" && (i == len(before)-1 || last.lean != filler) || before[i].pause {
		return false
	}
	if i < 2 || before[i-1].lean != about && before[i-1].text != "på" || before[i-1].pause {
		return false
	}
	if before[i-2].lean == numeral && i > 2 {
		return before[i-3].lean.speaksAgainst()
	}
	return before[i-2].lean == label && before[i-2].numbers()
}

// numbers reports whether a word is the name of a number by its end.
func (n neighbour) numbers() bool {
	_, ok := numbered(strings.ToLower(strings.NewReplacer(".", "", "-", "").Replace(n.text)))
	return ok
}

// alternative reports whether the label before[i] is the second of two, "CPR-
// eller CVR-nr.", and the first is the CPR number's.
func alternative(before []neighbour, i int) bool {
	joined := before[i].pause
	for j := i - 1; j >= max(0, i-2); j-- {
		switch before[j].lean {
		case register:
			return joined && (j == 0 || !before[j-1].negates())
		case filler:
			joined = true
		default:
			return false
		}
		joined = joined || before[j].pause
	}
	return false
}

// ofPerson reports whether the label before[i] is "p.nr.", and somebody's: a
// production unit's number has that label, too, but no dash.
func ofPerson(before []neighbour, i int) bool {
	return strings.ToLower(strings.Trim(before[i].text, ".")) == "p.nr" && i > 0 && before[i-1].lean == person
}

// ahead is the verdict of the words after a row. A label that has its own number
// after it belongs to that.
func ahead(text string, r row, after []neighbour) verdict {
	steps := 1
	if named(after, 0, 1) {
		return verdict{lean: person, steps: steps + 1}
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
		case n.lean.speaks() && owner(after, i) && (!beside || !bracketed(text, n)):
		case n.lean.speaks() && i > 0 && after[i-1].negates():
			if steps++; n.lean == register {
				return verdict{lean: label, steps: steps} // "ikke cpr"
			}
		case n.lean.speaks():
			brackets := strings.ContainsAny(text[r.end:n.start], "([")
			verb := i > 0 && after[0].lean == filler // "er journaliseret"
			return verdict{lean: n.lean, steps: steps + 1, attached: beside && (brackets || verb || n.lean == unit)}
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
	given, family := first, second
	if step < 0 {
		given, family = second, first
	}
	t := lexicon()
	isGiven := isName(given) || slices.Contains(t.given, given.text)
	isFamily := isName(family) || slices.Contains(t.family, strings.TrimRight(family.text, "."))
	return isGiven && isFamily && !first.closes() && (step < 0 || !second.stop) && (step > 0 || !first.stop)
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
