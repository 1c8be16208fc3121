package web

import (
	"strings"

	"referat/index"
	"referat/index/query"
	"referat/pkg/library"
)

// A wordRead tells how a word of a search was read.
type wordRead struct {
	Word string
	Says string
}

// mostForms is how many words an explanation names.
const mostForms = 8

// wordsRead tells of each word of a search how it was read.
func wordsRead(f *library.Found, text string) []wordRead {
	out := map[string]bool{} // what is left out, and not wanted elsewhere
	for _, c := range query.Parse(text).Clauses {
		for _, t := range c.Any {
			if left, known := out[t.Typed]; c.Not && (left || !known) {
				out[t.Typed] = true
			} else {
				out[t.Typed] = false
			}
		}
	}
	var list []wordRead
	for i := range f.Read {
		r := &f.Read[i]
		switch says := readSays(r); {
		case says == "":
		case out[r.Typed]:
			list = append(list, wordRead{"-" + r.Typed, "udelades: punkter, der har det, er ikke med. " + quoted(r.Typed) + " " + says})
		default:
			list = append(list, wordRead{r.Typed, says})
		}
	}
	return list
}

// readSays tells how a word was read; "" for years and outcomes, which say
// themselves what they limit.
func readSays(r *library.TermRead) string {
	says := r.Said()
	if says == "" {
		return ""
	}
	for _, x := range []struct {
		what  string
		words []string
	}{
		{"andre former", shownForms(r.Inflections)}, {"led i", shownForms(r.Compounds)}, {"også stavet", r.Spelt},
		{"synonymer", r.Synonyms}, {"ligner", shownForms(r.Near)},
	} {
		words := x.words
		if more := len(words) - mostForms; more > 0 {
			words = append(words[:mostForms:mostForms], "og "+number(more)+" til")
		}
		if len(words) > 0 {
			says += "; " + x.what + ": " + strings.Join(words, ", ")
		}
	}
	return says + "."
}

func shownForms(list []index.Form) []string {
	words := make([]string, len(list))
	for i, f := range list {
		words[i] = f.Shown
	}
	return words
}
