package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/lang/da"
	"github.com/blevesearch/bleve/v2/mapping"

	"referat/index"
	"referat/pkg/agenda"
	"referat/pkg/archive"
)

// scaleArchive names the archive that TestScaleBleve indexes.
const scaleArchive = "REFERAT_SCALE_ARCHIVE"

// bleveAlone is this program's tests, told to run TestScaleBleve.
func bleveAlone(dir string) *exec.Cmd {
	cmd := exec.Command(os.Args[0], "-test.run=^TestScaleBleve$", "-test.v")
	cmd.Env = append(os.Environ(), scaleArchive+"="+dir, "GOGC=400")
	return cmd
}

// TestScaleBleve measures what bleve's offline builder with its own Danish
// analyzer takes for the index of an archive whose punkter are in memory, with
// the texts and facets that search has, nothing stored and no _all: TestScale has
// it run.
func TestScaleBleve(t *testing.T) {
	from := os.Getenv(scaleArchive)
	if from == "" {
		t.Skip("only for TestScale, which names an archive in " + scaleArchive)
	}
	ids, texts, size := punktTexts(t, from)
	used := func() time.Duration {
		var u syscall.Rusage
		if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
			t.Fatal(err)
		}
		return time.Duration(u.Utime.Nano() + u.Stime.Nano())
	}
	dir := filepath.Join(t.TempDir(), "index")
	before := used()
	b, err := bleve.NewBuilder(dir, leanDanish(), map[string]any{"buildPathPrefix": filepath.Dir(dir), "batchSize": 1000, "mergeMax": 1 << 30})
	if err != nil {
		t.Fatal(err)
	}
	for i, id := range ids {
		if err := b.Index(id, texts[i]); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	t.Logf("bleve alone: %.2f s of CPU for %d entries of %d MB, %d MB of index", (used() - before).Seconds(), len(ids), size>>20, bytesOf(t, dir)>>20)
}

// textFields and facetFields are those of a punkt for bleve.
var (
	textFields  = []string{"title", "body", "decision", "bilag", "meeting", "context"}
	facetFields = []string{"date", "year", "series", "kind", "category", "outcome", "unit"}
)

// leanDanish is a mapping of text that bleve's analyzer da reads, with the
// places of words, and of facets with neither places nor doc values.
func leanDanish() mapping.IndexMapping {
	f := bleve.NewTextFieldMapping()
	f.Analyzer, f.Store, f.IncludeInAll, f.DocValues = da.AnalyzerName, false, false, false
	d := bleve.NewDocumentStaticMapping()
	for _, field := range textFields {
		d.AddFieldMappingsAt(field, f)
	}
	k := bleve.NewKeywordFieldMapping()
	k.Store, k.IncludeInAll, k.DocValues, k.IncludeTermVectors = false, false, false, false
	for _, field := range facetFields {
		d.AddFieldMappingsAt(field, k)
	}
	d.AddSubDocumentMapping("_all", bleve.NewDocumentDisabledMapping())
	m := bleve.NewIndexMapping()
	m.DefaultMapping = d
	return m
}

// punktTexts are the punkter of an archive that search shows, with their texts
// by field, and how many bytes these are.
func punktTexts(t *testing.T, dir string) (ids []string, texts []map[string]any, size int) {
	t.Helper()
	r, err := archive.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	cards, err := r.AllCards()
	if err != nil {
		t.Fatal(err)
	}
	shown := agenda.NewShown(cards)
	for d, err := range r.Documents() {
		if err != nil {
			t.Fatal(err)
		}
		leaveOut := shown.LeaveOut(d)
		for id := range index.Expected(d, leaveOut) {
			punkt, ok := d.Find(id)
			if !ok {
				t.Fatalf("%s is not in its document", id)
			}
			all := map[string][]string{}
			put := func(field string, thing agenda.Thing, text ...string) {
				if leaveOut == nil || !leaveOut(thing.ID) {
					all[field] = append(all[field], text...)
				}
			}
			m := punkt.Meeting
			all["meeting"], all["context"] = []string{m.Series, m.Title}, []string{punkt.Punkt.Category}
			put("title", punkt, punkt.Punkt.Title, punkt.Punkt.CaseNumber)
			put("body", punkt, punkt.Punkt.Text, index.HistoryText(punkt.Punkt.History))
			if punkt.Punkt.Decision != nil {
				put("decision", punkt.DecisionThing(), punkt.Punkt.Decision.Text)
			}
			for _, b := range punkt.BilagThings() {
				put("bilag", b, b.Title(), b.Text())
			}
			fields := map[string]any{
				"date": m.Date, "year": strings.SplitN(m.Date, "-", 2)[0], "series": m.Series,
				"kind": string(m.Kind), "category": punkt.Punkt.Category, "outcome": string(punkt.Outcome()),
			}
			if d := punkt.Punkt.Decision; d != nil {
				var units []string
				for _, f := range d.Followups {
					units = append(units, f.Responsible)
				}
				fields["unit"] = units
			}
			for name, list := range all {
				text := strings.Join(list, "\n")
				fields[name] = text
				size += len(text)
			}
			ids, texts = append(ids, id.String()), append(texts, fields)
		}
	}
	return ids, texts, size
}
