package library

import (
	"fmt"
	"strings"
	"unicode"

	"referat/index/danish"
)

// Said says in Danish how the term is looked for, as the end of a sentence that
// begins with it; "" for years and outcomes, which say it themselves.
func (r *TermRead) Said() string {
	switch r.As {
	case "years", "outcome":
		return ""
	case "phrase":
		return "findes ordret, som det er skrevet"
	case "prefix":
		if r.Begin == 0 {
			return "er begyndelsen af et ord"
		}
		return fmt.Sprintf("er begyndelsen af %d ord i arkivet", r.Begin)
	case "thing":
		var named []string
		for _, thing := range r.Things {
			named = append(named, thingSaid(thing))
		}
		return "findes som " + strings.Join(named, ", ") + ", hvordan det end er skrevet"
	}
	return r.form()
}

// form tells of a word how it is looked for, and whether it is there.
func (r *TermRead) form() string {
	switch {
	case r.Left:
		return "er udeladt: et småord behøver ikke at stå der"
	case r.Stem == "" && !strings.ContainsFunc(r.Typed, unicode.IsLetter):
		return "findes som tallet, det er"
	}
	nowhere := r.Missing || len(r.Near) > 0
	said := "findes i alle former"
	if nowhere {
		said = "er søgt i alle former"
	}
	if r.Stem != "" {
		said += fmt.Sprintf(" af «%s-»", r.stemAsTyped())
	}
	switch {
	case nowhere:
		said += "; ingen af dem står i arkivet"
	case r.Known || strings.ContainsAny(r.Typed, " -/&."):
	default:
		said += "; selve ordet står ikke i arkivet"
	}
	return said
}

// stemAsTyped is the stem as it stands in what was typed, where it does: with aa,
// of which the index makes å.
func (r *TermRead) stemAsTyped() string {
	typed := strings.ToLower(r.Typed)
	for i := range typed {
		if danish.Fold(typed[:i]) == r.Stem {
			return typed[:i]
		}
	}
	if danish.Fold(typed) == r.Stem {
		return typed
	}
	return r.Stem
}
