package index

import (
	"encoding/binary"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"unicode"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2"

	"referat/index/danish"
)

// A lexiconMaker makes a lexicon. Archives have a million words, so what it
// knows of each is small.
type lexiconMaker struct {
	sequence uint64 // of the store, that the index stands at

	rows  []lexiconRow
	parts []uint32 // the concepts of all rows, one row's after another's
	stems []string // of the concepts
	known map[string]uint32
	sets  map[uint32][]byte // of the concepts with many compounds, as in the file

	inflections, compounds uses
}

// A lexiconRow is a form while a lexicon is made.
type lexiconRow struct {
	text     string
	entries  uint32
	from     uint32 // where its concepts begin in lexiconMaker.parts: its stem's, then those of its parts
	concepts uint8
	leaves   uint8 // how many of the parts, the first of them, are simple and make up the whole word
	aa       uint8 // the byte after the å of text that is spelt aa, 0 for none
	fields   fields
}

// makeLexicon makes the lexicon of the index in folder dir, which is open as
// index, and writes it there.
func makeLexicon(index bleve.Index, dir string) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer recovered(&err)
	leaves, release, err := leavesOf(index)
	if err != nil {
		return damaged(err)
	}
	defer release()
	at, err := sequence(index)
	if err != nil {
		return err
	}
	m := &lexiconMaker{sequence: at, known: map[string]uint32{}, sets: map[uint32][]byte{}}
	if m.rows, err = vocabulary(leaves); err != nil {
		return damaged(err)
	}
	m.divide()
	m.inflections = m.usesOf(func(r *lexiconRow) []uint32 { return m.conceptsOf(r)[:1] })
	m.compounds = m.usesOf(func(r *lexiconRow) []uint32 { return m.conceptsOf(r)[1:] })
	for i, l := range leaves {
		if err := m.note(i, l); err != nil {
			return damaged(err)
		}
	}
	return m.write(dir, leaves)
}

// A use is where a word stands, and in how many entries by field.
type use struct {
	fields  fields
	entries [textFields]uint32
}

func (u use) and(f field, entries uint64) use {
	u.fields |= 1 << f
	u.entries[f] += uint32(entries)
	return u
}

// vocabulary lists the words of all text fields, in order.
func vocabulary(leaves []*leaf) ([]lexiconRow, error) {
	words := map[string]use{}
	for _, l := range leaves {
		for f := range textFields {
			d, err := l.dictionary(f.String())
			if err != nil {
				return nil, err
			}
			var terms []string // of a segment with entries that are gone, to be counted one by one
			err = d.all(nil, nil, func(term string, entries uint64) bool {
				switch {
				case !isWord(term):
				case l.deleted != nil:
					terms = append(terms, term)
				default:
					words[term] = words[term].and(f, entries)
				}
				return true
			})
			if err != nil {
				return nil, err
			}
			for _, term := range terms {
				p, err := d.postings([]byte(term))
				if err != nil {
					return nil, err
				}
				if p.entries == nil {
					continue
				}
				if n := l.alive(p.entries); n > 0 {
					words[term] = words[term].and(f, n)
				}
			}
		}
	}
	rows := make([]lexiconRow, 0, len(words))
	for word, u := range words {
		rows = append(rows, lexiconRow{text: word, fields: u.fields, entries: slices.Max(u.entries[:])})
	}
	slices.SortFunc(rows, func(a, b lexiconRow) int { return strings.Compare(a.text, b.text) })
	return rows, nil
}

// isWord tells a word's form from a number or a thing: it has a letter, and no
// sign.
func isWord(term string) bool {
	letter := false
	for _, r := range term {
		switch {
		case unicode.IsLetter(r):
			letter = true
		case !unicode.IsDigit(r):
			return false
		}
	}
	return letter
}

// divide finds the concepts of all rows.
func (m *lexiconMaker) divide() {
	splitter := danish.NewSplitter(func(yield func(string, int) bool) {
		for _, r := range m.rows {
			if !yield(r.text, int(r.entries)) {
				return
			}
		}
	})
	stems := map[string]string{} // of the words that parts are
	stem := func(word string) string {
		s, ok := stems[word]
		if !ok {
			s = danish.Stem(word)
			stems[word] = s
		}
		return s
	}
	for i := range m.rows {
		r := &m.rows[i]
		d := splitter.Divide(r.text, stem)
		r.from = uint32(len(m.parts))
		own := m.concept(danish.Stem(r.text))
		m.parts = append(m.parts, own)
		for _, part := range d.Parts {
			if c := m.concept(part); c != own {
				m.parts = append(m.parts, c)
			}
		}
		r.concepts = uint8(len(m.parts) - int(r.from))
		if r.aa = uint8(d.DoubleA); int(r.concepts) == len(d.Parts)+1 {
			r.leaves = uint8(d.Leaves)
		}
	}
}

// concept is the number of a concept, in the order that they were found.
func (m *lexiconMaker) concept(stem string) uint32 {
	c, ok := m.known[stem]
	if !ok {
		c = uint32(len(m.stems))
		m.known[stem] = c
		m.stems = append(m.stems, stem)
	}
	return c
}

func (m *lexiconMaker) conceptsOf(r *lexiconRow) []uint32 {
	return m.parts[r.from : r.from+uint32(r.concepts)]
}

// uses are rows by concept.
type uses struct {
	starts []uint32 // where each concept's begin in rows
	rows   []uint32
}

func (u uses) of(concept uint32) []uint32 { return u.rows[u.starts[concept]:u.starts[concept+1]] }

// usesOf turns around which concepts the rows have.
func (m *lexiconMaker) usesOf(concepts func(*lexiconRow) []uint32) uses {
	u := uses{starts: make([]uint32, len(m.stems)+1)}
	for i := range m.rows {
		for _, c := range concepts(&m.rows[i]) {
			u.starts[c+1]++
		}
	}
	for c := range m.stems {
		u.starts[c+1] += u.starts[c]
	}
	u.rows = make([]uint32, u.starts[len(m.stems)])
	next := slices.Clone(u.starts)
	for i := range m.rows {
		for _, c := range concepts(&m.rows[i]) {
			u.rows[next[c]] = uint32(i)
			next[c]++
		}
	}
	return u
}

// note notes for each concept of many compounds in which entries of the n-th
// leaf these stand.
func (m *lexiconMaker) note(n int, l *leaf) error {
	for f := range textFields {
		d, err := l.dictionary(f.String())
		if err != nil {
			return err
		}
		found := map[uint32]*roaring.Bitmap{}
		for i := range m.rows {
			r := &m.rows[i]
			if !r.fields.has(f) || r.concepts < 2 {
				continue
			}
			p, err := d.postings([]byte(r.text))
			if err != nil {
				return err
			}
			if p.entries == nil {
				continue
			}
			for _, c := range m.conceptsOf(r)[1:] {
				if len(m.compounds.of(c)) < manyCompounds {
					continue
				}
				if found[c] == nil {
					found[c] = roaring.New()
				}
				found[c].Or(p.entries)
			}
		}
		for c, entries := range found {
			set, err := setOf(entries)
			if err != nil {
				return err
			}
			b := binary.AppendUvarint(m.sets[c], uint64(n)<<4|uint64(f))
			b = binary.AppendUvarint(b, uint64(len(set)))
			m.sets[c] = append(b, set...)
		}
	}
	return nil
}

// write writes the lexicon of an index of these leaves in folder dir.
func (m *lexiconMaker) write(dir string, leaves []*leaf) error {
	order := make([]uint32, len(m.stems)) // of the concepts in the file
	for i := range order {
		order[i] = uint32(i)
	}
	slices.SortFunc(order, func(a, b uint32) int { return strings.Compare(m.stems[a], m.stems[b]) })
	place := make([]uint32, len(order))
	for i, c := range order {
		place[c] = uint32(i)
	}
	out := binary.AppendUvarint(nil, m.sequence)
	out = binary.AppendUvarint(out, uint64(len(leaves)))
	for _, l := range leaves {
		out = binary.AppendUvarint(out, l.number)
		out = binary.AppendUvarint(out, uint64(l.entries))
	}
	var p []byte
	out = append(out, newTable(len(m.rows), func(i int) (string, []byte) {
		r := &m.rows[i]
		p = binary.AppendUvarint(p[:0], uint64(r.fields))
		p = binary.AppendUvarint(p, uint64(r.entries))
		p = binary.AppendUvarint(p, uint64(r.aa))
		p = binary.AppendUvarint(p, uint64(r.leaves))
		for _, c := range m.conceptsOf(r) {
			p = binary.AppendUvarint(p, uint64(place[c]))
		}
		return r.text, p
	})...)
	var compounds []byte
	out = append(out, newTable(len(order), func(i int) (string, []byte) {
		c := order[i]
		inflections := m.inflections.of(c)
		p = binary.AppendUvarint(p[:0], uint64(len(inflections)))
		p = appendGaps(p, inflections)
		compounds = appendGaps(compounds[:0], m.compounds.of(c))
		p = binary.AppendUvarint(p, uint64(len(compounds)))
		p = append(p, compounds...)
		return m.stems[c], append(p, m.sets[c]...)
	})...)
	head := binary.LittleEndian.AppendUint32([]byte(lexiconMark), sumOf(out))
	made := filepath.Join(dir, LexiconName+".new") // one name, so that a killed run leaves one at most
	if err := os.WriteFile(made, append(head, out...), 0o600); err != nil {
		return err
	}
	return os.Rename(made, filepath.Join(dir, LexiconName))
}

func appendGaps(b []byte, list []uint32) []byte {
	last := uint32(0)
	for _, n := range list {
		b = binary.AppendUvarint(b, uint64(n-last))
		last = n
	}
	return b
}
