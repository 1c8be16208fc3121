//go:build !unix

package pdftext

// A guestMemory is a guest's memory.
type guestMemory struct {
	bytes []byte
	most  uint64
}

func newGuestMemory(most uint64) *guestMemory { return &guestMemory{most: most} }

// Reallocate grows the memory to size bytes; nil where there is no room.
func (m *guestMemory) Reallocate(size uint64) []byte {
	if size > m.most {
		return nil
	}
	m.bytes = append(m.bytes, make([]byte, size-uint64(len(m.bytes)))...)
	return m.bytes
}

// Free gives the memory back.
func (m *guestMemory) Free() { m.bytes = nil }
