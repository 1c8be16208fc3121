package ocr

import "image"

// A reading is what the program read on the picture, turned by so many degrees
// clockwise.
type reading struct {
	lines  []rawLine
	turned int
}

// fewWords is what a page must have at least for the way that it lies to show.
const fewWords = 3

// turn says how the picture is to be turned for another reading: 0 for not at
// all. Where most of the text stands on its side the program turns each line
// by itself, with the head to the left, and where that gives words, the picture
// is to be turned likewise: for the layout of the page, and for the baselines,
// which it does not know. Where it gives none, the head was to the right. That
// held for all of 78 pages turned each way; so one more reading is enough, and
// it needs neither the data for orientation (osd) nor the time of that.
func (r reading) turn() int {
	standing, all, words := 0, 0, 0
	sum := 0.0
	for _, l := range r.lines {
		for _, w := range l.words {
			n := w.letters()
			if n < 3 {
				continue
			}
			words++
			all += n
			sum += w.Confidence * float64(n)
			if w.Y1-w.Y0 > w.X1-w.X0 {
				standing += n
			}
		}
	}
	if words < fewWords {
		return 0
	}
	poor := sum < poorPage*float64(all)
	switch {
	case 2*standing > all && poor:
		return 90
	case 2*standing > all:
		return 270
	case poor:
		return 180
	}
	return 0
}

// worth is how much a reading has read: the letters of words that it is sure of.
func (r reading) worth() int {
	n := 0
	for _, l := range r.lines {
		for _, w := range l.words {
			if w.Confidence >= 75 && w.letters() >= 3 && w.X1-w.X0 > w.Y1-w.Y0 {
				n += w.letters()
			}
		}
	}
	return n
}

// turned is a picture turned clockwise by 90, 180 or 270 degrees.
func turned(img *image.Gray, degrees int) *image.Gray {
	b := img.Bounds()
	w, h := b.Dx(), b.Dy()
	out := image.NewGray(image.Rect(0, 0, h, w))
	if degrees == 180 {
		out = image.NewGray(image.Rect(0, 0, w, h))
	}
	for y := range h {
		row := img.Pix[img.PixOffset(b.Min.X, b.Min.Y+y):][:w]
		for x, v := range row {
			switch degrees {
			case 90:
				out.Pix[x*out.Stride+h-1-y] = v
			case 180:
				out.Pix[(h-1-y)*out.Stride+w-1-x] = v
			case 270:
				out.Pix[(w-1-x)*out.Stride+y] = v
			}
		}
	}
	return out
}
