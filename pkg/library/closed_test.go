package library

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"referat/index"
	"referat/pkg/agenda"
	"referat/pkg/archive"
)

// withClosed is a meeting whose second punkt is closed, and its pages' texts.
func withClosed() (agenda.Document, map[string][]string) {
	d := minutes("a", agenda.Meeting{
		Series: "Byrådet", Title: "Byrådet d. 23. marts 2026", Date: "2026-03-23", Information: "Lukket: Salg af Krokodillevej 7.",
		Punkter: []agenda.Punkt{
			{Number: "1", Title: "Ny havn", Text: "Havnen udvides.", Pages: agenda.PageRange{2, 2}, CaseNumber: "27/0001",
				Bilag: []agenda.Bilag{{Number: 1, Title: "Referat", Pages: &agenda.PageRange{2, 2}, Meetings: []agenda.Meeting{{
					Series: "Havneudvalget", Date: "2026-03-01", Kind: agenda.Referat, Punkter: []agenda.Punkt{
						{Number: "9", Title: "Havnefogedens sygdom", Closed: true, Text: "Influenza.", Pages: agenda.PageRange{2, 2}}}}}}}},
			{Number: "2", Title: "Salg af Krokodillevej 7", Closed: true, Text: "Køberen hedder Zebramand.", Pages: agenda.PageRange{3, 3}, CaseNumber: "27/9999",
				Decision: &agenda.Decision{Text: "Solgt til Zebramand.", Outcome: agenda.Approved}},
			{Number: "3", Title: "Eventuelt", Text: "Intet.", Pages: agenda.PageRange{4, 4}},
		}})
	d.Warnings = []agenda.Warning{{Code: agenda.WarnUnplaced, Message: "Ukendt linje: SALG AF KROKODILLEVEJ 7", Pages: []int{1}}}
	return d, map[string][]string{"a": {"Indhold\n1 Ny havn\n2 Salg af\nKrokodillevej 7\n", "Havnen", "Zebramand", "Eventuelt"}}
}

// Of a closed punkt nothing is given but its number, by no way that the library
// has.
func TestClosedIsKeptBack(t *testing.T) {
	d, pages := withClosed()
	dir := archiveOf(t, pages, d)
	ctx := context.Background()
	secret := []string{"Krokodillevej", "Zebramand", "Influenza", "sygdom", "27/9999", "27-9999"}

	v := open(t, dir, Options{NoClosed: true})
	h, err := v.Document("aaaa")
	if err != nil {
		t.Fatal(err)
	}
	var said []any
	said = append(said, h.Document, h.Document.Gaps())
	for _, text := range []string{"Zebramand", "Krokodillevej", "havnen", "Zebramnad", "krokodille*", "sag:27/9999", "", "influenza"} {
		f, err := v.Search(ctx, index.Query{Text: text, Facets: index.Facets(), Explain: true})
		if err != nil {
			t.Fatal(err)
		}
		if text != "havnen" && text != "" && f.Total != 0 {
			t.Errorf("%q finds %d", text, f.Total)
		}
		f.Query, f.ReadAs = "", ""
		for i := range f.Read { // what was typed comes back, and the stem of it
			f.Read[i].Typed, f.Read[i].Stem, f.Read[i].Things = "", "", nil
			if text == "Zebramand" && (f.Read[i].Known || !f.Read[i].Missing) {
				t.Errorf("that the archive has %q is told: %+v", text, f.Read[i])
			}
		}
		for i := range f.Notes {
			f.Notes[i] = strings.ReplaceAll(f.Notes[i], text, "")
		}
		said = append(said, f)
		newest, err := v.Newest(ctx, index.Query{Text: text}, 10)
		if err != nil {
			t.Fatal(err)
		}
		said = append(said, newest)
		s, err := v.Suggest(ctx, text, 10)
		if err != nil {
			t.Fatal(err)
		}
		said = append(said, s)
	}
	for _, start := range []string{"27/9999", "Salg af Krokodillevej 7", "aaaaaaaaaaaa.m1.p2"} {
		c, err := v.Case(ctx, start)
		if err != nil {
			t.Fatal(err)
		}
		if len(c.Punkter) != 0 {
			t.Errorf("the case %q has %d punkter", start, len(c.Punkter))
		}
	}
	for i, s := range said {
		b, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		for _, word := range secret {
			if strings.Contains(strings.ToLower(string(b)), strings.ToLower(word)) {
				t.Errorf("answer %d tells of %q: %s", i, word, b)
			}
		}
	}
	if p := h.Document.Meetings[0].Punkter; len(p) != 3 || !p[1].Closed || p[1].Number != "2" || p[1].Title != agenda.ClosedTitle || p[2].Title != "Eventuelt" {
		t.Errorf("punkter: %+v", p)
	}
	if _, _, err := v.Find(mustID(t, "aaaaaaaaaaaa.m1.p2.d")); !errors.Is(err, archive.ErrNotFound) {
		t.Errorf("its decision: %v", err)
	}
	for page, open := range map[int]bool{1: false, 2: false, 3: false, 4: true} { // Indhold, the nested one's, its own
		_, err := v.Page(h, page)
		if open != (err == nil) || err != nil && !errors.Is(err, archive.ErrWithheld) {
			t.Errorf("page %d: %v", page, err)
		}
		if _, err := v.Drawable(h, page); !open && !errors.Is(err, archive.ErrWithheld) {
			t.Errorf("page %d can be drawn: %v", page, err)
		}
	}
	if _, err := v.Original(h); !errors.Is(err, archive.ErrWithheld) {
		t.Errorf("the original: %v", err)
	}

	all := open(t, dir, Options{})
	f, err := all.Search(ctx, index.Query{Text: "Zebramand"})
	if err != nil || f.Total != 1 || !f.Hits[0].Closed {
		t.Errorf("where closed punkter are shown: %+v, %v", f, err)
	}
	if h, err := all.Document("aaaa"); err != nil || h.Document.Meetings[0].Punkter[1].Text == "" {
		t.Errorf("the punkt itself: %v", err)
	}
}

// A closed punkt of which nobody knows where it stands keeps all pages back.
func TestClosedSomewhere(t *testing.T) {
	d := minutes("b", agenda.Meeting{Series: "Byrådet", Date: "2026-03-23", Punkter: []agenda.Punkt{{Number: "1", Title: "Noget", Closed: true}}})
	v := open(t, archiveOf(t, map[string][]string{"b": {"a", "b", "c", "d"}}, d), Options{NoClosed: true})
	h, err := v.Document("bbbb")
	if err != nil {
		t.Fatal(err)
	}
	for n := 1; n <= 4; n++ {
		if hidden, err := h.Hidden(n); !hidden || err != nil {
			t.Errorf("page %d: %v, %v", n, hidden, err)
		}
	}
}

// A page with CPR numbers is not shown, to nobody; the others of its PDF are.
func TestMaskedPage(t *testing.T) {
	d := minutes("c", agenda.Meeting{Series: "Byrådet", Date: "2026-03-23", Punkter: []agenda.Punkt{{Number: "1", Title: "Noget", Text: "Ord.", Pages: agenda.PageRange{1, 4}}}})
	d.Masked = []int{2}
	dir := archiveOf(t, map[string][]string{"c": {"a", "XXXXXX-XXXX", "c", "d"}}, d)
	for _, o := range []Options{{}, {NoClosed: true}} {
		v := open(t, dir, o)
		h, err := v.Document("cccc")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := v.Page(h, 2); !errors.Is(err, archive.ErrWithheld) {
			t.Errorf("%+v: the masked page: %v", o, err)
		}
		if p, err := v.Page(h, 3); err != nil || p.Text != "c" {
			t.Errorf("%+v: the page after it: %v", o, err)
		}
		if _, err := v.Original(h); !errors.Is(err, archive.ErrWithheld) {
			t.Errorf("%+v: the original: %v", o, err)
		}
	}
}

func mustID(t *testing.T, s string) agenda.ID {
	t.Helper()
	id, err := agenda.ParseID(s)
	if err != nil {
		t.Fatal(err)
	}
	return id
}
