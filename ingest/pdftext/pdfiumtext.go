package pdftext

import (
	"encoding/binary"
	"math"
	"slices"
	"unicode/utf16"
)

// guestText feeds the characters of a page to a collector as pens, in the
// order they are shown, so that the lines come out as the first engine's do.
// Pdfium's own order, spaces and line ends are left out: it makes them by
// rules of its own.
type guestText struct {
	g      *guest
	out    *collector
	page   matrix           // user space to the page as shown
	fonts  map[uint64]*font // by their places in the guest's memory, which hold for a page
	glyphs map[rune]glyph
	order  map[uint64]int // of the page's text objects
	mute   int

	looseBox guestFunc
}

// A guestChar is one character as pdfium shows it.
type guestChar struct {
	text   rune
	more   string // what else it stands for: a ligature is several letters at one place
	object uint64
	index  int
	last   int     // the index of its last letter
	x, y   float64 // origin, in user space
	width  float64 // along the direction of writing, in points
}

// join adds a character at the same place: the next letter of a ligature, or
// the second half of a character outside the basic plane.
func (c *guestChar) join(r rune, index int) {
	c.last = index
	if c.more == "" && utf16.IsSurrogate(c.text) && utf16.IsSurrogate(r) {
		c.text = utf16.DecodeRune(c.text, r)
		return
	}
	c.more += string(r)
}

// read reads a page's characters, object by object.
func (t *guestText) read(page uint64) {
	g := t.g
	t.looseBox = g.function("FPDFText_GetLooseCharBox")
	text := g.call("FPDFText_LoadPage", page)
	if text == 0 {
		return
	}
	n := int(int32(g.call("FPDFText_CountChars", text)))
	unicode, origin, object := g.function("FPDFText_GetUnicode"), g.function("FPDFText_GetCharOrigin"), g.function("FPDFText_GetTextObject")
	generated := g.function("FPDFText_IsGenerated")
	at := uint64(g.scratch)
	var objects [][]guestChar
	for i := 0; i < min(n, maxPageText) && g.err == nil; i++ {
		o := object.call(text, uint64(i))
		if o == 0 {
			continue
		}
		c := guestChar{text: rune(unicode.call(text, uint64(i))), object: o, index: i, last: i}
		if c.text <= ' ' && c.text != guestHyphen && int32(generated.call(text, uint64(i))) == 1 {
			continue
		}
		if c.text == guestHyphen || c.text == 0xfffe {
			c.text = '-'
		}
		origin.call(text, uint64(i), at, at+8)
		if b := g.bytes(g.scratch, 16); b != nil {
			c.x = math.Float64frombits(binary.LittleEndian.Uint64(b))
			c.y = math.Float64frombits(binary.LittleEndian.Uint64(b[8:]))
		}
		n := len(objects)
		if n == 0 || objects[n-1][0].object != o {
			objects = append(objects, []guestChar{c})
			continue
		}
		chars := objects[n-1]
		if last := &chars[len(chars)-1]; last.x == c.x && last.y == c.y {
			last.join(c.text, i)
			continue
		}
		objects[n-1] = append(chars, c)
	}
	slices.SortStableFunc(objects, func(a, b []guestChar) int { return t.order[a[0].object] - t.order[b[0].object] })
	for _, chars := range objects {
		if t.out.over || g.err != nil {
			break
		}
		t.show(text, chars)
	}
	g.call("FPDFText_ClosePage", text)
}

// show gives the characters of one object to the collector.
func (t *guestText) show(text uint64, chars []guestChar) {
	g, at := t.g, uint64(t.g.scratch)
	first := uint64(chars[0].index)
	size := math.Abs(math.Float64frombits(g.call("FPDFText_GetFontSize", text, first)))
	g.call("FPDFText_GetMatrix", text, first, at)
	m := g.matrix().mul(t.page)
	p := pen{
		size: size * math.Hypot(m[2], m[3]), font: t.font(chars[0].object),
		artifact: t.artifact(chars[0].object), invisible: g.call("FPDFTextObj_GetTextRenderMode", chars[0].object) == 3,
	}
	p.toward(m[0], m[1])
	p.size = math.Max(0.1, math.Min(p.size, 2000))
	for i := range chars {
		c := &chars[i]
		c.width = t.width(text, c, p.dir)
		if w := t.ligature(c, size) * math.Hypot(m[0], m[1]); w > c.width {
			c.width = w
		}
		c.x, c.y = t.page.apply(c.x, c.y)
	}
	spread := spacing(p.dir, chars)
	for i := range chars {
		c := &chars[i]
		p.x, p.y, p.advance = c.x, c.y, c.width+spread
		t.glyph(c, p)
	}
}

// width is how far a character's box reaches from its origin in the direction
// of writing. But for the letters of a ligature, that is its width by its font.
func (t *guestText) width(text uint64, c *guestChar, dir int8) float64 {
	x, y := t.page.apply(c.x, c.y)
	origin, _ := axes(dir, x, y)
	end := origin
	for _, i := range [2]int{c.index, c.last} {
		t.looseBox.call(text, uint64(i), uint64(t.g.scratch))
		var r [4]float32 // left, top, right, bottom
		t.g.float32s(r[:])
		b := t.page.bounds([4]float64{float64(r[0]), float64(r[3]), float64(r[2]), float64(r[1])})
		low, _ := axes(dir, b[0], b[1])
		high, _ := axes(dir, b[2], b[3])
		end = math.Max(end, math.Max(low, high))
		if c.index == c.last {
			break
		}
	}
	return end - origin
}

// ligature is the width of a ligature, at a font size of size, 0 where c is
// none: pdfium takes ligatures apart, and gives what ink there is to each
// letter.
func (t *guestText) ligature(c *guestChar, size float64) float64 {
	if c.text != 'f' || c.more == "" {
		return 0
	}
	h := t.g.call("FPDFTextObj_GetFont", c.object)
	for r := '\ufb00'; r <= '\ufb04'; r++ {
		if ligature(r) == "f"+c.more {
			t.g.call("FPDFFont_GetGlyphWidth", h, uint64(r), uint64(math.Float32bits(float32(size))), uint64(t.g.scratch))
			var w [1]float32
			t.g.float32s(w[:])
			return float64(w[0])
		}
	}
	return 0
}

// spacing is the character spacing of an object: what each of its characters
// keeps from the next. Pdfium does not tell it, and without it the letters of
// a spread heading are words of their own.
func spacing(dir int8, chars []guestChar) float64 {
	if len(chars) < 3 {
		return 0
	}
	least := math.Inf(1)
	for i := 1; i < len(chars); i++ {
		a, _ := axes(dir, chars[i-1].x, chars[i-1].y)
		b, _ := axes(dir, chars[i].x, chars[i].y)
		least = math.Min(least, b-a-chars[i-1].width)
	}
	return math.Max(0, least)
}

// guestHyphen is what pdfium gives for a hyphen at the end of a line.
const guestHyphen = 0x02

// glyph gives one character to the collector.
func (t *guestText) glyph(c *guestChar, p pen) {
	gl, ok := t.glyphs[c.text]
	if !ok || c.more != "" {
		gl = newGlyph(string(c.text)+c.more, 0)
		if c.more == "" {
			t.glyphs[c.text] = gl
		}
	}
	switch {
	case gl.space:
		t.out.blank(p)
	case gl.text == "":
		t.mute++
	default:
		t.out.add(gl.text, p)
	}
}

// font is the font of a text object.
func (t *guestText) font(object uint64) *font {
	g := t.g
	h := g.call("FPDFTextObj_GetFont", object)
	if f, ok := t.fonts[h]; ok {
		return f
	}
	f := &font{}
	t.fonts[h] = f
	if h == 0 {
		return f
	}
	n := g.call("FPDFFont_GetBaseFontName", h, uint64(g.scratch), scratchSize)
	if b := g.bytes(g.scratch, int(min(n, scratchSize))); len(b) > 1 {
		f.name = baseName(string(b[:len(b)-1]))
	}
	f.bold = fontStyle(f.name).bold
	if !f.says() {
		f.bold = f.bold || int32(g.call("FPDFFont_GetWeight", h)) >= 600 || g.call("FPDFFont_GetFlags", h)&forceBold != 0
	}
	return f
}

// artifact reports whether a text object is marked as no part of the text.
func (t *guestText) artifact(object uint64) bool {
	g := t.g
	n := int(int32(g.call("FPDFPageObj_CountMarks", object)))
	for i := range min(n, 64) {
		mark := g.call("FPDFPageObj_GetMark", object, uint64(i))
		if mark == 0 {
			continue
		}
		at := uint64(g.scratch)
		g.call("FPDFPageObjMark_GetName", mark, at+8, 128, at)
		if decodeUTF16(g.bytes(g.scratch+8, int(min(g.uint32(), 128)))) == "Artifact" {
			return true
		}
	}
	return false
}
