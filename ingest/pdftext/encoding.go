package pdftext

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/ledongthuc/pdf"
	"golang.org/x/text/encoding/charmap"
)

// simpleEncoding is the text of each code of a simple font, by its base
// encoding and its Differences (ISO 32000-1, 9.6.6).
func simpleEncoding(v pdf.Value) [256]string {
	enc := v.Key("Encoding")
	base := enc.Name()
	if enc.Kind() == pdf.Dict {
		base = enc.Key("BaseEncoding").Name()
	}
	table := baseEncoding(base)
	if base == "" {
		table = ownEncoding(v)
	}
	diff := enc.Key("Differences")
	if diff.Len() == 0 {
		return table
	}
	glyphNames := (&pdf.Font{V: v}).Encoder()
	c := 0
	for i := 0; i < diff.Len(); i++ {
		x := diff.Index(i)
		if x.Kind() == pdf.Integer {
			c = int(x.Int64())
			continue
		}
		if c >= 0 && c < 256 {
			if s, ok := glyphName(x.Name()); ok {
				table[c] = s
			} else {
				table[c] = glyphNames.Decode(string([]byte{byte(c)}))
			}
		}
		c++
	}
	return table
}

// baseEncoding is a named encoding. Where the name is none that we know, it is
// WinAnsi, which is what producers of text documents mean.
func baseEncoding(name string) [256]string {
	var table [256]string
	for c := range table {
		switch name {
		case "MacRomanEncoding":
			table[c] = string(charmap.Macintosh.DecodeByte(byte(c)))
		default:
			table[c] = string(charmap.Windows1252.DecodeByte(byte(c)))
		}
	}
	if name == "StandardEncoding" {
		standardEncoding(&table)
	}
	return table
}

// ownEncoding is the encoding of a font that names none: what the font file
// says, as far as a look at it tells.
func ownEncoding(v pdf.Value) [256]string {
	table := baseEncoding("")
	name := baseName(v.Key("BaseFont").Name())
	desc := v.Key("FontDescriptor")
	embedded := desc.Key("FontFile").Kind() == pdf.Stream
	switch kind := v.Key("Subtype").Name(); {
	case strings.HasPrefix(name, "Symbol"):
		symbolEncoding(&table)
	case strings.HasPrefix(name, "ZapfDingbats"):
		dingbatsEncoding(&table)
	case kind == "Type1" || kind == "MMType1" || kind == "TrueType" && desc.Key("FontFile2").IsNull():
		standardEncoding(&table)
		if embedded {
			type1Encoding(&table, desc.Key("FontFile"))
		}
	}
	return table
}

// standardEncoding lays the codes of StandardEncoding that are not as in
// WinAnsi over a table (ISO 32000-1, annex D.2). Codes that it leaves out stay
// what WinAnsi makes of them.
func standardEncoding(table *[256]string) {
	table['\''], table['`'] = "’", "‘"
	lay(table, 0xa1, "¡¢£⁄¥ƒ§¤'“«‹›")
	table[0xae], table[0xaf] = "fi", "fl"
	lay(table, 0xb1, "–†‡·")
	lay(table, 0xb6, "¶•‚„”»…‰")
	lay(table, 0xbf, "¿")
	lay(table, 0xc1, "`´ˆ˜¯˘˙¨")
	lay(table, 0xca, "˚¸")
	lay(table, 0xcd, "˝˛ˇ—")
	lay(table, 0xe1, "Æ")
	lay(table, 0xe3, "ª")
	lay(table, 0xe8, "ŁØŒº")
	lay(table, 0xf1, "æ")
	lay(table, 0xf5, "ı")
	lay(table, 0xf8, "łøœß")
}

// symbolEncoding is that of the font Symbol (ISO 32000-1, annex D.5), without
// the pieces that large brackets are built of.
func symbolEncoding(table *[256]string) {
	lay(table, 0x22, "∀#∃%&∋()∗+,−./")
	lay(table, 0x40, "≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_")
	lay(table, 0x60, "‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼")
	lay(table, 0xa0, "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…|—↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊⟨®©™∑")
	lay(table, 0xf1, "⟩∫")
}

// dingbatsEncoding is that of the font ZapfDingbats (ISO 32000-1, annex D.6),
// whose signs Unicode took over in their order. Forms tick with it.
func dingbatsEncoding(table *[256]string) {
	for _, r := range []struct{ from, to, first rune }{
		{0x21, 0x7e, 0x2701}, {0xa1, 0xa7, 0x2761}, {0xac, 0xb5, 0x2460}, {0xb6, 0xd4, 0x2776}, {0xd8, 0xef, 0x2798}, {0xf1, 0xfe, 0x27b1},
	} {
		for c := r.from; c <= r.to; c++ {
			table[c] = string(r.first + c - r.from)
		}
	}
	lay(table, 0x25, "☎") // those that Unicode had already
	lay(table, 0x2a, "☛☞")
	lay(table, 0x48, "★")
	lay(table, 0x6c, "●")
	lay(table, 0x6e, "■")
	lay(table, 0x73, "▲▼◆")
	lay(table, 0x77, "◗")
	lay(table, 0xa8, "♣♦♥♠")
	lay(table, 0xd5, "→↔↕")
}

// lay puts signs into a table, from a code on.
func lay(table *[256]string, at int, signs string) {
	for _, r := range signs {
		table[at] = string(r)
		at++
	}
}

// maxTypeHeader is how much of a Type 1 font file is looked at for its
// encoding, in bytes: it stands in the part that is plain text.
const maxTypeHeader = 1 << 16

// type1Encoding lays the encoding of a Type 1 font file over a table: lines
// like "dup 66 /A put" (Adobe Type 1 Font Format, 2.3).
func type1Encoding(table *[256]string, file pdf.Value) {
	data, _ := stream(file, maxTypeHeader)
	at := bytes.Index(data, []byte("/Encoding"))
	if at < 0 {
		return
	}
	data = data[at:]
	if end := bytes.Index(data, []byte("eexec")); end >= 0 {
		data = data[:end]
	}
	lex := lexer{data: data}
	var code, name token
	for {
		switch t := lex.next(); t.kind {
		case tokEOF:
			return
		case tokNumber:
			code = t
		case tokName:
			name = t
		case tokOperator:
			switch string(t.bytes) {
			case "dup":
				code, name = token{}, token{}
			case "put":
				if c := int(code.num); code.kind == tokNumber && name.kind == tokName && c >= 0 && c < 256 {
					if s, ok := glyphName(string(name.bytes)); ok {
						table[c] = s
					}
				}
			case "def", "readonly":
				return
			}
		}
	}
}

// glyphName reads the glyph names that need no list, and those that carry a
// suffix for how they look, as "one.os", or are put together, as "f_i" (Adobe
// Glyph List Specification, 2). The library knows the rest.
func glyphName(name string) (string, bool) {
	plain, _, _ := strings.Cut(name, ".")
	if s, ok := uniName(plain); ok {
		return s, true
	}
	if len(plain) == 1 {
		return plain, class(plain[0]) == charRegular
	}
	if s, ok := signNames[plain]; ok {
		return s, true
	}
	parts := strings.Split(plain, "_")
	if len(parts) == 1 {
		return "", false
	}
	var all string
	for _, part := range parts {
		s, ok := glyphName(part)
		if !ok {
			return "", false
		}
		all += s
	}
	return all, true
}

// uniName reads glyph names that give their code points: "uni00E6", "u1F600"
// (Adobe Glyph List Specification, 2).
func uniName(name string) (string, bool) {
	hex, ok := strings.CutPrefix(name, "uni")
	if !ok {
		if hex, ok = strings.CutPrefix(name, "u"); !ok || len(hex) < 4 || len(hex) > 6 {
			return "", false
		}
	} else if len(hex) != 4 {
		return "", false
	}
	var r rune
	for i := 0; i < len(hex); i++ {
		d, ok := hexDigit(hex[i])
		if !ok {
			return "", false
		}
		r = r<<4 | rune(d)
	}
	return string(r), utf8.ValidRune(r)
}
