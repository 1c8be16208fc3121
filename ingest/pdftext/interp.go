package pdftext

import (
	"errors"
	"math"
	"unicode/utf8"

	"github.com/ledongthuc/pdf"
	"golang.org/x/text/encoding/unicode"
)

// Why a page, or a part of it, could not be read.
var (
	errBudget  = errors.New("page is too large to read: over the limit of operators, operands, text or forms")
	errLength  = errors.New("content that does not say how long it is")
	errGarbled = errors.New("signs that the page's fonts do not give as text")
)

// page reads one page.
func (f *file) page(number int) sheet {
	ref := f.refs[number-1]
	p := sheet{Page: Page{Number: number, Engine: EnginePDFText}}
	var in interp
	err := guard(func() {
		var m matrix
		m, p.Width, p.Height = shown(ref.box(), ref.rotate)
		in = interp{f: f, sheet: &p, out: &collector{}}
		in.gs = graphics{ctm: m, hscale: 1}
		data, err := content(ref.v.Key("Contents"))
		if err != nil {
			in.fail(err)
		}
		in.run(data, ref.resources, 0)
		in.annotations(ref.v.Key("Annots"), m)
	})
	if in.out != nil {
		if in.out.over {
			in.fail(errBudget)
		}
		p.Lines = in.out.lines()
		if garbled(p.Lines) {
			in.fail(errGarbled)
		}
		p.OCR = p.Images > 0 && in.out.hidden()
	}
	if err == nil {
		err = in.err
	}
	if err != nil {
		p.Err = err.Error()
	}
	return p
}

// An interp runs content streams and collects the text that they show.
type interp struct {
	f       *file
	out     *collector
	gs      graphics
	stack   []graphics
	tm, tlm matrix
	ops     int
	sheet   *sheet
	marked  []markedContent
	err     error // the first failure; what could be read goes on
}

// graphics is the part of the graphics state that text needs.
type graphics struct {
	ctm     matrix
	font    *font
	size    float64
	charSp  float64
	wordSp  float64
	hscale  float64
	leading float64
	rise    float64
	mode    int
}

// markedContent is an open BMC or BDC.
type markedContent struct {
	artifact bool
	actual   string // ActualText, given once for all its glyphs
	replace  bool
	given    bool
}

func (in *interp) fail(err error) {
	if in.err == nil {
		in.err = err
	}
}

// run interprets one content stream.
func (in *interp) run(data []byte, resources pdf.Value, depth int) {
	fonts := in.f.fonts.set(resources)
	lex := lexer{data: data}
	args := make([]token, 0, 32)
	floor := len(in.stack)
	for {
		t := lex.next()
		if t.kind == tokEOF {
			break
		}
		if t.kind != tokOperator {
			if len(args) < maxOperands {
				args = append(args, t)
			} else {
				in.fail(errBudget)
			}
			continue
		}
		in.ops++
		if in.ops > maxOperators {
			in.fail(errBudget)
			break
		}
		switch string(t.bytes) {
		case "q":
			if len(in.stack) < 512 {
				in.stack = append(in.stack, in.gs)
			}
		case "Q":
			if n := len(in.stack); n > floor {
				in.gs, in.stack = in.stack[n-1], in.stack[:n-1]
			}
		case "cm":
			if m := matrixOf(args).mul(in.gs.ctm); m.finite() {
				in.gs.ctm = m
			}
		case "l", "c", "v", "y":
			in.sheet.segments++
		case "Do":
			in.do(name(args), resources, depth)
		case "BI":
			in.inlineImage(&lex)
		case "gs":
			in.extState(resources.Key("ExtGState").Key(name(args)))
		case "BMC", "BDC":
			in.begin(args, resources)
		case "EMC":
			if n := len(in.marked); n > 0 {
				in.marked = in.marked[:n-1]
			}
		default:
			in.textOperator(string(t.bytes), args, fonts)
		}
		args = args[:0]
		lex.reset()
	}
	in.stack = in.stack[:floor]
}

// textOperator runs the operators of ISO 32000-1, 9.3 and 9.4.
func (in *interp) textOperator(op string, args []token, fonts map[string]*font) {
	g := &in.gs
	switch op {
	case "BT":
		in.tm, in.tlm = identity(), identity()
	case "Tf":
		g.font = fonts[name(args)]
		g.size = num(args, 1)
	case "Tc":
		g.charSp = num(args, 0)
	case "Tw":
		g.wordSp = num(args, 0)
	case "Tz":
		g.hscale = num(args, 0) / 100
	case "TL":
		g.leading = num(args, 0)
	case "Ts":
		g.rise = num(args, 0)
	case "Tr":
		g.mode = int(num(args, 0))
	case "Td":
		in.move(num(args, 0), num(args, 1))
	case "TD":
		g.leading = -num(args, 1)
		in.move(num(args, 0), num(args, 1))
	case "Tm":
		if m := matrixOf(args); m.finite() {
			in.tm, in.tlm = m, m
		}
	case "T*":
		in.move(0, -g.leading)
	case "Tj":
		in.showAll(args)
	case "'":
		in.move(0, -g.leading)
		in.showAll(args)
	case "\"":
		g.wordSp, g.charSp = num(args, 0), num(args, 1)
		in.move(0, -g.leading)
		in.showAll(args)
	case "TJ":
		in.showAll(args)
	}
}

func (in *interp) move(x, y float64) {
	if m := (matrix{1, 0, 0, 1, x, y}).mul(in.tlm); m.finite() {
		in.tlm, in.tm = m, m
	}
}

// showAll shows the strings among args; numbers inside an array are moves in
// thousandths of the font size.
func (in *interp) showAll(args []token) {
	array := false
	for _, a := range args {
		switch a.kind {
		case tokArrayOpen:
			array = true
		case tokString:
			in.show(a.bytes)
		case tokNumber:
			if array {
				d := -a.num / 1000 * in.gs.size * in.gs.hscale
				in.tm[4] += d * in.tm[0]
				in.tm[5] += d * in.tm[1]
			}
		}
	}
}

func (in *interp) show(s []byte) {
	g := &in.gs
	if g.font == nil {
		if len(s) > 0 {
			in.fail(errors.New("text in a font that the page does not have"))
		}
		return
	}
	m := in.tm.mul(g.ctm)
	if !m.finite() {
		return
	}
	p := pen{
		size: math.Abs(g.size) * math.Hypot(m[2], m[3]), font: g.font, artifact: in.artifact(), invisible: g.mode == 3,
	}
	back := g.size*g.hscale < 0 // twice turned is not turned
	p.toward(m[0]*sign(1, back), m[1]*sign(1, back))
	if g.font.type3 != 0 {
		p.size *= g.font.em
	}
	if p.size < 0.1 || p.size > 2000 {
		p.size = math.Max(0.1, math.Min(p.size, 2000))
	}
	p.x, p.y = m.apply(0, g.rise)
	scale := math.Hypot(m[0], m[1]) * p.level()
	unit := g.size / 1000
	if g.font.type3 != 0 {
		unit = g.size * g.font.type3
	}
	for len(s) > 0 {
		gl, n := g.font.decode(s)
		move := gl.width*unit + g.charSp
		if n == 1 && s[0] == ' ' {
			move += g.wordSp
		}
		move *= g.hscale
		p.advance = math.Abs(move) * scale
		in.glyph(gl, p)
		in.tm[4] += move * in.tm[0]
		in.tm[5] += move * in.tm[1]
		p.x += move * m[0]
		p.y += move * m[1]
		s = s[n:]
	}
}

func (in *interp) glyph(g *glyph, p pen) {
	if n := len(in.marked); n > 0 && in.marked[n-1].replace {
		mc := &in.marked[n-1]
		text := ""
		if !mc.given {
			text, mc.given = mc.actual, true
		}
		in.out.add(text, p)
		return
	}
	if g.space {
		in.out.blank(p)
		return
	}
	if g.text == "" {
		in.sheet.mute++
	}
	in.out.add(g.text, p)
}

func (in *interp) artifact() bool {
	for _, m := range in.marked {
		if m.artifact {
			return true
		}
	}
	return false
}

// begin opens marked content. ActualText replaces glyphs that do not say what
// they mean, as the hyphen that Word sets at a line's end; a text longer than
// a word or two is not that, and is left to the glyphs.
func (in *interp) begin(args []token, resources pdf.Value) {
	if len(in.marked) > 256 {
		return
	}
	mc := markedContent{artifact: name(args) == "Artifact"}
	for i, a := range args {
		if a.kind == tokName && string(a.bytes) == "ActualText" && i+1 < len(args) && args[i+1].kind == tokString {
			mc.actual, mc.replace = textString(args[i+1].bytes), true
		}
	}
	if len(args) == 2 && args[1].kind == tokName {
		if v := resources.Key("Properties").Key(string(args[1].bytes)).Key("ActualText"); v.Kind() == pdf.String {
			mc.actual, mc.replace = textString([]byte(v.RawString())), true
		}
	}
	if utf8.RuneCountInString(mc.actual) > 24 {
		mc.replace = false
	}
	mc.actual = newGlyph(mc.actual, 0).text
	in.marked = append(in.marked, mc)
}

// textString reads a PDF text string: UTF-16 or UTF-8 with a mark, else
// bytes of PDFDocEncoding, of which only the Latin-1 part occurs.
func textString(b []byte) string {
	if len(b) >= 2 && b[0] == 0xfe && b[1] == 0xff {
		s, _ := unicode.UTF16(unicode.BigEndian, unicode.ExpectBOM).NewDecoder().Bytes(b)
		return string(s)
	}
	if len(b) >= 3 && b[0] == 0xef && b[1] == 0xbb && b[2] == 0xbf {
		return string(b[3:])
	}
	r := make([]rune, len(b))
	for i, c := range b {
		r[i] = rune(c)
	}
	return string(r)
}

// do runs a form or counts an image.
func (in *interp) do(id string, resources pdf.Value, depth int) {
	x := resources.Key("XObject").Key(id)
	switch x.Key("Subtype").Name() {
	case "Image":
		in.sheet.cover(in.gs.ctm)
	case "Form":
		if depth >= maxFormDepth {
			in.fail(errBudget)
			return
		}
		saved, tm, tlm := in.gs, in.tm, in.tlm
		in.form(x, resources, depth+1)
		in.gs, in.tm, in.tlm = saved, tm, tlm
	}
}

// form runs a form XObject in the present graphics state.
func (in *interp) form(x, resources pdf.Value, depth int) {
	data, err := content(x)
	if err != nil {
		in.fail(err)
	}
	// Each run of a form costs as much as its bytes hold operators: forms that
	// call each other many times over meet the budget, too.
	in.ops += 10 + len(data)/1000
	own := x.Key("Resources")
	if own.Kind() != pdf.Dict {
		own = resources
	}
	if m := formMatrix(x).mul(in.gs.ctm); m.finite() {
		in.gs.ctm = m
	}
	in.run(data, own, depth)
}

// formMatrix is a form's Matrix; the identity where it has none.
func formMatrix(x pdf.Value) matrix {
	v := x.Key("Matrix")
	if v.Len() != 6 {
		return identity()
	}
	var m matrix
	for i := range m {
		m[i] = v.Index(i).Float64()
	}
	return m
}

// inlineImage passes over an inline image: its dictionary up to ID, its data.
func (in *interp) inlineImage(lex *lexer) {
	for {
		t := lex.next()
		if t.kind == tokEOF {
			return
		}
		if t.kind == tokOperator && string(t.bytes) == "ID" {
			break
		}
	}
	in.sheet.cover(in.gs.ctm)
	if !lex.skipInlineImage() {
		in.fail(errors.New("an inline image without an end"))
	}
}

// extState takes a font from an ExtGState, where one is set.
func (in *interp) extState(v pdf.Value) {
	if fv := v.Key("Font"); fv.Len() == 2 {
		_ = guard(func() {
			own := fv.Index(0).String()
			f, ok := in.f.fonts.own[own]
			if !ok {
				f = readFont(fv.Index(0))
				in.f.fonts.own[own] = f
			}
			in.gs.font, in.gs.size = f, fv.Index(1).Float64()
		})
	}
}

// num is args' i-th number, 0 where there is none.
func num(args []token, i int) float64 {
	if i < len(args) && args[i].kind == tokNumber {
		return args[i].num
	}
	return 0
}

// name is args' first operand, as a name.
func name(args []token) string {
	if len(args) > 0 && args[0].kind == tokName {
		return string(args[0].bytes)
	}
	return ""
}

func matrixOf(args []token) matrix {
	var m matrix
	for i := range m {
		m[i] = num(args, i)
	}
	return m
}
