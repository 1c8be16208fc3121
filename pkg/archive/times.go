package archive

import (
	"encoding/json"
	"fmt"
	"time"

	"go.etcd.io/bbolt"
)

// Times are when a document came into the archive, and when that which the
// archive has of it changed last: its texts, what they were divided into, or
// that a newer version took its place. Whole seconds, UTC. Where nothing has
// changed, and in rows that an older program wrote, Changed is Added.
type Times struct {
	Added, Changed time.Time
	Replaced       bool // an older version; Changed is not before it became that
	Former         []Former
}

// Times are those of the document with this SHA-256 (hex); ErrNotFound where
// there is none.
func (r *Reader) Times(sha string) (added, changed time.Time, err error) {
	row, err := r.store.sourceRow(sha)
	if err != nil {
		return added, changed, err
	}
	replaced, was, err := r.store.replacement(sha)
	t := timesOf(row, replaced, was)
	return t.Added, t.Changed, err
}

// AllTimes are those of all documents, by SHA-256 (hex).
func (r *Reader) AllTimes() (map[string]Times, error) {
	all := map[string]Times{}
	err := r.store.view(func(tx *bbolt.Tx) error {
		bucket := tx.Bucket([]byte(bucketReplaced))
		return tx.Bucket([]byte(bucketSources)).ForEach(func(k, v []byte) error {
			row, err := decodeSource(k, v)
			if err != nil {
				return err
			}
			var by Replacement
			var value []byte
			if bucket != nil {
				value = bucket.Get(k)
			}
			if value != nil {
				if err := json.Unmarshal(value, &by); err != nil {
					return fmt.Errorf("%w: det, der har erstattet %x (%v)", ErrDamaged, k, err)
				}
			}
			all[row.SHA256] = timesOf(row, by, value != nil)
			return nil
		})
	})
	return all, err
}

func timesOf(row sourceRow, by Replacement, replaced bool) Times {
	t := Times{Added: time.Unix(row.Added, 0).UTC(), Changed: time.Unix(max(row.Added, row.Changed), 0).UTC(), Replaced: replaced, Former: row.Former}
	if replaced && by.Time.After(t.Changed) {
		t.Changed = by.Time.UTC().Truncate(time.Second)
	}
	return t
}
