package api

import (
	"crypto/sha256"
	"encoding/base64"
	"net/url"
	"slices"
	"strings"
)

// A cursor says where a list goes on. It is the place, as the fields of the list
// have it, behind a sum of them, the address and its other parameters: one that
// was made for another list, or that anyone wrote to, is refused. The sum has no
// secret, since there is nothing to be had by a made up cursor that the
// parameters do not give: what it holds is checked as they are.

// sumLength is how many bytes of the SHA-256 a cursor begins with: 72 bits, so
// that chance makes none.
const sumLength = 9

// longestCursor is how many characters a cursor may have. The longest place is
// that of a meeting, with the name of its body.
const longestCursor = 2000

// cursorCode is the alphabet of cursors, which may stand in an address as they
// are.
func cursorCode() *base64.Encoding { return base64.RawURLEncoding.Strict() }

// makeCursor is the cursor for place in the list that key names.
func makeCursor(key string, place ...string) string {
	text := strings.Join(place, "\x00")
	return cursorCode().EncodeToString(append(cursorSum(key, text), text...))
}

// readCursor is the place of a cursor that makeCursor made with key, and that
// has so many fields.
func readCursor(key, cursor string, fields int) ([]string, error) {
	bad := problemOf("bad-cursor", "Cursoren er ikke givet for denne adresse med disse parametre: følg adressen i «next», som den står.")
	bad.Parameter = "cursor"
	if strings.ContainsAny(cursor, "\r\n") { // which the decoder would skip
		return nil, bad
	}
	b, err := cursorCode().DecodeString(cursor)
	if err != nil || len(b) < sumLength {
		return nil, bad
	}
	text := string(b[sumLength:])
	place := strings.Split(text, "\x00")
	if string(b[:sumLength]) != string(cursorSum(key, text)) || len(place) != fields {
		return nil, bad
	}
	return place, nil
}

func cursorSum(key, text string) []byte {
	sum := sha256.Sum256([]byte("referat cursor 1\x00" + key + "\x00\x00" + text))
	return sum[:sumLength]
}

// cursorKey names the list that the call asks for: the address and all
// parameters but where in it, and how much.
func (c *call) cursorKey() string {
	return c.r.URL.EscapedPath() + "?" + c.query(func(name string) bool { return name != "cursor" && name != "limit" })
}

// query is those of the request's parameters that are wanted, by name.
func (c *call) query(wanted func(name string) bool) string {
	out := url.Values{}
	for name, value := range c.values.given {
		if wanted(name) {
			out.Set(name, value)
		}
	}
	return out.Encode()
}

// place is where the list goes on, nil for its beginning.
func (c *call) place(fields int) ([]string, error) {
	cursor := c.values.text["cursor"]
	if cursor == "" {
		return nil, nil
	}
	return readCursor(c.cursorKey(), cursor, fields)
}

// goesOn says that the list goes on at place; listLinks and the Link header
// (RFC 8288) tell where.
func (c *call) goesOn(place ...string) {
	query := c.query(func(name string) bool { return name != "cursor" })
	if query != "" {
		query += "&"
	}
	c.next = c.absolute(c.r.URL.EscapedPath() + "?" + query + "cursor=" + makeCursor(c.cursorKey(), place...))
}

// cut is at most n of list, and whether there are more.
func cut[T any](list []T, n int) ([]T, bool) {
	if len(list) <= n {
		return list, false
	}
	return slices.Clip(list[:n]), true
}
