package query

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"referat/index/danish"
)

// check fails where q breaks what Query promises.
func check(t *testing.T, text string, q Query) {
	t.Helper()
	terms := 0
	for _, c := range q.Clauses {
		if len(c.Any) == 0 {
			t.Fatalf("%q: a clause of nothing", text)
		}
		for _, term := range c.Any {
			terms++
			n := len(term.Words)
			ok := false
			switch term.Kind {
			case Word:
				ok = term.Joined == "" && n == 1 || term.Joined != "" && n >= 1
			case Phrase:
				ok = 1 <= n && n <= mostPhrase
			case Prefix:
				ok = n == 1 && utf8.RuneCountInString(term.Words[0]) >= shortestPrefix
			case Thing:
				ok = n == 1
			case Years:
				ok = n == 0 && term.From+term.To > 0 && (term.To == 0 || term.From <= term.To)
			case Outcome:
				ok = n == 0 && len(term.Outcomes) > 0
			}
			if !ok || (term.Kind == Years || term.Kind == Outcome) && term.Scope != Everywhere {
				t.Fatalf("%q: %+v", text, term)
			}
			if term.Kind == Word && term.Joined == "" && danish.Fold(term.Words[0]) != term.Words[0] {
				t.Fatalf("%q: %q is not folded", text, term.Words[0])
			}
			for _, w := range term.Words {
				if w == "" {
					t.Fatalf("%q: an empty word in %+v", text, term)
				}
			}
		}
	}
	if terms > mostTerms {
		t.Fatalf("%q: %d terms", text, terms)
	}
	if len(q.Clauses) == 0 && q.Notes == nil && strings.TrimSpace(strings.ToValidUTF8(text, " ")) != "" {
		t.Fatalf("%q: nothing is read, and nothing is said", text)
	}
	for _, note := range q.Notes {
		if !utf8.ValidString(note) || strings.ContainsAny(note, "\n\x00") || !strings.HasSuffix(note, ".") {
			t.Fatalf("%q: the note %q is no sentence", text, note)
		}
	}
}

// Anything can be typed, and what it is read as can be typed again and stays so.
func FuzzParse(f *testing.F) {
	golden, err := os.ReadFile(filepath.Join("testdata", "readings.txt"))
	if err != nil {
		f.Fatal(err)
	}
	for line := range strings.Lines(string(golden)) {
		if typed, ok := strings.CutPrefix(line, "? "); ok {
			f.Add(strings.TrimSuffix(typed, "\n"))
		}
	}
	f.Add("\xff*")
	f.Add("a\u030A*")
	f.Add("\x00")
	f.Fuzz(func(t *testing.T, text string) {
		q := Parse(text)
		check(t, text, q)
		if !standsAlone(q) {
			return
		}
		written := q.String()
		again := Parse(written)
		if !slices.EqualFunc(q.Clauses, again.Clauses, Clause.same) {
			t.Fatalf("%q is written\n%s\nand read\n%s\nnot\n%s", text, written, reading(again), reading(q))
		}
	})
}

// standsAlone says whether each word of q means the same when it is typed
// alone: the 0kr of 3.0kr does not.
func standsAlone(q Query) bool {
	for _, c := range q.Clauses {
		for _, t := range c.Any {
			alone := Parse(t.String()).Clauses
			if len(alone) != 1 || len(alone[0].Any) != 1 || t.Kind == Word && !alone[0].Any[0].same(t) {
				return false
			}
		}
	}
	return true
}
