package pdftext

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/ledongthuc/pdf"
)

// Errors that say why a file could not be opened. Read wraps them.
var (
	ErrNotPDF    = errors.New("not a PDF")
	ErrEncrypted = errors.New("encrypted in a way that cannot be read")
	ErrPassword  = errors.New("protected by a password")
	ErrBroken    = errors.New("broken PDF")
)

// Limits against files that would take the machine with them. They are far
// over what an export holds (the longest seen: 2,400 pages).
const (
	maxPages       = 50_000
	maxTreeDepth   = 64
	maxContent     = 64 << 20  // inflated bytes of one page's content
	maxOperators   = 5_000_000 // of one page
	maxOperands    = 1 << 17   // of one operator
	maxNodes       = 200_000   // of the page tree, and of the name tree
	maxFormDepth   = 12
	maxPageText    = 4 << 20 // bytes of text of one page
	maxOutline     = 20_000
	maxFontEntries = 1 << 16
)

// Read reads every page of the PDF of size bytes in r with the first engine
// alone. A Reader reads more.
//
// A file that cannot be opened is an error that wraps ErrNotPDF, ErrPassword,
// ErrEncrypted or ErrBroken. A page that cannot be read is no error: its Err says why, and
// it keeps the lines that were read. Read stops with ctx's error between two
// pages when ctx ends.
func Read(ctx context.Context, r io.ReaderAt, size int64) (*Document, error) {
	f, err := open(r, size, nil)
	if err != nil {
		return nil, err
	}
	doc := &Document{Info: f.info(), Pages: make([]Page, 0, f.pages())}
	for n := 1; n <= f.pages(); n++ {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		doc.Pages = append(doc.Pages, f.page(n).Page)
	}
	if err := unread(doc.Pages); err != nil {
		return nil, err
	}
	doc.Outline = f.outline()
	return doc, nil
}

// unread is the error of a file of which no page could be read at all.
func unread(pages []Page) error {
	for _, p := range pages {
		if p.Err == "" || len(p.Lines) > 0 {
			return nil
		}
	}
	return fmt.Errorf("%w: no page could be read: %s", ErrBroken, pages[0].Err)
}

// A file is one PDF as the first engine shows it.
type file struct {
	r     *pdf.Reader
	refs  []pageRef
	fonts *fontCache
}

func (f *file) pages() int { return len(f.refs) }

func (f *file) close() {} // what there is goes with the garbage

// open reads the cross-reference table, the encryption dictionary and the page
// tree. Of the passwords the first that fits is taken, the empty one before
// them.
func open(r io.ReaderAt, size int64, passwords []string) (*file, error) {
	head := make([]byte, 1024)
	n, err := r.ReadAt(head, 0)
	if err != nil && err != io.EOF {
		return nil, err
	}
	if !looksLikePDF(head[:n]) {
		return nil, ErrNotPDF
	}
	end, err := endOf(r, size)
	if err != nil {
		return nil, err
	}
	pr, err := pdf.NewReaderEncrypted(r, end, func() string {
		for len(passwords) > 0 {
			p := passwords[0]
			if passwords = passwords[1:]; p != "" { // "" ends the asking
				return p
			}
		}
		return ""
	})
	switch {
	case err == nil:
		f := &file{r: pr, fonts: newFontCache()}
		f.refs, err = f.pageTree()
		return f, err
	case errors.Is(err, pdf.ErrInvalidPassword):
		return nil, ErrPassword
	case isEncryption(err):
		return nil, fmt.Errorf("%w: %v", ErrEncrypted, err)
	default:
		return nil, fmt.Errorf("%w: %v", ErrBroken, err)
	}
}

// maxTail is how much may stand after a file's last end mark, in bytes: what
// mail programs and web servers leave there is not longer.
const maxTail = 64 << 10

// endOf is where the file ends for the object layer, which takes anything
// after the end mark %%EOF for damage; size where there is no mark.
func endOf(r io.ReaderAt, size int64) (int64, error) {
	const mark = "%%EOF"
	tail := make([]byte, min(size, maxTail))
	n, err := r.ReadAt(tail, size-int64(len(tail)))
	if err != nil && err != io.EOF {
		return 0, err
	}
	if at := bytes.LastIndex(tail[:n], []byte(mark)); at >= 0 {
		return size - int64(len(tail)) + int64(at+len(mark)), nil
	}
	return size, nil
}

// guard runs f and turns a panic of the object layer, which is how it reports
// a damaged object, into an error.
func guard(f func()) (err error) {
	defer func() {
		if x := recover(); x != nil {
			err = fmt.Errorf("%w: %v", ErrBroken, x)
		}
	}()
	f()
	return nil
}
