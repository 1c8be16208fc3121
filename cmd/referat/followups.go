package main

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"referat/pkg/agenda"
	"referat/pkg/archive"
	"referat/pkg/library"
)

func followupsCommand() command {
	c := command{
		name:  "followups",
		brief: "vis, hvem der skulle gøre hvad, efter enhed og møde",
		usage: "--open-since DATO [--to DATO] [--unit NAVN] [--json]",
		help: `Viser de opgaver, beslutninger siden DATO har givet, efter den enhed, der skulle
løse dem, og efter møde; opgaver, ingen er nævnt til, står sidst. Enheder, der
skrives med store eller små bogstaver («FAS», «Fas»), er én.

Om en opgave er løst, ved programmet ikke: det står ikke i et referat. Listen har
alle opgaver fra perioden. Hvor et senere møde har haft et punkt med samme
sagsnummer eller samme titel, er det nævnt («senere på dagsordenen»): det er et
sted at se efter, ikke et svar.

Eksempler:
  referat followups --open-since 2026-01
  referat followups --open-since 2025-09-01 --unit FAS --json`,
	}
	c.run = func(e *env, ctx context.Context, args []string) error {
		fs := e.flags(c)
		dir := e.archiveFlag(fs)
		since := fs.String("open-since", "", "opgaver fra møder fra og med `DATO` (åååå-mm-dd, åååå-mm eller åååå)")
		to := fs.String("to", "", "opgaver fra møder til og med `DATO`")
		unit := fs.String("unit", "", "kun enheder, hvis `NAVN` har disse ord")
		asJSON := fs.Bool("json", false, "skriv JSON")
		rest, err := e.parse(c, fs, args)
		if err != nil {
			return err
		}
		if len(rest) > 0 {
			return usagef("«%s» er for meget", rest[0])
		}
		f := &filter{}
		if f.from, err = completeDate("open-since", *since, false); err != nil {
			return err
		}
		if f.to, err = completeDate("to", *to, true); err != nil {
			return err
		}
		if f.from == "" {
			return usagef("giv --open-since og en dato")
		}
		a, err := archive.Open(*dir)
		if err != nil {
			return err
		}
		defer a.Close()
		units, undated, err := readTasks(ctx, a, f, *unit)
		if err != nil {
			return err
		}
		found := &tasksFound{Since: f.from, To: f.to, Units: units}
		for _, u := range units {
			found.Total += len(u.Tasks)
		}
		if *asJSON {
			err = writeJSON(e.stdout, found)
		} else {
			for _, u := range units {
				e.showUnit(u)
			}
		}
		if found.Total == 0 {
			fmt.Fprintln(e.stderr, "Ingen opgaver.")
		} else {
			fmt.Fprintf(e.stderr, "%s. Om de er løst, ved programmet ikke: det står ikke i referaterne.\n", counted(found.Total, "opgave", "opgaver"))
		}
		if undated > 0 {
			fmt.Fprintf(e.stderr, "%s uden dato er ikke med.\n", counted(undated, "møde", "møder"))
		}
		return err
	}
	return c
}

// tasksFound is the answer.
type tasksFound struct {
	Since string      `json:"open_since"`
	To    string      `json:"to"` // "" is no limit
	Total int         `json:"total"`
	Units []*taskUnit `json:"units"`
}

// A taskUnit is a unit, role or person with its tasks, by date.
type taskUnit struct {
	Name      string   `json:"unit"`      // as most decisions write it; "" where none is named
	Spellings []string `json:"spellings"` // every way it is written
	Tasks     []task   `json:"followups"`

	key      string
	spelling map[string]int // how often
}

// A task is a follow-up with where it stands.
type task struct {
	ID         string         `json:"id"` // as export has it
	DecisionID agenda.ID      `json:"decision_id"`
	PunktID    agenda.ID      `json:"punkt_id"`
	MeetingID  agenda.ID      `json:"meeting_id"`
	Date       string         `json:"date"`
	Series     string         `json:"series"`
	Meeting    string         `json:"meeting"`
	Number     string         `json:"punkt_number"`
	Punkt      string         `json:"punkt_title"`
	Case       string         `json:"case_number"`
	Closed     bool           `json:"closed"`
	Outcome    agenda.Outcome `json:"outcome"`
	Text       string         `json:"text"`
	Page       int            `json:"page"` // of the PDF, from 1; 0 where not known
	Document   string         `json:"document"`
	Later      []laterPunkt   `json:"later"`
}

// readTasks are the tasks of meetings that f admits, by unit, those that name
// none last. undated counts the meetings that have no date to compare.
func readTasks(ctx context.Context, a *archive.Reader, f *filter, unit string) (units []*taskUnit, undated int, err error) {
	sel := selection{filter: f}
	if err := sel.begin(ctx, a); err != nil {
		return nil, 0, err
	}
	later, undated := newSequel(sel.copies)
	units = []*taskUnit{}
	byKey := map[string]*taskUnit{}
	for d, err := range sel.documents(ctx, a) {
		if err != nil {
			return nil, 0, err
		}
		for r := range sel.rows(d) {
			if r.task == 0 {
				continue
			}
			who := r.Decision.Followups[r.task-1].Responsible
			key := library.UnitKey(who)
			if !library.UnitAsked(who, unit) {
				continue
			}
			u := byKey[key]
			if u == nil {
				u = &taskUnit{key: key, spelling: map[string]int{}}
				byKey[key] = u
				units = append(units, u)
			}
			u.spelling[strings.Join(strings.Fields(who), " ")]++
			u.Tasks = append(u.Tasks, task{
				ID: taskID(r.ID, r.task), DecisionID: r.ID, PunktID: r.punkt, MeetingID: r.best,
				Date: r.Meeting.Date, Series: r.Meeting.Series, Meeting: r.Meeting.Title,
				Number: r.Punkt.Number, Punkt: r.Punkt.Title, Case: r.Punkt.CaseNumber, Closed: r.Punkt.Closed,
				Outcome: r.Decision.Outcome, Text: r.Decision.Followups[r.task-1].Text, Page: taskPage(r.Thing, r.task),
				Document: d.Source.Name, Later: later.after(r),
			})
		}
	}
	for _, u := range units {
		u.settle()
	}
	slices.SortFunc(units, func(a, b *taskUnit) int {
		if (a.key == "") != (b.key == "") {
			return cmp.Compare(b.key, a.key) // the one without a name is last
		}
		return cmp.Compare(a.key, b.key)
	})
	return units, undated, nil
}

// settle chooses the unit's name, and puts its tasks in order.
func (u *taskUnit) settle() {
	u.Spellings = []string{}
	for s := range u.spelling {
		if u.key != "" {
			u.Spellings = append(u.Spellings, s)
		}
	}
	slices.SortFunc(u.Spellings, func(a, b string) int {
		return cmp.Or(cmp.Compare(u.spelling[b], u.spelling[a]), cmp.Compare(a, b))
	})
	if len(u.Spellings) > 0 {
		u.Name = u.Spellings[0]
	}
	slices.SortStableFunc(u.Tasks, func(a, b task) int {
		return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.MeetingID.String(), b.MeetingID.String()))
	})
}

func (e *env) showUnit(u *taskUnit) {
	name := u.Name
	if u.key == "" {
		name = "(ingen nævnt)"
	}
	fmt.Fprintf(e.stdout, "%s: %s\n", name, counted(len(u.Tasks), "opgave", "opgaver"))
	var meeting, punkt agenda.ID
	for _, t := range u.Tasks {
		if t.MeetingID != meeting {
			meeting = t.MeetingID
			fmt.Fprintf(e.stdout, "  %s  %s\n", orDash(t.Date), meetingName(t.Series, t.Meeting))
		}
		if t.PunktID != punkt {
			punkt = t.PunktID
			closed := ""
			if t.Closed {
				closed = " (lukket)"
			}
			fmt.Fprintf(e.stdout, "    Punkt %s: %s%s\n", t.Number, t.Punkt, closed)
		}
		page := ""
		if t.Page > 0 {
			page = fmt.Sprintf("side %d  ", t.Page)
		}
		fmt.Fprintf(e.stdout, "      - %s\n        %s%s\n", strings.ReplaceAll(t.Text, "\n", "\n        "), page, t.DecisionID)
		if len(t.Later) > 0 {
			fmt.Fprintf(e.stdout, "        senere på dagsordenen: %s\n", laterLine(t.Later))
		}
	}
	fmt.Fprintln(e.stdout)
}

// laterLine names the first few later punkter.
func laterLine(later []laterPunkt) string {
	const shown = 3
	var parts []string
	for _, l := range later[:min(len(later), shown)] {
		parts = append(parts, fmt.Sprintf("%s (%s)", l.Date, l.ID))
	}
	line := strings.Join(parts, ", ")
	if len(later) > shown {
		line += " og flere"
	}
	return line
}

// A laterPunkt is a punkt of a later meeting that may be about the same matter.
type laterPunkt struct {
	Date   string    `json:"date"`
	ID     agenda.ID `json:"id"`
	Number string    `json:"punkt_number"`
	By     string    `json:"by"` // what tells so: "case_number" or "title"
}

// A sequel finds later punkter by case number and title.
type sequel struct {
	copies  *copyGroups
	byCase  map[string][]laterPunkt // by date
	byTitle map[uint32][]laterPunkt
}

// standing is in how many meetings a title may come before it says nothing of a
// matter: "Eventuelt", "Orientering fra rådmanden" stand on every agenda, and a
// matter that comes back so often has a case number.
const standing = 4

// newSequel knows the punkter of all meetings, each by its best copy. undated
// counts those that have no date.
func newSequel(c *copyGroups) (s *sequel, undated int) {
	s = &sequel{c, map[string][]laterPunkt{}, map[uint32][]laterPunkt{}}
	for _, m := range c.meetings {
		best := &m[0]
		if best.Date == "" {
			undated++
			continue
		}
		for i := range best.Heads {
			h := &best.Heads[i]
			p := laterPunkt{Date: best.Date, ID: best.ID.Punkt(i + 1), Number: h.Number}
			if h.Case != "" {
				p.By = "case_number"
				s.byCase[h.Case] = append(s.byCase[h.Case], p)
			}
			if h.Title != 0 {
				p.By = "title"
				s.byTitle[h.Title] = append(s.byTitle[h.Title], p)
			}
		}
	}
	return s, undated
}

// mostLater is how many later punkter a task names: it is to be a hint.
const mostLater = 20

// after lists the first punkter of later meetings with r's case number or title,
// by date. Titles count only where neither punkt's case number says otherwise.
func (s *sequel) after(r *row) []laterPunkt {
	found := []laterPunkt{}
	h := s.copies.head(r.ID.PunktID())
	if h == nil {
		return found
	}
	for _, p := range afterDate(s.byCase[h.Case], r.Meeting.Date) {
		if len(found) == mostLater {
			break
		}
		found = append(found, p)
	}
	if same := s.byTitle[h.Title]; len(same) <= standing {
		for _, p := range afterDate(same, r.Meeting.Date) {
			other := s.copies.head(p.ID)
			agrees := other.Case == h.Case || other.Case == "" || h.Case == ""
			if agrees && !slices.ContainsFunc(found, func(f laterPunkt) bool { return f.ID == p.ID }) {
				found = append(found, p)
			}
		}
	}
	slices.SortStableFunc(found, func(a, b laterPunkt) int { return cmp.Compare(a.Date, b.Date) })
	return found[:min(len(found), mostLater)]
}

// afterDate is the part of list, which is by date, that is later than date.
func afterDate(list []laterPunkt, date string) []laterPunkt {
	from, _ := slices.BinarySearchFunc(list, date, func(p laterPunkt, date string) int {
		return cmp.Or(cmp.Compare(p.Date, date), -1) // what is of the day itself comes before
	})
	return list[from:]
}
