package web

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A page's text has the lines of the PDF. To be read in a column of another
// width, lines that go on become one; what says that a line goes on is that it is
// as long as the page's lines are, and that what comes next does not begin
// anything.

// fullLine is how long a line must be to go on, as a share of the page's long
// lines; and longLine how long those are at least, in characters: a table's or a
// poem's lines do not go on.
const (
	fullLine = 0.75
	longLine = 45
)

// flowing is a text with spaces for the newlines of lines that go on. It has as
// many bytes, and each where it was.
func flowing(text string) string {
	lines := strings.SplitAfter(text, "\n")
	full := fullLength(lines)
	if full == 0 {
		return text
	}
	out := []byte(text)
	end := 0
	for i, line := range lines[:len(lines)-1] {
		end += len(line)
		if utf8.RuneCountInString(line) >= full && goesOn(strings.TrimRight(line, " \n"), lines[i+1]) {
			out[end-1] = ' '
		}
	}
	return string(out)
}

// fullLength is how many characters a line has at least that goes on; 0 where
// none does. Of ten lines one is longer than what counts as long: a line over the
// whole page, above columns, is not the measure.
func fullLength(lines []string) int {
	lengths := make([]int, len(lines))
	for i, line := range lines {
		lengths[i] = utf8.RuneCountInString(line)
	}
	slices.Sort(lengths)
	long := lengths[len(lengths)*9/10]
	if long < longLine {
		return 0
	}
	return int(fullLine * float64(long))
}

// goesOn reports whether a full line may go on in the next: not where a sentence
// ends and another begins, not before the mark of a list item, and not where a
// word is broken with a hyphen, which is told from børne- og only by its sense.
func goesOn(line, next string) bool {
	last, _ := utf8.DecodeLastRuneInString(line)
	first, size := utf8.DecodeRuneInString(next)
	begins := !unicode.IsLower(first)
	switch {
	case next == "" || strings.TrimSpace(next) == "":
		return false
	case last == '-':
		return false
	case strings.ContainsRune(".:;?!", last) && begins:
		return false
	case strings.ContainsRune("-–•*§", first) || isListMark(next[size:], first):
		return false
	}
	return true
}

// isListMark reports whether a line begins as an item of a list does: "1.", "a)",
// "12)".
func isListMark(rest string, first rune) bool {
	if !unicode.IsDigit(first) && !unicode.IsLetter(first) {
		return false
	}
	if unicode.IsDigit(first) {
		rest = strings.TrimLeftFunc(rest, unicode.IsDigit)
	}
	return strings.HasPrefix(rest, ") ") || strings.HasPrefix(rest, ". ") && unicode.IsDigit(first)
}

// mended are the spans of a text with words whole that were broken at the end of
// a line, where the PDF says so (U+00AD).
func mended(list []span) []span {
	for i := range list {
		list[i].Text = strings.NewReplacer("\u00ad\n", "", "\u00ad ", "").Replace(list[i].Text)
	}
	return list
}
