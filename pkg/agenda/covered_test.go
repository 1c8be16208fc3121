package agenda

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// coveredPaths lists what of the copies is covered, as "DOCUMENT.path".
func coveredPaths(copies ...Card) string {
	var s []string
	for id := range Covered(copies) {
		s = append(s, strings.TrimLeft(id.String(), "0"))
	}
	slices.Sort(s)
	return strings.Join(s, " ")
}

func TestCovered(t *testing.T) {
	agenda := func(c *Card) { c.Kind = Dagsorden }
	with := func(i int, change func(*Head)) func(*Card) {
		return func(c *Card) { change(&c.Heads[i]) }
	}
	bilag := func(list ...BilagHead) func(*Card) {
		return with(0, func(h *Head) { h.Bilag = list })
	}
	named := func(title string, size int) BilagHead { return BilagHead{TitleKey(title), size} }
	for _, c := range []struct {
		name   string
		copies []Card
		want   string
	}{
		{"the agenda of the minutes", []Card{card(1, "m1", nil, "Badebroer", "Parkering"), card(2, "m1", agenda, "Badebroer", "Parkering")},
			"2.m1.p1 2.m1.p2"},
		{"a nested copy, with its decisions", []Card{card(1, "m1", nil, "Badebroer"), card(2, "m1.p2.b1.m1", nil, "BADEBROER.")},
			"2.m1.p2.b1.m1.p1 2.m1.p2.b1.m1.p1.d"},
		{"a decision that the better copy lacks", []Card{card(1, "m1", agenda, "Badebroer"), card(2, "m1.p2.b1.m1", nil, "Badebroer")},
			"2.m1.p2.b1.m1.p1"},
		{"a punkt taken off the agenda, though the number is used again", []Card{card(1, "m1", nil, "Badebroer"), card(2, "m1", agenda, "Parkering", "Badebroer")},
			"2.m1.p2"},
		{"a title that stands twice", []Card{card(1, "m1", nil, "Orientering"), card(2, "m1", agenda, "Orientering", "Orientering")},
			"2.m1.p1"},
		{"a title that stands twice in both", []Card{card(1, "m1", nil, "Orientering", "Badebroer", "Orientering"), card(2, "m1", agenda, "Orientering", "Orientering")},
			"2.m1.p1 2.m1.p2"},
		{"a title that stands twice in both, under other numbers", []Card{
			card(1, "m1", nil, "Badebroer", "Orientering", "Orientering"), card(2, "m1", agenda, "Velkomst", "Fravær", "Presse", "Orientering", "Orientering")},
			"2.m1.p4 2.m1.p5"},
		{"a title that was changed, the case the same", []Card{
			card(1, "m1", with(0, func(h *Head) { h.Case = "EMN-2025-1" }), "Budget 2027, første behandling"),
			card(2, "m1", func(c *Card) { c.Kind, c.Heads[0].Case = Dagsorden, "EMN-2025-1" }, "Budget 2027")},
			"2.m1.p1"},
		{"one title, two cases", []Card{
			card(1, "m1", with(0, func(h *Head) { h.Case = "EMN-2025-1" }), "Anlægsbevilling"),
			card(2, "m1", with(0, func(h *Head) { h.Case = "EMN-2025-2" }), "Anlægsbevilling")},
			""},
		{"one case, two punkter: which is which is not known", []Card{
			card(1, "m1", with(0, func(h *Head) { h.Case = "EMN-2025-1" }), "Lokalplan"),
			card(2, "m1", func(c *Card) { c.Heads[0].Case, c.Heads[1].Case = "EMN-2025-1", "EMN-2025-1" }, "Lokalplan 88", "Høring")},
			""},
		{"minutes without the presentation: the agenda's stays", []Card{
			card(1, "m1", with(0, func(h *Head) { h.Size = 0 }), "Badebroer"), card(2, "m1", agenda, "Badebroer")},
			""},
		{"bilag of one title", []Card{
			card(1, "m1", bilag(named("Notat", 900), named("Kort", 300)), "Badebroer"), card(2, "m1", bilag(named("NOTAT", 950), named("Plan", 300)), "Badebroer")},
			"2.m1.p1 2.m1.p1.b1 2.m1.p1.d"},
		{"a short bilag of one title", []Card{
			card(1, "m1", bilag(named("Notat", 90)), "Badebroer"), card(2, "m1", bilag(named("NOTAT", 95)), "Badebroer")},
			"2.m1.p1 2.m1.p1.b1 2.m1.p1.d"},
		{"a bilag that the minutes only name", []Card{
			card(1, "m1", bilag(named("Notat", 0)), "Badebroer"), card(2, "m1", bilag(named("Notat", 900)), "Badebroer")},
			"2.m1.p1 2.m1.p1.d"},
		{"the one bilag, called something else", []Card{
			card(1, "m1", bilag(named("Notat", 900)), "Badebroer"), card(2, "m1", bilag(named("Bilag 1", 903)), "Badebroer")},
			"2.m1.p1 2.m1.p1.b1 2.m1.p1.d"},
		{"a bilag under another punkt", []Card{
			card(1, "m1", bilag(named("Notat", 900)), "Badebroer"), card(2, "m1", bilag(named("Notat", 903)), "Parkering")},
			"2.m1.p1.b1"},
		{"another bilag of the same title under another punkt", []Card{
			card(1, "m1", bilag(named("Notat", 900)), "Badebroer"), card(2, "m1", bilag(named("Notat", 500)), "Parkering")},
			""},
		{"a replaced version, also what only it has", []Card{
			card(1, "m1", nil, "Badebroer"), card(2, "m1", func(c *Card) { c.Replaced = true }, "Badebroer", "Parkering")},
			"2.m1.p1 2.m1.p1.d 2.m1.p2 2.m1.p2.d"},
		{"all replaced: the best is kept", []Card{
			card(1, "m1", func(c *Card) { c.Replaced = true }, "Badebroer"), card(2, "m1", func(c *Card) { c.Replaced = true }, "Badebroer", "Parkering")},
			"2.m1.p1 2.m1.p1.d"},
		{"three copies", []Card{
			card(1, "m1", nil, "Badebroer"), card(2, "m1", agenda, "Badebroer", "Parkering"), card(3, "m1.p1.b1.m1", agenda, "Parkering", "Badebroer")},
			"2.m1.p1 3.m1.p1.b1.m1.p1 3.m1.p1.b1.m1.p2"},
		{"one copy", []Card{card(1, "m1", nil, "Badebroer")}, ""},
		{"none", nil, ""},
	} {
		if got := coveredPaths(c.copies...); got != c.want {
			t.Errorf("%s: covered %q, want %q", c.name, got, c.want)
		}
	}
}

// Nothing of the first copy is covered; what is covered is a thing of its copy;
// and unless its document is replaced, an earlier copy shows a like of it: one
// of its title or case, that is not covered itself.
func TestCoveredProperties(t *testing.T) {
	count := 0
	for seed := range uint64(3000) {
		r := rand.New(rand.NewPCG(seed, 2))
		for _, copies := range Group(randomCards(r)) {
			covered, by := Covered(copies), CoveredBy(copies)
			left := len(covered)
			for k := range copies {
				c := &copies[k]
				replaced := c.Replaced && !copies[0].Replaced
				for i, h := range c.Heads {
					id := c.ID.Punkt(i + 1)
					for n, thing := range append([]ID{id, id.Decision()}, bilagIDs(id, h)...) {
						if !covered[thing] {
							if replaced && (n != 1 || h.Decided) {
								t.Fatalf("seed %d: %s is of a replaced version, and searched", seed, thing)
							}
							continue
						}
						left--
						count++
						if k == 0 || n == 1 && !h.Decided {
							t.Fatalf("seed %d: %s is covered", seed, thing)
						}
						with := by[thing]
						if _, hidden := by[with]; hidden || !replaced && with == (ID{}) {
							t.Fatalf("seed %d: %s is covered by %s", seed, thing, with)
						}
						if !replaced && !shownBefore(copies[:k], covered, h, n) {
							t.Fatalf("seed %d: %s is covered, but no earlier copy shows it", seed, thing)
						}
					}
				}
			}
			if left != 0 {
				t.Fatalf("seed %d: %d things are covered that no copy has", seed, left)
			}
		}
	}
	if count < 1000 {
		t.Errorf("only %d things covered: too few to test", count)
	}
}

func bilagIDs(punkt ID, h Head) []ID {
	var ids []ID
	for k := range h.Bilag {
		ids = append(ids, punkt.Bilag(k+1))
	}
	return ids
}

// shownBefore reports whether a copy shows a like of the n-th thing of a punkt:
// 0 the punkt, 1 its decision, from 2 its bilag.
func shownBefore(copies []Card, covered map[ID]bool, h Head, n int) bool {
	for k := range copies {
		for i, g := range copies[k].Heads {
			id := copies[k].ID.Punkt(i + 1)
			like := g.Title == h.Title && g.Title != 0 || g.Case == h.Case && g.Case != ""
			switch {
			case n == 0 && like && !covered[id], n == 1 && like && g.Decided && !covered[id.Decision()]:
				return true
			case n < 2:
				continue
			}
			for b, other := range g.Bilag {
				if !covered[id.Bilag(b+1)] && (other.Title == h.Bilag[n-2].Title || like && sameSize(other.Size, h.Bilag[n-2].Size)) {
					return true
				}
			}
		}
	}
	return false
}
