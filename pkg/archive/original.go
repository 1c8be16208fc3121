package archive

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"

	"github.com/google/renameio/v2"
)

// originalPath is where the PDF with this SHA-256 (hex) is kept.
func originalPath(dir, sha string) string {
	return filepath.Join(dir, originalsName, sha[:min(len(sha), 2)], sha+".pdf")
}

// keepOriginal copies the PDF at path into the archive in dir, atomically and
// flushed to the disk. A copy that is there already is left as it is.
// ErrSource and ErrChanged are the file's fault; other errors are the archive's.
func keepOriginal(dir, path, sha string) error {
	return keepFile(originalPath(dir, sha), path, sha)
}

// keepFile copies the file at path, whose SHA-256 (hex) is sha, to the path to
// in the archive. It is a copy and no hard link: a file that its owner changes
// in place would change in the archive too.
func keepFile(to, path, sha string) (err error) {
	in, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrSource, err)
	}
	defer in.Close()
	hash := sha256.New()
	source := &sourceReader{r: in}
	if have, err := os.Stat(to); err == nil {
		if info, err := in.Stat(); err == nil && info.Size() == have.Size() {
			if _, err := io.Copy(hash, source); err != nil {
				return fmt.Errorf("%w: %w", ErrSource, err)
			}
			return checkHash(hash, sha)
		}
	}
	folder := filepath.Dir(to)
	if err := os.MkdirAll(folder, dirMode); err != nil {
		return err
	}
	out, err := renameio.NewPendingFile(to, renameio.WithTempDir(folder), renameio.WithPermissions(fileMode))
	if err != nil {
		return err
	}
	defer func() {
		if cerr := out.Cleanup(); err == nil {
			err = cerr
		}
	}()
	if _, err := io.Copy(io.MultiWriter(out, hash), source); err != nil {
		if source.err != nil {
			return fmt.Errorf("%w: %w", ErrSource, source.err)
		}
		return err
	}
	if err := checkHash(hash, sha); err != nil {
		return err
	}
	if err := out.CloseAtomicallyReplace(); err != nil {
		return err
	}
	return errors.Join(syncPath(folder), syncPath(filepath.Dir(folder)))
}

// checkHash compares what a file has to what it had when it was identified.
func checkHash(hash hash.Hash, sha string) error {
	if got := hex.EncodeToString(hash.Sum(nil)); got != sha {
		return fmt.Errorf("%w: den havde sha256 %s og har nu %s", ErrChanged, sha, got)
	}
	return nil
}

// A sourceReader remembers that reading failed, to tell that from failing to write.
type sourceReader struct {
	r   io.Reader
	err error
}

func (s *sourceReader) Read(p []byte) (int, error) {
	n, err := s.r.Read(p)
	if err != nil && err != io.EOF {
		s.err = err
	}
	return n, err
}
