package cpr

import (
	"strings"
	"time"
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

// oldest is the age, in years, over which a number that stands where a case's
// may is taken for one: 120319-0042 is more often the 42nd case of a day in 2019
// than somebody born in 1919.
const oldest = 100

// A verdict is what the words around a number say.
type verdict struct {
	lean     leaning // of the nearest word that speaks; silent where none does
	steps    int     // how far that is, in words
	attached bool    // it is the number's own label
}

// judge decides whether a row of digits with the date of a birth is a CPR
// number. seen: the text names CPR numbers before it, as the head of a table
// does.
func judge(text string, r row, b birth, today time.Time, seen bool) bool {
	left, right := beside(text, r)
	if left == apart || right == apart {
		return false
	}
	from := max(0, r.start-windowBefore)
	if at := strings.LastIndexFunc(text[:from], func(c rune) bool { return c <= ' ' }); from > 0 && from-at < 40 {
		from = at + 1 // where a word begins
	}
	for from > 0 && !utf8.RuneStart(text[from]) {
		from++
	}
	to := min(len(text), r.end+windowAfter)
	for to < len(text) && text[to] > ' ' && to < r.end+windowAfter+40 {
		to++
	}
	for to < len(text) && !utf8.RuneStart(text[to]) {
		to++
	}
	before, after := neighbours(text, from, r.start), neighbours(text, r.end, to)
	v := looking(text, r, before, after)

	certain := v.lean == register
	switch {
	case (left == doubtful || right == doubtful || b.substitute || r.spelling == odd) && !certain:
		return false
	case r.guessed > 2, r.guessed > 0 && (r.spelling != dashed || !surelyBounded(text, r)):
		return v.lean.speaksFor() && r.guessed <= 3
	case certain:
		return true
	case stamp(r.digits, today) && (v.lean == thing && v.steps <= 2 || inFileName(after)):
		return v.lean == person && !inFileName(after)
	case v.lean == person:
		return r.spelling != spaced || !crowded(text, before, after, r)
	}
	switch r.spelling {
	case dashed, dotted:
		switch {
		case v.attached && (v.lean == label || v.lean == unit):
			return false
		case v.attached && v.lean == thing && b.age(today) > oldest && !modulus11(r.digits):
			return false
		}
		return r.spelling == dashed || !stamp(r.digits, today) && !yearly(r.digits)
	}
	// In a form the labels may be read before all that is filled in.
	elsewhere := seen && !v.attached && modulus11(r.digits)
	if v.lean.speaksAgainst() && !elsewhere || crowded(text, before, after, r) {
		return false
	}
	if modulus11(r.digits) {
		return true
	}
	if stamp(r.digits, today) {
		return false
	}
	introduced := len(before) > 0 && before[len(before)-1].lean == about // "til", "vedr."
	inWords := r.spelling == plain && v.lean == silent && len(before)+len(after) > 0 && !unknownLabel(text, r, before) && b.age(today) <= oldest
	return seen || introduced || inWords
}

// unknownLabel reports whether a word that says nothing stands right before a
// number, as its label may.
func unknownLabel(text string, r row, before []neighbour) bool {
	if len(before) == 0 {
		return false
	}
	last := before[len(before)-1]
	return !last.number && last.lean == silent && !last.closes() && !strings.ContainsAny(text[last.end:r.start], ",;()\n")
}

// yearly: the last four digits are a year, and the row a span of time.
func yearly(d [10]byte) bool {
	c := pair(d, 6)
	return c == 19 || c == 20
}

// surelyBounded: the row begins and ends with digits and no letters.
func surelyBounded(text string, r row) bool {
	last, _ := utf8.DecodeLastRuneInString(text[:r.end])
	return digitAt(text, r.start) && surely(last)
}

// A touch is what the characters at a row's side say of it.
type touch int

const (
	free     touch = iota // it stands for itself
	doubtful              // it may be part of something longer
	apart                 // it is
)

// beside looks at what touches a row.
func beside(text string, r row) (left, right touch) {
	return leftOf(text, r), rightOf(text, r)
}

func leftOf(text string, r row) touch {
	head := text[:r.start]
	c, size := utf8.DecodeLastRuneInString(head)
	further, _ := utf8.DecodeLastRuneInString(head[:len(head)-size])
	glued := wordAtEnd(head)
	switch {
	case size == 0:
		return free
	case unicode.IsLetter(c):
		switch l := lean(glued); {
		case l.speaksFor(), l == numeral:
			return free
		case r.spelling == dashed && ordinary(glued):
			return free
		}
		return apart
	case isDash(c) && unicode.IsDigit(further), (c == '.' || c == '/' || c == ':') && unicode.IsDigit(further):
		return apart
	case isDash(c) && unicode.IsLetter(further):
		word := wordAtEnd(head[:len(head)-size])
		if l := lean(word); !l.speaksFor() && !ordinary(word) {
			return apart // EMN-120319-0042
		}
	case c == ',' && unicode.IsDigit(further) && r.spelling != dashed:
		return apart // a fraction
	case c == '+' || c == '<' || c == '#' || c == '*' && r.spelling != dashed, inAddress(head):
		return doubtful
	}
	return free
}

// inAddress reports whether s ends within an address of the web.
func inAddress(s string) bool {
	if at := strings.LastIndexFunc(s, func(c rune) bool { return c <= ' ' || c == '"' || c == '<' }); at >= 0 {
		s = s[at+1:]
	}
	return strings.Contains(s, "://") || strings.Contains(s, "www.") || strings.Contains(s, ".dk/")
}

func rightOf(text string, r row) touch {
	tail := text[r.end:]
	c, size := utf8.DecodeRuneInString(tail)
	next, more := utf8.DecodeRuneInString(tail[size:])
	switch {
	case size == 0:
		return free
	case c == 's' && r.spelling == dashed: // the genitive
	case unicode.IsLetter(c) && (r.spelling != dashed || more == 0 || !unicode.IsLetter(next)):
		return doubtful
	case unicode.IsDigit(next) && more > 0 && (isDash(c) || c == '.' || c == ':'):
		return apart
	case unicode.IsDigit(next) && more > 0 && (c == '/' || c == ',' && r.spelling != dashed):
		if _, ok := rowAt(text, r.end+size); !ok {
			return apart
		}
	case c == '+' || c == '>' || c == '<' && !strings.HasPrefix(tail, "</") || c == '*' && r.spelling != dashed || c == '@':
		return doubtful
	case isDash(c) && unicode.IsLetter(next) && r.spelling != dashed:
		return doubtful
	}
	return free
}

// wordAtEnd is the letters that s ends with, with the dots among them.
func wordAtEnd(s string) string {
	at := strings.LastIndexFunc(s, func(c rune) bool { return !unicode.IsLetter(c) && c != '.' })
	if at < 0 {
		return s
	}
	_, size := utf8.DecodeRuneInString(s[at:])
	return s[at+size:]
}

// ordinary reports whether a word is one of the language and no code of
// capitals.
func ordinary(word string) bool {
	return utf8.RuneCountInString(word) >= 3 && strings.ToUpper(word) != word || utf8.RuneCountInString(word) > 4
}

// inFileName reports whether the number is in a file's name: its extension
// follows, before the sentence ends.
func inFileName(after []neighbour) bool {
	for i, n := range after {
		switch {
		case n.stop && i > 0, i > 8:
			return false
		case isExtension(n.text):
			return true
		}
	}
	return false
}

// crowded reports whether a row has more digits beside it, with no more than a
// space between: a bank's number before an account's, a longer number in groups.
func crowded(text string, before, after []neighbour, r row) bool {
	for i := len(before) - 1; i >= 0; i-- {
		n := before[i]
		if n.lean == filler && strings.IndexFunc(n.text, unicode.IsLetter) < 0 {
			continue
		}
		groups := len(n.text) == 4 && digits(n.text) && strings.Trim(text[n.end:r.start], " -–") == ""
		if groups || r.spelling == spaced && digits(n.text) && strings.Trim(text[n.end:r.start], " ") == "" {
			return true
		}
		break
	}
	return r.spelling == spaced && len(after) > 0 && digits(after[0].text) && strings.Trim(text[r.end:after[0].start], " ") == ""
}

// digits reports whether s is digits all through.
func digits(s string) bool { return strings.Trim(s, "0123456789") == "" }

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
		case n.number && alike(text, n):
		case n.number:
			steps++
			for i > 0 && (before[i-1].lean == filler || before[i-1].lean == numeral) {
				i--
			}
			if i > 0 && before[i-1].lean.speaks() && before[i-1].lean != person {
				i-- // its label
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
