package ingest

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"referat/pkg/archive"
)

func TestFindMissing(t *testing.T) {
	root := t.TempDir()
	in := func(name string) string { return filepath.Join(root, filepath.FromSlash(name)) }
	for name, text := range map[string]string{"a.pdf": "en", "b.pdf": "to", "under/kopi.pdf": "en", "noter.txt": "tre", "tom.pdf": ""} {
		write(t, in(name), []byte(text))
	}
	one, err := identify(context.Background(), in("a.pdf"), nil)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]archive.File{}
	find := func(ctx context.Context) ([]Missing, error) {
		return FindMissing(ctx, []string{root, in("findes-ikke")},
			func(path string) (archive.File, bool, error) { f, ok := files[path]; return f, ok, nil },
			func(sha string) bool { return sha == one.sha })
	}
	names := func(list []Missing) (out []string) {
		for _, m := range list {
			rel, err := filepath.Rel(root, m.Path)
			if err != nil {
				t.Fatal(err)
			}
			if (m.SHA256 == "") != (m.Reason != "") {
				t.Errorf("%s has neither a sum nor a reason: %+v", rel, m)
			}
			out = append(out, rel)
		}
		return out
	}
	got, err := find(context.Background())
	if want := []string{"b.pdf", "tom.pdf", "findes-ikke"}; err != nil || !slices.Equal(names(got), want) {
		t.Errorf("missing are %q, %v; want %q", names(got), err, want)
	}

	// A file that stands as it did when the archive took it is not read again.
	info, err := os.Stat(in("b.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	files[in("b.pdf")] = archive.File{SHA256: one.sha, Size: info.Size(), Modified: info.ModTime(), Seen: info.ModTime().Add(time.Minute)}
	got, err = find(context.Background())
	if want := []string{"tom.pdf", "findes-ikke"}; err != nil || !slices.Equal(names(got), want) {
		t.Errorf("with a file remembered, missing are %q, %v; want %q", names(got), err, want)
	}

	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := find(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("when stopped: %v", err)
	}
}
