package main

import (
	"context"
	"strings"
	"testing"

	"referat/pkg/agenda"
)

// Meetings of one day stand by when they begin, and those of one name say it.
func TestListTellsMeetingsOfADayApart(t *testing.T) {
	held := func(digit, start, title, subject string) agenda.Document {
		d := meetingWith(digit, "2027-02-08", "Udvalget", agenda.Punkt{Number: "1", Title: subject, Text: "Tekst."})
		d.Meetings[0].Start, d.Meetings[0].Title = start, title
		return d
	}
	dir := archiveOf(t, held("a", "14:00", "Møde", "Lys"), held("b", "09:00", "Møde", "Mad"), held("c", "08:00", "Temamøde", "Sol"),
		held("d", "15:00", "Formøde", "Lys"), held("e", "15:00", "Formøde", "Lys"))
	code, out, stderr := runWith(context.Background(), "list", "--copies", "--archive", dir)
	var names []string
	for line := range strings.Lines(out) {
		_, name, _ := strings.Cut(line, "referat ")
		name, _, _ = strings.Cut(strings.TrimSpace(name), "   ")
		names = append(names, name)
	}
	want := "Udvalget: Temamøde|Udvalget: Møde, kl. 09:00|Udvalget: Møde, kl. 14:00|Udvalget: Formøde (d.pdf)|Udvalget: Formøde (e.pdf)"
	if got := strings.Join(names, "|"); code != 0 || got != want {
		t.Errorf("code %d, %s: %q, want %q", code, stderr, got, want)
	}
	if n := strings.Count(out, "  1 punkt "); n != 5 {
		t.Errorf("%d lines with one punkt, want 5:\n%s", n, out)
	}
}
