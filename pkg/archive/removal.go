package archive

import (
	"context"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"iter"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"referat/pkg/agenda"
)

// What a takedown's proof looks for.
const (
	shortestProof = 3 // characters of a word; shorter ones stand in anything
	shortestDigit = 5 // of a word that is digits alone: years and hours stand in anything
	runLength     = 8 // words of a run that, standing elsewhere too, tells of a copy

	// A run of words that more documents than this have is a form's, a letter
	// head's or a law's, and so is one that more pages of the same document
	// have: no copy of what was removed. A document that has half of what was
	// removed is a copy, however many there are.
	commonRun    = 8
	commonPages  = 3
	surelyCopied = 0.5
	leastRuns    = 3 // of a document, to be called a copy: ten words in a row
)

// A Removal is what was taken down, as far as it takes to prove that it is gone.
// It is kept in memory alone.
type Removal struct {
	Tombstone Tombstone
	Copies    []Copy // other places that have the same text

	words    map[string]bool // that stood only in what was removed
	prefixes map[string]bool // those of them that no other word in the archive begins with
	runs     map[uint64]bool // of runLength words
	own      []match         // the runs on pages of the document that stay
}

// A Copy is a document that has runs of words of what was removed.
type Copy struct {
	ID    agenda.ID   `json:"id"`
	Name  string      `json:"name"`
	Pages []int       `json:"pages"` // where they stand
	Parts []agenda.ID `json:"parts"` // the bilag and pages to look at
	Share float64     `json:"share"` // of the runs of what was removed, from 0 to 1
}

// A match is a run of words that stands on a page.
type match struct {
	sha  string
	page int
	run  uint64
}

// newRemoval remembers what pages of d hold, before they are erased.
func newRemoval(t Tombstone, d *agenda.Document, kept []Page, pages []int) *Removal {
	r := &Removal{Tombstone: t, words: map[string]bool{}, prefixes: map[string]bool{}, runs: map[uint64]bool{}}
	texts := textsOf(kept)
	for w := range agenda.OnlyOn(pages, texts) {
		r.words[w] = true
	}
	if t.Whole { // titles can come from bookmarks
		for s := range stringsOf(mustJSON(d)) {
			r.addWords(s)
		}
	} else if thing, ok := d.Find(t.ID); ok && thing.Kind == agenda.ThingBilag {
		r.addWords(thing.Title())
	}
	for w := range r.words {
		if proves(w) {
			r.prefixes[w] = true
		} else {
			delete(r.words, w)
		}
	}
	for i, text := range texts {
		if slices.Contains(pages, i+1) {
			for run := range wordRuns(text) {
				r.runs[run] = true
			}
		}
	}
	for i, text := range texts {
		if !slices.Contains(pages, i+1) {
			r.drop(text)
			r.own = append(r.own, r.matches(t.SHA256, i+1, text)...)
		}
	}
	for _, text := range append(agenda.ErasedTexts(), erasedEngine) {
		r.drop(text)
	}
	r.drop(t.Reason)
	if !t.Whole {
		r.drop(d.Source.Name) // the file's name stays
		r.drop(d.Source.Producer)
	}
	return r
}

// proves reports whether a word is one to look for.
func proves(w string) bool {
	if strings.Trim(w, "0123456789") == "" {
		return len(w) >= shortestDigit
	}
	return utf8.RuneCountInString(w) >= shortestProof
}

func (r *Removal) addWords(text string) {
	for w := range agenda.AllWords(text) {
		r.words[w] = true
	}
}

// drop takes the words of a text that stays out of what is looked for.
func (r *Removal) drop(text string) {
	if len(r.words)+len(r.prefixes) == 0 {
		return
	}
	for w := range agenda.AllWords(text) {
		delete(r.words, w)
		for i := range w {
			delete(r.prefixes, w[:i])
		}
		delete(r.prefixes, w)
	}
}

// Words lists the words that stood only in what was removed, by the alphabet;
// prefix says of those that no word left in the archive begins with.
func (r *Removal) Words() (words []string, prefix func(word string) bool) {
	return slices.Sorted(maps.Keys(r.words)), func(w string) bool { return r.prefixes[w] }
}

// compare takes what stands in the rest of the archive out of the words looked
// for, and finds the copies there. s has the removed text no more.
func (r *Removal) compare(ctx context.Context, dir string, s *store) error {
	shas, err := s.shas()
	if err != nil {
		return err
	}
	all := r.own
	for _, sha := range shas {
		if err := ctx.Err(); err != nil {
			return err
		}
		if sha == r.Tombstone.SHA256 {
			continue
		}
		document, pages, err := s.texts(sha)
		if err != nil {
			return err
		}
		for text := range stringsOf(document) {
			r.drop(text)
		}
		var before string
		for _, p := range pages {
			r.drop(before + p.Text) // a word can go on over the page turn
			before = p.Text[max(0, len(p.Text)-lastLine):]
			all = append(all, r.matches(sha, p.Number, p.Text)...)
		}
	}
	// Paths of other files are the user's own words.
	err = s.eachFile(func(path string, _ File) error { r.drop(path); return nil })
	if err == nil {
		err = s.eachFailure(func(path []byte, _ Failure) error { r.drop(string(path)); return nil })
	}
	if err != nil {
		return err
	}
	held, err := ReadQuarantine(dir)
	if err != nil {
		return err
	}
	for _, q := range held {
		if q.SHA256 != r.Tombstone.SHA256 {
			r.drop(strings.Join(q.Paths, "\n"))
		}
	}
	return r.findCopies(s, all)
}

// lastLine is how much of a page's end a word that goes on over the page turn
// stands in, in bytes.
const lastLine = 100

// texts reads a document's JSON and the texts of its pages.
func (s *store) texts(sha string) (document []byte, pages []Page, err error) {
	r, err := s.row(sha, false)
	if err != nil {
		return nil, nil, err
	}
	if r.old {
		_, pages, err = s.oldKept(sha)
		return r.document, pages, err
	}
	if _, pages, err = decodeTexts(r.texts); err != nil {
		return nil, nil, fmt.Errorf("%w: dokumentet %s (%v)", ErrDamaged, sha, err)
	}
	return r.document, pages, nil
}

// matches lists the runs of a text that what was removed has too, each once.
func (r *Removal) matches(sha string, page int, text string) []match {
	var out []match
	seen := map[uint64]bool{}
	for run := range wordRuns(text) {
		if r.runs[run] && !seen[run] {
			seen[run] = true
			out = append(out, match{sha, page, run})
		}
	}
	return out
}

// findCopies makes Copies of the runs that were found elsewhere.
func (r *Removal) findCopies(s *store, all []match) error {
	byRun := map[uint64]map[string]bool{} // documents
	ownPages := map[uint64]int{}
	byDoc := map[string]map[uint64]bool{}
	for _, m := range all {
		if m.sha == r.Tombstone.SHA256 {
			ownPages[m.run]++
			continue
		}
		if byRun[m.run] == nil {
			byRun[m.run] = map[string]bool{}
		}
		byRun[m.run][m.sha] = true
		if byDoc[m.sha] == nil {
			byDoc[m.sha] = map[uint64]bool{}
		}
		byDoc[m.sha][m.run] = true
	}
	pages := map[string][]int{}
	share := map[string]map[uint64]bool{}
	for _, m := range all {
		sure := float64(len(byDoc[m.sha])) >= surelyCopied*float64(len(r.runs))
		if common := len(byRun[m.run]) > commonRun || ownPages[m.run] > commonPages; common && !sure {
			continue
		}
		if !slices.Contains(pages[m.sha], m.page) {
			pages[m.sha] = append(pages[m.sha], m.page)
		}
		if share[m.sha] == nil {
			share[m.sha] = map[uint64]bool{}
		}
		share[m.sha][m.run] = true
	}
	for _, sha := range slices.Sorted(maps.Keys(pages)) {
		if len(share[sha]) < min(leastRuns, len(r.runs)) {
			continue
		}
		d, err := s.document(sha)
		if err != nil {
			return err
		}
		slices.Sort(pages[sha])
		r.Copies = append(r.Copies, Copy{
			ID: agenda.NewID(sha), Name: d.Source.Name, Pages: pages[sha], Parts: partsOn(d, pages[sha]),
			Share: float64(len(share[sha])) / float64(len(r.runs)),
		})
	}
	slices.SortStableFunc(r.Copies, func(a, b Copy) int { return -compareFloat(a.Share, b.Share) })
	return nil
}

func compareFloat(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// partsOn lists the bilag of d that stand on pages, the outermost, and the
// pages that are no bilag's; the document itself where it is all its pages.
func partsOn(d *agenda.Document, pages []int) []agenda.ID {
	if len(pages) == d.Source.Pages {
		return []agenda.ID{agenda.NewID(d.Source.SHA256)}
	}
	var out []agenda.ID
	for _, p := range pages {
		id := agenda.NewID(d.Source.SHA256).Page(p)
		for t := range d.Things() {
			if t.Kind == agenda.ThingBilag && t.Bilag.Pages != nil && t.Bilag.Pages.Holds(p) {
				id = t.ID
				break
			}
		}
		if !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}

// wordRuns goes through the runs of runLength words of a text, as numbers.
func wordRuns(text string) iter.Seq[uint64] {
	return func(yield func(uint64) bool) {
		const base = 0x9E3779B97F4A7C15 // an odd number with bits all over
		top := uint64(1)
		for range runLength {
			top *= base
		}
		var ring [runLength]uint64
		sum, n := uint64(0), 0
		for w := range agenda.Words(text) {
			h := fnv.New64a()
			h.Write([]byte(w))
			v := h.Sum64()
			sum = sum*base + v - ring[n%runLength]*top
			ring[n%runLength] = v
			if n++; n >= runLength && !yield(sum) {
				return
			}
		}
	}
}

// stringsOf goes through the strings that a JSON text has as values, but for
// those that the program itself writes.
func stringsOf(text []byte) iter.Seq[string] {
	return func(yield func(string) bool) {
		var v any
		if json.Unmarshal(text, &v) == nil {
			eachString(v, yield)
		}
	}
}

func eachString(v any, yield func(string) bool) bool {
	switch v := v.(type) {
	case string:
		return yield(v)
	case []any:
		for _, e := range v {
			if !eachString(e, yield) {
				return false
			}
		}
	case map[string]any:
		for k, e := range v {
			if !ownWords(k) && !eachString(e, yield) {
				return false
			}
		}
	}
	return true
}

// ownWords reports whether the values of a JSON field are the program's own
// words, hashes or IDs, and not what it read.
func ownWords(field string) bool {
	switch field {
	case "schema", "kind", "outcome", "code", "sha256", "id", "by", "version", "time", "modified", "seen", "first", "last":
		return true
	}
	return false
}

func decodeFailure(path, value []byte) (f Failure, err error) {
	if err := json.Unmarshal(value, &f); err != nil {
		return f, fmt.Errorf("%w: fejlen for %q (%v)", ErrDamaged, path, err)
	}
	return f, nil
}
