package cpr

import (
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// oldest is the age, in years, over which a number that stands where a case's
// may is taken for one: 120319-0042 is more often the 42nd case of a day in 2019
// than somebody born in 1919.
const oldest = 100

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
	if c, line := column(text, r); line >= 0 {
		switch own := looking(text, r, neighbours(text, line, r.start), after); {
		case c.lean == silent, own.lean == register && own.attached:
			v = own
		default:
			v = c
		}
	}

	certain := v.lean == register
	switch {
	case (left == doubtful || right == doubtful || b.substitute || r.spelling == odd) && !certain:
		return false
	case r.guessed > 2, r.guessed > 0 && (r.spelling != dashed || !surelyBounded(text, r)):
		return v.lean.speaksFor() && r.guessed <= 3
	case certain:
		return true
	case stamp(r.digits, today) && (v.lean == thing && v.steps <= 2 && !addressed(before) || inFileName(after)):
		return v.lean == person && !inFileName(after)
	case v.lean == person:
		return r.spelling != spaced || !crowded(text, before, after, r)
	}
	switch r.spelling {
	case dashed, dotted:
		switch {
		case v.attached && (v.lean == label || v.lean == unit):
			return false
		case v.attached && v.lean == thing && !modulus11(r.digits) && (b.age(today) > oldest || v.filed && !nameNext(after)):
			return false
		case v.lean == silent && !seen && stamp(r.digits, today) && !modulus11(r.digits) && leads(text, r):
			return false // 120319-1430, a log's: so old a CPR number would pass
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

// addressed reports whether a word is right before that somebody follows, "brev
// til", and no time.
func addressed(before []neighbour) bool {
	return len(before) > 0 && before[len(before)-1].lean == about && !strings.EqualFold(before[len(before)-1].text, "fra")
}

// nameNext reports whether a word with a capital is right after a number.
func nameNext(after []neighbour) bool {
	return len(after) > 0 && !after[0].pause && isName(after[0])
}

// leads reports whether a row is the first of its line.
func leads(text string, r row) bool {
	head := strings.TrimRight(text[:r.start], " \t")
	return head == "" || strings.HasSuffix(head, "\n")
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
	if r.spelling != spaced || len(after) == 0 || amount.MatchString(text[after[0].start:]) {
		return false
	}
	return digits(after[0].text) && strings.Trim(text[r.end:after[0].start], " ") == ""
}

// amount is a sum of money with its øre, as the next column has it.
var amount = regexp.MustCompile(`^\d{1,3}(?:\.\d{3})*,\d\d(?:\D|$)`)

// digits reports whether s is digits all through.
func digits(s string) bool { return strings.Trim(s, "0123456789") == "" }
