package archive

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/gofrs/flock"
)

// takeLock makes this process the archive's writer. The file stays after the
// lock is released: removing it would let two writers lock two files of the
// same name.
func takeLock(dir string) (*flock.Flock, error) {
	path := filepath.Join(dir, lockName)
	lock := flock.New(path, flock.SetPermissions(fileMode))
	got, err := lock.TryLock()
	if err != nil {
		return nil, fmt.Errorf("arkivet %s kan ikke låses: %w", dir, err)
	}
	if !got {
		holder := "en anden kørsel"
		if text, err := os.ReadFile(path); err == nil && len(text) > 0 {
			holder = strings.TrimSpace(string(text))
		}
		return nil, fmt.Errorf("%w: %s skriver i %s; vent, til den er færdig", ErrLocked, holder, dir)
	}
	who := fmt.Sprintf("proces %d (startet %s)\n", os.Getpid(), time.Now().Format("2006-01-02 15:04:05"))
	if err := os.WriteFile(path, []byte(who), fileMode); err != nil {
		lock.Unlock()
		return nil, fmt.Errorf("arkivet %s kan ikke skrives: %w", dir, err)
	}
	return lock, nil
}
