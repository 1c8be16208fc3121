package segment

import (
	"strings"
	"testing"

	"referat/ingest/pdftext"
)

// composed sets each line of rows, which are x, y, width and text, in 10 points
// on one page and gives what compose makes of them.
func composed(lines ...pdftext.Line) string {
	doc := &pdftext.Document{Pages: []pdftext.Page{{Number: 1, Width: 595, Height: 842, Lines: lines}}}
	s := newSource(doc)
	var all []at
	for i := range doc.Pages[0].Lines {
		all = append(all, at{0, i})
	}
	text, _ := s.compose(all)
	return text
}

func set(x, y, w float64, text string) pdftext.Line {
	return pdftext.Line{Text: text, X: x, Y: y, W: w, Size: 10}
}

func TestParagraphs(t *testing.T) {
	tests := []struct {
		name  string
		lines []pdftext.Line
		want  string
	}{
		{"a sentence goes on, though the guess is that the next word had fitted", []pdftext.Line{
			set(60, 100, 420, "Foreningen har bedt om at få en aftale med kommunen om de"),
			set(60, 112, 300, "mange måneder, hvor bommen er låst."),
			set(60, 124, 420, "Det er ikke afgjort, hvem der har nøglen til slæbestedet."),
			set(60, 160, 480, "Havnefogeden er spurgt, men han har ikke svaret på de breve, som han har fået."),
		}, "Foreningen har bedt om at få en aftale med kommunen om de mange måneder, hvor bommen er låst./Det er ikke afgjort, hvem der har nøglen til slæbestedet./Havnefogeden er spurgt, men han har ikke svaret på de breve, som han har fået."},
		{"short lines in small letters are a list", []pdftext.Line{
			set(60, 100, 200, "Der blev serveret"),
			set(60, 112, 40, "kaffe"), set(60, 124, 40, "vand"), set(60, 136, 80, "brød med ost"),
			set(60, 170, 480, "Havnefogeden kom ikke, men han havde sendt et brev, som formanden læste højt."),
		}, "Der blev serveret/kaffe/vand/brød med ost/Havnefogeden kom ikke, men han havde sendt et brev, som formanden læste højt."},
		{"lines in the first of two columns are full at its edge, a title over both or not", append(append([]pdftext.Line{
			{Text: "Nyt fra havnen i Strandby", X: 60, Y: 60, W: 400, Size: 28},
		}, columnOf(60, 100)...), columnOf(320, 100)...), "Nyt fra havnen i Strandby/" + columnText + "/" + columnText},
		{"the step between lines is not that between two columns", []pdftext.Line{
			set(60, 88, 150, "Foreningen Havkajakken"), set(420, 92, 120, "post@kajak.dk"), set(60, 100.2, 150, "Lodsgade 4"),
			set(60, 140, 480, "Foreningen har bedt om at få en aftale med kommunen om brugen af slæbestedet"),
			set(60, 153, 480, "Havnefogeden låser bommen op, når nogen af foreningens medlemmer vil ud og ro"),
			set(60, 166, 100, "Det koster intet."),
		}, "Foreningen Havkajakken/post@kajak.dk/Lodsgade 4/Foreningen har bedt om at få en aftale med kommunen om brugen af slæbestedet Havnefogeden låser bommen op, når nogen af foreningens medlemmer vil ud og ro Det koster intet."},
	}
	for _, tt := range tests {
		if got := strings.ReplaceAll(composed(tt.lines...), "\n", "/"); got != tt.want {
			t.Errorf("%s:\ngot  %s\nwant %s", tt.name, got, tt.want)
		}
	}
}

// Each page of a scan has its own left margin, and what a system set beside the
// scan has none: no line of text becomes a list item by it. A list stays one.
func TestParagraphsOfScans(t *testing.T) {
	page := func(n int, x float64) pdftext.Page {
		return pdftext.Page{Number: n, Width: 595, Height: 842, OCR: true, Lines: []pdftext.Line{
			set(40, 600, 300, "Dokumentnr. 18"),
			set(x, 100, 400, "Foreningen har bedt om:"), set(x+20, 125, 200, "en aftale om bommen,"), set(x+20, 150, 200, "en nøgle til skuret."), set(x, 175, 400, "Det er ikke afgjort."),
		}}
	}
	doc := &pdftext.Document{Pages: []pdftext.Page{page(1, 60), page(2, 75)}}
	var all []at
	for p := range doc.Pages {
		for i := range doc.Pages[p].Lines {
			all = append(all, at{p, i})
		}
	}
	const want = "Dokumentnr. 18/Foreningen har bedt om:/- en aftale om bommen,/- en nøgle til skuret./Det er ikke afgjort."
	text, _ := newSource(doc).compose(all)
	if got := strings.ReplaceAll(text, "\n", "/"); got != want+"/"+want {
		t.Errorf("got  %s\nwant %s twice", got, want)
	}
}

const columnText = "Havnens gæster må ikke Lægge til ved bro 2 uden at Have spurgt Havnefogeden Eller en af Vagterne ved broen./Slut."

// columnOf is a column of text, its lines begun with capitals as names are.
func columnOf(x, y float64) []pdftext.Line {
	return []pdftext.Line{
		set(x, y, 220, "Havnens gæster må ikke"), set(x, y+12, 220, "Lægge til ved bro 2 uden at"), set(x, y+24, 218, "Have spurgt Havnefogeden"),
		set(x, y+36, 215, "Eller en af"), set(x, y+48, 120, "Vagterne ved broen."), set(x, y+60, 60, "Slut."),
	}
}
