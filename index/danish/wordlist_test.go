package danish

import (
	"testing"
	"time"
)

func TestWordlist(t *testing.T) {
	began := time.Now()
	w, err := unpack(packed)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d edges, unpacked in %v of %d bytes", len(w), time.Since(began), len(packed))
	for _, c := range []struct {
		word string // Latin-1
		want use    // of the uses in mask
		mask use
	}{
		{"udvalg", lastNoun, lastPart},
		{"udvalgenes", lastNoun, lastPart},
		{"udvalgs", linked | strip1, linked | strip1 | strip2 | andE},
		{"arbejds", linked | strip1 | andE, linked | strip1 | strip2 | andE},
		{"b\xf8rne", linked | strip1, linked | strip1 | strip2 | andE},
		{"principper", lastNoun, lastPart},
		{"mand", lastNoun | silent, lastNoun | silent},
		{"andersen", proper, proper | lastPart | linked | loose},
		{"dette", 0, proper | lastPart | linked | loose}, // also a name
		{"hed", 0, lastPart | linked | loose},
		{"co2", linked, linked | lastPart},
	} {
		u, ok := w.find([]byte(c.word))
		if !ok || u&c.mask != c.want {
			t.Errorf("%s: use %b, %v, want %b of %b", c.word, u, ok, c.want, c.mask)
		}
	}
	for _, word := range []string{"", "udval", "udvalgx", "lokalplan", "\x00", "\xff"} {
		if u, ok := w.find([]byte(word)); ok {
			t.Errorf("%q is in the list, use %b", word, u)
		}
	}
}

func TestUnpackDamaged(t *testing.T) {
	for _, n := range []int{0, 1, 10, len(packed) / 2, len(packed) - 1} {
		if _, err := unpack(packed[:n]); err == nil {
			t.Errorf("unpacked the first %d bytes", n)
		}
	}
}

func BenchmarkUnpack(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := unpack(packed); err != nil {
			b.Fatal(err)
		}
	}
}
