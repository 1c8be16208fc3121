package index

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// Words that follow each other in the query stand close in what comes first.
func TestRankingClose(t *testing.T) {
	apart := "Udsatte får hjælp. " + strings.Repeat(filler, 2) + "Vejen er for borgere."
	near := "Hjælpen er for udsatte borgere. " + strings.Repeat(filler, 2) + "Vejen er her."
	turned := "Borgere, der er udsatte, får hjælp. " + strings.Repeat(filler, 2) + "Vejen er her."
	for _, list := range [][]string{{apart, near, turned}, {near, turned, apart}} {
		r := texts(t, list...)
		if got := rankedNumbers(t, r, Query{Text: "udsatte borgere"}); list[got[2][0]-'1'] != apart {
			t.Errorf("%v", got)
		}
	}
}

// Pages put together are one large page also beyond the hits that are looked at
// for words that stand close.
func TestPagesOfClose(t *testing.T) {
	var list []string
	for i := range 3 * mostCloser {
		switch text := fmt.Sprintf("Udsatte %s borgere %s.", strings.Repeat("og andre ", i%7), strings.Repeat("fordi det er så ", i%11)); {
		case i%5 == 0:
			list = append(list, "Borgere. "+filler+text)
		default:
			list = append(list, text)
		}
	}
	r := texts(t, list...)
	q := Query{Text: "udsatte borgere", Limit: 1000}
	whole := hitIDs(search(t, r, q))
	if len(whole) != len(list) {
		t.Fatalf("%d hits", len(whole))
	}
	for _, size := range []int{7, 20, mostCloser - 1, mostCloser + 1} {
		var pages []string
		for q.Limit, q.Skip = size, 0; len(pages) < len(whole); q.Skip += size {
			pages = append(pages, hitIDs(search(t, r, q))...)
			if q.Skip > len(list) {
				break
			}
		}
		if !slices.Equal(pages, whole) {
			t.Errorf("pages of %d\n%s\nwant\n%s", size, strings.Join(pages, " "), strings.Join(whole, " "))
		}
	}
}
