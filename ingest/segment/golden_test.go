package segment

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"referat/ingest/pdftext"
	"referat/pkg/agenda"
)

// updating makes the tests write the golden files anew: make golden.
var updating = flag.Bool("update", false, "write the golden files anew")

const exports = "../../testdata/exports"

func names(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(exports, "*.pdf"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no exports in %s: %v", exports, err)
	}
	for i, f := range files {
		files[i] = strings.TrimSuffix(filepath.Base(f), ".pdf")
	}
	return files
}

func extract(t *testing.T, name string) *pdftext.Document {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(exports, name+".pdf"))
	if err != nil {
		t.Fatal(err)
	}
	doc, err := pdftext.Read(context.Background(), bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// golden compares what was got with a file of testdata/golden.
func golden(t *testing.T, file string, got []byte) {
	t.Helper()
	path := filepath.Join("../../testdata/golden", file)
	if *updating {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s differs (-golden +now); if now is right: make golden\n%s", file, diff)
	}
}

// TestGoldenText holds what the extractor reads, apart from its structure.
func TestGoldenText(t *testing.T) {
	for _, name := range names(t) {
		t.Run(name, func(t *testing.T) {
			var b bytes.Buffer
			for _, p := range extract(t, name).Pages {
				fmt.Fprintf(&b, "--- side %d\n%s", p.Number, p.Text())
			}
			golden(t, name+".txt", b.Bytes())
		})
	}
}

// TestGoldenStructure holds the document of each export.
func TestGoldenStructure(t *testing.T) {
	for _, name := range names(t) {
		t.Run(name, func(t *testing.T) {
			doc := extract(t, name)
			d := Segment(doc, agenda.Source{Name: name + ".pdf", Pages: len(doc.Pages), Producer: doc.Info.Producer})
			d.Portable()
			var b bytes.Buffer
			e := json.NewEncoder(&b)
			e.SetEscapeHTML(false)
			e.SetIndent("", "  ")
			if err := e.Encode(d); err != nil {
				t.Fatal(err)
			}
			golden(t, name+".json", b.Bytes())
		})
	}
}

// TestTruth compares structure with what the sources of the exports say,
// which know nothing of this program: fields, numbers, titles, borders, and
// where decisions stand.
func TestTruth(t *testing.T) {
	for _, name := range names(t) {
		t.Run(name, func(t *testing.T) {
			data, err := os.ReadFile(filepath.Join(exports, name+".truth.json"))
			if err != nil {
				t.Fatal(err)
			}
			var truth agenda.Document
			if err := json.Unmarshal(data, &truthFile{&truth}); err != nil {
				t.Fatal(err)
			}
			got := Segment(extract(t, name), agenda.Source{})
			if diff := cmp.Diff(outline(truth.Meetings, ""), outline(got.Meetings, "")); diff != "" {
				t.Errorf("(-truth +got)\n%s", diff)
			}
		})
	}
}

// A truthFile reads the meetings of a truth, whose "pages" is a count.
type truthFile struct{ doc *agenda.Document }

func (f *truthFile) UnmarshalJSON(data []byte) error {
	var t struct{ Meetings []agenda.Meeting }
	err := json.Unmarshal(data, &t)
	f.doc.Meetings = t.Meetings
	return err
}

// outline is everything of meetings but the running texts, and the titles of
// bilag only where a stamp gives them.
func outline(ms []agenda.Meeting, in string) []string {
	var out []string
	for _, m := range ms {
		out = append(out, fmt.Sprintf("%s%s|%s|%s|%s-%s|%s|%s|%s|%v", in, m.Series, m.Title, m.Date, m.Start, m.End, m.Location, m.Information, m.Kind, m.Pages))
		for _, p := range m.Punkter {
			out = append(out, fmt.Sprintf("%s  %s %s|%d|%s|%v|%s|beslutning %v", in, p.Number, p.Title, p.Minutes, p.Category, p.Closed, p.CaseNumber, p.Decision != nil))
			for _, h := range p.History {
				out = append(out, fmt.Sprintf("%s    %s %s %s", in, h.Body, h.Date, h.Number))
			}
			for _, b := range p.Bilag {
				pages := "navnet"
				if b.Pages != nil {
					pages = fmt.Sprint(*b.Pages)
				}
				out = append(out, fmt.Sprintf("%s    bilag %s", in, pages))
				out = append(out, outline(b.Meetings, in+"      ")...)
			}
		}
	}
	return out
}
