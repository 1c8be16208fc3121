package index

import (
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

func TestOpenErrors(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "index")
	if _, err := Open(dir, nil); !errors.Is(err, ErrMissing) {
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
	if _, err := Open(dir, nil); !errors.Is(err, ErrOutdated) {
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
	if _, err := Open(dir, nil); !errors.Is(err, ErrOutdated) || !strings.Contains(err.Error(), hintReindex) {
		t.Errorf("another analyzer: %v, want ErrOutdated", err)
	}
	if err := os.WriteFile(filepath.Join(dir, "store", "root.bolt"), []byte("ikke bolt"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir, nil); !errors.Is(err, ErrDamaged) {
		t.Errorf("a root that is none: %v, want ErrDamaged", err)
	}
}

// An index whose segments were damaged may give an error, not a crash, whatever
// is asked of it.
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
		r, err := Open(dir, nil)
		if err == nil {
			for _, q := range []Query{
				{Text: `klimahandleplan OR "grønne omstilling" -havn`, Kind: agenda.Referat, Facets: Facets()},
				{Text: "EMN-2025* klima*"}, {Text: "år:2025..2026 plan", From: "2025-01-01"}, {Text: "skolerenoverng"}, {},
			} {
				_, serr := r.Search(t.Context(), q)
				err = errors.Join(err, serr)
			}
			for _, ierr := range r.IDs(t.Context()) {
				err = errors.Join(err, ierr)
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

// Writing to an index with flipped bits is done, or gives ErrDamaged, and never
// crashes: closing reads all words of it for the lexicon.
func TestWritingToDamaged(t *testing.T) {
	whole := filepath.Join(t.TempDir(), "whole")
	in(t, whole, func(w *Writer) error { return errors.Join(w.Add(testDocument(), nil), w.Stand(1)) })
	segments, err := filepath.Glob(filepath.Join(whole, "store", "*.zap"))
	if err != nil || len(segments) == 0 {
		t.Fatal(segments, err)
	}
	log.SetOutput(io.Discard) // bleve's words on what it skips
	t.Cleanup(func() { log.SetOutput(os.Stderr) })
	const places = 60 // in the first half: further on a bit can make bleve ask for more memory than there is, which ends any program
	failed := 0
	for place := range places {
		dir := filepath.Join(t.TempDir(), "index")
		if err := os.CopyFS(dir, os.DirFS(whole)); err != nil {
			t.Fatal(err)
		}
		for _, path := range segments {
			path = filepath.Join(dir, "store", filepath.Base(path))
			b, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			b[len(b)/2*place/places] ^= 1 << (place % 8)
			if err := os.WriteFile(path, b, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		w := NewWriter(func() (string, error) { return dir, nil })
		err := w.Add(other("b"), nil)
		if err == nil {
			err = w.Stand(2)
		}
		if err == nil {
			err = w.Close()
		}
		w.Discard()
		if err != nil {
			failed++
			if !errors.Is(err, ErrDamaged) {
				t.Errorf("a bit flipped at %d/%d: %v, want ErrDamaged", place, places, err)
			}
		}
	}
	t.Logf("%d of %d gave ErrDamaged", failed, places)
	if failed == 0 {
		t.Error("no damage was noticed, so nothing is shown")
	}
}
