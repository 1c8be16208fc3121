package bench

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"referat/pkg/agenda"
)

// An author's texts have the figures of real minutes: of one real export, 7.1
// bytes a word, 5.7 letters, 212 different words of 430 (240 where nothing is
// repeated), one word in 15 with a digit, and a third of these ten words.
func TestAuthor(t *testing.T) {
	a := &author{lexicon: newLexicon()}
	common := strings.Fields("og i til af at for på med om er")
	words, bytes, windows, different, digits, function, documents := 0, 0, 0, 0, 0, 0, 0
	for i := range 60 {
		for _, p := range punkter(a.meeting(i, punkterEach), 1) {
			list := slices.Collect(wordsOf(p.Title + "\n" + p.Body))
			documents++
			words += len(list)
			bytes += len(p.Title) + len(p.Body)
			for _, w := range list {
				if !letters(w) {
					digits++
				}
				if slices.Contains(common, w) {
					function++
				}
			}
			for window := range slices.Chunk(list, meanWords) {
				if len(window) == meanWords {
					windows++
					seen := map[string]bool{}
					for _, w := range window {
						seen[w] = true
					}
					different += len(seen)
				}
			}
		}
	}
	for _, f := range []struct {
		what           string
		got, low, high float64
	}{
		{"words a document", float64(words) / float64(documents), 400, 460},
		{"bytes a word", float64(bytes) / float64(words), 6.8, 7.6},
		{"different words of 430", float64(different) / float64(windows), 205, 260},
		{"words with a digit, percent", 100 * float64(digits) / float64(words), 4, 8},
		{"the ten commonest words, percent", 100 * float64(function) / float64(words), 18, 26},
	} {
		if f.got < f.low || f.got > f.high {
			t.Errorf("%s: %.1f, want %.1f to %.1f", f.what, f.got, f.low, f.high)
		}
	}
}

// What is written is read again, and the same number gives the same text.
func TestCorpus(t *testing.T) {
	dir := t.TempDir()
	m, err := write(dir, 25)
	if err != nil {
		t.Fatal(err)
	}
	var got []*agenda.Document
	err = documents(dir, func(d *agenda.Document, first int) error {
		if want := len(got)*punkterEach + 1; first != want {
			t.Errorf("first is %d, want %d", first, want)
		}
		got = append(got, d)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	a := &author{lexicon: newLexicon()}
	words := 0
	for i, n := range []int{10, 10, 5} {
		want := a.meeting(i, n)
		if diff := cmp.Diff(want, got[i]); diff != "" {
			t.Errorf("document %d: %s", i, diff)
		}
		for _, p := range punkter(want, 1) {
			words += len(slices.Collect(wordsOf(p.Title + "\n" + p.Body)))
		}
	}
	if m.Punkter != 25 || m.Words != words {
		t.Errorf("%+v, want 25 documents of %d words", m, words)
	}
}

// Every question has an answer in the corpus, and every band of words is asked
// for.
func TestQuestions(t *testing.T) {
	dir := t.TempDir()
	const n = 30
	if _, err := write(dir, 1000); err != nil {
		t.Fatal(err)
	}
	list, forms, err := questions(dir, n)
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	err = documents(dir, func(d *agenda.Document, first int) error {
		for _, p := range punkter(d, first) {
			texts = append(texts, " "+strings.Join(slices.Collect(wordsOf(p.Title+"\n"+p.Body)), " ")+" ")
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	counted, bands := map[kind]int{}, map[string]int{}
	for _, q := range list {
		if !q.Warm {
			counted[q.Kind]++
		}
		found := 0
		for _, text := range texts {
			ok := true
			switch q.Kind {
			case kindPrefix:
				ok = strings.Contains(text, " "+q.Words[0])
			case kindPhrase:
				ok = strings.Contains(text, " "+strings.Join(q.Words, " ")+" ")
			default:
				for _, w := range q.Words {
					ok = ok && strings.Contains(text, " "+w+" ")
				}
			}
			if ok {
				found++
			}
		}
		if found == 0 {
			t.Errorf("%s %q is in no document", q.Kind, q.Words)
		}
		if q.Kind == kindWord {
			switch {
			case found*commonPart >= len(texts):
				bands["common"]++
			case found >= middleFrom(len(texts)):
				bands["middle"]++
			default:
				bands["rare"]++
			}
		}
	}
	for _, k := range kinds() {
		if counted[k] != n {
			t.Errorf("%d questions of kind %s, want %d", counted[k], k, n)
		}
	}
	if len(list) != len(kinds())*n*6/5 || forms < 10_000 {
		t.Errorf("%d questions, %d forms", len(list), forms)
	}
	for _, band := range bandNames() {
		if bands[band] != n*6/5/3 {
			t.Errorf("%d %s words: %v", bands[band], band, bands)
		}
	}
}
