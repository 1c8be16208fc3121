package main

import (
	"fmt"
	"strings"

	"referat/index"
	"referat/pkg/agenda"
)

// A row is one thing of an archive as a table shows it.
type row struct {
	agenda.Thing
	doc      *agenda.Document
	best     agenda.ID // the meeting in its best copy: what tables are joined by
	punkt    agenda.ID // the punkt that the thing is or belongs to, in the copy that is exported
	replaced bool      // a newer file has taken the document's place
	task     int       // of a follow-up: its place in the decision's list, from 1; else 0
}

// own is the meeting that the thing stands in, in its own copy.
func (r *row) own() agenda.ID { return r.ID.MeetingID() }

// A table is one kind of row.
type table struct {
	name   string // as --what has it, and of the table's file
	danish string // as people may type it
	one    string // a row's "type" in JSON
	counts [2]string
	column func() []column
}

// tables are what can be exported, in the order that a row's parts come.
func tables() []table {
	return []table{
		{"meetings", "møder", "meeting", [2]string{"møde", "møder"}, meetingColumns},
		{"punkter", "punkter", "punkt", [2]string{"punkt", "punkter"}, punktColumns},
		{"decisions", "beslutninger", "decision", [2]string{"beslutning", "beslutninger"}, decisionColumns},
		{"followups", "opfølgninger", "followup", [2]string{"opfølgning", "opfølgninger"}, followupColumns},
		{"bilag", "bilag", "bilag", [2]string{"bilag", "bilag"}, bilagColumns},
	}
}

// A column is one field of a row. docs/export.md says what each holds.
type column struct {
	name string
	of   func(r *row) any // string, bool, int, orNone or []string
}

// An orNone is a number that 0 stands in for where there is none; a spreadsheet
// shows nothing there.
type orNone int

// placed are the columns that say where a row comes from, the same in every
// table.
func placed() []column {
	return []column{
		{"document", func(r *row) any { return r.doc.Source.Name }},
		{"sha256", func(r *row) any { return r.doc.Source.SHA256 }},
		{"own_meeting_id", func(r *row) any { return r.own().String() }},
		{"best_copy", func(r *row) any { return r.own() == r.best && !r.replaced }},
		{"replaced", func(r *row) any { return r.replaced }},
	}
}

// dated are the columns that say which meeting a row belongs to.
func dated() []column {
	return []column{
		{"meeting_id", func(r *row) any { return r.best.String() }},
		{"date", func(r *row) any { return r.Meeting.Date }},
		{"series", func(r *row) any { return r.Meeting.Series }},
		{"meeting_title", func(r *row) any { return r.Meeting.Title }},
		{"kind", func(r *row) any { return string(r.Meeting.Kind) }},
	}
}

// headed are the columns that say which punkt a row belongs to.
func headed() []column {
	return []column{
		{"punkt_id", func(r *row) any { return r.punkt.String() }},
		{"punkt_number", func(r *row) any { return r.Punkt.Number }},
		{"punkt_title", func(r *row) any { return r.Punkt.Title }},
		{"case_number", func(r *row) any { return r.Punkt.CaseNumber }},
		{"closed", func(r *row) any { return r.Punkt.Closed }},
	}
}

func thingID() column { return column{"id", func(r *row) any { return r.ID.String() }} }

func paged() []column {
	return []column{
		{"first_page", func(r *row) any { return orNone(r.Pages()[0]) }},
		{"last_page", func(r *row) any { return orNone(r.Pages()[1]) }},
	}
}

func joined(parts ...[]column) []column {
	var all []column
	for _, p := range parts {
		all = append(all, p...)
	}
	return all
}

func meetingColumns() []column {
	return joined([]column{thingID()}, dated(), []column{
		{"start", func(r *row) any { return r.Meeting.Start }},
		{"end", func(r *row) any { return r.Meeting.End }},
		{"location", func(r *row) any { return r.Meeting.Location }},
		{"information", func(r *row) any { return r.Meeting.Information }},
		{"punkter", func(r *row) any { return len(r.Meeting.Punkter) }},
		{"decisions", func(r *row) any {
			n := 0
			for i := range r.Meeting.Punkter {
				if r.Meeting.Punkter[i].Decision != nil {
					n++
				}
			}
			return n
		}},
		{"bilag", func(r *row) any {
			n := 0
			for i := range r.Meeting.Punkter {
				n += len(r.Meeting.Punkter[i].Bilag)
			}
			return n
		}},
		{"bilag_id", func(r *row) any {
			if !r.ID.Nested() {
				return ""
			}
			return r.ID.Parent().String()
		}},
	}, paged(), placed())
}

func punktColumns() []column {
	return joined([]column{thingID()}, dated(), headed(), []column{
		{"category", func(r *row) any { return r.Punkt.Category }},
		{"minutes", func(r *row) any { return orNone(r.Punkt.Minutes) }},
		{"outcome", func(r *row) any { return string(r.Outcome()) }},
		{"bilag", func(r *row) any { return len(r.Punkt.Bilag) }},
		{"text", func(r *row) any { return r.Punkt.Text }},
		{"history", func(r *row) any { return index.HistoryText(r.Punkt.History) }},
	}, paged(), placed())
}

func decisionColumns() []column {
	return joined([]column{thingID()}, dated(), headed(), []column{
		{"outcome", func(r *row) any { return string(r.Decision.Outcome) }},
		{"outcome_danish", func(r *row) any { return r.Decision.Outcome.Danish() }},
		{"text", func(r *row) any { return r.Decision.Text }},
		{"resolutions", func(r *row) any {
			var list []string
			for _, x := range r.Decision.Resolutions {
				list = append(list, x.Number+") "+x.Text)
			}
			return list
		}},
		{"resolution_outcomes", func(r *row) any {
			var list []string
			for _, x := range r.Decision.Resolutions {
				list = append(list, string(x.Outcome))
			}
			return list
		}},
		{"dissent", func(r *row) any { return r.Decision.Dissent }},
		{"absent", func(r *row) any { return r.Decision.Absent }},
		{"followups", func(r *row) any { return len(r.Decision.Followups) }},
		{"page", func(r *row) any { return orNone(r.FirstPage()) }},
	}, placed())
}

func followupColumns() []column {
	return joined([]column{
		{"id", func(r *row) any { return taskID(r.ID, r.task) }},
		{"decision_id", func(r *row) any { return r.ID.String() }},
	}, dated(), headed(), []column{
		{"number", func(r *row) any { return r.task }},
		{"responsible", func(r *row) any { return r.Decision.Followups[r.task-1].Responsible }},
		{"text", func(r *row) any { return r.Decision.Followups[r.task-1].Text }},
		{"outcome", func(r *row) any { return string(r.Decision.Outcome) }},
		{"page", func(r *row) any { return orNone(taskPage(r.Thing, r.task)) }},
	}, placed())
}

func bilagColumns() []column {
	return joined([]column{thingID()}, dated(), headed(), []column{
		{"outcome", func(r *row) any { return string(r.Outcome()) }},
		{"number", func(r *row) any { return r.Bilag.Number }},
		{"title", func(r *row) any { return r.Bilag.Title }},
		{"ocr", func(r *row) any { return r.Bilag.OCR }},
		{"meetings", func(r *row) any { return len(r.Bilag.Meetings) }},
		{"text", func(r *row) any { return r.Bilag.Text }},
	}, paged(), placed())
}

// taskID names the n-th follow-up of a decision, from 1. It is a table's key;
// «referat show» takes the decision's.
func taskID(decision agenda.ID, n int) string { return fmt.Sprintf("%s.f%d", decision, n) }

// taskPage is the page that the n-th follow-up of a decision stands on: where
// the decision's text has its words, else where the decision begins.
func taskPage(t agenda.Thing, n int) int {
	return t.PageAt(max(0, strings.Index(t.Decision.Text, t.Decision.Followups[n-1].Text)))
}
