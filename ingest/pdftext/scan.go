package pdftext

import (
	"context"
	"errors"
	"image"
	"math"
	"slices"
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
		// A scan with a text layer of its own that is no use.
		{"rotten", true, func(s *sheet, _ tally) bool { return s.OCR && layerOf(s.Lines).rotten() }},
		// A scan: a picture over half of the page or more, and hardly any text
		// in the middle of it. What a stamp says in the margin does not count.
		{"scan", false, func(s *sheet, _ tally) bool { return s.covered >= 0.5 && s.bodyLetters() < fewLetters }},
		// Text drawn as outlines: 40 letters of 25 strokes.
		{"outlines", false, func(s *sheet, t tally) bool { return s.segments >= 1000 && t.letters < fewLetters }},
	}
}

// bodyLetters counts the letters between the head and the foot of the page.
func (s *sheet) bodyLetters() int {
	n := 0
	for _, l := range s.Lines {
		if !l.Artifact && !s.marginal(l) {
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
	if n.name == "scan" && ocr.Blank(img) {
		s.OCR = true // the back of a leaf: it was looked at, and says nothing
		return nil
	}
	read, err := program.Read(ctx, img, dpi)
	if err != nil {
		return err
	}
	layer := s.Lines
	switch {
	case n.replace && n.name != "force":
		layer = s.apart()
	case n.replace:
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

// ocrLines makes lines of what was read on a picture of size pixels, one for
// each cell of a table's row, less the words that stand where the text layer
// has some: it says them without mistakes. The lines of a page that was turned
// or set straight stand where they do on that page, so that they can be read on
// as text.
func ocrLines(read []ocr.Line, size image.Point, dpi int, layer []Line) []Line {
	scale := 72 / float64(dpi)
	var lines []Line
	for _, r := range read {
		width, height := float64(size.X)*scale, float64(size.Y)*scale
		lay := unturn(r.Turned, width, height).mul(askew(r.Skew, width, height))
		for _, words := range cells(r, read) {
			words = slices.DeleteFunc(words, func(w ocr.Word) bool {
				x, y := lay.apply((w.X0+w.X1)/2*scale, (w.Y0+w.Y1)/2*scale)
				return covered(x, y, layer)
			})
			if len(words) == 0 {
				continue
			}
			texts := make([]string, len(words))
			for i, w := range words {
				texts[i] = w.Text
			}
			text := tidyLine(newGlyph(strings.Join(texts, " "), 0).text)
			if text == "" {
				continue
			}
			x0, x1 := words[0].X0+r.Shift, words[len(words)-1].X1+r.Shift
			lines = append(lines, Line{Text: text, X: round(x0 * scale), Y: round(r.Baseline * scale), W: round(max(x1-x0, 0) * scale), Size: round(r.Size * scale)})
		}
	}
	return lines
}

// cellGap is from how much space between two words on they stand in two cells
// of a table's row, in sizes of their letters. In a justified line of a narrow
// column they come to 1.5.
const cellGap = 2.0

// cells parts a line's words where there is more space between them than text
// has, and above or below it, too: the program reads the row of a table as one
// line. Where a line of text has a gap alone, a rubber stamp stands on it.
func cells(r ocr.Line, page []ocr.Line) [][]ocr.Word {
	var out [][]ocr.Word
	for i, w := range r.Words {
		if i == 0 || w.X0-r.Words[i-1].X1 > cellGap*r.Size && ruled(r, r.Words[i-1].X1+r.Shift, w.X0+r.Shift, page) {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], w)
	}
	return out
}

// rowReach is how far above or below a gap another one tells of a column, in
// sizes of the letters.
const rowReach = 4

// ruled reports whether another line near r has a gap over or under the one
// from x0 to x1, or begins with what stands behind it.
func ruled(r ocr.Line, x0, x1 float64, page []ocr.Line) bool {
	for _, l := range page {
		if dy := math.Abs(l.Baseline - r.Baseline); dy > rowReach*r.Size || dy < r.Size/2 || len(l.Words) == 0 {
			continue
		}
		if math.Abs(l.X0-x1) < r.Size {
			return true
		}
		for i, w := range l.Words[1:] {
			left, right := l.Words[i].X1+l.Shift, w.X0+l.Shift
			if right-left > cellGap*l.Size && math.Min(right, x1)-math.Max(left, x0) > r.Size {
				return true
			}
		}
	}
	return false
}

// unturn maps a picture that was turned clockwise by so many degrees to what
// it was before, width by height.
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

// askew maps a picture that was set straight to what it was before, when its
// lines fell to the right by so many degrees.
func askew(degrees, width, height float64) matrix {
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	x, y := width/2, height/2
	return matrix{cos, sin, -sin, cos, x - x*cos + y*sin, y - x*sin - y*cos}
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
