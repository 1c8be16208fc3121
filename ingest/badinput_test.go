package ingest

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"referat/pkg/archive"
)

// outcomes is what became of the files of a run, by the names they are shown
// with.
func outcomes(stats *Stats) map[string]string {
	became := map[string]string{}
	for _, list := range [][]FileResult{stats.Imported, stats.Unchanged, stats.Failed} {
		for _, r := range list {
			became[filepath.Base(r.Path)] = strings.TrimSuffix(fmt.Sprint(r.Status, ": ", r.Reason), ": ")
		}
	}
	return became
}

// Every kind of thing that stands in a folder has a clear outcome, and none of
// them stops the run.
func TestBadInput(t *testing.T) {
	in := t.TempDir()
	for name, data := range map[string][]byte{
		"tom.pdf":                         nil,
		"tekst.pdf":                       []byte("Kære læser, dette er ikke en PDF."),
		"afkortet.pdf":                    onePage("afkortet")[:60],
		"nuller.pdf":                      make([]byte, 4096),
		"kun-hoved.pdf":                   []byte("%PDF-1.7"),
		"god.pdf":                         onePage("god"),
		"uden-endelse":                    onePage("uden endelse"),
		"linje\nskift.pdf":                onePage("linjeskift"),
		"Mo\u0308de pa\u030a A\u030a.pdf": onePage("fra macOS"),
		strings.Repeat("x", 251) + ".pdf": onePage("255 bytes"),
		"brev.docx":                       []byte("PK\x03\x04"),
	} {
		write(t, filepath.Join(in, name), data)
	}
	latin1 := write(t, filepath.Join(in, "m\xf8de.pdf"), onePage("Latin-1"))
	for from, to := range map[string]string{
		"null.pdf":     os.DevNull,    // a device
		"løkke":        ".",           // a folder in itself
		"ring.pdf":     "ring.pdf",    // a link to itself
		"død.pdf":      "findes-ikke", // and to nothing
		"mappe.pdf":    ".",           // a folder by the name of a file
		"god-igen.pdf": "god.pdf",
	} {
		if err := os.Symlink(to, filepath.Join(in, from)); err != nil {
			t.Fatal(err)
		}
	}
	dir := filepath.Join(t.TempDir(), "arkiv")
	stats := mustRun(t, dir, in)
	want := map[string]string{
		"tom.pdf":                         "fejlet: filen er tom",
		"tekst.pdf":                       "fejlet: filen er ikke en PDF",
		"nuller.pdf":                      "fejlet: filen er ikke en PDF",
		"null.pdf":                        "fejlet: det er ikke en almindelig fil",
		"ring.pdf":                        "fejlet: linket går i ring",
		"død.pdf":                         "fejlet: det er et link til noget, der ikke findes",
		"god.pdf":                         "uændret", // the link to it comes first by name
		"god-igen.pdf":                    "importeret",
		"uden-endelse":                    "importeret",
		"linje\nskift.pdf":                "importeret",
		"Möde på Å.pdf":                   "importeret",
		"møde.pdf":                        "importeret",
		strings.Repeat("x", 251) + ".pdf": "importeret",
	}
	got := outcomes(stats)
	for _, name := range []string{"afkortet.pdf", "kun-hoved.pdf"} { // the engines' own words follow
		if !strings.HasPrefix(got[name], "fejlet: PDF'en er beskadiget") {
			t.Errorf("%s: %s", name, got[name])
		}
		delete(got, name)
	}
	for _, name := range slices.Sorted(maps.Keys(want)) {
		if got[name] != want[name] {
			t.Errorf("%q: %s; want %s", name, got[name], want[name])
		}
		delete(got, name)
	}
	if len(got) != 0 {
		t.Errorf("and besides: %v", got)
	}

	// What was imported is known again by its bytes, whatever its name is; the
	// archive can be listed.
	again := mustRun(t, dir, latin1, in)
	if len(again.Imported) != 0 || len(again.Unchanged) != len(stats.Imported)+len(stats.Unchanged) || len(again.Failed) != len(stats.Failed) {
		t.Errorf("again: %v", outcomes(again))
	}
	r, err := archive.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	failures, err := r.Failures()
	if err != nil || len(failures) != len(stats.Failed) {
		t.Errorf("%d failures recorded, %v; want %d", len(failures), err, len(stats.Failed))
	}
}

// A file that changes or goes between its hashing and its keeping costs itself
// alone, and is taken by the next run as it is then. meddle comes before the
// file is read or after.
func TestFilesThatChangeMeanwhile(t *testing.T) {
	whole, other := onePage("Som den var"), onePage("Som den blev, og længere er den også")
	grow := func(path string) error {
		f, err := os.OpenFile(path, os.O_WRONLY|os.O_APPEND, 0)
		if err != nil {
			return err
		}
		_, err = f.WriteString("% mere\n%%EOF\n")
		return errors.Join(err, f.Close())
	}
	for name, c := range map[string]struct {
		meddle func(path string) error
		reason map[bool]string // by whether it is before the reading
		then   string          // what the next run makes of it
	}{
		"grows": {grow,
			map[bool]string{true: "filen blev ændret", false: "filen blev ændret"}, "importeret"},
		"is replaced": {func(path string) error { return os.WriteFile(path, other, 0o644) },
			map[bool]string{true: "filen blev ændret", false: "filen blev ændret"}, "importeret"},
		"is cut": {func(path string) error { return os.Truncate(path, 0) },
			map[bool]string{true: "filen er tom", false: "filen blev ændret"}, "fejlet: filen er tom"},
		"goes": {os.Remove,
			map[bool]string{true: "findes ikke", false: "findes ikke"}, ""},
	} {
		for _, before := range []bool{true, false} {
			in, dir := t.TempDir(), filepath.Join(t.TempDir(), "arkiv")
			path := write(t, filepath.Join(in, "b.pdf"), whole)
			for _, n := range []string{"a", "c"} {
				write(t, filepath.Join(in, n+".pdf"), onePage(n))
			}
			stats, err := run(t, t.Context(), dir, func(imp *Importer) {
				read := imp.Read
				imp.Read = func(ctx context.Context, job Job) (*archive.Record, error) {
					if string(job.Path) != path {
						return read(ctx, job)
					}
					if before {
						if err := c.meddle(path); err != nil {
							t.Error(err)
						}
					}
					record, err := read(ctx, job)
					if !before {
						if err := c.meddle(path); err != nil {
							t.Error(err)
						}
					}
					return record, err
				}
			}, in)
			if err != nil {
				t.Fatalf("a file that %s: %v", name, err)
			}
			if names(stats.Imported) != "a.pdf c.pdf" || len(stats.Failed) != 1 || !strings.HasPrefix(stats.Failed[0].Reason, c.reason[before]) {
				t.Errorf("a file that %s, before %v: %v", name, before, outcomes(stats))
			}
			kept, err := filepath.Glob(filepath.Join(dir, "originals", "*", "*"))
			if err != nil || len(kept) != 2 {
				t.Errorf("a file that %s, before %v: originals %v, %v", name, before, kept, err)
			}
			if next := outcomes(mustRun(t, dir, in)); next["b.pdf"] != c.then {
				t.Errorf("a file that %s, before %v: the next run: %v, want %q", name, before, next, c.then)
			}
		}
	}
}

// Ten thousand names in a folder, for a hundred files: each is looked at once
// and told of in order, and a second run reads none.
func TestManyFiles(t *testing.T) {
	const files, namesEach = 100, 100
	in, dir := t.TempDir(), filepath.Join(t.TempDir(), "arkiv")
	for i := range files {
		first := write(t, filepath.Join(in, fmt.Sprintf("%03d-00.pdf", i)), onePage(fmt.Sprint("Fil ", i)))
		for j := 1; j < namesEach; j++ {
			if err := os.Link(first, filepath.Join(in, fmt.Sprintf("%03d-%02d.pdf", i, j))); err != nil {
				t.Skip("this file system has no hard links:", err)
			}
		}
	}
	stats := mustRun(t, dir, in)
	if len(stats.Imported) != files || len(stats.Unchanged) != files*(namesEach-1) || len(stats.Failed) != 0 {
		t.Fatalf("imported %d, unchanged %d, failed %d", len(stats.Imported), len(stats.Unchanged), len(stats.Failed))
	}
	for i, r := range stats.Imported {
		if want := fmt.Sprintf("%03d-00.pdf", i); filepath.Base(r.Path) != want {
			t.Fatalf("%s was imported where %s should be", r.Path, want)
		}
	}
	if again := mustRun(t, dir, in); len(again.Unchanged) != files*namesEach {
		t.Errorf("again: %d unchanged", len(again.Unchanged))
	}
}
