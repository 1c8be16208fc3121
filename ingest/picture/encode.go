package picture

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
)

// The types of an encoded picture.
const (
	TypePNG  = "image/png"
	TypeJPEG = "image/jpeg"
)

// Pages of text become PNG with a palette, of 16 shades where they are grey:
// the edges of letters stay sharp, which JPEG blurs, and at a width of 1200
// pixels they take 15-80 KB where JPEG takes 40-240. Scans and photographs have
// few places where a pixel is like the one before; PNG takes 5-10 times as much
// there as JPEG, and its time.
const (
	flatShare   = 0.7  // of the pixels like the one before, for PNG to be tried
	largePNG    = 0.12 // bytes a pixel, from which on JPEG is tried, too
	jpegQuality = 80   // under 75 letters have rings around them
	shades      = 16   // of a grey page: PNG packs two pixels into a byte
)

// encode encodes a drawing by what is smaller and stays sharp.
func encode(img image.Image) (data []byte, kind string, err error) {
	var small bytes.Buffer
	if p := reduced(img); p != nil {
		if err := (&png.Encoder{}).Encode(&small, p); err != nil {
			return nil, "", err
		}
		if size := img.Bounds().Size(); float64(small.Len()) < largePNG*float64(size.X*size.Y) {
			return small.Bytes(), TypePNG, nil
		}
	}
	var photo bytes.Buffer
	if err := jpeg.Encode(&photo, img, &jpeg.Options{Quality: jpegQuality}); err != nil {
		if small.Len() == 0 {
			return nil, "", err
		}
		return small.Bytes(), TypePNG, nil
	}
	if n := small.Len(); n > 0 && n < photo.Len() {
		return small.Bytes(), TypePNG, nil
	}
	return photo.Bytes(), TypeJPEG, nil
}

// reduced is a drawing with a palette; nil where it has not the flat areas that
// a page of text has, or more colours than a palette holds.
func reduced(img image.Image) *image.Paletted {
	switch img := img.(type) {
	case *image.Gray:
		return reducedGrey(img)
	case *image.RGBA:
		if p := reducedColour(img, 0xff); p != nil {
			return p
		}
		return reducedColour(img, 0xf0)
	}
	return nil
}

func reducedGrey(img *image.Gray) *image.Paletted {
	var palette color.Palette
	for i := range shades {
		palette = append(palette, color.Gray{Y: uint8(i * 255 / (shades - 1))})
	}
	var place [256]uint8
	for v := range place {
		place[v] = uint8((v*(shades-1) + 127) / 255)
	}
	out := image.NewPaletted(img.Rect, palette)
	flat := 0
	for i, v := range img.Pix { // both have no space between the rows
		out.Pix[i] = place[v]
		if i > 0 && out.Pix[i] == out.Pix[i-1] {
			flat++
		}
	}
	if float64(flat+1) < flatShare*float64(len(img.Pix)) {
		return nil
	}
	return out
}

// reducedColour keeps the bits of mask of each colour. White and black stay
// what they are.
func reducedColour(img *image.RGBA, mask uint8) *image.Paletted {
	places := map[[3]uint8]uint8{}
	var palette color.Palette
	out := image.NewPaletted(img.Rect, nil)
	var last [3]uint8
	flat := 0
	for i := range out.Pix {
		p := img.Pix[4*i:][:3]
		c := [3]uint8{level(p[0], mask), level(p[1], mask), level(p[2], mask)}
		if i > 0 && c == last {
			out.Pix[i] = out.Pix[i-1]
			flat++
			continue
		}
		last = c
		place, known := places[c]
		if !known {
			if len(palette) == 256 {
				return nil
			}
			place = uint8(len(palette))
			places[c] = place
			palette = append(palette, color.RGBA{c[0], c[1], c[2], 0xff})
		}
		out.Pix[i] = place
	}
	if float64(flat+1) < flatShare*float64(len(out.Pix)) {
		return nil
	}
	out.Palette = palette
	return out
}

// level is v in the steps of mask: all of them, or the 16 that 0xf0 leaves.
func level(v, mask uint8) uint8 {
	if mask == 0xff {
		return v
	}
	return uint8((int(v)*15+127)/255) * 17
}
