package agenda

import (
	"fmt"
	"strconv"
	"strings"
)

// An ID names a document or a thing in it. Its written form is
//
//	ID      = DOC [ "." ( "s" N | MEETING ) ]
//	MEETING = "m" N [ "." PUNKT ]
//	PUNKT   = "p" N [ "." ( "d" | BILAG ) ]
//	BILAG   = "b" N [ "." MEETING ]
//
// DOC is the beginning of the document's SHA-256 in lower-case hex, IDLength
// digits where the program writes it, at least four where a person does. N is
// a place in a list, from 1 ("s3" is page 3 of the PDF, side 3); it is not the
// number printed, since that can be missing or stand twice. So
// "8f14e45fceea.m1.p3.b2" is the second bilag of the third punkt of the first
// meeting, and "8f14e45fceea.m1.p2.b1.m1.p4.d" the decision on a punkt of
// minutes that are themselves a bilag.
//
// The zero ID names nothing. IDs are comparable.
type ID struct {
	doc  string
	path string // what stands after the first dot, "" for the document itself
}

// IDLength is how many hex digits of a document's SHA-256 an ID is written
// with. 48 bits: among a million documents, two agree with a chance of 1 in 500.
const IDLength = 12

const (
	shortestDoc = 4       // hex digits of a document that a person may type
	longestDoc  = 64      // a whole SHA-256
	largestStep = 999_999 // no list of an export is longer
	deepestPath = 64      // steps: minutes in minutes in minutes …
)

// NewID is the ID of the document with this SHA-256 (hex).
func NewID(sha256 string) ID {
	return ID{doc: sha256[:min(len(sha256), IDLength)]}
}

// ParseID reads an ID as written. Letters may be upper-case; space around it
// is ignored. The error says, in Danish, what is wrong with it.
func ParseID(s string) (ID, error) {
	text := strings.ToLower(strings.TrimSpace(s))
	doc, path, more := strings.Cut(text, ".")
	if len(doc) < shortestDoc || len(doc) > longestDoc || strings.Trim(doc, "0123456789abcdef") != "" {
		return ID{}, fmt.Errorf("%q er ikke et id: det begynder med mindst %d cifre af dokumentets sha256 (0-9, a-f), som i 8f14e45fceea.m1.p3",
			s, shortestDoc)
	}
	if !more {
		return ID{doc: doc}, nil
	}
	steps := strings.Split(path, ".")
	if len(steps) > deepestPath {
		return ID{}, fmt.Errorf("%q er ikke et id: for mange led", s)
	}
	follows := "sm" // the letters that may stand next
	for _, step := range steps {
		letter, n, ok := cutStep(step)
		if !ok || !strings.ContainsRune(follows, rune(letter)) || (letter == 'd') != (n == 0) {
			return ID{}, fmt.Errorf("%q er ikke et id: %q kan ikke stå dér; et id ser ud som 8f14e45fceea.m1.p3, …p3.d, …p3.b2 eller 8f14e45fceea.s14",
				s, step)
		}
		follows = nextSteps(letter)
	}
	return ID{doc: doc, path: path}, nil
}

// nextSteps lists the letters that may follow a step of this letter.
func nextSteps(letter byte) string {
	switch letter {
	case 'm':
		return "p"
	case 'p':
		return "db"
	case 'b':
		return "m"
	}
	return ""
}

// cutStep divides a step of a path into its letter and number, 0 for none.
func cutStep(step string) (letter byte, n int, ok bool) {
	if step == "" {
		return 0, 0, false
	}
	letter, digits := step[0], step[1:]
	if digits == "" {
		return letter, 0, true
	}
	if digits[0] < '1' || digits[0] > '9' { // no sign, no leading zero
		return 0, 0, false
	}
	n, err := strconv.Atoi(digits)
	return letter, n, err == nil && n <= largestStep
}

// String is the ID as written; "" for the zero ID.
func (id ID) String() string {
	if id.path == "" {
		return id.doc
	}
	return id.doc + "." + id.path
}

// Doc is the part that names the document: the beginning of its SHA-256.
func (id ID) Doc() string { return id.doc }

// Path is the part after the document, "" where the ID names the document itself.
func (id ID) Path() string { return id.path }

// Of is the same place in the document with this SHA-256 (hex).
func (id ID) Of(sha256 string) ID { return ID{NewID(sha256).doc, id.path} }

// Parent is the ID of what holds the thing; the zero ID for a document's.
func (id ID) Parent() ID {
	if id.path == "" {
		return ID{}
	}
	i := max(strings.LastIndexByte(id.path, '.'), 0)
	return ID{id.doc, id.path[:i]}
}

// MeetingID is the meeting that id is or stands in; id is a meeting, a punkt, a
// decision or a bilag.
func (id ID) MeetingID() ID {
	for id.path != "" && id.path[strings.LastIndexByte(id.path, '.')+1] != 'm' {
		id = id.Parent()
	}
	return id
}

// PunktID is the punkt that id is or belongs to; id is a punkt, a decision or a
// bilag.
func (id ID) PunktID() ID {
	if id.path != "" && id.path[strings.LastIndexByte(id.path, '.')+1] != 'p' {
		return id.Parent()
	}
	return id
}

// Nested reports whether the thing stands in a meeting that is itself part of
// a bilag, or is such a meeting.
func (id ID) Nested() bool { return strings.Count(id.path, "m") > 1 }

// Page is the ID of page n of the document's PDF.
func (id ID) Page(n int) ID { return ID{id.doc, "s" + strconv.Itoa(n)} }

// Meeting is the ID of the n-th meeting of the document or bilag id.
func (id ID) Meeting(n int) ID { return id.step("m", n) }

// Punkt is the ID of the n-th punkt of the meeting id.
func (id ID) Punkt(n int) ID { return id.step("p", n) }

// Bilag is the ID of the n-th bilag of the punkt id.
func (id ID) Bilag(n int) ID { return id.step("b", n) }

// Decision is the ID of the decision on the punkt id.
func (id ID) Decision() ID { return ID{id.doc, join(id.path, "d")} }

func (id ID) step(letter string, n int) ID {
	return ID{id.doc, join(id.path, letter+strconv.Itoa(n))}
}

func join(path, step string) string {
	if path == "" {
		return step
	}
	return path + "." + step
}

// MarshalText writes the ID as String does.
func (id ID) MarshalText() ([]byte, error) { return []byte(id.String()), nil }

// UnmarshalText reads the ID as ParseID does; "" is the zero ID.
func (id *ID) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*id = ID{}
		return nil
	}
	parsed, err := ParseID(string(text))
	if err != nil {
		return err
	}
	*id = parsed
	return nil
}
