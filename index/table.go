package index

import (
	"encoding/binary"
	"iter"
	"slices"
	"strings"
)

// tableBlock is how many keys share one start: a lookup reads half of them.
const tableBlock = 16

// A table is keys in order, each with some bytes. A key is written as what it
// shares with the one before and the rest:
//
//	TABLE = n starts data    n and the length of data as uvarint, starts as 4 bytes each, little-endian
//	KEY   = shared rest payload    shared as uvarint, rest and payload with their lengths
//
// A table is part of a file that has a checksum; what makes no sense all the
// same panics, which recovered takes for damage.
type table struct {
	n      int
	starts []byte // where each block begins in data
	data   []byte
}

// newTable writes a table of n rows, which must be in the order of their keys.
func newTable(n int, row func(i int) (key string, payload []byte)) []byte {
	var data, starts []byte
	before := ""
	for i := range n {
		key, p := row(i)
		if i%tableBlock == 0 {
			starts = binary.LittleEndian.AppendUint32(starts, uint32(len(data)))
			before = ""
		}
		shared := 0
		for shared < min(len(before), len(key)) && before[shared] == key[shared] {
			shared++
		}
		data = binary.AppendUvarint(data, uint64(shared))
		data = binary.AppendUvarint(data, uint64(len(key)-shared))
		data = append(data, key[shared:]...)
		data = binary.AppendUvarint(data, uint64(len(p)))
		data = append(data, p...)
		before = key
	}
	out := binary.AppendUvarint(nil, uint64(n))
	out = binary.AppendUvarint(out, uint64(len(data)))
	return slices.Concat(out, starts, data)
}

// readTable reads the table that b begins with, and gives what follows.
func readTable(b []byte) (table, []byte) {
	n, size := takeUvarint(&b), takeUvarint(&b)
	starts := 4 * ((n + tableBlock - 1) / tableBlock)
	return table{n: n, starts: b[:starts], data: b[starts : starts+size]}, b[starts+size:]
}

// takeUvarint takes a number off the front of b.
func takeUvarint(b *[]byte) int {
	v, n := binary.Uvarint(*b)
	if n <= 0 {
		panic("a number is cut off")
	}
	*b = (*b)[n:]
	return int(v)
}

func (t table) block(i int) []byte { return t.data[binary.LittleEndian.Uint32(t.starts[4*i:]):] }

// next takes a key and its bytes off the front of b; key holds the one before.
func next(b *[]byte, key *[]byte) (payload []byte) {
	shared := takeUvarint(b)
	rest := takeUvarint(b)
	*key = append((*key)[:shared], (*b)[:rest]...)
	*b = (*b)[rest:]
	size := takeUvarint(b)
	payload = (*b)[:size]
	*b = (*b)[size:]
	return payload
}

// search is the number of the first key that is not before key.
func (t table) search(key string) int {
	blocks := len(t.starts) / 4
	low, high := 0, blocks // the last block that begins at or before key
	var buf []byte
	for low < high {
		middle := (low + high) / 2
		b := t.block(middle)
		buf = buf[:0]
		next(&b, &buf)
		if string(buf) <= key {
			low = middle + 1
		} else {
			high = middle
		}
	}
	if low == 0 {
		return 0
	}
	at := (low - 1) * tableBlock
	b := t.block(low - 1)
	buf = buf[:0]
	for ; at < min(low*tableBlock, t.n); at++ {
		if next(&b, &buf); string(buf) >= key {
			break
		}
	}
	return at
}

// at is the i-th key with its bytes.
func (t table) at(i int) (key string, payload []byte) {
	b := t.block(i / tableBlock)
	var buf []byte
	for range i%tableBlock + 1 {
		payload = next(&b, &buf)
	}
	return string(buf), payload
}

// find is the bytes of a key.
func (t table) find(key string) (payload []byte, ok bool) {
	i := t.search(key)
	if i == t.n {
		return nil, false
	}
	k, payload := t.at(i)
	return payload, k == key
}

// from goes through the keys from the i-th on, in order, with their numbers.
func (t table) from(i int) iter.Seq2[int, tableRow] {
	return func(yield func(int, tableRow) bool) {
		if i >= t.n {
			return
		}
		b := t.block(i / tableBlock)
		var buf []byte
		for at := i / tableBlock * tableBlock; at < t.n; at++ {
			if at%tableBlock == 0 {
				buf = buf[:0]
			}
			payload := next(&b, &buf)
			if at >= i && !yield(at, tableRow{buf, payload}) {
				return
			}
		}
	}
}

// A tableRow is a key with its bytes, good until the next.
type tableRow struct{ key, payload []byte }

// prefixed goes through the keys that begin with prefix.
func (t table) prefixed(prefix string) iter.Seq2[int, tableRow] {
	return func(yield func(int, tableRow) bool) {
		for i, row := range t.from(t.search(prefix)) {
			if !strings.HasPrefix(string(row.key), prefix) || !yield(i, row) {
				return
			}
		}
	}
}
