package main

import (
	"bytes"
	"errors"
	"iter"
	"strings"
	"testing"

	"referat/pkg/agenda"
)

func TestCompletenessAfterAnImport(t *testing.T) {
	sha := strings.Repeat("abcdef", 11)[:64]
	whole := &agenda.Document{Source: agenda.Source{SHA256: sha}, Meetings: []agenda.Meeting{{Date: "2026-03-23", Punkter: []agenda.Punkt{{Number: "1"}}}}}
	none := &agenda.Document{Source: agenda.Source{SHA256: sha}}
	torn := &agenda.Document{Source: agenda.Source{SHA256: sha}, Meetings: whole.Meetings, Warnings: []agenda.Warning{
		{Code: agenda.WarnHeadingMissing, Message: "Indhold lover punkt 2: Lys, som ikke blev fundet.", Pages: []int{1}},
		{Code: agenda.WarnHeadingMissing, Message: "Indhold lover punkt 3: Mad, som ikke blev fundet.", Pages: []int{1}},
	}}
	broken := errors.New("arkivet er beskadiget")
	all := func(err error, docs ...*agenda.Document) iter.Seq2[*agenda.Document, error] {
		return func(yield func(*agenda.Document, error) bool) {
			for _, d := range docs {
				if !yield(d, nil) {
					return
				}
			}
			if err != nil {
				yield(nil, err)
			}
		}
	}
	for name, tt := range map[string]struct {
		docs iter.Seq2[*agenda.Document, error]
		want string
		err  error
	}{
		"nothing": {all(nil), "", nil},
		"whole":   {all(nil, whole, whole), "", nil},
		"missing": {all(nil, whole, torn, none), "3 mangler i det importerede: dokumenter uden møder: 1; lovet i Indhold, men ikke fundet: 2\nhvor: kør referat check\n", nil},
		"damaged": {all(broken, torn), "", broken},
	} {
		var out bytes.Buffer
		e := &env{stdout: &out}
		if err := e.completeness(tt.docs); !errors.Is(err, tt.err) || out.String() != tt.want {
			t.Errorf("%s: %q, %v; want %q, %v", name, out.String(), err, tt.want, tt.err)
		}
	}
}

func TestPageList(t *testing.T) {
	for want, pages := range map[string][]int{"": nil, "4": {4}, "1-3, 7, 9-10": {1, 2, 3, 7, 9, 10}} {
		if got := pageList(pages); got != want {
			t.Errorf("%v is %q, want %q", pages, got, want)
		}
	}
}
