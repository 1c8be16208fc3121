package archive

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"math"
	"slices"

	"go.etcd.io/bbolt"

	"referat/pkg/agenda"
)

// A Change is a document that was put, replaced or erased.
type Change struct {
	SHA256 string
	Dates  []string // of its meetings, as it is now
	Had    []string // of its meetings before, where there was a before
}

// dateLength is that of yyyy-mm-dd.
const dateLength = len("2006-01-02")

// logChange adds to the change log that the document with this key was changed:
// the key, how many dates it has now (one byte, the most that are told of is
// 255), these, and those it had.
func (w *Writer) logChange(key []byte, dates, had []string) {
	w.sequence++
	dates, had = distinctDates(dates), distinctDates(had)
	value := append(bytes.Clone(key), byte(len(dates)))
	for _, date := range slices.Concat(dates, had) {
		value = append(value, date...)
	}
	w.add(bucketChanges, binary.BigEndian.AppendUint64(nil, w.sequence), value)
}

// distinctDates are the dates of a list that are ones, each once.
func distinctDates(list []string) []string {
	list = slices.DeleteFunc(slices.Clone(list), func(s string) bool { return len(s) != dateLength })
	slices.Sort(list)
	list = slices.Compact(list)
	return list[:min(len(list), math.MaxUint8)]
}

// Sequence is one higher with every document that was changed, since the
// archive was made. The search index keeps the one that it stands at.
func (w *Writer) Sequence() uint64 {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.sequence
}

// Changes lists the documents changed after the sequence since, each once, in
// the order of their last change. whole is false where the log does not tell
// (since is not of this archive's past): what follows it has to begin anew.
func (w *Writer) Changes(since uint64) (list []Change, whole bool, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := w.flush(); err != nil {
		return nil, false, err
	}
	if w.store == nil {
		return nil, since == 0, nil
	}
	return w.store.changes(since)
}

func (s *store) changes(since uint64) (list []Change, whole bool, err error) {
	last := map[string]int{} // by SHA, the place in list
	err = s.view(func(tx *bbolt.Tx) error {
		bucket := tx.Bucket([]byte(bucketChanges))
		now := uint64(0)
		if value := tx.Bucket([]byte(bucketMeta)).Get([]byte(keySequence)); len(value) == 8 {
			now = binary.BigEndian.Uint64(value)
		}
		if whole = since <= now && bucket != nil; !whole {
			return nil
		}
		c := bucket.Cursor()
		for k, v := c.Seek(binary.BigEndian.AppendUint64(nil, since+1)); k != nil; k, v = c.Next() {
			ch, err := decodeChange(v)
			if err != nil {
				return fmt.Errorf("%w: ændring %x (%v)", ErrDamaged, k, err)
			}
			if i, ok := last[ch.SHA256]; ok {
				ch.Had = slices.Concat(list[i].Dates, list[i].Had, ch.Had)
				list[i].SHA256 = ""
			}
			last[ch.SHA256] = len(list)
			list = append(list, ch)
		}
		return nil
	})
	kept := list[:0]
	for _, ch := range list {
		if ch.SHA256 != "" {
			kept = append(kept, ch)
		}
	}
	return kept, whole, err
}

func decodeChange(v []byte) (Change, error) {
	const key = 32
	if len(v) < key+1 || (len(v)-key-1)%dateLength != 0 || len(v) < key+1+int(v[key])*dateLength {
		return Change{}, fmt.Errorf("%d byte", len(v))
	}
	ch := Change{SHA256: hex.EncodeToString(v[:key])}
	now := int(v[key])
	for v = v[key+1:]; len(v) > 0; v = v[dateLength:] {
		date := string(v[:dateLength])
		if now > 0 {
			ch.Dates = append(ch.Dates, date)
			now--
		} else {
			ch.Had = append(ch.Had, date)
		}
	}
	return ch, nil
}

// Cards lists the meetings of one day (yyyy-mm-dd), nested ones too, those of
// replaced documents marked.
func (w *Writer) Cards(date string) ([]agenda.Card, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := w.flush(); err != nil || w.store == nil {
		return nil, err
	}
	return w.store.cards(date)
}
