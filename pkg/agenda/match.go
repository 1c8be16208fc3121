package agenda

// matchHeads gives for each head of b the place of its like in a, -1 for none.
// Each is used once, in order, the best witness first.
func matchHeads(a, b []Head) []int {
	match := make([]int, len(b))
	for i := range match {
		match[i] = -1
	}
	used := make([]bool, len(a))
	for _, rule := range headRules() {
		free := map[headKey][]int{}
		for i := range a {
			if key, ok := rule.a(&a[i]); ok && !used[i] {
				free[key] = append(free[key], i)
			}
		}
		wanted := map[headKey][]int{}
		for i := range b {
			if key, ok := rule.b(&b[i]); ok && match[i] < 0 {
				wanted[key] = append(wanted[key], i)
			}
		}
		for key, of := range wanted {
			if rule.once && (len(free[key]) != 1 || len(of) != 1) {
				continue
			}
			for n := range min(len(of), len(free[key])) {
				match[of[n]], used[free[key][n]] = free[key][n], true
			}
		}
	}
	return match
}

// A headKey is what two heads are compared by; what a rule does not ask for is
// empty.
type headKey struct {
	title        uint32
	code, number string
}

// A headRule says by what heads of two copies are the same punkt. Its functions
// report false for a head that the rule says nothing of.
type headRule struct {
	name string
	a, b func(*Head) (headKey, bool)
	once bool // only where each copy has one such head left
}

// headRules are the witnesses that two heads are of one punkt, best first. Two
// case numbers that differ contradict the title: "Anlægsbevilling" can stand
// twice. A number alone is no witness.
func headRules() []headRule {
	all := func(h *Head) (headKey, bool) { return headKey{h.Title, h.Case, h.Number}, h.Title != 0 }
	titleAndCase := func(h *Head) (headKey, bool) { return headKey{title: h.Title, code: h.Case}, h.Title != 0 }
	title := func(h *Head) (headKey, bool) { return headKey{title: h.Title}, h.Title != 0 }
	titleOnly := func(h *Head) (headKey, bool) { return headKey{title: h.Title}, h.Title != 0 && h.Case == "" }
	caseOnly := func(h *Head) (headKey, bool) { return headKey{code: h.Case}, h.Case != "" }
	return []headRule{
		{"title, case number and number", all, all, false},
		{"title and case number", titleAndCase, titleAndCase, false},
		{"title, the first copy names no case", titleOnly, title, false},
		{"title, the second copy names no case", title, titleOnly, false},
		{"case number", caseOnly, caseOnly, true},
	}
}
