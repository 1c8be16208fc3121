package ingest

import (
	"context"
	"fmt"
	"os"
	"slices"
	"time"

	"referat/ingest/pdftext"
	"referat/ingest/segment"
	"referat/pkg/agenda"
	"referat/pkg/archive"
)

// Options say how the PDFs of a run are to be read.
type Options struct {
	Passwords []string        // tried in turn on a protected PDF
	OCR       pdftext.OCRMode // when pages are read as pictures
	CPR       CPRMode         // what is done about CPR numbers
}

// A Job is a PDF that is to be read.
type Job struct {
	Path    []byte        // in the bytes that it has, UTF-8 or not
	Source  agenda.Source // what is known before reading: name, hash and size
	Options Options

	// SkipFirst leaves the first engine out: it hung or crashed on this file.
	SkipFirst bool

	// SkipOCR reads no page as a picture: drawing or reading one hung or crashed.
	SkipOCR bool

	// Kept is what the archive has of the PDF, for reading some of its pages
	// again; nil for a PDF that is new.
	Kept *Kept
}

// Kept is a PDF's pages as they were read before.
type Kept struct {
	Layout []byte // as newRecord wrote it
	Pages  []archive.Page
	Again  []int // the pages to be read again, from 1

	Masked   []int            // pages with CPR numbers, as found before
	Warnings []agenda.Warning // the document's, of which those about CPR numbers stay
}

// An Extractor makes records of PDFs, one after another, in its own process.
type Extractor struct {
	reader *pdftext.Reader
}

// NewExtractor makes an Extractor that reads with r.
func NewExtractor(r *pdftext.Reader) *Extractor { return &Extractor{r} }

// What reading may take. A page takes milliseconds, a scanned one two seconds
// (DESIGN.md); the rest is for slow disks and busy machines, since only what
// hangs is to be stopped.
const (
	timeStart   = 20 * time.Second // to open the file, or to start an engine
	timePage    = 250 * time.Millisecond
	timeScan    = 60 * time.Second  // a page read by OCR
	timeSilent  = 45 * time.Second  // longest without a page finished
	timeSilentS = 180 * time.Second // the same where pages are read by OCR
)

// Read makes the record of one PDF. expect hears how long it may take in all,
// and how long until the next word; it may be nil. A panic on the way is an
// error of that PDF alone.
func (x *Extractor) Read(ctx context.Context, job Job, expect func(total, silence time.Duration)) (record *archive.Record, err error) {
	defer func() {
		if p := recover(); p != nil {
			record, err = nil, fmt.Errorf("%w: %v", errPanic, p)
		}
	}()
	options := pdftext.Options{Passwords: job.Options.Passwords, OCR: job.Options.OCR, SkipFirst: job.SkipFirst, SkipOCR: job.SkipOCR}
	if expect != nil {
		options.Progress = func(p pdftext.Progress) { expect(allowance(p)) }
	}
	if job.Kept != nil {
		options.Only = job.Kept.Again
	}
	doc, err := x.extract(ctx, string(job.Path), options)
	if err != nil {
		return nil, err
	}
	if job.Kept != nil {
		if doc, err = replaced(job.Kept, doc); err != nil {
			return nil, err
		}
	}
	censor := job.Options.CPR.clear(doc) // before anything else sees the text
	src := job.Source
	src.Pages, src.Producer = len(doc.Pages), doc.Info.Producer
	d := segment.Segment(doc, src)
	censor.report(&d, job.Path)
	if job.Kept != nil {
		job.Kept.remind(&d)
	}
	return newRecord(doc, d, src)
}

// allowance is how long a PDF may take.
func allowance(p pdftext.Progress) (total, silence time.Duration) {
	total = timeStart + time.Duration(p.Pages)*timePage + time.Duration(p.OCR)*timeScan
	if p.OCR > 0 {
		return total, timeSilentS
	}
	return total, timeSilent
}

// extract reads the PDF at path.
func (x *Extractor) extract(ctx context.Context, path string, o pdftext.Options) (*pdftext.Document, error) {
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
	return x.reader.Read(ctx, f, info.Size(), o)
}

// replaced is what was kept of a PDF, with the pages that were read again in
// the place of the old ones.
func replaced(kept *Kept, again *pdftext.Document) (*pdftext.Document, error) {
	doc, err := decodeDocument(kept.Layout, kept.Pages)
	if err != nil {
		return nil, err
	}
	for _, p := range again.Pages {
		if i := p.Number - 1; i >= 0 && i < len(doc.Pages) && slices.Contains(kept.Again, p.Number) {
			doc.Pages[i] = p
		}
	}
	return doc, nil
}
