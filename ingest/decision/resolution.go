package decision

import (
	"strings"

	"referat/pkg/agenda"
)

// resolutions are the "at 1) …" parts of a decision. Each has the outcome that
// its own words say; where they say none ("at 1) der bevilges 3 mio. kr." after
// "Byrådet godkendte,") that of the text before the first.
func resolutions(bs []block) []agenda.Resolution {
	var out []agenda.Resolution
	var before []block
	for _, b := range bs {
		if b.kind != resolution {
			if len(out) == 0 {
				before = append(before, b)
			}
			continue
		}
		r := agenda.Resolution{Number: b.number, Text: strings.TrimSuffix(b.text, ".")}
		r.Outcome = outcome(actsOf([]block{b}), tasksOf([]block{b}))
		if r.Outcome == agenda.Unknown && len(before) > 0 {
			r.Outcome = outcome(actsOf(before), nil)
		}
		out = append(out, r)
	}
	return out
}

// actsOf reads what the blocks do. The items of a list that completes a
// sentence are what it is about, and do nothing of their own.
func actsOf(bs []block) []act {
	var out []act
	remarks := false
	for i, b := range bs {
		switch {
		case b.kind == heading && isBodyLabel(b.text):
			if i+1 < len(bs) {
				out = nil // what another body did before
			}
			continue
		case b.kind == heading:
			remarks = strings.HasPrefix(strings.ToLower(b.text), "bemærkning")
			continue
		case b.lead != nil && hasActs(*b.lead):
			continue
		}
		for j, s := range b.sentences {
			part := b.part(i)
			if part == 0 && pointFirst.MatchString(flat(s.words)) {
				part = 1000*(i+1) + j // "Punkt 1 blev godkendt. Punkt 2 blev udsat."
			}
			for _, a := range s.acts() {
				a.part = part
				if remarks {
					a.remark = false
				}
				out = append(out, a)
			}
		}
	}
	return out
}

// tasksOf tells which parts of the blocks give tasks.
func tasksOf(bs []block) map[int]bool {
	out := make(map[int]bool)
	for i, b := range bs {
		for _, s := range b.sentences {
			if len(s.given) > 0 {
				out[b.part(i)] = true
			}
		}
	}
	return out
}

func hasActs(b block) bool {
	for _, s := range b.sentences {
		if len(s.acts()) > 0 {
			return true
		}
	}
	return false
}

// pointFirst recognises a sentence about one numbered point of the proposal.
var pointFirst = newPattern(`^ (indstillingens )?((punkt|pkt\.|pkt|beslutningspunkt|delpunkt|at|ansøgning|ansøgningerne|ansøgninger|projekt|projekterne) (\d\S*|[a-h])|\d{1,2} \. \S*(punkt|punktet|pind|led|del)) `)
