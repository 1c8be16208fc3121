package relevance_test

import (
	"math"
	"testing"
)

// TestJudge: two of three answers found, the mention before the decision, with
// a trap and a punkt that counts neither way among them.
func TestJudge(t *testing.T) {
	at := func(punkt string) place { return place{"a.pdf", punkt} }
	n := need{
		Relevant: []answer{{at("m1.p1"), 2}, {at("m1.p2"), 1}, {at("m1.p3"), 1}},
		Not:      []place{at("m1.p4")},
		Maybe:    []place{at("m1.p5")},
	}
	s := judge(n, []place{at("m1.p5"), at("m1.p2"), at("m1.p4"), at("m1.p1"), at("m1.p6")})
	log := math.Log2
	ndcg := (1/log(2) + 3/log(4)) / (3/log(2) + 1/log(3) + 1/log(4))
	near := func(a, b float64) bool { return math.Abs(a-b) < 1e-9 }
	if !near(s.recall, 2./3) || !near(s.precision, 2./4) || !near(s.ndcg, ndcg) || len(s.wrong) != 2 || len(s.traps) != 1 {
		t.Errorf("%+v; want recall 2/3, precision 2/4, nDCG %.3f, one trap", s, ndcg)
	}

	nothing := need{Not: []place{at("m1.p4")}}
	if s := judge(nothing, nil); s.asked || !s.shown || s.precision != 1 {
		t.Errorf("rightly nothing: %+v", s)
	}
	if s := judge(nothing, []place{at("m1.p4")}); s.asked || s.precision != 0 || len(s.traps) != 1 {
		t.Errorf("a trap for nothing: %+v", s)
	}
	if s := judge(n, nil); !s.asked || s.shown || s.recall != 0 || len(s.missed) != 3 {
		t.Errorf("nothing found: %+v", s)
	}
	if m := meansOf([]score{judge(n, nil), judge(nothing, nil)}); m.recall != 0 || m.precision != 1 {
		t.Errorf("means %+v; want recall of the one that asks, precision of the one that shows", m)
	}
}
