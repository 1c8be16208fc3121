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
	"time"
)

// A Generation is one state of the archive that is kept.
type Generation struct {
	Name      string    `json:"name"`
	Base      string    `json:"base"` // the one it was made from, "" for the first
	Made      time.Time `json:"made"`
	InForce   bool      `json:"in_force"`
	Sequence  uint64    `json:"sequence"`
	Documents int       `json:"documents"`
	Bytes     int64     `json:"bytes"`             // of its files; segments that generations share count in each
	Damaged   string    `json:"damaged,omitempty"` // why its store cannot be read, Danish
}

// Generations lists the generations of the archive in folder dir, the oldest
// first, also where none is in force or their stores cannot be read. The error
// is ErrMissing, ErrNewer, or the system's.
func Generations(dir string) ([]Generation, error) {
	inForce, err := current(dir)
	if err != nil && !errors.Is(err, ErrDamaged) {
		return nil, err
	}
	all, err := generations(dir)
	if err != nil {
		return nil, err
	}
	var list []Generation
	for _, n := range all {
		g, err := describe(dir, n)
		if errors.Is(err, fs.ErrNotExist) && n != inForce {
			continue // a writer removed it meanwhile
		}
		if errors.Is(err, ErrDamaged) {
			g.Damaged, err = err.Error(), nil
		}
		if err != nil {
			return nil, err
		}
		g.InForce = n == inForce
		list = append(list, g)
	}
	return list, nil
}

func describe(dir string, n int) (Generation, error) {
	path := filepath.Join(dir, generationName(n))
	g := Generation{Name: generationName(n)}
	if b := base(path); b != 0 {
		g.Base = generationName(b)
	}
	info, err := os.Stat(path)
	if err != nil {
		return g, err
	}
	g.Made = info.ModTime()
	s, err := openStore(path, true)
	if err != nil {
		return g, err
	}
	defer s.close()
	if g.Sequence, err = s.sequence(); err != nil {
		return g, err
	}
	shas, err := s.shas()
	if err != nil {
		return g, err
	}
	g.Documents = len(shas)
	err = filepath.WalkDir(path, func(_ string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		info, err := e.Info()
		if err == nil {
			g.Bytes += info.Size()
		}
		return err
	})
	return g, err
}

// Rollback puts an earlier generation in force, and gives its name: the one
// named, or, where to is "", the one that the present was made from, whose store
// need not be readable any more. One that is named also mends a CURRENT that
// names nothing. Nothing is removed. A later writer starts from it, and what a
// killed writer left is given up.
func (c Claim) Rollback(ctx context.Context, dir, to string) (string, error) {
	if _, err := rollbackFrom(dir, to); err != nil {
		return "", err
	}
	lock, err := c.take(ctx, dir)
	if err != nil {
		return "", err
	}
	defer lock.Unlock()
	if _, err := current(dir); err == nil {
		if err := finishSwing(dir); err != nil {
			return "", err
		}
	}
	now, err := rollbackFrom(dir, to)
	if err != nil {
		return "", err
	}
	n := base(filepath.Join(dir, generationName(now)))
	if to != "" {
		var ok bool
		if n, ok = generationNumber(to); !ok {
			return "", fmt.Errorf("«%s» er ikke navnet på en generation; de hedder som %s", to, generationName(now))
		}
	}
	switch _, err := os.Stat(filepath.Join(dir, generationName(n))); {
	case n == 0:
		return "", fmt.Errorf("%s er den første; der er ingen at gå tilbage til", generationName(now))
	case errors.Is(err, fs.ErrNotExist):
		return "", fmt.Errorf("generationen %s %w; «referat rollback --list» viser dem, der er", generationName(n), ErrNotFound)
	case err != nil:
		return "", err
	}
	if err := checkBack(dir, now, n); err != nil {
		return "", err
	}
	s, err := openStore(filepath.Join(dir, generationName(n)), true)
	if err != nil {
		return "", err // going back to one that cannot be read mends nothing
	}
	if err := s.close(); err != nil {
		return "", err
	}
	return generationName(n), setCurrent(dir, n)
}

// rollbackFrom is the generation that a rollback to the one called to leaves:
// the one in force, or, where CURRENT names nothing, the newest; but then to has
// to say where to go.
func rollbackFrom(dir, to string) (int, error) {
	n, err := current(dir)
	if to == "" || !errors.Is(err, ErrDamaged) {
		return n, err
	}
	all, aerr := generations(dir)
	if aerr != nil || len(all) == 0 {
		return 0, err
	}
	return all[len(all)-1], nil
}

// checkBack refuses to put generation n in force in the place of now, where n
// has what was taken down since. Where now cannot be read, n has to be one that
// it comes from: a takedown's generation does not say what it was made from.
func checkBack(dir string, now, n int) error {
	err := checkPurged(dir, now, n)
	if !errors.Is(err, ErrDamaged) {
		return err
	}
	for now > n {
		now = base(filepath.Join(dir, generationName(now)))
	}
	if now == n {
		return nil
	}
	return err
}

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

// Leave lets the next writer in, and leaves the working generation for it: for
// what is done beside the generations.
func (w *Writer) Leave() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.lock == nil {
		return nil
	}
	return errors.Join(w.flush(), w.release())
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
