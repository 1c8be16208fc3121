package ocr

import (
	"slices"
	"strings"
	"testing"
)

func TestSteadySizes(t *testing.T) {
	var lines []Line
	for _, l := range []struct {
		size    float64
		letters int
	}{{60, 20}, {41, 60}, {45, 70}, {45, 60}, {38, 6}, {45, 65}, {50, 25}, {28, 60}, {26, 50}, {30, 10}} {
		lines = append(lines, Line{Size: l.size, Words: []Word{{Text: strings.Repeat("a", l.letters)}}})
	}
	steady(lines)
	var got []float64
	for _, l := range lines {
		got = append(got, l.Size)
	}
	// a title, text with a short line and one with a speck, small print
	if want := []float64{60, 45, 45, 45, 45, 45, 45, 28, 28, 28}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	steady(nil)
	none := []Line{{Size: 40}, {Size: 10}} // no letters
	if steady(none); none[0].Size != 40 || none[1].Size != 10 {
		t.Errorf("lines without letters have %v and %v", none[0].Size, none[1].Size)
	}
}
