package pdftext

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

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
	lost   bool // the first engine met damage on a page of which the second has nothing
	sheets []sheet
}

func (j *reading) close() {
	if j.second != nil {
		j.second.close()
	}
}

func (j *reading) document() (*Document, error) {
	err := j.open()
	only := j.options.Only
	if errors.Is(j.firstErr, ErrBroken) {
		j.options.Only = nil // which pages are asked for is not to decide whether the file is repaired
	}
	if err == nil {
		err = j.pages()
	}
	if k := j.repaired(err); k != nil {
		defer k.close()
		j, err = k, nil
	}
	if err != nil {
		return nil, err
	}
	if only != nil {
		j.options.Only = only
		j.sheets = slices.DeleteFunc(j.sheets, func(s sheet) bool { return !slices.Contains(only, s.Number) })
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

// repaired is the file read anew with a new cross-reference table, where it is
// damaged and there is more to read so; else nil. err is what reading it gave.
func (j *reading) repaired(err error) *reading {
	if !j.damaged(err) || j.ctx.Err() != nil {
		return nil
	}
	if j.second != nil {
		j.second.stop() // there is room for one guest; it starts again if it is needed
	}
	in, size, err := rebuilt(j.in, j.size)
	if err != nil {
		return nil
	}
	k := &reading{reader: j.reader, ctx: j.ctx, in: in, size: size, options: j.options}
	if k.open() != nil || k.pages() != nil || readableOf(k.sheets) <= readableOf(j.sheets) {
		k.close()
		return nil
	}
	return k
}

// damaged reports whether the file did not open, or opened with objects
// missing: pdfium takes a table that points elsewhere for what it is, and
// leaves out in silence what it does not find there.
func (j *reading) damaged(err error) bool {
	if err != nil {
		return errors.Is(err, ErrBroken)
	}
	if j.lost || !slices.ContainsFunc(j.sheets, func(s sheet) bool { return !s.blank() }) {
		return true
	}
	refused := errors.Is(j.firstErr, ErrBroken)
	for i := range j.sheets {
		s := &j.sheets[i]
		if strings.Contains(s.Err, ErrBroken.Error()) || refused && (s.blank() || s.suspect() != "") {
			return true
		}
	}
	return false
}

// blank reports whether nothing was found on a page, neither text nor drawing.
func (s *sheet) blank() bool {
	return len(s.Lines) == 0 && s.covered == 0 && s.Images == 0 && s.segments == 0
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
		if errors.Is(j.firstErr, ErrEncrypted) {
			if f := b.decrypted(); f != nil {
				j.first, j.lead = f, f
			}
		}
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
		first := j.sheets[i]
		j.sheets[i] = first.or(b.page(first.Number))
		j.lost = j.lost || strings.Contains(first.Err, ErrBroken.Error()) && j.sheets[i].blank()
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
	if j.options.SkipOCR {
		return without(NoOCRFailed)
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
