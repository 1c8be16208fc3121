package index

import (
	"path/filepath"
	"strings"
	"testing"
)

// render shows clauses: alternatives with |, phrases in brackets.
func render(clauses []clause) string {
	var all []string
	for _, c := range clauses {
		var alternatives []string
		for _, p := range c.any {
			var words []string
			for _, w := range p.words {
				words = append(words, w.folded)
			}
			s := strings.Join(words, "+")
			if p.prefix {
				s += "*"
			}
			alternatives = append(alternatives, s)
		}
		s := strings.Join(alternatives, "|")
		if c.not {
			s = "-" + s
		}
		all = append(all, s)
	}
	return strings.Join(all, " ")
}

func TestParse(t *testing.T) {
	a := newDanish()
	for _, c := range []struct{ text, want string }{
		{"klima plan", "klima plan"},
		{`"grøn omstilling" -plan*`, "grøn+omstilling -plan*"},
		{`-"grøn omstilling"`, "-grøn+omstilling"},
		{"a OR b c ELLER d | e", "a|b c|d|e"},
		{"OR a", "a"}, {"a OR", "a"}, {"a OR OR b", "a|b"}, {"a OR -b", "a -b"}, {"-a OR b", "-a b"},
		{"a AND b OG c & d + e", "a b c d e"},
		{"or eller og and", "or eller og and"}, // only in capitals
		{`"OR"`, "or"},
		{`a"b c"d`, "a b+c d"},
		{`"a b`, "a+b"}, {`a"`, "a"}, {`""`, ""}, {`"`, ""}, {`-"`, ""}, {"-", ""}, {"--a", "-a"}, {"a -", "a"}, {"- a", "a"},
		{"»a b« „c d“", "a+b c+d"},
		{"EMN-2025-001027", "emn+2025+001027"},
		{"emn-2025*", "emn+2025*"},
		{"*", ""}, {"a*b", "a+b"}, {"*plan", "plan"}, {`"plan*"`, "plan"},
		{"§ 85", "85"}, {"titel:klima", "titel+klima"}, {"a/b", "a+b"}, {`\`, ""}, {"a~2^3", "a+2+3"},
	} {
		if got := render(parse(c.text, a)); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
		}
	}
	if n := len(parse(strings.Repeat("ord ", 10_000), a)); n != mostClauses {
		t.Errorf("%d clauses of a pasted page, want %d", n, mostClauses)
	}
}

// Anything can be searched for: no panic, no error. Offsets lie in the text.
func FuzzSearch(f *testing.F) {
	for _, s := range []string{
		"klima plan", `"grøn omstilling" -plan* OR x`, `"`, "-", "EMN-2025-001027", "§ 85", `a"b`, "-a -b", "***", "a OR -b",
		"\x00", "\xff*", "a\u030A*", `-"a b`, "| | -|", "klima* -klima*",
	} {
		f.Add(s)
	}
	dir := filepath.Join(f.TempDir(), "index")
	d := testDocument()
	w := NewWriter(func() (string, error) { return dir, nil })
	if err := w.Add(d, nil); err != nil {
		f.Fatal(err)
	}
	if err := w.Close(); err != nil {
		f.Fatal(err)
	}
	r, err := Open(dir)
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { r.Close() })
	f.Fuzz(func(t *testing.T, text string) {
		result, err := r.Search(t.Context(), Query{Text: text})
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		for _, h := range result.Hits {
			thing, ok := d.Find(h.ID)
			if !ok {
				t.Fatalf("%q: %s is not in the document", text, h.ID)
			}
			for _, l := range r.Locate(Query{Text: text}, thing).Body {
				if l.Start < 0 || l.End <= l.Start || l.End > len(thing.Text()) {
					t.Fatalf("%q: %+v outside the text of %s", text, l, h.ID)
				}
			}
		}
	})
}
