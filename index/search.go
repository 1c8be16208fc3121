package index

import (
	"context"
	"math"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/RoaringBitmap/roaring/v2"

	"referat/index/query"
	"referat/pkg/agenda"
)

// A Query is what to search for. Empty fields do not limit.
type Query struct {
	Text     string // as typed; package query says how it is read
	From     string // yyyy-mm-dd, the first day
	To       string // yyyy-mm-dd, the last day
	Year     int    // a calendar year; narrows From and To
	Kind     agenda.Kind
	Outcome  agenda.Outcome   // of the punkt
	Thing    agenda.ThingKind // punkt, beslutning or bilag: where the words stand
	Series   string           // the whole name; case does not count
	Category string           // the same
	Unit     string           // who is to follow up; the same
	NoClosed bool             // leave closed punkter out

	Limit  int     // the most hits to give; 0 is DefaultLimit
	Skip   int     // how many of the best not to give
	ByDate bool    // the newest first, rather than the best
	Facets []Facet // what to count

	titles  bool // only in the punkter's own titles
	Explain bool // name the compounds that were found, in Result.Read
}

// DefaultLimit is how many hits a search gives that does not say.
const DefaultLimit = 20

// A Result is what a search found. It is for one goroutine.
type Result struct {
	Total  uint64 // punkter that fit, of which Hits are the best
	Hits   []Hit
	Facets map[Facet][]Count // of all that fit
	Notes  []string          // Danish sentences on how the text was read
	Read   []Reading         // how each term was read
	Fuzzy  bool              // nothing had the words, so words spelt nearly so were looked for

	marks marks
}

// A Hit is a punkt that fits the query.
type Hit struct {
	ID    agenda.ID
	Score float64 // higher is better; says nothing between queries
	In    Parts   // where in the punkt the words stand
}

// Parts are the parts of a punkt.
type Parts struct {
	Own      bool // its title, text or history
	Decision bool
	Bilag    bool
}

// A Reading is how a term of a query was read, and what of the archive fits it.
type Reading struct {
	Typed       string
	Kind        query.TermKind
	Missing     bool // the archive has nothing that it could mean
	Filler      bool // a word that says nothing beside the others, and was left out
	Stem        string
	Spelt       []string // as typed on a keyboard without æ, ø and å
	Parts       []string // of a compound, their stems
	Inflections []Form
	Compounds   []Form // that it is a part of; with Query.Explain
	Synonyms    []string
	Near        []Form // spelt nearly so
	Begin       int    // how many words begin so
}

// Search finds what fits q, the best first; where the text asks for no words,
// the newest first. It takes any text. The error is ErrDamaged, or that of ctx.
func (r *Reader) Search(ctx context.Context, q Query) (_ *Result, err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer recovered(&err)
	parsed := query.Parse(q.Text)
	result := &Result{Notes: parsed.Notes, Hits: []Hit{}}
	if len(parsed.Clauses) == 0 && strings.TrimSpace(q.Text) != "" {
		return result, nil // something was typed that no text is searched for: "?"
	}
	s := &searching{reader: r, q: q, ctx: ctx}
	wishes, err := r.plan(ctx, parsed.Clauses, planning{in: q.reach(), explain: q.Explain, open: q.NoClosed})
	if err != nil {
		return nil, err
	}
	total, err := s.match(wishes)
	if err != nil {
		return nil, s.failed(err)
	}
	if total == 0 {
		again, err := r.plan(ctx, parsed.Clauses, planning{in: q.reach(), fuzzy: true, explain: q.Explain, open: q.NoClosed})
		if err != nil {
			return nil, err
		}
		if slices.ContainsFunc(again, wish.fuzzy) {
			wishes, result.Fuzzy = again, true
			if total, err = s.match(wishes); err != nil {
				return nil, s.failed(err)
			}
		}
	}
	if total == 0 && q.Thing == "" && !q.titles {
		named, err := r.plan(ctx, parsed.Clauses, planning{in: fieldsOf(fieldMeeting), explain: q.Explain, open: q.NoClosed})
		if err != nil {
			return nil, err
		}
		s.named = true
		if total, err = s.match(named); err != nil {
			return nil, s.failed(err)
		}
		if total > 0 {
			wishes, result.Fuzzy = named, false
			result.Notes = append(result.Notes, "Ordene står ikke i noget punkt, men i mødets navn: her er alle punkter fra de møder.")
		}
	}
	for _, w := range wishes {
		result.Read = append(result.Read, w.read...)
	}
	result.Total, result.marks = total, marks{lexicon: r.lexicon, tokens: &tokenizer{splitter: r.splitter}, wishes: wishes}
	if result.Hits, err = s.best(); err == nil {
		result.Facets, err = s.count()
	}
	if err != nil {
		return nil, s.failed(err)
	}
	return result, nil
}

// A searching is one search under way.
type searching struct {
	reader *Reader
	q      Query
	ctx    context.Context
	wishes []wish
	found  []*found // by leaf

	named bool // the words stand in the name of the meeting, and none in the punkt

	scored bool
	often  []frequency // by wish
}

// A found is what of a leaf fits.
type found struct {
	leaf *leaf
	mets []*met // by wish
	hits *roaring.Bitmap

	closed *roaring.Bitmap // entries that are left out for being closed; nil for none
}

func (s *searching) failed(err error) error {
	if s.ctx.Err() != nil {
		return s.ctx.Err()
	}
	return damaged(err)
}

// match finds what fits the wishes and says how many entries that are.
func (s *searching) match(wishes []wish) (total uint64, err error) {
	s.wishes, s.found = wishes, nil
	for _, l := range s.reader.leaves {
		f, err := s.matchLeaf(l)
		if err != nil {
			return 0, err
		}
		s.found = append(s.found, f)
		total += f.hits.GetCardinality()
	}
	return total, nil
}

// matchLeaf finds what of a leaf fits: the wishes that are quick to meet first,
// then, among what is left, those that need the places of words.
func (s *searching) matchLeaf(l *leaf) (*found, error) {
	v := &view{leaf: l, lexicon: s.reader.lexicon, ctx: s.ctx, must: s.must()}
	f := &found{leaf: l, mets: make([]*met, len(s.wishes))}
	hits, err := s.filtered(l)
	if err != nil {
		return nil, err
	}
	narrow := func(entries *roaring.Bitmap, not bool) {
		switch {
		case not:
			if hits == nil {
				hits = l.everything()
			}
			hits.AndNot(entries)
		case hits == nil:
			hits = entries.Clone()
		default:
			hits.And(entries)
		}
	}
	for _, slow := range []bool{false, true} {
		for i, w := range s.wishes {
			if w.slow() != slow {
				continue
			}
			if w.filler() {
				f.mets[i] = &met{entries: roaring.New()}
				continue
			}
			if err := s.ctx.Err(); err != nil {
				return nil, err
			}
			among := hits
			if w.not {
				among = nil
			}
			if f.mets[i], err = v.meet(w, among); err != nil {
				return nil, err
			}
			narrow(f.mets[i].entries, w.not)
		}
	}
	if hits == nil {
		hits = l.everything()
	}
	if l.deleted != nil {
		hits.AndNot(l.deleted)
	}
	if own := s.own(f); own != nil {
		hits.And(own)
	}
	f.hits = hits
	return f, nil
}

// everything is all entries of the leaf.
func (l *leaf) everything() *roaring.Bitmap {
	all := roaring.New()
	all.AddRange(0, uint64(l.entries))
	return all
}

// must are the fields one of which must have a word: the punkt's own, or those
// of the kind of thing that is asked for.
func (s *searching) must() fields { return ownFields & thingFields(s.q.Thing) }

// own are the entries in which a word stands in a field of the punkt's own; nil
// where no word has to: where a year would do as well, or where what is asked
// for stands in no field of the thing: titel:klima in a decision.
func (s *searching) own(f *found) *roaring.Bitmap {
	must := s.must()
	own, asked := roaring.New(), false
	for i, w := range s.wishes {
		if w.not || !slices.ContainsFunc(w.any, func(w way) bool { return w.how == asAll || w.how != asValue && w.fields&must != 0 }) {
			continue
		}
		asked = asked || !slices.ContainsFunc(w.any, func(w way) bool { return w.how == asValue })
		for _, m := range f.mets[i].fields {
			if must.has(m.field) {
				own.Or(m.entries)
			}
		}
	}
	if !asked || s.named {
		return nil
	}
	return own
}

// thingFields are the fields that a kind of thing has.
func thingFields(t agenda.ThingKind) fields {
	switch t {
	case agenda.ThingPunkt:
		return fieldsOf(fieldTitle, fieldBody, fieldCase)
	case agenda.ThingDecision:
		return fieldsOf(fieldDecision, fieldUnit)
	case agenda.ThingBilag:
		return fieldsOf(fieldAttached, fieldBilag)
	}
	return everyField
}

// reach are the fields in which words may stand: where only one kind of thing is
// asked for, its own, and those that say where it stands.
func (q Query) reach() fields {
	switch {
	case q.titles:
		return fieldsOf(fieldTitle)
	case q.Thing != "":
		return thingFields(q.Thing) | fieldsOf(fieldTitle, fieldCase, fieldMeeting, fieldContext)
	}
	return everyField
}

// slow reports whether a wish needs the places of words.
func (w wish) slow() bool {
	return slices.ContainsFunc(w.any, func(w way) bool {
		return w.how == asRow || w.how == asNear || slices.ContainsFunc(w.all, wish.slow)
	})
}

// asks reports whether a wish asks for something to be there.
func (w wish) asks() bool { return !w.not && !w.filler() }

// filler reports whether a wish asks for nothing.
func (w wish) filler() bool { return len(w.read) == 1 && w.read[0].Filler }

func (w wish) fuzzy() bool {
	return slices.ContainsFunc(w.read, func(r Reading) bool { return len(r.Near) > 0 })
}

// best are the best hits, in order.
func (s *searching) best() ([]Hit, error) {
	limit := s.q.Limit
	if limit <= 0 {
		limit = DefaultLimit
	}
	limit, skip := min(limit, math.MaxInt32), min(max(s.q.Skip, 0), math.MaxInt32)
	top := &ranking{most: max(limit+skip, mostCloser)}
	s.scored = !s.q.ByDate && slices.ContainsFunc(s.wishes, func(w wish) bool { return !w.not })
	if s.scored {
		if err := s.weigh(); err != nil {
			return nil, err
		}
	}
	for _, f := range s.found {
		if f.hits.IsEmpty() {
			continue
		}
		if err := s.offer(f, top); err != nil {
			return nil, err
		}
	}
	if err := top.sort(); err != nil {
		return nil, err
	}
	if s.scored {
		if err := s.closer(top); err != nil {
			return nil, err
		}
	}
	return top.hits(skip, limit)
}

// offer scores what of a leaf fits, and offers it.
func (s *searching) offer(f *found, top *ranking) error {
	days, err := f.leaf.dates()
	if err != nil {
		return err
	}
	var scores []float32
	var scratch *scratch
	if s.scored {
		scratch = s.reader.takeScratch(f.leaf.entries)
		for i, w := range s.wishes {
			if w.asks() {
				if err := scratch.score(f.mets[i], f.hits, s.often[i]); err != nil {
					return err // and the scratch is given up
				}
			}
		}
		scores = scratch.scores
	}
	last := candidate{class: class(0)}
	each(f.hits, func(entry uint32) {
		c := candidate{found: f, entry: entry, day: days[entry]}
		if s.scored {
			c.score = scores[entry]
			scores[entry] = 0
			if top.beats(c.score) {
				return
			}
			if c.score != last.score { // many have the same
				last.score, last.class = c.score, class(c.score)
			}
			c.class = last.class
		}
		top.offer(c)
	})
	if scratch != nil { // all its numbers are 0 again
		s.reader.scratch.Put(scratch)
	}
	return nil
}

// weigh finds out how often what meets each wish is in all entries, or in those
// that are not closed, where these are left out: a score is not to tell what
// stands in the others.
func (s *searching) weigh() error {
	all := uint64(0)
	for _, f := range s.found {
		if s.q.NoClosed {
			var err error
			if f.closed, err = f.leaf.closedEntries(); err != nil {
				return err
			}
		}
		all += uint64(f.leaf.live())
		if f.closed != nil {
			all -= f.leaf.alive(f.closed)
		}
	}
	s.often = make([]frequency, len(s.wishes))
	for i, w := range s.wishes {
		if !w.asks() {
			continue
		}
		met, typed := uint64(0), uint64(0)
		for _, f := range s.found {
			met += f.open(f.mets[i].entries)
			typed += f.open(f.mets[i].typed)
		}
		met = min(met, all)
		s.often[i] = frequency{met, rarity(met, all), rarity(min(typed, met), all), isOften(met, all)}
	}
	return nil
}

// open is how many of some entries, nil for none, are there and not left out as
// closed.
func (f *found) open(entries *roaring.Bitmap) uint64 {
	switch {
	case entries == nil:
		return 0
	case f.closed == nil || f.closed.IsEmpty():
		return f.leaf.alive(entries)
	}
	return f.leaf.alive(roaring.AndNot(entries, f.closed))
}

// parts are where in the punkt words of the query stand.
func (f *found) parts(entry uint32) (p Parts) {
	for _, m := range f.mets {
		for _, x := range m.fields {
			if !x.entries.Contains(entry) {
				continue
			}
			one := fieldsOf(x.field)
			p.Own = p.Own || one&thingFields(agenda.ThingPunkt) != 0
			p.Decision = p.Decision || one&thingFields(agenda.ThingDecision) != 0
			p.Bilag = p.Bilag || one&thingFields(agenda.ThingBilag) != 0
		}
	}
	return p
}

// count counts the facets that were asked for.
func (s *searching) count() (map[Facet][]Count, error) {
	if len(s.q.Facets) == 0 {
		return nil, nil
	}
	out := map[Facet][]Count{}
	for _, facet := range s.q.Facets {
		t := tally{}
		for _, f := range s.found {
			if err := t.add(f.leaf, facet, f.hits); err != nil {
				return nil, err
			}
		}
		out[facet] = t.counts(facet)
	}
	return out, nil
}
