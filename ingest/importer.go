package ingest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"

	"referat/ingest/pdftext"
	"referat/ingest/segment"
	"referat/pkg/agenda"
	"referat/pkg/archive"
)

// An Importer takes PDFs into an archive. Make it with NewImporter; a field
// may be changed before Run.
type Importer struct {
	// Archive is the writer of the archive. Run neither commits nor aborts it:
	// after a Run without a fatal error, also an interrupted one, Commit.
	Archive *archive.Writer

	// Extract reads the PDF at path. It is the seam for another engine, or for
	// reading in a process of its own. Several run at once.
	Extract func(ctx context.Context, path string) (*pdftext.Document, error)

	// Segment divides what Extract gave. Several run at once.
	Segment func(doc *pdftext.Document, src agenda.Source) agenda.Document

	// Index takes a new document into the search index, as index.Writer.Put does.
	Index func(d *agenda.Document) error

	// Progress hears of every file, in order, and may be nil. It is not called
	// by two goroutines at once.
	Progress func(Event)

	// Workers is how many files are read at once.
	Workers int
}

// NewImporter makes an Importer with the program's own reader and segmenter,
// that reads a file a processor at once.
func NewImporter(w *archive.Writer, index func(*agenda.Document) error) *Importer {
	return &Importer{
		Archive: w,
		Extract: ExtractFile,
		Segment: segment.Segment,
		Index:   index,
		Workers: runtime.GOMAXPROCS(0),
	}
}

// ExtractFile reads the PDF at path with pdftext. Reason has the words for its
// errors.
func ExtractFile(ctx context.Context, path string) (*pdftext.Document, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	switch {
	case !info.Mode().IsRegular():
		return nil, errNotRegular
	case info.Size() == 0:
		return nil, errEmpty
	}
	return pdftext.Read(ctx, f, info.Size())
}

// ReadFile is the document of the PDF at path, as Run would keep it, without
// an archive. Reason has the words for its errors.
func ReadFile(ctx context.Context, path string) (*agenda.Document, error) {
	f, err := identify(path)
	if err != nil {
		return nil, err
	}
	imp := &Importer{Extract: ExtractFile, Segment: segment.Segment}
	record, err := imp.read(ctx, path, f)
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

// identify hashes the file at path, which has to be an ordinary file with
// something in it.
func identify(path string) (fileID, error) {
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
	n, err := io.Copy(hash, f)
	if err != nil {
		return fileID{}, err
	}
	return fileID{hex.EncodeToString(hash.Sum(nil)), n}, nil
}

// read makes the record of one file. A panic on the way is an error of that
// file alone.
func (imp *Importer) read(ctx context.Context, path string, id fileID) (record *archive.Record, err error) {
	defer func() {
		if p := recover(); p != nil {
			record, err = nil, fmt.Errorf("%w: %v", errPanic, p)
		}
	}()
	doc, err := imp.Extract(ctx, path)
	if err != nil {
		return nil, err
	}
	src := agenda.Source{
		Name: displayName(filepath.Base(path)), SHA256: id.sha, Bytes: id.size,
		Pages: len(doc.Pages), Producer: doc.Info.Producer,
	}
	return newRecord(doc, imp.Segment(doc, src), src)
}
