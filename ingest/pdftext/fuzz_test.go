package pdftext

import (
	"math"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// FuzzContent runs any bytes as a page's content: reading never panics, gives
// valid text at finite places, and the same again the second time.
func FuzzContent(f *testing.F) {
	for _, s := range []string{
		`BT /F1 10 Tf 50 700 Td (Punkt 3: Havnebad) Tj ET`,
		`BT /F2 10 Tf 1 0 0 1 50 700 Tm [(Be)-20(slut)-300(ning)] TJ T* <48656A> ' 1 2 (x) " ET`,
		`q 0.5 0 0 0.5 10 10 cm BT /F1 20 Tf 0 1 -1 0 9 9 Tm (lodret) Tj ET Q`,
		`/Span << /ActualText (fi) >> BDC BT /F1 9 Tf (x) Tj ET EMC BI /W 1 ID x EI`,
		strings.Repeat(")", 100) + " ]] >> } BI ID",
		"BT /F1 1e30 Tf 1e30 0 Td (\\400\\053) Tj << /A [ ( ET",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		var one, two pdfFile
		sound := testPage{content: "BT /F1 10 Tf (en side, der altid kan l\\346ses) Tj ET"}
		a := read(t, one.pages(testPage{content: string(content)}, sound))
		checkPage(t, a.Pages[0])
		b := read(t, two.pages(testPage{content: string(content)}, sound))
		if diff := cmp.Diff(a, b); diff != "" {
			t.Errorf("read twice, two answers: %s", diff)
		}
	})
}

func checkPage(t *testing.T, p Page) {
	for _, l := range p.Lines {
		for _, v := range []float64{l.X, l.Y, l.W, l.Size} {
			if math.IsNaN(v) || math.IsInf(v, 0) {
				t.Errorf("line %q is placed at %v, %v, width %v, size %v", l.Text, l.X, l.Y, l.W, l.Size)
			}
		}
		if l.Text == "" || !utf8.ValidString(l.Text) {
			t.Errorf("line %q is empty or no UTF-8", l.Text)
		}
	}
}

// FuzzCMap reads any bytes as a CMap and asks it for codes.
func FuzzCMap(f *testing.F) {
	f.Add([]byte("1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfrange <20> <7e> [<0041> <0042>] endbfrange"), uint32(0x21))
	f.Add([]byte("1 beginbfrange <0000> <ffff> <D83DDE00> endbfrange 1 begincidrange <00> <ff> 7 endcidrange"), uint32(9))
	f.Fuzz(func(t *testing.T, data []byte, c uint32) {
		m := parseCMap(data)
		if s := m.unicode(c); !utf8.ValidString(s) {
			t.Errorf("code %x gives %q", c, s)
		}
		if n := m.width([]byte{byte(c >> 8), byte(c)}); n < 1 || n > 4 {
			t.Errorf("a code of %d bytes", n)
		}
		m.cid(c)
	})
}
