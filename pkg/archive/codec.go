package archive

import (
	"encoding/json"
	"fmt"

	"github.com/klauspost/compress/zstd"
)

// largestValue is the most that one value may unpack to, in bytes: a document
// of ten thousand close-set pages is a tenth of it.
const largestValue = 1 << 30

// packWindow is how far back, in bytes, what is packed may repeat itself: a
// document of two thousand pages has its pages' texts within it.
const packWindow = 8 << 20

// A codec packs and unpacks values. It may be used by several goroutines.
type codec struct {
	enc *zstd.Encoder
	dec *zstd.Decoder
}

func newCodec() (*codec, error) {
	enc, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBetterCompression),
		zstd.WithWindowSize(packWindow), zstd.WithEncoderConcurrency(1), zstd.WithLowerEncoderMem(true))
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

// packJSON packs a value of this package's own types.
func (c *codec) packJSON(v any) []byte { return c.pack(mustJSON(v)) }

// unpackJSON reads what packJSON wrote, or the bare JSON of format 1, into v.
func (c *codec) unpackJSON(value []byte, v any) error {
	if len(value) > 0 && value[0] != '{' {
		var err error
		if value, err = c.unpack(value); err != nil {
			return err
		}
	}
	return json.Unmarshal(value, v)
}

func (c *codec) close() {
	c.enc.Close()
	c.dec.Close()
}
