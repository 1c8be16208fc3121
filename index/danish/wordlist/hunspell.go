package main

import (
	"bufio"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
)

// A lemma is one line of the dictionary.
type lemma struct {
	word  string
	flags []string
	forms []string // irregular ones that the line names
	of    string   // the word that this is a form of, "" for none
}

// A suffix makes a form of a word.
type suffix struct {
	strip, add string
	next       []string // flags that apply to the form that it makes
	half       bool     // the form is none before one of next is applied
	when       *regexp.Regexp
}

// A class says what a flag of the dictionary is for, by the heading that the
// affix file gives it.
type class uint8

const (
	other class = iota
	noun
	verb
	adjective
	name
	link // makes the form that stands before another word in a compound
)

// headings are how the affix file's headings begin.
var headings = []struct {
	start string
	class class
}{
	{"#Substantiv", noun},
	{"#Apostrof", noun},
	{"#Verbum", verb},
	{"#Adjektiv", adjective},
	{"#Proprium", name},
	{"#Sammensætning, fugeelement", link},
}

// affixes is what the affix file says of each flag.
type affixes struct {
	suffixes map[string][]suffix
	class    map[string]class
}

const (
	lastFlag  = "39" // may end a compound
	forbidden = "6"  // a spelling that is wrong
	needAffix = "8"
)

func readAffixes(path string) (affixes, error) {
	a := affixes{make(map[string][]suffix), make(map[string]class)}
	heading := other
	err := lines(path, func(line string) error {
		if strings.HasPrefix(line, "#") {
			heading = other
			for _, h := range headings {
				if strings.HasPrefix(line, h.start) {
					heading = h.class
					break
				}
			}
			return nil
		}
		f := strings.Fields(line)
		if len(f) < 4 || f[0] != "SFX" {
			return nil
		}
		if f[2] == "Y" || f[2] == "N" {
			a.class[f[1]] = heading
			return nil
		}
		add, next, _ := strings.Cut(f[3], "/")
		s := suffix{strip: strings.TrimSuffix(f[2], "0"), add: strings.TrimSuffix(add, "0"), next: strings.Split(next, ",")}
		s.half = slices.Contains(s.next, needAffix)
		if len(f) > 4 && !strings.HasPrefix(f[4], "+") {
			when, err := regexp.Compile(f[4] + "$")
			if err != nil {
				return fmt.Errorf("%s: %q: %w", path, line, err)
			}
			s.when = when
		}
		a.suffixes[f[1]] = append(a.suffixes[f[1]], s)
		return nil
	})
	return a, err
}

// apply makes the forms of word that flag gives.
func (a affixes) apply(word, flag string, f func(form string, s suffix)) {
	for _, s := range a.suffixes[flag] {
		if s.when != nil && !s.when.MatchString(word) || !strings.HasSuffix(word, s.strip) {
			continue
		}
		form := word[:len(word)-len(s.strip)] + s.add
		if !s.half {
			f(form, s)
		}
		for _, n := range s.next {
			a.apply(form, n, f)
		}
	}
}

func readLemmas(path string) ([]lemma, error) {
	var list []lemma
	first := true
	err := lines(path, func(line string) error {
		if first { // how many
			first = false
			return nil
		}
		f := strings.Fields(line)
		if len(f) == 0 {
			return nil
		}
		var l lemma
		var flags string
		l.word, flags, _ = strings.Cut(f[0], "/")
		if flags != "" {
			l.flags = strings.Split(flags, ",")
		}
		for _, x := range f[1:] {
			if form, ok := strings.CutPrefix(x, "al:"); ok {
				l.forms = append(l.forms, form)
			} else if of, ok := strings.CutPrefix(x, "st:"); ok {
				l.of = of
			}
		}
		if !slices.Contains(l.flags, forbidden) {
			list = append(list, l)
		}
		return nil
	})
	return list, err
}

func lines(path string, f func(string) error) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	s := bufio.NewScanner(file)
	s.Buffer(nil, 1<<20)
	for s.Scan() {
		if err := f(s.Text()); err != nil {
			return err
		}
	}
	return s.Err()
}
