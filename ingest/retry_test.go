package ingest

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"referat/pkg/archive"
)

// Of two files with the same bytes, one that goes or changes meanwhile takes
// nothing from the other; bytes that cannot be read count against both.
func TestSameBytesTwice(t *testing.T) {
	for name, c := range map[string]struct {
		data []byte
		want string // of b.pdf and c.pdf
	}{
		"a PDF": {onePage("to navne"), "importeret uændret"},
		"none":  {[]byte("ingen PDF"), "fejlet: filen er ikke en PDF fejlet: filen er ikke en PDF"},
	} {
		in, dir := t.TempDir(), filepath.Join(t.TempDir(), "arkiv")
		a := write(t, filepath.Join(in, "a.pdf"), c.data)
		write(t, filepath.Join(in, "b.pdf"), c.data)
		write(t, filepath.Join(in, "c.pdf"), c.data)
		stats, err := run(t, t.Context(), dir, func(imp *Importer) {
			read := imp.Read
			imp.Read = func(ctx context.Context, job Job) (*archive.Record, error) {
				record, err := read(ctx, job)
				if string(job.Path) == a {
					if err := os.Remove(a); err != nil {
						t.Error(err)
					}
				}
				return record, err
			}
		}, in)
		if err != nil {
			t.Fatal(err)
		}
		got := outcomes(stats)
		if got["a.pdf"] != "fejlet: findes ikke" || got["b.pdf"]+" "+got["c.pdf"] != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// A second look is at the very bytes that were seen first: a copy in the
// archive that has changed or gone is neither imported nor put in quarantine.
func TestSecondLookAtADamagedCopy(t *testing.T) {
	for name, spoil := range map[string]func(path string) error{
		"changed": func(path string) error { return os.WriteFile(path, onePage("noget helt andet"), 0o644) },
		"cut":     func(path string) error { return os.Truncate(path, 0) },
		"gone":    os.Remove,
	} {
		dir := filepath.Join(t.TempDir(), "arkiv")
		mustRun(t, dir, filepath.Join(exports, "2027-08-16-skannede-bilag.pdf"), write(t, filepath.Join(t.TempDir(), "brev.pdf"), []byte("Kære rådmand")))
		copies, err := filepath.Glob(filepath.Join(dir, "[oq]*", "*", "*.pdf"))
		if err != nil {
			t.Fatal(err)
		}
		held, err := filepath.Glob(filepath.Join(dir, "quarantine", "*.pdf"))
		if err != nil || len(held) != 1 || len(copies) != 1 {
			t.Fatal(held, copies, err)
		}
		for _, path := range append(copies, held...) {
			if err := spoil(path); err != nil {
				t.Fatal(err)
			}
		}
		stats, err := run(t, t.Context(), dir, func(imp *Importer) { imp.Retry = true })
		if err != nil {
			t.Fatal(err)
		}
		if len(stats.Imported)+len(stats.Reread) != 0 || len(stats.Failed) != 2 || stats.Failed[0].Code != "copy" || stats.Failed[1].Code != "copy" {
			t.Errorf("%s: %v", name, outcomes(stats))
		}
		list, err := archive.ReadQuarantine(dir)
		if err != nil || len(list) != 1 || list[0].Tries != 1 {
			t.Errorf("%s: in quarantine: %+v, %v", name, list, err)
		}
	}
}
