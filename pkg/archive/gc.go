package archive

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// Removed says what a GC took away.
type Removed struct {
	Generations []string `json:"generations"`
	Leftovers   []string `json:"leftovers"` // of killed writers
	Originals   int      `json:"originals"` // PDFs that no generation knows
	Bytes       int64    `json:"bytes"`
}

// GC removes all but the newest keep generations (the one in force always
// stays), what killed writers left, and PDFs that no generation left knows.
func (c Claim) GC(ctx context.Context, dir string, keep int) (*Removed, error) {
	if _, err := current(dir); err != nil {
		return nil, err
	}
	w, err := c.Begin(ctx, dir) // sweeps
	if err != nil {
		return nil, err
	}
	defer w.Leave()
	r := &Removed{Generations: []string{}, Leftovers: []string{}}
	before, err := folderBytes(dir)
	if err != nil {
		return nil, err
	}
	if r.Generations, err = prune(dir, keep, w.base); err != nil {
		return nil, err
	}
	known, err := w.allKnown()
	if err != nil {
		return nil, err
	}
	if err := w.sweepOriginals(known, r); err != nil {
		return nil, err
	}
	after, err := folderBytes(dir)
	r.Bytes = before - after
	return r, err
}

// allKnown is the set of the documents that any generation has, the working one
// counted, by SHA-256.
func (w *Writer) allKnown() (map[string]bool, error) {
	known := map[string]bool{}
	add := func(s *store) error {
		shas, err := s.shas()
		for _, sha := range shas {
			known[sha] = true
		}
		return err
	}
	all, err := generations(w.dir)
	if err != nil {
		return nil, err
	}
	for _, n := range all {
		if n == w.base && w.work == 0 {
			continue // open already
		}
		s, err := openStore(filepath.Join(w.dir, generationName(n)), true)
		if errors.Is(err, ErrDamaged) {
			err = fmt.Errorf("%w; hvilke PDF'er den kender, vides ikke, så ingen slettes: kør referat gc --keep 1, så den slettes", err)
		}
		if err != nil {
			return nil, err
		}
		err = errors.Join(add(s), s.close())
		if err != nil {
			return nil, err
		}
	}
	if w.store == nil {
		return known, nil
	}
	return known, add(w.store)
}

// sweepOriginals removes what lies among the originals and is none of them:
// PDFs of no known document, and half copies.
func (w *Writer) sweepOriginals(known map[string]bool, r *Removed) error {
	root := filepath.Join(w.dir, originalsName)
	return filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		sha, isPDF := strings.CutSuffix(e.Name(), ".pdf")
		_, err = hex.DecodeString(sha)
		switch {
		case isPDF && err == nil && known[sha]:
			return nil
		case isPDF && err == nil:
			r.Originals++
		default:
			rel, _ := filepath.Rel(w.dir, path)
			r.Leftovers = append(r.Leftovers, rel)
		}
		return os.Remove(path)
	})
}

// folderBytes is what all files under dir take up, a file with several names
// counted once, where the system tells.
func folderBytes(dir string) (int64, error) {
	var n int64
	linked := map[uint64]bool{}
	err := filepath.WalkDir(dir, func(_ string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		info, err := e.Info()
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return err
		}
		if st, ok := info.Sys().(*syscall.Stat_t); ok && st.Nlink > 1 {
			if linked[st.Ino] {
				return nil
			}
			linked[st.Ino] = true
		}
		n += info.Size()
		return nil
	})
	return n, err
}
