package pdftext

import (
	"testing"
	"unicode/utf8"
)

func TestAlong(t *testing.T) {
	l := Line{Text: "iiWå", Font: "Helvetica"} // 222, 222, 944 and 556 thousandths
	want := []float64{0, 222, 444, 1388, 1388, 1944}
	along := l.Along()
	if len(along) != len(want) {
		t.Fatalf("%v", along)
	}
	for i, v := range want {
		if d := along[i] - v/1944; d < -1e-9 || d > 1e-9 {
			t.Errorf("byte %d: %g, want %g", i, along[i], v/1944)
		}
	}
	if got := (&Line{}).Along(); len(got) != 1 {
		t.Errorf("an empty line: %v", got)
	}
}

// Along never goes back, and ends at the line's end.
func FuzzAlong(f *testing.F) {
	f.Add("Budget – 2028 ½ €", "Times-Bold")
	f.Add("\xff\x00\u00ad", "Courier")
	f.Fuzz(func(t *testing.T, text, font string) {
		l := Line{Text: text, Font: font}
		along := l.Along()
		if len(along) != len(text)+1 || along[len(text)] != 1 && text != "" && along[len(text)] != 0 {
			t.Fatalf("%v", along)
		}
		for i := 1; i < len(along); i++ {
			if along[i] < along[i-1] || along[i] > 1 || i < len(text) && !utf8.RuneStart(text[i]) && utf8.ValidString(text) && along[i] != along[i-1] {
				t.Fatalf("byte %d of %q: %v", i, text, along)
			}
		}
	})
}
