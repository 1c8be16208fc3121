package pdftext

import (
	"strings"
	"unicode"

	"github.com/ledongthuc/pdf"
)

// outline reads the bookmarks in the order they are shown. It stops quietly
// at damage and at maxOutline entries: the outline is one witness of several.
func (f *file) outline() []Bookmark {
	page := make(map[string]int, len(f.refs))
	for i, r := range f.refs {
		if r.key != "" {
			page[r.key] = i + 1
		}
	}
	w := outlineWalk{f: f, page: page, seen: map[string]bool{}}
	_ = guard(func() { w.siblings(f.r.Trailer().Key("Root").Key("Outlines").Key("First"), 0) })
	return w.marks
}

type outlineWalk struct {
	f     *file
	page  map[string]int
	names map[string]string // named destinations, read when first asked for
	seen  map[string]bool
	marks []Bookmark
	nodes int // of the name tree, visited
}

func (w *outlineWalk) siblings(v pdf.Value, depth int) {
	for v.Kind() == pdf.Dict && depth < maxTreeDepth && len(w.marks) < maxOutline {
		// Two entries that print alike have the same title, parent and
		// neighbours: they are one, met again.
		id := v.String()
		if w.seen[id] {
			return
		}
		w.seen[id] = true
		w.marks = append(w.marks, Bookmark{Title: tidyTitle(v.Key("Title").Text()), Depth: depth, Page: w.target(v)})
		w.siblings(v.Key("First"), depth+1)
		v = v.Key("Next")
	}
}

// target is the page that a bookmark points at, by its Dest or its GoTo action.
func (w *outlineWalk) target(v pdf.Value) int {
	dest := v.Key("Dest")
	if dest.IsNull() && v.Key("A").Key("S").Name() == "GoTo" {
		dest = v.Key("A").Key("D")
	}
	return w.destination(dest)
}

func (w *outlineWalk) destination(dest pdf.Value) int {
	switch dest.Kind() {
	case pdf.Array:
		return w.page[firstRef(dest.String())]
	case pdf.Dict:
		return w.page[firstRef(dest.Key("D").String())]
	case pdf.Name:
		return w.named(dest.Name())
	case pdf.String:
		return w.named(dest.RawString())
	}
	return 0
}

// named looks a named destination up in the catalogue's Dests (PDF 1.1) and
// in its name tree.
func (w *outlineWalk) named(name string) int {
	if w.names == nil {
		w.names = map[string]string{}
		root := w.f.r.Trailer().Key("Root")
		dests := root.Key("Dests")
		for _, k := range dests.Keys() {
			w.addName(k, dests.Key(k))
		}
		w.nameTree(root.Key("Names").Key("Dests"), 0)
	}
	return w.page[w.names[name]]
}

func (w *outlineWalk) nameTree(v pdf.Value, depth int) {
	w.nodes++
	if depth > maxTreeDepth || len(w.names) > maxOutline || w.nodes > maxNodes {
		return
	}
	names := v.Key("Names")
	for i := 0; i+1 < names.Len(); i += 2 {
		w.addName(names.Index(i).RawString(), names.Index(i+1))
	}
	kids := v.Key("Kids")
	for i := 0; i < kids.Len(); i++ {
		w.nameTree(kids.Index(i), depth+1)
	}
}

func (w *outlineWalk) addName(name string, dest pdf.Value) {
	if dest.Kind() == pdf.Dict {
		dest = dest.Key("D")
	}
	w.names[name] = firstRef(dest.String())
}

// firstRef is the reference that a printed destination begins with:
// "[12 0 R /XYZ 0 700 0]" gives "12 0 R".
func firstRef(s string) string {
	words := strings.Fields(strings.TrimLeft(s, "["))
	if len(words) >= 3 && strings.TrimRight(words[2], "]") == "R" {
		return words[0] + " " + words[1] + " R"
	}
	return ""
}

// tidyTitle makes a bookmark's title one line, without control characters.
func tidyTitle(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}
