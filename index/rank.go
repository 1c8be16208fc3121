package index

import (
	"cmp"
	"container/heap"
	"math"
	"slices"
)

// classStep is by how much scores may differ and still be as good as equal.
const classStep = 0.02

// class divides scores into steps of classStep: what is as good as equal is in
// the order of the dates.
func class(score float32) int32 {
	if score <= 0 {
		return math.MinInt32
	}
	return int32(math.Floor(math.Log(float64(score)) / classStep))
}

// A candidate may be a hit.
type candidate struct {
	found *found
	entry uint32
	class int32
	day   uint32
	score float32
	id    string // where it was needed
}

// A ranking keeps the best candidates, the worst of them on top of the heap.
type ranking struct {
	most  int
	list  []candidate
	fault error
}

func (r *ranking) offer(c candidate) {
	switch {
	case len(r.list) < r.most:
		heap.Push(r, c)
	case r.compare(&c, &r.list[0]) < 0:
		r.list[0] = c
		heap.Fix(r, 0)
	}
}

// beats reports whether a score is well below the worst of the best: most are,
// and need no more looking at.
func (r *ranking) beats(score float32) bool {
	return len(r.list) == r.most && score < r.list[0].score*(1-2*classStep)
}

// compare puts the better first: by class, date, and ID.
func (r *ranking) compare(a, b *candidate) int {
	if c := cmp.Or(cmp.Compare(b.class, a.class), cmp.Compare(b.day, a.day)); c != 0 {
		return c
	}
	for _, c := range []*candidate{a, b} {
		if c.id == "" {
			var err error
			if c.id, err = c.found.leaf.id(c.entry); err != nil {
				r.fault = err
			}
		}
	}
	return compareIDs(a.id, b.id)
}

// compareIDs puts punkt 2 before punkt 10: where the IDs part, the one with the
// longer number is behind.
func compareIDs(a, b string) int {
	same := 0
	for same < min(len(a), len(b)) && a[same] == b[same] {
		same++
	}
	digits := func(s string) (n int) {
		for n < len(s) && '0' <= s[n] && s[n] <= '9' {
			n++
		}
		return n
	}
	a, b = a[same:], b[same:]
	return cmp.Or(cmp.Compare(digits(a), digits(b)), cmp.Compare(a, b))
}

// Len, Less, Swap, Push and Pop are container/heap's.
func (r *ranking) Len() int           { return len(r.list) }
func (r *ranking) Less(i, j int) bool { return r.compare(&r.list[i], &r.list[j]) > 0 }
func (r *ranking) Swap(i, j int)      { r.list[i], r.list[j] = r.list[j], r.list[i] }
func (r *ranking) Push(x any)         { r.list = append(r.list, x.(candidate)) }
func (r *ranking) Pop() any {
	last := r.list[len(r.list)-1]
	r.list = r.list[:len(r.list)-1]
	return last
}

// sort puts the best first.
func (r *ranking) sort() error {
	slices.SortFunc(r.list, func(a, b candidate) int { return r.compare(&a, &b) })
	return r.fault
}

// hits are those after the first skip, at most limit.
func (r *ranking) hits(skip, limit int) ([]Hit, error) {
	list := r.list[min(skip, len(r.list)):]
	list = list[:min(limit, len(list))]
	out := make([]Hit, 0, len(list))
	for _, c := range list {
		id, err := c.found.leaf.agendaID(c.entry)
		if err != nil {
			return nil, err
		}
		out = append(out, Hit{ID: id, Score: float64(c.score), In: c.found.parts(c.entry)})
	}
	return out, nil
}
