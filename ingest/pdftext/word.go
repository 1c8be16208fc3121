package pdftext

import (
	"math"
	"unicode"
	"unicode/utf16"
)

// A Word is a word of a page's text layer, with the marks around it, and the
// box around it in fractions of the page as it is shown: from the left and
// from the top, 0 to 1.
type Word struct {
	Text                     string
	Left, Top, Right, Bottom float32
}

// Limits of a page's words. A page of small print has 1,500 of them.
const (
	maxWords     = 20_000
	maxWordChars = 400_000
	maxWordRunes = 200 // dot leaders, and text without spaces
)

// words are a page's words in pdfium's order. m maps its user space to the
// page as shown, which is width by height points.
func (g *guest) words(page uint64, m matrix, width, height float64) []Word {
	text := g.call("FPDFText_LoadPage", page)
	if text == 0 {
		return nil
	}
	w := wordMaker{width: width, height: height}
	unicodeOf, boxOf := g.function("FPDFText_GetUnicode"), g.function("FPDFText_GetLooseCharBox")
	n := int(int32(g.call("FPDFText_CountChars", text)))
	high := rune(0) // the first half of a character outside the basic plane
	for i := 0; i < min(n, maxWordChars) && g.err == nil && len(w.words) < maxWords; i++ {
		r := rune(uint16(unicodeOf.call(text, uint64(i))))
		switch {
		case utf16.IsSurrogate(r) && high == 0:
			high = r
			continue
		case high != 0:
			r, high = utf16.DecodeRune(high, r), 0
		case r == guestHyphen || r == 0xfffe:
			r = '-'
		}
		if r <= ' ' || r == unicode.ReplacementChar || unicode.IsSpace(r) || !unicode.IsGraphic(r) && r != 0xad {
			w.end()
			continue
		}
		if boxOf.call(text, uint64(i), uint64(g.scratch)) == 0 {
			continue
		}
		var f [4]float32 // left, top, right, bottom
		g.float32s(f[:])
		w.add(r, m.bounds([4]float64{float64(f[0]), float64(f[3]), float64(f[2]), float64(f[1])}))
	}
	w.end()
	g.call("FPDFText_ClosePage", text)
	return w.words
}

// A wordMaker puts a page's characters together to words.
type wordMaker struct {
	width, height float64 // of the page, in points
	words         []Word
	text          []rune
	box, last     [4]float64 // left, top, right, bottom: of the word, and of its last character
}

// add adds a character. One that stands on neither the line nor the column of
// the one before begins a word: pdfium puts no space between them where they
// are parts of different texts.
func (w *wordMaker) add(r rune, box [4]float64) {
	for _, v := range box {
		if math.IsNaN(v) || math.Abs(v) > 1e7 {
			return
		}
	}
	if n := len(w.text); n > 0 && (n >= maxWordRunes || apart(w.last, box)) {
		w.end()
	}
	if len(w.text) == 0 {
		w.box = box
	}
	w.text = append(w.text, r)
	w.box = [4]float64{math.Min(w.box[0], box[0]), math.Min(w.box[1], box[1]), math.Max(w.box[2], box[2]), math.Max(w.box[3], box[3])}
	w.last = box
}

// apart reports whether two characters' boxes are so far from each other that
// they are of different words: more than the larger one's size.
func apart(a, b [4]float64) bool {
	size := math.Max(math.Max(a[2]-a[0], a[3]-a[1]), math.Max(b[2]-b[0], b[3]-b[1]))
	return b[0]-a[2] > size || a[0]-b[2] > size || b[1]-a[3] > size || a[1]-b[3] > size
}

// end ends a word; what stands outside the page is left out.
func (w *wordMaker) end() {
	if len(w.text) == 0 {
		return
	}
	text := string(w.text)
	w.text = w.text[:0]
	if !(w.width > 0 && w.height > 0) {
		return
	}
	left, right := clamp(w.box[0]/w.width), clamp(w.box[2]/w.width)
	top, bottom := clamp(w.box[1]/w.height), clamp(w.box[3]/w.height)
	if right > left && bottom > top {
		w.words = append(w.words, Word{Text: text, Left: left, Top: top, Right: right, Bottom: bottom})
	}
}

func clamp(v float64) float32 { return float32(math.Max(0, math.Min(1, v))) }
