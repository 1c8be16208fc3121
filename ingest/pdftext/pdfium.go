package pdftext

import (
	"errors"
	"fmt"
	"io"
	"unicode/utf16"
)

// reopenAfter is how many pages a guest reads before it is ended and another
// started: pdfium keeps what it has read (784 MB after 2,400 pages, 293 MB so).
const reopenAfter = 100

// A pdfiumBook is one PDF as the second engine shows it.
type pdfiumBook struct {
	sandbox  *sandbox
	source   *source
	password string
	count    int // pages
	guest    *guest
	document uint64
	read     int // pages since the guest was started
}

// A source is the PDF, as a guest reads it. What a guest leaves behind of it
// when it is ended is this much, without the file.
type source struct{ *io.SectionReader }

// errGuestPassword says that none of the passwords opened the file.
var errGuestPassword = fmt.Errorf("%w: pdfium: no password, or the wrong one", ErrPassword)

// open opens the PDF of size bytes in r with the first of the passwords that
// fits, the empty one before them.
func (s *sandbox) open(r io.ReaderAt, size int64, passwords []string) (*pdfiumBook, error) {
	b := &pdfiumBook{sandbox: s, source: &source{io.NewSectionReader(r, 0, size)}}
	err := b.start()
	for _, p := range passwords {
		if !errors.Is(err, ErrPassword) {
			break
		}
		b.stop()
		b.password = p
		err = b.start()
	}
	if err != nil {
		b.stop()
		return nil, err
	}
	b.count = int(int32(b.guest.call("FPDF_GetPageCount", b.document)))
	if err = b.guest.err; err == nil {
		switch {
		case b.count > maxPages:
			err = fmt.Errorf("%w: pdfium: page tree too large", ErrBroken)
		case b.count <= 0:
			err = fmt.Errorf("%w: pdfium: no pages", ErrBroken)
		}
	}
	if err != nil {
		b.stop()
		return nil, err
	}
	return b, nil
}

// start runs a guest and opens the file in it.
func (b *pdfiumBook) start() error {
	g, err := b.sandbox.start()
	if err != nil {
		return err
	}
	b.guest, b.read = g, 0
	access, _, err := g.code.CreateFileAccessReader(b.source.Size(), b.source)
	if err != nil {
		return err
	}
	b.document = g.call("FPDF_LoadCustomDocument", *access, g.text(b.password))
	if g.err == nil && b.document == 0 {
		return loadError(g.call("FPDF_GetLastError"))
	}
	return g.err
}

// loadError is why a file could not be opened, by pdfium's number for it
// (fpdfview.h, FPDF_ERR_…).
func loadError(n uint64) error {
	switch n {
	case 3:
		return fmt.Errorf("%w: pdfium: not a PDF, or damaged", ErrBroken)
	case 4:
		return errGuestPassword
	case 5:
		return fmt.Errorf("%w: pdfium: unknown security handler", ErrEncrypted)
	}
	return fmt.Errorf("%w: pdfium: error %d", ErrBroken, n)
}

// stop ends the guest, if one is running.
func (b *pdfiumBook) stop() {
	if b.guest != nil {
		b.guest.stop()
		b.guest, b.document = nil, 0
	}
}

func (b *pdfiumBook) close() { b.stop(); b.source.SectionReader = nil }

func (b *pdfiumBook) pages() int { return b.count }

// ready gives a guest with the file open: a new one after an error, and after
// reopenAfter pages.
func (b *pdfiumBook) ready() (*guest, error) {
	if b.guest != nil && b.guest.err == nil && b.document != 0 && b.read < reopenAfter {
		return b.guest, nil
	}
	b.stop()
	if err := b.start(); err != nil {
		b.stop()
		return nil, err
	}
	return b.guest, nil
}

// load loads a page for f. An error of the guest, also one that f made, is
// load's, and the next page gets a new guest.
func (b *pdfiumBook) load(number int, f func(g *guest, page uint64)) error {
	g, err := b.ready()
	if err != nil {
		return err
	}
	b.read++
	gerr := guard(func() {
		page := g.call("FPDF_LoadPage", b.document, uint64(number-1))
		if page == 0 {
			if g.err == nil {
				err = fmt.Errorf("%w: pdfium: the page cannot be loaded", ErrBroken)
			}
			return
		}
		if g.flatten(page) {
			g.call("FPDF_ClosePage", page)
			if page = g.call("FPDF_LoadPage", b.document, uint64(number-1)); page == 0 {
				return
			}
		}
		f(g, page)
		g.call("FPDF_ClosePage", page)
	})
	if g.err == nil {
		g.err = gerr
	}
	if err == nil {
		err = g.err
	}
	return err
}

// info is the document's information dictionary.
func (b *pdfiumBook) info() Info {
	g, err := b.ready()
	if err != nil {
		return Info{}
	}
	tag := func(name string) string {
		return g.utf16("FPDF_GetMetaText", b.document, g.text(name))
	}
	return Info{Title: tag("Title"), Producer: tag("Producer"), Creator: tag("Creator")}
}

// text puts a string that ends with a null byte into the guest's memory, and
// gives its place. It stays there until the guest ends.
func (g *guest) text(s string) uint64 {
	at := g.call("malloc", uint64(len(s)+1))
	if b := g.bytes(uint32(at), len(s)+1); at != 0 && b != nil {
		copy(b, s)
		b[len(s)] = 0
	}
	return at
}

// maxGuestText is the most that is taken of a title or a name, in bytes.
const maxGuestText = 1 << 16

// utf16 calls a function that ends in (buffer, size) and gives the bytes that
// it needs: twice, first for the size. The text is UTF-16, little end first,
// with a null at its end.
func (g *guest) utf16(name string, args ...uint64) string {
	n := g.call(name, append(append([]uint64(nil), args...), 0, 0)...)
	if n < 2 || n > maxGuestText || g.err != nil {
		return ""
	}
	at := uint64(g.scratch)
	if n > scratchSize {
		at = g.call("malloc", n)
		defer g.call("free", at)
	}
	g.call(name, append(append([]uint64(nil), args...), at, n)...)
	return decodeUTF16(g.bytes(uint32(at), int(n)))
}

// decodeUTF16 reads little-endian UTF-16 up to a null.
func decodeUTF16(b []byte) string {
	u := make([]uint16, 0, len(b)/2)
	for i := 0; i+1 < len(b); i += 2 {
		c := uint16(b[i]) | uint16(b[i+1])<<8
		if c == 0 {
			break
		}
		u = append(u, c)
	}
	return string(utf16.Decode(u))
}
