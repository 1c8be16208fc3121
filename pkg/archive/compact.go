package archive

import (
	"errors"
	"fmt"
	"os"

	"go.etcd.io/bbolt"
)

// storePage is the size of a new store's pages, in bytes. Documents are longer,
// and take whole pages: with the 4 KiB that bbolt would take from the system,
// more of a store is air. The price: bbolt's two meta pages lie in one block of
// the disk, and a power failure that tears it costs a working generation (one in
// force is not written to any more).
const storePage = 2 << 10

// compactBatch is how many bytes of rows compactStore copies in one transaction.
const compactBatch = 16 << 20

// looseShare is the part of a store, one in so many bytes, that may be free
// space. bbolt fills what was deleted with what comes, so a store of which much
// was written anew keeps the space of both.
const looseShare = 8

// closeTight closes a store that was written, and gives back to the disk what
// bbolt had taken ahead: up to as much as there is, and 16 MiB of a large one.
// loose reports that there is more free space within than looseShare.
func (s *store) closeTight() (loose bool, err error) {
	var size int64
	err = s.view(func(tx *bbolt.Tx) error {
		size = tx.Size()
		return nil
	})
	if err != nil {
		return false, errors.Join(err, s.close())
	}
	stats := s.db.Stats()
	free := int64(stats.FreePageN+stats.PendingPageN) * int64(s.db.Info().PageSize)
	if err := s.close(); err != nil {
		return false, err
	}
	return free*looseShare > size, os.Truncate(s.path, size)
}

// compactStore copies the store at from to a new file to, durably, in the place
// of one that is there: the rows close together, and nothing of what was
// deleted. Nobody may write to from meanwhile. The caller makes to's name
// durable. On an error there is no to.
func compactStore(from, to string) error {
	if err := os.Remove(to); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	db, err := bbolt.Open(from, fileMode, &bbolt.Options{ReadOnly: true, Timeout: lockWait})
	if err != nil {
		return fmt.Errorf("%w: %s kan ikke åbnes (%w)", ErrDamaged, from, err)
	}
	src := &store{db: db, path: from}
	err = src.copyRows(to)
	if !src.broken.Load() {
		err = errors.Join(err, db.Close())
	}
	if err == nil {
		err = syncPath(to)
	}
	if err != nil {
		_ = os.Remove(to) // it may not be there
		return fmt.Errorf("%s kan ikke gøres mindre: %w", from, err)
	}
	return nil
}

// copyRows copies the rows of s to a new file to, not yet durably.
func (s *store) copyRows(to string) error {
	// The file counts for nothing until it is whole, so it is flushed once, by the
	// caller; and with NoGrowSync, bbolt does not take room ahead.
	dst, err := bbolt.Open(to, fileMode, &bbolt.Options{Timeout: lockWait, NoSync: true, NoGrowSync: true, PageSize: storePage})
	if err != nil {
		return err
	}
	size := int64(0)
	err = s.view(func(*bbolt.Tx) error { return bbolt.Compact(dst, s.db, compactBatch) })
	if err == nil {
		err = dst.View(func(tx *bbolt.Tx) error {
			size = tx.Size()
			return nil
		})
	}
	if err := errors.Join(err, dst.Close()); err != nil {
		return err
	}
	return os.Truncate(to, size)
}
