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

	keyFormat   = "format"
	keySequence = "sequence"
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
	// NoSync: a working generation counts for nothing until Commit has flushed
	// it, so flushing each batch would only cost time.
	db, err := bbolt.Open(path, fileMode, &bbolt.Options{ReadOnly: readOnly, Timeout: lockWait, NoSync: !readOnly})
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

// create makes what a new store needs, and leaves an old one as it is.
func (s *store) create() error {
	return s.db.Update(func(tx *bbolt.Tx) error {
		for _, name := range []string{bucketMeta, bucketSources, bucketDocuments, bucketLayouts, bucketPages, bucketMeetings, bucketFailures} {
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
	return s.view(func(tx *bbolt.Tx) error {
		meta := tx.Bucket([]byte(bucketMeta))
		if meta == nil {
			return fmt.Errorf("%w: %s har intet formatnummer", ErrDamaged, s.path)
		}
		value := meta.Get([]byte(keyFormat))
		if len(value) != 4 {
			return fmt.Errorf("%w: %s har intet formatnummer", ErrDamaged, s.path)
		}
		if format := binary.BigEndian.Uint32(value); format > Format {
			return fmt.Errorf("%w: %s har format %d, og dette program kan læse til og med %d; brug en nyere udgave af referat",
				ErrNewer, s.path, format, Format)
		}
		return nil
	})
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

func pageKey(sha []byte, number int) []byte {
	return binary.BigEndian.AppendUint32(bytes.Clone(sha), uint32(number))
}

// source is the Source of a document; ErrNotFound where there is none.
func (s *store) source(sha string) (agenda.Source, error) {
	var src agenda.Source
	key, err := shaKey(sha)
	if err != nil {
		return src, err
	}
	err = s.view(func(tx *bbolt.Tx) error {
		value := tx.Bucket([]byte(bucketSources)).Get(key)
		if value == nil {
			return fmt.Errorf("dokumentet %s %w", sha, ErrNotFound)
		}
		return json.Unmarshal(value, &src)
	})
	return src, err
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

// document reads one document; ErrNotFound where there is none.
func (s *store) document(sha string) (*agenda.Document, error) {
	value, err := s.packed(bucketDocuments, sha)
	if err != nil {
		return nil, err
	}
	var d agenda.Document
	if err := json.Unmarshal(value, &d); err != nil {
		return nil, fmt.Errorf("%w: dokumentet %s (%v)", ErrDamaged, sha, err)
	}
	return &d, nil
}

// packed reads and unpacks the value of a document in a bucket keyed by SHA.
func (s *store) packed(bucket, sha string) ([]byte, error) {
	key, err := shaKey(sha)
	if err != nil {
		return nil, err
	}
	var value []byte
	err = s.view(func(tx *bbolt.Tx) error {
		packed := tx.Bucket([]byte(bucket)).Get(key)
		if packed == nil {
			return fmt.Errorf("dokumentet %s %w", sha, ErrNotFound)
		}
		var err error
		value, err = s.codec.unpack(packed)
		return err
	})
	return value, err
}

// pages reads the pages of a document from first to last, both included.
func (s *store) pages(sha string, first, last int) ([]Page, error) {
	key, err := shaKey(sha)
	if err != nil {
		return nil, err
	}
	var pages []Page
	err = s.view(func(tx *bbolt.Tx) error {
		c := tx.Bucket([]byte(bucketPages)).Cursor()
		for k, v := c.Seek(pageKey(key, first)); k != nil && bytes.HasPrefix(k, key); k, v = c.Next() {
			number := int(binary.BigEndian.Uint32(k[len(key):]))
			if number > last {
				break
			}
			value, err := s.codec.unpack(v)
			if err != nil {
				return err
			}
			page, err := decodePage(number, value)
			if err != nil {
				return fmt.Errorf("%w: side %d af %s (%v)", ErrDamaged, number, sha, err)
			}
			pages = append(pages, page)
		}
		return nil
	})
	return pages, err
}

// pageNumbers lists the pages that are kept of the document with this key.
func (s *store) pageNumbers(sha []byte) ([]int, error) {
	var list []int
	err := s.view(func(tx *bbolt.Tx) error {
		c := tx.Bucket([]byte(bucketPages)).Cursor()
		for k, _ := c.Seek(sha); k != nil && bytes.HasPrefix(k, sha); k, _ = c.Next() {
			list = append(list, int(binary.BigEndian.Uint32(k[len(sha):])))
		}
		return nil
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
			var src agenda.Source
			if err := json.Unmarshal(v, &src); err != nil {
				return fmt.Errorf("%w: kilden %x (%v)", ErrDamaged, k, err)
			}
			fits = append(fits, src)
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
