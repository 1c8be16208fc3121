package pdftext

import (
	"math"
	"strconv"
)

// A tokenKind says what a token of a content stream is.
type tokenKind uint8

const (
	tokEOF tokenKind = iota
	tokNumber
	tokString
	tokName
	tokOperator // also true, false, null
	tokArrayOpen
	tokArrayClose
	tokDictOpen
	tokDictClose
)

// A token is one word of a content stream or a CMap. Its bytes are valid
// until the lexer is reset.
type token struct {
	kind  tokenKind
	num   float64
	bytes []byte // of a string (decoded), a name (decoded, no slash) or an operator
}

// A lexer cuts a content stream or a CMap into tokens. It reads anything:
// what is malformed is read as far as it makes sense, as viewers do, and it
// always comes to an end.
type lexer struct {
	data []byte
	pos  int
	buf  []byte // decoded strings and names of the present operation
}

// reset forgets the bytes of earlier tokens.
func (l *lexer) reset() { l.buf = l.buf[:0] }

const (
	charRegular = iota
	charSpace
	charDelim
)

// class is a byte's class (ISO 32000-1, tables 1 and 2).
func class(c byte) int {
	switch c {
	case 0, '\t', '\n', '\f', '\r', ' ':
		return charSpace
	case '(', ')', '<', '>', '[', ']', '{', '}', '/', '%':
		return charDelim
	}
	return charRegular
}

func (l *lexer) skipSpace() {
	for l.pos < len(l.data) {
		c := l.data[l.pos]
		if c == '%' {
			for l.pos < len(l.data) && l.data[l.pos] != '\n' && l.data[l.pos] != '\r' {
				l.pos++
			}
			continue
		}
		if class(c) != charSpace {
			return
		}
		l.pos++
	}
}

func (l *lexer) next() token {
	l.skipSpace()
	for l.peek(0) == ')' { // stray
		l.pos++
		l.skipSpace()
	}
	if l.pos >= len(l.data) {
		return token{kind: tokEOF}
	}
	c := l.data[l.pos]
	switch c {
	case '(':
		return l.literal()
	case '/':
		return l.name()
	case '[', '{':
		l.pos++
		return token{kind: tokArrayOpen}
	case ']', '}':
		l.pos++
		return token{kind: tokArrayClose}
	case '<':
		if l.peek(1) == '<' {
			l.pos += 2
			return token{kind: tokDictOpen}
		}
		return l.hex()
	case '>':
		l.pos++
		if l.peek(0) == '>' {
			l.pos++
		}
		return token{kind: tokDictClose}
	}
	start := l.pos
	for l.pos < len(l.data) && class(l.data[l.pos]) == charRegular {
		l.pos++
	}
	word := l.data[start:l.pos]
	if n, ok := number(word); ok {
		return token{kind: tokNumber, num: n}
	}
	return token{kind: tokOperator, bytes: word}
}

func (l *lexer) peek(n int) byte {
	if i := l.pos + n; i >= 0 && i < len(l.data) {
		return l.data[i]
	}
	return 0
}

// number reads a PDF number, as loosely as viewers do: "-.5", "4.", "--3"
// and, from some producers, "1.2e-7".
func number(w []byte) (float64, bool) {
	if len(w) == 0 {
		return 0, false
	}
	i, neg := 0, false
	for i < len(w) && (w[i] == '-' || w[i] == '+') {
		neg = neg || w[i] == '-'
		i++
	}
	var n, scale float64
	digits := 0
	for ; i < len(w); i++ {
		switch c := w[i]; {
		case '0' <= c && c <= '9':
			digits++
			if scale == 0 {
				n = n*10 + float64(c-'0')
			} else {
				n += float64(c-'0') * scale
				scale /= 10
			}
		case c == '.' && scale == 0:
			scale = 0.1
		case c == '-' && digits > 0: // "12-34": the rest is noise
			return sign(n, neg), true
		case (c == 'e' || c == 'E') && digits > 0:
			f, err := strconv.ParseFloat(string(w), 64)
			return f, err == nil && !math.IsInf(f, 0) && !math.IsNaN(f)
		default:
			return 0, false
		}
	}
	return sign(n, neg), digits > 0 || scale != 0
}

func sign(n float64, neg bool) float64 {
	if neg {
		return -n
	}
	return n
}

// literal reads a string in parentheses.
func (l *lexer) literal() token {
	l.pos++
	start := len(l.buf)
	depth := 1
	for l.pos < len(l.data) {
		c := l.data[l.pos]
		l.pos++
		switch c {
		case '(':
			depth++
		case ')':
			depth--
			if depth == 0 {
				return token{kind: tokString, bytes: l.buf[start:]}
			}
		case '\\':
			l.escape()
			continue
		}
		l.buf = append(l.buf, c)
	}
	return token{kind: tokString, bytes: l.buf[start:]}
}

// escape reads what follows a backslash in a string.
func (l *lexer) escape() {
	if l.pos >= len(l.data) {
		return
	}
	c := l.data[l.pos]
	l.pos++
	switch c {
	case 'n':
		c = '\n'
	case 'r':
		c = '\r'
	case 't':
		c = '\t'
	case 'b':
		c = '\b'
	case 'f':
		c = '\f'
	case '\r':
		if l.peek(0) == '\n' {
			l.pos++
		}
		return
	case '\n':
		return
	case '0', '1', '2', '3', '4', '5', '6', '7':
		n := int(c - '0')
		for i := 0; i < 2; i++ {
			d := l.peek(0)
			if d < '0' || d > '7' {
				break
			}
			n = n*8 + int(d-'0')
			l.pos++
		}
		c = byte(n)
	}
	l.buf = append(l.buf, c)
}

// hex reads a string in angle brackets.
func (l *lexer) hex() token {
	l.pos++
	start := len(l.buf)
	var n byte
	half := false
	for l.pos < len(l.data) {
		c := l.data[l.pos]
		l.pos++
		if c == '>' {
			break
		}
		d, ok := hexDigit(c)
		if !ok {
			continue
		}
		if half {
			l.buf = append(l.buf, n<<4|d)
		}
		n, half = d, !half
	}
	if half {
		l.buf = append(l.buf, n<<4)
	}
	return token{kind: tokString, bytes: l.buf[start:]}
}

func hexDigit(c byte) (byte, bool) {
	switch {
	case '0' <= c && c <= '9':
		return c - '0', true
	case 'a' <= c && c <= 'f':
		return c - 'a' + 10, true
	case 'A' <= c && c <= 'F':
		return c - 'A' + 10, true
	}
	return 0, false
}

func (l *lexer) name() token {
	l.pos++
	start := len(l.buf)
	for l.pos < len(l.data) && class(l.data[l.pos]) == charRegular {
		c := l.data[l.pos]
		l.pos++
		if c == '#' {
			hi, ok1 := hexDigit(l.peek(0))
			lo, ok2 := hexDigit(l.peek(1))
			if ok1 && ok2 {
				c = hi<<4 | lo
				l.pos += 2
			}
		}
		l.buf = append(l.buf, c)
	}
	return token{kind: tokName, bytes: l.buf[start:]}
}

// skipInlineImage moves past the data of an inline image, whose ID operator
// has just been read: to the first EI that stands alone and is followed by
// something that reads as content. It reports false where there is none: then
// the rest of the content is lost.
func (l *lexer) skipInlineImage() bool {
	l.pos++ // the one white space after ID
	for l.pos+2 <= len(l.data) {
		if l.data[l.pos] == 'E' && l.data[l.pos+1] == 'I' &&
			class(l.peek(-1)) == charSpace && (l.pos+2 == len(l.data) || class(l.data[l.pos+2]) == charSpace) &&
			l.readsAsContent(l.pos+2) {
			l.pos += 2
			return true
		}
		l.pos++
	}
	l.pos = len(l.data)
	return false
}

// readsAsContent reports whether the next bytes are printable, as operators
// are and image data is not.
func (l *lexer) readsAsContent(pos int) bool {
	for i := pos; i < len(l.data) && i < pos+12; i++ {
		if c := l.data[i]; c > 0x7e || c < ' ' && class(c) != charSpace {
			return false
		}
	}
	return true
}
