package archive

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"

	"go.etcd.io/bbolt"

	"referat/pkg/agenda"
)

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

// newEntry is the Entry of a meeting in the PDF of this name.
func newEntry(c *agenda.Card, name string) Entry {
	e := Entry{
		ID: c.ID, Date: c.Date, Start: c.Start, Series: c.Series, Title: c.Title, Kind: c.Kind,
		Pages: c.Pages, Punkter: len(c.Heads), SourceName: name,
	}
	for i := range c.Heads {
		e.Bilag += len(c.Heads[i].Bilag)
		if c.Heads[i].Decided {
			e.Decisions++
		}
	}
	return e
}

// cardKeyPart is the most bytes of a series or title that go into a key;
// bbolt's keys end at 32,768 bytes, and a damaged PDF's title need not.
const cardKeyPart = 200

// keyPart is a series or title as a key has it.
func keyPart(s string) string {
	return strings.ReplaceAll(s[:min(len(s), cardKeyPart)], "\x00", " ")
}

// cardsOf lists d's meetings, nested ones too, each with its key.
func cardsOf(d *agenda.Document, sha []byte) (keys [][]byte, list []agenda.Card) {
	for t := range d.Things() {
		if t.Kind != agenda.ThingMeeting {
			continue
		}
		c := agenda.NewCard(t)
		keys = append(keys, cardKey(&c, sha))
		list = append(list, c)
	}
	return keys, list
}

// meetingDates are the dates of d's meetings.
func meetingDates(d *agenda.Document, sha []byte) []string {
	var dates []string
	_, list := cardsOf(d, sha)
	for i := range list {
		dates = append(dates, list[i].Date)
	}
	return dates
}

func cardKey(c *agenda.Card, sha []byte) []byte {
	var b bytes.Buffer
	for _, part := range []string{c.Date, c.Series, c.Title} {
		b.WriteString(keyPart(part))
		b.WriteByte(0)
	}
	b.Write(sha)
	b.WriteString(c.ID.Path())
	return b.Bytes()
}

// encodeCard writes a row of the meetings bucket: what its key has is left out.
func (s *store) encodeCard(c agenda.Card) []byte {
	c.ID = agenda.ID{}
	for _, part := range []*string{&c.Date, &c.Series, &c.Title} {
		if keyPart(*part) == *part {
			*part = ""
		}
	}
	return s.codec.packJSON(c)
}

var errCardKey = errors.New("nøglen er ikke skrevet af dette program")

// decodeCard reads a row of the meetings bucket. Rows of format 1, bare JSON,
// are those of an Entry: the heads are not known.
func (s *store) decodeCard(key, value []byte) (c agenda.Card, err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("%w: mødet %q (%w)", ErrDamaged, key, err)
		}
	}()
	parts := bytes.SplitN(key, []byte{0}, 4)
	const sha = 32
	if len(parts) != 4 || len(parts[3]) < sha {
		return c, errCardKey
	}
	if len(value) > 0 && value[0] == '{' {
		var e Entry
		if err := s.codec.unpackJSON(value, &e); err != nil {
			return c, err
		}
		return agenda.Card{ID: e.ID, Date: e.Date, Start: e.Start, Series: e.Series, Title: e.Title, Kind: e.Kind, Pages: e.Pages,
			Heads: make([]agenda.Head, e.Punkter)}, nil
	}
	if err := s.codec.unpackJSON(value, &c); err != nil {
		return c, err
	}
	for i, part := range []*string{&c.Date, &c.Series, &c.Title} {
		if *part == "" {
			*part = string(parts[i])
		}
	}
	doc := agenda.NewID(hex.EncodeToString(parts[3][:sha]))
	c.ID, err = agenda.ParseID(doc.String() + "." + string(parts[3][sha:]))
	return c, err
}

// eachCard calls visit for every meeting of the keys that begin so, by key, with
// its document's.
func (s *store) eachCard(prefix []byte, visit func(sha []byte, c agenda.Card) error) error {
	return s.view(func(tx *bbolt.Tx) error {
		replaced := tx.Bucket([]byte(bucketReplaced))
		cursor := tx.Bucket([]byte(bucketMeetings)).Cursor()
		for k, v := cursor.Seek(prefix); k != nil && bytes.HasPrefix(k, prefix); k, v = cursor.Next() {
			c, err := s.decodeCard(k, v)
			if err != nil {
				return err
			}
			sha := keySHA(k)
			c.Replaced = replaced != nil && replaced.Get(sha) != nil
			if err := visit(sha, c); err != nil {
				return err
			}
		}
		return nil
	})
}
