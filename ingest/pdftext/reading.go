package pdftext

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"referat/ingest/ocr"
)

// A reading is one PDF being read.
type reading struct {
	reader  *Reader
	ctx     context.Context
	in      io.ReaderAt
	size    int64
	options Options

	first     book // nil where it does not open, or is left out
	firstErr  error
	second    *pdfiumBook // once opened
	secondErr error

	lead   book // the one that is believed
	sheets []sheet
}

func (j *reading) close() {
	if j.second != nil {
		j.second.close()
	}
}

func (j *reading) document() (*Document, error) {
	if err := j.open(); err != nil {
		return nil, err
	}
	if err := j.pages(); err != nil {
		return nil, err
	}
	if err := j.scans(); err != nil {
		return nil, err
	}
	doc := &Document{Pages: make([]Page, len(j.sheets))}
	for i := range j.sheets {
		doc.Pages[i] = j.sheets[i].Page
	}
	if err := unread(doc.Pages); err != nil && j.options.Only == nil {
		return nil, err
	}
	witness := j.witness()
	doc.Info, doc.Outline = witness.info(), witness.outline()
	return doc, nil
}

// witness is the engine that tells the outline and the information: the one
// that read most of the pages. The first opens some encrypted files, and makes
// nonsense of every string.
func (j *reading) witness() book {
	n := 0
	for i := range j.sheets {
		if j.sheets[i].Engine == EnginePDFium {
			n++
		}
	}
	if j.second != nil && 2*n > len(j.sheets) {
		return j.second
	}
	return j.lead
}

// open opens the file with the first engine, or else with the second. Where
// the first finds another number of pages than the file says it has, the
// second is asked, too, and the one with more to read is believed.
func (j *reading) open() error {
	j.firstErr = errSkipped
	if !j.options.SkipFirst {
		f, err := open(j.in, j.size, j.options.Passwords)
		if j.firstErr = err; err == nil {
			j.first, j.lead = f, f
			j.progress(0)
			if n := f.promised(); n == f.pages() || n <= 0 || j.pdfium() == nil || j.second.count == f.pages() {
				return nil
			}
			return j.elect()
		}
	}
	if b := j.pdfium(); b != nil {
		j.lead = b
		j.progress(0)
		return nil
	}
	return openError(j.firstErr, j.secondErr)
}

var errSkipped = errors.New("left out")

// pdfium is the file in the second engine; nil where that does not open it.
func (j *reading) pdfium() *pdfiumBook {
	if j.second == nil && j.secondErr == nil {
		j.progress(0) // starting takes seconds where nothing is cached
		s, err := j.reader.engine()
		if err == nil {
			j.second, err = s.open(j.in, j.size, j.options.Passwords)
		}
		j.secondErr = err
	}
	return j.second
}

// openError is the more telling of the engines' errors, with the words of
// both: that a password is needed, before that the file is encrypted otherwise,
// before that it is broken.
func openError(first, second error) error {
	if first == errSkipped {
		return second
	}
	for _, kind := range []error{ErrPassword, ErrEncrypted, ErrBroken, ErrNotPDF} {
		switch {
		case errors.Is(first, kind):
			return fmt.Errorf("%w; %v", first, second)
		case errors.Is(second, kind):
			return fmt.Errorf("%w; %v", second, first)
		}
	}
	return fmt.Errorf("%w; %v", first, second)
}

// elect reads the whole file with both engines and believes the one that has
// more to read; the first, where they have the same.
func (j *reading) elect() error {
	first, err := j.all(j.first)
	if err != nil {
		return err
	}
	second, err := j.all(j.second)
	if err != nil {
		return err
	}
	if readableOf(second) > readableOf(first) {
		j.lead = j.second
	}
	return nil
}

// all reads every page of a book.
func (j *reading) all(b book) ([]sheet, error) {
	sheets := make([]sheet, 0, b.pages())
	for n := 1; n <= b.pages(); n++ {
		if err := j.ctx.Err(); err != nil {
			return nil, err
		}
		j.progress(0)
		sheets = append(sheets, b.page(n))
	}
	return sheets, nil
}

func (j *reading) progress(scans int) {
	if j.options.Progress == nil {
		return
	}
	p := Progress{OCR: scans}
	if j.lead != nil {
		p.Pages = j.lead.pages()
	}
	j.options.Progress(p)
}

// numbers is the pages to be read.
func (j *reading) numbers() []int {
	all := j.lead.pages()
	if j.options.Only != nil {
		some := slices.DeleteFunc(slices.Clone(j.options.Only), func(n int) bool { return n < 1 || n > all })
		slices.Sort(some)
		return slices.Compact(some)
	}
	numbers := make([]int, all)
	for i := range numbers {
		numbers[i] = i + 1
	}
	return numbers
}

// pages reads the pages: all with the engine that is believed, and those that
// it read badly with the other.
func (j *reading) pages() error {
	var again []int
	for i, n := range j.numbers() {
		if err := j.ctx.Err(); err != nil {
			return err
		}
		j.progress(0)
		s := j.lead.page(n)
		if j.lead == j.first && s.suspect() != "" {
			again = append(again, i)
		}
		j.sheets = append(j.sheets, s)
	}
	for _, i := range again {
		if err := j.ctx.Err(); err != nil {
			return err
		}
		j.progress(0)
		b := j.pdfium()
		if b == nil || b.count != j.first.pages() {
			return nil // with another count, its page of this number is another page
		}
		j.sheets[i] = j.sheets[i].or(b.page(j.sheets[i].Number))
	}
	return nil
}

// scans reads the pages that need it as pictures.
func (j *reading) scans() error {
	var numbers []int
	var why []*need
	for i := range j.sheets {
		if n := j.sheets[i].scanned(j.options.OCR); n != nil {
			numbers, why = append(numbers, i), append(why, n)
		}
	}
	if len(numbers) == 0 {
		return nil
	}
	without := func(reason string) error {
		for _, i := range numbers {
			j.sheets[i].NoOCR = reason
		}
		return nil
	}
	if j.options.OCR == OCROff {
		return without(NoOCROff)
	}
	program, err := j.reader.ocr()
	if err != nil {
		return without(noOCR(err))
	}
	for k, i := range numbers {
		j.progress(len(numbers))
		if err := j.scan(&j.sheets[i], program, why[k]); err != nil {
			if j.ctx.Err() != nil {
				return j.ctx.Err()
			}
			j.sheets[i].NoOCR = NoOCRFailed
		}
	}
	return nil
}

// scan reads a page as a picture. A page whose picture does not fit into the
// guest's memory is tried once more, coarser.
func (j *reading) scan(s *sheet, program *ocr.Program, n *need) error {
	if err := j.ctx.Err(); err != nil {
		return err
	}
	b := j.pdfium()
	if b == nil {
		return j.secondErr
	}
	if b.count != j.lead.pages() {
		return fmt.Errorf("%w: the engines count %d and %d pages", ErrBroken, j.lead.pages(), b.count)
	}
	img, dpi, err := b.render(s.Number, scanDPI)
	if err != nil {
		img, dpi, err = b.render(s.Number, scanDPI/2)
	}
	if err != nil {
		return err
	}
	return s.scan(j.ctx, program, img, dpi, n)
}
