package picture

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"math/rand/v2"
	"testing"
)

// paper is a white page with strokes on it, dark in the middle and lighter at
// the edges as letters are.
func paper(dark, edge color.Color) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, 400, 560))
	draw.Draw(img, img.Rect, image.White, image.Point{}, draw.Src)
	for y := 40; y < 520; y += 20 {
		for x := 40; x < 360; x += 8 {
			draw.Draw(img, image.Rect(x, y, x+3, y+12), image.NewUniform(edge), image.Point{}, draw.Src)
			draw.Draw(img, image.Rect(x+1, y+1, x+2, y+11), image.NewUniform(dark), image.Point{}, draw.Src)
		}
	}
	return img
}

func grey(img image.Image) *image.Gray {
	g := image.NewGray(img.Bounds())
	draw.Draw(g, g.Rect, img, image.Point{}, draw.Src)
	return g
}

// noise is a photograph: no pixel is quite like the next.
func noise() *image.RGBA {
	r := rand.New(rand.NewPCG(1, 2))
	img := image.NewRGBA(image.Rect(0, 0, 400, 560))
	for y := range 560 {
		for x := range 400 {
			n := uint8(r.IntN(24))
			img.SetRGBA(x, y, color.RGBA{uint8(x/2) + n, uint8(y/3) + n, 120 + n, 255})
		}
	}
	return img
}

func TestEncode(t *testing.T) {
	manyColours := paper(color.RGBA{20, 40, 200, 255}, color.RGBA{180, 190, 240, 255})
	for i := range 300 { // more colours than a palette has
		manyColours.SetRGBA(10+i, 5, color.RGBA{uint8(i), uint8(i / 2), uint8(255 - i/2), 255})
	}
	for _, tt := range []struct {
		name string
		img  image.Image
		kind string
		off  int // how far a shade may be from what was drawn, of 255; for JPEG nothing is said
	}{
		{"black text", grey(paper(color.Black, color.Gray{Y: 130})), TypePNG, 9},
		{"text in a colour", paper(color.RGBA{20, 40, 200, 255}, color.RGBA{181, 190, 243, 255}), TypePNG, 0},
		{"text, and a band of many colours", manyColours, TypePNG, 9},
		{"a photograph", noise(), TypeJPEG, 255},
		{"a grey photograph", grey(noise()), TypeJPEG, 255},
		{"nothing", grey(image.NewRGBA(image.Rect(0, 0, 1, 1))), TypePNG, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			data, kind, err := encode(tt.img)
			if err != nil || kind != tt.kind {
				t.Fatalf("%s, %v", kind, err)
			}
			got, format, err := image.Decode(bytes.NewReader(data))
			if err != nil || "image/"+format != kind || got.Bounds() != tt.img.Bounds() {
				t.Fatalf("%s of %v, %v", format, got.Bounds(), err)
			}
			if kind == TypeJPEG {
				if len(data) > 400*560/2 {
					t.Errorf("%d bytes", len(data))
				}
				return
			}
			for y := range got.Bounds().Dy() {
				for x := range got.Bounds().Dx() {
					if d := distance(got.At(x, y), tt.img.At(x, y)); d > tt.off {
						t.Fatalf("%d,%d: %v for %v", x, y, got.At(x, y), tt.img.At(x, y))
					}
				}
			}
		})
	}
}

// distance is how far two colours are from each other in the part where they
// differ most, of 255.
func distance(a, b color.Color) int {
	r1, g1, b1, _ := a.RGBA()
	r2, g2, b2, _ := b.RGBA()
	most := 0
	for _, d := range []int{int(r1>>8) - int(r2>>8), int(g1>>8) - int(g2>>8), int(b1>>8) - int(b2>>8)} {
		most = max(most, d, -d)
	}
	return most
}
