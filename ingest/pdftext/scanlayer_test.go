package pdftext

import (
	"bytes"
	"strings"
	"testing"
)

const fairLayer = `Foreningen rydder op efter sig, og bommen til slæbestedet er låst om natten, når der ikke er vagt på havnen.
Det er aftalt med havnefogeden, at nøglen til den hænger i skuret, og at de, der har brug for den, skriver sig på listen.
Aftalen kan opsiges med 3 måneders varsel (se www.havn.dk/aftale?nr=4 og skriv til post@havn.dk), jf. § 4, stk. 2.
For den del af pladsen, som foreningen har lejet, betales der en årlig leje på 4.500 kr. til kommunen.`

func TestRottenLayers(t *testing.T) {
	undanish := strings.NewReplacer("æ", "ae", "ø", "o", "å", "a").Replace(fairLayer)
	tests := []struct {
		name, text string
		want       bool
	}{
		{"fair", fairLayer, false},
		{"read by an engine that knew no Danish", undanish, true},
		{"too little to tell by", undanish[:200], false},
		{"a bad copy", strings.NewReplacer("et", "e|", "de", "d\\e", "for", "f}r", "an", "a~n", "ne", "n^").Replace(fairLayer), true},
		{"English", strings.Repeat("The committee has agreed to rent the quay for a period of ten years, and the harbour master keeps the key. ", 6), false},
		{"Swedish", strings.Repeat("Det är en bra idé att de som har båt kan få hyra den plats som de vill ha i hamnen. ", 8), false},
		{"a table of figures", strings.Repeat("4.500 1,2 <0,05 3>2 17;18 \n", 20), false},
		{"nothing", "", false},
	}
	for _, tt := range tests {
		var lines []Line
		for text := range strings.Lines(tt.text) {
			lines = append(lines, Line{Text: strings.TrimSpace(text)})
		}
		if l := layerOf(lines); l.rotten() != tt.want {
			t.Errorf("%s: rotten %v, want %v: %+v", tt.name, l.rotten(), tt.want, l)
		}
	}
}

// A rotten layer is a need on a scan, and none where the text is to be seen;
// what a later system set in the corner stays.
func TestRottenLayerIsReplaced(t *testing.T) {
	const picture = "q 595 0 0 842 0 0 cm BI /W 2 /H 1 /CS /G /BPC 8 ID \x80\x01 EI Q "
	layer := " BT /F1 10 Tf 12 TL 50 600 Td " + strings.Repeat(`(Foren|ngen ryd\173der op ef~er sig, og bom^en er l?st.) ' `, 8) + "ET "
	stamp := "BT 0 Tr /F2 8 Tf 400 820 Td (Punkt 3, Bilag 1: Aftale.pdf) Tj ET "
	for _, tt := range []struct{ name, content, want string }{
		{"hidden", picture + "3 Tr" + layer + stamp, "rotten"},
		{"seen", picture + layer + stamp, ""},
	} {
		var f pdfFile
		data := f.pages(testPage{content: tt.content})
		b, err := open(bytes.NewReader(data), int64(len(data)), nil)
		if err != nil {
			t.Fatal(err)
		}
		s, got := b.page(1), ""
		if n := s.scanned(OCRAuto); n != nil {
			got = n.name
		}
		if got != tt.want {
			t.Errorf("%s: %q, want %q: %q", tt.name, got, tt.want, texts(s.Page))
		}
	}
}

func TestLinesApart(t *testing.T) {
	s := sheet{Page: Page{Width: 595, Height: 842, Lines: []Line{
		{Text: "Sk0|ebestyre1sen", Y: 60, Font: "Hidden"},
		{Text: "Foren|ngen ryd{er op", Y: 300, Font: "Hidden"},
		{Text: "S 1de 2", Y: 800, Font: "Hidden"},
		{Text: "Punkt 3, Bilag 1: Aftale.pdf", Y: 28, Font: "LiberationSans"},
		{Text: "Dokumentnr. 18", Y: 830, Font: "Carlito"},
		{Text: "\ufffd\ufffd\ufffd", Y: 832, Font: "Carlito"},
		{Text: "Kopi", Y: 400, Font: "Carlito"},
	}}}
	var got []string
	for _, l := range s.apart() {
		got = append(got, l.Text)
	}
	if want := "Punkt 3, Bilag 1: Aftale.pdf|Dokumentnr. 18"; strings.Join(got, "|") != want {
		t.Errorf("got %q, want %q", got, want)
	}
	s.Lines = s.Lines[3:4] // all else was mute
	if len(s.apart()) != 1 {
		t.Error("the stamp of a page without other text is lost")
	}
}
