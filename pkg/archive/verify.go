package archive

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"

	"go.etcd.io/bbolt"

	"referat/pkg/agenda"
)

// A Verification is what Verify looked at, and what it found.
type Verification struct {
	Generation string    `json:"generation"`
	Documents  int       `json:"documents"`
	Pages      int       `json:"pages"`
	Meetings   int       `json:"meetings"`
	Originals  int       `json:"originals"` // whose bytes were compared
	Files      int       `json:"files"`     // of generations, whose sums were compared
	Problems   []Problem `json:"problems"`
}

// A Verifier goes through an archive.
type Verifier struct {
	Originals bool // also read the PDFs: those imported, and those in quarantine

	// Check reads what the Importer keeps of a document beside its texts; nil
	// leaves that out.
	Check func(layout []byte, pages []Page) error
}

// Verify reads all that the archive in folder dir has, and compares it with its
// checksums and with itself: every file of every generation, every row of the
// store in force, and the originals. The search index is only compared with its
// sums. A writer may be at work meanwhile. The error is ErrMissing, or ctx's, or
// the system's; what is wrong with the archive are Problems.
func (v Verifier) Verify(ctx context.Context, dir string) (*Verification, error) {
	r := &verifying{Verifier: v, ctx: ctx, dir: dir, out: &Verification{Problems: []Problem{}}}
	inForce, err := current(dir)
	if errors.Is(err, ErrMissing) {
		return nil, err
	}
	if err != nil {
		r.problem(ProblemCurrent, currentName, "%v", doRollback, err)
	}
	all, err := generations(dir)
	if err != nil {
		return nil, err
	}
	whole := map[int]bool{}
	for _, n := range all {
		if whole[n], err = r.sums(n, n == inForce); err != nil {
			return nil, err
		}
	}
	if inForce != 0 {
		r.out.Generation = generationName(inForce)
		if err := r.generation(inForce, whole[inForce]); err != nil {
			return nil, err
		}
	}
	return r.out, r.quarantine()
}

// A verifying is one Verify under way.
type verifying struct {
	Verifier
	ctx   context.Context
	dir   string
	store *store
	out   *Verification
}

func (r *verifying) problem(code ProblemCode, where, format, do string, args ...any) {
	message := strings.TrimSuffix(fmt.Sprintf(format, args...), "; "+do) // an error can end in the same advice
	r.out.Problems = append(r.out.Problems, Problem{code, where, message, do})
}

// generation goes through the store of generation n; whole says that its files
// are as they were written.
func (r *verifying) generation(n int, whole bool) (err error) {
	where := filepath.Join(generationName(n), storeName)
	if r.store, err = openStore(filepath.Join(r.dir, generationName(n)), true); err != nil {
		r.problem(ProblemStore, where, "%v", doRollback, err)
		return nil
	}
	defer r.store.close()
	if format, err := r.store.format(); err == nil && format < Format {
		r.problem(ProblemStore, where, "arkivet har det ældre format %d", doReindex, format)
		return nil
	}
	shas, err := r.store.shas()
	if err == nil {
		err = r.records(shas)
	}
	if err == nil {
		err = r.rest(shas)
	}
	if err == nil {
		err = r.erased(n)
	}
	if r.ctx.Err() != nil {
		return r.ctx.Err()
	}
	if err != nil {
		r.problem(ProblemStore, where, "%v", doRollback, err)
		return nil
	}
	if whole { // else bbolt's own check, in a goroutine of its own, could run into memory that is not there, and end the program
		return r.pages(where)
	}
	return nil
}

// pages has bbolt check its pages.
func (r *verifying) pages(where string) error {
	return r.store.view(func(tx *bbolt.Tx) error {
		info, err := os.Stat(r.store.path)
		if err != nil {
			return err
		}
		if info.Size() < tx.Size() {
			r.problem(ProblemStore, where, "filen er %d byte, og den skulle være %d", doRollback, info.Size(), tx.Size())
			return nil
		}
		for err := range tx.Check() {
			r.problem(ProblemStore, where, "%v", doRollback, err)
		}
		return nil
	})
}

// records goes through the documents.
func (r *verifying) records(shas []string) error {
	meetings, err := r.meetingRows()
	if err != nil {
		return err
	}
	for _, sha := range shas {
		if err := r.ctx.Err(); err != nil {
			return err
		}
		if err := r.record(sha, meetings); err != nil {
			return err
		}
		r.original(sha)
	}
	for _, key := range slices.Sorted(maps.Keys(meetings)) {
		r.problem(ProblemMeeting, filepath.Base(r.store.path), "mødet %q hører til intet dokument", doRollback, key)
	}
	r.out.Documents = len(shas)
	return nil
}

func (r *verifying) meetingRows() (rows map[string][]byte, err error) {
	rows = map[string][]byte{}
	err = r.store.view(func(tx *bbolt.Tx) error {
		return tx.Bucket([]byte(bucketMeetings)).ForEach(func(k, v []byte) error {
			rows[string(k)] = slices.Clone(v)
			return nil
		})
	})
	r.out.Meetings = len(rows)
	return rows, err
}

// record goes through what is kept of one document, and takes the rows of its
// meetings out of meetings. The error is of a store that cannot be read at all.
func (r *verifying) record(sha string, meetings map[string][]byte) error {
	where := agenda.NewID(sha).String()
	bad := func(format string, args ...any) { r.problem(ProblemRecord, where, format, doImport, args...) }
	source, err := r.store.sourceRow(sha)
	if err != nil {
		bad("kilden kan ikke læses (%v)", err)
		return r.unlessBroken(err)
	}
	d, err := r.store.document(sha)
	if err != nil {
		bad("dokumentet kan ikke læses (%v)", err)
		return r.unlessBroken(err)
	}
	layout, pages, err := r.store.kept(sha)
	if err != nil {
		bad("siderne kan ikke læses (%v)", err)
		return r.unlessBroken(err)
	}
	if d.Source.SHA256 != sha || !reflect.DeepEqual(d.Source, source.Source) {
		bad("kilden og dokumentet siger ikke det samme om PDF'en")
	}
	for i, p := range pages {
		if p.Number != i+1 {
			bad("side %d mangler", i+1)
			break
		}
	}
	if len(pages) != d.Source.Pages {
		bad("der er %d sider, og PDF'en har %d", len(pages), d.Source.Pages)
	}
	r.out.Pages += len(pages)
	if r.Check != nil {
		if err := r.Check(layout, pages); err != nil {
			bad("sidernes linjer kan ikke læses (%v)", err)
		}
	}
	key, err := shaKey(sha)
	if err != nil {
		return err
	}
	keys, list := cardsOf(d, key)
	for i, want := range list {
		want.Modified = source.Modified
		value, found := meetings[string(keys[i])]
		delete(meetings, string(keys[i]))
		if !found {
			r.problem(ProblemMeeting, want.ID.String(), "mødet mangler i listen over møder", doRollback)
		} else if got, err := r.store.decodeCard(keys[i], value); err != nil || string(mustJSON(got)) != string(mustJSON(want)) {
			r.problem(ProblemMeeting, want.ID.String(), "listen over møder siger noget andet end dokumentet", doRollback)
		}
	}
	return nil
}

// unlessBroken is err where the store cannot be read any further.
func (r *verifying) unlessBroken(err error) error {
	if r.store.broken.Load() {
		return err
	}
	return nil
}

// rest goes through what the store has beside the documents.
func (r *verifying) rest(shas []string) error {
	where := filepath.Base(r.store.path)
	known := map[string]bool{}
	for _, sha := range shas {
		known[sha] = true
	}
	format, err := r.store.format()
	if err != nil {
		return err
	}
	if format == Format {
		if err := r.changes(where, maps.Clone(known)); err != nil {
			return err
		}
	}
	err = r.store.view(func(tx *bbolt.Tx) error {
		for _, name := range []string{bucketDocuments, bucketLayouts, bucketReplaced} {
			bucket := tx.Bucket([]byte(name))
			if bucket == nil {
				continue
			}
			err := bucket.ForEach(func(k, _ []byte) error {
				if !known[hex.EncodeToString(k)] {
					r.problem(ProblemRecord, where, "%s har noget om %x, som ikke er i arkivet", doRollback, name, k)
				}
				return nil
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil {
		err = r.store.eachFile(func(string, File) error { return nil })
	}
	if err == nil {
		err = r.store.eachFailure(func([]byte, Failure) error { return nil })
	}
	return err
}

// changes goes through the change log: it has every sequence from its first to
// the last, and every document.
func (r *verifying) changes(where string, missing map[string]bool) error {
	now, err := r.store.sequence()
	if err != nil {
		return err
	}
	last := uint64(0)
	err = r.store.view(func(tx *bbolt.Tx) error {
		bucket := tx.Bucket([]byte(bucketChanges))
		if bucket == nil {
			return fmt.Errorf("%w: der er ingen ændringsliste", ErrDamaged)
		}
		return bucket.ForEach(func(k, v []byte) error {
			ch, err := decodeChange(v)
			if err != nil || len(k) != 8 {
				return fmt.Errorf("%w: ændring %x kan ikke læses", ErrDamaged, k)
			}
			n := binary.BigEndian.Uint64(k)
			if last != 0 && n != last+1 {
				r.problem(ProblemChanges, where, "ændringslisten springer fra %d til %d", doRollback, last, n)
			}
			last = n
			delete(missing, ch.SHA256)
			return nil
		})
	})
	if err != nil {
		return err
	}
	if last != now {
		r.problem(ProblemChanges, where, "ændringslisten ender ved %d, og arkivet er ved %d", doRollback, last, now)
	}
	for _, sha := range slices.Sorted(maps.Keys(missing)) {
		r.problem(ProblemChanges, agenda.NewID(sha).String(), "dokumentet står ikke i ændringslisten", doRollback)
	}
	return nil
}

// erased looks whether what was taken down is gone.
func (r *verifying) erased(inForce int) error {
	list, err := r.store.allTombstones()
	if err != nil {
		return err
	}
	for _, t := range list {
		if _, err := r.store.source(t.SHA256); t.Whole && err == nil {
			r.problem(ProblemErased, t.ID.String(), "dokumentet er fjernet, og det er der endnu", "kør: referat takedown igen")
		}
		for _, path := range []string{originalPath(r.dir, t.SHA256), quarantinePath(r.dir, t.SHA256, ".pdf"), quarantinePath(r.dir, t.SHA256, ".json")} {
			if exists(path) {
				r.problem(ProblemErased, r.within(path), "%s er fjernet, og filen er der endnu", doGC, t.ID)
			}
		}
	}
	floor, err := r.store.floor()
	if err != nil || floor == 0 {
		return err
	}
	all, err := generations(r.dir)
	if err != nil {
		return err
	}
	for _, n := range all {
		if had, err := floorOf(r.dir, n); n != inForce && err == nil && had < floor {
			r.problem(ProblemErased, generationName(n), "generationen har noget, som siden er fjernet", doGC)
		}
	}
	return nil
}

// original looks after the PDF of a document.
func (r *verifying) original(sha string) {
	gone, err := r.store.tombstones(sha)
	if err != nil || len(gone) > 0 {
		return // its PDF went with what was taken down; what is wrong with the row, erased tells
	}
	if r.file(ProblemOriginal, originalPath(r.dir, sha), sha, doImport) {
		r.out.Originals++
	}
}

// file looks whether the file at path has the bytes of this SHA-256 (hex), and
// reports whether these were compared.
func (r *verifying) file(code ProblemCode, path, sha, do string) bool {
	f, err := os.Open(path)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			r.problem(code, r.within(path), "PDF'en mangler", do)
		} else {
			r.problem(code, r.within(path), "PDF'en kan ikke læses (%v)", do, err)
		}
		return false
	}
	defer f.Close()
	if !r.Originals {
		return false
	}
	hash := sha256.New()
	if _, err := io.Copy(hash, f); err != nil {
		r.problem(code, r.within(path), "PDF'en kan ikke læses (%v)", do, err)
		return false
	}
	if got := hex.EncodeToString(hash.Sum(nil)); got != sha {
		r.problem(code, r.within(path), "PDF'en er ikke den, der blev importeret: dens sha256 er %s", do, got)
	}
	return true
}

// within is a path within the archive.
func (r *verifying) within(path string) string {
	if rel, err := filepath.Rel(r.dir, path); err == nil {
		return rel
	}
	return path
}

// quarantine looks after the files that could not be imported.
func (r *verifying) quarantine() error {
	held, err := ReadQuarantine(r.dir)
	if errors.Is(err, ErrMissing) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, q := range held {
		if err := r.ctx.Err(); err != nil {
			return err
		}
		if q.Err != nil {
			r.problem(ProblemQuarantine, r.within(quarantinePath(r.dir, q.SHA256, ".json")), "%v", "fjern den med: referat quarantine --drop "+q.SHA256[:agenda.IDLength], q.Err)
			continue
		}
		r.file(ProblemQuarantine, q.File, q.SHA256, "importér den igen, eller fjern den med: referat quarantine --drop "+q.SHA256[:agenda.IDLength])
	}
	return nil
}
