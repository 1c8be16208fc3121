package ingest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"path/filepath"
	"runtime"

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

	// Index takes a new document into the search index, as index.Writer.Put
	// does; Unindex takes one out, as Remove does.
	Index, Unindex func(d *agenda.Document) error

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

	// Progress hears of every file, in order, and may be nil. It is not called
	// by two goroutines at once.
	Progress func(Event)

	// Workers is how many files are read at once.
	Workers int
}

// NewImporter makes an Importer of the fields that it must have, that reads a
// file a processor at once.
func NewImporter(w *archive.Writer, read func(context.Context, Job) (*archive.Record, error), index, unindex func(*agenda.Document) error) *Importer {
	return &Importer{Archive: w, Read: read, Index: index, Unindex: unindex, Workers: runtime.GOMAXPROCS(0)}
}

// ReadFile is the document of the PDF at path, as Run would keep it, without
// an archive. read is as for NewImporter. Reason has the words for its errors.
func ReadFile(ctx context.Context, path string, o Options, read func(context.Context, Job) (*archive.Record, error)) (*agenda.Document, error) {
	id, err := identify(ctx, path)
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
	sha  string
	size int64
}

// source is what is known of a file before it is read.
func (id fileID) source(name string) agenda.Source {
	return agenda.Source{Name: displayName(name), SHA256: id.sha, Bytes: id.size}
}

// identify hashes the file at path, which has to be an ordinary file with
// something in it.
func identify(ctx context.Context, path string) (fileID, error) {
	info, err := os.Stat(path) // before opening: opening a pipe waits for a writer
	switch {
	case err != nil:
		return fileID{}, err
	case !info.Mode().IsRegular():
		return fileID{}, errNotRegular
	case info.Size() == 0:
		return fileID{}, errEmpty
	}
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
	return fileID{hex.EncodeToString(hash.Sum(nil)), n}, nil
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
