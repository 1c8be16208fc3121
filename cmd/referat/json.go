package main

import (
	"encoding/json"
	"io"
)

// writeJSON writes v for programs, and for people who look.
func writeJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}
