package segment

import (
	"testing"
	"unicode/utf8"
)

func TestReadHeading(t *testing.T) {
	tests := []struct {
		in   string
		want heading
	}{
		{"Punkt 3: Havnebad (5 min)", heading{number: "3", title: "Havnebad", minutes: 5}},
		{"Punkt 3: Havnebad (10 min.)", heading{number: "3", title: "Havnebad", minutes: 10}},
		{"Punkt 12: Havnebad (5 minutter)", heading{number: "12", title: "Havnebad", minutes: 5}},
		{"Punkt 3: Havnebad (ca. 20 min)", heading{number: "3", title: "Havnebad", minutes: 20}},
		{"Punkt 3: Havnebad (1 time)", heading{number: "3", title: "Havnebad", minutes: 60}},
		{"Punkt 3: Havnebad (1 time og 30 min.)", heading{number: "3", title: "Havnebad", minutes: 90}},
		{"Punkt 3: Havnebad (fase 2)", heading{number: "3", title: "Havnebad (fase 2)"}},
		{"Punkt 4.a: Lukket: Køb af grund", heading{number: "4.a", title: "Køb af grund", closed: true}},
		{"Punkt 4 a: Tillæg", heading{number: "4.a", title: "Tillæg"}},
		{"Punkt 1: Dagsorden,", heading{number: "1", title: "Dagsorden"}},
		{"Beslutning for Punkt 2: Referat", heading{number: "2", title: "Referat", decision: true}},
	}
	for _, tt := range tests {
		if got, ok := readHeading(tt.in); !ok || got != tt.want {
			t.Errorf("readHeading(%q) = %+v, %v, want %+v", tt.in, got, ok, tt.want)
		}
	}
	for _, s := range []string{"Punktum", "Punkt 3, Bilag 1: Notat.docx", "3. Havnebad", "Under punkt 3: intet"} {
		if h, ok := readHeading(s); ok {
			t.Errorf("readHeading(%q) = %+v, want none", s, h)
		}
	}
}

func TestReadDateLine(t *testing.T) {
	tests := []struct {
		in   string
		want when
	}{
		{"23-03-2027 11:00 - 13:00", when{"2027-03-23", "11:00", "13:00"}},
		{"3-3-2027 9:05 – 10:00", when{"2027-03-03", "09:05", "10:00"}},
		{"Tirsdag den 23. marts 2027 kl. 11.00 - 13.00", when{"2027-03-23", "11:00", "13:00"}},
		{"23.03.2027 kl. 11.00", when{"2027-03-23", "11:00", ""}},
	}
	for _, tt := range tests {
		if got, ok := readDateLine(tt.in); !ok || got != tt.want {
			t.Errorf("readDateLine(%q) = %v, %v, want %v", tt.in, got, ok, tt.want)
		}
	}
	for _, s := range []string{"23-03-2027", "Mødedato: 23-03-2027 11:00", "31-02-2027 11:00 - 12:00", "23-03-2027 11:75"} {
		if w, ok := readDateLine(s); ok {
			t.Errorf("readDateLine(%q) = %v, want none", s, w)
		}
	}
}

func TestOrdinalFollows(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want bool
	}{{"4", "5", true}, {"4", "4.a", true}, {"4.a", "4.b", true}, {"4.a", "5", true}, {"4", "6", false}, {"4.b", "4.a", false}, {"4", "4", false}} {
		if got := readOrdinal(tt.b).follows(readOrdinal(tt.a)); got != tt.want {
			t.Errorf("%s follows %s: %v, want %v", tt.b, tt.a, got, tt.want)
		}
	}
}

func TestJoin(t *testing.T) {
	st := style{font: "Carlito", size: 11}
	v := vocabulary{
		count:  map[string]int{"lokalplan": 2, "støtte-kontaktperson": 1, "skole": 3, "veje": 1},
		habits: map[style]habit{st: {breaks: 9, lines: 90}, {font: "Arial", size: 10}: {breaks: 0, lines: 200}},
	}
	tests := []struct {
		name, a, b string
		st         style
		want       string
	}{
		{"a space between lines", "Sagen", "udsættes", st, "Sagen udsættes"},
		{"a soft hyphen", "princip\u00ad", "meddelelse", st, "principmeddelelse"},
		{"a word that stands whole elsewhere", "lokal-", "plan", style{font: "Arial", size: 10}, "lokalplan"},
		{"a hyphen that stands elsewhere", "støtte-", "kontaktperson", st, "støtte-kontaktperson"},
		{"a text that hyphenates", "princip-", "meddelelse", st, "principmeddelelse"},
		{"a text that does not", "skole-", "veje", style{font: "Arial", size: 10}, "skole-veje"},
		{"a number's own hyphen", "2030-", "fremskrivning", st, "2030-fremskrivning"},
		{"a letter's own hyphen", "p-", "huse", st, "p-huse"},
		{"an abbreviation's own hyphen", "AI-", "indsatser", st, "AI-indsatser"},
		{"a hyphen that waits for its word", "social-", "og sundhedsområdet", st, "social- og sundhedsområdet"},
		{"a dash", "Kort -", "og godt", st, "Kort - og godt"},
	}
	for _, tt := range tests {
		if got := v.join(tt.st, tt.a, tt.b); got != tt.want {
			t.Errorf("%s: join(%q, %q) = %q, want %q", tt.name, tt.a, tt.b, got, tt.want)
		}
	}
}

func TestStampNumbers(t *testing.T) {
	for in, want := range map[string]string{"Punkt 3, Bilag 1: a.docx": "3", "Punkt 4.a, Bilag 2: a": "4.a", "Punkt 4.A, Bilag 2: a": "4.a", "Punkt 4 a, Bilag 2: a": "4.a", "Punkt 2.1, Bilag 1: a": "2.1"} {
		m := stampLine.FindStringSubmatch(in)
		if m == nil || tidyNumber(m[1]) != want {
			t.Errorf("%q gives %q, want %q", in, m, want)
		}
	}
}

// FuzzReaders gives any text to the readers of headings, days, times and
// numbers: they never panic, and what they give is in form.
func FuzzReaders(f *testing.F) {
	for _, s := range []string{"Punkt 3: Havnebad (ca. 20 min)", "Beslutning for Punkt 4.a: Lukket: X (1 time og 5 min.)", "23-03-2027 11:00 - 13:00", "Onsdag d. 3. marts 2027 kl. 9.05", "Side 2 af 5", "Punkt 3, Bilag 1: a.docx", "99999999999999999999-1-1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if w, ok := readDateLine(s); ok && (len(w.date) != 10 || len(w.start) != 5 || w.end != "" && len(w.end) != 5) {
			t.Errorf("readDateLine(%q) = %+v", s, w)
		}
		if d := readDate(s); d != "" && len(d) != 10 {
			t.Errorf("readDate(%q) = %q", s, d)
		}
		if h, ok := readHeading(s); ok {
			if h.minutes < 0 || h.number == "" || utf8.ValidString(s) && !utf8.ValidString(h.title) {
				t.Errorf("readHeading(%q) = %+v", s, h)
			}
			if again, _, _ := readTitle(h.title); h.minutes == 0 && !h.closed && again != h.title {
				t.Errorf("readTitle(%q) = %q", h.title, again)
			}
		}
		pageCount(s)
		stampLine.FindStringSubmatch(s)
		fileTitle(s)
		key(s)
		mask(s)
	})
}
