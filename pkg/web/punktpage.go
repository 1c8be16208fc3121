package web

import (
	"context"
	"net/http"
	"slices"

	"referat/index"
	"referat/pkg/agenda"
	"referat/pkg/library"
)

// A punktView is what a punkt's page shows.
type punktView struct {
	Trail    []link
	Title    []span
	Shell    string // what is said instead of all else, of a closed punkt that is kept back
	Remarks  []string
	Newest   *link
	Facts    []fact
	Closed   bool
	Outcome  string
	Decision *decisionView
	Decided  *link  // the page that the decision begins on, with no Href where that is hidden; nil where it is not known
	CiteIt   string // the reference to the decision
	NoText   bool
	Text     []block
	Bilag    []bilagView
	History  []historyView
	Course   []stepView
	Steps    string // that there are more
	Case     string // the page of the case
	Feed     string // that follows it
	Cite     string
	Page     *link // the page that it begins on
	Others   []sourceView
	Before   *link // the meeting's punkt before
	After    *link
}

// A decisionView is a decision (beslutning) as it is shown.
type decisionView struct {
	Text      []block
	Parts     []string // of resolutions that came out differently, what each did
	Followups []followupLine
	Dissent   []string
	Absent    []string
}

// A historyView is an earlier body's decision, as the punkt's Sagsforløb prints
// it.
type historyView struct {
	Heading string
	Text    []block
}

// A stepView is a punkt of a case's course.
type stepView struct {
	ISO      string
	Date     string
	Meeting  link
	Kind     string
	Punkt    link
	Here     bool // it is the punkt whose page this is
	Closed   bool
	Outcome  string // "" where there is no decision
	Decision string // its first words
	Witness  string
	Page     *link
}

// servePunkt serves GET /moede/{body}/{day}/{punkt}.
func (s *Site) servePunkt(w http.ResponseWriter, r *http.Request, v *library.Volume) error {
	id, err := v.Resolve(addressOf(r))
	if err != nil {
		return err
	}
	l, err := newLinker(v, textOf(r))
	if err != nil {
		return err
	}
	t, h, m, err := l.find(id)
	if err != nil {
		return err
	}
	view := &punktView{Trail: l.trail(m, t), Closed: t.Punkt.Closed}
	p := page{Title: punktName(t.Punkt) + ", " + danishDate(t.Meeting.Date), Query: l.text, View: view}
	view.around(l, t)
	if isShell(t.Punkt) {
		view.Title = []span{{Text: "Lukket punkt"}}
		view.Shell = shellSays(t.Punkt)
		return writePage(w, http.StatusOK, "punkt", p)
	}
	find, err := v.Locator(r.Context(), l.text)
	if err != nil {
		return err
	}
	view.fill(l, t, h, find)
	if view.Others, err = l.sources(m, id.MeetingID()); err != nil {
		return err
	}
	view.remark(l, t, h, m)
	if err := view.course(r.Context(), l, t); err != nil {
		return err
	}
	if view.Feed != "" {
		p.Feeds = []feedLink{{"Sagen: " + titleOr(t.Punkt.CaseNumber, t.Punkt.Title), view.Feed}}
	}
	return writePage(w, http.StatusOK, "punkt", p)
}

// shellSays tells that a punkt is closed and kept back.
func shellSays(p *agenda.Punkt) string {
	if p.Number == "" {
		return "Punktet er lukket og vises ikke her."
	}
	return "Punkt " + p.Number + " er lukket og vises ikke her."
}

// fill puts in what stands in the punkt itself. find finds the words that were
// searched for in a text.
func (view *punktView) fill(l linker, t agenda.Thing, h *library.Holding, find func(string) []index.Location) {
	p := t.Punkt
	name := punktName(p)
	view.Title = marked(name, find(name))
	if p.CaseNumber != "" {
		view.Facts = append(view.Facts, fact{"Sagsnummer", p.CaseNumber, casePath(p.CaseNumber)})
	}
	if p.Category != "" {
		view.Facts = append(view.Facts, fact{"Kategori", p.Category, search{paramCategory: p.Category}.address("/soeg")})
	}
	if p.Minutes > 0 {
		view.Facts = append(view.Facts, fact{"Afsat tid", counted(p.Minutes, "minut", "minutter"), ""})
	}
	if n := t.FirstPage(); n > 0 {
		view.Facts = append(view.Facts, fact{"I PDF'en", pagesText(p.Pages), l.openPage(h, n)})
		view.Page = l.pageButton(h, n)
	}
	if d := p.Decision; d != nil {
		view.Outcome = d.Outcome.Danish()
		view.Decision = l.makeDecision(d, h, find)
		it := t.DecisionThing()
		if pages := decisionPages(it); len(d.Marks) > 0 || pages[0] == pages[1] && pages[0] > 0 {
			view.Decided = &link{pagesText(pages), l.openPage(h, pages[0])}
		}
		view.CiteIt = citePath(it.ID, 0)
	}
	view.Text = blocks(p.Text, find(p.Text), turns(p.Marks), l.pageOf(h))
	view.NoText = p.Text == ""
	view.Bilag = l.bilagOf(t, h.Document)
	for _, x := range p.History {
		heading := titleOr(x.Body, "Uden navn") + ", " + danishDate(x.Date)
		if x.Number != "" {
			heading += ", punkt " + x.Number
		}
		view.History = append(view.History, historyView{heading, blocks(x.Text, find(x.Text), nil, nil)})
	}
	view.Cite = citePath(t.ID, 0)
}

// pageButton leads to a page of the PDF; nil where it is hidden.
func (l linker) pageButton(h *library.Holding, n int) *link {
	if href := l.openPage(h, n); href != "" {
		return &link{"Se siden i PDF'en", href}
	}
	return nil
}

// turns are the marks of a text but for the first, which says where it begins:
// that is said above it.
func turns(marks []agenda.Mark) []agenda.Mark {
	if len(marks) > 0 && marks[0].Offset == 0 {
		return marks[1:]
	}
	return marks
}

// makeDecision is a decision as it is shown.
func (l linker) makeDecision(d *agenda.Decision, h *library.Holding, find func(string) []index.Location) *decisionView {
	view := &decisionView{Text: blocks(d.Text, find(d.Text), turns(d.Marks), l.pageOf(h)), Dissent: d.Dissent, Absent: d.Absent}
	if d.Outcome == agenda.Mixed || d.Outcome == agenda.ApprovedWithRemarks && len(d.Resolutions) > 1 {
		for _, x := range d.Resolutions {
			view.Parts = append(view.Parts, "at "+x.Number+") "+x.Outcome.Danish())
		}
	}
	for _, f := range d.Followups {
		view.Followups = append(view.Followups, followupLine{Unit: f.Responsible, Text: f.Text})
	}
	return view
}

// around leads to the punkter before and after in the meeting.
func (view *punktView) around(l linker, t agenda.Thing) {
	n := -1
	for i := range t.Meeting.Punkter {
		if &t.Meeting.Punkter[i] == t.Punkt {
			n = i
		}
	}
	at := func(i int) *link {
		if n < 0 || i < 0 || i >= len(t.Meeting.Punkter) {
			return nil
		}
		p := &t.Meeting.Punkter[i]
		return &link{punktName(p), l.thing(agenda.Thing{ID: t.ID.MeetingID().Punkt(i + 1), Kind: agenda.ThingPunkt, Meeting: t.Meeting, Punkt: p})}
	}
	view.Before, view.After = at(n-1), at(n+1)
}

// remark tells what kind of copy the punkt stands in.
func (view *punktView) remark(l linker, t agenda.Thing, h *library.Holding, m *library.Meeting) {
	if t.ID.Nested() {
		view.Remarks = append(view.Remarks, "Punktet er her læst fra et bilag til et andet møde.")
	}
	if h.Newer != (agenda.ID{}) {
		view.Remarks = append(view.Remarks, "Dette er en ældre udgave: en nyere PDF har taget dens plads.")
	}
	if m.Best().ID == t.ID.MeetingID() {
		return
	}
	says, to := betterSays(t, m)
	view.Remarks = append(view.Remarks, says)
	view.Newest = &link{"Se mødet " + to, l.meeting(m)}
	if href := l.sameIn(t); href != "" {
		view.Newest = &link{"Se punktet " + to, href}
	}
}

// betterSays tells of a copy of a meeting that there is a better one, and where
// that stands.
func betterSays(t agenda.Thing, m *library.Meeting) (says, to string) {
	if t.Meeting.Kind == agenda.Dagsorden && m.Best().Kind == agenda.Referat {
		return "Dette er dagsordenen. Referatet er kommet, og beslutningerne står dér.", "i referatet"
	}
	return "Mødet står også i en anden PDF, som ellers vises.", "dér"
}

// sameIn is the address of a punkt in the best copy of its meeting, if that has
// it under the same number; "" otherwise.
func (l linker) sameIn(t agenda.Thing) string {
	a, ok := l.catalogue.Address(t)
	if !ok || a.Doc == "" {
		return ""
	}
	a.Doc = ""
	id, err := l.volume.Resolve(a)
	if err != nil {
		return ""
	}
	same, _, err := l.volume.Find(id)
	if err != nil || same.Punkt == nil || isShell(same.Punkt) || same.Punkt.Title != t.Punkt.Title && (t.Punkt.CaseNumber == "" || same.Punkt.CaseNumber != t.Punkt.CaseNumber) {
		return ""
	}
	return l.thing(same)
}

// mostSteps is how many punkter of a case the page of one shows: those nearest in
// time. The case's own page has all.
const mostSteps = 12

// course puts in the course of the punkt's case through the meetings, where it
// was dealt with at others, too.
func (view *punktView) course(ctx context.Context, l linker, t agenda.Thing) error {
	start := t.Punkt.CaseNumber
	if start == "" {
		start = t.Punkt.Title
	}
	if start == "" {
		return nil
	}
	c, all, err := l.volume.CaseNear(ctx, t.ID, mostSteps)
	if err != nil {
		return err
	}
	if t.Punkt.CaseNumber != "" || len(c.Punkter) > 1 {
		view.Case, view.Feed = casePath(start), feedCasePath(start)
	}
	if len(c.Punkter) > 1 {
		view.Course = l.steps(c.Punkter, t.ID)
	}
	if all > mostSteps {
		view.Steps = "De nærmeste " + number(mostSteps) + " af " + number(all) + " punkter."
	}
	return nil
}

// steps are a case's course as it is shown; here is the punkt whose page it is.
func (l linker) steps(steps []library.Step, here agenda.ID) []stepView {
	var list []stepView
	for _, s := range steps {
		x := stepView{
			ISO: s.Date, Date: danishDate(s.Date), Kind: string(s.Kind), Closed: s.Closed, Decision: s.Decision, Witness: string(s.Witness),
			Meeting: l.meetingOf(s.Of, s.Series, undated(s.Meeting, s.Date)), Punkt: link{numbered(s.Number, titleOr(s.Punkt, "uden titel")), l.thing(s.Of)},
			Here: s.ID == here || slices.Contains(s.Sources, here),
		}
		if s.Outcome != "" {
			x.Outcome = outcomeSays(s.Outcome)
		}
		if s.Page > 0 && !s.Holding.KeptBack(s.Page) {
			x.Page = &link{pagesText(agenda.PageRange{s.Page, s.Page}) + " i PDF'en", l.page(s.ID.Doc(), s.Page)}
		}
		list = append(list, x)
	}
	return list
}
