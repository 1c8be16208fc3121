package library

import (
	"slices"

	"referat/pkg/agenda"
	"referat/pkg/archive"
)

// CopiesOf lists the other copies of the meeting that t belongs to, best first.
func (v *Volume) CopiesOf(t agenda.Thing) ([]CopyOf, error) {
	if t.Meeting == nil || t.Meeting.Date == "" {
		return []CopyOf{}, nil
	}
	groups, err := v.copies(t.Meeting.Date)
	if err != nil {
		return nil, err
	}
	return others(v.archive, t, v.kept.from(groups))
}

// CopiesOf is Volume.CopiesOf of an archive that is read without its index.
func CopiesOf(a *archive.Reader, t agenda.Thing) ([]CopyOf, error) {
	return newVolume(a, Options{}).CopiesOf(t)
}

// others are the copies of the meeting of t that are not the one it stands in.
// groups are the meetings of its day.
func others(a *archive.Reader, t agenda.Thing, groups [][]agenda.Card) ([]CopyOf, error) {
	list := []CopyOf{}
	own := t.ID.MeetingID()
	for _, group := range groups {
		if !slices.ContainsFunc(group, func(c agenda.Card) bool { return c.ID == own }) {
			continue
		}
		for _, c := range group {
			if c.ID == own {
				continue
			}
			sha, err := a.Resolve(c.ID.Doc())
			if err != nil {
				return nil, err
			}
			src, err := a.Source(sha)
			if err != nil {
				return nil, err
			}
			list = append(list, CopyOf{c.ID.String(), c.Kind, src.Name, c.ID.Nested(), c.Replaced})
		}
	}
	return list, nil
}
