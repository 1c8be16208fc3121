package segment

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"referat/ingest/pdftext"
	"referat/pkg/agenda"
)

// A read is a document with the texts of its pages, to be erased from.
type read struct {
	doc   agenda.Document
	texts []string
}

func (r read) clone(t *testing.T) *agenda.Document {
	t.Helper()
	data, err := json.Marshal(r.doc)
	if err != nil {
		t.Fatal(err)
	}
	var d agenda.Document
	if err := json.Unmarshal(data, &d); err != nil {
		t.Fatal(err)
	}
	return &d
}

func readAll(doc *pdftext.Document) read {
	r := read{doc: Segment(doc, agenda.Source{SHA256: strings.Repeat("ab", 32), Pages: len(doc.Pages)})}
	for i := range doc.Pages {
		r.texts = append(r.texts, doc.Pages[i].Text())
	}
	return r
}

// TestErase takes pages out of the documents that the segmenter makes: each
// alone, and some at once. What is said of Erase has to hold of all of them.
func TestErase(t *testing.T) {
	random := rand.New(rand.NewPCG(4, 1))
	for _, name := range names(t) {
		t.Run(name, func(t *testing.T) {
			r := readAll(extract(t, name))
			var sets [][]int
			for p := range r.texts {
				sets = append(sets, []int{p + 1})
			}
			for range 10 {
				var set []int
				for p := range r.texts {
					if random.IntN(3) == 0 {
						set = append(set, p+1)
					}
				}
				sets = append(sets, set)
			}
			for thing := range r.doc.Things() {
				if b := thing.Bilag; b != nil && b.Pages != nil {
					var set []int
					for p := b.Pages[0]; p <= b.Pages[1]; p++ {
						set = append(set, p)
					}
					sets = append(sets, set)
				}
			}
			for _, set := range sets {
				checkErased(t, r, set)
			}
		})
	}
}

func checkErased(t *testing.T, r read, pages []int) {
	t.Helper()
	d := r.clone(t)
	d.Erase(pages, r.texts)
	if d.Warnings[len(d.Warnings)-1].Code != agenda.WarnRemoved {
		t.Errorf("%v: no warning names the pages", pages)
	}

	// No word that stands on these pages alone is left.
	only := map[string]bool{}
	for i, text := range r.texts {
		if slices.Contains(pages, i+1) {
			for w := range agenda.Words(text) {
				only[w] = utf8.RuneCountInString(w) > 2
			}
		}
	}
	for i, text := range r.texts {
		if !slices.Contains(pages, i+1) {
			for w := range agenda.AllWords(text) {
				delete(only, w)
			}
		}
	}
	own := strings.Join(agenda.ErasedTexts(), " ")
	for _, s := range eachString(t, d) {
		for w := range agenda.Words(s) {
			if only[w] && !strings.Contains(own, w) {
				t.Errorf("%v: %q is left, in %q", pages, w, s)
			}
		}
	}

	// IDs are what they were; only what stood in a bilag that went whole is gone.
	before, after := things(&r.doc), things(d)
	for id := range after {
		if _, ok := before[id]; !ok {
			t.Errorf("%v: %s is new", pages, id)
		}
	}
	for id, was := range before {
		if _, ok := after[id]; !ok && !(id.Nested() && whole(was.Pages(), pages)) {
			t.Errorf("%v: %s is gone", pages, id)
		}
	}

	// Texts of other pages are as they were.
	for id, is := range after {
		kept(t, pages, before[id], is, only)
	}

	again := r.clone(t)
	again.Erase(pages, r.texts)
	again.Erase(pages, r.texts)
	if a, b := asJSON(t, d), asJSON(t, again); a != b {
		t.Errorf("%v: erasing again changes\n%s\nto\n%s", pages, a, b)
	}
}

// kept checks that every line of a text that lies on pages that stay is there
// still, on the page where it was, and that no other is.
func kept(t *testing.T, pages []int, was, is agenda.Thing, only map[string]bool) {
	t.Helper()
	text, left := was.Text(), is.Text()
	lost := 0
	for line, at := range lines(text) {
		first, last := was.PageAt(at), was.PageAt(at+len(line)-1)
		if slices.Contains(pages, first) || slices.Contains(pages, last) {
			continue
		}
		swept := slices.ContainsFunc(slices.Collect(agenda.Words(line)), func(w string) bool { return only[w] })
		if i := strings.Index("\n"+left+"\n", "\n"+line+"\n"); i < 0 && !swept {
			t.Errorf("%v: %s has lost %q of page %d", pages, is.ID, line, first)
		} else if i >= 0 && strings.Count(text, line) == 1 && is.PageAt(i) != first {
			t.Errorf("%v: %s has %q on page %d, it was on %d", pages, is.ID, line, is.PageAt(i), first)
		} else if i < 0 {
			lost++
		}
	}
	for line := range lines(left) {
		if !strings.Contains(text, line) {
			t.Errorf("%v: %s has got %q", pages, is.ID, line)
		}
	}
	if lost > 0 {
		t.Logf("%v: %s: %d lines of other pages went, for a word", pages, is.ID, lost)
	}
}

func lines(text string) func(func(string, int) bool) {
	return func(yield func(string, int) bool) {
		at := 0
		for line := range strings.SplitSeq(text, "\n") {
			if line != "" && !yield(line, at) {
				return
			}
			at += len(line) + 1
		}
	}
}

func whole(r agenda.PageRange, pages []int) bool {
	for p := r[0]; p <= r[1]; p++ {
		if !slices.Contains(pages, p) {
			return false
		}
	}
	return true
}

func things(d *agenda.Document) map[agenda.ID]agenda.Thing {
	m := map[agenda.ID]agenda.Thing{}
	for t := range d.Things() {
		m[t.ID] = t
	}
	return m
}

func asJSON(t *testing.T, v any) string {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// eachString lists the strings of d's JSON that are not the program's own words.
func eachString(t *testing.T, d *agenda.Document) []string {
	t.Helper()
	var v any
	if err := json.Unmarshal([]byte(asJSON(t, d)), &v); err != nil {
		t.Fatal(err)
	}
	var out []string
	var walk func(v any)
	walk = func(v any) {
		switch v := v.(type) {
		case string:
			out = append(out, v)
		case []any:
			for _, e := range v {
				walk(e)
			}
		case map[string]any:
			for _, k := range slices.Sorted(maps.Keys(v)) {
				if !slices.Contains([]string{"schema", "kind", "outcome", "code"}, k) {
					walk(v[k])
				}
			}
		}
	}
	walk(v)
	return out
}

// A document of which every page is erased says nothing any more.
func TestEraseAll(t *testing.T) {
	for _, name := range names(t) {
		r := readAll(extract(t, name))
		d := r.clone(t)
		var all []int
		for p := range r.texts {
			all = append(all, p+1)
		}
		d.Erase(all, r.texts)
		for thing := range d.Things() {
			if thing.Text() != "" || thing.Title() != agenda.Erased {
				t.Errorf("%s: %s has %q %q", name, thing.ID, thing.Title(), thing.Text())
			}
		}
		if len(d.Warnings) == 0 || fmt.Sprint(d.Warnings[len(d.Warnings)-1].Pages) != fmt.Sprint(all) {
			t.Errorf("%s: warnings %v", name, d.Warnings)
		}
	}
}
