package archive

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.etcd.io/bbolt"
)

// A compact store has the same rows, is smaller, and has nothing of what was
// deleted.
func TestCompact(t *testing.T) {
	dir := t.TempDir()
	w := begin(t, filepath.Join(dir, "arkiv"))
	defer w.Abort()
	for seed := range uint64(60) {
		if err := w.Put(record(seed, 30)); err != nil {
			t.Fatal(err)
		}
	}
	secret := []byte("HEMMELIGT-ORD-DER-IKKE-MÅ-OVERLEVE")
	if err := checkpoint(w); err != nil {
		t.Fatal(err)
	}
	keep := func(value []byte) {
		t.Helper()
		err := w.store.db.Update(func(tx *bbolt.Tx) error {
			if value == nil {
				return tx.Bucket([]byte(bucketFailures)).Delete([]byte("x"))
			}
			return tx.Bucket([]byte(bucketFailures)).Put([]byte("x"), value)
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	keep(secret)
	keep(nil)
	from, to := w.store.path, filepath.Join(dir, "ny.db")
	want := rows(t, w.store)
	if err := w.store.close(); err != nil {
		t.Fatal(err)
	}
	w.store = nil
	before, err := os.ReadFile(from)
	if err != nil || !bytes.Contains(before, secret) {
		t.Fatalf("the deleted row is not in the file as it is: the test shows nothing (%v)", err)
	}
	for range 2 { // the second time in the place of the first
		if err := compactStore(from, to); err != nil {
			t.Fatal(err)
		}
	}
	after, err := os.ReadFile(to)
	if err != nil || bytes.Contains(after, secret) {
		t.Errorf("the deleted row is in the compact file (%v)", err)
	}
	if len(after) >= len(before) {
		t.Errorf("%d bytes, before %d", len(after), len(before))
	}
	if err := os.Rename(to, from); err != nil {
		t.Fatal(err)
	}
	s, err := openStore(filepath.Dir(from), true)
	if err != nil {
		t.Fatal(err)
	}
	defer s.close()
	if diff := cmp.Diff(want, rows(t, s)); diff != "" {
		t.Errorf("the compact store differs:\n%s", diff)
	}
	damaged := append([]byte(nil), after...)
	for i := len(damaged) / 3; i < len(damaged)/3+3*4096; i++ {
		damaged[i] = 0xee
	}
	other := filepath.Join(dir, "skadet.db")
	if err := os.WriteFile(other, damaged, 0o600); err != nil {
		t.Fatal(err)
	}
	// Damage within a value is zstd's to find; where bbolt finds it, nothing is left.
	if err := compactStore(other, to); err != nil {
		if _, statErr := os.Stat(to); !errors.Is(err, ErrDamaged) || !os.IsNotExist(statErr) {
			t.Errorf("damaged: %v, %v", err, statErr)
		}
	}
}

// rows is every row of a store, by bucket and key.
func rows(t *testing.T, s *store) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := s.view(func(tx *bbolt.Tx) error {
		return tx.ForEach(func(name []byte, b *bbolt.Bucket) error {
			return b.ForEach(func(k, v []byte) error {
				all[string(name)+"/"+string(k)] = string(v)
				return nil
			})
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// A commit takes no room that it does not need, and a store of which much was
// deleted is made compact.
func TestCommitIsTight(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "arkiv")
	size := func() int64 {
		t.Helper()
		r := open(t, dir)
		defer r.Close()
		info, err := os.Stat(r.store.path)
		if err != nil {
			t.Fatal(err)
		}
		err = r.store.view(func(tx *bbolt.Tx) error {
			if tx.Size() != info.Size() {
				t.Errorf("the file has %d bytes, of which %d are in use", info.Size(), tx.Size())
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		return info.Size()
	}
	put := func(pages int) {
		t.Helper()
		w := begin(t, dir)
		for seed := range uint64(150) {
			if err := w.Put(record(seed, pages)); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Commit(); err != nil {
			t.Fatal(err)
		}
	}
	put(20)
	first := size()
	put(20)
	if second := size(); second > first*5/4 {
		t.Errorf("%d bytes, and %d with all put anew", first, second)
	}
	put(0)
	if third := size(); third > first*2/3 {
		t.Errorf("%d bytes, and %d without the pages", first, third)
	}
}
