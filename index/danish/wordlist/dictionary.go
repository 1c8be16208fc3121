package main

import (
	"encoding/binary"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/klauspost/compress/zstd"

	"referat/index/danish"
)

// The value of a form, as danish.wordlist reads it.
const (
	lastNoun uint16 = 1 << iota
	lastVerb
	lastAdjective
	linked // may stand first as it is: sundheds, skole, børne
	strip1 // and then so many letters are taken off for the word itself,
	strip2 // 0 to 3,
	andE   // and an e is put on: arbejds, arbejde
	loose  // the plain form of a noun: may stand first, also with an s, against the dictionary
	silent // see rules.txt
	proper // a name
)

// A dictionary divides the lemmas into compounds and others.
type dictionary struct {
	affixes
	rules
	lemmas   []lemma
	byWord   map[string][]int
	links    map[string][]string // first parts as they stand in compounds, and the lemmas
	compound []bool
	forms    map[string]uint16
	rank     map[string]int  // of the linked value in forms
	common   map[string]bool // forms of words that are no names
}

const shortestLoose = 5 // letters of a first part whose link the dictionary does not have

func newDictionary(a affixes, r rules, lemmas []lemma) *dictionary {
	d := &dictionary{
		affixes: a, rules: r, lemmas: lemmas,
		byWord: make(map[string][]int), links: make(map[string][]string),
		compound: make([]bool, len(lemmas)),
		forms:    make(map[string]uint16), rank: make(map[string]int), common: make(map[string]bool),
	}
	for i, l := range lemmas {
		d.byWord[l.word] = append(d.byWord[l.word], i)
		for _, f := range l.flags {
			if d.class[f] == link {
				d.apply(l.word, f, func(form string, _ suffix) { d.links[form] = append(d.links[form], l.word) })
			}
		}
	}
	for word := range r.plain {
		d.links[word] = append(d.links[word], word)
	}
	for i, l := range lemmas {
		d.compound[i] = d.splits(l)
	}
	for i, l := range lemmas {
		if l.of == "" || d.compound[i] {
			continue
		}
		if of := d.byWord[l.of]; len(of) > 0 && d.compound[of[0]] {
			d.compound[i] = true
		}
	}
	for i, l := range lemmas {
		if !d.compound[i] {
			d.add(l)
		}
	}
	for word, role := range r.short { // co2 and nr are no words of the dictionary
		if len(d.byWord[word]) > 0 {
			continue
		}
		if role&first != 0 {
			d.form(word, linked)
		}
		if role&last != 0 {
			d.form(word, lastNoun)
		}
	}
	for word := range r.plain {
		form, _ := fold(word)
		d.forms[form] = d.forms[form]&^(strip1|strip2|andE) | linked
	}
	return d
}

// splits says whether a lemma is put together of two others, the second of the
// same inflection or at least the same kind.
func (d *dictionary) splits(l lemma) bool {
	if d.whole[l.word] {
		return false
	}
	for at := 2; at < len(l.word)-1; at++ {
		if !utf8.RuneStart(l.word[at]) {
			continue
		}
		tail := l.word[at:]
		if !d.sameInflection(l, tail) || !d.may(tail, last) {
			continue
		}
		head := l.word[:at]
		for _, word := range d.links[head] {
			if d.may(word, first) {
				return true
			}
		}
		for _, word := range []string{head, strings.TrimSuffix(head, "s")} {
			if len([]rune(word)) >= shortestLoose && d.is(word, noun) && d.may(word, first) {
				return true
			}
		}
	}
	return false
}

func (d *dictionary) is(word string, c class) bool {
	for _, i := range d.byWord[word] {
		for _, f := range d.lemmas[i].flags {
			if d.class[f] == c {
				return true
			}
		}
	}
	return false
}

func (d *dictionary) sameInflection(l lemma, word string) bool {
	for _, i := range d.byWord[word] {
		for _, f := range d.lemmas[i].flags {
			switch d.class[f] {
			case noun, verb, adjective:
				if slices.Contains(l.flags, f) || d.is(l.word, d.class[f]) {
					return true
				}
			}
		}
	}
	return false
}

// add lists the forms of a word that is no compound.
func (d *dictionary) add(l lemma) {
	var value uint16
	mayLast := slices.Contains(l.flags, lastFlag) && d.may(l.word, last)
	isNoun := false
	for _, f := range l.flags {
		class := d.class[f]
		isNoun = isNoun || class == noun
		switch {
		case class == name:
			value |= proper
		case !mayLast:
		case class == noun:
			value |= lastNoun
		case class == verb:
			value |= lastVerb
		case class == adjective:
			value |= lastAdjective
		}
	}
	if d.silent[l.word] && value != 0 {
		value |= silent
	}
	for _, f := range l.flags {
		if d.class[f] == link {
			if !d.may(l.word, first) {
				continue
			}
			d.apply(l.word, f, func(form string, s suffix) {
				if v, ok := linkValue(s); ok && !strings.HasSuffix(form, "-") {
					d.link(form, v, isNoun && form == l.word)
				}
			})
			continue
		}
		d.apply(l.word, f, func(form string, _ suffix) { d.form(form, value) })
	}
	for _, f := range l.forms {
		d.form(f, value)
	}
	if isNoun && d.may(l.word, first) {
		value |= loose
	}
	d.form(l.word, value)
}

// link keeps a form that stands first in compounds. Of several words that have
// it, a noun that it is itself goes before one that it is the linked form of
// (indsats, not indsat), and that before others (folk, not to folke).
func (d *dictionary) link(form string, value uint16, itself bool) {
	rank := 1
	switch {
	case itself:
		rank = 3
	case value&(strip1|strip2|andE) != 0:
		rank = 2
	}
	form, ok := fold(form)
	if !ok {
		return
	}
	if rank > d.rank[form] {
		d.rank[form] = rank
		d.forms[form] &^= linked | strip1 | strip2 | andE
		d.forms[form] |= value
	}
}

// form keeps a form and what it may be.
func (d *dictionary) form(form string, value uint16) {
	form, ok := fold(form)
	if !ok {
		return
	}
	if !d.may(form, first|last) { // ting of tinge, byg of bygge
		value &= proper
	}
	if d.rules.silent[form] && value&(lastNoun|lastVerb|lastAdjective) != 0 {
		value |= silent
	}
	d.forms[form] |= value
	if value&proper == 0 {
		d.common[form] = true
	}
}

// linkValue says how the word is had from the form that s makes of it.
func linkValue(s suffix) (uint16, bool) {
	switch {
	case s.strip == "" && len(s.add) <= 3:
		return linked | uint16(len(s.add))*strip1, true
	case s.strip == "um": // medie of medium: has the stem of medier
		return linked, true
	case s.strip == "e" && s.add == "":
		return linked | andE, true
	case s.strip == "e" && s.add == "s":
		return linked | strip1 | andE, true
	}
	return 0, false
}

// fold is a form as danish.Fold has it; false for one with other characters
// than the letters and digits of Latin-1: CPR-nummer is two words.
func fold(form string) (string, bool) {
	if strings.ContainsFunc(form, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		return "", false
	}
	form = danish.Fold(form)
	for _, r := range form {
		if r > 0xFF || r < '0' || r > '9' && r < 'a' {
			return "", false
		}
	}
	return form, form != ""
}

// write stores the forms as package danish reads them.
func (d *dictionary) write(path string) error {
	list := make(map[string]uint16, len(d.forms))
	for form, value := range d.forms {
		if d.common[form] {
			value &^= proper
		}
		list[latin1(form)] = value
	}
	b := newBuilder()
	for _, form := range slices.Sorted(maps.Keys(list)) {
		if err := b.add(form, list[form]); err != nil {
			return err
		}
	}
	nodes := b.finish()
	var labels, targets []byte
	for id, edges := range nodes {
		for _, e := range edges {
			labels = append(labels, e.label)
			to := uint64(e.to)
			if e.label != 0 {
				to = uint64(id) - to
			}
			targets = binary.AppendUvarint(targets, to)
		}
		labels = append(labels, 1)
	}
	w, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBestCompression))
	if err != nil {
		return err
	}
	data := binary.AppendUvarint(nil, uint64(len(labels)))
	data = append(append(data, labels...), targets...)
	out := w.EncodeAll(data, nil)
	fmt.Printf("%d forms, %d nodes, %d bytes\n", len(list), len(nodes), len(out))
	return os.WriteFile(path, out, 0o644)
}

// latin1 is a folded form, which is of that alphabet, a byte a letter.
func latin1(s string) string {
	b := make([]byte, 0, len(s))
	for _, r := range s {
		b = append(b, byte(r))
	}
	return string(b)
}
