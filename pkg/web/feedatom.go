package web

import (
	"bytes"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/hex"
	"encoding/xml"
	"fmt"
	"html"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"referat/pkg/library"
)

// An atomFeed is a feed as RFC 4287 has it, in the order that its elements are
// written in.
type atomFeed struct {
	XMLName  xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang     string      `xml:"xml:lang,attr"`
	ID       string      `xml:"id"`
	Title    string      `xml:"title"`
	Subtitle string      `xml:"subtitle,omitempty"`
	Updated  string      `xml:"updated"`
	Author   atomAuthor  `xml:"author"`
	Links    []atomLink  `xml:"link"`
	Entries  []atomEntry `xml:"entry"`
}

type atomAuthor struct {
	Name string `xml:"name"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr,omitempty"`
	Href string `xml:"href,attr"`
}

// An atomEntry is one thing that came into the archive.
type atomEntry struct {
	ID         string         `xml:"id"`
	Title      string         `xml:"title"`
	Updated    string         `xml:"updated"`
	Published  string         `xml:"published"`
	Author     *atomAuthor    `xml:"author,omitempty"`
	Links      []atomLink     `xml:"link"`
	Categories []atomCategory `xml:"category"`
	Content    atomContent    `xml:"content"`
}

type atomCategory struct {
	Scheme string `xml:"scheme,attr,omitempty"`
	Term   string `xml:"term,attr"`
	Label  string `xml:"label,attr,omitempty"`
}

// An atomContent is HTML, escaped once more as text of the feed.
type atomContent struct {
	Type string `xml:"type,attr"`
	HTML string `xml:",chardata"`
}

const atomType = "application/atom+xml"

// neverUpdated is the time of a feed without entries: a constant, since an empty
// feed is the same whenever it is asked for.
const neverUpdated = "1970-01-01T00:00:00Z"

// atomTime is a time as Atom writes it, in UTC and whole seconds.
func atomTime(t time.Time) string {
	if t.IsZero() {
		return neverUpdated
	}
	return t.UTC().Format(time.RFC3339)
}

// encode is the feed's bytes. Its time is that of the entry updated last, so that
// they depend on the entries alone.
func (f *atomFeed) encode() ([]byte, error) {
	f.Updated = neverUpdated
	for _, e := range f.Entries {
		f.Updated = max(f.Updated, e.Updated)
	}
	var out bytes.Buffer
	out.WriteString(xml.Header)
	enc := xml.NewEncoder(&out)
	enc.Indent("", " ")
	if err := enc.Encode(f); err != nil {
		return nil, fmt.Errorf("feed: %w", err)
	}
	out.WriteByte('\n')
	return out.Bytes(), nil
}

// feedTag is the ETag of a feed: a hash of its bytes, weak since they may be sent
// packed.
func feedTag(content []byte) string {
	sum := sha256.Sum256(content)
	return `W/"` + hex.EncodeToString(sum[:16]) + `"`
}

// feedSpace is the name space of the feeds' ids (RFC 9562, section 5.5). It is
// any UUID that nobody else uses, and stays as it is for ever.
const feedSpace = "74231f8d006c48bf9a2b955dc97cd345"

// feedID is the id of a feed or an entry: a UUID made of a name that does not
// depend on the host or the documents' hashes, so that readers know what they
// have seen by whatever address the server is reached.
func feedID(name string) string {
	space, _ := hex.DecodeString(feedSpace)
	sum := sha1.Sum(append(space, name...))
	sum[6], sum[8] = sum[6]&0x0f|0x50, sum[8]&0x3f|0x80
	u := hex.EncodeToString(sum[:16])
	return "urn:uuid:" + u[:8] + "-" + u[8:12] + "-" + u[12:16] + "-" + u[16:20] + "-" + u[20:]
}

// plain is text as a feed or a reference can have it: white space is single
// spaces, and what XML cannot say, or what turns the direction of the text
// around, is left out.
func plain(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), r == utf8.RuneError, r == 0xFFFE, r == 0xFFFF, unicode.Is(unicode.Bidi_Control, r):
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// markup is plain text as HTML.
func markup(s string) string { return html.EscapeString(plain(s)) }

// markedUp is a passage as HTML, with the words that were found in <strong>:
// readers of feeds show that, and few of them <mark>.
func markedUp(spans []library.Span) string {
	var out strings.Builder
	for _, s := range spans {
		text := s.Text
		before, after := edge(text, true), edge(text, false)
		if text = markup(text); text == "" {
			out.WriteString(before)
			continue
		}
		if s.Hit {
			text = "<strong>" + text + "</strong>"
		}
		out.WriteString(before + text + after)
	}
	return strings.TrimSpace(out.String())
}

// edge is the space that a piece of text begins or ends with, which plain takes
// away: "" or one.
func edge(s string, first bool) string {
	r, _ := utf8.DecodeLastRuneInString(s)
	if first {
		r, _ = utf8.DecodeRuneInString(s)
	}
	if s != "" && unicode.IsSpace(r) {
		return " "
	}
	return ""
}
