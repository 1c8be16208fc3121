package ingest

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"referat/index"
	"referat/ingest/ocr"
	"referat/ingest/pdftext"
	"referat/ingest/pdftext/pdftest"
	"referat/pkg/agenda"
	"referat/pkg/archive"
)

const exports = "../testdata/exports"

// onePage is a PDF of one page with lines of text, in the Rådmandsmøde layout
// if they are.
func onePage(lines ...string) []byte {
	var content strings.Builder
	content.WriteString("BT /F1 11 Tf 14 TL 70 780 Td\n")
	for _, l := range lines {
		fmt.Fprintf(&content, "(%s) Tj T*\n", strings.NewReplacer("(", `\(`, ")", `\)`, `\`, `\\`).Replace(l))
	}
	content.WriteString("ET")
	objects := []string{
		"<< /Type /Catalog /Pages 2 0 R >>",
		"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
		fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", content.Len(), content.String()),
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
	}
	return pdftest.File("", objects...)
}

func write(t *testing.T, path string, data []byte) string {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// An inProcess reads PDFs in this process, one a goroutine.
type inProcess struct{ t *testing.T }

func reader(t *testing.T) inProcess { return inProcess{t} }

func (p inProcess) read(ctx context.Context, job Job) (*archive.Record, error) {
	r := pdftext.NewReader(sharedCache(), func() (*ocr.Program, error) { return nil, ocr.ErrMissing })
	defer r.Close()
	return NewExtractor(r).Read(ctx, job, nil)
}

func (p inProcess) extract(path string) (*pdftext.Document, error) {
	r := pdftext.NewReader(sharedCache(), func() (*ocr.Program, error) { return nil, ocr.ErrMissing })
	defer r.Close()
	return NewExtractor(r).extract(p.t.Context(), path, pdftext.Options{})
}

// sharedCache is where the second engine's compiled code is kept for all tests
// of this machine.
func sharedCache() string {
	dir, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "referat")
}

// run imports paths into dir as the program does. change may set the Importer
// up otherwise.
func run(t *testing.T, ctx context.Context, dir string, change func(*Importer), paths ...string) (*Stats, error) {
	t.Helper()
	w, err := archive.Begin(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Abort()
	ix := index.NewWriter(w.IndexDir)
	defer ix.Discard() // one left open goes on removing files under the next writer's feet
	follower := NewFollower(w, indexOf(ix))
	imp := NewImporter(w, reader(t).read)
	imp.Workers, imp.Checkpoint = 3, follower.CatchUp
	if change != nil {
		change(imp)
	}
	stats, runErr := imp.Run(ctx, paths)
	if runErr != nil && ctx.Err() == nil {
		ix.Discard()
		return stats, runErr
	}
	if err := follower.CatchUp(context.WithoutCancel(ctx)); err != nil {
		return stats, Fatal(err)
	}
	if err := ix.Close(); err != nil {
		return stats, Fatal(err)
	}
	if err := w.Commit(); err != nil {
		return stats, Fatal(err)
	}
	return stats, runErr
}

func indexOf(ix *index.Writer) Index {
	return Index{Put: ix.Add, Remove: ix.Take, Sequence: ix.Sequence, Stand: ix.Stand}
}

func mustRun(t *testing.T, dir string, paths ...string) *Stats {
	t.Helper()
	stats, err := run(t, t.Context(), dir, nil, paths...)
	if err != nil {
		t.Fatal(err)
	}
	return stats
}

func names(results []FileResult) string {
	var list []string
	for _, r := range results {
		list = append(list, filepath.Base(r.Path))
	}
	return strings.Join(list, " ")
}

func opened(t *testing.T, dir string) (*archive.Reader, *index.Reader) {
	t.Helper()
	r, err := archive.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	ix, err := index.Open(r.IndexDir(), nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ix.Close() })
	return r, ix
}

// The exports of testdata go in, can be found, and go in only once.
func TestImport(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "arkiv")
	pdfs, err := filepath.Glob(filepath.Join(exports, "*.pdf"))
	if err != nil || len(pdfs) == 0 {
		t.Fatal("no exports in testdata", err)
	}
	stats := mustRun(t, dir, exports)
	if len(stats.Imported) != len(pdfs) || len(stats.Failed) != 0 || stats.Punkter == 0 || stats.Pages == 0 {
		t.Fatalf("imported %d of %d, failed %+v, %d punkter", len(stats.Imported), len(pdfs), stats.Failed, stats.Punkter)
	}
	r, ix := opened(t, dir)
	cards, err := r.AllCards()
	if err != nil {
		t.Fatal(err)
	}
	shown := agenda.NewShown(cards)
	punkter, entries, meetings := 0, 0, 0
	for d, err := range r.Documents() {
		if err != nil {
			t.Fatal(err)
		}
		for thing := range d.Things() {
			switch thing.Kind {
			case agenda.ThingMeeting:
				meetings++
			case agenda.ThingPunkt:
				punkter++
			}
		}
		for range index.Expected(d, shown.LeaveOut(d)) {
			entries++
		}
		path, err := r.Original(d.Source.SHA256)
		if err != nil {
			t.Fatal(err)
		}
		kept, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		given, err := os.ReadFile(filepath.Join(exports, d.Source.Name))
		if err != nil || !bytes.Equal(kept, given) {
			t.Errorf("%s: the original is not kept as it was (%v)", d.Source.Name, err)
		}
		// What is kept of the pages is what the reader gave.
		layout, err := r.Layout(d.Source.SHA256)
		if err != nil {
			t.Fatal(err)
		}
		pages, err := r.Pages(d.Source.SHA256)
		if err != nil {
			t.Fatal(err)
		}
		stored, err := decodeDocument(layout, pages)
		if err != nil {
			t.Fatal(err)
		}
		read, err := reader(t).extract(filepath.Join(exports, d.Source.Name))
		if err != nil {
			t.Fatal(err)
		}
		if a, b := fmt.Sprintf("%+v", stored), fmt.Sprintf("%+v", read); a != b {
			t.Errorf("%s: the stored pages differ from those read", d.Source.Name)
		}
	}
	if list, err := r.Meetings(); err != nil || len(list) != meetings || meetings == 0 {
		t.Errorf("%d meetings listed, %v; want %d", len(list), err, meetings)
	}
	// A punkt that another copy of its meeting shows whole has no entry.
	if n, err := ix.Entries(); err != nil || int(n) != entries || entries > punkter || entries < punkter*3/4 {
		t.Errorf("%d entries, want %d of %d punkter, %v", n, entries, punkter, err)
	}
	query := index.Query{Text: "svømmehal*", Limit: 50}
	result, err := ix.Search(t.Context(), query)
	if err != nil || result.Total == 0 {
		t.Fatalf("svømmehal*: %+v, %v", result, err)
	}
	for _, h := range result.Hits {
		thing, d, err := r.Find(h.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range result.Locate(thing).Body {
			word := thing.Text()[l.Start:l.End]
			if !strings.HasPrefix(strings.ToLower(word), "svømmehal") {
				t.Errorf("%s marks %q", h.ID, word)
			}
			page := thing.PageAt(l.Start)
			if page < 1 || page > d.Source.Pages {
				t.Errorf("%s: %q is on page %d of %d", h.ID, word, page, d.Source.Pages)
			}
		}
	}

	again := mustRun(t, dir, exports, pdfs[0])
	if len(again.Unchanged) != len(pdfs) || len(again.Imported)+len(again.Failed) != 0 {
		t.Errorf("the second import: %d unchanged, %d imported, %d failed", len(again.Unchanged), len(again.Imported), len(again.Failed))
	}
	if now, err := archive.Open(dir); err != nil || now.Generation() != r.Generation() {
		t.Errorf("the second import made %s after %s (%v)", now.Generation(), r.Generation(), err)
	}
}

func TestFailures(t *testing.T) {
	dir, in := filepath.Join(t.TempDir(), "arkiv"), t.TempDir()
	good := onePage("Et notat")
	write(t, filepath.Join(in, "a-tom.pdf"), nil)
	write(t, filepath.Join(in, "b-tekst.pdf"), []byte("Kære læser, dette er ikke en PDF."))
	write(t, filepath.Join(in, "c-samme-tekst.pdf"), []byte("Kære læser, dette er ikke en PDF."))
	write(t, filepath.Join(in, "d-god.PDF"), good)
	write(t, filepath.Join(in, "e-afkortet.pdf"), good[:60])
	write(t, filepath.Join(in, "f-panik.pdf"), onePage("PANIK"))
	write(t, filepath.Join(in, "mappe.pdf", "inde.pdf"), onePage("I en mappe, der hedder .pdf"))
	if err := os.Mkdir(filepath.Join(in, "tom"), 0o755); err != nil {
		t.Fatal(err)
	}
	missing := filepath.Join(in, "findes-ikke")
	panics := func(imp *Importer) {
		read := imp.Read
		imp.Read = func(ctx context.Context, job Job) (*archive.Record, error) {
			if strings.HasSuffix(string(job.Path), "f-panik.pdf") {
				return nil, fmt.Errorf("%w: indeks uden for listen", errPanic)
			}
			return read(ctx, job)
		}
	}
	stats, err := run(t, t.Context(), dir, panics, missing, filepath.Join(in, "tom"), in)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{
		"findes-ikke":       "findes ikke",
		"tom":               "der er ingen PDF-filer i mappen",
		"a-tom.pdf":         "filen er tom",
		"b-tekst.pdf":       "filen er ikke en PDF",
		"c-samme-tekst.pdf": "filen er ikke en PDF",
		"e-afkortet.pdf":    "PDF'en er beskadiget (",
		"f-panik.pdf":       "programmet gik i stå på filen (panic: indeks uden for listen)",
	}
	for _, f := range stats.Failed {
		name := filepath.Base(f.Path)
		if w, ok := want[name]; !ok || !strings.HasPrefix(f.Reason, w) {
			t.Errorf("%s: %q, want %q", name, f.Reason, w)
		}
		delete(want, name)
	}
	if len(want) > 0 {
		t.Errorf("did not fail: %v", want)
	}
	if got := names(stats.Imported); got != "d-god.PDF inde.pdf" {
		t.Errorf("imported %s", got)
	}
	r, err := archive.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	failures, err := r.Failures()
	if err != nil || len(failures) != 5 { // a mistyped path and an empty folder are nothing to remember
		t.Errorf("%d failures recorded, %v: %+v; want 5", len(failures), err, failures)
	}

	// The same again changes nothing; a file that is well now is cleared.
	if _, err := run(t, t.Context(), dir, panics, in); err != nil {
		t.Fatal(err)
	}
	if now, err := archive.Open(dir); err != nil || now.Generation() != "gen-000001" {
		t.Errorf("the same failures again made %s (%v)", now.Generation(), err)
	}
	write(t, filepath.Join(in, "a-tom.pdf"), onePage("Ikke tom mere"))
	mustRun(t, dir, in) // what is in quarantine is not tried again by itself
	left := func() int {
		now, err := archive.Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		defer now.Close()
		failures, err := now.Failures()
		if err != nil {
			t.Fatal(err)
		}
		return len(failures)
	}
	if n := left(); n != 4 {
		t.Errorf("%d failures after mending one, want 4", n)
	}
	if _, err := run(t, t.Context(), dir, func(imp *Importer) { imp.Retry = true }); err != nil {
		t.Fatal(err)
	}
	if n := left(); n != 3 {
		t.Errorf("%d failures after trying again what can be read now, want 3", n)
	}
}

func TestUnreadableFile(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root may read everything")
	}
	in := t.TempDir()
	path := write(t, filepath.Join(in, "a.pdf"), onePage("hemmelig"))
	if err := os.Chmod(path, 0); err != nil {
		t.Fatal(err)
	}
	stats := mustRun(t, filepath.Join(t.TempDir(), "arkiv"), in)
	if len(stats.Failed) != 1 || !strings.Contains(stats.Failed[0].Reason, "må ikke læses") {
		t.Errorf("failed: %+v", stats.Failed)
	}
}

// The same bytes under two names are one document, and which of them gives its
// name does not depend on who is read first.
func TestSameBytes(t *testing.T) {
	for range 5 {
		dir, in := filepath.Join(t.TempDir(), "arkiv"), t.TempDir()
		pdf := onePage("To navne")
		write(t, filepath.Join(in, "a.pdf"), pdf)
		write(t, filepath.Join(in, "b.pdf"), pdf)
		write(t, filepath.Join(in, "c", "a.pdf"), pdf)
		stats := mustRun(t, dir, in)
		if names(stats.Imported) != "a.pdf" || names(stats.Unchanged) != "b.pdf a.pdf" ||
			stats.Unchanged[0].SameAs != "a.pdf" || stats.Unchanged[1].SameAs != "" {
			t.Fatalf("imported %+v, unchanged %+v", stats.Imported, stats.Unchanged)
		}
		if stats = mustRun(t, dir, filepath.Join(in, "b.pdf")); len(stats.Unchanged) != 1 || stats.Unchanged[0].SameAs != "a.pdf" {
			t.Fatalf("in a run of its own: %+v", stats.Unchanged)
		}
	}
}
