package cpr

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

const (
	headReach  = 4000 // how far above a number a table's head is looked for, in bytes
	longestRun = 60   // of a line that may be in a table of one cell, in bytes
	headWords  = 4    // the most in one cell of a head
)

// between divides a line into cells.
var between = regexp.MustCompile(`[ \x{A0}]*[\t|;][ \x{A0}]*|[ \x{A0}]{2,}`)

// column looks for the table that a row begins a cell of. It is the verdict of the
// head of the row's column, and the byte at which the line begins that the row is
// in: the words of the head belong to their columns. line is -1 where there is no
// table, or no head.
//
// A head that names CPR numbers in one column says nothing against the numbers in
// others where the line has not as many cells: one that is left out moves those
// after it.
func column(text string, r row) (v verdict, line int) {
	from := max(0, r.start-headReach)
	above := text[from:r.start]
	cut := strings.LastIndexByte(above, '\n')
	if cut < 0 {
		return v, -1
	}
	line = from + cut + 1
	cells := between.Split(strings.TrimLeft(above[cut+1:], " "), -1)
	if before := strings.TrimRight(cells[len(cells)-1], " -"); before != "" && (len(before) != 4 || !digits(before) || r.spelling != plain) {
		return v, -1 // words before it in its cell, and not a bank's number before an account's
	}
	head, whole := headOf(above[:cut])
	at, filled := len(cells)-1, cellsOf(text, line)
	whole = whole && filled > 1
	if at >= len(head) {
		return v, -1
	}
	l := lean(head[at])
	for word := range strings.FieldsSeq(head[at]) {
		if m := lean(word); m == register || !l.speaks() {
			l = m
		}
	}
	named := slices.ContainsFunc(head, mentions)
	switch {
	case l.speaksFor(), l.speaksAgainst() && whole && (!named || len(head) == filled):
		return verdict{lean: l, steps: 1, attached: true}, line
	case named || !whole:
		return v, -1
	}
	return v, line
}

// cellsOf is the number of cells in the line that begins at byte i.
func cellsOf(text string, i int) int {
	line, _, _ := strings.Cut(text[i:], "\n")
	return len(between.Split(strings.TrimSpace(line), -1))
}

// headOf is the cells of the last head of a table in text, if what comes after
// may all be of the table. whole: all lines after it have several cells.
func headOf(text string) (head []string, whole bool) {
	whole = true
	for text != "" {
		at := strings.LastIndexByte(text, '\n') + 1
		line := strings.TrimSpace(text[at:])
		text = text[:max(0, at-1)]
		if line == "" {
			return nil, false
		}
		cells := between.Split(line, -1)
		switch {
		case len(cells) > 1 && isHead(cells):
			return cells, whole
		case len(cells) == 1 && len(line) > longestRun:
			return nil, false
		}
		whole = whole && len(cells) > 1
	}
	return nil, false
}

// isHead: words and no numbers, few in each cell.
func isHead(cells []string) bool {
	for _, c := range cells {
		if strings.ContainsFunc(c, unicode.IsDigit) || len(strings.Fields(c)) > headWords || strings.Contains(c, "XXXX") {
			return false
		}
	}
	return true
}
