package ocr

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
)

// hOCR is XHTML: a div for each block, a p for each paragraph, a span for each
// line with its baseline and letter size, a span for each word with its
// confidence. The measures stand in title attributes, by semicolons
// (hOCR 1.2, kba.github.io/hocr-spec).

// A box is a rectangle in pixels from the top left of the picture.
type box struct{ x0, y0, x1, y1 float64 }

func (b box) width() float64  { return b.x1 - b.x0 }
func (b box) height() float64 { return b.y1 - b.y0 }

// A rawLine is a line as the hOCR has it.
type rawLine struct {
	box
	slope, offset float64 // of the baseline, from the bottom left of the box
	size          float64 // height of the letters, from descender to ascender
	descender     float64
	block, par    int
	words         []Word
}

// parseHOCR reads the lines of the first page. Lines and words with no box or
// no text are left out.
func parseHOCR(hocr []byte) ([]rawLine, error) {
	d := xml.NewDecoder(bytes.NewReader(hocr))
	d.Entity = xml.HTMLEntity
	var (
		lines      []rawLine
		block, par int
		open       []string // classes of the elements that are open
		word       *Word
		text       strings.Builder
	)
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("the hOCR is broken: %w", err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			class, title := attr(t, "class"), attr(t, "title")
			open = append(open, class)
			switch {
			case class == "ocr_carea":
				block++
				par = 0
			case class == "ocr_par":
				par++
			case class == "ocrx_word":
				word = nil
				if b, ok := boxOf(title); ok && len(lines) > 0 {
					word = &Word{X0: b.x0, Y0: b.y0, X1: b.x1, Y1: b.y1}
					if c := measures(title, "x_wconf", 1); c != nil {
						word.Confidence = min(max(c[0], 0), 100)
					}
				}
				text.Reset()
			case t.Name.Local == "span" && strings.HasPrefix(class, "ocr_"): // ocr_line, ocr_header, ocr_caption, ocr_textfloat
				b, ok := boxOf(title)
				if !ok {
					return nil, fmt.Errorf("the hOCR is broken: a line without a box: %.80q", title)
				}
				l := rawLine{box: b, block: block, par: par, slope: math.Inf(1)}
				if m := measures(title, "baseline", 2); m != nil {
					l.slope, l.offset = m[0], m[1]
				}
				if m := measures(title, "x_size", 1); m != nil {
					l.size = m[0]
				}
				if m := measures(title, "x_descenders", 1); m != nil {
					l.descender = m[0]
				}
				lines = append(lines, l)
			}
		case xml.CharData:
			if word != nil {
				text.Write(t)
			}
		case xml.EndElement:
			if word != nil && open[len(open)-1] == "ocrx_word" {
				if word.Text = strings.TrimSpace(text.String()); word.Text != "" {
					l := &lines[len(lines)-1]
					l.words = append(l.words, *word)
				}
				word = nil
			}
			open = open[:len(open)-1]
		}
	}
	kept := lines[:0]
	for _, l := range lines {
		if len(l.words) > 0 {
			kept = append(kept, l)
		}
	}
	return kept, nil
}

// attr is the value of an element's attribute, "" where it has none.
func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// boxOf is the bbox of a title.
func boxOf(title string) (box, bool) {
	m := measures(title, "bbox", 4)
	if m == nil || m[2] < m[0] || m[3] < m[1] {
		return box{}, false
	}
	return box{m[0], m[1], m[2], m[3]}, true
}

// measures are the n numbers that a title gives under a name; nil where it
// does not.
func measures(title, name string, n int) []float64 {
	for part := range strings.SplitSeq(title, ";") {
		f := strings.Fields(part)
		if len(f) != n+1 || f[0] != name {
			continue
		}
		m := make([]float64, n)
		for i := range m {
			v, err := strconv.ParseFloat(f[i+1], 64)
			if err != nil || math.IsNaN(v) || math.Abs(v) > 1e6 {
				return nil
			}
			m[i] = v
		}
		return m
	}
	return nil
}
