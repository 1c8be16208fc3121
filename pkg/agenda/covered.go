package agenda

// Covered is the things (punkter, decisions, bilag) of later copies of one
// meeting that search leaves out, since an earlier copy shows them. copies
// stand best first, as Group has them; nothing of the first is covered.
//
// A punkt is covered by one with its case number or its title, a decision by
// that punkt's, a bilag by one of the same title; but only where the better copy
// has about as much text: minutes of decisions alone do not hide the agenda's
// presentation of the case, nor a bilag that is only named one with its pages.
// The same number is no witness: an agenda's punkt 3 may have been taken off it.
// What covers is never covered itself. All things of replaced versions are
// covered where a copy is not replaced: an older version is a source to read,
// and not searched.
func Covered(copies []Card) map[ID]bool {
	covered := map[ID]bool{}
	for id := range CoveredBy(copies) {
		covered[id] = true
	}
	return covered
}

// CoveredBy is Covered with the thing of the better copy that shows each; the
// zero ID for what only a replaced version has.
func CoveredBy(copies []Card) map[ID]ID {
	covered := map[ID]ID{}
	for k := 1; k < len(copies); k++ {
		c := &copies[k]
		open := countThings(c)
		for j := 0; j < k && open > 0; j++ {
			open -= coverBy(&copies[j], c, covered)
		}
		if c.Replaced && !copies[0].Replaced {
			coverAll(c, covered)
		}
	}
	return covered
}

// countThings counts the punkter, decisions and bilag of c.
func countThings(c *Card) int {
	n := len(c.Heads)
	for i := range c.Heads {
		n += len(c.Heads[i].Bilag)
		if c.Heads[i].Decided {
			n++
		}
	}
	return n
}

// coverAll covers what is left of a replaced version.
func coverAll(c *Card, covered map[ID]ID) {
	cover := func(id ID) {
		if _, ok := covered[id]; !ok {
			covered[id] = ID{}
		}
	}
	for i := range c.Heads {
		id := c.ID.Punkt(i + 1)
		cover(id)
		if c.Heads[i].Decided {
			cover(id.Decision())
		}
		for k := range c.Heads[i].Bilag {
			cover(id.Bilag(k + 1))
		}
	}
}

// coverBy covers what by shows of c, and counts it.
func coverBy(by, c *Card, covered map[ID]ID) int {
	n := 0
	cover := func(id, with ID) {
		_, already := covered[id]
		_, hidden := covered[with]
		if !already && !hidden {
			covered[id] = with
			n++
		}
	}
	matches := matchHeads(by.Heads, c.Heads)
	shown := bilagOf(by)
	for i, m := range matches {
		h, id := &c.Heads[i], c.ID.Punkt(i+1)
		if m >= 0 {
			g, with := &by.Heads[m], by.ID.Punkt(m+1)
			if asMuch(g.Size, h.Size) {
				cover(id, with)
			}
			if g.Decided && h.Decided && asMuch(g.Said, h.Said) {
				cover(id.Decision(), with.Decision())
			}
		}
		for k, b := range h.Bilag {
			if with, ok := sameBilag(by, m, h, b, shown); ok {
				cover(id.Bilag(k+1), with)
			}
		}
	}
	return n
}

// bilagOf lists where the bilag of each title are in c.
func bilagOf(c *Card) map[uint32][]bilagPlace {
	places := map[uint32][]bilagPlace{}
	for i := range c.Heads {
		for k, b := range c.Heads[i].Bilag {
			places[b.Title] = append(places[b.Title], bilagPlace{i, k})
		}
	}
	return places
}

// A bilagPlace is the k-th bilag of the i-th punkt, both from 0.
type bilagPlace struct{ i, k int }

// sameBilag finds b, a bilag of the punkt h, in by: in its punkt m, which is
// h's, by its title, or because both punkter have this one only and it is as
// long; in another punkt by its title and length, since titles like "Notat" come
// again. m is negative where by has no such punkt.
func sameBilag(by *Card, m int, h *Head, b BilagHead, shown map[uint32][]bilagPlace) (ID, bool) {
	const most = 16 // bilag of one title that are looked at; an export has a few
	if b.Title != 0 {
		for n, p := range shown[b.Title] {
			other := by.Heads[p.i].Bilag[p.k]
			if p.i == m && asMuch(other.Size, b.Size) || sameSize(other.Size, b.Size) {
				return by.ID.Punkt(p.i + 1).Bilag(p.k + 1), true
			}
			if n == most {
				break
			}
		}
	}
	if m >= 0 && len(h.Bilag) == 1 && len(by.Heads[m].Bilag) == 1 && sameSize(by.Heads[m].Bilag[0].Size, b.Size) {
		return by.ID.Punkt(m + 1).Bilag(1), true
	}
	return ID{}, false
}

// asMuch reports whether a text of size bytes holds about as much as one of
// other: three quarters, since two readings of a page differ by running heads
// and hyphens, or a line less.
func asMuch(size, other int) bool { return 4*size >= 3*other || other-size <= 80 }

// sameSize reports whether two texts are of one length, up to a tenth, and long
// enough for that to be no chance.
func sameSize(a, b int) bool { return min(a, b) >= 200 && 10*min(a, b) >= 9*max(a, b) }
