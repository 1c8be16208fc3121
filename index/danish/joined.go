package danish

import (
	"strings"
	"unicode/utf8"
)

const (
	mostParts         = 4 // of a hyphenated word; more are a path or a serial number
	longestInitial    = 4 // letters of what & joins, unless it stands apart
	longestOfDotted   = 4 // letters of a part of an abbreviation: o.lign.
	longestFirstOfDot = 2 // of its first: bl.a.; more are the end of a sentence
)

// joined: CO2-udledning as co2udledning, og/eller as ogeller, and a word that
// the end of a line divides. Digits are not joined to digits: 2019-2023.
func (f *finder) joined() {
	next := joint(f.text, f.end)
	if next == 0 {
		return
	}
	further := f.start > 0 && f.start == f.part
	c := f.lookAt(next)
	if !c.next() || c.start != next {
		return
	}
	if !further && f.kind == Number && c.kind == Number {
		return // of 24-25-årige the word begins with 25
	}
	f.part = next
	if further {
		return
	}
	f.thing = append(f.thing[:0], f.term...)
	end, kind := f.end, f.kind
	for parts := 2; c.start == next; parts++ {
		if parts > mostParts || kind == Number && c.kind == Number {
			return
		}
		f.thing, end, kind = append(f.thing, c.term...), c.end, c.kind
		if next = joint(f.text, end); next == 0 {
			break
		}
		if c.pos = next; !c.next() {
			break
		}
	}
	f.emit(Joined, end)
}

// joint is the byte after what joins a word that ends at text[i] to the next:
// a hyphen or a slash between them, or a hyphen and the end of the line. 0
// where nothing does.
func joint(text string, i int) int {
	size := dash(text, i)
	if size == 0 && i < len(text) && text[i] == '/' {
		size = 1
	}
	if size == 0 && strings.HasPrefix(text[i:], "\u00AD") {
		return overLine(text, i+len("\u00AD"))
	}
	if size == 0 {
		return 0
	}
	if letterAt(text, i+size) {
		return i + size
	}
	if text[i] == '-' || strings.HasPrefix(text[i:], "\u2010") {
		return overLine(text, i+size)
	}
	return 0
}

// overLine is the byte of the letter that begins the next line, after a hyphen
// that ends at text[i]. 0 where it is another thing that stands there, and for
// "børne-" at the end of a line that goes on "og ungeudvalget".
func overLine(text string, i int) int {
	next := spaces(text, i)
	if !strings.Contains(text[i:next], "\n") || !letterAt(text, next) || isDigit(text[next]) {
		return 0
	}
	if which, _ := unit(text, next, []string{"og", "eller", "samt"}); which >= 0 {
		return 0
	}
	return next
}

// company: A/S, I/S, two letters as one thing.
func (f *finder) company() bool {
	if f.end-f.start != 1 || f.kind != Word || f.end+1 >= len(f.text) || f.text[f.end] != '/' {
		return false
	}
	c := f.text[f.end+1]
	if c >= utf8.RuneSelf || lower[c] < 'a' || letterAt(f.text, f.end+2) {
		return false
	}
	if f.start > 0 && f.text[f.start-1] == '/' || strings.HasPrefix(f.text[f.end+2:], "/") {
		return false // a path
	}
	f.thing = append(append(f.thing[:0], f.term...), '/', lower[c])
	f.emit(Thing, f.end+2)
	return true
}

// ampersand: S&B, S & B, R&D. With spaces only single letters, so that the
// departments of "MSB & MTM" stay two.
func (f *finder) ampersand() {
	text, longest := f.text, longestInitial
	i := f.end
	if text[i] == ' ' {
		i++
		longest = 1
	}
	if i >= len(text) || text[i] != '&' || f.kind != Word || utf8.RuneCount(f.term) > longest {
		return
	}
	i++
	if longest == 1 && i < len(text) && text[i] == ' ' {
		i++
	}
	c := f.lookAt(i)
	if !c.next() || c.start != i || c.kind != Word || utf8.RuneCount(c.term) > longest {
		return
	}
	f.thing = append(append(append(f.thing[:0], f.term...), '&'), c.term...)
	f.emit(Thing, c.end)
}

// abbreviation: bl.a. as bla, a.m.b.a. as amba, m.fl. as mfl.
func (f *finder) abbreviation() {
	text := f.text
	further := f.start == f.letter && f.start > 0
	if f.end+1 < len(text) && letterAt(text, f.end+1) {
		f.letter = f.end + 1
	}
	if further || f.kind != Word || utf8.RuneCount(f.term) > longestFirstOfDot || isDigit(text[f.start]) {
		return
	}
	f.thing = append(f.thing[:0], f.term...)
	end := f.end
	for end < len(text) && text[end] == '.' && letterAt(text, end+1) {
		c := f.lookAt(end + 1)
		if !c.next() || c.kind != Word || isDigit(text[c.start]) || utf8.RuneCount(c.term) > longestOfDotted {
			return
		}
		if isCapital(text[c.start]) && !isCapital(text[f.start]) {
			return // er.En: a sentence ends
		}
		f.thing, end = append(f.thing, c.term...), c.end
	}
	if end > f.end {
		f.emit(Joined, end)
	}
}

func isCapital(c byte) bool { return 'A' <= c && c <= 'Z' }
