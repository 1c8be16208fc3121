package archive

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"go.etcd.io/bbolt"

	"referat/pkg/agenda"
)

// A Tombstone says that something was taken down (fjernet), so that no import
// brings it back. It has nothing of what it was, but for keys of what it held.
type Tombstone struct {
	SHA256 string    `json:"sha256"` // of the PDF
	ID     agenda.ID `json:"id"`     // of the document, the bilag or the page
	Pages  []int     `json:"pages"`  // from 1; empty where it is the document
	Whole  bool      `json:"whole"`  // it is the document
	Reason string    `json:"reason"` // as who took it down wrote it
	Time   time.Time `json:"time"`

	Former []Former `json:"-"` // what went with a whole document, by keys
}

// A tombstoneRow is a Tombstone as the store has it.
type tombstoneRow struct {
	Tombstone
	Former []Former `json:"former,omitempty"`
}

// Tombstone is that of the document with this SHA-256 (hex), where it was taken
// down whole.
func (w *Writer) Tombstone(sha string) (t Tombstone, found bool, err error) {
	list, err := w.Tombstones(sha)
	for _, t := range list {
		if t.Whole {
			return t, true, nil
		}
	}
	return t, false, err
}

// Tombstones lists what was taken down of the document with this SHA-256 (hex),
// the earliest first.
func (w *Writer) Tombstones(sha string) ([]Tombstone, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.store == nil {
		return nil, nil
	}
	return w.store.tombstones(sha) // TakeDown leaves none unwritten
}

// Tombstones lists all that was taken down, by SHA-256.
func (r *Reader) Tombstones() ([]Tombstone, error) { return r.store.allTombstones() }

// ErasedOf lists what was taken down of PDFs whose SHA-256 begins with prefix
// (hex), as agenda.ID.Doc has it.
func (r *Reader) ErasedOf(prefix string) ([]Tombstone, error) {
	all, err := r.store.allTombstones()
	return slices.DeleteFunc(all, func(t Tombstone) bool { return !strings.HasPrefix(t.SHA256, prefix) }), err
}

func (s *store) tombstones(sha string) (list []Tombstone, err error) {
	key, err := shaKey(sha)
	if err != nil {
		return nil, err
	}
	err = s.view(func(tx *bbolt.Tx) error {
		if bucket := tx.Bucket([]byte(bucketTombstones)); bucket != nil {
			list, err = decodeTombstones(key, bucket.Get(key))
		}
		return err
	})
	return list, err
}

func (s *store) allTombstones() (list []Tombstone, err error) {
	err = s.view(func(tx *bbolt.Tx) error {
		bucket := tx.Bucket([]byte(bucketTombstones))
		if bucket == nil {
			return nil
		}
		return bucket.ForEach(func(k, v []byte) error {
			some, err := decodeTombstones(k, v)
			list = append(list, some...)
			return err
		})
	})
	return list, err
}

func decodeTombstones(key, value []byte) (list []Tombstone, err error) {
	if value == nil {
		return nil, nil
	}
	var rows []tombstoneRow
	if err := json.Unmarshal(value, &rows); err != nil {
		return nil, fmt.Errorf("%w: det, der er fjernet af %x (%v)", ErrDamaged, key, err)
	}
	for _, row := range rows {
		row.Tombstone.Former = row.Former
		list = append(list, row.Tombstone)
	}
	return list, nil
}

// addTombstone queues the tombstone t.
func (w *Writer) addTombstone(key []byte, t Tombstone) error {
	list, err := w.store.tombstones(t.SHA256)
	if err != nil {
		return err
	}
	same := func(had Tombstone) bool { return had.ID == t.ID }
	var rows []tombstoneRow
	for _, t := range append(slices.DeleteFunc(list, same), t) {
		rows = append(rows, tombstoneRow{t, t.Former})
	}
	w.add(bucketTombstones, key, mustJSON(rows))
	return nil
}

// A generation's floor is the number of the generation in which something was
// taken down last: no generation before it may be kept, nor any that does not
// descend from it. 0 is none.
func (s *store) floor() (n int, err error) {
	err = s.view(func(tx *bbolt.Tx) error {
		if value := tx.Bucket([]byte(bucketMeta)).Get([]byte(keyFloor)); len(value) == 8 {
			n = int(binary.BigEndian.Uint64(value))
		}
		return nil
	})
	return n, err
}

// floorOf is the floor of generation n.
func floorOf(dir string, n int) (int, error) {
	s, err := openStore(filepath.Join(dir, generationName(n)), true)
	if err != nil {
		return 0, err
	}
	floor, err := s.floor()
	return floor, errors.Join(err, s.close())
}

// checkPurged refuses to go back from generation now to n, where n has what was
// taken down since.
func checkPurged(dir string, now, n int) error {
	floor, err := floorOf(dir, now)
	if err != nil || floor == 0 {
		return err
	}
	if had, err := floorOf(dir, n); err != nil || had >= floor {
		return err
	}
	return fmt.Errorf("%s kan ikke træde i kraft: den har noget, som siden er fjernet med «referat takedown»", generationName(n))
}

// purge removes what takedowns have left beside the generation in force, whose
// store is s: generations that still have it, originals, and copies in the
// quarantine. It takes nothing that was purged before amiss, so every writer
// begins with it, and a takedown that was killed is finished by the next. The
// caller holds LOCK.
func purge(dir string, s *store, inForce int) error {
	floor, err := s.floor()
	if err != nil || floor == 0 {
		return err
	}
	all, err := generations(dir)
	if err != nil {
		return err
	}
	for _, n := range all {
		if n == inForce {
			continue
		}
		if n >= floor {
			if had, err := floorOf(dir, n); err != nil || had >= floor {
				continue // of one that cannot be read, verify tells
			}
		}
		if err := removeGeneration(dir, n); err != nil {
			return err
		}
	}
	gone, err := s.allTombstones()
	if err != nil {
		return err
	}
	for _, t := range gone {
		if err := purgeFiles(dir, t.SHA256); err != nil {
			return err
		}
	}
	return syncPath(dir)
}

// purgeFiles removes the PDF with this SHA-256 (hex), and half copies of it,
// from the originals and from the quarantine. Of a PDF of which only a part was
// taken down all goes, since the part is in it.
func purgeFiles(dir, sha string) error {
	for _, folder := range []string{filepath.Dir(originalPath(dir, sha)), filepath.Join(dir, quarantineName)} {
		entries, err := os.ReadDir(folder)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return err
		}
		removed := false
		for _, e := range entries {
			if strings.Contains(e.Name(), sha) {
				if err := remove(filepath.Join(folder, e.Name())); err != nil {
					return err
				}
				removed = true
			}
		}
		if removed {
			if err := syncPath(folder); err != nil {
				return err
			}
		}
	}
	return nil
}
