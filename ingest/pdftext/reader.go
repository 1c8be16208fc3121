package pdftext

import (
	"bytes"
	"context"
	"io"

	"referat/ingest/ocr"
)

// Options say how a PDF is to be read.
type Options struct {
	Passwords []string // tried in turn on a protected file, after the empty one
	OCR       OCRMode

	// SkipFirst leaves the first engine out: it hung or crashed on this file.
	SkipFirst bool

	// SkipOCR leaves the pages that need OCR without it, as if it had failed: it
	// hung or crashed on this file.
	SkipOCR bool

	// Only is the pages to be read, from 1, for a second look; the document
	// has just these. Nil for all.
	Only []int

	// Progress may be nil. It is called when the file is open, before each
	// page, and before each page that is read by OCR.
	Progress func(Progress)
}

// Progress is how much there is to read.
type Progress struct {
	Pages int // in all
	OCR   int // those of them that are to be read by OCR; 0 until known
}

// A Reader reads PDFs one after another: with the first engine, and what that
// cannot read well with pdfium, and pages without text with an OCR program. It
// keeps what is dear to start. It is not for use by two goroutines at once.
type Reader struct {
	cacheDir string
	find     func() (*ocr.Program, error)

	sandbox *sandbox // once started

	program    *ocr.Program // once found
	programErr error
	looked     bool
}

// NewReader makes a Reader. cacheDir is a folder for pdfium's compiled code,
// made when it is first needed; "" compiles anew for each Reader, which takes
// 3 s. find finds the OCR program, and is called when a page first needs one.
func NewReader(cacheDir string, find func() (*ocr.Program, error)) *Reader {
	return &Reader{cacheDir: cacheDir, find: find}
}

// Close ends what the Reader has started.
func (r *Reader) Close() error {
	if r.sandbox != nil {
		r.sandbox.close()
		r.sandbox = nil
	}
	return nil
}

// Read reads the PDF of size bytes in in. Its errors are those of the package
// function Read, each with the words of both engines.
func (r *Reader) Read(ctx context.Context, in io.ReaderAt, size int64, o Options) (*Document, error) {
	in, size, err := fromHeader(in, size)
	if err != nil {
		return nil, err
	}
	j := &reading{reader: r, ctx: ctx, in: in, size: size, options: o}
	defer j.close()
	return j.document()
}

// maxJunk is how far into a file its header is looked for, in bytes: what
// mail programs and web servers leave before it is not longer.
const maxJunk = 64 << 10

// fromHeader is the PDF from its header on, without what stands before it.
func fromHeader(in io.ReaderAt, size int64) (io.ReaderAt, int64, error) {
	head := make([]byte, min(maxJunk, size))
	n, err := in.ReadAt(head, 0)
	if err != nil && err != io.EOF {
		return nil, 0, err
	}
	at := int64(bytes.Index(head[:n], []byte("%PDF-")))
	switch {
	case at < 0:
		return nil, 0, ErrNotPDF
	case at == 0:
		return in, size, nil
	}
	return io.NewSectionReader(in, at, size-at), size - at, nil
}

// Prepare starts pdfium, which Read and Draw else do when they first need it.
func (r *Reader) Prepare() error {
	_, err := r.engine()
	return err
}

// engine gives pdfium, and starts it when it is first asked for. Where that
// fails, the next file tries again: a full disk or want of memory may pass.
func (r *Reader) engine() (*sandbox, error) {
	if r.sandbox != nil {
		return r.sandbox, nil
	}
	s, err := newSandbox(r.cacheDir)
	if err == nil {
		r.sandbox = s
	}
	return s, err
}

// ocr gives the OCR program, and looks for it when it is first asked for.
func (r *Reader) ocr() (*ocr.Program, error) {
	if !r.looked {
		r.looked = true
		r.program, r.programErr = r.find()
	}
	return r.program, r.programErr
}
