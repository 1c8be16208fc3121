package web

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"referat/index"
	"referat/pkg/agenda"
)

// drawn writes blocks down: [p …], [ul …|…], [table …,…|…], words marked between
// stars, pages as {2}.
func drawn(list []block) string {
	line := func(spans []span) string {
		var b strings.Builder
		for _, s := range spans {
			switch {
			case s.Page > 0:
				fmt.Fprintf(&b, "{%d}", s.Page)
			case s.Hit:
				b.WriteString("*" + s.Text + "*")
			default:
				b.WriteString(s.Text)
			}
		}
		return b.String()
	}
	var out []string
	for _, x := range list {
		var parts []string
		for _, row := range x.Table {
			var cells []string
			for _, c := range row {
				cells = append(cells, line(c))
			}
			parts = append(parts, strings.Join(cells, ","))
		}
		for _, i := range x.Items {
			parts = append(parts, line(i))
		}
		kind := "p"
		if x.List {
			kind = "ul"
		} else if x.Table != nil {
			kind = "table"
		}
		out = append(out, "["+kind+" "+strings.Join(parts, "|")+"]")
	}
	return strings.Join(out, "")
}

// read is the text of blocks without anything else.
func read(list []block) string {
	var b strings.Builder
	for _, x := range list {
		for _, line := range append(slices.Concat(x.Table...), x.Items...) {
			for _, s := range line {
				b.WriteString(s.Text)
			}
			b.WriteByte('\n')
		}
	}
	return b.String()
}

func TestBlocks(t *testing.T) {
	page := func(n int) string { return fmt.Sprintf("/side/%d", n) }
	at := func(text string, words ...string) []index.Location {
		var list []index.Location
		from := 0
		for _, w := range words {
			i := from + strings.Index(text[from:], w)
			list = append(list, index.Location{Start: i, End: i + len(w)})
			from = i + len(w)
		}
		return list
	}
	for _, x := range []struct {
		text  string
		words []string
		marks []agenda.Mark
		want  string
	}{
		{"", nil, nil, ""},
		{"Godkendt.", nil, nil, "[p Godkendt.]"},
		{"En bro.\n\nTo broer.", []string{"bro", "broer"}, nil, "[p En *bro*.][p To *broer*.]"},
		{"Bemærkninger\n- en bro\n- en sti\nSlut", []string{"bro"}, nil, "[p Bemærkninger][ul en *bro*|en sti][p Slut]"},
		{"a\tb\nc\td\nslut", []string{"d"}, nil, "[table a,b|c,*d*][p slut]"},
		{"a\tb\nslut", nil, nil, "[p a  b][p slut]"},
		{"første\nanden", nil, []agenda.Mark{{Page: 1}, {Page: 2, Offset: len("første\n")}}, "[p {1}første][p {2}anden]"},
		{"midt i en linje", []string{"midt", "linje"}, []agenda.Mark{{Page: 3, Offset: 5}}, "[p *midt* {3}i en *linje*]"},
		{"et langtord her", []string{"langtord"}, []agenda.Mark{{Page: 3, Offset: 7}}, "[p et *langtord*{3} her]"},
		{"slut", nil, []agenda.Mark{{Page: 9, Offset: 40}}, "[p slut]"},
		{"række over\nto linjer", []string{"over\nto"}, nil, "[p række *over*][p *to* linjer]"},
	} {
		if got := drawn(blocks(x.text, at(x.text, x.words...), x.marks, page)); got != x.want {
			t.Errorf("%q: %s, not %s", x.text, got, x.want)
		}
	}
}

// FuzzBlocks shows any text, whatever is to be marked in it: no word is lost.
func FuzzBlocks(f *testing.F) {
	f.Add("en bro\n- to\ta\tb\nc\td", 3, 6, 4, 2)
	f.Fuzz(func(t *testing.T, text string, start, end, offset, page int) {
		if start < 0 || start > end || end > len(text) {
			return
		}
		list := blocks(text, []index.Location{{Start: start, End: end}}, []agenda.Mark{{Page: page, Offset: offset}}, func(int) string { return "/" })
		squeeze := func(s string) string { // hyphens begin lists, and are not shown there
			return strings.Join(strings.Fields(strings.ReplaceAll(s, "-", "")), "")
		}
		got := read(list)
		if squeeze(got) != squeeze(text) && utf8.ValidString(text) {
			t.Errorf("%q is shown as %q", text, got)
		}
	})
}
