package ocr

import (
	"image"
	"math"
	"testing"
)

func TestSkew(t *testing.T) {
	page := picture(t, "letter.png")
	for _, degrees := range []float64{-3, -1.7, -0.8, 0.7, 1.1, 2.4} {
		askew := straightened(page, -degrees)
		if got := skew(askew); math.Abs(got-degrees) > 0.15 {
			t.Errorf("askew by %.1f degrees: %.1f", degrees, got)
		}
		for _, turn := range []int{90, 180, 270} {
			if got := skew(turned(askew, turn)); math.Abs(got-degrees) > 0.15 {
				t.Errorf("askew by %.1f degrees, and turned by %d: %.1f", degrees, turn, got)
			}
		}
	}
	for name, img := range map[string]*image.Gray{"level": page, "paper": paper(), "nothing": image.NewGray(image.Rectangle{})} {
		if got := skew(img); got != 0 {
			t.Errorf("%s: askew by %.1f degrees", name, got)
		}
	}
}

// Straightened, a picture is what it was before, as far as it was not cut off.
func TestStraightened(t *testing.T) {
	page := picture(t, "letter.png")
	back := straightened(straightened(page, -2), 2)
	b := page.Bounds()
	far := 0
	for y := b.Dy() / 10; y < b.Dy()*9/10; y++ {
		for x := b.Dx() / 10; x < b.Dx()*9/10; x++ {
			if d := int(page.GrayAt(b.Min.X+x, b.Min.Y+y).Y) - int(back.GrayAt(x, y).Y); d > 128 || d < -128 {
				far++
			}
		}
	}
	if 500*far > b.Dx()*b.Dy() {
		t.Errorf("%d of %d pixels differ", far, b.Dx()*b.Dy())
	}
}
