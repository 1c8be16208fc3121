package archive

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// badFile writes a file that no reader opens, and gives its path and SHA-256.
func badFile(t *testing.T, path, text string) (string, string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256([]byte(text))
	return path, hex.EncodeToString(sum[:])
}

func quarantine(t *testing.T, w *Writer, path, sha string) {
	t.Helper()
	err := w.Quarantine(path, path, Quarantined{SHA256: sha, Bytes: 7, Code: "password", Reason: "PDF'en er beskyttet.", Messages: []string{"pdfium: error 4"}, Version: "v1"})
	if err != nil {
		t.Fatal(err)
	}
}

func listed(t *testing.T, dir string) []Quarantined {
	t.Helper()
	list, err := ReadQuarantine(dir)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func quarantineFolder(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(filepath.Join(dir, quarantineName))
	if err != nil {
		t.Fatal(err)
	}
	names := []string{}
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

// An entry is there at once, without a generation and after an import that
// came to nothing, and tells all that was said of the file.
func TestQuarantine(t *testing.T) {
	dir, in := filepath.Join(t.TempDir(), "arkiv"), t.TempDir()
	if _, err := ReadQuarantine(dir); !errors.Is(err, ErrMissing) {
		t.Errorf("no archive: %v, want ErrMissing", err)
	}
	b, shaB := badFile(t, filepath.Join(in, "b.pdf"), "%PDF b")
	a, shaA := badFile(t, filepath.Join(in, "a.pdf"), "%PDF a")
	w := begin(t, dir)
	if list := listed(t, dir); len(list) != 0 {
		t.Errorf("a new archive has %+v in quarantine", list)
	}
	before := time.Now().UTC().Truncate(time.Second)
	quarantine(t, w, b, shaB)
	long := strings.Repeat("x", longestMessage+1)
	if err := w.Quarantine(a, a, Quarantined{SHA256: shaA, Code: "broken", Messages: slices.Repeat([]string{long, "\xff"}, mostMessages)}); err != nil {
		t.Fatal(err)
	}
	if err := w.Abort(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(b, []byte("ændret på stedet"), 0o644); err != nil {
		t.Fatal(err)
	}
	list := listed(t, dir)
	if len(list) != 2 || list[0].SHA256 != shaA || list[1].SHA256 != shaB {
		t.Fatalf("listed %+v, want a, b", list)
	}
	if m := list[0].Messages; len(m) != mostMessages || len(m[0]) != longestMessage || m[1] != "\uFFFD" {
		t.Errorf("%d messages are kept, the first of %d bytes", len(m), len(m[0]))
	}
	got := list[1]
	if got.First.Before(before) || !got.First.Equal(got.Last) {
		t.Errorf("tried first %v, last %v", got.First, got.Last)
	}
	want := Quarantined{SHA256: shaB, Paths: []string{b}, Bytes: 7, Code: "password", Reason: "PDF'en er beskyttet.",
		Messages: []string{"pdfium: error 4"}, First: got.First, Last: got.Last, Tries: 1, Version: "v1", File: got.File}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the entry (-want +got):\n%s", diff)
	}
	if kept, err := os.ReadFile(got.File); err != nil || string(kept) != "%PDF b" {
		t.Errorf("the kept file: %q, %v; want the bytes it had", kept, err)
	}
	put(t, dir, record(1, 1))
	r := open(t, dir)
	if list, err := r.Quarantine(); err != nil || len(list) != 2 || list[1].File != got.File {
		t.Errorf("beside a generation: %+v, %v", list, err)
	}
}

// A file tried again keeps when it was first tried and where it was seen.
func TestQuarantineAgain(t *testing.T) {
	dir, in := filepath.Join(t.TempDir(), "arkiv"), t.TempDir()
	odd, sha := badFile(t, filepath.Join(in, "m\xf8de.pdf"), "%PDF x")
	other, _ := badFile(t, filepath.Join(in, "z.pdf"), "%PDF x")
	w := begin(t, dir)
	quarantine(t, w, odd, sha)
	first, found := w.Quarantined(sha)
	if !found || first.Name() != "m\xf8de.pdf" {
		t.Fatalf("found %v: %+v", found, first)
	}
	first.First = first.First.Add(-time.Hour)
	if err := writeEntry(dir, &first); err != nil {
		t.Fatal(err)
	}
	quarantine(t, w, other, sha)
	// A second try without the user's file, of the archive's own copy.
	if err := w.Quarantine(first.File, "", Quarantined{SHA256: sha}); err != nil {
		t.Fatal(err)
	}
	for path, sha := range map[string]string{odd: sha, "/tredje.pdf": sha, other: strings.Repeat("0", 64)} {
		if err := w.Seen(sha, path); err != nil {
			t.Errorf("%q: %v", path, err)
		}
	}
	got, _ := w.Quarantined(sha)
	if got.Tries != 3 || !got.First.Equal(first.First) || !got.Last.After(got.First) ||
		!slices.Equal(got.Paths, []string{odd, other, "/tredje.pdf"}) {
		t.Errorf("after three tries: %+v", got)
	}
	quarantine(t, w, odd, sha)
	if got, _ := w.Quarantined(sha); !slices.Equal(got.Paths, []string{other, "/tredje.pdf", odd}) || got.lastPath() != odd {
		t.Errorf("paths %q", got.Paths)
	}
}

func TestPathJSON(t *testing.T) {
	for path, want := range map[pathJSON]string{
		"/a/møde <1>.pdf":   "\"/a/møde \\u003c1\\u003e.pdf\"",
		"/a/m\xf8de.pdf":    `{"text":"/a/m` + "\uFFFD" + `de.pdf","bytes":"L2EvbfhkZS5wZGY="}`,
		"":                  `""`,
		"/a/linje\nskift\"": `"/a/linje\nskift\""`,
	} {
		text, err := json.Marshal(path)
		if err != nil || string(text) != want {
			t.Errorf("%q: %s, %v; want %s", path, text, err, want)
		}
		var got pathJSON
		if err := json.Unmarshal(text, &got); err != nil || got != path {
			t.Errorf("%q came back as %q, %v", path, got, err)
		}
	}
}

// The user's file may go or change between its reading and its keeping.
func TestQuarantineOfAFileThatChanged(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "arkiv")
	path, sha := badFile(t, filepath.Join(t.TempDir(), "a.pdf"), "%PDF a")
	w := begin(t, dir)
	if err := w.Quarantine(path+"x", path, Quarantined{SHA256: sha}); !errors.Is(err, ErrSource) {
		t.Errorf("a file that went: %v, want ErrSource", err)
	}
	badFile(t, path, "%PDF voksede")
	if err := w.Quarantine(path, path, Quarantined{SHA256: sha}); !errors.Is(err, ErrChanged) {
		t.Errorf("a file that grew: %v, want ErrChanged", err)
	}
	if err := w.Quarantine(path, path, Quarantined{SHA256: "../../etc/passwd"}); err == nil {
		t.Error("a SHA-256 that is none was taken")
	}
	if names := quarantineFolder(t, dir); len(names) != 0 {
		t.Errorf("left behind: %v", names)
	}
}

// A copy that an earlier run left is no reason to believe that a file of its
// size is still the one that was read.
func TestFileThatChangedBesideACopy(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "arkiv")
	path, sha := badFile(t, filepath.Join(t.TempDir(), "a.pdf"), "%PDF a")
	w := begin(t, dir)
	for range 2 {
		if err := w.KeepOriginal(path, sha); err != nil {
			t.Fatal(err)
		}
	}
	quarantine(t, w, path, sha)
	badFile(t, path, "%PDF b")
	if err := w.KeepOriginal(path, sha); !errors.Is(err, ErrChanged) {
		t.Errorf("an original: %v, want ErrChanged", err)
	}
	if err := w.Quarantine(path, path, Quarantined{SHA256: sha}); !errors.Is(err, ErrChanged) {
		t.Errorf("in quarantine: %v, want ErrChanged", err)
	}
}

func TestDrop(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "arkiv")
	path, sha := badFile(t, filepath.Join(t.TempDir(), "a.pdf"), "%PDF a")
	w := begin(t, dir)
	if err := w.Drop(sha); !errors.Is(err, ErrNotFound) {
		t.Errorf("before it is there: %v, want ErrNotFound", err)
	}
	quarantine(t, w, path, sha)
	if err := w.Drop(sha); err != nil {
		t.Fatal(err)
	}
	if _, found := w.Quarantined(sha); found || len(quarantineFolder(t, dir)) != 0 {
		t.Errorf("after Drop: found %v, %v", found, quarantineFolder(t, dir))
	}
	quarantine(t, w, path, sha)
	if q, _ := w.Quarantined(sha); q.Tries != 1 {
		t.Errorf("met again: %+v; want a first try", q)
	}
	if err := w.Abort(); err != nil {
		t.Fatal(err)
	}
	for name, err := range map[string]error{
		"Drop": w.Drop(sha), "Quarantine": w.Quarantine(path, path, Quarantined{SHA256: sha}), "Seen": w.Seen(sha, path),
	} {
		if err == nil {
			t.Errorf("%s without the lock gave no error", name)
		}
	}
}

// A file that is imported after all leaves the quarantine with the import, not
// before: until Commit the quarantine has the only copy that counts.
func TestRelease(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "arkiv")
	path, sha := badFile(t, filepath.Join(t.TempDir(), "a.pdf"), "%PDF a")
	rec := record(1, 1)
	rec.Document.Source.SHA256 = sha
	w := begin(t, dir)
	if err := w.Release(sha); err != nil {
		t.Errorf("nothing to release: %v", err)
	}
	quarantine(t, w, path, sha)
	release := func(w *Writer) {
		t.Helper()
		if err := w.Put(rec); err != nil {
			t.Fatal(err)
		}
		if err := w.Release(sha); err != nil {
			t.Fatal(err)
		}
		if _, found := w.Quarantined(sha); found {
			t.Error("it is still in quarantine for this writer")
		}
	}
	release(w)
	if err := w.Abort(); err != nil {
		t.Fatal(err)
	}
	if list := listed(t, dir); len(list) != 1 || list[0].File == "" {
		t.Errorf("the import came to nothing, and the quarantine has %+v", list)
	}
	w = begin(t, dir)
	release(w)
	entry, err := os.ReadFile(quarantinePath(dir, sha, ".json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Commit(); err != nil {
		t.Fatal(err)
	}
	if names := quarantineFolder(t, dir); len(names) != 0 {
		t.Errorf("after Commit: %v", names)
	}
	// A crash between the swing of CURRENT and the removal.
	badFile(t, quarantinePath(dir, sha, ".json"), string(entry))
	badFile(t, quarantinePath(dir, sha, ".pdf"), "%PDF a")
	begin(t, dir)
	if names := quarantineFolder(t, dir); len(names) != 0 {
		t.Errorf("after Begin: %v", names)
	}
}

func TestQuarantineLeftovers(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "arkiv")
	path, sha := badFile(t, filepath.Join(t.TempDir(), "a.pdf"), "%PDF a")
	w := begin(t, dir)
	quarantine(t, w, path, sha)
	if err := w.Abort(); err != nil {
		t.Fatal(err)
	}
	other := strings.Repeat("0", 64)
	for _, name := range []string{other + ".pdf", "." + other + ".pdf123456", "." + other + ".json1", "LÆS MIG.txt", ".nfs0001"} {
		badFile(t, filepath.Join(dir, quarantineName, name), "x")
	}
	begin(t, dir)
	if got, want := quarantineFolder(t, dir), []string{".nfs0001", "LÆS MIG.txt", sha + ".json", sha + ".pdf"}; !sameNames(got, want) {
		t.Errorf("after Begin: %v\nwant %v", got, want)
	}
	if list := listed(t, dir); len(list) != 1 || list[0].SHA256 != sha {
		t.Errorf("listed %+v", list)
	}
}

func sameNames(a, b []string) bool {
	return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}

func TestDamagedQuarantine(t *testing.T) {
	for name, text := range map[string]string{
		"empty": "", "cut": `{"sha256": "`, "list": "[]", "other": `{"sha256": "00"}`, "null": "null", "binary": "\x00\xff\xfe",
	} {
		dir := filepath.Join(t.TempDir(), "arkiv")
		path, sha := badFile(t, filepath.Join(t.TempDir(), "a.pdf"), "%PDF a")
		good, _ := badFile(t, filepath.Join(t.TempDir(), "b.pdf"), "%PDF b")
		w := begin(t, dir)
		quarantine(t, w, path, sha)
		quarantine(t, w, good, shaOf(t, good))
		badFile(t, quarantinePath(dir, sha, ".json"), text)
		list := listed(t, dir)
		if len(list) != 2 || !errors.Is(list[0].Err, ErrDamaged) || !strings.Contains(list[0].Err.Error(), sha+".json") ||
			list[0].SHA256 != sha || list[0].File == "" || list[0].Reason == "" || list[1].Err != nil {
			t.Errorf("%s: listed %+v", name, list)
		}
		if q, found := w.Quarantined(sha); found {
			t.Errorf("%s: found %+v, which bars a new try", name, q)
		}
		quarantine(t, w, path, sha) // mends it
		if q, _ := w.Quarantined(sha); q.Tries != 1 {
			t.Errorf("%s: tried again: %+v", name, q)
		}
		badFile(t, quarantinePath(dir, sha, ".json"), text)
		if err := errors.Join(w.Seen(sha, path), w.Drop(sha)); err != nil || len(listed(t, dir)) != 1 {
			t.Errorf("%s: Drop: %v, %+v", name, err, listed(t, dir))
		}
	}
}

func shaOf(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

func TestResolveQuarantined(t *testing.T) {
	list := []Quarantined{
		{SHA256: "abc1" + strings.Repeat("0", 60), Paths: []string{"/x/gammel.pdf", "/x/m\xf8de.pdf"}},
		{SHA256: "abd2" + strings.Repeat("0", 60), Err: ErrDamaged, File: "/arkiv/quarantine/abd2.pdf"},
	}
	for _, prefix := range []string{"abc", "ABC1", list[0].SHA256} {
		if q, err := ResolveQuarantined(list, prefix); err != nil || q.SHA256 != list[0].SHA256 {
			t.Errorf("%s: %+v, %v", prefix, q, err)
		}
	}
	var ambiguous *AmbiguousError
	if _, err := ResolveQuarantined(list, "ab"); !errors.As(err, &ambiguous) || !slices.Equal(ambiguous.Names, []string{"m\uFFFDde.pdf", "abd2.pdf"}) {
		t.Errorf("ab: %v, want ambiguous", err)
	}
	for _, prefix := range []string{"", "ff", "../", "abc2"} {
		if _, err := ResolveQuarantined(list, prefix); !errors.Is(err, ErrNotFound) {
			t.Errorf("%q: %v, want ErrNotFound", prefix, err)
		}
	}
}
