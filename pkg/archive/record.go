package archive

import (
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"

	"referat/pkg/agenda"
)

// A Record is all that the archive keeps of one PDF beside the PDF itself.
type Record struct {
	Document agenda.Document
	Layout   []byte // what the reader found outside the pages, as the Importer writes it; opaque here
	Pages    []Page

	Modified  time.Time // the PDF file's own time; zero leaves what is known
	Segmenter int       // the version of the segmenter that divided it
}

// A sourceRow is what the sources bucket has of a document.
type sourceRow struct {
	agenda.Source
	Modified  int64 `json:"modified,omitempty"`  // the PDF file's own time, Unix seconds
	Added     int64 `json:"added,omitempty"`     // when it was first imported, Unix seconds
	Changed   int64 `json:"changed,omitempty"`   // when what is kept of it changed last, Unix seconds; 0: not since it was added
	Segmenter int   `json:"segmenter,omitempty"` // the version of the segmenter that divided it

	Former []Former `json:"former,omitempty"` // what it had once
}

// encode writes the row; its key has the SHA-256.
func (r sourceRow) encode() []byte {
	r.SHA256 = ""
	return mustJSON(r)
}

func decodeSource(key, value []byte) (row sourceRow, err error) {
	if err := json.Unmarshal(value, &row); err != nil {
		return row, fmt.Errorf("%w: kilden %x (%v)", ErrDamaged, key, err)
	}
	row.SHA256 = hex.EncodeToString(key)
	return row, nil
}

// A Failure is a file that could not be imported.
type Failure struct {
	Path   string    `json:"path"`   // as valid UTF-8
	SHA256 string    `json:"sha256"` // "" where the file could not be read so far
	Reason string    `json:"reason"` // Danish, for people
	Time   time.Time `json:"time"`
}

// mustJSON writes a value of this package's own types, which always can be.
func mustJSON(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return b
}
