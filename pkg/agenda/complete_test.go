package agenda

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// gapLines is the gaps of d, one a line: "!" where something is missing, "?"
// for a remark, the kind, the id after the document, the pages.
func gapLines(d *Document) string {
	var b strings.Builder
	for _, g := range d.Gaps() {
		sign := "!"
		if g.Note {
			sign = "?"
		}
		fmt.Fprintf(&b, "%s %s %s %v\n", sign, g.Kind, strings.TrimPrefix(g.ID.String(), "abcdefabcdef"), g.Pages)
	}
	return b.String()
}

func exportOf(meetings ...Meeting) *Document {
	return &Document{Source: Source{SHA256: strings.Repeat("abcdef", 11)[:64], Name: "møde.pdf", Pages: 40}, Meetings: meetings}
}

// meetingOf is a meeting with punkter of these numbers, one a page.
func meetingOf(numbers ...string) Meeting {
	m := Meeting{Series: "Rådmandsmøder", Title: "Rådmandsmøde", Date: "2026-03-23", Pages: PageRange{1, 40}}
	for i, n := range numbers {
		m.Punkter = append(m.Punkter, Punkt{Number: n, Title: "Sag " + n, Text: "Tekst.", Pages: PageRange{i + 1, i + 1}, Marks: []Mark{{Page: i + 1}}})
	}
	return m
}

func TestGaps(t *testing.T) {
	bilag := func(title string, page int, meetings ...Meeting) Bilag {
		b := Bilag{Number: 1, Title: title, Meetings: meetings}
		if page > 0 {
			b.Pages = &PageRange{page, page}
		}
		return b
	}
	with := func(m Meeting, punkt int, b ...Bilag) Meeting {
		m.Punkter[punkt].Bilag = b
		return m
	}
	warned := func(d *Document, w ...Warning) *Document {
		d.Warnings = w
		return d
	}
	quoting := with(meetingOf("1", "2", "4"), 1, bilag("Notat", 3))
	quoting.Punkter[1].Bilag[0].Text, quoting.Punkter[1].Bilag[0].Marks = "Notat\nPunkt 3: Lys\n.", []Mark{{Page: 3}}
	scanned := warned(exportOf(meetingOf("1")), Warning{Code: WarnPageEmpty, Pages: []int{3, 4}}, Warning{Code: WarnPageEmpty, Pages: []int{7}})
	scanned.UnreadScans = []int{3, 4, 9}

	for name, tt := range map[string]struct {
		d    *Document
		want string
	}{
		"whole":                            {exportOf(meetingOf("1", "2", "3")), ""},
		"no meeting; all text is unplaced": {warned(exportOf(), Warning{Code: WarnNoMeeting}, Warning{Code: WarnUnplaced, Pages: []int{1}}), "! no-meeting  []\n"},
		"a meeting without anything":       {exportOf(Meeting{Title: "Møde", Pages: PageRange{3, 4}}), "! no-punkter .m1 [3]\n? no-date .m1 [3]\n"},
		"a copy without anything":          {exportOf(with(meetingOf("1"), 0, bilag("Referat", 2, Meeting{Pages: PageRange{2, 2}}))), "? no-punkter .m1.p1.b1.m1 [2]\n"},
		"a number left out":                {exportOf(meetingOf("1", "2", "4")), "? punkt-missing .m1 [3]\n"},
		"a number left out in a copy":      {exportOf(with(meetingOf("1"), 0, bilag("Referat", 2, meetingOf("1", "3")))), ""},
		"a number that stands in the text": {exportOf(quoting), "! punkt-missing .m1.p2 [3]\n"},
		"a promise": {warned(exportOf(meetingOf("1", "2", "4")), Warning{WarnHeadingMissing, "Indhold lover punkt 3: Lys, som ikke blev fundet.", []int{1}}),
			"! heading-missing .m1 [1]\n"},
		"a promise without a number": {warned(exportOf(meetingOf("1", "2", "4")), Warning{WarnHeadingMissing, "Indholdsfortegnelsen lover «Lys», som ikke blev fundet.", []int{1}}),
			"! heading-missing .m1 [1]\n"},
		"a number left out, and no Indhold": {warned(exportOf(meetingOf("1", "2", "4")), Warning{WarnPunktMissing, "Der er ikke noget punkt 3 før punkt 4, og mødet har intet Indhold, der siger hvorfor.", []int{1}}),
			"! punkt-missing .m1 [1]\n"},
		"a promise of a copy": {warned(exportOf(with(meetingOf("1"), 0, bilag("Referat", 9, Meeting{Pages: PageRange{9, 9}, Punkter: []Punkt{{Number: "1"}}}))),
			Warning{WarnHeadingMissing, "Indhold lover punkt 3: Lys, som ikke blev fundet.", []int{9}}), "! heading-missing .m1.p1.b1.m1 [9]\n"},
		"a row of stamps":         {warned(exportOf(meetingOf("1", "2")), Warning{WarnBilagMissing, "Punkt 2 har et bilag 4, men intet bilag 3.", []int{2}}), "! bilag-missing .m1.p2 [2]\n"},
		"bilag without pages":     {exportOf(with(meetingOf("1", "2"), 1, bilag("Kort", 0), bilag("Notat", 0))), "? bilag-named  []\n"},
		"one bilag without":       {exportOf(with(meetingOf("1", "2"), 1, bilag("Kort", 0), bilag("Notat", 3))), "! bilag-named .m1.p2.b1 [2]\n"},
		"pictures":                {scanned, "! page-empty .s3 [3 4]\n? page-empty .s7 [7]\n! page-empty .s9 [9]\n"},
		"what is nothing missing": {warned(exportOf(meetingOf("1")), Warning{Code: WarnRunning, Pages: []int{1}}, Warning{Code: WarnOutcomeUnknown, Pages: []int{1}}), ""},
		"lines, a broken page": {warned(exportOf(meetingOf("1")), Warning{Code: WarnUnplaced, Pages: []int{5}}, Warning{Code: WarnPageUnread, Pages: []int{2}}),
			"! page-unread .s2 [2]\n! text-unplaced .s5 [5]\n"},
	} {
		if got := gapLines(tt.d); got != tt.want {
			t.Errorf("%s: got\n%swant\n%s", name, got, tt.want)
		}
	}
}

func TestHoles(t *testing.T) {
	for numbers, want := range map[string]string{
		"":                    "",
		"0 1 2":               "",
		"2 3":                 "1",
		"14 15 17":            "16",
		"1 2 13":              "",
		"1 4.a 4.c 5":         "2 3 4.b",
		"4 4.a 4.b 5":         "", // goes on from another meeting
		"1.1 1.2 1.4 2.1":     "1.3",
		"1 2 2 3":             "",
		"1 3 2 4":             "", // out of order, and all there
		"1 2 1 2":             "",
		"a b":                 "",
		"1 2 4 5 6 7 8 9 11 ": "3 10",
	} {
		var got []string
		m := meetingOf(strings.Fields(numbers)...)
		for _, h := range m.Holes() {
			got = append(got, h.Number)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %v, want %s", numbers, got, want)
		}
	}
}

// Of a whole row without some punkter, those are the holes; those at the end
// cannot be known.
func TestHolesAreWhatWasTakenOut(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 2000 {
		var kept, want []string
		n := 2 + r.IntN(30)
		row := 0
		for i := 1; i <= n; i++ {
			if i > 1 && i < n && row < widestHole && r.IntN(4) == 0 {
				want = append(want, strconv.Itoa(i))
				row++
				continue
			}
			kept = append(kept, strconv.Itoa(i))
			row = 0
		}
		m := meetingOf(kept...)
		var got []string
		for _, h := range m.Holes() {
			got = append(got, h.Number)
			if cmpNumber(m.Punkter[h.Before].Number, h.Number) <= 0 || cmpNumber(m.Punkter[h.Before-1].Number, h.Number) >= 0 {
				t.Fatalf("%v: %s is said to be missing before %s", kept, h.Number, m.Punkter[h.Before].Number)
			}
		}
		if !slices.Equal(got, want) {
			t.Fatalf("%v: %v, want %v", kept, got, want)
		}
	}
}

func cmpNumber(a, b string) int {
	x, _ := cutNumber(a)
	y, _ := cutNumber(b)
	return x - y
}
