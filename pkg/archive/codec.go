package archive

import (
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/klauspost/compress/zstd"
)

// largestValue is the most that one value may unpack to, in bytes: a document
// of ten thousand close-set pages is a tenth of it.
const largestValue = 1 << 30

// A codec packs and unpacks values. It may be used by several goroutines.
type codec struct {
	enc *zstd.Encoder
	dec *zstd.Decoder
}

func newCodec() (*codec, error) {
	enc, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest))
	if err != nil {
		return nil, err
	}
	dec, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(largestValue))
	if err != nil {
		return nil, err
	}
	return &codec{enc, dec}, nil
}

func (c *codec) pack(value []byte) []byte { return c.enc.EncodeAll(value, nil) }

func (c *codec) unpack(packed []byte) ([]byte, error) {
	value, err := c.dec.DecodeAll(packed, nil)
	if err != nil {
		return nil, fmt.Errorf("%w: en post kan ikke pakkes ud (%v)", ErrDamaged, err)
	}
	return value, nil
}

func (c *codec) close() {
	c.enc.Close()
	c.dec.Close()
}

// A Page is one page of a document as it was read.
type Page struct {
	Number int    // from 1
	Text   string // plain text, a line a line
	Layout []byte // the positioned lines, as the Importer writes them; opaque here
	Engine string // which reader the text came from
}

// encodePage writes p as the store keeps it, unpacked; the number is in the key.
func encodePage(p Page) []byte {
	b := make([]byte, 0, len(p.Engine)+len(p.Text)+len(p.Layout)+2*binary.MaxVarintLen64)
	b = binary.AppendUvarint(b, uint64(len(p.Engine)))
	b = append(b, p.Engine...)
	b = binary.AppendUvarint(b, uint64(len(p.Text)))
	b = append(b, p.Text...)
	return append(b, p.Layout...)
}

func decodePage(number int, b []byte) (Page, error) {
	engine, b, err := cutBytes(b)
	if err != nil {
		return Page{}, err
	}
	text, b, err := cutBytes(b)
	if err != nil {
		return Page{}, err
	}
	return Page{Number: number, Text: string(text), Layout: b, Engine: string(engine)}, nil
}

// cutBytes reads a length and as many bytes from the front of b.
func cutBytes(b []byte) (front, rest []byte, err error) {
	n, used := binary.Uvarint(b)
	if used <= 0 || n > uint64(len(b)-used) {
		return nil, nil, errors.New("siden er ikke skrevet af dette program")
	}
	return b[used : used+int(n)], b[used+int(n):], nil
}

// A PackedPage is a page as the store keeps it.
type PackedPage struct {
	Number int // from 1
	Value  []byte
}

// A Packer packs pages ahead of Put: in another process, on its time, and to a
// fifth of the size.
type Packer struct{ codec *codec }

// NewPacker makes a Packer.
func NewPacker() (*Packer, error) {
	c, err := newCodec()
	return &Packer{c}, err
}

// Pack packs r's pages.
func (p *Packer) Pack(r *Record) {
	for _, page := range r.Pages {
		r.Packed = append(r.Packed, PackedPage{page.Number, p.codec.pack(encodePage(page))})
	}
	r.Pages = nil
}
