// Package cpr finds Danish CPR numbers in text, and masks them, before an
// import divides and keeps what it read.
package cpr

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// A Span is where a CPR number stands in a text: bytes from Start, before End.
type Span struct{ Start, End int }

// How far words are looked for around a number, in bytes.
const (
	windowBefore = 160
	windowAfter  = 90
)

// Find gives the CPR numbers in text, in order. The lines of a page should be
// joined by "\n", so that numbers cut over a line's end are found and the words
// around decide.
//
// A number has a date of the calendar that is not in the future. Spelt with a
// dash it is a CPR number unless its own label says otherwise: it is better to
// mask a case number too many than to show somebody's CPR number. "Sag" and
// "Vores ref." say so only where modulus 11 fails, too. Ten digits
// without a dash are many other things, and one in thirty of them holds a date.
// The nearest word for it or against it decides. Where there is none, they are a
// CPR number if they pass modulus 11, as one in eleven of those does; or if they
// stand among words and none that may be a label is right before them, and are
// of somebody who may be alive. Two groups of digits need more: a word for it, or
// modulus 11.
func Find(text string) []Span { return find(text, time.Now()) }

func find(text string, today time.Time) []Span {
	var all []Span
	// What is found is taken away and the rest looked at again, until there is
	// no more: a masked text holds nothing that Find would still find.
	for {
		spans := findOnce(text, today)
		if len(spans) == 0 {
			return all
		}
		all = merge(all, spans)
		text = Mask(text, spans)
	}
}

// merge puts two ordered lists without overlaps into one.
func merge(a, b []Span) []Span {
	var out []Span
	for len(a) > 0 || len(b) > 0 {
		if len(b) == 0 || len(a) > 0 && a[0].Start < b[0].Start {
			a, b = b, a
		}
		out, b = append(out, b[0]), b[1:]
	}
	return out
}

// Mask is text with the digits in spans put to "X"; all else in them, the dash
// for one, stays, and the text keeps its length in characters and in bytes.
func Mask(text string, spans []Span) string {
	if len(spans) == 0 {
		return text
	}
	var b strings.Builder
	at := 0
	for _, s := range spans {
		b.WriteString(text[at:s.Start])
		for _, c := range text[s.Start:s.End] {
			if _, _, ok := digit(c); ok {
				c = masks(c)
			}
			b.WriteRune(c)
		}
		at = s.End
	}
	b.WriteString(text[at:])
	return b.String()
}

// masks is the X that takes as many bytes as the digit c.
func masks(c rune) rune {
	switch utf8.RuneLen(c) {
	case 3:
		return '\uFF38' // full-width
	case 4:
		return '\U0001D5B7' // mathematical
	}
	return 'X'
}

func findOnce(text string, today time.Time) []Span {
	var spans []Span
	seen := false // a word for CPR numbers, in what was read so far
	looked := 0   // as far as it was looked for
	for i := 0; i < len(text); {
		c, size := utf8.DecodeRuneInString(text[i:])
		if !begins(text, i, c, size) {
			i += size
			continue
		}
		r, ok := rowAt(text, i)
		if !ok {
			i += size
			continue
		}
		b, ok := born(r.digits, today)
		if !ok {
			i += size
			continue
		}
		if !seen {
			seen = mentions(text[looked:r.start])
			looked = max(0, r.start-len("personnummer"))
		}
		if judge(text, r, b, today, seen) {
			spans = append(spans, Span{r.start, r.end})
			i = r.end
			continue
		}
		i += size
	}
	return spans
}

// begins reports whether a row of digits may begin with c, at byte i.
func begins(text string, i int, c rune, size int) bool {
	_, sure, ok := digit(c)
	if !ok {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	if surely(before) && i > 0 {
		return false
	}
	if sure {
		return true
	}
	return (i == 0 || !unicode.IsLetter(before)) && digitAt(text, i+size)
}

// mentions reports whether text names CPR numbers.
func mentions(text string) bool {
	for n := range strings.FieldsSeq(text) {
		if isRegister(strings.ToLower(strings.Trim(n, ".,:;()|"))) {
			return true
		}
	}
	return false
}
