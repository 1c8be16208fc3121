package decision

import "referat/pkg/agenda"

// outcome is what a decision's acts come to, by the labelling guide's order: a
// decision leads over discussion, discussion over information; the body leads
// over its members, and an approval over the tasks it gives. tasks are the
// parts of the decision that give any.
func outcome(acts []act, tasks map[int]bool) agenda.Outcome {
	if apart(acts, tasks) {
		return agenda.Mixed
	}
	body := false
	for _, a := range acts {
		body = body || !a.members && !a.minor && decisive(a.outcome)
	}
	var (
		found, minor = make(map[agenda.Outcome]bool), make(map[agenda.Outcome]bool)
		first        agenda.Outcome // of the decisions
		remark       bool           // to what was approved
		ownAgenda    bool           // the meeting's own agenda was approved
		formal, up   bool
	)
	talked, informed := false, false
	for _, a := range acts {
		informed = informed || a.outcome == agenda.Noted && !a.minor && !a.formal && !a.remark
		talked = talked || a.outcome == agenda.Discussed && !a.minor
	}
	for _, a := range acts {
		if a.soft && talked || a.again && len(tasks) > 0 || a.event && informed {
			continue
		}
		if a.minor {
			minor[a.outcome] = true
			continue
		}
		formal, up = formal || a.formal, up || a.up
		remark = remark || a.remark && approved(first)
		ownAgenda = ownAgenda || a.agenda && approved(a.outcome)
		if a.members && body && decisive(a.outcome) {
			continue // "Ib Ravn kan tiltræde indstillingen" beside what the body did
		}
		found[a.outcome] = true
		if first == "" && decisive(a.outcome) {
			first = a.outcome
		}
	}
	found[agenda.Decided] = found[agenda.Decided] || len(tasks) > 0
	remark = remark || ownAgenda && (found[agenda.Withdrawn] || found[agenda.Postponed]) // "Dagsordenen godkendt. Punkt 6 udgår."
	switch {
	case found[agenda.Recommended], up && (found[agenda.Approved] || found[agenda.ApprovedWithRemarks]):
		return agenda.Recommended // assent, and papers that go to the council
	case found[agenda.ApprovedWithRemarks], found[agenda.Approved] && remark:
		return agenda.ApprovedWithRemarks
	case found[agenda.Approved]:
		return agenda.Approved
	case first != "" && first != agenda.Decided:
		return first
	}
	for _, o := range []agenda.Outcome{agenda.Postponed, agenda.Referred, agenda.Withdrawn, agenda.Rejected, agenda.Decided} {
		if found[o] {
			return o
		}
	}
	switch {
	case minor[agenda.Rejected]:
		return agenda.Rejected // the counter-proposal was all there was
	case formal:
		return agenda.Noted // "drøftede oplægget og tog det til efterretning"
	case found[agenda.Discussed]:
		return agenda.Discussed
	case found[agenda.Noted]:
		return agenda.Noted
	case found[agenda.None]:
		return agenda.None
	case minor[agenda.Decided]:
		return agenda.Decided // a plan for the next meeting, and nothing else
	case minor[agenda.Unknown]:
		return agenda.Unknown
	case minor[agenda.Noted]:
		return agenda.Noted
	}
	return agenda.Unknown
}

// decisive reports whether an outcome is a decision, which leads over
// discussion and information.
func decisive(o agenda.Outcome) bool {
	switch o {
	case agenda.Noted, agenda.Discussed, agenda.None, agenda.Unknown:
		return false
	}
	return true
}

func approved(o agenda.Outcome) bool {
	return o == agenda.Approved || o == agenda.ApprovedWithRemarks
}

// apart reports whether a decision's numbered or listed parts come to
// different decisions: then none leads. A task beside an approval is the
// approval's follow-up and makes no difference; beside a part put off or sent
// on it does.
func apart(acts []act, tasks map[int]bool) bool {
	kinds := make(map[agenda.Outcome]bool)
	parts := 0
	for _, a := range acts {
		if a.minor || !decisive(a.outcome) || a.outcome == agenda.Decided {
			continue
		}
		if a.part == 0 {
			return false // the running text leads: "Dagsordenen godkendt. Punkt 6 udsættes."
		}
		parts++
		if a.outcome == agenda.ApprovedWithRemarks {
			a.outcome = agenda.Approved
		}
		kinds[a.outcome] = true
		for part := range tasks {
			if a.part > 0 && part != a.part && a.outcome != agenda.Approved {
				kinds[agenda.Decided] = true
			}
		}
	}
	return parts > 0 && len(kinds) > 1
}
