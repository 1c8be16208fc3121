package ocr

import (
	"image"
	"testing"
)

// words is a reading of n words of one confidence, standing or lying.
func words(n int, confidence, width, height float64) reading {
	l := rawLine{box: box{0, 0, 1, 1}}
	for range n {
		l.words = append(l.words, Word{Text: "badebro", X1: width, Y1: height, Confidence: confidence})
	}
	return reading{lines: []rawLine{l}}
}

func TestTurn(t *testing.T) {
	for _, c := range []struct {
		name string
		r    reading
		want int
	}{
		{"upright", words(20, 92, 80, 20), 0},
		{"upside down", words(20, 20, 80, 20), 180},
		{"head to the right", words(20, 93, 20, 80), 270},
		{"head to the left", words(20, 18, 20, 80), 90},
		{"too little", words(2, 18, 20, 80), 0},
		{"nothing", reading{}, 0},
	} {
		if got := c.r.turn(); got != c.want {
			t.Errorf("%s: turn by %d, want %d", c.name, got, c.want)
		}
	}
}

func TestTurned(t *testing.T) {
	// 1 2 3
	// 4 5 6, as a part of a larger picture
	whole := image.NewGray(image.Rect(0, 0, 5, 4))
	img := whole.SubImage(image.Rect(1, 1, 4, 3)).(*image.Gray)
	for i, v := range []uint8{1, 2, 3, 4, 5, 6} {
		img.Pix[img.PixOffset(1+i%3, 1+i/3)] = v
	}
	for degrees, want := range map[int]string{
		90:  "\x04\x01\x05\x02\x06\x03",
		180: "\x06\x05\x04\x03\x02\x01",
		270: "\x03\x06\x02\x05\x01\x04",
	} {
		got := turned(img, degrees)
		if string(got.Pix) != want {
			t.Errorf("%d degrees: got %v, want %v", degrees, got.Pix, []byte(want))
		}
		if size := got.Bounds().Size(); (size == image.Pt(2, 3)) != (degrees != 180) {
			t.Errorf("%d degrees: size %v", degrees, size)
		}
	}
}
