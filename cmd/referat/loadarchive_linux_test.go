package main

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"referat/pkg/agenda"
	"referat/pkg/archive"
	"referat/pkg/library"
)

// loadArchive is an archive of segments at least, kept in folder dir between
// runs: made by the press, with the fictional exports beside, whose PDFs are
// there to be drawn and read. A segment is a punkt, a decision or a bilag of a
// document that the archive holds, nested ones and those of agendas counted.
func loadArchive(t *testing.T, program, dir string, segments int) string {
	t.Helper()
	at := filepath.Join(dir, fmt.Sprintf("segmenter-%d", segments))
	if _, err := os.Stat(at); err != nil {
		began, making := time.Now(), at+".tmp"
		if err := os.RemoveAll(making); err != nil {
			t.Fatal(err)
		}
		runProgram(t, program, "import", "--ocr", "off", "--archive", making, "../../testdata/exports")
		documents, things := pressInto(t, making, segments)
		if err := os.Rename(making, at); err != nil {
			t.Fatal(err)
		}
		t.Logf("made %d documents with %d punkter, decisions and bilag in %v", documents, things, time.Since(began).Round(time.Second))
	}
	out := runProgram(t, program, "reindex", "--if-needed", "--json", "--archive", at)
	var r struct{ Documents, Entries int }
	if len(out) > 0 && json.Unmarshal(out, &r) == nil && r.Entries > 0 {
		t.Logf("indexed %d documents: %d punkter", r.Documents, r.Entries)
	}
	return at
}

func runProgram(t *testing.T, program string, args ...string) []byte {
	t.Helper()
	var errs strings.Builder
	c := exec.Command(program, args...)
	c.Stderr = &errs
	out, err := c.Output()
	if err != nil {
		t.Fatalf("%v: %v: %s", args, err, errs.String())
	}
	return out
}

// pressInto puts documents into an archive until they have so many segments.
func pressInto(t *testing.T, dir string, segments int) (documents, things int) {
	press := newPress(t)
	w, err := archive.Begin(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Abort()
	for ; things < segments; documents++ {
		r := press.record(documents)
		d := &r.Document
		path := fmt.Sprintf("/srv/referater/%d/%s", 2009+documents%18, d.Source.Name)
		if _, err := w.PutFile(r, path, archive.File{SHA256: d.Source.SHA256, Size: d.Source.Bytes, Modified: r.Modified, Seen: time.Now()}); err != nil {
			t.Fatal(err)
		}
		for thing := range d.Things() {
			switch thing.Kind {
			case agenda.ThingPunkt, agenda.ThingDecision, agenda.ThingBilag:
				things++
			}
		}
	}
	if err := w.Commit(); err != nil {
		t.Fatal(err)
	}
	return documents, things
}

// A shot is a request to be made, and what it counts as.
type shot struct{ kind, path string }

// What shots count as.
const (
	shotSearch  = "søgeside"
	shotMeeting = "møde"
	shotPunkt   = "punkt"
	shotPage    = "side"
	shotPicture = "billede"
	shotOther   = "andre"
)

func kindsOfShots() []string {
	return []string{shotSearch, shotMeeting, shotPunkt, shotPage, shotPicture, shotOther}
}

// A quarry is what requests are made of: words, titles and addresses of an
// archive.
type quarry struct {
	rnd      *rand.Rand
	stones   []stone
	meetings []string // paths
	bodies   []string
	series   []string // names
	pages    []string // paths of documents' pages
	pictures []string // paths of pages that can be drawn
}

// A stone is a punkt that somebody looks for.
type stone struct {
	words []string // of its title, or in a row in its text
	title bool
	path  string // of the punkt
	year  string
	out   agenda.Outcome
}

// newQuarry reads the whole archive in folder dir.
func newQuarry(t testing.TB, dir string, seed uint64) *quarry {
	t.Helper()
	v, err := library.OpenVolume(dir, library.Options{NoClosed: true})
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	cat, err := v.Catalogue()
	if err != nil {
		t.Fatal(err)
	}
	q := &quarry{rnd: rand.New(rand.NewPCG(seed, 6))}
	for _, b := range cat.Bodies() {
		q.bodies = append(q.bodies, "/udvalg/"+b.Slug)
	}
	for after := ""; ; {
		list, _, err := v.Documents(after, 100)
		if err != nil {
			t.Fatal(err)
		}
		if len(list) == 0 {
			break
		}
		for _, h := range list {
			q.dig(cat, h.Document)
		}
		after = list[len(list)-1].Document.Source.SHA256
	}
	slices.Sort(q.series)
	q.series = slices.Compact(q.series)
	q.rnd.Shuffle(len(q.stones), func(i, j int) { q.stones[i], q.stones[j] = q.stones[j], q.stones[i] })
	q.rnd.Shuffle(len(q.meetings), func(i, j int) { q.meetings[i], q.meetings[j] = q.meetings[j], q.meetings[i] })
	q.rnd.Shuffle(len(q.pictures), func(i, j int) { q.pictures[i], q.pictures[j] = q.pictures[j], q.pictures[i] })
	q.rnd.Shuffle(len(q.pages), func(i, j int) { q.pages[i], q.pages[j] = q.pages[j], q.pages[i] })
	return q
}

// dig takes what a document has to ask for.
func (q *quarry) dig(cat *library.Catalogue, d *agenda.Document) {
	id := agenda.NewID(d.Source.SHA256)
	for n := 1; n <= d.Source.Pages; n++ {
		path := fmt.Sprintf("/dokument/%s/side/%d", id.Doc(), n)
		q.pages = append(q.pages, path)
		if !strings.HasPrefix(d.Source.Name, "0") { // the press has no PDFs
			q.pictures = append(q.pictures, path+"/billede")
		}
	}
	for t := range d.Things() {
		if t.Kind != agenda.ThingMeeting && t.Kind != agenda.ThingPunkt {
			continue
		}
		a, ok := cat.Address(t)
		if !ok {
			continue
		}
		if t.Kind == agenda.ThingMeeting {
			q.meetings = append(q.meetings, a.Path())
			q.series = append(q.series, t.Meeting.Series)
			continue
		}
		s := stone{path: a.Path(), out: t.DecisionThing().Outcome()}
		if len(t.Meeting.Date) >= 4 {
			s.year = t.Meeting.Date[:4]
		}
		title, text := slices.Collect(agenda.Words(t.Punkt.Title)), slices.Collect(agenda.Words(t.Punkt.Text))
		if len(title) >= 3 {
			at := q.rnd.IntN(len(title) - 2)
			q.stones = append(q.stones, s.of(title[at:at+3], true))
		}
		if len(text) >= 12 {
			for range 2 {
				at := q.rnd.IntN(len(text) - 2)
				q.stones = append(q.stones, s.of(text[at:at+3], false))
			}
		}
	}
}

func (s stone) of(words []string, title bool) stone {
	s.words, s.title = slices.Clone(words), title
	return s
}

// next is the i-th request of a mix: so many searches of a hundred, the others
// what people do besides.
func (q *quarry) next(i, searches int) shot {
	at := func(list []string) string { return list[i%len(list)] }
	if n := q.rnd.IntN(100); n < searches {
		return shot{shotSearch, "/soeg?" + q.search(q.stones[i%len(q.stones)])}
	}
	switch n := q.rnd.IntN(100); {
	case n < 30:
		return shot{shotMeeting, at(q.meetings)}
	case n < 65:
		s := q.stones[i%len(q.stones)]
		return shot{shotPunkt, s.path + sign(s.path) + param("q", s.words[0])}
	case n < 85:
		s := q.stones[i%len(q.stones)]
		return shot{shotPage, at(q.pages) + "?" + param("q", s.words[0])}
	case n < 88:
		return shot{shotPicture, at(q.pictures)}
	case n < 91:
		return shot{shotOther, "/"}
	case n < 94:
		return shot{shotOther, at(q.bodies)}
	case n < 97:
		return shot{shotOther, "/api/v1/search?" + param("q", strings.Join(q.stones[i%len(q.stones)].words[:2], " "))}
	}
	return shot{shotOther, "/healthz"}
}

func sign(path string) string {
	if strings.Contains(path, "?") {
		return "&"
	}
	return "?"
}

func param(name, value string) string {
	return name + "=" + strings.ReplaceAll(urlEscaped(value), "+", "%20")
}

// search is what somebody types who looks for a stone: the parameters of the
// search page. Of a hundred: one word 34, two 24, a phrase 9, a prefix 8, narrowed
// by year 7, by a facet 8, the second page 6, nothing found 4.
func (q *quarry) search(s stone) string {
	one := s.words[0]
	for _, w := range s.words { // people do not look for «at»
		if utf8.RuneCountInString(w) > utf8.RuneCountInString(one) {
			one = w
		}
	}
	two := s.words[0] + " " + s.words[2]
	switch n := q.rnd.IntN(100); {
	case n < 34:
		return param("q", one)
	case n < 58:
		return param("q", two)
	case n < 67:
		return param("q", `"`+s.words[0]+" "+s.words[1]+`"`)
	case n < 75:
		if r := []rune(one); len(r) > 4 {
			return param("q", string(r[:4])+"*")
		}
		return param("q", one+"*")
	case n < 82:
		return param("q", one) + "&" + param("aar", s.year)
	case n < 90:
		switch q.rnd.IntN(4) {
		case 0:
			return param("q", one) + "&" + param("ting", "beslutning")
		case 1:
			return param("q", one) + "&" + param("art", "referat")
		case 2:
			return param("q", one) + "&" + param("udvalg", q.series[q.rnd.IntN(len(q.series))])
		}
		if s.out != "" {
			return param("q", one) + "&" + param("udfald", s.out.Danish())
		}
		return param("q", two) + "&sorter=dato"
	case n < 96:
		return param("q", one) + "&side=2"
	}
	return param("q", fmt.Sprintf("%sqx%dz", one, q.rnd.IntN(1000)))
}

// shots are n requests, of which so many of a hundred are searches.
func (q *quarry) shots(n, searches int) []shot {
	list := make([]shot, n)
	from := q.rnd.IntN(1 << 20)
	for i := range list {
		list[i] = q.next(from+i, searches)
	}
	return list
}
