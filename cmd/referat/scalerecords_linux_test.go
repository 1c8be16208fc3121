package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"referat/pkg/agenda"
	"referat/pkg/archive"
)

// A press makes records of PDFs that there are not: those of testdata, over and
// over, with other words, numbers, days and bodies. A set has one of each, all
// with the same changes, so that agendas, minutes and nested copies of one
// meeting stay what they are.
type press struct {
	plates []*archive.Record
	common map[string]bool  // words that stay: those of half the exports, and short ones
	words  map[int][]string // to choose from, by their length in bytes
}

func newPress(t *testing.T) *press {
	dir := filepath.Join(t.TempDir(), "arkiv")
	if code, _, errs := runWith(context.Background(), "import", "--ocr", "off", "--archive", dir, "../../testdata/exports"); code != exitOK {
		t.Fatal(errs)
	}
	r, err := archive.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	p := &press{common: map[string]bool{}, words: map[int][]string{}}
	in := map[string]int{} // how many exports have a word
	for d, err := range r.Documents() {
		if err != nil {
			t.Fatal(err)
		}
		plate := &archive.Record{Document: *d, Segmenter: 1}
		if plate.Layout, err = r.Layout(d.Source.SHA256); err != nil {
			t.Fatal(err)
		}
		if plate.Pages, err = r.Pages(d.Source.SHA256); err != nil {
			t.Fatal(err)
		}
		p.plates = append(p.plates, plate)
		has := map[string]bool{}
		for _, page := range plate.Pages {
			eachRun(page.Text, func(w string) string { has[strings.ToLower(w)] = true; return w })
		}
		for w := range has {
			in[w]++
		}
	}
	rnd := rand.New(rand.NewPCG(4, 20000))
	known := map[string]bool{}
	add := func(w string) {
		if !known[w] {
			known[w] = true
			p.words[len(w)] = append(p.words[len(w)], w)
		}
	}
	for w, n := range in {
		if utf8.RuneCountInString(w) < 4 || 2*n >= len(p.plates) {
			p.common[w] = true
		} else {
			add(w)
		}
	}
	syllables := strings.Fields("ka men lø ste vin bra dø ping sko tal fær ge ud ny ram se hus by råd plan vej skole tilsyn for drift borg sag bil mil jø kul tur")
	for len(known) < 200_000 { // compounds and names, that an archive has no end of
		w := ""
		for range 2 + rnd.IntN(4) {
			w += syllables[rnd.IntN(len(syllables))]
		}
		add(w)
	}
	return p
}

// record is the i-th record.
func (p *press) record(i int) *archive.Record {
	set, plate := i/len(p.plates), p.plates[i%len(p.plates)]
	c := &change{press: p, rnd: rand.New(rand.NewPCG(uint64(set), 1)), to: map[string]string{},
		days: set*5 - 18*365, body: fmt.Sprintf(" for %s", []string{"Havn", "Skole", "Kultur", "Teknik", "Sundhed"}[set%5]) + strings.Repeat("en", set/5%5)}
	r := &archive.Record{Layout: plate.Layout, Segmenter: plate.Segmenter, Modified: time.Unix(1.7e9+int64(i), 0)}
	d := c.value(reflect.ValueOf(plate.Document)).Interface().(agenda.Document)
	sum := sha256.Sum256(fmt.Appendf(nil, "scale %d", i))
	d.Source.SHA256, d.Source.Name = hex.EncodeToString(sum[:]), fmt.Sprintf("%06d.pdf", i)
	r.Document = d
	for _, page := range plate.Pages {
		page.Text = eachRun(page.Text, c.word)
		r.Pages = append(r.Pages, page)
	}
	return r
}

// A change is what sets a set of records apart.
type change struct {
	press *press
	rnd   *rand.Rand
	to    map[string]string
	days  int
	body  string
}

// value is a deep copy of v with the texts changed.
func (c *change) value(v reflect.Value) reflect.Value {
	out := reflect.New(v.Type()).Elem()
	switch v.Kind() {
	case reflect.String:
		if v.Type() != reflect.TypeFor[string]() { // a kind of thing
			return v
		}
		out.SetString(eachRun(v.String(), c.word))
	case reflect.Slice:
		if v.IsNil() {
			return v
		}
		out.Set(reflect.MakeSlice(v.Type(), v.Len(), v.Len()))
		for i := range v.Len() {
			out.Index(i).Set(c.value(v.Index(i)))
		}
	case reflect.Pointer:
		if v.IsNil() {
			return v
		}
		out.Set(reflect.New(v.Type().Elem()))
		out.Elem().Set(c.value(v.Elem()))
	case reflect.Struct:
		for i := range v.NumField() {
			switch f := v.Field(i); v.Type().Field(i).Name {
			case "Schema", "SHA256", "Start", "End", "Number":
				out.Field(i).Set(f)
			case "Date":
				out.Field(i).SetString(c.date(f.String()))
			case "Series":
				out.Field(i).SetString(f.String() + c.body)
			default:
				out.Field(i).Set(c.value(f))
			}
		}
	default:
		return v
	}
	return out
}

func (c *change) date(date string) string {
	day, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return date
	}
	return day.AddDate(0, 0, c.days).Format(time.DateOnly)
}

// word is what stands for a word: one of the same length, so that all that
// counts bytes stays right, and the commonest most often.
func (c *change) word(w string) string {
	lower := strings.ToLower(w)
	if to, ok := c.to[lower]; ok {
		return likeCase(to, w)
	}
	to := lower
	switch list := c.press.words[len(lower)]; {
	case c.press.common[lower]:
	case isDigits(lower):
		if len(lower) > 4 { // years stay
			b := make([]byte, len(lower))
			for i := range b {
				b[i] = byte('0' + c.rnd.IntN(10))
			}
			to = string(b)
		}
	case len(list) > 1 && len(lower) == len(w):
		to = list[rand.NewZipf(c.rnd, 1.07, 8, uint64(len(list)-1)).Uint64()]
	}
	c.to[lower] = to
	return likeCase(to, w)
}

// likeCase is a word, with a capital if like has one; of the same length.
func likeCase(w, like string) string {
	if len(w) != len(like) {
		return like
	}
	first, _ := utf8.DecodeRuneInString(like)
	if !unicode.IsUpper(first) {
		return w
	}
	r, size := utf8.DecodeRuneInString(w)
	if up := string(unicode.ToUpper(r)); len(up) == size {
		return up + w[size:]
	}
	return w
}

func isDigits(w string) bool { return strings.Trim(w, "0123456789") == "" }

// eachRun replaces every run of letters, or of digits, by what f makes of it.
func eachRun(text string, f func(string) string) string {
	var b strings.Builder
	b.Grow(len(text))
	kind := func(r rune) int {
		switch {
		case unicode.IsLetter(r):
			return 1
		case '0' <= r && r <= '9':
			return 2
		}
		return 0
	}
	start, was := 0, 0
	for i, r := range text {
		if k := kind(r); k != was {
			if was != 0 {
				b.WriteString(f(text[start:i]))
			} else {
				b.WriteString(text[start:i])
			}
			start, was = i, k
		}
	}
	if was != 0 {
		b.WriteString(f(text[start:]))
	} else {
		b.WriteString(text[start:])
	}
	return b.String()
}
