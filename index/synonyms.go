package index

import (
	"bufio"
	"bytes"
	_ "embed" // the built-in list
	"fmt"
	"io"
	"slices"
	"strings"

	"referat/index/danish"
	"referat/index/query"
)

// builtIn is the list that every search has: Aarhus, and what all
// municipalities write.
//
//go:embed synonymer.txt
var builtIn []byte

// Synonyms are words and rows of words that mean the same. The nil Synonyms has
// none.
type Synonyms struct {
	groups [][]string     // each member as its folded words with one space between
	known  map[string]int // the group of each member; one word by its stem, too
	most   int            // the words of the longest member
}

// BuiltInSynonyms are those of the list that comes with the program.
func BuiltInSynonyms() *Synonyms {
	s := &Synonyms{known: map[string]int{}}
	if err := s.Read(bytes.NewReader(builtIn)); err != nil {
		panic(err) // a test reads it
	}
	return s
}

// Read adds the groups of a list: one a line, its members divided by "=", as
// "MSB = Sociale Forhold og Beskæftigelse". What follows "#" is a remark. A
// member that an earlier group has joins the groups.
func (s *Synonyms) Read(r io.Reader) error {
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		text, _, _ := strings.Cut(lines.Text(), "#")
		if strings.TrimSpace(text) == "" {
			continue
		}
		var group []string
		for member := range strings.SplitSeq(text, "=") {
			if words := memberOf(member); len(words) > 0 {
				group = append(group, strings.Join(words, " "))
				s.most = max(s.most, len(words))
			}
		}
		if len(group) < 2 {
			return fmt.Errorf("linje %d: «%s» har ikke to ord eller forkortelser med = imellem", n, strings.TrimSpace(lines.Text()))
		}
		s.add(group)
	}
	return lines.Err()
}

func (s *Synonyms) add(group []string) {
	at := len(s.groups)
	s.groups = append(s.groups, nil)
	for _, member := range group {
		if known, ok := s.known[member]; ok && known != at { // an earlier group joins this one
			for _, other := range s.groups[known] {
				s.put(other, at)
			}
			s.groups[known] = nil
		}
		s.put(member, at)
	}
}

// put makes a member one of the at-th group.
func (s *Synonyms) put(member string, at int) {
	if !slices.Contains(s.groups[at], member) {
		s.groups[at] = append(s.groups[at], member)
	}
	s.known[member] = at
	if !strings.Contains(member, " ") {
		s.known[danish.Stem(member)] = at
	}
}

// memberOf are the words of a member: one for what is one thing, however it is
// written (§ 85, S&B, CO2-udledning).
func memberOf(text string) []string {
	if tokens := danish.Cover(text); len(tokens) == 1 {
		return []string{string(tokens[0].Term)}
	}
	return wordsOf(text)
}

// wordsOf are the words of a text in order, folded.
func wordsOf(text string) (list []string) {
	danish.Each(text, func(t danish.Token) {
		if t.Kind == danish.Word || t.Kind == danish.Number {
			list = append(list, string(t.Term))
		}
	})
	return list
}

// of are the other members of the group that a word, or a row of words with one
// space between, is in; each as its words.
func (s *Synonyms) of(words string) (list [][]string) {
	if s == nil {
		return nil
	}
	at, ok := s.known[words]
	if !ok && !strings.Contains(words, " ") {
		at, ok = s.known[danish.Stem(words)]
	}
	if !ok {
		return nil
	}
	for _, member := range s.groups[at] {
		if member != words && danish.Stem(member) != danish.Stem(words) {
			list = append(list, strings.Fields(member))
		}
	}
	return list
}

// join makes one clause of those that spell a member of several words out.
func (s *Synonyms) join(clauses []query.Clause) []query.Clause {
	if s == nil {
		return clauses
	}
	var list []query.Clause
	for i := 0; i < len(clauses); {
		n := s.spelled(clauses[i:])
		if n < 2 {
			list = append(list, clauses[i])
			i++
			continue
		}
		t := query.Term{Kind: query.Word}
		for _, c := range clauses[i : i+n] {
			t.Words = append(t.Words, c.Any[0].Words[0])
			t.Typed = strings.TrimSpace(t.Typed + " " + c.Any[0].Typed)
		}
		list = append(list, query.Clause{Any: []query.Term{t}})
		i += n
	}
	return list
}

// spelled is how many of the first clauses are a member of several words, 0 for
// none.
func (s *Synonyms) spelled(clauses []query.Clause) (longest int) {
	words := ""
	for i, c := range clauses[:min(len(clauses), s.most)] {
		if c.Not || len(c.Any) != 1 || c.Any[0].Kind != query.Word || c.Any[0].Scope != query.Everywhere || c.Any[0].Joined != "" || len(c.Any[0].Words) != 1 {
			break
		}
		words = strings.TrimSpace(words + " " + c.Any[0].Words[0])
		if _, ok := s.known[words]; ok {
			longest = i + 1
		}
	}
	return longest
}
