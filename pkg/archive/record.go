package archive

import (
	"bytes"
	"encoding/json"
	"strings"
	"time"

	"referat/pkg/agenda"
)

// A Record is all that the archive keeps of one PDF beside the PDF itself.
type Record struct {
	Document agenda.Document
	Layout   []byte // what the reader found outside the pages, as the Importer writes it; opaque here
	Pages    []Page
	Packed   []PackedPage // Pages as a Packer has packed them, and then in their place
}

// An Entry is a meeting as a list shows it.
type Entry struct {
	ID         agenda.ID        `json:"id"`
	Date       string           `json:"date"` // yyyy-mm-dd, "" where the export says none
	Start      string           `json:"start"`
	Series     string           `json:"series"`
	Title      string           `json:"title"`
	Kind       agenda.Kind      `json:"kind"`
	Pages      agenda.PageRange `json:"pages"`
	Punkter    int              `json:"punkter"`
	Decisions  int              `json:"decisions"`
	Bilag      int              `json:"bilag"`
	SourceName string           `json:"source_name"` // the PDF's name
}

// A Failure is a file that could not be imported.
type Failure struct {
	Path   string    `json:"path"`   // as valid UTF-8
	SHA256 string    `json:"sha256"` // "" where the file could not be read so far
	Reason string    `json:"reason"` // Danish, for people
	Time   time.Time `json:"time"`
}

// entryKeyPart is the most bytes of a series or title that go into a key;
// bbolt's keys end at 32,768 bytes, and a damaged PDF's title need not.
const entryKeyPart = 200

// entries lists d's meetings, nested ones too, each with its key.
func entries(d *agenda.Document, sha []byte) (keys [][]byte, list []Entry) {
	for t := range d.Things() {
		if t.Kind != agenda.ThingMeeting {
			continue
		}
		m := t.Meeting
		e := Entry{
			ID: t.ID, Date: m.Date, Start: m.Start, Series: m.Series, Title: m.Title, Kind: m.Kind,
			Pages: m.Pages, Punkter: len(m.Punkter), SourceName: d.Source.Name,
		}
		for i := range m.Punkter {
			e.Bilag += len(m.Punkter[i].Bilag)
			if m.Punkter[i].Decision != nil {
				e.Decisions++
			}
		}
		keys = append(keys, entryKey(e, sha))
		list = append(list, e)
	}
	return keys, list
}

func entryKey(e Entry, sha []byte) []byte {
	var b bytes.Buffer
	for _, part := range []string{e.Date, e.Series, e.Title} {
		b.WriteString(strings.ReplaceAll(part[:min(len(part), entryKeyPart)], "\x00", " "))
		b.WriteByte(0)
	}
	b.Write(sha)
	b.WriteString(e.ID.Path())
	return b.Bytes()
}

// mustJSON writes a value of this package's own types, which always can be.
func mustJSON(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return b
}
