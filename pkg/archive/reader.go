package archive

import (
	"encoding/hex"
	"encoding/json"
	"fmt"
	"iter"
	"math"
	"os"
	"path/filepath"
	"strings"

	"go.etcd.io/bbolt"

	"referat/pkg/agenda"
)

// A Reader reads one generation of an archive. Writers do not disturb it. It
// may be used by several goroutines.
type Reader struct {
	dir   string
	gen   int
	store *store
}

// openTries is how often Open looks at CURRENT anew when a generation went
// away between reading its name and opening it. Each time takes a writer a
// whole commit, and a takedown or a gc to remove the one before, so twice is
// already rare.
const openTries = 5

// Open opens the generation in force of the archive in folder dir. Errors are
// ErrMissing, ErrDamaged, ErrNewer, or the system's.
func Open(dir string) (*Reader, error) {
	for try := 1; ; try++ {
		n, err := current(dir)
		if err != nil {
			return nil, err
		}
		s, err := openInForce(dir, n)
		if err == nil {
			return &Reader{dir, n, s}, nil
		}
		if now, cerr := current(dir); cerr != nil || now == n || try == openTries {
			return nil, err
		}
	}
}

// Close releases the generation.
func (r *Reader) Close() error { return r.store.close() }

// Generation is the name of the generation that r reads.
func (r *Reader) Generation() string { return generationName(r.gen) }

// IndexDir is the folder of the generation's search index. It is not there
// where nothing has been indexed.
func (r *Reader) IndexDir() string {
	return filepath.Join(r.dir, generationName(r.gen), indexName)
}

// Dir is the archive's folder.
func (r *Reader) Dir() string { return r.dir }

// Sequence counts the changes that the store has seen since it was made.
func (r *Reader) Sequence() (uint64, error) { return r.store.sequence() }

// Resolve is the SHA-256 (hex) of the one document that begins with prefix, as
// agenda.ID.Doc has it. The error is ErrNotFound or an *AmbiguousError.
func (r *Reader) Resolve(prefix string) (string, error) { return r.store.resolve(prefix) }

// Source is the Source of the document with this SHA-256 (hex); ErrNotFound
// where there is none.
func (r *Reader) Source(sha string) (agenda.Source, error) { return r.store.source(sha) }

// Document reads the document with this SHA-256 (hex); ErrNotFound where there
// is none.
func (r *Reader) Document(sha string) (*agenda.Document, error) { return r.store.document(sha) }

// Documents goes through all documents, by SHA-256. It stops at the first error.
func (r *Reader) Documents() iter.Seq2[*agenda.Document, error] {
	return func(yield func(*agenda.Document, error) bool) {
		shas, err := r.store.shas()
		if err != nil {
			yield(nil, err)
			return
		}
		for _, sha := range shas {
			d, err := r.store.document(sha)
			if !yield(d, err) || err != nil {
				return
			}
		}
	}
}

// Find is the thing that id names, with the document it stands in. The error
// is ErrNotFound or an *AmbiguousError.
func (r *Reader) Find(id agenda.ID) (agenda.Thing, *agenda.Document, error) {
	sha, err := r.store.resolve(id.Doc())
	if err != nil {
		return agenda.Thing{}, nil, err
	}
	d, err := r.store.document(sha)
	if err != nil {
		return agenda.Thing{}, nil, err
	}
	t, ok := d.Find(id)
	if !ok {
		return agenda.Thing{}, nil, fmt.Errorf("%s %w: %s har ikke noget på den plads", id, ErrNotFound, d.Source.Name)
	}
	return t, d, nil
}

// Page reads page number of the document with this SHA-256 (hex).
func (r *Reader) Page(sha string, number int) (Page, error) {
	pages, err := r.store.pages(sha, number, number)
	if err != nil {
		return Page{}, err
	}
	if len(pages) == 0 {
		return Page{}, fmt.Errorf("side %d af %s %w", number, sha, ErrNotFound)
	}
	return pages[0], nil
}

// Pages reads all pages of the document with this SHA-256 (hex), in order.
func (r *Reader) Pages(sha string) ([]Page, error) { return r.store.pages(sha, 0, math.MaxInt32) }

// Layout is what the Importer kept of the document beside its pages.
func (r *Reader) Layout(sha string) ([]byte, error) {
	layout, _, err := r.store.kept(sha)
	return layout, err
}

// Meetings lists the meetings by date, then series and title; those without a
// date come first. Meetings that are part of a bilag are among them
// (Entry.ID.Nested).
func (r *Reader) Meetings() ([]Entry, error) {
	names := map[string]string{}
	if err := r.store.eachSource(func(row sourceRow) { names[row.SHA256] = row.Name }); err != nil {
		return nil, err
	}
	var list []Entry
	err := r.store.eachCard(nil, func(sha []byte, c agenda.Card) error {
		list = append(list, newEntry(&c, names[hex.EncodeToString(sha)]))
		return nil
	})
	return list, err
}

// Failures lists the files that could not be imported, by path.
func (r *Reader) Failures() ([]Failure, error) {
	var list []Failure
	err := r.store.view(func(tx *bbolt.Tx) error {
		return tx.Bucket([]byte(bucketFailures)).ForEach(func(k, v []byte) error {
			var f Failure
			if err := json.Unmarshal(v, &f); err != nil {
				return fmt.Errorf("%w: fejlen for %q (%v)", ErrDamaged, k, err)
			}
			list = append(list, f)
			return nil
		})
	})
	return list, err
}

// Original is the path of the PDF with this SHA-256 (hex). The error is
// ErrNotFound where the archive does not keep it, and ErrWithheld where it has
// CPR numbers, which the texts were rid of.
func (r *Reader) Original(sha string) (string, error) {
	d, err := r.store.document(sha)
	if err != nil && !isNotFound(err) {
		return "", err
	}
	if err == nil && len(d.Masked) > 0 {
		return "", fmt.Errorf("%w: %s har CPR-numre på side %s", ErrWithheld, d.Source.Name, strings.Trim(fmt.Sprint(d.Masked), "[]"))
	}
	path := originalPath(r.dir, sha)
	if _, err := os.Stat(path); err != nil {
		return "", fmt.Errorf("originalen %s %w", path, ErrNotFound)
	}
	return path, nil
}

// InForce reports whether the generation that r reads is still the one in force.
// Where CURRENT cannot be read, it is as far as r knows.
func (r *Reader) InForce() bool {
	n, err := current(r.dir)
	return err != nil || n == r.gen
}
