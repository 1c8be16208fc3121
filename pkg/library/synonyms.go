package library

import (
	"bytes"
	"errors"
	"fmt"
	"hash/crc32"
	"io/fs"
	"os"
	"path/filepath"
	"unicode/utf8"

	"referat/index"
	"referat/pkg/archive"
)

// synonymsName is the file of the archive's own synonyms, in its folder.
const synonymsName = "synonymer.txt"

// synonymsOf are the synonyms that come with the program and those of the
// archive's own file, if it has one, with the sum of that.
func synonymsOf(a *archive.Reader) (*index.Synonyms, uint32, error) {
	s := index.BuiltInSynonyms()
	file := filepath.Join(a.Dir(), synonymsName)
	text, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return s, 0, nil
	}
	if err != nil {
		return nil, 0, fmt.Errorf("synonymerne kan ikke læses: %w", err)
	}
	text = bytes.TrimPrefix(text, []byte("\uFEFF")) // as Windows' Notepad begins a file
	n := 0
	for line := range bytes.Lines(text) {
		if n++; !utf8.Valid(line) {
			return nil, 0, fmt.Errorf("%s: linje %d er ikke UTF-8; gem filen som UTF-8", file, n)
		}
	}
	if err := s.Read(bytes.NewReader(text)); err != nil {
		return nil, 0, fmt.Errorf("%s: %w", file, err)
	}
	return s, crc32.ChecksumIEEE(text), nil
}
