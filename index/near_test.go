package index

import (
	"context"
	"errors"
	"strings"
	"testing"

	"referat/index/query"
)

// A word that is spelt as it is to be has no stand-in, be it near
// one that is there; a slip has.
func TestNoStandInForWords(t *testing.T) {
	r := texts(t, "Datoer for møder.", "Pile peger.", "Forhold for alle.", "Klimahandleplanen.", "Renovering af skolen.")
	for _, word := range []string{"datter", "pige", "fodbold"} {
		result := search(t, r, Query{Text: word})
		if result.Total != 0 || result.Fuzzy || len(result.Read[0].Near) != 0 {
			t.Errorf("%s: %+v", word, result)
		}
		if meant, err := r.DidYouMean(t.Context(), word, false); meant != "" || err != nil {
			t.Errorf("%s may mean %q, %v", word, meant, err)
		}
	}
	for word, want := range map[string]string{"datoerr": "1", "klimahandelplan": "4", "renoverng": "5", "skolenn": "5"} {
		if result := search(t, r, Query{Text: word}); !result.Fuzzy || numbers(t, r, Query{Text: word}) != want {
			t.Errorf("%s: %+v, want %s", word, result.Hits, want)
		}
	}
}

// Of many slips only the first are looked for: each takes as long as reading all
// words of the archive.
func TestManySlips(t *testing.T) {
	list := []string{"cyklister", "havnen", "renovering", "skolen", "klimaplan", "budgettet", "svømmehallen", "borgmesteren"}
	r := texts(t, strings.Join(list, " "))
	text := strings.Join(list, "q ") + "q" // none of which is a word
	looked := 0
	wishes, err := r.plan(t.Context(), query.Parse(text).Clauses, planning{in: everyField, fuzzy: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range wishes {
		if w.fuzzy() {
			looked++
		}
	}
	meant, err := r.DidYouMean(t.Context(), text, false)
	if err != nil {
		t.Fatal(err)
	}
	if left := strings.Count(meant+" ", "q "); looked != mostSlips || left != len(list)-mostSlips {
		t.Errorf("%d slips looked for, and meant is %q with %d left; want %d", looked, meant, left, mostSlips)
	}
}

// An ending context ends after a number of looks at it, and counts the rest.
type ending struct {
	context.Context
	left  int
	after int
}

func (e *ending) Err() error {
	if e.left > 0 {
		e.left--
		return nil
	}
	e.after++
	return context.Canceled
}

// A search that nobody waits for any more stops at the next word, be they slips
// of nothing.
func TestNonsenseStops(t *testing.T) {
	r := offline(t, 1, testDocument())
	var words []string
	for i := range 40 {
		words = append(words, "vrøvleq"+strings.Repeat(string(rune('a'+i%26)), 1+i/26))
	}
	text := strings.Join(words, " ")
	for name, ask := range map[string]func(ctx context.Context) error{
		"Search":     func(ctx context.Context) error { _, err := r.Search(ctx, Query{Text: text}); return err },
		"DidYouMean": func(ctx context.Context) error { _, err := r.DidYouMean(ctx, text, false); return err },
	} {
		ended, cancel := context.WithCancel(t.Context())
		cancel()
		if err := ask(ended); !errors.Is(err, context.Canceled) {
			t.Errorf("%s, cancelled: %v", name, err)
		}
		for _, left := range []int{0, 1, 2} {
			ctx := &ending{Context: t.Context(), left: left}
			if err := ask(ctx); !errors.Is(err, context.Canceled) || ctx.after > 2*mostSlips+2 {
				t.Errorf("%s, cancelled at the %d-th look: %v, after %d more", name, left, err, ctx.after)
			}
		}
	}
}
