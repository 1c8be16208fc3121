//go:build race

package picture

// raced says that the race detector is on: it makes compiling pdfium ten times as
// slow.
const raced = true
