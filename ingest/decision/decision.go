// Package decision reads the text of one decision as an agenda.Decision: its
// resolutions, its outcome, the tasks it gives, who was against and who was
// away. Package segment finds the text and calls it.
//
// It is a reader of how such Danish sentences are built, not a list of them.
// A text is divided into blocks, sentences and clauses; a lexicon of verbs by
// class (lexicon.go, task.go) tells what the predicate of a main clause does;
// subject, negation and what hangs on the verb say who did it, whether it was
// done and on what condition. What no rule reads is agenda.Unknown.
package decision

import "referat/pkg/agenda"

// Read reads the text of a decision: paragraphs and list items one a line,
// list items begun with "- ". It never fails; a text that says nothing to it
// has the outcome unknown. The result's Text is text with its lines trimmed,
// empty ones left out and letters composed (NFC), so that text in that form
// keeps its byte offsets.
func Read(text string) *agenda.Decision {
	d := &agenda.Decision{Text: tidy(text)}
	bs := blocks(d.Text)
	d.Resolutions = resolutions(bs)
	d.Followups = followups(bs)
	seen := make(map[string]bool) // a text may hold the same paragraph twice
	for _, b := range bs {
		for _, s := range b.sentences {
			if seen[s.text] {
				continue
			}
			switch {
			case s.absent:
				d.Absent = append(d.Absent, s.text)
			case s.dissent:
				d.Dissent = append(d.Dissent, s.text)
			default:
				continue
			}
			seen[s.text] = true
		}
	}
	d.Outcome = agenda.OutcomeOf(d.Resolutions)
	if d.Outcome == "" {
		d.Outcome = outcome(actsOf(bs), tasksOf(bs))
	}
	d.Complete()
	return d
}
