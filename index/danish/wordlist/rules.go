package main

import (
	"fmt"
	"strings"
)

// rules is rules.txt.
type rules struct {
	never, silent, whole, plain map[string]bool
	short                       map[string]role
}

// A role says where in a compound a word may stand.
type role uint8

const (
	first role = 1 << iota
	last
)

const shortest = 4 // letters of a part that rules.short does not list

func readRules(path string) (rules, error) {
	r := rules{never: make(map[string]bool), silent: make(map[string]bool), whole: make(map[string]bool), plain: make(map[string]bool), short: make(map[string]role)}
	section := ""
	err := lines(path, func(line string) error {
		if strings.HasPrefix(line, "#") {
			return nil
		}
		if strings.HasPrefix(line, "[") {
			section = strings.Trim(line, "[]")
			return nil
		}
		for _, w := range strings.Fields(line) {
			switch section {
			case "never":
				r.never[w] = true
			case "silent":
				r.silent[w] = true
			case "whole":
				r.whole[w] = true
			case "plain":
				r.plain[w] = true
			case "short":
				switch {
				case strings.HasSuffix(w, "<"):
					r.short[w[:len(w)-1]] = first
				case strings.HasSuffix(w, ">"):
					r.short[w[:len(w)-1]] = last
				default:
					r.short[w] = first | last
				}
			default:
				return fmt.Errorf("%s: %q stands in no section that is known", path, w)
			}
		}
		return nil
	})
	return r, err
}

// may says whether a lemma may be a part in the given place.
func (r rules) may(lemma string, place role) bool {
	if r.never[lemma] {
		return false
	}
	if n := len([]rune(lemma)); n < shortest {
		return r.short[lemma]&place != 0
	}
	return true
}
