package web

import (
	"strings"

	"referat/index"
	"referat/pkg/agenda"
)

// A span is a piece of a text that is shown: words that were looked for, which
// are marked, or others, or the place where a page begins.
type span struct {
	Text string
	Hit  bool
	Page int    // a page begins here; there is no text then
	Href string // of that page
}

// A block is a paragraph, a list or a table of a text.
type block struct {
	List  bool
	Table [][][]span // rows of cells; nil where it is none
	Items [][]span   // of a list its items, else one paragraph
}

// blocks are a text as it is shown: a paragraph a line, lines that begin with
// "- " a list, lines with tabs that follow each other a table. at is where words
// to be marked stand, marks where pages begin; pageHref, which may be nil, is the
// address of a page.
func blocks(text string, at []index.Location, marks []agenda.Mark, pageHref func(int) string) []block {
	if pageHref == nil {
		marks = nil
	}
	w := &weaver{text: text, at: at, marks: marks, pageHref: pageHref}
	var out []block
	for start := 0; start < len(text); {
		end := start + strings.IndexByte(text[start:]+"\n", '\n')
		if strings.TrimSpace(text[start:end]) != "" {
			out = w.line(out, start, end)
		}
		start = end + 1
	}
	for i := range out {
		if len(out[i].Table) == 1 { // one line with tabs is no table
			out[i] = block{Items: [][]span{joined(out[i].Table[0])}}
		}
	}
	return out
}

// joined are the cells of a row as one line.
func joined(cells [][]span) []span {
	var line []span
	for i, c := range cells {
		if i > 0 {
			line = append(line, span{Text: "  "})
		}
		line = append(line, c...)
	}
	return line
}

// A weaver makes the spans of a text, from its beginning to its end.
type weaver struct {
	text     string
	at       []index.Location
	marks    []agenda.Mark
	pageHref func(int) string
}

// line adds the line text[start:end] to the blocks before it.
func (w *weaver) line(out []block, start, end int) []block {
	last := len(out) - 1
	if rest, ok := strings.CutPrefix(w.text[start:end], "- "); ok {
		item := w.spans(end-len(rest), end)
		if last >= 0 && out[last].List {
			out[last].Items = append(out[last].Items, item)
			return out
		}
		return append(out, block{List: true, Items: [][]span{item}})
	}
	if !strings.Contains(w.text[start:end], "\t") {
		return append(out, block{Items: [][]span{w.spans(start, end)}})
	}
	var row [][]span
	for from := start; from <= end; {
		to := from + strings.IndexByte(w.text[from:end]+"\t", '\t')
		row = append(row, w.spans(from, to))
		from = to + 1
	}
	if last >= 0 && out[last].Table != nil {
		out[last].Table = append(out[last].Table, row)
		return out
	}
	return append(out, block{Table: [][][]span{row}})
}

// spans are text[start:end], with the places before it that were not yet passed:
// pages that began between lines.
func (w *weaver) spans(start, end int) []span {
	var out []span
	plain := func(to int) {
		if to > start {
			out = append(out, span{Text: w.text[start:to]})
			start = to
		}
	}
	for {
		for len(w.at) > 0 && w.at[0].End <= start {
			w.at = w.at[1:]
		}
		page := len(w.marks) > 0 && (w.marks[0].Offset < end || w.marks[0].Offset <= start)
		hit := len(w.at) > 0 && start < end && w.at[0].Start < end
		switch {
		case page && (!hit || w.marks[0].Offset <= w.at[0].Start):
			plain(w.marks[0].Offset)
			out = append(out, span{Page: w.marks[0].Page, Href: w.pageHref(w.marks[0].Page)})
			w.marks = w.marks[1:]
		case hit:
			plain(w.at[0].Start)
			to := min(w.at[0].End, end)
			out = append(out, span{Text: w.text[start:to], Hit: true})
			start = to
		default:
			plain(end)
			return out
		}
	}
}

// marked is a line of text with the words at those places marked.
func marked(text string, at []index.Location) []span {
	w := &weaver{text: text, at: at}
	return w.spans(0, len(text))
}
