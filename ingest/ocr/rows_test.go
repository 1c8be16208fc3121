package ocr

import (
	"strings"
	"testing"
)

// set is a line as the program reads it: its block, from where to where, at
// what height.
func set(block int, x0, x1, baseline float64, text string) Line {
	l := Line{Text: text, X0: x0, X1: x1, Baseline: baseline, Size: 40, Block: block, Par: 1}
	for _, w := range strings.Fields(text) {
		l.Words = append(l.Words, Word{Text: w})
	}
	return l
}

func TestFiguresInTheirRows(t *testing.T) {
	for _, tt := range []struct {
		name  string
		lines []Line
		want  string
	}{
		{"an account read by columns", []Line{
			set(1, 200, 900, 100, "Regnskabet er revideret uden bemærkninger."),
			set(2, 200, 400, 200, "Post"), set(2, 200, 500, 260, "Husleje"), set(2, 200, 500, 320, "Varme og vand"), set(2, 200, 300, 380, "I alt"),
			set(3, 200, 900, 480, "Det blev godkendt."),
			set(4, 700, 900, 203, "2026"), set(4, 700, 900, 262, "41.200"), set(4, 700, 900, 318, "3.900"), set(4, 700, 900, 384, "45.100"),
			set(5, 1000, 1300, 201, "Budget 2027"), set(6, 1100, 1300, 263, "42.000"), set(7, 1100, 1300, 321, "-4.100"),
		}, "Regnskabet er revideret uden bemærkninger./Post/2026/Budget 2027/Husleje/41.200/42.000/Varme og vand/3.900/-4.100/I alt/45.100/Det blev godkendt."},
		{"two columns of text", []Line{
			set(1, 200, 900, 100, "Foreningen har 12"), set(1, 200, 900, 160, "både i havnen."),
			set(2, 1000, 1700, 100, "Den 2. 3. 2027"), set(2, 1000, 1700, 160, "kom der to til."),
		}, "Foreningen har 12/både i havnen./Den 2. 3. 2027/kom der to til."},
		{"numbers in the left margin", []Line{
			set(1, 100, 140, 100, "1"), set(1, 100, 140, 400, "2"),
			set(2, 200, 900, 100, "Bommen er låst."), set(2, 200, 900, 160, "Det er aftalt."), set(2, 200, 900, 400, "Nøglen hænger i skuret."),
		}, "1/2/Bommen er låst./Det er aftalt./Nøglen hænger i skuret."},
		{"figures with nothing beside them", []Line{
			set(1, 200, 900, 100, "Målingerne var:"),
			set(2, 1000, 1200, 300, "4,1"), set(2, 1000, 1200, 360, "4,3"), set(2, 1000, 1200, 420, "4,0"),
			set(3, 200, 900, 600, "De er taget i maj."),
		}, "Målingerne var:/4,1/4,3/4,0/De er taget i maj."},
		{"the last word of a line, read by itself", []Line{
			set(1, 200, 1500, 100, "Det er hjælp til dem med nedsat"), set(1, 200, 900, 160, "Det er aftalt."), set(2, 1530, 1800, 103, "funktionsevne."),
		}, "Det er hjælp til dem med nedsat funktionsevne./Det er aftalt."},
		{"a heading over the next column", []Line{
			set(1, 200, 900, 100, "Foreningen har både i"), set(1, 200, 900, 160, "havnen."), set(2, 960, 1400, 102, "Nyt om broen"), set(3, 960, 1700, 160, "Den er lukket."),
		}, "Foreningen har både i/havnen./Nyt om broen/Den er lukket."},
		{"nothing", nil, ""},
	} {
		if got := strings.Join(texts(rows(tt.lines)), "/"); got != tt.want {
			t.Errorf("%s:\ngot  %s\nwant %s", tt.name, got, tt.want)
		}
	}
	// What stands in a row has one baseline.
	got := rows([]Line{set(1, 200, 400, 200, "Husleje"), set(1, 200, 400, 260, "Varme"), set(2, 700, 900, 205, "41.200"), set(2, 700, 900, 255, "3.900")})
	if got[1].Text != "41.200" || got[1].Baseline != 200 || got[3].Baseline != 260 {
		t.Errorf("got %+v", got)
	}
}
