package ocr

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/png"
	"strconv"
	"strings"
	"time"
)

// DPI is how fine a page is best drawn for Read. Measured on bilag and on a page
// of law and numbers in five fonts, as scans from clean to bad (200 and 300
// dpi): the share of the pages' word pairs that were read, and the CPU time of
// a page.
//
//	                      200 dpi        250 dpi        300 dpi
//	bilag                 0.983, 3.2 s   0.982, 3.5 s   0.984, 3.9 s
//	law, 11 points        0.962, 2.0 s   0.961, 2.1 s   0.960, 2.6 s
//	law, 7 to 9 points    0.962, 1.8 s   0.963, 2.1 s   0.967, 2.4 s
//	law, 5 and 6 points   0.914, 1.4 s   0.925, 1.8 s   0.937, 2.3 s
//
// So 200 does for letters and notes, and 300 pays for small print.
const DPI = 300

// TimeLimit is the longest that Read takes for a page, however many times it
// reads it; a dense page takes 2 to 5 s of one core, and is read twice at most.
const TimeLimit = 2 * time.Minute

// What a picture may measure, in pixels: tesseract takes sides of 32,767, and
// the whole is at 300 dpi a page of 80 by 80 cm. A4 at 300 dpi is 8.7 million.
const (
	maxSide   = 32767
	maxPixels = 90 << 20
)

var errSlow = fmt.Errorf("it took more than %v", TimeLimit)

// Read reads a picture of a page, dpi pixels to the inch. A page that lies
// askew is set straight (see Line.Skew), one that lies on its side or upside
// down is turned (see Line.Turned). A blank page, or one
// with nothing but photographs, has no lines. The error is ctx's where ctx has
// ended, else the program's; tesseract itself is killed with ctx.
func (p *Program) Read(ctx context.Context, img *image.Gray, dpi int) ([]Line, error) {
	size := img.Bounds().Size()
	if size.X > maxSide || size.Y > maxSide || size.X*size.Y > maxPixels {
		return nil, fmt.Errorf("ocr: a picture of %d by %d pixels is too large", size.X, size.Y)
	}
	if Blank(img) {
		return nil, nil
	}
	slant := skew(img)
	if slant != 0 {
		img = straightened(img, slant)
	}
	limit, cancel := context.WithTimeoutCause(ctx, TimeLimit, errSlow)
	defer cancel()
	best, err := p.reading(limit, img, dpi, 0)
	if err != nil {
		return nil, p.failed(ctx, err)
	}
	if turn := best.turn(); turn != 0 {
		second, err := p.reading(limit, turned(img, turn), dpi, turn)
		if err != nil {
			return nil, p.failed(ctx, err)
		}
		if second.worth() > best.worth() {
			best = second
		}
	}
	lines := finished(best)
	for i := range lines {
		lines[i].Skew = slant
	}
	return lines, nil
}

// finished makes lines of a reading, mended and without rubbish, the figures
// of tables in their rows.
func finished(r reading) []Line {
	l := lines(r.lines, r.turned)
	mend(l, allMendings())
	mendSections(l)
	l = withoutSpecks(clean(l))
	steady(l)
	return rows(l)
}

// failed says that the program failed, or only that ctx has ended.
func (p *Program) failed(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return fmt.Errorf("ocr: %s: %w", p.version, err)
}

// reading has the program read one picture.
//
// The picture goes by standard input, as a PNG that is not compressed: of an A4
// page at 300 dpi that costs 0.25 s less CPU than PGM, which tesseract reads
// byte by byte, and 0.3 s less than a compressed PNG of a scan. What comes back
// is hOCR: TSV takes the same time and has no baselines and letter sizes.
// --psm 3 is a page of any layout, without a guess at the way it is turned.
func (p *Program) reading(ctx context.Context, img *image.Gray, dpi, turned int) (reading, error) {
	var picture bytes.Buffer
	picture.Grow(len(img.Pix) + len(img.Pix)/100 + 4096)
	encoder := png.Encoder{CompressionLevel: png.NoCompression}
	if err := encoder.Encode(&picture, img); err != nil {
		return reading{}, err
	}
	hocr, err := p.run(ctx, picture.Bytes(), "stdin", "stdout", "-l", strings.Join(p.languages, "+"),
		"--psm", "3", "--dpi", strconv.Itoa(dpi), "hocr")
	if err != nil {
		return reading{}, err
	}
	if len(hocr) == 0 {
		return reading{}, errors.New("it gave no answer")
	}
	raw, err := parseHOCR(hocr)
	return reading{raw, turned}, err
}
