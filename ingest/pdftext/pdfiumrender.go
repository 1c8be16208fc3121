package pdftext

import (
	"fmt"
	"image"
	"math"
)

// maxPixels is the largest picture that is made of a page, an A2 sheet at 300
// dots an inch: 36 MB in grey. Larger pages are drawn coarser.
const maxPixels = 36_000_000

// render draws a page in shades of grey, at dpi dots an inch or, for a large
// page, as many as it gives back.
func (b *pdfiumBook) render(number, dpi int) (img *image.Gray, atDPI int, err error) {
	err = b.load(number, func(g *guest, page uint64) {
		w := math.Float64frombits(g.call("FPDF_GetPageWidth", page))
		h := math.Float64frombits(g.call("FPDF_GetPageHeight", page))
		if area := w * h / 72 / 72; area*float64(dpi*dpi) > maxPixels {
			dpi = max(1, int(math.Sqrt(maxPixels/area)))
		}
		img = g.draw(page, int(math.Ceil(w*float64(dpi)/72)), int(math.Ceil(h*float64(dpi)/72)))
	})
	if err == nil && img == nil {
		err = fmt.Errorf("%w: pdfium: the page cannot be drawn", ErrBroken)
	}
	return img, dpi, err
}

// draw draws a page on white, in width by height pixels.
func (g *guest) draw(page uint64, width, height int) *image.Gray {
	const grey = 1 // FPDFBitmap_Gray, fpdfview.h
	if width <= 0 || height <= 0 || width*height > maxPixels+width+height {
		return nil
	}
	w, h := uint64(width), uint64(height)
	bitmap := g.call("FPDFBitmap_CreateEx", w, h, grey, 0, 0)
	if bitmap == 0 {
		return nil
	}
	g.call("FPDFBitmap_FillRect", bitmap, 0, 0, w, h, 0xffffffff)
	g.call("FPDF_RenderPageBitmap", bitmap, page, 0, 0, w, h, 0, 0)
	stride := int(int32(g.call("FPDFBitmap_GetStride", bitmap)))
	pixels := g.bytes(uint32(g.call("FPDFBitmap_GetBuffer", bitmap)), stride*height)
	if g.err != nil || pixels == nil || stride < width {
		return nil
	}
	img := image.NewGray(image.Rect(0, 0, width, height))
	for y := range height {
		copy(img.Pix[y*img.Stride:][:width], pixels[y*stride:])
	}
	g.call("FPDFBitmap_Destroy", bitmap)
	return img
}
