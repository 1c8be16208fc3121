package index

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"referat/index/danish"
	"referat/pkg/agenda"
)

// A table gives back what was written into it, by key, by number, in order and
// by beginning, and nothing else.
func TestTable(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 9))
	for _, n := range []int{0, 1, 15, 16, 17, 1000} {
		set := map[string]bool{}
		for len(set) < n {
			word := ""
			for range 1 + rnd.IntN(12) {
				word += string([]rune("abæø§5")[rnd.IntN(6)])
			}
			set[word] = true
		}
		keys := slices.Sorted(maps.Keys(set))
		payload := func(i int) []byte { return []byte(strings.Repeat(keys[i], i%4)) }
		encoded := newTable(len(keys), func(i int) (string, []byte) { return keys[i], payload(i) })
		table, rest := readTable(append(encoded, "rest"...))
		if table.n != n || string(rest) != "rest" {
			t.Fatalf("%d keys and %q, want %d", table.n, rest, n)
		}
		for i, key := range keys {
			if k, p := table.at(i); k != key || string(p) != string(payload(i)) {
				t.Errorf("the %d-th of %d is %q with %q", i, n, k, p)
			}
			if p, ok := table.find(key); !ok || string(p) != string(payload(i)) {
				t.Errorf("%q has %q, %v", key, p, ok)
			}
		}
		for range 200 {
			key := string([]rune("abæø§5x"[rnd.IntN(3):]))[:rnd.IntN(3)]
			if n > 0 {
				key = keys[rnd.IntN(n)]
				if cut := rnd.IntN(len(key) + 1); rnd.IntN(2) == 0 {
					key = key[:cut]
				} else {
					key += "a"
				}
			}
			at, known := slices.BinarySearch(keys, key)
			if got := table.search(key); got != at {
				t.Errorf("%q comes before the %d-th of %d, want %d", key, got, n, at)
			}
			if _, ok := table.find(key); ok != known {
				t.Errorf("finding %q: %v", key, ok)
			}
			var got, want []string
			for i, row := range table.prefixed(key) {
				got = append(got, string(row.key))
				if string(row.payload) != string(payload(i)) {
					t.Errorf("%q has %q", row.key, row.payload)
				}
			}
			for _, k := range keys {
				if strings.HasPrefix(k, key) {
					want = append(want, k)
				}
			}
			if !slices.Equal(got, want) {
				t.Errorf("%q begins %q, want %q", key, got, want)
			}
		}
	}
}

// The lexicon has every word of the texts, with the fields and entries that it
// stands in; the forms of a stem are found by it, and so are compounds by the
// stems of their parts.
func TestLexicon(t *testing.T) {
	docs := randomDocuments(rand.New(rand.NewPCG(3, 3)), 50)
	r := offline(t, 1, docs...)
	type use struct {
		fields  fields
		entries [textFields]int
	}
	want := map[string]*use{}
	for _, d := range docs {
		for e := range entries(d, nil) {
			seen := map[string]fields{}
			e.texts(func(f field, text string) {
				danish.Each(text, func(t danish.Token) {
					if isWord(string(t.Term)) {
						seen[string(t.Term)] |= 1 << f
					}
				})
			})
			for word, in := range seen {
				if want[word] == nil {
					want[word] = &use{}
				}
				want[word].fields |= in
				for f := range textFields {
					if in.has(f) {
						want[word].entries[f]++
					}
				}
			}
		}
	}
	forms := 0
	for f := range r.lexicon.prefixed("") {
		forms++
		u := want[f.Text]
		if u == nil || f.fields != u.fields || f.Entries != slices.Max(u.entries[:]) {
			t.Errorf("%+v, want %+v", f, u)
		}
		if known, ok := r.lexicon.form(f.Text); !ok || known != f {
			t.Errorf("%s: %+v, %v", f.Text, known, ok)
		}
		concepts, _ := r.lexicon.conceptsOf(f.Text)
		if len(concepts) == 0 || concepts[0] != danish.Stem(f.Text) {
			t.Errorf("%s has the stems %v", f.Text, concepts)
			continue
		}
		for i, stem := range concepts {
			c := r.lexicon.concept(stem)
			list := c.inflections
			if i > 0 {
				list = r.lexicon.compoundsOf(c)
			}
			if !slices.Contains(list, f) {
				t.Errorf("%s is not among those of %s: %v", f.Text, stem, list)
			}
		}
	}
	if forms != len(want) {
		t.Errorf("%d forms, want %d", forms, len(want))
	}
	for _, no := range []string{"", "elefant", "plan ", "§85"} {
		if f, ok := r.lexicon.form(no); ok {
			t.Errorf("%q is %+v", no, f)
		}
		if c, _ := r.lexicon.conceptsOf(no); c != nil {
			t.Errorf("%q has the stems %v", no, c)
		}
	}
}

// Sets of entries come back, few and many.
func TestSets(t *testing.T) {
	rnd := rand.New(rand.NewPCG(8, 1))
	for _, n := range []int{0, 1, fewEntries, fewEntries + 1, 5000} {
		set := roaringOf(rnd, n)
		b, err := setOf(set.Clone())
		if err != nil {
			t.Fatal(err)
		}
		if got, err := readSet(b); err != nil || !got.Equals(set) {
			t.Errorf("%d entries came back as %d, %v", n, got.GetCardinality(), err)
		}
	}
}

// Whatever is in the lexicon's file, opening and asking it gives answers or
// ErrDamaged.
func FuzzLexicon(f *testing.F) {
	dir := filepath.Join(f.TempDir(), "index")
	b, err := NewBuilder(dir, dir+".tmp")
	if err != nil {
		f.Fatal(err)
	}
	for _, d := range append(randomDocuments(rand.New(rand.NewPCG(2, 2)), 3), testDocument()) {
		if err := b.Put(d, nil); err != nil {
			f.Fatal(err)
		}
	}
	if _, err := b.Close(1); err != nil {
		f.Fatal(err)
	}
	whole, err := os.ReadFile(filepath.Join(dir, LexiconName))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(whole)
	f.Add(whole[:len(whole)/2])
	f.Add([]byte(lexiconMark))
	f.Add(binary.AppendUvarint([]byte(lexiconMark+"sum."), 1<<63))
	f.Add(binary.AppendUvarint([]byte(lexiconMark+"sum.\x00"), 1<<40))
	for i := range 20 {
		broken := slices.Clone(whole)
		broken[len(broken)*i/20] ^= 0xff
		f.Add(broken)
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		dir := t.TempDir()
		for _, summed := range []bool{false, true} {
			if head := len(lexiconMark) + sumSize; summed && len(file) >= head { // as if it had been written so
				file = slices.Clone(file)
				copy(file, lexiconMark)
				binary.LittleEndian.PutUint32(file[len(lexiconMark):], sumOf(file[head:]))
			}
			if err := askLexicon(dir, file); err != nil && !errors.Is(err, ErrDamaged) {
				t.Fatal(err)
			}
		}
	})
}

// askLexicon opens a lexicon of these bytes and asks it all there is to ask.
func askLexicon(dir string, file []byte) (err error) {
	if err := os.WriteFile(filepath.Join(dir, LexiconName), file, 0o600); err != nil {
		return err
	}
	l, err := openLexicon(dir)
	if err != nil {
		return err
	}
	defer recovered(&err)
	for _, word := range []string{"", "plan", "klimaplan", "å", "zzz"} {
		l.form(word)
		l.conceptsOf(word)
		l.near(context.Background(), word, 2, nil)
		c := l.concept(danish.Stem(word))
		l.compoundsOf(c)
		for f := range textFields {
			if _, _, err := c.set(0, f); err != nil {
				return fmt.Errorf("%w: %w", ErrDamaged, err)
			}
		}
		for range l.prefixed(word) {
		}
	}
	return nil
}

// A lexicon that is missing, cut short or changed is told of when the index is
// opened or asked, and never crashes it.
func TestDamagedLexicon(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "index")
	d := testDocument()
	buildIn(t, dir, 1, append(randomDocuments(rand.New(rand.NewPCG(2, 2)), 8), d)...)
	path := filepath.Join(dir, LexiconName)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir, nil); !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), hintReindex) {
		t.Errorf("no lexicon: %v", err)
	}
	noticed := 0
	for i := range 120 {
		broken := slices.Clone(whole)
		at := len(broken) * i / 120
		switch i % 3 {
		case 0:
			broken = broken[:at]
		case 1:
			broken[at] ^= 0xff
		case 2:
			for j := at; j < min(at+8, len(broken)); j++ {
				broken[j] = 0xff
			}
		}
		if err := os.WriteFile(path, broken, 0o600); err != nil {
			t.Fatal(err)
		}
		r, err := Open(dir, BuiltInSynonyms())
		if err == nil {
			for _, text := range []string{"plan", "klimaplna", "k*", `"på den"`, "skolerenovering"} {
				result, serr := r.Search(t.Context(), Query{Text: text, Explain: true})
				if serr == nil {
					thing, _ := d.Find(agenda.NewID(d.Source.SHA256).Meeting(1).Punkt(1))
					result.Locate(thing)
				}
				_, suggestErr := r.Suggest(t.Context(), text, 5, 5, false)
				err = errors.Join(err, serr, suggestErr)
				r.DidYouMean(t.Context(), text, false)
				r.Knows(text)
			}
			r.Close()
		}
		if err != nil {
			noticed++
			if !errors.Is(err, ErrDamaged) {
				t.Errorf("damage at %d of %d: %v", at, len(whole), err)
			}
		}
	}
	if noticed < 119 { // of one byte that is 0xff already
		t.Errorf("only %d of 120 damages were noticed", noticed)
	}
}

// A lexicon of another run than the index is no lexicon of it.
func TestLexiconOfAnotherSequence(t *testing.T) {
	dir, later := filepath.Join(t.TempDir(), "index"), filepath.Join(t.TempDir(), "later")
	buildIn(t, dir, 7, testDocument())
	buildIn(t, later, 8, testDocument())
	opened(t, dir).Close()
	other, err := os.ReadFile(filepath.Join(later, LexiconName))
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, LexiconName), other, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir, nil); !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), hintReindex) {
		t.Errorf("%v, want ErrDamaged", err)
	}
}
