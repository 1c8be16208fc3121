//go:build race

package worker

// raced says that the race detector is in: it maps terabytes of address space,
// so that a process under it can have no limit of that.
const raced = true
