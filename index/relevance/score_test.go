package relevance_test

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"text/tabwriter"
)

const depth = 10 // of nDCG@10

// A score is how well one need was met. Recall and ndcg are of needs that have
// an answer (asked); precision of those where something was found, and of those
// where rightly nothing was (shown).
type score struct {
	need                    need
	recall, precision, ndcg float64
	asked, shown            bool
	missed                  []answer
	wrong                   []place // found, and neither relevant nor maybe; traps among them
	traps                   []place // those of wrong that the need warns of
}

// judge scores what was found for n, the best first.
func judge(n need, found []place) score {
	grades := map[place]int{}
	for _, a := range n.Relevant {
		grades[a.place] = a.Grade
	}
	found = slices.DeleteFunc(slices.Clone(found), func(p place) bool { return slices.Contains(n.Maybe, p) })

	s := score{need: n, asked: len(n.Relevant) > 0, shown: len(found) > 0 || len(n.Relevant) == 0}
	gained := make([]int, len(found))
	for i, p := range found {
		gained[i] = grades[p]
		if grades[p] > 0 {
			continue
		}
		s.wrong = append(s.wrong, p)
		if slices.Contains(n.Not, p) {
			s.traps = append(s.traps, p)
		}
	}
	var ideal []int
	for _, a := range n.Relevant {
		ideal = append(ideal, a.Grade)
		if !slices.Contains(found, a.place) {
			s.missed = append(s.missed, a)
		}
	}
	slices.SortFunc(ideal, func(a, b int) int { return cmp.Compare(b, a) })
	if s.asked {
		s.recall = 1 - float64(len(s.missed))/float64(len(n.Relevant))
		s.ndcg = gain(gained) / gain(ideal)
	}
	if len(found) > 0 {
		s.precision = 1 - float64(len(s.wrong))/float64(len(found))
	} else if !s.asked {
		s.precision = 1
	}
	return s
}

// gain is the discounted cumulated gain of the first ten grades: a grade's gain
// is 2^grade-1, so one punkt that decides is worth three that mention.
func gain(grades []int) float64 {
	sum := 0.0
	for i, g := range grades[:min(len(grades), depth)] {
		sum += (math.Exp2(float64(g)) - 1) / math.Log2(float64(i)+2)
	}
	return sum
}

// worth orders the table: the mean of what a need has of the three figures.
func (s score) worth() float64 {
	sum, n := 0.0, 0
	if s.asked {
		sum, n = s.recall+s.ndcg, 2
	}
	if s.shown {
		sum, n = sum+s.precision, n+1
	}
	return sum / float64(max(n, 1))
}

// means are the figures of several needs, each counting once.
type means struct {
	needs, traps            int
	recall, precision, ndcg float64
}

func meansOf(scores []score) means {
	m := means{needs: len(scores)}
	asked, shown := 0, 0
	for _, s := range scores {
		m.traps += len(s.traps)
		if s.asked {
			asked++
			m.recall += s.recall
			m.ndcg += s.ndcg
		}
		if s.shown {
			shown++
			m.precision += s.precision
		}
	}
	m.recall /= float64(asked) // NaN, a dash in the table, where no need has it
	m.ndcg /= float64(asked)
	m.precision /= float64(shown)
	return m
}

// table is what make relevance prints: the means of all needs and of each
// kind, then every need, the worst first, with what it missed and what it
// should not have found.
func table(scores []score) string {
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "\nkind\tneeds\trecall\tprecision\tnDCG@10\ttraps hit")
	row := func(name string, m means) {
		fmt.Fprintf(w, "%s\t%d\t%s\t%s\t%s\t%d\n", name, m.needs, figure(m.recall), figure(m.precision), figure(m.ndcg), m.traps)
	}
	row("all", meansOf(scores))
	kinds := map[string][]score{}
	for _, s := range scores {
		kinds[s.need.About] = append(kinds[s.need.About], s)
	}
	var names []string
	for name := range kinds {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		row(name, meansOf(kinds[name]))
	}
	w.Flush()

	sorted := slices.Clone(scores)
	slices.SortStableFunc(sorted, func(a, b score) int { return cmp.Compare(a.worth(), b.worth()) })
	fmt.Fprintln(w, "\nneed\tquery\trecall\tprecision\tnDCG@10\ttraps hit")
	for _, s := range sorted {
		one := meansOf([]score{s})
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%d\n", s.need.ID, s.need.Query, figure(one.recall), figure(one.precision), figure(one.ndcg), one.traps)
	}
	w.Flush()
	for _, s := range sorted {
		if len(s.missed)+len(s.wrong) > 0 {
			fmt.Fprintf(&b, "\n%s: %s\n", s.need.ID, s.need.Query)
		}
		for _, a := range s.missed {
			fmt.Fprintf(&b, "    missed %v (%d)\n", a.place, a.Grade)
		}
		for _, p := range s.wrong {
			word := "wrong"
			if slices.Contains(s.traps, p) {
				word = "trap"
			}
			fmt.Fprintf(&b, "    %-6s %v\n", word, p)
		}
	}
	return b.String()
}

// figure writes a mean, and a dash where there is none.
func figure(f float64) string {
	if math.IsNaN(f) {
		return "-"
	}
	return fmt.Sprintf("%.3f", f)
}
