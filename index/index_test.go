package index

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/blevesearch/bleve/v2"

	"referat/pkg/agenda"
)

// testDocument is two meetings with something for every field.
func testDocument() *agenda.Document {
	d := &agenda.Document{
		Source: agenda.Source{Name: "møde.pdf", SHA256: "8f14e45fceea167a5a36dedd4bea2543aabbccddeeff00112233445566778899", Pages: 9},
		Meetings: []agenda.Meeting{
			{Series: "Rådmandsmøder 2026-2029", Title: "Rådmandsmøde d. 23. marts", Date: "2026-03-23", Kind: agenda.Referat, Punkter: []agenda.Punkt{
				{Number: "1", Title: "Klimahandleplan 2030", Category: "Til godkendelse", CaseNumber: "EMN-2025-001027",
					Text:     "Planen for den grønne omstilling sendes i høring.\nJf. § 85 i serviceloven på Aarhus Ø.",
					Decision: &agenda.Decision{Text: "Indstillingen blev tiltrådt med bemærkning om cyklister.", Outcome: agenda.ApprovedWithRemarks},
					History:  []agenda.History{{Body: "Magistraten", Date: "2026-01-12", Text: "Udsat på grund af snevejr."}},
					Bilag: []agenda.Bilag{
						{Number: 1, Title: "Bilag_1_CO₂-regnskab", Text: "Udledningen fra busserne falder. Allé og idéoplæg, se EMN-2025-001027."},
						{Number: 2, Title: "Kun et navn"},
						{Number: 3, Title: "Referat 16. marts", Meetings: []agenda.Meeting{
							{Series: "Rådmandsmøder 2026-2029", Title: "Rådmandsmøde d. 16. marts", Date: "2026-03-16", Kind: agenda.Dagsorden, Punkter: []agenda.Punkt{
								{Number: "1", Title: "Svømmehaller", Text: "Åbningstider i svømmehallerne."}}}}},
					}},
				{Number: "2", Title: "Eventuelt", Decision: &agenda.Decision{Text: "Intet.", Outcome: agenda.None}},
				{Number: "3"}, // nothing to find
			}},
			{Series: "Byrådet", Title: "Møde i byrådet", Date: "2025-08-27", Kind: agenda.Dagsorden, Punkter: []agenda.Punkt{
				{Number: "1", Title: "Århus Havn", Text: "Havnen udvides, men uden klima i planen. Plan for omstilling er grøn."}}},
		},
	}
	d.Complete()
	return d
}

func built(t *testing.T, docs ...*agenda.Document) *Reader {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "index")
	w := NewWriter(func() (string, error) { return dir, nil })
	for _, d := range docs {
		if err := w.Add(d, nil); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return opened(t, dir)
}

func opened(t *testing.T, dir string) *Reader {
	t.Helper()
	r, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	return r
}

func paths(t *testing.T, r *Reader, q Query) []string {
	t.Helper()
	result, err := r.Search(t.Context(), q)
	if err != nil {
		t.Fatalf("search %+v: %v", q, err)
	}
	var list []string
	for _, h := range result.Hits {
		list = append(list, h.ID.Path())
	}
	slices.Sort(list)
	return list
}

const (
	climate  = "m1.p1"
	decided  = "m1.p1.d"
	account  = "m1.p1.b1"
	swimming = "m1.p1.b3.m1.p1"
	harbour  = "m2.p1"
)

func TestSearchText(t *testing.T) {
	r := built(t, testDocument())
	for _, c := range []struct {
		text string
		want string // paths, sorted
	}{
		// Words, in any form, case, and spelling of å.
		{"klimahandleplan", climate},
		{"KLIMAHANDLEPLANEN", climate},
		{"cyklist", decided},
		{"aarhus", "m1.p1 m2.p1"},
		{"ÅRHUS", "m1.p1 m2.p1"},
		{"ide oplæg", ""}, // idéoplæg is one word
		{"ideoplæg", account},
		{"alle", account},
		{"co2 regnskab", account},
		{"CO₂-regnskab", account},
		{"a\u030Abningstid", swimming},
		// All words in one entry, in whichever field; at least one of its own.
		{"omstilling grøn", "m1.p1 m2.p1"},
		{"omstilling cyklister", ""},
		{"klimahandleplan cyklister", decided}, // the punkt's title is its context
		{"rådmandsmøde", ""},                   // context alone is not enough
		{"rådmandsmøde cyklister", decided},
		{"godkendelse høring", climate}, // category
		{"snevejr", climate},            // Sagsforløb
		// Phrases.
		{`"grønne omstilling"`, climate},
		{`"omstilling grøn"`, ""},
		{`"omstilling er grøn"`, harbour},
		{"“grønne omstilling”", climate},
		{"»grønne omstilling«", climate},
		{`"grønne omstilling`, climate}, // never closed
		{`høring"grønne omstilling"`, climate},
		// Not, either, beginnings.
		{"omstilling -havn", climate},
		{`omstilling -"er grøn"`, climate},
		{"-omstilling svømmehaller", "m1.p1.b3.m1.p1"},
		{"cyklister OR busser", "m1.p1.b1 m1.p1.d"},
		{"cyklister ELLER busser | snevejr", "m1.p1 m1.p1.b1 m1.p1.d"},
		{"OR cyklister OR", decided},
		{"klima*", "m1.p1 m2.p1"},
		{"omstil* -klima", climate},
		{"planer*", "m1.p1 m2.p1"},
		{"findesikke* -klima", ""},
		{"findesikke -klima", ""},
		{"findesikke*", ""},
		{"EMN-2025*", "m1.p1 m1.p1.b1"},
		// What trips query languages.
		{"EMN-2025-001027", "m1.p1 m1.p1.b1"},
		{"emn-2025-001028", ""},
		{"001027", "m1.p1 m1.p1.b1"},
		{"§ 85", climate},
		{"§85", climate},
		{"titel:klima", ""},
		{"i/serviceloven", climate},
		{"- klimahandleplan -", climate},
		{"(klimahandleplan)", climate},
		{"klimahandleplan AND høring", climate},
		{"klimahandleplan~2 ^3 [høring", ""}, // 2 and 3 are words
		{"§", ""}, {"-", ""}, {`"`, ""}, {`""`, ""}, {"*", ""}, {"???", ""}, {"-\"", ""},
	} {
		if got := strings.Join(paths(t, r, Query{Text: c.text}), " "); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

func TestSearchFilters(t *testing.T) {
	r := built(t, testDocument())
	all := "m1.p1 m1.p1.b1 m1.p1.b2 m1.p1.b3 m1.p1.b3.m1.p1 m1.p1.d m1.p2 m1.p2.d m2.p1"
	for _, c := range []struct {
		q    Query
		want string
	}{
		{Query{}, all},
		{Query{Text: "-eventuelt"}, strings.Replace(all, "m1.p2 ", "", 1)},
		{Query{Year: 2025}, harbour},
		{Query{To: "2025-12-31"}, harbour},
		{Query{From: "2026-03-16", To: "2026-03-16"}, swimming},
		{Query{From: "2026-01-01", Text: "omstilling"}, climate},
		{Query{Year: 2026, To: "2026-03-20"}, swimming},
		{Query{Year: 1999}, ""},
		{Query{Year: 1999, Text: "findesikke -klima"}, ""},
		{Query{Kind: agenda.Dagsorden}, "m1.p1.b3.m1.p1 m2.p1"},
		{Query{Outcome: agenda.ApprovedWithRemarks}, "m1.p1 m1.p1.b1 m1.p1.b2 m1.p1.b3 m1.p1.d"},
		{Query{Outcome: agenda.None, Thing: agenda.ThingDecision}, "m1.p2.d"},
		{Query{Thing: agenda.ThingBilag, Text: "referat"}, "m1.p1.b3"},
		{Query{Series: "byrådet"}, harbour},
		{Query{Thing: "noget andet"}, ""},
		{Query{Text: "findesikke", Kind: agenda.Referat}, ""},
		{Query{Text: "findesikke*", Kind: agenda.Referat}, ""},
		{Query{Text: "-klimahandleplan", Kind: agenda.Dagsorden}, "m1.p1.b3.m1.p1 m2.p1"},
	} {
		if got := strings.Join(paths(t, r, c.q), " "); got != c.want {
			t.Errorf("%+v\n got %s\nwant %s", c.q, got, c.want)
		}
	}
}

// A word in the title counts more, and where nothing is asked for, the newest
// come first. Total counts past the limit.
func TestSearchOrder(t *testing.T) {
	r := built(t, testDocument())
	result, err := r.Search(t.Context(), Query{Text: "havn OR havnen OR regnskab OR busser"})
	if err != nil {
		t.Fatal(err)
	}
	if len(result.Hits) != 2 || result.Hits[0].Score < result.Hits[1].Score {
		t.Errorf("hits %+v, want 2 by score", result.Hits)
	}
	result, err = r.Search(t.Context(), Query{Limit: 1})
	if err != nil {
		t.Fatal(err)
	}
	if result.Total != 9 || len(result.Hits) != 1 || result.Hits[0].ID.Path() != climate {
		t.Errorf("newest first: %+v, want %s of 9", result, climate)
	}
}

func TestLocations(t *testing.T) {
	d := testDocument()
	r := built(t, d)
	for _, c := range []struct {
		text, path           string
		title, body, history string // the words that the locations mark
	}{
		{"klimahandleplan 2030 omstilling høringer", climate, "Klimahandleplan 2030", "omstilling høring", ""},
		{`"grønne omstilling" aarhus`, climate, "", "grønne omstilling Aarhus", ""},
		{"magistraten snevejr", climate, "", "", "Magistraten snevejr"},
		{"EMN-2025-001027 alle", account, "", "Allé EMN 2025 001027", ""},
		{"busserne falde*", account, "", "busserne falder", ""},
		// Of a phrase, only the words that stand in it, as often as it does.
		{`"omstilling er grøn"`, harbour, "", "omstilling er grøn", ""},
		{`"er grøn" havnen`, harbour, "Havn", "Havnen er grøn", ""},
		{`"plan plan" omstilling`, harbour, "", "planen Plan omstilling", ""},
		{`"planen plan for" OR "er plan"`, harbour, "", "planen Plan for", ""},
		// All of what is asked for either of, nothing of what must not be there.
		{"havn OR omstilling -cyklister", harbour, "Havn", "Havnen omstilling", ""},
		{"omstil*", harbour, "", "omstilling", ""},
		{"planer*", harbour, "", "planen Plan", ""},                    // the stem of what is typed
		{"serviceloven/p*", climate, "", "Planen serviceloven på", ""}, // the beginning may stand anywhere
		{"EMN-2025-0*", account, "", "EMN 2025 001027", ""},
	} {
		result, err := r.Search(t.Context(), Query{Text: c.text})
		if err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(result.Hits, func(h Hit) bool { return h.ID.Path() == c.path })
		if i < 0 {
			t.Errorf("%s: %s is not among the hits", c.text, c.path)
			continue
		}
		h := result.Hits[i]
		thing, ok := d.Find(h.ID)
		if !ok {
			t.Fatalf("%s is not in the document", h.ID)
		}
		at := r.Locate(Query{Text: c.text}, thing)
		history := ""
		if thing.Kind == agenda.ThingPunkt {
			history = HistoryText(thing.Punkt.History)
		}
		for _, f := range []struct {
			name, text, want string
			locations        []Location
		}{
			{"title", thing.Title(), c.title, at.Title},
			{"body", thing.Text(), c.body, at.Body},
			{"history", history, c.history, at.History},
		} {
			var marked []string
			for _, l := range f.locations {
				marked = append(marked, f.text[l.Start:l.End])
			}
			if got := strings.Join(marked, " "); got != f.want {
				t.Errorf("%s: %s of %s marks %q, want %q", c.text, f.name, c.path, got, f.want)
			}
		}
	}
}

// Remove takes out all of a document and nothing else; Put again replaces.
func TestRemoveAndReplace(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "index")
	write := func(f func(w *Writer) error) {
		t.Helper()
		w := NewWriter(func() (string, error) { return dir, nil })
		if err := f(w); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
	}
	count := func(want uint64) {
		t.Helper()
		r := opened(t, dir)
		if n, err := r.Entries(); err != nil || n != want {
			t.Errorf("%d entries, %v; want %d", n, err, want)
		}
		r.Close()
	}
	a, b := testDocument(), testDocument()
	b.Source.SHA256 = strings.Repeat("b", 64)
	write(func(w *Writer) error { return errors.Join(w.Add(a, nil), w.Add(b, nil)) })
	count(18)
	write(func(w *Writer) error { return w.Add(a, nil) })
	count(18)
	write(func(w *Writer) error { return w.Take(a.Source.SHA256) })
	count(9)
	r := opened(t, dir)
	for _, id := range mustHits(t, r, Query{Limit: 100}) {
		if id.Doc() != strings.Repeat("b", agenda.IDLength) {
			t.Errorf("%s is still there", id)
		}
	}
}

func mustHits(t *testing.T, r *Reader, q Query) []agenda.ID {
	t.Helper()
	result, err := r.Search(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	var ids []agenda.ID
	for _, h := range result.Hits {
		ids = append(ids, h.ID)
	}
	return ids
}

func TestOpenErrors(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "index")
	if _, err := Open(dir); !errors.Is(err, ErrMissing) {
		t.Errorf("no index: %v, want ErrMissing", err)
	}
	w := NewWriter(func() (string, error) { return dir, nil })
	if err := w.Add(testDocument(), nil); err != nil {
		t.Fatal(err)
	}
	if err := w.index.SetInternal([]byte(versionKey), []byte("0")); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir); !errors.Is(err, ErrOutdated) {
		t.Errorf("another version: %v, want ErrOutdated", err)
	}
	again := NewWriter(func() (string, error) { return dir, nil })
	if err := again.Add(testDocument(), nil); !errors.Is(err, ErrOutdated) {
		t.Errorf("writing to another version: %v, want ErrOutdated", err)
	}
	// As version 1 made it, with an analyzer of another name.
	old, err := bleve.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	mapping := []byte(`{"default_mapping":{"enabled":true,"dynamic":true},"default_analyzer":"dansk"}`)
	if err := errors.Join(old.SetInternal([]byte(mappingKey), mapping), old.Close()); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir); !errors.Is(err, ErrOutdated) || !strings.Contains(err.Error(), hintReindex) {
		t.Errorf("another analyzer: %v, want ErrOutdated", err)
	}
	if err := os.WriteFile(filepath.Join(dir, "store", "root.bolt"), []byte("ikke bolt"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir); !errors.Is(err, ErrDamaged) {
		t.Errorf("a root that is none: %v, want ErrDamaged", err)
	}
}

// An index whose segments were damaged may give an error, not a crash. (Damage
// inside a dictionary can still crash a prefix or a range of dates, which bleve
// reads in goroutines of its own; so neither is asked for here.)
func TestDamagedSegment(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "index")
	w := NewWriter(func() (string, error) { return dir, nil })
	for i := range 40 {
		d := testDocument()
		d.Source.SHA256 = fmt.Sprintf("%064x", i+1<<20)
		if err := w.Add(d, nil); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	segments, err := filepath.Glob(filepath.Join(dir, "store", "*.zap"))
	if err != nil || len(segments) == 0 {
		t.Fatal(segments, err)
	}
	whole := map[string][]byte{}
	for _, path := range segments {
		if whole[path], err = os.ReadFile(path); err != nil {
			t.Fatal(err)
		}
	}
	log.SetOutput(io.Discard) // bleve's words on what it skips
	t.Cleanup(func() { log.SetOutput(os.Stderr) })
	const places = 60
	failed := 0
	for place := range places {
		for path, data := range whole { // some may be left over from a merge, so all are damaged
			broken := slices.Clone(data)
			at := len(broken) * place / places
			for i := at; i < min(at+16, len(broken)); i++ {
				broken[i] = 0xff
			}
			if place == 0 {
				broken = broken[:len(broken)/2] // cut short
			}
			if err := os.WriteFile(path, broken, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		r, err := Open(dir)
		if err == nil {
			_, err = r.Search(t.Context(), Query{Text: `klimahandleplan OR "grønne omstilling" -havn`, Kind: agenda.Referat})
			for _, ierr := range r.IDs(t.Context()) {
				if ierr != nil && err == nil {
					err = ierr
				}
			}
			r.Close()
		}
		if err != nil {
			failed++
			if !errors.Is(err, ErrDamaged) {
				t.Errorf("damage at %d/%d: %v, want ErrDamaged", place, places, err)
			}
		}
	}
	if failed == 0 {
		t.Error("no damage was noticed, so nothing is shown")
	}
}

func TestSearchCancelled(t *testing.T) {
	r := built(t, testDocument())
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := r.Search(ctx, Query{Text: "klima"}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled search: %v", err)
	}
}

// A writer that is given nothing makes no index.
func TestWriterOfNothing(t *testing.T) {
	w := NewWriter(func() (string, error) { t.Error("the index was asked for"); return "", nil })
	if err := w.Add(&agenda.Document{}, nil); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
}
