package pdftext

import "unicode/utf16"

// A cmap maps character codes to text (a ToUnicode CMap) or to CIDs (an
// Encoding CMap), as far as PDFs use them (ISO 32000-1, 9.7.5 and 9.10.3).
type cmap struct {
	spaces []codespace
	text   map[uint32]string
	ranges []textRange
	cids   []cidRange
}

type codespace struct {
	n      int
	lo, hi uint32
}

type textRange struct {
	lo, hi uint32
	dst    []uint16
}

type cidRange struct{ lo, hi, cid uint32 }

// parseCMap reads a CMap. Malformed parts are passed over.
func parseCMap(data []byte) *cmap {
	m := &cmap{text: map[uint32]string{}}
	lex := lexer{data: data}
	var stack []token
	for {
		t := lex.next()
		if t.kind == tokEOF {
			return m
		}
		if t.kind != tokOperator {
			if len(stack) < 3*maxFontEntries {
				stack = append(stack, t)
			}
			continue
		}
		switch string(t.bytes) {
		case "endcodespacerange":
			m.addSpaces(stack)
		case "endbfchar":
			m.addChars(stack)
		case "endbfrange":
			m.addRanges(stack)
		case "endcidchar":
			m.addCIDs(stack, 2)
		case "endcidrange":
			m.addCIDs(stack, 3)
		}
		stack = stack[:0]
		lex.buf = nil // the strings on the map's side are copies; those on the stack are done with
	}
}

func (m *cmap) addSpaces(stack []token) {
	for i := 0; i+1 < len(stack); i += 2 {
		lo, hi := stack[i].bytes, stack[i+1].bytes
		if len(lo) == 0 || len(lo) > 4 || len(hi) != len(lo) || len(m.spaces) > 256 {
			continue
		}
		m.spaces = append(m.spaces, codespace{len(lo), code(lo), code(hi)})
	}
}

func (m *cmap) addChars(stack []token) {
	for i := 0; i+1 < len(stack) && len(m.text) < maxFontEntries; i += 2 {
		if stack[i].kind == tokString && stack[i+1].kind == tokString {
			m.text[code(stack[i].bytes)] = utf16Text(units(stack[i+1].bytes))
		}
	}
}

func (m *cmap) addRanges(stack []token) {
	for i := 0; i+2 < len(stack) && len(m.ranges) < maxFontEntries; {
		lo, hi := code(stack[i].bytes), code(stack[i+1].bytes)
		i += 2
		switch stack[i].kind {
		case tokString:
			if dst := units(stack[i].bytes); len(dst) > 0 && hi >= lo {
				m.ranges = append(m.ranges, textRange{lo, hi, dst})
			}
			i++
		case tokArrayOpen:
			i++
			for c := lo; i < len(stack) && stack[i].kind != tokArrayClose; c++ {
				if c <= hi && len(m.text) < maxFontEntries {
					m.text[c] = utf16Text(units(stack[i].bytes))
				}
				i++
			}
			i++
		default:
			i++
		}
	}
}

func (m *cmap) addCIDs(stack []token, n int) {
	for i := 0; i+n <= len(stack) && len(m.cids) < maxFontEntries; i += n {
		r := cidRange{lo: code(stack[i].bytes), hi: code(stack[i+n-2].bytes)}
		if cid := stack[i+n-1].num; cid >= 0 && cid < maxFontEntries {
			r.cid = uint32(cid)
			m.cids = append(m.cids, r)
		}
	}
}

// unicode is the text of a code, "" where the map has none.
func (m *cmap) unicode(c uint32) string {
	if s, ok := m.text[c]; ok {
		return s
	}
	for _, r := range m.ranges {
		if r.lo <= c && c <= r.hi {
			dst := append([]uint16(nil), r.dst...)
			dst[len(dst)-1] += uint16(c - r.lo)
			return utf16Text(dst)
		}
	}
	return ""
}

// cid is the CID of a code, and whether the map has one.
func (m *cmap) cid(c uint32) (uint32, bool) {
	for _, r := range m.cids {
		if r.lo <= c && c <= r.hi {
			return r.cid + c - r.lo, true
		}
	}
	return 0, false
}

// width is the number of bytes of the code that s begins with, by the
// codespaces; 2 where they do not say.
func (m *cmap) width(s []byte) int {
	for n := 1; n <= 4 && n <= len(s); n++ {
		c := code(s[:n])
		for _, sp := range m.spaces {
			if sp.n == n && sp.lo <= c && c <= sp.hi {
				return n
			}
		}
	}
	return 2
}

func code(b []byte) uint32 {
	var c uint32
	for _, x := range b {
		c = c<<8 | uint32(x)
	}
	return c
}

// units reads big-endian UTF-16. One byte alone is one unit, as some
// producers write it.
func units(b []byte) []uint16 {
	if len(b) == 1 {
		return []uint16{uint16(b[0])}
	}
	u := make([]uint16, 0, len(b)/2)
	for i := 0; i+1 < len(b) && i < 64; i += 2 {
		u = append(u, uint16(b[i])<<8|uint16(b[i+1]))
	}
	return u
}

func utf16Text(u []uint16) string { return string(utf16.Decode(u)) }
