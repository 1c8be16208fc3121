package index

import (
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/RoaringBitmap/roaring/v2"
)

// LexiconName is the file of the lexicon in the index's folder. It is written so
// that one word can look like another in its bytes; Knows tells what is in it.
const LexiconName = "lexicon"

// lexiconMark begins the file.
const lexiconMark = "referat lexicon " + Version + "\n"

// A lexicon is what the index knows of its own words: which forms a word has,
// and of which compounds it is a part. It is made of the terms of all text
// fields, anew at each build, so that what is a word can be learnt from the
// whole archive, and a query asks for forms that are there.
//
// Its file is the segments that it was made of, and two tables: the forms, each
// with its fields, the entries it stands in and its concepts; and the concepts,
// which are stems, each with the forms that are inflections of it, those that
// it is a part of, and, where these are many, the entries that they stand in.
//
//	FILE    = mark sum n SEGMENT… FORMS CONCEPTS    sum is the CRC-32C of what follows, as 4 bytes, little-endian
//	SEGMENT = id entries
//	FORM    = fields entries aa leaves concept…    aa is the byte after the å that is spelt aa, or 0; a concept as its number; first the stem, then those of the parts, of which so many are simple and make up the whole word
//	CONCEPT = n inflection… size compound… SET…    forms as the gaps between their numbers; size in bytes
//	SET     = segment<<4|field size bytes (setOf)
type lexicon struct {
	sequence uint64 // of the store, that the index stood at
	segments []segmentMark
	forms    table
	concepts table
}

// A segmentMark tells a segment of an index from its others.
type segmentMark struct {
	id      uint64
	entries int
}

// manyCompounds is from how many compounds of a concept on the entries that they
// stand in are kept together: one look-up instead of so many.
const manyCompounds = 8

// A Form is a word as it is written in the archive, folded.
type Form struct {
	Text    string `json:"-"`
	Shown   string `json:"word"` // as it is spelt: klimaaftryk, where Text has klimåftryk
	fields  fields // those that it stands in
	Entries int    `json:"entries"` // how many entries it stands in, at least: those of one field
}

// sumSize is how many bytes the sum of a lexicon's file takes.
const sumSize = 4

func sumOf(b []byte) uint32 { return crc32.Checksum(b, crc32.MakeTable(crc32.Castagnoli)) }

// openLexicon reads the lexicon of the index in folder dir. It is read whole and
// asked very often, so damage has to show here.
func openLexicon(dir string) (_ *lexicon, err error) {
	defer recovered(&err)
	b, err := os.ReadFile(filepath.Join(dir, LexiconName))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%w: ordlisten mangler i %s; %s", ErrDamaged, dir, hintReindex)
	}
	if err != nil {
		return nil, damaged(err)
	}
	rest, ok := strings.CutPrefix(string(b[:min(len(b), len(lexiconMark))]), lexiconMark)
	if !ok || rest != "" {
		return nil, fmt.Errorf("%w: ordlisten i %s er ikke skrevet af dette program; %s", ErrDamaged, dir, hintReindex)
	}
	b = b[len(lexiconMark):]
	if len(b) < sumSize || binary.LittleEndian.Uint32(b) != sumOf(b[sumSize:]) {
		return nil, fmt.Errorf("%w: ordlisten i %s er ændret, siden den blev skrevet; %s", ErrDamaged, dir, hintReindex)
	}
	l := &lexicon{}
	b = b[sumSize:]
	l.sequence = uint64(takeUvarint(&b))
	for range takeUvarint(&b) {
		l.segments = append(l.segments, segmentMark{uint64(takeUvarint(&b)), takeUvarint(&b)})
	}
	l.forms, b = readTable(b)
	l.concepts, _ = readTable(b)
	return l, nil
}

func (l *lexicon) formOf(key string, payload []byte) Form {
	f := Form{Text: key, Shown: key, fields: fields(takeUvarint(&payload)), Entries: takeUvarint(&payload)}
	if aa := takeUvarint(&payload); aa > 0 {
		f.Shown = key[:aa-len("å")] + "aa" + key[aa:]
	}
	return f
}

// form is a word of the archive.
func (l *lexicon) form(text string) (Form, bool) {
	payload, ok := l.forms.find(text)
	if !ok {
		return Form{}, false
	}
	return l.formOf(text, payload), true
}

// conceptsOf are the stem of a word of the archive and those of its parts, of
// which the first so many are simple and make up the whole word; nil for a word
// that it does not have.
func (l *lexicon) conceptsOf(text string) (list []string, leaves int) {
	payload, ok := l.forms.find(text)
	if !ok {
		return nil, 0
	}
	for range 3 {
		takeUvarint(&payload)
	}
	leaves = takeUvarint(&payload)
	for len(payload) > 0 {
		c, _ := l.concepts.at(takeUvarint(&payload))
		list = append(list, c)
	}
	return list, leaves
}

// A concept is what the lexicon knows of a stem.
type concept struct {
	inflections []Form
	compounds   []byte // their numbers, as in the file
	sets        []byte
}

// concept is that of a stem; the zero concept where the archive has no word of
// it.
func (l *lexicon) concept(stem string) (c concept) {
	payload, ok := l.concepts.find(stem)
	if !ok {
		return c
	}
	at := 0
	for range takeUvarint(&payload) {
		at += takeUvarint(&payload)
		c.inflections = append(c.inflections, l.formAt(at))
	}
	size := takeUvarint(&payload)
	c.compounds, c.sets = payload[:size], payload[size:]
	return c
}

func (l *lexicon) formAt(i int) Form { return l.formOf(l.forms.at(i)) }

// compoundsOf are the compounds that a concept is a part of.
func (l *lexicon) compoundsOf(c concept) (list []Form) {
	b, at := c.compounds, 0
	for len(b) > 0 {
		at += takeUvarint(&b)
		list = append(list, l.formAt(at))
	}
	return list
}

// set is the entries of a segment that have a compound of the concept in field
// f; kept is false where no such sets are kept of it.
func (c concept) set(segment int, f field) (entries *roaring.Bitmap, kept bool, err error) {
	for b := c.sets; len(b) > 0; {
		key, size := takeUvarint(&b), takeUvarint(&b)
		if key == segment<<4|int(f) {
			entries, err = readSet(b[:size])
			return entries, true, err
		}
		b = b[size:]
	}
	return nil, len(c.sets) > 0, nil
}

// prefixed goes through the forms that begin with prefix, in order.
func (l *lexicon) prefixed(prefix string) iter.Seq[Form] {
	return func(yield func(Form) bool) {
		for _, row := range l.forms.prefixed(prefix) {
			if !yield(l.formOf(string(row.key), row.payload)) {
				return
			}
		}
	}
}

// Commonest are those of the forms that stand in most entries, at most n.
func Commonest(list []Form, n int) []Form {
	list = slices.Clone(list)
	commonest(list)
	return list[:min(len(list), n)]
}

// commonest sorts forms by how many entries they stand in, the most first.
func commonest(list []Form) {
	slices.SortStableFunc(list, func(a, b Form) int { return cmp.Compare(b.Entries, a.Entries) })
}
