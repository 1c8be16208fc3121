package archive

import (
	"bytes"

	"referat/pkg/agenda"
)

// cards lists the meetings of one day, or, where date is allDates, all of them.
func (s *store) cards(date string) ([]agenda.Card, error) {
	prefix := append([]byte(date), 0)
	if date == allDates {
		prefix = nil
	}
	var list []agenda.Card
	err := s.eachCard(prefix, func(_ []byte, c agenda.Card) error {
		list = append(list, c)
		return nil
	})
	return list, err
}

// allDates asks cards for the meetings of all days.
const allDates = "*"

// keySHA is the SHA-256 in a key of the meetings bucket: it stands after the
// third zero byte. It is nil where the key has none.
func keySHA(key []byte) []byte {
	for range 3 {
		i := bytes.IndexByte(key, 0)
		if i < 0 {
			return nil
		}
		key = key[i+1:]
	}
	const length = 32
	if len(key) < length {
		return nil
	}
	return key[:length]
}

// Cards lists the meetings of one day (yyyy-mm-dd), nested ones too, those of
// replaced documents marked.
func (r *Reader) Cards(date string) ([]agenda.Card, error) { return r.store.cards(date) }

// AllCards lists all meetings by date, nested ones too, those of replaced
// documents marked.
func (r *Reader) AllCards() ([]agenda.Card, error) { return r.store.cards(allDates) }

// AllCards is Reader's, counting what this writer has put.
func (w *Writer) AllCards() ([]agenda.Card, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := w.flush(); err != nil || w.store == nil {
		return nil, err
	}
	return w.store.cards(allDates)
}

// Replaced is what took the place of the document with this SHA-256 (hex), if
// anything did: it is an older version then, kept but not searched.
func (r *Reader) Replaced(sha string) (Replacement, bool, error) { return r.store.replacement(sha) }

// Replaced is Reader's, counting what this writer has done.
func (w *Writer) Replaced(sha string) (Replacement, bool, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := w.flush(); err != nil || w.store == nil {
		return Replacement{}, false, err
	}
	return w.store.replacement(sha)
}

// Files calls visit for every file that was ever imported, by path, in the
// bytes that it has.
func (r *Reader) Files(visit func(path string, f File) error) error { return r.store.eachFile(visit) }
