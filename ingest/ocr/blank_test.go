package ocr

import (
	"image"
	"image/color"
	"image/draw"
	"math/rand/v2"
	"testing"
)

// paper is a scan of empty paper at 100 dpi: grain, a shadow to one side,
// specks, a dark edge, holes.
func paper() *image.Gray {
	r := rand.New(rand.NewPCG(1, 2))
	img := image.NewGray(image.Rect(0, 0, 827, 1169))
	for y := range 1169 {
		for x := range 827 {
			v := 250 - float64(x*x)/827/827*40 + r.NormFloat64()*8
			img.Pix[y*img.Stride+x] = uint8(max(0, min(255, v)))
		}
	}
	fill := func(rect image.Rectangle, v uint8) {
		draw.Draw(img, rect, image.NewUniform(color.Gray{v}), image.Point{}, draw.Src)
	}
	for range 200 {
		x, y := r.IntN(820), r.IntN(1160)
		fill(image.Rect(x, y, x+3, y+3), 40)
	}
	fill(image.Rect(0, 0, 14, 1169), 20)
	fill(image.Rect(0, 1155, 827, 1169), 30)
	fill(image.Rect(28, 400, 50, 422), 25)
	fill(image.Rect(28, 740, 50, 762), 25)
	return img
}

func TestBlank(t *testing.T) {
	if !Blank(paper()) {
		t.Error("empty paper is not blank")
	}
	if !Blank(image.NewGray(image.Rect(0, 0, 827, 1169))) || !Blank(image.NewGray(image.Rect(0, 0, 5, 5))) || !Blank(image.NewGray(image.Rectangle{})) {
		t.Error("a picture of one grey is not blank")
	}
	for _, tt := range []struct {
		name string
		ink  uint8
		rect image.Rectangle
	}{
		{"a word", 60, image.Rect(300, 500, 340, 512)},
		{"a line drawn by hand with a soft pencil", 185, image.Rect(200, 700, 420, 706)},
		{"a page number", 40, image.Rect(400, 1060, 424, 1084)},
	} {
		img := paper()
		draw.Draw(img, tt.rect, image.NewUniform(color.Gray{tt.ink}), image.Point{}, draw.Src)
		if Blank(img) {
			t.Errorf("%s is blank", tt.name)
		}
	}
	if Blank(picture(t, "letter.png")) {
		t.Error("a letter is blank")
	}
}
