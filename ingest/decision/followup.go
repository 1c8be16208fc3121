package decision

import (
	"strings"

	"referat/pkg/agenda"
)

// A candidate is a sentence that may give a task.
type candidate struct {
	agenda.Followup
	line    int  // the block it stands in
	place   int  // its place among the decision's sentences
	generic bool // says only that someone acts: "FAS følger op"
	passive bool // names nobody: "der udarbejdes et notat"
	item    bool // stands in a list item
}

// followups finds the tasks a decision gives, one a sentence.
func followups(bs []block) []agenda.Followup {
	var found []candidate
	place := 0
	for i := range bs {
		for _, s := range bs[i].sentences {
			place++
			for _, c := range s.given {
				c.line, c.place, c.item = i, place, bs[i].kind == item
				found = append(found, c)
			}
		}
	}
	var out []agenda.Followup
	twice := saysTwice(bs)
	seen := make(map[agenda.Followup]bool)
	taken := make([]bool, len(found)+1)
	for i := len(found) - 2; i >= 0; i-- {
		c, next := found[i], found[i+1]
		taken[i] = c.takenOver(next) || taken[i+1] && c.passive && c.Responsible == "" && c.line == next.line
	}
	for i, c := range found {
		if taken[i] || twice && seen[c.Followup] {
			continue
		}
		seen[c.Followup] = true
		out = append(out, c.Followup)
	}
	return out
}

// saysTwice reports whether a text holds most of its sentences twice: the
// archive's older minutes give the decision and then the extract sent to the
// department. In another text the same sentence twice is two tasks ("Der
// eftersendes svar fra forvaltningen" after each question).
func saysTwice(bs []block) bool {
	all, seen := 0, make(map[string]bool)
	for _, b := range bs {
		for _, s := range b.sentences {
			all++
			seen[s.text] = true
		}
	}
	return 3*len(seen) <= 2*all
}

// takenOver reports whether the next task names who does what this one leaves
// to nobody: "Det skal undersøges, om … (FAS følger op)"; "Der udarbejdes en
// mail. I mailen lægges der op til … FAS følger op." It is one task, given by
// the sentence that names someone. In a list item of remarks the next sentence
// is that one whatever it says; in running text it has to point back.
func (c candidate) takenOver(next candidate) bool {
	if c.Responsible != "" || next.Responsible == "" {
		return false
	}
	if c.passive && next.generic {
		return next.line <= c.line+1
	}
	return next.place <= c.place+1 && (next.generic || c.passive && c.item && next.line == c.line)
}

// tasks finds what a sentence, the block's at'th from 0, gives someone to do:
// a named task before an unnamed one.
func (s sentence) tasks(b block, at int) []candidate {
	var out []candidate
	for _, c := range s.clauses {
		if c.opener == "(" {
			if agent, t := c.given(); agent != nil {
				out = append(out, named(agent, t, written(c.words)))
			}
		}
	}
	if len(out) > 0 || b.kind == heading || s.absent || s.dissent {
		return out
	}
	whole := strings.TrimSpace(s.text)
	agent, t := s.named()
	if agent != nil && b.kind == resolution && at == 0 && isBodyPhrase(agent) {
		return out // "at 1) direktionen sender sagen videre": what was decided
	}
	if agent != nil {
		return append(out, named(agent, t, whole))
	}
	if told(b.lead) || remarkedBy(b.lead) || b.kind == resolution && at == 0 {
		return out
	}
	if c, ok := s.unnamed(); ok {
		c.Text = whole
		if c.passive {
			c.Responsible = s.source()
		}
		out = append(out, c)
	}
	return out
}

func named(agent []word, t taskForm, text string) candidate {
	return candidate{Followup: agenda.Followup{Responsible: strings.TrimSuffix(written(agent), "."), Text: text}, generic: t.task != nil && t.generic}
}

// remarkedBy reports whether a list stands under "Godkendt med følgende
// bemærkninger:": its items are what must be otherwise, and no tasks unless one
// names who acts.
func remarkedBy(lead *block) bool {
	if lead == nil || len(lead.sentences) == 0 || !strings.HasSuffix(lead.text, ":") {
		return false
	}
	s := lead.sentences[len(lead.sentences)-1]
	for _, a := range s.acts() {
		if a.outcome == agenda.ApprovedWithRemarks {
			return true
		}
	}
	return false
}

// told reports whether a list stands under "Rådmanden orienterede om": then
// its items are what was told.
func told(lead *block) bool {
	if lead == nil {
		return false
	}
	for _, s := range lead.sentences {
		for _, c := range s.clauses {
			for _, p := range c.predicates(flat(s.words)) {
				if c.main && (p.class == telling || p.class == discussing) {
					return true
				}
			}
		}
	}
	return false
}
