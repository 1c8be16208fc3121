package archive

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
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
	Segmenter int   `json:"segmenter,omitempty"` // the version of the segmenter that divided it
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

// A meetingRow is what the meetings bucket has of a meeting.
type meetingRow struct {
	Entry
	End      string        `json:"end,omitempty"`
	Modified int64         `json:"modified,omitempty"` // as in sourceRow
	Heads    []agenda.Head `json:"heads,omitempty"`
}

// card is the meeting as a Card.
func (r *meetingRow) card() agenda.Card {
	return agenda.Card{
		ID: r.ID, Date: r.Date, Start: r.Start, End: r.End, Series: r.Series, Title: r.Title,
		Kind: r.Kind, Pages: r.Pages, Modified: r.Modified, Heads: r.Heads,
	}
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
func entries(d *agenda.Document, sha []byte) (keys [][]byte, list []meetingRow) {
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
		card := agenda.NewCard(t)
		keys = append(keys, entryKey(e, sha))
		list = append(list, meetingRow{Entry: e, End: card.End, Heads: card.Heads})
	}
	return keys, list
}

// meetingDates are the dates of d's meetings.
func meetingDates(d *agenda.Document, sha []byte) []string {
	var dates []string
	_, list := entries(d, sha)
	for _, e := range list {
		dates = append(dates, e.Date)
	}
	return dates
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
