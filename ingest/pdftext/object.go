package pdftext

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/ledongthuc/pdf"
)

// looksLikePDF reports whether a file's first bytes hold the PDF mark, which
// readers look for in the first 1,024 bytes (ISO 32000-1, annex H.3.4.1).
func looksLikePDF(head []byte) bool { return bytes.Contains(head, []byte("%PDF-")) }

// isEncryption reports whether the object layer refused a file for the way
// it is encrypted.
func isEncryption(err error) bool {
	return strings.Contains(err.Error(), "encryption") || strings.Contains(err.Error(), "encrypted")
}

// A pageRef is a leaf of the page tree with what it inherits.
type pageRef struct {
	v         pdf.Value
	resources pdf.Value
	media     pdf.Value
	crop      pdf.Value
	rotate    int64
	key       string // the reference in its parent's Kids, "12 0 R"
}

// pageTree walks the page tree once. Kids that name a node above them, and
// trees that are too deep or too large, are an error.
func (f *file) pageTree() (refs []pageRef, err error) {
	gerr := guard(func() {
		root := f.r.Trailer().Key("Root").Key("Pages")
		w := treeWalk{above: map[string]bool{}}
		if root.Kind() == pdf.Dict {
			err = w.node(root, pageRef{}, 0)
		}
		refs = w.refs
	})
	if gerr != nil {
		return nil, gerr
	}
	if err != nil {
		return nil, err
	}
	if len(refs) == 0 {
		return nil, fmt.Errorf("%w: no pages", ErrBroken)
	}
	return refs, nil
}

// A treeWalk gathers the leaves of the page tree. It counts the nodes it
// visits: a few that share their kids can make a tree without end.
type treeWalk struct {
	refs  []pageRef
	above map[string]bool // the references of the nodes on the way down
	nodes int
}

func (w *treeWalk) node(node pdf.Value, from pageRef, depth int) error {
	w.nodes++
	if depth > maxTreeDepth || len(w.refs) > maxPages || w.nodes > maxNodes {
		return fmt.Errorf("%w: page tree too deep or too large", ErrBroken)
	}
	if v := node.Key("Resources"); v.Kind() == pdf.Dict {
		from.resources = v
	}
	if v := node.Key("MediaBox"); v.Len() == 4 {
		from.media = v
	}
	if v := node.Key("CropBox"); v.Len() == 4 {
		from.crop = v
	}
	if v := node.Key("Rotate"); v.Kind() == pdf.Integer {
		from.rotate = v.Int64()
	}
	kids := node.Key("Kids")
	if kids.Kind() != pdf.Array {
		if node.Key("Type").Name() != "Pages" {
			from.v = node
			w.refs = append(w.refs, from)
		}
		return nil
	}
	keys := arrayRefs(kids)
	for i := 0; i < kids.Len(); i++ {
		key := ""
		if i < len(keys) {
			key = keys[i]
		}
		if key != "" && w.above[key] {
			return fmt.Errorf("%w: page tree names itself", ErrBroken)
		}
		kid := kids.Index(i)
		if kid.Kind() != pdf.Dict {
			continue
		}
		from := from
		from.key = key
		if key != "" {
			w.above[key] = true
		}
		err := w.node(kid, from, depth+1)
		delete(w.above, key)
		if err != nil {
			return err
		}
	}
	return nil
}

// arrayRefs is the references of an array of references, as the object layer
// prints them: "[12 0 R 15 0 R]". It is the only way to learn an object's
// number from it. An array that holds anything else gives nil.
func arrayRefs(v pdf.Value) []string {
	words := strings.Fields(strings.Trim(v.String(), "[]"))
	if len(words) != 3*v.Len() {
		return nil
	}
	refs := make([]string, 0, v.Len())
	for i := 0; i+2 < len(words); i += 3 {
		if words[i+2] != "R" {
			return nil
		}
		refs = append(refs, words[i]+" "+words[i+1]+" R")
	}
	return refs
}

// info is the document's information dictionary.
func (f *file) info() Info {
	var in Info
	_ = guard(func() {
		v := f.r.Trailer().Key("Info")
		in = Info{Title: v.Key("Title").Text(), Producer: v.Key("Producer").Text(), Creator: v.Key("Creator").Text()}
	})
	return in
}

// stream reads a stream's decoded bytes, at most limit of them.
func stream(v pdf.Value, limit int64) (data []byte, err error) {
	gerr := guard(func() {
		rd := v.Reader()
		defer rd.Close()
		data, err = io.ReadAll(io.LimitReader(rd, limit))
	})
	if gerr != nil {
		return data, gerr
	}
	if int64(len(data)) == limit {
		return data, fmt.Errorf("stream over %d bytes", limit)
	}
	return data, err
}

// content is a page's or a form's content: one stream, or several that count
// as one. What could be read is returned also with an error.
func content(v pdf.Value) ([]byte, error) {
	if v.Kind() == pdf.Stream {
		if v.Key("Length").Kind() != pdf.Integer { // the object layer takes it for none
			return nil, errLength
		}
		return stream(v, maxContent)
	}
	var all []byte
	var first error
	for i := 0; i < v.Len(); i++ {
		part := v.Index(i)
		data, err := stream(part, maxContent-int64(len(all)))
		if err == nil && part.Key("Length").Kind() != pdf.Integer {
			err = errLength
		}
		all = append(all, data...)
		all = append(all, '\n')
		if err != nil && first == nil {
			first = err
		}
		if len(all) >= maxContent {
			break
		}
	}
	return all, first
}

// box is the part of the page that is shown.
func (p pageRef) box() [4]float64 {
	media := rect(p.media)
	if p.crop.Len() != 4 {
		return media
	}
	crop := rect(p.crop) // as far as it is on the medium (ISO 32000-1, 14.11.2)
	both := [4]float64{max(crop[0], media[0]), max(crop[1], media[1]), min(crop[2], media[2]), min(crop[3], media[3])}
	if both[0] >= both[2] || both[1] >= both[3] {
		return media
	}
	return both
}

// rect is a box as left, bottom, right, top, in points.
func rect(v pdf.Value) [4]float64 {
	r := [4]float64{0, 0, 595, 842} // A4, where the page does not say
	if v.Len() == 4 {
		for i := range r {
			r[i] = v.Index(i).Float64()
		}
	}
	if r[0] > r[2] {
		r[0], r[2] = r[2], r[0]
	}
	if r[1] > r[3] {
		r[1], r[3] = r[3], r[1]
	}
	return r
}

// promised is how many pages the root of the page tree says there are; -1
// where it does not say.
func (f *file) promised() int {
	n := -1
	_ = guard(func() {
		if v := f.r.Trailer().Key("Root").Key("Pages").Key("Count"); v.Kind() == pdf.Integer {
			n = int(v.Int64())
		}
	})
	return n
}
