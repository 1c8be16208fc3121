package main

import (
	"fmt"
	"strings"
	"unicode"
)

// printable is a name or a title as it can be put on a terminal: a control
// character in it, which could steer the terminal, is shown as a question mark.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return '?'
		}
		return r
	}, s)
}

// counted is a number with its noun: "1 fil", "2 filer".
func counted(n int, one, many string) string {
	if n == 1 {
		many = one
	}
	return fmt.Sprintf("%d %s", n, many)
}
