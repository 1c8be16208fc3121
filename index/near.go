package index

import (
	"cmp"
	"context"
	"slices"
	"unicode/utf8"

	"referat/index/danish"
)

// mostNear is how many words spelt nearly so are looked for.
const mostNear = 10

// A nearWord is a word of the archive that another may be a slip of: its stem,
// and the form that stands in most entries.
type nearWord struct {
	Form
	stem string
}

// shortestStem is how many letters a word has at least that may be a slip of a
// stem: of shorter ones too many are near.
const shortestStem = 6

// near are the words of the archive that a word may be a slip of, those that
// stand in most entries first: one letter more, less, other or swapped with the
// next, or, if most says so, two, where no word is nearer. Nobody slips in the
// first letter. Where no form is near, a stem may be, as that of mobiltelefoner is
// to "mobiltelfon". It gives up when ctx ends. open, which may
// be nil, says in how many entries a form stands that count; one in none is as if
// it were not there.
func (l *lexicon) near(ctx context.Context, word string, most int, open func(form string) int) (list []nearWord) {
	typed := []rune(word)
	var stems []string
	there, stemThere := func(string) bool { return true }, func(string) bool { return true }
	if open != nil {
		there = func(form string) bool { return open(form) > 0 }
		stemThere = func(stem string) bool {
			c := l.concept(stem)
			is := func(f Form) bool { return there(f.Text) }
			return slices.ContainsFunc(c.inflections, is) || slices.ContainsFunc(l.compoundsOf(c), is)
		}
	}
	for _, form := range nearest(ctx, l.forms, typed, most, there) {
		if stem := danish.Stem(form); !slices.Contains(stems, stem) {
			stems = append(stems, stem)
		}
	}
	if len(stems) == 0 && len(typed) >= shortestStem {
		stems = nearest(ctx, l.concepts, typed, most, stemThere)
	}
	for _, stem := range stems {
		list = append(list, nearWord{l.meant(stem, typed, open), stem})
	}
	slices.SortStableFunc(list, func(a, b nearWord) int { return cmp.Compare(b.Entries, a.Entries) })
	return list[:min(len(list), mostNear)]
}

// nearest are the keys with the fewest slips to a word, at least one and at most
// so many, of those that are there.
func nearest(ctx context.Context, t table, word []rune, most int, there func(key string) bool) (list []string) {
	var rows [3][]int
	var key []rune
	for i, row := range t.from(0) {
		if i%4096 == 0 && ctx.Err() != nil {
			return nil
		}
		n := utf8.RuneCount(row.key)
		if n < len(word)-most || n > len(word)+most {
			continue
		}
		key = key[:0]
		for _, r := range string(row.key) {
			key = append(key, r)
		}
		if key[0] != word[0] {
			continue
		}
		d := slips(key, word, most, &rows)
		if d == 0 || d > most || !there(string(row.key)) {
			continue
		}
		if d < most {
			most, list = d, nil
		}
		list = append(list, string(row.key))
	}
	return list
}

// meant is the form of a concept that a word is a slip of: the nearest
// inflection, of those as near the one that stands in most entries; or, where
// there are only compounds of it, one of them.
func (l *lexicon) meant(stem string, word []rune, open func(form string) int) Form {
	c := l.concept(stem)
	counted := func(list []Form) []Form {
		if open != nil {
			for i := range list {
				list[i].Entries = open(list[i].Text)
			}
			list = slices.DeleteFunc(list, func(f Form) bool { return f.Entries == 0 })
		}
		return list
	}
	if c.inflections = counted(c.inflections); len(c.inflections) == 0 {
		return Commonest(counted(l.compoundsOf(c)), 1)[0]
	}
	var rows [3][]int
	far := func(f Form) int { return slips([]rune(f.Text), word, len(word), &rows) }
	return slices.MinFunc(c.inflections, func(a, b Form) int {
		return cmp.Or(cmp.Compare(far(a), far(b)), cmp.Compare(b.Entries, a.Entries))
	})
}

// slips is how many slips make a of b, more than most where they are more than
// that (the optimal string alignment distance). rows is memory for it.
func slips(a, b []rune, most int, rows *[3][]int) int {
	for i := range rows {
		if cap(rows[i]) < len(b)+1 {
			rows[i] = make([]int, len(b)+1)
		}
		rows[i] = rows[i][:len(b)+1]
	}
	before, last, now := rows[0], rows[1], rows[2]
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		now[0] = i
		low := i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			now[j] = min(last[j]+1, now[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				now[j] = min(now[j], before[j-2]+1)
			}
			low = min(low, now[j])
		}
		if low > most {
			return most + 1
		}
		before, last, now = last, now, before
	}
	return last[len(b)]
}
