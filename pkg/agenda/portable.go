package agenda

// Portable makes d fit to be written as the schema's JSON: lists that are
// nil become empty, and the marks and the lists of scanned and masked pages, which
// only the archive needs, are left out. It changes d in place.
func (d *Document) Portable() {
	d.Complete()
	d.Scans, d.UnreadScans, d.Masked = nil, nil, nil
	eachMeeting(d.Meetings, func(m *Meeting) {
		for i := range m.Punkter {
			p := &m.Punkter[i]
			p.Marks = nil
			if p.Decision != nil {
				p.Decision.Marks = nil
			}
			for j := range p.Bilag {
				p.Bilag[j].Marks = nil
			}
		}
	})
}

// Complete makes every absent list of d an empty one, as the schema has it.
func (d *Document) Complete() {
	d.Schema = Schema
	d.Meetings = list(d.Meetings)
	d.Warnings = list(d.Warnings)
	for i := range d.Warnings {
		d.Warnings[i].Pages = list(d.Warnings[i].Pages)
	}
	eachMeeting(d.Meetings, func(m *Meeting) {
		m.Punkter = list(m.Punkter)
		for i := range m.Punkter {
			p := &m.Punkter[i]
			p.History = list(p.History)
			p.Bilag = list(p.Bilag)
			for j := range p.Bilag {
				p.Bilag[j].Meetings = list(p.Bilag[j].Meetings)
			}
			if p.Decision != nil {
				p.Decision.Complete()
			}
		}
	})
}

// Complete makes every absent list of d an empty one, as the schema has it.
func (d *Decision) Complete() {
	d.Resolutions = list(d.Resolutions)
	d.Followups = list(d.Followups)
	d.Dissent = list(d.Dissent)
	d.Absent = list(d.Absent)
}

// eachMeeting calls f for every meeting and for those nested in its bilag.
func eachMeeting(meetings []Meeting, f func(*Meeting)) {
	for i := range meetings {
		f(&meetings[i])
		for j := range meetings[i].Punkter {
			for k := range meetings[i].Punkter[j].Bilag {
				eachMeeting(meetings[i].Punkter[j].Bilag[k].Meetings, f)
			}
		}
	}
}

func list[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}
