package ingest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"referat/pkg/agenda"
	"referat/pkg/archive"
)

// An Importer takes PDFs into an archive. Make it with NewImporter; a field
// may be changed before Run.
type Importer struct {
	// Archive is the writer of the archive. Run neither commits nor aborts it:
	// after a Run without a fatal error, also an interrupted one, Commit.
	Archive *archive.Writer

	// Read makes the record of a PDF: Isolated.Read, or an Extractor's. Several
	// run at once.
	Read func(ctx context.Context, job Job) (*archive.Record, error)

	// Checkpoint is called now and then, when some documents have been put into
	// the archive since it was last called: to bring the index in step, as
	// Follower.CatchUp does, so that a run that is stopped has little left to
	// do. It may be nil.
	Checkpoint func(ctx context.Context) error

	// Options say how PDFs are to be read.
	Options Options

	// Retry has Run try again what came out badly before: files in quarantine,
	// and pages that needed OCR and had none.
	Retry bool

	// Only names the files in quarantine that Retry is for, by SHA-256 (hex),
	// and no others are read; nil is for all.
	Only []string

	// Version is the program's, for the files in quarantine.
	Version string

	// Settle is how long a file that is new to the archive must have been left
	// alone: one that was written since may still be on its way. It fails for
	// now, with CodeBusy, and nothing is remembered of it. 0 takes all.
	Settle time.Duration

	// Progress hears of every file, in order, and may be nil. It is not called
	// by two goroutines at once.
	Progress func(Event)

	// Workers is how many files are read at once.
	Workers int

	put int // documents put since the last checkpoint
}

// NewImporter makes an Importer of the fields that it must have, that reads a
// file a processor at once.
func NewImporter(w *archive.Writer, read func(context.Context, Job) (*archive.Record, error)) *Importer {
	return &Importer{Archive: w, Read: read, Workers: runtime.GOMAXPROCS(0)}
}

// ReadFile is the document of the PDF at path, as Run would keep it, without
// an archive. read is as for NewImporter. Reason has the words for its errors.
func ReadFile(ctx context.Context, path string, o Options, read func(context.Context, Job) (*archive.Record, error)) (*agenda.Document, error) {
	id, err := identify(ctx, path, nil)
	if err != nil {
		return nil, err
	}
	record, err := read(ctx, Job{Path: []byte(path), Source: id.source(filepath.Base(path)), Options: o})
	if err != nil {
		return nil, err
	}
	return &record.Document, nil
}

// A fileID is what a file's bytes are known by.
type fileID struct {
	sha      string
	size     int64
	modified time.Time // the file's own time
	seen     time.Time // when it was hashed; zero where its size and time were enough
}

// file is what the archive remembers of it.
func (id fileID) file() archive.File {
	return archive.File{SHA256: id.sha, Size: id.size, Modified: id.modified.UTC(), Seen: id.seen.UTC()}
}

// source is what is known of a file before it is read.
func (id fileID) source(name string) agenda.Source {
	return agenda.Source{Name: displayName(name), SHA256: id.sha, Bytes: id.size}
}

// identify hashes the file at path, which has to be an ordinary file with
// something in it; where known, which may be nil, has it with this size and
// time, that is enough.
func identify(ctx context.Context, path string, known func() (archive.File, bool, error)) (fileID, error) {
	info, err := os.Stat(path) // before opening: opening a pipe waits for a writer
	switch {
	case err != nil:
		return fileID{}, err
	case !info.Mode().IsRegular():
		return fileID{}, errNotRegular
	case info.Size() == 0:
		return fileID{modified: info.ModTime()}, errEmpty
	}
	if known != nil {
		had, found, err := known()
		if err != nil {
			return fileID{}, err
		}
		if found && had.Same(info.Size(), info.ModTime()) {
			return fileID{sha: had.SHA256, size: had.Size, modified: had.Modified}, nil
		}
	}
	seen := time.Now()
	f, err := os.Open(path)
	if err != nil {
		return fileID{}, err
	}
	defer f.Close()
	hash := sha256.New()
	n, err := io.Copy(hash, untilDone{ctx, f})
	if err != nil {
		return fileID{}, err
	}
	return fileID{hex.EncodeToString(hash.Sum(nil)), n, info.ModTime(), seen}, nil
}

// unsettled reports whether t's file, which the archive does not know as it is,
// was written so lately that it may not be all there. A time ahead of ours is
// another machine's clock.
func (imp *Importer) unsettled(t *task) bool {
	isNew := !t.id.seen.IsZero() || errors.Is(t.err, errEmpty)
	age := time.Since(t.id.modified).Abs()
	return t.sha == "" && isNew && age < imp.Settle
}

// An untilDone reads until ctx ends: a large file must not hang Ctrl-C.
type untilDone struct {
	ctx context.Context
	r   io.Reader
}

func (u untilDone) Read(p []byte) (int, error) {
	if err := u.ctx.Err(); err != nil {
		return 0, err
	}
	return u.r.Read(p)
}
