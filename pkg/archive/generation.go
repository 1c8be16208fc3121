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
	newIndexName   = "index.new" // being built
	unswungName    = "UNSWUNG"   // in a generation that is whole, till CURRENT names it
	baseName       = "BASE"      // in a generation: the name of the one that it was made from
	newSuffix      = ".new"      // a working generation that is not whole yet
	workSuffix     = ".work"     // a generation being written
	trashSuffix    = ".old"      // a generation being removed
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
// names nothing, or is gone though there are generations.
func current(dir string) (int, error) {
	name, err := readCurrent(dir)
	for err == nil {
		n, ok := generationNumber(name)
		if ok {
			if info, err := os.Stat(filepath.Join(dir, name)); err == nil && info.IsDir() {
				return n, nil
			}
		}
		// A takedown or a gc may have removed it since its name was read.
		before := name
		if name, err = readCurrent(dir); err == nil && name == before {
			return 0, fmt.Errorf("%w: %s peger på generationen %q, som ikke findes; %s",
				ErrDamaged, filepath.Join(dir, currentName), name, hintCurrent(dir))
		}
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return 0, fmt.Errorf("arkivet %s kan ikke læses: %w", dir, err)
	}
	if lost(dir) {
		return 0, fmt.Errorf("%w: filen %s mangler; %s", ErrDamaged, filepath.Join(dir, currentName), hintCurrent(dir))
	}
	return 0, fmt.Errorf("%w i %s; kør først: referat import MAPPE", ErrMissing, dir)
}

func readCurrent(dir string) (string, error) {
	text, err := os.ReadFile(filepath.Join(dir, currentName))
	return strings.TrimSpace(string(text)), err
}

// hintCurrent says what to do about a CURRENT that names nothing.
func hintCurrent(dir string) string {
	if all, err := generations(dir); err == nil && len(all) > 0 {
		return "kør: referat rollback " + generationName(all[len(all)-1])
	}
	return "der er ingen generation at gå tilbage til"
}

// lost reports whether an archive without CURRENT has had one: it has a
// generation that was in force. To begin anew there would end with the removal
// of all that it has.
func lost(dir string) bool {
	all, err := generations(dir)
	if err != nil {
		return false
	}
	for _, n := range all {
		if !exists(filepath.Join(dir, generationName(n), unswungName)) {
			return !exists(filepath.Join(dir, currentName)) // the first may have come into force this moment
		}
	}
	return false
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

// base is the number of the generation that the one in folder gen was made
// from; 0 where it was the first, or does not say.
func base(gen string) int {
	text, err := os.ReadFile(filepath.Join(gen, baseName))
	if err != nil {
		return 0
	}
	n, _ := generationNumber(strings.TrimSpace(string(text)))
	return n
}

// finishSwing does what a writer that was killed at the very end had left to do:
// to swing CURRENT to a whole generation. One that CURRENT cannot swing to is
// removed. The caller holds LOCK.
func finishSwing(dir string) error {
	all, err := generations(dir)
	if err != nil {
		return err
	}
	for _, n := range slices.Backward(all) {
		mark := filepath.Join(dir, generationName(n), unswungName)
		if _, err := os.Stat(mark); err != nil {
			continue
		}
		now, err := current(dir)
		if err != nil && !errors.Is(err, ErrMissing) {
			return err
		}
		switch {
		case now == n:
		case base(filepath.Dir(mark)) == now:
			if err := setCurrent(dir, n); err != nil {
				return err
			}
		default: // a takedown's, or CURRENT has gone elsewhere: it never was in force
			if err := removeGeneration(dir, n); err != nil {
				return err
			}
			continue
		}
		if err := os.Remove(mark); err != nil {
			return err
		}
	}
	return nil
}

// sweep removes what a crash left: half-made and half-removed generations, half
// a CURRENT, and working generations that were not made from generation current.
// One that was is left, and its number given: its writer can be followed up. The
// caller holds LOCK.
func sweep(dir string, current int) (work int, err error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return 0, err
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), "."+currentName) { // one not swung to: renameio's
			if err := os.Remove(filepath.Join(dir, e.Name())); err != nil {
				return 0, err
			}
		}
		name, suffix, _ := strings.Cut(e.Name(), ".")
		n, ok := generationNumber(name)
		if suffix == "" || !strings.HasPrefix(name, "gen-") {
			continue
		}
		path := filepath.Join(dir, e.Name())
		switch "." + suffix {
		case workSuffix:
			if ok && work == 0 && adoptable(path, current) {
				work = n
				continue
			}
		case newSuffix, trashSuffix:
		default:
			continue
		}
		if err := os.RemoveAll(path); err != nil {
			return 0, err
		}
	}
	return work, nil
}

// adoptable reports whether the working generation in folder path was made
// from generation current (0: from nothing).
func adoptable(path string, current int) bool {
	if _, err := os.Stat(filepath.Join(path, baseName)); err != nil {
		return false
	}
	return base(path) == current
}

// removeGeneration removes a generation: renamed first, so that no half
// generation is ever taken for a whole one.
func removeGeneration(dir string, n int) error {
	path := filepath.Join(dir, generationName(n))
	if err := os.Rename(path, path+trashSuffix); err != nil {
		return err
	}
	return os.RemoveAll(path + trashSuffix)
}

// prune removes the oldest generations, till keep are left. The one in force is
// never removed, and the one that it was made from, which a rollback goes back
// to, is the last to go: after a rollback, newer ones than that can be there.
func prune(dir string, keep, inForce int) (removed []string, err error) {
	all, err := generations(dir)
	if err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, func(n int) bool { return n == inForce })
	if i := slices.Index(all, base(filepath.Join(dir, generationName(inForce)))); i >= 0 {
		from := all[i]
		all = append(slices.Delete(all, i, i+1), from)
	}
	for len(all) > max(keep-1, 0) {
		if err := removeGeneration(dir, all[0]); err != nil {
			return removed, err
		}
		removed = append(removed, generationName(all[0]))
		all = all[1:]
	}
	return removed, nil
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
