package ingest

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"referat/pkg/archive"
)

// A candidate is a file to be imported, or a path that cannot be.
type candidate struct {
	path string // as the user would write it, in the bytes it has
	abs  string // its absolute form, which the archive knows it by: without CPR numbers
	// private is a path with a CPR number in it: two of them can come to the
	// same abs, so the archive remembers nothing of the file.
	private bool
	err     error // why it cannot be imported; nil for a file to be tried
	// lost is a path at which there is no file to remember the failure of: a
	// mistyped one, or a folder without PDFs, or a file that is not there yet.
	lost bool
}

func newCandidate(path string, err error, lost bool) candidate {
	abs := absolute(path)
	masked := abs
	if mayHoldCPR(abs) {
		masked = WithoutCPR(abs)
	}
	return candidate{path: path, abs: masked, private: masked != abs, err: err, lost: lost}
}

// shown is the path as people may read it.
func (c *candidate) shown() string {
	if c.path == "" || c.private || !strings.HasSuffix(c.abs, c.path) || !utf8.ValidString(c.path) {
		return displayName(c.path)
	}
	return norm.NFC.String(c.path) // abs was looked through already
}

// mayHoldCPR is a quick look at a path: few have a name with ten digits.
func mayHoldCPR(path string) bool {
	const digits = 10 // of a CPR number
	n := 0
	for _, r := range path {
		switch {
		case r == filepath.Separator:
			n = 0
		case unicode.IsDigit(r), r == utf8.RuneError:
			n++
		}
		if n == digits {
			return true
		}
	}
	return false
}

// walk lists the PDFs of paths: files as they are, folders with all their
// folders, sorted by name. In a folder a PDF is a file whose name or beginning
// says so. Hidden files and folders are skipped unless named, as are folders
// that are archives, whose originals are no news. Links are followed, each
// folder is walked once.
//
// others counts what was skipped in folders, by extension in small letters
// (".docx"), "" for names without, and hidden.
func walk(paths []string) (found []candidate, others map[string]int) {
	w := walkAll(paths)
	return w.found, w.others
}

func walkAll(paths []string) *walker {
	w := &walker{files: map[string]bool{}, folders: map[folderID]bool{}, others: map[string]int{}}
	for _, path := range paths {
		info, err := os.Stat(path)
		switch {
		case err != nil:
			w.found = append(w.found, newCandidate(path, err, true))
		case info.IsDir():
			before := w.met
			walked := w.folder(filepath.Clean(path))
			if walked && w.met == before {
				w.found = append(w.found, newCandidate(path, errNoPDF, true))
			}
		default:
			w.file(path, nil)
		}
	}
	return w
}

// hidden stands among the extensions for hidden files and folders.
const hidden = "skjulte"

type walker struct {
	found   []candidate
	met     int               // files met, those listed before as well
	files   map[string]bool   // by absolute path: what was listed
	folders map[folderID]bool // what was walked
	walked  []string          // and could be read, and is no archive
	others  map[string]int    // what was skipped
}

// A folderID is what a folder is known by, whichever links and mounts lead to
// it.
type folderID struct{ device, inode uint64 }

func (w *walker) file(path string, err error) {
	w.met++
	abs := absolute(path)
	if w.files[abs] {
		return
	}
	w.files[abs] = true
	w.found = append(w.found, newCandidate(path, err, false))
}

// folder walks dir; false where it was walked before.
func (w *walker) folder(dir string) bool {
	if info, err := os.Stat(dir); err == nil {
		if st, ok := info.Sys().(*syscall.Stat_t); ok {
			id := folderID{uint64(st.Dev), st.Ino}
			if w.folders[id] {
				return false
			}
			w.folders[id] = true
		}
	}
	entries, err := os.ReadDir(dir) // sorted by name
	if err != nil {
		w.file(dir, err)
		return true
	}
	if archive.IsArchive(dir) {
		return true
	}
	w.walked = append(w.walked, dir)
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".") {
			w.others[hidden]++
			continue
		}
		w.entry(filepath.Join(dir, e.Name()), e.Type())
	}
	return true
}

// entry takes what stands in a folder: path, of this type.
func (w *walker) entry(path string, kind fs.FileMode) {
	isPDF := namedPDF(path)
	if kind&fs.ModeSymlink != 0 {
		info, err := os.Stat(path)
		gone := errors.Is(err, fs.ErrNotExist)
		switch {
		case err == nil:
			kind = info.Mode().Type()
		case !isPDF && (gone || errors.Is(err, syscall.ELOOP)):
			kind = fs.ModeIrregular
		case gone:
			w.file(path, errDangling)
			return
		default: // it can be a folder full of PDFs
			w.file(path, err)
			return
		}
	}
	switch {
	case kind.IsDir():
		w.folder(path)
	case isPDF, kind.IsRegular() && startsAsPDF(path):
		w.file(path, nil)
	default:
		w.others[extension(path)]++
	}
}

// pdfHead is how a PDF begins, where a line begins or after what is no text.
// Words about PDFs have it elsewhere.
var pdfHead = regexp.MustCompile(`(?:^|[^ -~\t])%PDF-[0-9]`)

// holders are the beginnings of files that hold other files, by where they
// stand. The first file in one can be a PDF, unpacked, near the front.
var holders = []struct {
	at    int
	magic string
}{
	{0, "PK\x03\x04"},         // zip
	{257, "ustar"},            // tar
	{0, "\xd0\xcf\x11\xe0"},   // Outlook's .msg, old Word
	{0, "!<arch>"},            // ar
	{0, "Rar!"},               //
	{0, "7z\xbc\xaf\x27\x1c"}, //
	{0, "MSCF"},               // cabinet
}

// sniffed is how much of a file is looked at for pdfHead, in bytes: as far as
// Acrobat looks (PDF Reference 1.7, implementation note 13).
const sniffed = 1024

// startsAsPDF reports whether the ordinary file at path begins as a PDF does.
// One that cannot be read does not.
func startsAsPDF(path string) bool {
	// A pipe put in the file's place since it was listed must not hold us up.
	f, err := os.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return false
	}
	defer f.Close()
	if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() {
		return false
	}
	head := make([]byte, sniffed)
	n, err := io.ReadFull(f, head)
	if err != nil && err != io.ErrUnexpectedEOF {
		return false
	}
	head = head[:n]
	for _, h := range holders {
		if len(head) > h.at && strings.HasPrefix(string(head[h.at:]), h.magic) {
			return false
		}
	}
	return pdfHead.Match(head)
}

// longestExtension is the most letters that an extension has; what follows the
// last dot of "Referat nr. 3 om skoler" is none.
const longestExtension = 8

// extension is the extension of a name in small letters, with its dot; "" where
// it has none.
func extension(path string) string {
	ext := strings.ToLower(filepath.Ext(path))
	rest := strings.Trim(ext, "abcdefghijklmnopqrstuvwxyz0123456789")
	if rest != "." || len(ext) < 2 || len(ext) > 1+longestExtension {
		return ""
	}
	return ext
}

// LooksLikePDF reports whether an import that meets the file at path in a folder
// takes it for a PDF, by its name or its beginning.
func LooksLikePDF(path string) bool {
	return namedPDF(path) || startsAsPDF(path)
}

func namedPDF(path string) bool { return strings.EqualFold(filepath.Ext(path), ".pdf") }

// absolute is path from the root; path itself where the working folder is gone.
func absolute(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		return abs
	}
	return path
}

// displayName is a path as text, with its letters whole: macOS takes å apart
// into a and a ring. Names in it that are not UTF-8 come from shares of the
// Latin-1 days. CPR numbers in it are masked: names are shown, logged and kept.
func displayName(path string) string {
	if utf8.ValidString(path) {
		return WithoutCPR(norm.NFC.String(path))
	}
	names := strings.Split(path, string(filepath.Separator))
	for i, name := range names {
		if utf8.ValidString(name) {
			continue
		}
		var b strings.Builder
		for j := range len(name) {
			b.WriteRune(rune(name[j]))
		}
		names[i] = b.String()
	}
	return WithoutCPR(norm.NFC.String(strings.Join(names, string(filepath.Separator))))
}
