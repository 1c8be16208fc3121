package api

import (
	"errors"
	"net/url"

	"referat/pkg/library"
)

// A caseAnswer is a case's course through the meetings.
type caseAnswer struct {
	Start   string    `json:"start"`
	Punkter []step    `json:"punkter"`
	Links   listLinks `json:"links"`
}

// A step is one punkt of a course.
type step struct {
	library.Step
	Links links `json:"links"`
}

func (c *call) course() (any, error) {
	course, err := c.v.Case(c.r.Context(), c.values.text["q"])
	if errors.Is(err, library.ErrNoPunkt) {
		return nil, badParameter("q", "er et id, men ikke et punkts eller noget i et")
	}
	if err != nil {
		return nil, err
	}
	answer := caseAnswer{course.Start, []step{}, c.listLinks("/sag?nr=" + url.QueryEscape(course.Start))}
	for _, s := range course.Punkter {
		s.Sources = listed(s.Sources)
		answer.Punkter = append(answer.Punkter, step{s, c.linksOf(s.Of, s.Holding)})
	}
	return answer, nil
}
