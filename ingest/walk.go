package ingest

import (
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"referat/pkg/archive"
)

// A candidate is a file to be imported, or a path that cannot be.
type candidate struct {
	path string // as the user would write it
	abs  string // its absolute form, which the archive knows it by
	err  error  // why it cannot be imported; nil for a file to be tried
	// lost is a path at which there is no file to remember the failure of: a
	// mistyped one, or a folder without PDFs.
	lost bool
}

// walk lists the PDFs of paths: files as they are, folders with all their
// folders, sorted by name. Hidden files and folders are skipped unless named,
// as are folders that are archives, whose originals are no news. Links are
// followed, each folder is walked once.
func walk(paths []string) []candidate {
	w := &walker{files: map[string]bool{}, folders: map[string]bool{}}
	for _, path := range paths {
		info, err := os.Stat(path)
		switch {
		case err != nil:
			w.found = append(w.found, candidate{path: path, abs: absolute(path), err: err, lost: true})
		case info.IsDir():
			before := len(w.found)
			walked := w.folder(filepath.Clean(path))
			if walked && len(w.found) == before {
				w.found = append(w.found, candidate{path: path, abs: absolute(path), err: errNoPDF, lost: true})
			}
		default:
			w.file(path, nil)
		}
	}
	return w.found
}

type walker struct {
	found   []candidate
	files   map[string]bool // by absolute path: what was listed
	folders map[string]bool // by path without links: what was walked
}

func (w *walker) file(path string, err error) {
	abs := absolute(path)
	if w.files[abs] {
		return
	}
	w.files[abs] = true
	w.found = append(w.found, candidate{path: path, abs: abs, err: err})
}

// folder walks dir; false where it was walked before.
func (w *walker) folder(dir string) bool {
	plain, err := filepath.EvalSymlinks(dir)
	if err == nil {
		if plain = absolute(plain); w.folders[plain] {
			return false
		}
		w.folders[plain] = true
	}
	entries, err := os.ReadDir(dir) // sorted by name
	if err != nil {
		w.file(dir, err)
		return true
	}
	if archive.IsArchive(dir) {
		return true
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".") {
			continue
		}
		path := filepath.Join(dir, e.Name())
		isDir := e.IsDir()
		if e.Type()&os.ModeSymlink != 0 {
			info, err := os.Stat(path)
			if err != nil {
				if isPDFName(path) {
					w.file(path, errDangling)
				}
				continue
			}
			isDir = info.IsDir()
		}
		switch {
		case isDir:
			w.folder(path)
		case isPDFName(path):
			w.file(path, nil)
		}
	}
	return true
}

func isPDFName(path string) bool { return strings.EqualFold(filepath.Ext(path), ".pdf") }

// absolute is path from the root; path itself where the working folder is gone.
func absolute(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		return abs
	}
	return path
}

// displayName is a path as text. Names in it that are not UTF-8 come from
// shares of the Latin-1 days.
func displayName(path string) string {
	if utf8.ValidString(path) {
		return path
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
	return strings.Join(names, string(filepath.Separator))
}
