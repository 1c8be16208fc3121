package segment_test

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"testing"

	"referat/ingest/segment"
)

// TestVersion: what the golden files say belongs to a Version. When they
// change, archives out there are divided otherwise than this program would:
// raise Version, and write its sum here.
func TestVersion(t *testing.T) {
	sums := map[int]string{
		1: "28fa20d8bb584663f31832a1d72c1bac04b3a4e25f006add0fbc05199a753257",
	}
	hash := sha256.New()
	files, err := filepath.Glob(filepath.Join("..", "..", "testdata", "golden", "*.json")) // sorted
	if err != nil || len(files) == 0 {
		t.Fatal("no golden files", err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		hash.Write([]byte(filepath.Base(file)))
		hash.Write(text)
	}
	if got := hex.EncodeToString(hash.Sum(nil)); got != sums[segment.Version] {
		t.Errorf("the golden files have the sum %s, and version %d has %q:\nraise segment.Version and add its sum", got, segment.Version, sums[segment.Version])
	}
}
