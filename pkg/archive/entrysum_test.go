package archive

import (
	"errors"
	"fmt"
	"os"
	"reflect"
	"strings"
	"syscall"
	"testing"
)

// A byte of a quarantine's entry that is another one than it was is told, or
// says the same.
func TestFlippedEntry(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(quarantinePath(dir, "", ""), dirMode); err != nil {
		t.Fatal(err)
	}
	sha := strings.Repeat("5f", 32)
	q := Quarantined{SHA256: sha, Paths: []string{"/a/æ.pdf", "/b/\xff.pdf"}, Code: "broken", Reason: "ødelagt \xff", Messages: []string{"eof"}, Tries: 1}
	if err := writeEntry(dir, &q); err != nil {
		t.Fatal(err)
	}
	want, found := readEntry(dir, sha)
	if !found || want.Err != nil || !reflect.DeepEqual(want.Paths, q.Paths) {
		t.Fatalf("%+v, %v", want, want.Err)
	}
	path := quarantinePath(dir, sha, ".json")
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	told := 0
	for at := range text {
		for _, bit := range []byte{1, 0x20, 0x80} {
			text[at] ^= bit
			if err := os.WriteFile(path, text, fileMode); err != nil {
				t.Fatal(err)
			}
			text[at] ^= bit
			if got, _ := readEntry(dir, sha); got.Err != nil {
				told++
			} else if !reflect.DeepEqual(got, want) {
				t.Errorf("byte %d, bit %x: %+v", at, bit, got)
			}
		}
	}
	if told < len(text) {
		t.Errorf("%d told of %d bytes", told, len(text))
	}
}

// bbolt makes text of the system's error when it copies a store.
func TestDiskError(t *testing.T) {
	err := diskError(fmt.Errorf("meta 0 copy: %s", &os.PathError{Op: "write", Path: "store.db", Err: syscall.ENOSPC}))
	if !errors.Is(err, syscall.ENOSPC) || diskError(nil) != nil {
		t.Error(err)
	}
}
