package pdftext

import (
	"math"
	"strings"
	"unicode"

	"github.com/ledongthuc/pdf"
)

// A font turns the codes of a shown string into text and widths.
type font struct {
	name      string // base font without the subset prefix
	bold      bool
	composite bool
	cmap      *cmap // ToUnicode; nil where there is none
	codes     *cmap // an embedded Encoding CMap; nil for Identity
	ucs2      bool  // codes are UTF-16, as predefined Uni… CMaps have it
	simple    *[256]glyph
	blocks    [256]*[256]glyph // composite: by the code's high and low byte
	widths    map[uint32]float64
	defWidth  float64
	type3     float64 // a Type 3 font's scale of glyph space; else 0
	em        float64 // of a Type 3 font: its size, in the font size of the text state
}

// A glyph is one code's text and width, in thousandths of the font size.
type glyph struct {
	text  string
	width float64
	space bool
	known bool // the entry is filled in
}

// A fontCache keeps every font of a file once: by the printed form of the
// resource dictionary that names it, and by its own printed form. Both hold
// the references of what they are made of, so two that print alike are one.
// Names alone will not do: merged exports use F1 for other fonts on each page.
type fontCache struct {
	sets map[string]map[string]*font
	own  map[string]*font
}

func newFontCache() *fontCache {
	return &fontCache{sets: map[string]map[string]*font{}, own: map[string]*font{}}
}

// set is the fonts of a resource dictionary by name. A font that cannot be
// read is missing in it.
func (c *fontCache) set(resources pdf.Value) map[string]*font {
	dict := resources.Key("Font")
	key := dict.String()
	if s, ok := c.sets[key]; ok {
		return s
	}
	set := map[string]*font{}
	for _, name := range dict.Keys() {
		_ = guard(func() {
			v := dict.Key(name)
			own := v.String()
			f, ok := c.own[own]
			if !ok {
				f = readFont(v)
				c.own[own] = f
			}
			set[name] = f
		})
	}
	c.sets[key] = set
	return set
}

func readFont(v pdf.Value) *font {
	f := &font{name: baseName(v.Key("BaseFont").Name()), defWidth: -1}
	f.bold = fontStyle(f.name).bold
	if tu := v.Key("ToUnicode"); tu.Kind() == pdf.Stream {
		if data, _ := stream(tu, maxContent); len(data) > 0 {
			f.cmap = parseCMap(data)
		}
	}
	if v.Key("Subtype").Name() == "Type0" {
		f.composite = true
		f.readComposite(v)
		return f
	}
	if v.Key("Subtype").Name() == "Type3" {
		f.type3 = v.Key("FontMatrix").Index(0).Float64()
	}
	f.readSimple(v)
	if f.type3 != 0 {
		f.em = f.type3Em(v)
	}
	return f
}

// type3Em is how large a Type 3 font's letters are. Its glyph space can be any:
// that of other fonts has a thousand to the em; else the box around its glyphs
// tells, or where that is empty, their widths.
func (f *font) type3Em(v pdf.Value) float64 {
	em := math.Abs(f.type3) * 1000
	if em > 0.99 && em < 1.01 {
		return em
	}
	m, box := v.Key("FontMatrix"), v.Key("FontBBox")
	if h := math.Abs(m.Index(3).Float64() * (box.Index(3).Float64() - box.Index(1).Float64())); box.Len() == 4 && h > 0 {
		return h
	}
	sum, n := 0.0, 0
	for i := range f.simple {
		if w := math.Abs(f.simple[i].width); w > 0 {
			sum, n = sum+w, n+1
		}
	}
	if n == 0 {
		return em
	}
	return 2 * sum / float64(n) * math.Abs(f.type3) // letters are half as wide as they are high
}

// forceBold is a flag of a font's descriptor (ISO 32000-1, table 123).
const forceBold = 1 << 18

// says reports whether a font's name can say how it looks: "F1" and
// "CIDFont+F3" cannot.
func (f *font) says() bool { return len(f.name) > 4 && !strings.HasPrefix(f.name, "CIDFont") }

// heavier marks a font bold that its descriptor says is. A name that says it
// spares a look at the descriptor.
func (f *font) heavier(v pdf.Value) {
	if f.says() {
		return
	}
	desc := v.Key("FontDescriptor")
	f.bold = f.bold || desc.Key("FontWeight").Float64() >= 600 || desc.Key("Flags").Int64()&forceBold != 0
}

func (f *font) readComposite(v pdf.Value) {
	desc := v.Key("DescendantFonts").Index(0)
	f.heavier(desc)
	switch enc := v.Key("Encoding"); {
	case enc.Kind() == pdf.Stream:
		if data, _ := stream(enc, maxContent); len(data) > 0 {
			f.codes = parseCMap(data)
		}
	case strings.Contains(enc.Name(), "UCS2") || strings.Contains(enc.Name(), "UTF16"):
		f.ucs2 = true
	}
	f.defWidth = 1000
	if dw := desc.Key("DW"); !dw.IsNull() {
		f.defWidth = dw.Float64()
	}
	f.widths = cidWidths(desc.Key("W"))
}

// cidWidths reads a W array: "c [w w …]" and "first last w" (ISO 32000-1,
// 9.7.4.3).
func cidWidths(w pdf.Value) map[uint32]float64 {
	widths := map[uint32]float64{}
	for i := 0; i+1 < w.Len() && len(widths) < maxFontEntries; {
		first := uint32(w.Index(i).Int64())
		if list := w.Index(i + 1); list.Kind() == pdf.Array {
			for j := 0; j < list.Len(); j++ {
				widths[first+uint32(j)] = list.Index(j).Float64()
			}
			i += 2
			continue
		}
		last, width := uint32(w.Index(i+1).Int64()), w.Index(i+2).Float64()
		for c := first; c <= last && c-first < maxFontEntries; c++ {
			widths[c] = width
		}
		i += 3
	}
	return widths
}

func (f *font) readSimple(v pdf.Value) {
	f.heavier(v)
	f.simple = &[256]glyph{}
	table := simpleEncoding(v)
	for c := range f.simple {
		text := ""
		if f.cmap != nil {
			text = f.cmap.unicode(uint32(c))
		}
		if text == "" {
			text = table[c]
		}
		f.simple[c] = newGlyph(shownHyphen(text), 0)
	}
	first, widths := int(v.Key("FirstChar").Int64()), v.Key("Widths")
	if widths.Len() == 0 {
		for i, w := range standardWidths(f.name) {
			f.simple[32+i].width = float64(w)
		}
		return
	}
	for i := 0; i < widths.Len() && first+i < 256; i++ {
		if first+i >= 0 {
			f.simple[first+i].width = widths.Index(i).Float64()
		}
	}
}

// decode gives the glyph of the code that s begins with, and the code's
// length in bytes, at least 1 and at most len(s).
func (f *font) decode(s []byte) (*glyph, int) {
	if !f.composite {
		return &f.simple[s[0]], 1
	}
	n := 2
	if f.codes != nil {
		n = f.codes.width(s)
	}
	n = min(n, len(s))
	c := code(s[:n])
	if n > 2 {
		g := f.compositeGlyph(c)
		return &g, n
	}
	hi, lo := c>>8&0xff, c&0xff
	if f.blocks[hi] == nil {
		f.blocks[hi] = new([256]glyph)
	}
	g := &f.blocks[hi][lo]
	if !g.known {
		*g = f.compositeGlyph(c)
	}
	return g, n
}

func (f *font) compositeGlyph(c uint32) glyph {
	cid := c
	if f.codes != nil {
		if x, ok := f.codes.cid(c); ok {
			cid = x
		}
	}
	w, ok := f.widths[cid]
	if !ok {
		w = f.defWidth
	}
	text := ""
	switch {
	case f.cmap != nil:
		text = f.cmap.unicode(c)
	case f.ucs2:
		text = string(rune(c))
	}
	if text == "" {
		text = string(unicode.ReplacementChar)
	}
	if w > 0 {
		text = shownHyphen(text)
	}
	return newGlyph(text, w)
}

// shownHyphen is a glyph's text, where a soft hyphen is one that is seen: many
// fonts have one glyph for both, and producers name the one that they find
// first, also in a case number. What stands at the end of a line is soft again
// (tidyLine).
func shownHyphen(text string) string { return strings.ReplaceAll(text, "\u00ad", "\u2010") }

// newGlyph tidies a glyph's text: ligatures are taken apart, every kind of
// space is a space, the bullets of symbol fonts are bullets, control
// characters are nothing.
func newGlyph(text string, width float64) glyph {
	g := glyph{width: width, known: true}
	var b strings.Builder
	for _, r := range text {
		switch {
		case r == ' ' || r == '\u00a0' || r == '\u202f' || r >= '\u2000' && r <= '\u200a' || r == '\t' || r == '\n' || r == '\r':
			b.WriteByte(' ')
		case r >= '\ufb00' && r <= '\ufb06':
			b.WriteString(ligature(r))
		case r == '\uf0b7' || r == '\uf0a7' || r == '\uf076' || r == '\uf0d8':
			b.WriteRune('•') // Symbol and Wingdings, as Word sets lists
		case r == '\u200b' || r == '\ufeff' || r < ' ' || r >= 0x7f && r < 0xa0:
		default:
			b.WriteRune(r)
		}
	}
	g.text = b.String()
	if strings.TrimSpace(g.text) == "" {
		g.space = strings.Contains(g.text, " ")
		g.text = ""
	}
	return g
}

func ligature(r rune) string {
	return [...]string{"ff", "fi", "fl", "ffi", "ffl", "st", "st"}[r-'\ufb00']
}
