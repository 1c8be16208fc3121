package archive

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/google/renameio/v2"
)

// Names in the archive folder.
const (
	currentName    = "CURRENT"
	lockName       = "LOCK"
	originalsName  = "originals"
	quarantineName = "quarantine"
	storeName      = "store.db"
	indexName      = "index"
	workSuffix     = ".work" // a generation being written
	trashSuffix    = ".old"  // a generation being removed
)

// Modes of what the archive makes; the umask narrows them.
const (
	dirMode  fs.FileMode = 0o755
	fileMode fs.FileMode = 0o644
)

// segmentSuffix marks the index's segment files. They never change once
// written, so a new generation can link them.
const segmentSuffix = ".zap"

// generationName is the folder name of generation n.
func generationName(n int) string { return fmt.Sprintf("gen-%06d", n) }

// generationNumber reads a generation's folder name.
func generationNumber(name string) (int, bool) {
	digits, ok := strings.CutPrefix(name, "gen-")
	if !ok || len(digits) < 6 || len(digits) > 9 || strings.Trim(digits, "0123456789") != "" {
		return 0, false
	}
	n, err := strconv.Atoi(digits)
	return n, err == nil && n > 0 && generationName(n) == name
}

// generations lists the numbers of the generations in dir, ascending. Working
// and half-removed ones are not among them.
func generations(dir string) ([]int, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var found []int
	for _, e := range entries {
		if n, ok := generationNumber(e.Name()); ok && e.IsDir() {
			found = append(found, n)
		}
	}
	slices.Sort(found)
	return found, nil
}

// current is the generation that CURRENT names, checked to be there. It is 0
// with ErrMissing where there is no archive, and ErrDamaged where CURRENT
// names nothing.
func current(dir string) (int, error) {
	text, err := os.ReadFile(filepath.Join(dir, currentName))
	if errors.Is(err, fs.ErrNotExist) {
		return 0, fmt.Errorf("%w i %s; kør først: referat import MAPPE", ErrMissing, dir)
	}
	if err != nil {
		return 0, fmt.Errorf("arkivet %s kan ikke læses: %w", dir, err)
	}
	name := strings.TrimSpace(string(text))
	n, ok := generationNumber(name)
	if ok {
		if info, err := os.Stat(filepath.Join(dir, name)); err == nil && info.IsDir() {
			return n, nil
		}
	}
	hint := "der er ingen generation at gå tilbage til"
	if all, err := generations(dir); err == nil && len(all) > 0 {
		hint = "skriv navnet på en, der findes, i filen: " + generationName(all[len(all)-1])
	}
	return 0, fmt.Errorf("%w: %s peger på generationen %q, som ikke findes; %s",
		ErrDamaged, filepath.Join(dir, currentName), name, hint)
}

// setCurrent makes generation n the one in force, atomically and durably.
func setCurrent(dir string, n int) error {
	path := filepath.Join(dir, currentName)
	err := renameio.WriteFile(path, []byte(generationName(n)+"\n"), fileMode, renameio.WithTempDir(dir))
	if err != nil {
		return err
	}
	return syncPath(dir)
}

// IsArchive reports whether dir is an archive folder, so that a walk over PDFs
// can keep out of it.
func IsArchive(dir string) bool {
	for _, name := range []string{lockName, originalsName} {
		if _, err := os.Stat(filepath.Join(dir, name)); err != nil {
			return false
		}
	}
	return true
}

// checkForeign refuses a folder that has things in it and is no archive, so
// that a mistyped --archive does not spread files in somebody's documents.
func checkForeign(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		name := e.Name()
		if name == lockName || name == currentName || strings.HasPrefix(name, "gen-") {
			return nil
		}
	}
	for _, e := range entries {
		if name := e.Name(); !strings.HasPrefix(name, ".") && name != "lost+found" {
			return fmt.Errorf("%w: %s rummer andet (%s); vælg en tom eller ny mappe med --archive", ErrForeign, dir, name)
		}
	}
	return nil
}

// sweep removes what a crash left: working generations and half-removed ones.
// The caller holds LOCK.
func sweep(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		name := e.Name()
		if !strings.HasPrefix(name, "gen-") || !(strings.HasSuffix(name, workSuffix) || strings.HasSuffix(name, trashSuffix)) {
			continue
		}
		if err := os.RemoveAll(filepath.Join(dir, name)); err != nil {
			return err
		}
	}
	return nil
}

// prune removes every generation but those named. Each is renamed first, so
// that no half generation is ever taken for a whole one.
func prune(dir string, keep ...int) error {
	all, err := generations(dir)
	if err != nil {
		return err
	}
	for _, n := range all {
		if slices.Contains(keep, n) {
			continue
		}
		path := filepath.Join(dir, generationName(n))
		if err := os.Rename(path, path+trashSuffix); err != nil {
			return err
		}
		if err := os.RemoveAll(path + trashSuffix); err != nil {
			return err
		}
	}
	return nil
}

// cloneIndex makes dst the same index as src: segments are hard-linked (copied
// where the file system has no links), all else is copied, since bbolt files
// are written in place.
func cloneIndex(src, dst string) error {
	return filepath.WalkDir(src, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(src, path)
		if err != nil {
			return err
		}
		to := filepath.Join(dst, rel)
		if e.IsDir() {
			return os.MkdirAll(to, dirMode)
		}
		if strings.HasSuffix(path, segmentSuffix) && os.Link(path, to) == nil {
			return nil
		}
		return copyFile(path, to)
	})
}

func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, fileMode)
	if err != nil {
		return err
	}
	if _, err := io.Copy(out, in); err != nil {
		out.Close()
		return err
	}
	return out.Close()
}

// settle flushes every file and folder under work to the disk and gives them
// the rights of dir, the archive's own folder, so that whoever may read it may
// read all of it: bleve makes its files for the owner alone.
func settle(work, dir string) error {
	info, err := os.Stat(dir)
	if err != nil {
		return err
	}
	rights := info.Mode().Perm()
	return filepath.WalkDir(work, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := e.Info()
		if err != nil {
			return err
		}
		want := rights
		if !e.IsDir() {
			want &= 0o666
		}
		if info.Mode().Perm() != want {
			if err := os.Chmod(path, want); err != nil {
				return err
			}
		}
		return syncPath(path)
	})
}

// syncPath flushes one file or folder to the disk.
func syncPath(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	err = f.Sync()
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	return err
}
