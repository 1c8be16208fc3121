package query

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"referat/pkg/agenda"
)

var update = flag.Bool("update", false, "write testdata/readings.txt anew; read what has changed")

// reading shows q as the goldens do: clauses between spaces, alternatives with
// |, what kind a term is by its signs.
func reading(q Query) string {
	var clauses []string
	for _, c := range q.Clauses {
		var terms []string
		for _, t := range c.Any {
			terms = append(terms, termReading(t))
		}
		clause := strings.Join(terms, "|")
		if c.Not {
			clause = "-" + clause
		}
		clauses = append(clauses, clause)
	}
	return strings.Join(clauses, " ")
}

func termReading(t Term) string {
	scope := map[Scope]string{Title: "titel:", Decision: "beslutning:", Bilag: "bilag:", Unit: "ansvarlig:", Body: "udvalg:", Case: "sag:"}[t.Scope]
	text := strings.Join(t.Words, " ")
	switch t.Kind {
	case Word:
		if t.Joined != "" {
			text = strings.Join(t.Words, "+") + "=" + t.Joined
		}
	case Phrase:
		text = `"` + text + `"`
	case Prefix:
		text += "*"
	case Thing:
		text = "<" + text + ">"
	case Years:
		text = fmt.Sprintf("år[%d,%d]", t.From, t.To)
	case Outcome:
		text = fmt.Sprintf("udfald%s", t.Outcomes)
	}
	return scope + text
}

// The goldens: a query a block, after "? " as typed (quoted as Go does where it
// begins with a quote and a backslash stands in it), "= " how it is read, "! "
// what is said of it. Lines of # are headings.
func TestReadings(t *testing.T) {
	file := filepath.Join("testdata", "readings.txt")
	golden, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	queries := 0
	for line := range strings.Lines(string(golden)) {
		typed, ok := strings.CutPrefix(strings.TrimSuffix(line, "\n"), "? ")
		switch {
		case ok:
			queries++
			text := typed
			if strings.Contains(typed, `\`) {
				if unquoted, err := strconv.Unquote(typed); err == nil {
					text = unquoted
				}
			}
			q := Parse(text)
			fmt.Fprintf(&out, "? %s\n= %s\n", typed, reading(q))
			for _, note := range q.Notes {
				fmt.Fprintf(&out, "! %s\n", note)
			}
		case strings.HasPrefix(line, "= "), strings.HasPrefix(line, "! "):
		default:
			out.WriteString(line)
		}
	}
	if queries < 120 {
		t.Errorf("%d queries in %s", queries, file)
	}
	if *update {
		if err := os.WriteFile(file, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, got := strings.Split(string(golden), "\n? "), strings.Split(out.String(), "\n? ")
	if len(want) != len(got) {
		t.Fatalf("%s does not have the form that -update writes", file)
	}
	for i := range want {
		if want[i] != got[i] {
			t.Errorf("got\n? %s\nwant\n? %s", got[i], want[i])
		}
	}
}

// What a user is shown of a query's reading can be typed.
func TestString(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"klima plan", "klima OG plan"},
		{`"Grøn  Omstilling" -plan* klima OR natur`, `"grøn omstilling" OG -plan* OG (klima ELLER natur)`},
		{"titel: § 83, stk. 2 år:2019-", "titel:§ 83, stk. 2 OG år:2019.."},
		{"udfald:til efterretning -sag:EMN/2025/001027", `udfald:"til efterretning" OG -sag:emn-2025-001027`},
		{"udfald:godkendt*", `udfald:"godkendt*"`},
		{"marts AND 2026", "marts OG 2026"},
		{"CO2-udledning", "CO2-udledning"},
		{"", ""}, {"-", ""},
	} {
		if got := Parse(c.text).String(); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

// A term knows what it was read from, in the letters that were typed.
func TestTyped(t *testing.T) {
	const text = `Klima -titel:"Grøn  Omstilling" servicelovens § 83, stk. 2 udl* CO₂-udledning år:2019-2023, Udfald:Til Efterretning; "uden slutning`
	want := []string{"Klima", "Grøn  Omstilling", "servicelovens", "§ 83, stk. 2", "udl*", "CO₂-udledning", "2019-2023", "Til Efterretning", "uden slutning"}
	var got []string
	for _, c := range Parse(text).Clauses {
		got = append(got, c.Any[0].Typed)
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%q\nwant\n%q", got, want)
	}
}

// A name is one outcome's, and each is known by the name it is shown with.
func TestOutcomeNames(t *testing.T) {
	owner := map[string]agenda.Outcome{}
	for _, o := range agenda.Outcomes() {
		for _, name := range outcomeNames[o] {
			if other, taken := owner[name]; taken && other != o {
				t.Errorf("%q is both %s and %s", name, other, o)
			}
			owner[name] = o
			if n := len(strings.Fields(name)); n > longestOutcome {
				t.Errorf("%q has %d words, and longestOutcome is %d", name, n, longestOutcome)
			}
		}
		q := Parse("udfald:" + o.Danish())
		if len(q.Clauses) != 1 || len(q.Clauses[0].Any[0].Outcomes) != 1 || q.Clauses[0].Any[0].Outcomes[0] != o || q.Notes != nil {
			t.Errorf("udfald:%s is read as %+v", o.Danish(), q)
		}
	}
}

// A name is one field's.
func TestFieldNames(t *testing.T) {
	owner := map[string]string{}
	for _, f := range fields {
		if got := fieldNamed(f.shown); got == nil || got.shown != f.shown {
			t.Errorf("%s: is not the field of that name", f.shown)
		}
		for _, name := range f.names {
			if plain(name) != name {
				t.Errorf("%q can never be found: plain makes it %q", name, plain(name))
			}
			if owner[name] != "" {
				t.Errorf("%q is both %s and %s", name, owner[name], f.shown)
			}
			owner[name] = f.shown
		}
	}
}

// A pasted page is read as far as it is worth it, and that is said.
func TestLimits(t *testing.T) {
	for _, c := range []struct {
		text string
		note string
	}{
		{strings.Repeat("ord ", 10_000), "kun de første 8192 tegn"},
		{numbered("", 100), "kun de første 60 ord og fraser"},
		{numbered("OR ", 100), "kun de første 60 ord og fraser"},
		{`"` + numbered("", 100) + `"`, "kun dens første 60 ord"},
		{"(" + numbered("", 20) + ") OR (" + numbered("", 20) + ")", "for mange muligheder"},
		{strings.Repeat("(", 3000) + "a" + strings.Repeat(")", 3000), "for mange parenteser"},
		{strings.Repeat(`a"b" /§ `, 100), "Der er mere i søgningen"},
	} {
		q := Parse(c.text)
		if !strings.Contains(strings.Join(q.Notes, "\n"), c.note) && !strings.Contains(c.note, "mere") {
			t.Errorf("%.40s…: nothing is said of %q: %q", c.text, c.note, q.Notes)
		}
		check(t, c.text, q)
		if len(q.Clauses) == 0 {
			t.Errorf("%.40s…: nothing is read", c.text)
		}
	}
}

func numbered(between string, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "%sx%d ", between, i)
	}
	return b.String()
}
