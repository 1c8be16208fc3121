package archive

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/renameio/v2"
)

// What is kept of the engines' messages about one file. A broken PDF can make
// them say the same thing of each of its pages.
const (
	mostMessages   = 50
	longestMessage = 2000 // bytes
)

// A Quarantined is a file that could not be imported although its bytes could
// be read: an entry of the quarantine.
type Quarantined struct {
	SHA256   string    `json:"sha256"` // of the file, hex
	Paths    []string  `json:"paths"`  // under which it was seen, in the bytes they have, the latest last
	Bytes    int64     `json:"bytes"`
	Code     string    `json:"code"`     // why, in a word for programs: password, broken, timeout, memory …
	Reason   string    `json:"reason"`   // why, in a Danish sentence
	Messages []string  `json:"messages"` // the engines' own words
	First    time.Time `json:"first"`    // tried
	Last     time.Time `json:"last"`     // tried
	Tries    int       `json:"tries"`
	Version  string    `json:"version"` // of the program that tried last

	File string `json:"-"` // where the archive keeps the file, if nobody removed it
	Err  error  `json:"-"` // ErrDamaged where the entry cannot be read: SHA256, File and Reason, which says so, are all there is
}

// lastPath is the latest path, "" for a damaged entry.
func (q *Quarantined) lastPath() string {
	if len(q.Paths) == 0 {
		return ""
	}
	return q.Paths[len(q.Paths)-1]
}

// Name is the file's name where it was last seen, in the bytes it has.
func (q *Quarantined) Name() string {
	if p := q.lastPath(); p != "" {
		return filepath.Base(p)
	}
	return filepath.Base(q.File)
}

// see makes path the latest.
func (q *Quarantined) see(path string) {
	q.Paths = append(slices.DeleteFunc(q.Paths, func(p string) bool { return p == path }), path)
}

// entryJSON is an entry as JSON has it.
type entryJSON struct {
	*plainEntry
	Paths []pathJSON `json:"paths"`
	Sum   string     `json:"crc32c,omitempty"` // in the archive: entrySum of the rest
}

type plainEntry Quarantined

// MarshalJSON writes an entry. A path is a string; one that is not UTF-8, which
// JSON cannot hold, is an object: its text with U+FFFD for what is wrong, and
// its bytes in base64.
func (q Quarantined) MarshalJSON() ([]byte, error) { return json.Marshal(q.json()) }

func (q *Quarantined) json() entryJSON {
	e := entryJSON{plainEntry: (*plainEntry)(q), Paths: []pathJSON{}}
	for _, p := range q.Paths {
		e.Paths = append(e.Paths, pathJSON(p))
	}
	return e
}

// entrySum is the CRC-32C, in hex, of what the JSON text of an entry says,
// however it is set; an entry may change by itself as little as a generation.
func entrySum(text []byte) (string, error) {
	var q Quarantined
	if err := json.Unmarshal(text, &q); err != nil {
		return "", err
	}
	said, err := json.Marshal(q)
	return fmt.Sprintf("%08x", crc32.Checksum(said, crc32.MakeTable(crc32.Castagnoli))), err
}

// checkEntry compares the JSON text of an entry with its sum. Entries of earlier
// versions of the program have none.
func checkEntry(text []byte) error {
	var has struct {
		Sum string `json:"crc32c"`
	}
	if err := json.Unmarshal(text, &has); err != nil || has.Sum == "" {
		return err
	}
	sum, err := entrySum(text)
	if err == nil && sum != has.Sum {
		err = fmt.Errorf("den er ikke, som den blev skrevet (CRC %s mod %s)", sum, has.Sum)
	}
	return err
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (q *Quarantined) UnmarshalJSON(b []byte) error {
	e := entryJSON{plainEntry: (*plainEntry)(q)}
	if err := json.Unmarshal(b, &e); err != nil {
		return err
	}
	for _, p := range e.Paths {
		q.Paths = append(q.Paths, string(p))
	}
	return nil
}

// A pathJSON is a path as JSON has it.
type pathJSON string

type rawPath struct {
	Text  string `json:"text"`
	Bytes []byte `json:"bytes"`
}

func (p pathJSON) MarshalJSON() ([]byte, error) {
	if utf8.ValidString(string(p)) {
		return json.Marshal(string(p))
	}
	return json.Marshal(rawPath{strings.ToValidUTF8(string(p), "\uFFFD"), []byte(p)})
}

func (p *pathJSON) UnmarshalJSON(b []byte) error {
	if !bytes.HasPrefix(b, []byte("{")) {
		return json.Unmarshal(b, (*string)(p))
	}
	var raw rawPath
	err := json.Unmarshal(b, &raw)
	*p = pathJSON(raw.Bytes)
	return err
}

// quarantinePath is where the file (ending .pdf) or the entry (ending .json) of
// the quarantined file with this SHA-256 (hex) is.
func quarantinePath(dir, sha, ending string) string {
	return filepath.Join(dir, quarantineName, sha+ending)
}

// quarantineSHA is the SHA-256 in a name of the quarantine with this ending.
func quarantineSHA(name, ending string) (string, bool) {
	sha, ok := strings.CutSuffix(name, ending)
	return sha, ok && len(sha) == 64 && strings.Trim(sha, "0123456789abcdef") == ""
}

// Quarantine keeps the file at path, with why it could not be imported: its
// SHA256, Bytes, Code, Reason, Messages and Version are q's. The first time and
// the paths of an entry that is there already are carried on, and seen, the
// user's path for the file, comes last; "" where it is the archive's own copy
// that was tried again. All is durable when Quarantine is done, whatever
// becomes of the generation. ErrSource and ErrChanged are the file's fault, and
// nothing is kept; other errors are the archive's, and the run should end.
func (w *Writer) Quarantine(path, seen string, q Quarantined) error {
	if _, err := shaKey(q.SHA256); err != nil {
		return err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.lock == nil {
		return errClosed
	}
	if err := keepFile(quarantinePath(w.dir, q.SHA256, ".pdf"), path, q.SHA256); err != nil {
		return err
	}
	now := time.Now().UTC().Truncate(time.Second)
	q.First, q.Last, q.Tries, q.Paths = now, now, 1, nil
	if old, found := w.quarantined(q.SHA256); found {
		q.First, q.Tries, q.Paths = old.First, old.Tries+1, old.Paths
	}
	if seen != "" {
		q.see(seen)
	}
	q.Messages = append([]string{}, q.Messages[:min(len(q.Messages), mostMessages)]...)
	for i, m := range q.Messages {
		q.Messages[i] = strings.ToValidUTF8(m[:min(len(m), longestMessage)], "\uFFFD")
	}
	if err := writeEntry(w.dir, &q); err != nil {
		return err
	}
	w.released = slices.DeleteFunc(w.released, func(sha string) bool { return sha == q.SHA256 })
	return nil
}

// Seen notes that the quarantined file with this SHA-256 (hex) was met under
// path too, and not tried. It does nothing where there is no such file.
func (w *Writer) Seen(sha, path string) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.lock == nil {
		return errClosed
	}
	q, found := w.quarantined(sha)
	if !found || slices.Contains(q.Paths, path) {
		return nil
	}
	q.see(path)
	return writeEntry(w.dir, &q)
}

// Quarantined is the entry of the file with this SHA-256 (hex), if it is in the
// quarantine. A damaged entry is as none, so that the file is tried again and
// the entry written anew.
func (w *Writer) Quarantined(sha string) (q Quarantined, found bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.quarantined(sha)
}

func (w *Writer) quarantined(sha string) (q Quarantined, found bool) {
	if slices.Contains(w.released, sha) {
		return q, false
	}
	q, found = readEntry(w.dir, sha)
	return q, found && q.Err == nil
}

// InQuarantine lists the quarantine, as ReadQuarantine does.
func (w *Writer) InQuarantine() ([]Quarantined, error) { return ReadQuarantine(w.dir) }

// Release takes the file with this SHA-256 (hex), which was imported after all,
// out of the quarantine when Commit has put the import in force. The file need
// not be there.
func (w *Writer) Release(sha string) error {
	if _, err := shaKey(sha); err != nil {
		return err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if exists(quarantinePath(w.dir, sha, ".json")) {
		w.released = append(w.released, sha)
	}
	return nil
}

// Drop removes the file with this SHA-256 (hex) from the quarantine, and all
// that is known of it, at once; ErrNotFound where it is not there. An import
// that meets the file again tries it as if for the first time.
func (w *Writer) Drop(sha string) error {
	if _, err := shaKey(sha); err != nil {
		return err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.lock == nil {
		return errClosed
	}
	if !exists(quarantinePath(w.dir, sha, ".json")) {
		return fmt.Errorf("karantænefilen %s %w", sha, ErrNotFound)
	}
	return dropEntry(w.dir, sha)
}

// dropReleased removes what Release named. An entry that cannot be removed now
// is found by the next Begin, since the archive has its document.
func (w *Writer) dropReleased() {
	for _, sha := range w.released {
		_ = dropEntry(w.dir, sha)
	}
	w.released = nil
}

// sweepQuarantine removes what a crash left: files that were on their way in or
// out, and entries of what has been imported since.
func (w *Writer) sweepQuarantine() error {
	folder := filepath.Join(w.dir, quarantineName)
	entries, err := os.ReadDir(folder)
	if err != nil {
		return err
	}
	for _, e := range entries {
		left, err := w.leftover(e.Name())
		if err == nil && left {
			err = remove(filepath.Join(folder, e.Name()))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// leftover reports whether a file of the quarantine has no business there any
// more. Names that the archive does not give are somebody else's.
func (w *Writer) leftover(name string) (bool, error) {
	if sha, ok := quarantineSHA(name, ".json"); ok {
		if w.store == nil {
			return false, nil
		}
		_, err := w.store.source(sha)
		if isNotFound(err) {
			return false, nil
		}
		return err == nil, err // imported; its file comes after it by name, and is then one without an entry
	}
	if sha, ok := quarantineSHA(name, ".pdf"); ok {
		return !exists(quarantinePath(w.dir, sha, ".json")), nil
	}
	// While they are written, renameio calls them a dot, the name and digits.
	temp, ok := strings.CutPrefix(name, ".")
	if !ok || len(temp) <= 64 {
		return false, nil
	}
	_, ok = quarantineSHA(temp[:64], "")
	return ok, nil
}

// Quarantine lists the files that could not be imported, as ReadQuarantine does.
func (r *Reader) Quarantine() ([]Quarantined, error) { return ReadQuarantine(r.dir) }

// ReadQuarantine lists what the quarantine of the archive in folder dir holds,
// by the latest path, damaged entries (Err) first. It needs no generation: an
// import that kept nothing else has a quarantine too. The error is ErrMissing
// where there is no archive.
func ReadQuarantine(dir string) ([]Quarantined, error) {
	entries, err := os.ReadDir(filepath.Join(dir, quarantineName))
	switch {
	case errors.Is(err, fs.ErrNotExist) && IsArchive(dir):
		return nil, nil
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("%w i %s; kør først: referat import MAPPE", ErrMissing, dir)
	case err != nil:
		return nil, fmt.Errorf("karantænen i %s kan ikke læses: %w", dir, err)
	}
	var list []Quarantined
	for _, e := range entries {
		sha, ok := quarantineSHA(e.Name(), ".json")
		if !ok {
			continue
		}
		if q, found := readEntry(dir, sha); found { // it may go this moment
			list = append(list, q)
		}
	}
	slices.SortStableFunc(list, func(a, b Quarantined) int { // they come by SHA-256
		return strings.Compare(a.lastPath(), b.lastPath())
	})
	return list, nil
}

// ResolveQuarantined is the one of list whose SHA-256 begins with prefix (hex).
// The error is ErrNotFound or an *AmbiguousError.
func ResolveQuarantined(list []Quarantined, prefix string) (Quarantined, error) {
	prefix = strings.ToLower(prefix)
	var fits []Quarantined
	for _, q := range list {
		if prefix != "" && strings.HasPrefix(q.SHA256, prefix) {
			fits = append(fits, q)
		}
	}
	switch len(fits) {
	case 0:
		return Quarantined{}, fmt.Errorf("%q %w: ingen fil i karantæne har en sha256, der begynder sådan", prefix, ErrNotFound)
	case 1:
		return fits[0], nil
	}
	ambiguous := &AmbiguousError{Prefix: prefix}
	for _, q := range fits[:min(len(fits), shownNames)] {
		ambiguous.Names = append(ambiguous.Names, strings.ToValidUTF8(q.Name(), "\uFFFD"))
	}
	return Quarantined{}, ambiguous
}

// readEntry reads one entry. One that is damaged is found, with Err.
func readEntry(dir, sha string) (q Quarantined, found bool) {
	path := quarantinePath(dir, sha, ".json")
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return q, false
	}
	if err == nil {
		err = json.Unmarshal(text, &q)
	}
	if err == nil {
		err = checkEntry(text)
	}
	if err == nil && q.SHA256 != sha {
		err = fmt.Errorf("den er for %q", q.SHA256)
	}
	if err != nil {
		q = Quarantined{SHA256: sha, Messages: []string{}}
		q.Err = fmt.Errorf("%w: %s kan ikke læses (%w); fjern den med: referat quarantine --drop %s", ErrDamaged, path, err, sha)
		q.Code, q.Reason = "damaged", q.Err.Error()
	}
	q.File = quarantinePath(dir, sha, ".pdf")
	return q, true
}

// exists is false only where there is surely nothing.
func exists(path string) bool {
	_, err := os.Lstat(path)
	return !errors.Is(err, fs.ErrNotExist)
}

// writeEntry writes one entry, atomically and flushed to the disk.
func writeEntry(dir string, q *Quarantined) error {
	text, err := json.Marshal(q)
	if err != nil {
		return err
	}
	entry := q.json()
	if entry.Sum, err = entrySum(text); err != nil {
		return err
	}
	if text, err = json.MarshalIndent(entry, "", "  "); err != nil {
		return err
	}
	path := quarantinePath(dir, q.SHA256, ".json")
	folder := filepath.Dir(path)
	if err := renameio.WriteFile(path, append(text, '\n'), fileMode, renameio.WithTempDir(folder)); err != nil {
		return err
	}
	return syncPath(folder)
}

// dropEntry removes an entry and then its file: a file without an entry is one
// that a crash left.
func dropEntry(dir, sha string) error {
	for _, ending := range []string{".json", ".pdf"} {
		if err := remove(quarantinePath(dir, sha, ending)); err != nil {
			return err
		}
	}
	return syncPath(filepath.Join(dir, quarantineName))
}

// remove removes a file, which need not be there.
func remove(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
