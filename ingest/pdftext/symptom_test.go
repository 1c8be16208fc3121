package pdftext

import (
	"strings"
	"testing"
)

func sheetOf(lines ...string) sheet {
	var s sheet
	for _, l := range lines {
		s.Lines = append(s.Lines, Line{Text: l})
	}
	return s
}

const prose = "Udvalget drøftede sagen og besluttede, at forvaltningen arbejder videre med den."

func TestSuspect(t *testing.T) {
	together := strings.ReplaceAll(prose, " ", "")
	tests := []struct {
		name string
		s    sheet
		want string
	}{
		{"prose", sheetOf(prose, prose, prose), ""},
		{"nothing", sheetOf(), ""},
		{"long compounds", sheetOf(prose, "Kystbeskyttelsesforanstaltninger og klimatilpasningsprojekter"), ""},
		{"a table of contents with dots", sheetOf(strings.Repeat("Punkt 1: Dagsorden...............4 ", 20)), ""},
		{"an address", sheetOf(strings.Repeat(prose+" https://www.strandby.dk/politik/dagsordener-og-referater ", 5)), ""},
		{"no spaces", sheetOf(together, together, together, together), "long words"},
		{"untranslated", sheetOf(prose, "\ufffd\ufffd\ufffd"), "garbled"},
		{"private characters", sheetOf(prose, "\ue001\ue002\ue003"), "garbled"},
		{"one private bullet", sheetOf(prose, prose, prose, prose, "\uf0fc "+prose), ""},
		{"an error", func() sheet { s := sheetOf(prose); s.Err = "x"; return s }(), "error"},
		{"glyphs without text", func() sheet { s := sheetOf(); s.mute = 50; return s }(), "mute"},
		{"a picture with a stamp", func() sheet { s := sheetOf("Punkt 3, Bilag 1: Notat.docx"); s.covered = 1; return s }(), "picture"},
		{"a picture with a caption", func() sheet { s := sheetOf(prose); s.covered = 1; return s }(), ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.s.suspect(); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// pairs takes every other space out.
func pairs(s string) string {
	var b strings.Builder
	for i, w := range strings.Fields(s) {
		if b.WriteString(w); i%2 == 1 {
			b.WriteByte(' ')
		}
	}
	return b.String()
}

func TestBetter(t *testing.T) {
	broken := func(s sheet) sheet { s.Err = "x"; return s }
	long := strings.Repeat(prose+" ", 5)
	tests := []struct {
		name          string
		first, second sheet
		want          string
	}{
		{"the same", sheetOf(prose), sheetOf(prose), "first"},
		{"more text", sheetOf(prose), sheetOf(prose, prose), "second"},
		{"a little more text", sheetOf(long), sheetOf(long + "slut"), "first"},
		{"nothing", sheetOf(), sheetOf(prose), "second"},
		{"nothing from the second", broken(sheetOf(prose)), sheetOf(), "first"},
		{"signs that are no text", sheetOf(prose, "\ufffd\ufffd\ufffd\ufffd"), sheetOf(prose), "second"},
		{"spaces", sheetOf(pairs(long)), sheetOf(long), "second"},
		{"an error", broken(sheetOf(prose)), sheetOf(prose), "second"},
		{"an error, but more text", broken(sheetOf(prose, prose)), sheetOf(prose), "first"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.first.Engine, tt.second.Engine = "first", "second"
			if got := better(tt.first, tt.second); got.Engine != tt.want {
				t.Errorf("got the %s, want the %s", got.Engine, tt.want)
			}
		})
	}
}
