package ocr

import "image"

// A scanned document has backs: paper with its grain, specks, the dark edge of
// the copier's lid, the holes it was filed by. To have them read takes as long
// as a page of text.
const (
	grain     = 8    // pixels: a picture is looked at in squares of this side, 0.7 mm at 300 dpi
	paperSide = 16   // squares: the paper is as light as the lightest in an area of this side
	inked     = 0.92 // of the paper's light: a square with less has ink on it, or a shadow
	blankEdge = 0.07 // of the picture, on each side, is not looked at: edges, holes
	fewInked  = 8    // squares: a page number has ten and more
)

// Blank reports whether a picture is one of paper with nothing on it. Faint
// writing is something; what shines through from the other side is, if it is
// clear enough to be told from the paper.
func Blank(img *image.Gray) bool {
	light, w, h := squares(img)
	paper := make([]float64, (w/paperSide+1)*(h/paperSide+1))
	area := func(x, y int) int { return y/paperSide*(w/paperSide+1) + x/paperSide }
	for y := range h {
		for x := range w {
			paper[area(x, y)] = max(paper[area(x, y)], light[y*w+x])
		}
	}
	ink := make([]bool, len(light))
	for y := range h {
		for x := range w {
			ink[y*w+x] = light[y*w+x] < inked*paper[area(x, y)]
		}
	}
	n := 0
	for y := int(blankEdge * float64(h)); y < h-int(blankEdge*float64(h)); y++ {
		for x := int(blankEdge * float64(w)); x < w-int(blankEdge*float64(w)); x++ {
			if ink[y*w+x] && beside(ink, w, h, x, y) >= 2 {
				if n++; n >= fewInked {
					return false
				}
			}
		}
	}
	return true
}

// squares gives the mean light of each square, row by row, and how many there
// are across and down.
func squares(img *image.Gray) (light []float64, w, h int) {
	b := img.Bounds()
	w, h = b.Dx()/grain, b.Dy()/grain
	light = make([]float64, w*h)
	for y := range h * grain {
		row := img.Pix[img.PixOffset(b.Min.X, b.Min.Y+y):][:w*grain]
		for x := range w {
			sum := 0
			for _, v := range row[x*grain : (x+1)*grain] {
				sum += int(v)
			}
			light[y/grain*w+x] += float64(sum)
		}
	}
	return light, w, h
}

// beside counts the squares around one that have ink on them: a speck has
// none, a stroke two.
func beside(ink []bool, w, h, x, y int) int {
	n := 0
	for v := max(0, y-1); v <= min(h-1, y+1); v++ {
		for u := max(0, x-1); u <= min(w-1, x+1); u++ {
			if ink[v*w+u] && (u != x || v != y) {
				n++
			}
		}
	}
	return n
}
