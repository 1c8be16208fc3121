package main

import (
	"context"
	"crypto/sha256"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"referat/pkg/agenda"
	"referat/pkg/archive"
)

// archiveOf is an archive that holds documents.
func archiveOf(t *testing.T, documents ...agenda.Document) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "arkiv")
	w, err := archive.Begin(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Abort()
	for _, d := range documents {
		if err := w.Put(&archive.Record{Document: d}); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Commit(); err != nil {
		t.Fatal(err)
	}
	return dir
}

// goldenDocuments are those of testdata/golden: whole exports, with nested
// meetings, and an agenda and minutes of one meeting.
func goldenDocuments(t *testing.T) []agenda.Document {
	t.Helper()
	paths, err := filepath.Glob("../../testdata/golden/*.json")
	if err != nil || len(paths) < 10 {
		t.Fatalf("golden documents: %d, %v", len(paths), err)
	}
	var all []agenda.Document
	for _, path := range paths {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var d agenda.Document
		if err := json.Unmarshal(b, &d); err != nil {
			t.Fatal(err)
		}
		d.Source.SHA256 = fmt.Sprintf("%x", sha256.Sum256(b)) // golden documents have none
		all = append(all, d)
	}
	return all
}

// exported runs «export» and gives what it prints.
func exported(t *testing.T, dir string, args ...string) (stdout, stderr string) {
	t.Helper()
	code, out, errs := runWith(context.Background(), append([]string{"export", "--archive", dir}, args...)...)
	if code != exitOK {
		t.Fatalf("export %q: exit %d: %s", args, code, errs)
	}
	return out, errs
}

// objects reads lines of JSON, by type.
func objects(t *testing.T, lines string) map[string][]map[string]any {
	t.Helper()
	all := map[string][]map[string]any{}
	dec := json.NewDecoder(strings.NewReader(lines))
	dec.UseNumber()
	for dec.More() {
		var o map[string]any
		if err := dec.Decode(&o); err != nil {
			t.Fatal(err)
		}
		kind := fmt.Sprint(o["type"])
		all[kind] = append(all[kind], o)
	}
	return all
}

// readCSV reads a CSV as a program does that knows what docs/export.md says.
func readCSV(t *testing.T, text string, separator rune) (heading []string, rows [][]string) {
	t.Helper()
	text, ok := strings.CutPrefix(text, byteOrderMark)
	if !ok {
		t.Error("the CSV does not begin with a byte order mark")
	}
	r := csv.NewReader(strings.NewReader(text))
	r.Comma = separator
	all, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range all[1:] {
		for i := range row {
			row[i] = strings.TrimPrefix(row[i], "'")
		}
	}
	return all[0], all[1:]
}

// asCell is a value of a JSON line as a CSV is to have it.
func asCell(column string, v any) string {
	switch v := v.(type) {
	case []any:
		var lines []string
		for _, x := range v {
			lines = append(lines, fmt.Sprint(x))
		}
		return strings.Join(lines, "\n")
	case json.Number:
		if v == "0" && (strings.HasSuffix(column, "page") || column == "minutes") {
			return ""
		}
	}
	return fmt.Sprint(v)
}

func TestCSVReadsBackAsJSONDoes(t *testing.T) {
	dir := archiveOf(t, goldenDocuments(t)...)
	lines, _ := exported(t, dir, "--format", "jsonl")
	want := objects(t, lines)
	for _, separator := range []string{";", ",", "\t", "|"} {
		for _, table := range tables() {
			out, _ := exported(t, dir, "--format", "csv", "--what", table.name, "--separator", separator)
			if strings.Count(out, "\r\n") != strings.Count(out, "\r") {
				t.Errorf("%s: a carriage return that ends no line", table.name)
			}
			heading, rows := readCSV(t, out, rune(separator[0]))
			if len(rows) != len(want[table.one]) || len(rows) == 0 {
				t.Fatalf("%s, %q: %d rows, JSON has %d", table.name, separator, len(rows), len(want[table.one]))
			}
			for i, o := range want[table.one] {
				if len(o) != len(heading)+1 {
					t.Fatalf("%s: %d columns and type, JSON has %d", table.name, len(heading), len(o))
				}
				for j, column := range heading {
					if got, want := rows[i][j], asCell(column, o[column]); got != want {
						t.Errorf("%s, %q: row %d, %s is %q; JSON has %q", table.name, separator, i, column, got, want)
					}
				}
			}
		}
	}
}

func TestAllCopiesExportsEachThingOnce(t *testing.T) {
	documents := goldenDocuments(t)
	want := map[string]int{}
	for _, d := range documents {
		for thing := range d.Things() {
			want[thing.ID.String()]++
			if thing.Kind == agenda.ThingDecision {
				for i := range thing.Decision.Followups {
					want[taskID(thing.ID, i+1)]++
				}
			}
		}
	}
	lines, _ := exported(t, archiveOf(t, documents...), "--format", "jsonl", "--all-copies")
	got := map[string]int{}
	best := map[string]int{} // best copies of each meeting
	for kind, rows := range objects(t, lines) {
		for _, o := range rows {
			got[fmt.Sprint(o["id"])]++
			if kind == "meeting" && o["best_copy"] == true {
				best[fmt.Sprint(o["meeting_id"])]++
			}
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("rows by id (-want +got):\n%s", diff)
	}
	for id, n := range best {
		if n != 1 {
			t.Errorf("meeting %s has %d best copies", id, n)
		}
	}
}

// Without --all-copies, tables join: what a row points at is exported, and
// everything that is left out stands in another copy.
func TestTablesJoin(t *testing.T) {
	dir := archiveOf(t, goldenDocuments(t)...)
	lines, _ := exported(t, dir, "--format", "jsonl")
	rows := objects(t, lines)
	ids := map[string]map[string]bool{}
	for kind, list := range rows {
		ids[kind] = map[string]bool{}
		for _, o := range list {
			if id := fmt.Sprint(o["id"]); ids[kind][id] {
				t.Errorf("%s stands twice", id)
			} else {
				ids[kind][id] = true
			}
		}
	}
	for kind, list := range rows {
		for _, o := range list {
			for column, target := range map[string]string{"meeting_id": "meeting", "punkt_id": "punkt", "decision_id": "decision"} {
				if id, ok := o[column]; ok && !ids[target][fmt.Sprint(id)] {
					t.Errorf("%s %s: %s %s is not exported", kind, o["id"], column, id)
				}
			}
		}
	}
	all, _ := exported(t, dir, "--format", "jsonl", "--all-copies")
	if n := len(objects(t, all)["meeting"]); n <= len(rows["meeting"]) {
		t.Errorf("%d meetings, %d with all copies: the documents have copies of one meeting", len(rows["meeting"]), n)
	}
}

func TestHarmless(t *testing.T) {
	for text, want := range map[string]string{
		"":                   "",
		"Godkendt":           "Godkendt",
		"=1+1":               "'=1+1",
		"- punkt":            "'- punkt",
		"+45 12":             "'+45 12",
		"@SUM(A1)":           "'@SUM(A1)",
		"\tx":                "'\tx",
		"\r=1":               "'\n=1",
		"  =1":               "'  =1",
		"\u00a0=1":           "'\u00a0=1",
		"＝1":                 "'＝1",
		"'=1":                "''=1",
		"a\r\nb\rc":          "a\nb\nc",
		"a\x00b\x1b":         "a b ",
		"ikke\xffutf":        "ikke\ufffdutf",
		"Beløb: -3, ikke =1": "Beløb: -3, ikke =1",
	} {
		if got := harmless(text); got != want {
			t.Errorf("harmless(%q) is %q; want %q", text, got, want)
		}
	}
}

func TestFittedCountsAsExcelDoes(t *testing.T) {
	whole := strings.Repeat("ø", excelCell)
	if got, cut := fitted(whole); got != whole || cut {
		t.Error("a cell that fits exactly was cut")
	}
	got, cut := fitted(whole + "ø")
	if n := len([]rune(got)); !cut || n != excelCell || !strings.HasSuffix(got, "ø"+cutMark) {
		t.Errorf("cut to %d characters, %v", n, cut)
	}
	// Signs beyond the first plane are two characters to Excel, and not divided.
	got, cut = fitted(strings.Repeat("😀", excelCell/2+1))
	runes := []rune(strings.TrimSuffix(got, cutMark))
	if !cut || 2*len(runes)+len(cutMark)-2 > excelCell || !strings.HasSuffix(got, "😀"+cutMark) {
		t.Errorf("cut to %d signs, %v", len(runes), cut)
	}
}

func longDocument() agenda.Document {
	return agenda.Document{
		Source: agenda.Source{Name: "lang.pdf", SHA256: strings.Repeat("ab", 32), Pages: 9},
		Meetings: []agenda.Meeting{{Date: "2026-05-04", Title: "Møde", Kind: agenda.Referat, Punkter: []agenda.Punkt{
			{Number: "1", Title: `=HYPERLINK("x";"y")`, Text: strings.Repeat("langt ", 6000), Decision: &agenda.Decision{Text: "- \"ja\";\n- nej", Outcome: agenda.Decided}},
		}}},
	}
}

func TestLongCellsAreCutInCSVAndWholeInJSON(t *testing.T) {
	dir := archiveOf(t, longDocument())
	out, words := exported(t, dir, "--format", "csv", "--what", "punkter")
	heading, rows := readCSV(t, out, ';')
	text := rows[0][slices.Index(heading, "text")]
	if len(text) != excelCell+len(cutMark)-len([]rune(cutMark)) || !strings.HasSuffix(text, cutMark) || !strings.Contains(words, "1 celle var længere") {
		t.Errorf("text has %d bytes, stderr %q", len(text), words)
	}
	if !strings.Contains(out, `;"'=HYPERLINK(""x"";""y"")";`) {
		t.Errorf("the title is not quoted and harmless: %.300s", out)
	}
	lines, words := exported(t, dir, "--format", "jsonl")
	if text := objects(t, lines)["punkt"][0]["text"]; text != longDocument().Meetings[0].Punkter[0].Text || strings.Contains(words, "celle") {
		t.Errorf("JSON has %d bytes of text; stderr %q", len(fmt.Sprint(text)), words)
	}
}

// endsAfter is a context that ends when it has been asked n times.
type endsAfter struct {
	context.Context
	n int
}

func (c *endsAfter) Err() error {
	if c.n--; c.n < 0 {
		return context.Canceled
	}
	return nil
}

func TestInterruptedExportLeavesNothing(t *testing.T) {
	dir := archiveOf(t, goldenDocuments(t)...)
	folder := t.TempDir()
	for n := range 8 { // documents that are read before the end
		for _, out := range []string{filepath.Join(folder, "alt.jsonl"), filepath.Join(folder, "mappe") + "/"} {
			code, _, errs := runWith(&endsAfter{context.Background(), n}, "export", "--archive", dir, "--format", "jsonl", "--out", out)
			if code != exitInterrupted || errs != "referat: afbrudt\n" {
				t.Errorf("%s: exit %d: %s", out, code, errs)
			}
			left, err := os.ReadDir(folder)
			if err != nil || len(left) > 0 {
				t.Fatalf("%s, ended after %d documents, leaves %v, %v", out, n, left, err)
			}
		}
	}
}

// Every column is documented, in the table it belongs to.
func TestColumnsAreDocumented(t *testing.T) {
	b, err := os.ReadFile("../../docs/export.md")
	if err != nil {
		t.Fatal(err)
	}
	sections := map[string]string{}
	for _, s := range strings.Split(string(b), "\n## ")[1:] {
		name, rest, _ := strings.Cut(s, "\n")
		sections[name] = rest
	}
	for _, table := range tables() {
		section := sections["`"+table.name+"`"]
		written := map[string]bool{}
		for line := range strings.Lines(section + sections["In every table"]) {
			if name, _, ok := strings.Cut(strings.TrimPrefix(line, "| `"), "`"); ok && strings.HasPrefix(line, "| `") {
				written[name] = true
			}
		}
		if table.one != "meeting" {
			for line := range strings.Lines(sections["Of the punkt"]) {
				if name, _, ok := strings.Cut(strings.TrimPrefix(line, "| `"), "`"); ok && strings.HasPrefix(line, "| `") {
					written[name] = true
				}
			}
		}
		has := map[string]bool{}
		for _, c := range table.column() {
			has[c.name] = true
		}
		if diff := cmp.Diff(slices.Sorted(maps.Keys(has)), slices.Sorted(maps.Keys(written))); diff != "" {
			t.Errorf("%s: columns and docs/export.md (-columns +docs):\n%s", table.name, diff)
		}
	}
}
