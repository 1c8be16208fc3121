package main

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"referat/pkg/agenda"
	"referat/pkg/library"
)

// indexed is an archive that holds documents, with its index.
func indexed(t *testing.T, documents ...agenda.Document) string {
	t.Helper()
	dir := archiveOf(t, documents...)
	if code, _, errs := runWith(context.Background(), "reindex", "--archive", dir); code != exitOK {
		t.Fatal(errs)
	}
	return dir
}

// minutesOf is a document of one meeting; digit makes its SHA-256.
func minutesOf(digit string, kind agenda.Kind, punkter ...agenda.Punkt) agenda.Document {
	d := agenda.Document{Source: agenda.Source{Name: digit + ".pdf", SHA256: strings.Repeat(digit, 64), Pages: 1}, Meetings: []agenda.Meeting{
		{Series: "Rådmandsmøder 2026-2029", Title: "Rådmandsmøde d. 23. marts", Date: "2026-03-23", Kind: kind, Pages: agenda.PageRange{1, 1}, Punkter: punkter}}}
	d.Complete()
	return d
}

// searched is the answer of search --json, with what it said.
func searched(t *testing.T, dir string, args ...string) (f library.Found, stderr string) {
	t.Helper()
	code, out, errs := runWith(context.Background(), append([]string{"search", "--archive", dir, "--json"}, args...)...)
	if code != exitOK {
		t.Fatalf("search %q: exit %d: %s", args, code, errs)
	}
	if err := json.Unmarshal([]byte(out), &f); err != nil {
		t.Fatal(err)
	}
	return f, errs
}

// A bilag of a lesser copy that a better one has, too, is neither shown beside
// another bilag of it that was found, nor exported twice.
func TestBilagOfALesserCopy(t *testing.T) {
	plan := agenda.Bilag{Number: 1, Title: "Plan for havnen", Text: "Flodhesten bor i havnen, som planen siger."}
	only := agenda.Bilag{Number: 2, Title: "Brev fra en borger", Text: "Borgeren har set flodhesten en nat."}
	dir := indexed(t,
		minutesOf("a", agenda.Referat, agenda.Punkt{Number: "1", Title: "Havnen", Text: "Planen.", Bilag: []agenda.Bilag{plan}, Decision: &agenda.Decision{Text: "Godkendt.", Outcome: agenda.Approved}}),
		minutesOf("b", agenda.Dagsorden, agenda.Punkt{Number: "1", Title: "Havnen", Text: "Planen.", Bilag: []agenda.Bilag{plan, only}}),
	)
	const better, lesser = "aaaaaaaaaaaa.m1.p1.b1", "bbbbbbbbbbbb.m1.p1.b2"
	f, _ := searched(t, dir, "flodhesten")
	var ids []string
	for _, h := range f.Hits {
		ids = append(ids, h.ID)
		if len(h.Also) != 0 {
			t.Errorf("%s is shown with %+v", h.ID, h.Also)
		}
	}
	if slices.Sort(ids); !slices.Equal(ids, []string{better, lesser}) {
		t.Errorf("found %v", ids)
	}
	out, _ := exported(t, dir, "--format", "jsonl", "--what", "bilag", "flodhesten")
	ids = nil
	for _, o := range objects(t, out)["bilag"] {
		ids = append(ids, fmt.Sprint(o["id"]))
	}
	if slices.Sort(ids); !slices.Equal(ids, []string{better, lesser}) {
		t.Errorf("exported %v", ids)
	}
}

// Two bilag of which only the same title is known are two; the same passage in
// two is shown once, and it is said.
func TestSameBilag(t *testing.T) {
	punkt := func(number, title string, b agenda.Bilag) agenda.Punkt {
		b.Number = 1
		return agenda.Punkt{Number: number, Title: title, Bilag: []agenda.Bilag{b}}
	}
	letter := agenda.Bilag{Title: "Brev", Text: "Næsehornet er set ved havnen i nat."}
	dir := indexed(t, minutesOf("a", agenda.Referat,
		punkt("1", "Havnen", agenda.Bilag{Title: "Høringssvar"}), punkt("2", "Skolen", agenda.Bilag{Title: "Høringssvar"}),
		punkt("3", "Vejen", letter), punkt("4", "Broen", letter),
	))
	f, _ := searched(t, dir, "høringssvar")
	if len(f.Hits) != 2 || len(f.Hits[0].Same)+len(f.Hits[1].Same) != 0 {
		t.Errorf("bilag without text: %+v", f.Hits)
	}
	f, _ = searched(t, dir, "næsehornet")
	if len(f.Hits) != 1 || !slices.Equal(f.Hits[0].Same, []string{"aaaaaaaaaaaa.m1.p4.b1"}) {
		t.Errorf("the same passage: %+v", f.Hits)
	}
	if _, _, errs := runWith(context.Background(), "search", "--archive", dir, "næsehornet"); !strings.Contains(errs, "2 fund.\n1 fund med den samme tekst er vist under et andet.") {
		t.Errorf("it is said: %q", errs)
	}
}
