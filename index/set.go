package index

import (
	"encoding/binary"

	"github.com/RoaringBitmap/roaring/v2"
)

// fewEntries is up to how many entries a set is written one by one.
const fewEntries = 128

// setOf writes a set: how many entries it has, and the gaps between them where
// they are few, else as roaring has it.
func setOf(entries *roaring.Bitmap) ([]byte, error) {
	n := entries.GetCardinality()
	b := binary.AppendUvarint(nil, n)
	if n <= fewEntries {
		last := uint32(0)
		each(entries, func(entry uint32) {
			b = binary.AppendUvarint(b, uint64(entry-last))
			last = entry
		})
		return b, nil
	}
	entries.RunOptimize()
	packed, err := entries.ToBytes()
	return append(b, packed...), err
}

func readSet(b []byte) (*roaring.Bitmap, error) {
	entries := roaring.New()
	n := takeUvarint(&b)
	if n > fewEntries {
		_, err := entries.FromBuffer(b)
		return entries, err
	}
	at := 0
	for range n {
		at += takeUvarint(&b)
		entries.Add(uint32(at))
	}
	return entries, nil
}
