package agenda

// An Outcome (udfald) says in one word what a body did with a punkt.
type Outcome string

const (
	Approved            Outcome = "approved"              // adopted, agreed: godkendt, vedtaget, tiltrådt
	ApprovedWithRemarks Outcome = "approved_with_remarks" // with the body's own condition or change
	Recommended         Outcome = "recommended"           // to a body above it: anbefaler, indstiller
	Noted               Outcome = "noted"                 // taget til efterretning, orienteret
	Discussed           Outcome = "discussed"             // drøftet, no decision
	Postponed           Outcome = "postponed"             // udsat
	Referred            Outcome = "referred"              // sent to another body to be dealt with
	Withdrawn           Outcome = "withdrawn"             // udgik, trukket tilbage
	Rejected            Outcome = "rejected"              // forkastet, ikke godkendt
	Decided             Outcome = "decided"               // another explicit decision, task, request, election
	None                Outcome = "none"                  // nothing to record
	Unknown             Outcome = "unknown"               // withheld, points elsewhere, or no rule reads it
	Mixed               Outcome = "mixed"                 // several, about different matters
)

// Outcomes lists every outcome, in the order people are shown them.
func Outcomes() []Outcome {
	return []Outcome{Approved, ApprovedWithRemarks, Recommended, Noted, Discussed, Postponed,
		Referred, Withdrawn, Rejected, Decided, None, Unknown, Mixed}
}

// OutcomeOf is a decision's outcome given those of its resolutions: theirs
// when they agree, approved_with_remarks when they are approved with and
// without remarks, else mixed. It is "" for no resolutions.
func OutcomeOf(resolutions []Resolution) Outcome {
	var all Outcome
	for _, r := range resolutions {
		switch {
		case all == "" || all == r.Outcome:
			all = r.Outcome
		case isApproval(all) && isApproval(r.Outcome):
			all = ApprovedWithRemarks
		default:
			return Mixed
		}
	}
	return all
}

func isApproval(o Outcome) bool { return o == Approved || o == ApprovedWithRemarks }

// Danish is the outcome as people are shown it.
func (o Outcome) Danish() string {
	switch o {
	case Approved:
		return "godkendt"
	case ApprovedWithRemarks:
		return "godkendt med bemærkning"
	case Recommended:
		return "anbefalet"
	case Noted:
		return "til efterretning"
	case Discussed:
		return "drøftet"
	case Postponed:
		return "udsat"
	case Referred:
		return "henvist"
	case Withdrawn:
		return "udgået"
	case Rejected:
		return "afvist"
	case Decided:
		return "besluttet"
	case None:
		return "intet"
	case Mixed:
		return "blandet"
	}
	return "ukendt"
}
