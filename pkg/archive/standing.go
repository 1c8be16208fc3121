package archive

import (
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// Made is when the generation was made; the zero time where the system does not
// say.
func (r *Reader) Made() time.Time {
	if info, err := os.Stat(r.storePath()); err == nil {
		return info.ModTime()
	}
	return time.Time{}
}

// There reports whether the generation is still on the disk. One that is open
// can be read after it was removed, as by a takedown.
func (r *Reader) There() bool {
	_, err := os.Stat(r.storePath())
	return !os.IsNotExist(err)
}

func (r *Reader) storePath() string {
	return filepath.Join(r.dir, generationName(r.gen), storeName)
}

// Drawable is the path of the PDF with this SHA-256 (hex), also where it has CPR
// numbers: for drawing pages of it that have none, which is the caller's to see
// to. The error is ErrNotFound where the archive does not keep it.
func (r *Reader) Drawable(sha string) (string, error) {
	path := originalPath(r.dir, sha)
	if _, err := os.Stat(path); err != nil {
		return "", fmt.Errorf("originalen %s %w", path, ErrNotFound)
	}
	return path, nil
}

// SHAs are the SHA-256 (hex) of all documents, in order.
func (r *Reader) SHAs() ([]string, error) { return r.store.shas() }

// Number is the generation's number.
func (r *Reader) Number() int { return r.gen }
