package main

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"referat/pkg/agenda"
)

// meetingWith is a document of one meeting; its name is its SHA-256, repeated.
func meetingWith(digit, date, series string, punkter ...agenda.Punkt) agenda.Document {
	return agenda.Document{
		Source:   agenda.Source{Name: digit + ".pdf", SHA256: strings.Repeat(digit, 64), Pages: 3},
		Meetings: []agenda.Meeting{{Date: date, Series: series, Title: "Møde", Kind: agenda.Referat, Pages: agenda.PageRange{1, 3}, Punkter: punkter}},
	}
}

func punktWith(number, title, caseNumber string, tasks ...agenda.Followup) agenda.Punkt {
	p := agenda.Punkt{Number: number, Title: title, CaseNumber: caseNumber, Pages: agenda.PageRange{1, 3}}
	d := &agenda.Decision{Outcome: agenda.Decided, Followups: tasks}
	for i, task := range tasks {
		d.Marks = append(d.Marks, agenda.Mark{Page: i + 2, Offset: len(d.Text)})
		d.Text += task.Text + "\n"
	}
	p.Decision = d
	return p
}

func TestFollowupsByUnit(t *testing.T) {
	const series = "Rådmandsmøder 2026"
	dir := archiveOf(t,
		meetingWith("a", "2025-12-01", series, punktWith("1", "Gammel sag", "", agenda.Followup{Responsible: "FAS", Text: "FAS gør det gamle."})),
		meetingWith("b", "2026-02-02", series,
			punktWith("1", "Ny bro", "EMN-2026-000001",
				agenda.Followup{Responsible: "Fas", Text: "Fas skriver."}, agenda.Followup{Text: "Der laves et notat."}),
			punktWith("2", "Cykelsti ved havnen", "", agenda.Followup{Responsible: "Teknik og  Miljø", Text: "Teknik og Miljø ringer."}),
			punktWith("3", "Bordet rundt", "", agenda.Followup{Responsible: "FAS", Text: "FAS hører om det."})),
		meetingWith("c", "2026-03-02", series, punktWith("4", "Broen igen", "emn 2026/000001", agenda.Followup{Responsible: "FAS", Text: "FAS rykker."}), punktWith("5", "Bordet rundt", "")),
		meetingWith("d", "2026-04-06", series, punktWith("1", "CYKELSTI  ved havnen", ""), punktWith("2", "Bordet rundt", "")),
		meetingWith("e", "2026-05-04", series, punktWith("1", "Cykelsti ved havnen", "EMN-2026-000077"), punktWith("2", "Bordet rundt", "")),
		meetingWith("f", "2026-06-01", series, punktWith("1", "Ny bro", "EMN-2026-000099"), punktWith("2", "Bordet rundt", "")),
		meetingWith("0", "", series, punktWith("1", "Uden dato", "", agenda.Followup{Responsible: "FAS", Text: "FAS ved ikke hvornår."})),
	)
	code, out, words := runWith(context.Background(), "followups", "--archive", dir, "--open-since", "2026", "--json")
	if code != exitOK {
		t.Fatalf("exit %d: %s", code, words)
	}
	if !strings.Contains(words, "5 opgaver. Om de er løst, ved programmet ikke") || !strings.Contains(words, "1 møde uden dato") {
		t.Errorf("stderr is %q", words)
	}
	var got tasksFound
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatal(err)
	}
	type line struct {
		Unit, Date, ID, Text, Later string
		Page                        int
	}
	var lines []line
	for _, u := range got.Units {
		for _, f := range u.Tasks {
			var later []string
			for _, l := range f.Later {
				later = append(later, l.Date+" "+l.By)
			}
			lines = append(lines, line{u.Name, f.Date, f.ID, f.Text, strings.Join(later, ", "), f.Page})
		}
	}
	b, c := strings.Repeat("b", agenda.IDLength), strings.Repeat("c", agenda.IDLength)
	want := []line{
		{"FAS", "2026-02-02", b + ".m1.p1.d.f1", "Fas skriver.", "2026-03-02 case_number", 2}, // June's bridge is another case
		{"FAS", "2026-02-02", b + ".m1.p3.d.f1", "FAS hører om det.", "", 2},                  // stands on every agenda
		{"FAS", "2026-03-02", c + ".m1.p1.d.f1", "FAS rykker.", "", 2},
		{"Teknik og Miljø", "2026-02-02", b + ".m1.p2.d.f1", "Teknik og Miljø ringer.", "2026-04-06 title, 2026-05-04 title", 2},
		{"", "2026-02-02", b + ".m1.p1.d.f2", "Der laves et notat.", "2026-03-02 case_number", 3},
	}
	if diff := cmp.Diff(want, lines); diff != "" {
		t.Errorf("tasks (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"FAS", "Fas"}, got.Units[0].Spellings); diff != "" {
		t.Errorf("spellings (-want +got):\n%s", diff)
	}
}
