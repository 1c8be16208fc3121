package pdftext

import (
	"errors"
	"fmt"
	"image"
	"io"
	"math"
)

// A Drawing is a page as it looks, and where its words stand.
type Drawing struct {
	Image image.Image // *image.Gray where the page has no colour, else *image.RGBA
	Words []Word      // as pdfium finds them in the text layer; none on a scan without one
	Pages int         // that pdfium finds in the PDF: with another number than whoever read it found, the page is another one
}

// Limits of a drawing, in pixels. A page that would be larger, as a strip of a
// plan is, is drawn less wide than was asked for.
const (
	maxDrawnWidth = 2000
	maxDrawn      = 6_000_000 // 24 MB in colour; an A4 page of 2000 across has 5.7 million
)

// Errors of Draw beside those of Read: that a PDF has no page of the number that
// was asked for; and that pdfium did not start, for want of memory or room on the
// disk, which is no fault of the PDF.
var (
	ErrNoPage = errors.New("no such page")
	ErrEngine = errors.New("the second PDF engine cannot be started")
)

// Draw draws a page, numbered from 1, on white and width pixels wide (at least
// 1), the right way up and cropped as it is shown. Its errors are those of
// Read, ErrNoPage and ErrEngine; a page that cannot be drawn is ErrBroken.
//
// A file with a damaged cross-reference table is mended first where pdfium
// refuses it, or finds nothing on the page.
func (r *Reader) Draw(in io.ReaderAt, size int64, passwords []string, page, width int) (*Drawing, error) {
	in, size, err := fromHeader(in, size)
	if err != nil {
		return nil, err
	}
	s, err := r.engine()
	if err != nil {
		return nil, err
	}
	d, err := s.draw(in, size, passwords, page, width)
	if err == nil && !d.blank() || err != nil && (!errors.Is(err, ErrBroken) || errors.Is(err, ErrEngine)) {
		return d, err
	}
	if in, size, mendErr := rebuilt(in, size); mendErr == nil {
		if mended, mendErr := s.draw(in, size, passwords, page, width); mendErr == nil && (d == nil || !mended.blank()) {
			return mended, nil
		}
	}
	return d, err
}

// draw draws a page in a guest of its own.
func (s *sandbox) draw(in io.ReaderAt, size int64, passwords []string, page, width int) (*Drawing, error) {
	b, err := s.open(in, size, passwords)
	if err != nil {
		return nil, err
	}
	defer b.close()
	if page < 1 || page > b.count {
		return nil, fmt.Errorf("page %d of %d: %w", page, b.count, ErrNoPage)
	}
	d := &Drawing{Pages: b.count}
	err = b.load(page, func(g *guest, p uint64) {
		var shown sheet
		m := g.shown(p, &shown)
		if w, h := drawnSize(shown.Width, shown.Height, width); w > 0 {
			d.Image = g.drawColour(p, w, h)
			d.Words = g.words(p, m, shown.Width, shown.Height)
		}
	})
	if err == nil && d.Image == nil {
		err = fmt.Errorf("%w: pdfium: the page cannot be drawn", ErrBroken)
	}
	if err != nil {
		return nil, err
	}
	return d, nil
}

// drawnSize is the pixels of a page of width by height points that is to be
// wide pixels across, within the limits; 0 where there is nothing to draw.
func drawnSize(width, height float64, wide int) (w, h int) {
	if !(width > 0 && height > 0) || math.IsInf(width, 0) || math.IsInf(height, 0) || wide < 1 {
		return 0, 0
	}
	across := math.Min(float64(wide), maxDrawnWidth)
	if down := across * height / width; across*down > maxDrawn {
		across = math.Sqrt(maxDrawn * width / height)
	}
	down := math.Round(across * height / width)
	across = math.Floor(across)
	if across < 1 || down < 1 || down > maxDrawn { // a hair across, or down
		return 0, 0
	}
	return int(across), int(down)
}

// drawColour draws a page on white, width by height pixels: in colour, or in
// grey where no pixel has any.
func (g *guest) drawColour(page uint64, width, height int) image.Image {
	const bgrx, rgbOrder = 3, 0x10 // FPDFBitmap_BGRx, FPDF_REVERSE_BYTE_ORDER: fpdfview.h
	w, h := uint64(width), uint64(height)
	bitmap := g.call("FPDFBitmap_CreateEx", w, h, bgrx, 0, 0)
	if bitmap == 0 {
		return nil
	}
	g.call("FPDFBitmap_FillRect", bitmap, 0, 0, w, h, 0xffffffff)
	g.call("FPDF_RenderPageBitmap", bitmap, page, 0, 0, w, h, 0, rgbOrder)
	stride := int(int32(g.call("FPDFBitmap_GetStride", bitmap)))
	buffer := uint32(g.call("FPDFBitmap_GetBuffer", bitmap))
	if g.err != nil || stride < 4*width {
		return nil
	}
	pixels := g.bytes(buffer, stride*height)
	if pixels == nil {
		return nil
	}
	img := toImage(pixels, stride, width, height)
	g.call("FPDFBitmap_Destroy", bitmap)
	return img
}

// toImage copies pixels of four bytes, red, green, blue and nothing, of rows
// stride bytes apart.
func toImage(pixels []byte, stride, width, height int) image.Image {
	at := image.Rect(0, 0, width, height)
	if !coloured(pixels, stride, width, height) {
		img := image.NewGray(at)
		for y := range height {
			to, from := img.Pix[y*img.Stride:][:width], pixels[y*stride:][:4*width]
			for x := range to {
				to[x] = from[4*x]
			}
		}
		return img
	}
	img := image.NewRGBA(at)
	for y := range height {
		to, from := img.Pix[y*img.Stride:][:4*width], pixels[y*stride:][:4*width]
		for x := 0; x < len(to); x += 4 {
			to[x], to[x+1], to[x+2], to[x+3] = from[x], from[x+1], from[x+2], 0xff
		}
	}
	return img
}

// coloured reports whether any pixel is no shade of grey.
func coloured(pixels []byte, stride, width, height int) bool {
	for y := range height {
		row := pixels[y*stride:][:4*width]
		for x := 0; x < len(row); x += 4 {
			if row[x] != row[x+1] || row[x+1] != row[x+2] {
				return true
			}
		}
	}
	return false
}

// blank reports whether nothing is drawn: every pixel is white.
func (d *Drawing) blank() bool {
	grey, ok := d.Image.(*image.Gray)
	if !ok || len(d.Words) > 0 {
		return false
	}
	for _, p := range grey.Pix {
		if p != 0xff {
			return false
		}
	}
	return true
}
