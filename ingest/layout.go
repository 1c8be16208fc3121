package ingest

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strings"

	"referat/ingest/pdftext"
	"referat/pkg/archive"
)

// A page's layout is all of a pdftext.Page but the lines' texts, which the
// archive has as the page's text. Integers are varints (sint: zigzag), a string
// is its length and its bytes:
//
//	byte    2, the version; the layouts of store format 1 are JSON, with the texts, and begin with '{'
//	sint    the page's number
//	column  width, height
//	sint    images
//	byte    flags: flagOCR, flagLengths
//	string  engine, why there was no OCR, error
//	uint    fonts, and a string for each
//	uint    styles; for each the font's place in the list and its flags, both uint: flagBold, flagArtifact; a column of the sizes
//	uint    lines; for each the style's place, uint
//	column  x, y, w of the lines
//	uint    only with flagLengths, for each line: the bytes of its text
//
// A column is numbers in hundredths of a point, which is what the reader
// rounds to: a byte unitShort, and for each number two bytes, low one first; or
// unitStep, and for each its difference to the one before, a sint. The latter is
// for y, and for what two bytes cannot hold. Where a number is something else,
// unitBits, and for each the eight bytes of the float64. Without flagLengths
// each line ends with the next newline of the page's text.
const layoutVersion = 2

const (
	flagOCR     = 1 // pdftext.Page.OCR
	flagLengths = 2 // a line's text has a newline in it

	flagBold     = 1
	flagArtifact = 2

	unitStep  = 0
	unitBits  = 1
	unitShort = 2
)

var errLayout = errors.New("sidens linjer er ikke skrevet af dette program, eller de er beskadiget")

// A style is what lines of a page have in common.
type style struct {
	font  string
	size  uint64 // the bits of the float64, so that -0 is not 0
	flags uint64
}

func styleOf(l *pdftext.Line) style {
	s := style{font: l.Font, size: math.Float64bits(l.Size)}
	if l.Bold {
		s.flags |= flagBold
	}
	if l.Artifact {
		s.flags |= flagArtifact
	}
	return s
}

// encodePage is p as the archive keeps it. decodePage gives it back bit for bit.
func encodePage(p *pdftext.Page) archive.Page {
	b := []byte{layoutVersion}
	b = binary.AppendVarint(b, int64(p.Number))
	b = appendColumn(b, unitStep, []float64{p.Width, p.Height})
	b = binary.AppendVarint(b, int64(p.Images))
	flags := byte(0)
	if p.OCR {
		flags |= flagOCR
	}
	for i := range p.Lines {
		if strings.Contains(p.Lines[i].Text, "\n") {
			flags |= flagLengths
		}
	}
	b = append(b, flags)
	for _, s := range []string{p.Engine, p.NoOCR, p.Err} {
		b = appendString(b, s)
	}
	b = appendStyles(b, p.Lines)
	column := make([]float64, len(p.Lines))
	for n, number := range numbers() {
		for i := range p.Lines {
			column[i] = *number(&p.Lines[i])
		}
		unit := byte(unitShort)
		if n == columnY {
			unit = unitStep
		}
		b = appendColumn(b, unit, column)
	}
	if flags&flagLengths != 0 {
		for i := range p.Lines {
			b = binary.AppendUvarint(b, uint64(len(p.Lines[i].Text)))
		}
	}
	return archive.Page{Number: p.Number, Text: p.Text(), Layout: b, Engine: engine(p)}
}

// columnY is y's place among numbers: lines go down the page by few steps.
const columnY = 1

// numbers are the columns of a line's numbers, in the order they are kept in.
func numbers() []func(*pdftext.Line) *float64 {
	return []func(*pdftext.Line) *float64{
		func(l *pdftext.Line) *float64 { return &l.X },
		func(l *pdftext.Line) *float64 { return &l.Y },
		func(l *pdftext.Line) *float64 { return &l.W },
	}
}

func appendString(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

// appendStyles writes the fonts, the styles, and which line has which.
func appendStyles(b []byte, lines []pdftext.Line) []byte {
	fonts, places := map[string]int{}, map[style]int{}
	var names []string
	var styles []style
	var sizes []float64
	of := make([]int, len(lines))
	for i := range lines {
		s := styleOf(&lines[i])
		place, known := places[s]
		if !known {
			place = len(styles)
			styles, sizes = append(styles, s), append(sizes, lines[i].Size)
			places[s] = place
			if _, known := fonts[s.font]; !known {
				fonts[s.font] = len(names)
				names = append(names, s.font)
			}
		}
		of[i] = place
	}
	b = binary.AppendUvarint(b, uint64(len(names)))
	for _, name := range names {
		b = appendString(b, name)
	}
	b = binary.AppendUvarint(b, uint64(len(styles)))
	for _, s := range styles {
		b = binary.AppendUvarint(b, uint64(fonts[s.font]))
		b = binary.AppendUvarint(b, s.flags)
	}
	b = appendColumn(b, unitShort, sizes)
	b = binary.AppendUvarint(b, uint64(len(lines)))
	for _, place := range of {
		b = binary.AppendUvarint(b, uint64(place))
	}
	return b
}

// largestHundredth is where hundredths no longer stand apart in a float64.
const largestHundredth = 1 << 52

// hundredths is v in hundredths; exact says whether they give v back.
func hundredths(v float64) (h int64, exact bool) {
	r := math.Round(v * 100)
	if !(math.Abs(r) < largestHundredth) {
		return 0, false
	}
	return int64(r), math.Float64bits(float64(int64(r))/100) == math.Float64bits(v)
}

// appendColumn writes a column in unit, or in one that holds its numbers.
func appendColumn(b []byte, unit byte, column []float64) []byte {
	start := len(b)
	b = append(b, unit)
	before := int64(0)
	for _, v := range column {
		h, exact := hundredths(v)
		switch {
		case !exact:
			return appendBits(b[:start], column)
		case unit == unitShort && (h < 0 || h > math.MaxUint16):
			return appendColumn(b[:start], unitStep, column)
		case unit == unitShort:
			b = binary.LittleEndian.AppendUint16(b, uint16(h))
		default:
			b = binary.AppendVarint(b, h-before)
			before = h
		}
	}
	return b
}

func appendBits(b []byte, column []float64) []byte {
	b = append(b, unitBits)
	for _, v := range column {
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(v))
	}
	return b
}

// decodePage is the page that encodePage wrote, in any version. A page without
// a layout has no lines: it was taken down.
func decodePage(kept archive.Page) (pdftext.Page, error) {
	if len(kept.Layout) == 0 {
		return pdftext.Page{Number: kept.Number, Engine: kept.Engine}, nil
	}
	var p pdftext.Page
	if kept.Layout[0] == '{' {
		if err := json.Unmarshal(kept.Layout, &p); err != nil {
			return pdftext.Page{}, fmt.Errorf("side %d: %w (%w)", kept.Number, errLayout, err)
		}
		return p, nil
	}
	r := &layoutReader{b: kept.Layout}
	if r.byte() != layoutVersion {
		return pdftext.Page{}, fmt.Errorf("side %d: %w", kept.Number, errLayout)
	}
	r.page(&p, kept.Text)
	if r.bad || len(r.b) > 0 {
		return pdftext.Page{}, fmt.Errorf("side %d: %w", kept.Number, errLayout)
	}
	return p, nil
}

// A layoutReader reads a layout from its front. What is not there is zero, and
// makes it bad.
type layoutReader struct {
	b   []byte
	bad bool
}

func (r *layoutReader) fail() {
	r.b, r.bad = nil, true
}

func (r *layoutReader) byte() byte {
	if len(r.b) == 0 {
		r.fail()
		return 0
	}
	v := r.b[0]
	r.b = r.b[1:]
	return v
}

func (r *layoutReader) uint() uint64 {
	v, n := binary.Uvarint(r.b)
	if n <= 0 {
		r.fail()
		return 0
	}
	r.b = r.b[n:]
	return v
}

func (r *layoutReader) sint() int64 {
	v, n := binary.Varint(r.b)
	if n <= 0 {
		r.fail()
		return 0
	}
	r.b = r.b[n:]
	return v
}

// count is a uint of things that take at least a byte each.
func (r *layoutReader) count() int {
	n := r.uint()
	if n > uint64(len(r.b)) {
		r.fail()
		return 0
	}
	return int(n)
}

// place is a uint that is a place in a list of n.
func (r *layoutReader) place(n int) int {
	i := r.uint()
	if i >= uint64(n) {
		r.fail()
		return 0
	}
	return int(i)
}

func (r *layoutReader) string() string {
	n := r.count()
	s := string(r.b[:n])
	r.b = r.b[n:]
	return s
}

func (r *layoutReader) column(n int) []float64 {
	column := make([]float64, n)
	switch r.byte() {
	case unitShort:
		if len(r.b) < 2*n {
			r.fail()
			return column
		}
		for i := range column {
			column[i] = float64(binary.LittleEndian.Uint16(r.b[2*i:])) / 100
		}
		r.b = r.b[2*n:]
	case unitStep:
		h := int64(0)
		for i := range column {
			h += r.sint()
			column[i] = float64(h) / 100
		}
	case unitBits:
		if len(r.b) < 8*n {
			r.fail()
			return column
		}
		for i := range column {
			column[i] = math.Float64frombits(binary.LittleEndian.Uint64(r.b[8*i:]))
		}
		r.b = r.b[8*n:]
	default:
		r.fail()
	}
	return column
}

// page reads what comes after the version; text has the lines' texts.
func (r *layoutReader) page(p *pdftext.Page, text string) {
	p.Number = int(r.sint())
	size := r.column(2)
	p.Width, p.Height = size[0], size[1]
	p.Images = int(r.sint())
	flags := r.byte()
	p.OCR = flags&flagOCR != 0
	p.Engine, p.NoOCR, p.Err = r.string(), r.string(), r.string()
	p.Lines = r.styled()
	for _, number := range numbers() {
		for i, v := range r.column(len(p.Lines)) {
			*number(&p.Lines[i]) = v
		}
	}
	for i := range p.Lines {
		n := strings.IndexByte(text, '\n')
		if flags&flagLengths != 0 {
			n = int(min(r.uint(), uint64(len(text))))
		}
		if r.bad || n < 0 || n >= len(text) || text[n] != '\n' {
			r.fail()
			return
		}
		p.Lines[i].Text, text = text[:n], text[n+1:]
	}
	if text != "" {
		r.fail()
	}
}

// styled reads what appendStyles wrote: lines that have their style and no more.
func (r *layoutReader) styled() []pdftext.Line {
	fonts := make([]string, r.count())
	for i := range fonts {
		fonts[i] = r.string()
	}
	styles := make([]style, r.count())
	for i := range styles {
		if place := r.place(len(fonts)); !r.bad {
			styles[i] = style{font: fonts[place], flags: r.uint()}
		}
	}
	for i, v := range r.column(len(styles)) {
		styles[i].size = math.Float64bits(v)
	}
	n := r.count()
	if n == 0 {
		return nil
	}
	lines := make([]pdftext.Line, n)
	for i := range lines {
		if place := r.place(len(styles)); !r.bad {
			s := styles[place]
			lines[i] = pdftext.Line{Font: s.font, Size: math.Float64frombits(s.size), Bold: s.flags&flagBold != 0, Artifact: s.flags&flagArtifact != 0}
		}
	}
	return lines
}
