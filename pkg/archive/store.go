package archive

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"runtime/debug"
	"strings"
	"sync/atomic"
	"time"

	"go.etcd.io/bbolt"

	"referat/pkg/agenda"
)

// Buckets and keys of the store; the package comment says what they hold.
const (
	bucketMeta      = "meta"
	bucketSources   = "sources"
	bucketDocuments = "documents"
	bucketLayouts   = "layouts"
	bucketPages     = "pages"
	bucketMeetings  = "meetings"
	bucketFailures  = "failures"
	bucketChanges   = "changes"
	bucketFiles     = "files"
	bucketReplaced  = "replaced"

	bucketTombstones = "tombstones"

	keyFormat   = "format"
	keySequence = "sequence"
	keyFloor    = "floor"
)

// lockWait is how long opening the store waits for its file lock. Nobody holds
// the lock of a finished generation for writing, so a wait means that
// something else has the file open.
const lockWait = 5 * time.Second

// A store is one open store.db.
type store struct {
	db     *bbolt.DB
	path   string
	codec  *codec
	broken atomic.Bool // bbolt has panicked
}

// openStore opens the store of the generation in folder gen.
func openStore(gen string, readOnly bool) (*store, error) {
	path := filepath.Join(gen, storeName)
	codec, err := newCodec()
	if err != nil {
		return nil, err
	}
	// Every transaction is flushed to the disk, also of a working generation: it
	// is taken over after a crash.
	db, err := bbolt.Open(path, fileMode, &bbolt.Options{ReadOnly: readOnly, Timeout: lockWait, PageSize: storePage})
	if err != nil {
		codec.close()
		return nil, fmt.Errorf("%w: %s kan ikke åbnes (%w)", ErrDamaged, path, err)
	}
	s := &store{db: db, path: path, codec: codec}
	if !readOnly {
		err = s.create()
	}
	if err == nil {
		err = s.checkFormat()
	}
	if err != nil {
		s.close()
		return nil, err
	}
	return s, nil
}

// openInForce opens the store of generation n of the archive in folder dir, the
// one in force, to be read.
func openInForce(dir string, n int) (*store, error) {
	s, err := openStore(filepath.Join(dir, generationName(n)), true)
	if errors.Is(err, ErrDamaged) {
		err = fmt.Errorf("%w; kør: referat rollback", err)
	}
	return s, err
}

// create makes what a new store needs, and leaves an old one as it is.
func (s *store) create() error {
	return s.db.Update(func(tx *bbolt.Tx) error {
		for _, name := range []string{bucketMeta, bucketSources, bucketDocuments, bucketLayouts, bucketPages, bucketMeetings, bucketFailures,
			bucketChanges, bucketFiles, bucketReplaced, bucketTombstones} {
			if _, err := tx.CreateBucketIfNotExists([]byte(name)); err != nil {
				return err
			}
		}
		meta := tx.Bucket([]byte(bucketMeta))
		if meta.Get([]byte(keyFormat)) != nil {
			return nil
		}
		return meta.Put([]byte(keyFormat), binary.BigEndian.AppendUint32(nil, Format))
	})
}

// checkFormat refuses a store that this program cannot read.
func (s *store) checkFormat() error {
	format, err := s.format()
	if err == nil && format > Format {
		err = fmt.Errorf("%w: %s har format %d, og dette program kan læse til og med %d; brug en nyere udgave af referat",
			ErrNewer, s.path, format, Format)
	}
	return err
}

// format is the store's format.
func (s *store) format() (format uint32, err error) {
	err = s.view(func(tx *bbolt.Tx) error {
		meta := tx.Bucket([]byte(bucketMeta))
		if meta == nil {
			return fmt.Errorf("%w: %s har intet formatnummer", ErrDamaged, s.path)
		}
		value := meta.Get([]byte(keyFormat))
		if len(value) != 4 {
			return fmt.Errorf("%w: %s har intet formatnummer", ErrDamaged, s.path)
		}
		format = binary.BigEndian.Uint32(value)
		return nil
	})
	return format, err
}

// view reads in one transaction. bbolt panics on pages that make no sense and,
// with SetPanicOnFault, on reading past the end of a file that was cut short;
// that becomes ErrDamaged. bbolt may then still hold its locks, so the store is
// not touched again.
func (s *store) view(f func(*bbolt.Tx) error) (err error) {
	if s.broken.Load() {
		return fmt.Errorf("%w: %s", ErrDamaged, s.path)
	}
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if r := recover(); r != nil {
			s.broken.Store(true)
			err = fmt.Errorf("%w: %s (%v)", ErrDamaged, s.path, r)
		}
	}()
	return s.db.View(f)
}

func (s *store) close() error {
	s.codec.close()
	if s.broken.Load() {
		return nil
	}
	return s.db.Close()
}

// sequence counts the changes the store has seen.
func (s *store) sequence() (uint64, error) {
	var n uint64
	err := s.view(func(tx *bbolt.Tx) error {
		if value := tx.Bucket([]byte(bucketMeta)).Get([]byte(keySequence)); len(value) == 8 {
			n = binary.BigEndian.Uint64(value)
		}
		return nil
	})
	return n, err
}

// shaKey is the key of the document with this SHA-256 in hex.
func shaKey(sha string) ([]byte, error) {
	key, err := hex.DecodeString(sha)
	if err != nil || len(key) != 32 {
		return nil, fmt.Errorf("%q er ikke en sha256", sha)
	}
	return key, nil
}

// source is the Source of a document; ErrNotFound where there is none.
func (s *store) source(sha string) (agenda.Source, error) {
	row, err := s.sourceRow(sha)
	return row.Source, err
}

// sourceRow is the row of a document; ErrNotFound where there is none.
func (s *store) sourceRow(sha string) (row sourceRow, err error) {
	key, err := shaKey(sha)
	if err != nil {
		return row, err
	}
	err = s.view(func(tx *bbolt.Tx) error {
		value := tx.Bucket([]byte(bucketSources)).Get(key)
		if value == nil {
			return fmt.Errorf("dokumentet %s %w", sha, ErrNotFound)
		}
		row, err = decodeSource(key, value)
		return err
	})
	return row, err
}

// name is the file name of a document; ErrNotFound where there is none. A folder
// that is imported again asks it of every file: the row is not read whole.
func (s *store) name(sha string) (string, error) {
	key, err := shaKey(sha)
	if err != nil {
		return "", err
	}
	var row struct {
		Name string `json:"name"`
	}
	err = s.view(func(tx *bbolt.Tx) error {
		value := tx.Bucket([]byte(bucketSources)).Get(key)
		if value == nil {
			return fmt.Errorf("dokumentet %s %w", sha, ErrNotFound)
		}
		return json.Unmarshal(value, &row)
	})
	return row.Name, err
}

// shas lists the SHA-256s of all documents, ascending.
func (s *store) shas() ([]string, error) {
	var list []string
	err := s.view(func(tx *bbolt.Tx) error {
		return tx.Bucket([]byte(bucketSources)).ForEach(func(k, _ []byte) error {
			list = append(list, hex.EncodeToString(k))
			return nil
		})
	})
	return list, err
}

// resolve is the SHA-256 of the one document that begins with prefix (hex).
func (s *store) resolve(prefix string) (string, error) {
	var fits []agenda.Source
	err := s.view(func(tx *bbolt.Tx) error {
		c := tx.Bucket([]byte(bucketSources)).Cursor()
		whole, err := hex.DecodeString(prefix[:len(prefix)&^1])
		if err != nil {
			return fmt.Errorf("%q er ikke begyndelsen af en sha256", prefix)
		}
		for k, v := c.Seek(whole); k != nil && bytes.HasPrefix(k, whole) && len(fits) < shownNames; k, v = c.Next() {
			if !strings.HasPrefix(hex.EncodeToString(k), prefix) {
				continue
			}
			row, err := decodeSource(k, v)
			if err != nil {
				return err
			}
			fits = append(fits, row.Source)
		}
		return nil
	})
	switch {
	case err != nil:
		return "", err
	case len(fits) == 0:
		return "", fmt.Errorf("dokumentet %s %w", prefix, ErrNotFound)
	case len(fits) == 1:
		return fits[0].SHA256, nil
	}
	ambiguous := &AmbiguousError{Prefix: prefix}
	for _, src := range fits {
		ambiguous.Names = append(ambiguous.Names, src.Name)
	}
	return "", ambiguous
}

// failure is the failure recorded for path, if there is one.
func (s *store) failure(path string) (f Failure, found bool, err error) {
	err = s.view(func(tx *bbolt.Tx) error {
		value := tx.Bucket([]byte(bucketFailures)).Get([]byte(path))
		if value == nil {
			return nil
		}
		found = true
		return json.Unmarshal(value, &f)
	})
	return f, found, err
}

// isNotFound reports whether err says that something is not in the archive.
func isNotFound(err error) bool { return errors.Is(err, ErrNotFound) }
