package archive

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"time"

	"go.etcd.io/bbolt"
)

// A File is a PDF as it was when it was last read or hashed.
type File struct {
	SHA256   string    `json:"sha256"`
	Size     int64     `json:"size"`     // bytes
	Modified time.Time `json:"modified"` // the file's own time
	Seen     time.Time `json:"seen"`     // when it was hashed
}

// settled is how much older a file's own time must be than the moment at which
// it was hashed, for the same size and time to mean the same bytes: the clock
// of a file system can stand still for two seconds (FAT), and a file be written
// to twice within one.
const settled = 2 * time.Second

// Same reports whether a file of this size and time has the bytes that f had.
func (f File) Same(size int64, modified time.Time) bool {
	return f.Size == size && f.Modified.Equal(modified) && f.Seen.Sub(f.Modified) > settled
}

// fileRow is the length of a File in the files bucket: the SHA-256, the size,
// and the two times as nanoseconds since 1970, integers of 8 bytes. An unchanged
// folder of a hundred thousand files is looked up row by row.
const fileRow = 32 + 3*8

func (f File) encode() ([]byte, error) {
	key, err := shaKey(f.SHA256)
	if err != nil {
		return nil, err
	}
	b := append(make([]byte, 0, fileRow), key...)
	b = binary.BigEndian.AppendUint64(b, uint64(f.Size))
	for _, t := range []time.Time{f.Modified, f.Seen} {
		n := int64(math.MinInt64) // the zero time
		if !t.IsZero() {
			n = t.UnixNano()
		}
		b = binary.BigEndian.AppendUint64(b, uint64(n))
	}
	return b, nil
}

func decodeFile(b []byte) (File, error) {
	if len(b) != fileRow {
		return File{}, errRow
	}
	at := func(b []byte) time.Time {
		if n := int64(binary.BigEndian.Uint64(b)); n != math.MinInt64 {
			return time.Unix(0, n).UTC()
		}
		return time.Time{}
	}
	return File{hex.EncodeToString(b[:32]), int64(binary.BigEndian.Uint64(b[32:])), at(b[40:]), at(b[48:])}, nil
}

// A Replacement says which document took another's place.
type Replacement struct {
	By   string    `json:"by"`   // SHA-256 of the newer one
	Time time.Time `json:"time"` //
}

// mostSeen is how many files that only have another time wait for something else
// to be written; with more, they are written for their own sake.
const mostSeen = 1000

// File is what is known of the file at path, in the bytes it has.
func (w *Writer) File(path string) (f File, found bool, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.file(path)
}

func (w *Writer) file(path string) (f File, found bool, err error) {
	if f, found = w.seen[path]; found || w.store == nil {
		return f, found, nil
	}
	return w.store.file(path)
}

func (s *store) file(path string) (f File, found bool, err error) {
	err = s.view(func(tx *bbolt.Tx) error {
		bucket := tx.Bucket([]byte(bucketFiles))
		if bucket == nil {
			return nil
		}
		value := bucket.Get([]byte(path))
		if value == nil {
			return nil
		}
		found = true
		if f, err = decodeFile(value); err != nil {
			return fmt.Errorf("%w: filen %q (%v)", ErrDamaged, path, err)
		}
		return nil
	})
	return f, found, err
}

// Found remembers that the file at path has the bytes of a document that the
// archive holds. Where it had those of another document, that no other file
// has, it takes that one's place: the old one is then an older version, which
// is kept but not searched. A file that was moved, removed or changed since it
// was last seen does not count. It reports the document replaced, "" for none.
func (w *Writer) Found(path string, f File) (replaced string, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if replaced, err = w.take(path, f); err != nil {
		return "", err
	}
	if len(w.seen) >= mostSeen {
		if err := w.begin(); err != nil {
			return "", err
		}
		w.rememberSeen()
	}
	return replaced, w.flushFull()
}

// take queues what Found is to write, in one: what waited before is written
// before it, if anything is.
func (w *Writer) take(path string, f File) (replaced string, err error) {
	had, known, err := w.file(path)
	if err != nil {
		return "", err
	}
	if known && had.SHA256 != f.SHA256 {
		if replaced, err = w.replace(path, had.SHA256, f.SHA256); err != nil {
			return "", err
		}
	}
	if err := w.reinstate(f.SHA256); err != nil {
		return "", err
	}
	// The same bytes that cannot be known by size and time yet are hashed anew
	// next time, whether that is remembered or not.
	if !known || had.SHA256 != f.SHA256 || !had.Same(f.Size, f.Modified) && f.Same(f.Size, f.Modified) {
		if !known { // once its bytes change, it must be known what they were
			if err := w.begin(); err != nil {
				return "", err
			}
		}
		if replaced == "" {
			w.seen[path] = f
		} else {
			delete(w.seen, path)
			row, err := f.encode()
			if err != nil {
				return "", err
			}
			w.add(bucketFiles, []byte(path), row)
		}
		if w.owners != nil {
			w.owners[had.SHA256]--
			w.owners[f.SHA256]++
		}
	}
	return replaced, nil
}

// replace marks the document old as replaced, if its file, at path, was the only
// one.
func (w *Writer) replace(path, old, by string) (string, error) {
	key, err := shaKey(old)
	if err != nil || w.store == nil {
		return "", err
	}
	if err := w.begin(); err != nil {
		return "", err
	}
	if err := w.flush(); err != nil { // other files of this run count
		return "", err
	}
	if _, was, err := w.store.replacement(old); err != nil || was {
		return "", err
	}
	if err := w.countOwners(); err != nil {
		return "", err
	}
	if w.owners[old] > 1 {
		if others, err := w.elsewhere(path, old); err != nil || others {
			return "", err
		}
	}
	d, err := w.store.document(old)
	if isNotFound(err) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	w.add(bucketReplaced, key, mustJSON(Replacement{By: by, Time: time.Now().UTC().Truncate(time.Second)}))
	w.logChange(key, nil, meetingDates(d, key))
	return old, nil
}

// reinstate takes back that the document with this SHA-256 was replaced.
func (w *Writer) reinstate(sha string) error {
	if w.store == nil {
		return nil
	}
	if w.work != 0 && len(w.pending) > 0 && w.queued(bucketReplaced, sha) {
		if err := w.flush(); err != nil {
			return err
		}
	}
	_, was, err := w.store.replacement(sha)
	if err != nil || !was {
		return err
	}
	if err := w.begin(); err != nil {
		return err
	}
	key, err := shaKey(sha)
	if err != nil {
		return err
	}
	d, err := w.store.document(sha)
	if err != nil {
		return err
	}
	row, err := w.store.sourceRow(sha)
	if err != nil {
		return err
	}
	row.Changed = time.Now().Unix()
	w.add(bucketSources, key, row.encode())
	w.add(bucketReplaced, key, nil)
	dates := meetingDates(d, key)
	w.logChange(key, dates, dates)
	return nil
}

// queued reports whether a change of a document's row waits to be written.
func (w *Writer) queued(bucket, sha string) bool {
	key, err := shaKey(sha)
	if err != nil {
		return false
	}
	for _, c := range w.pending {
		if c.bucket == bucket && bytes.Equal(c.key, key) {
			return true
		}
	}
	return false
}

// rememberSeen queues what was seen of files. There is a working generation.
func (w *Writer) rememberSeen() {
	for path, f := range w.seen {
		if row, err := f.encode(); err == nil { // its SHA-256 is that of a document
			w.add(bucketFiles, []byte(path), row)
		}
	}
	clear(w.seen)
}

// countOwners counts the files by the document that they are, once.
func (w *Writer) countOwners() error {
	if w.owners != nil {
		return nil
	}
	owners := map[string]int{}
	err := w.store.eachFile(func(path string, f File) error {
		if _, newer := w.seen[path]; !newer {
			owners[f.SHA256]++
		}
		return nil
	})
	for _, f := range w.seen {
		owners[f.SHA256]++
	}
	w.owners = owners
	return err
}

// elsewhere reports whether a file at another path than this has, by its size
// and time, the bytes of the document with this SHA-256.
func (w *Writer) elsewhere(path, sha string) (bool, error) {
	there := false
	look := func(other string, f File) {
		if there || other == path || f.SHA256 != sha {
			return
		}
		info, err := os.Stat(other)
		there = err == nil && info.Size() == f.Size && info.ModTime().Equal(f.Modified)
	}
	for other, f := range w.seen {
		look(other, f)
	}
	err := w.store.eachFile(func(other string, f File) error {
		if _, newer := w.seen[other]; !newer {
			look(other, f)
		}
		return nil
	})
	return there, err
}

// eachFile calls visit for every file that is known, by path.
func (s *store) eachFile(visit func(path string, f File) error) error {
	return s.view(func(tx *bbolt.Tx) error {
		bucket := tx.Bucket([]byte(bucketFiles))
		if bucket == nil {
			return nil
		}
		return bucket.ForEach(func(k, v []byte) error {
			f, err := decodeFile(v)
			if err != nil {
				return fmt.Errorf("%w: filen %q (%v)", ErrDamaged, k, err)
			}
			return visit(string(k), f)
		})
	})
}

// replacement is what took the place of the document with this SHA-256.
func (s *store) replacement(sha string) (r Replacement, found bool, err error) {
	key, err := shaKey(sha)
	if err != nil {
		return r, false, err
	}
	err = s.view(func(tx *bbolt.Tx) error {
		bucket := tx.Bucket([]byte(bucketReplaced))
		if bucket == nil {
			return nil
		}
		value := bucket.Get(key)
		if value == nil {
			return nil
		}
		found = true
		return json.Unmarshal(value, &r)
	})
	return r, found, err
}
