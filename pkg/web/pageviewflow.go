package web

import "strings"

// A page's text has the lines of the PDF. To be read in a column of another
// width, lines that a paragraph goes on over become one (Config.Flow knows which).

// flowing is a text with spaces for the newlines at those places. It has as many
// bytes, and each where it was.
func flowing(text string, at []int) string {
	out := []byte(text)
	for _, i := range at {
		if i >= 0 && i < len(out) && out[i] == '\n' {
			out[i] = ' '
		}
	}
	return string(out)
}

// mended are the spans of a text with words whole that were broken at the end of
// a line, where the PDF says so (U+00AD).
func mended(list []span) []span {
	for i := range list {
		list[i].Text = strings.NewReplacer("\u00ad\n", "", "\u00ad ", "").Replace(list[i].Text)
	}
	return list
}
