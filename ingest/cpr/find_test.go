package cpr

import (
	"os"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// today is the day on which the lists were made.
func today() time.Time { return time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC) }

// A line is one of a list, with the CPR numbers in it.
type line struct {
	at   int
	text string
	want []Span
}

// list reads a list: CPR numbers stand in ⟦ ⟧, ↵ is a line's end, # begins a
// remark.
func list(t testing.TB, path string) []line {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var lines []line
	at := 0
	for s := range strings.Lines(string(data)) {
		at++
		s = strings.TrimSuffix(s, "\n")
		if s == "" || strings.HasPrefix(s, "#") {
			continue
		}
		l := line{at: at}
		for i, part := range strings.Split(strings.ReplaceAll(s, "↵", "\n"), "⟦") {
			if number, rest, ok := strings.Cut(part, "⟧"); ok && i > 0 {
				l.want = append(l.want, Span{len(l.text), len(l.text) + len(number)})
				part = number + rest
			}
			l.text += part
		}
		lines = append(lines, l)
	}
	return lines
}

// score is how many spans of the list are found, of how many; and how many of
// those found are in the list.
func score(t testing.TB, lines []line) (right, want, found int) {
	t.Helper()
	for _, l := range lines {
		got := find(l.text, today())
		hit := 0
		for _, w := range l.want {
			for _, g := range got {
				if g == w {
					hit++
				}
			}
		}
		right, want, found = right+hit, want+len(l.want), found+len(got)
		if hit != len(l.want) || hit != len(got) {
			t.Logf("line %d: found %d of %d, and %d others: %q", l.at, hit, len(l.want), len(got)-hit, l.text)
		}
	}
	return right, want, found
}

// TestList: lines.txt was made before the rules, second.txt, in two goes, to see
// what they do with lines that they were not made for: at first sight they found
// 0.93 and 0.80 of its numbers, with precision 0.90 and 0.97. outside.txt is
// somebody else's, as is labels.txt; both tell their own figures.
func TestList(t *testing.T) {
	for _, name := range []string{"lines.txt", "second.txt", "outside.txt", "labels.txt"} {
		lines := list(t, "testdata/"+name)
		traps := 0
		for _, l := range lines {
			if len(l.want) == 0 {
				traps++
			}
		}
		right, want, found := score(t, lines)
		recall, precision := float64(right)/float64(want), float64(right)/float64(found)
		t.Logf("%s: %d lines, %d of them traps: recall %.3f (%d of %d), precision %.3f (%d of %d)",
			name, len(lines), traps, recall, right, want, precision, right, found)
		if recall < 1 || precision < 0.98 {
			t.Errorf("%s: want recall 1 and precision 0.98", name)
		}
	}
}

// The numbers of the lists are nobody's: whoever they would be of is over a
// hundred and ten years old, or they fail modulus 11, which all numbers given out
// before 2007 pass but those of some 1 Januaries.
func TestListIsFiction(t *testing.T) {
	for _, name := range []string{"lines.txt", "second.txt", "outside.txt", "labels.txt"} {
		for _, l := range list(t, "testdata/"+name) {
			for _, w := range l.want {
				r, ok := rowAt(l.text, w.Start)
				if !ok {
					t.Errorf("%s, line %d: no row of ten digits", name, l.at)
					continue
				}
				b, ok := born(r.digits, today())
				if !ok {
					t.Errorf("%s, line %d: no date", name, l.at)
				}
				if modulus11(r.digits) && b.age(today()) <= 110 {
					t.Errorf("%s, line %d: %q may be somebody's", name, l.at, l.text)
				}
			}
		}
	}
}

// FuzzFind: what is found is in order and in the text, and masking it once is
// enough.
func FuzzFind(f *testing.F) {
	for _, l := range list(f, "testdata/lines.txt") {
		f.Add(l.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		spans := find(text, today())
		at := 0
		for _, s := range spans {
			if s.Start < at || s.End <= s.Start || s.End > len(text) {
				t.Fatalf("spans %v of a text of %d bytes", spans, len(text))
			}
			at = s.End
		}
		masked := Mask(text, spans)
		if utf8.ValidString(text) && (utf8.RuneCountInString(masked) != utf8.RuneCountInString(text) || len(masked) != len(text)) {
			t.Fatalf("masking changed the length: %q, %q", text, masked)
		}
		if again := find(masked, today()); len(again) > 0 {
			t.Fatalf("found once more: %v in %q, of %q", again, masked, text)
		}
	})
}

// The century is in the seventh digit and the year.
func TestBorn(t *testing.T) {
	for digits, want := range map[string]string{
		"0102030000": "1903-02-01", "0102993999": "1999-02-01",
		"0102364000": "", "0102264000": "2026-02-01", "0102374000": "1937-02-01", "3112264000": "",
		"0102055000": "2005-02-01", "0102575000": "", "0102585000": "1858-02-01", "0102998000": "1899-02-01",
		"0102209000": "2020-02-01", "0102379000": "1937-02-01",
		"2902000000": "", "2902045000": "2004-02-29", "2902040000": "1904-02-29",
		"3204700000": "", "0013700000": "", "0113700000": "", "0100700000": "", "3104700000": "",
		"6102700000": "1970-02-01", // a substitute number
		"9902700000": "",
	} {
		var d [10]byte
		for i := range d {
			d[i] = digits[i] - '0'
		}
		got := ""
		if b, ok := born(d, today()); ok {
			got = b.date.Format(time.DateOnly)
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", digits, got, want)
		}
	}
}

func TestMask(t *testing.T) {
	for text, want := range map[string]string{
		"CPR-nr. 230577-1235.":      "CPR-nr. XXXXXX-XXXX.",
		"CPR 23 05 77 - 1235":       "CPR XX XX XX - XXXX",
		"CPR 230577–\n1235 og så":   "CPR XXXXXX–\nXXXX og så",
		"CPR 23O577-l235":           "CPR XXXXXX-XXXX",
		"Cpr. 230577１２３５":           "Cpr. XXXXXXＸＸＸＸ",
		"Sagsnr. EMN-2025-003383":   "Sagsnr. EMN-2025-003383",
		"\xff230577-1235\xff er nr": "\xffXXXXXX-XXXX\xff er nr",
	} {
		if got := Mask(text, find(text, today())); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func BenchmarkFind(b *testing.B) {
	page := strings.Repeat("Rådmanden orienterede om sag EMN-2025-003383 den 12. marts 2026 kl. 10.30; tlf. 89 40 20 00.\n", 40)
	b.SetBytes(int64(len(page)))
	for b.Loop() {
		Find(page)
	}
}

func BenchmarkFindInName(b *testing.B) {
	for b.Loop() {
		Find("/srv/referater/2026/03/2026-03-23 Rådmandsmøde 1130.pdf")
	}
}
