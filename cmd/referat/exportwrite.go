package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// What Excel takes; more of either is lost when it opens the file.
// Source: Microsoft, "Excel specifications and limits".
const (
	excelCell = 32_767    // characters a cell, counted in UTF-16
	excelRows = 1_048_576 // rows a sheet, the heading counted
)

// cutMark ends a cell that was cut at excelCell.
const cutMark = " […]"

// byteOrderMark tells Excel that a CSV is UTF-8; without it, it reads Windows-1252.
const byteOrderMark = "\ufeff"

// A sheet is a stream of rows in one format.
type sheet struct {
	w         *bufio.Writer
	separator byte // of a CSV; 0 for JSON, one object a line
	buf       bytes.Buffer
	rows      int // written, the heading not counted
	cut       int // cells that Excel would not hold
}

// newSheet begins a sheet; of a CSV it writes the heading of table t.
func newSheet(w io.Writer, separator byte, t table) (*sheet, error) {
	s := &sheet{w: bufio.NewWriterSize(w, 1<<16), separator: separator}
	if separator == 0 {
		return s, nil
	}
	s.buf.WriteString(byteOrderMark)
	for i, c := range t.column() {
		s.cell(i, c.name)
	}
	return s, s.line("\r\n")
}

// put writes r as a row of table t, whose columns are given.
func (s *sheet) put(t table, columns []column, r *row) error {
	s.rows++
	if s.separator == 0 {
		if err := s.object(t, columns, r); err != nil {
			return err
		}
		return s.line("\n")
	}
	for i, c := range columns {
		s.cell(i, cellText(c.of(r)))
	}
	return s.line("\r\n")
}

// line writes what buf has, and ends the line.
func (s *sheet) line(end string) error {
	s.buf.WriteString(end)
	_, err := s.w.Write(s.buf.Bytes())
	s.buf.Reset()
	return err
}

// object puts r into buf as JSON, its columns in their order.
func (s *sheet) object(t table, columns []column, r *row) error {
	s.buf.WriteString(`{"type":"` + t.one + `"`)
	enc := json.NewEncoder(&s.buf)
	enc.SetEscapeHTML(false)
	for _, c := range columns {
		s.buf.WriteString(`,"` + c.name + `":`)
		v := c.of(r)
		if list, ok := v.([]string); ok && list == nil {
			v = []string{}
		}
		if err := enc.Encode(v); err != nil {
			return fmt.Errorf("%s: %w", r.ID, err)
		}
		s.buf.Truncate(s.buf.Len() - 1) // the encoder ends with a line feed
	}
	s.buf.WriteByte('}')
	return nil
}

// cellText is a value as a CSV has it: lists have an element a line, a number
// that is not known is empty.
func cellText(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case bool:
		return strconv.FormatBool(v)
	case int:
		return strconv.Itoa(v)
	case orNone:
		if v == 0 {
			return ""
		}
		return strconv.Itoa(int(v))
	case []string:
		return strings.Join(v, "\n")
	}
	panic(fmt.Sprintf("exportrow.go has a column of type %T", v))
}

// cell puts the i-th cell of a line into buf, as RFC 4180 has it, harmless to
// a spreadsheet and short enough for it. Lines within the cell end in a line feed,
// as Excel's own do.
func (s *sheet) cell(i int, text string) {
	if i > 0 {
		s.buf.WriteByte(s.separator)
	}
	text, cut := fitted(harmless(text))
	if cut {
		s.cut++
	}
	if text == strings.TrimSpace(text) && !strings.ContainsAny(text, "\"\n\t,;|") {
		s.buf.WriteString(text)
		return
	}
	s.buf.WriteByte('"')
	s.buf.WriteString(strings.ReplaceAll(text, `"`, `""`))
	s.buf.WriteByte('"')
}

// harmless is text that a spreadsheet shows and does not run: one that begins,
// after space, with a sign that makes a formula of it gets an apostrophe before
// it, and so does one that begins with an apostrophe, so that taking one away
// gives the text back. Sources: OWASP, "CSV Injection", for the signs; the wide
// ones are read as formulas by East Asian editions. Line ends become line feeds,
// other control characters, which a CSV cannot carry, space.
func harmless(text string) string {
	text = strings.ToValidUTF8(text, string(utf8.RuneError))
	if strings.Contains(text, "\r") {
		text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	}
	text = strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0x7f {
			return ' '
		}
		return r
	}, text)
	if strings.HasPrefix(text, "\t") || strings.HasPrefix(text, "\n") || strings.HasPrefix(text, "'") {
		return "'" + text
	}
	first, _ := utf8.DecodeRuneInString(strings.TrimSpace(text))
	if strings.ContainsRune("=+-@＝＋－＠", first) {
		return "'" + text
	}
	return text
}

// fitted is as much of text as a cell holds, with cutMark where that is not all.
func fitted(text string) (fits string, cut bool) {
	if len(text) <= excelCell { // UTF-16 has no more units than UTF-8 has bytes
		return text, false
	}
	units, end := 0, 0 // end: where text would be cut
	for i, r := range text {
		if units <= excelCell-len(utf16.Encode([]rune(cutMark))) {
			end = i
		}
		if units += utf16.RuneLen(r); units > excelCell {
			return text[:end] + cutMark, true
		}
	}
	return text, false
}
