package archive

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/gofrs/flock"
)

// A Claim says who wants to write, and how.
type Claim struct {
	Command string              // what the run is, for those who wait: "import"
	Wait    bool                // wait for another writer, till ctx ends, rather than give up
	Waiting func(holder string) // hears once that, and for whom, it waits; may be nil

	// Compact makes the working generation's store without the space that
	// deleted records took up, which a copy still has.
	Compact bool
}

// lockPoll is how often a waiting writer looks whether LOCK is free.
const lockPoll = 200 * time.Millisecond

// take makes this process the archive's writer. The file stays after the lock
// is released: removing it would let two writers lock two files of the same
// name.
func (c Claim) take(ctx context.Context, dir string) (*flock.Flock, error) {
	path := filepath.Join(dir, lockName)
	lock := flock.New(path, flock.SetPermissions(fileMode))
	got, err := lock.TryLock()
	if err == nil && !got && c.Wait {
		if c.Waiting != nil {
			c.Waiting(holder(path))
		}
		got, err = lock.TryLockContext(ctx, lockPoll)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
	}
	if err != nil {
		return nil, fmt.Errorf("arkivet %s kan ikke låses: %w", dir, err)
	}
	if !got {
		return nil, fmt.Errorf("%w: %s skriver i %s; vent, til den er færdig, eller brug --wait", ErrLocked, holder(path), dir)
	}
	if err := os.WriteFile(path, []byte(c.who()), fileMode); err != nil {
		lock.Unlock()
		return nil, fmt.Errorf("arkivet %s kan ikke skrives: %w", dir, err)
	}
	return lock, nil
}

// who is the text of LOCK.
func (c Claim) who() string {
	run := "referat"
	if c.Command != "" {
		run += " " + c.Command
	}
	if host, err := os.Hostname(); err == nil {
		run += " på " + host
	}
	return fmt.Sprintf("%s, proces %d (startet %s)\n", run, os.Getpid(), time.Now().Format("2006-01-02 15:04:05"))
}

// holder is who LOCK says that it is held by.
func holder(path string) string {
	if text, err := os.ReadFile(path); err == nil {
		if who := strings.TrimSpace(string(text)); who != "" {
			return who
		}
	}
	return "en anden kørsel"
}
