package archive

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"referat/pkg/agenda"
)

// A Former is what a document had once and has no more, so that programs that
// were given it can be told. It names things by keys that say nothing of what
// they were, so it may stand where something was taken down.
type Former struct {
	Added int64              `json:"a"`           // when the document came into the archive, Unix seconds
	Gone  int64              `json:"g"`           // when it lost this, Unix seconds
	Files []agenda.PageRange `json:"f,omitempty"` // pages of bilag, and of meetings
	Lost  []Trace            `json:"m,omitempty"`
}

// A Trace is a meeting as keys name it.
type Trace struct {
	Key     string       `json:"k"`           // MeetingKey
	Body    string       `json:"b,omitempty"` // BodyKey
	Date    string       `json:"d,omitempty"` // yyyy-mm-dd
	Stays   bool         `json:"s,omitempty"` // of a Former: the document still has the meeting, but not these punkter
	Punkter []TracePunkt `json:"p,omitempty"`
}

// A TracePunkt is a punkt as keys name it.
type TracePunkt struct {
	Name  string `json:"n"`           // as PunktNames has it
	Case  string `json:"c,omitempty"` // CaseHash
	Bilag bool   `json:"x,omitempty"` // it has bilag
	Stays bool   `json:"s,omitempty"` // of a Former: the document still has the punkt, but not with this case or with bilag
}

// keyDigits is how many hex digits the keys of things have: with a million of
// a kind, two are the same with a chance of 1 in 36 million.
const keyDigits = 16

func hashKey(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:])[:keyDigits]
}

// BodyKey names the body that holds a meeting, by its name.
func BodyKey(c *agenda.Card) string { return BodyKeyOf(bodySlug(c)) }

// BodyKeyOf names the body whose name has this agenda.Slug.
func BodyKeyOf(slug string) string { return hashKey("body", slug) }

// MeetingKey names a meeting by its body, date and start; one without a date by
// where it stands.
func MeetingKey(c *agenda.Card) string {
	if c.Date == "" {
		return hashKey("meeting", c.ID.String())
	}
	return hashKey("meeting", bodySlug(c), c.Date, c.Start)
}

// CaseHash names a case by its number, as agenda.CaseKey writes it; "" for none.
func CaseHash(key string) string {
	if key == "" {
		return ""
	}
	return hashKey("case", key)
}

func bodySlug(c *agenda.Card) string { return agenda.Slug(agenda.BodyName(c.Series, c.Title)) }

// printedNumber is a punkt's number that can stand in a name. It is short, so
// that no word of a text is one.
var printedNumber = regexp.MustCompile(`^\d{1,4}[a-z]{0,2}(?:\.[\da-z]{1,2}){0,3}$`)

// PunktNames names the punkter of a meeting by their numbers ("3", "4.a"); by
// their place ("nr-3") where they have none, or several have the same.
func PunktNames(c *agenda.Card) []string {
	names := make([]string, len(c.Heads))
	count := map[string]int{}
	for i := range c.Heads {
		number := strings.ToLower(strings.Trim(c.Heads[i].Number, " ."))
		if printedNumber.MatchString(number) {
			names[i] = number
			count[number]++
		}
	}
	for i, name := range names {
		if count[name] != 1 {
			names[i] = "nr-" + strconv.Itoa(i+1)
		}
	}
	return names
}

// newTrace is the trace of the meeting m, whose card is c, without what closed
// punkter have.
func newTrace(c *agenda.Card, m *agenda.Meeting) Trace {
	t := Trace{Key: MeetingKey(c), Body: BodyKey(c), Date: c.Date}
	for i, name := range PunktNames(c) {
		p := TracePunkt{Name: name}
		if !m.Punkter[i].Closed {
			p.Case, p.Bilag = CaseHash(c.Heads[i].Case), len(c.Heads[i].Bilag) > 0
		}
		t.Punkter = append(t.Punkter, p)
	}
	return t
}

// tracesOf lists d's meetings, and the pages of its bilag and meetings, but for
// what stands in closed punkter or was erased.
func tracesOf(d *agenda.Document) (list []Trace, files []agenda.PageRange) {
	gone := ErasedPages(d)
	closed := map[agenda.ID]bool{}
	for t := range d.Things() {
		pages := t.Pages()
		switch {
		case closed[t.ID.Parent()] || t.Kind == agenda.ThingPunkt && t.Punkt.Closed:
			closed[t.ID] = true
			continue
		case t.Kind == agenda.ThingMeeting:
			c := agenda.NewCard(t)
			list = append(list, newTrace(&c, t.Meeting))
		case t.Kind != agenda.ThingBilag:
			continue
		}
		if Left(pages, gone) {
			files = append(files, pages)
		}
	}
	slices.SortFunc(files, func(a, b agenda.PageRange) int { return slices.Compare(a[:], b[:]) })
	return list, slices.Compact(files)
}

// ErasedPages are the pages of d that were taken down, from 1.
func ErasedPages(d *agenda.Document) map[int]bool {
	gone := map[int]bool{}
	for _, w := range d.Warnings {
		if w.Code == agenda.WarnRemoved {
			for _, p := range w.Pages {
				gone[p] = true
			}
		}
	}
	return gone
}

// Left reports whether any of the pages is still there; erased is ErasedPages.
func Left(pages agenda.PageRange, erased map[int]bool) bool {
	for p := pages[0]; 0 < p && p <= pages[1]; p++ {
		if !erased[p] {
			return true
		}
	}
	return false
}

// vanished is what a document had, and has no more: had and hadFiles are tracesOf
// it before, d is it now, nil where it is gone. It is nil for nothing.
func vanished(had []Trace, hadFiles []agenda.PageRange, d *agenda.Document, row sourceRow) []Former {
	f := Former{Added: row.Added, Gone: time.Now().Unix()}
	now := map[string]*Trace{}
	if d != nil {
		list, files := tracesOf(d)
		for i := range list {
			now[list[i].Key] = &list[i]
		}
		hadFiles = slices.DeleteFunc(slices.Clone(hadFiles), func(r agenda.PageRange) bool { return slices.Contains(files, r) })
	}
	f.Files = hadFiles
	for _, t := range had {
		if n := now[t.Key]; n != nil {
			t.Stays, t.Punkter = true, lostPunkter(t.Punkter, n.Punkter)
			if len(t.Punkter) == 0 {
				continue
			}
		}
		f.Lost = append(f.Lost, t)
	}
	if len(f.Files)+len(f.Lost) == 0 {
		return nil
	}
	return []Former{f}
}

func lostPunkter(had, now []TracePunkt) (list []TracePunkt) {
	for _, p := range had {
		i := slices.IndexFunc(now, func(n TracePunkt) bool { return n.Name == p.Name })
		if i >= 0 {
			if p.Stays = true; now[i].Case == p.Case && (now[i].Bilag || !p.Bilag) {
				continue
			}
		}
		list = append(list, p)
	}
	return list
}
