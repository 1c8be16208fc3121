package pdftext

import "strings"

// A Document is the text of one PDF.
type Document struct {
	Info    Info
	Outline []Bookmark // in reading order, depth first
	Pages   []Page
}

// Info is what the PDF says of itself.
type Info struct {
	Title    string
	Producer string
	Creator  string
}

// A Bookmark is one entry of the outline.
type Bookmark struct {
	Title string
	Depth int // from 0
	Page  int // the page it points at, from 1; 0 where it points at none
}

// A Page is the text of one page.
type Page struct {
	Number int     `json:"number"`
	Width  float64 `json:"width"` // as shown, turned pages turned
	Height float64 `json:"height"`
	Lines  []Line  `json:"lines"`  // in reading order
	Images int     `json:"images"` // pictures that cover a twentieth of the page or more
	Engine string  `json:"engine"` // what read the text layer: EnginePDFText or EnginePDFium
	OCR    bool    `json:"ocr"`    // lines were read from a picture, by us or by the scanner
	NoOCR  string  `json:"no_ocr,omitempty"`
	Err    string  `json:"err"` // why the page, or a part of it, could not be read; "" when it could
}

// A Line is a run of words on one baseline of one column.
type Line struct {
	Text string  `json:"t"`
	X    float64 `json:"x"`           // left edge
	Y    float64 `json:"y"`           // baseline, from the top of the page
	W    float64 `json:"w"`           // width
	Size float64 `json:"s"`           // font size as shown, of most of the line
	Font string  `json:"f"`           // base font without the subset prefix, of most of the line
	Bold bool    `json:"b,omitempty"` // most of the line is set in a heavy weight

	Artifact bool `json:"a,omitempty"` // the producer marked it as no part of the text: a running head or foot
}

// Right is the x of the line's right edge.
func (l Line) Right() float64 { return l.X + l.W }

// garbled reports whether more than one in a hundred characters of a page are
// none that text has: those that a font does not translate, private ones,
// control characters.
func garbled(lines []Line) bool {
	bad, all := 0, 0
	for _, l := range lines {
		for _, r := range l.Text {
			all++
			if isBad(r) {
				bad++
			}
		}
	}
	return 100*bad > all
}

// Text is the page's lines as plain text, one a line.
func (p *Page) Text() string {
	var b strings.Builder
	for _, l := range p.Lines {
		b.WriteString(l.Text)
		b.WriteByte('\n')
	}
	return b.String()
}
