package ocr

import (
	"image"
	"math"
)

// A page that lies askew on the glass is set straight before it is read. From
// about a degree on, the program loses lines, and whole paragraphs of clean
// text from one and a half: of a page of 408 words at 1.7 degrees it read 340
// as it lay, and 400 set straight.
const (
	maxSkew  = 3.5 // degrees: what lies further askew is no feeder's nor a hand's work
	skewStep = 0.1 // degrees
	minSkew  = 0.4 // degrees: with less the program copes
	// clearSkew is how much sharper the lines have to be at an angle than as
	// the page lies. On 24 scans askew by half a degree and more they were
	// sharper by 1.6 to 17, least in narrow columns.
	clearSkew = 1.3
	// fewInk is how much ink a page has at least that shows how it lies, in
	// pixels of the small picture: some words.
	fewInk = 400
)

// skew is by how many degrees a page's lines fall to the right, 0 where they
// are level, or where it does not show. Lines that stand upright tell it as
// well: they lean to the left by as much.
//
// Seen along the lines, a page of text is a row of dark and light stripes. At
// the right angle they are sharpest.
func skew(img *image.Gray) float64 {
	at := inkOf(img)
	if len(at) < fewInk {
		return 0
	}
	best, angle := 0.0, 0.0
	level := math.Max(stripes(at, 0, false), stripes(at, 0, true))
	steps := int(math.Round(maxSkew / skewStep))
	for i := -steps; i <= steps; i++ {
		a := float64(i) * skewStep
		for _, upright := range []bool{false, true} {
			if s := stripes(at, math.Tan(a*math.Pi/180), upright); s > best {
				best, angle = s, a
			}
		}
	}
	if math.Abs(angle) < minSkew || math.Abs(angle) > maxSkew-skewStep/2 || best < clearSkew*level {
		return 0
	}
	return angle
}

// skewGrain is how many pixels, across and down, make one of the small picture.
const skewGrain = 4

// inkOf is where ink is on a small picture of the page, without its edges,
// which have the copier's shadows.
func inkOf(img *image.Gray) []image.Point {
	b := img.Bounds()
	w, h := b.Dx()/skewGrain, b.Dy()/skewGrain
	light := make([]int, w*h)
	for y := range h * skewGrain {
		row := img.Pix[img.PixOffset(b.Min.X, b.Min.Y+y):][:w*skewGrain]
		small := light[y/skewGrain*w:][:w]
		for x, v := range row {
			small[x/skewGrain] += int(v)
		}
	}
	var at []image.Point
	for y := h / 20; y < h-h/20; y++ {
		for x := w / 20; x < w-w/20; x++ {
			// Ink is darker than what is a little above it, or below.
			v := light[y*w+x]
			if paper := max(light[max(0, y-3)*w+x], light[min(h-1, y+3)*w+x]); 4*v < 3*paper && paper > 90*skewGrain*skewGrain {
				at = append(at, image.Pt(x, y))
			}
		}
	}
	return at
}

// stripes is how sharp the stripes are along lines of a slope, or along those
// across them.
func stripes(at []image.Point, slope float64, upright bool) float64 {
	const middle = 4096
	sums := make([]int, 2*middle)
	for _, p := range at {
		along, across := float64(p.X), float64(p.Y)
		if upright {
			along, across = -across, along
		}
		if k := int(math.Floor(across-slope*along)) + middle/2; k >= 0 && k < len(sums) {
			sums[k]++
		}
	}
	sharp := 0.0
	for i := 1; i < len(sums); i++ {
		d := float64(sums[i] - sums[i-1])
		sharp += d * d
	}
	return sharp
}

// straightened is a picture turned about its middle so that lines that fall to
// the right by so many degrees are level. What comes from outside is like the
// edge: white would make the paper of a dark copy ink.
func straightened(img *image.Gray, degrees float64) *image.Gray {
	b := img.Bounds()
	w, h := b.Dx(), b.Dy()
	out := image.NewGray(image.Rect(0, 0, w, h))
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	cx, cy := float64(w)/2, float64(h)/2
	light := func(x, y int) float64 {
		return float64(img.Pix[img.PixOffset(b.Min.X+min(max(x, 0), w-1), b.Min.Y+min(max(y, 0), h-1))])
	}
	for y := range h {
		for x := range w {
			dx, dy := float64(x)+0.5-cx, float64(y)+0.5-cy
			fx, fy := cx+dx*cos-dy*sin-0.5, cy+dx*sin+dy*cos-0.5
			x0, y0 := int(math.Floor(fx)), int(math.Floor(fy))
			u, v := fx-float64(x0), fy-float64(y0)
			top := light(x0, y0)*(1-u) + light(x0+1, y0)*u
			foot := light(x0, y0+1)*(1-u) + light(x0+1, y0+1)*u
			out.Pix[y*out.Stride+x] = uint8(top*(1-v) + foot*v + 0.5)
		}
	}
	return out
}
