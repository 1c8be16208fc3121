package index

import (
	"cmp"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"referat/pkg/agenda"
)

// testDocument is two meetings with something for every field.
func testDocument() *agenda.Document {
	d := &agenda.Document{
		Source: agenda.Source{Name: "møde.pdf", SHA256: "8f14e45fceea167a5a36dedd4bea2543aabbccddeeff00112233445566778899", Pages: 9},
		Meetings: []agenda.Meeting{
			{Series: "Rådmandsmøder 2026-2029", Title: "Rådmandsmøde d. 23. marts", Date: "2026-03-23", Kind: agenda.Referat, Punkter: []agenda.Punkt{
				{Number: "1", Title: "Klimahandleplan 2030", Category: "Til godkendelse", CaseNumber: "EMN-2025-001027",
					Text: "Planen for den grønne omstilling sendes i høring.\nJf. § 85 i serviceloven på Aarhus Ø.",
					Decision: &agenda.Decision{Text: "Indstillingen blev tiltrådt med bemærkning om cyklister.", Outcome: agenda.ApprovedWithRemarks,
						Followups: []agenda.Followup{{Responsible: "Teknik og Miljø", Text: "Teknik og Miljø følger op."}}},
					History: []agenda.History{{Body: "Magistraten", Date: "2026-01-12", Text: "Udsat på grund af snevejr."}},
					Bilag: []agenda.Bilag{
						{Number: 1, Title: "Bilag_1_CO₂-regnskab", Text: "Udledningen fra busserne falder. Allé og idéoplæg, se EMN-2025-001027."},
						{Number: 2, Title: "Kun et navn"},
						{Number: 3, Title: "Referat 16. marts", Meetings: []agenda.Meeting{
							{Series: "Rådmandsmøder 2026-2029", Title: "Rådmandsmøde d. 16. marts", Date: "2026-03-16", Kind: agenda.Dagsorden, Punkter: []agenda.Punkt{
								{Number: "1", Title: "Svømmehaller", Text: "Åbningstider i svømmehallerne."}}}}},
					}},
				{Number: "2", Title: "Eventuelt", Closed: true, Decision: &agenda.Decision{Text: "Intet.", Outcome: agenda.None}},
				{Number: "3"}, // nothing to find
			}},
			{Series: "Byrådet", Title: "Møde i byrådet", Date: "2025-08-27", Kind: agenda.Dagsorden, Punkter: []agenda.Punkt{
				{Number: "1", Title: "Århus Havn", Text: "Havnen udvides, men uden klima i planen. Plan for omstilling er grøn."}}},
		},
	}
	d.Complete()
	return d
}

// The punkter of testDocument, by the paths of their IDs.
const (
	climate  = "m1.p1"
	swimming = "m1.p1.b3.m1.p1"
	anyOther = "m1.p2"
	harbour  = "m2.p1"
)

// other is testDocument with another SHA-256, of one digit.
func other(digit string) *agenda.Document {
	d := testDocument()
	d.Source.SHA256 = strings.Repeat(digit, 64)
	return d
}

// minutes is a document of one meeting with these punkter.
func minutes(punkter ...agenda.Punkt) *agenda.Document {
	d := &agenda.Document{Source: agenda.Source{SHA256: strings.Repeat("c", 64)}, Meetings: []agenda.Meeting{
		{Series: "Rådmandsmøder 2026-2029", Title: "Rådmandsmøde d. 23. marts", Date: "2026-03-23", Kind: agenda.Referat, Punkter: punkter}}}
	d.Complete()
	return d
}

// texts is an index of minutes whose punkter have these texts and nothing
// else, with the built-in synonyms.
func texts(t *testing.T, list ...string) *Reader {
	t.Helper()
	return offline(t, 1, minutes(punkterOf(list...)...))
}

func punkterOf(texts ...string) (punkter []agenda.Punkt) {
	for _, text := range texts {
		punkter = append(punkter, agenda.Punkt{Text: text})
	}
	return punkter
}

// built is an index made by a Writer.
func built(t *testing.T, docs ...*agenda.Document) *Reader {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "index")
	in(t, dir, func(w *Writer) error {
		for _, d := range docs {
			if err := w.Add(d, nil); err != nil {
				return err
			}
		}
		return nil
	})
	return opened(t, dir)
}

// offline is an index made by a Builder, standing at seq.
func offline(t *testing.T, seq uint64, docs ...*agenda.Document) *Reader {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "index")
	buildIn(t, dir, seq, docs...)
	return opened(t, dir)
}

func buildIn(t *testing.T, dir string, seq uint64, docs ...*agenda.Document) {
	t.Helper()
	b, err := NewBuilder(dir, dir+".tmp")
	if err != nil {
		t.Fatal(err)
	}
	defer b.Discard()
	want := 0
	for _, d := range docs {
		if err := b.Put(d, nil); err != nil {
			t.Fatal(err)
		}
		want += len(slices.Collect(Expected(d, nil)))
	}
	if n, err := b.Close(seq); err != nil || n != want {
		t.Fatalf("built %d entries, %v; want %d", n, err, want)
	}
}

// in runs f with a writer of dir, then closes it.
func in(t *testing.T, dir string, f func(w *Writer) error) {
	t.Helper()
	w := NewWriter(func() (string, error) { return dir, nil })
	if err := errors.Join(f(w), w.Close()); err != nil {
		t.Fatal(err)
	}
}

func opened(t *testing.T, dir string) *Reader {
	t.Helper()
	r, err := Open(dir, BuiltInSynonyms())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	return r
}

func search(t *testing.T, r *Reader, q Query) *Result {
	t.Helper()
	result, err := r.Search(t.Context(), q)
	if err != nil {
		t.Fatalf("search %+v: %v", q, err)
	}
	return result
}

// paths are those of the hits' IDs, sorted.
func paths(t *testing.T, r *Reader, q Query) string {
	t.Helper()
	list := ranked(t, r, q)
	slices.Sort(list)
	return strings.Join(list, " ")
}

// ranked are the paths of the hits' IDs, the best first.
func ranked(t *testing.T, r *Reader, q Query) (list []string) {
	t.Helper()
	for _, h := range search(t, r, q).Hits {
		list = append(list, h.ID.Path())
	}
	return list
}

// numbers are the places of the hits among the punkter of minutes, from 1, in
// order.
func numbers(t *testing.T, r *Reader, q Query) string {
	t.Helper()
	list := rankedNumbers(t, r, q)
	slices.SortFunc(list, func(a, b string) int { return cmp.Or(len(a)-len(b), cmp.Compare(a, b)) })
	return strings.Join(list, " ")
}

// rankedNumbers are the same, the best first.
func rankedNumbers(t *testing.T, r *Reader, q Query) (list []string) {
	t.Helper()
	for _, path := range ranked(t, r, q) {
		list = append(list, strings.TrimPrefix(path, "m1.p"))
	}
	return list
}

func mustHits(t *testing.T, r *Reader, q Query) (ids []agenda.ID) {
	t.Helper()
	for _, h := range search(t, r, q).Hits {
		ids = append(ids, h.ID)
	}
	return ids
}
