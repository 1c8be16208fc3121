package danish

import (
	"bufio"
	"bytes"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// readList reads a file of testdata, a word and what belongs to it on a line.
func readList(t testing.TB, name string) [][]string {
	file, err := os.Open(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var list [][]string
	s := bufio.NewScanner(file)
	for s.Scan() {
		if f := strings.Fields(s.Text()); len(f) > 0 && !strings.HasPrefix(s.Text(), "#") {
			list = append(list, f)
		}
	}
	if err := s.Err(); err != nil {
		t.Fatal(err)
	}
	return list
}

// The parts of the compounds, counted one by one. The floors are below what was
// reached; a change that loses a word names it.
func TestCompounds(t *testing.T) {
	const wantRecall, wantPrecision = 0.99, 0.99
	s := NewSplitter(nil)
	found, right, wanted := 0, 0, 0
	list := readList(t, "compounds.txt")
	for _, f := range list {
		var w compound
		var got []string
		if s.compound(Fold(f[0]), &w) {
			got = w.leaves(Stem)
		}
		var want []string
		for _, w := range f[1:] {
			want = append(want, Stem(Fold(w)))
		}
		hits := 0
		for _, w := range want {
			if slices.Contains(got, w) {
				hits++
			}
		}
		found, right, wanted = found+len(got), right+hits, wanted+len(want)
		if !slices.Equal(got, want) {
			t.Logf("%s: got %q, want %q", f[0], got, want)
		}
	}
	recall, precision := float64(right)/float64(wanted), float64(right)/float64(found)
	t.Logf("%d compounds: recall of parts %.3f, precision %.3f", len(list), recall, precision)
	if len(list) < 400 || recall < wantRecall || precision < wantPrecision {
		t.Errorf("want at least 400 compounds, recall %.3f, precision %.3f", wantRecall, wantPrecision)
	}
}

func TestWholeWords(t *testing.T) {
	s := NewSplitter(nil)
	list := readList(t, "whole.txt")
	if len(list) < 200 {
		t.Errorf("only %d words", len(list))
	}
	for _, f := range list {
		got := s.Parts(Fold(f[0]))
		if len(f) == 1 && got != nil {
			t.Errorf("%s: has the parts %q", f[0], got)
		}
		for _, w := range f[1:] {
			if slices.Contains(got, Stem(Fold(strings.TrimPrefix(w, "!")))) {
				t.Errorf("%s: has the parts %q", f[0], got)
			}
		}
	}
}

func TestParts(t *testing.T) {
	archive := map[string]int{"gellerup": 12, "gellerups": 3, "wunderbanen": 2, "wunderbane": 2, "mondragon": 40, "letbane": 9}
	taught, untaught := NewSplitter(maps.All(archive)), NewSplitter(nil)
	for _, c := range []struct {
		name   string
		s      *Splitter
		word   string
		parts  string
		leaves string
	}{
		{"all that some parts make", untaught, "lokalplanforslaget", "lokal plan forslag lokalplan planforslag", "lokal plan forslag"},
		{"two parts", untaught, "skolestart", "skole start", "skole start"},
		{"a whole word with a part", untaught, "børnehaver", "børn", ""},
		{"a whole word as a part", untaught, "børnehaveplads", "børnehave plads børn", "børnehave plads"},
		{"a last part that nobody looks for", untaught, "talsmanden", "", ""},
		{"nor here", untaught, "målsætninger", "mål", ""},
		{"a hyphen gone", untaught, "co2regnskabet", "co2 regnskab", "co2 regnskab"},
		{"two a of two words", untaught, Fold("klimaaftalen"), "klima aftale", "klima aftale"},
		{"irregular", untaught, "skolebørnene", "skole barn", "skole barn"},
		{"a name of the archive", taught, "gellerupplanen", "gellerup plan", "gellerup plan"},
		{"that it does not know", untaught, "mondragonplanen", "", ""},
		{"but another does", taught, "mondragonplanen", "mondragon plan", "mondragon plan"},
		{"seen too seldom", taught, "wunderbaneplan", "", ""},
		{"a word of the list with a prefix", untaught, "underleverandørkæden", "underleverandør kæde", "underleverandør kæde"},
		{"not a prefix alone", untaught, "underleverandør", "", ""},
		{"nothing", untaught, "", "", ""},
		{"a number", untaught, "1250000", "", ""},
		{"a thing", untaught, "§85", "", ""},
		{"other letters", untaught, "планплан", "", ""},
		{"junk", untaught, "llliiilll", "", ""},
	} {
		check := func(what string, got []string, want string) {
			var stems []string
			for w := range strings.FieldsSeq(want) {
				stems = append(stems, Stem(Fold(w)))
			}
			if !slices.Equal(got, stems) {
				t.Errorf("%s: %s of %s are %q, want %q", c.name, what, c.word, got, stems)
			}
		}
		check("parts", c.s.Parts(c.word), c.parts)
		check("leaves", c.s.Leaves(c.word), c.leaves)
	}
}

// checkCover says where the parts of a compound do not cover it, or are no
// words.
func checkCover(t *testing.T, s *Splitter, word string) {
	var w compound
	if !s.compound(word, &w) {
		return
	}
	if w.count < 2 {
		t.Errorf("%s: %d parts", word, w.count)
	}
	at := 0
	for i := range w.count {
		p := w.parts[i]
		base := w.base(i, i)
		if p.start != at || p.word <= p.start || p.end < p.word || p.end-p.word > 3 {
			t.Errorf("%s: part %d from %d to %d and %d, want it at %d", word, i, p.start, p.word, p.end, at)
		}
		if n := utf8.RuneCountInString(base); n < 2 || n == 2 && !strings.Contains(" by bo ny sø æg øl is it tv el år gå ", " "+base+" ") {
			t.Errorf("%s: the part %s is too short", word, base)
		}
		known := false
		for _, prefix := range append([][]byte{nil}, prefixes...) {
			rest, ok := bytes.CutPrefix(w.letters[p.start:p.word], prefix)
			if p.andE {
				rest = append(slices.Clone(rest), 'e')
			}
			_, in := s.words.find(rest)
			known = known || ok && in
		}
		for _, list := range s.learnt {
			known = known || slices.Contains(list, string(w.letters[p.start:p.word]))
		}
		if !known {
			t.Errorf("%s: nobody knows the part %s", word, base)
		}
		at = p.end
	}
	if at != w.n {
		t.Errorf("%s: the parts end at %d of %d", word, at, w.n)
	}
}

// Also words that nobody has thought of: what two words of the lists make.
func TestPartsCoverTheWord(t *testing.T) {
	s := NewSplitter(maps.All(map[string]int{"gellerup": 12, "mondragon": 40}))
	var words []string
	for _, name := range []string{"compounds.txt", "whole.txt"} {
		for _, f := range readList(t, name) {
			words = append(words, Fold(f[0]))
		}
	}
	divided := 0
	for i, word := range words {
		checkCover(t, s, word)
		other := words[(i*7919+13)%len(words)]
		for _, link := range []string{"", "s", "e", "gellerup"} {
			checkCover(t, s, word+link+other)
			if s.Parts(word+link+other) != nil {
				divided++
			}
		}
	}
	if divided < len(words) {
		t.Errorf("of %d words that two make only %d are divided", 4*len(words), divided)
	}
}

func FuzzParts(f *testing.F) {
	for _, w := range []string{"socialtilsynet", "klimåftryk", "co2e", "", "å", "§83.2", "ååååååååååååååååååååååååååååååååååååååååå", "\xff", "planplanplanplanplanplanplanplanplanplanplan"} {
		f.Add(w)
	}
	s := NewSplitter(maps.All(map[string]int{"gellerup": 12, "mondragon": 40}))
	f.Fuzz(func(t *testing.T, word string) {
		for _, w := range []string{word, Fold(word)} {
			checkCover(t, s, w)
			parts, leaves := s.Parts(w), s.Leaves(w)
			if len(leaves) > len(parts) || len(leaves) == 1 {
				t.Errorf("%q: leaves %q, parts %q", w, leaves, parts)
			}
			if slices.Contains(parts, "") {
				t.Errorf("%q: an empty part in %q", w, parts)
			}
		}
	})
}

// A decade's archive has some 300,000 forms, each of which is divided once.
func BenchmarkParts(b *testing.B) {
	s := NewSplitter(nil)
	var words []string
	for _, name := range []string{"compounds.txt", "whole.txt"} {
		for _, f := range readList(b, name) {
			words = append(words, Fold(f[0]))
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		for _, w := range words {
			s.Parts(w)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(words)), "ns/word")
}

// Parts is Divide's.
func (s *Splitter) Parts(folded string) []string { return s.Divide(folded, Stem).Parts }

// Leaves are those of Parts that Division.Leaves counts.
func (s *Splitter) Leaves(folded string) []string {
	d := s.Divide(folded, Stem)
	if d.Leaves == 0 {
		return nil
	}
	return d.Parts[:d.Leaves]
}
