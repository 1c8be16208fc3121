package pdftext

import (
	"context"
	"errors"
	"image"
	"math"
	"strings"

	"referat/ingest/ocr"
)

// OCRMode says when pages are read as pictures.
type OCRMode string

// When pages are read as pictures.
const (
	OCRAuto  OCRMode = "auto" // those that need it; the zero OCRMode means this, too
	OCROff   OCRMode = "off"
	OCRForce OCRMode = "force" // all
)

// Why a page that needed OCR had none (Page.NoOCR); "" where it was read, or
// did not need it.
const (
	NoOCROff      = "off"      // it was not wanted
	NoOCRMissing  = "missing"  // there is no OCR program
	NoOCRLanguage = "language" // the program lacks a language
	NoOCRFailed   = "failed"   // it was tried, and did not work
)

// scanDPI is how fine a page is drawn for OCR (tesseract's advice is 300; 200
// does as well on clean scans, and worse on small print).
const scanDPI = 300

// A need is why a page is to be read as a picture.
type need struct {
	name    string
	replace bool // what OCR reads takes the place of the text layer
	of      func(s *sheet, t tally) bool
}

func needs() []need {
	return []need{
		// The text layer is there, but most of it is no text: fonts that do
		// not say what their glyphs mean.
		{"unreadable", true, func(s *sheet, t tally) bool {
			return 5*t.bad > t.characters || s.mute > t.letters+fewLetters || s.OCR && t.runTogether()
		}},
		// A scan: a picture over half of the page or more, and hardly any text
		// in the middle of it. What a stamp says in the margin does not count.
		{"scan", false, func(s *sheet, _ tally) bool { return s.covered >= 0.5 && s.bodyLetters() < fewLetters }},
		// Text drawn as outlines: 40 letters of 25 strokes.
		{"outlines", false, func(s *sheet, t tally) bool { return s.segments >= 1000 && t.letters < fewLetters }},
	}
}

// bodyLetters counts the letters between the head and the foot of the page,
// an eighth of it each: stamps of five lines reach no further.
func (s *sheet) bodyLetters() int {
	n := 0
	for _, l := range s.Lines {
		if !l.Artifact && l.Y > s.Height/8 && l.Y < s.Height*7/8 {
			n += letters(l.Text)
		}
	}
	return n
}

// scanned gives the first need that a page has; nil for none.
func (s *sheet) scanned(mode OCRMode) *need {
	if mode == OCRForce {
		return &need{name: "force", replace: true}
	}
	t := tallyOf(s.Lines)
	for _, n := range needs() {
		if n.of(s, t) {
			return &n
		}
	}
	return nil
}

// noOCR is why there is no OCR program.
func noOCR(err error) string {
	if errors.Is(err, ocr.ErrLanguage) {
		return NoOCRLanguage
	}
	return NoOCRMissing
}

// scan reads a page as a picture and puts what it says on it. The error is
// ctx's, or the OCR program's.
func (s *sheet) scan(ctx context.Context, program *ocr.Program, img *image.Gray, dpi int, n *need) error {
	read, err := program.Read(ctx, img, dpi)
	if err != nil {
		return err
	}
	layer := s.Lines
	if n.replace {
		layer = nil
	}
	lines := ocrLines(read, img.Rect.Size(), dpi, layer)
	if len(lines) == 0 {
		return nil
	}
	if n.replace {
		s.Err = "" // it was of the text layer
	}
	s.Lines, s.OCR = append(layer[:len(layer):len(layer)], lines...), true
	return nil
}

// ocrLines makes lines of what was read on a picture of size pixels, less the
// words that stand where the text layer has some: it says them without
// mistakes.
func ocrLines(read []ocr.Line, size image.Point, dpi int, layer []Line) []Line {
	scale := 72 / float64(dpi)
	var lines []Line
	for _, r := range read {
		upright := unturn(r.Turned, float64(size.X)*scale, float64(size.Y)*scale)
		text, x0, x1 := r.Text, r.X0, r.X1
		if len(layer) > 0 {
			text, x0, x1 = uncovered(r, scale, upright, layer)
		}
		if text = tidyLine(newGlyph(text, 0).text); text == "" {
			continue
		}
		x, y := upright.apply(x0*scale, r.Baseline*scale)
		lines = append(lines, Line{Text: text, X: round(x), Y: round(y), W: round((x1 - x0) * scale), Size: round(r.Size * scale)})
	}
	return lines
}

// unturn maps a picture that was turned clockwise by so many degrees to what
// it was before, width by height: a line that stands upright on the page is
// placed as the engines place such a line, at its first letter.
func unturn(degrees int, width, height float64) matrix {
	switch degrees {
	case 90:
		return matrix{0, -1, 1, 0, 0, height}
	case 180:
		return matrix{-1, 0, 0, -1, width, height}
	case 270:
		return matrix{0, 1, -1, 0, width, 0}
	}
	return identity()
}

// uncovered is what is left of a line without the words that the text layer
// has, and from where to where it reaches, in pixels.
func uncovered(r ocr.Line, scale float64, upright matrix, layer []Line) (text string, x0, x1 float64) {
	var left []string
	x0, x1 = math.Inf(1), math.Inf(-1)
	for _, w := range r.Words {
		x, y := upright.apply((w.X0+w.X1)/2*scale, (w.Y0+w.Y1)/2*scale)
		if covered(x, y, layer) {
			continue
		}
		left = append(left, w.Text)
		x0, x1 = math.Min(x0, w.X0), math.Max(x1, w.X1)
	}
	return strings.Join(left, " "), x0, x1
}

// covered reports whether a line lies over a point.
func covered(x, y float64, layer []Line) bool {
	for _, l := range layer {
		if x > l.X-1 && x < l.Right()+1 && y > l.Y-l.Size && y < l.Y+0.3*l.Size {
			return true
		}
	}
	return false
}
