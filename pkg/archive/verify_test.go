package archive

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.etcd.io/bbolt"
)

func verify(t *testing.T, dir string) []Problem {
	t.Helper()
	v, err := Verifier{Originals: true, Check: func([]byte, []Page) error { return nil }}.Verify(context.Background(), dir)
	if err != nil {
		t.Fatal(err)
	}
	return v.Problems
}

// has reports whether one of the problems is of this kind and says this.
func has(problems []Problem, code ProblemCode, text string) bool {
	for _, p := range problems {
		if p.Code == code && strings.Contains(p.Where+" "+p.Message, text) && p.Do != "" {
			return true
		}
	}
	return false
}

func TestVerifyWhole(t *testing.T) {
	a, b := newPDF("a.pdf", "Planen.", secret), newPDF("b.pdf", "Noget helt andet.")
	dir := imported(t, a, b)
	if got := verify(t, dir); len(got) != 0 {
		t.Errorf("%+v", got)
	}
	w := begin(t, dir)
	takeDown(t, w, a.id().Page(2))
	if err := w.CommitPurged(); err != nil {
		t.Fatal(err)
	}
	if got := verify(t, dir); len(got) != 0 {
		t.Errorf("after a takedown: %+v", got)
	}
	if _, err := (Verifier{}).Verify(context.Background(), t.TempDir()); !errors.Is(err, ErrMissing) {
		t.Errorf("of no archive: %v", err)
	}
}

// A byte that is another one than it was is told of, wherever it stands.
func TestVerifyDamage(t *testing.T) {
	a, b := newPDF("a.pdf", "Planen.", secret), newPDF("b.pdf", "Noget helt andet.")
	whole := imported(t, a, b)
	kinds := map[string]struct {
		code ProblemCode
		file string
	}{
		"the store":           {ProblemSum, "gen-000002/store.db"},
		"an older store":      {ProblemSum, "gen-000001/store.db"},
		"the index":           {ProblemSum, "gen-000002/index/" + b.sha() + ".zap"},
		"the base":            {ProblemSum, "gen-000002/BASE"},
		"an original":         {ProblemOriginal, "originals/" + a.sha()[:2] + "/" + a.sha() + ".pdf"},
		"the sums themselves": {ProblemSum, "gen-000002/SUMS"},
		"what is in force":    {ProblemCurrent, "CURRENT"},
	}
	held, err := ReadQuarantine(whole)
	if err != nil || len(held) != 2 {
		t.Fatal(held, err)
	}
	kinds["a file in quarantine"] = struct {
		code ProblemCode
		file string
	}{ProblemQuarantine, "quarantine/" + held[0].SHA256 + ".pdf"}
	for name, kind := range kinds {
		t.Run(name, func(t *testing.T) {
			for _, part := range []float64{0, 0.1, 0.5, 0.9, 1} {
				dir := filepath.Join(t.TempDir(), "arkiv")
				if err := os.CopyFS(dir, os.DirFS(whole)); err != nil {
					t.Fatal(err)
				}
				at := flip(t, filepath.Join(dir, kind.file), part)
				want := kind.file
				if name == "the sums themselves" {
					want = "gen-000002" // which of its files is another one, or that it cannot be read
				}
				if kind.code == ProblemCurrent {
					want = ""
				}
				if got := verify(t, dir); !has(got, kind.code, want) && !(kind.code == ProblemCurrent && part == 1) { // its last byte is a newline
					t.Errorf("byte %d: %+v", at, got)
				}
			}
			dir := filepath.Join(t.TempDir(), "arkiv")
			if err := os.CopyFS(dir, os.DirFS(whole)); err != nil {
				t.Fatal(err)
			}
			if err := os.Truncate(filepath.Join(dir, kind.file), 0); err != nil {
				t.Fatal(err)
			}
			if got := verify(t, dir); len(got) == 0 && name != "the sums themselves" {
				t.Errorf("cut to nothing: %+v", got)
			}
		})
	}
}

// flip changes a byte of a file, at a part of its length.
func flip(t *testing.T, path string, part float64) int {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	at := int(part * float64(len(data)-1))
	data[at] ^= 0x15
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	return at
}

// Without the sums, as earlier versions of the program left generations,
// damage to what is packed is found, and no damage ends the program.
func TestVerifyDamageWithoutSums(t *testing.T) {
	whole := imported(t, newPDF("a.pdf", "Planen.", secret+strings.Repeat(" og meget mere end det", 500)))
	gen := filepath.Join(whole, "gen-000001")
	if err := os.Remove(filepath.Join(gen, sumsName)); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(gen, storeName))
	if err != nil {
		t.Fatal(err)
	}
	frame := strings.Index(string(data), string(frameMagic()))
	if frame < 0 {
		t.Fatal("nothing is packed")
	}
	found, tried := 0, 0
	for at := 0; at < len(data); at += 211 {
		dir := filepath.Join(t.TempDir(), "arkiv")
		if err := os.CopyFS(dir, os.DirFS(whole)); err != nil {
			t.Fatal(err)
		}
		damaged := append([]byte{}, data...)
		damaged[at] ^= 0x15
		if err := os.WriteFile(filepath.Join(dir, "gen-000001", storeName), damaged, 0o644); err != nil {
			t.Fatal(err)
		}
		tried++
		if len(verify(t, dir)) > 0 {
			found++
		}
	}
	t.Logf("%d of %d found; the rest lies where nothing is", found, tried)
	dir := filepath.Join(t.TempDir(), "arkiv")
	if err := os.CopyFS(dir, os.DirFS(whole)); err != nil {
		t.Fatal(err)
	}
	data[frame+40] ^= 1
	if err := os.WriteFile(filepath.Join(dir, "gen-000001", storeName), data, 0o644); err != nil {
		t.Fatal(err)
	}
	if got := verify(t, dir); len(got) == 0 {
		t.Error("a byte of a frame is not found")
	}
}

// What the rows of the store say has to fit together.
func TestVerifyRows(t *testing.T) {
	a, b := newPDF("a.pdf", "Planen.", secret), newPDF("b.pdf", "Noget helt andet.")
	whole := imported(t, a, b)
	key, err := shaKey(a.sha())
	if err != nil {
		t.Fatal(err)
	}
	put := func(bucket string, key, value []byte) func(*bbolt.Tx) error {
		return func(tx *bbolt.Tx) error {
			if value == nil {
				return tx.Bucket([]byte(bucket)).Delete(key)
			}
			return tx.Bucket([]byte(bucket)).Put(key, value)
		}
	}
	number := func(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }
	first := func(bucket string, value []byte) func(*bbolt.Tx) error {
		return func(tx *bbolt.Tx) error {
			k, _ := tx.Bucket([]byte(bucket)).Cursor().First()
			if k == nil {
				return fmt.Errorf("%s is empty", bucket)
			}
			return put(bucket, append([]byte{}, k...), value)(tx)
		}
	}
	tests := []struct {
		name string
		do   func(*bbolt.Tx) error
		code ProblemCode
		text string
	}{
		{"a source is gone", put(bucketSources, key, nil), ProblemRecord, "som ikke er i arkivet"},
		{"a source is another one", put(bucketSources, key, mustJSON(sourceRow{Source: b.record.Document.Source})), ProblemRecord, "siger ikke det samme"},
		{"a document is gone", put(bucketDocuments, key, nil), ProblemRecord, "kan ikke læses"},
		{"a meeting is gone", first(bucketMeetings, nil), ProblemMeeting, "mødet mangler"},
		{"a meeting is another one", first(bucketMeetings, mustJSON(Entry{Start: "12:00"})), ProblemMeeting, "noget andet"},
		{"a meeting too many", put(bucketMeetings, []byte("2026\x00a\x00b\x00"), mustJSON(Entry{})), ProblemMeeting, "hører til intet dokument"},
		{"a change is gone", put(bucketChanges, number(1), nil), ProblemChanges, "står ikke i ændringslisten"},
		{"the last change is gone", put(bucketChanges, number(2), nil), ProblemChanges, "ender ved 1, og arkivet er ved 2"},
		{"a change cannot be read", put(bucketChanges, number(2), []byte("x")), ProblemStore, "kan ikke læses"},
		{"the sequence is higher", put(bucketMeta, []byte(keySequence), number(7)), ProblemChanges, "arkivet er ved 7"},
		{"a failure cannot be read", put(bucketFailures, []byte("x"), []byte("{")), ProblemStore, "fejlen for"},
		{"a file cannot be read", put(bucketFiles, []byte("x"), []byte("{}")), ProblemStore, "filen \"x\""},
		{"a tombstone of what is there", put(bucketTombstones, key, mustJSON([]Tombstone{{SHA256: a.sha(), ID: a.id(), Whole: true}})), ProblemErased, "er der endnu"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "arkiv")
			if err := os.CopyFS(dir, os.DirFS(whole)); err != nil {
				t.Fatal(err)
			}
			gen := filepath.Join(dir, "gen-000002")
			s, err := openStore(gen, false)
			if err != nil {
				t.Fatal(err)
			}
			if err := errors.Join(s.db.Update(test.do), s.close(), writeSums(gen, "")); err != nil {
				t.Fatal(err)
			}
			if got := verify(t, dir); !has(got, test.code, test.text) {
				t.Errorf("%+v", got)
			}
		})
	}
}

// A sum is carried on, not taken anew, of a file that generations share, so that
// damage to it is not written into the sums.
func TestSumsOfSharedFiles(t *testing.T) {
	a, b := newPDF("a.pdf", "Planen."), newPDF("b.pdf", "Noget andet.")
	dir := imported(t, a)
	flip(t, filepath.Join(dir, "gen-000001", indexName, a.sha()+segmentSuffix), 0.5)
	put(t, dir, b.record)
	for _, file := range []string{"gen-000001/index/" + a.sha() + ".zap", "gen-000002/index/" + a.sha() + ".zap"} {
		if got := verify(t, dir); !has(got, ProblemSum, file) {
			t.Errorf("%s: %+v", file, got)
		}
	}
}
