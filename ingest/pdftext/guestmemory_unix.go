//go:build unix

package pdftext

import "syscall"

// A guestMemory is a guest's memory. Its room is reserved at once, so that it
// grows in place, and goes back to the system when the guest ends: as a slice
// of Go's it would be copied each time it grows, and stay until collected.
type guestMemory struct {
	bytes []byte
	room  []byte
}

func newGuestMemory(most uint64) *guestMemory {
	room, err := syscall.Mmap(-1, 0, int(most), syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_ANON|syscall.MAP_PRIVATE)
	if err != nil {
		return &guestMemory{}
	}
	return &guestMemory{room: room}
}

// Reallocate grows the memory to size bytes; nil where there is no room.
func (m *guestMemory) Reallocate(size uint64) []byte {
	if size > uint64(len(m.room)) {
		return nil
	}
	m.bytes = m.room[:size]
	return m.bytes
}

// Free gives the memory back.
func (m *guestMemory) Free() {
	if m.room != nil {
		_ = syscall.Munmap(m.room)
	}
	m.room, m.bytes = nil, nil
}
