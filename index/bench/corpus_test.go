package bench

import (
	"bufio"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"time"

	"referat/pkg/agenda"
)

// A punkt is one document to index, as the other systems get it: number from 1.
type punkt struct {
	ID    int    `json:"id"`
	Title string `json:"title"`
	Body  string `json:"body"`
	Year  int    `json:"year"`
}

const (
	punkterEach = 10  // of a meeting, and so of a PDF
	meanWords   = 430 // of a punkt, with its title, decision and bilag
	pageBytes   = 2500
)

// meeting writes the n-th PDF, a meeting of some punkter, counted from 0.
func (a *author) meeting(n, punkter int) *agenda.Document {
	a.begin(-1 - n)
	day := time.Date(2007, 1, 8, 0, 0, 0, 0, time.UTC).AddDate(0, 0, a.rnd.IntN(20*365))
	sum := sha256.Sum256(fmt.Appendf(nil, "bench %d", n))
	series := pick(a.rnd, plain(bodies))
	m := agenda.Meeting{
		Series: series, Title: fmt.Sprintf("%s d. %d. %s", series, day.Day(), a.months[day.Month()-1]),
		Date: day.Format(time.DateOnly), Start: "10:00", End: "12:00", Kind: agenda.Referat,
	}
	page := 2
	for i := range punkter {
		a.begin(n*punkterEach + i)
		p := a.punkt(i + 1)
		page = paginate(&p, page)
		m.Punkter = append(m.Punkter, p)
	}
	m.Pages = agenda.PageRange{1, page}
	return &agenda.Document{
		Schema:   agenda.Schema,
		Source:   agenda.Source{Name: fmt.Sprintf("%06d.pdf", n), SHA256: hex.EncodeToString(sum[:]), Bytes: 100_000, Pages: page},
		Meetings: []agenda.Meeting{m}, Warnings: []agenda.Warning{},
	}
}

// punkt writes a punkt: three of five have a decision, a third have a bilag with
// half of the words. Lengths are spread log-normally.
func (a *author) punkt(number int) agenda.Punkt {
	const spread = 0.6
	words := int(meanWords * math.Exp(a.rnd.NormFloat64()*spread-spread*spread/2))
	p := agenda.Punkt{
		Number: fmt.Sprint(number), Title: a.title(6), Category: pick(a.rnd, plain(categories)),
		CaseNumber: fmt.Sprintf("EMN-20%02d-%06d", 7+a.rnd.IntN(20), a.rnd.IntN(10_000)),
		History:    []agenda.History{}, Bilag: []agenda.Bilag{},
	}
	if a.some(60) {
		p.Decision = &agenda.Decision{
			Text: a.text(12 + a.rnd.IntN(30)), Outcome: agenda.Outcomes()[a.rnd.IntN(4)],
			Resolutions: []agenda.Resolution{}, Followups: []agenda.Followup{}, Dissent: []string{}, Absent: []string{},
		}
		words -= 33
	}
	words = max(words-18, 15)
	if a.some(35) {
		p.Bilag = append(p.Bilag, agenda.Bilag{Number: 1, Title: a.title(4), Text: a.text(words / 2), Pages: &agenda.PageRange{}, Meetings: []agenda.Meeting{}})
		words /= 2
	}
	p.Text = a.text(words)
	return p
}

// paginate gives a punkt's texts their pages from page on, and says which the
// next one begins on.
func paginate(p *agenda.Punkt, page int) int {
	marks := func(text string) (m []agenda.Mark) {
		for at := 0; at == 0 || at < len(text); at += pageBytes {
			for at > 0 && at < len(text) && text[at-1] != ' ' && text[at-1] != '\n' {
				at++
			}
			m = append(m, agenda.Mark{Page: page, Offset: at})
			page++
		}
		page--
		return m
	}
	first := page
	p.Marks = marks(p.Text)
	if p.Decision != nil {
		p.Decision.Marks = marks(p.Decision.Text)
	}
	page++
	for i := range p.Bilag {
		from := page
		p.Bilag[i].Marks = marks(p.Bilag[i].Text)
		p.Bilag[i].Pages = &agenda.PageRange{from, page}
		page++
	}
	p.Pages = agenda.PageRange{first, page - 1}
	return page
}

// punkter are d's punkter as the other systems get them; the first is number
// from.
func punkter(d *agenda.Document, from int) []punkt {
	var list []punkt
	m := &d.Meetings[0]
	year := 0
	_, _ = fmt.Sscanf(m.Date, "%d-", &year)
	for i := range m.Punkter {
		p := &m.Punkter[i]
		body := p.Text
		if p.Decision != nil {
			body += "\n" + p.Decision.Text
		}
		for _, b := range p.Bilag {
			body += "\n" + b.Title + "\n" + b.Text
		}
		list = append(list, punkt{from + i, p.Title, body, year})
	}
	return list
}

// Files of the corpus in its folder.
const (
	recordsFile = "corpus.bin"   // for Go: agenda.Documents
	linesFile   = "corpus.jsonl" // for the others: punkter, one a line

	questionsFile = "questions.json"
)

// made is what a corpus has.
type made struct {
	Punkter, Words int
	Text           int64 // bytes of titles and bodies
	Forms          int   // different words
	Each           int   // questions of each kind
	Author         int   // authorVersion
}

// write makes a corpus of n punkter in folder dir.
func write(dir string, n int) (m made, err error) {
	records, err := os.Create(filepath.Join(dir, recordsFile))
	if err != nil {
		return m, err
	}
	defer records.Close()
	lines, err := os.Create(filepath.Join(dir, linesFile))
	if err != nil {
		return m, err
	}
	defer lines.Close()
	toGo, toOthers := bufio.NewWriterSize(records, 1<<20), bufio.NewWriterSize(lines, 1<<20)
	encode := json.NewEncoder(toOthers)
	encode.SetEscapeHTML(false)
	a := &author{lexicon: newLexicon()}
	var buf []byte
	for i := 0; m.Punkter < n; i++ {
		d := a.meeting(i, min(punkterEach, n-m.Punkter))
		for _, p := range punkter(d, m.Punkter+1) {
			if err := encode.Encode(p); err != nil {
				return m, err
			}
			m.Punkter++
			m.Text += int64(len(p.Title) + len(p.Body))
			for range wordsOf(p.Title + "\n" + p.Body) {
				m.Words++
			}
		}
		buf = appendDocument(buf[:0], d)
		if _, err := toGo.Write(buf); err != nil {
			return m, err
		}
	}
	return m, errors.Join(toGo.Flush(), toOthers.Flush(), records.Close(), lines.Close())
}

// appendDocument writes a document of an author's so that reading it costs next
// to nothing: its size, then every field with its size.
func appendDocument(buf []byte, d *agenda.Document) []byte {
	var b []byte
	text := func(s string) { b = append(binary.AppendUvarint(b, uint64(len(s))), s...) }
	number := func(n int) { b = binary.AppendUvarint(b, uint64(n)) }
	marks := func(list []agenda.Mark) {
		number(len(list))
		for _, m := range list {
			number(m.Page)
			number(m.Offset)
		}
	}
	m := &d.Meetings[0]
	for _, s := range []string{d.Source.SHA256, d.Source.Name, m.Series, m.Title, m.Date} {
		text(s)
	}
	number(d.Source.Pages)
	number(len(m.Punkter))
	for i := range m.Punkter {
		p := &m.Punkter[i]
		for _, s := range []string{p.Number, p.Title, p.Category, p.CaseNumber, p.Text} {
			text(s)
		}
		marks(p.Marks)
		number(p.Pages[0])
		number(p.Pages[1])
		if p.Decision == nil {
			text("")
		} else {
			text(string(p.Decision.Outcome))
			text(p.Decision.Text)
			marks(p.Decision.Marks)
		}
		number(len(p.Bilag))
		for _, bilag := range p.Bilag {
			text(bilag.Title)
			text(bilag.Text)
			marks(bilag.Marks)
			number(bilag.Pages[0])
			number(bilag.Pages[1])
		}
	}
	return append(binary.AppendUvarint(buf, uint64(len(b))), b...)
}

// documents calls f with each document of the corpus in folder dir, and the
// number of its first punkt.
func documents(dir string, f func(d *agenda.Document, first int) error) error {
	file, err := os.Open(filepath.Join(dir, recordsFile))
	if err != nil {
		return err
	}
	defer file.Close()
	in := bufio.NewReaderSize(file, 1<<20)
	var buf []byte
	for first := 1; ; {
		size, err := binary.ReadUvarint(in)
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		buf = slices.Grow(buf[:0], int(size))[:size]
		if _, err := io.ReadFull(in, buf); err != nil {
			return err
		}
		d := readDocument(string(buf))
		if err := f(d, first); err != nil {
			return err
		}
		first += len(d.Meetings[0].Punkter)
	}
}

func readDocument(b string) *agenda.Document {
	number := func() int {
		n, shift := 0, 0
		for i := 0; ; i++ {
			n |= int(b[i]&0x7f) << shift
			shift += 7
			if b[i] < 0x80 {
				b = b[i+1:]
				return n
			}
		}
	}
	text := func() string {
		n := number()
		s := b[:n]
		b = b[n:]
		return s
	}
	marks := func() []agenda.Mark {
		list := make([]agenda.Mark, number())
		for i := range list {
			list[i] = agenda.Mark{Page: number(), Offset: number()}
		}
		return list
	}
	d := &agenda.Document{Schema: agenda.Schema, Warnings: []agenda.Warning{}, Source: agenda.Source{SHA256: text(), Name: text(), Bytes: 100_000}}
	m := agenda.Meeting{Series: text(), Title: text(), Date: text(), Start: "10:00", End: "12:00", Kind: agenda.Referat}
	d.Source.Pages = number()
	m.Pages = agenda.PageRange{1, d.Source.Pages}
	m.Punkter = make([]agenda.Punkt, number())
	for i := range m.Punkter {
		p := &m.Punkter[i]
		p.Number, p.Title, p.Category, p.CaseNumber, p.Text = text(), text(), text(), text(), text()
		p.Marks, p.Pages = marks(), agenda.PageRange{number(), number()}
		p.History = []agenda.History{}
		if outcome := text(); outcome != "" {
			p.Decision = &agenda.Decision{
				Outcome: agenda.Outcome(outcome), Text: text(), Marks: marks(),
				Resolutions: []agenda.Resolution{}, Followups: []agenda.Followup{}, Dissent: []string{}, Absent: []string{},
			}
		}
		p.Bilag = make([]agenda.Bilag, number())
		for j := range p.Bilag {
			p.Bilag[j] = agenda.Bilag{Number: j + 1, Title: text(), Text: text(), Marks: marks(), Pages: &agenda.PageRange{number(), number()}, Meetings: []agenda.Meeting{}}
		}
	}
	d.Meetings = []agenda.Meeting{m}
	return d
}
