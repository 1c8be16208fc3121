package agenda

// EachText calls f with every text of d that was read from the PDF, to look at it
// or to change it.
func (d *Document) EachText(f func(text *string)) {
	meetingTexts(d.Meetings, f)
	for i := range d.Warnings {
		f(&d.Warnings[i].Message)
	}
}

func meetingTexts(list []Meeting, f func(*string)) {
	for i := range list {
		m := &list[i]
		for _, s := range []*string{&m.Series, &m.Title, &m.Location, &m.Information} {
			f(s)
		}
		for j := range m.Punkter {
			p := &m.Punkter[j]
			for _, s := range []*string{&p.Title, &p.Category, &p.CaseNumber, &p.Text} {
				f(s)
			}
			decisionTexts(p.Decision, f)
			for k := range p.History {
				f(&p.History[k].Body)
				f(&p.History[k].Text)
			}
			for k := range p.Bilag {
				f(&p.Bilag[k].Title)
				f(&p.Bilag[k].Text)
				meetingTexts(p.Bilag[k].Meetings, f)
			}
		}
	}
}

func decisionTexts(d *Decision, f func(*string)) {
	if d == nil {
		return
	}
	f(&d.Text)
	for i := range d.Resolutions {
		f(&d.Resolutions[i].Text)
	}
	for i := range d.Followups {
		f(&d.Followups[i].Responsible)
		f(&d.Followups[i].Text)
	}
	for _, list := range [][]string{d.Dissent, d.Absent} {
		for i := range list {
			f(&list[i])
		}
	}
}
