package archive

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
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
