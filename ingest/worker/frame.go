package worker

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
)

// What goes between a parent and its worker, both ways, is frames: the kind,
// the length of what follows as four bytes (big endian), and the content.
//
// A value is a gob stream of its own in each frame. That costs some tens of
// microseconds against one stream for all, and no frame depends on another.
const (
	kindHello    = 'h' // from the worker, first of all: protocol
	kindJob      = 'j' // to the worker: a job, as gob
	kindAccepted = 'a' // from the worker: the job begins; no content
	kindExpect   = 'e' // from the worker: total and silence in nanoseconds, eight bytes each
	kindResult   = 'r' // from the worker: the job's result, as gob
)

const (
	protocol   = "referat worker 1"
	headerSize = 5
	expectSize = 16

	// maxFrame is the most that a frame may hold, in bytes. The pages of a
	// 3,000-page PDF are some 30 MB.
	maxFrame = 256 << 20
)

// errFrame says that what was read is not the protocol.
var errFrame = errors.New("what it wrote is not the workers' protocol")

// frame is content as a frame.
func frame(kind byte, content []byte) []byte {
	f := make([]byte, headerSize, headerSize+len(content))
	f[0] = kind
	binary.BigEndian.PutUint32(f[1:], uint32(len(content)))
	return append(f, content...)
}

// valueFrame is v, as gob, as a frame.
func valueFrame(kind byte, v any) ([]byte, error) {
	var b bytes.Buffer
	b.Write(frame(kind, nil))
	if err := gob.NewEncoder(&b).Encode(v); err != nil {
		return nil, err
	}
	size := b.Len() - headerSize
	if size > maxFrame {
		return nil, fmt.Errorf("%T of %d bytes: a worker's jobs and results may have %d", v, size, maxFrame)
	}
	binary.BigEndian.PutUint32(b.Bytes()[1:], uint32(size))
	return b.Bytes(), nil
}

// expectFrame is a kindExpect.
func expectFrame(total, silence time.Duration) []byte {
	var content [expectSize]byte
	binary.BigEndian.PutUint64(content[:], uint64(total))
	binary.BigEndian.PutUint64(content[8:], uint64(silence))
	return frame(kindExpect, content[:])
}

// readHeader reads the kind and the size of the next frame. It gives errFrame
// where that is none that may come here: one of kinds.
func readHeader(r *bufio.Reader, kinds string) (kind byte, size int, err error) {
	head, err := r.Peek(headerSize)
	if len(head) > 0 && strings.IndexByte(kinds, head[0]) < 0 {
		return 0, 0, fmt.Errorf("%w: %q", errFrame, head)
	}
	if err != nil {
		return 0, 0, err
	}
	kind, length := head[0], binary.BigEndian.Uint32(head[1:])
	if length > maxFrame {
		return 0, 0, fmt.Errorf("%w: a frame of %d bytes", errFrame, length)
	}
	_, err = r.Discard(headerSize)
	return kind, int(length), err
}

// readExpect reads the content of a kindExpect.
func readExpect(r io.Reader, size int) (total, silence time.Duration, err error) {
	var content [expectSize]byte
	if size != expectSize {
		return 0, 0, fmt.Errorf("%w: an announcement of %d bytes", errFrame, size)
	}
	if _, err := io.ReadFull(r, content[:]); err != nil {
		return 0, 0, err
	}
	total = time.Duration(binary.BigEndian.Uint64(content[:]))
	silence = time.Duration(binary.BigEndian.Uint64(content[8:]))
	return total, silence, nil
}

// readValue reads content of size bytes, gob, into v. It gives errFrame where
// all of it came and it is no such value.
func readValue(r io.Reader, size int, v any) error {
	content := &io.LimitedReader{R: r, N: int64(size)}
	bad := gob.NewDecoder(content).Decode(v)
	// What gob left is read too, so that the next frame can be.
	if _, err := io.Copy(io.Discard, content); err != nil {
		return err
	}
	switch {
	case content.N > 0:
		return io.ErrUnexpectedEOF
	case bad != nil:
		return fmt.Errorf("%w: %v", errFrame, bad)
	}
	return nil
}
