package ingest

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"referat/ingest/pdftext"
	"referat/pkg/archive"
)

// flowed is a page's text with its paragraphs' lines joined.
func flowed(t *testing.T, kept archive.Page) string {
	t.Helper()
	at, err := Flow(kept)
	if err != nil {
		t.Fatal(err)
	}
	out := []byte(kept.Text)
	for _, i := range at {
		if out[i] != '\n' {
			t.Fatalf("place %d of %q is no newline", i, kept.Text)
		}
		out[i] = ' '
	}
	return string(out)
}

// set are lines of 10 points as they stand under each other at x 70, with so many
// points a letter; a line that begins with "#" is bold, with "!" large, with ">"
// stands further in, with "^" has space above.
func set(text string) *pdftext.Page {
	p := &pdftext.Page{Number: 1, Width: 595, Height: 842}
	y := 60.0
	for line := range strings.SplitSeq(text, "\n") {
		l := pdftext.Line{X: 70, Size: 10, Font: "Verdana"}
		y += 14
		for line != "" && strings.ContainsRune("#!>^", rune(line[0])) {
			switch line[0] {
			case '#':
				l.Bold = true
			case '!':
				l.Size = 14
			case '>':
				l.X += 18
			case '^':
				y += 8
			}
			line = line[1:]
		}
		l.Text, l.Y = line, y
		l.W = 0.5 * l.Size * float64(len([]rune(line)))
		p.Lines = append(p.Lines, l)
	}
	return p
}

func TestFlow(t *testing.T) {
	for name, tt := range map[string]struct{ text, want string }{
		"a paragraph, a heading and another": {
			"!Hvorfor en plan\n^Byrådet har besluttet, at kommunens egne bygninger og både skal\nudlede halvt så meget i 2031 som i 2024, også i Nordhavnen og på\nKlitvejen.\n^Vores afdeling står for en ellevtedel af udledningen, og det meste\naf den kommer fra tre steder",
			"Hvorfor en plan\nByrådet har besluttet, at kommunens egne bygninger og både skal udlede halvt så meget i 2031 som i 2024, også i Nordhavnen og på Klitvejen.\nVores afdeling står for en ellevtedel af udledningen, og det meste af den kommer fra tre steder",
		},
		"a heading over two lines, and what comes under it": {
			"#Beslutning for Punkt 4: Sommerferiens åbningstider på bibliotekerne i\n#kulturhusene (5 min)\nGodkendt med den ændring, at der holdes åbent om lørdagen i hele juli,\nog at det koster det, som det koster",
			"Beslutning for Punkt 4: Sommerferiens åbningstider på bibliotekerne i kulturhusene (5 min)\nGodkendt med den ændring, at der holdes åbent om lørdagen i hele juli, og at det koster det, som det koster",
		},
		"set alike, but the line was not full": {
			"Økonomiudvalget godkendte indstillingen med den bemærkning, at der sendes\nRådmanden orienterede om en sag, som der ikke\ner mere at sige om her, og det blev der heller ikke sagt mere om",
			"Økonomiudvalget godkendte indstillingen med den bemærkning, at der sendes\nRådmanden orienterede om en sag, som der ikke\ner mere at sige om her, og det blev der heller ikke sagt mere om",
		},
		"a list": {
			"Rådmanden indstiller til byrådet, at der gives en bevilling til disse\n1) en ny kaj, som skal ligge der, hvor den gamle lå, før den faldt ned,\n- en kran, der kan løfte det hele, og som kan stå på en pram, der ligger\n>ved kajen\nBilag 1 er en tegning af det, som det så ud, da det var færdigt, i maj",
			"Rådmanden indstiller til byrådet, at der gives en bevilling til disse\n1) en ny kaj, som skal ligge der, hvor den gamle lå, før den faldt ned,\n- en kran, der kan løfte det hele, og som kan stå på en pram, der ligger ved kajen\nBilag 1 er en tegning af det, som det så ud, da det var færdigt, i maj",
		},
		"Indhold": {
			"Forslag fra Havnelisten om at lade natbussen køre hele vejen ........ 4\nAnlægsbevilling til sti under Klitvejen ud til den nye badebro ned 14\nEventuelt og orientering om det, der ellers er at orientere om på 18",
			"Forslag fra Havnelisten om at lade natbussen køre hele vejen ........ 4\nAnlægsbevilling til sti under Klitvejen ud til den nye badebro ned 14\nEventuelt og orientering om det, der ellers er at orientere om på 18",
		},
		"a sentence ends, or a word is broken": {
			"Kommunen har undersøgt, om de nye anlæg kan bygges med støtte fra EU.\nDet kan de godt, hvis kommunens egne penge rækker til det i både børne-\nog ungeudvalget og i byrådet, som skal sige ja, før det er for sent nu",
			"Kommunen har undersøgt, om de nye anlæg kan bygges med støtte fra EU.\nDet kan de godt, hvis kommunens egne penge rækker til det i både børne-\nog ungeudvalget og i byrådet, som skal sige ja, før det er for sent nu",
		},
		"cells":   {"Ansvarlig enhed\nTeknik og miljø\nKultur og fritid\n12", "Ansvarlig enhed\nTeknik og miljø\nKultur og fritid\n12"},
		"nothing": {"", ""},
	} {
		p := set(tt.text)
		kept := encodePage(p)
		if got := strings.TrimSuffix(flowed(t, kept), "\n"); got != tt.want {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, tt.want)
		}
		if kept.Layout = nil; flowed(t, kept) != kept.Text {
			t.Errorf("%s: lines of which nothing is known are joined", name)
		}
	}
	if _, err := Flow(archive.Page{Number: 3, Text: "x", Layout: []byte{9}}); err == nil {
		t.Error("a layout that cannot be read is no error")
	}
}

// In the exports the lines of paragraphs are joined, and headings and what
// stands under them never.
func TestFlowOfExports(t *testing.T) {
	files, err := filepath.Glob("../testdata/exports/*.pdf")
	if err != nil || len(files) < 12 {
		t.Fatalf("%d exports: %v", len(files), err)
	}
	reader := readerFor(t)
	joined := 0
	for _, path := range files {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := reader.Read(context.Background(), bytes.NewReader(data), int64(len(data)), pdftext.Options{OCR: pdftext.OCROff})
		if err != nil {
			t.Fatal(err)
		}
		for i := range doc.Pages {
			kept := encodePage(&doc.Pages[i])
			text := flowed(t, kept)
			joined += strings.Count(kept.Text, "\n") - strings.Count(text, "\n")
			for _, apart := range []string{") Godkendt", ") Beslutning", ". Punkt ", " Bilag 1:", "min.) "} {
				if n := strings.Count(kept.Text, apart); strings.Count(text, apart) > n {
					t.Errorf("%s, page %d: lines are joined at %q", filepath.Base(path), i+1, apart)
				}
			}
		}
	}
	t.Logf("%d lines joined", joined)
	if joined < 100 {
		t.Errorf("%d lines joined", joined)
	}
}
