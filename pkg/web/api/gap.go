package api

import (
	"referat/pkg/agenda"
	"referat/pkg/library"
)

// What a gap weighs.
const (
	severityGap  = "gap"
	severityNote = "note"
)

// A gap is something that is missing.
type gap struct {
	Kind     agenda.GapKind `json:"kind"`
	Severity string         `json:"severity"`
	Document string         `json:"document"`
	ID       agenda.ID      `json:"id"`
	Pages    []int          `json:"pages"`
	Message  string         `json:"message"`
	Links    links          `json:"links"`
}

// A gapList is the gaps of some documents.
type gapList struct {
	Documents int       `json:"documents"` // that were looked at
	Gaps      []gap     `json:"gaps"`
	Links     listLinks `json:"links"`
}

func (c *call) gaps() (any, error) {
	_, list, err := c.someDocuments()
	if err != nil {
		return nil, err
	}
	out := gapList{len(list), []gap{}, c.listLinks("")}
	for _, h := range list {
		if h.Newer != (agenda.ID{}) {
			continue // an older version's gaps are mended, or are the newer one's
		}
		out.Gaps = append(out.Gaps, c.gapsOf(h, func(g agenda.Gap) bool {
			return c.values.text["severity"] == "" || severity(g) == c.values.text["severity"]
		})...)
	}
	return out, nil
}

// gapsOf are those of a document's gaps that are wanted.
func (c *call) gapsOf(h *library.Holding, wanted func(agenda.Gap) bool) []gap {
	list := []gap{}
	for _, g := range h.Document.Gaps() {
		t, ok := h.Document.Find(g.ID)
		if !ok || !wanted(g) {
			continue
		}
		l := c.linksOf(t, h)
		if len(g.Pages) > 0 {
			c.opened(&l, h, g.Pages[0])
		}
		list = append(list, gap{g.Kind, severity(g), h.Document.Source.Name, g.ID, listed(g.Pages), g.Message, l})
	}
	return list
}

func severity(g agenda.Gap) string {
	if g.Note {
		return severityNote
	}
	return severityGap
}
