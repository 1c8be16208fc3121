package agenda

import (
	"strings"
	"testing"
)

const testSHA = "8f14e45fceea167a5a36dedd4bea2543aabbccddeeff00112233445566778899"

func TestParseID(t *testing.T) {
	for _, s := range []string{
		"8f14e45fceea", "8f14", testSHA, "8f14e45fceea.s14", "8f14e45fceea.m1", "8f14e45fceea.m2.p3",
		"8f14e45fceea.m1.p3.d", "8f14e45fceea.m1.p3.b2", "8f14e45fceea.m1.p2.b1.m1.p4.d",
	} {
		id, err := ParseID(s)
		if err != nil {
			t.Errorf("ParseID(%q): %v", s, err)
		} else if id.String() != s {
			t.Errorf("ParseID(%q) = %q", s, id)
		}
	}
	if id, err := ParseID("  8F14E45FCEEA.M1.P3 "); err != nil || id.String() != "8f14e45fceea.m1.p3" {
		t.Errorf("upper-case with space = %q, %v", id, err)
	}
	for _, s := range []string{
		"", ".", "8f1", "8f14.", "8f14.x1", "8f14.m", "8f14.m0", "8f14.m01", "8f14.m+1", "8f14.m-1", "8f14.p1",
		"8f14.m1.d", "8f14.m1.p1.d2", "8f14.m1.p1.d.b1", "8f14.m1.p1.p1", "8f14.s1.m1", "8f14.m1..p1", "8f14.s1000000",
		"8g14", testSHA + "0", "8f14.m99999999999999999999", "../etc", "8f14.m1" + strings.Repeat(".p1.b1.m1", 40),
	} {
		if id, err := ParseID(s); err == nil {
			t.Errorf("ParseID(%q) = %q, want an error", s, id)
		}
	}
}

func TestIDParent(t *testing.T) {
	want := []string{"8f14.m1.p2.b1", "8f14.m1.p2", "8f14.m1", "8f14", ""}
	id, err := ParseID("8f14.m1.p2.b1.m1")
	if err != nil {
		t.Fatal(err)
	}
	if !id.Nested() || id.Parent().Nested() {
		t.Errorf("Nested of %s and its parent = %v, %v", id, id.Nested(), id.Parent().Nested())
	}
	for _, w := range want {
		if id = id.Parent(); id.String() != w {
			t.Errorf("parent = %q, want %q", id, w)
		}
	}
}

// Every thing that Things gives is found again by its ID, written and read.
func TestThingsAreFoundByID(t *testing.T) {
	d := nestedDocument()
	var got []string
	for thing := range d.Things() {
		id, err := ParseID(thing.ID.String())
		if err != nil {
			t.Fatal(err)
		}
		found, ok := d.Find(id)
		if !ok || found != thing {
			t.Errorf("Find(%s) = %+v, %v; want %+v", id, found, ok, thing)
		}
		got = append(got, id.Path()+" "+string(thing.Kind)+" "+thing.Title())
	}
	want := []string{
		"m1 møde Ydre", "m1.p1 punkt A", "m1.p1.d beslutning A", "m1.p2 punkt B", "m1.p2.b1 bilag Referat",
		"m1.p2.b1.m1 møde Serie", "m1.p2.b1.m1.p1 punkt Indre", "m1.p2.b1.m1.p1.d beslutning Indre",
		"m1.p2.b1.m1.p1.b1 bilag Notat", "m1.p2.b2 bilag Kun navn", "m2 møde To",
	}
	if g, w := strings.Join(got, "\n"), strings.Join(want, "\n"); g != w {
		t.Errorf("Things:\n%s\nwant:\n%s", g, w)
	}
	for _, missing := range []string{"8f14.m3", "8f14.m1.p3", "8f14.m1.p2.d", "8f14.m1.p1.b1", "8f14.m1.p2.b1.m2", "8f14.s10", "8f14.m2.p1"} {
		id, err := ParseID(missing)
		if err != nil {
			t.Fatal(err)
		}
		if thing, ok := d.Find(id); ok {
			t.Errorf("Find(%s) = %+v, want none", id, thing)
		}
	}
}

func TestThingPages(t *testing.T) {
	d := nestedDocument()
	for _, c := range []struct {
		id     string
		offset int
		page   int
	}{
		{"8f14.m1.p2.b1", 0, 3}, {"8f14.m1.p2.b1", 11, 4}, // by marks
		{"8f14.m1.p1", 5, 1},    // no marks: the first page
		{"8f14.m1.p2.b2", 0, 2}, // only named: its punkt's
		{"8f14.m1.p1.d", 0, 2},  // a decision begins where its own text does
		{"8f14.s7", 0, 7},
	} {
		id, err := ParseID(c.id)
		if err != nil {
			t.Fatal(err)
		}
		thing, ok := d.Find(id)
		if !ok || thing.PageAt(c.offset) != c.page {
			t.Errorf("page of %s at %d = %d (found %v), want %d", c.id, c.offset, thing.PageAt(c.offset), ok, c.page)
		}
	}
}

func nestedDocument() *Document {
	inner := Meeting{Series: "Serie", Punkter: []Punkt{{Title: "Indre", Decision: &Decision{Text: "ja"}, Bilag: []Bilag{{Title: "Notat"}}}}}
	return &Document{
		Source: Source{SHA256: testSHA, Pages: 9},
		Meetings: []Meeting{
			{Title: "Ydre", Pages: PageRange{1, 8}, Punkter: []Punkt{
				{Title: "A", Pages: PageRange{1, 2}, Decision: &Decision{Text: "godkendt", Marks: []Mark{{Page: 2}}}},
				{Title: "B", Pages: PageRange{2, 8}, Bilag: []Bilag{
					{Title: "Referat", Pages: &PageRange{3, 4}, Text: "side tre\n\nside fire", Marks: []Mark{{3, 0}, {4, 10}}, Meetings: []Meeting{inner}},
					{Title: "Kun navn"},
				}},
			}},
			{Title: "To"},
		},
	}
}

func FuzzParseID(f *testing.F) {
	for _, s := range []string{"8f14e45fceea.m1.p3.b2", "8f14.s1", "8F14.m1.p1.d", "8f14..", "ffff.m1.p1.b1.m1"} {
		f.Add(s)
	}
	d := nestedDocument()
	f.Fuzz(func(t *testing.T, s string) {
		id, err := ParseID(s)
		if err != nil {
			return
		}
		again, err := ParseID(id.String())
		if err != nil || again != id {
			t.Fatalf("ParseID(%q) = %q, read again %q, %v", s, id, again, err)
		}
		d.Find(id)
		for up := id; up != (ID{}); up = up.Parent() {
			if _, err := ParseID(up.String()); err != nil {
				t.Fatalf("parent %q of %q: %v", up, id, err)
			}
		}
	})
}
