package api

import (
	"time"

	"referat/pkg/agenda"
)

// An about is what the archive holds, and where to go from here.
type about struct {
	Name       string    `json:"name"`
	Version    string    `json:"version"`    // of the program
	Generation string    `json:"generation"` // of the archive
	Updated    time.Time `json:"updated"`    // when the archive last changed
	Bodies     int       `json:"bodies"`
	Meetings   int       `json:"meetings"`
	First      string    `json:"first"` // the date of the earliest meeting
	Last       string    `json:"last"`  // and of the latest
	Outcomes   []outcome `json:"outcomes"`
	Links      entrance  `json:"links"`
}

// An outcome is an outcome (udfald) by both its names.
type outcome struct {
	Name   agenda.Outcome `json:"name"`
	Danish string         `json:"danish"`
}

// An entrance is the addresses to begin with.
type entrance struct {
	Self        address `json:"self"`
	HTML        address `json:"html"`
	Description address `json:"service_desc"` // OpenAPI
	Search      address `json:"search"`
	Suggest     address `json:"suggest"`
	Bodies      address `json:"bodies"`
	Meetings    address `json:"meetings"`
	Documents   address `json:"documents"`
	Cases       address `json:"cases"`
	Followups   address `json:"followups"`
	Gaps        address `json:"gaps"`
	Problems    address `json:"problems"`
}

func (c *call) about() (any, error) {
	at := func(path string) address { return address(c.absolute(path)) }
	a := about{
		Name: "referat", Version: c.api.options.Version, Generation: c.v.Generation(), Updated: c.v.Time().UTC().Truncate(time.Second),
		Bodies: len(c.catalogue.Bodies()), Meetings: len(c.catalogue.Meetings()), Outcomes: []outcome{},
		Links: entrance{
			at(root), at("/"), at(root + "/openapi.json"), at(root + "/search"), at(root + "/suggest"), at(root + "/bodies"), at(root + "/meetings"),
			at(root + "/documents"), at(root + "/cases"), at(root + "/followups"), at(root + "/gaps"), at(root + "/problems"),
		},
	}
	a.First, a.Last = span(c.catalogue.Meetings())
	for _, o := range agenda.Outcomes() {
		a.Outcomes = append(a.Outcomes, outcome{o, o.Danish()})
	}
	return a, nil
}
